//! How a thing is declared, once: a parameter, a lever, what exists several times. Everything else that knows of it reads its
//! declaration.

mod along;
mod block;
mod columns;
mod dimension;
mod indicators;
mod joined;
mod levers;
mod meaning;
mod parameters;
mod unit;

pub use along::Along;
pub use block::Block;
pub use columns::{ColumnInfo, Measured};
pub use dimension::{Dimension, Members};
pub use indicators::{ABSENT, IndicatorInfo, Kind};
pub use levers::{Cost, Lever, Neutral, Source, Title};
pub use meaning::{Meaning, Meaningless};
pub use parameters::{Known, ParameterError};
pub use unit::{Amount, Unit, UnitError, decimal};

pub(crate) use indicators::{indicator, indicators};
pub(crate) use joined::{count, joined};
pub(crate) use levers::{lever, levers};
pub(crate) use parameters::{check, get, kind, parameters};
