//! Tests of pairs of runs, blocks and evidence, in one binary so that the crate is linked once.
#![allow(
    clippy::disallowed_macros,
    reason = "tests read and write files and say what they skip"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests read and write files and say what they skip"
)]
#![allow(
    clippy::disallowed_types,
    reason = "tests read and write files and say what they skip"
)]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod blocks;
mod certainty;
mod common;
mod levers;
mod lottery;
mod map;
mod prices;
mod published_input;
mod random_runs;
mod research;
mod resilience;
mod sector_blocks;
mod validation;
