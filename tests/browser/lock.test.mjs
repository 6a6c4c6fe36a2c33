// Whatever hides the work: the cover by hand and by keyboard, a while with nothing pressed, going to another page and back, and the
// end of the work. Nothing of a family is on the screen then, and nothing of it is lost, but by finishing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { findings, overhang, withAxe } from "./axe.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch, openIn, resize, SHAPE, toolsOf, TRAINERS } from "./browser.mjs";
import { inHeap, inMemory, keepMemories } from "./memory.mjs";
import { catchPrinting } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";

const CANARY = "Zqxwv";
const ELEMENT = "family-history-assistant";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Somebody with the name of a canary in a field, and the caret in the middle of a line that is half typed. */
async function halfWay({ on = browser, ...options } = {}) {
  const page = await freshPage(on, options);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", `${CANARY} mother`);
  await until(async () => (await her.where()).includes(CANARY), "the focus is on the entry that was closed");
  const line = her.field(word("quick.people"));
  await her.tabTo(line);
  await page.keyboard.type(`${CANARY} uncle`);
  for (let back = 0; back < 5; back++) await page.keyboard.press("ArrowLeft");
  const isBack = async () => assert.deepEqual(
    await line.evaluate((line) => [line.getRootNode().activeElement === line, line.value, line.selectionStart]),
    [true, `${CANARY} uncle`, CANARY.length + 1], "the line, the caret and the focus are as they were");
  return { page, her, line, isBack };
}

/** A file with a canary in everything that is said in it but how the record is found. */
const withCanary = () => {
  const facts = richFacts((text) => `${text} ${CANARY}`);
  facts.head.reference = "Larch 3";
  return fileOf(facts);
};

/** What is wrong is said in red and in words beside the field, which is marked and has the keyboard. */
async function isWrong(page, field, words) {
  const said = page.getByRole("alert").filter({ hasText: words });
  await said.waitFor();
  await until(async () => (await field.getAttribute("aria-invalid")) === "true", "the field is marked");
  assert.ok((await field.getAttribute("aria-describedby")).split(" ").includes(await said.getAttribute("id")), "the words are those of the field");
  assert.equal(await field.evaluate((field) => field.getRootNode().activeElement === field), true, "the keyboard is in it");
  assert.match(await said.evaluate((said) => getComputedStyle(said).color), /rgb\(163, 33, 26\)/);
  assert.ok(await said.evaluate((said) => parseFloat(getComputedStyle(said.parentElement).borderInlineStartWidth) >= 4), "and a bar stands beside it");
}

const title = (page, key) => page.getByRole("heading", { name: word(key), exact: true });
const shadow = (page) => page.locator(ELEMENT).evaluate((element) => element.shadowRoot.innerHTML + [...element.shadowRoot.querySelectorAll("input, textarea")].map(({ value }) => value));

/** Nothing of the family is drawn, read out or on the picture of the screen. */
async function isCovered(page) {
  await title(page, "cover.title").waitFor();
  assert.ok(!(await shadow(page)).includes(CANARY), "not in the page");
  const { nodes } = await (await toolsOf(page)).send("Accessibility.getFullAXTree");
  assert.ok(nodes.length > 3 && !JSON.stringify(nodes).includes(CANARY), "not read out");
  assert.ok(!(await page.evaluate(() => document.body.innerText)).includes(CANARY), "not in words");
}

/** A panel is for everybody: by axe, and at 320 px. */
async function isForEverybody(page) {
  assert.deepEqual(await findings(page, { least: 5 }), []);
  const size = page.viewportSize();
  await resize(page, { width: 320, height: 640 });
  assert.equal(await overhang(page), 0, "nothing stands out at 320 px");
  await resize(page, size);
}

/** Listens to what the page around is told. */
const listening = (page) => page.addInitScript(() => {
  window.told = [];
  for (const name of ["fha-locked", "fha-unlocked", "fha-finished"]) document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail]));
});

