//! A staged case: what was known at the time, and by whom.
