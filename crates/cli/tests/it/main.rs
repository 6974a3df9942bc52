//! Tests of the program as a user runs it, in one binary so that the crate is linked once.
#![allow(
    clippy::disallowed_macros,
    reason = "tests write files, start programs and say how many trials were made"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests write files, start programs and say how many trials were made"
)]
#![allow(
    clippy::disallowed_types,
    reason = "tests write files, start programs and say how many trials were made"
)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod base;
mod bounds;
mod common;
mod conform;
mod experiments;
mod files;
mod plural;
mod reproduce;
mod room;
mod run;
mod scenarios;
mod signals;
mod validate;
