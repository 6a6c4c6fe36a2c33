// A long day at one review: thousands of edits, screens opened, papers printed. What grows that should not?

import { closePage, freshPage } from "./browser.mjs";
import { largeCase } from "./cases/large.mjs";
import { part, watch } from "./measure.mjs";
import { functionsIn } from "./memory.mjs";
import { catchPrinting } from "./paper.mjs";
import { topic, word } from "./words.mjs";

/** One round: an event added, this much typed in it, and the event removed. The case is as large after it as before. */
const TYPED = "Seen at home today.";
/** The edits of a round: every key, the event added and removed, and the removal undone and done again. */
export const ROUND = TYPED.length + 4;

/** The memory that the module has, which only grows, is told by the module's own memory. */
const seeMemory = () => {
  const start = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    const made = await start(...given);
    window.moduleMemory ??= (made.instance ?? made).exports.memory;      // both parts of the module have that of the first
    return made;
  };
};

const PRINTED = () => {
  // A frame stays until printing is surely over; in a test it never began.
  const { shadowRoot } = document.querySelector("family-history-assistant");
  shadowRoot.querySelectorAll("iframe").forEach((frame) => frame.remove());
};

/**
 * Works through `rounds` rounds, with as many screens opened and papers printed as asked for, spread over all of them, and says what
 * there was after `warm` rounds and at the end: heap, memory of the module, listeners, elements, functions; and how long the keys took.
 */
export async function soak(browser, { rounds, warm, screens, prints }) {
  const page = await freshPage(browser, { before: async (page) => {
    await page.addInitScript(seeMemory);
    await page.addInitScript(watch);
    await catchPrinting(page);
  } });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase(12, 300));
  const button = (name) => page.getByRole("button", { name, exact: true }).first();
  const nav = (id) => page.getByRole("navigation", { name: word("topics.title"), exact: true }).getByRole("button", { name: topic(id).nav, exact: true });
  await button(topic("history").title).click();
  await page.evaluate(() => window.measure("input"));

  const stock = async () => {
    for (let time = 0; time < 3; time++) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return {
      heap: of("JSHeapUsedSize"), module: await page.evaluate(() => window.moduleMemory.buffer.byteLength), listeners: of("JSEventListeners"), elements: of("Nodes"),
      functions: await functionsIn(page),
    };
  };

  const early = [], late = [];
  let after;
  for (let round = 0; round < rounds; round++) {
    await button(word("history.add")).press("Enter");
    const what = page.getByRole("textbox", { name: word("event.what"), exact: true });
    await what.focus();
    await page.keyboard.type(TYPED);
    await page.waitForFunction((count) => window.measured.length >= count, TYPED.length);
    const paints = await page.evaluate(() => {
      window.shown.length = 0;                  // what the browser tells of every key is the measuring's own, and not read here
      return window.measured.splice(0).map((one) => one.paint);
    });
    (round < warm ? early : late).push(...paints);
    await page.getByRole("button", { name: word("card.remove", { kind: word("kind.event") }) }).first().press("Enter");
    await what.waitFor({ state: "detached" });
    await page.locator("#undo").press("Enter");
    await page.locator("#redo").press("Enter");
    await page.locator("#redo").waitFor({ state: "detached" });
    const due = (total) => Math.floor(((round + 1) * total) / rounds) - Math.floor((round * total) / rounds);
    for (let screen = due(screens / 2); screen > 0; screen--) {
      for (const id of [["people", "men", "level"][round % 3], "history"]) {
        await nav(id).press("Enter");
        await page.getByRole("heading", { level: 2, name: topic(id).title, exact: true }).waitFor();
        await page.locator(".soon").waitFor({ state: "detached" });
      }
    }
    for (let print = due(prints); print > 0; print--) {
      await page.evaluate(() => { window.printedAt = 0; });
      await button(word("bar.print")).press("Enter");
      await page.waitForFunction(() => window.printedAt);
      await page.evaluate(PRINTED);
    }
    if (round + 1 === warm) after = await stock();
  }
  const end = await stock();
  await closePage(page);
  return { after, end, early: part(early, 0.95), late: part(late, 0.95), edits: rounds * ROUND };
}

/** How much larger this is at the end than it was after the warm-up, as a share. */
export const growth = ({ after, end }, what) => end[what] / after[what] - 1;
