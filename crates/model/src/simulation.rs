//! One run: an economy opened with a seed and moved forward quarter by quarter.

use crate::economy::Economy;
use crate::indicators::Record;
use crate::params::ParameterError;
use crate::policy::Policy;
use accounting::Leak;
use engine::time::Quarter;

/// Why a run stops.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum ModelError {
    /// The books do not close.
    #[error("{0}")]
    Leak(#[from] Leak),
    /// A number became infinite or undefined.
    #[error(
        "{quarter}: `{what}` is not a finite number after {phase}; the run stops because every later number would be wrong"
    )]
    NotFinite {
        /// When.
        quarter: Quarter,
        /// Phase in which it appeared.
        phase: &'static str,
        /// Quantity.
        what: &'static str,
    },
    /// The economy cannot be opened.
    #[error("{0}")]
    Parameters(#[from] ParameterError),
    /// The size asked for cannot be built.
    #[error(
        "one agent for {persons_per_agent} persons gives {problem}; choose a number between {low} and {high}"
    )]
    Size {
        /// Persons per agent asked for.
        persons_per_agent: u32,
        /// What goes wrong.
        problem: String,
        /// Smallest admissible.
        low: u32,
        /// Largest admissible.
        high: u32,
    },
}

/// A run of the growing economy.
pub struct Simulation {
    records: Vec<Record>,
}

impl Simulation {
    /// Opens the economy at its opening position with one agent for `persons_per_agent` persons.
    /// The first record is the opening.
    pub fn open(_economy: &Economy, _persons_per_agent: u32, _seed: u64) -> Result<Self, ModelError> {
        Ok(Self { records: Vec::new() })
    }
    /// Moves one quarter forward under `policy` and returns its record.
    pub fn step(&mut self, _policy: &Policy) -> Result<&Record, ModelError> {
        Ok(&self.records[0])
    }
    /// The quarter that the next `step` simulates.
    pub fn next_quarter(&self) -> Quarter {
        Quarter::new(2025, 1)
    }
    /// Records so far, opening first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }
    /// Worst relative residual of all accounting identities checked so far.
    pub fn worst_residual(&self) -> f64 {
        0.0
    }
    /// Number of accounting identities checked so far.
    pub fn checks(&self) -> u64 {
        0
    }
    /// Balance-sheet and transaction-flow matrices of the last quarter.
    pub fn books(&self) -> accounting::Matrices {
        accounting::Matrices::default()
    }
}
