//! The family at a glance: who there is, who they are to each child, and who saw whom.

use crate::case::{Contact, FactId, ParentKind, ParentLink, ParentStatus, Person, PersonId, Several};
use crate::document::{Block, Inline, Line, Section};
use crate::network;
use crate::sentences::{self, date_words};

use super::{Paper, by_date, capital, or_unknown, part, plain, push};

/// How many children stand side by side in one table.
const CHILDREN_ACROSS: usize = 3;

/// Everyone, who is who to each child, ties, and when each child was last seen.
pub(super) fn glance(paper: &Paper, sections: &mut Vec<Section>) {
    sections.push(part(paper.word("paper.family"), 2, vec![people(paper)]));
    let mut told = Several::default();
    let tables = who_is_who(paper, &mut told);
    if !tables.is_empty() {
        sections.push(part(paper.word("paper.who"), 3, tables));
    }
    let others = other_links(paper, &told);
    if !others.is_empty() {
        sections.push(part(paper.word("paper.other-links"), 3, vec![Block::List(others)]));
    }
    let ties: Vec<Line> =
        paper.case.ties.values().map(|tie| plain(sentences::tie_words(paper.case, paper.guidance, tie))).collect();
    if !ties.is_empty() {
        sections.push(part(paper.word("paper.ties"), 3, vec![Block::List(ties)]));
    }
    seen(paper, sections);
}

fn people(paper: &Paper) -> Block {
    let order =
        [network::children(paper.case), network::linked_children(paper.case), network::adults(paper.case)].concat();
    let mut told = Several::default();
    let rows: Vec<Vec<Vec<Line>>> = order
        .into_iter()
        .filter(|id| told.insert(*id))
        .filter_map(|id| Some((id, paper.case.get::<Person>(id)?)))
        .map(|(id, person)| person_row(paper, id, person))
        .collect();
    if rows.is_empty() {
        return Block::Paragraph(vec![paper.unknown("paper.no-people")]);
    }
    let head = paper.head(&["paper.person", "paper.who-they-are", "paper.age", "paper.how-known"]);
    Block::Table { kind: "people", caption: String::new(), head, rows }
}

fn person_row(paper: &Paper, id: PersonId, person: &Person) -> Vec<Vec<Line>> {
    let mut who = Vec::new();
    let role = sentences::role_words(paper.case, paper.guidance, person);
    let role = if person.role.is_some() || person.relative_of.is_none() { capital(&role) } else { role };
    let sex = paper.said("paper.sex", &paper.choice(person.sex));
    push(&mut who, Inline::Text, sentences::join(paper.guidance, [role, sex]));
    push(&mut who, Inline::Text, paper.said("paper.gp", &person.gp));
    push(&mut who, Inline::Text, paper.dated("paper.heard-of", &person.heard_of));
    let mut age = vec![match sentences::age_words(paper.guidance, person, paper.today) {
        none if none == paper.word("sentence.age-not-known") => vec![Inline::Unknown(capital(&none))],
        age => plain(capital(&age)),
    }];
    if !person.unborn {
        push(&mut age, Inline::Soft, paper.dated("paper.born", &person.born));
    } else {
        push(&mut age, Inline::Soft, paper.dated("paper.died", &person.died));
    }
    let mut known = Vec::new();
    push(&mut known, Inline::Text, person.note.trim());
    push(&mut known, Inline::Soft, paper.source(&person.source));
    vec![
        vec![plain(paper.label(id))],
        or_unknown(who, paper.unknown("paper.not-recorded")),
        age,
        or_unknown(known, paper.unknown("paper.no-source")),
    ]
}

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
    children
        .chunks(CHILDREN_ACROSS)
        .map(|children| {
            let mut head = vec![paper.word("paper.person").to_owned()];
            head.extend(children.iter().map(|child| paper.label(*child)));
            let rows = rows_for
                .iter()
                .map(|adult| {
                    let label =
                        adult.map_or_else(|| paper.word("sentence.no-adult").to_owned(), |adult| paper.label(adult));
                    let mut row = vec![vec![plain(label)]];
                    row.extend(children.iter().map(|child| to_child(paper, *adult, *child, told)));
                    row
                })
                .collect();
            Block::Table { kind: "who", caption: String::new(), head, rows }
        })
        .collect()
}

