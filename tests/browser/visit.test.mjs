// A later visit stands beside an earlier one, what changed since an earlier file is said by name, and what is planned stands before the
// supervisor. Also: a nursery worker notes a new adult in less than a minute.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { NOTHING, stored } from "./memory.mjs";
import { catchPrinting, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { pack, prompt, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Sets the day of the page, for the next time it is loaded. */
const itIs = (page, day) => page.clock.setFixedTime(`${day}T10:00:00`);

test("what was said at an earlier visit stands beside what is said at a later one, and both are on the paper", async () => {
  const page = await freshPage(browser, { before: async (page) => {
    await catchPrinting(page);
    await itIs(page, "2026-09-20");
  } });
  const her = begin(page);
  const homeAsks = prompt("E-01a");
  await her.goTo("people");
  await her.addPerson("child", "Child Ash");
  await her.goTo("visit");
  await page.getByText(word("visit.none-yet"), { exact: true }).waitFor();
  await her.press(word("visit.begin"));
  await page.getByRole("heading", { name: word("visit.on", { date: "20 September 2026" }), exact: true }).waitFor();
  for (const { id } of pack().prompts.filter(({ topic }) => topic === "visit")) await her.question(prompt(id)).waitFor();
  await her.answer(homeAsks, "They share one room with an aunt");
  const { text } = await her.save();

  await itIs(page, "2026-11-03");
  await her.reload();
  await her.openFile(text);
  await page.getByRole("heading", { level: 3, name: word("topics.title"), exact: true }).waitFor();
  await her.goTo("visit");
  await page.getByRole("heading", { name: word("visit.on", { date: "20 September 2026" }), exact: true }).waitFor();
  await her.press(word("visit.begin"));
  await page.getByRole("heading", { name: word("visit.on", { date: "3 November 2026" }), exact: true }).waitFor();
  const home = her.question(homeAsks);
  assert.equal(await her.field(word("answer.text"), home).inputValue(), "", "a later visit begins with nothing said");
  assert.match(await home.innerText(), /Said then, 20 September 2026\s+They share one room with an aunt/, "what was said before stands beside it");
  await her.answer(homeAsks, "They have two rooms now");
  assert.match(await home.innerText(), /They share one room with an aunt/, "and it stays as it was");
  await her.pick(word("visit.which"), "20 September 2026");
  assert.equal(await her.field(word("answer.text"), her.question(homeAsks)).inputValue(), "They share one room with an aunt", "the earlier visit can be opened again");

  await her.press(word("bar.print"));
  const words = wordsOf(await pdfOf(page));
  for (const said of ["They share one room with an aunt", "They have two rooms now", "20 September 2026", "3 November 2026"]) {
    assert.ok(words.includes(plain(said)), `the paper has “${said}”`);
  }
  await closePage(page);
});

test("what a worker plans for an open question stands before the supervisor", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const facts = richFacts();
  facts.steps = {};
  await her.openFile(fileOf(facts));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.goTo("next");
  const question = page.getByRole("article").filter({ hasText: "This record goes back to" }).first();
  await her.open(word("questions.step"), question);
  await her.type(word("step.next"), "Ask Medway for the earlier record", question);
  await her.goTo("supervision");
  const next = page.getByRole("region", { name: word("supervision.planned"), exact: true });
  await next.getByRole("article").filter({ hasText: "This record goes back to" }).getByText("Ask Medway for the earlier record").first().waitFor();
  await closePage(page);
});

test("two visits begun on one day are kept apart", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("visit");
  await her.press(word("visit.begin"));
  await her.answer(prompt("E-01a"), "In the morning");
  await her.press(word("visit.begin"));
  await her.list(word("visit.which")).waitFor();
  assert.equal(await her.field(word("answer.text"), her.question(prompt("E-01a"))).inputValue(), "");
  assert.match(await her.question(prompt("E-01a")).innerText(), /In the morning/);
  await closePage(page);
});

