//! Effects: the difference between scenario and baseline within each pair, summarised over pairs.
//! The band of a paired difference says how much the dice matter for the effect; it is not the band of a level
//! and says nothing about whether the model is right.

use crate::ensemble::{Ensemble, Pair, Series};
use crate::stats::{self, Spread};
use engine::time::Quarter;
use model::indicators::{Column, Indicator, IndicatorInfo, Kind};

/// Quarters of the effect table.
pub const HORIZONS: [usize; 5] = [1, 4, 8, 20, 40];

/// Unit of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Per cent of baseline.
    Percent,
    /// Percentage points.
    Points,
    /// The indicator's own unit.
    Own(&'static str),
}

impl Unit {
    /// Unit in which deviations of `indicator` are expressed.
    pub fn of(indicator: Indicator) -> Self {
        Self::declared(indicator.info())
    }
    /// Unit in which deviations of an indicator or a column are expressed.
    pub fn declared(info: &IndicatorInfo) -> Self {
        match info.kind {
            Kind::Level => Unit::Percent,
            Kind::Rate => Unit::Points,
            // A difference of percentages, whether or not the indicator is a share.
            Kind::Amount if matches!(info.unit, "pct" | "pct_gdp") => Unit::Points,
            Kind::Amount => Unit::Own(info.unit),
        }
    }
    /// Stable id: `pct`, `pp` or the indicator's unit.
    pub const fn id(self) -> &'static str {
        match self {
            Unit::Percent => "pct",
            Unit::Points => "pp",
            Unit::Own(unit) => unit,
        }
    }
}

/// Effect on one indicator in one quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Which indicator.
    pub indicator: Indicator,
    /// Unit of every number in `spread`.
    pub unit: Unit,
    /// Number of the quarter, 1 is the first simulated.
    pub quarter: usize,
    /// Calendar quarter.
    pub date: Quarter,
    /// The paired differences summarised.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

/// How surely an effect differs from zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    /// Share of pairs whose difference has the sign of the median (ratio).
    pub same_sign: f64,
    /// The mean differs from zero by a t-test (`stats::resolved`).
    pub resolved: bool,
    /// Every pair shows exactly the same number in both runs.
    pub identical: bool,
    /// Every pair shows the same difference, which is not zero: no draw touches it, so it is put in and not found out.
    pub imposed: bool,
}

/// Effect on an indicator averaged over a year that begins in the first quarter in which the policies differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearlyEffect {
    /// Which indicator.
    pub indicator: Indicator,
    /// Unit of every number in `spread`.
    pub unit: Unit,
    /// 1 is the first year of the policy.
    pub year: usize,
    /// Number of the first of its four quarters.
    pub first_quarter: usize,
    /// The paired differences summarised.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

/// Effect on one column of one member of its dimension, in the unit of the column's deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartEffect {
    /// Position of the member in the country pack.
    pub member: usize,
    /// Number of the quarter.
    pub quarter: usize,
    /// The paired differences summarised.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

/// Deviation of `scenario` from `baseline`: per cent for levels, a difference for rates and amounts.
pub fn deviation(kind: Kind, scenario: f64, baseline: f64) -> f64 {
    match kind {
        Kind::Level => percent(scenario, baseline),
        Kind::Rate | Kind::Amount => scenario - baseline,
    }
}

/// 100 (s / b - 1); exactly 0 for equal numbers, also if both are zero.
fn percent(scenario: f64, baseline: f64) -> f64 {
    if scenario == baseline {
        0.0
    } else {
        100.0 * (scenario / baseline - 1.0)
    }
}

/// Effects on every indicator that the economy shows in every simulated quarter: indicators in order, quarters within.
pub fn table(ensemble: &Ensemble) -> Vec<Effect> {
    let mut effects = Vec::with_capacity(Indicator::ALL.len() * ensemble.quarters);
    for indicator in ensemble.indicators() {
        for quarter in 1..=ensemble.quarters {
            let differences = paired(ensemble, indicator, quarter);
            let (spread, sign) = summarise(&differences);
            let (unit, date) = (Unit::of(indicator), ensemble.date(quarter));
            effects.push(Effect {
                indicator,
                unit,
                quarter,
                date,
                spread,
                sign,
            });
        }
    }
    effects
}

