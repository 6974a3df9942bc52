//! Tests of scenario files and levers, in one binary so that the crate is linked once.
#![allow(clippy::disallowed_methods, reason = "a test may list a folder")]
#![allow(clippy::disallowed_types, reason = "the test measures how long reading takes")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bad_input;
mod common;
mod hostile;
mod levers;
mod presets;
mod profiles;
