//! The family: who there is, who they are to each child, and who saw whom.

use crate::case::{
    Contact, FactId, ParentKind, ParentLink, ParentStatus, Person, PersonId, Presence, PresenceKind, Responsibility,
    Several,
};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::sentences::{self, date_words};

use super::{Paper, by_date, capital, deeper, or_unknown, part, plain, push};

/// How many children stand side by side in one table.
const CHILDREN_ACROSS: usize = 3;

/// Everyone, who is who to each child, ties, and when each child was last seen.
pub(super) fn glance(paper: &Paper, sections: &mut Vec<Section>) {
    let mut told = Several::default();
    let mut blocks = Vec::new();
    let children = children(paper);
    if !children.is_empty() {
        blocks.push(Block::KeyValues(children));
    }
    blocks.extend(who_is_who(paper, &mut told));
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(vec![paper.unknown("paper.no-people")]));
    }
    sections.push(part(paper.word("paper.family"), 2, blocks));
    let mut others = other_links(paper, &told);
    others.extend(paper.case.ties.values().map(|tie| plain(sentences::tie_words(paper.case, paper.guidance, tie))));
    let homes = paper.case.households.keys().map(|id| FactId::from(*id));
    let also = homes.chain(paper.case.bonds.keys().map(|id| FactId::from(*id)));
    others.extend(also.map(|fact| plain(sentences::describe(paper.case, paper.guidance, paper.today, &fact))));
    if !others.is_empty() {
        sections.push(part(paper.word("paper.other-links"), 3, vec![Block::List(others)]));
    }
    seen(paper, sections);
}

/// Each child, of this review and elsewhere, with what is known of them.
fn children(paper: &Paper) -> Vec<(String, Vec<Line>)> {
    let order = [network::children(paper.case), network::linked_children(paper.case)].concat();
    let mut told = Several::default();
    order
        .into_iter()
        .filter(|id| told.insert(*id))
        .filter_map(|id| Some((id, paper.case.get::<Person>(id)?)))
        .map(|(id, person)| {
            let mut line = details(paper, person);
            line.extend(how_known(paper, person).into_iter().flatten());
            (paper.label(id), vec![line])
        })
        .collect()
}

/// What a person is, how old, and what else is recorded of them, each as a sentence.
pub(super) fn details(paper: &Paper, person: &Person) -> Line {
    let role = sentences::role_words(paper.case, paper.guidance, person);
    // A role or a side comes from a list; what stands alone may begin with a label that somebody typed.
    let role = if person.role.is_some() || person.relative_of.is_none() { capital(&role) } else { role };
    let age = sentences::age_words(paper.guidance, person, paper.today);
    let sex = person.sex.map(|_| sentences::worded(paper.guidance, "paper.sex", person.sex, &[])).unwrap_or_default();
    let who = sentences::listed(paper.guidance, [role.as_str(), age.as_str(), sex.as_str()]);
    let mut line = vec![Inline::Text(paper.stop(if role.is_empty() { capital(&who) } else { who }))];
    // The age of an unborn or dead person is told by one of these dates already.
    let (born, died) = (date_words(&person.born), date_words(&person.died));
    let dates = [("paper.born", born, person.unborn), ("paper.died", died, !person.unborn)];
    for (key, date, told) in dates {
        if !told && !date.is_empty() {
            line.push(Inline::Text(paper.stop(paper.said(key, &date))));
        }
    }
    for words in [paper.said("paper.gp", &person.gp), person.note.trim().to_owned()] {
        if !words.is_empty() {
            line.push(Inline::Text(paper.stop(words)));
        }
    }
    line
}

/// On whose word a person is known, and since when.
pub(super) fn how_known(paper: &Paper, person: &Person) -> Vec<Line> {
    let mut line = Vec::new();
    paper.soft(&mut line, paper.stop(paper.source(&person.source)));
    paper.soft(&mut line, paper.stop(paper.dated("paper.heard-of", &person.heard_of)));
    paper.soft(&mut line, paper.stop(person.heard_words.trim().to_owned()));
    paper.soft(&mut line, paper.stop(paper.said("paper.heard-told", &person.heard_told)));
    if line.is_empty() { Vec::new() } else { vec![line] }
}

