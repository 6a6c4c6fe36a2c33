// What is loaded comes in two parts. The first screen stands there with the first alone; whoever is quicker than the other part waits for
// it and loses nothing; and where it does not come, that is said.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { SHAPE, closePage, freshPage, launch } from "./browser.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { begin, until } from "./practitioner.mjs";
import { DIST, serve } from "./servers.mjs";
import { topic, word } from "./words.mjs";

const MOMENT = word("coming.moment"), LATE = word("coming.late");

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Keeps the later part back until it is let go, and counts what is made of the wasm. */
const keepBack = () => {
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  const let_go = new Promise((go) => { window.letGo = go; });
  window.made = [];
  WebAssembly.instantiate = async (module, imports) => {
    window.made.push(imports.first ? "later" : "first");
    if (!imports.first) return instantiate(module, imports);
    window.later = let_go.then(() => instantiate(module, imports));
    return window.later;
  };
};

/** A page with its first screen, and the later part kept back. */
async function early(before) {
  const page = await freshPage(browser, { ready: false, before: async (page) => {
    await page.addInitScript(keepBack);
    await before?.(page);
  } });
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await page.waitForFunction(() => window.made.includes("later"));
  const at = page.locator("family-history-assistant");
  return {
    page, at,
    letGo: () => page.evaluate(() => window.letGo()),
    isReady: () => page.waitForFunction(() => window.isAssistantReady),
    heading: () => at.locator("[id=screen-heading]").innerText(),
    button: (name) => at.getByRole("button", { name, exact: true }),
  };
}

