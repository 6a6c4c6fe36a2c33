// Whatever goes wrong gets a clear message and loses nothing: files, content packs, dates, contradictions, long and strange text, a
// browser without WebAssembly, and an assistant that stops.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { overhang } from "./axe.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { catchPrinting, lookAtPaper, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { pack, rule, topic, topics, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A page with some work in hand. */
async function withWork() {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("child", "Child in hand");
  return { page, her };
}

/** Puts every message away. */
async function putAway(her) {
  const away = her.at.getByRole("alert").getByRole("button");
  while (await away.count()) await her.pressOn(away.first());
}

test("a file that cannot be opened says why, and the work in hand stays", async () => {
  const { page, her } = await withWork();
  const whole = fileOf(richFacts());
  const wrong = [
    ["", "problem.empty"],
    [whole.slice(0, 2000), "problem.not-json"],
    [whole.replace('"people"', "people"), "problem.not-json"],
    [JSON.stringify({ shopping: ["milk"] }), "problem.foreign"],
    ["[]", "problem.foreign"],
    ["PK\u0003\u0004 not text", "problem.not-json"],
    [JSON.stringify({ format: "family-history-review", version: 1, case: "none" }), "problem.foreign"],
  ];
  for (const [text, problem] of wrong) {
    await her.openFile(text);
    const [, start] = /^([^{]*)/.exec(word(problem));
    await page.getByRole("alert").getByText(start, { exact: false }).first().waitFor();
    await page.getByRole("button", { name: /Child in hand/ }).first().waitFor();
    await putAway(her);
  }
  await her.press(word("bar.undo-step", { step: "change person: Child A" }));
  await closePage(page);
});

test("a file edited by hand, or of a newer version that lets this one change it, is read as far as it goes, and what could not be read goes back into the file", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const facts = richFacts();
  facts.people.p1.role = "captain";
  facts.events.e1.standing = 7;
  facts.sketches = { s1: { strokes: "kept just as it came" } };
  await her.openFile(fileOf(facts, { version: 9, "min-reader": 2 }));
  const alert = page.getByRole("alert");
  for (const about of ["people/p1", "events/e1", "sketches"]) await alert.getByText(about, { exact: false }).first().waitFor();
  await her.goTo("people");
  await page.getByRole("button", { name: /^Mother/ }).first().waitFor();
  const { text } = await her.save();
  const saved = JSON.parse(text).case;
  assert.equal(saved.people.p1.role, "captain");
  assert.equal(saved.events.e1.standing, 7);
  assert.deepEqual(saved.sketches, facts.sketches);
  await closePage(page);
});

test("work that is in no file is not put aside without asking", async () => {
  const { page, her } = await withWork();
  await her.press(word("bar.open"));
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText(word("leaving.unsaved"), { exact: true }).waitFor();
  await her.press(word("leaving.stay"), dialog);
  await dialog.waitFor({ state: "detached" });
  await her.press(word("bar.anew"));
  await her.press(word("leaving.go-on-anew"), dialog);
  await page.getByText("Child in hand").first().waitFor({ state: "detached" });
  await closePage(page);
});

test("a review whose file was only handed over is not put away by one press, nor a line that is half typed", async () => {
  const { page, her } = await withWork();
  const dialog = page.getByRole("alertdialog");
  await her.save();
  await her.press(word("bar.anew"));
  await dialog.getByText(word("leaving.saved"), { exact: true }).waitFor();
  assert.equal(await dialog.getByText(word("leaving.unsaved"), { exact: true }).count(), 0, "all of it is in that file");
  await her.press(word("leaving.stay"), dialog);
  await her.goTo("people");
  await her.field(word("quick.people")).fill("Half an uncle");
  await her.press(word("bar.anew"));
  await dialog.getByText(word("leaving.half-typed"), { exact: true }).waitFor();
  await her.press(word("leaving.save-first"), dialog);
  await dialog.getByText(word("leaving.half-typed"), { exact: true }).waitFor();
  await her.press(word("leaving.stay"), dialog);
  assert.equal(await her.field(word("quick.people")).inputValue(), "Half an uncle");
  await closePage(page);
});

