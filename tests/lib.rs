//! Helpers shared by the tests of the whole: reading case files, naming what a review raised.
