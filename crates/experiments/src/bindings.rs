//! How often the bounds of rules bind: in the baseline, and under a policy.

use crate::pairs::{EnsembleError, pair_seed};
use crate::run::PolicyPath;
use crate::runs::{Batch, Watch};
use crate::validate::tables::{Cell, Table};
use engine::parallel::map_ordered;
use model::core::bounds::Purpose;
use model::core::{Bindings, Bound};
use model::simulation::Simulation;

/// Part of the baseline's cases from which a guard that binds is a fault of its rule.
pub const OFTEN: f64 = 0.05;

/// Counts of all runs of one path, in the order of `Bound::ALL`.
pub type Counts = Vec<Bindings>;

/// Runs each path on each seed and counts.
///
/// # Errors
/// A run that stops, or a stop before all runs are finished.
pub fn count(batch: &Batch, paths: &[&dyn PolicyPath], watch: &Watch) -> Result<Vec<Counts>, EnsembleError> {
    let tasks = paths.len() * batch.seeds;
    let runs = map_ordered(batch.threads, tasks, |task| {
        one(batch, paths[task % paths.len()], task / paths.len(), watch)
    });
    let mut found = vec![vec![Bindings::default(); Bound::ALL.len()]; paths.len()];
    for (task, run) in runs.into_iter().enumerate() {
        for (sum, (_, new)) in found[task % paths.len()].iter_mut().zip(run?.bindings()) {
            sum.cases += new.cases;
            sum.bound += new.bound;
        }
    }
    Ok(found)
}

fn one(
    batch: &Batch,
    path: &dyn PolicyPath,
    pair: usize,
    watch: &Watch,
) -> Result<Simulation, EnsembleError> {
    let seed = pair_seed(batch.seed, pair);
    let stopped = |source| EnsembleError::Run {
        pair,
        seed,
        side: "bounds",
        source,
    };
    let mut run = Simulation::open(batch.economy, batch.persons_per_agent, seed).map_err(stopped)?;
    for _ in 0..batch.quarters {
        if watch.halted() {
            return Err(EnsembleError::Nothing);
        }
        let policy = path.policy(run.next_quarter());
        run.step(&policy).map_err(stopped)?;
        watch.advance(1);
    }
    Ok(run)
}

/// Counts beside each other: how often each bound binds on each path, per cent of cases.
pub fn table(names: &[&'static str], counts: &[Counts]) -> Table {
    let mut columns = vec!["bound", "equation", "purpose"];
    columns.extend(names);
    columns.extend(["parameters", "reason"]);
    let rows = Bound::ALL.iter().enumerate().map(|(place, bound)| {
        let purpose = match bound.purpose() {
            Purpose::Guard => "guard",
            Purpose::Limit => "limit",
        };
        let mut row = vec![
            Cell::Text(format!("{bound:?}")),
            bound.equation().into(),
            purpose.into(),
        ];
        row.extend(
            counts
                .iter()
                .map(|count| Cell::maybe(count[place].share().map(|share| 100.0 * share), 2)),
        );
        row.push(Cell::Text(bound.parameters().join(", ")));
        row.push(bound.reason().into());
        row
    });
    Table {
        id: "bounds",
        title: "How often bounds of rules bind, % of cases".to_owned(),
        columns,
        rows: rows.collect(),
    }
}
