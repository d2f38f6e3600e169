/** Training, as a person meets it: start, watch, pause, go on, step, change settings, start over. */

import { expect, type Page, test } from "@playwright/test";
import { holdBack, numberIn, openAsNewcomer, openReady, textOf, trainFor } from "./support.ts";

const stepsAbove = (page: Page, steps: number) =>
  expect.poll(() => numberIn(page, "step-count"), { message: "steps go on" }).toBeGreaterThan(steps);

/** What the charts show, as it is on the screen. */
const charts = (page: Page) =>
  page.locator(".plot canvas").evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));

test.beforeEach(({ page }) => openReady(page));

test("reads 95 % of digits that it has never seen after 10 epochs of 10,000, as it comes", async ({ page }) => {
  await expect(page.getByTestId("training-size")).toHaveValue("10000");
  await expect(page.getByTestId("test-accuracy")).toHaveText("–");
  await trainFor(page, 10);
  await expect(page.getByTestId("epoch")).toHaveText("10");
  await expect(page.getByTestId("test-accuracy")).toHaveText(/^\d\d\.\d\d %$/);
  expect(await numberIn(page, "test-accuracy")).toBeGreaterThanOrEqual(95);
  expect(await numberIn(page, "digits-per-second")).toBeGreaterThan(0);
  await expect(page.getByTestId("train")).toHaveText("Train further");
});

test("moves both charts from the first moment", async ({ page }) => {
  const before = await charts(page);
  await page.getByTestId("train").click();
  await stepsAbove(page, 0);
  await expect
    .poll(async () => (await charts(page)).every((chart, i) => chart !== before[i]), { message: "both have changed" })
    .toBe(true);
  await expect(page.getByRole("img", { name: /^Accuracy over .* in training/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Loss over .* in training/ })).toBeVisible();
});

test("draws its charts at the next chance where what draws them could not be fetched", async ({ page }) => {
  const before = await charts(page);
  await page.route("**/chart-*.js", (route) => route.abort());
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/chart-"));
  await page.getByTestId("step").click();
  await refused;
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await expect(page.getByTestId("test-accuracy")).toHaveText(/\d/);
  expect(await charts(page)).toEqual(before);
  await page.unroute("**/chart-*.js");
  await page.getByTestId("step").click();
  await expect.poll(async () => (await charts(page)).every((chart, i) => chart !== before[i])).toBe(true);
});

test("stands still while paused, and goes on from there", async ({ page }) => {
  await page.getByTestId("train").click();
  await stepsAbove(page, 100);
  await page.getByTestId("pause").click();
  await expect(page.getByTestId("status")).toContainText("Paused");
  const steps = await textOf(page, "step-count");

  // The worker has answered something else meanwhile, and not trained.
  await page.getByTestId("test-digit").click();
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  await expect(page.getByTestId("step-count")).toHaveText(steps);

  await expect(page.getByTestId("train")).toHaveText("Resume");
  await page.getByTestId("train").click();
  await stepsAbove(page, Number(steps.replaceAll(",", "")));
});

test("takes one step at a time", async ({ page }) => {
  for (const step of ["1", "2", "3"]) {
    await page.getByTestId("step").click();
    await expect(page.getByTestId("step-count")).toHaveText(step);
  }
  await expect(page.getByTestId("train-loss")).toHaveText(/^\d\.\d{4}$/);
  await expect(page.getByTestId("test-accuracy")).toHaveText(/ %$/);
});

test("goes back to the start with Reset, and learns the very same again", async ({ page }) => {
  await trainFor(page, 1);
  const [accuracy, loss] = [await textOf(page, "test-accuracy"), await textOf(page, "test-loss")];
  await page.getByTestId("reset").click();
  await expect(page.getByTestId("step-count")).toHaveText("0");
  await expect(page.getByTestId("epoch")).toHaveText("0");
  await expect(page.getByTestId("test-accuracy")).toHaveText("–");
  await expect(page.getByTestId("train")).toHaveText("Train");
  await trainFor(page, 1);
  await expect(page.getByTestId("test-accuracy")).toHaveText(accuracy);
  await expect(page.getByTestId("test-loss")).toHaveText(loss);
});

test("trains further after the last epoch", async ({ page }) => {
  await page.getByTestId("training-size").selectOption("1000");
  await trainFor(page, 2);
  await expect(page.getByTestId("epoch")).toHaveText("2");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("epoch")).toHaveText("4");
});

