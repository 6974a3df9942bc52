//! The range in which an economy was tried, and what of a run lies outside.

use crate::ensemble::{Ensemble, Series, Side};
use crate::runs::span;
use crate::validate::tables::{Cell, Table};
use model::economy::Tried;
use model::indicators::{Indicator, Kind};

/// An indicator that leaves the range in which the economy was tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outside {
    /// Which.
    pub indicator: Indicator,
    /// In which runs.
    pub side: Side,
    /// Number of the first quarter in which it does in some pair.
    pub quarter: usize,
    /// Pairs in which it does at some time.
    pub pairs: usize,
    /// Its value farthest from the range in any quarter.
    pub value: f64,
    /// Smallest and largest value that were tried.
    pub tried: (f64, f64),
}

/// Rates of the core: what means the same in every quarter and under every block.
fn rates() -> impl Iterator<Item = Indicator> {
    let all = Indicator::ALL.iter().copied();
    all.filter(|indicator| indicator.info().kind == Kind::Rate && indicator.info().block.is_none())
}

/// What leaves the range, baseline first, in the order of the indicators.
pub fn outside(ensemble: &Ensemble, tried: &Tried) -> Vec<Outside> {
    let sides = Side::BOTH.into_iter();
    sides
        .flat_map(|side| {
            let ranges = tried.ranges.iter();
            ranges.filter_map(move |&(id, low, high)| {
                let indicator = Indicator::ALL.iter().find(|known| known.info().id == id)?;
                of(ensemble, side, *indicator, (low, high))
            })
        })
        .collect()
}

fn of(ensemble: &Ensemble, side: Side, indicator: Indicator, tried: (f64, f64)) -> Option<Outside> {
    // How far a value is outside; what is absent is nowhere.
    let beyond = |x: f64| if x > tried.1 { x - tried.1 } else { tried.0 - x };
    let (mut first, mut pairs, mut farthest) = (usize::MAX, 0, None);
    for pair in &ensemble.pairs {
        let run = pair.side(side);
        let mut left = false;
        for quarter in 1..=ensemble.quarters {
            let value = run.value(quarter, indicator);
            if beyond(value) > 0.0 {
                (first, left) = (first.min(quarter), true);
                if farthest.is_none_or(|worst| beyond(value) > beyond(worst)) {
                    farthest = Some(value);
                }
            }
        }
        pairs += usize::from(left);
    }
    farthest.map(|value| Outside {
        indicator,
        side,
        quarter: first,
        pairs,
        value,
        tried,
    })
}

/// Smallest and largest value of each rate in any quarter of some runs.
pub(crate) fn table<'a>(runs: impl Iterator<Item = &'a Series> + Clone) -> Table {
    let row = |indicator: Indicator| {
        let values = runs.clone().flat_map(move |run| {
            let quarters = 1..run.len();
            quarters.map(move |quarter| run.value(quarter, indicator))
        });
        let (low, high) = span(values);
        vec![
            Cell::Text(indicator.info().id.to_owned()),
            Cell::number(low, 3),
            Cell::number(high, 3),
        ]
    };
    Table {
        id: "tried",
        title: "Range of each rate in any quarter of any of these runs".to_owned(),
        columns: vec!["indicator", "lowest", "highest"],
        rows: rates().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{Fake, economy, plan, purchases};
    use crate::pairs::run_with;
    use std::sync::atomic::AtomicBool;

    /// Unemployment is 5 without purchases, and 0.01 to 0.02 lower from the third quarter on with purchases of a hundredth.
    #[test]
    fn what_leaves_the_range_is_told_with_its_first_quarter() {
        let (economy, path) = (economy(), purchases(0.01));
        let stop = AtomicBool::new(false);
        let ensemble = run_with(&plan(&economy, &path, 2), &Fake::open, &|_| (), &stop).unwrap();
        let first = ensemble.first_difference().unwrap();
        let tried = |low, high| Tried {
            quarters: 100,
            persons_per_agent: (1, 10),
            ranges: vec![("unemployment", low, high)],
        };
        assert_eq!(outside(&ensemble, &tried(4.9, 5.0)), []);
        let found = outside(&ensemble, &tried(4.995, 5.0));
        assert_eq!(found.len(), 1);
        let out = found[0];
        assert_eq!(
            (out.indicator, out.side, out.quarter, out.pairs),
            (
                Indicator::UNEMPLOYMENT,
                Side::Scenario,
                first,
                ensemble.pairs.len()
            )
        );
        let lowest = ensemble
            .pairs
            .iter()
            .flat_map(|pair| (1..=ensemble.quarters).map(|q| pair.scenario.value(q, Indicator::UNEMPLOYMENT)))
            .fold(f64::INFINITY, f64::min);
        assert_eq!(out.value, lowest);
        // Both sides are above a range that ends below them.
        assert_eq!(outside(&ensemble, &tried(1.0, 2.0)).len(), 2);
    }
}
