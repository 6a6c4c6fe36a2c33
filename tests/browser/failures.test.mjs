// When the assistant cannot run, it says why: each cause has its own words for the person and for the IT help desk, the blank checklist
// stands below, and nothing of it depends on what failed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { findings, overhang, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch, picture } from "./browser.mjs";
import { catchPrinting, metaOf, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { DIST, serve } from "./servers.mjs";
import { pack, word } from "./words.mjs";

const SCRIPT = "/family-history-assistant.js";
/** The policy of a strict agency, with all that can be forbidden. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'none'; img-src 'none'; font-src 'none'; form-action 'none'; "
  + "base-uri 'none'; frame-src 'none'; worker-src 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const { version } = /^version = "(?<version>[^"]+)"$/m.exec(readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8")).groups;
/** Words that name what to change: a policy, a header, an address, a browser. */
const NAMES_IT = /JavaScriptJit|Content-Security-Policy|Content-Type|Cache-Control|SHA|src|address|status|server|integrity|Edge or Chrome|memory|console|standalone/;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A page as the guide says: the loader, the script, the element; the assistant's place holds the blank checklist. */
const hostPage = ({ script = `src="family-history-assistant.js"`, wanted = version, loader = true, checklist = "" } = {}) => `<!doctype html><html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Staff page</title><link rel="icon" href="data:,">
${loader ? `<script src="family-history-loader.js" data-version="${wanted}" charset="utf-8"></script>` : ""}
<script ${script} charset="utf-8" defer></script></head>
<body><main><h1>Staff page</h1><family-history-assistant${loader ? "" : ` data-version="${wanted}"`}></family-history-assistant>${checklist}</main></body></html>`;

/** Opens such a page from a server of its own. */
async function opened({ page: parts, rules = [], with: on = browser, before, path = "/page.html", ...server } = {}) {
  const host = await serve(DIST, { ...server, rules: [{ path: "/page.html", body: hostPage(parts) }, ...rules] });
  const page = await freshPage(on, { address: `${host.address}${path}`, ready: false, before: async (page) => {
    await withAxe(page);
    await page.addInitScript(() => {
      window.failed = [];
      document.addEventListener("fha-failed", ({ detail }) => window.failed.push(detail));
    });
    await catchPrinting(page);
    await before?.(page);
  } });
  return { page, host, async done() { await closePage(page); await host.close(); } };
}

/** What a page whose assistant cannot run must show. Gives what it says to IT. */
async function isTold(page, cause, title) {
  await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
  await until(() => page.evaluate(() => window.failed.length > 0), "the page is told");
  assert.deepEqual(await page.evaluate(() => window.failed), [{ code: cause }], "the page is told the cause, once, and nothing else");
  await page.getByRole("heading", { name: "What you can do now", exact: true }).waitFor();
  const told = await page.getByRole("heading", { name: "What to tell your IT help desk", exact: true }).evaluate((heading) => heading.nextElementSibling.textContent);
  assert.match(told, NAMES_IT, "it names what to change");
  assert.ok(told.includes(`Code: ${cause}`), told);
  return told;
}

/** No fault that axe can find, and nothing past the edge, on a wide and on a narrow screen. */
async function isAccessible(page, name) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await findings(page, { of: "main", least: 5 }), [], `${name} at ${width}`);
    assert.equal(await overhang(page), 0, `${name} at ${width}`);
    await picture(page, `failure-${name}-${width}`, { fullPage: false });
  }
}

/** One cause that the loader tells, because the script never came to be. */
const fromTheLoader = (name, cause, title, options) => test(`${name}: the loader says so, and where the blank checklist is`, async () => {
  const { page, host, done } = await opened(options);
  const told = await isTold(page, cause, title);
  assert.ok(cause === "old-browser" || told.includes("family-history-assistant.js"), "it names the file");
  await isAccessible(page, cause);
  const link = page.getByRole("link", { name: "Open the blank checklist, to print", exact: true });
  assert.equal(await link.getAttribute("href"), `${host.address}/checklist.html`);
  assert.equal(host.asked.filter((path) => path === SCRIPT).length <= 1, true, "it asks for nothing a second time");
  await done();
});

