//! What happens to the economy rather than what an agent does: expectations, demography, innovation, entry and exit.

pub mod chips;
pub mod confidence;
pub mod demography;
pub mod driving;
pub mod entry_exit;
pub mod expectations;
pub mod innovation;
pub mod robots;
pub mod vehicles;
