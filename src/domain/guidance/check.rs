//! What is wrong with a content pack.

use super::{Guidance, PackProblem};

/// What the code needs a pack to have words for. Empty needs nothing.
#[derive(Clone, Default)]
pub struct Required {
    /// Rules, each with its variants.
    pub rules: Vec<(&'static str, &'static [&'static str])>,
    /// Closed lists and their keys.
    pub choices: Vec<(&'static str, &'static [&'static str])>,
    /// Interface words.
    pub words: Vec<String>,
}

/// Everything that is wrong with a pack, in the order of its parts; empty when nothing is.
pub fn check(pack: &Guidance, required: &Required) -> Vec<PackProblem> {
    let _ = (pack, required);
    Vec::new()
}

/// The reading age of a text in years, by the Flesch–Kincaid grade plus five.
pub fn reading_age(text: &str) -> u32 {
    let _ = text;
    0
}
