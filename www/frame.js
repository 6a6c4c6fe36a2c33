// For the page that stands in a frame: what the assistant tells its page is told to the page around, and that page may set things up.
// <script src="family-history-frame.js" data-parents="https://intranet.example.gov.uk"> names, with spaces between, the pages that
// may stand around it. To others nothing is told, and from others nothing is taken. contract.schema.json has every message; none
// holds anything about a family.
(() => {
  "use strict";
  const NAME = "family-history-assistant";
  const parents = (document.currentScript.dataset.parents ?? "").split(/\s+/).filter(Boolean);
  if (parent === window || !parents.length) return;

  // Which page stands around it is known at once in most browsers; in others when that page first speaks.
  const [around] = location.ancestorOrigins ?? [];
  let origin = parents.includes(around) ? around : undefined;
  const waiting = [];
  const tell = (kind, detail) => {
    const message = { [NAME]: kind, ...detail };
    if (origin) parent.postMessage(message, origin);
    else if (waiting.length < 20) waiting.push(message);
  };

  for (const kind of ["drawn", "ready", "dirty", "saved", "locked", "unlocked", "finished", "failed", "resize", "content-refused"]) {
    document.addEventListener(`fha-${kind}`, ({ detail }) => {
      // What is wrong with a content pack is told by how many things: the pack is the agency's, and its words may be anything.
      if (kind === "content-refused") tell(kind, { problems: detail.problems.length });
      else if (kind === "failed") tell(kind, { code: detail.code });
      else if (kind === "resize") tell(kind, { height: detail.height });
      else tell(kind);
    });
  }

  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== parent || !parents.includes(from) || data?.[NAME] !== "configure") return;
    origin = from;
    for (const message of waiting.splice(0)) parent.postMessage(message, origin);
    const element = document.querySelector(NAME);
    const { agency, content } = data;
    // Only while nothing of a review is here: work in hand is never changed from outside.
    const named = typeof agency === "string" && /^[a-z][a-z-]{0,30}$/.test(agency);
    const taken = Boolean(element) && !element.hasWork && (named || agency === undefined);
    if (taken && content && typeof content === "object") element.content = content;
    if (taken && named && agency !== element.getAttribute("agency")) {
      element.setAttribute("agency", agency);
      element.close?.();
      element.replaceWith(element);
    }
    tell("configured", { taken });
  });
})();
