// Every agency in every role: the case opens, the agency and the role are set on Start, every topic of the route holds the questions the
// pack has for it, the agency's own questions are answered, and what was typed stands on the paper. One test for each, so that one that
// fails says whose way it was.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { catchPrinting, paperOf, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { agency, option, pack, prompt, topic, topics, word } from "./words.mjs";

const AGENCIES = ["hv", "midwifery", "early-help", "gp", "early-years", "social-work", "police", "acute", "other"];
const ROLES = ["practitioner", "supervisor", "trainer"];
/** Whose paper is made into a PDF; of the others' the words in the frame are read. */
const AS_PDF = { practitioner: "hv", supervisor: "early-years", trainer: "police" };
const { prompts } = pack();

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The topics somebody in this role goes through. */
const routeOf = (role) => topics.map(({ id, part }) => [id, part])
  .filter(([, part]) => part === "core" || part === "deeper" || (role === "supervisor" && part === "supervision") || (role === "trainer" && part === "training"))
  .map(([id]) => id);

/** What is asked on a screen, in its order: questions in sight and those that are a line. */
const asked = (page) => page.locator("family-history-assistant").evaluate((element) => {
  const own = (node) => (node.tagName === "SUMMARY" ? node.firstChild.textContent : node.textContent).replace(/\s+/g, " ").trim();
  return [...element.shadowRoot.querySelectorAll(".prompt-ask, details.asked > summary")].map(own);
});

/** The agency's own questions, about the first child or the first adult where they are about one. */
const ownQuestions = (id) => prompts.filter((prompt) => prompt.topic === "yours" && prompt.agencies.includes(id))
  .map((one) => ({ ...one, asks: prompt(one.id, { child: "Child A", person: "Mother" }) }));

describe("every agency in every role", { concurrency: 2 }, () => {
  for (const role of ROLES) {
    for (const id of AGENCIES) test(`${agency(id)}, as ${role}`, () => theWay(id, role));
  }
});

async function theWay(id, role) {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);
  const typed = [], supervising = [], training = [];
  const sayIn = (own) => (text) => { own.push(text); typed.push(text); return text; };
  const say = sayIn([]);

  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.goTo("start");
  await her.pick(word("head.agency"), agency(id));
  await her.pick(word("head.role"), option("review-role", role));

  for (const place of routeOf(role)) {
    await her.goTo(place);
    const shown = await asked(page);
    const of = prompts.filter((prompt) => prompt.topic === place);
    if (place === "yours") {
      assert.deepEqual(shown.toSorted(), ownQuestions(id).map(({ asks }) => asks).toSorted(), "the questions of this agency, all of them and no other");
      await theAgencysOwn(her, id, say);
    } else {
      const missing = of.filter(({ subject }) => subject === "case" || subject === "visit").filter(({ text }) => !shown.includes(text)).map(({ id }) => id);
      assert.deepEqual(missing, [], `${place}: every question about the family is there`);
    }
    if (place === "plan") await her.answer(prompt("R3-04b"), say("Shorter talks, and one at a time"));
    if (place === "supervision") await theSupervision(her, sayIn(supervising));
    if (place === "training") await theTraining(her, sayIn(training), say);
  }

  const printed = async (asPdf) => {
    await page.locator("#print").click();
    assert.deepEqual(page.heard, [], "the console stays empty");
    if (!asPdf) return plain(await paperOf(page));
    const words = wordsOf(await pdfOf(page));
    page.heard.length = 0;   // The sheet a PDF is made of is the test's own: what the browser says of it is not the page's.
    return words;
  };
  const isMissingFrom = (words) => (text) => !words.includes(plain(text));
  const named = { practitioner: word("bar.print"), supervisor: word("home.print-other", { paper: word("paper.title-supervisor") }), trainer: word("home.print-other", { paper: word("paper.title-session") }) };
  assert.equal(await page.locator("#print").innerText(), named[role], "the button names the paper");
  const own = await printed(AS_PDF[role] === id);
  const onOwn = { practitioner: typed, supervisor: supervising, trainer: training }[role];
  assert.deepEqual(onOwn.filter(isMissingFrom(own)), [], "what was typed in this role stands on its paper");
  if (role === "trainer") assert.ok(!own.includes("Male carer C") && !own.includes("Larch 3"), "a session sheet holds nothing of the family that is open");
  // A supervisor's and a trainer's papers leave the rest to the worker's own.
  if (role !== "practitioner") {
    await her.goTo("start");
    await her.pick(word("head.role"), option("review-role", "practitioner"));
    assert.deepEqual(typed.filter(isMissingFrom(await printed(false))), [], "everything that was typed stands on the worker's paper");
  }
  await closePage(page);
}

