// Opens pages in Chromium, started once, and tells what a reader there would stumble over: script
// or fetches of the author's, violations that axe-core finds, sideways scrolling, a keyboard that
// does not get through. Arguments: words that say what is done with the files after them.
//   --hostile  nothing runs and nothing is fetched, with the page's policy in force and without
//   --pages    axe: light on a desktop, dark on a phone; widths; the policy blocks nothing of ours
//   --views    the same, and axe in dark on a desktop and light on a phone
//   --walk     the keyboard through the whole page
//   --comforts what our script adds, by keyboard; the page has a table of eight rows and a copied code
//   --checked  nothing: these are for other judges
// Anchors of headings are compared with those that github-slugger makes.
// Environment: CHROMIUM, the browser; JUDGES, the node_modules folder with playwright-core, axe-core
// and github-slugger. The last line says how many pages were looked at and how many had faults.
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.JUDGES + "/index.js");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { default: Slugger } = await import(pathToFileURL(join(process.env.JUDGES, "github-slugger/index.js")));
const desktop = { width: 1400, height: 900 }, phone = { width: 320, height: 640 };
const faults = new Map();
const complain = (file, text) => {
  faults.set(file, (faults.get(file) ?? 0) + 1);
  console.log(`${file}: ${text}`);
};
const address = (file) => pathToFileURL(resolve(file)).href;

// --- hostile pages ---

// What a site's pages share.
const shared = /^file:.*\/(specmill\.css|site\/(site\.css|search\.js|search-index\.js))$/;

// Everything that asks for canary.invalid arrives here, whatever it asks for.
let sang = 0;
const canary = createServer((socket) => (sang++, socket.on("error", () => {}), socket.end()));
await new Promise((done) => canary.listen(0, "127.0.0.1", done));

