/** Every setting of the engine, a press away: found, explained, changed, mended and put back, by anybody. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, numberIn, openReady, trainFor } from "./support.ts";

const groups = ["network", "training", "regularisation", "schedule", "handwriting"] as const;

async function openGroups(page: Page, names: readonly string[] = groups): Promise<void> {
  for (const name of names) await page.getByTestId(`more-${name}`).click();
}

async function enter(page: Page, testId: string, text: string): Promise<void> {
  await page.getByTestId(testId).fill(text);
  await page.getByTestId(testId).press("Enter");
}

const shape = (page: Page) => page.locator(".network-shape");
const status = (page: Page) => page.getByTestId("status");
const layers = (page: Page) => page.locator(".layer");
const stepsAbove = (page: Page, steps: number) =>
  expect.poll(() => numberIn(page, "step-count")).toBeGreaterThan(steps);

/** Of the few that differ from their defaults. */
const changed = (page: Page) =>
  page.locator(".field.changed [data-testid]:is(input, select)").evaluateAll((all) => all.map((e) => e.dataset.testid));

test.describe("hidden layers", () => {
  test("are added one by one up to six, and removed down to none, which still learns", async ({ page }) => {
    await openReady(page);
    await openGroups(page, ["network"]);
    await expect(layers(page)).toHaveCount(2); // one hidden, and the output
    await page.getByTestId("layer-1-units").fill("12");
    for (let count = 2; count <= 6; count++) {
      await page.getByTestId("add-layer").click();
      await expect(layers(page)).toHaveCount(count + 1);
    }
    await expect(page.getByTestId("hidden-units")).toHaveValue(Array(6).fill("12").join(", "));
    await expect(shape(page)).toContainText("784 → 12 → 12 → 12 → 12 → 12 → 12 → 10");
    await expect(page.getByTestId("add-layer")).toHaveAttribute("aria-disabled", "true");
    await page.getByTestId("add-layer").press("Enter");
    await expect(layers(page)).toHaveCount(7);
    await page.getByTestId("training-size").selectOption("1000");
    await trainFor(page, 1);

    for (let count = 6; count >= 1; count--) {
      await page.getByTestId(`remove-layer-${count}`).click();
      await expect(layers(page)).toHaveCount(count);
      await expect(page.getByTestId("add-layer")).toBeFocused();
    }
    await expect(page.getByTestId("hidden-units")).toHaveValue("none");
    await expect(page.getByTestId("dropout")).toBeDisabled();
    await expect(page.getByTestId("activation")).toBeDisabled();
    await expect(shape(page)).toContainText("784 → 10: 7,850");
    await page.getByTestId("training-size").selectOption("10000");
    await trainFor(page, 2);
    expect(await numberIn(page, "test-accuracy")).toBeGreaterThan(80); // logistic regression

    await page.getByTestId("add-layer").click();
    await expect(shape(page)).toContainText("784 → 256 → 10");
    await expect(page.getByTestId("activation")).toBeEnabled();
  });

  test("are the same in the short field and one by one, whichever is used", async ({ page }) => {
    await openReady(page);
    await openGroups(page, ["network"]);
    await enter(page, "hidden-units", "32,16,  8");
    await expect(page.getByTestId("layer-3-units")).toHaveValue("8");
    await expect(page.getByTestId("hidden-units")).toHaveValue("32,16,  8");
    await enter(page, "layer-2-units", "20");
    await expect(page.getByTestId("hidden-units")).toHaveValue("32, 20, 8");
    await page.getByTestId("remove-layer-1").click();
    await expect(page.getByTestId("hidden-units")).toHaveValue("20, 8");
    await expect(shape(page)).toContainText("784 → 20 → 8 → 10");
    await enter(page, "hidden-units", "none");
    await expect(layers(page)).toHaveCount(1);
    await expect(shape(page)).toContainText("784 → 10");
  });

  test("have settings of their own, which the fields for all of them tell and can make one again", async ({ page }) => {
    await openReady(page);
    await enter(page, "hidden-units", "16, 16");
    await openGroups(page, ["network"]);
    await page.getByTestId("layer-1-activation").selectOption("tanh");
    await enter(page, "layer-2-dropout", "0.5");
    await page.getByTestId("layer-1-weights").selectOption("normal");
    await enter(page, "layer-1-weights-scale", "0.1");
    await page.getByTestId("layer-2-batch-normalization").selectOption("on");
    await page.getByTestId("output-biases").selectOption("constant");
    await expect(page.getByTestId("activation").locator("option:checked")).toHaveText("by layer");
    await expect(page.getByTestId("dropout")).toHaveValue("");
    await expect(page.getByTestId("dropout")).toHaveAttribute("placeholder", "by layer");
    // With batch normalisation a scale and a shift for each unit.
    await expect(shape(page)).toContainText(`: ${(784 * 16 + 16 + 16 * 16 + 16 + 32 + 160 + 10).toLocaleString("en")}`);
    await page.getByTestId("training-size").selectOption("1000");
    await trainFor(page, 2);

    await page.getByTestId("activation").selectOption("gelu");
    await enter(page, "dropout", "0.1");
    for (const layer of [1, 2]) {
      await expect(page.getByTestId(`layer-${layer}-activation`)).toHaveValue("gelu");
      await expect(page.getByTestId(`layer-${layer}-dropout`)).toHaveValue("0.1");
    }
    await trainFor(page, 1);
  });
});

