// The whole way, from an empty start to a printed checklist and a saved file, with the keyboard only.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { catchPrinting, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { agency, indicators, levelName, option, prompt, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Everything typed that must stand on the paper, and everything that must not. */
const typed = [], kept = [];
const dates = [];
const on = (said, printed = said) => { dates.push({ said, printed }); return said; };
const say = (text) => { typed.push(text); return text; };
const keepOff = (text) => { kept.push(text); return text; };

test("a health visitor goes from an empty start to paper and a file, with the keyboard only", async () => {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);

  await theReview(her);
  await thePeople(her);
  await theRecords(her);
  await theHistory(her);
  await theMen(her);
  await theLevels(her);
  await theOpenQuestions(her);
  await thePaper(her);
  await theFile(her);
  await closePage(page);
});

async function theReview(her) {
  await her.goTo("start");
  await her.choose(word("head.checkpoint"), option("checkpoint", "allocation"));
  await her.type(word("head.begun"), on("9 November 2026"));
  await her.type(word("head.worker"), say("duty health visitor"));
  await her.pick(word("head.agency"), agency("midwifery"));
  await her.pick(word("head.agency"), agency("hv"));
  await her.choose(word("head.youngest"), option("age-band", "unborn"));
  await her.choose(word("head.youngest"), option("age-band", "1-to-2"));
  await her.type(word("head.reference"), say("Larch 3"));
}

async function thePeople(her) {
  const told = (who, route, when) => ({ "source.who": who, "source.route": { pick: option("route", route) }, "source.when": when });
  await her.goTo("people");
  await her.addPerson("child", say("Child Ash"), { "person.born": on("4 January 2025"), "person.sex": { pick: option("sex", "female") } });
  await her.addPerson("child", say("Child Birch"), { "person.born": on("June 2022") });
  await her.addPerson("mother", say("Mother of both"), { "person.born": on("3 May 2002"), ...told(say("Community midwife"), "told-by-someone-else", "2 February 2025") });
  await her.addPerson("father", say("Father of Birch"), { "person.born": on("about 1997") });
  await her.addPerson("father", say("Candidate one"));
  await her.addPerson("partner", say("Male carer Cedar"), { "person.sex": { pick: option("sex", "male") } });
  await her.addPerson("ex-partner", say("Candidate two"), { "person.sex": { pick: option("sex", "male") } });
  await her.addPerson("grandmother", say("Grandmother Dell"));
  // A neighbour who is not to be named on paper.
  await her.press(word("people.add-other-adult"));
  await her.cardIsReady();
  await her.open(word("person.more"), her.card());
  await her.fill({ "person.note": keepOff("Rang in confidence about the stairs"), "person.off-paper": true });
  await her.tabTo(her.field(word("person.label"), her.card()));
  await her.page.keyboard.press("Control+a");
  await her.page.keyboard.type(keepOff("Neighbour Elder"));
  await her.done();

  // Ash: two men are named and nothing is settled. Birch: it is on the certificate.
  await her.press("Child Ash", her.group(word("people.which-child")));
  const ash = her.question(prompt("M-01", { child: "Child Ash" }));
  const parent = (adult, kind, status, more = {}) => ({
    "parent-link.adult": { pick: adult }, "parent-link.kind": { pick: option("parent-kind", kind) },
    "parent-link.status": { pick: option("parent-status", status) }, ...more,
  });
  const add = word("people.add-parent");
  await her.add(add, parent("Mother of both", "birth", "agreed"), ash);
  await her.add(add, parent("Candidate one", "alleged", "disputed", told(say("Mother, at booking"), "told-by-parent", "about May 2024")), ash);
  await her.add(add, parent("Candidate two", "alleged", "unknown", told(say("Maternal aunt"), "told-by-someone-else", "late 2024")), ash);
  const responsibility = word("people.add-responsibility");
  await her.add(responsibility, { "responsibility.adult": { pick: "Mother of both" }, "responsibility.state": { pick: option("responsibility", "checked-has") } },
    her.question(prompt("M-03", { child: "Child Ash" })));
  await her.press("Child Birch", her.group(word("people.which-child")));
  const birch = her.question(prompt("M-01", { child: "Child Birch" }));
  await her.add(add, parent("Mother of both", "birth", "agreed"), birch);
  await her.add(add, parent("Father of Birch", "birth", "on-certificate"), birch);
  await her.add(responsibility, { "responsibility.adult": { pick: "Father of Birch" }, "responsibility.state": { pick: option("responsibility", "told-has") } },
    her.question(prompt("M-03", { child: "Child Birch" })));

  const presence = (who, kind, more = {}) => ({ "presence.adult": { pick: who }, "presence.kind": { pick: option("presence", kind) }, ...more });
  const addPresence = word("people.add-presence");
  await her.add(addPresence, presence("Mother of both", "lives-here"));
  await her.add(addPresence, presence("Male carer Cedar", "visits", {
    "presence.child": { pick: "Child Birch" }, "presence.since": on("about September 2026"),
    "presence.note": say("Comes after work on most days"), ...told(say("Birch to key worker"), "told-by-child", "2 November 2026"),
  }));
  await her.add(addPresence, presence("Grandmother Dell", "cares-alone", { "presence.who-else": say("her own brother, at times") }));
  await her.add(word("people.add-contact"), {
    "contact.when": on("2 November 2026"), "contact.by": say("nursery key worker"), "contact.place": { pick: option("place", "nursery") },
    "contact.awake": { pick: option("awake", "awake") }, "contact.note": say("Ran to the sand tray and laughed"),
  });
  const picture = her.at.locator("section.picture");
  await her.open(word("picture.sentences"), picture);
  await picture.getByText(/Candidate one.*disputed/).first().waitFor();      // the picture follows in words too
}

