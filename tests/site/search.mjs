// The search of a site as a reader uses it, in Chromium, with the files opened as files. Usage:
// node search.mjs SITE; environment as for tests/judges/browser.mjs.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.JUDGES + "/index.js");
const { chromium } = require("playwright-core");
const site = resolve(process.argv[2]);
let passed = 0, failed = 0;
const is = (sentence, ok, more = "") => {
  if (ok) passed++;
  else {
    failed++;
    console.log(`search: ${sentence} ${more}`);
  }
};
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage();
page.on("console", (m) => is("nothing is said on the console", false, m.text()));
page.on("pageerror", (e) => is("no error is thrown", false, e.message));
const hits = () => page.$$eval(".site-results a", (all) => all.map((a) => a.textContent));
const found = async (count) => page.waitForFunction((n) => document.querySelector(".site-count").textContent.startsWith(n), count);

await page.goto(pathToFileURL(join(site, "index.html")).href);
is("the index of texts is not loaded before it is wanted", !(await page.evaluate(() => "specmillSearch" in window)));
await page.keyboard.press("/");
is("/ leads to the search", await page.evaluate(() => document.activeElement.type === "search"));
await page.keyboard.type("zebracorn");
await found("1 result");
is("a rare word is found", (await hits())[0].includes("zebracorn"));
is("it is marked", (await page.textContent(".site-results mark")) === "zebracorn");
await page.keyboard.press("ArrowDown");
is("the arrows go through the results", await page.evaluate(() => document.activeElement.matches(".site-results a")));
await page.keyboard.press("ArrowUp");
is("and back", await page.evaluate(() => document.activeElement.type === "search"));
await page.keyboard.press("Enter");
await page.waitForURL(/alpha\.html#.+/);
is("Enter opens the place", page.url().endsWith("sub/alpha.html#overview"), page.url());

await page.goto(pathToFileURL(join(site, "site/search.html")).href + "?q=ALPHA");
await found("");
await page.waitForSelector(".site-results a");
is("an address holds the question, and a title comes first", (await hits())[0].includes("Alpha"), (await hits())[0]);
await page.fill(".site-search input", "résumé cafe");
await page.waitForFunction(() => /cafe|café/i.test(document.querySelector(".site-results a")?.textContent ?? ""));
is("marks over letters do not matter", (await hits()).length === 2, JSON.stringify(await hits()));
await page.fill(".site-search input", "<img src=x onerror=alert(1)>");
await found("Nothing found");
is("markup is text", (await page.$$(".site-search img")).length === 0);
await page.fill(".site-search input", "<script>");
await page.waitForSelector(".site-results a");
is("in results, too", (await page.$$(".site-results script")).length === 0);
await page.focus(".site-search input");
await page.keyboard.press("Escape");
is("Escape empties it", (await page.inputValue(".site-search input")) === "");
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
