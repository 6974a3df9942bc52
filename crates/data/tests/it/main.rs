//! Tests of country packs and published sets, in one binary so that the crate is linked once.
#![allow(clippy::disallowed_macros, reason = "tests read and write files")]
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]
#![allow(clippy::disallowed_types, reason = "tests read and write files")]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod china;
mod common;
mod pack_files;
mod pack_meaning;
mod packs;
mod published;
