// Runs axe on pages at two widths (320 points are 1280 at 400 % zoom), and checks that no page scrolls sideways or fetches anything.
// Usage: CHROMIUM=/path/to/chromium node look_at_pages.mjs PAGE.html ...
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const pages = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
let findings = 0;

function report(file, width, problem) {
  findings += 1;
  console.error(`${file} at ${width}: ${problem}`);
}

for (const file of pages) {
  const url = pathToFileURL(resolve(file)).href;
  for (const width of [1280, 320]) {
    // A page's own policy forbids every script, so it is set aside for axe.
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    page.on("request", (request) => {
      if (request.url() !== url && !request.url().startsWith("data:")) report(file, width, `fetches ${request.url()}`);
    });
    await page.goto(url);
    // What is folded away is looked at too.
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wider > 0) report(file, width, `${wider} points wider than the window`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    for (const violation of violations) {
      report(file, width, `${violation.id}: ${violation.help} (${violation.nodes.length}): ${violation.nodes[0].html.slice(0, 200)}`);
    }
    await context.close();
  }
}
await browser.close();
if (findings > 0) process.exit(1);
if (pages.length === 0) throw new Error("no page was named");
console.log(`axe found nothing in ${pages.length} pages, wide or at 400 % zoom.`);