test("three times Shift covers the screen at once, and one key brings back the same field and caret", async () => {
  const { page, her, isBack } = await halfWay({ before: async (page) => { await listening(page); await withAxe(page); } });
  // From the third key to the cover, in the page itself.
  await page.evaluate((name) => {
    let from;
    addEventListener("keydown", () => { from = performance.now(); }, true);
    document.addEventListener("fha-locked", () => {
      document.querySelector(name).shadowRoot.firstElementChild.getBoundingClientRect();
      window.took = performance.now() - from;
    });
  }, ELEMENT);
  for (let time = 0; time < 3; time++) await page.keyboard.press("Shift");
  await isCovered(page);
  const took = await page.evaluate(() => window.took);
  assert.ok(took < 100, `covered after ${took} ms`);
  await until(async () => (await her.where()).includes(word("cover.show")), "the keyboard is on the button");
  await isForEverybody(page);
  await page.keyboard.press("Enter");
  await isBack();
  assert.deepEqual(await page.evaluate(() => window.told), [["fha-locked", null], ["fha-unlocked", null]]);

  // Shift as it is used in typing covers nothing, and a host may turn the keys off.
  await page.keyboard.press("Shift+a");
  await page.keyboard.press("Shift+b");
  await page.keyboard.press("Shift+c");
  assert.equal(await title(page, "cover.title").count(), 0);
  await page.locator(ELEMENT).evaluate((element) => element.setAttribute("cover-key", "off"));
  for (let time = 0; time < 4; time++) await page.keyboard.press("Shift");
  assert.equal(await title(page, "cover.title").count(), 0);

  // The button does the same, and gets the focus back.
  await her.press(word("bar.cover"));
  await isCovered(page);
  await page.keyboard.press("Enter");
  await until(async () => (await her.where()).includes(word("bar.cover")), "the focus is on the button again");
  assert.ok((await her.save()).text.includes(`${CANARY} mother`));
  await closePage(page);
});

test("the cover does not wait for what was printed: it is there first, and the papers are gone behind it", async () => {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);
  await her.openFile(withCanary());
  await page.getByText("Larch 3", { exact: true }).waitFor();
  for (const times of [1, 2]) {
    await her.press(word("bar.print"));
    await page.waitForFunction((times) => window.timesPrinted === times, times);
  }
  const papers = () => page.locator(ELEMENT).evaluate((element) => element.shadowRoot.querySelectorAll("iframe").length);
  const kept = SHAPE === "embed" ? 0 : 1;         // in a sandbox the page itself is printed
  assert.equal(await papers(), kept, "of two papers the first made way for the second");
  const seen = await page.locator(ELEMENT).evaluate(async ({ shadowRoot }) => {
    shadowRoot.getElementById("cover").click();
    await Promise.resolve();
    return { covered: shadowRoot.querySelector(".covered") !== null, papers: shadowRoot.querySelectorAll("iframe").length };
  });
  assert.deepEqual(seen, { covered: true, papers: kept });
  await until(async () => await papers() === 0, "no paper is behind the cover");
  await her.press(word("cover.show"));

  // Where the page is left no frame comes any more.
  await her.press(word("bar.print"));
  await page.waitForFunction(() => window.timesPrinted === 3);
  const left = await page.locator(ELEMENT).evaluate(async ({ shadowRoot }) => {
    shadowRoot.getElementById("cover").click();
    await Promise.resolve();
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    return { covered: shadowRoot.querySelector(".covered") !== null, papers: shadowRoot.querySelectorAll("iframe").length };
  });
  assert.deepEqual(left, { covered: true, papers: 0 });
  await closePage(page);
});

