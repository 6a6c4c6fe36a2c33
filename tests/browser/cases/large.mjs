// A wide family with a long history, for measuring: as many people and events as asked for, invented by rule.

const date = (edtf) => ({ said: edtf, edtf });
const pick = (list, at) => list[at % list.length];

/** The text of a case file with this many people and events. */
export function largeCase(people = 60, events = 500) {
  const facts = { head: { checkpoint: "allocation", agency: "hv", youngest: "1-to-2" }, people: {}, parents: {}, presences: {}, events: {} };
  const everyone = Array.from({ length: people }, (_, at) => at + 1);
  const children = everyone.filter((person) => person % 6 === 1);
  for (const child of children) {
    facts.people[`p${child}`] = { label: `Child ${child}`, role: "child", born: date(String(2010 + (child % 16))) };
  }
  const roles = ["mother", "father", "partner", "ex-partner", "grandmother", "grandfather", "other-adult"];
  for (const adult of everyone.filter((person) => person % 6 !== 1)) {
    const role = pick(roles, adult);
    const sex = ["mother", "grandmother"].includes(role) ? "female" : "male";
    const child = `p${pick(children, adult)}`;
    facts.people[`p${adult}`] = { label: `Adult ${adult}`, role, sex, born: date("1980") };
    facts.parents[`l${adult}`] = { adult: `p${adult}`, child, kind: "birth", status: pick(["agreed", "disputed", "unknown"], adult) };
    facts.presences[`r${adult}`] = { adult: `p${adult}`, child, kind: pick(["lives-here", "visits", "stays-over", "cares-alone"], adult), since: date("2024") };
  }
  const themes = ["domestic-abuse", "mental-health", "substances", "move", "services-came-and-went", "strength", "isolation"];
  for (let event = 1; event <= events; event++) {
    facts.events[`e${event}`] = {
      when: date(`${2008 + (event % 18)}-${String(1 + (event % 12)).padStart(2, "0")}`),
      what: `Something that happened, number ${event}, told in a sentence of an ordinary length.`,
      theme: pick(themes, event),
      standing: pick(["fact-seen", "reported", "allegation", "finding"], event),
      people: [...new Set([`p${1 + (event % people)}`, `p${1 + ((event * 7) % people)}`])],
      source: { who: "Health visitor", route: pick(["own-record", "told-by-parent", "police"], event) },
      ...(event % 3 === 0 && { meaning: "What it may mean for the children now, in a few words.", different: "What will be done differently because of it." }),
    };
  }
  return JSON.stringify({ format: "family-history-review", version: 1, case: facts });
}
