/** The lesson about digits, done as a new user would: its run is the lab's. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, holdBack } from "../support.ts";

/** An epoch of 60,000 digits takes its time on a busy machine; how long, nothing depends on. */
const epochTimeout = 180_000;

const button = (page: Page, name: string) =>
  page.locator(".digits-controls").getByRole("button", { name, exact: true });
const status = (page: Page) => page.locator(".digits-controls [role=status]");
const cells = (page: Page, epoch: number) =>
  page
    .locator(".digits-table tbody tr")
    .nth(epoch - 1)
    .locator("td");
const none = ["–", "–"];

test("by keyboard alone on a phone's width: an epoch is predicted, trained and paused, and looked at in the lab", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/digits");
  await page.getByLabel("About 30 %").focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".digits-recipe")).toContainText("784-1000-10, SGD, 10 epochs of 60,000 digits.");
  await expect(page.locator(".digits-table tbody tr")).toHaveCount(10);
  await expect(page.getByText("The lab’s run becomes this one.")).toBeVisible();
  await button(page, "Train").focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "Pause")).toBeFocused();
  await expect(status(page)).toHaveText("Epoch 1 of 10 is under way.");
  await expect(page.locator(".digits")).toContainText(/About .* left\./);
  await expect(page.getByText("Now try it, and see.")).toBeVisible();

  await expect(status(page)).toHaveText("Epoch 2 of 10 is under way.", { timeout: epochTimeout });
  await page.keyboard.press("Enter");
  await expect(status(page)).toHaveText("Paused in epoch 2 of 10.");
  await expect(button(page, "Go on")).toBeFocused();
  // On every machine: the same seed gives the same network.
  await expect(cells(page, 1)).toHaveText(["92.41 %", "95.35 %"]);
  await expect(cells(page, 2)).toHaveText(none);
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText("It reads 95.35 % right after one epoch.");
  await expectNoViolations(page);

  await page.getByRole("link", { name: "Look at it in the lab" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("status")).toContainText(/Paused after [\d,]+ steps/);
  await expect(page.getByTestId("epoch")).toHaveText("1");
  await expect(page.getByLabel("Units of hidden layers")).toHaveValue("1000");
  const steps = await page.getByTestId("step-count").innerText();
  await page.goBack();
  await expect(cells(page, 1)).toHaveText(["92.41 %", "95.35 %"]);
  const bar = page.getByRole("progressbar", { name: "All epochs" });
  const reached = (await bar.getAttribute("value")) ?? "";
  await button(page, "Go on").focus();
  await page.keyboard.press("Enter");
  await expect(status(page)).toHaveText("Epoch 2 of 10 is under way.");
  await expect(bar).not.toHaveAttribute("value", reached);
  await page.keyboard.press("Enter");
  await expect(status(page)).toHaveText("Paused in epoch 2 of 10.");
  await page.getByRole("link", { name: "Look at it in the lab" }).click();
  await expect(page.getByTestId("step-count")).not.toHaveText(steps);
});

test("what the lab has trained before is kept, and what is changed there is another run", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByTestId("status")).toContainText("Ready");
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await page.goto("./#/learn/digits");
  await button(page, "Train").click();
  await expect(status(page)).toHaveText("Epoch 1 of 10 is under way.");
  await expect(page.getByRole("progressbar", { name: "Epoch under way" })).not.toHaveAttribute("value", "0");
  await button(page, "Pause").click();
  await expect(status(page)).toHaveText("Paused in epoch 1 of 10.");

  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await expect(page.getByRole("table").first().locator("tbody tr")).toHaveCount(2);
  await page.getByRole("link", { name: "Lab", exact: true }).click();
  await page.getByTestId("learning-rate").fill("0.2"); // when the page of runs has gone
  await page.getByTestId("step").click();
  await page.goto("./#/learn/digits");
  await expect(page.getByText("Train begins this one anew.").or(page.getByText("The lab’s run becomes"))).toBeVisible();
  await expect(button(page, "Train")).toBeEnabled();
  await expect(cells(page, 1)).toHaveText(none);
});

test("digits that are still on their way are waited for, and the waiting can be ended", async ({ page }) => {
  await page.goto("./#/learn/digits");
  await expect(button(page, "Train")).toHaveAttribute("aria-disabled", "false");
  const release = await holdBack(page, "**/train-*.bin");
  await button(page, "Train").click();
  await expect(status(page)).toHaveText("Waiting for 60,000 digits …");
  await button(page, "Pause").click();
  await release();
  await expect(status(page)).toHaveText("");
  await expect(cells(page, 1)).toHaveText(none);
  await button(page, "Train").click();
  await expect(status(page)).toHaveText("Epoch 1 of 10 is under way.");
});

test("a worker that dies is told of, and another begins", async ({ page }) => {
  await page.goto("./#/learn/digits");
  await button(page, "Train").click();
  await expect(status(page)).toHaveText("Epoch 1 of 10 is under way.");
  page
    .workers()[0]
    ?.evaluate(() => self.close())
    .catch(() => {}); // it may not live long enough to answer
  await expect(page.getByRole("alert")).toContainText("ended unexpectedly");
  await expect(status(page)).toHaveText("The network has stopped.");
  await expect(button(page, "Train")).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await button(page, "Train").click();
  await expect(status(page)).toHaveText("Epoch 1 of 10 is under way.");
});

test("in Chinese, by an address with what was chosen", async ({ browser }) => {
  const page = await browser.newPage({ locale: "zh-CN" });
  await page.goto("./#/learn/digits?prediction=most&answer=third");
  await expect(page.getByLabel("大约95%")).toBeChecked();
  await expect(page.locator(".lesson-question")).toContainText("对。");
  await expect(page.locator(".digits-recipe")).toContainText("784-1000-10");
  await button(page, "训练").click();
  await expect(status(page)).toHaveText("正在进行第1轮，共10轮。");
  await expect(page.getByRole("progressbar", { name: "正在进行的一轮" })).not.toHaveAttribute("value", "0");
  await button(page, "暂停").click();
  await expect(status(page)).toHaveText("在第1轮中暂停，共10轮。");
  await page.close();
});

test("its program is the textbook’s recipe", async ({ page }) => {
  await page.goto("./#/learn/digits");
  await page.getByTestId("show-code").click();
  await page.getByRole("tab", { name: "NumPy" }).click();
  const program = page.getByRole("tabpanel");
  await expect(program).toContainText("784-1000-10");
  await expect(program).toContainText(/60[_,]?000/);
});
