//! Validation of an economy: its opening position, its baseline, its response to a standard impulse and its limits,
//! each as a number between two bounds. One report, one list of checks.
//!
//! Three kinds of checks: what must hold whatever the parameters (`Invariant`), what the baseline was built to show
//! (`Acceptance`), and what evidence or an earlier model suggests (`Plausibility`). The first two fail a validation;
//! the third is shown and explained in the folder `validation`.

pub mod baseline;
pub mod limits;
pub mod opening;
pub mod paired;
pub mod research;
pub mod tables;
mod targets;

use crate::evidence::Failure;
use crate::run::Neutral;
use crate::runs::{self, Batch, Watch};
use ::evidence::{Bound, Country, general};
use model::economy::Economy;
use std::sync::atomic::AtomicBool;
use tables::Table;

pub use ::evidence::Kind;

/// A measured number between two bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is measured.
    pub name: String,
    /// Unit of all numbers.
    pub unit: String,
    /// The measured value; of a range its end that is nearest to, or furthest beyond, its bound.
    pub value: f64,
    /// Smallest and largest measured value; both equal `value` unless a range was measured.
    pub range: (f64, f64),
    /// Smallest admissible value; minus infinity if there is none.
    pub low: f64,
    /// Largest admissible value; infinity if there is none.
    pub high: f64,
    /// Inside the bounds.
    pub pass: bool,
    /// Why it is made.
    pub kind: Kind,
    /// Where the bounds come from, or what was compared.
    pub note: String,
}

impl Check {
    /// A check of a range of values; a value that is not a number never passes.
    pub fn new(
        kind: Kind,
        name: impl Into<String>,
        unit: impl Into<String>,
        range: (f64, f64),
        (low, high): (f64, f64),
        note: impl Into<String>,
    ) -> Self {
        let value = if range.0 - low < high - range.1 {
            range.0
        } else {
            range.1
        };
        Self {
            name: name.into(),
            unit: unit.into(),
            value,
            range,
            low,
            high,
            pass: range.0 >= low && range.1 <= high,
            kind,
            note: note.into(),
        }
    }
    /// A check of a range of values against a bound of the evidence.
    pub fn within(
        bound: &Bound,
        name: impl Into<String>,
        range: (f64, f64),
        note: impl Into<String>,
    ) -> Self {
        Self::new(bound.kind, name, &bound.unit, range, bound.band, note)
    }
    /// A check of something that must be true: 1 if it is.
    pub fn truth(kind: Kind, name: impl Into<String>, holds: bool, note: impl Into<String>) -> Self {
        let value = f64::from(u8::from(holds));
        Self::new(kind, name, "1 = yes", (value, value), (1.0, 1.0), note)
    }
    /// True if it makes the validation fail.
    pub fn fails(&self) -> bool {
        !self.pass && self.kind != Kind::Plausibility
    }
}

/// How much to run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Seeds of the baseline.
    pub seeds: usize,
    /// Quarters of the baseline; checks that need more are left out.
    pub quarters: usize,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
    /// Master seed.
    pub seed: u64,
    /// Threads; never changes a number.
    pub threads: usize,
}

/// Quarters of the near baseline, on which most targets are set.
pub const NEAR: usize = 40;
/// Quarters of the far baseline.
pub const FAR: usize = 100;

impl Options {
    /// As validation is meant: 64 seeds and 100 quarters at the pack's small size.
    pub fn of(economy: &Economy) -> Self {
        Self {
            seeds: 64,
            quarters: FAR,
            persons_per_agent: economy.persons_per_agent[0],
            seed: 1,
            threads: 1,
        }
    }
    /// Simulated quarters of the whole validation, for progress.
    pub fn work(&self) -> usize {
        self.seeds * self.quarters + paired::work(self) + limits::work(self)
    }
    pub(crate) fn batch<'a>(&self, economy: &'a Economy, seeds: usize, quarters: usize) -> Batch<'a> {
        Batch {
            economy,
            persons_per_agent: self.persons_per_agent,
            seed: self.seed,
            seeds: seeds.min(self.seeds),
            quarters: quarters.min(self.quarters),
            threads: self.threads,
        }
    }
}

/// The outcome of a validation.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How much was run.
    pub options: Options,
    /// Every check, in the order of the questions they answer.
    pub checks: Vec<Check>,
    /// Numbers behind the checks, beside those of the prototype where there are any.
    pub tables: Vec<Table>,
}

impl Report {
    /// True if nothing fails.
    pub fn passed(&self) -> bool {
        !self.checks.iter().any(Check::fails)
    }
    /// Number of checks that fail, and of plausibility bands that are missed.
    pub fn missed(&self) -> (usize, usize) {
        let failed = self.checks.iter().filter(|c| c.fails()).count();
        (failed, self.checks.iter().filter(|c| !c.pass).count() - failed)
    }
}

/// Validates an economy against general bounds and those of its country. `tell` hears the number of simulated quarters out
/// of `Options::work`.
///
/// # Errors
/// Bounds that cannot be read; a run that stops: books that do not close or a number that is not finite, with its seed; or a
/// stop by the user.
pub fn validate(
    economy: &Economy,
    country: &Country,
    options: Options,
    tell: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Report, Failure> {
    let general = general()?;
    let bounds = &general.checks;
    let watch = Watch::new(tell, stop);
    let mut checks = opening::checks(economy, &options)?;
    let batch = options.batch(economy, options.seeds, options.quarters);
    let runs = runs::run(&batch, &[&Neutral], &watch)?.swap_remove(0);
    let targets = country.targets.iter().chain(&general.targets);
    checks.extend(baseline::checks(economy, &runs, targets, &bounds.first_quarter));
    checks.extend(paired::checks(economy, bounds, &options, &runs, &watch)?);
    let measured = research::checks(economy, bounds, &options);
    checks.extend(measured.map_err(|e| opening::failed(options.seed, 0, e))?);
    let (limit, unstable) = limits::checks(economy, bounds, &options, &watch)?;
    checks.extend(limit);
    let mut tables = tables::baseline(economy, &country.prototype, &runs);
    tables.extend(unstable);
    Ok(Report {
        options,
        checks,
        tables,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_shows_the_end_nearest_to_its_bound() {
        let check = |range| Check::new(Kind::Acceptance, "x", "%", range, (2.0, 9.0), "");
        let fine = check((3.0, 5.0));
        assert_eq!((fine.value, fine.pass, fine.fails()), (3.0, true, false));
        let high = check((4.0, 9.5));
        assert_eq!((high.value, high.pass, high.fails()), (9.5, false, true));
        assert!(!check((f64::NAN, f64::NAN)).pass);
        let band = Check {
            kind: Kind::Plausibility,
            ..high
        };
        assert!(!band.fails());
        assert!(Check::truth(Kind::Invariant, "y", true, "").pass);
    }
}
