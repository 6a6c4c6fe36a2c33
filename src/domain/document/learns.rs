//! What somebody who gets a paper would learn from it: shown before it leaves the screen. It stops nothing.

use crate::case::{Case, Several};
use crate::guidance::Guidance;
use crate::sentences;

use super::papers::is_named;
use super::{Block, Document, Inline};

/// What a reader of this paper would learn that not everybody should, in sentences. `plain` is the paper as plain text, and `case`
/// the case as it is on the screen.
pub fn learns(document: &Document, plain: &str, case: &Case, guidance: &Guidance) -> Vec<String> {
    // Lines are broken in the text: a name of two words may stand on two.
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = |all: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        let all: Several<String> = all.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        all.into_iter().filter(|name| !name.is_empty() && is_named(&words, name)).collect()
    };
    let mut learnt = Vec::new();
    let mut say = |key: &str, what: &[String]| {
        if !what.is_empty() {
            learnt.push(guidance.say(key, &[("what", &sentences::listed(guidance, what))]));
        }
    };
    say("learns.people", &named(&mut case.people.values().map(|person| person.label.as_str())));
    let tellers = case.every_fact().into_iter().filter_map(|fact| {
        let who = case.written(&fact)?.get("source")?.get("who")?.as_str()?.to_owned();
        Some(who)
    });
    let tellers: Vec<String> = tellers.collect();
    say("learns.tellers", &named(&mut tellers.iter().map(String::as_str)));
    say("learns.homes", &named(&mut case.households.values().map(|home| home.label.as_str())));
    let of_order = Inline::Text(guidance.word("paper.live-order").to_owned());
    let blocks = document.sections.iter().flat_map(|part| &part.blocks);
    let tells_of_order =
        blocks.into_iter().any(|block| matches!(block, Block::Panel(line) if line.contains(&of_order)));
    let mut told = Vec::new();
    if tells_of_order {
        told.push("learns.order");
    }
    if words.contains('@') {
        told.push("learns.mail");
    }
    if has_long_number(&words) {
        told.push("learns.number");
    }
    if words.split(|letter: char| !letter.is_ascii_alphanumeric()).collect::<Vec<_>>().windows(2).any(is_postcode) {
        told.push("learns.postcode");
    }
    learnt.extend(told.into_iter().map(|key| guidance.word(key).to_owned()));
    learnt
}

/// Nine digits or more with nothing but spaces or dashes between: a number to ring, or one that stands for a person.
fn has_long_number(words: &str) -> bool {
    let mut digits = 0;
    for letter in words.chars() {
        match letter {
            letter if letter.is_ascii_digit() => digits += 1,
            ' ' | '-' if digits > 0 => {}
            _ => digits = 0,
        }
        if digits >= 9 {
            return true;
        }
    }
    false
}

/// Whether two words are the halves of a postcode: "CT1", "2AB".
fn is_postcode(halves: &[&str]) -> bool {
    let [outward, inward] = halves else { return false };
    if inward.len() != 3 || outward.len() > 4 {
        return false;
    }
    let shape = |word: &str| -> String {
        let kind = |letter: char| if letter.is_ascii_digit() { '9' } else { 'A' };
        word.chars().map(|letter| if letter.is_ascii_lowercase() { 'a' } else { kind(letter) }).collect()
    };
    ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(&shape(outward).as_str()) && shape(inward) == "9AA"
}
