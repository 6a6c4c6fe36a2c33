// A wide family with a long history, for measuring: as many people and events as asked for, invented by rule.

const date = (edtf) => ({ said: edtf, edtf });
const pick = (list, at) => list[at % list.length];

/** What the deeper topics hold of such a family: as many of each kind as a long piece of work leaves behind. */
function deeper(facts, children, everyone) {
  const many = (part, prefix, count, make) => {
    facts[part] = Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}${at + 1}`, make(at + 1)]));
  };
  const agencies = ["hv", "gp", "early-help", "social-work", "police", "early-years", "midwifery", "charity"];
  const child = (at) => `p${pick(children, at)}`;
  const adult = (at) => `p${pick(everyone.filter((person) => person % 6 !== 1), at)}`;
  many("services", "s", 20, (at) => ({ agency: pick(agencies, at), name: `Service ${at}`, state: pick(["attending", "offered", "stopped", "accepted"], at), since: date("2024-05") }));
  many("contacts", "v", 60, (at) => ({ when: date(`2025-${String(1 + (at % 12)).padStart(2, "0")}`), agency: pick(agencies, at), seen: [child(at)], awake: pick(["awake", "asleep"], at), place: "home", "inside-home": at % 2 === 0 }));
  many("notifications", "n", 10, (at) => ({ when: date("2025-03"), what: `Notification ${at}`, from: "police", receipts: { hv: "received", gp: "not-known" } }));
  many("flags", "f", 10, (at) => ({ about: adult(at), kind: pick(["risk-to-child", "risk-to-staff"], at), holder: "police" }));
  many("outcomes", "ou", 4, (at) => ({ whom: child(at), what: `Outcome ${at}`, sign: "Seen on three visits" }));
  many("progress", "pr", 12, (at) => ({ outcome: `ou${1 + (at % 4)}`, when: date("2025-06"), course: "same" }));
  many("advice", "ad", 20, (at) => ({ topic: pick(["sleep", "feeding", "play"], at), what: "Same bedtime", when: date("2025-01") }));
  many("appointments", "ap", 10, (at) => ({ child: child(at), what: `Clinic ${at}`, times: "twice" }));
  many("abuse", "ab", 10, (at) => ({ by: adult(at), to: adult(at + 1), kinds: ["physical"], children: [child(at)] }));
  many("assessments", "as", 10, (at) => ({ what: `Assessment ${at}`, agency: pick(agencies, at), when: date("2024") }));
  many("liaisons", "li", 10, (at) => ({ agency: pick(agencies, at), message: date("2025-02") }));
  many("levels", "z", 20, (at) => ({ child: child(at), when: date("2025-04"), level: pick(["1", "2", "3"], at) }));
  facts.plan = { lead: "Early Help worker" };
}

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
  deeper(facts, children, everyone);
  return JSON.stringify({ format: "family-history-review", version: 2, case: facts });
}

/** The text of a case file with this many people in one family: each couple has three children, and each of them a partner. */
export function wideFamily(people) {
  const facts = { people: {}, parents: {}, ties: {}, presences: {}, bonds: {} };
  for (let number = 1; number <= people; number++) {
    facts.people[`p${number}`] = { label: `Person ${number}`, role: "other-adult", sex: number % 2 ? "female" : "male" };
    const couple = Math.ceil(number / 2), above = Math.floor((couple - 2) / 3) + 1;
    if (number % 2 === 0) facts.ties[`t${number}`] = { one: `p${number - 1}`, other: `p${number}`, kind: "partners" };
    else if (couple > 1) {
      for (const parent of [2 * above - 1, 2 * above]) facts.parents[`l${2 * number + (parent % 2)}`] = { adult: `p${parent}`, child: `p${number}`, kind: "birth", status: "agreed" };
    }
  }
  return JSON.stringify({ format: "family-history-review", version: 1, case: facts });
}