/// Every adult and what they are to each child. Where there are many children, they stand in several tables.
fn who_is_who(paper: &Paper, told: &mut Several<FactId>) -> Vec<Block> {
    let children = network::children(paper.case);
    let adults = network::adults(paper.case);
    let nobody = paper.case.parents.values().any(|link| link.adult.is_none() && children.contains(&link.child));
    let mut rows_for: Vec<Option<PersonId>> = adults.into_iter().map(Some).collect();
    if nobody {
        rows_for.push(None);
    }
    if rows_for.is_empty() {
        return Vec::new();
    }
    let mut chunks: Vec<&[PersonId]> = children.chunks(CHILDREN_ACROSS).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    let mut tables = Vec::new();
    for (number, children) in chunks.into_iter().enumerate() {
        let mut head = vec![paper.word("paper.person").to_owned()];
        head.extend(children.iter().map(|child| child_head(paper, *child)));
        // Who they are is said once, in the first table.
        let rows = rows_for.iter().map(|adult| adult_row(paper, *adult, children, number == 0, told)).collect();
        tables.push(Block::Table { kind: "who", caption: String::new(), head, rows });
    }
    tables
}

fn child_head(paper: &Paper, child: PersonId) -> String {
    let label = paper.label(child);
    let Some(person) = paper.case.get::<Person>(child) else { return label };
    match sentences::age_words(paper.guidance, person, paper.today) {
        none if none == paper.word("sentence.age-not-known") => label,
        age => sentences::listed(paper.guidance, [label, age]),
    }
}

fn adult_row(
    paper: &Paper,
    adult: Option<PersonId>,
    children: &[PersonId],
    whole: bool,
    told: &mut Several<FactId>,
) -> Vec<Vec<Line>> {
    let label = adult.map_or_else(|| capital(paper.word("sentence.no-adult")), |adult| paper.label(adult));
    let mut name = vec![vec![Inline::Strong(label)]];
    let person = adult.and_then(|adult| paper.case.get::<Person>(adult));
    if let Some(person) = person.filter(|_| whole) {
        name.push(details(paper, person));
        name.extend(or_unknown(how_known(paper, person), paper.unknown("paper.no-source")));
    }
    let mut row = vec![name];
    row.extend(children.iter().map(|child| to_child(paper, adult, *child, told)));
    row
}

/// What one adult is to one child, as far as it is recorded.
pub(super) fn to_child(
    paper: &Paper,
    adult: Option<PersonId>,
    child: PersonId,
    told: &mut Several<FactId>,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut parent = false;
    for (id, link) in network::links_of(paper.case, child).filter(|(_, link)| link.adult == adult) {
        told.insert(id.into());
        lines.push(link_line(paper, link));
        parent |= adult.is_some() && link.kind != Some(ParentKind::NoMaleCarer);
    }
    let Some(adult) = adult else { return or_unknown(lines, paper.unknown("paper.not-asked")) };
    let mut responsibility = false;
    for (id, record) in &paper.case.responsibilities {
        if record.adult == adult && record.child == child {
            told.insert((*id).into());
            let state = sentences::worded(paper.guidance, "sentence.responsibility", record.state, &[]);
            let state = paper.stop(capital(&state));
            let mut line = match record.state {
                None | Some(Responsibility::NotKnown) => vec![Inline::Unknown(state)],
                Some(_) => plain(state),
            };
            paper.soft(&mut line, paper.stop(paper.source(&record.source)));
            lines.push(line);
            responsibility = true;
        }
    }
    if parent && !responsibility {
        lines.push(vec![paper.unknown("paper.responsibility-not-asked")]);
    }
    for (id, presence) in network::presences_for(paper.case, child).filter(|(_, presence)| presence.adult == adult) {
        told.insert(id.into());
        lines.push(presence_line(paper, presence));
    }
    or_unknown(lines, paper.unknown("paper.not-asked"))
}

/// How somebody is present, as sentences.
pub(super) fn presence_line(paper: &Paper, presence: &Presence) -> Line {
    let known = Presence { source: Default::default(), note: String::new(), ..presence.clone() };
    let words = paper.stop(capital(&sentences::presence_detail(paper.guidance, &known)));
    let mut line = match presence.kind {
        None | Some(PresenceKind::NotKnown) => vec![Inline::Unknown(words)],
        Some(_) => plain(words),
    };
    if !presence.note.trim().is_empty() {
        line.push(Inline::Text(paper.stop(presence.note.trim().to_owned())));
    }
    paper.soft(&mut line, paper.stop(paper.source(&presence.source)));
    line
}

