// The browser and fresh pages of the built product, for tests and measurements.

import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { DIST, STRICT, serve } from "./servers.mjs";

/** The shapes that one build has. FHA_SHAPE says in which a test file is run: `FHA_SHAPE=standalone node --test tests/browser/walk.test.mjs`. */
export const SHAPES = ["element", "embed", "npm", "standalone"];
export const SHAPE = process.env.FHA_SHAPE ?? "element";
if (!SHAPES.includes(SHAPE)) throw new Error(`FHA_SHAPE is one of ${SHAPES.join(", ")}, not “${SHAPE}”`);

/** What a frame may do at most: as in EMBEDDING.md. */
export const SANDBOX = "allow-scripts allow-downloads allow-modals allow-forms";

const pageWith = (head, body) => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff pages</title><link rel="icon" href="data:,">${head}<body><main>${body}</main></body></html>`;

/** Pages that have the assistant in a frame, and from the npm package, as a host would. */
const PAGES = [
  { path: "/in-a-frame.html", body: pageWith('<link rel="stylesheet" href="in-a-frame.css">', `<iframe src="embed/" title="Family history assistant" sandbox="${SANDBOX}"></iframe>`) },
  { path: "/in-a-frame.css", body: "body { margin: 0 } iframe { display: block; width: 100%; height: 850px; border: 0 }" },
  { path: "/from-npm.html", body: pageWith('<script type="module" src="npm/family-history-assistant.mjs"></script>', '<family-history-assistant agency="hv"></family-history-assistant>'),
    // The wasm is a file of its own, so that one address may be asked: the page's own.
    headers: { "content-security-policy": STRICT["content-security-policy"].replace("connect-src 'none'", "connect-src 'self'") } },
];

let ours;
const atOurs = async (name) => `${(ours ??= await serve(DIST, { headers: STRICT, rules: PAGES })).address}/${name}`;

/** Where a shape is to be found. */
export const homeOf = (shape) => ({
  element: () => `${process.env.FHA_BASE_URL ?? "http://127.0.0.1:8080"}/`,
  embed: () => atOurs("in-a-frame.html"),
  npm: () => atOurs("from-npm.html"),
  standalone: () => pathToFileURL(`${DIST}standalone.html`).href,
})[shape]();

export const HOME = await homeOf(SHAPE);

/** The page for trainers. There is none for a frame and none in the package: trainers then sit at that of the element. */
export const TRAINERS = SHAPE === "standalone" ? pathToFileURL(`${DIST}standalone-training.html`).href : `${await homeOf("element")}training.html`;

/** Where the assistant is: the frame, or the page itself. */
const frameOf = (page) => page.frames().find((frame) => frame.url().includes("/embed/")) ?? page.mainFrame();

/** What looks for something on a page looks in the frame, where the assistant is in one; the rest is the page's. */
const IN_FRAME = /^(getBy\w+|locator|evaluate\w*|waitForFunction|frameLocator)$/;
const lookingInFrame = (page) => new Proxy(page, { get(page, name) {
  const of = IN_FRAME.test(name) ? frameOf(page) : page;
  return typeof of[name] === "function" ? of[name].bind(of) : of[name];
} });

/** The tools of the browser for where the assistant is: a frame in a sandbox may be a process of its own. */
export const toolsOf = (page) => page.context().newCDPSession(frameOf(page));

const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/**
 * The one browser of a test file. Close it when the file is done. With `keepsPages` it keeps a page that is left whole for
 * the way back, as people's browsers do, and as the tools of testing otherwise forbid.
 */
export const launch = ({ keepsPages = false } = {}) => chromium.launch({
  executablePath: process.env.FHA_CHROMIUM ?? "/usr/bin/chromium", args: QUIET,
  ignoreDefaultArgs: keepsPages ? ["--disable-back-forward-cache"] : [],
});

/**
 * A page nobody was on before, with the assistant ready. `before` prepares the page before anything is loaded.
 * Whatever the page says in the console or refuses is kept in `page.heard`.
 */
export async function freshPage(browser, { size = { width: 1280, height: 900 }, address = HOME, before, ready = true, framed = address.endsWith("in-a-frame.html"), ...options } = {}) {
  const context = await browser.newContext({ viewport: size, locale: "en-GB", acceptDownloads: true, ...options });
  return openIn(context, { address, before, ready, framed });
}

/** One more page beside others. */
export async function openIn(context, { address = HOME, before, ready = true, framed = address.endsWith("in-a-frame.html") } = {}) {
  const outer = await context.newPage();
  const page = framed ? lookingInFrame(outer) : outer;
  page.setDefaultTimeout(15_000);
  page.heard = [];
  page.on("console", (message) => page.heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.heard.push(`error: ${error.message}`));
  await outer.addInitScript(() => addEventListener("fha-ready", () => { window.isAssistantReady = true; }));
  if (before) await before(page);
  await page.goto(address);
  page.home = address;
  if (ready) {
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await page.waitForFunction(() => window.isAssistantReady);
  }
  return page;
}

/** What was copied, in these kinds, as a page beside this one reads it: a frame may not, and a file need not. */
export async function onClipboard(page, kinds) {
  const beside = await page.context().newPage();
  await beside.goto(homeOf("element"));
  const words = await beside.evaluate(async (kinds) => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(kinds.map(async (kind) => (await item.getType(kind)).text()));
  }, kinds);
  await beside.close();
  return words;
}

/** Makes the window another size, and waits until the assistant has been told and has drawn what goes by it. */
export async function resize(page, size) {
  await page.setViewportSize(size);
  await page.waitForFunction((width) => innerWidth === width, size.width);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
}

/** Leaves a picture of a page in tests/browser/output, for people to look at: of the element, the other shapes look the same. */
export async function picture(page, name, { fullPage = true } = {}) {
  if (SHAPE === "element") await page.screenshot({ path: fileURLToPath(new URL(`output/${name}.png`, import.meta.url)), fullPage });
}

/** Closes a page and all it had. */
export const closePage = (page) => page.context().close();
