//! What changed between two files of one review: what was added, changed and taken out, field by field, in words.

use crate::case::{Act, Case, FactId};
use crate::guidance::Guidance;
use crate::sentences;
use crate::when::Today;

/// One fact that is not as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Which fact.
    pub fact: FactId,
    /// Whether it was added, changed or removed.
    pub act: Act,
    /// The fact in a line: as it is now, or as it was when it is gone.
    pub line: String,
    /// The fields that differ: label, as it was, as it is. Only for a fact that was changed.
    pub fields: Vec<Field>,
}

/// One field that is not as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// What it held; empty for nothing.
    pub before: String,
    /// What it holds; empty for nothing.
    pub after: String,
}

/// Whether the two files carry different references: they may be of two reviews.
pub fn may_be_another_review(earlier: &Case, now: &Case) -> bool {
    let [before, now] = [earlier, now].map(|case| case.head.reference.trim());
    !before.is_empty() && !now.is_empty() && before != now
}

/// Everything that changed since the earlier file, in the order of the kinds of fact.
pub fn changed_since(earlier: &Case, now: &Case, guidance: &Guidance, today: Today) -> Vec<Difference> {
    let mut every = now.every_fact();
    every.extend(earlier.every_fact().into_iter().filter(|fact| !now.has(fact)));
    every.into_iter().filter_map(|fact| difference(earlier, now, guidance, today, fact)).collect()
}

fn difference(earlier: &Case, now: &Case, guidance: &Guidance, today: Today, fact: FactId) -> Option<Difference> {
    let (before, after) = (earlier.written(&fact), now.written(&fact));
    if before == after {
        return None;
    }
    let (act, of) = match (&before, &after) {
        (None, _) => (Act::Add, now),
        (_, None) => (Act::Remove, earlier),
        _ => (Act::Change, now),
    };
    let line = sentences::describe(of, guidance, today, &fact);
    let fields = if act == Act::Change { fields(earlier, now, guidance, &fact) } else { Vec::new() };
    Some(Difference { fact, act, line, fields })
}

/// The fields of a fact that are not the same in two cases.
pub(crate) fn fields(earlier: &Case, now: &Case, guidance: &Guidance, fact: &FactId) -> Vec<Field> {
    let (before, after) =
        (sentences::field_words(earlier, guidance, fact), sentences::field_words(now, guidance, fact));
    let held = |words: &[(String, String)], label: &str| {
        words.iter().find(|(known, _)| known == label).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let mut labels: Vec<&String> = after.iter().map(|(label, _)| label).collect();
    labels
        .extend(before.iter().map(|(label, _)| label).filter(|label| !after.iter().any(|(known, _)| known == *label)));
    labels
        .into_iter()
        .map(|label| Field { label: label.clone(), before: held(&before, label), after: held(&after, label) })
        .filter(|field| field.before != field.after)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::may_be_another_review;
    use crate::case::{Case, Head};

    fn called(reference: &str) -> Case {
        Case { head: Head { reference: reference.to_owned(), ..Head::default() }.into(), ..Case::default() }
    }

    #[test]
    fn files_of_two_references_may_be_of_two_reviews() {
        assert!(may_be_another_review(&called("Larch 3"), &called("Beech 1")));
        assert!(!may_be_another_review(&called("Larch 3"), &called(" Larch 3 ")));
        assert!(!may_be_another_review(&called(""), &called("Larch 3")), "the reference may have been put down since");
    }
}
