//! What help is for, in the parent's words.
//!
//! # Finds
//! Where two services or more are active, those of which nobody recorded what they are for in the parent's words: one
//! question that names them.
//!
//! # Why it matters
//! It could not be shown that the mother knew what a programme was for.
//!
//! # Source
//! William review, ¶83; Recommendation 3 (R3-02).
//!
//! # Does not mean
//! That the parent does not know: nobody has put down what they said.

use super::{Look, OpenQuestion, Rule, applies, joined, service_words};
use crate::network;

pub const RULE: Rule = Rule { id: "R3-02", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let mut services: Vec<_> = network::active_services(look.case, look.today).collect();
    if services.len() < 2 || !applies(look, RULE.id, &[]) {
        return;
    }
    services.retain(|(id, service)| service.purpose.trim().is_empty() && applies(look, RULE.id, &[(*id).into()]));
    if !services.is_empty() {
        let names = joined(look, services.iter().map(|(_, service)| service_words(look, service)));
        found.push(OpenQuestion::of(RULE.id).resting_on(services.iter().map(|(id, _)| *id)).slot("services", names));
    }
}
