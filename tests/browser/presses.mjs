// Everything a practitioner presses on the large case that takes the page long: for the bench, which says how long each took to be
// answered, and for the budget of all of them.

import { begin } from "./practitioner.mjs";
import { measured } from "./measure.mjs";
import { topic, topics, word } from "./words.mjs";

/**
 * Presses one thing after the other, at a page that is open with `largeCase()` and is as slow as it is. Gives how long each took until
 * something new was shown, in milliseconds, by what was pressed. Before each press it waits for `pause`.
 */
export async function presses(page, pause = () => {}) {
  const her = begin(page), took = {};
  const button = (name) => page.getByRole("button", { name, exact: true }).first();
  const nav = page.getByRole("navigation", { name: word("topics.title"), exact: true });
  const title = (id) => button(topic(id).nav).or(button(topic(id).title)).first();
  const settled = () => page.waitForFunction(() => !document.querySelector("family-history-assistant").shadowRoot.querySelector(".soon, .fha-moment, [data-veiled]"));
  const press = async (what, target, { key = "Enter", kind = "click" } = {}) => {
    await target.focus();
    await pause(page);
    [{ shown: took[what] }] = await measured(page, kind, 1, () => page.keyboard.press(key));
    await settled();
  };

  for (const { id, nav: name, part } of topics.filter(({ part }) => part !== "training")) {
    if (part === "deeper") await her.open(word("deeper.nav"), nav);
    await press(`Open “${name}”`, title(id));
  }
  await press(`Back to “${word("topics.home")}”`, button(word("topics.home")));
  await her.goTo("history");
  const toggles = page.locator(".card-toggle");
  await press("Open an event", toggles.nth(2));
  await press("Close it", toggles.nth(2));
  await press("Add an event", button(word("history.add")));
  await press("A key in what happened", her.field(word("event.what"), her.card()), { key: "a", kind: "input" });
  await press("Remove it", her.card().getByRole("button", { name: word("card.remove", { kind: word("kind.event") }) }));
  await press("Undo", page.locator("#undo"));
  await press("Redo", page.locator("#redo"));
  await press("Turn the page", button(word("pages.after")));

  await press("Search", page.locator("#find"));
  for (const letter of "num") await press(`A letter in the search: ${letter}`, page.locator("#find-words"), { key: letter, kind: "input" });

  await press("Cover the screen", page.locator("#cover"));
  await button(word("cover.show")).click();
  await press("Print the checklist", page.locator("#print"));
  await press("Save to a file", page.locator("#save"));
  await press("Open all papers", page.locator("#papers"));
  await press("Another paper", page.locator("#papers-which"), { key: "ArrowDown", kind: "input" });
  await press("A blank paper", page.locator("#papers-blank"), { key: "Space" });
  await press("No blank paper", page.locator("#papers-blank"), { key: "Space" });
  await press("Leave something out", page.locator("#papers-leave").getByRole("checkbox").first(), { key: "Space" });
  await press("A letter in where it goes", page.locator("#papers-goes-to"), { key: "n", kind: "input" });
  await press("Copy the paper", button(word("papers.copy")));
  await press("The paper for Word", button(word("papers.take-docx")));
  await press("Its events as rows", button(word("papers.take-csv")));
  await press("Print the paper", button(word("papers.print")));

  await press("Discreet view", page.locator("#discreet"));
  await press("No discreet view", page.locator("#discreet"));
  await pause(page);
  took["Discreet view, until it is drawn without names"] = await page.evaluate(async () => {
    const { shadowRoot } = document.querySelector("family-history-assistant"), began = performance.now();
    shadowRoot.getElementById("discreet").click();
    while (shadowRoot.querySelector("[data-veiled]")) await new Promise((look) => setTimeout(look));
    return new Promise((painted) => requestAnimationFrame(() => setTimeout(() => painted(performance.now() - began))));
  });
  await press("Cover the screen, with a paper just printed", page.locator("#cover"));
  return took;
}
