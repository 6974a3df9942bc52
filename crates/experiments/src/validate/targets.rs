//! How the targets of a baseline are measured over its runs. What is measured, when and between which bounds stands in
//! tables (`evidence`, and the folder of that name in a country pack).

use crate::ensemble::Series;
use crate::runs::{mean, span, span_of_mean, span_of_runs};
use ::evidence::Measure;
use engine::bounds::Bounds;
use engine::math;
use model::indicators::{Column, Indicator};

/// Smallest and largest measured value.
pub(super) fn measured(measure: Measure, runs: &[Series]) -> (f64, f64) {
    match measure {
        Measure::WorstResidual => one(runs.iter().map(|r| r.worst_residual).fold(0.0, f64::at_least)),
        Measure::NotFinite => one(runs.iter().map(not_finite).sum::<usize>() as f64),
        Measure::LargestShare => one(runs.iter().map(largest_share).fold(0.0, f64::at_least)),
        Measure::At(of, [quarter]) => one(mean(runs, of, quarter)),
        Measure::Change(of, [from, to]) => one(mean(runs, of, to) - mean(runs, of, from)),
        Measure::AYear(of) => one(per_year(runs, of)),
        Measure::Share(part, of) => one(per_year(runs, part) / per_year(runs, of)),
        Measure::MeanPath(of, [from, to]) => span_of_mean(runs, of, from..=to),
        Measure::AnyRun(of, [from, to]) => span_of_runs(runs, of, from..=to),
        Measure::Growth(of, [from, to]) => {
            let growth = |r: &Series| {
                let ratio = r.value(to, of) / r.value(from, of);
                100.0 * (math::pow(ratio, 4.0 / (to - from) as f64) - 1.0)
            };
            span(runs.iter().map(growth))
        }
        Measure::Flattening(of, [from, middle, to]) => {
            let at = |quarter| mean(runs, of, quarter);
            one((at(to) - at(middle)) / (at(middle) - at(from)))
        }
    }
}

fn one(x: f64) -> (f64, f64) {
    (x, x)
}

/// Recorded numbers that are not finite. The opening shows no flows, and what is absent after a quarter stays so.
fn not_finite(run: &Series) -> usize {
    let absent = |first: &f64, x: &f64| first.is_nan() && x.is_nan();
    (1..run.len())
        .flat_map(|q| run.values(1).iter().zip(run.values(q)))
        .filter(|(first, x)| !x.is_finite() && !absent(first, x))
        .count()
}

/// Largest firm's share of its sector's sales, any sector and quarter.
fn largest_share(run: &Series) -> f64 {
    (0..run.len())
        .flat_map(|q| run.along(q, Column::SECTOR_LARGEST_SHARE))
        .copied()
        .fold(0.0, f64::at_least)
}

/// Four times the mean of a quarterly share over all simulated quarters and runs.
fn per_year(runs: &[Series], indicator: Indicator) -> f64 {
    let quarters = runs.first().map_or(0, |r| r.len() - 1);
    4.0 * (1..=quarters).map(|q| mean(runs, indicator, q)).sum::<f64>() / quarters as f64
}
