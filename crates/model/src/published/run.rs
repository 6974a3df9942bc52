//! One run of the published base model.

use super::quarter::{self, Phase};
use super::world::World;
use super::{Context, PublishedParameters, PublishedSet, opening};
use crate::error::ModelError;
use crate::structure::Structure;
use engine::draws::Draws;
use engine::time::Quarter;

/// Sets are opened at the end of this quarter; only labels depend on it.
const OPENING: Quarter = Quarter::new(2010, 1);

/// A run.
#[derive(Clone)]
pub struct Run {
    /// The economy as it stands at the end of the last quarter.
    pub world: World,
    /// What never changes in the run.
    pub structure: Structure,
    parameters: PublishedParameters,
    draws: Draws,
    t: u32,
    /// Why it stopped: a half-moved economy goes no further.
    stopped: Option<ModelError>,
}

impl Run {
    /// Opens a calibration. `noise` off: every draw at its mean, orders as stored.
    pub fn open(set: &PublishedSet, seed: u64, noise: bool) -> Self {
        let draws = if noise { Draws::new(seed) } else { Draws::silent() };
        let structure = opening::structure(set);
        Self {
            world: opening::open(set, &structure, OPENING, &draws),
            structure,
            parameters: set.parameters.clone(),
            draws,
            t: 0,
            stopped: None,
        }
    }

    /// Moves one quarter forward.
    ///
    /// # Errors
    /// The books do not close, or a number is none any more. A quarter that fails leaves the economy half-moved, so every
    /// further step returns the same error.
    pub fn step(&mut self) -> Result<(), ModelError> {
        self.step_observed(&mut |_| {})
    }

    /// The same; `enter` is told each phase before it begins.
    pub fn step_observed(&mut self, enter: &mut dyn FnMut(Phase)) -> Result<(), ModelError> {
        if let Some(error) = &self.stopped {
            return Err(error.clone());
        }
        self.t += 1;
        let ctx = Context {
            t: self.t,
            quarter: self.quarter(),
            parameters: &self.parameters,
            structure: &self.structure,
            draws: self.draws,
        };
        let moved = quarter::step(&ctx, &mut self.world, enter);
        self.stopped = moved.clone().err();
        moved
    }

    /// The last quarter; before the first the one at whose end the run was opened.
    pub fn quarter(&self) -> Quarter {
        OPENING.plus(self.t as i32)
    }
    /// Worst relative residual of all accounting identities checked so far.
    pub fn worst_residual(&self) -> f64 {
        self.world.worst_residual
    }
    /// Number of accounting identities checked so far.
    pub fn checks(&self) -> u64 {
        self.world.checks
    }
    /// Balance-sheet and transaction-flow matrices of the last quarter.
    pub fn books(&self) -> accounting::Matrices {
        self.world.ledger.matrices()
    }
}
