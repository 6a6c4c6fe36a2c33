//! Invented families for the family picture: the ones it must draw well, and generated ones of any size.

use family_history_domain::case::Case;
use family_history_domain::save;
use serde_json::{Map, Value, json};

/// A family being put down, fact by fact.
#[derive(Default)]
pub struct Maker {
    facts: Map<String, Value>,
    next: usize,
}

impl Maker {
    /// Puts down a fact of one part of the case; gives its id.
    pub fn put(&mut self, part: &str, prefix: &str, fact: Value) -> String {
        self.next += 1;
        let id = format!("{prefix}{}", self.next);
        self.facts.entry(part).or_insert_with(|| json!({}))[&id] = fact;
        id
    }

    /// A person; with a birth date unless it is empty.
    pub fn person(&mut self, label: &str, role: &str, sex: &str, born: &str) -> String {
        let mut fact = json!({ "label": label });
        for (field, value) in [("role", role), ("sex", sex)] {
            if !value.is_empty() {
                fact[field] = json!(value);
            }
        }
        if !born.is_empty() {
            fact["born"] = date(born);
        }
        self.put("people", "p", fact)
    }

    /// Changes a field of a person.
    pub fn set(&mut self, person: &str, field: &str, value: Value) {
        self.facts["people"][person][field] = value;
    }

    /// A parent link.
    pub fn parent(&mut self, adult: &str, child: &str, kind: &str, status: &str) {
        let mut fact = json!({ "adult": adult, "child": child, "kind": kind });
        if !status.is_empty() {
            fact["status"] = json!(status);
        }
        self.put("parents", "l", fact);
    }

    /// Two settled birth parents of some children.
    pub fn parents(&mut self, parents: &[&str], children: &[&str]) {
        for child in children {
            for parent in parents {
                self.parent(parent, child, "birth", "agreed");
            }
        }
    }

    /// What two adults are to each other.
    pub fn tie(&mut self, one: &str, other: &str, kind: &str, since: &str, until: &str) {
        let mut fact = json!({ "one": one, "other": other, "kind": kind });
        for (field, value) in [("since", since), ("until", until)] {
            if !value.is_empty() {
                fact[field] = date(value);
            }
        }
        self.put("ties", "t", fact);
    }

    /// How an adult is present for the children of the review.
    pub fn present(&mut self, adult: &str, kind: &str, since: &str) {
        let mut fact = json!({ "adult": adult, "kind": kind });
        if !since.is_empty() {
            fact["since"] = date(since);
        }
        self.put("presences", "r", fact);
    }

    /// A home and who lives in it.
    pub fn home(&mut self, label: &str, people: &[&str], since: &str, until: &str) {
        let mut fact = json!({ "label": label, "people": people });
        for (field, value) in [("since", since), ("until", until)] {
            if !value.is_empty() {
                fact[field] = date(value);
            }
        }
        self.put("households", "hh", fact);
    }

    /// The case, read whole.
    pub fn case(self) -> Case {
        let file = json!({ "format": save::FORMAT, "version": save::VERSION, "case": self.facts }).to_string();
        let opened = save::open(&file).expect("an invented family can be opened");
        assert!(opened.problems.is_empty(), "an invented family is read whole: {:?}", opened.problems);
        opened.case
    }
}

/// A date as a file holds it.
pub fn date(edtf: &str) -> Value {
    json!({ "said": edtf, "edtf": edtf })
}

/// The families that the picture must draw well, by the name of their golden picture.
pub fn named() -> Vec<(&'static str, Case)> {
    vec![
        ("three-partners", three_partners()),
        ("two-candidate-fathers", two_candidate_fathers()),
        ("disputed-for-some", disputed_for_some()),
        ("same-sex-parents-and-donor", same_sex_parents_and_donor()),
        ("grandparent-household", grandparent_household()),
        ("adoption", adoption()),
        ("long-ties", long_ties()),
        ("many-carers", many_carers()),
        ("siblings-without-known-parents", siblings_without_known_parents()),
        ("person-in-two-households", person_in_two_households()),
        ("twins-loss-unborn-death", twins_loss_unborn_death()),
        ("bonds", bonds()),
        ("generated-30", generated(30, 7)),
        ("generated-60", generated(60, 11)),
        ("generated-200", generated(200, 13)),
    ]
}

