/** Links to runs: sent, opened by somebody else, compared while it trains, and verified many at a time. */

import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectNoViolations, openReady, trainFor } from "./support.ts";

/** The link that the page sends now; the dialog stays open. */
async function linkOf(page: Page): Promise<string> {
  const field = page.getByTestId("send-link");
  await expect(field).toHaveValue(/check=[0-9a-f]{4}$/);
  return field.inputValue();
}

/** Somebody else's browser, at an address. */
async function elsewhere(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** The link with a check that fits, as somebody would make it who wants to be believed. */
function forged(link: string): string {
  const [address, body] = link.replace(/&check=.*/, "").split("#/?") as [string, string];
  let sum = 0xffff;
  for (const character of body) {
    sum ^= character.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return `${address}#/?${body}&check=${sum.toString(16).padStart(4, "0")}`;
}

const hashes = /weights=(.)/;

// The last story needs a result from the first.
test.describe.configure({ mode: "serial" });
let result = "";

test("a run is sent with what it reached, and trains to the same weights in another browser", async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openReady(page);
  await page.getByTestId("send").click();
  await expect(page.getByTestId("send-reached")).toBeDisabled();
  expect((await linkOf(page)).length).toBeLessThan(300);
  await expect(page.getByTestId("send-words")).toHaveText("784-256-10, SGD, 28 epochs of 10,000 digits.");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("send")).toBeFocused();

  await trainFor(page, 2);
  await page.keyboard.press("Escape");
  await page.getByTestId("send").press("Enter");
  const plain = await linkOf(page);
  expect(plain).not.toContain("weights=");
  await page.getByTestId("send-reached").check();
  await expect(page.getByTestId("send-link")).toHaveValue(/&accuracy=0\.\d+&weights=[0-9a-f]{8}\.[0-9a-f]{16}&/);
  result = await linkOf(page);
  await expect(page.getByTestId("qr")).toBeVisible();
  await page.getByTestId("send-copy").click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(result);
  await expectNoViolations(page);

  const friend = await elsewhere(browser, result);
  await expect(friend.getByTestId("arrival")).toContainText("By a link: 784-256-10, SGD, 2 epochs of 10,000 digits.");
  await expect(friend.getByTestId("epochs")).toHaveValue("2");
  await expect(friend.getByTestId("status")).toContainText("Ready");
  await expect(friend.getByTestId("step-count")).toHaveText("0");
  await friend.getByTestId("pace-fast").check();
  await friend.getByTestId("train").click();
  await expect(friend.getByTestId("comparison")).toHaveText(
    "All 2 epochs: the same network as the sender’s, bit for bit.",
  );
  await expectNoViolations(friend);
  await friend.getByTestId("batch-size").fill("64");
  await expect(friend.getByTestId("comparison")).toHaveText("A setting was changed: this run is your own now.");
  await friend.context().close();
});

test("links that are cut, mistyped, changed or of the future are put right or refused in words", async ({ page }) => {
  await openReady(page, `./#/?epochs=5&optimiser=adam&check=11b3`);
  const arrival = page.getByTestId("arrival");
  await expect(arrival).toContainText("784-128-10, Adam, 5 epochs");
  await expect(arrival).toContainText('"optimiser" was read as "optimizer".');
  await expect(page.getByTestId("optimizer")).toHaveValue("adam");

  const follow = (hash: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, hash);
  for (const [hash, said] of [
    ["#/?epochs=5&optimizer=adam", "not whole"],
    ["#/?epochs=6&optimizer=adam&check=11b3", "changed or mistyped"],
    ["#/?inkling=2&epochs=6", "newer Inkling"],
  ] as const) {
    await follow(hash);
    await expect(arrival.getByRole("alert")).toContainText(said);
  }
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await follow("#/?epochs=5&optimizer=adam&check=11b3");
  await expect(arrival).toContainText("5 epochs");
  await expect(page.getByTestId("step-count")).toHaveText("0");
});

test("a run with changes on its way is sent whole and comes to the same weights elsewhere", async ({
  page,
  browser,
}) => {
  await openReady(page);
  await page.getByTestId("epochs").fill("2");
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await page.getByTestId("learning-rate").fill("0.05");
  await page.getByTestId("learning-rate").press("Enter");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("Finished");
  await page.getByTestId("send").click();
  await page.getByTestId("send-reached").check();
  await expect(page.getByTestId("send-link")).toHaveValue(/&at\.1=learningRate=0\.05&.*weights=/);
  const friend = await elsewhere(browser, await linkOf(page));
  await expect(friend.getByTestId("arrival")).toContainText("Settings change once on the way.");
  await friend.getByTestId("pace-fast").check();
  await friend.getByTestId("train").click();
  await expect(friend.getByTestId("comparison")).toContainText("All 2 epochs");
  await friend.context().close();
});

test("a run that was trained further than its recipe says is confirmed with all of its epochs", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await trainFor(page, 1);
  await page.getByTestId("train").click();
  await expect(page.getByTestId("epoch")).toHaveText("2");
  await expect(page.getByTestId("status")).toContainText("Finished");
  await page.getByTestId("send").click();
  await page.getByTestId("send-reached").check();
  await expect(page.getByTestId("send-link")).toHaveValue(/&weights=[0-9a-f]{8}\.[0-9a-f]{16}&/);
  const link = await linkOf(page);
  expect(link).toContain("epochs=1&");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Links" }).click();
  await page.getByTestId("links-text").fill(link);
  await page.getByTestId("links-verify").click();
  await expect(page.getByTestId("links-row")).toContainText("confirmed, bit for bit");
});

test("a teacher's list becomes a table of what is true", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./#/links");
  await page.getByTestId("links-verify").click();
  await expect(page.getByRole("alert").filter({ hasText: "no link" })).toBeVisible();
  const cut = result.slice(0, -20);
  const changed = result.replace(hashes, "weights=x");
  const lie = forged(result.replace(hashes, (_, first: string) => `weights=${first === "0" ? "1" : "0"}`));
  const plain = "http://example.org/#/?epochs=5&optimizer=adam&check=11b3";
  await page
    .getByTestId("links-text")
    .fill(`Ada: ${result}\nBob: ${changed}\nCarl\n${cut}\nDora, ${plain}\n${lie}\nhttp://example.org/?run`);
  await page.getByTestId("links-verify").click();
  await expect(page.getByText("Passed over, since it is no link to a run: http://example.org/?run")).toBeVisible();
  const rows = page.getByTestId("links-row");
  await expect(page.getByTestId("links-summary")).toHaveText("1 confirmed; 5 of 5 looked at.");
  await expect(rows.nth(0)).toContainText("confirmed, bit for bit");
  await expect(rows.nth(4)).toContainText("refused: another network at epoch 1");
  await expect(rows.nth(1)).toContainText("changed or mistyped");
  await expect(rows.nth(2)).toContainText("not whole");
  await expect(rows.nth(3)).toContainText("no claim");
  expect(await rows.getByRole("rowheader").allInnerTexts()).toEqual(["Ada", "Bob", "Carl", "Dora", "Link 5"]);
  await page.getByTestId("links-copy").click();
  const table = await page.evaluate(() => navigator.clipboard.readText());
  expect(table.split("\r\n")[1]).toMatch(/^Ada,.*,confirmed,/);
  // Over plain http there is no clipboard.
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const saved = page.waitForEvent("download");
  await page.getByTestId("links-copy").click();
  expect(readFileSync(await (await saved).path(), "utf8")).toBe(table);
  await expectNoViolations(page);
  for (const width of [320, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
