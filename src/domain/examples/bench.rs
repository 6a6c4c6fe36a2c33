//! Times the core on a large case: `cargo run --release --package family-history-domain --example bench`.
//!
//! Prints one Markdown table for `BENCHMARKS.md`. Each number is the median of many runs on the machine it runs on.

use std::hint::black_box;
use std::time::{Duration, Instant};

use family_history_content::guidance;
use family_history_domain::bring::columns::{self, Mapping};
use family_history_domain::bring::rows;
use family_history_domain::document::{first_paper, page, text};
use family_history_domain::drawing::genogram::{Options, draw};
use family_history_domain::drawing::timeline::{self, Lanes, Timeline, View};
use family_history_domain::guidance::Guidance;
use family_history_domain::review::review;
use family_history_domain::save;
use family_history_domain::when::Today;
use serde_json::{Map, Value, json};

const PEOPLE: usize = 60;
const EVENTS: usize = 500;
const RUNS: usize = 60;
const ROWS: usize = 1000;

fn main() {
    let today = Today::from_iso("2026-11-24").expect("a day");
    let file = large_case(EVENTS).to_string();
    let opened = save::open(&file).expect("the generated case can be opened");
    assert!(opened.problems.is_empty(), "the generated case is read whole: {:?}", opened.problems);
    let (case, guidance) = (opened.case, guidance());
    let questions = review(&case, &guidance, today).len();
    let saved = save::write(&case, opened.next_number);

    println!("{PEOPLE} people, {EVENTS} events, {questions} open questions; the file is {} kB.\n", saved.len() / 1000);
    println!("| what | median ms | target ms |\n| --- | --: | --: |");
    row("All open questions", "5 in the browser", || review(&case, &guidance, today).len());
    row("The checklist as a document", "", || first_paper(&case, &guidance, today).sections.len());
    row("The checklist as an HTML page", "", || page(&first_paper(&case, &guidance, today)).len());
    row("The checklist as plain text", "", || text::write(&first_paper(&case, &guidance, today)).len());
    let pasted: String = (0..ROWS)
        .map(|row| {
            format!(
                "{} March {}\tVisit number {row}, told in a sentence\tAdult 2; Nobody\n",
                1 + row % 28,
                2000 + row % 25
            )
        })
        .collect();
    row("A paste of 1,000 rows, to what it would add", "300 in the browser", || {
        let table = rows::read(&pasted, None, today).expect("rows");
        let mapping = Mapping::guess(&table, &guidance, today);
        columns::draft(&case, &guidance, today, opened.next_number, &table, &mapping).added.len()
    });
    timeline_rows(&guidance, today);
    row("Write the file", "", || save::write(&case, opened.next_number).len());
    for (people, target) in [(20, ""), (60, ""), (200, "25 in the browser"), (1000, "")] {
        let case = save::open(&wide_family(people).to_string()).expect("the generated family can be opened").case;
        row(&format!("The family picture of {people} people"), target, || {
            draw(&case, &guidance, today, today, Options { bonds: true }).marks.len()
        });
    }
    row("Open the file", "", || save::open(&saved).map(|opened| opened.case.events.len()).unwrap_or_default());
}

/// The timeline of a short, a long and a very long history, in rows of one area each.
fn timeline_rows(guidance: &Guidance, today: Today) {
    let how = View { lanes: Lanes::ByTheme, ..View::default() };
    for (events, target) in [(300, ""), (3_000, "16 in the browser"), (10_000, "")] {
        let opened = save::open(&large_case(events).to_string()).expect("the generated case can be opened");
        let draw = || Timeline::new(&opened.case, guidance, today, &how).picture().marks.len();
        row(&format!("The timeline of {events} events, {} marks", draw()), target, draw);
        row(&format!("The same, {events} events in sentences"), "", || {
            timeline::draw(&opened.case, guidance, today, &how).sentences.len()
        });
    }
}

fn row<T>(what: &str, target: &str, run: impl Fn() -> T) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            black_box(run());
            began.elapsed()
        })
        .collect();
    times.sort();
    println!("| {what} | {:.2} | {target} |", times[RUNS / 2].as_secs_f64() * 1000.0);
}

