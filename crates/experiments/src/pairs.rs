//! Runs pairs: baseline and scenario on the same dice, over all cores. A pair is a pure function of the plan
//! and its number, so neither the number of threads nor the order of execution can change a result.

use crate::baselines::{Baselines, Owner, Task};
use crate::courses::{self, Finished, Path};
use crate::ensemble::{Books, Ensemble, Pair, Series, Side};
use crate::run::{PolicyPath, Run};
use crate::single::Single;
use engine::parallel::map_ordered;
use model::economy::Economy;
use model::error::ModelError;
use model::simulation::Simulation;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

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

/// What happens while pairs are run. Pairs come in the order in which they are finished, which threads can change.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// Quarters of both sides that are done, common and known ones counted for each side.
    Quarters {
        /// So many.
        done: usize,
        /// Of all.
        of: usize,
    },
    /// A pair is finished.
    Pair {
        /// The pair; it stays in the ensemble.
        pair: &'a Pair,
        /// Pairs finished by now.
        done: usize,
        /// Pairs asked for.
        of: usize,
    },
    /// A run stopped; no further quarter is begun.
    Failed(&'a EnsembleError),
}

/// Runs all pairs of the plan. `tell` hears what happens; once `stop` is set no further quarter is begun, finished pairs are
/// kept and the ensemble is marked partial. The baseline is run even if the two policies are equal: neutrality is shown, not
/// assumed.
///
/// # Errors
/// A size without sense, a run that stops, or a stop before the first pair is finished.
pub fn run(plan: &Plan, tell: &(dyn Fn(Event) + Sync), stop: &AtomicBool) -> Result<Ensemble, EnsembleError> {
    let open = |seed| Simulation::open(plan.economy, plan.persons_per_agent, seed);
    run_with(plan, &open, tell, stop)
}

/// As `run`, with any kind of run; `open` starts one on a seed.
///
/// # Errors
/// As for `run`.
pub fn run_with<R: Run>(
    plan: &Plan,
    open: &(dyn Fn(u64) -> Result<R, ModelError> + Sync),
    tell: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Result<Ensemble, EnsembleError> {
    run_beside(plan, (&Baselines::none(), &Owner::default()), open, tell, stop)
}

/// As `run_with`, taking baselines from those that are kept and leaving new ones there. The owner names the economy of the plan.
///
/// # Errors
/// As for `run`.
pub fn run_beside<R: Run>(
    plan: &Plan,
    baselines: (&Baselines<R>, &Owner),
    open: &(dyn Fn(u64) -> Result<R, ModelError> + Sync),
    tell: &(dyn Fn(Event) + Sync),
    stop: &AtomicBool,
) -> Result<Ensemble, EnsembleError> {
    let prepared = Prepared::of(plan, baselines)?;
    let hall = Hall {
        tell,
        stop,
        failed: AtomicBool::new(false),
        quarters: AtomicUsize::new(0),
        finished: AtomicUsize::new(0),
        slots: (0..plan.pairs).map(|_| Mutex::default()).collect(),
    };
    let tasks = prepared.tasks();
    map_ordered(plan.threads, tasks.len(), |task| {
        let (index, sides) = tasks[task];
        prepared.run(index, sides, open, &hall);
    });
    prepared.collect(hall)
}

/// The two sides of a pair, baseline first, as one task or two.
fn sides(whole: bool) -> &'static [&'static [usize]] {
    if whole { &[&[0, 1]] } else { &[&[0], &[1]] }
}

fn pair(plan: &Plan, index: usize, baseline: Series, scenario: Series) -> Pair {
    Pair {
        index,
        seed: pair_seed(plan.seed, index),
        baseline,
        scenario,
    }
}

/// A plan made ready.
pub struct Prepared<'a, R> {
    plan: &'a Plan<'a>,
    baselines: &'a Baselines<R>,
    owner: &'a Owner,
    /// Baseline and scenario.
    paths: [Path; 2],
    books: usize,
}

/// What the tasks of an ensemble share.
struct Hall<'a> {
    tell: &'a (dyn Fn(Event) + Sync),
    stop: &'a AtomicBool,
    failed: AtomicBool,
    quarters: AtomicUsize,
    finished: AtomicUsize,
    slots: Vec<Mutex<Slot>>,
}