test("the first screen needs the first part alone, and what is pressed waits for the other", async () => {
  const { page, at, letGo, isReady, heading, button } = await early();
  const first = await heading();
  await button(topic("people").title).click();
  const said = at.getByRole("status").locator("p").filter({ hasText: MOMENT });
  const isBeside = (name) => button(name).evaluate((pressed) => {
    const [words, one] = [pressed.getRootNode().querySelector(".fha-moment > p"), pressed].map((node) => node.getBoundingClientRect());
    return Math.min(Math.abs(words.top - one.bottom), Math.abs(one.top - words.bottom)) < 20 && words.top >= 0 && words.bottom <= innerHeight;
  });
  await said.waitFor();
  assert.ok(await isBeside(topic("people").title), "it stands where somebody looks");
  // Another thought: the last one counts. By the keyboard this time.
  await button(topic("records").title).focus();
  await page.keyboard.press("Enter");
  assert.ok(await isBeside(topic("records").title));
  assert.equal(await heading(), first, "nothing is done with half of the assistant");
  await letGo();
  await at.getByRole("heading", { level: 2, name: topic("records").title, exact: true }).waitFor();
  assert.equal(await at.getByText(MOMENT).count(), 0);
  await isReady();
  assert.deepEqual(await page.evaluate(() => window.made), ["first", "later"], "nothing was begun a second time");
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("a later part that is late is spoken of, and the message goes when it comes", async () => {
  // The page's clock goes as ever until it waits for the later part; from nine seconds after that it stands, however long this has taken.
  const { page, at, letGo, isReady } = await early(async (page) => {
    await page.clock.install();
    await page.addInitScript(() => {
      const wait = window.setTimeout;
      window.setTimeout = (what, after, ...rest) => {
        if (after === 10_000) window.waitsSince = Date.now();
        return wait(what, after, ...rest);
      };
    });
  });
  await page.waitForFunction(() => window.waitsSince);
  await page.clock.pauseAt(await page.evaluate(() => window.waitsSince + 9000));
  assert.equal(await at.getByRole("status").filter({ hasText: LATE }).count(), 0, "not before its time");
  await page.clock.runFor(2000);
  await at.getByRole("status").filter({ hasText: LATE }).waitFor();
  await page.clock.resume();
  await letGo();
  await isReady();
  assert.equal(await at.getByText(LATE).count(), 0);
  await closePage(page);
});

test("a file that is opened before all has come is open when it has", async () => {
  const { page, at, letGo } = await early();
  await at.evaluate((element, text) => { window.opening = element.openFile(text); }, fileOf(richFacts()));
  await letGo();
  await page.evaluate(() => window.opening);
  await at.getByText("Larch 3", { exact: true }).first().waitFor();
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("a file that is chosen before all has come is open when it has", async () => {
  const { page, at, letGo } = await early();
  // The window to choose a file opens at once, as long as the browser takes the press for hers.
  const window_ = page.waitForEvent("filechooser");
  await at.locator("#open").click();
  await (await window_).setFiles({ name: "review.json", mimeType: "application/json", buffer: Buffer.from(fileOf(richFacts())) });
  await at.getByRole("status").locator("p").filter({ hasText: MOMENT }).waitFor();
  await letGo();
  await at.getByText("Larch 3", { exact: true }).first().waitFor();
  assert.deepEqual(await page.evaluate(() => window.made), ["first", "later"]);
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("an element that is moved, or closed, before all has come is whole afterwards", async () => {
  for (const how of ["moved", "closed", "taken away for a while"]) {
    const { page, at, letGo, isReady, heading } = await early();
    const first = await heading();
    await at.evaluate(async (element, how) => {
      if (how === "closed") element.close();
      const { parentElement } = element;
      element.remove();
      if (how === "taken away for a while") {
        window.letGo();
        await window.later;
        await new Promise((done) => { setTimeout(done); });      // after all that waited for it
        if (window.isAssistantReady) throw new Error("nothing is ready that is not there");
      }
      parentElement.append(element);
    }, how);
    await letGo();
    await isReady();
    await until(async () => (await heading()) === first, "the first screen");
    const her = begin(page);
    await her.goTo("start");
    await her.type(word("head.reference"), "Larch 3");
    assert.deepEqual(page.heard, [], how);
    await closePage(page);
  }
});

test("where the first screen needs more than the first part, both are awaited, and nobody notices", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(() => {
    const instantiate = WebAssembly.instantiate.bind(WebAssembly);
    window.made = [];
    WebAssembly.instantiate = async (module, imports) => {
      window.made.push(imports.first ? "later" : "first");
      const made = await instantiate(module, imports);
      // The first time nothing that is called by its place is there, as if it came later.
      const tables = Object.values((made.instance ?? made).exports).filter((one) => one instanceof WebAssembly.Table);
      for (const table of window.made.length === 1 ? tables : []) {
        for (let place = 0; place < table.length; place++) if (typeof table.get(place) === "function") table.set(place, null);
      }
      return made;
    };
    document.addEventListener("fha-failed", () => window.made.push("failed"));
  }) });
  assert.deepEqual(await page.evaluate(() => window.made), ["first", "first", "later"]);
  await begin(page).goTo("people");
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

/** That a page says why it goes no further, what to tell IT, and has the blank checklist. */
async function isTold(address, cause, title) {
  const page = await freshPage(browser, { address, ready: false, before: (page) => page.addInitScript(() => {
    window.failed = [];
    document.addEventListener("fha-failed", ({ detail }) => window.failed.push(detail));
  }) });
  await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.failed), [{ code: cause }]);
  const told = await page.getByRole("heading", { name: "What to tell your IT help desk", exact: true }).evaluate((heading) => heading.nextElementSibling.textContent);
  assert.match(told, /family-history-assistant/);
  assert.equal(await page.getByText("The browser said").count(), 0, "there is nothing more to say");
  await page.getByRole("button", { name: "Print the blank checklist", exact: true }).waitFor();
  assert.equal(await page.evaluate(() => window.isAssistantReady), undefined);
  await closePage(page);
}

if (SHAPE === "npm") {
  test("a later part that does not come, and no copy of it either: it is said why", async () => {
    const gone = (path) => ({ path, status: 404, body: "not here", type: "text/plain" });
    const host = { path: "/host.html", body: '<!doctype html><script type="module" src="npm/family-history-assistant.mjs"></script><family-history-assistant></family-history-assistant>' };
    const server = await serve(DIST, { rules: [host, gone("/npm/family-history-assistant-later.wasm"), gone("/npm/inline.mjs")] });
    await isTold(`${server.address}/host.html`, "later", "Part of the assistant did not arrive");
    server.close();
  });
}

if (SHAPE === "embed") {
  const LATER = "/embed/family-history-assistant-later.js";
  const WRONG = {
    "is not there": ["later", "Part of the assistant did not arrive", { path: LATER, status: 404, body: "not here", type: "text/plain" }],
    "is not named by the page": ["later", "Part of the assistant did not arrive", { path: "/embed/", body: (page) => page.toString().replace(/<template.*?<\/template>/s, ""), type: "text/html" }],
    "is a page of a filter": ["damaged", "The assistant did not arrive whole", { path: LATER, body: "<h1>Blocked</h1>" }],
    "is cut off": ["damaged", "The assistant did not arrive whole", { path: LATER, body: (script) => script.subarray(0, script.length / 2) }],
    "is of another version": ["version", "This page and the assistant do not fit together",
      { path: LATER, body: (script) => script.toString().replace(/"\d+\.\d+\.\d+"/, '"99.0.0"') }],
  };
  for (const [name, [cause, title, rule]] of Object.entries(WRONG)) {
    test(`a later part that ${name}: it is said why, what to tell IT, and the blank checklist stands below`, async () => {
      const server = await serve(DIST, { rules: [rule] });
      await isTold(`${server.address}/embed/`, cause, title);
      server.close();
    });
  }

  test("the later part is asked for once the first screen stands there, whether or not anybody does anything, and nothing after it", async () => {
    const asked = [];
    const page = await freshPage(browser, { before: (page) => page.on("request", (request) => asked.push(new URL(request.url()).pathname)) });
    assert.equal(asked.at(-1), LATER);
    const count = asked.length;
    const her = begin(page);
    await her.goTo("start");
    await her.type(word("head.reference"), "Larch 3");
    await her.press(word("bar.papers"));
    await her.arrived(word("papers.title"));
    assert.equal(asked.length, count);
    await closePage(page);
  });

  test("the page for a frame names the parts of its own release, and holds nothing else", () => {
    const page = readFileSync(`${DIST}embed/index.html`, "utf8");
    const scripts = [...page.matchAll(/<script src="([^"]+)"/g)].map(([, name]) => name);
    for (const name of scripts) assert.ok(readFileSync(`${DIST}embed/${name}`).length > 0, name);
    assert.ok(scripts.includes("family-history-assistant-later.js"));
  });
}
