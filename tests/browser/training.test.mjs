// Training, with the keyboard only: each scenario from its first stage to the looking back, by the facilitator and at a table.
// What is still to come is nowhere on a table's page: not in its file, not in what is drawn, and in no memory of it.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { findings, layAllOut, overhang, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch, picture, resize, TRAINERS } from "./browser.mjs";
import { inHeap, inMemory, keepMemories } from "./memory.mjs";
import { catchPrinting, paperOf } from "./paper.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { begin, until } from "./practitioner.mjs";
import { agency, option, pack, word } from "./words.mjs";

const FOLDER = new URL("../../src/content/training/", import.meta.url);
const SCENARIOS = readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")).case);

const PACK = JSON.stringify(pack());

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const stagesOf = (scenario) => Object.values(scenario.stages).sort((one, other) => one.number - other.number);
const titled = (title) => SCENARIOS.find(({ exercise }) => exercise.title.startsWith(title));

/** The facilitator, at the page for trainers, with a run begun. */
async function facilitator(scenario, length) {
  const page = await freshPage(browser, { address: TRAINERS, before: async (page) => {
    await catchPrinting(page);
    await withAxe(page);
  } });
  const her = begin(page);
  await her.press(word("run.open"));
  await her.press(option("exercise-length", length), page.getByRole("article", { name: scenario.exercise.title }));
  await arrivedAt(her, 1);
  return { page, her };
}

/** Waits until a stop is shown, and its heading has the focus; 0 for one whose answers are locked. */
async function arrivedAt(her, atLeast) {
  await until(async () => (await stageNow(her)) >= atLeast && /^h2#screen-heading/.test(await her.where()), `stage ${atLeast} is shown`);
}

const stageNow = async (her) => {
  const now = her.at.locator(".stage-now");
  return (await now.count()) ? Number.parseInt(await now.innerText(), 10) : 0;
};

/** Presses what takes a file away, and gives back its text. */
async function taken(her, button) {
  const coming = her.page.waitForEvent("download");
  await her.press(button);
  const download = await coming;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** A copy for a table, as the facilitator saves it. */
async function copyFor(her, label, whose) {
  await her.type(word("exercise.table"), label);
  if (whose) await her.pick(word("run.table-sees"), whose);
  return taken(her, word("run.save-table"));
}

/** A table, at the page for everybody, with its copy open. Every memory that is made there is kept to be looked into. */
async function table(copy) {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(keepMemories) });
  const her = begin(page);
  await her.openFile(copy.text, copy.name);
  await arrivedAt(her, 1);
  return { page, her };
}

/** The words of what a button prints. */
async function printed(her, button) {
  await her.press(button);
  return (await paperOf(her.page)).replace(/\s+/g, " ");
}

/** What a table answers at a stop. */
async function answers(her, words, asks) {
  if (asks === "sharing") {
    await her.choose(word("turn.share"), option("would-share", "after-advice"));
    await her.type(word("turn.record"), words);
  } else await her.type(word("turn.know"), words);
}

/** What is drawn in the assistant, hidden or not. */
const drawn = (page) => page.locator("family-history-assistant").evaluate((element) => element.shadowRoot.innerHTML);

/** Words of stages after one that stand in no stage up to it: their titles and the beginnings of their stories. */
function laterWords(scenario, after) {
  const early = JSON.stringify(stagesOf(scenario).filter(({ number }) => number <= after));
  const later = stagesOf(scenario).filter(({ number }) => number > after);
  const words = later.flatMap(({ title, story }) => [title, story?.slice(0, 60)]).filter((words) => words?.length > 12);
  // What the assistant says of every family is on every page.
  return words.filter((words) => !early.includes(words) && !PACK.includes(words));
}

