//! What happens to the economy rather than what an agent does: expectations, demography, innovation, entry and exit.

pub mod ai;
pub mod chips;
pub mod demography;
pub mod entry_exit;
pub mod expectations;
pub mod frontier;
pub mod innovation;
pub mod research;
pub mod support;
