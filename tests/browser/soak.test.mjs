// A short day at one review. `cargo xtask bench --soak` works through a long one: 10,000 edits, 500 screens, 100 papers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { begin } from "./practitioner.mjs";
import { ROUND, growth, soak } from "./soak.mjs";
import { topic, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test("nothing grows with the edits, the screens opened and the papers printed", async () => {
  // After the warm-up, in which lists that have an end (what undo takes back) get some of their length, and code is made fast.
  const rounds = Math.ceil(650 / ROUND);
  const result = await soak(browser, { rounds, warm: Math.ceil(rounds * 0.4), screens: 50, prints: 10 });
  assert.ok(result.edits >= 600, `${result.edits} edits`);
  for (const what of ["heap", "module", "listeners", "elements"]) {
    const grown = growth(result, what);
    assert.ok(grown < 0.1, `${what}: ${result.after[what]} after the warm-up, ${result.end[what]} at the end`);
  }
  const functions = result.end.functions - result.after.functions;
  assert.ok(functions < rounds, `${functions} functions more are kept, after ${rounds} rounds of several presses each`);
});

test("after hundreds of edits what is kept of each is put together, and a stop still loses nothing", async () => {
  const page = await freshPage(browser, { before: async (page) => {
    await page.clock.install();
    // A page whose document refuses one kind of element, once: the assistant cannot draw it and stops.
    await page.addInitScript(() => {
      for (const [kind, name] of [[Document, "createElement"], [Node, "cloneNode"]]) {
        const makes = kind.prototype[name];
        kind.prototype[name] = function (...given) {
          const made = makes.apply(this, given);
          if (window.refuse && made.localName === window.refuse) { window.refuse = null; throw new Error("refused by the page"); }
          return made;
        };
      }
    });
  } });
  const her = begin(page);
  await her.goTo("history");
  await her.add(word("history.add"));
  const told = "What was seen and said. ".repeat(23);
  await her.type(word("event.what"), told, her.card());
  await page.clock.fastForward(5000);
  await her.type(word("event.what"), "And one more.", her.card());
  await her.goTo("people");
  await page.evaluate(() => { window.refuse = "textarea"; });
  await her.press(topic("history").nav);
  const coming = page.waitForEvent("download");
  await her.press("Save what you have to a file");
  const { base, journal } = JSON.parse(readFileSync(await (await coming).path(), "utf8"));
  assert.ok(base.includes(told), "most of it is in the file that the rest stands on");
  assert.ok(journal.length <= 100, `${journal.length} edits are kept one by one`);

  await her.press("Carry on");
  await page.getByRole("status").filter({ hasText: word("save.not-in-a-file") }).first().waitFor();
  const { text } = await her.save();
  assert.ok(text.includes(`${told}And one more.`));
  await closePage(page);
});