test("after ten minutes with nothing pressed the screen is covered; it says so a minute before, and any key keeps it open", async () => {
  const { page, isBack } = await halfWay({ before: async (page) => { await page.clock.install(); await withAxe(page); } });
  const soon = page.getByRole("alert").filter({ hasText: word("cover.soon") });
  await page.clock.runFor("09:01");
  await soon.waitFor();
  await isForEverybody(page);
  await page.keyboard.press("Shift");
  await soon.waitFor({ state: "detached" });
  await page.clock.runFor("08:30");
  assert.equal(await soon.count(), 0, "the time counts from the last key");
  await page.clock.runFor("00:40");
  await soon.waitFor();
  await page.clock.runFor("01:00");
  await isCovered(page);
  await page.keyboard.press("Enter");
  await isBack();

  // A computer that slept covers it when it wakes.
  await page.clock.pauseAt(Date.now() + 3 * 3600_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await isCovered(page);
  await page.keyboard.press("Enter");
  await isBack();

  // And one that slept with the page in front, when it is first touched: no clock of the page ran meanwhile.
  await page.clock.setSystemTime(Date.now() + 9 * 3600_000);
  await page.mouse.move(200, 200);
  await isCovered(page);
  await closePage(page);
});

test("what a screen reader or a switch presses for somebody, or moves the focus to, is work: the screen is not covered under it", async () => {
  const { page } = await halfWay({ before: (page) => page.clock.install() });
  const soon = page.getByRole("alert").filter({ hasText: word("cover.soon") });
  for (const act of ["click", "focus"]) {
    await page.clock.runFor("09:01");
    await soon.waitFor();
    // No key and no pointer comes with what such tools do.
    await page.locator("#undo").evaluate((button, act) => button[act](), act);
    await soon.waitFor({ state: "detached" });
  }
  await page.clock.runFor("08:30");
  assert.equal(await soon.count(), 0, "the time counts from the last of it");
  await closePage(page);
});

test("the page around says after how long, or never, and where nothing is typed nothing is covered", async () => {
  const idle = async (minutes, time, work) => {
    const page = await freshPage(browser, { before: async (page) => {
      await page.clock.install();
      await page.addInitScript(({ minutes, name }) => document.addEventListener("DOMContentLoaded", () => {
        if (minutes) document.querySelector(name).setAttribute("lock-after", minutes);
      }), { minutes, name: ELEMENT });
    } });
    if (work) await begin(page).openFile(fileOf(richFacts()));
    if (work) await page.getByText("Larch 3", { exact: true }).waitFor();
    await page.clock.runFor(time);
    const is = await title(page, "cover.title").count();
    await closePage(page);
    return is === 1;
  };
  assert.equal(await idle("never", "03:00:00", true), false);
  assert.equal(await idle("0", "03:00:00", true), false);
  assert.equal(await idle("3", "02:50", true), false);
  assert.equal(await idle("3", "03:10", true), true);
  assert.equal(await idle("soon", "10:10", true), true, "what is no number is ten minutes");
  assert.equal(await idle(null, "03:00:00", false), false);
});

test("a code that is set for this sitting is asked for, and a wrong one shows nothing", async () => {
  const { page, her } = await halfWay({ before: withAxe });
  await her.press(word("foot.keeping"));
  await title(page, "keeping.title").waitFor();
  await isForEverybody(page);
  const code = page.getByLabel(word("keeping.code-new"), { exact: true });
  await her.tabTo(code);
  await page.keyboard.type("abc");
  await her.press(word("keeping.code-set"));
  await isWrong(page, code, word("keeping.code-short"));
  await isForEverybody(page);
  await her.tabTo(code);
  await page.keyboard.type("dovecote");
  await her.press(word("keeping.code-set"));
  await page.getByText(word("keeping.code-is-set"), { exact: true }).waitFor();
  assert.equal(await code.getAttribute("aria-invalid"), null);
  assert.equal(await code.inputValue(), "", "it does not stay in the field");
  await her.press(word("keeping.back"));
  await until(async () => (await her.where()).includes(word("foot.keeping")), "the focus is where it was");

  await her.press(word("bar.cover"));
  await isCovered(page);
  await isForEverybody(page);
  await page.keyboard.type("not this");
  await page.keyboard.press("Enter");
  await isWrong(page, page.getByLabel(word("cover.code"), { exact: true }), word("cover.wrong-code"));
  await isCovered(page);
  await isForEverybody(page);
  await page.keyboard.type("abcdovecote");
  await page.keyboard.press("Enter");
  await her.button(word("bar.cover")).waitFor();
  assert.equal(await page.locator(ELEMENT).evaluate((element) => element.shadowRoot.querySelectorAll("input[type=password]").length), 0);

  await her.press(word("foot.keeping"));
  await her.press(word("keeping.code-off"));
  await her.press(word("keeping.back"));
  await her.press(word("bar.cover"));
  await her.press(word("cover.show"));
  await page.getByRole("button", { name: new RegExp(`^${CANARY} mother`) }).first().waitFor();
  await closePage(page);
});

test("what is typed in a code can be looked at, by keyboard too, and is hidden again for whoever comes next", async () => {
  const { page, her } = await halfWay();
  const code = () => page.getByLabel(word("keeping.code-new"), { exact: true });
  const show = async (of) => {
    await her.tabTo(her.tickBox(word("cover.show-typed")).first());
    await page.keyboard.press("Space");
    assert.equal(await of.getAttribute("type"), "text");
  };
  await her.press(word("foot.keeping"));
  await her.tabTo(code());
  await page.keyboard.type("dovecote");
  assert.equal(await code().getAttribute("type"), "password");
  await show(code());
  // Covered, with a code or without one: what is behind the cover is hidden when it comes back.
  for (let time = 0; time < 3; time++) await page.keyboard.press("Shift");
  await isCovered(page);
  await her.press(word("cover.show"));
  assert.deepEqual([await code().getAttribute("type"), await code().inputValue()], ["password", "dovecote"]);
  await show(code());
  await her.press(word("keeping.code-set"));
  await page.getByText(word("keeping.code-is-set"), { exact: true }).waitFor();
  await her.press(word("keeping.back"));
  await her.press(word("foot.keeping"));
  assert.equal(await code().getAttribute("type"), "password");
  await her.press(word("keeping.back"));

  await her.press(word("bar.cover"));
  const asked = page.getByLabel(word("cover.code"), { exact: true });
  await her.tabTo(asked);
  await page.keyboard.type("dove");
  await show(asked);
  await her.tabTo(asked);
  await page.keyboard.press("End");
  await page.keyboard.type("cote");
  await page.keyboard.press("Enter");
  await her.button(word("bar.cover")).waitFor();
  await her.press(word("bar.cover"));
  assert.equal(await asked.getAttribute("type"), "password");
  await closePage(page);
});

/** The same chance every time. */
const chance = (seed) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

test("covers among the keys change nothing of what is typed", async () => {
  const run = async (covers) => {
    const page = await freshPage(browser);
    const her = begin(page);
    const random = chance(7), other = chance(11);
    await her.openFile(fileOf(richFacts()));
    await page.getByText("Larch 3", { exact: true }).waitFor();
    await her.goTo("history");
    await her.add(word("history.add"));
    for (const key of ["event.when", "event.what"]) {
      await her.tabTo(her.field(word(key), her.card()));
      for (let letter = 0; letter < 40; letter++) {
        const is = random(), cover = other() < 0.2;
        await page.keyboard.press(is < 0.1 ? "Backspace" : is < 0.2 ? "ArrowLeft" : is < 0.3 ? "ArrowRight" : "abcdefgh 2019"[Math.floor(random() * 13)]);
        if (!covers || !cover) continue;
        if (other() < 0.5) for (let time = 0; time < 3; time++) await page.keyboard.press("Shift");
        else await page.evaluate(() => { dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })); dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })); });
        await title(page, "cover.title").waitFor();
        await page.keyboard.press("Enter");
        await title(page, "cover.title").waitFor({ state: "detached" });
      }
    }
    const { text } = await her.save();
    await closePage(page);
    return JSON.parse(text).case;
  };
  assert.deepEqual(await run(true), await run(false));
});

