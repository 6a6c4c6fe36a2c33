//! The rules, one a file, in the order their questions are shown.

use super::Rule;

/// Every rule.
pub const RULES: &[Rule] = &[];
