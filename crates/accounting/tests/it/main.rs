//! Tests of the ledger, in one binary so that the crate is linked once.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod checkpoint;
mod institutions;
mod leaks;
mod properties;
mod textbook;
