//! The controls that every screen is made of. A part knows no rule about people and holds no words of its own.

mod answer;
mod choose;
mod drawn_when_open;
mod fields;
mod file;
mod form;
mod kept;
mod person_tabs;
mod picture;
mod questions;
mod quick_add;
mod remove;
mod same;
mod settled;
mod soon;

pub use answer::Ask;
pub use choose::Choose;
pub use drawn_when_open::DrawnWhenOpen;
pub use fields::{
    ChoiceField, Options, TextField, Tick, Ticks, capital, choice_field, date_note, held, options, text_field, tick,
    ticks, unknown,
};
pub use file::{on_bytes, on_file, on_files, opens, opens_files};
pub(crate) use form::at;
pub use form::{Cards, PAGE, Pages, Sheet, Spec, add_button, agencies, fact_of, page_list, people};
pub use kept::{Kept, use_kept};
pub use person_tabs::{PersonTabs, wanted};
pub use picture::PictureView;
pub use questions::{PLANNED, QuestionList, question_panel};
pub use quick_add::QuickAdd;
pub use remove::Asks;
pub use same::{beside, fact_list, line, pairs, press, same};
pub use settled::use_settled;
pub use soon::{Soon, use_soon};

use std::rc::Rc;

use crate::store::{Store, View};

/// What every part and screen is handed: the store, to say what happened, and this moment of the work.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// Where to say what happened.
    pub store: Store,
    /// This moment of the work.
    pub view: Rc<View>,
}
