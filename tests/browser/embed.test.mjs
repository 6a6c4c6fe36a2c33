// A guest on somebody else's page: several at once, moved, removed and put back, closed, and dressed by its host only where it lets itself be.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { rememberMemories } from "./memory.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const ELEMENT = "family-history-assistant";

/** Adds a person through one assistant of the page. */
async function addMother(her, label) {
  await her.goTo("people");
  await her.addPerson("mother", label);
}

test("two assistants on one page know nothing of each other", async () => {
  const page = await freshPage(browser);
  await page.evaluate((name) => document.querySelector("main").append(Object.assign(document.createElement(name), { id: "second" })), ELEMENT);
  const first = begin(page, page.locator(ELEMENT).first()), second = begin(page, page.locator("#second"));
  await second.heading().waitFor();
  await addMother(first, "Mother of one");
  await second.goTo("people");
  assert.equal(await second.at.getByText("Mother of one").count(), 0);
  await second.addPerson("father", "Father of another");
  assert.equal(await first.at.getByText("Father of another").count(), 0);
  await second.press(word("bar.undo-step", { step: "change person: Father" }));
  await first.at.locator("button.card-toggle").filter({ hasText: "Mother of one" }).waitFor();
  await page.evaluate(() => document.querySelector("#second").close());
  await first.press(word("bar.undo-step", { step: "change person: Mother" }));
  await closePage(page);
});

test("an assistant that is moved, taken off the page and put back keeps its work", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await addMother(her, "Mother who stays");
  const kept = () => page.getByRole("button", { name: /^Mother who stays/ }).first().waitFor();
  await page.evaluate((name) => document.querySelector("footer").append(document.querySelector(name)), ELEMENT);
  await kept();
  await page.evaluate((name) => { const element = document.querySelector(name); window.aside = element; element.remove(); }, ELEMENT);
  assert.equal(await page.getByText("Mother who stays").count(), 0);
  await page.evaluate(() => document.querySelector("main").append(window.aside));
  await kept();
  if (await page.evaluate(() => "moveBefore" in Element.prototype)) {
    await page.evaluate((name) => document.querySelector(".page").moveBefore(document.querySelector(name), null), ELEMENT);
    await kept();
  }
  await her.addPerson("child", "Child after the move");
  await her.press(word("bar.undo-step", { step: "change person: Child A" }));
  const { text } = await her.save();
  assert.ok(text.includes("Mother who stays"));
  await closePage(page);
});

test("closing ends the work, takes everything off the page, and lets it be collected; put back, it starts empty", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await addMother(her, "Mother to forget");
  await page.evaluate((name) => {
    const element = document.querySelector(name);
    element.close();
    window.left = element.shadowRoot.querySelectorAll("button, input").length;
    element.remove();
    document.querySelector("main").append(element);
  }, ELEMENT);
  assert.equal(await page.evaluate(() => window.left), 0);
  await her.heading().waitFor();
  await her.goTo("people");
  assert.equal(await page.getByText("Mother to forget").count(), 0);
  await closePage(page);
});

test("assistants that come and go give back the memory they took", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(rememberMemories) });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.enable");
  const comeAndGo = async (times) => {
    for (let time = 0; time < times; time++) {
      await page.evaluate((name) => new Promise((done) => {
        const element = document.createElement(name);
        element.addEventListener("fha-ready", () => { element.close(); element.remove(); done(); }, { once: true });
        document.querySelector("main").append(element);
      }), ELEMENT);
    }
    await cdp.send("HeapProfiler.collectGarbage");
    return page.evaluate(() => window.memoriesLeft());
  };
  const memories = await comeAndGo(6);
  assert.ok(memories <= 2, `of seven instances ${memories} are left`);
  await closePage(page);
});

test("undo and redo say what they take back, one step for a whole sentence, and go all the way", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  assert.ok(await her.button(word("bar.undo")).isDisabled(), "nothing to take back yet");
  await her.press(word("people.add-mother"));
  await her.cardIsReady();
  await her.type(word("person.label"), " of two children", her.card());
  await her.done();
  const undo = (step) => her.press(word("bar.undo-step", { step })), redo = (step) => her.press(word("bar.redo-step", { step }));
  await undo("change person: Mother");
  await page.getByRole("button", { name: /^Mother/ }).first().waitFor();
  await redo("change person: Mother");
  await undo("change person: Mother");
  // Typing after undo leaves nothing to redo, and the focus where it was.
  await her.press(word("people.add-child"));
  await her.cardIsReady();
  await undo("add person: Child A");
  await redo("add person: Child A");
  await undo("add person: Child A");
  await page.getByRole("button", { name: /^Mother/ }).first().press("Enter");
  await her.cardIsReady();
  await her.type(word("person.label"), " of two children", her.card());
  await her.done();
  await undo("change person: Mother");
  await undo("add person: Mother");
  assert.ok(await her.button(word("bar.undo")).isDisabled());
  assert.equal(await page.getByRole("button", { name: /^Mother/ }).count(), 0);
  await redo("add person: Mother");
  await redo("change person: Mother");
  await page.getByRole("button", { name: /^Mother of two children/ }).first().waitFor();
  await closePage(page);
});