/// A wide family with a long history: one child in six people, every fact kind that grows with a family.
fn large_case(events: usize) -> Value {
    let pick = |list: &[&str], at: usize| list[at % list.len()].to_owned();
    let mut facts: Map<String, Value> = Map::new();
    let mut put = |part: &str, id: String, fact: Value| {
        facts.entry(part).or_insert_with(|| json!({}))[id] = fact;
    };
    let (children, adults): (Vec<usize>, Vec<usize>) = (1..=PEOPLE).partition(|person| person % 6 == 1);
    for child in &children {
        let born = 2010 + child % 16;
        put(
            "people",
            format!("p{child}"),
            json!({ "label": format!("Child {child}"), "role": "child", "born": date(&born.to_string()) }),
        );
    }
    let roles = ["mother", "father", "partner", "ex-partner", "grandmother", "grandfather", "other-adult"];
    for adult in &adults {
        let role = pick(&roles, *adult);
        let sex = if ["mother", "grandmother"].contains(&role.as_str()) { "female" } else { "male" };
        put(
            "people",
            format!("p{adult}"),
            json!({ "label": format!("Adult {adult}"), "role": role, "sex": sex, "born": date("1980") }),
        );
        let child = children[adult % children.len()];
        put(
            "parents",
            format!("l{adult}"),
            json!({ "adult": format!("p{adult}"), "child": format!("p{child}"), "kind": "birth",
            "status": pick(&["agreed", "disputed", "unknown"], *adult) }),
        );
        put(
            "presences",
            format!("r{adult}"),
            json!({ "adult": format!("p{adult}"), "child": format!("p{child}"),
            "kind": pick(&["lives-here", "visits", "stays-over", "cares-alone"], *adult), "since": date("2024") }),
        );
    }
    let themes =
        ["domestic-abuse", "mental-health", "substances", "move", "services-came-and-went", "strength", "isolation"];
    for event in 1..=events {
        let mut fact = json!({
            "when": date(&format!("{}-{:02}", 2008 + event % 18, 1 + event % 12)),
            "what": format!("Something that happened, number {event}, told in a sentence of an ordinary length."),
            "theme": pick(&themes, event), "standing": pick(&["fact-seen", "reported", "allegation", "finding"], event),
            "people": [format!("p{}", 1 + event % PEOPLE), format!("p{}", 1 + event * 7 % PEOPLE)],
            "source": { "who": "Health visitor", "route": pick(&["own-record", "told-by-parent", "police"], event) },
        });
        if event % 3 == 0 {
            fact["meaning"] = json!("What it may mean for the children now, in a few words.");
            fact["different"] = json!("What will be done differently because of it.");
        }
        put("events", format!("e{event}"), fact);
    }
    json!({ "format": save::FORMAT, "version": save::VERSION, "case": facts })
}

/// A family in which everyone from the second on is partner or child of somebody before: three generations or more.
fn wide_family(people: usize) -> Value {
    let (mut persons, mut links, mut ties) = (Map::new(), Map::new(), Map::new());
    // Each couple has three children, and each child a partner: four people a step.
    let id = |number: usize| format!("p{number}");
    for number in 1..=people {
        let sex = if number % 2 == 1 { "female" } else { "male" };
        persons.insert(id(number), json!({ "label": format!("Person {number}"), "role": "other-adult", "sex": sex }));
        let couple = number.div_ceil(2);
        if number % 2 == 0 {
            let tie = json!({ "one": id(number - 1), "other": id(number), "kind": "partners" });
            ties.insert(format!("t{number}"), tie);
        } else if couple > 1 {
            let above = (couple - 2) / 3 + 1;
            for parent in [2 * above - 1, 2 * above] {
                let link = json!({ "adult": id(parent), "child": id(number), "kind": "birth", "status": "agreed" });
                links.insert(format!("l{}", 2 * number + parent % 2), link);
            }
        }
    }
    json!({ "format": save::FORMAT, "version": save::VERSION, "case": { "people": persons, "parents": links, "ties": ties } })
}

fn date(edtf: &str) -> Value {
    json!({ "said": edtf, "edtf": edtf })
}
