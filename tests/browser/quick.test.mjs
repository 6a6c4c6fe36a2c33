// Quick add by keyboard: what is understood of a line is shown before anything is added, Enter adds and is ready for the next,
// nothing typed is lost, and one undo takes one back.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { fileOf } from "./cases/rich.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const FACTS = { people: { p1: { label: "Amy", role: "child" }, p2: { label: "Mother", role: "mother", sex: "female" } } };

async function at(topic, options = {}) {
  const page = await freshPage(browser, options);
  const her = begin(page);
  await her.openFile(fileOf(FACTS));
  await page.getByRole("heading", { level: 3, name: word("topics.title"), exact: true }).waitFor();
  await her.goTo(topic);
  return { page, her };
}

const people = async (her) => Object.values(JSON.parse((await her.save()).text).case.people);

test("people are added line by line, each shown before it is added, and one undo takes one back", async () => {
  const { page, her } = await at("people");
  const line = her.field(word("quick.people"));
  await her.type(word("quick.people"), "Amy's grandmother, about 61, visits, told by Mother");
  await page.getByText(word("quick.understood"), { exact: true }).waitFor();
  assert.equal((await people(her)).length, 2, "nothing is added before Enter");
  await her.tabTo(line);
  await page.keyboard.press("Enter");
  await until(async () => (await line.inputValue()) === "", "the line is ready for the next");
  assert.match(await her.where(), new RegExp(word("quick.people")), "the keyboard is still in it");
  await page.getByRole("status").filter({ hasText: word("quick.added", { label: "" }).trim() }).first().waitFor();
  await page.keyboard.type("man, first name only, visits");
  await page.keyboard.press("Enter");
  await until(async () => (await line.inputValue()) === "", "the second is added too");
  const added = await people(her);
  assert.equal(added.length, 4);
  assert.ok(added.some((person) => person.role === "grandmother"));
  assert.ok(added.some((person) => /first name only/.test(person.note ?? "")), "what was not understood is kept as a note");
  await her.pressOn(her.at.getByRole("button", { name: new RegExp(`^${word("bar.undo")}`) }).first());
  await until(async () => (await people(her)).length === 3, "one undo takes one person");
  await closePage(page);
});

test("what is not understood stays in the line, and what was typed is never markup", async () => {
  const { page, her } = await at("people");
  const text = "<img src=x onerror=alert> hmm";
  await her.type(word("quick.people"), text);
  await page.getByText(word("quick.not-understood"), { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  assert.equal(await her.field(word("quick.people")).inputValue(), text, "the words stay");
  assert.equal((await people(her)).length, 2);
  assert.equal(await her.at.locator("img").count(), 0);
  await closePage(page);
});

test("who is not safe to contact is put down as that, and shown before", async () => {
  const { page, her } = await at("people");
  await her.type(word("quick.people"), "Amy's dad, not safe to contact");
  await page.getByText(word("quick.unsafe"), { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await until(async () => (await her.field(word("quick.people")).inputValue()) === "", "he is added");
  assert.ok(Object.values(JSON.parse((await her.save()).text).case.attempts).some(({ kind }) => kind === "unsafe"));
  await closePage(page);
});

test("something that happened is added in one line, with its date as it was said", async () => {
  const { page, her } = await at("history");
  await her.type(word("quick.events"), "about May 2021: police called to the flat, told by Mother");
  await page.getByText(word("quick.understood"), { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await until(async () => (await her.field(word("quick.events")).inputValue()) === "", "it is added");
  const [event] = Object.values(JSON.parse((await her.save()).text).case.events);
  assert.equal(event.when.edtf, "2021-05~");
  assert.equal(event.source.route, "told-by-parent");
  await closePage(page);
});

test("a date that cannot be read says why beside its field, and stays", async () => {
  const { page, her } = await at("history");
  await her.add(word("history.add"), { "event.when": "the day of the big storm" });
  const field = her.field(word("event.when"), her.card()).first();
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.equal(await field.inputValue(), "the day of the big storm");
  const says = await field.evaluate((field) => (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => field.getRootNode().getElementById(id)?.textContent ?? "").join(" "));
  assert.ok(says.includes(word("date.problem.not-named")), says);
  await closePage(page);
});

test("nothing is found on it by the accessibility checker, wide and narrow", async () => {
  for (const width of [1280, 320]) {
    const { page, her } = await at("people", { size: { width, height: 900 }, before: (page) => page.addInitScript({ path: AXE }) });
    await her.type(word("quick.people"), "uncle, about 30, stays over");
    await page.getByText(word("quick.understood"), { exact: true }).waitFor();
    const found = await page.evaluate(async (tags) => {
      const line = { fromShadowDom: ["family-history-assistant", ".quick"] };
      const { violations, passes } = await window.axe.run(line, { runOnly: tags, resultTypes: ["violations"] });
      if (passes.length < 5) throw new Error("axe looked at next to nothing");
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
    }, TAGS);
    assert.deepEqual(found, [], `${width} px`);
    await closePage(page);
  }
});
