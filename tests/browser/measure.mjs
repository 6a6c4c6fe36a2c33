// How time is measured in a page, for the bench, the budgets, the soak and the comparison.

import { freshPage } from "./browser.mjs";

const sorted = (times) => [...times].sort((one, other) => one - other);
/** The time that this share of the times is not above. */
export const part = (times, share) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))];
export const ms = (number) => number.toFixed(number < 10 ? 1 : 0);

/** What is listened for in every page: when the assistant is drawn and all of it is there, and how long each input takes. */
export const watch = () => {
  // Before whatever else waits for its turn: timers would be counted with the frame.
  const painted = (then) => requestAnimationFrame(() => scheduler.postTask(() => then(performance.now()), { priority: "user-blocking" }));
  const over = () => { if (window.drawnAt && window.readyAt) console.debug("all there"); };
  document.addEventListener("fha-drawn", () => painted((now) => { window.drawnAt ??= now; over(); }), { once: true });
  document.addEventListener("fha-ready", () => { window.readyAt ??= performance.now(); over(); }, { once: true });
  window.measured = [];
  // What the browser itself says of how long it took until something new was shown: what is known as interaction to next paint.
  window.shown = [];
  new PerformanceObserver((seen) => window.shown.push(...seen.getEntries())).observe({ type: "event", durationThreshold: 16 });
  // Where a frame may come before what was asked for is in the page, `shown` says when it is, and the frame after that counts.
  window.measure = (kind, shown = () => true) => {
    let one;
    const begin = ({ timeStamp }) => {
      const here = { work: 0, began: performance.now(), at: timeStamp };
      one = here;
      const look = () => painted((now) => {
        if (!shown()) return look();
        here.paint = now - timeStamp;
        window.measured.push(here);
      });
      look();
    };
    // Between one listener and the next the browser does all that was put off until then: the edit, the review and the drawing are over.
    const end = () => { one.work = performance.now() - one.began; };
    window.addEventListener(kind, begin, { capture: true });
    window.addEventListener(kind, end);
    const before = window.unmeasure;
    window.unmeasure = () => {
      window.removeEventListener(kind, begin, { capture: true });
      window.removeEventListener(kind, end);
      window.unmeasure = undefined;
      before?.();
    };
  };
};

/** Makes a page as slow as an old laptop. */
export const slow = async (page, cpu) => {
  const session = await page.context().newCDPSession(page);
  if (cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
};

/**
 * Opens a page in a profile nobody used before, and gives it once all of the assistant is there. Until then it is only listened
 * to: what the test runner puts into a page to look for things would be a tenth of what is measured.
 */
export async function coldLoad(browser, { cpu, address, before }) {
  let over;
  const page = await freshPage(browser, { address, ready: false, before: async (page) => {
    over = page.waitForEvent("console", (message) => message.text() === "all there");
    await page.addInitScript(watch);
    await before?.(page);
    await slow(page, cpu);
  } });
  await over;
  return page;
}

/** As long as a person needs to see what came of what they did, and longer than the page needs for all that follows it. */
export const aMoment = (page) => page.waitForTimeout(400);

/**
 * Does something `turns` times and gives how long each took: `work` to the end of all script it starts, `paint` to the end of the
 * frame that shows it, and `shown` the same by the browser's own event timing, in steps of 8 ms. That one is said late and counts
 * no other frame with it, as `paint` does where one follows at once. Below 16 ms the browser says nothing, and `shown` is `paint`.
 */
export async function measured(page, kind, turns, act) {
  await page.evaluate((kind) => { window.measured = []; window.shown = []; window.measure(kind); }, kind);
  for (let turn = 0; turn < turns; turn++) {
    await act(turn);
    await page.waitForFunction((count) => window.measured.length >= count, turn + 1);
  }
  return page.evaluate(async (kind) => {
    window.unmeasure();
    const said = (one) => window.shown.find((shown) => shown.name === kind && Math.abs(shown.startTime - one.at) < 1);
    for (let frames = 0; frames < 30 && !said(window.measured.at(-1)); frames++) await new Promise(requestAnimationFrame);
    return window.measured.map((one) => ({ ...one, shown: said(one)?.duration ?? one.paint }));
  }, kind);
}
