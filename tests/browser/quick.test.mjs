// Quick add, with the keyboard only: one line in somebody's own words says what is understood of it before anything is added, keeps
// every word, and is taken back in one step.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings, layAllOut, overhang, withAxe } from "./axe.mjs";
import { fileOf } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { choice, word } from "./words.mjs";

const NARROW = { width: 320, height: 720 };
const FAMILY = { head: { reference: "Larch 3" }, people: { p1: { label: "Mother", role: "mother", sex: "female" }, p2: { label: "Amy", role: "child" } } };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The line on one of the two screens that have it, in a family of two. */
async function line(screen = "people", options = {}) {
  const page = await freshPage(browser, options);
  const her = begin(page);
  await her.openFile(fileOf(FAMILY));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.goTo(screen);
  const name = word(screen === "people" ? "quick.people" : "quick.events");
  const field = her.field(name);
  const echo = her.at.locator(".quick-echo");
  /** Puts other words in the place of what stands there. */
  const says = async (words) => {
    await her.tabTo(field);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(words);
    assert.equal(await field.inputValue(), words, "every letter arrived");
  };
  const status = her.at.locator(".quick").getByRole("status");
  const hasFocus = () => field.evaluate((field) => field.getRootNode().activeElement === field);
  return { page, her, field, echo, says, status, hasFocus };
}

/** What stands in one row of what was understood. */
const row = (echo, key) => echo.getByText(word(key), { exact: true }).locator("xpath=ancestor::div[1]").locator("dd").innerText();
/** The people or events of the saved file, newest last. */
const saved = async (her, kind) => Object.values(JSON.parse((await her.save()).text).case[kind] ?? {});
/** The entry of somebody or something that happened. */
const entry = (page, label) => page.locator("[id^=fact-p][id$=-toggle], [id^=fact-e][id$=-toggle]").filter({ hasText: label });

test("what is understood of somebody stands there before anything is added, and Enter adds one after the other", async () => {
  const { page, her, field, echo, says, status, hasFocus } = await line();
  await says("uncle, about 30, stays over, told by Mother");
  await echo.getByText(word("quick.understood"), { exact: true }).waitFor();
  assert.ok(await echo.evaluate((echo) => echo.closest("[aria-live=polite]") !== null), "it is heard as well");
  assert.equal(await row(echo, "quick.person"), `Uncle, ${choice("role", "other-relative")}, ${choice("sex", "male")}`);
  assert.match(await row(echo, "quick.age"), /^about 30: /);
  assert.equal(await row(echo, "quick.presence"), choice("presence", "stays-over"));
  assert.match(await row(echo, "quick.source"), /Mother/);
  assert.equal(await entry(page, "Uncle").count(), 0, "nothing is added before Enter");
  assert.equal(await status.innerText(), "");

  await page.keyboard.press("Enter");
  await entry(page, "Uncle").waitFor();
  assert.equal(await field.inputValue(), "", "the field is empty for the next one");
  assert.ok(await hasFocus(), "the focus stays");
  assert.equal(await status.innerText(), word("quick.added", { label: "Uncle" }));
  assert.equal(await echo.count(), 0);

  // Straight on, without a Tab.
  await page.keyboard.type("grandmother, visits");
  assert.equal(await status.innerText(), "", "what was said of the last one does not stand beside the next");
  assert.equal(await row(echo, "quick.age"), word("quick.not-asked"));
  await page.keyboard.press("Enter");
  await entry(page, "Grandmother").waitFor();
  assert.equal(await status.innerText(), word("quick.added", { label: "Grandmother" }));

  // One step each, with all that came with it.
  const people = async () => (await saved(her, "people")).map(({ label }) => label);
  assert.deepEqual(await people(), ["Mother", "Amy", "Uncle", "Grandmother"]);
  await her.pressOn(page.locator("#undo"));
  await until(async () => !(await entry(page, "Grandmother").count()), "the last one is taken back");
  assert.deepEqual(await people(), ["Mother", "Amy", "Uncle"]);
  assert.equal((await saved(her, "presences")).length, 1);
  await her.pressOn(page.locator("#undo"));
  await until(async () => !(await entry(page, "Uncle").count()), "and the one before");
  assert.deepEqual(await people(), ["Mother", "Amy"]);
  assert.deepEqual(await saved(her, "presences"), []);
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("the button adds as Enter does, and says whom", async () => {
  const { page, her, field, says, hasFocus } = await line();
  await says("lodger, lives here");
  await her.press(word("quick.add", { label: "Lodger" }));
  await entry(page, "Lodger").waitFor();
  assert.equal(await field.inputValue(), "");
  await until(hasFocus, "the focus is back in the field");
  await closePage(page);
});

test("what is understood in part keeps the rest as a note, and doubt makes no fact", async () => {
  const { page, her, echo, says } = await line();
  await says("man, might be the father of Amy, visits");
  assert.equal(await row(echo, "quick.not-used"), word("quick.kept", { words: "might be the father of Amy" }));
  assert.equal(await echo.getByText(word("quick.parent-of"), { exact: true }).count(), 0);
  await page.keyboard.press("Enter");
  await entry(page, "Male carer").waitFor();
  const man = (await saved(her, "people")).at(-1);
  assert.deepEqual({ role: man.role, note: man.note }, { role: "other-adult", note: "might be the father of Amy" });
  assert.deepEqual(await saved(her, "parents"), []);
  await closePage(page);
});

test("what is not understood stays in the field, whatever is pressed, and says what to do", async () => {
  const { page, her, field, echo, says, status, hasFocus } = await line();
  const words = "something about the weather";
  await says(words);
  const note = her.at.locator(".quick").getByText(word("quick.not-understood"), { exact: true });
  await note.waitFor();
  const described = () => field.evaluate((field) => field.getAttribute("aria-describedby").split(" ").map((id) => field.getRootNode().getElementById(id)?.textContent));
  assert.ok((await described()).includes(word("quick.not-understood")), "it is read out with the field");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), words);
  assert.equal(await status.textContent(), word("quick.not-understood"), "whoever pressed Enter hears why nothing was added");
  assert.ok(await hasFocus());
  assert.equal(await echo.count(), 0);
  assert.equal((await saved(her, "people")).length, 2);
  await her.tabTo(field);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await until(async () => !(await note.count()), "an empty field is no mistake");
  await page.keyboard.press("Enter");
  assert.equal((await saved(her, "people")).length, 2);
  await closePage(page);
});

