// What the assistant and the page around it say to each other: small, written down in one schema, the same in types, manifest, guide and
// element, and without a word that anybody typed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { serve } from "./servers.mjs";
import { agency, topics, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const NAME = "family-history-assistant";
const read = (name) => readFileSync(new URL(`../../www/${name}`, import.meta.url), "utf8");
const schema = JSON.parse(read("contract.schema.json"));

/** What is wrong with a value by a schema: as much of JSON Schema as the contract uses. */
function wrong(value, rule, at = "it") {
  if (rule.$ref) return wrong(value, rule.$ref.slice(2).split("/").reduce((from, key) => from[key], schema), at);
  if (rule.oneOf) {
    const fits = rule.oneOf.filter((one) => wrong(value, one, at).length === 0).length;
    return fits === 1 ? [] : [`${at} ${JSON.stringify(value)} fits ${fits} of ${rule.oneOf.length}`];
  }
  const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const found = [];
  const isKind = rule.type === undefined || rule.type === kind || (rule.type === "integer" && Number.isInteger(value));
  if (!isKind) return [`${at} is ${kind}, not ${rule.type}`];
  if ("const" in rule && value !== rule.const) found.push(`${at} is not ${rule.const}`);
  if (rule.enum && !rule.enum.includes(value)) found.push(`${at} is ${value}`);
  if (rule.pattern && !new RegExp(rule.pattern).test(value)) found.push(`${at} is not like ${rule.pattern}`);
  if (rule.minimum !== undefined && value < rule.minimum) found.push(`${at} is below ${rule.minimum}`);
  if (kind === "object") {
    for (const name of rule.required ?? []) if (!(name in value)) found.push(`${at} has no ${name}`);
    for (const [name, one] of Object.entries(value)) {
      const known = rule.properties?.[name];
      if (known) found.push(...wrong(one, known, `${at}.${name}`));
      else if (rule.additionalProperties === false) found.push(`${at} has ${name}`);
    }
  }
  if (kind === "array" && rule.items) value.forEach((one, place) => found.push(...wrong(one, rule.items, `${at}[${place}]`)));
  return found;
}

const SECRET = "Zqx";

/** Every event of the assistant, from before anything loads. */
const listen = () => {
  window.told = [];
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type.startsWith("fha-")) window.told.push([event.type, event.detail]);
    return dispatchEvent.call(this, event);
  };
};

/** A good part of what can be done, with a secret in everything that is typed. */
async function work(page, her) {
  await her.goTo("start");
  await her.type(word("head.reference"), `${SECRET} reference`);
  await her.goTo("people");
  await her.addPerson("child", `${SECRET} child`);
  await her.save();
  await her.addPerson("mother", `${SECRET} mother`);
  await her.openFile(fileOf(richFacts((text) => `${SECRET} ${text}`)));
  await her.at.getByText(`${SECRET} Larch 3`, { exact: true }).waitFor();
  for (const { id } of topics.slice(0, 9)) await her.goTo(id);
  await her.save();
}

test("every event over a journey is one of the contract, and none holds a word that was typed", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(listen) });
  await work(page, begin(page));
  await page.evaluate((name) => { document.querySelector(name).content = { words: {} }; }, NAME);
  const told = await page.evaluate(() => window.told);
  assert.deepEqual(told.flatMap(([type, detail]) => wrong({ [type]: detail }, schema.$defs.events)), []);
  assert.deepEqual([...new Set(told.map(([type]) => type))].sort(), ["fha-content-refused", "fha-defined", "fha-dirty", "fha-drawn", "fha-ready", "fha-saved"]);
  assert.ok(!JSON.stringify(told).includes(SECRET));
  const order = told.map(([type]) => type).filter((type) => /dirty|saved/.test(type));
  assert.deepEqual(order.slice(0, 3), ["fha-dirty", "fha-saved", "fha-dirty"], "one word for many edits, and again after saving");
  await closePage(page);
});

/** A page with the assistant in a sandboxed frame, and what the frame tells it. */
async function framed({ parents, outer = "", hostile = "" } = {}) {
  const sandbox = "allow-scripts allow-downloads allow-modals allow-forms";
  const host = await serve(undefined, { rules: [
    { path: "/frame.html", body: () => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>In a frame</title><link rel="icon" href="data:,"><script src="family-history-assistant.js" defer></script>
      <script src="family-history-frame.js" data-parents="${parents ?? host.address}"></script><body><family-history-assistant></family-history-assistant>` },
    { path: "/outer.html", body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff page</title><link rel="icon" href="data:,"><iframe title="Assistant" src="frame.html" width="1200" height="850" sandbox="${sandbox}"></iframe>
      <script>window.heard = []; addEventListener("message", (event) => heard.push({ data: event.data, ours: event.source === document.querySelector("iframe").contentWindow }));${outer}</script>` },
  ] });
  const page = await freshPage(browser, { address: `${host.address}/outer.html`, ready: false, framed: false, before: (page) => hostile && page.addInitScript(hostile) });
  const her = begin(page, page.frameLocator("iframe"));
  await her.heading().waitFor();
  return { page, her, heard: () => page.evaluate(() => window.heard), say: (message) => page.evaluate((message) => document.querySelector("iframe").contentWindow.postMessage(message, "*"), message), done: async () => { await closePage(page); host.close(); } };
}

