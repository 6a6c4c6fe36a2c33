// How time is measured in a page, for the bench, the budgets, the soak and the comparison.

export const TEN_MEGABITS = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };

const sorted = (times) => [...times].sort((one, other) => one - other);
/** The time that this share of the times is not above. */
export const part = (times, share) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))];
export const ms = (number) => number.toFixed(number < 10 ? 1 : 0);

/** What is listened for in every page: when the assistant is drawn and all of it is there, and how long each input takes. */
export const watch = () => {
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(null);
  });
  document.addEventListener("fha-drawn", () => painted((now) => { window.drawnAt ??= now; }));
  document.addEventListener("fha-ready", () => { window.readyAt ??= performance.now(); });
  window.measured = [];
  // Where a frame may come before what was asked for is in the page, `shown` says when it is, and the frame after that counts.
  window.measure = (kind, shown = () => true) => {
    let one;
    const begin = ({ timeStamp }) => {
      const here = { work: 0, began: performance.now() };
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

/** Makes a page as slow as an old laptop or a poor line. */
export const slow = async (page, cpu, network) => {
  const session = await page.context().newCDPSession(page);
  if (cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (network) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", network);
  }
};

/** Does something `turns` times and gives how long each took, from the event to the end of its work and to the painted frame. */
export async function measured(page, kind, turns, act) {
  await page.evaluate((kind) => { window.measured = []; window.measure(kind); }, kind);
  for (let turn = 0; turn < turns; turn++) {
    await act(turn);
    await page.waitForFunction((count) => window.measured.length >= count, turn + 1);
  }
  await page.evaluate(() => window.unmeasure());
  return page.evaluate(() => window.measured);
}
