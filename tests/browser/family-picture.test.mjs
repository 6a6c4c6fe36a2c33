// The family picture by keyboard: its marks are reached and open what is recorded, the day that is shown moves people in and
// out, and it prints on its own page. What it shows is also there as sentences.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PICTURE, findings, overhang, unnamed, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { fileOf } from "./cases/rich.mjs";
import { catchPrinting, pdfOf, plain, wordsOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";


let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const on = (edtf) => ({ said: edtf, edtf });

/** A mother and her child; a father who left in 2022, a partner who came in 2024, and a man of whom only the nursery knows. */
const FACTS = {
  people: {
    p1: { label: "Child Ash", role: "child", sex: "female", born: on("2020-02-03") },
    p2: { label: "Mother Birch", role: "mother", sex: "female", born: on("1998") },
    p3: { label: "Father Cedar", role: "father", sex: "male" },
    p4: { label: "Partner Alder", role: "partner", sex: "male" },
    p5: { label: "Uncle Elder", role: "other-adult", sex: "male", "off-paper": true },
  },
  parents: {
    l1: { adult: "p2", child: "p1", kind: "birth", status: "agreed" },
    l2: { adult: "p3", child: "p1", kind: "birth", status: "disputed" },
    l3: { adult: "p4", child: "p1", kind: "alleged", status: "unknown" },
  },
  presences: {
    r1: { adult: "p2", kind: "lives-here", since: on("2020-02-03") },
    r2: { adult: "p3", kind: "lives-here", since: on("2020-02-03"), until: on("2022-06-30") },
    r3: { adult: "p4", kind: "visits", since: on("2024-05-01") },
  },
  bonds: { b1: { one: "p2", other: "p3", kind: "conflict" } },
};

async function people(options = {}) {
  const page = await freshPage(browser, options);
  const her = begin(page);
  await her.openFile(fileOf(FACTS));
  await page.getByRole("heading", { level: 3, name: word("topics.title"), exact: true }).waitFor();
  await her.goTo("people");
  const picture = page.locator("section.picture");
  await picture.locator("[data-mark]").first().waitFor();
  return { page, her, picture };
}

const names = (picture) => picture.locator("[data-mark]").evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label")));
const here = (page) => page.evaluate(() => document.querySelector("family-history-assistant").shadowRoot.activeElement?.getAttribute("aria-label") ?? "");

test("every mark is reached with the arrow keys, has a name, and a person opens their card", async () => {
  const { page, her, picture } = await people();
  await her.tabTo(her.tickBox(word("picture.bonds"), picture));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Home");
  const met = [];
  const all = await names(picture);
  for (let at = 0; at < all.length; at++) {
    met.push(await here(page));
    await page.keyboard.press("ArrowRight");
  }
  assert.deepEqual(met, all, "the arrow keys go through all of them, in order");
  assert.ok(met.every((name) => name.length > 3), "each has a name");
  for (const label of ["Child Ash", "Mother Birch", "Father Cedar", "Partner Alder"]) assert.ok(met.some((name) => name.includes(label)), label);
  await page.keyboard.press("Home");
  while (!(await here(page)).startsWith("Partner Alder: man")) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await until(async () => await her.card().count() && (await her.field(word("person.label"), her.card()).inputValue()) === "Partner Alder", "his card is open");
  await closePage(page);
});

test("two men who may be the father are both drawn as unsettled, and neither as fact", async () => {
  const { page, picture } = await people();
  const said = (await names(picture)).join("\n");
  assert.match(said, /Father Cedar[^\n]*disputed/i);
  assert.match(said, /Partner Alder[^\n]*(alleged|not settled|not known)/i);
  assert.equal(await picture.locator("rect.person-open").count() >= 2, true, "both have a dashed outline");
  await closePage(page);
});

test("the day that is shown moves people in and out, by button and by a date as it is said", async () => {
  const { page, her, picture } = await people();
  const lines = picture.getByRole("listitem");
  await her.open(word("picture.sentences"), picture);
  const livesThere = (label) => lines.filter({ hasText: `${label} lives in this home` });
  await livesThere("Mother Birch").first().waitFor();
  assert.equal(await livesThere("Father Cedar").count(), 0, "he left in 2022");
  await her.type(word("picture.on"), "March 2022", picture);
  await livesThere("Father Cedar").first().waitFor();
  assert.match(await picture.getByRole("heading").first().innerText(), /1 March 2022/);
  await her.press(word("picture.later"), picture);
  await until(async () => (await livesThere("Father Cedar").count()) === 0, "after he left he is not in the house");
  await her.press(word("picture.earlier"), picture);
  await livesThere("Father Cedar").first().waitFor();

  // What names no day says so and changes nothing; without words it is today again.
  await her.type(word("picture.on"), "purple", picture);
  await picture.getByText(word("date.problem.not-understood"), { exact: true }).waitFor();
  assert.equal(await livesThere("Father Cedar").count() > 0, true);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await until(async () => (await livesThere("Father Cedar").count()) === 0, "it is today again");
  await closePage(page);
});

test("how people get on can be left off, and the paper has a page of its own with every name but those kept off paper", async () => {
  const { page, her, picture } = await people({ before: catchPrinting });
  const bond = /Between Mother Birch and Father Cedar: conflict/;
  assert.match((await names(picture)).join("\n"), bond);
  await her.tick(word("picture.bonds"), picture);
  await until(async () => !bond.test((await names(picture)).join("\n")), "the line is gone");
  await her.pressOn(picture.getByRole("button", { name: new RegExp(`^${word("picture.print")}`) }));
  const pdf = await pdfOf(page);
  const words = wordsOf(pdf);
  for (const said of ["Child Ash", "Mother Birch", "Father", "Partner Alder", word("paper.handling"), word("picture.in-words")]) {
    assert.ok(words.includes(plain(said)), `the paper says “${said}”`);
  }
  assert.ok(!words.includes("Uncle Elder"), "who is kept off paper is not on it");
  assert.ok(!/conflict/i.test(words), "what was left off is not on it");
  assert.equal(words.split(plain(word("paper.handling"))).length - 1, 2, "each of its two pages is marked");
  assert.match(pdf.toString("latin1"), /MediaBox\s*\[\s*0\s+0\s+84[12]/, "the page lies on its long side");
  await closePage(page);
});

test("nothing is wrong by the accessibility checker, and a narrow page does not scroll sideways", async () => {
  for (const width of [1280, 320]) {
    const { page } = await people({ size: { width, height: 900 }, before: withAxe });
    const wrong = await findings(page, { of: PICTURE, least: 5 });
    assert.deepEqual(wrong, [], `${width} px`);
    assert.deepEqual(await unnamed(page), []);
    const past = await overhang(page);
    assert.ok(past <= 0, `the page reaches ${past} px past its edge at ${width} px`);
    await closePage(page);
  }
});
