// Looks at how the server beside which this page lies sends the files of the assistant, item by item, and says what to do about each.
// It is not part of the assistant, and the only script of it that asks for anything.

"use strict";

const SCRIPT = "family-history-assistant.js";
const INTEGRITY = "{integrity}";
const LATER = "family-history-assistant-later.js", INTEGRITY_OF_LATER = "{integrity of the later part}";
/** Only the page for a frame is in two parts. It is a folder's page, and has small files beside it. */
const IS_FOR_FRAME = INTEGRITY_OF_LATER !== "";
const PAGE = "index.html", BESIDE = ["family-history-loader.js", "family-history-frame.js", "embed.css"];
const OWN = document.currentScript.src;
/** The folder, as a frame asks for it. */
const HERE = new URL("./", location.href).pathname;
const WASM = ["family-history-assistant.wasm", "npm/family-history-assistant.wasm"];

const RIGHT = "Right", SHOULD = "Should be changed", MUST = "Must be changed", UNUSED = "Not used here";

const ask = async (address, options) => {
  try { return await fetch(address, { cache: "no-store", ...options }); } catch { return null; }
};

/** The policy that kept this page from asking, where one did. */
let forbiddenBy = "";
addEventListener("securitypolicyviolation", ({ effectiveDirective, originalPolicy }) => { if (effectiveDirective === "connect-src") forbiddenBy = originalPolicy; });

/** Why nothing can be decided, or "". This script runs, so its own file is there: where it cannot be asked for, no other file can. */
async function whyNot() {
  if (await ask(OWN)) return "";
  await new Promise((done) => { setTimeout(done, 200); });      // the event comes when it comes
  return forbiddenBy ? "Undecided: this page may not ask. Send connect-src 'self' in the Content-Security-Policy for check.html."
    : "Undecided: this page got no answer even for its own script. See whether the server still answers; if it does, a policy or a filter holds its questions back.";
}

const header = (answer, name) => answer?.headers.get(name) ?? "";
const verdict = (isSo, otherwise, saw, todo) => (isSo ? [RIGHT, saw] : [otherwise, saw, todo]);
const isHere = (answer) => Boolean(answer?.ok);
const isCompressed = (size) => Boolean(size) && size.encodedBodySize < size.decodedBodySize;
const NO_PAGE = [UNUSED, "No page came for the folder."];

