//! What keeps a stage from being seen early, and shows that a locked answer was changed.
//!
//! A stage that was not shown yet stands in a table's copy encrypted (ChaCha20-Poly1305, RFC 8439), under a key made of a
//! short code that the facilitator gives when the time has come (PBKDF2 with HMAC-SHA-256, RFC 8018). That is enough to
//! keep people from reading ahead, which is all it is for: nothing in a training file is about a family.

use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use sha2::{Digest, Sha256};

use crate::case::{Case, Locked, Turn};
use crate::plain::Plain;

/// The letters of a code: none that is easily taken for another.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters a code has.
const LENGTH: usize = 8;
/// Rounds in which a code becomes a key.
const ROUNDS: u32 = 20_000;

/// The code of a stage: "7KQ2-M9XF". The same secret gives the same code, so that it need not be kept.
pub fn code(secret: &str, stage: u32) -> String {
    let mixed = Sha256::new().chain_update(secret).chain_update(stage.to_be_bytes()).finalize();
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let mut code: String = mixed.iter().take(LENGTH).map(letter).collect();
    code.insert(LENGTH / 2, '-');
    code
}

/// A code as typed: without spaces and dashes, in any case.
fn plain_code(typed: &str) -> String {
    typed.chars().filter(|letter| letter.is_ascii_alphanumeric()).map(|letter| letter.to_ascii_uppercase()).collect()
}

fn cipher(code: &str, salt: &str) -> ChaCha20Poly1305 {
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(plain_code(code).as_bytes(), salt.as_bytes(), ROUNDS, &mut key);
    ChaCha20Poly1305::new(&key.into())
}

/// Locks words with a code. `salt` is made by chance and used once: so the key is, and its nonce may stand still.
pub(super) fn lock(words: &str, code: &str, stage: u32, salt: String) -> Locked {
    let payload = Payload { msg: words.as_bytes(), aad: &stage.to_be_bytes() };
    let locked =
        cipher(code, &salt).encrypt(&Nonce::default(), payload).expect("a stage is far shorter than the limit");
    Locked { stage, salt, text: Base64::encode_string(&locked) }
}

/// Opens what was locked; nothing when it is not the code, or the file was changed.
pub(super) fn open(locked: &Locked, code: &str) -> Option<String> {
    let bytes = Base64::decode_vec(&locked.text).ok()?;
    let payload = Payload { msg: &bytes, aad: &locked.stage.to_be_bytes() };
    String::from_utf8(cipher(code, &locked.salt).decrypt(&Nonce::default(), payload).ok()?).ok()
}

/// The seal of a locked answer: of its words and of the seal before it.
pub(super) fn seal(turn: &Turn, before: &str) -> String {
    let words = Turn { seal: String::new(), ..turn.clone() }.to_json().to_string();
    let mixed = Sha256::new().chain_update(before).chain_update("\n").chain_update(words).finalize();
    Base64::encode_string(&mixed[..12])
}

/// The stages whose locked answers are not as they were locked, by number: other words, opened again, or gone. It shows a
/// change that was made in passing; whoever knows how a seal is made can make another.
pub fn changed_since_locked(case: &Case) -> Vec<u32> {
    let mut before = "";
    let mut changed = Vec::new();
    let last = case.turns.keys().next_back().copied();
    for (id, turn) in &case.turns {
        let is_open = turn.locked.is_empty() && turn.seal.is_empty() && Some(*id) == last;
        if !is_open && (turn.locked.is_empty() || turn.seal != seal(turn, before)) {
            changed.push(turn.stage);
        }
        before = &turn.seal;
    }
    if case.turns.values().next_back().map_or(0, |turn| turn.stage) != case.exercise.at {
        changed.push(case.exercise.at);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_opens_with_its_code_however_it_is_typed_and_with_no_other() {
        let code = code("chance", 5);
        let locked = lock("A name is heard.", &code, 5, "salt".to_owned());
        assert!(!locked.text.contains("name"));
        let typed = code.to_lowercase().replace('-', " ");
        assert_eq!(open(&locked, &typed).as_deref(), Some("A name is heard."));
        assert_eq!(open(&locked, &super::code("chance", 6)), None);
        assert_eq!(open(&locked, ""), None);
    }

    #[test]
    fn a_stage_does_not_open_as_another_nor_when_it_was_changed() {
        let code = code("chance", 5);
        let locked = lock("A name is heard.", &code, 5, "salt".to_owned());
        assert_eq!(open(&Locked { stage: 6, ..locked.clone() }, &code), None);
        assert_eq!(open(&Locked { text: "AAAA".to_owned(), ..locked.clone() }, &code), None);
        assert_eq!(open(&Locked { text: "no letters of the code".to_owned(), ..locked }, &code), None);
    }

    #[test]
    fn a_code_is_easy_to_read_out_and_its_own() {
        let codes: Vec<String> = (1..=23).map(|stage| code("chance", stage)).collect();
        for (at, code) in codes.iter().enumerate() {
            assert!(code.len() == 9 && code.chars().all(|letter| letter == '-' || LETTERS.contains(&(letter as u8))));
            assert!(!codes[..at].contains(code));
        }
    }
}
