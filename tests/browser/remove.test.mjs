// Removing a person takes one press and can be taken back; what keeps somebody safe never goes in one press.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { fileOf } from "./cases/rich.mjs";
import { word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const FACTS = {
  people: { p1: { label: "Mother Birch", role: "mother" }, p2: { label: "Uncle Rowan", role: "other-relative" }, p3: { label: "Partner Alder", role: "partner" } },
  orders: { o1: { kind: "non-molestation", about: "p3", protects: ["p1"], state: "in-force" } },
};

/** The line of a person's card. */
const card = (her, label) => her.at.locator("button.card-toggle").filter({ hasText: label });

/** The card of a person, opened. */
async function opened(her, label) {
  await her.goTo("people");
  await her.pressOn(card(her, label).first());
  await her.cardIsReady();
}

const remove = (her) => her.card().getByRole("button", { name: new RegExp(`^${word("card.remove", { kind: word("kind.person") })}`) });

test("a person whom no order protects or binds goes in one press, and undo brings them back", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(FACTS));
  await opened(her, "Uncle Rowan");
  await her.pressOn(remove(her));
  await card(her, "Uncle Rowan").waitFor({ state: "detached" });
  await her.isSomewhere("a person was removed");
  await her.pressOn(her.at.getByRole("button", { name: new RegExp(`^${word("bar.undo")}`) }).first());
  await card(her, "Uncle Rowan").first().waitFor();
  await closePage(page);
});

test("first supervision begins with the orders that may stand, and whom one protects is not removed in one press", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(FACTS));
  await her.goTo("supervision");
  await her.at.getByRole("note", { name: word("men.orders-title"), exact: true }).getByText("Partner Alder").waitFor();
  await opened(her, "Mother Birch");
  await her.pressOn(remove(her));
  const asks = her.group(word("card.remove-asks", { person: "Mother Birch" }));
  await asks.waitFor();
  assert.match(await asks.innerText(), /Partner Alder/, "it names the order that would no longer say whom it protects");
  await closePage(page);
});

test("who was chosen is still shown where the list would not offer them now", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf({ ...FACTS, views: { w1: { adult: "p3", child: "p2", offers: "Reads to him" } } }));
  await her.goTo("men");
  await her.pressOn(her.at.locator("button.card-toggle").first());
  await her.cardIsReady();
  const shown = () => her.card().getByLabel(word("carer-view.child"), { exact: true }).evaluate((list) => list.selectedOptions[0].label);
  await until(async () => await shown() === word("choice.not-listed", { what: "Uncle Rowan" }), "Uncle Rowan is no child, and was chosen");
  await closePage(page);
});

test("who goes with an order is asked about first, and “keep” keeps all of it and the keyboard's place", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(FACTS));
  await opened(her, "Partner Alder");
  await her.pressOn(remove(her));
  const asks = her.group(word("card.remove-asks", { person: "Partner Alder" }));
  await asks.waitFor();
  assert.match(await asks.innerText(), /Mother Birch/, "it names the order that would go");
  await her.press(word("card.remove-keep"), asks);
  await remove(her).waitFor();
  const isBack = new RegExp(word("card.remove", { kind: word("kind.person") }));
  await until(async () => isBack.test(await her.where()), "the keyboard is back on the button");
  const { text } = await her.save();
  assert.ok(JSON.parse(text).case.orders.o1, "the order is still there");

  await her.pressOn(remove(her));
  await her.press(word("card.remove-all"), asks);
  await card(her, "Partner Alder").waitFor({ state: "detached" });
  assert.equal(JSON.parse((await her.save()).text).case.orders, undefined, "the order went with the person");
  await closePage(page);
});

test("an order stays within reach when whoever it is about is no longer among the men, and one can be added about any adult", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf({ ...FACTS, people: { ...FACTS.people, p3: { label: "Partner Alder", role: "partner", sex: "female" } } }));
  await her.goTo("men");
  const others = her.at.locator("details").filter({ has: page.getByText(word("men.others"), { exact: true }) });
  await others.getByRole("heading", { name: "Partner Alder" }).waitFor();
  assert.match(await others.locator(".safety").innerText(), /Do not get in touch with Partner Alder/);
  await her.pressOn(others.locator("button.card-toggle"));
  await her.cardIsReady();
  await her.done();
  await her.pressOn(her.button("Mother Birch", others));
  await her.pressOn(others.getByRole("button", { name: word("men.add-order") }));
  await her.cardIsReady();
  const { orders } = JSON.parse((await her.save()).text).case;
  assert.deepEqual(Object.values(orders).map(({ about }) => about), ["p3", "p1"]);
  await closePage(page);
});