for (const scenario of SCENARIOS) {
  const { title, asks } = scenario.exercise;
  const isWhole = title.startsWith("William");

  test(`“${title}” is run from its first stage to the looking back, by the facilitator and at a table that reads no further`, async () => {
    const { page, her } = await facilitator(scenario, isWhole ? "every" : "session");
    const copy = await copyFor(her, "Table 2");
    assert.match(copy.name, /^family-history-training-table-[\d-]+\.json$/);
    const there = await table(copy);
    const last = stagesOf(scenario).at(-1).number;
    let text = copy.text;
    for (let stop = 1; ; stop += 1) {
      const at = await stageNow(her);
      assert.equal(await stageNow(there.her), at, "both are at the same stage");
      const later = laterWords(scenario, at);
      assert.ok(at === last || later.length, "there is something to look for");
      const shown = await drawn(there.page);
      assert.deepEqual(later.filter((words) => shown.includes(words) || text.includes(words)), [], `stage ${at}: drawn, or in the file`);
      assert.deepEqual(await inMemory(there.page, later), [], `stage ${at}: in memory`);
      if (stop === 3) assert.deepEqual(await inHeap(there.page, later), [], `stage ${at}: in the page`);
      const said = `What we said at stop ${stop}.`;
      await answers(her, said, asks);
      await answers(there.her, said, asks);
      if (at === last) break;
      await her.press(word("run.lock-next", { next: await nextOf(her) }));
      await arrivedAt(her, at + 1);
      const code = await her.at.locator("#stage-code").innerText();
      await there.her.press(word("run.lock"));
      await arrivedAt(there.her, 0);
      await there.her.type(word("run.code-label", { next: await stageNow(her) }), code.toLowerCase());
      await there.page.keyboard.press("Enter");
      await arrivedAt(there.her, at + 1);
      ({ text } = await there.her.save());
    }
    const outcomes = [];
    for (const one of [her, there.her]) {
      await one.press(word("run.lock-end"));
      await one.arrived(word("run.back-title"));
      await one.type(word("exercise.good"), "People listened.");
    }
    outcomes.push(await taken(there.her, word("run.take-button")));
    assert.doesNotMatch(outcomes[0].text, /"people"|"events"/, "nothing of the family is taken home");
    await page.locator("#outcome-files").setInputFiles(outcomes.map(({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) })));
    await her.open(word("run.back-open"));
    const back = page.locator("details.asked");
    await until(async () => (await back.count()) > 2, "the looking back is drawn");
    await her.openLine(back.first().locator("summary"));
    await page.locator(".paper-here").first().getByText("Table 2").first().waitFor();
    const first = await page.locator(".paper-here").first().innerText();
    assert.ok(first.includes("What we said at stop 1."), first);
    await closePage(page);
    await closePage(there.page);
  });
}

/** The number of the next stop, from the button that leads to it. */
const nextOf = async (her) => (await her.at.locator("#lock").innerText()).match(/\d+/)[0];

test("locked answers cannot be changed, by typing, by undo or in the file without its being said", async () => {
  const { page, her } = await facilitator(titled("Wednesdays"), "session");
  await her.type(word("turn.know"), "He comes on Wednesdays.");
  await her.press(word("run.lock-next", { next: await nextOf(her) }));
  await arrivedAt(her, 2);
  const locked = her.at.locator(".locked");
  assert.match(await locked.innerText(), /He comes on Wednesdays\.[^]*\d\d:\d\d/);
  assert.equal(await locked.locator("input, textarea, button").count(), 0);
  assert.ok(await her.button(word("bar.undo")).isDisabled(), "there is nothing to take back");
  assert.equal(await her.field(word("turn.know")).inputValue(), "", "the answers of the new stage are empty");
  const saved = await her.save();
  const changed = saved.text.replaceAll("He comes on Wednesdays.", "We knew what he was like.");
  assert.notEqual(changed, saved.text);
  await her.openFile(changed);
  await page.getByText(word("problem.locked-changed", { at: Object.values(JSON.parse(saved.text).case.turns)[0].stage })).first().waitFor();
  await closePage(page);
});

