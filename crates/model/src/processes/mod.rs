//! What happens to the economy rather than what an agent does: expectations, demography, innovation, entry and exit.

pub mod demography;
pub mod entry_exit;
pub mod expectations;
pub mod idle;
pub mod innovation;
pub mod pricing;
