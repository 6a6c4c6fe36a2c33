// Measures the built page in Chromium and prints Markdown tables. `cargo xtask bench` runs it.

import { randomBytes } from "node:crypto";

import { largeCase, wideFamily } from "./cases/large.mjs";
import { closePage, freshPage, homeOf, launch } from "./browser.mjs";
import { aMoment, coldLoad, measured, ms, part, slow, watch } from "./measure.mjs";
import { farFrom } from "./line.mjs";
import { catchPrinting, pdfOf } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { presses } from "./presses.mjs";
import { DIST, serve } from "./servers.mjs";
import { ROUND, growth, soak } from "./soak.mjs";
import { word, topic } from "./words.mjs";

const LOADS = 7, KEYS = 40, TURNS = 12, ROUNDS = 3;

/** When the first screen is painted, and when all of the assistant is there. */
async function coldLoads(browser, cpu, address) {
  const times = { drawn: [], ready: [] };
  for (let run = 0; run < LOADS; run++) {
    const page = await coldLoad(browser, { cpu, address });
    const { drawn, ready } = await page.evaluate(() => ({ drawn: window.drawnAt, ready: window.readyAt }));
    times.drawn.push(drawn);
    times.ready.push(ready);
    await closePage(page);
  }
  return times;
}

/** How long so many bytes take over the slow line, in milliseconds: the line itself is measured with what goes over it. */
async function overTheLine(browser, bytes) {
  const { address, close } = await serve(DIST, { rules: [{ path: "/long.txt", body: randomBytes(bytes) }, { path: "/", body: "<!doctype html>", type: "text/html" }] });
  const page = await freshPage(browser, { address: await farFrom(address), ready: false });
  const took = await page.evaluate(async () => {
    const began = performance.now();
    await (await fetch("long.txt")).arrayBuffer();
    return performance.now() - began;
  });
  await closePage(page);
  close();
  return took;
}

async function large(browser, cpu) {
  const page = await freshPage(browser, { before: async (page) => { await page.addInitScript(watch); await catchPrinting(page); } });
  const file = largeCase();
  await slow(page, cpu);
  const opened = await page.evaluate(async (text) => {
    const began = performance.now();
    await document.querySelector("family-history-assistant").openFile(text);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - began;
  }, file);
  const results = { opened };
  const nav = page.getByRole("navigation", { name: word("topics.title") });
  const press = (name) => page.getByRole("button", { name, exact: true }).first();

  await page.getByRole("button", { name: topic("history").title, exact: true }).first().click();
  await press(word("history.add")).click();
  const what = page.getByRole("textbox", { name: word("event.what"), exact: true });
  await what.focus();
  results.typing = await measured(page, "input", KEYS, () => page.keyboard.press("a"));
  results.removing = []; results.adding = [];
  const undo = page.getByRole("button", { name: word("bar.undo") }).first();
  for (let turn = 0; turn < TURNS; turn++) {
    await press(word("history.add")).focus();
    await aMoment(page);
    results.adding.push(...await measured(page, "click", 1, () => page.keyboard.press("Enter")));
    await page.getByRole("button", { name: word("card.remove", { kind: word("kind.event") }) }).first().focus();
    await aMoment(page);
    results.removing.push(...await measured(page, "click", 1, () => page.keyboard.press("Enter")));
  }
  await nav.getByRole("button", { name: word("topics.home"), exact: true }).click();
  await undo.focus();
  results.undoing = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await aMoment(page);
    results.undoing.push(...await measured(page, "click", 1, () => page.keyboard.press("Enter")));
  }
  const her = begin(page);
  await her.goTo("people");
  await page.locator(".card-toggle[aria-expanded=false]").first().press("Enter");
  await her.cardIsReady();
  await her.field(word("person.label"), her.card()).focus();
  results.people = await measured(page, "input", KEYS, () => page.keyboard.press("a"));
  // The deepest topic with everything opened, and words typed in one of its answers.
  await her.goTo("children");
  await page.evaluate(() => document.querySelector("family-history-assistant").shadowRoot.querySelectorAll(".inside details:not([open]) > summary").forEach((line) => line.click()));
  await page.locator(".asked textarea").first().waitFor();
  await page.locator(".asked textarea").last().focus();
  results.deeper = await measured(page, "input", KEYS, () => page.keyboard.press("a"));
  results.paper = cpu > 1 ? null : await paper(page);
  await closePage(page);
  return results;
}

