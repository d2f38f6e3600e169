// @vitest-environment happy-dom
/** The colors below a drawing are those of the values that it is given. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import { Heat } from "../../../../web/src/app/lessons/shared/heat.tsx";

/** What is painted: where, and how strong. */
let painted: [x: number, y: number, strength: number][] = [];
const context = {
  globalAlpha: 1,
  fillRect(x: number, y: number) {
    painted.push([x, y, this.globalAlpha]);
  },
};
vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(() => context as never);
beforeEach(() => {
  painted = [];
});

const show = (values: number[]) => render(<Heat values={values} columns={2} range={[0, 1]} />, document.body);

test("rows from below, each value as strong as it is far from the middle; what is no number has no color", () => {
  show([0.5, 1, 0, Number.NaN]);
  const [none, most] = [0, 0.45];
  expect(painted).toEqual([
    [0, 1, none],
    [1, 1, most],
    [0, 0, most],
  ]);
});

test("it is painted with what is drawn over it, before any frame could show the one without the other", async () => {
  await act(() => show([1, 1, 1, 1]));
  painted = [];
  show([0, 0.5, 0.5, 1]);
  expect(painted.map(([, , strength]) => strength)).toEqual([0.45, 0, 0, 0.45]);
});
