//! Runs pairs: baseline and scenario on the same dice, over all cores. A pair is a pure function of the plan
//! and its number, so neither the number of threads nor the order of execution can change a result.

use crate::courses::{self, Finished};
use crate::ensemble::{Ensemble, Pair, Side};
use crate::run::{PolicyPath, Run};
use engine::parallel::map_ordered;
use model::economy::Economy;
use model::error::ModelError;
use model::simulation::Simulation;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

/// Largest number of pairs that is not a typing error.
pub const MAX_PAIRS: usize = 100_000;
/// Largest number of quarters that is not a typing error.
pub const MAX_QUARTERS: usize = 4_000;

/// What to run.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The country.
    pub economy: &'a Economy,
    /// The policy under study.
    pub scenario: &'a dyn PolicyPath,
    /// What it is compared with.
    pub baseline: &'a dyn PolicyPath,
    /// Number of pairs.
    pub pairs: usize,
    /// Master seed; see `pair_seed`.
    pub seed: u64,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
    /// Quarters to simulate.
    pub quarters: usize,
    /// Threads; never changes a number.
    pub threads: usize,
    /// Quarter (from 1) whose matrices are kept; `None` keeps the last.
    pub books_quarter: Option<usize>,
}

/// Why an ensemble gives no result.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EnsembleError {
    /// A run stopped.
    #[error("pair {pair} (seed {seed}), {side} run: {source}")]
    Run {
        /// Number of the pair, from 0.
        pair: usize,
        /// Seed of the pair; `--seed` of a single run that repeats it.
        seed: u64,
        /// `baseline` or `scenario`.
        side: &'static str,
        /// What went wrong.
        source: ModelError,
    },
    /// A size in the plan makes no sense.
    #[error("{what} is {value}; choose a number between 1 and {high}")]
    Size {
        /// Which number.
        what: &'static str,
        /// Its value.
        value: usize,
        /// Largest sensible value.
        high: usize,
    },
    /// Stopped before the first pair was finished.
    #[error("stopped before the first pair was finished; there is nothing to report")]
    Nothing,
}

/// Seed of pair `index`: the finaliser of SplitMix64 on the master seed moved on by `index` + 1 golden steps.
/// Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
pub fn pair_seed(master: u64, index: usize) -> u64 {
    let step = 0x9E37_79B9_7F4A_7C15_u64;
    let mut z = master.wrapping_add(step.wrapping_mul(index as u64 + 1));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Runs all pairs of the plan. `progress` is told the number of finished pairs; once `stop` is set no further
/// quarter is begun, finished pairs are kept and the ensemble is marked partial. The baseline is run even if
/// the two policies are equal: neutrality is shown, not assumed.
pub fn run(
    plan: &Plan,
    progress: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Ensemble, EnsembleError> {
    let open = |seed| Simulation::open(plan.economy, plan.persons_per_agent, seed);
    run_with(plan, &open, progress, stop)
}

/// As `run`, with any kind of run; `open` starts one on a seed.
pub fn run_with<R: Run>(
    plan: &Plan,
    open: &(dyn Fn(u64) -> Result<R, ModelError> + Sync),
    progress: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Ensemble, EnsembleError> {
    check_size("the number of pairs", plan.pairs, MAX_PAIRS)?;
    check_size("the number of quarters", plan.quarters, MAX_QUARTERS)?;
    let books_quarter = plan.books_quarter.unwrap_or(plan.quarters);
    check_size("the quarter whose books are kept", books_quarter, plan.quarters)?;

    let failed = AtomicBool::new(false);
    let finished = AtomicUsize::new(0);
    let sides_done: Vec<AtomicU8> = (0..plan.pairs).map(|_| AtomicU8::new(0)).collect();
    let paths = [plan.baseline, plan.scenario];
    // A pair whose policies part later is one task, so that what they have in common is simulated once. Few pairs are cut in two,
    // so that they fill all cores, and equal policies too: neutrality is shown, not assumed.
    let whole = plan.pairs >= plan.threads && part_later(plan);
    let sides = if whole { 1 } else { 2 };
    let outcomes = map_ordered(plan.threads, sides * plan.pairs, |task| {
        let index = task / sides;
        let own = if whole {
            &paths[..]
        } else {
            &paths[task % 2..][..1]
        };
        let scenario = if whole { 1 } else { 0 };
        let keep = index == 0 && (whole || task % 2 == 1);
        let halt = || stop.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed);
        let opened = if halt() {
            Ok(None)
        } else {
            open(pair_seed(plan.seed, index)).map(Some)
        };
        let outcomes = match opened {
            Ok(Some(run)) => {
                let books = keep.then_some((scenario, books_quarter));
                courses::follow(run, own, plan.quarters, books, &halt)
            }
            Ok(None) => own.iter().map(|_| Ok(None)).collect(),
            Err(error) => own.iter().map(|_| Err(error.clone())).collect(),
        };
        for outcome in &outcomes {
            match outcome {
                Ok(Some(_)) => {
                    if sides_done[index].fetch_add(1, Ordering::Relaxed) == 1 {
                        progress(finished.fetch_add(1, Ordering::Relaxed) + 1);
                    }
                }
                Ok(None) => {}
                Err(_) => failed.store(true, Ordering::Relaxed),
            }
        }
        outcomes
    });
    collect(plan, outcomes.into_iter().flatten().collect())
}

/// Whether the policies of a pair have something to share: equal at first, different later.
fn part_later(plan: &Plan) -> bool {
    let agree = |t: usize| {
        let date = plan.economy.opening.plus(t as i32);
        plan.baseline.policy(date) == plan.scenario.policy(date)
    };
    agree(1) && !(2..=plan.quarters).all(agree)
}

fn collect(
    plan: &Plan,
    outcomes: Vec<Result<Option<Finished>, ModelError>>,
) -> Result<Ensemble, EnsembleError> {
    let mut finished = Vec::with_capacity(outcomes.len());
    for (task, outcome) in outcomes.into_iter().enumerate() {
        let (pair, side) = (task / 2, Side::BOTH[task % 2].name());
        let seed = pair_seed(plan.seed, pair);
        finished.push(outcome.map_err(|source| EnsembleError::Run {
            pair,
            seed,
            side,
            source,
        })?);
    }
    let mut ensemble: Option<Ensemble> = None;
    let mut tasks = finished.into_iter();
    for index in 0..plan.pairs {
        let (Some(Some(baseline)), Some(Some(scenario))) = (tasks.next(), tasks.next()) else {
            continue;
        };
        let pair = Pair {
            index,
            seed: pair_seed(plan.seed, index),
            baseline: baseline.series,
            scenario: scenario.series,
        };
        ensemble
            .get_or_insert_with(|| Ensemble {
                pairs: Vec::new(),
                asked: plan.pairs,
                partial: false,
                seed: plan.seed,
                persons_per_agent: plan.persons_per_agent,
                quarters: plan.quarters,
                opening: baseline.opening,
                baseline_policy: baseline.policies,
                scenario_policy: scenario.policies,
                books: scenario.books,
            })
            .pairs
            .push(pair);
    }
    let mut ensemble = ensemble.ok_or(EnsembleError::Nothing)?;
    ensemble.partial = ensemble.pairs.len() < plan.pairs;
    Ok(ensemble)
}

fn check_size(what: &'static str, value: usize, high: usize) -> Result<(), EnsembleError> {
    if value < 1 || value > high {
        return Err(EnsembleError::Size { what, value, high });
    }
    Ok(())
}

#[cfg(test)]
#[path = "pairs_tests.rs"]
mod tests;
