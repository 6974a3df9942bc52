//! Helpers: the economy of the country pack at a size that is quick to run.

use engine::time::Quarter;
use experiments::effects;
use experiments::ensemble::Ensemble;
use experiments::run::Neutral;
use experiments::runs::{self, Batch, Watch};
use experiments::validate::Options;
use model::economy::Economy;
use model::indicators::Indicator;
use model::policy::Policy;
use std::sync::atomic::AtomicBool;

/// Persons per agent: half the agents of the pack's small size.
pub const COARSE: u32 = 200_000;
/// Threads of the tests.
pub const THREADS: usize = 2;
/// Quarter in which policies of the tests begin.
pub const BEGIN: usize = 3;

/// China's economy.
pub fn china() -> Economy {
    data::economy("china").unwrap()
}

/// A small validation.
pub fn options(economy: &Economy, seeds: usize, quarters: usize) -> Options {
    Options {
        seeds,
        quarters,
        persons_per_agent: COARSE,
        threads: THREADS,
        ..Options::of(economy)
    }
}

/// Never stops, tells nobody.
pub fn quietly<T>(work: impl FnOnce(&Watch) -> T) -> T {
    let stop = AtomicBool::new(false);
    work(&Watch::new(&|_| (), &stop))
}

/// Pairs of runs with and without a policy that `change` makes from quarter `BEGIN` on.
pub fn pairs(
    economy: &Economy,
    seeds: usize,
    quarters: usize,
    change: &(dyn Fn(&mut Policy) + Sync),
) -> Ensemble {
    let begin = economy.opening.plus(BEGIN as i32);
    let path = |quarter: Quarter| {
        let mut policy = Policy::default();
        if quarter >= begin {
            change(&mut policy);
        }
        policy
    };
    let batch = Batch {
        economy,
        persons_per_agent: COARSE,
        seed: 1,
        seeds,
        quarters,
        threads: THREADS,
    };
    let runs = quietly(|watch| runs::run(&batch, &[&Neutral, &path], watch)).unwrap();
    runs::paired(&batch, (&Neutral, &runs[0]), (&path, &runs[1]))
}

/// Mean effect on an indicator in a year after the change.
pub fn effect(ensemble: &Ensemble, indicator: Indicator, year: usize) -> f64 {
    let all = effects::yearly(ensemble);
    let found = all.iter().find(|e| e.indicator == indicator && e.year == year);
    found.unwrap().spread.mean
}