/// A pair as far as it is there.
#[derive(Default)]
struct Slot {
    sides: [Option<Finished>; 2],
    errors: [Option<EnsembleError>; 2],
    whole: Option<(Pair, Option<Books>)>,
}

impl<'a, R: Run> Prepared<'a, R> {
    /// Checks the sizes of a plan and works out its policies.
    ///
    /// # Errors
    /// A size without sense.
    pub fn of(
        plan: &'a Plan<'a>,
        (baselines, owner): (&'a Baselines<R>, &'a Owner),
    ) -> Result<Self, EnsembleError> {
        check_size("the number of pairs", plan.pairs, MAX_PAIRS)?;
        check_size("the number of quarters", plan.quarters, MAX_QUARTERS)?;
        let books = plan.books_quarter.unwrap_or(plan.quarters);
        check_size("the quarter whose books are kept", books, plan.quarters)?;
        let opening = plan.economy.opening;
        let paths = [plan.baseline, plan.scenario].map(|path| courses::path(path, opening, plan.quarters));
        Ok(Self {
            plan,
            baselines,
            owner,
            paths,
            books,
        })
    }

    /// Pairs and the sides of each. A pair with something to share is one task: common quarters, or a baseline that is known.
    /// Few pairs are cut in two, so that they fill all cores, and equal policies too: neutrality is shown, not assumed.
    fn tasks(&self) -> Vec<(usize, &'static [usize])> {
        let parting = courses::parting(&self.paths[0], &self.paths[1]);
        let known = |index| {
            let seed = pair_seed(self.plan.seed, index);
            self.baselines.knows(self.owner, &self.paths[0], seed)
        };
        let many = self.plan.pairs >= self.plan.threads;
        let of_pair = |index| {
            let whole = match parting {
                None => false,
                Some(1) => known(index),
                Some(_) => many || known(index),
            };
            sides(whole).iter().map(move |sides| (index, *sides))
        };
        (0..self.plan.pairs).flat_map(of_pair).collect()
    }