/** From pressing print until the document stands in its frame, and then until Chromium has made a PDF of it. */
async function paper(page) {
  await page.evaluate(() => window.addEventListener("click", ({ timeStamp }) => { window.pressedAt = timeStamp; }, { capture: true, once: true }));
  await page.getByRole("button", { name: word("bar.print"), exact: true }).first().focus();
  await page.keyboard.press("Enter");
  const build = await (await page.waitForFunction(() => window.printedAt && window.printedAt - window.pressedAt)).jsonValue();
  const began = performance.now();
  const pdf = await pdfOf(page);
  return { build, pdf: performance.now() - began, bytes: pdf.length };
}

/** Opens a file and then a topic: how long it takes from the press until its heading is painted, and until all of it is. */
async function opensTopic(browser, cpu, file, id) {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(watch) });
  page.setDefaultTimeout(60_000);
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), file);
  const link = page.getByRole("button", { name: topic(id).title, exact: true }).first();
  await link.focus();
  await slow(page, cpu);
  await page.evaluate((title) => {
    const inside = document.querySelector("family-history-assistant").shadowRoot;
    const isHeaded = () => inside.querySelector("#screen-heading")?.textContent === title;
    window.measured = [];
    window.measure("click", isHeaded);
    window.measure("click", () => isHeaded() && !inside.querySelector(".soon"));
  }, topic(id).title);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.measured.length >= 2);
  const [answered, opened] = await page.evaluate(() => {
    window.unmeasure();
    return window.measured.map((one) => one.paint);
  });
  return { page, answered, opened };
}

/** The family picture: the screen opened, and the whole picture laid out and drawn again. */
async function family(browser, cpu, people) {
  const { page, answered, opened } = await opensTopic(browser, cpu, wideFamily(people), "people");
  const bonds = page.getByRole("checkbox", { name: word("picture.bonds"), exact: true });
  await bonds.focus();
  const again = await measured(page, "click", 6, () => page.keyboard.press("Space"));
  await closePage(page);
  return { answered, opened, again: part(again.map((one) => one.paint), 0.5) };
}

/** The timeline: the screen opened, and one event more. */
async function timeline(browser, cpu, events) {
  const { page, answered, opened } = await opensTopic(browser, cpu, largeCase(12, events), "history");
  const adding = [];
  for (let turn = 0; turn < 5; turn++) {
    await page.getByRole("button", { name: word("history.add"), exact: true }).first().focus();
    adding.push(...await measured(page, "click", 1, () => page.keyboard.press("Enter")));
  }
  await closePage(page);
  return { answered, opened, adding: part(adding.map((one) => one.work), 0.5) };
}

/** What is pressed in the large case, one after the other, on a slow machine. */
async function everyPress(browser) {
  const page = await freshPage(browser, { before: async (page) => { await page.addInitScript(watch); await catchPrinting(page); } });
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase());
  await slow(page, 4);
  const took = await presses(page, aMoment);
  await closePage(page);
  return took;
}

async function bytes(browser) {
  const page = await freshPage(browser, { ready: false, before: async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    page.travelled = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => { page.travelled += encodedDataLength; });
  } });
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  const { travelled } = page;
  await closePage(page);
  return travelled;
}

/** A day's work in an hour's time: what it leaves behind. */
async function day(browser) {
  const rounds = Math.ceil(10_000 / ROUND);
  const result = await soak(browser, { rounds, warm: Math.ceil(rounds * 0.3), screens: 500, prints: 100 });
  console.log(`${result.edits} edits, 500 screens opened, 100 papers printed. *Early* is after three tenths of it, when the list of what undo takes back is full.\n`);
  console.log("| what | early | at the end | growth, % | target, % |\n| --- | --: | --: | --: | --: |");
  const row = (name, what, unit) => console.log(`| ${name} | ${Math.round(result.after[what] / unit)} | ${Math.round(result.end[what] / unit)} | ${(100 * growth(result, what)).toFixed(1)} | below 10 |`);
  row("The heap of the page after collecting, kB", "heap", 1000);
  row("Memory of the module, kB", "module", 1000);
  row("Listeners", "listeners", 1);
  row("Elements and other nodes", "elements", 1);
  row("Functions", "functions", 1);
  console.log(`| A key until it is painted, ms at p95 | ${ms(result.early)} | ${ms(result.late)} | | below 50 ms |`);
}