const blockPage = [{ path: SCRIPT, body: "<!doctype html><title>Blocked</title><h1>This category is blocked</h1>", type: "text/html; charset=utf-8" }];
fromTheLoader("a script that is not there", "script-missing", "The assistant is not where this page looks for it", { rules: [{ path: SCRIPT, status: 404 }] });
fromTheLoader("a script that a filter refuses", "script-refused", "The assistant was held back on its way here", { rules: [{ path: SCRIPT, status: 403 }] });
fromTheLoader("a connection that is cut", "script-blocked", "The assistant could not be reached", { before: (page) => page.route(`**${SCRIPT}`, (route) => route.abort("connectionreset")) });
fromTheLoader("a block page in place of the script", "block-page", "Another page came in place of the assistant", { rules: blockPage });
fromTheLoader("a block page where types are not guessed", "block-page", "Another page came in place of the assistant", { rules: blockPage, headers: { "x-content-type-options": "nosniff" } });
fromTheLoader("a script of the wrong type", "script-type", "The assistant came as the wrong kind of file", {
  headers: { "x-content-type-options": "nosniff" }, rules: [{ path: SCRIPT, type: "application/octet-stream" }],
});
fromTheLoader("a script that is cut off", "script-cut", "Only part of the assistant arrived", { rules: [{ path: SCRIPT, body: (body) => body.subarray(0, 300_000) }] });
fromTheLoader("a script with one byte changed", "script-changed", "The assistant is not the one this page was made for", {
  page: { script: `src="family-history-assistant.js" integrity="sha384-${"A".repeat(64)}" crossorigin="anonymous"` },
});
fromTheLoader("a page that allows scripts of other addresses only", "script-policy", "This page does not let the assistant in", {
  page: { script: `src="http://localhost:9/family-history-assistant.js"` }, headers: { "content-security-policy": "script-src 'self' 'wasm-unsafe-eval'" },
});
fromTheLoader("a browser without custom elements", "old-browser", "This browser is too old for the assistant", {
  before: (page) => page.addInitScript(() => { Object.defineProperty(window, "customElements", { value: undefined }); }),
});

test("a page opened from a folder without its parts says which file works there", async () => {
  const page = await freshPage(browser, { ready: false, before: async (page) => {
    await page.addInitScript(() => { window.failed = []; document.addEventListener("fha-failed", ({ detail }) => window.failed.push(detail)); });
  }, address: `file://${DIST}checklist.html` });
  // The loader as it stands in a folder, beside a page whose script was not copied.
  await page.goto("about:blank");
  await page.route("file:///folder/page.html", (route) => route.fulfill({ body: hostPage(), contentType: "text/html; charset=utf-8" }));
  await page.route("file:///folder/family-history-loader.js", (route) => route.fulfill({ path: `${DIST}family-history-loader.js` }));
  await page.goto("file:///folder/page.html");
  const told = await isTold(page, "file", "This page was opened as a file, and its parts are not beside it");
  assert.match(told, /standalone\.html/);
  await closePage(page);
});

test("a script that has not started after ten seconds is spoken of, and the message goes when it does", async () => {
  let send;
  const waits = new Promise((come) => { send = come; });
  const { page, done } = await opened({ before: async (page) => {
    await page.clock.install();
    await page.route(`**${SCRIPT}`, async (route) => { await waits; await route.fulfill({ path: `${DIST}family-history-assistant.js` }); });
    page.goto = ((go) => (address) => go.call(page, address, { waitUntil: "commit" }))(page.goto);
  } });
  await page.getByRole("status").filter({ hasText: "Starting the family history assistant" }).waitFor();
  await page.clock.runFor(9_000);
  assert.equal(await page.getByRole("heading", { level: 2 }).count(), 0, "not before its time");
  await page.clock.runFor(1_500);
  await isTold(page, "slow", "The assistant has not started yet");
  send();
  await page.getByRole("heading", { level: 2, name: word("home.title"), exact: true }).waitFor();
  await until(async () => await page.locator(".family-history-failure").count() === 0, "the message goes");
  await done();
});

