//! Levels: every indicator in baseline and scenario, summarised over runs. A band of levels shows how runs
//! differ from each other; the effect of a policy is read from paired differences instead (`effects`).

use crate::ensemble::{Ensemble, Side};
use crate::stats::Spread;
use engine::time::Quarter;
use model::indicators::Indicator;

/// Level of one indicator in one quarter on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Which indicator; the unit is its own.
    pub indicator: Indicator,
    /// Baseline or scenario.
    pub side: Side,
    /// Number of the quarter; 0 is the opening.
    pub quarter: usize,
    /// Calendar quarter.
    pub date: Quarter,
    /// Values over runs summarised.
    pub spread: Spread,
}

/// Levels of every indicator that the economy shows in every quarter, opening included: indicators in order, then baseline
/// and scenario, quarters within. What the opening does not show, a flow, is not a number there.
pub fn table(ensemble: &Ensemble) -> Vec<Level> {
    let mut levels = Vec::with_capacity(2 * Indicator::ALL.len() * (ensemble.quarters + 1));
    for indicator in ensemble.indicators() {
        for side in Side::BOTH {
            for quarter in 0..=ensemble.quarters {
                let spread = Spread::of(&ensemble.values(side, quarter, indicator));
                levels.push(Level {
                    indicator,
                    side,
                    quarter,
                    date: ensemble.date(quarter),
                    spread,
                });
            }
        }
    }
    levels
}