test("a warning in a line is understood, and said before it is added", async () => {
  const { page, her, echo, says } = await line();
  await says("ex-partner, not safe to contact");
  assert.equal(await row(echo, "quick.safety"), word("quick.unsafe"));
  await page.keyboard.press("Enter");
  await entry(page, "Ex-partner").waitFor();
  assert.deepEqual((await saved(her, "attempts")).map(({ kind, outcome }) => ({ kind, outcome })), [{ kind: "unsafe", outcome: "not safe to contact" }]);
  await closePage(page);
});

test("of several lines each is somebody: they are gone through one after the other, and nothing is lost on the way", async () => {
  const { page, her, field, echo, status } = await line();
  await field.fill("father, 22\npartner, 22, Jay\nnot safe to ask\nchild, 2");
  for (const [left, label, note] of [[3, "Father", ""], [1, "Partner", word("quick.added-note", { words: "Jay; not safe to ask" })]]) {
    const more = word("quick.more-lines", { count: left });
    await echo.getByText(more).waitFor();
    await field.press("Enter");
    await until(async () => (await status.innerText()) === [word("quick.added", { label }), note, more].filter(Boolean).join(" "), `${label} is added, and what is kept and left is said`);
  }
  assert.equal(await field.inputValue(), "child, 2");
  await field.fill("nobody in particular\nchild, 2");
  await field.press("Enter");
  assert.equal(await field.inputValue(), "nobody in particular\nchild, 2", "what is not understood stays");
  await field.fill("child, 2");
  await field.press("Enter");
  await until(async () => (await field.inputValue()) === "", "all are added");
  const people = await saved(her, "people");
  assert.deepEqual(people.slice(2).map(({ label, note }) => [label, note ?? ""]), [["Father", ""], ["Partner", "Jay; not safe to ask"], ["Child A", ""]]);
  await closePage(page);
});