test("with a good page the loader only says that it is starting, and hides the checklist of the page", async () => {
  const checklist = `<div id="family-history-blank"><h2>Blank checklist</h2></div>`;
  const { page, done } = await opened({ page: { checklist } });
  await page.getByRole("heading", { level: 2, name: word("home.title"), exact: true }).waitFor();
  await until(async () => await page.getByText("Starting the family history assistant").count() === 0, "it has started");
  assert.equal(await page.locator("#family-history-blank").isVisible(), false);
  assert.deepEqual(await page.evaluate(() => window.failed), []);
  await done();
  const broken = await opened({ page: { checklist }, rules: [{ path: SCRIPT, status: 404 }] });
  await broken.page.getByRole("heading", { level: 2, name: "Blank checklist" }).waitFor();
  assert.equal(await broken.page.getByRole("link").count(), 0, "the checklist stands below: no need to go for it");
  await broken.done();
});

/** One cause that the assistant's own script tells. */
async function fromTheScript(cause, title, options) {
  const { page, done } = await opened({ page: { loader: false }, ...options });
  const told = await isTold(page, cause, title);
  assert.ok(told.includes(`version ${version}`));
  const asked = pack().prompts.filter(({ topic }) => topic === "records");
  await page.getByRole("heading", { level: 3, name: "The blank checklist", exact: true }).waitFor();
  for (const [level, key] of [[4, "paper.title"], [5, "paper.records"]]) {
    const heading = page.getByRole("heading", { name: word(key), exact: true });
    await heading.waitFor();
    assert.equal(await heading.getAttribute("aria-level"), `${level}`, "below the headings of the panel");
  }
  for (const { text } of asked) await page.locator(".paper").getByText(text.split("{")[0]).first().waitFor();
  await isAccessible(page, cause);
  return { page, done, asked };
}