test("a wrong code opens nothing and says what to look for", async () => {
  const { page, her } = await facilitator(titled("Jo"), "session");
  const there = await table(await copyFor(her, "Table 1", agency("early-years")));
  assert.match(await there.page.locator(".strip, .stages").first().innerText(), /1/);
  await there.her.press(word("run.lock"));
  await there.page.getByText(word("run.lock-empty")).waitFor();
  await there.her.press(word("run.lock"));
  await arrivedAt(there.her, 0);
  await there.her.type(word("run.code-label", { next: 2 }), "2222-2222");
  await there.page.keyboard.press("Enter");
  await there.page.getByText(word("run.wrong-code", { next: 2 })).waitFor();
  assert.match(await there.page.locator(".exercise").innerText(), /Stage 1 of/);
  assert.match(await there.her.where(), /^input#next-code/);
  await closePage(page);
  await closePage(there.page);
});

test("one agency's copy shows what it held, and says how much more is known elsewhere", async () => {
  const scenario = titled("William");
  const { page, her } = await facilitator(scenario, "every");
  const there = await table(await copyFor(her, "Table 3", agency("early-help")));
  const nursery = await table(await copyFor(her, " b", agency("early-years")));
  const story = stagesOf(scenario)[0].story;
  assert.ok((await drawn(there.page)).includes(story.slice(0, 40)), "Early Help held some of it");
  const there2 = await drawn(nursery.page);
  assert.ok(!there2.includes(story.slice(0, 40)) && !there2.includes(stagesOf(scenario)[0].title), "the nursery held none of it");
  await her.pick(word("run.see-as"), agency("early-years"));
  await until(async () => !(await page.locator(".stage-told").innerText()).includes(story.slice(0, 40)), "the facilitator sees it as the nursery");
  for (const one of [page, there.page, nursery.page]) await closePage(one);
});

test("what a table adds in the tool is still there at the next stage", async () => {
  const { page, her } = await facilitator(titled("First baby"), "session");
  const there = await table(await copyFor(her, "Table 4"));
  await there.her.goTo("people");
  await there.her.addPerson("mother", "A woman at the door");
  await there.her.press(word("run.nav"));
  await arrivedAt(there.her, 1);
  await there.her.type(word("turn.know"), "There was a woman at the door.");
  await her.press(word("run.lock-next", { next: await nextOf(her) }));
  await arrivedAt(her, 2);
  await there.her.press(word("run.lock"));
  await arrivedAt(there.her, 0);
  await there.her.type(word("run.code-label", { next: await stageNow(her) }), await her.at.locator("#stage-code").innerText());
  await there.page.keyboard.press("Enter");
  await arrivedAt(there.her, 2);
  await there.her.goTo("people");
  await there.page.getByRole("button", { name: /^A woman at the door/ }).first().waitFor();
  await closePage(page);
  await closePage(there.page);
});

test("training and real work do not mix, and the mark stands over every screen and on paper", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.openFile(readFileSync(new URL("walk-through.json", FOLDER), "utf8"));
  await page.getByText(word("problem.training-file")).first().waitFor();
  assert.equal(await page.locator(".training-mark").count(), 0);
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await closePage(page);

  const { page: run, her: she } = await facilitator(titled("Three weeks"), "brief");
  await she.openFile(fileOf(richFacts()));
  await run.getByText(word("problem.real-file")).first().waitFor();
  for (const place of ["people", "history", "men"]) {
    await she.goTo(place);
    assert.equal(await run.locator(".training-mark").count(), 2, place);
  }
  assert.match(await printed(she, word("bar.print")), /TRAINING\. An invented family/i);
  await closePage(run);
});

