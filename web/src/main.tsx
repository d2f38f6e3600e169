/** Mounts the page. */

import { render } from "preact";
import { Page } from "./app/page.tsx";
import { createState } from "./app/state.ts";

render(<Page state={createState()} />, document.getElementById("page") as HTMLElement);
