//! What a screen holds that is no fact yet: a half-typed line, rows that are not added, how a picture is looked at.

use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use crate::store::Store;
use crate::ui::warn_before_leaving;

/// A value that outlasts its screen, until another review is opened or begun.
pub struct Kept<T> {
    store: Store,
    name: &'static str,
    value: Rc<T>,
    drawn: UseForceUpdateHandle,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Kept<T> {
        let Kept { store, name, value, drawn } = self;
        Kept { store: store.clone(), name, value: value.clone(), drawn: drawn.clone() }
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: 'static> Kept<T> {
    /// Keeps another value.
    pub fn set(&self, value: T) {
        self.set_work(value, false);
    }

    /// Keeps another value; where it is somebody's work that is nowhere else yet, nobody leaves the page without a question.
    pub fn set_work(&self, value: T, is_work: bool) {
        let guard =
            if is_work { self.store.guard_of(self.name).or_else(|| warn_before_leaving().map(Rc::new)) } else { None };
        self.store.keep(self.name, Rc::new(value), guard);
        self.drawn.force_update();
    }
}

/// The value that is kept under this name, or a new one.
#[hook]
pub fn use_kept<T: 'static>(store: &Store, name: &'static str, make: impl FnOnce() -> T) -> Kept<T> {
    let drawn = use_force_update();
    let value = store.kept::<T>(name).unwrap_or_else(|| Rc::new(make()));
    Kept { store: store.clone(), name, value, drawn }
}
