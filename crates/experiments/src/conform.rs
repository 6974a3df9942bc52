//! The ladder by which the published base model is checked against published results, from single phases to long
//! ensembles. Each rung is a number with a limit, so that it can fail. Read `ladder` first.

mod exact;
mod moments;

use crate::pairs::pair_seed;
use crate::published::{self, BaseError, PublishedPlan, RunPath};
use crate::published_input;
use exact::Deterministic;
use model::published::PublishedSet;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// Series by name: for each quarter one value, or one value per sector.
pub type Paths = BTreeMap<String, Vec<Vec<f64>>>;

/// Published results, as read from their files.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// The calibration behind all results but the stationary one.
    pub austria: &'a PublishedSet,
    /// A calibration whose economy does not move.
    pub steady_state: &'a PublishedSet,
    /// Values of single phases in quarter 1 of the deterministic variant.
    pub phases: &'a [(String, f64)],
    /// Deterministic variant, quarter 1.
    pub one_quarter: &'a Paths,
    /// Deterministic variant, quarters 1 to 5.
    pub five_quarters: &'a Paths,
    /// Deterministic variant, opening and quarters 1 to 12.
    pub twelve_quarters: &'a Paths,
    /// Mean and standard deviation over seeds by quarter, opening first.
    pub moments: &'a BTreeMap<String, Vec<[f64; 2]>>,
    /// Seeds behind the moments.
    pub seeds: usize,
}

/// How thoroughly to check.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Runs with draws that are compared with the published moments.
    pub seeds: usize,
    /// Master seed.
    pub seed: u64,
    /// Threads; never changes a number.
    pub threads: usize,
}

/// Fewest seeds for which the spread of means and variances is known well enough.
pub const FEWEST_SEEDS: usize = 16;

/// One rung: a number that must not exceed its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Rungs of the same kind.
    pub group: Group,
    /// What is compared.
    pub name: String,
    /// What was found; not a number if there was nothing to compare.
    pub value: f64,
    /// Largest admissible value.
    pub limit: f64,
    /// Whether the value is within the limit.
    pub pass: bool,
    /// Further words, possibly none.
    pub note: String,
}

/// Kinds of rungs, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Values of single phases of quarter 1.
    Phases,
    /// Published series, quarter 1.
    OneQuarter,
    /// Published series, quarters 1 to 5.
    FiveQuarters,
    /// Deterministic Austria, 12 quarters.
    TwelveQuarters,
    /// The stationary calibration with draws.
    SteadyState,
    /// Means and spreads over seeds.
    Moments,
    /// Accounting identities.
    Books,
}

impl Group {
    /// All, in order.
    pub const ALL: [Group; 7] = [
        Group::Phases,
        Group::OneQuarter,
        Group::FiveQuarters,
        Group::TwelveQuarters,
        Group::SteadyState,
        Group::Moments,
        Group::Books,
    ];

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Group::Phases => "quarter 1, values of single phases: relative error",
            Group::OneQuarter => "quarter 1, published series: relative error",
            Group::FiveQuarters => "quarters 1-5, published series: relative error",
            Group::TwelveQuarters => "quarters 0-12, deterministic Austria: relative error",
            Group::SteadyState => "steady state with draws, 20 quarters: relative change",
            Group::Moments => "Austria with draws: comparisons that miss",
            Group::Books => "accounting identities: relative residual",
        }
    }

    const fn short(self) -> &'static str {
        match self {
            Group::Phases => "quarter 1, phase value",
            Group::OneQuarter => "quarter 1",
            Group::FiveQuarters => "quarters 1-5",
            Group::TwelveQuarters => "quarters 0-12",
            Group::SteadyState => "steady state",
            Group::Moments => "moments",
            Group::Books => "books",
        }
    }
}

