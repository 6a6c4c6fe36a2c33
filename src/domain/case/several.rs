//! Several of something, each once, in order: people an event concerns, agencies that hold it.
//!
//! A sorted list, for the reason given in [`crate::sorted`].

use serde_json::Value;

use crate::plain::{Plain, Shape, Wrong, each_item};

/// Several of something, each once, in order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Several<T>(Vec<T>);

impl<T> Default for Several<T> {
    fn default() -> Self {
        Several(Vec::new())
    }
}

impl<T: Ord> Several<T> {
    /// Whether this one is among them.
    pub fn contains(&self, one: &T) -> bool {
        self.0.binary_search(one).is_ok()
    }

    /// Adds one; true when it was not there.
    pub fn insert(&mut self, one: T) -> bool {
        let place = self.0.binary_search(&one);
        if let Err(at) = place {
            self.0.insert(at, one);
        }
        place.is_err()
    }

    /// Takes one out; true when it was there.
    pub fn remove(&mut self, one: &T) -> bool {
        let place = self.0.binary_search(one);
        if let Ok(at) = place {
            self.0.remove(at);
        }
        place.is_ok()
    }

    /// Puts one in, or takes it out when it is there.
    pub fn toggle(&mut self, one: T) {
        if !self.remove(&one) {
            self.insert(one);
        }
    }
}

impl<T> Several<T> {
    /// Keeps those of which this is true.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The first of them.
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> IntoIterator for Several<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Ord> Extend<T> for Several<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        for one in more {
            self.insert(one);
        }
    }
}

impl<'a, T> IntoIterator for &'a Several<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Ord> FromIterator<T> for Several<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut several = Several::default();
        for one in all {
            several.insert(one);
        }
        several
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Several<T> {
    fn from(all: [T; N]) -> Self {
        all.into_iter().collect()
    }
}

impl<T: Plain + Ord> Plain for Several<T> {
    const SHAPE: Shape = Shape::Each(&T::SHAPE);
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(Plain::to_json).collect())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut several = Several::default();
        each_item(value, &mut |one| {
            several.insert(T::from_json(one)?);
            Ok(())
        })?;
        Ok(several)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// In a file, a list.
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Several<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Several{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}
