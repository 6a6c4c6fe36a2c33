//! What a picture is drawn from: drawing hundreds of marks anew with every key would keep the next key waiting.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::store::View;

/// How long nothing is typed before a picture follows, in milliseconds.
const TYPED: u32 = 300;

/// How long it waits for the frame that shows the rest of what was done.
const DONE: u32 = 100;

/// The work as a picture shows it: what was done follows once the rest of the screen shows it, what is typed when the typing
/// pauses. What changes no fact changes no picture.
#[hook]
pub fn use_settled(view: &Rc<View>) -> Rc<View> {
    let shown = use_state(|| view.clone());
    {
        let shown = shown.clone();
        use_effect_with(view.clone(), move |view| {
            let is_new = !Rc::ptr_eq(&view.case, &shown.case);
            let follow = is_new.then(|| {
                let (view, wait) = (view.clone(), if view.is_typing { TYPED } else { DONE });
                Timeout::new(wait, move || shown.set(view))
            });
            move || drop(follow)
        });
    }
    (*shown).clone()
}