fn three_partners() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "1998-02");
    let first = m.person("Father of Child A", "father", "male", "1995");
    let second = m.person("Father of Child B", "father", "male", "1993~");
    let third = m.person("Partner", "partner", "male", "");
    let a = m.person("Child A", "child", "female", "2016-05-03");
    let b = m.person("Child B", "child", "male", "2019-08-20");
    let c = m.person("Child C", "child", "female", "2021-01-11");
    let d = m.person("Child D", "child", "male", "2025-03-01");
    let grandmother = m.person("Maternal grandmother", "grandmother", "female", "1975");
    m.parents(&[&mother, &first], &[&a]);
    m.parents(&[&mother, &second], &[&b, &c]);
    m.parents(&[&mother, &third], &[&d]);
    m.parents(&[&grandmother], &[&mother]);
    m.tie(&mother, &first, "brief", "2015", "2016");
    m.tie(&mother, &second, "separated", "2018", "2022");
    m.tie(&mother, &third, "partners", "2024", "");
    m.present(&mother, "lives-here", "2016");
    m.present(&third, "lives-here", "2024");
    m.present(&second, "visits", "2026-09~");
    m.case()
}

fn two_candidate_fathers() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "2002");
    let one = m.person("Male carer A", "partner", "male", "1999");
    let two = m.person("Male carer B", "ex-partner", "male", "");
    let child = m.person("Child A", "child", "male", "2026-01-15");
    m.parents(&[&mother], &[&child]);
    m.parent(&one, &child, "birth", "disputed");
    m.parent(&two, &child, "alleged", "");
    m.present(&mother, "lives-here", "2026-01");
    m.put("orders", "o", json!({ "about": two, "kind": "non-molestation", "state": "in-force" }));
    m.case()
}

/// One man is settled father of one child, and may be of others; another may be too.
fn disputed_for_some() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "1997");
    let dan = m.person("Dan", "ex-partner", "male", "1995");
    let eric = m.person("Eric", "ex-partner", "male", "");
    let a = m.person("Child A", "child", "female", "2016-02-01");
    let b = m.person("Child B", "child", "male", "2018-05-01");
    let c = m.person("Child C", "child", "female", "2020-09-01");
    let d = m.person("Child D", "child", "male", "2024-04-01");
    m.parents(&[&mother, &dan], &[&a]);
    m.parents(&[&mother], &[&b, &c, &d]);
    m.parent(&dan, &b, "birth", "disputed");
    m.parent(&dan, &c, "birth", "disputed");
    m.parent(&eric, &c, "alleged", "");
    m.tie(&mother, &dan, "separated", "2015~", "2019~");
    m.present(&mother, "lives-here", "2016");
    m.case()
}

fn same_sex_parents_and_donor() -> Case {
    let mut m = Maker::default();
    let one = m.person("Mum", "mother", "female", "1990");
    let two = m.person("Mama", "mother", "female", "1988");
    let donor = m.person("Donor", "donor", "male", "");
    let a = m.person("Child A", "child", "female", "2022-06-02");
    let b = m.person("Child B", "child", "other", "2024-10-10");
    for child in [&a, &b] {
        m.parent(&one, child, "birth", "confirmed");
        m.parent(&two, child, "social-parent", "agreed");
        m.parent(&donor, child, "donor", "agreed");
    }
    m.tie(&one, &two, "partners", "2015", "");
    m.present(&one, "lives-here", "2019");
    m.present(&two, "lives-here", "2019");
    m.case()
}

