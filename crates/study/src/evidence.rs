//! An economy against what is known: its targets, impulses, the lottery of venture funds, and the experiments of the evidence
//! tables.

pub use ::evidence::{Country, EvidenceError};
pub use experiments::evidence::{Case, Experiment, Failure, Finding, Found, experiments, table, work};
pub use experiments::{impulses, lottery, resilience, validate};

/// How often bounds of rules bind.
pub mod bindings {
    pub use experiments::bindings::{Counts, OFTEN, table};

    use crate::Study;
    use experiments::bindings::count;
    use experiments::pairs::EnsembleError;
    use experiments::runs::Watch;
    use std::sync::atomic::AtomicBool;

    /// Counts of the baseline and of the scenario of a study; `tell` hears of simulated quarters.
    ///
    /// # Errors
    /// A run that stops, or a stop before all runs are finished.
    pub fn of_study(
        study: &Study,
        threads: usize,
        tell: &(dyn Fn(usize) + Sync),
        stop: &AtomicBool,
    ) -> Result<Vec<Counts>, EnsembleError> {
        let baseline = |quarter| study.baseline.policy(quarter);
        let scenario = |quarter| study.scenario.policy(quarter);
        count(
            &study.batch(threads),
            &[&baseline, &scenario],
            &Watch::new(tell, stop),
        )
    }
}
