//! Ensembles of paired runs and what can be read from them: effects with bands, levels, multiplier, hash.
//! Pure: no files, no clock, no printing. Threads only through `engine::parallel`, and they never
//! change a number.
//!
//! Read `pairs` first (how runs are made), then `effects` (how they are compared).

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")
)]

pub mod baselines;
pub mod bindings;
pub mod conform;
pub mod cost;
pub mod courses;
pub mod cycle;
pub mod decomposition;
pub mod effects;
pub mod ensemble;
pub mod envelope;
pub mod evidence;
pub mod hash;
pub mod impulses;
pub mod levels;
pub mod lottery;
pub mod multiplier;
pub mod pairs;
pub mod published;
pub mod published_input;
pub mod resilience;
pub mod run;
pub mod runs;
pub mod single;
pub mod stats;
pub mod validate;

#[cfg(test)]
mod fake;