// Runs in the page: whatever an author could have smuggled in. Our own scripts stand behind the
// text; what breaks out of that runs, and tells so.
function foreign() {
  const found = [];
  for (const e of document.querySelectorAll("*")) {
    const name = e.localName;
    if (/^(iframe|frame|object|embed|form|base|meta|link|script|style|template|portal)$/.test(name)) {
      const ours = name === "meta" || name === "link" ? document.head : document.body;
      const last = name === "script" && (e.src
        ? /^file:.*\/site\/search(-index)?\.js$/.test(e.src)
        : e.parentNode === document.body && document.querySelector("main, article")?.compareDocumentPosition(e) & 4);
      const first = name === "style" && e.parentNode === document.head;
      const head = (name === "meta" || name === "link") && e.parentNode === ours;
      if (!(last || first || head) || e.httpEquiv === "refresh") found.push(e.outerHTML);
    }
    for (const a of e.attributes) {
      if (/^on/i.test(a.name) || /^(srcdoc|formaction|ping|action|background|autofocus)$/i.test(a.name))
        found.push(e.outerHTML);
      if (a.name === "style" && !e.closest("svg")) found.push(e.outerHTML);
      if (/url\(|expression/i.test(a.value) && a.name === "style") found.push(e.outerHTML);
      const scheme = /^[\s\0-\x20]*([a-z][a-z0-9+.-]*):/i.exec(a.value.replace(/[\t\n\r]/g, ""));
      if (/href$/i.test(a.name) && scheme && !/^(https?|mailto)$/i.test(scheme[1])) found.push(e.outerHTML);
      if (/^(src|srcset|poster|data)$/i.test(a.name) && name !== "script" && !/^data:image\//.test(a.value)) found.push(e.outerHTML);
    }
  }
  if (document.querySelectorAll("head style, head link").length > 2) found.push("another style");
  return found.map((text) => text.slice(0, 200));
}

// Runs in the page: what handlers wait for.
function provoke() {
  const names = ["mouseover", "mouseenter", "focus", "blur", "error", "load", "toggle", "input",
    "beforetoggle", "pointerdown", "keydown", "animationstart", "contextmenu"];
  for (const e of document.querySelectorAll("*")) {
    for (const name of names) e.dispatchEvent(new Event(name, { bubbles: true }));
    if (!e.closest("a")) e.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    else if (!/^(https?|mailto):/.test(e.closest("a").href)) e.closest("a").click();
  }
}

// What the page at FILE does that it should not, as a list.
async function attack(browser, file, bypassCSP) {
  const found = [], url = address(file), before = sang;
  const context = await browser.newContext({ bypassCSP, viewport: desktop });
  await context.exposeFunction("leak", (what) => found.push(`something ran: ${what}`));
  await context.addInitScript(() =>
    Object.defineProperty(window, "broken", { set: (what) => window.leak(String(what)) }));
  const page = await context.newPage();
  context.on("page", () => found.push("opens a window"));
  context.on("request", (r) => {
    if (r.url().split("#")[0] !== url && !r.url().startsWith("data:image/") && !shared.test(r.url()))
      found.push(`fetches ${r.url()}`);
  });
  page.on("download", () => found.push("downloads"));
  page.on("dialog", (d) => (found.push("a dialog"), d.dismiss()));
  page.on("pageerror", (e) => found.push(`an error: ${e.message}`));
  await page.goto(url);
  await page.evaluate(() => { // harmless links must not lead away from here
    addEventListener("click", (e) => {
      if (/^(https?|mailto|file):$/.test(e.target.closest("a")?.protocol)) e.preventDefault();
    });
  });
  await page.evaluate(provoke);
  for (const box of await page.$$("main input[type=search]:not(.filter)")) { // a site's search
    await box.fill("broken");
    await page.waitForTimeout(200);
    await page.evaluate(provoke);
  }
  await page.waitForTimeout(150);
  if (page.url().split(/[#?]/)[0] !== url) found.push(`leads to ${page.url()}`);
  else found.push(...(await page.evaluate(foreign)));
  await context.close();
  if (sang !== before) found.push("the canary sang");
  return found;
}

// A judge that finds nothing in a page that is broken on purpose is no judge.
async function judge_the_judge(browser) {
  const file = join(mkdtempSync(join(tmpdir(), "specmill-")), "broken.html");
  writeFileSync(file, "<!DOCTYPE html><title>x</title><body><script>window.broken='script'</script>" +
    "<img src='http://canary.invalid/a.png' onerror=\"window.broken='handler'\">" +
    "<a href=\"javascript:void(window.broken='link')\">x</a><script>1</script></body>");
  const found = (await attack(browser, file, false)).join("\n");
  for (const part of ["ran: script", "ran: handler", "ran: link", "fetches http", "the canary sang", "<img", "<a href"])
    if (!found.includes(part)) complain(file, `a broken page is not found out: ${part}`);
}

// --- pages for people ---

// The anchors in the page are those of GitHub for the same headings. The title may be shown without
// the words for what it is a title of.
async function anchors(page, file) {
  const headings = await page.evaluate(() =>
    [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)[id]:not([id*=':'])")].map((h) => {
      const copy = h.cloneNode(true);
      for (const ours of copy.querySelectorAll(".number, .footnote-ref, .missing-image")) ours.remove();
      return { id: h.id, title: h.localName === "h1", text: copy.textContent.replace(h.querySelector(".number") ? /^ / : "", "") };
    }));
  const slugger = new Slugger();
  for (const { id, title, text } of headings) {
    const slug = slugger.slug(title ? id : text);
    if (slug !== id && slug !== "") complain(file, `the anchor of "${text}" is ${id}, not ${slug}`);
  }
}

async function look(browser, file, all) {
  const url = address(file);
  // axe puts things into the page that its policy forbids.
  const context = await browser.newContext({ viewport: desktop, bypassCSP: true });
  const page = await context.newPage();
  page.on("pageerror", (e) => complain(file, e.message));
  await page.goto(url);
  for (const width of [1400, 768, 360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
    if (scroll > width) complain(file, `${scroll} px wide in a window of ${width}`);
  }
  await anchors(page, file);
  await page.evaluate(axe);
  for (const [size, colorScheme] of [[desktop, "light"], [phone, "dark"], [desktop, "dark"], [phone, "light"]].slice(0, all ? 4 : 2)) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
    for (const v of violations)
      complain(file, `${size.width} px, ${colorScheme}: ${v.id}: ${v.help}: ${v.nodes.length}: ` +
        `${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 300)}`);
  }
  await context.close();
}

// With its policy in force: whatever the policy blocks is told on the console.
async function policy(browser, file) {
  const url = address(file), page = await browser.newPage();
  page.on("console", (m) => complain(file, `${m.type()}: ${m.text()}`));
  page.on("request", (r) => {
    const sheet = /^(stylesheet|script)$/.test(r.resourceType()) && r.url().startsWith("file:");
    if (r.url() !== url && !r.url().startsWith("data:") && !sheet) complain(file, `fetches ${r.url()}`);
  });
  await page.goto(url);
  const styled = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--sm-accent"));
  if (!styled) complain(file, "has no style");
  await page.close();
}

// Runs in the page: where the keyboard is, and whether one can see that.
function stop() {
  const e = document.activeElement;
  if (e === document.body || e === null) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const place = document.body.compareDocumentPosition(e) & 16 ? [...document.querySelectorAll("*")].indexOf(e) : -1;
  return {
    what: e.outerHTML.slice(0, 120),
    className: e.className,
    place,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
  };
}

async function walk(browser, file) {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(address(file));
  const most = (await page.evaluate(() => document.querySelectorAll("*").length)) + 2;
  const stops = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(stop);
    if (here === null || (stops.length && here.place === stops[0].place)) break;
    if (!here.seen) complain(file, `the keyboard is out of sight: ${here.what}`);
    if (!here.ring) complain(file, `no one sees where the keyboard is: ${here.what}`);
    if (stops.length && here.place <= stops.at(-1).place) complain(file, `the keyboard jumps back to ${here.what}`);
    stops.push(here);
  }
  if (stops[0]?.className !== "skip") complain(file, `the first stop of the keyboard is ${stops[0]?.what}`);
  const missed = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, summary")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true })).length);
  if (stops.length < missed) complain(file, `the keyboard stops at ${stops.length} of ${missed} links and controls`);
  // Over the contents in one step.
  await page.goto(address(file));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.closest("main") !== null)))
    complain(file, "the skip link leads nowhere");
  await context.close();
}