impl Check {
    fn new(group: Group, name: impl AsRef<str>, value: f64, limit: f64) -> Self {
        Self {
            group,
            name: format!("{}: {}", group.short(), name.as_ref()),
            value,
            limit,
            // Not-a-number does not pass.
            pass: value <= limit,
            note: String::new(),
        }
    }
    /// A rung that has no value: something is missing or broke down.
    fn missing(group: Group, name: impl AsRef<str>, limit: f64, note: impl Into<String>) -> Self {
        Self::new(group, name, f64::NAN, limit).note(note)
    }
    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// Largest relative residual of an identity.
const BOOKS: f64 = 1e-9;
/// Quarters over which the identities are followed.
const LONG: usize = 100;
/// Quarters of the ensemble.
const QUARTERS: usize = 12;

/// Climbs the whole ladder. `progress` is told the number of finished seeds; once `stop` is set it gives up with
/// [`BaseError::Nothing`]. A run that breaks down is a rung that fails; a calibration that cannot be opened is an error.
pub fn ladder(
    reference: &Reference,
    options: Options,
    progress: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Vec<Check>, BaseError> {
    if options.seeds < FEWEST_SEEDS {
        return Err(BaseError::Size {
            what: "the number of seeds",
            value: options.seeds,
            high: crate::pairs::MAX_PAIRS,
        });
    }
    for (set, noise) in [
        (reference.austria, false),
        (reference.austria, true),
        (reference.steady_state, true),
    ] {
        published_input::check(set, noise)?;
    }
    let halt = || stop.load(Ordering::Relaxed);
    let mut checks = Vec::new();

    match exact::deterministic(reference, &halt) {
        Ok(Some(run)) => deterministic(reference, &run, &mut checks),
        Ok(None) => return Err(BaseError::Nothing),
        Err(e) => broken(&mut checks, Group::TwelveQuarters, &e),
    }

    let seed = pair_seed(options.seed, 0);
    let steady = reference.steady_state;
    match published::run_path(steady, seed, true, exact::STEADY_QUARTERS, &mut |_| {}, &halt) {
        Ok(Some(path)) => {
            checks.extend(exact::constant(&path));
            checks.push(books("steady state, 20 quarters", &path));
        }
        Ok(None) => return Err(BaseError::Nothing),
        Err(e) => broken(&mut checks, Group::SteadyState, &e),
    }

    match published::run_path(reference.austria, seed, true, LONG, &mut |_| {}, &halt) {
        Ok(Some(path)) => checks.push(books("Austria with draws, 100 quarters", &path)),
        Ok(None) => return Err(BaseError::Nothing),
        Err(e) => broken(&mut checks, Group::Books, &e),
    }

    let plan = PublishedPlan {
        set: reference.austria,
        quarters: QUARTERS,
        runs: options.seeds,
        seed: options.seed,
        noise: true,
        threads: options.threads,
    };
    match published::run(&plan, progress, stop) {
        Ok(found) if found.partial() => return Err(BaseError::Nothing),
        Ok(found) => {
            checks.extend(moments::compare(&found, reference));
            let residual = residual(found.worst_residual, found.checks);
            let name = format!("Austria with draws, {QUARTERS} quarters, {} seeds", found.runs);
            checks.push(Check::new(Group::Books, name, residual, BOOKS).note(counted(found.checks)));
        }
        Err(BaseError::Nothing) => return Err(BaseError::Nothing),
        Err(e) => broken(&mut checks, Group::Moments, &e),
    }
    checks.sort_by_key(|c| c.group);
    Ok(checks)
}

/// The rungs that need no draws.
fn deterministic(reference: &Reference, run: &Deterministic, checks: &mut Vec<Check>) {
    checks.extend(exact::phases(reference.phases, &run.phases));
    for (group, published, first, limit) in [
        (Group::OneQuarter, reference.one_quarter, 1, exact::PUBLISHED),
        (Group::FiveQuarters, reference.five_quarters, 1, exact::PUBLISHED),
        (Group::TwelveQuarters, reference.twelve_quarters, 0, exact::PORT),
    ] {
        checks.extend(exact::series(group, published, &run.path, first, limit));
    }
    checks.push(books("deterministic Austria, 12 quarters", &run.path));
}

fn books(name: &str, path: &RunPath) -> Check {
    let residual = residual(path.worst_residual, path.checks);
    Check::new(Group::Books, name, residual, BOOKS).note(counted(path.checks))
}

/// Books that were never checked prove nothing.
fn residual(worst: f64, checks: u64) -> f64 {
    if checks > 0 { worst } else { f64::NAN }
}

fn counted(checks: u64) -> String {
    format!("{checks} identities")
}

fn broken(checks: &mut Vec<Check>, group: Group, error: &dyn std::error::Error) {
    checks.push(Check::missing(group, "the run ends", 0.0, error.to_string()));
}
