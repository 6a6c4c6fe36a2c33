// A family with something of every kind of fact, so that every screen has everything it can draw. Invented.

const date = (said, edtf) => ({ said, edtf });
const told = (who) => ({ who, route: "told-by-parent", when: date("2 November 2026", "2026-11-02") });

/** The facts. `words` may replace every text a person typed: `richFacts(() => "x")`. */
export const richFacts = (words = (text) => text) => {
  const w = words;
  const when = date("about May 2020", "2020-05~");
  const source = { who: w("Nursery key worker"), route: "told-by-child", when, also: w("Practice letter") };
  return {
    head: { reference: w("Larch 3"), checkpoint: "allocation", agency: "other", "agency-other": w("Parish visitors"), worker: w("Health visitor"),
      youngest: "1-to-2", begun: date("9 November 2026", "2026-11-09"), handling: "official-sensitive",
      history: "direction-given", direction: w("Where the family lived before"), "direction-owner": w("Family nurse"), "direction-by": when,
      limits: ["phone-only", "no-time-alone"], mapping: "by-phone", "mapping-why": w("Nobody was at home") },
    plan: { lead: w("Family nurse"), "lead-agreed-by": w("The team"), "lead-known-to-parent": "no", "parent-says": w("My mum, and the nursery"),
      "parent-says-nobody": "yes", presenting: w("Help with sleep"), "last-meeting": when, "parent-there": "no",
      "who-came": w("Nursery and nurse"), written: "yes", "family-has": "no", "written-when": when, recap: when, "recap-how": "drawing", "recap-words": w("Two mornings a week"),
      worry: w("The damp"), "worry-helped-by": w("Nobody so far"), "practice-meeting": when, "practice-meeting-who": w("The family nurse") },
    checkpoints: { k1: { kind: "referral", when, by: w("Nursery lead"), note: w("By telephone") },
      k2: { kind: "visit", when: date("20 September 2026", "2026-09-20"), by: w("Family nurse") },
      k3: { kind: "visit", when: date("20 October 2026", "2026-10-20"), by: w("Family nurse") } },
    people: {
      p1: { label: w("Child A"), role: "child", sex: "female", born: date("4 January 2025", "2025-01-04") },
      p2: { label: w("Child B"), role: "child", born: date("June 2022", "2022-06") },
      p3: { label: w("Mother"), role: "mother", sex: "female", born: date("3 May 2002", "2002-05-03"), gp: w("Riverside"), note: w("Tired"), source: told(w("Midwife")) },
      p4: { label: w("Father of Child B"), role: "father", sex: "male", born: date("about 1997", "1997~") },
      p5: { label: w("Father of Child A"), role: "father", sex: "male", "heard-of": when },
      p6: { label: w("Male carer C"), role: "partner", sex: "male", "heard-of": when, "heard-words": w("Child B spoke of him"), "heard-told": w("The nursery lead"), "asked-alone": "partner-there" },
      p7: { label: w("Grandmother"), role: "grandmother", sex: "female", "relative-of": "p1", side: "mothers" },
    },
    parents: {
      l1: { adult: "p3", child: "p1", kind: "birth", status: "agreed" },
      l2: { adult: "p3", child: "p2", kind: "birth", status: "agreed", source },
      l3: { adult: "p4", child: "p2", kind: "birth", status: "on-certificate", certificate: "checked" },
      l4: { adult: "p5", child: "p1", kind: "alleged", status: "disputed", source },
      l5: { adult: "p6", child: "p1", kind: "alleged", status: "unknown" },
    },
    responsibilities: { y1: { adult: "p4", child: "p2", state: "checked-has", source } },
    presences: {
      r1: { adult: "p3", kind: "lives-here" },
      r2: { adult: "p6", child: "p2", kind: "visits", since: when, "who-else": w("His brother"), note: w("After work"), source },
    },
    ties: { t1: { one: "p3", other: "p4", kind: "separated", since: when, source } },
    records: {
      d1: { kind: "child-health", agency: "hv", about: w("Child A"), state: "partial", earliest: when, looked: when, by: w("Health visitor"), "not-found": w("Anything before the move"), note: w("New system") },
      d2: { kind: "", name: w("Police history"), state: "cannot-reach", linked: true },
    },
    events: {
      e1: { when: date("2009 to 2014", "2009/2014"), what: w("Abuse between Mother’s parents"), theme: "parents-childhood", people: ["p3"], standing: "reported", source, "held-by": ["police"] },
      e2: { when, what: w("The court made an order"), detail: w("Read out loud"), theme: "domestic-abuse", people: ["p3", "p4"], standing: "finding", court: w("Family Court"),
        meaning: w("Watch for raised voices"), different: w("Ask what helped"), talked: "not-safe", revisit: when },
      e3: { what: w("A friend moved away"), theme: "isolation" },
      e4: { when, what: w("A bruise on the arm"), theme: "injury", people: ["p1"], explained: "not-evidenced", "how-often": w("At least three times") },
    },
    attempts: { a1: { adult: "p5", child: "p1", kind: "asked-about", when, by: w("Midwife"), outcome: w("She asked that nobody write") } },
    views: { w1: { adult: "p6", child: "p2", offers: w("Plays cars"), worries: w("Weekends"), unknown: w("Where he lives"), "other-children": w("A baby elsewhere"), "other-under-two": "yes", source } },
    orders: { o1: { kind: "non-molestation", about: "p4", protects: ["p3"], state: "in-force", from: date("3 March 2024", "2024-03-03"), court: w("Court at the coast"), "children-terms": w("Silent"), source } },
    concerns: { c1: { about: "p4", basis: "marac", words: w("Heard in November"), holder: w("Coordinator"), when, checked: "not-checked", source } },
    services: { s1: { agency: "early-help", name: w("Two mornings"), purpose: w("Someone to talk to"), state: "did-not-start", since: when, barriers: ["travel"], reason: w("Too far"), "chased-by": w("Nobody"), source,
      area: "isolation", task: w("A lift on Mondays"), handed: "signpost", "role-known": "no", pathway: "outside", "agreed-by": w("The team lead"), "steps-down": when,
      fallback: w("Ask the nursery"), told: ["gp"] } },
    contacts: { v1: { when, agency: "hv", by: w("Family nurse"), seen: ["p1"], awake: "awake", place: "home", with: w("With Mother"), "inside-home": true, parent: true, note: w("Smiling"),
      observed: ["play", "mood"], spaces: ["sleeps"], told: w("Sleeps through") } },
    notifications: { n1: { when, what: w("Police came"), from: "police", receipts: { hv: "received", gp: "not-known" }, response: w("Visit that week"),
      responded: "visit", "recorded-as": w("Mother as the one who was hurt"), source } },
    flags: { f1: { about: "p4", kind: "risk-to-staff", reach: "person", words: w("Visit in pairs"), holder: "hv", review: when,
      "record-of": "person-posing-risk", basis: "professional-concern", set: when, "set-by": w("Duty nurse"), owner: w("Named nurse"), "removal-test": w("Seen with him twice"),
      ended: when, "why-ended": "mistake", visible: { hv: "yes", gp: "no" }, "lawful-basis": "public-task", "lawful-why": w("For those who visit") } },
    "hand-overs": { h1: { kind: "step-down", from: w("Early Help"), to: w("Health visiting"), when, first: w("The order ends in March"), second: w("Sleep"), third: w("The nursery"), acknowledged: "no",
      how: "warm-hand-over", conversation: when, reason: w("She turned one"), unresolved: w("Who has keys"), significance: w("Doors were kept shut"), men: w("Two, neither spoken with"),
      continues: w("The nursery stays"), fallback: w("Back to the team"), told: ["gp", "hv"] } },
    needs: { g1: { theme: "mental-health", what: w("Low since the birth"), planned: "yes", action: w("Practice visit"), "deals-with": "effect", source } },
    levels: { z1: { child: "p1", when, level: "3", by: w("Family nurse"), indicators: { "l1-well": { relied: "yes", tied: ["e2"], note: w("Help did not start") } }, reasons: w("Several needs"),
      considered: ["p3"], "would-change": w("If he is alone with her"), "not-met": w("Level 4, no harm seen"), remains: w("Housing"), agreement: w("Weekly visits"), missing: w("His view"), tier: "targeted",
      agreed: "no", "if-declined": w("Ask again in spring"), "checked-by": w("Senior nurse") } },
    outcomes: { ou1: { whom: "p1", what: w("A sleeps in her own cot"), baseline: w("On the sofa"), sign: w("Cot is made up"), by: when, "not-working": w("Still on the sofa"), "holds-back": "cannot",
      review: when, source } },
    progress: { pr1: { outcome: "ou1", when, course: "same", evidence: w("Cot is in its box"), change: w("Put it up together") } },
    advice: { ad1: { topic: "sleep", what: w("On the back to sleep"), when, agency: "hv", since: w("A cot came") } },
    appointments: { ap1: { child: "p2", what: w("Hearing test"), agency: "acute", when, times: "at-least-twice", discharged: "yes", "follows-up": w("School nurse"), reason: w("Two buses"), source } },
    abuse: { ab1: { by: "p4", to: "p3", between: "ex-partners", kinds: ["physical", "control"], pattern: w("Worse at weekends"), since: when, until: when, ended: "not-known", claims: "one-way",
      afraid: w("Mother, who slept dressed"), account: w("He kept my phone"), effect: w("Keeps the curtains shut"), children: ["p2"], source } },
    maracs: { ma1: { when, actions: w("New locks"), done: "no", source } },
    assessments: { as1: { what: w("Family assessment"), agency: "social-work", when, state: "unfinished", trigger: w("The bruise"), outcome: w("Stopped at the move"), unresolved: w("Who cares at night"),
      "only-here": w("A drawing of the flat"), shared: "no", source } },
    liaisons: { li1: { agency: "police", who: w("Safeguarding desk"), number: w("Duty line"), spoken: when, message: when, form: w("A referral form"), replied: "no", next: when } },
    accounts: { ac1: { about: w("The missed mornings"), worker: w("The door was not opened"), parent: w("Nobody rang the bell") } },
    challenges: { ch1: { agency: "social-work", what: w("Closing it in May"), how: w("They will look again"), disagree: "yes", stage: "talk", by: when } },
    decisions: { de1: { what: w("Visit in the evening once"), owner: w("Named nurse"), by: when, done: "no" } },
    answers: {
      "M-11/p4": { state: "not-asked", reason: w("No moment alone"), revisit: when, text: w("Probation may") },
      "G-03": { text: w("She comes early and stays") },
      "R1-05a": { text: w("Loud evenings frighten her") },
      "L-05": { text: w("Grandmother has them on Fridays") },
      "L-01a/p1": { text: w("Up at five with the television") },
      "R1-27a/p3": { text: w("She loved her school") },
      "LB-05/p2": { text: w("Hides under the table") },
      "R3-04a": { text: w("Mornings first") },
      "R4-08": { text: w("Only what is needed") },
      "R2-04": { text: w("The pharmacist was told") },
      "C-02a": { text: w("We see who comes to the door") },
      "S-02a": { text: w("A quiet house after noise") },
      "C-08": { text: w("The room fell silent") },
      "E-01a/k2": { text: w("The damp is worse") },
      "E-01a/k3": { text: w("A ladder by the window") },
    },
    steps: { "R3-06": { state: "has-step", step: w("Agree a lead"), owner: w("Named nurse"), by: when } },
  };
};

/** The text of a case file with these facts. */
export const fileOf = (facts, more = {}) => JSON.stringify({ format: "family-history-review", version: 1, case: facts, ...more });
