//! Ensembles of runs of the published base model: mean and standard deviation of every series by quarter.
//! A run is a pure function of the calibration and its number, and sums run in order of the runs, so threads never
//! change a number. Runs are worked through in batches and only their sums are kept.

use crate::pairs::{MAX_PAIRS, MAX_QUARTERS, pair_seed};
use crate::published_input::{self, SetError};
use accounting::{Flow, Sector};
use engine::parallel::map_ordered;
use model::error::ModelError;
use model::published::PublishedSet;
use model::published::run::Run;
use model::published::series::{EXTRA_SERIES, SERIES, sector_value_added, series};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Series that are read off the books and the firms' accounts; further extra series.
pub const DERIVED_SERIES: [&str; 2] = ["gov_revenue", "new_credit"];
/// Series with one value per sector.
pub const SECTOR_SERIES: [&str; 2] = ["nominal_sector_gva", "real_sector_gva"];
/// Number of scalar series: the 25, then the extra ones.
pub const SCALARS: usize = SERIES.len() + EXTRA_SERIES.len() + DERIVED_SERIES.len();

/// Runs whose paths are held at the same time; a fixed number, so that memory does not grow with the ensemble.
const BATCH: usize = 128;

/// What to run.
#[derive(Clone, Copy)]
pub struct PublishedPlan<'a> {
    /// The calibration.
    pub set: &'a PublishedSet,
    /// Quarters to simulate.
    pub quarters: usize,
    /// Number of runs.
    pub runs: usize,
    /// Master seed; see `pair_seed`.
    pub seed: u64,
    /// Draws as published, or every draw at its mean.
    pub noise: bool,
    /// Threads; never changes a number.
    pub threads: usize,
}

/// Why an ensemble gives no result.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BaseError {
    /// A run stopped.
    #[error("run {run} (seed {seed}): {source}")]
    Run {
        /// Number of the run, from 0.
        run: usize,
        /// Its own seed.
        seed: u64,
        /// What went wrong.
        source: ModelError,
    },
    /// The calibration cannot be opened.
    #[error("{0}")]
    Set(#[from] SetError),
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
    /// More than one run without draws.
    #[error("{0} runs without draws would all be the same run; ask for one, or for draws")]
    Alike(usize),
    /// Stopped before the first run was finished.
    #[error("stopped before the first run was finished; there is nothing to report")]
    Nothing,
}

/// All series of one run: for each quarter, opening first, the scalar series, then value added by sector, nominal and
/// real.
#[derive(Clone, Debug, PartialEq)]
pub struct RunPath {
    /// Quarters after the opening.
    pub quarters: usize,
    /// Number of sectors.
    pub sectors: usize,
    values: Vec<f64>,
    /// Worst relative residual of all accounting identities checked in the run.
    pub worst_residual: f64,
    /// Number of accounting identities checked in the run.
    pub checks: u64,
}

impl RunPath {
    /// Values of one quarter: scalar series in the order of [`names`], then the sector series.
    pub fn row(&self, quarter: usize) -> &[f64] {
        let width = width(self.sectors);
        &self.values[quarter * width..(quarter + 1) * width]
    }
}

/// Mean and standard deviation over runs.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedEnsemble {
    /// Finished runs.
    pub runs: usize,
    /// Runs asked for.
    pub asked: usize,
    /// Quarters after the opening.
    pub quarters: usize,
    /// Number of sectors.
    pub sectors: usize,
    mean: Vec<f64>,
    sd: Vec<f64>,
    /// Worst relative residual of all accounting identities checked in any run.
    pub worst_residual: f64,
    /// Number of accounting identities checked in all runs.
    pub checks: u64,
}

/// Which of the two moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Mean over runs.
    Mean,
    /// Standard deviation over runs (n - 1); not a number for a single run with draws, zero without draws.
    Sd,
}

impl PublishedEnsemble {
    /// Stopped before all runs were finished.
    pub fn partial(&self) -> bool {
        self.runs < self.asked
    }
    /// A scalar series (place in [`names`]) by quarter, opening first.
    pub fn scalar(&self, moment: Moment, series: usize) -> Vec<f64> {
        (0..=self.quarters).map(|q| self.row(moment, q)[series]).collect()
    }
    /// A sector series (place in [`SECTOR_SERIES`]) by quarter and sector.
    pub fn by_sector(&self, moment: Moment, series: usize) -> Vec<&[f64]> {
        (0..=self.quarters)
            .map(|q| sector_part(self.row(moment, q), self.sectors, series))
            .collect()
    }
    fn row(&self, moment: Moment, quarter: usize) -> &[f64] {
        let (width, values) = match moment {
            Moment::Mean => (width(self.sectors), &self.mean),
            Moment::Sd => (width(self.sectors), &self.sd),
        };
        &values[quarter * width..(quarter + 1) * width]
    }
}

/// Names of the scalar series: the 25, then the extra ones.
pub fn names() -> impl Iterator<Item = &'static str> {
    SERIES.into_iter().chain(EXTRA_SERIES).chain(DERIVED_SERIES)
}

/// The values of one sector series in the values of a quarter.
pub(crate) fn sector_part(row: &[f64], sectors: usize, series: usize) -> &[f64] {
    let first = SCALARS + series * sectors;
    &row[first..first + sectors]
}

/// Values per quarter.
fn width(sectors: usize) -> usize {
    SCALARS + SECTOR_SERIES.len() * sectors
}