test("a content pack with something wrong is refused with where and what, and the old words stay", async () => {
  const { page, her } = await withWork();
  const give = (content) => page.evaluate((content) => {
    const element = document.querySelector("family-history-assistant");
    let heard = null;
    element.addEventListener("fha-content-refused", ({ detail }) => { heard = detail; }, { once: true });
    element.content = content;
    return { problems: element.contentProblems, heard };
  }, content);
  const changed = (change) => { const one = pack(); change(one); return one; };
  const wrong = [
    [{}, /./],
    ["no pack", /./],
    [changed((one) => { one.prompts[3].cite = []; }), new RegExp(pack().prompts[3].id)],
    [changed((one) => { one.rules.pop(); }), new RegExp(pack().rules.at(-1).id)],
    [changed((one) => { one.rules[0].cite = [{ source: "hearsay" }]; }), new RegExp(`${pack().rules[0].id}[^]*hearsay`)],
    [changed((one) => { one.prompts[0].text = "Has the mother failed to engage?"; }), new RegExp(pack().prompts[0].id)],
    [changed((one) => { one.topics[0].lead = 5; }), /topics/],
  ];
  for (const [content, says] of wrong) {
    const { problems, heard } = await give(content);
    assert.ok(problems.length > 0, `refused: ${says}`);
    assert.match(problems.join("\n"), says);
    assert.deepEqual(heard, { problems }, "the page is told the same");
    await her.button(word("bar.save")).waitFor();
    await page.getByRole("button", { name: /Child in hand/ }).first().waitFor();
  }
  const { problems, heard } = await give(changed((one) => { one.words["bar.save"] = "Keep it in a file"; }));
  assert.deepEqual(problems, [], "a good pack is taken");
  assert.equal(heard, null);
  await her.button("Keep it in a file").waitFor();
  await page.getByRole("button", { name: /Child in hand/ }).first().waitFor();
  await closePage(page);
});

test("content past its day says so on every screen", async () => {
  const { page, her } = await withWork();
  const notice = (date) => page.getByText(word("app.stale", { edition: pack().edition.title, date }));
  const old = pack();
  Object.assign(old.edition, { date: "2019-07-01", "review-by": "2020-01-01" });
  assert.equal(await page.getByText("should have been looked at again").count(), 0, "until then nothing is said");
  await page.evaluate((content) => { document.querySelector("family-history-assistant").content = content; }, old);
  await notice("1 January 2020").waitFor();
  await her.button(word("bar.save")).waitFor();
  await closePage(page);
});

test("a date that cannot be is explained and kept as it was typed", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", "Mother");
  await her.goTo("history");
  await her.add(word("history.add"), { "event.people": { tick: ["Mother"] } });
  const wrong = {
    "31 February 2020": "date.problem.no-such-day", "when she was 8": "date.problem.age-needs-birth", "the wet summer": "date.problem.not-understood",
    "2019 to 2014": "date.problem.back-to-front", "14 May": "date.problem.year-missing", "3/14/2021": "date.problem.no-such-month",
    "before the wedding": "date.problem.not-named", "in Year 3": "date.problem.school-year",
  };
  for (const [said, problem] of Object.entries(wrong)) {
    const field = her.field(word("event.when"), her.card());
    await her.tabTo(field);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(said);
    const note = her.card().getByText(word(problem), { exact: true });
    await note.waitFor();
    assert.equal(await field.inputValue(), said);
    const described = await field.evaluate((field) => field.getAttribute("aria-describedby")?.split(" ").map((id) => field.getRootNode().getElementById(id)?.textContent).join(" "));
    assert.ok(described.includes(word(problem)), `“${said}”: the reason is read out with the field`);
    assert.equal(await field.getAttribute("aria-invalid"), "true", `“${said}”: the field says that it could not be read`);
  }
  const field = her.field(word("event.when"), her.card());
  for (const said of ["not known", "March 2021", "14 May"]) {
    await field.fill(said);
    assert.equal(await field.getAttribute("aria-invalid"), said === "14 May" ? "true" : null, said);
  }
  await her.done();
  const { text } = await her.save();
  assert.ok(text.includes("14 May"), "the words are in the file");
  await closePage(page);
});

test("facts that contradict each other are asked about and never refused", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf({
    people: { p1: { label: "Older child", role: "child", born: { said: "2001", edtf: "2001" } }, p2: { label: "Young parent", role: "father", sex: "male", born: { said: "2015", edtf: "2015" } },
      p3: { label: "Ring one", role: "other-adult" }, p4: { label: "Ring two", role: "other-adult" } },
    parents: { l1: { adult: "p2", child: "p1", kind: "birth" }, l2: { adult: "p3", child: "p4", kind: "birth" }, l3: { adult: "p4", child: "p3", kind: "birth" } },
  }));
  await her.goTo("next");
  const open = await her.openQuestions();
  for (const id of ["X-AGE", "X-KIN"]) {
    const start = rule(id).question.split("{")[0];
    assert.ok(open.some((question) => question.startsWith(start)), `“${start}…” is an open question`);
  }
  await her.goTo("people");
  for (const label of ["Older child", "Young parent", "Ring one", "Ring two"]) await page.getByRole("button", { name: new RegExp(`^${label}`) }).first().waitFor();
  assert.equal(await page.getByRole("alert").count(), 0, "nothing is refused");
  await closePage(page);
});

