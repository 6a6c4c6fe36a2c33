// Everybody can use it: axe-core on every screen, empty, filled and in error, wide and narrow; focus and contrast modes.
// Pictures of every screen are left in tests/browser/output for people to look at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { findings, layAllOut, overhang, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch, picture, resize } from "./browser.mjs";
import { begin, until, withRest } from "./practitioner.mjs";
import { largeCase } from "./cases/large.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { slow } from "./measure.mjs";
import { option, prompt, topic, topics, word } from "./words.mjs";

const NARROW = { width: 320, height: 720 }, TABLET = { width: 768, height: 1024 }, WIDE = { width: 1280, height: 900 };
const SCREENS = ["home", ...topics.map(({ id }) => id)];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A page with axe in it, and everything laid out. */
async function watchedPage() {
  const page = await freshPage(browser, { before: withAxe });
  await layAllOut(page);
  return page;
}

async function goTo(page, screen) {
  const her = begin(page);
  const { title, nav: name } = screen === "home" ? {} : topic(screen);
  const nav = page.getByRole("navigation", { name: word("topics.title"), exact: true });
  if (screen === "home") { if (await nav.count()) { await her.button(word("topics.home"), nav).press("Enter"); await atItsHeading(her); } return; }
  if (await nav.count()) {
    const deeper = nav.locator("details:not([open]) > summary");
    if (await deeper.count() && !(await her.button(name, nav).isVisible())) await deeper.press("Enter");
    await her.button(name, nav).press("Enter");
  } else await her.button(title).first().press("Enter");
  await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
  await atItsHeading(her);
}

/** The focus follows a screen once it is drawn: until then it may still be taken to the heading from wherever a walk has begun. */
const atItsHeading = (her) => until(async () => /^h2#screen-heading/.test(await her.where()), "the focus is on the heading of the screen");

/** Opens everything that is closed: every line that hides something, also inside what is only drawn when it is opened. */
async function openAll(page) {
  const closed = page.locator("family-history-assistant details:not([open])");
  while (await closed.count()) {
    await closed.evaluateAll((lines) => Promise.all(lines.map((line) => new Promise((drawn) => {
      line.addEventListener("toggle", () => requestAnimationFrame(drawn), { once: true });
      line.open = true;
    }))));
  }
  const folded = await page.locator("details.asked").evaluateAll((lines) => lines.filter((line) => !line.querySelector("textarea")).length);
  assert.equal(folded, 0, "every question that was a line is drawn");
}

/** Looks at one screen at every width, and takes its pictures. */
async function look(page, screen, state, found, least) {
  for (const size of [WIDE, TABLET, NARROW]) {
    await resize(page, size);
    await picture(page, `${screen}-${state}-${size.width}`);
    if (size === TABLET) continue;
    found.push(...(await findings(page, { least })).map((one) => `${screen}, ${state}, ${size.width} px: ${one}`));
    const past = await overhang(page);
    if (past > 0) found.push(`${screen}, ${state}, ${size.width} px: the page reaches ${past} px past its edge`);
  }
  await resize(page, WIDE);
}

test("nothing is found on any screen while it is empty", async () => {
  const page = await watchedPage();
  const found = [];
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await look(page, screen, "empty", found);
    await openAll(page);
    await look(page, screen, "empty-opened", found);
  }
  assert.deepEqual(found, []);
  await closePage(page);
});

test("nothing is found on any screen of a rich case, with everything opened", async () => {
  const page = await watchedPage();
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  const found = [];
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await look(page, screen, "filled", found);
    const entry = page.locator(".card-toggle[aria-expanded=false]").first();
    if (await entry.count()) {
      await entry.press("Enter");
      await page.locator(".card-toggle[aria-expanded=true]").first().waitFor();
    }
    await openAll(page);
    await look(page, screen, "opened", found);
  }
  assert.deepEqual(found, []);
  await closePage(page);
});