test("something that happened says its date, its people and who told it; a new line is typed with Shift", async () => {
  const { page, her, field, echo, says, status } = await line("history");
  await says("May 2021: police called about Mother and Amy, told by Mother");
  assert.equal(await row(echo, "quick.when"), "May 2021");
  assert.equal(await row(echo, "quick.what"), "police called about Mother and Amy");
  assert.equal(await row(echo, "quick.people-named"), "Mother, Amy");
  assert.equal(await row(echo, "quick.standing"), word("quick.not-asked"));
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("police hold it");
  assert.match(await field.inputValue(), /told by Mother\npolice hold it$/);
  assert.match(await row(echo, "quick.held-by"), /Police/);
  await her.press(word("quick.add-event"));
  await entry(page, "police called").waitFor();
  assert.equal(await status.innerText(), word("quick.added", { label: "police called about Mother and Amy" }));
  const [event] = await saved(her, "events");
  assert.deepEqual({ edtf: event.when.edtf, what: event.what, people: event.people, held: event["held-by"] },
    { edtf: "2021-05", what: "police called about Mother and Amy", people: ["p1", "p2"], held: ["police"] });
  await her.pressOn(page.locator("#undo"));
  await until(async () => !(await entry(page, "police called").count()), "it is taken back in one step");
  // A date alone is nothing that happened.
  await says("May 2021");
  await her.at.locator(".quick .note").getByText(word("quick.not-understood-event"), { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "May 2021");
  assert.deepEqual(await saved(her, "events"), []);
  await closePage(page);
});

test("nothing typed is markup, in the echo, in what was added and in its entry", async () => {
  const nasty = "<script>ran=1</script><img src=x onerror=ran=1>{label}\u202Eevol &lt";
  for (const screen of ["people", "history"]) {
    const { page, her, echo, says, status } = await line(screen, { before: (page) => page.addInitScript(() => { window.ran = 0; }) });
    await says(screen === "people" ? `lodger, ${nasty}` : `May 2021: ${nasty}`);
    assert.ok((await echo.innerText()).includes(nasty), "letter by letter");
    const loose = await echo.locator("bdi").evaluateAll((all) => all.filter((one) => getComputedStyle(one).unicodeBidi !== "isolate").length);
    assert.equal(loose, 0, "what turns text round stays in its place");
    await page.keyboard.press("Enter");
    await until(async () => (await status.innerText()) !== "", "it was added");
    const markup = await page.locator("family-history-assistant").evaluate((element) => element.shadowRoot.querySelectorAll("script, img, [onerror]").length);
    assert.equal(markup, 0);
    assert.ok((await her.save()).text.includes("<img src=x onerror=ran=1>"));
    assert.equal(await page.evaluate(() => window.ran), 0);
    assert.deepEqual(page.heard, []);
    await closePage(page);
  }
});

test("everybody can use the line in each of its states, wide and narrow", async () => {
  for (const size of [{ width: 1280, height: 900 }, NARROW]) {
    for (const [screen, lines] of [
      ["people", ["", "uncle, about 30, stays over, told by Mother", "man, might be the father of Amy", "something about the weather"]],
      ["history", ["", "May 2021", "May 2021: police called to the flat, told by Mother", "a".repeat(90)]],
    ]) {
      const { page, says } = await line(screen, { size, before: withAxe });
      // What is out of sight is laid out too, which the assistant otherwise leaves until it comes into sight.
      await layAllOut(page);
      for (const words of lines) {
        if (words) await says(words);
        const found = await findings(page);
        assert.deepEqual(found, [], `${screen}, ${size.width} wide: “${words}”`);
        assert.equal(await overhang(page), 0, `${screen}, ${size.width} wide: “${words}” fits`);
      }
      await closePage(page);
    }
  }
});

test("a date that cannot be read looks wrong, is said to be, and is kept", async () => {
  const { page, her } = await line("history");
  await her.add(word("history.add"), { "event.when": "31 February 2020" });
  const field = her.field(word("event.when"), her.card());
  const problem = her.card().getByText(word("date.problem.no-such-day"), { exact: true });
  await problem.waitFor();
  assert.match(await problem.innerText(), /Your words are kept/);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const colour = (one, which) => one.evaluate((one, which) => getComputedStyle(one)[which], which);
  assert.equal(await colour(field, "borderTopColor"), await colour(problem, "color"), "the box has the colour of its message");
  await her.tabTo(field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("spring 2020");
  await until(async () => !(await problem.count()), "a date that can be read has no message");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await her.card().getByText(/^Read as: /).waitFor();
  await closePage(page);
});

test("a line that is half typed is still there after another screen, and is not left behind without a question", async () => {
  const { page, her, field, echo, says } = await line();
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await asks(), false, "there is nothing to lose yet");
  await says("uncle, about 30");
  await her.goTo("history");
  assert.equal(await asks(), true, "the page is not left with it");
  await her.goTo("people");
  assert.equal(await field.inputValue(), "uncle, about 30");
  await echo.getByText(word("quick.understood"), { exact: true }).waitFor();
  await her.press(word("bar.anew"));
  await her.press(word("leaving.stay"));
  assert.equal(await field.inputValue(), "uncle, about 30");
  await her.press(word("bar.anew"));
  await her.press(word("leaving.go-on-anew"));
  await her.goTo("people");
  assert.equal(await field.inputValue(), "", "nothing of one family is met in the review of another");
  assert.equal(await asks(), false);
  await closePage(page);
});
