//! Several policies on the same dice: each policy is run on each seed once, so that many scenarios can share one
//! baseline. `pairs` is the tool for one scenario; this one serves validation and impulses.

use crate::baselines::{Baselines, Owner, Task};
use crate::courses::{self, Outcome, Path};
use crate::ensemble::{Ensemble, Pair, Series};
use crate::pairs::{EnsembleError, pair_seed};
use crate::run::PolicyPath;
use engine::parallel::map_ordered;
use model::economy::Economy;
use model::indicators::Indicator;
use model::simulation::Simulation;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What to run.
#[derive(Clone, Copy)]
pub struct Batch<'a> {
    /// The country.
    pub economy: &'a Economy,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
    /// Master seed; run `k` has the seed of pair `k` (see `pairs::pair_seed`).
    pub seed: u64,
    /// Seeds per policy.
    pub seeds: usize,
    /// Quarters to simulate.
    pub quarters: usize,
    /// Threads; never changes a number.
    pub threads: usize,
}

/// Tells how far the work is, in simulated quarters, and whether to stop.
pub struct Watch<'a> {
    tell: &'a (dyn Fn(usize) + Sync),
    stop: &'a AtomicBool,
    done: AtomicUsize,
}

impl<'a> Watch<'a> {
    /// `tell` hears the number of simulated quarters; once `stop` is set no further quarter is begun.
    pub fn new(tell: &'a (dyn Fn(usize) + Sync), stop: &'a AtomicBool) -> Self {
        let done = AtomicUsize::new(0);
        Self { tell, stop, done }
    }
    pub(crate) fn advance(&self, quarters: usize) {
        (self.tell)(self.done.fetch_add(quarters, Ordering::Relaxed) + quarters);
    }
    pub(crate) fn halted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Runs every policy on every seed; one list of runs per policy, in order of the seeds.
///
/// # Errors
/// A run that stops, or a stop before all runs are finished.
pub fn run(
    batch: &Batch,
    paths: &[&dyn PolicyPath],
    watch: &Watch,
) -> Result<Vec<Vec<Series>>, EnsembleError> {
    run_beside(batch, (&Baselines::none(), None), paths, watch)
}

/// As `run`, counting what is simulated. If the economy has a name the first policy is a baseline, which is taken from those
/// that are kept under that name, or left there.
///
/// # Errors
/// As for `run`.
pub fn run_beside(
    batch: &Batch,
    (baselines, economy): (&Baselines, Option<&str>),
    paths: &[&dyn PolicyPath],
    watch: &Watch,
) -> Result<Vec<Vec<Series>>, EnsembleError> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let owner = economy.map(|economy| Owner {
        economy: economy.to_owned(),
        persons_per_agent: batch.persons_per_agent,
    });
    let paths: Vec<Path> = paths
        .iter()
        .map(|path| courses::path(*path, batch.economy.opening, batch.quarters))
        .collect();
    let positions: Vec<usize> = (0..paths.len()).collect();
    // All policies of a seed are one task, so that what they have in common is simulated once; few seeds are cut up by policy,
    // so that they fill all cores.
    let whole = batch.seeds >= batch.threads;
    let width = if whole { paths.len() } else { 1 };
    let outcomes = map_ordered(batch.threads, batch.seeds * (paths.len() / width), |task| {
        let (seed, first) = (task % batch.seeds, (task / batch.seeds) * width);
        let task = Task {
            owner: owner.as_ref(),
            seed: pair_seed(batch.seed, seed),
            paths: &paths,
            wanted: &positions[first..first + width],
            books: None,
        };
        one_seed(batch, (baselines, &task), watch)
    });
    let mut runs: Vec<Vec<Series>> = paths.iter().map(|_| Vec::with_capacity(batch.seeds)).collect();
    for (task, outcomes) in outcomes.into_iter().enumerate() {
        let (seed, first) = (task % batch.seeds, (task / batch.seeds) * width);
        for (path, outcome) in (first..).zip(outcomes) {
            let end = outcome.map_err(|source| EnsembleError::Run {
                pair: seed,
                seed: pair_seed(batch.seed, seed),
                side: "validation",
                source,
            })?;
            runs[path].push(end.ok_or(EnsembleError::Nothing)?.series);
        }
    }
    Ok(runs)
}

