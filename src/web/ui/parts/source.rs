//! Who said so, how it reached us, when: the same four fields wherever a fact stands.

use family_history_domain::case::{Fact, Route, Source};
use family_history_domain::when::When;
use yew::prelude::*;

use super::{ChoiceField, DateField, TextField, use_desk};
use crate::store::Store;

/// A change to one of the four fields.
#[derive(Clone, PartialEq)]
pub enum SourceChange {
    /// Who said so was typed.
    Who(String),
    /// How it reached the record was chosen.
    Route(Option<Route>),
    /// When it was said or seen was typed.
    When(String),
    /// A second account was typed.
    Also(String),
}

/// A callback that changes the source of a fact.
pub fn source_sink<F: Fact>(store: &Store, id: F::Id, source: fn(&mut F) -> &mut Source) -> Callback<SourceChange> {
    let store = store.clone();
    Callback::from(move |change: SourceChange| {
        let when: Option<When> = match &change {
            SourceChange::When(said) => Some(store.read_date(said, None)),
            _ => None,
        };
        let field = match &change {
            SourceChange::Who(_) => Some("source-who"),
            SourceChange::Route(_) => None,
            SourceChange::When(_) => Some("source-when"),
            SourceChange::Also(_) => Some("source-also"),
        };
        store.change::<F>(id, field, |fact| {
            let source = source(fact);
            match change {
                SourceChange::Who(who) => source.who = who,
                SourceChange::Route(route) => source.route = route,
                SourceChange::When(_) => source.when = when.unwrap_or_default(),
                SourceChange::Also(also) => source.also = also,
            }
        });
    })
}

#[derive(Properties, PartialEq)]
pub struct SourceFieldsProps {
    /// The id of the fact, to tell the fields of one card from another's.
    pub id: AttrValue,
    pub source: Source,
    pub on_change: Callback<SourceChange>,
}

/// Who said so, how it reached us, when, and whether a second account says the same.
#[component]
pub fn SourceFields(props: &SourceFieldsProps) -> Html {
    let desk = use_desk();
    let view = &desk.view;
    let id = &props.id;
    html! {
        <fieldset class="fieldset source-fields">
            <legend class="label">{ view.word("source.legend") }</legend>
            <div class="fields-row">
                <TextField id={format!("{id}-who")} label={view.word("source.who")} hint={view.word("source.who-hint")}
                    value={props.source.who.clone()} on_input={props.on_change.reform(SourceChange::Who)} />
                <ChoiceField<Route> id={format!("{id}-route")} label={view.word("source.route")}
                    value={props.source.route} on_change={props.on_change.reform(SourceChange::Route)} />
            </div>
            <div class="fields-row">
                <DateField id={format!("{id}-source-when")} label={view.word("source.when")}
                    value={props.source.when.clone()} on_input={props.on_change.reform(SourceChange::When)} />
                <TextField id={format!("{id}-also")} label={view.word("source.also")} hint={view.word("source.also-hint")}
                    value={props.source.also.clone()} on_input={props.on_change.reform(SourceChange::Also)} />
            </div>
        </fieldset>
    }
}