test("can be called off while it waits for more digits", async ({ page }) => {
  const release = await holdBack(page, "**/data/train-5.bin");
  await page.getByTestId("training-size").selectOption("60000");
  await page.getByTestId("train").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("status")).toContainText(/Loading 50,000 digits.*of \d+\.\d MB/s);
  await expect(page.getByTestId("pause")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("status")).toContainText("Ready");
  await expect(page.getByTestId("train")).toBeFocused();

  const arrived = page.waitForResponse("**/data/train-5.bin");
  release();
  await (await arrived).finished();
  await expect(page.getByTestId("status").getByRole("progressbar")).toBeHidden();
  await expect(page.getByTestId("step-count")).toHaveText("0");
  await page.getByTestId("train").click();
  await stepsAbove(page, 0);
});

test("takes a new learning rate and batch size without starting over", async ({ page }) => {
  await page.getByTestId("train").click();
  await stepsAbove(page, 50);
  await page.getByTestId("batch-size").fill("50");
  await page.getByTestId("learning-rate").fill("0.01");
  const before = await numberIn(page, "step-count");
  await page.getByTestId("learning-rate").press("Enter");
  await stepsAbove(page, before + 50);
  await expect(page.getByTestId("pause")).toBeEnabled();
});

test("makes a new network when its layers change, and trains it at once", async ({ page }) => {
  await trainFor(page, 1);
  await page.getByTestId("hidden-units").fill("32, 16");
  await page.getByTestId("hidden-units").press("Enter");
  await expect(page.getByTestId("step-count")).toHaveText("0");
  await expect(page.getByText("784 → 32 → 16 → 10")).toBeVisible();
  await page.getByTestId("train").click();
  await stepsAbove(page, 0);
});

test("gives an optimizer its own learning rate, unless one was chosen", async ({ page }) => {
  await page.getByTestId("optimizer").selectOption("adam");
  await expect(page.getByTestId("learning-rate")).toHaveValue("0.001");
  await page.getByTestId("learning-rate").fill("0.005");
  await page.getByTestId("optimizer").selectOption("sgd");
  await expect(page.getByTestId("learning-rate")).toHaveValue("0.005");
});

test("names each setting that cannot be, and trains once it is mended", async ({ page }) => {
  for (const [testId, text, message] of [
    ["learning-rate", "abc", "Learning rate: 'abc' is not a number. Use a finite number above 0, such as 0.2."],
    ["learning-rate", "-1", "Learning rate: -1"],
    ["batch-size", "0", "Batch size: 0"],
    ["batch-size", "2.5", "Batch size: 2.5"],
    ["hidden-units", "", "Units of hidden layer 1: a number is missing. Use a whole number of at least 1."],
    ["hidden-units", "128, many", "Units of hidden layer 2: 'many' is not a number"],
    ["hidden-units", "0", "hidden layer 1: 0"],
    ["epochs", "0", "Epochs: 0"],
    ["epochs", "1e400", "Epochs: '1e400' is too large"],
    ["learning-rate", "1e-46", "Learning rate: 1e-46 was given"],
    ["learning-rate", "1e39", "Learning rate: 1e+39 was given"],
    ["dropout", "0.99999999999", "Dropout of hidden layer 1: 0.99999999999 was given"],
    ["batch-size", "1e300", "Batch size: 1e+300 was given"],
    ["batch-size", "1,5", "Batch size: '1,5' is not a number"],
    ["hidden-units", "1e300", "Units of hidden layer 1: 1e+300 was given"],
  ] as const) {
    const field = page.getByTestId(testId);
    const allowed = await field.inputValue();
    await field.fill(text);
    await page.getByTestId("train").click();
    await expect(page.getByTestId("status")).toContainText(message);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(await textOf(page, "status"));
    await expect(page.getByTestId("step-count")).toHaveText("0");

    await field.fill(allowed);
    await field.press("Enter");
    await expect(field).toHaveAttribute("aria-invalid", "false");
    await expect(page.getByTestId("status")).toContainText("Ready");
  }
  await page.getByTestId("train").click();
  await stepsAbove(page, 0);
});

test("goes on training with the settings that were when a new one cannot be", async ({ page }) => {
  await page.getByTestId("train").click();
  await stepsAbove(page, 0);
  await page.getByTestId("learning-rate").fill("-1");
  await page.getByTestId("learning-rate").press("Enter");
  await expect(page.getByTestId("status")).toContainText("Learning rate: -1");
  await stepsAbove(page, await numberIn(page, "step-count"));
  await page.getByTestId("pause").click();
  await expect(page.getByTestId("train")).toHaveText("Resume");
});