/// Ends of the wanted paths of a task.
fn one_seed(batch: &Batch, (baselines, task): (&Baselines, &Task), watch: &Watch) -> Vec<Outcome> {
    // Opening takes as long as a quarter; of many runs that are not begun none is opened.
    if watch.halted() {
        return task.wanted.iter().map(|_| Ok(None)).collect();
    }
    let open = |seed| Simulation::open(batch.economy, batch.persons_per_agent, seed);
    let mut courses = match baselines.begin(task, &open) {
        Ok(courses) => courses,
        Err(error) => return task.wanted.iter().map(|_| Err(error.clone())).collect(),
    };
    watch.advance(courses.spared());
    while !watch.halted()
        && let Some(moved) = courses.step()
    {
        watch.advance(moved);
    }
    baselines.end(task, &mut courses);
    let ends = courses.outcomes().into_iter().enumerate();
    let wanted = ends.filter(|(path, _)| task.wanted.contains(path));
    wanted.map(|(_, end)| end).collect()
}

/// Runs of two policies on the same seeds as pairs; only quarters that both have.
pub fn paired(
    batch: &Batch,
    baseline: (&dyn PolicyPath, &[Series]),
    scenario: (&dyn PolicyPath, &[Series]),
) -> Ensemble {
    let opening = batch.economy.opening;
    let quarters = baseline
        .1
        .iter()
        .chain(scenario.1)
        .map(|run| run.len() - 1)
        .min()
        .unwrap_or(0);
    let policies = |path: &dyn PolicyPath| {
        (1..=quarters)
            .map(|t| path.policy(opening.plus(t as i32)))
            .collect()
    };
    let pairs = baseline.1.iter().zip(scenario.1).enumerate();
    Ensemble {
        pairs: pairs
            .map(|(index, (b, s))| Pair {
                index,
                seed: pair_seed(batch.seed, index),
                baseline: b.clone(),
                scenario: s.clone(),
            })
            .collect(),
        asked: batch.seeds,
        partial: false,
        seed: batch.seed,
        persons_per_agent: batch.persons_per_agent,
        quarters,
        opening,
        baseline_policy: policies(baseline.0),
        scenario_policy: policies(scenario.0),
        books: None,
    }
}

/// True if two runs have recorded the same bits in all quarters that both have.
pub fn same_bits(one: &Series, other: &Series) -> bool {
    (0..one.len().min(other.len())).all(|quarter| {
        let bits = |run: &Series| {
            let numbers = run.values(quarter).iter().chain(run.columns(quarter));
            numbers.map(|x| x.to_bits()).collect::<Vec<_>>()
        };
        bits(one) == bits(other)
    })
}

/// The smallest and the largest of some values; not a number if one of them is not.
pub fn span(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let start = (f64::INFINITY, f64::NEG_INFINITY);
    values.into_iter().fold(start, |(low, high), x| {
        if x.is_nan() || low.is_nan() {
            (f64::NAN, f64::NAN)
        } else {
            (low.min(x), high.max(x))
        }
    })
}

/// Values of an indicator in one quarter, in order of the runs.
pub fn values(runs: &[Series], indicator: Indicator, quarter: usize) -> Vec<f64> {
    runs.iter().map(|run| run.value(quarter, indicator)).collect()
}

/// Mean over runs in one quarter.
pub fn mean(runs: &[Series], indicator: Indicator, quarter: usize) -> f64 {
    values(runs, indicator, quarter).iter().sum::<f64>() / runs.len() as f64
}

/// Smallest and largest value of the mean path in some quarters.
pub fn span_of_mean(runs: &[Series], indicator: Indicator, quarters: RangeInclusive<usize>) -> (f64, f64) {
    span(quarters.map(|q| mean(runs, indicator, q)))
}

/// Smallest and largest value of any run in some quarters.
pub fn span_of_runs(runs: &[Series], indicator: Indicator, quarters: RangeInclusive<usize>) -> (f64, f64) {
    span(quarters.flat_map(|q| runs.iter().map(move |run| run.value(q, indicator))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_policies_give_no_runs() {
        let economy = crate::fake::economy();
        let batch = Batch {
            economy: &economy,
            persons_per_agent: 1000,
            seed: 1,
            seeds: 3,
            quarters: 2,
            threads: 2,
        };
        let stop = AtomicBool::new(false);
        assert!(run(&batch, &[], &Watch::new(&|_| (), &stop)).unwrap().is_empty());
    }

    #[test]
    fn a_span_by_hand() {
        assert_eq!(span([3.0, -1.0, 2.0]), (-1.0, 3.0));
        assert!(span([1.0, f64::NAN, 2.0]).0.is_nan());
        assert_eq!(span([]), (f64::INFINITY, f64::NEG_INFINITY));
    }
}
