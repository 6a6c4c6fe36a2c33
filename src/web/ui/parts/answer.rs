//! A question of the content pack, with the reason it is asked and the answers every question accepts.

use family_history_domain::case::{Answer, AnswerState, FactId, Key, PersonId};
use family_history_domain::guidance;
use family_history_domain::sentences;
use family_history_domain::session::card_id;
use yew::prelude::*;

use super::fields::{ChoiceField, choice_field, held, options, unknown};
use super::form::{Sheet, Spec, at};
use super::{Desk, DrawnWhenOpen};

const WHEN_AND_WHY: &[Spec] = &[Spec::Date("revisit", at!(Answer, revisit)), Spec::Line("reason", at!(Answer, reason))];
const WHY: &[Spec] = &[Spec::Line("reason", at!(Answer, reason))];
const TEXT: &[Spec] = &[Spec::Words("text", at!(Answer, text))];

/// A question of the content pack, to be drawn.
pub struct Ask<'a> {
    prompt: &'a str,
    about: Option<FactId>,
    inner: bool,
    text: bool,
    unfolded: bool,
}

impl<'a> Ask<'a> {
    /// The question with this id in the content pack, about the whole case: `M-09`.
    pub fn of(prompt: &'a str) -> Ask<'a> {
        Ask { prompt, about: None, inner: false, text: false, unfolded: false }
    }

    /// About one fact: a person, whose label stands in the words, or a visit.
    pub fn about(mut self, fact: impl Into<FactId>) -> Ask<'a> {
        self.about = Some(fact.into());
        self
    }

    /// Inside a person's part of the screen: the heading one level down, smaller.
    pub fn inner(mut self) -> Ask<'a> {
        self.inner = true;
        self
    }

    /// Answered in words, in a box of its own.
    pub fn text(mut self) -> Ask<'a> {
        self.text = true;
        self
    }

    /// What a line was opened to show: the line says what is asked, and this leaves it out.
    fn unfolded(mut self) -> Ask<'a> {
        self.unfolded = true;
        self
    }

    /// Draws a line that says what is asked and what is answered so far, and opens the rest: for questions that are seldom
    /// all needed. It is open when a link led to it.
    pub fn fold(self, desk: &Desk) -> Html {
        let view = &desk.view;
        let Some(prompt) = view.guidance.prompt(self.prompt) else { return html! {} };
        let key = Key::new(self.prompt, &self.about);
        let fact = FactId::Answer(key.clone());
        let ask = sentences::prompt_words(&view.case, &view.guidance, &key);
        let answer = view.case.answers.get(&key).map(|answer| sentences::answer_words(&view.guidance, answer));
        let answer = answer.map(|words| sentences::clip(&words)).unwrap_or_default();
        let (open, summary_id) = (view.open.as_ref() == Some(&fact), card_id(&fact));
        let (here, prompt, about) = (desk.clone(), prompt.id.clone(), self.about.clone());
        let draw = Callback::from(move |()| {
            let mut ask = Ask::of(&prompt).text().unfolded();
            ask.about.clone_from(&about);
            ask.draw(&here, html! {})
        });
        let key = format!("{summary_id}-{open}");
        html! { <DrawnWhenOpen {key} class="asked" summary={ask} {answer} {summary_id} {draw} {open} /> }
    }

    /// Draws what is asked, a hint, why, the controls that answer it, and the other answers it accepts.
    pub fn draw(self, desk: &Desk, controls: Html) -> Html {
        let view = &desk.view;
        let Some(prompt) = view.guidance.prompt(self.prompt) else {
            return html! { <section class="prompt">{ controls }</section> };
        };
        let person = self.about.as_ref().and_then(|about| match about {
            FactId::Person(person) => Some(*person),
            _ => None,
        });
        let label = person.map(|person| view.label(person)).unwrap_or_default();
        let fill = |text: &str| guidance::fill(text, &[("person", label.as_str()), ("child", label.as_str())]);
        // No words to say to somebody nobody may approach.
        let barred = |person: PersonId| !view.no_contact(person).is_empty();
        let guarded = view.no_parent_may_be_asked || person.is_some_and(barred);
        let key = Key::new(self.prompt, &self.about);
        let id = card_id(&FactId::Answer(key.clone()));
        let answer = view.case.answers.get(&key).map(|answer| (**answer).clone()).unwrap_or_default();
        let heading = if self.unfolded {
            html! {}
        } else if self.inner {
            html! { <h4 class="prompt-ask prompt-ask-inner" id={id.clone()} tabindex="-1">{ fill(&prompt.text) }</h4> }
        } else {
            html! { <h3 class="prompt-ask" id={id.clone()} tabindex="-1">{ fill(&prompt.text) }</h3> }
        };
        let has_state = matches!(answer.state, Some(state) if state != AnswerState::Known);
        let sheet = Sheet::with_ids(desk, FactId::Answer(key), id.clone());
        let set_state = sheet.sets(None, |answer: &mut Answer, key: &String| answer.state = AnswerState::from_key(key));
        let comes_back =
            matches!(answer.state, Some(AnswerState::NotRightTime | AnswerState::NotAsked | AnswerState::NotSafe));
        let needs_reason = answer.state == Some(AnswerState::DoesNotApply) && answer.reason.trim().is_empty();
        let sheet = if needs_reason { sheet.missing("reason", view.word("prompt.reason-needed")) } else { sheet };
        html! {
            <section class="prompt" aria-labelledby={id.clone()}>
                { heading }
                if let Some(hint) = &prompt.hint { <p class="hint">{ fill(hint) }</p> }
                <details class="why">
                    <summary>{ view.word("prompt.why") }</summary>
                    <p>{ fill(&prompt.why) }</p>
                    if let (Some(explain), false) = (&prompt.explain, guarded) { <p><b>{ view.word("prompt.explain") }</b>{ " " }{ fill(explain) }</p> }
                    <p class="cite">{ view.guidance.cites_words(&prompt.cite) }</p>
                </details>
                if self.text { { sheet.draw(desk, TEXT) } }
                { controls }
                // Open for “known” too: arrow keys pass it on the way to other answers, and must not close the list under them.
                <details class="other-answer" open={answer.state.is_some()}>
                    <summary>
                        { view.word("prompt.other-answer") }
                        if has_state { { " " }{ unknown(sentences::unsettled_words(&view.guidance, &answer).into()) } }
                    </summary>
                    { held(view, choice_field(view, ChoiceField { id: format!("{id}-state").into(), label: view.word("prompt.state").into(), options: options(view, AnswerState::ALL), value: answer.state.map(AnswerState::key).unwrap_or_default().into(), on_change: set_state, ..Default::default() })) }
                    if has_state {
                        { sheet.draw(desk, if comes_back { WHEN_AND_WHY } else { WHY }) }
                    }
                </details>
            </section>
        }
    }
}
