//! Tables, charts, files and the run manifest: everything a reader of results gets to see.
//!
//! `study::Results` is computed once from the runs and read by every writer: `table` (terminal), `json`,
//! `long` (CSV and Parquet), `html` (self-contained report) and `svg` (single charts). `files::write` puts
//! them all into a folder, whole or not at all (`publish`); `manifest` says how to run it again and what each file holds,
//! `stored` where the numbers of a new run differ from those on the disk.
#![allow(
    clippy::disallowed_types,
    reason = "this crate owns the border to result folders"
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::disallowed_methods,
        reason = "a test that unwraps nothing has failed, and tests read what was written"
    )
)]

pub mod files;
pub mod html;
pub mod json;
pub mod labels;
pub mod long;
pub mod manifest;
mod manifest_bounds;
pub mod numbers;
#[allow(clippy::disallowed_methods, reason = "result folders are written here")]
pub mod publish;
pub mod size;
pub mod stored;
pub mod svg;
pub mod table;
pub mod words;

#[cfg(feature = "parquet")]
mod long_parquet;

// The synthetic results are written against the public names, as examples use them.
#[cfg(test)]
extern crate self as report;
#[cfg(test)]
#[path = "../examples/sample/mod.rs"]
mod sample;
