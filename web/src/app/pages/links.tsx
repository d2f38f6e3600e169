/** The page at `#/links`: results that others have sent, verified. */

import { Links } from "../panels/links/links.tsx";
import { createVerification } from "../panels/links/verification.ts";

/** Makes what the panel holds: runs go on while another page is looked at. */
export function createPage() {
  const verification = createVerification();

  return function Page() {
    return (
      <main>
        <Links verification={verification} />
      </main>
    );
  };
}
