//! Facts of one kind by id, in the order of their ids.
//!
//! A sorted list: a case holds hundreds of facts, not millions, and a list needs a tenth of the code that a tree of
//! each kind would add to what the browser loads.

use std::rc::Rc;

use serde_json::Value;

use crate::plain::{Plain, Word, Wrong, object, unknown_word};

/// Facts of one kind by id. Copying one copies references.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf<K, V>(Vec<(K, Rc<V>)>);

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Shelf(Vec::new())
    }
}

impl<K: Ord, V> Shelf<K, V> {
    fn place(&self, id: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(id))
    }

    /// The fact with this id.
    pub fn get(&self, id: &K) -> Option<&Rc<V>> {
        self.place(id).ok().map(|at| &self.0[at].1)
    }

    /// Whether there is a fact with this id.
    pub fn contains_key(&self, id: &K) -> bool {
        self.place(id).is_ok()
    }

    /// Puts a fact in, in the place of one with the same id.
    pub fn insert(&mut self, id: K, fact: Rc<V>) {
        match self.place(&id) {
            Ok(at) => self.0[at].1 = fact,
            Err(at) => self.0.insert(at, (id, fact)),
        }
    }

    /// Keeps the facts of which this is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|(id, fact)| keep(id, fact));
    }

    /// Takes a fact out.
    pub fn remove(&mut self, id: &K) {
        if let Ok(at) = self.place(id) {
            self.0.remove(at);
        }
    }
}

impl<K, V> Shelf<K, V> {
    /// Every fact with its id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &Rc<V>)> + ExactSizeIterator {
        self.0.iter().map(|(id, fact)| (id, fact))
    }

    /// Every id.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.iter().map(|(id, _)| id)
    }

    /// Every fact.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Rc<V>> {
        self.0.iter().map(|(_, fact)| fact)
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

impl<'a, K, V> IntoIterator for &'a Shelf<K, V> {
    type Item = (&'a K, &'a Rc<V>);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, Rc<V>)>, fn(&'a (K, Rc<V>)) -> (&'a K, &'a Rc<V>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(id, fact)| (id, fact))
    }
}

impl<K: Word + Ord, V: Plain> Plain for Shelf<K, V> {
    fn to_json(&self) -> Value {
        let mut map = serde_json::Map::new();
        for (id, fact) in self {
            map.insert(id.to_word(), fact.to_json());
        }
        Value::Object(map)
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut shelf = Shelf::default();
        for (id, fact) in object(value)? {
            let fact = Rc::from_json(fact).map_err(|wrong| wrong.under(&id))?;
            shelf.insert(K::from_word(&id).ok_or_else(|| unknown_word(&id))?, fact);
        }
        Ok(shelf)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// In a file, facts stand in an object by id.
#[cfg(feature = "schema")]
impl<K: schemars::JsonSchema, V: schemars::JsonSchema> schemars::JsonSchema for Shelf<K, V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}ById", V::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (id, fact) = (K::json_schema(generator), generator.subschema_for::<V>());
        schemars::json_schema!({ "type": "object", "propertyNames": id, "additionalProperties": fact })
    }
}
