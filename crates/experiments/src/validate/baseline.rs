//! The baseline against its targets.

use super::targets::{self, GENERAL, Target};
use super::{Check, Kind};
use crate::ensemble::Series;
use crate::runs::values;
use model::core::Params;
use model::economy::Economy;
use model::indicators::Indicator;
use model::processes::expectations::{compounded, trend_productivity_growth};

/// Gap of the first quarter's growth to trend that is allowed, percentage points of the quarter. The target column of
/// the growth core allows 0.5, its acceptance test 0.3; the stricter one holds.
const FIRST_QUARTER: f64 = 0.3;

/// Checks of the baseline runs. Targets that need more quarters than were run are left out.
pub(super) fn checks(economy: &Economy, runs: &[Series]) -> Vec<Check> {
    let quarters = runs.first().map_or(0, |r| r.len() - 1);
    let mut checks = vec![first_quarter(economy, runs)];
    let applicable = |t: &&Target| quarters >= t.needs;
    for target in targets::of(&economy.id).iter().chain(GENERAL).filter(applicable) {
        checks.push(Check::new(
            target.kind,
            target.name,
            target.unit,
            (target.measure)(runs),
            target.band,
            target.source,
        ));
    }
    checks
}

/// Params of quarter 1 against the trend that is announced: a balanced opening has nothing to re-shuffle.
fn first_quarter(economy: &Economy, runs: &[Series]) -> Check {
    let growth: Vec<f64> = runs
        .iter()
        .map(|r| 100.0 * (r.value(1, Indicator::RealGdp) / r.value(0, Indicator::RealGdp) - 1.0))
        .collect();
    let mean = growth.iter().sum::<f64>() / growth.len() as f64;
    let trend = trend(economy);
    let gap = mean - trend;
    Check::new(
        Kind::Acceptance,
        "growth of quarter 1 less trend, mean",
        "pp",
        (gap, gap),
        (-FIRST_QUARTER, FIRST_QUARTER),
        format!(
            "{mean:.2} % against a trend of {trend:.2} % in the quarter; acceptance test of the growth core"
        ),
    )
}

/// Trend growth of the first quarter, per cent of the quarter; not a number without the parameters of growth.
fn trend(economy: &Economy) -> f64 {
    Params::of(economy).map_or(f64::NAN, |p| {
        let productivity = compounded(trend_productivity_growth(&p, 1));
        100.0 * ((1.0 + productivity) * (1.0 + compounded(p.labour_force_growth)) - 1.0)
    })
}

/// Params of the fourth quarter on the fourth quarter before in year `year` (from 1), per cent, by run.
pub fn growth_to_fourth_quarter(runs: &[Series], year: usize) -> Vec<f64> {
    let (now, before) = (
        values(runs, Indicator::RealGdp, 4 * year),
        values(runs, Indicator::RealGdp, 4 * year - 4),
    );
    now.iter()
        .zip(before)
        .map(|(n, b)| 100.0 * (n / b - 1.0))
        .collect()
}

/// Params of the year's mean on the year before (from year 2), per cent, by run.
pub fn growth_of_year(runs: &[Series], year: usize) -> Vec<f64> {
    let total =
        |r: &Series, y: usize| -> f64 { (4 * y - 3..=4 * y).map(|q| r.value(q, Indicator::RealGdp)).sum() };
    runs.iter()
        .map(|r| 100.0 * (total(r, year) / total(r, year - 1) - 1.0))
        .collect()
}
