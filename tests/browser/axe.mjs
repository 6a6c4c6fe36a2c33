// What axe-core finds on a page, and what reaches past its edge. Every test that looks at either goes through here, so that
// all of them hold the screens to the same rules.

import { createRequire } from "node:module";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The part of the assistant that a picture stands in. */
export const PICTURE = { fromShadowDom: ["family-history-assistant", "section.picture"] };

/** Puts axe in a page before it loads: by the debugger, since the page's policy lets nothing else in. */
export const withAxe = (page) => page.addInitScript({ path: AXE });

/** Lays out what is out of sight too, which the assistant otherwise leaves until it comes into sight: axe measures all of it at once. */
export const layAllOut = (page) => page.locator("family-history-assistant").evaluate((element) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  element.shadowRoot.adoptedStyleSheets.push(sheet);
});

/** What axe finds wrong, in words. With fewer than `least` rules that hold it looked at next to nothing. */
export const findings = (page, { of = "family-history-assistant", least = 10 } = {}) => page.evaluate(async ([of, tags, least]) => {
  // Axe would ask for the sheets of the page once more, to read them: where the page has no origin it may not, and the policy says so aloud.
  const preload = window.origin !== "null";
  const { violations, passes } = await window.axe.run(of, { runOnly: tags, resultTypes: ["violations"], preload });
  if (passes.length < least) throw new Error(`axe looked at next to nothing: ${passes.length} rules hold`);
  // The name of a mark in a picture says its age in words: that it holds what is drawn as its label is a test of the picture.
  const isMark = ({ id, html }) => id === "label-content-name-mismatch" && html.startsWith("<g");
  const shown = violations.map(({ id, nodes, ...more }) => ({ id, ...more, nodes: nodes.filter(({ html }) => !isMark({ id, html })) }));
  return shown.flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map(({ target, any, all, none }) =>
    `${id}: ${help}: ${target.flat().at(-1)}: ${[...any, ...all, ...none].map(({ message }) => message).join("; ")}`));
}, [of, TAGS, least]);

/** The marks of pictures in whose name their drawn label is missing: who speaks to a computer says what they see. */
export const unnamed = (page) => page.locator("family-history-assistant svg [role=button]").evaluateAll((marks) => marks.flatMap((mark) => {
  const label = [...mark.querySelectorAll(".label, .t-label")].map(({ textContent }) => textContent).join(" ").replace(/…$/, "");
  return mark.getAttribute("aria-label").includes(label) ? [] : [`${label}: ${mark.getAttribute("aria-label")}`];
}));

/** How far the page reaches past its right edge, in pixels. */
export const overhang = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