async function theRecords(her) {
  await her.goTo("records");
  await her.add(word("records.add"), {
    "record.name": say("Child health record"), "record.agency": { pick: agency("hv") }, "record.state": { choose: option("record-state", "partial") },
    "record.earliest": on("June 2021"), "record.not-found": say("anything from before the move"), "record.by": say("bank health visitor"),
  });
  await her.add(word("records.add-linked"), {
    "record.name": say("Grandparents’ household file"), "record.about": say("the house on the hill"), "record.state": { choose: option("record-state", "cannot-reach") },
  });
  await her.add(word("records.add"), { "record.name": say("Practice notes"), "record.state": { choose: option("record-state", "not-looked-at") } });
}

async function theHistory(her) {
  await her.goTo("history");
  const add = word("history.add");
  const eighth = "between 3 May 2010 and 2 May 2011";
  const note = (text) => her.card().getByText(text, { exact: true }).waitFor();
  await her.add(add, { "event.when": on("late 2018") });
  await note(word("date.read-as", { date: "late 2018" }));
  await her.fill({
    "event.theme": { pick: option("theme", "domestic-abuse") }, "event.what": say("Police came to the flat at night"),
    "event.people": { tick: ["Mother of both", "Father of Birch"] }, "event.standing": { choose: option("standing", "reported") },
    "source.who": say("Police summary"), "source.route": { pick: option("route", "police") },
    "event.meaning": say("Birch may freeze at raised voices"), "event.different": say("See each child apart from adults"),
    "event.talked": { pick: option("talked", "yes") },
  });
  await her.add(add, { "event.when": on("about May 2020"), "event.what": say("Moved twice in one month"), "event.standing": { choose: option("standing", "fact-seen") } });
  await her.add(add, {
    "event.when": on("2015-17", "2015 to 2017"), "event.what": say("A worker came weekly and was liked"), "event.theme": { pick: option("theme", "strength") },
    "event.standing": { choose: option("standing", "opinion") }, "event.talked": { pick: option("talked", "not-right-time") }, "event.revisit": on("March 2027"),
  });
  await her.add(add, { "event.people": { tick: ["Mother of both"] }, "event.when": on("when she was 8", eighth) });
  // Her date of birth is known: an age is read as the year between two birthdays.
  await note(word("date.read-as", { date: eighth }));
  await her.fill({ "event.what": say("Her own father left the home"), "event.standing": { choose: option("standing", "allegation") } });
  await her.add(add, {
    "event.when": on("3 March 2024"), "event.what": say("A court found that he had hurt her"), "event.standing": { choose: option("standing", "finding") },
    "event.court": say("Family Court, more likely than not"), "event.talked": { pick: option("talked", "not-safe") },
  });
  await her.add(add, { "event.when": "2023", "event.what": keepOff("Told a nurse something in confidence") });
  await her.open(word("event.more"), her.card());
  await her.fill({ "event.detail": keepOff("It was about the cellar"), "event.off-paper": true });
  await her.done();
  await her.answer(prompt("R1-05a"), say("Loud evenings may be frightening"));
}