/// Runs the ensemble. `progress` is told the number of finished runs; once `stop` is set no further quarter is begun
/// and finished runs are kept. Without draws all runs are alike: ask for one.
pub fn run(
    plan: &PublishedPlan,
    progress: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<PublishedEnsemble, BaseError> {
    check_size("the number of runs", plan.runs, MAX_PAIRS)?;
    if plan.runs > 1 && !plan.noise {
        return Err(BaseError::Alike(plan.runs));
    }
    check_size("the number of quarters", plan.quarters, MAX_QUARTERS)?;
    published_input::check(plan.set, plan.noise)?;

    let failed = AtomicBool::new(false);
    let finished = AtomicUsize::new(0);
    let mut sums = Sums::default();
    for first in (0..plan.runs).step_by(BATCH) {
        let batch = BATCH.min(plan.runs - first);
        let paths = map_ordered(plan.threads, batch, |place| {
            let halt = || stop.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed);
            let seed = pair_seed(plan.seed, first + place);
            let path = run_path(plan.set, seed, plan.noise, plan.quarters, &mut |_| {}, &halt);
            match &path {
                Ok(Some(_)) => progress(finished.fetch_add(1, Ordering::Relaxed) + 1),
                Ok(None) => {}
                Err(_) => failed.store(true, Ordering::Relaxed),
            }
            path
        });
        for (place, path) in paths.into_iter().enumerate() {
            let run = first + place;
            let path = path.map_err(|source| BaseError::Run {
                run,
                seed: pair_seed(plan.seed, run),
                source,
            })?;
            if let Some(path) = path {
                sums.add(&path);
            }
        }
    }
    sums.close(plan)
}

/// One run; `None` if it was halted. `observe` sees the economy at the opening and after each quarter.
pub(crate) fn run_path(
    set: &PublishedSet,
    seed: u64,
    noise: bool,
    quarters: usize,
    observe: &mut dyn FnMut(&Run),
    halt: &dyn Fn() -> bool,
) -> Result<Option<RunPath>, ModelError> {
    if halt() {
        return Ok(None);
    }
    let mut run = Run::open(set, seed, noise);
    let sectors = set.parameters.industries;
    let mut values = Vec::with_capacity((quarters + 1) * width(sectors));
    record(&run, [0.0; DERIVED_SERIES.len()], &mut values)?;
    observe(&run);
    for _ in 0..quarters {
        if halt() {
            return Ok(None);
        }
        run.step()?;
        record(&run, derived(set, &run), &mut values)?;
        observe(&run);
    }
    Ok(Some(RunPath {
        quarters,
        sectors,
        values,
        worst_residual: run.worst_residual(),
        checks: run.checks(),
    }))
}

/// Appends the values of the last quarter; a series that is not a number stops the run.
fn record(run: &Run, derived: [f64; DERIVED_SERIES.len()], values: &mut Vec<f64>) -> Result<(), ModelError> {
    let begin = values.len();
    values.extend(series(run));
    values.extend(derived);
    for part in sector_value_added(&run.world.accounts) {
        values.extend(part);
    }
    match values[begin..].iter().position(|v| !v.is_finite()) {
        Some(at) => Err(ModelError::NotFinite {
            quarter: run.quarter(),
            phase: "measurement",
            what: names()
                .chain(SECTOR_SERIES)
                .nth(at)
                .unwrap_or("value added by sector"),
        }),
        None => Ok(()),
    }
}

/// Government revenue, and credit granted in the quarter: what firms got net of repayment, plus the repayment, a fixed
/// part of the loans that stood before it.
fn derived(set: &PublishedSet, run: &Run) -> [f64; DERIVED_SERIES.len()] {
    let firms = &run.world.firms;
    let net: f64 = firms.credit.iter().sum();
    let repaid = set.parameters.repayment * (firms.loans.total() - net);
    [revenue(run), net + repaid]
}

/// Taxes and contributions in the flow matrix of the last quarter.
pub(crate) fn revenue(run: &Run) -> f64 {
    let flows = run.books().flows;
    [
        Flow::SocialContributions,
        Flow::IncomeTax,
        Flow::ProductTax,
        Flow::ProductionTax,
        Flow::ProfitTax,
    ]
    .iter()
    .map(|tax| flows[*tax as usize].1[Sector::Government as usize])
    .sum()
}

/// Running mean and squared deviations. Source: Welford (1962), "Note on a method for calculating corrected sums of
/// squares and products", Technometrics 4(3).
#[derive(Default)]
struct Sums {
    runs: usize,
    mean: Vec<f64>,
    squares: Vec<f64>,
    worst_residual: f64,
    checks: u64,
}

impl Sums {
    fn add(&mut self, path: &RunPath) {
        self.runs += 1;
        self.mean.resize(path.values.len(), 0.0);
        self.squares.resize(path.values.len(), 0.0);
        for ((x, mean), squares) in path.values.iter().zip(&mut self.mean).zip(&mut self.squares) {
            let gap = x - *mean;
            *mean += gap / self.runs as f64;
            *squares += gap * (x - *mean);
        }
        self.worst_residual = self.worst_residual.max(path.worst_residual);
        self.checks += path.checks;
    }

    fn close(self, plan: &PublishedPlan) -> Result<PublishedEnsemble, BaseError> {
        if self.runs == 0 {
            return Err(BaseError::Nothing);
        }
        let sd = |squares: &f64| {
            if plan.noise {
                (squares / (self.runs as f64 - 1.0)).sqrt()
            } else {
                0.0
            }
        };
        Ok(PublishedEnsemble {
            runs: self.runs,
            asked: plan.runs,
            quarters: plan.quarters,
            sectors: plan.set.parameters.industries,
            sd: self.squares.iter().map(sd).collect(),
            mean: self.mean,
            worst_residual: self.worst_residual,
            checks: self.checks,
        })
    }
}

fn check_size(what: &'static str, value: usize, high: usize) -> Result<(), BaseError> {
    if value < 1 || value > high {
        return Err(BaseError::Size { what, value, high });
    }
    Ok(())
}