async function everything(browser) {
  await coldLoads(browser, 1);   // warms the browser's own start, not the page
  console.log("| cold load | first screen painted: median ms | worst ms | target ms | all there: median ms |\n| --- | --: | --: | --: | --: |");
  const near = new URL(await homeOf("element")).origin, far = await farFrom(near);
  for (const [name, path] of [["The element", "/"], ["The page for a frame, by itself", "/embed/"]]) {
    for (const [how, target, cpu, origin] of [["", 400, 1, near], [", CPU 4× slower, 10 Mbit/s, answers 40 ms late", 1200, 4, far]]) {
      const { drawn, ready } = await coldLoads(browser, cpu, origin + path);
      console.log(`| ${name}${how} | ${ms(part(drawn, 0.5))} | ${ms(part(drawn, 1))} | ${target} | ${ms(part(ready, 0.5))} |`);
    }
  }
  console.log(`\nThe page loaded ${await bytes(browser)} bytes, headers included. The slow line by itself, in the browser: 700,000 bytes in ${ms(await overTheLine(browser, 700_000))} ms, and by its numbers 600.\n`);

  const fast = await large(browser, 1), slower = await large(browser, 4);
  console.log("60 people, 500 events, and 200 facts of the deeper topics. *Work* is all script an event starts: the edit and drawing into the page; for what is removed or undone every open question too, which follow what is typed or added in the first pause. *Painted* is from the event to the end of the frame that shows it: it includes layout, and up to 16.7 ms of waiting for that frame. *Shown*, with processors four times slower, is the same by the browser's own event timing, of which interaction to next paint (INP) is made, in steps of 8 ms. Each press comes a moment after the one before, when all that follows it is over; keys come one upon the other.\n");
  console.log("| what | work p50 | work p95 | painted p50 | painted p95 | target p95 | 4×: shown p50 | 4×: shown p95 | target |\n| --- | --: | --: | --: | --: | --: | --: | --: | --: |");
  const row = (name, key) => {
    const cells = [...["work", "paint"].flatMap((what) => [0.5, 0.95].map((share) => ms(part(fast[key].map((one) => one[what]), share)))), "20",
      ...[0.5, 0.95].map((share) => ms(part(slower[key].map((one) => one.shown), share))), "50"];
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  };
  row("A key typed in an event", "typing");
  row("A key typed in a person's label", "people");
  row("A key typed with every question of a child opened", "deeper");
  row("Add an event", "adding");
  row("Remove an event", "removing");
  row("Undo, on the home screen: the nearest to all open questions alone (target 5)", "undoing");
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await everyPress(browser));
  console.log(`\nEverything that is pressed, at 4×: *shown* as above, each once in ${ROUNDS} rounds.\n`);
  console.log("| what | shown, median ms | worst ms | target |\n| --- | --: | --: | --: |");
  for (const what of Object.keys(rounds[0])) {
    const times = rounds.map((took) => took[what]);
    console.log(`| ${what} | ${ms(part(times, 0.5))} | ${ms(part(times, 1))} | 100 |`);
  }
  console.log(`\n| what | ms | target ms |\n| --- | --: | --: |`);
  console.log(`| Open the file and draw | ${ms(fast.opened)} (4×: ${ms(slower.opened)}) | |`);
  console.log(`| Build the checklist in its frame | ${ms(fast.paper.build)} | |`);
  console.log(`| Chromium makes the PDF (${Math.round(fast.paper.bytes / 1000)} kB) | ${ms(fast.paper.pdf)} | |`);
  console.log(`| Both | ${ms(fast.paper.build + fast.paper.pdf)} | 2000 |`);
  console.log("\nPictures, in the browser. *Answered* is from the press until the heading of the screen is painted, *opened* until the whole screen is, its cards and open questions too; *drawn again* is from the press until the whole family picture, laid out and drawn anew, is painted; *add one* is the work of one event more until its card is there: the edit and the cards; the open questions and the timeline follow in tasks of their own.\n");
  console.log("| family picture | answered ms | opened ms | drawn again ms | 4×: answered ms | 4×: opened ms | 4×: drawn again ms | target |\n| --- | --: | --: | --: | --: | --: | --: | --- |");
  for (const people of [20, 60, 200]) {
    const quick = await family(browser, 1, people), late = await family(browser, 4, people);
    console.log(`| ${people} people | ${ms(quick.answered)} | ${ms(quick.opened)} | ${ms(quick.again)} | ${ms(late.answered)} | ${ms(late.opened)} | ${ms(late.again)} | ${people === 200 ? "laid out in 100 at 4×; answered in 100" : ""} |`);
  }
  console.log("\n| timeline | answered ms | opened ms | add one ms | target |\n| --- | --: | --: | --: | --- |");
  for (const events of [300, 3000, 10_000]) {
    const { answered, opened, adding } = await timeline(browser, 1, events);
    console.log(`| ${events} events | ${ms(answered)} | ${ms(opened)} | ${ms(adding)} | ${events === 3000 ? "500; a frame" : ""} |`);
  }
}

const browser = await launch();
try {
  await (process.argv.includes("--soak") ? day : everything)(browser);
} finally {
  await browser.close();
}
