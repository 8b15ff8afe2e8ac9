// Opens pages in Chromium and tells what a reader there would stumble over. Environment: CHROMIUM,
// the browser; JUDGES, the node_modules folder with playwright-core and axe-core.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const require = createRequire(process.env.JUDGES + "/index.js");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const views = [
  { width: 1400, height: 900, colorScheme: "light" },
  { width: 320, height: 640, colorScheme: "dark" },
];
let bad = 0;
const complain = (text) => {
  bad++;
  console.log(text);
};

// Runs in the page: whatever the author smuggled in.
function foreign() {
  const found = [];
  if (window.broken) found.push(`something ran: ${window.broken}`);
  const schemes = ["http:", "https:", "mailto:", "tel:", location.protocol];
  const own = document.querySelector("body > script:last-child"); // allowed by its hash
  for (const e of document.querySelectorAll("*")) {
    if (e === own) continue;
    if (/^(script|iframe|object|embed|form|base|link)$/i.test(e.tagName)) found.push(e.outerHTML);
    for (const a of e.attributes) if (/^on/i.test(a.name)) found.push(e.outerHTML);
    const href = e.getAttribute("href") ?? e.getAttribute("xlink:href");
    if (href !== null && !schemes.includes(new URL(href, location.href).protocol))
      found.push(e.outerHTML);
  }
  if (document.querySelectorAll("style").length !== 1) found.push("another style element");
  return found.map((text) => text.slice(0, 200));
}

async function look(browser, file, view) {
  const { width, height, colorScheme } = view;
  // The page's own policy forbids scripts, so the judge has to step around it.
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    bypassCSP: true,
  });
  const page = await context.newPage();
  const where = `${file} (${width} px, ${colorScheme})`;
  const url = "file://" + resolve(file);
  page.on("request", (r) => {
    if (r.url() !== url && !r.url().startsWith("data:")) complain(`${where}: fetches ${r.url()}`);
  });
  page.on("dialog", (d) => (complain(`${where}: a dialog`), d.dismiss()));
  page.on("pageerror", (e) => complain(`${where}: ${e.message}`));
  await page.goto(url);
  const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
  if (scroll > width) complain(`${where}: ${scroll} px wide`);
  for (const what of await page.evaluate(foreign)) complain(`${where}: ${what}`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  for (const v of violations)
    complain(`${where}: ${v.id}: ${v.help}: ${v.nodes.length}: ${v.nodes[0].html.slice(0, 200)}` +
      ` ${v.nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 300)}`);
  await context.close();
}

// The same page with its policy in force: whatever the policy blocks is told on the console. The
// keyboard's first stop leads past the contents.
async function policy(browser, file) {
  const page = await browser.newPage();
  page.on("console", (m) => complain(`${file}: ${m.type()}: ${m.text()}`));
  await page.goto("file://" + resolve(file));
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== "skip") complain(`${file}: the first stop of the keyboard is ${first}`);
  await page.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox"],
});
for (const file of process.argv.slice(2)) {
  for (const view of views) await look(browser, file, view);
  await policy(browser, file);
}
await browser.close();
process.exit(bad ? 1 : 0);