    /// One pair, to be moved on quarter by quarter by whoever holds it: a task of a page or a server.
    ///
    /// # Errors
    /// The economy cannot be opened.
    pub fn single(
        &self,
        index: usize,
        open: &dyn Fn(u64) -> Result<R, ModelError>,
    ) -> Result<Single<R>, EnsembleError> {
        let parts = sides(courses::parting(&self.paths[0], &self.paths[1]).is_some());
        let begin = |sides: &&'static [usize]| {
            let courses = self.baselines.begin(&self.task(index, sides), open);
            let courses = courses.map_err(|error| self.failure(index, sides[0], error))?;
            Ok((*sides, courses))
        };
        let parts: Result<Vec<_>, EnsembleError> = parts.iter().map(begin).collect();
        Ok(Single::new(parts?, 2 * self.plan.quarters))
    }

    /// The pair, once it is whole, and the books of pair 0; the baseline is kept.
    ///
    /// # Errors
    /// A run that stopped.
    pub fn finish(
        &self,
        index: usize,
        single: Single<R>,
    ) -> Result<Option<(Pair, Option<Books>)>, EnsembleError> {
        let mut ends = [None, None];
        for (sides, mut courses) in single.parts() {
            self.baselines.end(&self.task(index, sides), &mut courses);
            for (side, outcome) in courses.outcomes().into_iter().enumerate() {
                if let Some(end) = outcome.map_err(|error| self.failure(index, side, error))? {
                    ends[side] = Some(end);
                }
            }
        }
        let [Some(baseline), Some(scenario)] = ends else {
            return Ok(None);
        };
        self.baselines.replaced(2 * self.plan.quarters);
        let books = scenario.books;
        Ok(Some((
            pair(self.plan, index, baseline.series, scenario.series),
            books,
        )))
    }

    fn task<'t>(&'t self, index: usize, sides: &'t [usize]) -> Task<'t> {
        Task {
            owner: Some(self.owner),
            seed: pair_seed(self.plan.seed, index),
            paths: &self.paths,
            wanted: sides,
            books: (index == 0).then_some((1, self.books)),
        }
    }

    fn run(
        &self,
        index: usize,
        sides: &[usize],
        open: &(dyn Fn(u64) -> Result<R, ModelError> + Sync),
        hall: &Hall,
    ) {
        if hall.halted() {
            return;
        }
        let task = self.task(index, sides);
        let of = 2 * self.plan.pairs * self.plan.quarters;
        let mut courses = match self.baselines.begin(&task, open) {
            Ok(courses) => courses,
            Err(error) => {
                let error = |side: usize| self.failure(index, side, error.clone());
                sides
                    .iter()
                    .for_each(|side| hall.fail(index, *side, error(*side)));
                return;
            }
        };
        hall.advance(courses.spared(), of);
        while !hall.halted() {
            match courses.step() {
                Some(moved) => hall.advance(moved, of),
                None => break,
            }
        }
        self.baselines.end(&task, &mut courses);
        for (side, outcome) in courses.outcomes().into_iter().enumerate() {
            match outcome {
                Ok(Some(end)) => hall.put(index, side, end, self.plan),
                Ok(None) => {}
                Err(error) => hall.fail(index, side, self.failure(index, side, error)),
            }
        }
    }

    fn failure(&self, pair: usize, side: usize, source: ModelError) -> EnsembleError {
        EnsembleError::Run {
            pair,
            seed: pair_seed(self.plan.seed, pair),
            side: Side::BOTH[side].name(),
            source,
        }
    }

    fn collect(self, hall: Hall) -> Result<Ensemble, EnsembleError> {
        let (mut pairs, mut books) = (Vec::new(), None);
        for slot in hall.slots {
            let slot = slot.into_inner().unwrap_or_else(PoisonError::into_inner);
            if let Some(error) = slot.errors.into_iter().flatten().next() {
                return Err(error);
            }
            if let Some((pair, own)) = slot.whole {
                pairs.push(pair);
                books = books.or(own);
            }
        }
        self.baselines.replaced(2 * self.plan.quarters * pairs.len());
        self.ensemble(pairs, books)
    }

    /// Finished pairs, in order of their numbers, as an ensemble.
    fn ensemble(&self, pairs: Vec<Pair>, books: Option<Books>) -> Result<Ensemble, EnsembleError> {
        if pairs.is_empty() {
            return Err(EnsembleError::Nothing);
        }
        let [baseline, scenario] = &self.paths;
        Ok(Ensemble {
            partial: pairs.len() < self.plan.pairs,
            pairs,
            asked: self.plan.pairs,
            seed: self.plan.seed,
            persons_per_agent: self.plan.persons_per_agent,
            quarters: self.plan.quarters,
            opening: self.plan.economy.opening,
            baseline_policy: baseline.to_vec(),
            scenario_policy: scenario.to_vec(),
            books,
        })
    }
}

impl Hall<'_> {
    fn halted(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.failed.load(Ordering::Relaxed)
    }

    fn advance(&self, quarters: usize, of: usize) {
        let done = self.quarters.fetch_add(quarters, Ordering::Relaxed) + quarters;
        (self.tell)(Event::Quarters { done, of });
    }

    fn fail(&self, index: usize, side: usize, error: EnsembleError) {
        self.failed.store(true, Ordering::Relaxed);
        (self.tell)(Event::Failed(&error));
        let mut slot = self.slots[index].lock().unwrap_or_else(PoisonError::into_inner);
        slot.errors[side] = Some(error);
    }

    /// Puts one side in its place; the second makes the pair whole.
    fn put(&self, index: usize, side: usize, end: Finished, plan: &Plan) {
        let mut slot = self.slots[index].lock().unwrap_or_else(PoisonError::into_inner);
        slot.sides[side] = Some(end);
        if let [Some(_), Some(_)] = &slot.sides
            && let [Some(baseline), Some(scenario)] = std::mem::take(&mut slot.sides)
        {
            let pair = pair(plan, index, baseline.series, scenario.series);
            let done = self.finished.fetch_add(1, Ordering::Relaxed) + 1;
            let of = plan.pairs;
            (self.tell)(Event::Pair {
                pair: &pair,
                done,
                of,
            });
            slot.whole = Some((pair, scenario.books));
        }
    }
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