/** Dresses the page as a host might: loud rules for every element, as constructed sheets, which its policy allows. */
const dress = (page, css) => page.evaluate((css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}, css);

test("the rules of the host page do not reach in, and its font and brand colour do where they are meant to", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("start");
  const looks = () => her.at.locator(ELEMENT).evaluate((element) => ["button", "input", "h2", "legend", "p", "label"].map((name) => {
    const one = element.shadowRoot.querySelector(name);
    const { textTransform, letterSpacing, fontSize, fontStyle, color, borderTopWidth, padding, lineHeight, textAlign, wordSpacing, textIndent, whiteSpace, direction, cursor } = getComputedStyle(one);
    return { name, textTransform, letterSpacing, fontSize, fontStyle, color, borderTopWidth, padding, lineHeight, textAlign, wordSpacing, textIndent, whiteSpace, direction, cursor };
  }));
  // The same room before and after: the assistant rightly lays itself out by its own width.
  await dress(page, `${ELEMENT} { position: fixed; inset: 0 auto auto 0; width: 900px }`);
  const before = await looks();
  await dress(page, `
    html { font-size: 30px }
    body, main, ${ELEMENT} { text-transform: uppercase; letter-spacing: 4px; word-spacing: 9px; font: italic 30px/3 cursive; text-align: right; text-indent: 40px; color: red; white-space: pre; cursor: crosshair }
    button, input, h2, h3, p, legend, label { text-transform: uppercase; border: 9px solid red; padding: 40px; font-size: 40px }
    button { display: none !important }`);
  assert.deepEqual(await looks(), before);
  const coming = page.waitForEvent("download");
  await her.press(word("bar.save"));
  await coming;
  await dress(page, `:root { --fha-font: "Courier New"; --fha-accent: rgb(120, 20, 60) }`);
  const theirs = await her.at.locator(ELEMENT).evaluate((element) => ({
    font: getComputedStyle(element.shadowRoot.querySelector(".fha p")).fontFamily,
    accent: [...element.shadowRoot.querySelectorAll("button, summary, h2")].some((one) => Object.values(getComputedStyle(one)).includes("rgb(120, 20, 60)")),
  }));
  assert.match(theirs.font, /Courier New/);
  assert.ok(theirs.accent, "the host's colour is somewhere on the screen");
  await closePage(page);
});

test("the keyboard goes in at the front, out at the back, and back in again", async () => {
  const page = await freshPage(browser);
  await page.evaluate((name) => {
    const stop = (words) => Object.assign(document.createElement("a"), { href: "#", textContent: words, id: words });
    document.querySelector(name).before(stop("before"));
    document.querySelector(name).after(stop("after"));
    document.getElementById("before").focus();
  }, ELEMENT);
  const here = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  const through = async (key, end) => {
    for (let presses = 0; presses < 300; presses++) {
      await page.keyboard.press(key);
      if ((await here()) === end) return presses;
      assert.equal(await here(), ELEMENT, "between the two stops the focus is in the assistant");
    }
    return assert.fail(`${key} never led out`);
  };
  const there = await through("Tab", "after"), back = await through("Shift+Tab", "before");
  assert.equal(there, back, "as many stops on the way there as on the way back");
  assert.ok(there > 10);
  await closePage(page);
});

test("leaving the page is questioned only while there is work in no file", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await asks(), false, "nothing was done yet");
  await addMother(her, "Mother");
  await until(asks, "with work in hand the page asks");
  await her.save();
  await until(async () => !(await asks()), "after saving it does not ask");
  await her.addPerson("child", "Child");
  await until(asks, "after another change it asks again");
  await her.type(word("quick.people"), "uncle, about 30");
  await page.evaluate((name) => document.querySelector(name).close(), ELEMENT);
  await until(async () => !(await asks()), "a closed assistant does not ask");
  await closePage(page);
});

test("the page can open a file for the person, and is told when it is ready and when a file was saved", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(() => {
    window.told = [];
    for (const name of ["fha-ready", "fha-saved", "fha-failed"]) document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail]));
  }) });
  const her = begin(page);
  await addMother(her, "Mother on file");
  const { text } = await her.save();
  await page.evaluate(([name, text]) => {
    const element = document.querySelector(name);
    element.close();
    return element.openFile(text);
  }, [ELEMENT, text]);
  await her.heading().waitFor();
  await her.goTo("people");
  await page.getByRole("button", { name: /^Mother on file/ }).first().waitFor();
  assert.deepEqual(await page.evaluate(() => window.told), [["fha-ready", null], ["fha-saved", null], ["fha-ready", null]]);
  await closePage(page);
});