test("a message calls its setting what the form calls it", async ({ page }) => {
  for (const testId of ["learning-rate", "batch-size", "epochs", "dropout", "hidden-units"]) {
    const field = page.getByTestId(testId);
    const label = await page.locator(`#${await field.getAttribute("aria-labelledby")}`).innerText();
    const name = label.replace("layers", "layers?"); // a message may speak of one of them
    const allowed = await field.inputValue();
    for (const text of ["", "-1"]) {
      await field.fill(text);
      await field.press("Enter");
      await expect(page.getByTestId("status")).toContainText(new RegExp(`^${name}\\b`));
    }
    await field.fill(allowed);
    await field.press("Enter");
    await expect(page.getByTestId("status")).toContainText("Ready");
  }
});

test("a typed value is in force without Enter", async ({ page }) => {
  await page.getByTestId("training-size").selectOption("1000");
  await page.getByTestId("train").click();
  await stepsAbove(page, 200);
  await page.getByTestId("epochs").fill("1");
  await expect(page.getByTestId("status")).toContainText("Finished");
  await expect(page.getByTestId("epochs")).toBeFocused();
});

test("half of a value is no problem before it is entered", async ({ page }) => {
  await page.clock.install();
  await page.getByTestId("learning-rate").fill("0.");
  await page.clock.fastForward(5000);
  // The worker has answered something that was asked later.
  await page.evaluate(() => document.querySelector<HTMLButtonElement>("[data-testid=test-digit]")?.click());
  await expect(page.getByText("A real test digit")).toBeVisible();
  await expect(page.getByTestId("status")).toContainText("Ready");
  await page.getByTestId("learning-rate").press("Enter");
  await expect(page.getByTestId("status")).toContainText("Learning rate: 0 was given");
});

test("says how many digits it learns from, also while it waits for more", async ({ page }) => {
  const release = await holdBack(page, "**/data/train-5.bin");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("Learning from 10,000 digits. Draw");
  await page.getByTestId("training-size").selectOption("60000");
  await expect(page.getByTestId("status")).toContainText("Learning from 10,000 digits, soon from 60,000.");
  release();
  await expect(page.getByTestId("status")).toContainText("Learning from 60,000 digits. Draw");
});

test("a key that is held presses a button once", async ({ page }) => {
  const hold = async (testId: string) => {
    await page.getByTestId(testId).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
  };
  await hold("step");
  await expect(page.getByTestId("status")).toContainText("Paused after 1 step.");
  await hold("train");
  await stepsAbove(page, 100);
  await expect(page.getByTestId("pause")).toBeFocused();
  await expect(page.getByTestId("status")).toContainText("Learning");
});

test("hands the keyboard's focus from Train to Pause and back", async ({ page }) => {
  await page.getByTestId("train").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("pause")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("train")).toBeFocused();
});

test("a newcomer sees the first climb batch by batch, and may then let it run", async ({ page }) => {
  await openAsNewcomer(page);
  await expect(page.getByRole("radio", { name: "Watch" })).toBeChecked();
  await page.getByTestId("train").click();
  await stepsAbove(page, 2);
  await expect(page.getByTestId("status")).toContainText("or choose Fast");
  // Eight batches of 16 a second, or fewer where the machine is slower.
  expect(await numberIn(page, "digits-per-second")).toBeLessThanOrEqual(128);
  await expect(page.getByTestId("test-accuracy")).toHaveText(/ %$/);

  await page.getByTestId("pace-watch").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Fast" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Fast" })).toBeFocused();
  await expect.poll(() => numberIn(page, "digits-per-second")).toBeGreaterThan(128);
  await expect(page.getByTestId("status")).toContainText("Draw one at any time");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => numberIn(page, "digits-per-second")).toBeLessThanOrEqual(128);

  await page.getByTestId("pause").click();
  await expect(page.getByTestId("status")).toContainText("Paused");
});

test("the pace chosen outlasts a reset and a new worker", async ({ page }) => {
  await openAsNewcomer(page);
  await page.getByTestId("reset").click();
  await expect(page.getByTestId("status")).toContainText("Ready");
  await page
    .workers()[0]
    ?.evaluate(() => self.close())
    .catch(() => {});
  await page.getByTestId("restart").click();
  await expect(page.getByTestId("status")).toContainText("Ready");
  await expect(page.getByTestId("pace-watch")).toBeChecked();
  await page.getByTestId("train").click();
  await stepsAbove(page, 2);
  expect(await numberIn(page, "digits-per-second")).toBeLessThanOrEqual(128);
});