test("a page that is left and kept whole by the browser comes back covered", async (t) => {
  const keeping = await launch({ keepsPages: true });
  t.after(() => keeping.close());
  const { page, her, isBack } = await halfWay({ on: keeping });
  page.on("dialog", (dialog) => dialog.accept());
  await page.evaluate(() => { window.stays = "whole"; });
  if (["element", "npm"].includes(SHAPE)) {
    await page.goto(TRAINERS);
    const debug = await page.context().newCDPSession(page);
    const { entries, currentIndex } = await debug.send("Page.getNavigationHistory");
    await debug.send("Page.navigateToHistoryEntry", { entryId: entries[currentIndex - 1].id });
  } else {
    // A file is kept by no browser, and the tools of testing lose a frame that is: there the page is told what browsers tell it.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    await isCovered(page);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  }
  await isCovered(page);
  assert.equal(await page.evaluate(() => window.stays), "whole", "it is the same page, not one loaded again");
  await her.press(word("cover.show"));
  await isBack();
});

test("a page that is loaded again, or opened as a double, knows nothing", async () => {
  const { page } = await halfWay();
  const knowsNothing = async (there) => {
    await begin(there).heading().waitFor();
    assert.ok(!(await shadow(there)).includes(CANARY));
  };
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(TRAINERS);
  await page.goBack();
  await knowsNothing(page);
  await begin(page).goTo("people");
  await begin(page).addPerson("mother", `${CANARY} mother`);
  await page.reload();
  await knowsNothing(page);
  // A tab that is opened once more, as a double of this one, or after it was closed.
  const double = await openIn(page.context(), { address: page.url() });
  await knowsNothing(double);
  await closePage(page);
});

test("finishing asks first, and then nothing of the family is left on the page or in its memory", async () => {
  const { page, her, line } = await halfWay({ before: async (page) => {
    await catchPrinting(page);
    await listening(page);
    await withAxe(page);
    await page.addInitScript(keepMemories);
    await page.addInitScript(() => {
      const { createObjectURL, revokeObjectURL } = URL;
      window.addresses = [];
      window.takenBack = [];
      URL.revokeObjectURL = (address) => {
        window.takenBack.push(address);
        revokeObjectURL(address);
      };
      URL.createObjectURL = (blob) => {
        const address = createObjectURL(blob);
        window.addresses.push(address);
        return address;
      };
    });
  } });
  await her.press(word("bar.print"));
  await page.waitForFunction(() => window.timesPrinted > 0);
  await her.press(word("bar.finish"));
  await title(page, "finish.title").waitFor();
  await page.getByText(word("finish.unsaved"), { exact: true }).waitFor();
  await isForEverybody(page);
  const coming = page.waitForEvent("download");
  await her.press(word("finish.save-first"));
  assert.ok(readFileSync(await (await coming).path(), "utf8").includes(CANARY), "one press saves");
  await until(async () => (await her.where()).includes(word("bar.save")), "the keyboard is on what saves");
  assert.equal(await line.inputValue(), `${CANARY} uncle`);
  assert.deepEqual(await inMemory(page, [CANARY]), [CANARY], "until now it was there");

  await her.press(word("bar.finish"));
  await her.press(word("finish.stay"));
  await until(async () => (await her.where()).includes(word("bar.finish")), "the focus is where it was");
  await her.press(word("bar.finish"));
  await her.press(word("finish.go-on-unsaved"));
  await title(page, "finish.done").waitFor();
  await until(async () => (await her.where()).includes(word("finish.done")), "the focus is at the words");
  await isForEverybody(page);
  assert.deepEqual(await page.evaluate(() => window.told), [["fha-finished", null]]);
  const [given, back] = await page.evaluate(() => [window.addresses, window.takenBack]);
  assert.ok(given.length === 1 && back.includes(given[0]), "the file that was handed out is let go");
  const cdp = await toolsOf(page);
  await cdp.send("HeapProfiler.collectGarbage");
  assert.deepEqual(await inMemory(page, [CANARY]), [], "not in the memory of the assistant");
  assert.deepEqual(await inHeap(page, [CANARY]), [], "not in the page");
  assert.ok(!(await shadow(page)).includes(CANARY));

  await her.press(word("finish.anew"));
  await her.goTo("people");
  assert.ok(!(await shadow(page)).includes(CANARY));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  assert.equal(await title(page, "cover.title").count(), 0, "there is nothing to cover");
  await closePage(page);
});

test("what was printed is gone with the work", async () => {
  const page = await freshPage(browser, { before: async (page) => { await page.addInitScript(keepMemories); await catchPrinting(page); } });
  const her = begin(page);
  await her.openFile(withCanary());
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.press(word("bar.print"));
  await page.waitForFunction(() => window.timesPrinted === 1);
  const papers = await page.locator(ELEMENT).evaluate((element) => {
    element.close();
    return element.shadowRoot.querySelectorAll("iframe").length;
  });
  assert.equal(papers, 0);
  const cdp = await toolsOf(page);
  await cdp.send("HeapProfiler.collectGarbage");
  assert.deepEqual(await inMemory(page, [CANARY]), [], "not in the memory of the assistant");
  assert.deepEqual(await inHeap(page, [CANARY]), [], "not in the page");
  await closePage(page);
});

test("where all is in a file, finishing says so and takes two presses", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(keepMemories) });
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  await her.press(word("bar.finish"));
  await page.getByText(word("finish.saved"), { exact: true }).waitFor();
  await her.press(word("finish.go-on"), page.locator(".stopped"));
  await title(page, "finish.done").waitFor();
  assert.equal(await page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }))), false, "leaving is not questioned");
  await closePage(page);
});
