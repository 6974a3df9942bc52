//! One run: an economy opened with a seed and moved forward quarter by quarter.

use crate::context::Context;
use crate::core::{Bindings, Bound, Rules, Tally};
use crate::economy::Economy;
use crate::error::ModelError;
use crate::indicators::{Observed, Record};
use crate::opening;
use crate::policy::Policy;
use crate::quarter::{self, Phase};
use crate::structure::Structure;
use crate::world::World;
use engine::bounds::Bounds;
use engine::draws::Draws;
use engine::time::Quarter;

/// A run.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct Simulation {
    /// The economy as it stands at the end of the last quarter.
    pub world: World,
    /// What never changes in the run.
    pub structure: Structure,
    rules: Rules,
    draws: Draws,
    opening: Quarter,
    t: u32,
    records: Vec<Record>,
    persons_per_agent: f64,
    /// Why it stopped: a half-moved economy goes no further, and into no checkpoint.
    #[serde(skip)]
    stopped: Option<ModelError>,
}

impl Simulation {
    /// Opens the economy at its opening position with one agent for `persons_per_agent` persons.
    /// The first record is the opening.
    pub fn open(economy: &Economy, persons_per_agent: u32, seed: u64) -> Result<Self, ModelError> {
        let draws = Draws::new(seed);
        let (world, structure, rules) = opening::open(economy, persons_per_agent, &draws)?;
        let mut run = Self {
            world,
            structure,
            rules,
            draws,
            opening: economy.opening,
            t: 0,
            records: Vec::new(),
            persons_per_agent: f64::from(persons_per_agent),
            stopped: None,
        };
        let record = Record::measure(run.opening, &run.observed());
        run.records.push(record);
        Ok(run)
    }

    /// Moves one quarter forward under `policy` and returns its record. A quarter that fails leaves the economy half-moved, so
    /// every further step returns the same error.
    pub fn step(&mut self, policy: &Policy) -> Result<&Record, ModelError> {
        self.step_observed(policy, &mut |_| {})
    }

    /// The same; `enter` is told each phase before it begins.
    pub fn step_observed(
        &mut self,
        policy: &Policy,
        enter: &mut dyn FnMut(Phase),
    ) -> Result<&Record, ModelError> {
        if let Some(error) = &self.stopped {
            return Err(error.clone());
        }
        match self.advance(policy, enter) {
            Ok(record) => self.records.push(record),
            Err(error) => {
                self.stopped = Some(error.clone());
                return Err(error);
            }
        }
        Ok(&self.records[self.records.len() - 1])
    }

    fn advance(&mut self, policy: &Policy, enter: &mut dyn FnMut(Phase)) -> Result<Record, ModelError> {
        self.t += 1;
        let ctx = Context {
            t: self.t,
            quarter: self.opening.plus(self.t as i32),
            rules: &self.rules,
            structure: &self.structure,
            policy: &policy.core,
            draws: self.draws,
            bounds: Tally::default(),
        };
        self.world.adopt(policy);
        quarter::step(&ctx, &mut self.world, enter)?;
        ctx.bounds.add_to(&mut self.world.bindings);
        let quarter = ctx.quarter;
        if !self.world.firms.told_apart() {
            return Err(ModelError::TooMany {
                quarter,
                what: "firms, successors and entrants included,",
                most: u64::from(u32::MAX),
                cure: "let more persons stand for an agent, or fewer quarters be simulated",
            });
        }
        let observed = self.observed();
        let record = Record::measure(quarter, &observed);
        let found = record.check(&observed).finish()?;
        self.world.checks += found.checks;
        self.world.worst_residual = self.world.worst_residual.at_least(found.worst_residual);
        Ok(record)
    }

    /// What a measurement of the last quarter looks at.
    pub fn observed(&self) -> Observed<'_> {
        Observed {
            world: &self.world,
            structure: &self.structure,
            persons_per_agent: self.persons_per_agent,
            opening: self.t == 0,
        }
    }

    /// Why the run goes no further, if a step has failed.
    pub fn stopped(&self) -> Option<&ModelError> {
        self.stopped.as_ref()
    }

    /// The quarter that the next `step` simulates.
    pub fn next_quarter(&self) -> Quarter {
        self.opening.plus(self.t as i32 + 1)
    }
    /// Records so far, opening first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }
    /// Worst relative residual of all accounting identities checked so far.
    pub fn worst_residual(&self) -> f64 {
        self.world.worst_residual
    }
    /// How often each bound of a rule has bound so far.
    pub fn bindings(&self) -> impl Iterator<Item = (Bound, Bindings)> + '_ {
        Bound::ALL
            .iter()
            .copied()
            .zip(self.world.bindings.iter().copied())
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