/** A whole wasm module: the shortest there is. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** Each item: what it is about, and a function that gives its verdict, what was seen, and what to do. */
const ITEMS = [
  ["The script arrives", ({ script }) => verdict(isHere(script), MUST,
    script ? `The server answers ${script.status} for ${SCRIPT}.` : `The server does not answer for ${SCRIPT}, or a policy forbids to ask.`,
    `Put ${SCRIPT} beside this page. If it lies there, a filter may hold it back: ask the network team about this address.`)],
  ["It is the script that was built", async ({ script }) => (isHere(script) ? verdict(isHere(await ask(SCRIPT, { integrity: INTEGRITY })), MUST,
    "Its hash was compared with that of the release.",
    "Copy it again, as a binary file. If that does not help, something between the server and this computer alters it: ask the network team.") : [UNUSED, "It did not arrive."])],
  ["So is what comes after it", async () => (IS_FOR_FRAME ? verdict(isHere(await ask(LATER, { integrity: INTEGRITY_OF_LATER })), MUST,
    `The page for a frame loads ${LATER} once its first screen is there.`,
    `Put ${LATER} beside this page, from the same release, as a binary file. If it lies there, something between the server and this computer holds it back or alters it: ask the network team.`)
    : [UNUSED, "Only the page for a frame is in two parts."])],
  ["It is sent as a script", ({ script }) => verdict(/^(text|application)\/(x-)?javascript\b/.test(header(script, "content-type")), MUST,
    `Content-Type is “${header(script, "content-type")}”.`, "Send .js as text/javascript; charset=utf-8. Browsers do not run it as anything else where nosniff is on.")],
  ["Its letters are said", ({ script }) => verdict(/charset=["']?utf-8/i.test(header(script, "content-type")), SHOULD,
    `Content-Type is “${header(script, "content-type")}”.`, "Add charset=utf-8. The script says so itself as well, and so it still runs.")],
  ["It is compressed on the way", ({ size }) => verdict(isCompressed(size), SHOULD,
    size ? `${size.encodedBodySize} bytes travel for ${size.decodedBodySize}.` : "The browser does not say.",
    "Turn on compression for text/javascript, or send the .br and .gz files that lie beside it. It then loads in a third of the time.")],
  ["It is kept by browsers", ({ script }) => verdict(/max-age=([1-9]\d{4,})/.test(header(script, "cache-control")), SHOULD,
    `Cache-Control is “${header(script, "cache-control")}”.`, "Send Cache-Control: public, max-age=31536000, immutable for scripts: each version lies in a folder of its own, so no file ever changes.")],
  ["The folder gives its page", async ({ page }) => {
    if (!IS_FOR_FRAME) return [UNUSED, "Only the page for a frame is asked for by its folder."];
    const isOurs = isHere(page) && (await page.text()).includes("<family-history-assistant");
    if (isOurs) return [RIGHT, `The page for a frame comes for ${HERE}.`];
    const saw = isHere(page) ? `Another page comes for ${HERE}, or a list of files.` : page ? `The server answers ${page.status} for ${HERE}.` : `The server does not answer for ${HERE}.`;
    return [MUST, saw, isHere(await ask(PAGE)) ? `The default document of a folder is ${PAGE}: set it so for this one. The page itself is there.`
      : `Put ${PAGE} beside this page, from the same release. It has to be the default document of the folder.`];
  }],
  ["Small files lie beside it", async () => {
    if (!IS_FOR_FRAME) return [UNUSED, "Only the page for a frame has them."];
    const missing = [];
    for (const name of BESIDE) if (!isHere(await ask(name))) missing.push(name);
    return verdict(!missing.length, SHOULD, missing.length ? `The server does not give ${missing.join(", ")}.` : `${BESIDE.join(", ")} came.`,
      "Put what is missing beside this page, from the same release. Without the loader nobody is told why the assistant does not start, without the script of the frame it cannot talk with the page around it, and without the style sheet the page looks wrong.");
  }],
  ["The page is asked for anew", ({ page }) => (isHere(page) ? verdict(/no-cache|no-store|max-age=0/.test(header(page, "cache-control")), SHOULD,
    `Cache-Control is “${header(page, "cache-control")}”.`, "Send Cache-Control: no-cache for .html, so that a new version is seen at once.") : NO_PAGE)],
  ["The browser may run WebAssembly", async () => {
    try {
      await WebAssembly.compile(EMPTY);
      return [RIGHT, "A small module was compiled on this page."];
    } catch (error) {
      return [MUST, String(error), typeof WebAssembly === "undefined" ? "A browser policy switches WebAssembly off: ask whoever looks after the browsers."
        : "The policy of this page's server forbids it. Send script-src 'self' 'wasm-unsafe-eval'."];
    }
  }],
  ["The page's policy allows WebAssembly", ({ page, policy }) => (isHere(page) && policy ? verdict(/'(wasm-)?unsafe-eval'/.test(policy), MUST,
    `Content-Security-Policy is “${policy}”.`, "Add 'wasm-unsafe-eval' to script-src.") : [UNUSED, "No policy is sent with the page."])],
  ["The page has a strict policy", ({ page, policy }) => (isHere(page) ? verdict(/default-src 'none'/.test(policy) && /connect-src 'none'/.test(policy), SHOULD,
    policy ? `Content-Security-Policy is “${policy}”.` : "No Content-Security-Policy is sent. The page of the release has one in it.",
    "Send the policy of the ready server files: with it the browser itself keeps anything from leaving the page.") : NO_PAGE)],
  ["Who may put the page in a frame", ({ page, policy }) => {
    if (!isHere(page)) return NO_PAGE;
    const todo = "Add frame-ancestors with your intranet's address.";
    const needed = IS_FOR_FRAME ? MUST : SHOULD;
    const said = /frame-ancestors ([^;,]*)/.exec(policy);
    if (said) return verdict(said[1].trim() !== "'none'", needed, `${said[0].trim()}${said[1].trim() === "'none'" ? ": no page may" : ""}.`, todo);
    const options = header(page, "x-frame-options").trim().toUpperCase();
    // Browsers heed it only where the policy does not say frame-ancestors.
    if (/DENY/.test(options)) return [needed, `X-Frame-Options is “${options}”, without frame-ancestors: frames are refused on every page.`, `${todo} Browsers then take no notice of X-Frame-Options.`];
    if (/SAMEORIGIN/.test(options)) return [SHOULD, `X-Frame-Options is “${options}”, without frame-ancestors: frames of other origins are refused.`, `${todo} Browsers then take no notice of X-Frame-Options.`];
    return [SHOULD, "No frame-ancestors is sent: any page may.", todo];
  }],
  ["A sandboxed frame may load it", ({ script }) => verdict(!/same-(site|origin)/.test(header(script, "cross-origin-resource-policy")), MUST,
    `Cross-Origin-Resource-Policy is “${header(script, "cross-origin-resource-policy")}”.`,
    "Send Cross-Origin-Resource-Policy: cross-origin for these files, or none: a sandboxed frame is a stranger even to its own server.")],
  ["Types are not guessed", ({ script }) => verdict(header(script, "x-content-type-options").trim().toLowerCase() === "nosniff", SHOULD,
    `X-Content-Type-Options is “${header(script, "x-content-type-options")}”.`, "Send X-Content-Type-Options: nosniff.")],
  ["Addresses are not passed on", ({ page, script }) => verdict(/no-referrer|same-origin/.test(header(page ?? script, "referrer-policy")), SHOULD,
    `Referrer-Policy is “${header(page ?? script, "referrer-policy")}”.`, "Send Referrer-Policy: no-referrer.")],
  ["The wasm file has its type", ({ wasm }) => (isHere(wasm) ? verdict(header(wasm, "content-type").startsWith("application/wasm"), SHOULD,
    `Content-Type is “${header(wasm, "content-type")}”.`, "Send .wasm as application/wasm. The npm package works without, and starts later.") : [UNUSED, "Only the npm package has a wasm file of its own."])],
  ["The connection is secure", () => verdict(isSecureContext, SHOULD,
    `This page is at ${location.protocol}//${location.host}.`, "Serve it by https. Browsers switch off their own encryption, and with it the saving of locked files, on pages that are not.")],
];

/** What was built for people: text only ever becomes text. */
const el = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** The script, and how much of it travelled. IIS compresses a file only once it was asked for twice within ten seconds. */
async function asked() {
  let script, size;
  for (let times = 0; times < 3 && !isCompressed(size); times++) {
    script = await ask(SCRIPT);
    await script?.clone().arrayBuffer();
    size = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(`/${SCRIPT}`)).at(-1);
    if (!isHere(script)) break;
  }
  return { script, size };
}

async function look() {
  document.getElementById("no-script").hidden = true;
  const why = await whyNot();
  if (why) {
    document.getElementById("outcome").textContent = why;
    return;
  }
  const { script, size } = await asked();
  const page = await ask("./");
  let wasm = null;
  for (const address of WASM) if (!isHere(wasm)) wasm = await ask(address);
  const seen = { script, size, page, wasm, policy: header(page, "content-security-policy") };
  const verdicts = [];
  for (const [name, decide] of ITEMS) {
    const [said, saw, todo] = await decide(seen);
    verdicts.push(said);
    document.getElementById("items").append(el("li", { className: said === MUST ? "must" : "" },
      el("p", {}, el("span", { className: "verdict" }, `${said}: `), name),
      el("p", {}, saw),
      ...(todo ? [el("p", {}, `What to do: ${todo}`)] : [])));
  }
  const count = (which) => verdicts.filter((said) => said === which).length;
  const [must, should] = [count(MUST), count(SHOULD)];
  document.getElementById("outcome").textContent = must ? `The assistant will not run here: ${must} of ${verdicts.length} must be changed.`
    : should ? `The assistant runs here. ${should} of ${verdicts.length} should be changed.` : "This server is set up as it should be.";
}

look();
