// It keeps to itself: no request after the page has loaded, nothing stored, and nothing about a family anywhere but on the screen, the
// paper and the file the person asked for.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch, SHAPE } from "./browser.mjs";
import { NOTHING, stored } from "./memory.mjs";
import { catchPrinting } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { option, prompt, topics, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const SECRET = "Zqx";

/** Listens, before anything loads, for every event of the assistant and everything the page's policy refused. */
const listen = () => {
  window.told = [];
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event instanceof CustomEvent) window.told.push([event.type, JSON.stringify(event.detail ?? null)]);
    return dispatchEvent.call(this, event);
  };
  document.addEventListener("securitypolicyviolation", (event) => window.told.push(["refused", `${event.violatedDirective} ${event.blockedURI}`]));
};

/** A page whose every request is written down. */
async function watchedPage() {
  const requests = [];
  const page = await freshPage(browser, { before: async (page) => {
    await page.addInitScript(listen);
    await catchPrinting(page);
    page.context().on("request", (request) => requests.push(request.url()));
    page.on("websocket", (socket) => requests.push(socket.url()));
  } });
  return { page, requests };
}

/** A good part of what can be done, with a secret in everything that is typed. Gives the names of files that were saved. */
async function work(page) {
  const her = begin(page);
  const files = [];
  await her.goTo("start");
  await her.choose(word("head.checkpoint"), option("checkpoint", "allocation"));
  await her.type(word("head.reference"), `${SECRET} reference`);
  await her.goTo("people");
  await her.addPerson("child", `${SECRET} child`, { "person.born": "June 2022" });
  await her.addPerson("partner", `${SECRET} partner`);
  await her.goTo("history");
  await her.add(word("history.add"), { "event.when": `${SECRET} day`, "event.what": `${SECRET} event` });
  await her.answer(prompt("R1-05a"), `${SECRET} answer`);
  await her.press(word("bar.print"));
  files.push((await her.save()).name);
  await her.openFile(`${SECRET} no file`);
  await page.getByRole("alert").waitFor();
  const words = richFacts((text) => `${SECRET} ${text}`);
  words.people.p1.role = `${SECRET} not a role`;
  await her.openFile(fileOf(words), `${SECRET}.json`);
  await page.getByText(`${SECRET} Larch 3`, { exact: true }).waitFor();
  for (const { id } of topics) await her.goTo(id);
  await her.goTo("plan");
  await her.answer(prompt("R3-04b"), `${SECRET} folded answer`);
  await her.goTo("supervision");
  await page.getByLabel(word("changed.choose"), { exact: true }).setInputFiles({ name: `${SECRET}.json`, mimeType: "application/json", buffer: Buffer.from(fileOf(richFacts())) });
  await page.getByRole("region", { name: word("changed.title"), exact: true }).waitFor();
  files.push((await her.save()).name);
  await her.press(word("bar.cover"));
  await her.press(word("cover.show"));
  await page.evaluate(() => { document.querySelector("family-history-assistant").content = { words: {} }; });
  return files;
}

test("after the page has loaded there is no request, whatever is done, and nothing is refused by the page's policy", async () => {
  const { page, requests } = await watchedPage();
  const loaded = requests.length;
  assert.ok(loaded >= (SHAPE === "standalone" ? 1 : 2), "the page and its script were asked for");
  await work(page);
  const later = requests.slice(loaded).filter((address) => !/^(blob:|data:,|about:blank)/.test(address));
  assert.deepEqual(later, []);
  assert.deepEqual(await page.evaluate(() => window.told.filter(([kind]) => kind === "refused")), []);
  await closePage(page);
});

test("nothing is stored in the browser", async () => {
  const { page } = await watchedPage();
  await work(page);
  assert.deepEqual(await stored(page), NOTHING);
  const { steps, ...kept } = await page.evaluate(() => ({ named: window.name, state: history.state, steps: history.length }));
  assert.deepEqual(kept, { named: "", state: null });
  assert.ok(steps <= 2, "nothing is put into the history of the page");
  assert.deepEqual((await page.context().storageState()), { cookies: [], origins: [] });
  await closePage(page);
});

test("nothing about a family is in a title, an address, the console, an event or the name of a file", async () => {
  const { page, requests } = await watchedPage();
  const files = await work(page);
  const told = await page.evaluate(() => window.told);
  const kinds = new Set(told.map(([kind]) => kind));
  for (const kind of ["fha-ready", "fha-saved", "fha-content-refused"]) assert.ok(kinds.has(kind), `${kind} was heard`);
  const frames = await Promise.all(page.frames().map((frame) => frame.title()));
  const everywhere = [page.url(), await page.title(), ...frames.slice(1), ...page.heard, ...requests, ...files, ...told.flat()];
  assert.deepEqual(everywhere.filter((text) => text.includes(SECRET)), []);
  assert.deepEqual(page.heard, [], "the console stays empty");
  await closePage(page);
});

test("what is typed is offered to no spelling, filling-in or translating service, and nothing is put on the page outside the assistant", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  for (const id of [...topics.map(({ id }) => id), "keeping"]) {
    if (id === "keeping") await her.press(word("foot.keeping"));
    else await her.goTo(id);
    const entry = page.locator(".card-toggle[aria-expanded=false]").first();
    if (await entry.count()) await entry.press("Enter");
    const folded = page.locator("details.asked:not([open]) > summary").first();
    if (await folded.count()) await folded.press("Enter");
    const open = await page.locator("family-history-assistant").evaluate((element) =>
      [...element.shadowRoot.querySelectorAll("textarea, input:not([type=radio], [type=checkbox], [type=file], [type=range]), [contenteditable]")].filter((field) =>
        field.spellcheck || field.autocomplete !== "off" || field.translate || field.name
        || ["autocorrect", "autocapitalize"].some((name) => field.getAttribute(name) !== "off")
        || field.getAttribute("writingsuggestions") !== "false" || field.getAttribute("data-gramm") !== "false"
        || ["data-lpignore", "data-1p-ignore", "data-bwignore"].some((name) => field.getAttribute(name) !== "true")).map(({ id }) => id));
    assert.deepEqual(open, [], `${id}: every field for words is private`);
  }
  const outside = await page.evaluate(() => [...document.body.children].map(({ className, tagName }) => className || tagName));
  const own = { element: ["top", "page", "bottom"], embed: ["FAMILY-HISTORY-ASSISTANT", "SECTION"], npm: ["MAIN"], standalone: ["FAMILY-HISTORY-ASSISTANT", "NOSCRIPT", "SCRIPT"] };
  assert.deepEqual(outside, own[SHAPE], "the page has its own parts and no more");
  await closePage(page);
});
