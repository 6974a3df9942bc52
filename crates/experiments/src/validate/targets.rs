//! The targets of a baseline as a table: what is measured, in which quarters, between which bounds, and why.
//! An economy without a table of its own is held to the general part only.

use super::{FAR, Kind, NEAR};
use crate::ensemble::Series;
use crate::runs::{mean, span, span_of_mean, span_of_runs};
use engine::bounds::Bounds;
use engine::math;
use model::indicators::Indicator as I;

/// One target.
pub struct Target {
    /// What is measured.
    pub name: &'static str,
    /// Unit of the bounds.
    pub unit: &'static str,
    /// Quarters that a run must have.
    pub needs: usize,
    /// Smallest and largest measured value.
    pub measure: fn(&[Series]) -> (f64, f64),
    /// Bounds.
    pub band: (f64, f64),
    /// Whether it can fail a validation.
    pub kind: Kind,
    /// Where the bounds come from.
    pub source: &'static str,
}

/// No upper bound.
const ANY: f64 = f64::INFINITY;

/// Targets that any economy must meet.
pub const GENERAL: &[Target] = &[
    Target {
        name: "accounting identities: worst relative residual",
        unit: "ratio",
        needs: 1,
        measure: |runs| one(runs.iter().map(|r| r.worst_residual).fold(0.0, f64::at_least)),
        band: (0.0, 1e-9),
        kind: Kind::Invariant,
        source: "every identity of every quarter of every run",
    },
    Target {
        name: "recorded numbers that are not finite",
        unit: "numbers",
        needs: 1,
        measure: |runs| {
            // The opening shows no flows, and what is absent after a quarter stays so.
            let bad = |r: &Series| {
                let absent = |first: &f64, x: &f64| first.is_nan() && x.is_nan();
                (1..r.len())
                    .flat_map(|q| r.values(1).iter().zip(r.values(q)))
                    .filter(|(first, x)| !x.is_finite() && !absent(first, x))
                    .count()
            };
            one(runs.iter().map(bad).sum::<usize>() as f64)
        },
        band: (0.0, 0.0),
        kind: Kind::Invariant,
        source: "every indicator of every quarter of every run",
    },
    Target {
        name: "unemployment: change in quarter 1, mean",
        unit: "pp",
        needs: 1,
        measure: |runs| one(mean(runs, I::Unemployment, 1) - mean(runs, I::Unemployment, 0)),
        band: (-0.3, 0.3),
        kind: Kind::Acceptance,
        source: "the opening must be a state of rest; the prototype jumped by 0.4",
    },
    Target {
        name: "largest firm's share of a sector's sales, any quarter of any run",
        unit: "ratio",
        needs: 1,
        measure: |runs| {
            let largest = |r: &Series| {
                (0..r.len())
                    .flat_map(|q| r.sectors(q))
                    .map(|s| s.largest_share)
                    .fold(0.0, f64::at_least)
            };
            one(runs.iter().map(largest).fold(0.0, f64::at_least))
        },
        band: (0.0, 0.4),
        kind: Kind::Acceptance,
        source: "no firm is a sector; in the prototype one firm could hold 0.7",
    },
    Target {
        name: "firm exits, mean of a year",
        unit: "% of firms",
        needs: 4,
        measure: |runs| one(per_year(runs, I::Exits)),
        band: (2.0, 12.0),
        kind: Kind::Acceptance,
        source: "firm turnover; target column of the growth core",
    },
    Target {
        name: "insolvencies among exits, whole run",
        unit: "ratio",
        needs: NEAR,
        measure: |runs| one(per_year(runs, I::Insolvencies) / per_year(runs, I::Exits)),
        band: (1e-6, 1.0 - 1e-6),
        kind: Kind::Acceptance,
        source: "real insolvencies occur, and are not the only exits",
    },
    Target {
        name: "public debt over GDP, any quarter of any run",
        unit: "% of GDP",
        needs: NEAR,
        measure: |runs| span_of_runs(runs, I::PublicDebt, 1..=NEAR),
        band: (0.0, 150.0),
        kind: Kind::Acceptance,
        source: "finite, rising moderately; bound of this project",
    },
    Target {
        name: "net foreign assets over GDP, any quarter of any run",
        unit: "% of GDP",
        needs: NEAR,
        measure: |runs| span_of_runs(runs, I::ForeignAssets, 1..=NEAR),
        band: (-60.0, 100.0),
        kind: Kind::Acceptance,
        source: "bounded; bound of this project",
    },
    Target {
        name: "bank capital over loans, mean path",
        unit: "%",
        needs: NEAR,
        measure: |runs| span_of_mean(runs, I::BankCapital, 1..=NEAR),
        band: (10.5, 15.5),
        kind: Kind::Acceptance,
        source: "stable: within 3 points of a normal 12.5 to 13 %; bound of this project",
    },
    Target {
        name: "unemployment, any quarter of any run, 100 quarters",
        unit: "%",
        needs: FAR,
        measure: |runs| span_of_runs(runs, I::Unemployment, 1..=FAR),
        band: (2.0, 9.0),
        kind: Kind::Acceptance,
        source: "acceptance test of the growth core",
    },
    Target {
        name: "bank capital over loans, any quarter of any run, 100 quarters",
        unit: "%",
        needs: FAR,
        measure: |runs| span_of_runs(runs, I::BankCapital, 1..=FAR),
        band: (9.0, ANY),
        kind: Kind::Acceptance,
        source: "acceptance test of the growth core",
    },
    Target {
        name: "public debt over GDP, any quarter of any run, 100 quarters",
        unit: "% of GDP",
        needs: FAR,
        measure: |runs| span_of_runs(runs, I::PublicDebt, 1..=FAR),
        band: (0.0, 200.0),
        kind: Kind::Acceptance,
        source: "no explosion; bound of this project",
    },
    Target {
        name: "net foreign assets: gain of quarters 61-100 over gain of quarters 21-60",
        unit: "ratio",
        needs: FAR,
        measure: |runs| {
            let at = |q| mean(runs, I::ForeignAssets, q);
            one((at(100) - at(60)) / (at(60) - at(20)))
        },
        band: (-ANY, 1.0),
        kind: Kind::Plausibility,
        source: "bounded: a rise that flattens, as in the prototype",
    },
];

