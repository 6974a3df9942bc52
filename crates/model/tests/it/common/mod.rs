//! A small economy laid open: the world, and everything else a phase reads, as values that a test may set.

pub mod published;

use engine::draws::Draws;
use engine::time::Quarter;
use model::context::Context;
use model::core::{Rules, Tally};
use model::economy::Economy;
use model::opening;
use model::policy::Policy;
use model::structure::Structure;
use model::world::World;

/// The pack of three sectors and one group of workers that the data crate tests its reader with.
pub const ISLAND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/tests/packs/island");

/// What a phase reads besides the world.
pub struct Lab {
    pub t: u32,
    pub rules: Rules,
    pub structure: Structure,
    pub policy: Policy,
    pub draws: Draws,
}

impl Lab {
    pub fn context(&self) -> Context<'_> {
        Context {
            t: self.t,
            quarter: Quarter::new(2025, 1),
            rules: &self.rules,
            structure: &self.structure,
            policy: &self.policy.core,
            draws: self.draws,
            bounds: Tally::default(),
        }
    }
    /// The rules, to set parameters.
    pub fn growing(&mut self) -> &mut Rules {
        &mut self.rules
    }
}

pub fn island_pack() -> Economy {
    data::economy(ISLAND).unwrap()
}

/// The island at its opening, one agent for 1000 persons, all draws at their means: every firm of a sector is alike.
pub fn island() -> (Lab, World) {
    open(&island_pack(), 1000, Draws::silent())
}

/// The same with chance.
pub fn island_with_draws(seed: u64) -> (Lab, World) {
    open(&island_pack(), 1000, Draws::new(seed))
}

pub fn open(economy: &Economy, persons_per_agent: u32, draws: Draws) -> (Lab, World) {
    let (world, structure, rules) = opening::open(economy, persons_per_agent, &draws).unwrap();
    let lab = Lab {
        t: 1,
        rules,
        structure,
        policy: Policy::default(),
        draws,
    };
    (lab, world)
}

/// China, one agent for 400,000 persons, with all draws at their means.
pub fn quiet_china() -> (Lab, World) {
    open(&data::economy("china").unwrap(), 400_000, Draws::silent())
}

/// The sector with this code.
pub fn sector(lab: &Lab, code: &str) -> usize {
    (0..lab.structure.sectors)
        .find(|&k| lab.structure.code(k) == code)
        .unwrap()
}

/// `found` is `wanted` to twelve digits.
#[track_caller]
pub fn near(found: f64, wanted: f64) {
    let scale = wanted.abs().max(1e-3);
    assert!(
        (found - wanted).abs() <= 1e-12 * scale,
        "found {found}, by hand {wanted}"
    );
}

/// Begins every entry of a column at the same figure.
pub fn begin_all<C: model::state::Combine>(column: &mut model::state::Proposed<C>, own: f64) {
    for i in 0..column.len() {
        column.begin(i, own);
    }
}
