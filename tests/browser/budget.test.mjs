// Budgets that a user would feel: how soon the first screen stands there, how long the slowest thing done takes on a slow machine,
// and that the page around it neither freezes nor jumps. The figures themselves are in BENCHMARKS.md. Machines that run tests are
// slower than desks and differ by more than a factor of two from hour to hour, so each bound here is three or four times the budget, and the
// best of several is held against it, because what else a machine does only adds: what breaks one is no noise.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closePage, freshPage, homeOf, launch } from "./browser.mjs";
import { largeCase } from "./cases/large.mjs";
import { farFrom } from "./line.mjs";
import { catchPrinting } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { coldLoad, measured, slow, watch } from "./measure.mjs";
import { presses } from "./presses.mjs";
import { DIST, serve } from "./servers.mjs";
import { topic, word } from "./words.mjs";

let browser;
before(async () => {
  browser = await launch();
  await closePage(await freshPage(browser));        // warms the browser's own start, not the page
});
after(() => browser.close());

/** What the page around the assistant feels while it starts. */
const feel = () => {
  window.felt = { longest: 0, jumped: 0 };
  new PerformanceObserver((list) => { for (const task of list.getEntries()) window.felt.longest = Math.max(window.felt.longest, task.duration); }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => { for (const jump of list.getEntries()) window.felt.jumped += jump.value; }).observe({ type: "layout-shift", buffered: true });
};

/** Cold loads, each a browser profile nobody used before: the best of three, because what else the machine does only adds. */
async function coldLoads(cpu, address) {
  const loads = [];
  for (let run = 0; run < 3; run++) {
    const page = await coldLoad(browser, { cpu, address, before: (page) => page.addInitScript(feel) });
    loads.push(await page.evaluate(() => ({ drawn: window.drawnAt, ...window.felt })));
    await closePage(page);
  }
  const best = (what) => Math.min(...loads.map((load) => load[what]));
  return { drawn: best("drawn"), longest: best("longest"), jumped: Math.max(...loads.map((load) => load.jumped)) };
}

test("the first question stands there within its budget, and the page around it does not jump", async () => {
  const { drawn, longest, jumped } = await coldLoads(1);
  assert.ok(drawn < 1600, `${Math.round(drawn)} ms until the first screen; the budget is 400`);
  assert.ok(longest < 300, `one task kept the page for ${Math.round(longest)} ms; the budget is 50`);
  assert.ok(jumped <= 0.02, `what stands around it moved by ${jumped}`);
});

test("the same on a slow machine and a slow line", async () => {
  const far = await farFrom(new URL(await homeOf("element")).origin);
  const { drawn } = await coldLoads(4, `${far}/`);
  assert.ok(drawn < 4000, `${Math.round(drawn)} ms until the first screen; the budget is 1200`);
});

test("the slow line is no quicker than is said of it, for one or for several at once", async () => {
  const { address } = await serve(DIST, { rules: [{ path: "/long.txt", body: "x".repeat(125_000) }] });
  const far = await farFrom(address);
  const took = async (times) => {
    const began = performance.now();
    const got = await Promise.all(Array.from({ length: times }, async () => (await (await fetch(`${far}/long.txt`)).text()).length));
    assert.deepEqual(got, Array(times).fill(125_000));
    return performance.now() - began;
  };
  for (const times of [1, 3]) {
    const ms = await took(times);
    assert.ok(ms >= 38 + 100 * times, `${times} × 125 kB at 10 Mbit/s, 40 ms late, took ${ms} ms`);
  }
});

test("a screen that is opened has its heading in the next frame, and the rest behind it", async () => {
  const page = await freshPage(browser);
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase());
  for (const id of ["people", "supervision"]) {
    const button = page.getByRole("button", { name: topic(id).nav, exact: true }).or(page.getByRole("button", { name: topic(id).title, exact: true })).first();
    const frame = await button.evaluate((button) => new Promise((seen) => {
      button.click();
      const inside = button.getRootNode();
      requestAnimationFrame(() => seen({ heading: inside.querySelector("#screen-heading").textContent, isComing: Boolean(inside.querySelector(".soon")), cards: inside.querySelectorAll(".card, .question").length }));
    }));
    assert.deepEqual(frame, { heading: topic(id).title, isComing: true, cards: 0 }, id);
    await page.locator(".card, .question").first().waitFor();
    assert.equal(await page.locator(".soon").count(), 0);
  }
  await closePage(page);
});

test("no frame shows a heading with the focus and nothing behind it, from which Tab would lead to the foot of the page", async () => {
  const page = await freshPage(browser);
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase());
  await slow(page, 4);
  const frames = await page.getByRole("button", { name: topic("people").title, exact: true }).first().evaluate(async (button) => {
    const inside = button.getRootNode(), frames = [];
    button.click();
    do {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      frames.push([inside.activeElement?.id, Boolean(inside.querySelector(".soon"))]);
    } while (inside.activeElement?.id !== "screen-heading" || inside.querySelector(".soon"));
    return frames;
  });
  assert.ok(frames.some(([, isComing]) => isComing), "it is drawn in two steps");
  assert.deepEqual(frames.filter(([focused, isComing]) => focused === "screen-heading" && isComing), []);
  await closePage(page);
});

