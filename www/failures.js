// Why the assistant cannot run, by cause: what happened, what the person can do now, what to tell the IT help desk. Plain words, and
// never anything about a family. What keeps this script itself away is told by family-history-loader.js (www/loader.js).
// [title, what happened, what you can do now, what to tell IT]

const ANOTHER = "Open this page in another browser on this computer, for example an up-to-date Edge, Chrome or Firefox.";
const ON_PAPER = "Or work on paper: print the blank checklist below.";
const HEADER = "Content-Security-Policy";

const FAILURES = {
  "no-wasm": [
    "This browser is not allowed to run the assistant",
    ["The assistant needs a part of the browser that is called WebAssembly. Here it is switched off, most often by a security setting of your organisation. Nothing is wrong with your computer."],
    [ANOTHER, ON_PAPER],
    [
      "WebAssembly is missing in this browser. A policy that switches off JavaScript JIT switches it off as well.",
      "Edge: add this site to JavaScriptJitAllowedForSites (where DefaultJavaScriptJitSetting blocks JIT), and to EnhanceSecurityModeBypassListDomains (where EnhanceSecurityMode is on).",
      "Chrome: add this site to JavaScriptJitAllowedForSites. Firefox: javascript.options.wasm must be true.",
    ],
  ],
  "wasm-policy": [
    "This page does not let the assistant run",
    ["The assistant has arrived, but the rules of this page stop it. Another browser will not help: the rules come with the page."],
    ["Tell the people who run this page. It is one line for them to change.", ON_PAPER],
    [
      `The ${HEADER} header of this page stops WebAssembly.`,
      "Add 'wasm-unsafe-eval' to its script-src. On SharePoint, 'unsafe-eval' does the same, and is part of Microsoft's own header.",
    ],
  ],
  "old-browser": [
    "This browser is too old for the assistant",
    ["The assistant uses parts of the browser that this one does not have yet."],
    [ANOTHER, ON_PAPER],
    ["The family history assistant needs Edge or Chrome 117, Firefox 121, or Safari 16.4, or later. Internet Explorer and Edge in Internet Explorer mode cannot run it."],
  ],
  "damaged": [
    "The assistant did not arrive whole",
    ["Its file was changed on the way here, or only part of it came. So it was not started."],
    ["Load this page again while holding the Shift key.", ON_PAPER],
    [
      "family-history-assistant.js is not the file that was published, or, on the page for a frame, family-history-assistant-later.js. Compare them with SHA256SUMS of the release.",
      "A proxy or virus scanner may rewrite it: let this address through unchanged. Clear any cache that stands before the server.",
    ],
  ],
  "later": [
    "Part of the assistant did not arrive",
    ["It comes in two parts, and the second is not here. Nothing had been typed yet, so nothing is lost."],
    ["Load this page again while holding the Shift key.", ON_PAPER],
    [
      "The page for a frame asks for family-history-assistant-later.js: it has to lie beside the page, from the same release, and the page must hold the template that names it. See check.html in the same folder.",
      "The npm package asks for family-history-assistant-later.wasm, and for inline.mjs where that does not come: both have to be served beside its module.",
    ],
  ],
  "memory": [
    "There is not enough memory to start",
    ["The browser had no memory left for the assistant."],
    ["Close other tabs and programs, then load this page again.", ON_PAPER],
    ["The browser gave WebAssembly no memory. The assistant needs about 100 MB for a tab. On a shared or virtual desktop, look at the limit for each session."],
  ],
  "version": [
    "This page and the assistant do not fit together",
    ["The page was made for one version of the assistant, and another one came. This happens when one of the two is an old copy."],
    ["Load this page again while holding the Shift key.", ON_PAPER],
    [
      "The version in data-version on the page and the version of family-history-assistant.js differ. Put both up from the same release.",
      "Send the page with Cache-Control: no-cache, and keep each release in a folder of its own.",
    ],
  ],
  "unknown": [
    "The assistant cannot start here",
    ["This page or this browser does not let it run."],
    [ANOTHER, ON_PAPER],
    [
      "The family history assistant could not start, and the cause is none that it knows. What the browser said stands below.",
      `It needs WebAssembly, and 'wasm-unsafe-eval' in script-src of the ${HEADER} header.`,
    ],
  ],
  "stopped": [
    "The assistant stopped. Your work is safe",
    ["Everything up to your last change is kept on this page. Do not close or reload the page yet.", "Nothing was sent anywhere."],
    ["If it stops again, save what you have to a file. That file has no passphrase, whatever the one before had.", "To work on paper in the meantime, print the blank checklist below."],
    ["The family history assistant stopped. The browser's console names the place in its code, and nothing of the case."],
  ],
};

// The smallest module that uses what came last of what the wasm needs (a table of references to things outside).
const NEEDED = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0);

/** What is missing here, before anything of the wasm is touched; nothing where all is there. */
const missing = (element) => {
  const wanted = element.dataset.version;
  if (wanted && wanted !== VERSION) return "version";
  if (typeof WebAssembly !== "object") return "no-wasm";
  // Whether that much is known can be asked without compiling, which a page's policy may forbid.
  if (!styles() || !WebAssembly.validate(NEEDED)) return "old-browser";
};

/** An error that says its own cause. */
const failing = (cause) => Object.assign(new Error(cause), { cause });

/** The cause of an error on the way to a running assistant. */
const causeOf = (error) => {
  if (Object.hasOwn(FAILURES, error?.cause ?? "")) return error.cause;
  const said = String(error);
  if (/unsafe-eval|Content Security Policy|CSP/i.test(said)) return "wasm-policy";
  if (error instanceof RangeError || /memory/i.test(said)) return "memory";
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return "damaged";
  return "unknown";
};
