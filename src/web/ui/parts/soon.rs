//! What is drawn once what stands above it has been painted: the rest of a screen after its heading, of a card after its first fields.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;

use crate::effects::after_paint;

/// A value as it was when last something was painted: what takes long is made of this, and follows what is answered first.
#[hook]
pub fn use_soon<T: 'static>(now: &Rc<T>) -> Rc<T> {
    let any: Rc<dyn Any> = now.clone();
    use_soon_of(&any).downcast().unwrap_or_else(|_| now.clone())
}

/// The same for all kinds of values, so that the module holds it once.
#[hook]
fn use_soon_of(now: &Rc<dyn Any>) -> Rc<dyn Any> {
    let shown = use_state(|| now.clone());
    {
        let shown = shown.clone();
        use_effect_with(Same(now.clone()), move |Same(now)| {
            if !Rc::ptr_eq(&shown, now) {
                let now = now.clone();
                after_paint(Box::new(move || shown.set(now)));
            }
        });
    }
    (*shown).clone()
}

/// A value that is the same only as itself.
struct Same(Rc<dyn Any>);

impl PartialEq for Same {
    fn eq(&self, other: &Same) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties)]
pub struct SoonProps {
    /// Nothing was on the screen before: there is nothing to answer, and all of it is awaited.
    pub at_once: bool,
    pub children: Html,
}

/// Looking whether two are the same would take as long as drawing what differs.
impl PartialEq for SoonProps {
    fn eq(&self, _: &SoonProps) -> bool {
        false
    }
}

/// Draws nothing at first, and what is in it as soon as that was painted: on a slow machine a screen that is opened has its
/// heading at once, and the person sees that they were heard. From then on it is drawn with everything else.
#[component]
pub fn Soon(props: &SoonProps) -> Html {
    let is_time = use_state(|| props.at_once);
    {
        let is_time = is_time.clone();
        use_effect_with((), move |()| {
            if !*is_time {
                after_paint(Box::new(move || is_time.set(true)));
            }
        });
    }
    if *is_time {
        props.children.clone()
    } else {
        html! { <div class="soon" aria-busy="true" /> }
    }
}
