// "The same man", and another agency's file: two records joined and split, a file combined and taken out, by the keyboard alone.
// Pictures of both screens are left in tests/browser/output for people to look at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings, layAllOut, overhang, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch, picture, resize } from "./browser.mjs";
import { fileOf } from "./cases/rich.mjs";
import { begin, until, withRest } from "./practitioner.mjs";
import { agency, rule, word } from "./words.mjs";


let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const OURS = {
  head: { reference: "Larch 3", agency: "hv" },
  people: {
    p1: { label: "Child A", role: "child", born: { said: "February 2025", edtf: "2025-02" } },
    p2: { label: "Dan", role: "partner", sex: "male" },
    p3: { label: "Male 3", role: "lodger", gp: "Elm practice" },
    p4: { label: "Mother", role: "mother", sex: "female" },
  },
  ties: { t1: { one: "p4", other: "p2" } },
  orders: { o1: { about: "p3", state: "in-force" } },
  presences: { r1: { adult: "p3", kind: "stays-over" } },
  events: { e1: { what: "Moved house", people: ["p4"] } },
};

const THEIRS = {
  head: { reference: "Job 12", agency: "police" },
  people: {
    p1: { label: "mother", role: "mother", gp: "Oak practice" },
    p2: { label: "Man at the flat", role: "partner", sex: "male" },
    p3: { label: "Baby", role: "child", born: { said: "March 2025", edtf: "2025-03" } },
  },
  orders: { o1: { about: "p2", protects: ["p1"], state: "in-force" } },
  events: { e1: { what: "Called to the flat", people: ["p1", "p2"] } },
};

async function opened() {
  const page = await freshPage(browser, { before: withAxe });
  await layAllOut(page);
  const her = begin(page);
  await her.openFile(fileOf(OURS));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  return her;
}

/** Looks at the screen, wide and narrow: axe finds nothing, and nothing reaches past the edge. */
async function look(page, name) {
  for (const width of [1280, 320]) {
    await resize(page, { width, height: 900 });
    const found = await findings(page);
    assert.deepEqual(found, [], `${name} at ${width}`);
    const over = await overhang(page);
    assert.ok(over <= 0, `${name} reaches ${over}px past the edge at ${width}`);
    await picture(page, `${name}-${width}`);
  }
  await resize(page, { width: 1280, height: 900 });
}

const toggle = (her, label) => her.at.getByRole("button", { name: new RegExp(`^${label}`) }).and(her.at.locator(".card-toggle")).first();

/** Opens the card of a person, and the line that asks whether they are recorded twice. */
async function askOf(her, label) {
  if ((await toggle(her, label).getAttribute("aria-expanded")) !== "true") await her.pressOn(toggle(her, label));
  await her.open(word("same.ask"), her.card());
}

test("two records of one man are joined, seen side by side, split, and joined again by redo", async () => {
  const her = await opened(), { page } = her;
  await her.goTo("people");
  await askOf(her, "Dan");
  await until(async () => (await her.card().innerText()).includes(word("same.maybe", { people: "Male 3" })), "Male 3 may be he");

  // Whom a fact tells apart from him is not joined, and it says which fact.
  await her.pick(word("same.who"), "Mother", her.card());
  await until(async () => (await her.card().innerText()).includes(word("same.between")), "a tie tells them apart");
  assert.equal(await her.button(word("same.join")).count(), 0);
  await her.pick(word("same.who"), "Child A", her.card());
  await until(async () => (await her.card().innerText()).includes(word("same.child-and-adult")), "a child is no adult");

  await her.pick(word("same.who"), "Male 3", her.card());
  const names = { one: "Dan", other: "Male 3" };
  const both = her.at.getByRole("region", { name: word("same.both", names), exact: true });
  await both.waitFor();
  for (const words of ["lodger", "partner", "Elm practice", word("same.what-happens", names)]) {
    assert.ok((await both.innerText()).toLowerCase().includes(words.toLowerCase()), words);
  }
  await look(page, "same-before");
  await her.press(word("same.join"), her.card());
  const joined = her.at.getByRole("region", { name: word("same.joined", names), exact: true });
  await joined.waitFor();
  await until(async () => (await her.where()).startsWith("h5#joined-"), "the focus is on what says so");
  await her.type(word("joined.why"), "Same date of birth", joined);
  for (const words of [word("same.also"), "Male 3", "lodger"]) {
    assert.ok((await joined.innerText()).toLowerCase().includes(words.toLowerCase()), words);
  }
  assert.equal(await her.field(word("person.gp"), her.card()).inputValue(), "Elm practice");
  await look(page, "same-joined");

  // Supervision looks at what the two say differently.
  await her.goTo("supervision");
  const part = her.at.getByRole("region", { name: word("supervision.differ"), exact: true });
  assert.ok((await part.innerText()).includes(word("same.accounts", names)));

  // Under one name he is still bound by the order that was about the other.
  const { text } = await her.save();
  const { case: kept } = JSON.parse(text);
  assert.deepEqual([kept.orders.o1.about, kept.presences.r1.adult, Object.keys(kept.people)], ["p2", "p2", ["p1", "p2", "p4"]]);

  await her.goTo("people");
  await her.pressOn(toggle(her, "Dan"));
  // He would no longer be under the order of the other: that is asked about first.
  await her.pressOn(joined.getByRole("button", { name: withRest(word("same.split")) }));
  await joined.locator(".safety").waitFor();
  await her.press(word("same.split"), joined.locator(".safety"));
  await toggle(her, "Male 3").waitFor();
  await her.isSomewhere("they were split");
  assert.equal(await joined.count(), 0);
  await her.pressOn(her.at.locator("#undo"));
  await joined.waitFor();
  assert.equal(await her.field(word("joined.why"), joined).inputValue(), "Same date of birth");
  await her.pressOn(her.at.locator("#undo"));
  await her.pressOn(her.at.locator("#undo"));
  await toggle(her, "Male 3").waitFor();
  const after = JSON.parse((await her.save()).text).case;
  assert.deepEqual(after.people, JSON.parse(fileOf(OURS)).case.people, "all is as it was");
  await her.pressOn(her.at.locator("#redo"));
  await joined.waitFor();
  assert.ok(page.heard.every((said) => !/Dan|Male 3/.test(said)), page.heard.join("\n"));
  await closePage(page);
});