fn link_line(paper: &Paper, link: &ParentLink) -> Line {
    let kind = capital(&sentences::parent_kind_words(paper.guidance, link));
    let settled = sentences::settled(paper.guidance, link);
    let mut line = match link.status {
        Some(ParentStatus::Disputed) => {
            vec![Inline::Text(paper.stop(kind)), Inline::Strong(paper.stop(capital(&settled)))]
        }
        Some(ParentStatus::Unknown) | None if !settled.is_empty() => {
            vec![Inline::Text(paper.stop(kind)), Inline::Unknown(paper.stop(capital(&settled)))]
        }
        _ => plain(paper.stop(sentences::listed(paper.guidance, [kind, settled]))),
    };
    let certificate = capital(&sentences::certificate_words(paper.guidance, link));
    paper.soft(&mut line, paper.stop(certificate));
    paper.soft(&mut line, paper.stop(paper.source(&link.source)));
    line
}

/// Links and presences outside the tables: of adults to each other's parents, of children who live elsewhere.
fn other_links(paper: &Paper, told: &Several<FactId>) -> Vec<Line> {
    let (case, guidance) = (paper.case, paper.guidance);
    let untold = |fact: FactId| !told.contains(&fact);
    let links = case.parents.iter().filter(|(id, _)| untold((**id).into()));
    let records = case.responsibilities.iter().filter(|(id, _)| untold((**id).into()));
    let presences = case.presences.iter().filter(|(id, _)| untold((**id).into()));
    let mut lines: Vec<Line> = Vec::new();
    lines.extend(links.map(|(_, link)| plain(sentences::parent_link_words(case, guidance, link))));
    lines.extend(records.map(|(_, record)| plain(sentences::responsibility_words(case, guidance, record))));
    lines.extend(presences.map(|(_, presence)| plain(sentences::presence_words(case, guidance, presence))));
    lines
}

/// When each child was last seen, then every contact.
fn seen(paper: &Paper, sections: &mut Vec<Section>) {
    let mut last: Line = Vec::new();
    for child in network::children(paper.case) {
        let label = paper.label(child);
        last.push(match network::seen(paper.case, child).pop() {
            Some((_, contact)) if contact.when.is_empty() => {
                Inline::Text(paper.say("paper.last-seen-no-date", &[("child", &label)]))
            }
            Some((_, contact)) => {
                let slots = [("child", label.as_str()), ("date", &date_words(&contact.when))];
                Inline::Text(paper.say("paper.last-seen", &slots))
            }
            None => Inline::Unknown(paper.say("paper.never-seen", &[("child", &label)])),
        });
    }
    let rows: Vec<Vec<Vec<Line>>> = by_date(&paper.case.contacts, |contact| &contact.when)
        .into_iter()
        .rev()
        .map(|(_, contact)| contact_row(paper, contact))
        .collect();
    let mut blocks = Vec::new();
    if !last.is_empty() {
        blocks.push(Block::Paragraph(last));
    }
    if !rows.is_empty() {
        let head = paper.head(&["paper.when", "paper.seen-who", "paper.seen-how", "paper.seen-by", "paper.note"]);
        blocks.push(Block::Table { kind: "seen", caption: String::new(), head, rows });
    }
    if !blocks.is_empty() {
        sections.push(part(paper.word("paper.seen"), 3, blocks));
    }
}

pub(super) fn contact_row(paper: &Paper, contact: &Contact) -> Vec<Vec<Line>> {
    let one = |words: String, unknown: &str| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words);
        or_unknown(lines, paper.unknown(unknown))
    };
    let mut note = Vec::new();
    push(&mut note, Inline::Text, contact.note.trim());
    note.extend(deeper::contact_lines(paper, contact));
    vec![
        one(paper.date(&contact.when), "paper.no-date"),
        one(sentences::labels(paper.case, paper.guidance, &contact.seen), "sentence.no-child-seen"),
        one(manner(paper, contact), "paper.not-recorded"),
        one(sentences::contact_by(paper.guidance, contact), "paper.not-recorded"),
        note,
    ]
}

/// In what way a child was seen, with a capital where the first words are ours.
fn manner(paper: &Paper, contact: &Contact) -> String {
    let words = sentences::contact_manner(paper.guidance, contact);
    if contact.place.is_some() || contact.awake.is_some() || contact.with.trim().is_empty() {
        capital(&words)
    } else {
        words
    }
}
