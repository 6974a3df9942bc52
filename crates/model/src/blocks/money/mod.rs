//! Money for technology: central-bank re-lending and the technology-bond board.

pub mod bonds;
pub mod params;
pub mod levers;
pub mod relending;

pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::declare::Title;

/// Title.
pub const TITLE: Title = Title {
    en: "Re-lending and technology bonds",
    zh: "再贷款与科技创新债券",
};