test("another agency's file is looked at, matched, combined, looked at in supervision, and taken out", async () => {
  const her = await opened(), { page } = her;
  await her.press(word("combine.open"));
  await her.arrived(word("combine.heading"));
  const choose = (text) => page.getByLabel(word("combine.choose"), { exact: true }).setInputFiles({ name: "Job 12.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await choose("not a file of ours");
  await her.at.getByRole("alert").waitFor();
  await choose(fileOf(THEIRS));
  await until(async () => (await her.where()).startsWith("h3#combine-whose"), "the focus is on the file that was chosen");
  const other = her.at.getByRole("region", { name: word("combine.whose"), exact: true });
  for (const words of [agency("police"), "Job 12", word("combine.counts", { people: "3", events: "1" })]) {
    assert.ok((await other.innerText()).includes(words), words);
  }
  // Nobody is matched before somebody says so.
  const lists = other.getByRole("combobox");
  const chosen = () => lists.evaluateAll((lists) => lists.map((list) => list.selectedOptions[0].label));
  assert.deepEqual(await chosen(), Array(3).fill(word("combine.new")));
  await her.press(word("combine.suggest"));
  await until(async () => (await chosen()).join() === `Mother,${word("combine.new")},${word("combine.new")}`, `nobody is suggested by a role alone: ${await chosen()}`);
  await her.tabTo(lists.nth(1));
  for (let presses = 0; presses < 5 && (await chosen())[1] !== "Dan"; presses++) await page.keyboard.press("ArrowDown");
  assert.equal((await chosen())[1], "Dan");
  await her.tabTo(lists.nth(2));
  await page.keyboard.press("ArrowDown");
  await until(async () => (await other.innerText()).includes("March 2025") && (await chosen())[2] === "Child A", "the child is matched");
  assert.ok((await other.innerText()).includes(word("combine.will", { added: "2", known: "0" })), await other.innerText());
  await look(page, "combine-before");
  await her.press(word("combine.do"));
  const line = her.at.locator("#combined-title ~ .joined");
  await line.waitFor();
  await until(async () => (await her.where()).startsWith("h3#combined-title"), "the focus is on the list of combined files");
  for (const words of ["Job 12", "Man at the flat: Dan"]) assert.ok((await line.innerText()).includes(words), words);
  await look(page, "combine-after");

  const { case: both } = JSON.parse((await her.save()).text);
  const order = Object.entries(both.orders).find(([id]) => id !== "o1")[1];
  assert.equal(order.about, "p2", "their order binds Dan at once");
  const called = Object.values(both.events).find(({ what }) => what === "Called to the flat");
  assert.deepEqual([called.people, called["held-by"], called.source], [["p2", "p4"], ["police"], { agency: "police" }]);

  await her.goTo("supervision");
  const part = her.at.getByRole("region", { name: word("supervision.differ"), exact: true });
  const title = rule("R1-26").question.split("{what}")[0];
  assert.ok((await part.innerText()).includes(title) && (await part.innerText()).includes("Child A"), await part.innerText());
  await her.goHome();
  await her.press(word("combine.open"));
  await her.pressOn(line.getByRole("button", { name: withRest(word("combine.take-out")) }));
  await line.locator(".safety").waitFor();
  await her.press(word("combine.take-out"), line.locator(".safety"));
  await until(async () => (await her.at.getByText(word("combine.none"), { exact: true }).count()) === 1, "it is taken out");
  await her.isSomewhere("it was taken out");
  assert.deepEqual(JSON.parse((await her.save()).text).case, JSON.parse(fileOf(OURS)).case);
  assert.ok(page.heard.every((said) => !/Job 12/.test(said)), page.heard.join("\n"));
  assert.ok(!(await page.title()).includes("Job 12"));
  await closePage(page);
});