test("what was added, changed and taken out since an earlier file is said by name, and nothing of that file is kept", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("child", "Child Ash");
  await her.addPerson("mother", "Mother Birch");
  await her.addPerson("grandmother", "Grandmother Cedar");
  const earlier = await her.save();

  await her.addPerson("partner", "Partner Dell");
  await page.getByRole("button", { name: /^Mother Birch/ }).first().press("Enter");
  await her.cardIsReady();
  await her.fill({ "person.born": "3 May 2002" });
  await her.done();
  const grandmother = page.getByRole("button", { name: /^Grandmother Cedar/ }).first();
  await grandmother.press("Enter");
  await her.cardIsReady();
  await her.press(new RegExp(`^${word("card.remove", { kind: word("kind.person") })}`), her.card());
  await grandmother.waitFor({ state: "detached" });
  const before = await her.save();

  await her.goTo("supervision");
  const choose = (text) => page.getByLabel(word("changed.choose"), { exact: true }).setInputFiles({ name: "earlier.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await choose(earlier.text);
  const changes = page.getByRole("region", { name: word("changed.title"), exact: true });
  await changes.waitFor();
  let entries;
  // Until it has been painted it may have no words as they are seen.
  await until(async () => {
    entries = (await changes.getByRole("listitem").allInnerTexts()).map((entry) => entry.replace(/\s+/g, " "));
    return entries.length && entries.every(Boolean);
  }, "what changed is said");
  const entry = (act, name) => entries.find((entry) => entry.startsWith(word(`changed.act.${act}`)) && entry.includes(name));
  assert.ok(entry("add", "Partner Dell"), `added: ${entries}`);
  assert.match(entry("change", "Mother Birch") ?? "", new RegExp(`${word("person.born")} ${word("changed.was")} ${word("changed.nothing-there")} ${word("changed.is")} 3 May 2002`), `changed: ${entries}`);
  assert.ok(entry("remove", "Grandmother Cedar"), `taken out: ${entries}`);
  assert.ok(!entries.some((entry) => entry.includes("Child Ash")), "what is as it was is not listed");

  const after = await her.save();
  assert.equal(after.text, before.text, "looking at an earlier file changes nothing of this one");
  assert.deepEqual(await stored(page), NOTHING);
  await her.press(word("bar.cover"));
  await her.press(word("cover.show"));
  await her.goTo("supervision");
  await choose(after.text);
  await page.getByText(word("changed.nothing"), { exact: true }).waitFor();
  await choose("no file of ours");
  await page.getByRole("alert").waitFor();
  assert.equal((await her.save()).text, before.text);
  await her.reload();
  await her.goTo("supervision");
  assert.equal(await page.getByRole("region", { name: word("changed.title"), exact: true }).count(), 0, "after a reload nothing of it is left");
  await closePage(page);
});

test("a nursery worker notes a new adult in a dozen stops of the keyboard, and the question about them names them", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const facts = richFacts();
  facts.head.agency = "early-years";
  await her.openFile(fileOf(facts));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.goTo("yours");
  assert.ok(await her.question(prompt("M-08a")).isVisible(), "it is the first question of the nursery");
  let stops = 0;
  const { press } = page.keyboard;
  page.keyboard.press = function (key) { if (/Tab|Enter|Space|Arrow/.test(key)) stops += 1; return press.call(this, key); };
  await her.press(word("yours.new-adult"));
  await her.cardIsReady();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Finn");
  await her.fill({ "person.heard-words": "Said by Child A: Finn took me to the park", "person.heard-told": "The nursery lead" });
  page.keyboard.press = press;
  assert.ok(stops <= 12, `it took ${stops} stops`);

  await her.goTo("men");
  await her.press("Finn", her.group(word("men.which")));
  const asked = her.question(prompt("M-08", { person: "Finn" }));
  await asked.waitFor();
  assert.equal(await her.field(word("person.heard-words"), asked).inputValue(), "Said by Child A: Finn took me to the park", "what was noted stands in it");
  assert.equal(await her.field(word("person.heard-told"), asked).inputValue(), "The nursery lead");
  const { text } = await her.save();
  const finn = Object.values(JSON.parse(text).case.people).find(({ label }) => label === "Finn");
  assert.ok(finn["heard-of"], "the day is put down without being typed");
  await closePage(page);
});