test("twenty thousand characters in a note are kept, saved and opened", async () => {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);
  await her.goTo("history");
  const long = "A long account. ".repeat(1250);
  assert.equal(long.length, 20000);
  await her.add(word("history.add"));
  const field = her.field(word("event.what"), her.card());
  await her.tabTo(field);
  await page.keyboard.insertText(long);
  await page.keyboard.type("The end.");
  assert.equal(await field.inputValue(), `${long}The end.`);
  await her.press(word("bar.print"));
  const onPaper = wordsOf(await pdfOf(page)).split(plain("A long account.")).length - 1;
  // What stands at the head and foot of each page may part one sentence in two.
  assert.ok(onPaper > 1230, `all of it is on the paper: ${onPaper} sentences of 1250`);
  const paper = await lookAtPaper(page, ({ body }) => body.textContent);
  assert.ok(paper.includes(`${long}The end.`), "letter by letter");
  const { text } = await her.save();
  await her.reload();
  await her.openFile(text);
  await her.goTo("history");
  await page.getByRole("button", { name: /A long account/ }).first().press("Enter");
  assert.equal(await her.field(word("event.what"), her.card()).inputValue(), `${long}The end.`);
  assert.equal(await overhang(page), 0);
  await closePage(page);
});

test("markup and characters that turn text round are only ever text, on every screen, in every field and on paper", async () => {
  const page = await freshPage(browser, { before: async (page) => {
    await catchPrinting(page);
    await page.addInitScript(() => { window.ran = 0; });
  } });
  const her = begin(page);
  const nasty = "<script>ran=1</script><img src=x onerror=ran=1>{child}\u202Eevol\u2066&amp;";
  await her.openFile(fileOf(richFacts((text) => `${text} ${nasty}`)));
  await page.getByText(`Larch 3 ${nasty}`, { exact: true }).waitFor();
  for (const { id } of topics) {
    await her.goTo(id);
    const entries = await page.locator(".card-toggle").count();
    for (let entry = 0; entry < Math.min(entries, 4); entry++) {
      const button = page.locator(".card-toggle").nth(entry);
      if (await button.count() && (await button.getAttribute("aria-expanded")) === "false") await button.press("Enter");
    }
    const grown = await page.locator("family-history-assistant").evaluate((element) => ({
      markup: element.shadowRoot.querySelectorAll("script, img, [onerror]").length,
      // A label that stands among our own words cannot turn them round.
      loose: [...element.shadowRoot.querySelectorAll("h3 bdi, th bdi, label bdi, .card-title bdi, .bar-ref bdi")].filter((one) => getComputedStyle(one).unicodeBidi !== "isolate").length,
    }));
    assert.deepEqual(grown, { markup: 0, loose: 0 }, id);
  }
  await her.press(word("bar.print"));
  const printed = await lookAtPaper(page, ({ body }) => ({ markup: body.querySelectorAll("script, img").length, text: body.textContent }));
  assert.equal(printed.markup, 0);
  assert.ok(printed.text.includes(nasty), "the paper holds it letter by letter");
  assert.equal(await page.evaluate(() => window.ran), 0);
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("when the assistant stops, the work is safe: carrying on brings it back, and it can be saved to a file first", async () => {
  // A page whose document refuses one kind of element, once: the assistant cannot draw it and stops.
  const page = await freshPage(browser, { before: (page) => page.addInitScript(() => {
    const { createElement } = Document.prototype, { cloneNode } = Node.prototype;
    const refused = (name) => {
      if (name.toLowerCase() !== window.refuse) return;
      window.refuse = null;
      throw new Error("refused by the page");
    };
    Document.prototype.createElement = function (name, ...more) { refused(name); return createElement.call(this, name, ...more); };
    Node.prototype.cloneNode = function (deep) { refused(this.nodeName); return cloneNode.call(this, deep); };
  }) });
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", "Mother, who is safe");
  await page.evaluate(() => {
    window.failed = null;
    document.addEventListener("fha-failed", ({ detail }) => { window.failed = detail; });
    window.refuse = "textarea";
  });
  await her.press(topic("history").nav);
  await page.getByRole("heading", { name: "The assistant stopped. Your work is safe", exact: true }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.failed), { code: "stopped" });
  assert.ok(page.heard.every((line) => !line.includes("Mother, who is safe")), "the console says nothing about the family");

  const coming = page.waitForEvent("download");
  await her.press("Save what you have to a file");
  const rescue = await coming;
  assert.match(rescue.suggestedFilename(), /^family-history-rescue-\d{4}-\d\d-\d\d\.json$/);

  await her.press("Carry on");
  await her.goTo("people");
  await page.getByRole("button", { name: /^Mother, who is safe/ }).first().waitFor();
  await her.addPerson("child", "Child after it");
  const { text } = await her.save();
  assert.ok(text.includes("Mother, who is safe") && text.includes("Child after it"));

  // What was rescued opens like any other file, on a page that knows nothing of it.
  const later = await freshPage(browser);
  await later.locator("input[type=file]").setInputFiles(await rescue.path());
  await begin(later).goTo("people");
  await later.getByRole("button", { name: /^Mother, who is safe/ }).first().waitFor();
  await closePage(later);
  await closePage(page);
});