// What the script adds can be reached and does what it says.
async function comforts(browser, file) {
  const context = await browser.newContext({ viewport: desktop, reducedMotion: "reduce" });
  const page = await context.newPage();
  const is = async (what, wanted, f) => { // within a second
    let got;
    for (let tries = 0; tries < 50; tries++, await page.waitForTimeout(20))
      if ((got = JSON.stringify(await page.evaluate(f))) === JSON.stringify(wanted)) return;
    complain(file, `${what}: ${got}`);
  };
  const press = async (selector, ...keys) => {
    await page.focus(selector);
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });
  });
  await page.goto(address(file));
  await press(".theme", "Enter");
  await is("the theme", ["dark", "Light theme"], () =>
    [document.documentElement.dataset.theme, document.querySelector(".theme").textContent]);
  await press(".code:not(figure *) > .copy", "Enter");
  await is("copied code", [true, "Copied"], () =>
    [document.activeElement.parentNode.textContent.startsWith(window.copied), document.activeElement.textContent]);
  const column = () => [...document.querySelectorAll(".filter + .table tbody tr")]
    .filter((row) => !row.hidden).map((row) => row.cells[2].textContent);
  const written = await page.evaluate(column), number = (text) => parseFloat(text.replace(/\D/g, ""));
  const up = [...written].sort((a, b) => number(a) - number(b));
  for (const [what, wanted] of [["up", up], ["down", [...up].reverse()], ["as written", written]]) {
    await press(".filter + .table th:nth-child(3) > .sort", "Space");
    await is(`sorted ${what}`, wanted, column);
  }
  await press(".filter", ..."CHLOE");
  await is("filtered", 1, () => document.querySelectorAll(".filter + .table tbody tr:not([hidden])").length);
  await page.setViewportSize(phone);
  await page.evaluate(() => document.querySelectorAll("main h2")[3].scrollIntoView());
  const bar = () => [Math.round(document.querySelector(".contents").getBoundingClientRect().top),
    document.querySelector(".contents details").open];
  await is("the contents on a phone", [0, false], bar);
  await is("where one is", true, () => document.querySelector(".contents summary").dataset.here
    .endsWith(document.querySelectorAll("main h2")[3].lastChild.textContent.trim()));
  await press(".contents summary", "Enter", "Escape");
  await is("Escape closes them", [0, false], bar);
  await press(".contents summary", "Enter", "Tab", "Enter");
  await is("so does a choice, which is in sight", [[0, false], true], () => {
    const place = document.querySelector(":target")?.getBoundingClientRect().top;
    const contents = document.querySelector(".contents");
    return [[Math.round(contents.getBoundingClientRect().top), contents.firstElementChild.open],
      place >= contents.offsetHeight && place < 200];
  });
  await context.close();
}

const work = { comforts: [], hostile: [], pages: [], views: [], walk: [], checked: [] };
let list = work.pages;
for (const word of process.argv.slice(2))
  if (word.startsWith("--")) list = work[word.slice(2)];
  else list.push(word);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", `--host-resolver-rules=MAP canary.invalid 127.0.0.1:${canary.address().port}`],
});
if (work.hostile.length) await judge_the_judge(browser);
for (const file of work.hostile)
  for (const bypass of [false, true])
    for (const what of await attack(browser, file, bypass))
      complain(file, `${bypass ? "without its policy" : "with its policy"}: ${what}`);
for (const file of work.pages) await look(browser, file, false);
for (const file of work.views) await look(browser, file, true);
for (const file of [...work.pages, ...work.views]) await policy(browser, file);
for (const file of work.walk) await walk(browser, file);
for (const file of work.comforts) await comforts(browser, file);
await browser.close();
canary.close();
delete work.checked;
const looked = new Set(Object.values(work).flat());
console.log(`${looked.size} pages, ${faults.size} with faults`);
process.exit(faults.size ? 1 : 0);