test("only what the chosen rule reads is there", async ({ page }) => {
  await openReady(page);
  await openGroups(page);
  for (const [optimizer, own] of [
    ["momentum", ["momentum"]],
    ["rmsprop", ["decay", "epsilon"]],
    ["adamw", ["beta1", "beta2", "epsilon", "weight-decay"]],
    ["sgd", []],
  ] as const) {
    await page.getByTestId("optimizer").selectOption(optimizer);
    const fields = page.locator("#settings-training :is(input, select):not([data-testid^=augmentation])");
    await expect(fields).toHaveCount(own.length);
    for (const testId of own) await expect(page.getByTestId(testId)).toBeVisible();
  }
  await expect(page.getByTestId("schedule-gamma")).toHaveCount(0);
  await expect(page.getByTestId("early-stopping-patience")).toHaveCount(0);
  await page.getByTestId("early-stopping").selectOption("on");
  await expect(page.getByTestId("early-stopping-patience")).toHaveValue("5");
});

test("with a loss that makes no probabilities it reads all the same, in plain numbers", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("test-digit").click();
  await expect(page.getByTestId("probability-7")).toHaveText(/^\d+\.\d %$/);
  await openGroups(page, ["network"]);
  await page.getByTestId("loss").selectOption("hinge");
  await enter(page, "learning-rate", "0.02");
  await trainFor(page, 3);
  await expect(page.getByTestId("prediction")).toHaveText("7");
  await expect(page.getByTestId("probability-7")).toHaveText(/^-?\d+\.\d\d$/);
  await expect(page.getByRole("list", { name: "Output for each digit" })).toBeVisible();
  expect(await numberIn(page, "test-accuracy")).toBeGreaterThan(60);
});

test("a schedule with its constants is followed, and without it the network is another", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await openGroups(page, ["schedule"]);
  await page.getByTestId("schedule-rule").selectOption({ label: "Step decay" });
  await enter(page, "schedule-period", "1");
  await enter(page, "schedule-gamma", "0.001");
  await trainFor(page, 1);
  // After one step the rate is next to nothing: it has learned next to nothing.
  expect(await numberIn(page, "test-accuracy")).toBeLessThan(50);
  await page.getByTestId("schedule-rule-back").click();
  await expect(page.getByTestId("schedule-rule")).toHaveValue("cosine");
  await page.getByTestId("reset").click();
  await trainFor(page, 3);
  expect(await numberIn(page, "test-accuracy")).toBeGreaterThan(60);
});

test("early stopping ends training by itself", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await openGroups(page, ["regularisation"]);
  await page.getByTestId("early-stopping").selectOption("on");
  await enter(page, "early-stopping-patience", "1");
  await trainFor(page, 1000);
  expect(await numberIn(page, "epoch")).toBeLessThan(1000);
});

