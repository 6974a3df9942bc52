//! What results are held against: experiments, the bands that studies give, targets of a baseline, figures of an earlier
//! model. All of it stands in tables (the folder `evidence`, and `evidence` in the folder of a country pack); this crate
//! reads and checks them and runs nothing.
//!
//! Read [`general`] for what holds for every economy, [`Country`] for what belongs to one.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")
)]

mod checks;
mod country;
mod experiments;
mod rows;
mod targets;

pub use checks::{Checks, Listed};
pub use country::{Country, Effect, Growth, Prototype};
pub use experiments::{Claim, Comparison, Contrast, Experiment, Impulse, Outcome, Reading};
pub use rows::EvidenceError;
pub use targets::{Measure, Target};

use std::sync::LazyLock;

/// Why a check is made, and whether it can fail a validation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Holds for every economy and every parameter.
    Invariant,
    /// What the baseline is meant to show.
    Acceptance,
    /// What studies or an earlier model suggest; outside is explained, not refused.
    Plausibility,
}

impl Kind {
    /// `invariant`, `acceptance` or `plausibility`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Invariant => "invariant",
            Kind::Acceptance => "acceptance",
            Kind::Plausibility => "plausibility",
        }
    }
}

/// A bound on a measured number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Smallest and largest admissible value; infinite where there is none.
    pub band: (f64, f64),
    /// Unit of both.
    pub unit: String,
    /// Whether it can fail a validation.
    pub kind: Kind,
    /// Where it comes from.
    pub source: String,
}

/// The evidence that comes with the program and belongs to no country.
#[derive(Clone, Debug, PartialEq)]
pub struct General {
    /// Experiments, with outcomes and comparisons.
    pub experiments: Vec<Experiment>,
    /// Standard shocks to a baseline.
    pub impulses: Vec<Impulse>,
    /// Targets that the baseline of any economy must meet.
    pub targets: Vec<Target>,
    /// Bounds of single checks.
    pub checks: Checks,
    /// How an economy should bear shocks, in the order shown.
    pub resilience: Vec<Listed>,
}

macro_rules! table {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../evidence/", $name)))
    };
}

impl General {
    fn read() -> Result<Self, EvidenceError> {
        let tables = [
            table!("experiments.csv"),
            table!("outcomes.csv"),
            table!("contrasts.csv"),
        ];
        Ok(Self {
            experiments: experiments::read(tables)?,
            impulses: experiments::impulses(table!("impulses.csv"))?,
            targets: targets::read(table!("targets.csv"))?,
            checks: Checks::read(table!("checks.csv"))?,
            resilience: checks::listed(table!("resilience.csv"))?,
        })
    }
}

/// The evidence that comes with the program, read once.
///
/// # Errors
/// A table of the folder `evidence` that cannot be used: the program was built from faulty tables.
pub fn general() -> Result<&'static General, EvidenceError> {
    static GENERAL: LazyLock<Result<General, EvidenceError>> = LazyLock::new(General::read);
    GENERAL.as_ref().map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_the_program_can_be_used() {
        let all = general().unwrap();
        assert!(all.experiments.len() > 10 && all.impulses.len() > 8 && all.targets.len() > 12);
        assert!(all.experiments.iter().all(|e| !e.outcomes.is_empty()));
        assert_eq!(all.checks.first_quarter.band, (-0.3, 0.3));
    }
}
