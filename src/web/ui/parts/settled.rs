//! What a picture is drawn from: drawing hundreds of marks anew with every key would keep the next key waiting.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::store::View;

/// How long nothing is typed or done before a picture follows, in milliseconds.
const PAUSE: u32 = 300;

/// The work as a picture shows it: what was typed or done follows in the first pause, so that it keeps nothing waiting that is
/// done meanwhile. What changes no fact changes no picture.
#[hook]
pub fn use_settled(view: &Rc<View>) -> Rc<View> {
    let shown = use_state(|| view.clone());
    {
        let shown = shown.clone();
        use_effect_with(view.clone(), move |view| {
            let is_new = !Rc::ptr_eq(&view.case, &shown.case);
            let follow = is_new.then(|| {
                let view = view.clone();
                Timeout::new(PAUSE, move || shown.set(view))
            });
            move || drop(follow)
        });
    }
    // Where no name is to be seen any more, none stays for a while.
    if view.is_discreet && !shown.is_discreet { view.clone() } else { (*shown).clone() }
}
