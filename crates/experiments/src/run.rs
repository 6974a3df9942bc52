//! What an ensemble needs from a run and from a scenario. The model's `Simulation` is one such run; tests
//! use synthetic ones, so that statistics can be checked against numbers computed by hand.

use accounting::Matrices;
use engine::time::Quarter;
use model::error::ModelError;
use model::indicators::Record;
use model::policy::Policy;
use model::simulation::Simulation;

/// A path of policy: which policy holds in a quarter. Scenarios and closures are paths.
pub trait PolicyPath: Sync {
    /// Policy of one quarter; a pure function of the quarter.
    fn policy(&self, quarter: Quarter) -> Policy;
}

impl<F: Fn(Quarter) -> Policy + Sync> PolicyPath for F {
    fn policy(&self, quarter: Quarter) -> Policy {
        self(quarter)
    }
}

/// The path without any policy: every lever at its neutral value in every quarter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neutral;

impl PolicyPath for Neutral {
    fn policy(&self, _quarter: Quarter) -> Policy {
        Policy::default()
    }
}

/// The same policy in every quarter.
impl PolicyPath for Policy {
    fn policy(&self, _quarter: Quarter) -> Policy {
        self.clone()
    }
}

/// One run that can be moved forward quarter by quarter; a copy goes on by itself, with the same numbers.
pub trait Run: Clone + Send + Sync {
    /// Moves one quarter forward under `policy`.
    fn step(&mut self, policy: &Policy) -> Result<(), ModelError>;
    /// The quarter that the next `step` simulates.
    fn next_quarter(&self) -> Quarter;
    /// Records so far, opening first.
    fn records(&self) -> &[Record];
    /// Worst relative residual of all accounting identities checked so far.
    fn worst_residual(&self) -> f64;
    /// Number of accounting identities checked so far.
    fn checks(&self) -> u64;
    /// Balance-sheet and transaction-flow matrices of the last quarter.
    fn books(&self) -> Matrices;
}

impl Run for Simulation {
    fn step(&mut self, policy: &Policy) -> Result<(), ModelError> {
        Simulation::step(self, policy).map(|_| ())
    }
    fn next_quarter(&self) -> Quarter {
        Simulation::next_quarter(self)
    }
    fn records(&self) -> &[Record] {
        Simulation::records(self)
    }
    fn worst_residual(&self) -> f64 {
        Simulation::worst_residual(self)
    }
    fn checks(&self) -> u64 {
        Simulation::checks(self)
    }
    fn books(&self) -> Matrices {
        Simulation::books(self)
    }
}
