// The timeline by keyboard: its marks are reached and open what is recorded, several close together lead closer, and what it
// shows can be narrowed, seen by area and read as sentences. A long history is ready soon, and one more event is drawn at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PICTURE, findings, overhang, unnamed, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { largeCase } from "./cases/large.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { catchPrinting, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { option, word } from "./words.mjs";


let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The history of a case, with its timeline. */
async function history(facts, options = {}) {
  const page = await freshPage(browser, options);
  const her = begin(page);
  await her.openFile(facts);
  await page.getByRole("heading", { level: 3, name: word("topics.title"), exact: true }).waitFor();
  await her.goTo("history");
  const timeline = page.getByRole("region", { name: word("timeline.name"), exact: true });
  await timeline.locator("[data-mark]").first().waitFor();
  return { page, her, timeline };
}

/** Goes from mark to mark with the arrow keys until one has such a name. */
async function reach(page, her, timeline, name) {
  const here = () => page.evaluate(() => {
    const { activeElement } = document.querySelector("family-history-assistant").shadowRoot;
    return activeElement?.hasAttribute("data-mark") ? activeElement.getAttribute("aria-label") : undefined;
  });
  // The marks are one stop of the Tab key, after the controls above them.
  await her.tabTo(her.button(word("timeline.later"), timeline));
  for (let presses = 0; presses < 4 && (await here()) === undefined; presses++) await page.keyboard.press("Tab");
  await page.keyboard.press("Home");
  for (let steps = await timeline.locator("[data-mark]").count(); steps > 0; steps--) {
    const now = await here();
    if (name.test(now ?? "")) return now;
    await page.keyboard.press("ArrowRight");
  }
  throw new Error(`no mark is called ${name}`);
}

const names = (timeline) => timeline.locator("[data-mark]").evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label")));

test("a mark is reached with the arrow keys, says when, what and how old, and opens its event", async () => {
  const { page, her, timeline } = await history(fileOf(richFacts()));
  const name = await reach(page, her, timeline, /A bruise on the arm/);
  assert.match(name, /^Child A: about May 2020 \(some time from 1 April 2020 to 30 June 2020\); A bruise on the arm/);
  await page.keyboard.press("Enter");
  await until(async () => await her.card().count() && /A bruise on the arm/.test(await her.card().first().innerText()), "the card of the event is open");
  await closePage(page);
});

test("rows, people and areas are chosen by keyboard, and everything can be read as sentences", async () => {
  const { page, her, timeline } = await history(fileOf(richFacts()));
  await her.pick(word("timeline.lanes"), word("timeline.lanes-theme"), timeline);
  await until(async () => (await names(timeline)).some((name) => name.startsWith("Injury: ")), "there is a row for injuries");
  await her.pick(word("timeline.people"), "Mother", timeline);
  await until(async () => !(await names(timeline)).some((name) => name.includes("A bruise on the arm")), "what is not about her is not shown");
  assert.ok((await names(timeline)).some((name) => name.includes("The court made an order")));
  await her.pick(word("timeline.people"), word("timeline.everyone"), timeline);
  const area = option("theme", "injury");
  await her.pick(word("timeline.themes"), area[0].toUpperCase() + area.slice(1), timeline);
  await until(async () => !(await names(timeline)).some((name) => name.includes("The court made an order")), "only injuries are left of the events");
  await her.pick(word("timeline.themes"), word("timeline.every-theme"), timeline);
  await her.open(word("picture.sentences"), timeline);
  const sentences = timeline.getByRole("listitem");
  await sentences.filter({ hasText: "A bruise on the arm" }).first().waitFor();
  await sentences.filter({ hasText: "could be before or after" }).first().waitFor();
  await closePage(page);
});

test("several close together lead closer, and the way back is a button", async () => {
  const { page, her, timeline } = await history(largeCase(6, 400));
  await her.pick(word("timeline.lanes"), word("timeline.lanes-theme"), timeline);
  const whole = await timeline.locator("[id='timeline-days']").innerText();
  const name = await reach(page, her, timeline, /: \d+ events, /);
  await page.keyboard.press("Enter");
  await until(async () => (await timeline.locator("[id='timeline-days']").innerText()) !== whole, `it was looked at closer: ${name}`);
  await until(async () => (await her.where()).includes("#timeline-days"), "the focus is on what is in view now");
  assert.match(await timeline.locator("[id='timeline-days']").innerText(), /Not in view: \d+ earlier and \d+ later/);
  for (const step of ["out", "earlier", "later", "in"]) {
    const now = await timeline.locator("[id='timeline-days']").innerText();
    await her.press(word(`timeline.${step}`), timeline);
    await until(async () => (await timeline.locator("[id='timeline-days']").innerText()) !== now, `${step} shows something else`);
    await until(async () => (await her.where()).startsWith(`button# ${word(`timeline.${step}`)}`), "and the focus stays, for another step");
  }
  await her.press(word("timeline.whole"), timeline);
  await until(async () => (await timeline.locator("[id='timeline-days']").innerText()) === whole, "all of it is in view again");
  await closePage(page);
});

test("what cannot be drawn apart is listed, and each entry leads to its card", async () => {
  const facts = richFacts();
  for (let at = 1; at <= 60; at++) facts.events[`e${100 + at}`] = { when: { said: "4 May 2024", edtf: "2024-05-04" }, what: `Call ${at}`, theme: "warning" };
  const { page, her, timeline } = await history(fileOf(facts));
  const link = page.getByRole("button", { name: /Call 1\b/ }).last();
  for (let looks = 0; looks < 12 && !(await page.getByText(word("timeline.too-close")).count()); looks++) {
    await reach(page, her, timeline, /^Nobody named: \d+ events, /);
    await page.keyboard.press("Enter");
    await until(async () => (await page.evaluate(() => document.querySelector("family-history-assistant").shadowRoot.activeElement?.id ?? "")).startsWith("timeline-"), "the focus is on what came");
  }
  await page.getByText(word("timeline.too-close")).waitFor();
  await link.press("Enter");
  await until(async () => await her.card().count() && /Call \d+/.test(await her.card().first().innerText()), "the card of the event is open");
  await closePage(page);
});

test("it is printed on a paper of its own, with its sentences", async () => {
  const { page, her, timeline } = await history(fileOf(richFacts()), { before: catchPrinting });
  await her.pressOn(timeline.getByRole("button", { name: new RegExp(`^${word("picture.print")}`) }));
  const words = wordsOf(await pdfOf(page));
  for (const said of ["A bruise on the arm", word("picture.in-words"), "some time from 1 April 2020 to 30 June 2020"]) {
    assert.ok(words.includes(plain(said)), `the paper has “${said}”`);
  }
  await closePage(page);
});

test("nothing is found on it by axe, wide and narrow, and it stays inside the page", async () => {
  for (const size of [{ width: 1280, height: 900 }, { width: 320, height: 720 }]) {
    const { page, her, timeline } = await history(fileOf(richFacts()), { size, before: withAxe });
    await her.open(word("picture.sentences"), timeline);
    const found = await findings(page, { of: PICTURE, least: 5 });
    assert.deepEqual(found, [], `${size.width} px`);
    assert.deepEqual(await unnamed(page), []);
    const past = await overhang(page);
    assert.ok(past <= 0, `the page reaches ${past} px past its edge at ${size.width} px`);
    await closePage(page);
  }
});
