// Words that are meant to break something, in every field, on every screen and on paper: they are text, nothing runs, nothing is asked
// for, and words that turn text round turn nothing round but themselves. The words stand in tests/naughty.toml; every field of every
// kind of fact, and everything that leaves the screen, is tried in tests/naughty.rs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { parse } from "smol-toml";

import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { catchPrinting, lookAtPaper } from "./paper.mjs";
import { assistant, begin } from "./practitioner.mjs";
import { topics, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const NAUGHTY = parse(readFileSync(new URL("../naughty.toml", import.meta.url), "utf8")).words.map(({ text }) => text);

/** What runs in the page before anything else: whatever of the words could run would show here. */
const watch = () => {
  window.ran = 0;
  window.grown = [];
  const attributes = /^on|^(src|srcset|href|action|formaction|style|srcdoc|background|ping)$/i;
  const look = (node) => {
    if (node.nodeType !== 1) return;
    // The blank frame that prints, the link that hands over a file, and the icon of the page have what they need; "One moment", which
    // stands beside the assistant, has its place.
    const ours = (node.localName === "a" && node.href.startsWith("blob:")) || (node.localName === "p" && node.parentElement?.matches(".fha-moment"));
    if (["script", "img", "object", "embed", "style", "link", "meta", "base"].includes(node.localName) && node.getRootNode() !== document) window.grown.push(node.localName);
    for (const { name } of node.attributes) if (attributes.test(name) && !ours) window.grown.push(`${node.localName}[${name}]`);
    node.querySelectorAll("*").forEach(look);
  };
  const watching = new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(look)));
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watching.observe(root, { childList: true, subtree: true });
    return root;
  };
};

/** Texts in sight that turn round what stands beside them: they hold a sign that does, share a line, and are not kept apart. */
const loose = (element) => {
  const turns = /[\u202A-\u202E\u2066-\u2069]/;
  const found = new Set();
  const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!turns.test(text.data) || !text.parentElement.checkVisibility()) continue;
    let above = text.parentElement;
    // What a person typed in a field is a paragraph of its own.
    if (above.closest("textarea, option, title")) continue;
    while (above && !["isolate", "plaintext", "isolate-override"].includes(getComputedStyle(above).unicodeBidi)) {
      if (!["inline", "contents"].includes(getComputedStyle(above).display)) break;
      above = above.parentElement;
    }
    const apart = above && ["isolate", "plaintext", "isolate-override"].includes(getComputedStyle(above).unicodeBidi);
    const alone = above && above.textContent.trim() === text.data.trim();
    if (!apart && !alone) found.add(`${above?.className || above?.localName}: ${text.data.slice(0, 60)}`);
  }
  return [...found];
};

test("words that are meant to break something are only text, on every screen and on paper", async () => {
  const requests = [];
  const dialogs = [];
  const page = await freshPage(browser, { before: async (page) => {
    await page.addInitScript(watch);
    await catchPrinting(page);
    page.context().on("request", (request) => requests.push(request.url()));
    page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  } });
  const loaded = requests.length;
  const her = begin(page);
  let at = 0;
  const facts = richFacts(() => NAUGHTY[at++ % NAUGHTY.length]);
  await her.openFile(fileOf(facts));
  await assistant(page).getByText("Reference").first().waitFor();
  const turned = [];
  for (const { id } of topics) {
    await her.goTo(id);
    const entries = page.locator(".card-toggle[aria-expanded=false]");
    for (let entry = 0; entry < 3 && await entries.count(); entry++) await entries.first().press("Enter");
    const folded = page.locator("details:not([open]) > summary");
    for (let line = 0; line < 4 && await folded.count(); line++) await folded.first().press("Enter");
    turned.push(...(await page.locator("family-history-assistant").evaluate(loose)).map((text) => `${id}: ${text}`));
  }
  await her.press(word("bar.print"));
  const printed = await lookAtPaper(page, ({ body }) => ({
    markup: body.querySelectorAll("script, img, iframe, object, embed, link, form, [src], [href], [style], [onload], [onerror]").length,
    text: body.textContent,
    // On paper everything that somebody typed is kept apart from our own words.
    loose: [...body.querySelectorAll("bdi")].filter((one) => body.ownerDocument.defaultView.getComputedStyle(one).unicodeBidi !== "isolate").length,
  }));
  assert.deepEqual({ markup: printed.markup, loose: printed.loose }, { markup: 0, loose: 0 });
  for (const text of ["<script>window.ran=1</script>", "\"'><img src=x onerror=ran=1>", "{person} {child} {{ }} {page} {pages} {"]) {
    assert.ok(printed.text.includes(text), `the paper holds it letter by letter: ${text}`);
  }
  const { text } = await her.save();
  const kept = (value) => (typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(kept) : []);
  const saved = kept(JSON.parse(text).case);
  for (const one of NAUGHTY.slice(0, at)) assert.ok(saved.includes(one), `the file gives it back: ${JSON.stringify(one)}`);
  assert.deepEqual(await page.evaluate(() => ({ ran: window.ran, grown: window.grown.filter((one) => one !== "iframe[style]") })), { ran: 0, grown: [] });
  assert.deepEqual(dialogs, [], "no dialog came up");
  assert.deepEqual(page.heard, [], "the console stays empty");
  assert.deepEqual(requests.slice(loaded).filter((address) => !/^(blob:|about:blank)/.test(address)), [], "nothing was asked for");
  assert.deepEqual(turned, [], "what turns text round turns nothing round but itself");
  await closePage(page);
});