fn grandparent_household() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "2006");
    let father = m.person("Father", "father", "male", "2005");
    let grandmother = m.person("Maternal grandmother", "grandmother", "female", "1984");
    let grandfather = m.person("Maternal grandfather", "grandfather", "male", "1980");
    let child = m.person("Child A", "child", "male", "2025-12-01");
    let baby = m.person("Aunt Baby", "child-elsewhere", "female", "2025-11-10");
    let uncle = m.person("Uncle", "other-relative", "male", "2010");
    m.parents(&[&mother, &father], &[&child]);
    m.parents(&[&grandmother, &grandfather], &[&mother, &uncle, &baby]);
    m.tie(&mother, &father, "never-lived-together", "2024", "");
    m.tie(&grandmother, &grandfather, "partners", "2003", "");
    m.home("Grandparents’ home", &[&grandmother, &grandfather, &mother, &uncle, &baby, &child], "2025-12-01", "");
    m.present(&father, "stays-over", "2026-03~");
    m.case()
}

fn adoption() -> Case {
    let mut m = Maker::default();
    let birth_mother = m.person("Birth mother", "mother", "female", "1996");
    let birth_father = m.person("Birth father", "father", "male", "1990");
    let one = m.person("Adoptive mother", "mother", "female", "1982");
    let two = m.person("Adoptive father", "father", "male", "1981");
    let child = m.person("Child A", "child", "female", "2018-04-04");
    let own = m.person("Child B", "child", "male", "2021-09-30");
    let foster = m.person("Child C", "child", "", "2023");
    m.parents(&[&birth_mother, &birth_father], &[&child]);
    m.parent(&one, &child, "adoptive", "confirmed");
    m.parent(&two, &child, "adoptive", "confirmed");
    m.parents(&[&one, &two], &[&own]);
    m.parent(&one, &foster, "foster", "agreed");
    m.parent(&two, &foster, "foster", "agreed");
    m.tie(&one, &two, "partners", "2010", "");
    m.tie(&birth_mother, &birth_father, "divorced", "2015", "2019");
    m.present(&one, "lives-here", "");
    m.present(&two, "lives-here", "");
    m.case()
}

/// One mother and five partners, with the longest words that a tie can have.
fn long_ties() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "");
    let grandmother = m.person("Gran", "grandmother", "female", "");
    m.parents(&[&grandmother], &[&mother]);
    let kinds = ["on-off", "brief", "separated", "not-known", "partners"];
    for (number, kind) in kinds.into_iter().enumerate() {
        let other = m.person(&format!("P{number}"), "partner", "male", "");
        let child = m.person(&format!("C{number}"), "child", "", &format!("20{}", 10 + number));
        m.parents(&[&mother, &other], &[&child]);
        m.tie(&mother, &other, kind, "2019-09~", if number % 2 == 0 { "2021-09~" } else { "" });
    }
    m.case()
}

/// Every way in which somebody can be a parent, and the ties that are drawn with dashes.
fn many_carers() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "1997");
    let child = m.person("Child A", "child", "female", "2016");
    let other = m.person("Child B", "child", "male", "2020");
    let partner = m.person("Partner", "partner", "male", "1990");
    let friend = m.person("Friend", "friend", "female", "1990");
    m.parents(&[&mother], &[&child, &other]);
    let kinds = ["kinship", "step", "social-parent", "donor", "foster", "alleged", "adoptive"];
    for (number, kind) in kinds.into_iter().enumerate() {
        let carer = m.person(&format!("Carer {}", number + 1), "carer", "", "");
        m.parent(&carer, if number % 2 == 0 { &child } else { &other }, kind, if number == 5 { "" } else { "agreed" });
    }
    m.tie(&mother, &partner, "on-off", "2019~", "");
    m.tie(&mother, &friend, "brief", "2014", "");
    m.present(&mother, "lives-here", "2016");
    m.present(&partner, "stays-over", "");
    m.present(&friend, "visits", "");
    m.case()
}

fn siblings_without_known_parents() -> Case {
    let mut m = Maker::default();
    let a = m.person("Child A", "child", "female", "2015");
    let b = m.person("Child B", "child", "male", "2017");
    let carer = m.person("Foster carer", "carer", "female", "1970~");
    for child in [&a, &b] {
        m.put("parents", "l", json!({ "child": child, "kind": "birth", "status": "unknown" }));
        m.parent(&carer, child, "foster", "agreed");
    }
    m.present(&carer, "lives-here", "2024");
    m.case()
}

