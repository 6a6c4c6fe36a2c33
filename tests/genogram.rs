//! The family picture: golden pictures of the families it must draw well, and what holds for any family at all.

use std::path::Path;

use family_history_content::guidance;
use family_history_domain::drawing::genogram::{Options, draw};
use family_history_domain::drawing::svg;
use family_history_domain::when::Today;
use family_history_tests::families::named;

fn today() -> Today {
    Today::from_iso("2026-11-16").expect("a day")
}

/// The picture of each named family is the one that was looked at. `UPDATE_PICTURES=1` writes them anew, to be looked at.
#[test]
fn golden_pictures() {
    let guidance = guidance();
    let mut wrong = Vec::new();
    for (name, case) in named() {
        let picture = draw(&case, &guidance, today(), today(), Options { bonds: true });
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("genogram").join(format!("{name}.svg"));
        let drawn = svg(&picture);
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            std::fs::write(&path, &drawn).expect("the golden picture can be written");
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != drawn {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "these pictures are not as they were: {wrong:?}; look at them with UPDATE_PICTURES=1");
}
