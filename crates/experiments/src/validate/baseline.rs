//! The baseline against its targets.

use super::{Check, targets};
use crate::ensemble::Series;
use crate::runs::values;
use ::evidence::{Bound, Target};
use model::core::Params;
use model::economy::Economy;
use model::indicators::Indicator;
use model::processes::expectations::{compounded, trend_productivity_growth};

/// Checks of the baseline runs. Targets that need more quarters than were run are left out.
pub(super) fn checks<'a>(
    economy: &Economy,
    runs: &[Series],
    targets: impl Iterator<Item = &'a Target>,
    first: &Bound,
) -> Vec<Check> {
    let quarters = runs.first().map_or(0, |r| r.len() - 1);
    let mut checks = vec![first_quarter(economy, runs, first)];
    for target in targets.filter(|target| quarters >= target.needs) {
        let range = targets::measured(target.measure, runs);
        let source = &target.bound.source;
        checks.push(Check::within(&target.bound, &target.what, range, source));
    }
    checks
}

/// Growth of quarter 1 against the trend that is announced: a balanced opening has nothing to re-shuffle.
fn first_quarter(economy: &Economy, runs: &[Series], bound: &Bound) -> Check {
    let growth: Vec<f64> = runs
        .iter()
        .map(|r| 100.0 * (r.value(1, Indicator::REAL_GDP) / r.value(0, Indicator::REAL_GDP) - 1.0))
        .collect();
    let mean = growth.iter().sum::<f64>() / growth.len() as f64;
    let trend = trend(economy);
    let gap = mean - trend;
    let note = format!(
        "{mean:.2} % against a trend of {trend:.2} % in the quarter; {}",
        bound.source
    );
    Check::within(bound, "growth of quarter 1 less trend, mean", (gap, gap), note)
}

/// Trend growth of the first quarter, per cent of the quarter; not a number without the parameters of growth.
fn trend(economy: &Economy) -> f64 {
    Params::of(economy).map_or(f64::NAN, |p| {
        let productivity = compounded(trend_productivity_growth(&p, 1));
        100.0 * ((1.0 + productivity) * (1.0 + compounded(p.labour_force_growth)) - 1.0)
    })
}

/// Growth of the fourth quarter on the fourth quarter before in year `year` (from 1), per cent, by run.
pub fn growth_to_fourth_quarter(runs: &[Series], year: usize) -> Vec<f64> {
    let (now, before) = (
        values(runs, Indicator::REAL_GDP, 4 * year),
        values(runs, Indicator::REAL_GDP, 4 * year - 4),
    );
    now.iter()
        .zip(before)
        .map(|(n, b)| 100.0 * (n / b - 1.0))
        .collect()
}

/// Growth of the year's mean on the year before (from year 2), per cent, by run.
pub fn growth_of_year(runs: &[Series], year: usize) -> Vec<f64> {
    let total =
        |r: &Series, y: usize| -> f64 { (4 * y - 3..=4 * y).map(|q| r.value(q, Indicator::REAL_GDP)).sum() };
    runs.iter()
        .map(|r| 100.0 * (total(r, year) / total(r, year - 1) - 1.0))
        .collect()
}
