//! Load, bind, run, results: the one way in for the command line, a page, Python or a server.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")
)]

mod results;

pub use results::{LeverRow, Named, PART_HORIZONS, Results, Subject};