test("nothing is found where something is wrong, and where work would be left", async () => {
  const page = await watchedPage();
  const her = begin(page);
  const found = [];
  await her.openFile("this is no case file");
  await page.getByRole("alert").waitFor();
  await look(page, "problems", "error", found);
  await goTo(page, "people");
  await her.add(word("people.add-child"), { "person.born": "31 February 2020" });
  await look(page, "people", "error", found);
  await goTo(page, "records");
  await her.answerOtherwise(prompt("R1-02"), "does-not-apply");
  await page.getByText(word("prompt.reason-needed"), { exact: true }).waitFor();
  await look(page, "records", "error", found);
  await her.press(word("bar.anew"));
  await page.getByRole("alertdialog").waitFor();
  await look(page, "leaving", "error", found);
  await her.press(word("leaving.stay"));
  const { text } = await her.save();
  await her.goTo("people");
  await her.addPerson("child", "Child Ash");
  await her.openFile(text);
  await her.open(word("waiting.differences", { count: 1 }));
  await look(page, "waiting", "error", found);
  await her.press(word("leaving.stay"));
  await her.press(word("bar.cover"));
  await page.getByRole("heading", { name: word("cover.title"), exact: true }).waitFor();
  await look(page, "covered", "error", found, 5);     // a heading, a few words and a button
  assert.deepEqual(found, []);
  await closePage(page);
});

/** Tabs through everything, and hands each control that has the focus to `each`. Says whether the keyboard left after the last control. */
async function tabThrough(page, each) {
  await page.evaluate(() => { document.activeElement?.blur(); getSelection().removeAllRanges(); });
  await page.locator("family-history-assistant").evaluate((element) => {
    element.shadowRoot.querySelector("button:enabled").focus();
  });
  const focused = async () => (await page.evaluateHandle(() => document.querySelector("family-history-assistant").shadowRoot.activeElement)).asElement();
  const first = await focused();
  let last = first;
  for (let here = first; here && !(last !== first && await same(here, first)); here = await focused()) {
    await each(last = here);
    await page.keyboard.press("Tab");
  }
  return last.evaluate((last) => {
    const all = [...last.getRootNode().querySelectorAll("button:enabled, input:not([tabindex='-1']), select, textarea, summary")];
    return all.filter((one) => one.checkVisibility()).at(-1) === last;
  });
}

const same = (one, other) => one.evaluate((one, other) => one === other, other);

/** What shows that this control has the focus. */
const focusMark = (control) => control.evaluate((control) => {
  const style = (element, pseudo) => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor } = getComputedStyle(element, pseudo);
    return { outline: outlineStyle !== "none" && parseFloat(outlineWidth) > 0, boxShadow, backgroundColor, borderColor };
  };
  const label = control.labels?.[0];
  const looks = () => JSON.stringify([control, ...(label ? [label] : [])].flatMap((one) => [style(one), style(one, "::before")]));
  const focused = looks();
  // A mark of a picture has a ring of its own, which is no outline; that of a home is around its name.
  const ring = control.hasAttribute("data-mark") ? control.ownerSVGElement.querySelector(":scope > .focus-inner") : null;
  const touches = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
  const ringed = ring && getComputedStyle(ring).visibility === "visible" && touches(ring.getBoundingClientRect(), control.getBoundingClientRect());
  const marked = ringed || style(control).outline || (label && style(label, "::before").outline);
  control.blur();
  const plain = looks();
  control.focus();
  return { marked: marked || focused !== plain, name: `${control.tagName} ${control.id} ${control.innerText?.slice(0, 40) ?? ""}` };
});

test("what is missing is said of its field, what would be gone in the question's description, and all of it is in English", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const described = (control) => control.evaluate((control) => [control.ariaInvalid, (control.getAttribute("aria-describedby") ?? "").split(" ").map((id) => control.getRootNode().getElementById(id)?.textContent).join(" ")]);
  await her.goTo("records");
  await her.answerOtherwise(prompt("R1-02"), "does-not-apply");
  const why = page.getByRole("textbox", { name: word("answer.reason"), exact: true }).first();
  const [invalid, said] = await described(why);
  assert.equal(invalid, "true");
  assert.ok(said.includes(word("prompt.reason-needed")), said);
  await why.focus();
  await page.keyboard.type("Born abroad");
  await until(async () => (await described(why))[0] !== "true", "it is there");
  await her.press(word("bar.anew"));
  assert.ok((await described(page.getByRole("alertdialog")))[1].includes(word("leaving.unsaved")));
  assert.equal(await page.getByRole("alertdialog").evaluate((dialog) => dialog.closest("[lang]").lang), "en-GB");
  await closePage(page);
});

