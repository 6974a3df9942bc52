//! The base model as its authors published it (Poledna, Miess, Hommes and Rabitsch 2023, European Economic Review 151),
//! kept so that accounting and markets can be compared number by number. It has a quarter, rules and a state of its own and
//! shares plain tables, ledger, books and the matching of persons with the growing economy. Read [`quarter`] first.

pub mod abroad;
pub mod bank;
pub mod expectations;
pub mod firms;
pub mod government;
pub mod households;
pub mod opening;
mod parameters;
pub mod quarter;
pub mod run;
pub mod search;
pub mod series;
pub mod world;

pub use parameters::{PublishedInitial, PublishedParameters, PublishedSet};

use crate::structure::Structure;
use engine::draws::Draws;
use engine::time::Quarter;

/// What a phase may read besides the agents it touches.
pub struct Context<'a> {
    /// Quarters since the opening; the first simulated quarter is 1.
    pub t: u32,
    /// Calendar quarter.
    pub quarter: Quarter,
    /// Parameters of the calibration.
    pub parameters: &'a PublishedParameters,
    /// Technology, baskets and names: what never changes in a run.
    pub structure: &'a Structure,
    /// Keyed draws of this run.
    pub draws: Draws,
}
