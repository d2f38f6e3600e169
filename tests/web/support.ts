/** What unit tests of page and worker share. */

import { vi } from "vitest";

/** Waits until `holds` throws nothing. Patiently: no test judges how long something takes on a busy machine. */
export const waitFor = (holds: () => void, interval?: number): Promise<void> =>
  vi.waitFor(holds, { timeout: 60_000, ...(interval !== undefined && { interval }) });
