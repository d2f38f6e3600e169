/** The lesson about backpropagation as a newcomer does it: by keyboard alone, by mouse, by a link, in English and Chinese. */

import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoViolations } from "../support.ts";

const address = "./#/learn/backpropagation";

const picture = (page: Page) => page.locator(".backprop-picture svg");
const prediction = (page: Page) => page.locator(".lesson-prediction");
const cell = (page: Page, name: string) => page.locator(`.backprop-numbers td[data-cells="${name}"]`);

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(address + query);
  await expect(page.locator(".player input")).toBeEnabled();
}

/** Goes on by the key until it has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${target}.`);
}

test("by keyboard alone on a narrow window: predicted, stepped through, checked, changed, answered", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await tabTo(page, prediction(page).getByRole("radio").first());
  await page.keyboard.press("Space");
  await expect(prediction(page).getByRole("status")).toHaveText("Now try it, and see.");

  await tabTo(page, page.getByLabel("Check gradients by differences"));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Step" }));
  await page.keyboard.press("Enter");
  await expect(cell(page, "z1")).toHaveText("1");
  await expect(cell(page, "a1")).toHaveText("–");
  for (let steps = 1; steps < 18; steps++) await page.keyboard.press("Enter");
  await expect(page.locator(".player output")).toHaveText("18 of 25");
  await expect(page.locator(".backprop-computation h3")).toHaveText("Backward, layer 1");
  await expect(picture(page)).toHaveAccessibleDescription(/^Backward, layer 1: ∂L\/∂w₁ = −0\.\d+\.$/);
  const [backward = "", byDifferences = ""] = await page.locator(".backprop-differences dd").allInnerTexts();
  expect(backward).toMatch(/^−0\.\d{8,}$/);
  expect(byDifferences.slice(0, 9)).toBe(backward.slice(0, 9));
  await expect(prediction(page).getByRole("status")).toContainText("Not as you predicted.");
  await expect(prediction(page).getByRole("radio").first()).toBeDisabled();

  const part = page.getByRole("button", { name: "∂L/∂z₁ gradient of a pre-activation" });
  await tabTo(page, part);
  await expect(cell(page, "dz1")).toHaveClass(/lit/);
  await expect(picture(page).locator('text[data-cells="dz1"]')).toHaveClass(/lit/);
  await expect(page.locator(".backprop-formulas .part.lit").first()).toBeVisible();

  const gradient = await cell(page, "dw1").innerText();
  await tabTo(page, page.getByRole("combobox", { name: /^Number/ }));
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("textbox", { name: "x" }));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1000");
  await page.keyboard.press("Enter");
  await expect(page.locator(".backprop-change").getByRole("alert")).toHaveText("x: use a number from -100 to 100.");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("100");
  await page.keyboard.press("Enter");
  await expect(cell(page, "x")).toHaveText("100*");
  await expect(cell(page, "dw1")).toHaveText(/e−\d+\*$/);
  expect(await cell(page, "dw1").innerText()).not.toBe(gradient);
  await expect(cell(page, "w1")).toHaveText("0.1");
  await expect(page).toHaveURL(/chain=x_100/);

  await tabTo(page, page.locator(".lesson-question input").first());
  await page.keyboard.press("ArrowUp");
  await expect(page.locator(".lesson-question").getByRole("status")).toContainText("Right.");
});

test("no button takes the focus away with it: at the last step, at the first, as at first, predicted again", async ({
  page,
}) => {
  await open(page, "?prediction=larger&chain=x_9");
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await page.locator(".player input").fill("24");
  await button("Step").press("Enter");
  await expect(button("Step")).toHaveAttribute("aria-disabled", "true");
  await expect(button("Step")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".player output")).toHaveText("25 of 25");
  await page.locator(".player input").fill("1");
  await button("Back").press("Enter");
  await expect(page.locator(".player output")).toHaveText("0 of 25");
  await expect(button("Back")).toBeFocused();
  await button("As at first").press("Enter");
  await expect(page).not.toHaveURL(/chain=/);
  await expect(button("As at first")).toHaveAttribute("aria-disabled", "true");
  await expect(button("As at first")).toBeFocused();
  await button("Predict again").press("Enter");
  await expect(prediction(page).getByRole("radio").first()).toBeFocused();
  await expect(prediction(page).getByRole("radio", { checked: true })).toHaveCount(0);
});

test("whoever leaves while it plays comes back to it at rest, where it was", async ({ page }) => {
  await open(page, "?network=wide");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.locator(".player output")).not.toHaveText("0 of 186");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("button", { name: "暂停" })).toBeVisible();
  await page.getByRole("link", { name: "全部课程" }).click();
  await expect(page.locator(".learn")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "播放" })).toBeVisible();
  await expect(page.locator(".player output")).not.toHaveText("0 / 186");
});

test("by mouse on a wide window: pressed in the picture, pointed at, by matrices in both conventions", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page);
  await page.getByRole("combobox", { name: "Network" }).selectOption("wide");
  await expect(page.locator(".player output")).toHaveText("0 of 186");
  await expect(picture(page).locator('text[data-cells="z1.0.0"]')).toHaveText("–");
  await page.locator(".player input").fill("186");
  await expect(page.locator(".backprop-numbers td").filter({ hasText: "–" })).toHaveCount(0);
  await page.locator(".player input").fill("25");

  await picture(page).locator('text[data-cells="w1.1.2"]').click();
  await page.getByRole("textbox", { name: "w⁽¹⁾₂₃" }).fill("-1");
  await page.getByRole("button", { name: "Set" }).click();
  await expect(cell(page, "w1.1.2")).toHaveText("−1*");
  await expect(cell(page, "z1.0.2")).toHaveText(/\*$/);
  await expect(cell(page, "z1.0.1")).not.toHaveText(/\*$/);
  await expect(picture(page).locator('text[data-cells="w1.1.2"]')).toHaveText("−1*");
  await expect(page).toHaveURL(/wide=w1\.1\.2_-1/);

  await cell(page, "a1.1.3").click();
  await expect(page.locator(".player output")).toHaveText("24 of 186");
  await expect(page.locator(".backprop-computation h3")).toHaveText("Forward, layer 1, example 2");
  await expect(cell(page, "a1.1.3")).toHaveClass(/lit/);
  await expect(page.locator(".backprop-formulas .part.lit").first()).toBeVisible();

  const shapes = page.locator(".backprop-formulas .backprop-shape");
  await page.getByLabel("Compute").selectOption("matrices");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(shapes).toHaveText(["3 × 5", "3 × 2", "2 × 5", "1 × 5"]);
  await page.getByLabel("Weights are").selectOption("columns");
  await expect(shapes).toHaveText(["5 × 3", "5 × 2", "2 × 3", "5 × 1"]);

  await page.getByRole("button", { name: "As at first" }).click();
  await expect(cell(page, "w1.1.2")).not.toHaveText(/\*$/);
  await expect(page.getByRole("textbox", { name: "w⁽¹⁾₃₂" })).toHaveValue("0.6");
  await expect(page).not.toHaveURL(/wide=/);
});

const query = "?network=wide&shapes=columns&check=yes&wide=t.0.0_0.5*r_2";

test("a link leads to the same computation, and so does coming back", async ({ page }) => {
  await open(page, "?network=wide&view=matrices&step=12");
  await expect(page.locator(".player output")).toHaveText("12 of 26");
  await page.getByRole("combobox", { name: "Compute" }).selectOption("numbers");
  await page.getByRole("button", { name: "Step" }).click();
  const reached = await page.locator(".player input").inputValue();
  await expect(page).toHaveURL(new RegExp(`step=${reached}$`));
  await page.reload();
  await expect(page.locator(".player output")).toHaveText(`${reached} of 186`);
  await page.goto(`${address}?step=1e99`);
  await expect(page.locator(".player output")).toHaveText("0 of 25");
});

test("a link leads to the same numbers, in the same view; nothing is wider than a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, `${query}&view=matrices`);
  await expect(page.getByLabel("Compute")).toHaveValue("matrices");
  await expect(cell(page, "t.0.0")).toHaveText("0.5*");
  await expect(cell(page, "r")).toHaveText("2*");
  for (let place = 0; place <= 26; place++) {
    await page.locator(".player input").fill(String(place));
    await expect(page.locator(".player output")).toHaveText(`${place} of 26`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

test("letters of twice the size keep within a phone's width; so do numbers within their units", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "?network=wide&shapes=columns&step=120");
  const [unit, number] = await picture(page).evaluate((svg) =>
    ["circle.now", "text.inside.now"].map((mark) => svg.querySelector(mark)?.getBoundingClientRect().toJSON()),
  );
  expect(number.width).toBeLessThan(unit.width);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

for (const width of [320, 390, 1280]) {
  test(`at ${width} px nothing moves from one computation to the next, with changed numbers and a check`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const [given, places] of [
      ["", [0, 59, 69, 105, 110, 152]],
      ["&check=yes", [0, 59, 69, 105, 110, 152]],
      ["&view=matrices", [0, 1, 4, 15, 17, 18, 19, 22]],
      ["&view=matrices&check=yes&shapes=columns", [0, 1, 4, 15, 17, 18, 19, 22]],
      ["&view=matrices&check=yes", [0, 1, 4, 15, 17, 18, 19, 22]],
    ] as const) {
      await page.goto("./#/learn");
      await open(page, `?network=wide&wide=t.0.0_0*x.0.0_0.1${given}`);
      const heights = new Set<number>();
      for (const place of places) {
        await page.locator(".player input").fill(String(place));
        await expect(page.locator(".player output")).toHaveText(new RegExp(`^${place} of`));
        heights.add(await page.locator(".backprop-computation").evaluate((box: HTMLElement) => box.offsetHeight));
      }
      expect([...heights], given).toHaveLength(1);
    }
  });
}

for (const [view, place, colorScheme] of [
  ["matrices", "18", "dark"],
  ["numbers", "120", "light"],
] as const) {
  test(`by ${view}, ${colorScheme}, nothing keeps anybody out`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.emulateMedia({ colorScheme });
    await open(page, `${query}&view=${view}`);
    await page.locator(".player input").fill(place);
    await expect(page.locator(".backprop-differences")).toContainText("L");
    await expectNoViolations(page);
  });
}

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });
  test("is done the same way", async ({ page }) => {
    await open(page);
    await page.getByLabel("更小").check();
    await page.locator(".player input").fill("18");
    await expect(prediction(page).getByRole("status")).toContainText("和你预测的一样。");
    await expect(prediction(page).getByRole("status")).toContainText("梯度消失");
    await expect(page.locator(".backprop-computation h3")).toHaveText("反向传播，第1层");
    const letters = await page.locator("article").innerText();
    expect(letters).not.toMatch(/undefined|NaN/);
    await expectNoViolations(page);
  });
});