fn person_in_two_households() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "1994");
    let father = m.person("Father", "father", "male", "1992");
    let partner = m.person("Father’s partner", "partner", "female", "");
    let child = m.person("Child A", "child", "male", "2017-07-07");
    let half = m.person("Half-sister", "child-elsewhere", "female", "2024");
    let friend = m.person("Family friend", "friend", "", "");
    m.parents(&[&mother, &father], &[&child]);
    m.parents(&[&father, &partner], &[&half]);
    m.tie(&mother, &father, "divorced", "2012", "2021");
    m.tie(&father, &partner, "partners", "2022", "");
    m.home("Mother’s home", &[&mother, &child], "2021", "");
    m.home("Father’s home", &[&father, &partner, &half, &child], "2022", "");
    m.present(&friend, "visits", "");
    m.case()
}

fn twins_loss_unborn_death() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "1991");
    let father = m.person("Father", "father", "male", "1989");
    let eldest = m.person("Child A", "child", "male", "2013-03-03");
    let one = m.person("Child B", "child", "female", "2016-05-05");
    let two = m.person("Child C", "child", "female", "2016-05-05");
    let loss = m.person("Pregnancy in 2018", "", "", "2018-09");
    let unborn = m.person("Baby", "child", "", "2027-02");
    let grandfather = m.person("Paternal grandfather", "grandfather", "male", "1950");
    let grandmother = m.person("Paternal grandmother", "grandmother", "female", "1955");
    m.set(&two, "twin-of", json!(one));
    m.set(&loss, "loss", json!("stillbirth"));
    m.set(&unborn, "unborn", json!(true));
    m.set(&grandfather, "died", date("2019"));
    for grandparent in [&grandfather, &grandmother] {
        m.set(grandparent, "relative-of", json!(eldest));
        m.set(grandparent, "side", json!("fathers"));
    }
    m.parents(&[&mother, &father], &[&eldest, &one, &two, &loss, &unborn]);
    m.tie(&mother, &father, "partners", "2011", "");
    m.tie(&grandfather, &grandmother, "partners", "1980", "");
    m.present(&mother, "lives-here", "2013");
    m.present(&father, "lives-here", "2013/2015");
    m.case()
}

fn bonds() -> Case {
    let mut m = Maker::default();
    let mother = m.person("Mother", "mother", "female", "1994");
    let father = m.person("Father", "father", "male", "1992");
    let child = m.person("Child A", "child", "male", "2017-07-07");
    let other = m.person("Child B", "child", "female", "2020");
    let grandmother = m.person("Maternal grandmother", "grandmother", "female", "1970");
    m.parents(&[&mother, &father], &[&child, &other]);
    m.parents(&[&grandmother], &[&mother]);
    m.tie(&mother, &father, "separated", "2012", "2021");
    m.present(&mother, "lives-here", "2017");
    m.put("bonds", "b", json!({ "one": grandmother, "other": child, "kind": "close" }));
    m.put("bonds", "b", json!({ "one": grandmother, "other": father, "kind": "cut-off" }));
    m.put("bonds", "b", json!({ "one": mother, "other": grandmother, "kind": "conflict" }));
    m.put("bonds", "b", json!({ "one": father, "other": other, "kind": "distant" }));
    m.put("abuse", "ab", json!({ "by": father, "to": mother, "between": "ex-partners" }));
    m.case()
}