/** A browser of its own, started in another way. */
async function otherwise(args, run) {
  const other = await chromium.launch({ executablePath: process.env.FHA_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", ...args] });
  try { await run(other); } finally { await other.close(); }
}

test("a browser whose policy switches WebAssembly off: the panel names the policies, and the blank checklist prints on A4", () => otherwise(["--js-flags=--jitless"], async (other) => {
  const { page, done, asked } = await fromTheScript("no-wasm", "This browser is not allowed to run the assistant", { with: other });
  assert.match(await page.locator("family-history-assistant").evaluate((element) => element.shadowRoot.textContent), /DefaultJavaScriptJitSetting.*EnhanceSecurityModeBypassListDomains/s);
  await page.getByRole("button", { name: "Print the blank checklist", exact: true }).press("Enter");
  const pdf = await pdfOf(page);
  const words = wordsOf(pdf);
  for (const { text } of asked) assert.ok(words.includes(text.replace(/\s+/g, "").normalize("NFKC").split("{")[0]), text);
  const meta = metaOf(pdf);
  assert.match(meta, /Page size: +59[45]\S* x 84[12]\S* pts \(A4\)/);
  assert.match(meta, /Tagged: +yes/);
  assert.equal(await begin(page).where().then((where) => /^button/.test(where)), true, "the keyboard is where it was");
  await done();
}));

test("a page whose policy stops WebAssembly: the panel gives the words of the header", async () => {
  const { page, done } = await fromTheScript("wasm-policy", "This page does not let the assistant run", { headers: { "content-security-policy": STRICT.replace(" 'wasm-unsafe-eval'", "") } });
  await page.getByText("'wasm-unsafe-eval'", { exact: false }).first().waitFor();
  await done();
});

test("SharePoint's kind of policy lets it run, and without 'unsafe-eval' the panel says what to add", async () => {
  const { page, done } = await opened({ headers: { "content-security-policy": "script-src 'unsafe-eval' 'self' 'nonce-x'" } });
  await page.getByRole("heading", { level: 2, name: word("home.title"), exact: true }).waitFor();
  await done();
  const without = await fromTheScript("wasm-policy", "This page does not let the assistant run", { headers: { "content-security-policy": "script-src 'self' 'nonce-x'" } });
  await without.done();
});

test("a wasm that was changed on its way, a browser that knows too little of it, and one without memory: three messages", async () => {
  const changed = (body) => body.toString("utf8").replace(/\[".as/s, (start) => start.replace("as", "aa"));
  await (await fromTheScript("damaged", "The assistant did not arrive whole", { rules: [{ path: SCRIPT, body: changed }] })).done();
  const old = (page) => page.addInitScript(() => { WebAssembly.validate = () => false; });
  await (await fromTheScript("old-browser", "This browser is too old for the assistant", { before: old })).done();
  const full = (page) => page.addInitScript(() => {
    WebAssembly.instantiate = async () => { throw new RangeError("WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance"); };
  });
  await (await fromTheScript("memory", "There is not enough memory to start", { before: full })).done();
});

test("a page made for another version says so, and does not start", async () => {
  for (const parts of [{ wanted: "0.0.1", loader: false }, { wanted: "99.0.0", loader: true }]) {
    const { page, done } = await fromTheScript("version", "This page and the assistant do not fit together", { page: parts });
    assert.equal(await page.locator("h2.h-section, .family-history-failure").count(), 1, "one message");
    await done();
  }
  // A script from before pages said their version: the loader notices.
  const old = (body) => body.toString("utf8").replaceAll(`"${version}"`, `"0.0.1"`).replaceAll("dataset.version", "dataset.none");
  const { page, done } = await opened({ rules: [{ path: SCRIPT, body: old }] });
  await isTold(page, "version", "This page and the assistant do not fit together");
  await done();
});

test("in a frame that may not open windows the panel says that nothing was printed", async () => {
  const outer = { path: "/outer.html", body: `<!doctype html><title>Outer</title><iframe title="Assistant" src="page.html" width="1200" height="800" sandbox="allow-scripts"></iframe>` };
  const host = await serve(DIST, { rules: [outer, { path: "/page.html", body: hostPage({ loader: false, wanted: "0.0.1" }) }] });
  const page = await freshPage(browser, { address: `${host.address}/outer.html`, ready: false });
  const inside = page.frameLocator("iframe");
  await inside.getByRole("button", { name: "Print the blank checklist", exact: true }).press("Enter");
  await inside.getByRole("status").filter({ hasText: "Nothing was printed." }).waitFor();
  await closePage(page);
  host.close();
});

test("printing the page itself prints a short notice in place of the screen, and a panel with its checklist", async () => {
  const { page, done } = await opened();
  await page.getByRole("heading", { level: 2, name: word("home.title"), exact: true }).waitFor();
  const words = wordsOf(await page.pdf({ format: "A4" }));
  assert.ok(words.includes("Toprintareview,usethePrintbuttoninsideit."), words);
  assert.ok(!words.includes(word("home.title").replace(/\s/g, "").normalize("NFKC")), "no half-drawn screen");
  assert.ok(words.includes("Staffpage"), "the rest of the page is there");
  await done();
  const { page: broken, done: gone } = await opened({ page: { loader: false }, headers: { "content-security-policy": STRICT.replace(" 'wasm-unsafe-eval'", "") } });
  await isTold(broken, "wasm-policy", "This page does not let the assistant run");
  await broken.getByRole("heading", { level: 3, name: "The blank checklist", exact: true }).waitFor();
  assert.ok(wordsOf(await broken.pdf({ format: "A4" })).includes("Whattotellyour"), "the panel is on the paper");
  await gone();
});

const pagesOf = (pdf) => Number(/Pages: +(\d+)/.exec(metaOf(pdf))[1]);
/** There are as many pages as in the other shapes, and each says which it is, and of how many. */
function isNumbered(pdf, pages) {
  assert.equal(pagesOf(pdf), pages, "no more pages than it needs");
  const words = wordsOf(pdf);
  for (let page = 1; page <= pages; page++) assert.ok(words.includes(plain(word("paper.page", { page, pages }))), `page ${page} is numbered`);
}

test("the blank checklist is the same under a failure, in pages without scripts, and as a page of its own: boxes, lines, pages and their numbers", async () => {
  const host = await serve();
  const quiet = async (path) => {
    const page = await freshPage(browser, { address: `${host.address}/${path}`, ready: false, javaScriptEnabled: false });
    await page.getByRole("heading", { level: 1, name: word("paper.title"), exact: true }).waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
    const html = await page.locator("main.paper").innerHTML();
    await closePage(page);
    return { pdf, html };
  };
  const own = await quiet("checklist.html"), pages = pagesOf(own.pdf);
  assert.match(metaOf(own.pdf), /\(A4\)/);
  isNumbered(own.pdf, pages);
  for (const path of ["standalone.html", "embed/"]) {
    const { html, pdf } = await quiet(path);
    assert.equal(html, own.html, path);
    isNumbered(pdf, pages);
  }

  const panel = await fromTheScript("wasm-policy", "This page does not let the assistant run", { headers: { "content-security-policy": "script-src 'self'" } });
  const root = () => panel.page.locator(".paper");
  const kinds = (html) => [/class="tick"/g, /class="rule/g, /<t[hd]\b/g].map((kind) => html.match(kind).length);
  assert.deepEqual(kinds(await root().innerHTML()), kinds(own.html), "as many boxes, lines and cells");
  assert.ok(kinds(own.html)[0] > 50);
  assert.equal(await root().evaluate((paper) => paper.textContent), await panel.page.evaluate((html) => {
    const { body } = document.implementation.createHTMLDocument();
    body.innerHTML = html;
    return body.textContent;
  }, own.html), "the same words");
  assert.ok(await root().locator(".tick").first().evaluate((box) => parseFloat(getComputedStyle(box).borderTopWidth) > 0 && box.getBoundingClientRect().width > 8), "boxes are seen");
  await panel.page.setViewportSize({ width: 1280, height: 900 });
  const whole = await panel.page.pdf({ preferCSSPageSize: true, format: "A4", margin: { top: "15mm", bottom: "14mm", left: "14mm", right: "14mm" } });
  assert.ok(pagesOf(whole) <= pages + 2, `the panel with its checklist: ${pagesOf(whole)} pages`);
  await panel.page.getByRole("button", { name: "Print the blank checklist", exact: true }).press("Enter");
  isNumbered(await pdfOf(panel.page), pages);
  await panel.done();

  // In a sandbox the page itself is printed, with the checklist alone on it, and is as it was after that.
  const outer = { path: "/outer.html", body: `<!doctype html><title>Outer</title><iframe title="Assistant" src="page.html" width="1200" height="800" sandbox="allow-scripts allow-modals"></iframe>` };
  const boxed = await serve(DIST, { rules: [outer, { path: "/page.html", body: hostPage({ loader: false, wanted: "0.0.1" }) }] });
  const page = await freshPage(browser, { address: `${boxed.address}/outer.html`, ready: false, before: catchPrinting });
  const inside = page.frames().find((frame) => frame.url().endsWith("/page.html"));
  await inside.getByRole("button", { name: "Print the blank checklist", exact: true }).press("Enter");
  await inside.locator(".fha-printed").waitFor({ state: "attached" });
  const inFrame = new Proxy(page, { get: (page, name) => { const of = /^(evaluate|waitForFunction)$/.test(name) ? inside : page; return typeof of[name] === "function" ? of[name].bind(of) : of[name]; } });
  isNumbered(await pdfOf(inFrame), pages);
  await inside.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await inside.evaluate(() => [document.querySelectorAll(".fha-printed").length, document.adoptedStyleSheets.length]), [0, 0]);
  await closePage(page);
  for (const server of [host, boxed]) server.close();
});