async function theMen(her) {
  await her.goTo("men");
  const man = (name) => her.press(name, her.group(word("men.which")));
  const asked = (name, id) => her.question(prompt(id, { person: name }));
  const tried = (kind, more) => ({ "attempt.kind": { choose: option("attempt", kind) }, ...more });

  await man("Father of Birch");
  await her.add(word("men.add-order"), {
    "order.kind": { pick: option("order", "non-molestation") }, "order.state": { choose: option("order-state", "in-force") },
    "order.protects": { tick: ["Mother of both"] }, "order.from": on("3 March 2024"), "order.until": on("3 March 2027"), "order.court": say("Family Court at the coast"),
  });
  await her.add(word("men.add-attempt"), tried("unsafe", { "attempt.outcome": say("Left alone on advice") }));
  await her.done();
  await her.at.getByText(word("questions.no-contact-order", { who: "Father of Birch" }), { exact: true }).first().waitFor();

  await man("Male carer Cedar");
  await her.add(word("men.add-view"), {
    "carer-view.offers": say("Plays cars on the floor with Birch"), "carer-view.worries": say("Drinks at weekends, she thinks"),
    "carer-view.unknown": say("Where he sleeps"), "carer-view.other-children": say("A baby, elsewhere"),
    "carer-view.other-under-two": { pick: option("yes-no", "yes") },
  });
  await her.add(word("men.add-attempt"), tried("asked-about", { "attempt.when": on("9 November 2026"), "attempt.by": say("family nurse"), "attempt.outcome": say("She smiled and said he helps") }));
  await her.add(word("men.add-attempt"), tried("invited", { "attempt.when": on("10 November 2026") }));
  await her.add(word("men.add-concern"), { "concern.basis": { pick: option("basis", "hearsay") }, "concern.words": say("A friend had heard of a past"), "concern.holder": say("nursery lead") });

  await man("Candidate one");
  await her.add(word("men.add-attempt"), tried("cannot-trace", { "attempt.when": on("2025"), "attempt.outcome": say("No address with anyone") }));
  await man("Candidate two");
  await her.add(word("men.add-attempt"), tried("declined", { "attempt.when": on("early 2025"), "attempt.outcome": say("Said it is nothing to do with him") }));
  await her.answerOtherwise(prompt("M-11", { person: "Candidate two" }), "not-right-time", { "answer.revisit": on("January 2027"), "answer.reason": say("He has just lost his work") });
  await asked("Candidate two", "M-13").waitFor();

  const row = her.at.getByRole("row").filter({ has: her.page.getByRole("rowheader", { name: "Male carer Cedar", exact: true }) });
  assert.match(await row.innerText(), /9 November 2026/, "the table says when he was asked about");
}

async function theLevels(her) {
  await her.goTo("level");
  const about = async (child, level, reasons) => {
    await her.add(word("level.add"), {
      "level.when": on("16 November 2026"), "level.by": "health visitor", "level.level": { choose: option("level", level) },
      "level.reasons": say(reasons),
    }, her.question(prompt("K-01", { child })));
    await her.fill({ "level.considered": { tick: ["Mother of both", "Male carer Cedar"] } });
  };
  await about("Child Ash", "3", "Three needs stand together for Ash");
  await her.fill({ "level.would-change": say("Word of who sleeps in the home") });
  const indicator = indicators.find((one) => one.level === "3");
  await her.open(levelName("3"), her.card());
  await her.pick(indicator.text, option("relied", "yes"), her.card());
  await her.type(word("level.note"), say("Help was offered and did not begin"), her.card());
  await her.press("Child Birch", her.group(word("people.which-child")));
  await about("Child Birch", "2", "One need is planned for with Birch");
}

async function theOpenQuestions(her) {
  await her.goTo("next");
  const asked = await her.openQuestions();
  const [first, second] = asked.filter((question) => asked.indexOf(question) === asked.lastIndexOf(question));
  await her.decide(first, "has-step", { "step.next": say("Ring round and agree a lead"), "step.owner": say("named nurse"), "step.by": on("20 November 2026") });
  await her.decide(second, "considered", { "step.because": say("Talked through with the team already") });

  // A live order: nothing that is suggested asks anyone to get in touch with him.
  const about = her.at.getByRole("article").filter({ hasText: word("questions.no-contact-order", { who: "Father of Birch" }) });
  assert.ok(await about.count() > 0, "questions about the man under an order say not to get in touch");
  for (const text of await about.allTextContents()) {
    assert.doesNotMatch(text, /\b(ask|ring|call|write to|invite|meet|contact) (him|Father of Birch)\b/i);
  }
  await her.answer(prompt("G-03"), say("She asked for help herself"));
}

async function thePaper(her) {
  await her.press(word("bar.print"));
  const words = wordsOf(await pdfOf(her.page));
  const missing = typed.filter((text) => !words.includes(plain(text)));
  assert.deepEqual(missing, [], "everything that was typed stands on the paper");
  const lower = words.toLowerCase();
  assert.deepEqual(dates.filter(({ printed }) => !lower.includes(plain(printed).toLowerCase())), [], "every date stands on the paper");
  const shown = kept.filter((text) => words.includes(plain(text)));
  assert.deepEqual(shown, [], "nothing that was to be kept off the paper is on it");
}

async function theFile(her) {
  const first = await her.save();
  assert.match(first.name, /^family-history-review-\d{4}-\d\d-\d\d\.json$/);
  for (const text of [...typed, ...dates.map(({ said }) => said), ...kept]) assert.ok(first.text.includes(JSON.stringify(text).slice(1, -1)), `the file holds “${text}”`);
  await her.reload();
  assert.ok(!(await her.at.locator("body").innerText()).includes("Larch 3"), "after a reload nothing is left on the page");
  await her.openFile(first.text);
  await her.at.getByText("Larch 3", { exact: true }).waitFor();
  await her.goTo("history");
  await her.at.getByText("Police came to the flat at night", { exact: false }).first().waitFor();
  const second = await her.save();
  assert.equal(second.text, first.text, "opening and saving again gives the same file, byte for byte");
}