test.describe("what differs from the default", () => {
  test("is marked, and is put back by a press where it stands", async ({ page }) => {
    await openReady(page);
    await openGroups(page);
    expect(await changed(page)).toEqual([]);
    await enter(page, "l2", "0.01");
    await page.getByTestId("layer-1-biases").selectOption("normal");
    expect(await changed(page)).toEqual(["layer-1-biases", "l2"]);
    await expect(page.getByTestId("l2")).toHaveAccessibleDescription(/At least 0.*Changed.*Back to 0/);

    await page.getByTestId("l2-back").click();
    await expect(page.getByTestId("l2")).toHaveValue("0");
    await expect(page.getByRole("button", { name: "L2" })).toBeFocused();
    await page.getByTestId("layer-1-biases-back").press("Enter");
    await expect(page.getByTestId("layer-1-biases")).toHaveValue("zeros");
    expect(await changed(page)).toEqual([]);
  });

  test("of what is always in view, its explanation puts back", async ({ page }) => {
    await openReady(page);
    for (const [testId, term, text, back] of [
      ["batch-size", "Batch size", "64", "16"],
      ["epochs", "Epochs", "3", "28"],
      ["hidden-units", "Units of hidden layers", "20, 10", "256"],
      ["dropout", "Dropout", "0.5", "0"],
    ] as const) {
      await enter(page, testId, text);
      expect(await changed(page)).toEqual([testId]);
      await page.getByRole("button", { name: term, exact: true }).click();
      await expect(page.locator(".explanation:popover-open")).toContainText(`Back to ${back}`);
      await page.getByTestId(`${testId}-back`).click();
      await expect(page.locator(".explanation:popover-open")).toHaveCount(0);
      await expect(page.getByTestId(testId)).toHaveValue(back);
      expect(await changed(page)).toEqual([]);
    }
    await expect(shape(page)).toContainText("784 → 256 → 10");
  });

  test("is kept while a group is closed, and where the rule that reads it is another for a while", async ({ page }) => {
    await openReady(page);
    await openGroups(page, ["training"]);
    await page.getByTestId("optimizer").selectOption("momentum");
    await enter(page, "momentum", "0.5");
    await page.getByTestId("more-training").click();
    await expect(page.getByTestId("momentum")).toHaveCount(0);
    await page.getByTestId("optimizer").selectOption("adam");
    await page.getByTestId("more-training").click();
    await page.getByTestId("optimizer").selectOption("nesterov");
    await expect(page.getByTestId("momentum")).toHaveValue("0.5");
  });
});

test("training goes on in the same network through changes of optimizer, its constants, schedule and penalties", async ({
  page,
}) => {
  await openReady(page);
  await enter(page, "epochs", "100000");
  await openGroups(page);
  await page.getByTestId("train").click();
  let steps = 0;
  for (const change of [
    () => page.getByTestId("optimizer").selectOption("momentum"),
    () => enter(page, "momentum", "0.5"),
    () => page.getByTestId("optimizer").selectOption("adam"),
    () => enter(page, "beta1", "0.8"),
    () => enter(page, "l2", "0.0001"),
    () => enter(page, "clip-norm", "1"),
    () => enter(page, "label-smoothing", "0.1"),
    () => page.getByTestId("schedule-rule").selectOption("cosine"),
    () => page.getByTestId("l2-back").click(),
  ]) {
    await stepsAbove(page, steps);
    steps = await numberIn(page, "step-count");
    await change();
  }
  await stepsAbove(page, steps);
  await expect(status(page)).toContainText("Learning");
  await enter(page, "seed", "2");
  await expect.poll(() => numberIn(page, "step-count")).toBeLessThan(steps);
});

