//! Only one agency sees the home.
//!
//! # Finds
//! Two agencies or more in touch with the family, of which only one sees the home: as its service says, or by a contact
//! inside the home that may have been in the last six months. Who helps now, or was in touch in that time, is in touch.
//!
//! # Why it matters
//! For a time one worker alone came to the home, and could compare what they saw with nobody.
//!
//! # Source
//! William review, ¶80 (R3-19).
//!
//! # Does not mean
//! That this worker saw too little, or that more people must come.

use super::{HALF_YEAR_DAYS, Look, OpenQuestion, Rule, agency_or, applies, days_ago, is_to_come};
use crate::case::{FactId, Several, YesNo};
use crate::network;

pub const RULE: Rule = Rule { id: "R3-19", variants: &[], find };

fn find(look: &Look, found: &mut Vec<OpenQuestion>) {
    let recent = days_ago(look, HALF_YEAR_DAYS);
    let mut in_touch: Several<&str> = Several::default();
    let mut inside: Several<&str> = Several::default();
    let mut why: Vec<FactId> = Vec::new();
    for (id, service) in network::active_services(look.case, look.today) {
        let agency = agency_or(look, &service.agency, &service.name);
        in_touch.insert(agency);
        if service.sees_home == Some(YesNo::Yes) {
            inside.insert(agency);
            why.push(id.into());
        }
    }
    for (id, contact) in &look.case.contacts {
        let is_old = contact.when.window().is_none_or(|window| window.certainly_before(recent));
        let is_said = !(contact.agency.trim().is_empty() && contact.by.trim().is_empty());
        if is_said && !is_old && !is_to_come(look, &contact.when) {
            let agency = agency_or(look, &contact.agency, &contact.by);
            in_touch.insert(agency);
            if contact.inside_home {
                inside.insert(agency);
                why.push((*id).into());
            }
        }
    }
    if let (Some(agency), 1) = (inside.first(), inside.len())
        && in_touch.len() > 1
        && applies(look, RULE.id, &[])
    {
        found.push(OpenQuestion::of(RULE.id).resting_on(why).slot("agency", *agency));
    }
}