/// Differences of one indicator in one quarter, in order of the pairs.
pub fn paired(ensemble: &Ensemble, indicator: Indicator, quarter: usize) -> Vec<f64> {
    let kind = indicator.info().kind;
    let difference = |pair: &Pair| {
        deviation(
            kind,
            pair.scenario.value(quarter, indicator),
            pair.baseline.value(quarter, indicator),
        )
    };
    ensemble.pairs.iter().map(difference).collect()
}

/// Quarters of the effect table for runs of `quarters` quarters: `HORIZONS` as far as the run goes, and its end.
pub fn horizons(quarters: usize) -> Vec<usize> {
    let mut list: Vec<usize> = HORIZONS.into_iter().filter(|&h| h <= quarters).collect();
    if quarters > 0 && list.last() != Some(&quarters) {
        list.push(quarters);
    }
    list
}

/// Yearly effects, year 1 beginning in the first quarter in which the policies differ (in quarter 1 if they
/// never do). Levels: per cent deviation of the year's mean; rates and amounts: mean of the differences.
pub fn yearly(ensemble: &Ensemble) -> Vec<YearlyEffect> {
    let start = ensemble.first_difference().unwrap_or(1);
    let years = (ensemble.quarters + 1 - start) / 4;
    let mut effects = Vec::with_capacity(Indicator::ALL.len() * years);
    for indicator in ensemble.indicators() {
        for year in 1..=years {
            let first_quarter = start + 4 * (year - 1);
            let mean = |run: &Series| {
                (first_quarter..first_quarter + 4)
                    .map(|q| run.value(q, indicator))
                    .sum::<f64>()
                    / 4.0
            };
            let kind = indicator.info().kind;
            let differences: Vec<f64> = ensemble
                .pairs
                .iter()
                .map(|p| deviation(kind, mean(&p.scenario), mean(&p.baseline)))
                .collect();
            let (spread, sign) = summarise(&differences);
            let unit = Unit::of(indicator);
            effects.push(YearlyEffect {
                indicator,
                unit,
                year,
                first_quarter,
                spread,
                sign,
            });
        }
    }
    effects
}

/// Effects on a column at the given quarters: members of its dimension in order, quarters within.
pub fn along(ensemble: &Ensemble, quarters: &[usize], column: Column) -> Vec<PartEffect> {
    let count = (ensemble.pairs.first()).map_or(0, |p| p.baseline.along(0, column).len());
    let kind = column.info().info.kind;
    let mut effects = Vec::with_capacity(count * quarters.len());
    for member in 0..count {
        for &quarter in quarters.iter().filter(|&&q| q <= ensemble.quarters) {
            let of = |run: &Series| run.along(quarter, column)[member];
            let difference = |pair: &Pair| deviation(kind, of(&pair.scenario), of(&pair.baseline));
            let differences: Vec<f64> = ensemble.pairs.iter().map(difference).collect();
            let (spread, sign) = summarise(&differences);
            effects.push(PartEffect {
                member,
                quarter,
                spread,
                sign,
            });
        }
    }
    effects
}

/// Summary of paired differences and how surely they differ from zero.
pub fn summarise(differences: &[f64]) -> (Spread, Sign) {
    let spread = Spread::of(differences);
    let direction = |x: f64| {
        if x > 0.0 {
            1
        } else if x < 0.0 {
            -1
        } else {
            0
        }
    };
    let same = differences
        .iter()
        .filter(|&&x| direction(x) == direction(spread.median))
        .count();
    let sign = Sign {
        same_sign: same as f64 / differences.len() as f64,
        resolved: stats::resolved(spread.mean, spread.sd, spread.count),
        identical: differences.iter().all(|&x| x == 0.0),
        imposed: spread.count >= IMPOSED_FROM
            && spread.mean != 0.0
            && spread.max - spread.min <= ROUNDING * spread.mean.abs(),
    };
    (spread, sign)
}

/// Fewest pairs that tell an imposed number from chance: counts of few agents coincide in two or three pairs.
const IMPOSED_FROM: usize = 4;

/// Differences of imposed numbers that are rounding of the machine, relative to the number.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
#[path = "effects_tests.rs"]
mod tests;
