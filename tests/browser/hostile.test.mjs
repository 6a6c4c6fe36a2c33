// Pages that mean no harm and do it all the same: styles that shout at every element, two copies, two versions, the script twice, and
// elements that come and go all day.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { rememberMemories } from "./memory.mjs";
import { begin } from "./practitioner.mjs";
import { DIST, serve } from "./servers.mjs";
import { word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const NAME = "family-history-assistant";
/** What the release says of itself. */
const { version, released } = JSON.parse(readFileSync(`${DIST}integrity.json`, "utf8"));

/** Styles that hosts have, each as loud as it gets. */
const HOSTS = {
  "Bootstrap 3": `*, *:before, *:after { box-sizing: border-box } html { font-size: 10px; -webkit-tap-highlight-color: transparent } body { font: 14px/1.42857143 "Helvetica Neue", Helvetica, Arial, sans-serif; color: #333 }
    h2 { font-size: 30px; margin: 20px 0 10px; font-weight: 500; line-height: 1.1 } p { margin: 0 0 10px } label { display: inline-block; max-width: 100%; margin-bottom: 5px; font-weight: bold }
    button, input, select, textarea { font: inherit } legend { font-size: 21px; border-bottom: 1px solid #e5e5e5; width: 100% } table { border-collapse: collapse; background: transparent }`,
  "a theme that shouts": `* { letter-spacing: 3px; text-transform: uppercase; line-height: 1; direction: rtl; word-spacing: 8px; text-indent: 30px; font-style: italic; text-align: right; white-space: pre }`,
  "small roots": `html { font-size: 62.5% } body { font-size: 1.4rem }`,
  "resets": `button, input, select, textarea, fieldset { all: unset } svg { max-width: 100%; fill: red; height: auto } :focus { outline: 0 } img, svg { display: block }`,
  "!important on everything": `html *, ${NAME} { color: red !important; font: italic 9px/3 cursive !important; letter-spacing: 4px !important; text-transform: uppercase !important; background: yellow !important; text-align: right !important; visibility: visible !important; direction: rtl !important; cursor: crosshair !important; opacity: 1 !important; fill: red !important; text-shadow: 0 0 3px red !important; writing-mode: horizontal-tb !important }`,
};

/** Puts a rule on the page as a constructed sheet, which the policy of the page allows. */
const dress = (page, css) => page.evaluate((css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets.slice(0, 1), sheet];
}, css);

