//! Plain data to and from JSON: one small way for the case file, the journal and the content pack.
//!
//! serde's derives write a reader and a writer for every type, about half of what the browser would load
//! (see `BENCHMARKS.md`). These do the same work through one JSON value, with `serde_json` reading and writing the text.

use std::fmt;
use std::rc::Rc;

use serde_json::{Map, Value};

/// What is wrong with a value, and where in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// Where, from the outside in: `prompts / 3 / texxt`.
    pub at: String,
    /// What is wrong.
    pub what: String,
}

impl Wrong {
    /// Something is wrong with the value itself.
    pub fn new(what: impl Into<String>) -> Wrong {
        Wrong { at: String::new(), what: what.into() }
    }

    /// The same, as seen from one step further out.
    pub fn under(mut self, step: &str) -> Wrong {
        self.at = if self.at.is_empty() { step.to_owned() } else { format!("{step} / {}", self.at) };
        self
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        if self.at.is_empty() { out.write_str(&self.what) } else { write!(out, "{}: {}", self.at, self.what) }
    }
}

/// What kind of value something is, so that its JSON form can be put in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Words as typed, or the id of an agency or of dated content.
    Text,
    /// True or absent.
    Yes,
    /// A date as said.
    Date,
    /// A value of the closed list with this name.
    Choice(&'static str),
    /// The id of a fact.
    Id,
    /// Several of a kind.
    Each(&'static Shape),
    /// Some of a kind, by the id of an agency.
    ByAgency(&'static Shape),
    /// Who said so.
    Source,
    /// Anything else.
    Other,
}

/// Data that has a JSON form and reads back from it.
pub trait Plain: Sized {
    /// What kind of value it is.
    const SHAPE: Shape = Shape::Other;

    /// The JSON form.
    fn to_json(&self) -> Value;

    /// Reads the JSON form.
    ///
    /// # Errors
    /// Where the value is of another shape, or holds something unknown: nothing is dropped in silence.
    fn from_json(value: Value) -> Result<Self, Wrong>;

    /// Whether there is nothing to write: an absent field reads back as this.
    fn is_nothing(&self) -> bool {
        false
    }

    /// The fields that hold something, in their order: name, kind and JSON form. None for what has no fields.
    fn fields(&self) -> Vec<(&'static str, Shape, Value)> {
        Vec::new()
    }
}

/// Data whose JSON form is a string: ids, keys and values of closed lists.
pub trait Word: Sized {
    /// The string.
    fn to_word(&self) -> String;
    /// Reads the string.
    fn from_word(word: &str) -> Option<Self>;
}

/// Makes [`Plain`] of a [`Word`].
macro_rules! plain_word {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::plain::Plain for $name {
            const SHAPE: $crate::plain::Shape = $crate::plain::Shape::Id;
            fn to_json(&self) -> serde_json::Value {
                serde_json::Value::String($crate::plain::Word::to_word(self))
            }
            fn from_json(value: serde_json::Value) -> Result<Self, $crate::plain::Wrong> {
                let word = $crate::plain::string(value)?;
                <Self as $crate::plain::Word>::from_word(&word).ok_or_else(|| $crate::plain::unknown_word(&word))
            }
        }
    )+};
}

/// A field of any type, as a struct shows it.
pub trait Slot {
    /// What kind of value it is.
    fn shape(&self) -> Shape;
    /// Its JSON form; none when there is nothing to write.
    fn write(&self) -> Option<Value>;
    /// Reads its JSON form.
    ///
    /// # Errors
    /// As [`Plain::from_json`].
    fn read(&mut self, value: Value) -> Result<(), Wrong>;
}

impl<T: Plain> Slot for T {
    fn shape(&self) -> Shape {
        T::SHAPE
    }
    fn write(&self) -> Option<Value> {
        (!self.is_nothing()).then(|| self.to_json())
    }
    fn read(&mut self, value: Value) -> Result<(), Wrong> {
        *self = T::from_json(value)?;
        Ok(())
    }
}