test("in each group, what is out of range is named, marked and mended, and nothing is lost", async ({ page }) => {
  await openReady(page);
  await openGroups(page);
  await page.getByTestId("optimizer").selectOption("momentum");
  await page.getByTestId("schedule-rule").selectOption("exponential");
  await page.getByTestId("early-stopping").selectOption("on");
  await page.getByTestId("output-weights").selectOption("normal");
  await enter(page, "label-smoothing", "0.1");
  for (const [testId, text, message] of [
    ["seed", "-1", "Seed: -1 was given; allowed is a whole number from 0 to 4294967295."],
    ["seed", "one", "Seed: 'one' is not a number. Use a whole number from 0 to 4294967295, such as 1."],
    ["layer-1-units", "2.5", "Units of hidden layer 1: 2.5 was given; allowed is a whole number of at least 1."],
    ["layer-1-dropout", "1", "Dropout of hidden layer 1: 1 was given; allowed is 0 up to, but not including, 1."],
    [
      "output-weights-scale",
      "1e38",
      "Initial weights, scale of the output layer: 1e+38 was given; allowed is a finite number from -4.25e+37 to 4.25e+37.",
    ],
    ["momentum", "1", "Momentum: 1 was given; allowed is 0 up to, but not including, 1."],
    ["momentum", "", "Momentum: a number is missing. Use 0 up to, but not including, 1, such as 0.9."],
    ["l1", "-0.5", "L1: -0.5 was given; allowed is a finite number of at least 0."],
    [
      "early-stopping-patience",
      "-1",
      "Patience (early stopping): -1 was given; allowed is a whole number of at least 0.",
    ],
    ["schedule-gamma", "2", "Gamma (schedule): 2 was given; allowed is a number above 0 and at most 1."],
    [
      "schedule-warmup-steps",
      "1e400",
      "Warm-up steps (schedule): '1e400' is too large. Use a whole number of at least 0, such as 0.",
    ],
  ] as const) {
    const field = page.getByTestId(testId);
    const allowed = await field.inputValue();
    await enter(page, testId, text);
    await expect(status(page)).toContainText(message);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(message);
    await expect(field).toHaveValue(text);
    await expect(page.getByTestId("label-smoothing")).toHaveValue("0.1");
    await page.getByTestId("train").click();
    await expect(status(page)).toContainText(message);
    await expect(page.getByTestId("step-count")).toHaveText("0");
    await enter(page, testId, allowed);
    await expect(field).toHaveAttribute("aria-invalid", "false");
    await expect(status(page)).toContainText("Ready");
  }
  await page.getByTestId("train").click();
  await stepsAbove(page, 0);
});

test("a group that is opened comes into sight; where its fields cannot be fetched, it says so until they can", async ({
  page,
}) => {
  const alert = page.locator(".more-groups [role=alert]");
  await openReady(page);
  await page.route("**/groups-*.js", (route) => route.abort());
  await openGroups(page, ["schedule"]);
  await expect(alert).toHaveText(/^This part of the page could not be fetched/);
  await expect(page.getByTestId("more-schedule")).toHaveAttribute("aria-expanded", "false");
  await page.unroute("**/groups-*.js");
  await openGroups(page, ["schedule"]);
  await expect(page.getByTestId("schedule-curve")).toBeInViewport({ ratio: 1 }); // all of the group, to its foot
  await expect(alert).toHaveCount(0);
  await page.goto("./#/learn");
  await page.goto("./#/");
  await expect(page.locator("#settings-schedule")).toBeVisible(); // as it was left
});

test("a field that is refused is in sight, also where its group was closed, and what fits no loss is named", async ({
  page,
}) => {
  await openReady(page);
  await openGroups(page, ["regularisation", "network"]);
  await enter(page, "l1", "-1");
  await expect(status(page)).toContainText("L1: -1");
  await page.getByTestId("more-regularisation").click();
  await expect(page.getByTestId("l1")).toBeVisible();
  await enter(page, "l1", "0");
  await expect(page.getByTestId("l1")).toHaveCount(0);

  await openGroups(page, ["regularisation"]);
  await page.getByTestId("loss").selectOption("mean_squared_error"); // whose targets are no probabilities to smooth
  await expect(page.getByTestId("label-smoothing")).toHaveCount(0);
  await expect(status(page)).toContainText("Ready");
  await page.getByTestId("output-activation").selectOption("softmax");
  await page.getByTestId("loss").selectOption("hinge");
  await expect(page.getByTestId("output-activation")).toHaveAttribute("aria-invalid", "true");
  await page.getByTestId("output-activation-back").click();
  await expect(status(page)).toContainText("Ready");

  await page.getByTestId("loss-back").click();
  await expect(page.getByTestId("label-smoothing")).toHaveValue("0.1");
  await page.getByTestId("activation").selectOption("step");
  await expect(status(page)).toContainText(
    "Activation of hidden layer 1: step was given; allowed is one that has a slope",
  );
  for (const testId of ["activation", "layer-1-activation"]) {
    await expect(page.getByTestId(testId)).toHaveAttribute("aria-invalid", "true");
  }
  await page.getByTestId("layer-1-activation-back").click();
  await expect(status(page)).toContainText("Ready");
});

