// Runs axe on a page at two widths (320 points are 1280 at 400 % zoom) and checks that the page itself does not
// scroll sideways. Usage: CHROMIUM=/path/to/chromium node look_at_page.mjs PAGE.html
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const page_url = pathToFileURL(process.argv[2]).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
let findings = 0;
for (const width of [1280, 320]) {
  // The page's own policy forbids every script, so it is set aside for axe.
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  const fetched = [];
  page.on("request", (request) => fetched.push(request.url()));
  await page.goto(page_url);
  const asked = fetched.filter((url) => url !== page_url && !url.startsWith("data:"));
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  for (const violation of violations) {
    console.error(`${width}: ${violation.id}: ${violation.help}: ${violation.nodes[0].html}`);
  }
  if (wider > 0) console.error(`${width}: the page is ${wider} points wider than the window`);
  if (asked.length > 0) console.error(`${width}: the page asked for ${asked.join(", ")}`);
  findings += violations.length + asked.length + Math.max(0, wider);
  await context.close();
}
await browser.close();
if (findings > 0) process.exit(1);
console.log("axe found nothing in the web page, wide or at 400 % zoom.");
