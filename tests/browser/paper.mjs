// What the printer would get: the document in the assistant's own frame, as a PDF and as the words in it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before the page loads: printing is noted instead of opening the browser's print window. */
export const catchPrinting = (page) => page.addInitScript(() => {
  window.timesPrinted = 0;
  window.printedAt = 0;
  const note = () => {
    window.timesPrinted += 1;
    window.printedAt = performance.now();
  };
  // In a sandbox the page itself is printed. It is told, as browsers do when they begin.
  window.print = () => {
    note();
    window.dispatchEvent(new Event("beforeprint"));
  };
  // The frame is made, filled and printed in one go: its window is reached the moment the frame is put in.
  const { appendChild } = Node.prototype;
  Node.prototype.appendChild = function (child) {
    const done = appendChild.call(this, child);
    if (child.tagName === "IFRAME" && child.contentDocument) child.contentWindow.print = note;
    return done;
  };
});

/** Runs in the page: the body of what was last printed, and the sheets it wears. */
const printed = `(() => {
  const frame = [...document.querySelectorAll("family-history-assistant")].flatMap((one) => [...one.shadowRoot.querySelectorAll("iframe")]).at(-1);
  return frame?.contentDocument ?? { body: document.querySelector(".fha-printed"), adoptedStyleSheets: document.adoptedStyleSheets, title: document.title,
    documentElement: document.documentElement };
})()`;

/** Waits for the paper that was asked for last: it is made once “One moment” is to be seen, which then goes. */
const untilPrinted = (page) => page.waitForFunction(() => window.timesPrinted > 0
  && [...document.querySelectorAll("family-history-assistant")].every((one) => !one.shadowRoot.querySelector(".fha-moment")));

/** The words of what was last printed, as they stand in the frame: quicker than a PDF. Words in pictures are not among them. */
export async function paperOf(page) {
  await untilPrinted(page);
  return page.evaluate(`(() => {
    const copy = ${printed}.body.cloneNode(true);
    copy.querySelectorAll("svg").forEach((picture) => picture.remove());
    return copy.textContent;
  })()`);
}

/** What `look` finds on what was last printed: it runs in the page, and is handed the body and the title. */
export async function lookAtPaper(page, look) {
  await untilPrinted(page);
  return page.evaluate(`(${look})(${printed})`);
}

/** The PDF of what was last printed. */
export async function pdfOf(page) {
  await untilPrinted(page);
  // Put together here: styles may not stand in a page with the strict policy, not even in a copy of it.
  const { css, lang, title, body } = await page.evaluate(`(() => {
    const inside = ${printed};
    const css = [...inside.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\\n");
    const html = inside.body.outerHTML;
    return { css, lang: inside.documentElement.lang, title: inside.title, body: inside.body.localName === "body" ? html : "<body>" + html + "</body>" };
  })()`);
  const inText = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const html = `<!doctype html><html lang="${lang}"><head><title>${inText}</title><style>${css}</style></head>${body}</html>`;
  const sheet = await page.context().newPage();
  await sheet.setContent(html);
  const pdf = await sheet.pdf({ preferCSSPageSize: true, tagged: true });
  await sheet.close();
  return pdf;
}

/** What a program says of a PDF. `file` stands for it among the arguments. */
function read(pdf, program, args) {
  const folder = mkdtempSync(join(tmpdir(), "fha-"));
  try {
    const file = join(folder, "paper.pdf");
    writeFileSync(file, pdf);
    const given = args.map((one) => (one === "file" ? file : one));
    return execFileSync(program, given, { encoding: "utf8", maxBuffer: 64_000_000, stdio: ["ignore", "pipe", "ignore"] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The words of a PDF, in reading order, with single spaces and without line ends. */
export const wordsOf = (pdf) => plain(read(pdf, "pdftotext", ["-raw", "-enc", "UTF-8", "file", "-"]));

/** What a PDF says of itself: title, pages, whether it is tagged, with everything else in it that is no page. */
export const metaOf = (pdf) => read(pdf, "pdfinfo", ["-enc", "UTF-8", "file"]);

/** The structure that a reader of the PDF goes by: the kinds of its parts, in order, and the words in them. */
export function structureOf(pdf) {
  const kinds = [];
  const parts = [[]];
  for (const line of read(pdf, "pdfinfo", ["-struct-text", "-enc", "UTF-8", "file"]).split("\n")) {
    const words = /^\s*"(.*)"$/.exec(line)?.[1];
    const kind = /^\s*(\w+)\b/.exec(line)?.[1];
    if (words !== undefined) parts.at(-1).push(words);
    else if (kind && kind !== "NonStruct") {
      kinds.push(kind);
      parts.push([]);
    }
  }
  // Words in a picture are drawn, and told by its name.
  const said = parts.map((part, at) => (kinds[at - 1] === "Figure" ? [] : kinds[at - 1] === "TH" ? once(part) : part));
  return { words: plain(said.flat().join("")), kinds };
}

/** The head of a table that goes over several pages stands on each of them: once is enough. */
function once(all) {
  const words = all.filter((word) => word !== "");
  const repeats = (length) => words.every((word, at) => word === words[at % length]);
  for (let length = 1; length <= words.length / 2; length++) if (words.length % length === 0 && repeats(length)) return words.slice(0, length);
  return words;
}

/** Text without anything that setting it on a page may change: spaces, line ends, hyphens at line ends. */
export const plain = (text) => text.replace(/[\s\u00ad\u200b]+/g, "").normalize("NFKC");
