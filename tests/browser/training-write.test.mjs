// A scenario is written, with the keyboard only: the family, the stages and who held what, how it will be told; saved and opened
// again. The texts that are left of a review are looked at one by one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings, overhang, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch, picture, resize } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { agency, option, topic, word } from "./words.mjs";


let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const scenario = (facts = {}, exercise = {}) =>
  JSON.stringify({ format: "family-history-training", version: 2, case: { ...facts, exercise: { kind: "scenario", ...exercise } } });

async function writing(file, options) {
  const page = await freshPage(browser, { before: withAxe, ...options });
  const her = begin(page);
  await her.openFile(file);
  await her.arrived(word("training.write-title"));
  return { page, her };
}

/** Goes where facts are put down, puts them down, and comes back. */
async function putDown(her, way, place, write) {
  await her.press(word(way));
  await her.at.getByRole("heading", { level: 2, name: topic(place).title, exact: true }).waitFor();
  await write();
  await her.press(word("back.to", { topic: word("run.title") }));
  await her.at.getByRole("heading", { level: 2, name: word("training.write-title"), exact: true }).waitFor();
}

const kind = (of, ticked, count) => word("stage.facts-of-kind", { kind: of, ticked, count });

async function addStage(her, entries) {
  await her.press(word("training.add-stage"));
  await her.cardIsReady();
  await her.fill(entries);
}

/** What stands under a heading of how a stage will be told. */
const told = (page, title) => page.getByRole("heading", { level: 6, name: word(title), exact: true })
  .evaluate((heading) => heading.nextElementSibling.innerText.split("\n"));

/** What axe finds, and what reaches past the right edge. */
async function looksRight(page, name) {
  for (const size of [{ width: 1280, height: 900 }, { width: 320, height: 720 }]) {
    await resize(page, size);
    const found = await findings(page);
    assert.deepEqual(found, [], `${name} at ${size.width}`);
    assert.equal(await overhang(page), 0, `${name} fits ${size.width}`);
    await picture(page, `${name}-${size.width}`);
  }
  await resize(page, { width: 1280, height: 900 });
}

test("a scenario is written from nothing, seen as it will be told, saved and opened again", async () => {
  const { page, her } = await writing(scenario());
  for (const missing of ["title", "stages"]) await page.getByText(word(`training.missing-${missing}`), { exact: true }).waitFor();

  await putDown(her, "training.write-people", "people", async () => {
    await her.addPerson("child", "Child Ash");
    await her.addPerson("mother", "Mother of Ash");
  });
  await putDown(her, "training.write-history", "history", async () => {
    await her.add(word("history.add"), { "event.what": "Moved to Harbour Row", "event.when": "May 2020" });
    await her.done();
    await her.add(word("history.add"), { "event.what": "The police came", "event.when": "March 2021" });
    await her.done();
  });

  await her.type(word("exercise.title"), "Harbour Row");
  await her.pick(word("exercise.basis"), option("exercise-basis", "made-up"));
  await her.pick(word("exercise.asks"), option("exercise-asks", "family"));
  const opensAll = word("training.untold-some", { count: 4 });
  await her.open(opensAll);
  await page.getByText(/Moved to Harbour Row/).first().waitFor();

  await addStage(her, { "stage.title": "The police", "stage.when": "March 2021", "stage.minutes": "12", "stage.held-by": { tick: [agency("police")] } });
  await her.open(kind("Event", 0, 2), her.card());
  await her.tick(/The police came/, her.card());
  await her.open(kind("Event", 1, 2), her.card());
  await her.done();
  await addStage(her, { "stage.title": "A move", "stage.when": "May 2020", "stage.story": "A mother and her child move." });
  await her.open(kind("Event", 0, 2), her.card());
  await her.tick(/Moved to Harbour Row/, her.card());
  await her.open(kind("Person", 0, 2), her.card());
  await her.tick(/Child Ash/, her.card());
  await her.card().getByText(word("stage.told-in", { what: "", number: 1 }).trim()).waitFor();

  // The move came first.
  await her.press(word("stage.earlier"), her.card());
  await her.card().getByText(word("stage.card", { number: 1, title: "A move" }), { exact: true }).waitFor();
  await until(async () => /st\d+-later/.test(await her.where()), "the focus is on the way back down");
  assert.equal(await her.button(word("stage.earlier"), her.card()).isEnabled(), false);

  await her.open(word("stage.see"), her.card());
  await until(async () => (await told(page, "stage.see-facts")).length === 3, "the child, the mother and the move");
  assert.ok((await told(page, "stage.see-asked")).length > 2);
  await her.done();
  await her.press(new RegExp(`^${word("stage.card", { number: 2, title: "The police" })}`));
  await her.open(word("stage.see"), her.card());
  await until(async () => (await told(page, "stage.see-facts")).some((fact) => /The police came/.test(fact)), "everybody together know");
  await her.pick(word("stage.see-as"), agency("police"));
  await until(async () => (await told(page, "stage.see-facts")).some((fact) => /The police came/.test(fact)), "the police know");
  await her.pick(word("stage.see-as"), agency("hv"));
  await until(async () => !(await told(page, "stage.see-facts")).some((fact) => /The police came/.test(fact)), "health visiting does not");
  await page.getByText(word("training.ready-all"), { exact: true }).waitFor();
  await looksRight(page, "training-write");

  const { text } = await her.save();
  const { format, case: facts } = JSON.parse(text);
  assert.equal(format, "family-history-training");
  const stages = Object.values(facts.stages).sort((one, other) => one.number - other.number);
  assert.deepEqual(stages.map(({ title, number, facts, "held-by": holders }) => [title, number, facts.length, holders]),
    [["A move", 1, 2, undefined], ["The police", 2, 1, ["police"]]]);
  await closePage(page);

  const again = await writing(text);
  assert.equal(await again.her.field(word("exercise.title")).inputValue(), "Harbour Row");
  await again.page.getByText(word("stage.card", { number: 2, title: "The police" }), { exact: true }).waitFor();
  await closePage(again.page);
});

