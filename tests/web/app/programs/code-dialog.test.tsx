// @vitest-environment happy-dom
/** The dialog with a program: its points to save, and what it says where something is not to be had. */

import { readFileSync } from "node:fs";
import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { load } from "../../../../engine/js/node.ts";
import { CodeDialog } from "../../../../web/src/app/programs/code-dialog.tsx";
import type { Points, RecipeSubject } from "../../../../web/src/app/programs/subject.ts";
import { download, downloadCsv } from "../../../../web/src/app/shared/download.ts";
import { programs as says } from "../../../../web/src/app/words/en/programs.ts";
import type { DrawnPoints } from "../../../../web/src/protocol.ts";
import { waitFor } from "../../support.ts";

vi.mock("../../../../web/src/app/shared/download.ts", () => ({ download: vi.fn(), downloadCsv: vi.fn() }));

const inkling = await load({ bytes: new Uint8Array(readFileSync("build/wasm/inkling.wasm")) });
const settings = inkling.settings.Recipe ?? [];

const recipe = { data: { name: "moons" }, layers: [{ units: 2 }] } as const;
const drawn: Record<"training" | "validation", DrawnPoints> = {
  training: { values: Float32Array.of(0.1, 2, 3, -4), inputs: 2, labels: Uint32Array.of(0, 1) },
  validation: { values: Float32Array.of(5, 6), inputs: 2, labels: Uint32Array.of(1) },
};

const find = (testId: string) => document.querySelector<HTMLElement>(`[data-testid=${testId}]`);
const said = () => document.querySelector("[role=status]")?.textContent;

function open(subject: RecipeSubject, points?: () => Promise<typeof drawn>): void {
  render(<CodeDialog subject={subject} points={points} onClose={() => {}} />, document.body);
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  render(null, document.body);
  vi.clearAllMocks();
});

test("Python reads points from a file, which the engine's points make; Inkling draws them itself", async () => {
  open({ recipe, settings }, async () => drawn);
  expect(find("code-points")).toBeNull();
  find("code-tab-numpy")?.click();
  await waitFor(() => expect(find("code-points")).not.toBeNull());
  find("code-points")?.click();
  const csv = "x1,x2,label,judged\n0.1,2,0,0\n3,-4,1,0\n5,6,1,1\n";
  await waitFor(() => expect(downloadCsv).toHaveBeenCalledExactlyOnceWith(csv, "points"));
  expect(find("code-text")?.textContent).toContain('np.loadtxt("points.csv"');
});

test("many points of one's own are saved as they are", async () => {
  const data: Points = { inputs: Array(60).fill([1.5]), targets: Array(60).fill([0.25]) };
  open({ recipe: { ...recipe, loss: "mean_squared_error", layers: [{ units: 1 }] }, settings, data });
  find("code-points")?.click();
  const csv = `x1,target,judged\n${"1.5,0.25,0\n".repeat(60)}`;
  await waitFor(() => expect(downloadCsv).toHaveBeenCalledExactlyOnceWith(csv, "points"));
});

test("a refusal is said", async () => {
  open({ recipe, settings }, () => Promise.reject(new Error("These are no points.")));
  find("code-tab-pytorch")?.click();
  await waitFor(() => expect(find("code-points")).not.toBeNull());
  find("code-points")?.click();
  await waitFor(() => expect(said()).toBe("These are no points."));
  expect(downloadCsv).not.toHaveBeenCalled();
});

test("where the clipboard is kept back, the program is selected and that is said", async () => {
  vi.stubGlobal("navigator", {});
  open({ recipe, settings });
  find("code-copy")?.click();
  await waitFor(() => expect(said()).toBe(says.select));
  vi.unstubAllGlobals();
});

test("the language that was chosen last is shown first, and saved under its own name", async () => {
  localStorage.setItem("inkling programs", "keras");
  open({ recipe, settings });
  expect(find("code-tab-keras")?.getAttribute("aria-selected")).toBe("true");
  find("code-save")?.click();
  expect(download).toHaveBeenCalledExactlyOnceWith(expect.any(Blob), "keras_program.py");
  render(null, document.body);
  localStorage.setItem("inkling programs", "a language of tomorrow");
  open({ recipe, settings });
  expect(find("code-tab-cpp")?.getAttribute("aria-selected")).toBe("true");
});
