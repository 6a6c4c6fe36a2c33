// Which functions of the assistant run until its first screen is there. `cargo xtask first-screen` starts it with a module that tells each
// function it comes into, and keeps the names of the numbers that stand in the last line.

import { readFileSync } from "node:fs";

import { launch } from "./browser.mjs";
import { slow } from "./measure.mjs";
import { DIST, serve } from "./servers.mjs";

/** Every start that begins with nothing: whoever's the page is, on a wide screen and on a narrow one. */
const ELEMENTS = ["", 'agency="hv"', 'agency="nobody-we-know"', 'lock-after="5"'];
const SIZES = [{ width: 1280, height: 900 }, { width: 320, height: 640 }];
/** How many times slower than this computer: where drawing takes longer than a frame, what draws lets the browser in between. */
const SLOWER = [1, 8];

const page = (element) => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>First screen</title><link rel="icon" href="data:,">
<script src="/family-history-assistant.js" charset="utf-8" defer></script><body><family-history-assistant ${element}></family-history-assistant></body></html>`;

/** Puts the module that tells in the place of the first part, and nothing in that of the other: all of it is there. */
const tell = (wasm) => {
  window.called = new Set();
  const marked = WebAssembly.compile(Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)));
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  WebAssembly.instantiate = async (_, imports) => (imports.first ? {} : instantiate(await marked, { ...imports, first: { mark: (number) => { window.called.add(number); } } }));
};

const server = await serve(DIST, { rules: ELEMENTS.map((element, which) => ({ path: `/${which}.html`, body: page(element) })) });
const wasm = readFileSync(process.argv[2]).toString("base64");
const browser = await launch();
const called = new Set();
for (const [size, slower] of SIZES.flatMap((size) => SLOWER.map((slower) => [size, slower]))) {
  for (let which = 0; which < ELEMENTS.length; which++) {
    const context = await browser.newContext({ viewport: size, locale: "en-GB" });
    const page = await context.newPage();
    await page.addInitScript(tell, wasm);
    await slow(page, slower);
    await page.goto(`${server.address}/${which}.html`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    // What may be done while the rest is on its way: moving about. What is pressed waits.
    for (let turn = 0; turn < 12; turn++) await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.mouse.move(size.width / 2, 300);
    await page.mouse.move(60, 60);
    await page.setViewportSize({ width: size.width + 200, height: size.height });
    // And what the assistant does by itself a while later.
    await page.waitForTimeout(3000);
    for (const number of await page.evaluate(() => [...window.called])) called.add(number);
    await context.close();
  }
}
await browser.close();
server.close();
console.log([...called].sort((a, b) => a - b).join(","));
