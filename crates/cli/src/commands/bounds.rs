//! `shapan bounds`: how often each bound of a rule binds, without and with a scenario.

use super::run::{ensemble_failure, job};
use super::validate::grid;
use crate::args::{Bounds, Common, Format};
use crate::failure::{Exit, Failure};
use crate::grid::pretty;
use crate::progress::Progress;
use crate::{print, room};
use serde_json::json;
use study::evidence::bindings::{self, OFTEN};

/// Counts.
pub fn run(args: &Bounds, common: &Common) -> Result<Exit, Failure> {
    let job = job(&args.study)?;
    let study = &job.study;
    room::check(&job.work(2, false), None)?;
    let quarters = 2 * study.pairs * study.quarters as usize;
    let progress = Progress::of("quarters", quarters, common.quiet)?;
    let counts = bindings::of_study(study, job.threads, &|done| progress.show(done), progress.stop());
    progress.end();
    let counts = counts.map_err(ensemble_failure)?;
    let table = bindings::table(&["baseline", "scenario"], &counts);
    print::result(&match common.format {
        Format::Table => format!(
            "{}\n{}\nA guard that binds in more than {} % of the baseline's cases is a fault of its rule; a limit may \
             bind as often as somebody wants more.\n",
            table.title,
            grid(&table, true).render(Format::Table),
            100.0 * OFTEN
        ),
        Format::Json => pretty(&json!({
            "scenario": study.scenario.id, "baseline": study.baseline.id, "economy": study.economy.id,
            "seed": study.seed, "pairs": study.pairs, "quarters": study.quarters,
            "agents": study.persons_per_agent, "bounds": grid(&table, false).json(),
        })),
        Format::Csv => grid(&table, false).render(Format::Csv),
    })?;
    Ok(Exit::Fine)
}
