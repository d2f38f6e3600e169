// @vitest-environment happy-dom
/** The curves of several runs are named, and can be read at any of their points without seeing them. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { choices } from "../../../../../web/src/app/shared/charts/choices.ts";
import { Overlay } from "../../../../../web/src/app/shared/charts/overlay.tsx";
import type { Picture } from "../../../../../web/src/app/shared/charts/picture.ts";
import { waitFor } from "../../../support.ts";

const { show, destroy } = vi.hoisted(() => ({ show: vi.fn<(picture: Picture) => void>(), destroy: vi.fn() }));
vi.mock("../../../../../web/src/app/shared/charts/chart.ts", () => ({
  CurveChart: class {
    show = show;
    destroy = destroy;
    dress() {}
    size() {}
    resize() {}
  },
}));

const point = (step: number, accuracy: number) => ({
  ...{ digitsSeen: 16 * step, step, epoch: step / 100, seconds: step / 8 },
  ...{ loss: 1 / step, accuracy },
});
const series = [
  { id: "a", name: "rate 0.1", training: [point(1, 0.1), point(4, 0.5)], test: [point(2, 0.25), point(4, 0.75)] },
  { id: "b", name: "rate 0.5", training: [], test: [point(3, 0.9)] },
];

const slider = () => document.querySelector("[role=slider]") as HTMLElement;
const press = (key: string) => act(() => void slider().dispatchEvent(new KeyboardEvent("keydown", { key })));

test("each run's scores at the end, and then at the point to which a key leads", async () => {
  await act(() => render(<Overlay series={series} measure="accuracy" axis="step" />, document.body));
  const legend = () => [...document.querySelectorAll(".legend li")].map((item) => item.textContent);
  expect(legend()).toEqual(["rate 0.175.00 %", "rate 0.590.00 %"]);
  expect(document.querySelector("canvas")?.getAttribute("aria-label")).toContain("Accuracy of 2 runs");

  await press("Home");
  expect(slider().getAttribute("aria-valuetext")).toBe(
    "step 1: rate 0.1 10.00 % in training, – in the test; rate 0.5 – in training, – in the test",
  );
  await press("ArrowRight");
  await press("ArrowRight");
  expect(document.querySelector(".place")?.textContent).toBe("step 3");
  expect(legend()).toEqual(["rate 0.125.00 %", "rate 0.590.00 %"]);
  await press("Escape");
  expect(document.querySelector(".place")?.textContent).toBe("");
});

test("one run is told as one", async () => {
  await act(() => render(<Overlay series={series.slice(0, 1)} measure="loss" axis="step" />, document.body));
  expect(document.querySelector("canvas")?.getAttribute("aria-label")).toContain("Loss of 1 run.");
});

test("what is drawn is what was asked for, or else what a person has chosen for all charts", async () => {
  choices.axis.value = "epoch";
  choices.scale.value = "linear";
  await act(() => render(<Overlay series={series} measure="loss" />, document.body));
  await waitFor(() => expect(show).toHaveBeenCalledWith(expect.objectContaining({ axis: "epoch", scale: "linear" })));
  await act(() => render(<Overlay series={series} measure="loss" axis="seconds" />, document.body));
  await waitFor(() => expect(show.mock.lastCall?.[0].axis).toBe("seconds"));
  const lines = show.mock.lastCall?.[0].lines ?? [];
  expect(lines.map(({ points }) => points)).toEqual(series.flatMap(({ training, test }) => [training, test]));
});

test("a chart that has gone is not drawn on by a frame that was asked for before", async () => {
  await act(() => render(<Overlay series={series} measure="loss" axis="epoch" />, document.body));
  await waitFor(() => expect(show.mock.lastCall?.[0].axis).toBe("epoch"));
  // Whoever is called later in the same frame sees what was drawn in it.
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await act(() => render(<Overlay series={series} measure="loss" axis="step" />, document.body));
  const before = show.mock.calls.length;
  await act(() => render(null, document.body));
  expect(destroy).toHaveBeenCalled();
  await frame();
  await frame();
  expect(show.mock.calls.length).toBe(before);
});
