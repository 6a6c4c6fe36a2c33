//! The content pack that is shipped: `pack/*.toml`, checked and compiled.

use family_history_domain::guidance::Guidance;

/// The pack as JSON.
pub const PACK_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));

/// The pack.
pub fn guidance() -> Guidance {
    Guidance::read(PACK_JSON).expect("the build checked this very text")
}
