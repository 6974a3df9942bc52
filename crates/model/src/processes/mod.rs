//! What happens to the economy rather than what an agent does: expectations, demography, innovation, entry and exit.

pub mod ai;
pub mod chips;
pub mod confidence;
pub mod demography;
pub mod driving;
pub mod entry_exit;
pub mod expectations;
pub mod frontier;
pub mod innovation;
pub mod research;
pub mod robots;
pub mod support;
pub mod vehicles;