test("an agency that the pack does not have is shown as it was given, and never as nothing", async () => {
  const { her, page, heard, say, done } = await framed();
  const count = async (kind) => (await heard()).filter(({ data }) => data[NAME] === kind).length;
  await until(async () => await count("ready") === 1, "it is there");
  await say({ [NAME]: "configure", agency: "night-nursing" });
  await until(async () => await count("ready") === 2, "it starts again for the agency");
  await her.goTo("start");
  const shown = () => page.frameLocator("iframe").getByLabel(word("head.agency"), { exact: true }).evaluate((list) => list.selectedOptions[0].label);
  await until(async () => await shown() === word("choice.not-listed", { what: "night-nursing" }), "it stands there as it was given");
  await done();
});

test("a frame tells the page around it the same, may be set up by it, and says nothing to a page that is not named", async () => {
  const { page, her, heard, say, done } = await framed();
  const kinds = async () => (await heard()).map(({ data }) => data[NAME]);
  await until(async () => (await kinds()).includes("ready"), "the page around is told that it is ready");
  assert.deepEqual((await kinds()).filter((kind) => kind !== "resize"), ["drawn", "ready"]);
  await say({ [NAME]: "configure", agency: "midwifery" });
  await until(async () => (await kinds()).filter((kind) => kind === "ready").length === 2, "it starts again for the agency");
  await her.goTo("start");
  assert.ok(await page.frameLocator("iframe").locator(NAME).evaluate((element, name) => [...element.shadowRoot.querySelectorAll("select")].some((list) => list.selectedOptions[0]?.label === name)
    || [...element.shadowRoot.querySelectorAll("input:checked")].some((one) => one.labels[0]?.textContent.includes(name)), agency("midwifery")), "the review is begun for the agency");
  await say({ [NAME]: "configure", content: { words: {} } });
  await until(async () => (await kinds()).includes("content-refused"), "a content pack may be given alone");
  assert.equal(await page.frameLocator("iframe").locator(NAME).getAttribute("agency"), "midwifery", "and then nothing is said of an agency");
  for (const bad of [{ [NAME]: "configure", agency: "<b>" }, { [NAME]: "open", text: "{}" }, "text", null, { other: 1 }]) await say(bad);
  await page.frameLocator("iframe").locator(NAME).evaluate((element) => { element.dispatchEvent(new CustomEvent("fha-failed", { bubbles: true, composed: true, detail: { code: "stopped", more: "Zqx" } })); });
  await until(async () => (await kinds()).includes("resize"), "it says how high it is");
  const messages = await heard();
  assert.ok(messages.every(({ ours }) => ours));
  assert.deepEqual(messages.flatMap(({ data }) => wrong(data, schema.$defs.fromFrame)), []);
  assert.ok(!JSON.stringify(messages).includes(SECRET));
  assert.equal(await her.heading().count(), 1);
  await done();
  const stranger = await framed({ parents: "https://intranet.example.gov.uk" });
  await stranger.say({ [NAME]: "configure", agency: "midwifery" });
  assert.equal(await stranger.page.frameLocator("iframe").locator(NAME).getAttribute("agency"), null);
  assert.deepEqual(await stranger.heard(), []);
  await stranger.done();
});

test("a page that makes its frame as high as it is told has it so while the assistant comes, and while the screen is covered", async () => {
  const slowly = `for (const name of ["compile", "instantiate"]) {
    const was = WebAssembly[name];
    WebAssembly[name] = (...given) => new Promise((go) => setTimeout(go, 2000)).then(() => was.apply(WebAssembly, given));
  }`;
  const outer = `const frame = document.querySelector("iframe");
    addEventListener("message", ({ data }) => { if (data["${NAME}"] === "resize") frame.height = data.height + 16; });`;
  const { page, her, heard, done } = await framed({ outer, hostile: slowly });
  const told = async () => (await heard()).filter(({ data }) => data[NAME] === "resize").map(({ data }) => data.height);
  await until(async () => (await heard()).some(({ data }) => data[NAME] === "ready"), "all of it is there");
  const [first] = await told();
  const strays = async () => (await told()).filter((height) => Math.abs(height - first) > 100).slice(0, 3);
  assert.deepEqual(await strays(), [], `as high as ${first}`);
  await her.press(word("bar.cover"));
  await her.button(word("cover.show")).waitFor();
  await her.press(word("cover.show"));
  await her.heading().waitFor();
  assert.deepEqual(await strays(), [], "covered and uncovered");
  await done();
});