test("by keyboard alone: open a group, change, put back, add and remove a layer", async ({ page }) => {
  await openReady(page);
  const reach = async (testId: string) => {
    for (let i = 0; i < 60; i++) {
      if ((await page.evaluate(() => document.activeElement?.getAttribute("data-testid"))) === testId) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${testId} is out of the keyboard's reach`);
  };
  await reach("more-network");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("more-network")).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByTestId("more-network")).toBeFocused();
  await reach("seed");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await reach("seed-back");
  await page.keyboard.press("Space");
  await expect(page.getByTestId("seed")).toHaveValue("1");
  await reach("add-layer");
  await page.keyboard.press("Enter");
  await expect(shape(page)).toContainText("784 → 256 → 256 → 10");
  await expect(page.getByTestId("add-layer")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  for (let i = 0; i < 40; i++) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute("data-testid"));
    if (at === "remove-layer-2") break;
    await page.keyboard.press("Shift+Tab");
  }
  await page.keyboard.press("Enter");
  await expect(shape(page)).toContainText("784 → 256 → 10");
  await expect(page.getByTestId("add-layer")).toBeFocused();
});

test("by keyboard, the explanation of what is in view puts it back", async ({ page }) => {
  await openReady(page);
  await enter(page, "batch-size", "64");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByTestId("batch-size-back")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("batch-size")).toHaveValue("16");
  await expect(page.getByRole("button", { name: "Batch size" })).toBeFocused();
});

/** All that there is to be seen of the form. */
async function openEverything(page: Page): Promise<void> {
  await openGroups(page);
  await page.getByTestId("optimizer").selectOption("adamw");
  await page.getByTestId("schedule-rule").selectOption("plateau");
  await page.getByTestId("early-stopping").selectOption("on");
  await page.getByTestId("layer-1-weights").selectOption("uniform");
  await page.getByTestId("layer-1-biases").selectOption("normal");
  await page.getByTestId("add-layer").click();
  await enter(page, "l2", "0.01");
}

for (const [width, height] of [
  [320, 640],
  [768, 1024],
  [1600, 900],
] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`with everything open, ${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, hasTouch: width < 700, isMobile: width < 700 });

      test("it fits, axe finds nothing, and it can be touched", async ({ page }) => {
        await openReady(page);
        await openEverything(page);
        await enter(page, "beta1", "2");
        await expect(status(page)).toContainText("Beta 1: 2 was given");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const cut = await page
          .locator(".more-settings :is(legend, button, .field-note, .caption)")
          .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent));
        expect(cut).toEqual([]);
        await expectNoViolations(page);
        if (width > 700) return;
        for (const control of await page.locator("button:visible, input:visible, select:visible").all()) {
          const { height = 0 } = (await control.boundingBox()) ?? {};
          expect(height, await control.evaluate((e) => e.outerHTML)).toBeGreaterThanOrEqual(44);
        }
      });
    });
  }
}

test.describe("in a narrow window", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("letters of twice the size fit, and what is open stands still while it trains", async ({ page }) => {
    await openReady(page);
    await openEverything(page);
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const top = () => page.getByTestId("schedule-rule").evaluate((e) => e.getBoundingClientRect().top + scrollY);
    const before = await top();
    await page.getByTestId("step").click();
    await expect(status(page)).toContainText("Paused");
    expect(await top()).toBe(before);
  });
});

test("every field explains itself, and those that hold a number show its range", async ({ page }) => {
  await openReady(page);
  await openEverything(page);
  const fields = page.locator(".more-settings .field");
  expect(await fields.count()).toBeGreaterThan(35);
  for (const field of await fields.all()) {
    await expect(field.locator(".term")).toHaveAccessibleDescription(/^\p{Lu}.{15,}\.$/u);
    const input = field.locator("input");
    if (await input.count())
      await expect(field.locator(".field-note")).toHaveText(/^(From|Above|At least|Whole|Any number)/);
  }
});

for (const width of [320, 390, 768, 1024, 1600]) {
  test(`at ${width} px a group opens beneath what opens it, and nothing above moves`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openReady(page);
    const top = (selector: string) => page.locator(selector).evaluate((e) => e.getBoundingClientRect().top + scrollY);
    const above = [".drawing", ".charts", ".settings", ".more-groups"];
    const before = await Promise.all(above.map(top));
    await openGroups(page, ["handwriting"]);
    expect(await Promise.all(above.map(top))).toEqual(before);
    expect(await top(".more-settings")).toBeGreaterThan(Math.max(...before));
  });
}