/// Makes [`Plain`] of a struct whose fields may all be left out. Field names are written in kebab-case.
macro_rules! plain_struct {
    ($name:ident $(as $shape:ident)? { $($field:ident),* $(,)? }) => {
        impl $crate::plain::Plain for $name {
            fn to_json(&self) -> serde_json::Value {
                $crate::plain::write_fields(&|see| { $( see(stringify!($field), &self.$field); )* })
            }
            fn from_json(value: serde_json::Value) -> Result<Self, $crate::plain::Wrong> {
                let mut read = $name::default();
                $crate::plain::read_fields(value, &mut |see| { $( see(stringify!($field), &mut read.$field); )* })?;
                Ok(read)
            }
            fn is_nothing(&self) -> bool {
                $crate::plain::holds_nothing(&|see| { $( see(stringify!($field), &self.$field); )* })
            }
            fn fields(&self) -> Vec<(&'static str, $crate::plain::Shape, serde_json::Value)> {
                $crate::plain::fields_held(&|see| { $( see(stringify!($field), &self.$field); )* })
            }
            $( const SHAPE: $crate::plain::Shape = $crate::plain::Shape::$shape; )?
        }
    };
}

pub(crate) use {plain_struct, plain_word};

/// The name of a field as it is written.
pub fn kebab(field: &str) -> String {
    field.replace('_', "-")
}

/// What a writer of fields is shown, one field after another.
pub type Show<'a> = dyn FnMut(&'static str, &dyn Slot) + 'a;

/// Writes the fields that a struct shows, but for those that hold nothing.
pub fn write_fields(each: &dyn Fn(&mut Show)) -> Value {
    let mut map = Map::new();
    each(&mut |field, slot| {
        if let Some(value) = slot.write() {
            map.insert(kebab(field), value);
        }
    });
    Value::Object(map)
}

/// Whether none of the fields that a struct shows holds anything.
pub fn holds_nothing(each: &dyn Fn(&mut Show)) -> bool {
    let mut nothing = true;
    each(&mut |_, slot| nothing = nothing && slot.write().is_none());
    nothing
}

/// The fields that a struct shows and that hold something: name, kind and JSON form.
pub fn fields_held(each: &dyn Fn(&mut Show)) -> Vec<(&'static str, Shape, Value)> {
    let mut held = Vec::new();
    each(&mut |field, slot| held.extend(slot.write().map(|value| (field, slot.shape(), value))));
    held
}

/// What a reader of fields is shown, one field after another.
pub type See<'a> = dyn FnMut(&'static str, &mut dyn Slot) + 'a;

/// Reads the fields that a struct shows; absent ones stay as they are, and what no field took is refused.
///
/// # Errors
/// What is wrong with the first field that cannot be read.
pub fn read_fields(value: Value, each: &mut dyn FnMut(&mut See)) -> Result<(), Wrong> {
    let mut map = object(value)?;
    let mut result = Ok(());
    each(&mut |field, slot| {
        let key = kebab(field);
        if let (Ok(()), Some(value)) = (&result, map.remove(&key)) {
            result = slot.read(value).map_err(|wrong| wrong.under(&key));
        }
    });
    result?;
    nothing_left(&map)
}

/// An object, or what is wrong.
pub fn object(value: Value) -> Result<Map<String, Value>, Wrong> {
    match value {
        Value::Object(map) => Ok(map),
        _ => Err(Wrong::new("a group of fields was expected")),
    }
}

/// A string, or what is wrong.
pub fn string(value: Value) -> Result<String, Wrong> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(Wrong::new("words in quotes were expected")),
    }
}

/// A list, or what is wrong.
pub fn list(value: Value) -> Result<Vec<Value>, Wrong> {
    match value {
        Value::Array(list) => Ok(list),
        _ => Err(Wrong::new("a list was expected")),
    }
}

/// Reads a list, item by item. One loop for every type: what differs is behind the closure.
///
/// # Errors
/// Where the value is no list, or what is wrong with the first item that cannot be read.
pub fn each_item(value: Value, read: &mut dyn FnMut(Value) -> Result<(), Wrong>) -> Result<(), Wrong> {
    for (index, item) in list(value)?.into_iter().enumerate() {
        read(item).map_err(|wrong| wrong.under(&index.to_string()))?;
    }
    Ok(())
}