test("a card that is opened has its first fields in the next frame, and the others behind them", async () => {
  const page = await freshPage(browser);
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase());
  const her = begin(page);
  await her.goTo("history");
  const fields = await page.getByRole("button", { name: word("history.add"), exact: true }).first().evaluate((button) => new Promise((seen) => {
    button.click();
    const inside = button.getRootNode();
    requestAnimationFrame(() => seen([...inside.querySelectorAll(".card-open .fields :is(input, select, textarea)")].map((field) => field.labels[0].textContent)));
  }));
  assert.deepEqual(fields.slice(0, 3), ["when", "theme", "what"].map((field) => word(`event.${field}`)));
  await her.cardIsReady();
  const all = await her.card().locator(".fields :is(input, select, textarea)").count();
  assert.ok(all > fields.length + 5, `${all} fields, of which ${fields.length} stood there at once`);
  assert.ok(await her.field(word("event.meaning"), her.card()).isVisible());
  await closePage(page);
});

test("the open questions follow what is typed, and are never of a moment ago when something else is done", async () => {
  const page = await freshPage(browser);
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase(6, 0));
  const her = begin(page);
  await her.goTo("people");
  await page.locator(".card-toggle", { hasText: "Child 1" }).first().click();
  await her.cardIsReady();
  const label = her.field(word("person.label"), her.card());
  const asked = page.locator(".questions-panel");
  await asked.getByText("Child 1").first().waitFor();

  const { atOnce, next } = await label.evaluate(async (field, title) => {
    const inside = field.getRootNode();
    const questions = () => [...inside.querySelectorAll(".question")].map((question) => question.textContent).join("\n");
    field.value = "Child Fern";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const atOnce = { title: inside.querySelector(".card-open .card-title").textContent, questions: questions() };
    [...inside.querySelectorAll("button")].find((button) => button.textContent === title).click();
    while (inside.querySelector("#screen-heading").textContent !== title || !questions()) await new Promise((drawn) => requestAnimationFrame(drawn));
    return { atOnce, next: questions() };
  }, topic("next").nav);
  assert.match(atOnce.title, /Child Fern/, "what is typed is answered first");
  assert.match(atOnce.questions, /Child 1/, "and the questions follow");
  assert.doesNotMatch(atOnce.questions, /Child Fern/, "until then all of them, and what they rest on, is of one moment");
  assert.match(next, /Child Fern/);
  assert.doesNotMatch(next, /Child 1\b/);

  await her.goTo("people");
  await page.locator(".card-toggle", { hasText: "Child Fern" }).first().click();
  await her.cardIsReady();
  await label.press("End");
  await page.keyboard.type(" Green");
  await asked.getByText("Child Fern Green").first().waitFor();
  await closePage(page);
});

test("nothing done in a large case takes long on a slow machine", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(watch) });
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase());
  const press = (name) => page.getByRole("button", { name, exact: true }).first();
  await press(topic("history").title).click();
  await slow(page, 4);
  const times = {};
  const taken = (what, found) => { (times[what] ??= []).push(...found.map((one) => one.paint)); };
  const card = page.locator("li.card:has(.card-toggle[aria-expanded=true])");
  for (let turn = 0; turn < 5; turn++) {
    await press(word("history.add")).focus();
    taken("adding an event", await measured(page, "click", 1, () => page.keyboard.press("Enter")));
    await card.getByRole("textbox", { name: word("event.what"), exact: true }).focus();
    taken("a key", await measured(page, "input", 6, () => page.keyboard.press("a")));
    await card.getByRole("button", { name: word("card.remove", { kind: word("kind.event") }) }).focus();
    taken("removing an event", await measured(page, "click", 1, () => page.keyboard.press("Enter")));
    await card.waitFor({ state: "detached" });
  }
  await closePage(page);
  for (const [what, paints] of Object.entries(times)) {
    const best = Math.min(...paints);
    assert.ok(best < 400, `${what} took ${Math.round(best)} ms at best; the budget is 100 at worst`);
  }
});

test("whatever is pressed in a large case is answered at once", async () => {
  const rounds = [];
  for (let round = 0; round < 2; round++) {
    const page = await freshPage(browser, { before: async (page) => { await page.addInitScript(watch); await catchPrinting(page); } });
    await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase());
    rounds.push(await presses(page));
    await closePage(page);
  }
  const best = Object.keys(rounds[0]).map((what) => [what, Math.round(Math.min(...rounds.map((took) => took[what])))]);
  assert.deepEqual(best.filter(([, took]) => took > 150), [], "milliseconds until it was answered, at best; the budget is 100 on a slow machine");
});

test("500 events are on paper in less than two seconds", async () => {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);
  await her.openFile(largeCase(8, 500));
  await page.getByRole("heading", { level: 3, name: word("topics.title"), exact: true }).waitFor();
  await her.press(word("bar.papers"));
  await her.arrived(word("papers.title"));
  const offered = await her.list(word("papers.which")).evaluate((list) => [...list.options].map((option) => option.label));
  await her.pick(word("papers.which"), offered.find((name) => name.startsWith(word("paper.title-chronology"))));
  const began = await page.evaluate(() => performance.now());
  await her.press(word("papers.print"));
  await page.waitForFunction(() => window.timesPrinted > 0);
  const took = (await page.evaluate(() => window.printedAt)) - began;
  assert.ok(took < 2000, `${took} ms`);
  await closePage(page);
});