test("on a dark host page boxes to tick are drawn light, as everything else is", async () => {
  const page = await freshPage(browser);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => { document.head.append(Object.assign(document.createElement("meta"), { name: "color-scheme", content: "dark light" })); });
  const her = begin(page);
  await her.pressOn(page.locator("#papers"));
  const scheme = () => page.locator("#papers-blank").evaluate((box) => getComputedStyle(box).colorScheme);
  assert.match(await scheme(), /light/);
  assert.doesNotMatch(await scheme(), /dark/);
  await closePage(page);
});

test("every control that takes the focus shows it, in the order of the screen, and Tab leads out again", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  for (const screen of SCREENS) {
    await goTo(page, screen);
    const unmarked = [];
    const backwards = [];
    let last = null, controls = 0;
    const toTheEnd = await tabThrough(page, async (control) => {
      controls += 1;
      const { marked, name } = await focusMark(control);
      if (!marked) unmarked.push(name);
      if (last && await control.evaluate((now, last) => Boolean(last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_PRECEDING), last)) backwards.push(name);
      last = control;
    });
    assert.ok(controls > 5 && toTheEnd, `${screen}: Tab goes through it to its last control and out (${controls} controls)`);
    assert.deepEqual(unmarked, [], `${screen}: every control shows the focus`);
    assert.deepEqual(backwards, [], `${screen}: the focus goes the way the screen is read`);
  }
  await closePage(page);
});

test("with forced colours every control still has an edge or words, and the focus is seen", async () => {
  const page = await freshPage(browser, { forcedColors: "active" });
  const her = begin(page);
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  const lost = [];
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await picture(page, `${screen}-forced-colours`);
    lost.push(...await page.locator("family-history-assistant").evaluate((element, screen) => {
      const seen = (control) => {
        const { borderStyle, borderTopWidth, appearance, outlineStyle } = getComputedStyle(control);
        const before = control.labels?.[0] && getComputedStyle(control.labels[0], "::before");
        return (borderStyle !== "none" && parseFloat(borderTopWidth) > 0) || appearance !== "none" || outlineStyle !== "none"
          || (before && before.borderStyle !== "none" && parseFloat(before.borderTopWidth) > 0);
      };
      const fields = [...element.shadowRoot.querySelectorAll("input:not([type=file]), select, textarea")];
      const buttons = [...element.shadowRoot.querySelectorAll("button")].filter((button) => button.checkVisibility() && !button.textContent.trim());
      return [...fields.filter((field) => field.checkVisibility() && !seen(field)), ...buttons].map((one) => `${screen}: ${one.tagName} ${one.id}`);
    }, screen));
  }
  assert.deepEqual(lost, []);
  await closePage(page);
});