/** The screen with the same room whatever the page does: the assistant rightly lays itself out by its width. */
async function stage(page) {
  await page.evaluate((name) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body > * { display: none !important } body { margin: 0 !important; padding: 0 !important } ${name} { position: fixed !important; inset: 0 auto auto 0 !important; width: 1000px !important; display: block !important; margin: 0 !important }`);
    document.adoptedStyleSheets = [sheet];
    document.body.append(document.querySelector(name));
  }, NAME);
  await begin(page).heading().waitFor();
}

/** How many pixels of two pictures differ: counted by the browser, in a page of its own. */
const differing = (counter, one, other) => counter.evaluate(async ([one, other]) => {
  const pixels = async (data) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    return canvas.getImageData(0, 0, picture.width, picture.height);
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) if ([0, 1, 2].some((of) => Math.abs(a.data[at + of] - b.data[at + of]) > 8)) count++;
  return count / (a.width * a.height);
}, [one.toString("base64"), other.toString("base64")]);

test("whatever the page wears, the assistant looks the same", async () => {
  const page = await freshPage(browser), her = begin(page);
  const counter = await page.context().newPage();
  await her.goTo("people");
  await her.addPerson("mother", "Mother");
  await stage(page);
  await her.goTo("people");
  const clip = { x: 0, y: 0, width: 1000, height: 900 };
  const picture = () => page.screenshot({ clip, animations: "disabled", caret: "hide" });
  await page.evaluate(() => document.activeElement.blur());
  const looks = () => page.locator(NAME).evaluate((element) => ["h2", "button", "input", "p", "label", "svg", "legend", "summary"].map((name) => {
    const one = element.shadowRoot.querySelector(name);
    if (!one) return [name];
    const style = getComputedStyle(one);
    return [name, ...["color", "fontSize", "fontStyle", "lineHeight", "letterSpacing", "textTransform", "direction", "textAlign", "fill", "cursor", "backgroundColor", "wordSpacing", "textIndent", "whiteSpace"].map((of) => `${of}: ${style[of]}`)];
  }));
  const clean = await picture(), cleanLooks = await looks();
  for (const [host, css] of Object.entries(HOSTS)) {
    await dress(page, css);
    assert.deepEqual(await looks(), cleanLooks, host);
    const share = await differing(counter, clean, await picture());
    assert.ok(share <= 0.001, `${host}: ${(share * 100).toFixed(2)} % of the pixels differ`);
  }
  await dress(page, "");
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  assert.deepEqual((await looks()).map(([name, ...of]) => [name, ...of]), cleanLooks, "a page that reads from the right");
  await closePage(page);
});

test("the page is the same before an assistant comes, while it is there and after it has gone", async () => {
  const page = await freshPage(browser);
  await page.evaluate((name) => {
    document.querySelector(name).remove();
    const place = document.createElement("section");
    place.id = "theirs";
    for (const tag of ["h2", "p", "button", "input", "select", "textarea", "table", "fieldset", "ul", "details"]) {
      for (const kind of ["", "card", "btn", "stopped", "inside"]) place.append(Object.assign(document.createElement(tag), { className: kind, textContent: tag }));
    }
    document.querySelector("main").append(place);
  }, NAME);
  const looks = () => page.evaluate(() => [...document.querySelectorAll("#theirs > *")].map((one) => JSON.stringify(Object.fromEntries([...getComputedStyle(one)].map((name) => [name, getComputedStyle(one).getPropertyValue(name)])))));
  const before = await looks();
  assert.equal(before.length, 50);
  await page.evaluate((name) => new Promise((ready) => {
    const element = Object.assign(document.createElement(name), { id: "guest" });
    element.addEventListener("fha-ready", ready, { once: true });
    document.querySelector("main").append(element);
  }), NAME);
  assert.deepEqual(await looks(), before, "while it is there");
  await page.evaluate(() => { const guest = document.getElementById("guest"); guest.close(); guest.remove(); });
  assert.deepEqual(await looks(), before, "after it has gone");
  assert.deepEqual(await page.evaluate(() => [document.adoptedStyleSheets.length, document.querySelectorAll("style").length]), [0, 0]);
  await closePage(page);
});

test("the script twice is one element, and another version stands beside it under a name of its own", async () => {
  const other = "9.8.7", versioned = `${NAME}-9-8-7`;
  const host = await serve(DIST, { rules: [
    { path: "/other.js", body: () => readFileSync(`${DIST}family-history-assistant.js`, "utf8").replaceAll(`"${version}"`, `"${other}"`) },
    { path: "/two.html", body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Two</title><link rel="icon" href="data:,"><body><${NAME} id="one"></${NAME}><${versioned} id="other"></${versioned}>
      <script src="family-history-assistant.js"></script><script src="family-history-assistant.js"></script><script src="other.js"></script>` },
  ] });
  const page = await freshPage(browser, { address: `${host.address}/two.html`, ready: false, before: (page) => page.addInitScript(() => {
    window.defined = [];
    document.addEventListener("fha-defined", ({ detail }) => window.defined.push(detail));
  }) });
  const first = begin(page, page.locator("#one")), second = begin(page, page.locator("#other"));
  await second.heading().waitFor();
  assert.deepEqual(await page.evaluate(() => window.defined), [{ name: NAME, version }, { name: versioned, version: other }], "it says so, once for each version");
  assert.deepEqual(page.heard, [], "and not in the console");
  await first.goTo("people");
  await first.addPerson("mother", "Mother of the first");
  await second.heading().waitFor();
  assert.equal(await second.at.getByText("Mother of the first").count(), 0);
  await page.evaluate(() => { document.getElementById("other").close(); document.getElementById("other").remove(); });
  await first.press(word("bar.undo-step", { step: "change person: Mother" }));
  await closePage(page);
  host.close();
});