test("the packs print: a sheet, a sheet for every stage, the facilitator's pack, the looking back and who will do what", async () => {
  const { page, her } = await facilitator(titled("Three weeks"), "brief");
  const print = (key) => printed(her, word(key));
  const sheet = await print("run.print-sheet");
  assert.match(sheet, new RegExp(word("turn.know").replace("?", "\\?")));
  const sheets = await print("run.print-sheets");
  assert.ok(sheets.length > sheet.length, "every stage has its sheet");
  const pack = await print("run.print-pack");
  for (const one of stagesOf(titled("Three weeks"))) assert.ok(pack.includes(one.title), one.title);
  while (!(await her.at.getByRole("button", { name: word("run.lock-end") }).count())) {
    const at = await stageNow(her);
    await her.press(word("run.lock-next", { next: await nextOf(her) }));
    await arrivedAt(her, at + 1);
  }
  await her.press(word("run.lock-end"));
  await her.arrived(word("run.back-title"));
  assert.match(await print("run.print-back"), /TRAINING/);
  assert.match(await print("run.print-actions"), /TRAINING/);
  await closePage(page);
});

test("a run looks right for axe, wide, narrow and in large text, with the notes and without", async () => {
  const { page, her } = await facilitator(titled("Wednesdays"), "session");
  // What is out of sight is laid out too: axe measures all of it at once.
  await layAllOut(page);
  const looks = async (name) => {
    for (const size of [{ width: 1280, height: 900 }, { width: 768, height: 1024 }, { width: 320, height: 720 }]) {
      await resize(page, size);
      const found = await findings(page);
      assert.deepEqual(found, [], `${name} at ${size.width}`);
      const over = await overhang(page);
      assert.ok(over <= 0, `${name} at ${size.width}: ${over} px past the edge`);
      await picture(page, `training-${name}-${size.width}`);
    }
    await resize(page, { width: 1280, height: 900 });
  };
  await looks("stage");
  await her.press(word("run.group-view"));
  await her.button(word("run.facilitator-view")).waitFor();
  assert.equal(await page.locator(".facilitator").count(), 0, "nothing for the facilitator alone is on the projector");
  const before = (await page.locator("#screen-heading").boundingBox()).height;
  await her.press(word("run.large"));
  await until(async () => (await page.locator("#screen-heading").boundingBox()).height > before * 1.3, "the text is larger");
  await looks("projector");
  await closePage(page);
});

test("a scenario is written from nothing through the screen, saved, and run", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.press(word("run.open"));
  await her.press(word("run.write"));
  await her.arrived(word("training.write-title"));
  await page.getByText(word("training.missing-title")).waitFor();
  assert.equal(await her.button(option("exercise-length", "every")).count(), 0, "nothing to run yet");
  await her.type(word("exercise.title"), "Harbour Row");
  await her.press(word("training.write-people"));
  await her.addPerson("mother", "Mother");
  await her.press(word("run.nav"));
  await her.arrived(word("training.write-title"));
  for (const [title, when, story] of [["Before", "May 2021", "Mother moves in."], ["After", "June 2021", "A neighbour calls."]]) {
    await her.press(word("training.add-stage"));
    await her.cardIsReady();
    await her.fill({ "stage.title": title, "stage.when": when, "stage.story": story });
    await her.done();
  }
  const saved = await her.save();
  assert.match(saved.name, /^family-history-training-scenario-/);
  await her.press(option("exercise-length", "every"));
  await arrivedAt(her, 1);
  assert.match(await drawn(page), /Mother moves in\./);
  assert.doesNotMatch(await page.locator(".exercise").innerText(), /A neighbour calls\./);
  await her.press(word("run.lock-next", { next: 2 }));
  await arrivedAt(her, 2);
  await page.locator(".exercise").getByText("A neighbour calls.").first().waitFor();
  await her.press(word("run.lock-end"));
  await her.arrived(word("run.back-title"));
  await closePage(page);
});

test("a review becomes a training case in a file of its own, with other labels, and every text is looked at", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.press(word("run.open"));
  const made = await taken(her, word("run.make"));
  assert.doesNotMatch(made.text, /Larch 3/);
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await closePage(page);
  const there = await freshPage(browser);
  const she = begin(there);
  await she.openFile(made.text, made.name);
  await she.arrived(word("training.write-title"));
  await there.getByText(word("run.mark-being-made")).first().waitFor();
  assert.ok(await she.button(word("training.looked-at")).count(), "there are texts to look at");
  await closePage(there);
});
