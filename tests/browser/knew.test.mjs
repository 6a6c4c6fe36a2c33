// Who knew what, and finding words, with the keyboard only: a cell is filled in where it stands, undone, and read as a sentence; a word
// leads to where it was put down, and back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { fileOf } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { NOTHING, stored } from "./memory.mjs";
import { begin, until } from "./practitioner.mjs";
import { topic, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const FACTS = {
  head: { agency: "hv", reference: "Larch 3" },
  people: { p1: { label: "Child A", role: "child" }, p2: { label: "Zoë’s mother", role: "mother", note: "Likes the library" } },
  events: { e1: { what: "A man visits", "held-by": ["early-years"] }, e2: { what: "Moved house" } },
  notifications: { n1: { what: "Called out", from: "police", receipts: { hv: "received" } } },
};
const many = (count) => ({ events: Object.fromEntries(Array.from({ length: count }, (_, at) => [`e${at + 1}`, { what: `Event ${at + 1}`, "held-by": ["police"] }])), head: { reference: "Larch 3" } });

async function opened(facts, options) {
  const page = await freshPage(browser, options);
  const her = begin(page);
  await her.openFile(fileOf(facts));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  return { page, her };
}

const row = (page, what) => page.getByRole("row").filter({ hasText: what });

test("a cell is filled in by keyboard, stands in the words at once, and can be taken back", async () => {
  const { page, her } = await opened(FACTS);
  await her.goTo("knew");
  const visits = row(page, "A man visits");
  assert.match(await visits.innerText(), new RegExp(word("knew.only", { agency: "Nursery" })));
  await her.pick("Health visiting: A man visits", word("knew.told"));
  await her.type(word("knew.told-when", { whom: "Health visiting: A man visits" }), "9 November 2026");
  await visits.getByText("Told 9 November 2026").waitFor();
  assert.match(await visits.innerText(), /Held by Nursery\. Told: Health visiting/);
  await her.open(word("knew.sentences"));
  await page.getByText("A man visits. Holds it: Nursery. Told: Health visiting (9 November 2026). Not asked: Midwifery, Early Help, GP, Social work, Police.", { exact: true }).waitFor();
  const { text } = await her.save();
  assert.deepEqual(JSON.parse(text).case.events.e1.told, { hv: "told" });
  // The date is one step, and so is each state that the arrow keys passed.
  for (let step = 0; step < 3; step++) await her.pressOn(page.locator("#undo"));
  await visits.getByText(word("knew.only", { agency: "Nursery" })).waitFor();
  await closePage(page);
});

test("what one agency alone holds can be looked at alone, and what is not asked too", async () => {
  const { page, her } = await opened(FACTS);
  await her.goTo("knew");
  const rows = () => page.locator("family-history-assistant tbody").getByRole("rowheader").count();
  assert.equal(await rows(), 3);
  await her.press(word("knew.one-only"));
  await until(async () => (await rows()) === 1, "one row is left");
  assert.match(await page.locator("family-history-assistant tbody").innerText(), /A man visits/);
  await her.press(word("knew.some-not-asked"));
  await until(async () => (await rows()) === 3, "all have somebody who was not asked");
  await closePage(page);
});

test("five hundred events are a page at a time", async () => {
  const { page, her } = await opened(many(500));
  await her.goTo("knew");
  assert.ok((await page.locator("family-history-assistant tbody").getByRole("rowheader").count()) <= 12);
  await her.press(word("pages.after"));
  await page.getByText(word("pages.here", { first: "13", last: "24", total: "500" })).waitFor();
  await closePage(page);
});

test("at 320 px nothing is wider than the screen, and each cell names its agency", async () => {
  const letter = { what: "Wrote to safeguarding.children.and.families@community-health.example" };
  const { page, her } = await opened({ ...FACTS, events: { ...FACTS.events, e3: letter } }, { size: { width: 320, height: 720 } });
  await her.goTo("knew");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing reaches over the edge");
  const cell = page.locator("td.knew-only");
  assert.equal(await cell.evaluate((cell) => getComputedStyle(cell, "::after").content), '"Nursery"');
  await closePage(page);
});

test("on a wide screen no name of an agency is broken, however long a word stands in a row", async () => {
  const { page, her } = await opened({ ...FACTS, events: { e1: { what: "x".repeat(120) } } });
  await her.goTo("knew");
  await page.locator(".knew thead th").first().waitFor();
  const broken = await page.locator(".knew thead th").evaluateAll((heads) => heads.flatMap((head) => {
    const words = document.createTreeWalker(head, NodeFilter.SHOW_TEXT), found = [];
    for (let text = words.nextNode(); text; text = words.nextNode()) {
      for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
        const range = new Range();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (range.getClientRects().length > 1) found.push(word);
      }
    }
    return found;
  }));
  assert.deepEqual(broken, []);
  await closePage(page);
});

test("a word leads to where it was put down, and back", async () => {
  const { page, her } = await opened(FACTS);
  await her.press(word("bar.find"));
  const field = her.field(word("find.words"));
  await until(() => field.evaluate((field) => field.getRootNode().activeElement === field), "the focus is in the box");
  await page.getByText(word("find.empty")).waitFor();
  await page.keyboard.type("nothing like it");
  await page.getByText(word("find.none")).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("zoe LIBRARY");
  // One place may be found from the first letter on: what is marked follows what is typed.
  await until(async () => (await page.locator("mark").allInnerTexts()).join() === "Zoë", "what was found is marked as it was typed");
  const found = page.locator(".found").getByRole("button");
  await her.pressOn(found);
  await her.cardIsReady();
  assert.equal(await her.field(word("person.label"), her.card()).inputValue(), "Zoë’s mother");
  assert.ok(!`${page.url()} ${await page.title()}`.toLowerCase().includes("library"));
  assert.deepEqual(await stored(page), NOTHING);
  await her.press(word("back.to", { topic: word("bar.find") }), her.card());
  await until(() => found.evaluate((found) => found.getRootNode().activeElement === found), "the focus is on what was found");
  assert.equal(await field.inputValue(), "zoe LIBRARY");
  await her.goTo("people");
  assert.equal(await her.button(word("back.to", { topic: word("bar.find") })).count(), 0, "no way back is left over");
  const { text } = await her.save();
  assert.ok(!text.includes("zoe LIBRARY"));
  await closePage(page);
});

test("a row of the grid leads to its fact, and back to the grid", async () => {
  const { page, her } = await opened(FACTS);
  await her.goTo("knew");
  await her.pressOn(row(page, "Moved house").getByRole("button"));
  await page.getByRole("heading", { level: 2, name: topic("history").title }).waitFor();
  await her.cardIsReady();
  await her.press(word("back.to", { topic: topic("knew").nav }), her.card());
  await her.arrived(topic("knew").title);
  await closePage(page);
});