test("work in hand is not changed from outside", async () => {
  const { page, her, heard, say, done } = await framed();
  const inside = page.frameLocator("iframe");
  await inside.locator(NAME).evaluate((element, text) => element.openFile(text), fileOf(richFacts((text) => `${SECRET} ${text}`)));
  await inside.getByText(`${SECRET} Larch 3`, { exact: true }).waitFor();
  // A review that was only opened is work in hand too.
  await say({ [NAME]: "configure", agency: "midwifery" });
  await until(async () => (await heard()).some(({ data }) => data[NAME] === "configured"), "it answers");
  assert.deepEqual((await heard()).filter(({ data }) => data[NAME] === "configured").map(({ data }) => data.taken), [false]);
  await her.goTo("start");
  await her.type(word("head.reference"), `${SECRET} 1`);
  await until(async () => (await heard()).some(({ data }) => data[NAME] === "dirty"), "the page around is told of work in no file");
  await say({ [NAME]: "configure", agency: "midwifery" });
  await until(async () => (await heard()).filter(({ data }) => data[NAME] === "configured").length === 2, "it answers");
  const messages = await heard();
  assert.deepEqual(messages.filter(({ data }) => data[NAME] === "configured").map(({ data }) => data.taken), [false, false]);
  assert.equal(await inside.locator(NAME).getAttribute("agency"), null);
  assert.ok(!JSON.stringify(messages).includes(SECRET));
  assert.deepEqual(messages.flatMap(({ data }) => wrong(data, schema.$defs.fromFrame)), []);
  await done();
});

test("types, manifest, guide, schema and element name the same attributes, properties, methods and events", async () => {
  const types = read("family-history-assistant.d.ts"), guide = read("EMBEDDING.md");
  const [declared] = JSON.parse(read("custom-elements.json")).modules[0].declarations;
  const names = (list) => list.map(({ name }) => name).sort();
  const events = names(declared.events), attributes = names(declared.attributes), members = names(declared.members);
  assert.deepEqual([...types.matchAll(/"(fha-[\w-]+)": CustomEvent/g)].map(([, name]) => name).sort(), events);
  const [, its] = /class FamilyHistoryAssistant extends HTMLElement \{([\s\S]*?)\n\}/.exec(types);
  const typed = [...its.matchAll(/^ {2}(?:static )?(?:readonly )?(\w+)[(:]/gm)].map(([, name]) => name).sort();
  assert.deepEqual(typed, members);
  const rows = [...guide.matchAll(/^\| `([\w-]+)(?:\([^)]*\))?` \| (attribute|(?:static )?(?:property(?:, read)?|method)|event) \|/gm)];
  const inGuide = (kind) => rows.filter(([, , of]) => kind.test(of)).map(([, name]) => name).sort();
  assert.deepEqual(inGuide(/attribute/), attributes);
  assert.deepEqual(inGuide(/property|method/), members);
  assert.deepEqual(inGuide(/event/), events);
  assert.deepEqual(Object.keys(schema.$defs.events.properties).sort(), events);
  const page = await freshPage(browser);
  const has = await page.evaluate((name) => {
    const its = customElements.get(name);
    const own = (of, known) => Object.getOwnPropertyNames(of).filter((member) => !known.includes(member));
    return [...own(its.prototype, ["constructor", "attributeChangedCallback", "connectedCallback", "connectedMoveCallback", "disconnectedCallback"]), ...own(its, ["length", "name", "observedAttributes", "prototype"])].sort();
  }, NAME);
  assert.deepEqual(has, members);
  const source = ["element.js", "lock.js", "failures.js", "loader.js"].map(read).join("\n");
  // By the element, and by the document when the class is defined.
  const said = [...source.matchAll(/#say\("([\w-]+)"|new CustomEvent\("fha-([\w-]+)"/g)].map(([, ofElement, ofDocument]) => `fha-${ofElement ?? ofDocument}`);
  assert.deepEqual([...new Set(said)].sort(), events, "every event is said somewhere, and no other");
  const codes = [...read("failures.js").matchAll(/^ {2}"([\w-]+)": \[/gm), ...read("loader.js").matchAll(/^ {4}"?([\w-]+)"?: \["/gm)].map(([, code]) => code);
  assert.deepEqual([...new Set(codes)].sort(), [...schema.$defs.code.enum].sort());
  await closePage(page);
});
