//! Does it run at all? One opening and one quarter, before anybody waits for forty.

use crate::run::PolicyPath;
use model::economy::Economy;
use model::error::ModelError;
use model::simulation::Simulation;

/// Opens an economy with one agent for `persons_per_agent` persons and runs its first quarter under `policy`.
///
/// # Errors
/// The economy cannot be opened at this size, its books do not close, or a number is none.
pub fn opens_and_runs(
    economy: &Economy,
    policy: &dyn PolicyPath,
    persons_per_agent: u32,
) -> Result<(), ModelError> {
    let mut run = Simulation::open(economy, persons_per_agent, 1)?;
    let quarter = run.next_quarter();
    run.step(&policy.policy(quarter)).map(|_| ())
}
