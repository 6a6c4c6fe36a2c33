//! What does not line up in the review taught the tool some lessons that no one family can show whole: they are about its own
//! content.

use family_history_content::guidance;
use family_history_domain::case::ServiceTier;
use family_history_domain::guidance::{Cite, DATED_LISTS, Guidance};
use family_history_domain::plain::Plain;
use family_history_domain::sentences;
use serde_json::Value;

/// Every text in the pack, with where it stands.
fn every_text(value: &Value, at: &str, into: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => into.push((at.to_owned(), text.clone())),
        Value::Array(list) => {
            for (place, one) in list.iter().enumerate() {
                let name = one["id"].as_str().map_or_else(|| place.to_string(), str::to_owned);
                every_text(one, &format!("{at} / {name}"), into);
            }
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, one)| every_text(one, &format!("{at} / {name}"), into));
        }
        _ => {}
    }
}

fn every_cite(pack: &Guidance) -> Vec<(String, Cite)> {
    let mut cites = Vec::new();
    let mut add = |at: &str, own: &[Cite]| cites.extend(own.iter().map(|cite| (at.to_owned(), cite.clone())));
    pack.prompts.iter().for_each(|prompt| add(&prompt.id, &prompt.cite));
    pack.rules.iter().for_each(|rule| add(&rule.id, &rule.cite));
    pack.levels.iter().for_each(|level| add(&level.key, &level.cite));
    pack.indicators.iter().for_each(|indicator| add(&indicator.id, &indicator.cite));
    pack.dated.iter().for_each(|item| add(&item.id, &item.cite));
    cites
}

/// pointers by number went wrong inside the review itself. Here a citation is kept apart from the words, by the id of
/// its source, and no sentence points to a paragraph by its number alone.
#[test]
fn no_sentence_points_to_a_paragraph_and_every_citation_names_its_source() {
    let pack = guidance();
    let mut texts = Vec::new();
    every_text(&pack.to_json(), "pack", &mut texts);
    assert!(texts.len() > 2_000, "{}", texts.len());
    let bare: Vec<_> = texts
        .iter()
        .filter(|(_, text)| {
            let text = text.to_lowercase();
            let points = |word: &str| {
                text.match_indices(word).any(|(at, _)| {
                    text[at + word.len()..].trim_start().starts_with(|letter: char| letter.is_ascii_digit())
                })
            };
            points("¶") || points("paragraph") || points("paragraphs") || points("para.") || points("para ")
        })
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
    for (at, cite) in every_cite(&pack) {
        let source = pack.source(&cite.source);
        assert!(source.is_some(), "{at}: {cite:?}");
        assert!(
            cite.para.is_empty() || cite.source == "william",
            "{at}: only the review is cited by paragraph: {cite:?}"
        );
        let short = &source.expect("just looked at").short;
        assert!(pack.cite_words(&cite).starts_with(short.as_str()), "{at}");
    }
}

/// a source that gets another short name, or whose paragraphs are numbered anew, is still the one that is cited.
#[test]
fn a_citation_survives_another_name_for_its_source() {
    let mut pack = guidance();
    let cite = pack.rule("R3-06").expect("a rule").cite[0].clone();
    assert!(pack.cite_words(&cite).starts_with("William review, ¶"));
    let source = pack.sources.iter_mut().find(|source| source.id == cite.source).expect("its source");
    source.short = "The review, second edition".to_owned();
    assert!(pack.cite_words(&cite).starts_with("The review, second edition, ¶"));
}

/// the names of the service levels changed. Each day has the names of its own time.
#[test]
fn a_day_has_the_names_of_its_own_time() {
    let pack = guidance();
    let names =
        |day: &str| -> Vec<String> { pack.dated_on("service-level", day).map(|item| item.name.clone()).collect() };
    let (then, now) = (names("2021-11-30"), names("2026-11-16"));
    assert!(then.contains(&"Universal Plus".to_owned()) && !then.contains(&"Community".to_owned()), "{then:?}");
    assert!(now.contains(&"Community".to_owned()) && !now.contains(&"Universal Plus".to_owned()), "{now:?}");
    // The first day of the new name is known. The last day of the old one is not: it says by when it was gone, and no more.
    assert!(!names("2026-02-05").contains(&"Community".to_owned()));
    assert!(names("2026-02-06").contains(&"Community".to_owned()));
    assert!(!names("2023-01-01").contains(&"Universal Plus".to_owned()));
    let span = |id: &str| sentences::dated_span(&pack, pack.dated(id).expect("an item"));
    assert_eq!(span("universal-plus"), "gone by 2023");
    assert_eq!(span("partnership-2020"), "gone by May 2023");
    // The rules of the programme changed as well, and the police notification.
    let about = |list: &str, day: &str| pack.dated_on(list, day).map(|item| item.id.clone()).collect::<Vec<_>>();
    assert!(about("service-level", "2020-06-01").contains(&"partnership-2020".to_owned()));
    assert!(!about("service-level", "2023-06-01").contains(&"partnership-2020".to_owned()));
    assert_eq!(about("notification", "2019-05-01"), ["notification-2018"]);
    assert_eq!(about("notification", "2026-11-16"), ["notification-2023"]);
    // What a worker chooses today are the names of today.
    for key in ServiceTier::KEYS.iter().filter(|key| **key != "not-known") {
        assert!(about("service-level", "2026-11-16").iter().any(|id| id == key), "{key}");
    }
    for list in DATED_LISTS {
        assert!(pack.dated.iter().any(|item| item.list == *list), "{list}");
    }
}

/// a policy newer than the report that names it. Every source says which edition was read, and nothing that came after
/// the review claims to have held before it.
#[test]
fn every_citation_carries_an_edition() {
    let pack = guidance();
    for source in &pack.sources {
        assert!(!source.edition.trim().is_empty(), "{}", source.id);
        assert!(["verified", "partly", "not-verified"].contains(&source.confidence.as_str()), "{}", source.id);
    }
    for item in &pack.dated {
        assert!(item.valid_to.is_empty() || item.valid_from <= item.valid_to, "{}", item.id);
    }
    let holds = |id: &str, day: &str| pack.dated_on("lawful-basis", day).any(|item| item.id == id);
    assert!(!holds("recognised-interest", "2023-05-04") && holds("recognised-interest", "2026-11-16"));
    assert!(pack.dated("recognised-interest").is_some(), "what no longer or not yet holds can still be named");
    // What is not in force, and what is mostly no ground, stand beside the grounds: nobody can choose them as one.
    for id in ["duty-2026", "consent"] {
        assert!(!holds(id, "2026-11-16") && pack.dated(id).is_some(), "{id}");
    }
}
