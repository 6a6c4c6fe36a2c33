#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| family_history_fuzz::combining(data));
