//! Time, units, ids, keyed draws, parallel loops and matching; no economics.
//!
//! Everything here is a pure function of its arguments: the same inputs give the same bits on any number of
//! threads. Files, clock, environment and printing are banned (see the root `clippy.toml`).
#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]

pub mod bounds;
pub mod distributions;
pub mod draws;
pub mod matching;
pub mod math;
pub mod parallel;
mod philox;
pub mod text;
pub mod time;
pub mod units;