/// Numbers that look like chance and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    /// A number below this one.
    pub fn roll(&mut self, sides: u64) -> u64 {
        // The constants of a well-known linear congruential generator (Knuth, MMIX).
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A family of about this many people, never more: couples over three or four generations, with second partners,
/// half-siblings, men who may be fathers, visitors and homes.
pub fn generated(people: usize, seed: u64) -> Case {
    let mut m = Maker::default();
    generate(&mut m, people, seed);
    m.case()
}

/// The same with homes of several, who comes to them, and how people get on.
pub fn generated_with_bonds(people: usize, seed: u64) -> Case {
    let mut m = Maker::default();
    generate(&mut m, people, seed);
    let ids: Vec<String> = m.facts["people"].as_object().expect("people").keys().cloned().collect();
    let mut dice = Dice(seed + 1);
    let mut who = || ids[dice.roll(ids.len() as u64) as usize].clone();
    for number in 0..people / 4 {
        let kinds = ["close", "distant", "conflict", "cut-off", "not-known"];
        m.put("bonds", "b", json!({ "one": who(), "other": who(), "kind": kinds[number % 5] }));
        if number % 3 == 0 {
            m.put("abuse", "ab", json!({ "by": who(), "to": who() }));
            let comes = ["visits", "stays-over"][number % 2];
            m.home(&format!("Home {number}"), &[&who(), &who(), &who()], "2020", "");
            m.put("presences", "r", json!({ "adult": who(), "child": who(), "kind": comes }));
        }
    }
    m.case()
}

fn generate(m: &mut Maker, people: usize, seed: u64) {
    let mut dice = Dice(seed);
    let mut count = 0;
    let mut named = |m: &mut Maker, role: &str, sex: &str, born: u64| {
        count += 1;
        let label = match role {
            "child" | "child-elsewhere" => format!("Child {count}"),
            "grandmother" => format!("Grandmother {count}"),
            "grandfather" => format!("Grandfather {count}"),
            _ => format!("Adult {count}"),
        };
        (m.person(&label, role, sex, &born.to_string()), count)
    };
    // Who can still have children: id, sex, year of birth, generation.
    let mut open: Vec<(String, bool, u64, usize)> = Vec::new();
    let (first, _) = named(m, "grandmother", "female", 1955);
    open.push((first, false, 1955, 0));
    let mut place = 0;
    let mut made = 1;
    let deep = if people > 100 { 4 } else { 3 };
    while made < people {
        if place >= open.len() {
            let (founder, number) = named(m, "grandmother", "female", 1950 + dice.roll(10));
            made = number;
            open.push((founder, false, 1955, 0));
            continue;
        }
        let (parent, is_man, born, deepness) = open[place].clone();
        place += 1;
        if deepness + 1 >= deep {
            continue;
        }
        let partners = 1 + u64::from(dice.roll(4) == 0);
        for number in 0..partners {
            if made >= people {
                break;
            }
            let sex = if is_man { "female" } else { "male" };
            let role = if deepness == 0 { if is_man { "grandmother" } else { "grandfather" } } else { "other-adult" };
            let (partner, at) = named(m, role, sex, born + dice.roll(6));
            made = at;
            let kinds = ["partners", "separated", "divorced", "brief", "on-off", "not-known"];
            let kind = if number == 0 && partners == 1 {
                kinds[dice.roll(2) as usize]
            } else {
                kinds[1 + dice.roll(5) as usize]
            };
            m.tie(&parent, &partner, kind, &(born + 20).to_string(), "");
            let is_open = dice.roll(6) == 0;
            for child in 0..1 + dice.roll(3) {
                if made >= people {
                    break;
                }
                let is_boy = dice.roll(2) == 0;
                let year = born + 21 + number * 5 + child * 2 + dice.roll(2);
                let role = match (deepness + 2 >= deep, year > 2008) {
                    (true, true) => {
                        if dice.roll(3) == 0 {
                            "child"
                        } else {
                            "child-elsewhere"
                        }
                    }
                    _ => "other-adult",
                };
                let (child, at) = named(m, role, if is_boy { "male" } else { "female" }, year);
                made = at;
                m.parents(&[&parent], &[&child]);
                m.parent(&partner, &child, "birth", if is_open { "disputed" } else { "agreed" });
                open.push((child, is_boy, year, deepness + 1));
            }
        }
        if dice.roll(5) == 0 && made < people {
            m.present(&parent, "visits", "");
        }
        if dice.roll(4) == 0 {
            let label = format!("Home of {parent}");
            m.home(&label, &[&parent], "2020", "");
        }
    }
}
