//! What every phase of a quarter may read.

use crate::core::{Policy, Rules, Tally};
use crate::structure::Structure;
use engine::draws::Draws;
use engine::time::Quarter;

/// What a phase may read besides the agents and markets it touches.
pub struct Context<'a> {
    /// Quarters since the opening; the first simulated quarter is 1.
    pub t: u32,
    /// Calendar quarter.
    pub quarter: Quarter,
    /// What agents follow: parameters, and constants of the opening.
    pub rules: &'a Rules,
    /// Technology, baskets and names: what never changes in a run.
    pub structure: &'a Structure,
    /// Levers of the core in this quarter.
    pub policy: &'a Policy,
    /// Keyed draws of this run.
    pub draws: Draws,
    /// Bounds of rules, which count how often they bind.
    pub bounds: Tally,
}
