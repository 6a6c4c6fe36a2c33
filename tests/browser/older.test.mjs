// Two who work from one file: an older file, or one that went another way, does not take the place of the review unseen.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const asks = (page, kin) => page.getByRole("alertdialog", { name: word(`waiting.title-${kin}`), exact: true });
const people = (page, her) => async (...labels) => {
  await her.goTo("people");
  for (const label of labels) await page.getByRole("button", { name: new RegExp(`^${label}`) }).first().waitFor();
};

/** A page whose review was saved, changed and saved again; with both files. */
async function twoFiles() {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", "Mother Birch");
  const old = (await her.save()).text;
  await her.addPerson("child", "Child Ash");
  return { page, her, old, now: (await her.save()).text };
}

test("an earlier file of the open review is told as one, with what is different, and is opened in its place only when she says so", async () => {
  const { page, her, old, now } = await twoFiles();
  await her.openFile(old);
  const panel = asks(page, "older");
  await panel.waitFor();
  const isAt = (key) => until(async () => (await her.where()).includes(word(key)), `the keyboard is at “${word(key)}”`);
  await isAt("waiting.title-older");
  await her.open(word("waiting.differences", { count: 1 }), panel);
  assert.match(await panel.getByRole("listitem").innerText(), new RegExp(`${word("changed.act.add")}\\s+Child Ash`));
  assert.equal(await her.button(word("waiting.combine"), panel).count(), 0, "there is nothing in it that is not here");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await isAt("bar.open");
  assert.equal((await her.save()).text, now, "nothing was changed");

  await her.openFile(old);
  await her.press(word("waiting.open"), panel);
  await panel.waitFor({ state: "detached" });
  await her.isSomewhere("the file was opened");
  await people(page, her)("Mother Birch");
  assert.equal(await page.getByRole("button", { name: /^Child Ash/ }).count(), 0);
  // The later one goes on from it: nothing of this would be put aside.
  await her.openFile(now);
  await page.getByRole("heading", { level: 3, name: word("topics.title"), exact: true }).waitFor();
  await people(page, her)("Mother Birch", "Child Ash");
  assert.equal(await panel.count(), 0);
  await closePage(page);
});

test("two tabs that each went on with one file are told so, and can combine", async () => {
  const { page, her, old } = await twoFiles();
  const other = await freshPage(browser);
  const him = begin(other);
  await him.openFile(old);
  await people(other, him)("Mother Birch");
  await him.addPerson("other-adult", "Uncle Larch");
  const his = (await him.save()).text;
  await closePage(other);

  await her.addPerson("grandmother", "Gran Elm");
  await her.openFile(his);
  const panel = asks(page, "parted");
  await panel.waitFor();
  assert.ok(await panel.getByText(word("leaving.unsaved"), { exact: true }).isVisible(), "what is in no file is said");
  await her.press(word("waiting.combine"), panel);
  await page.getByRole("heading", { name: word("combine.whose"), exact: true }).waitFor();
  await people(page, her)("Mother Birch", "Child Ash", "Gran Elm");
  await closePage(page);
});