/// Reads an object, entry by entry, in the same way.
///
/// # Errors
/// Where the value is no object, or what is wrong with the first entry that cannot be read.
pub fn each_entry(value: Value, read: &mut dyn FnMut(&str, Value) -> Result<(), Wrong>) -> Result<(), Wrong> {
    for (key, value) in object(value)? {
        read(&key, value).map_err(|wrong| wrong.under(&key))?;
    }
    Ok(())
}

/// Refuses what no field took.
pub fn nothing_left(map: &Map<String, Value>) -> Result<(), Wrong> {
    map.keys().next().map_or(Ok(()), |key| Err(Wrong::new("this field is not known").under(key)))
}

/// What is wrong with a word that means nothing here.
pub fn unknown_word(word: &str) -> Wrong {
    Wrong::new(format!("`{word}` is not known here"))
}

impl Plain for String {
    const SHAPE: Shape = Shape::Text;
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }
    fn from_json(value: Value) -> Result<Self, Wrong> {
        string(value)
    }
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Plain for bool {
    const SHAPE: Shape = Shape::Yes;
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
    fn from_json(value: Value) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| Wrong::new("true or false was expected"))
    }
    fn is_nothing(&self) -> bool {
        !self
    }
}

macro_rules! plain_number {
    ($($number:ty),+) => {$(
        impl Plain for $number {
            fn to_json(&self) -> Value {
                Value::from(*self)
            }
            fn from_json(value: Value) -> Result<Self, Wrong> {
                value.as_i64().and_then(|number| number.try_into().ok()).ok_or_else(|| Wrong::new("a whole number was expected"))
            }
            fn is_nothing(&self) -> bool {
                *self == 0
            }
        }
    )+};
}
plain_number!(u32, i32);

impl<T: Plain> Plain for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, Plain::to_json)
    }
    fn from_json(value: Value) -> Result<Self, Wrong> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }
    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: Plain> Plain for Rc<T> {
    const SHAPE: Shape = T::SHAPE;
    fn fields(&self) -> Vec<(&'static str, Shape, Value)> {
        T::fields(self)
    }
    fn to_json(&self) -> Value {
        T::to_json(self)
    }
    fn from_json(value: Value) -> Result<Self, Wrong> {
        T::from_json(value).map(Rc::new)
    }
    fn is_nothing(&self) -> bool {
        T::is_nothing(self)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(Plain::to_json).collect())
    }
    fn from_json(value: Value) -> Result<Self, Wrong> {
        let mut read = Vec::new();
        each_item(value, &mut |item| {
            read.push(T::from_json(item)?);
            Ok(())
        })?;
        Ok(read)
    }
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Word for String {
    fn to_word(&self) -> String {
        self.clone()
    }
    fn from_word(word: &str) -> Option<Self> {
        Some(word.to_owned())
    }
}

impl Plain for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }
    fn from_json(value: Value) -> Result<Self, Wrong> {
        Ok(value)
    }
}

/// A text without capitals and accents: words are compared and found by it.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold(letter, &mut plain));
    plain
}

/// Whether this is an accent that stands by itself, after its letter.
pub fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Letters of Latin scripts, by the plain letters they are read as.
const PLAIN: &[(&str, &str)] = &[
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęě"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįı"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉ"),
    ("o", "òóôõöøōŏő"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűų"),
    ("w", "ŵ"),
    ("y", "ýÿŷ"),
    ("z", "źżž"),
    ("'", "’‘"),
];

/// Adds a letter without capitals and accents.
pub fn fold(letter: char, plain: &mut String) {
    if letter.is_ascii() {
        plain.push(letter.to_ascii_lowercase());
        return;
    }
    if is_accent(letter) {
        return;
    }
    for small in letter.to_lowercase().filter(|small| !is_accent(*small)) {
        match PLAIN.iter().find(|(_, group)| group.contains(small)) {
            Some((read, _)) => plain.push_str(read),
            None => plain.push(small),
        }
    }
}