/// Targets of China's economy.
const CHINA: &[Target] = &[
    Target {
        name: "technology against its announced path, mean of seeds, quarters 8-100",
        unit: "%",
        needs: FAR,
        measure: |runs| span_of_mean(runs, I::TechnologyIndex, 8..=FAR),
        band: (-1.0, 1.0),
        kind: Kind::Acceptance,
        source: "usual research makes the announced path; exactly 0 without the research block",
    },
    Target {
        name: "unemployment, mean path",
        unit: "%",
        needs: NEAR,
        measure: |runs| span_of_mean(runs, I::Unemployment, 1..=NEAR),
        band: (4.0, 6.5),
        kind: Kind::Acceptance,
        source: "surveyed urban rate of 2018-2024 was 4.9 to 6.1 %; target column of the growth core",
    },
    Target {
        name: "consumer price inflation, mean path",
        unit: "% a year",
        needs: NEAR,
        measure: |runs| span_of_mean(runs, I::CpiInflation, 1..=NEAR),
        band: (-0.5, 2.5),
        kind: Kind::Acceptance,
        source: "0.2 % in 2024, target 2 % in 2025; target column of the growth core",
    },
    Target {
        name: "fixed investment over GDP, mean path",
        unit: "% of GDP",
        needs: NEAR,
        measure: |runs| span_of_mean(runs, I::InvestmentShare, 1..=NEAR),
        band: (34.0, 44.0),
        kind: Kind::Acceptance,
        source: "about 40 % in 2020-2024, slow decline; target column of the growth core",
    },
    Target {
        name: "household consumption over GDP, mean path",
        unit: "% of GDP",
        needs: NEAR,
        measure: |runs| span_of_mean(runs, I::ConsumptionShare, 1..=NEAR),
        band: (36.0, 46.0),
        kind: Kind::Acceptance,
        source: "about 40 % in 2024, slow rise; target column of the growth core",
    },
    Target {
        name: "exports over GDP, mean path",
        unit: "% of GDP",
        needs: NEAR,
        measure: |runs| span_of_mean(runs, I::ExportShare, 1..=NEAR),
        band: (14.0, 22.0),
        kind: Kind::Acceptance,
        source: "about 20 % in 2024; target column of the growth core",
    },
    Target {
        name: "household saving rate at the opening",
        unit: "%",
        needs: 1,
        measure: |runs| one(mean(runs, I::SavingRate, 0)),
        band: (31.0, 34.0),
        kind: Kind::Acceptance,
        source: "household survey and flow of funds; target column of the growth core",
    },
    Target {
        name: "growth of quarters 41-100, any run",
        unit: "% a year",
        needs: FAR,
        measure: |runs| {
            let growth = |r: &Series| {
                let ratio = r.value(FAR, I::RealGdp) / r.value(NEAR, I::RealGdp);
                100.0 * (math::pow(ratio, 4.0 / (FAR - NEAR) as f64) - 1.0)
            };
            span(runs.iter().map(growth))
        },
        band: (2.3, 3.2),
        kind: Kind::Acceptance,
        source: "acceptance test of the growth core; trend is 2.7 %",
    },
];

/// Targets of one economy besides the general ones.
pub fn of(economy: &str) -> &'static [Target] {
    match economy {
        "china" => CHINA,
        _ => &[],
    }
}

fn one(x: f64) -> (f64, f64) {
    (x, x)
}

/// Four times the mean of a quarterly share over all simulated quarters and runs.
fn per_year(runs: &[Series], indicator: I) -> f64 {
    let quarters = runs.first().map_or(0, |r| r.len() - 1);
    4.0 * (1..=quarters).map(|q| mean(runs, indicator, q)).sum::<f64>() / quarters as f64
}
