import { chromium } from "playwright-core";

const [, , out = "shot", path = "./", w = "1024", h = "768", dark = "", act = ""] = process.argv;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({
  viewport: { width: +w, height: +h },
  colorScheme: dark === "dark" ? "dark" : "light",
});
page.on("pageerror", (e) => console.log("ERR", e.message));
page.on("console", (m) => m.type() === "error" && console.log("CON", m.text()));
await page.goto(new URL(path, "http://localhost:4399/").href);
await page
  .waitForFunction(() => document.querySelector("[data-testid=status]")?.textContent.includes("Ready"), undefined, {
    timeout: 30000,
  })
  .catch(() => console.log("not ready"));
if (act) await new Function("page", "return (async()=>{" + act + "})()")(page);
await page.screenshot({ path: `/tmp/${out}.png`, fullPage: act.includes("FULL") });
console.log(await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]));
await browser.close();
