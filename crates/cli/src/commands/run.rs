//! `shapan run`: simulates a scenario against its baseline and shows the effects.

use crate::args::{Common, RunArgs};
use crate::failure::{Exit, Failure};
use crate::{economies, input};
use model::economy::Economy;
use scenario::{Agents, Scenario};

/// Pairs of runs if nothing says otherwise.
const DEFAULT_PAIRS: u32 = 32;
/// Seed if nothing says otherwise.
const DEFAULT_SEED: u64 = 1;

/// Everything a run needs, read and checked before the first quarter is simulated.
#[derive(Debug)]
pub struct Job {
    /// The economy with the scenario's assumptions in it; both sides of every pair use it.
    pub economy: Economy,
    /// What is studied.
    pub scenario: Scenario,
    /// What it is compared with.
    pub baseline: Scenario,
    /// Pairs of runs.
    pub pairs: u32,
    /// Master seed.
    pub seed: u64,
    /// Persons per agent.
    pub persons_per_agent: u32,
    /// Quarters to simulate.
    pub quarters: u32,
    /// Threads.
    pub threads: usize,
}

/// Runs a scenario.
pub fn run(args: &RunArgs, _common: &Common) -> Result<Exit, Failure> {
    let _job = job(args)?;
    Err(super::waiting("run"))
}

/// Reads and checks everything.
fn job(args: &RunArgs) -> Result<Job, Failure> {
    let scenario = input::scenario(&args.scenario, &args.changes)?;
    let mut economy = economies::load(&scenario.economy)?;
    let scenario = scenario.bind(&economy)?;
    let no_changes = crate::args::Changes {
        set: Vec::new(),
        ..args.changes.clone()
    };
    let baseline = input::scenario(&args.baseline, &no_changes)?.bind(&economy)?;
    let quarters = args.quarters.unwrap_or_else(|| scenario.quarters(&economy));
    let scenario = scenario.with_quarters(&economy, quarters)?;
    let baseline = baseline.with_quarters(&economy, quarters)?;
    scenario.apply_assumptions(&mut economy)?;
    let run = &scenario.run;
    let agents = args.agents.or(run.agents).unwrap_or(Agents::Small);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Job {
        pairs: args.pairs.or(run.pairs).unwrap_or(DEFAULT_PAIRS),
        seed: args.seed.or(run.seed).unwrap_or(DEFAULT_SEED),
        persons_per_agent: agents.persons(&economy),
        quarters,
        threads: args.threads.map_or(cores, |n| n as usize),
        economy,
        scenario,
        baseline,
    })
}