test("a stage that is removed comes back with undo", async () => {
  const { page, her } = await writing(scenario({ stages: { st1: { number: 1, title: "A move" } } }));
  const card = word("stage.card", { number: 1, title: "A move" });
  await her.press(new RegExp(`^${card}`));
  await her.press(new RegExp(`^${word("card.remove", { kind: word("kind.stage") })}`), her.card());
  await page.getByText(word("training.no-stages"), { exact: true }).waitFor();
  await until(async () => /#undo/.test(await her.where()), "the focus is on undo");
  await page.keyboard.press("Enter");
  await page.getByText(card, { exact: true }).waitFor();
  await closePage(page);
});

test("the texts that are left of a review are looked at one by one, and can be changed", async () => {
  const facts = { people: { p1: { label: "Partner 1", role: "partner", "heard-words": "Seen on Hill Street" } }, events: { e1: { what: "Moved to Hill Street" } } };
  const { page, her } = await writing(scenario(facts, { title: "Two moves", "to-confirm": ["p1/heard-words", "e1/what"] }));
  await page.getByText(word("training.look-some", { count: 2 }), { exact: true }).waitFor();
  await looksRight(page, "training-look");
  assert.equal(await her.field(word("person.heard-words")).inputValue(), "Seen on Hill Street");
  // Emptied while it is written anew, it does not go away.
  await her.tabTo(her.field(word("person.heard-words")));
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("Seen near the home");
  await her.press(word("training.looked-at"));
  await page.getByText(word("training.look-one"), { exact: true }).waitFor();
  await until(async () => /look-at-text/.test(await her.where()), "the focus is in the next text");
  assert.equal(await her.field(word("event.what")).inputValue(), "Moved to Hill Street");
  await her.press(word("training.looked-at"));
  await page.getByText(word("training.look-one"), { exact: true }).waitFor({ state: "detached" });
  await her.isSomewhere("the last text was looked at");
  const { case: saved } = JSON.parse((await her.save()).text);
  assert.equal(saved.people.p1["heard-words"], "Seen near the home");
  assert.equal(saved.exercise["to-confirm"], undefined);
  await closePage(page);
});
