//! What every economy has: the parameters and levers of the core.

pub mod bounds;
pub mod levers;
pub mod params;
mod rules;

pub use bounds::{Bindings, Bound, Tally};
pub use levers::{LEVERS, Policy};
pub use params::Params;
pub use rules::Rules;

use crate::declare::Title;

/// Title.
pub const TITLE: Title = Title {
    en: "Budget, bank, trade, AI spending",
    zh: "财政、央行、贸易与人工智能开支",
};
