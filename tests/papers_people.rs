//! The papers about one person, and the chronology.