/// What one adult is to one child, as far as it is recorded.
fn to_child(paper: &Paper, adult: Option<PersonId>, child: PersonId, told: &mut Several<FactId>) -> Vec<Line> {
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
            lines.push(plain(capital(&sentences::responsibility_detail(paper.guidance, record))));
            responsibility = true;
        }
    }
    if parent && !responsibility {
        lines.push(vec![paper.unknown("paper.responsibility-not-asked")]);
    }
    for (id, presence) in network::presences_for(paper.case, child).filter(|(_, presence)| presence.adult == adult) {
        told.insert(id.into());
        let known = crate::case::Presence { source: Default::default(), note: String::new(), ..presence.clone() };
        let words = capital(&sentences::presence_detail(paper.guidance, &known));
        let mut line = match presence.kind {
            None => vec![Inline::Unknown(words)],
            Some(_) if presence.note.trim().is_empty() => plain(words),
            Some(_) => plain(paper.stop(words)),
        };
        if !presence.note.trim().is_empty() {
            line.push(Inline::Text(presence.note.trim().to_owned()));
        }
        let source = paper.source(&presence.source);
        if !source.is_empty() {
            line.push(Inline::Soft(source));
        }
        lines.push(line);
    }
    or_unknown(lines, paper.unknown("paper.not-asked"))
}

fn link_line(paper: &Paper, link: &ParentLink) -> Line {
    let kind = match link.kind {
        Some(_) => paper.start(link.kind),
        None => capital(paper.word("sentence.parent")),
    };
    let mut line = match link.status {
        Some(ParentStatus::Disputed | ParentStatus::Unknown) | None => {
            vec![Inline::Text(kind + paper.word("sentence.join").trim_end())]
        }
        Some(_) => vec![Inline::Text(sentences::join(paper.guidance, [kind, paper.choice(link.status)]))],
    };
    match link.status {
        Some(ParentStatus::Disputed) => line.push(Inline::Strong(paper.choice(link.status))),
        Some(ParentStatus::Unknown) => line.push(paper.unknown("paper.status-not-known")),
        Some(_) => {}
        None => line.push(paper.unknown("sentence.status-not-asked")),
    }
    let certificate =
        sentences::said(paper.guidance, "sentence.certificate", "checked", &paper.choice(link.certificate));
    let source = sentences::join(paper.guidance, [certificate, paper.source(&link.source)]);
    if !source.is_empty() {
        line.push(Inline::Soft(source));
    }
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
    let mut last: Vec<Line> = Vec::new();
    for child in network::children(paper.case) {
        let label = paper.label(child);
        let line = match network::seen(paper.case, child).pop() {
            Some((_, contact)) => {
                let when = match date_words(&contact.when) {
                    none if none.is_empty() => paper.word("paper.no-date").to_owned(),
                    date => date,
                };
                let how = sentences::contact_manner(paper.guidance, contact);
                plain(paper.say("paper.last-seen", &[("child", &label), ("date", &when), ("how", &how)]))
            }
            None => vec![Inline::Unknown(paper.say("paper.never-seen", &[("child", &label)]))],
        };
        last.push(line);
    }
    let rows: Vec<Vec<Vec<Line>>> = by_date(&paper.case.contacts, |contact| &contact.when)
        .into_iter()
        .rev()
        .map(|(_, contact)| contact_row(paper, contact))
        .collect();
    let mut blocks = Vec::new();
    if !last.is_empty() {
        blocks.push(Block::List(last));
    }
    if !rows.is_empty() {
        let head = paper.head(&["paper.when", "paper.seen-who", "paper.seen-how", "paper.seen-by", "paper.note"]);
        blocks.push(Block::Table { kind: "seen", caption: String::new(), head, rows });
    }
    if !blocks.is_empty() {
        sections.push(part(paper.word("paper.seen"), 3, blocks));
    }
}

fn contact_row(paper: &Paper, contact: &Contact) -> Vec<Vec<Line>> {
    let one = |words: String, unknown: &str| {
        let mut lines = Vec::new();
        push(&mut lines, Inline::Text, words);
        or_unknown(lines, paper.unknown(unknown))
    };
    let mut note = Vec::new();
    push(&mut note, Inline::Text, contact.note.trim());
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