/** One of the agency's own questions in words; and for a nursery the new adult. */
async function theAgencysOwn(her, id, say) {
  const inWords = ownQuestions(id).find(({ answer }) => answer === "text");
  await her.answer(inWords.asks, say(`What ${agency(id)} can see from here`));
  if (ownQuestions(id).some(({ answer }) => answer === "new-adult")) {
    await her.add(word("yours.new-adult"), { "person.heard-words": say("Said by Child A: Finn came to the park") });
    await her.done();
  }
}

async function theSupervision(her, say) {
  await her.answer(prompt("R1-05a"), say("The children may need quiet evenings"));
  await her.answer(prompt("R1-05b"), say("Ask what helped before we offer more"));
  await her.add(word("deeper.add", { kind: word("kind.decision") }), {
    "decision.what": say("See each child without adults"), "decision.owner": say("duty family nurse"), "decision.by": say("4 December 2026"),
  });
  await her.done();
  await her.fill({
    "head.supervisor": say("named nurse on duty"), "head.supervised": say("27 November 2026"),
    "head.signed-worker": say("FN, family nurse"), "head.signed-supervisor": say("NN, named nurse"),
  }, her.question(prompt("R1-01s")));
}

async function theTraining(her, say, sayElsewhere) {
  await her.answer(prompt("S-04"), say("The room wanted to know who holds the keys"));
  await her.pick(word("training.whose-view"), agency("police"));
  await her.at.getByText("Abuse between Mother’s parents", { exact: false }).first().waitFor();
  await her.add(word("deeper.add", { kind: word("kind.decision") }), {
    "decision.what": sayElsewhere("Ask the nursery to the next session"), "decision.owner": sayElsewhere("training lead"), "decision.by": sayElsewhere("9 December 2026"),
  });
  await her.done();
}

test("the role decides what comes first: it is what the first screen offers to begin with", async () => {
  const first = { practitioner: "start", supervisor: "supervision", trainer: "training" };
  for (const role of ROLES) {
    const page = await freshPage(browser);
    const her = begin(page);
    await her.goTo("start");
    await her.pick(word("head.role"), option("review-role", role));
    await her.goHome();
    const begins = page.getByRole("button", { name: word("home.carry-on", { topic: topic(first[role]).nav }), exact: true });
    await begins.waitFor();
    await closePage(page);
  }
});

test("the case these routes are walked with holds something of every kind of fact, and all of it opens", async () => {
  const { $defs, properties } = JSON.parse(readFileSync(new URL("../../docs/case-file.schema.json", import.meta.url), "utf8"));
  // What training alone has is walked in its own tests.
  const kinds = Object.keys((properties.case.properties ?? $defs.Case.properties)).filter((kind) => !["exercise", "stages", "turns"].includes(kind));
  const facts = richFacts();
  assert.deepEqual(kinds.filter((kind) => Object.keys(facts[kind] ?? {}).length === 0), [], "kinds of fact it has none of");
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(facts));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0, "nothing is refused");
  for (const { title, part } of topics) {
    const entry = page.getByRole("listitem").filter({ has: her.button(title) });
    const lead = topics.find((one) => one.title === title).lead;
    if (part !== "core") assert.ok(!(await entry.innerText()).includes(lead) , `${title} holds something`);
  }
  await closePage(page);
});