test("scripts from other addresses are told of once, by how many, and only where they can read what is typed", async () => {
  const [one, other] = [await serve(DIST, { rules: [{ path: "/a.js", body: "" }] }), await serve(DIST, { rules: [{ path: "/b.js", body: "" }] })];
  const page = (scripts, body) => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Theirs</title><link rel="icon" href="data:,">
    <body><main>${body}</main>${scripts.map((src) => `<script src="${src}" charset="utf-8"></script>`).join("")}`;
  const ours = `${NAME}.js`, element = `<${NAME}></${NAME}>`, others = [`${one.address}/a.js`, `${one.address}/a.js?again`, `${other.address}/b.js`];
  const host = await serve(DIST, { rules: [
    { path: "/two.html", body: page([...others, ours], element + element) },
    { path: "/one.html", body: page([`${one.address}/a.js`, ours], element) },
    { path: "/none.html", body: page(["/inside.js", ours], element) },
    { path: "/elsewhere.html", body: page([`${one.address}/${ours}`], element) },
    { path: "/framed.html", body: page(others, `<iframe src="embed/" title="Assistant" sandbox="allow-scripts allow-downloads allow-modals allow-forms" width="1000" height="800"></iframe>`) },
    { path: "/inside.js", body: "" },
  ] });
  const told = {};
  for (const name of ["two", "one", "none", "elsewhere", "framed"]) {
    const there = await freshPage(browser, { address: `${host.address}/${name}.html`, ready: false });
    const inside = name === "framed" ? there.frameLocator("iframe") : there;
    const her = begin(there, inside.locator(NAME).first());
    await her.heading().waitFor();
    await inside.getByRole("heading", { level: 2, name: word("home.title"), exact: true }).last().waitFor();
    await inside.getByRole("button", { name: word("foot.keeping"), exact: true }).first().click();
    await inside.getByText(word("keeping.page"), { exact: true }).waitFor();
    const said = her.at.getByText(word("keeping.scripts").split("{")[0]);
    told[name] = [there.heard, await said.count() ? await said.innerText() : ""];
    await closePage(there);
  }
  const warning = (from) => `console warning: ${NAME}: this page also runs scripts from ${from}. They can read what is on it. The page for a frame keeps them out: see EMBEDDING.md.`;
  assert.deepEqual(told, {
    two: [[warning("2 other addresses")], word("keeping.scripts", { count: 2 })],
    one: [[warning("another address")], word("keeping.scripts-one")],
    none: [[], ""],
    elsewhere: [[], ""],
    framed: [[], ""],
  });
  for (const server of [one, other, host]) server.close();
});

test("500 assistants that come and go leave the page as light as it was", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(rememberMemories) });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.enable");
  const comeAndGo = (times) => page.evaluate(async ([name, times]) => {
    const one = () => new Promise((done) => {
      const element = document.createElement(name);
      element.addEventListener("fha-ready", () => { element.close(); element.remove(); done(); }, { once: true });
      document.querySelector("main").append(element);
    });
    for (let time = 0; time < times; time += 20) await Promise.all(Array.from({ length: 20 }, one));
  }, [NAME, times]);
  const weight = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    return { heap: usedSize, memories: await page.evaluate(() => window.memoriesLeft()) };
  };
  await comeAndGo(20);
  const before = await weight();
  await comeAndGo(500);
  const now = await weight();
  assert.ok(now.heap < before.heap * 1.05, `the heap grew from ${before.heap} to ${now.heap} bytes`);
  assert.ok(now.memories <= before.memories + 1, `${now.memories} memories are left, ${before.memories} before`);
  await closePage(page);
});

test("no size in the styles hangs on the page's own", () => {
  const folder = new URL("../../www/styles/", import.meta.url);
  for (const name of readdirSync(folder)) {
    const css = readFileSync(new URL(name, folder), "utf8");
    assert.doesNotMatch(css.replace(/\/\*[\s\S]*?\*\//g, ""), /[\d.]rem\b|@font-face|@import/, name);
  }
});

test("a page says which version it has, and, from half a year after that, that it is old", async () => {
  const date = new Date(released).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const isSaid = async (months, days) => {
    const day = new Date(released);
    day.setUTCMonth(day.getUTCMonth() + months, day.getUTCDate() + days);
    const page = await freshPage(browser, { before: (page) => page.clock.setFixedTime(day.getTime()) });
    await begin(page).press(word("foot.keeping"));
    await page.getByText(word("keeping.version", { version, date }), { exact: true }).waitFor();
    const count = await page.getByText(word("keeping.old"), { exact: true }).count();
    await closePage(page);
    return count === 1;
  };
  assert.deepEqual([await isSaid(0, 0), await isSaid(6, -1), await isSaid(6, 1)], [false, false, true]);
});
