//! The content pack that is shipped: `pack/*.toml`, checked and compiled.

use family_history_domain::guidance::Guidance;

/// The pack as JSON.
pub const PACK_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));

/// The pack.
pub fn guidance() -> Guidance {
    Guidance::read_unchecked(PACK_JSON).expect("the build checked this very text")
}

/// The scenarios that are shipped, by name: each the text of a training file. They are for the facilitator's page alone, so
/// nothing of them is in the assistant itself.
pub const SCENARIOS: &[(&str, &str)] = &[
    ("william", include_str!("training/william.json")),
    ("overlooked-father", include_str!("training/overlooked-father.json")),
    ("first-baby", include_str!("training/first-baby.json")),
    ("enough-already", include_str!("training/enough-already.json")),
    ("walk-through", include_str!("training/walk-through.json")),
];
