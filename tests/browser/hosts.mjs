// What a host of the release is given, and what is done to see that it works there. IIS runs on Windows alone: its ready file is read
// here as IIS reads it. nginx and Apache themselves are in real-servers.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { closePage, freshPage } from "./browser.mjs";
import { paperOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { DIST } from "./servers.mjs";
import { word } from "./words.mjs";

const lower = (pairs) => Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));

/** `web.config` of IIS: which headers and types it gives to which path; what goes for the folder, and for single pages in it. IIS compresses by itself. */
export function iis() {
  const config = readFileSync(join(DIST, "hosts/iis/web.config"), "utf8").replace(/<!--[^]*?-->/g, "");
  const headersIn = (part) => lower([...part.matchAll(/<add name="([^"]+)" value="([^"]*)" \/>/g)].map(([, name, value]) => [name, value]));
  const parts = config.split(/<location path="/);
  const customIn = (part) => /cacheControlCustom="([^"]*)"/.exec(part)?.[1];
  const cacheIn = (part) => {
    // What goes for the folder goes for a page in it as well, where that does not say it anew.
    const custom = customIn(part) ?? customIn(parts[0]) ?? "";
    const said = (own) => ({ "cache-control": [custom, own].filter(Boolean).join(",") });
    if (part.includes('cacheControlMode="DisableCache"')) return said("no-cache");
    const days = /cacheControlMaxAge="(\d+)\./.exec(part)?.[1];
    return days ? said(`max-age=${days * 86400}`) : {};
  };
  const all = { ...headersIn(parts[0]), ...cacheIn(parts[0]) };
  const single = Object.fromEntries(parts.slice(1).map((part) => [part.slice(0, part.indexOf('"')), { ...headersIn(part), ...cacheIn(part) }]));
  // What IIS has of its own, and then what the file says.
  const types = { ".html": "text/html", ".css": "text/css", ".mjs": undefined, ".wasm": undefined, ".json": undefined, ".md": undefined };
  for (const [, ending, type] of parts[0].matchAll(/<mimeMap fileExtension="([^"]+)" mimeType="([^"]+)" \/>/g)) types[ending] = type;
  // The file lies in the folder of the version: its places are said from there.
  const place = (path) => path.replace(/^\/family-history\/[^/]+\//, "").replace(/(^|\/)$/, "$1index.html");
  return { headers: (path) => ({ ...all, ...single[place(path)] }), types };
}

/** A snippet of EMBEDDING.md as it is in the release, by its name: literally what people copy. */
export const snippet = (name) => new RegExp(`<!-- snippet: ${name} -->\\s*\`\`\`html\\n([^]*?)\`\`\``).exec(readFileSync(join(DIST, "EMBEDDING.md"), "utf8"))[1];

/** Short: somebody is added, the paper is printed, and the review is saved. */
export async function works(page) {
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", "Mother of Ash");
  await her.press(word("bar.print"));
  assert.match(await paperOf(page), /Mother of Ash/);
  assert.match((await her.save()).text, /Mother of Ash/);
}

/** Opens `check.html` at an address, and gives what it says at last and what it finds to change. */
export async function checkAt(browser, address) {
  const check = await freshPage(browser, { address, ready: false });
  await until(async () => (await check.locator("#outcome").innerText()) !== "Looking …", "the check is done");
  const outcome = await check.locator("#outcome").innerText();
  const found = (await check.locator("li").allInnerTexts()).filter((said) => !/^(Right|Not used)/.test(said));
  assert.equal(await check.locator("#no-script").isVisible(), false);
  await closePage(check);
  return { outcome, found };
}

/** What `check.html` says of a server that is as it should be. */
export const RIGHT = { outcome: "This server is set up as it should be.", found: [] };
