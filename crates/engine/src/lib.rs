//! Time, units, ids, keyed draws, parallel loops and matching; no economics.

pub mod time;
