//! A map as a sorted list.
//!
//! A case holds hundreds of facts and a pack hundreds of words, not millions: a list is as quick, and needs a tenth of
//! the code that a tree of each kind would add to what the browser loads.

use std::borrow::Borrow;

use serde_json::Value;

use crate::plain::{Plain, Shape, Word, Wrong, each_entry, unknown_word};

/// Values by key, in the order of their keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Sorted(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value with this key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// Whether there is a value with this key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Puts a value in, in the place of one with the same key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// The value with this key, to change; one that was not there is made.
    pub fn at_or_insert(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let at = match self.place(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, make()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// The value with this key, to change; one that was not there starts empty.
    pub fn at(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.at_or_insert(key, V::default)
    }

    /// Takes a value out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|at| self.0.remove(at).1)
    }
}

impl<K, V> Sorted<K, V> {
    /// Keeps the values of which this is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }

    /// Every value with its key.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// Every key.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Every value.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
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

impl<'a, K, V> IntoIterator for &'a Sorted<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K, V> IntoIterator for Sorted<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Sorted<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut sorted = Sorted::default();
        for (key, value) in all {
            sorted.insert(key, value);
        }
        sorted
    }
}

impl<K: Word + Ord, V: Plain> Plain for Sorted<K, V> {
    const SHAPE: Shape = Shape::ByAgency(&V::SHAPE);
    fn to_json(&self) -> Value {
        let mut map = serde_json::Map::new();
        for (key, value) in self {
            map.insert(key.to_word(), value.to_json());
        }
        Value::Object(map)
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut read = Sorted::default();
        each_entry(value, &mut |key, value| {
            let value = V::from_json(value)?;
            read.insert(K::from_word(key).ok_or_else(|| unknown_word(key))?, value);
            Ok(())
        })?;
        Ok(read)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// In a file, an object by key.
#[cfg(feature = "schema")]
impl<K: schemars::JsonSchema, V: schemars::JsonSchema> schemars::JsonSchema for Sorted<K, V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}ById", V::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (key, value) = (K::json_schema(generator), generator.subschema_for::<V>());
        schemars::json_schema!({ "type": "object", "propertyNames": key, "additionalProperties": value })
    }
}