test("the focus goes where the work goes: into what was added, on from what was removed, back with undo, to the heading of what was opened", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  await her.add(word("people.add-child"));
  await until(async () => /^input#.*-label/.test(await her.where()), "adding: in the first field");
  await her.done();
  await until(async () => /^button#.*toggle/.test(await her.where()), "closing a card: the focus is on the line that opens it");
  await her.add(word("people.add-mother"));
  await her.press(withRest(word("card.remove", { kind: word("kind.person") }), "Mother"), her.card());
  await her.button("Mother").waitFor({ state: "detached" });
  await her.isSomewhere("removing");
  await her.press(word("bar.undo-step", { step: "remove person: Mother" }));
  await page.getByRole("button", { name: /^Mother/ }).first().waitFor();
  await her.isSomewhere("undo");
  await her.press(word("bar.redo-step", { step: "remove person: Mother" }));
  await her.isSomewhere("redo, whose button is gone");
  await her.openFile(fileOf(richFacts()));
  await until(async () => /^h2/.test(await her.where()), "opening a file: the focus is on the heading");
  await closePage(page);
});

test("where it is narrow, what is seldom used in the bar is behind one button", async () => {
  const page = await watchedPage();
  const her = begin(page);
  const more = her.button(word("bar.more"));
  const seldom = ["seal.button", "bar.open", "bar.anew", "bar.papers", "looking.turn-on", "bar.finish"].map((key) => her.button(word(key), her.at.locator(".bar-rest")));
  const inSight = () => Promise.all(seldom.map((button) => button.isVisible()));
  assert.ok(!(await inSight()).includes(false) && !(await more.isVisible()), "where there is room all of it is in sight");
  await resize(page, NARROW);
  assert.ok(!(await inSight()).includes(true), "where there is none it is put away");
  for (const often of ["bar.undo", "bar.find", "bar.save", "bar.print", "bar.cover"]) assert.ok(await her.button(word(often)).first().isVisible(), often);
  await her.pressOn(more);
  await until(async () => !(await inSight()).includes(false), "and comes by a press");
  assert.deepEqual(await findings(page), []);
  assert.equal(await overhang(page), 0);
  await her.press(word("bar.papers"));
  await her.arrived(word("papers.title"));
  await closePage(page);
});

test("who goes on at once is not called back", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("child", "Child Ash");
  await her.add(word("people.add-mother"));
  /** Closes the card and goes on in one breath, and gives whether the focus is there once everything that was to follow is over. */
  const goesOn = (isOnPage) => page.getByRole("button", { name: /^Child Ash/ }).first().evaluate((child, [done, isOnPage]) => {
    const root = child.getRootNode();
    const onPage = document.body.appendChild(Object.assign(document.createElement("button"), { textContent: "Staff pages" }));
    [...root.querySelectorAll("button")].find((button) => button.textContent.trim() === done).click();
    (isOnPage ? onPage : child).focus();
    return new Promise((told) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => told((root.activeElement ?? document.activeElement) === (isOnPage ? onPage : child))))));
  }, [word("card.done"), isOnPage]);
  assert.ok(await goesOn(false), "the focus stays on what she went to");
  await her.add(word("people.add-father"));
  assert.ok(await goesOn(true), "and on the page around it");
  await closePage(page);
});

test("what is typed without a pause is all there, also where a date moves its entry to another place in the list", async () => {
  const page = await freshPage(browser);
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase(60, 20));
  const her = begin(page);
  await her.goTo("history");
  // So slow that the edit of one key takes longer than the next takes to come.
  await slow(page, 4);
  const keyboard = await page.context().newCDPSession(page);
  for (let time = 0; time < 3; time++) {
    await her.add(word("history.add"));
    await until(async () => /^input#.*-when/.test(await her.where()), "in the first field");
    await Promise.all([..."3 March 2024"].map((text) => keyboard.send("Input.dispatchKeyEvent", { type: "char", text })));
    await until(async () => (await her.card().locator(".card-title").innerText()).includes("3 March 2024"), "all of the date is there, and none of its keys went elsewhere");
    assert.match(await her.where(), /^input#.*-when/, "and the keyboard is where it was");
  }
  await closePage(page);
});

test("what is wrong with a date is told to whoever leaves it without seeing it, and no more once it is right", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("history");
  await her.add(word("history.add"));
  const told = page.locator("family-history-assistant [aria-live=assertive]");
  await her.type(word("event.when"), "31/02/2024", her.card());
  assert.equal(await told.innerText(), "", "nothing is said in between");
  await page.keyboard.press("Tab");
  await until(async () => (await told.innerText()) === word("date.problem.no-such-day"), "it is said");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("3 March 2024");
  await page.keyboard.press("Tab");
  await until(async () => (await told.innerText()) === "", "nothing is wrong any more");
  await closePage(page);
});

test("clearing an answer and putting a message away leave the focus on the screen", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.goTo("start");
  await her.choose(word("head.checkpoint"), option("checkpoint", "referral"));
  await her.press(withRest(word("choice.clear"), word("head.checkpoint")));
  await her.isSomewhere("clearing an answer");
  await her.openFile("no file of ours");
  await until(async () => /problems/.test(await her.where()), "the message takes the focus");
  await her.press(withRest(word("problems.dismiss")));
  await page.getByRole("alert").waitFor({ state: "detached" });
  await her.isSomewhere("putting a message away");
  await closePage(page);
});
