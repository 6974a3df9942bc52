//! `shapan conform`: checks the published rules against the published results.

use super::base::{base_failure, set_failure};
use super::run::threads;
use crate::args::{Common, Conform, Format};
use crate::failure::{Exit, Failure};
use crate::grid::{Cell, Grid};
use crate::print;
use crate::progress::Progress;
use data::{Reference, ReferenceError};
use std::path::Path;
use study::published::conform::{self, Check, FEWEST_SEEDS, Group, Options};

/// Master seed of the runs with draws; a fixed one, so that the verdict does not change from run to run.
const SEED: u64 = 1;

/// Runs the ladder.
pub fn run(args: &Conform, common: &Common) -> Result<Exit, Failure> {
    let seeds = args.seeds as usize;
    if seeds < FEWEST_SEEDS {
        return Err(Failure::input(
            format!("{seeds} seeds"),
            "the spread of a mean is not known from so few",
            format!("write at least --seeds {FEWEST_SEEDS}; the full ladder takes 400"),
        ));
    }
    let published = read(&args.dir)?;
    let progress = Progress::of("seeds", seeds, common.quiet)?;
    let outcome = conform::ladder(
        &view(&published),
        Options {
            seeds,
            seed: SEED,
            threads: threads(args.threads),
        },
        &|done| progress.show(done),
        progress.stop(),
    );
    progress.end();
    let checks = outcome.map_err(base_failure)?;
    print::result(&match common.format {
        Format::Table => summary(&checks),
        other => all(&checks).render(other),
    })?;
    Ok(if checks.iter().all(|c| c.pass) {
        Exit::Fine
    } else {
        Exit::Check
    })
}

/// Reads the published results.
pub fn read(dir: &Path) -> Result<Reference, Failure> {
    Reference::read(dir).map_err(|error| match error {
        ReferenceError::Set(e) => set_failure(e),
        other => Failure::input(
            other.to_string(),
            "a check against half of the published results would look like a pass",
            "name the folder that holds the parameter sets and published results, each file whole",
        ),
    })
}

/// The library that compares does not know the one that reads files.
fn view(published: &Reference) -> conform::Reference<'_> {
    conform::Reference {
        austria: &published.austria,
        steady_state: &published.steady_state,
        phases: &published.phases,
        one_quarter: &published.one_quarter,
        five_quarters: &published.five_quarters,
        twelve_quarters: &published.twelve_quarters,
        moments: &published.moments,
        seeds: published.seeds,
    }
}

/// Every rung.
fn all(checks: &[Check]) -> Grid {
    let mut grid = Grid::new(&["name", "value", "limit", "pass"]);
    for check in checks {
        grid.row([
            check.name.as_str().into(),
            check.value.into(),
            check.limit.into(),
            Cell::Truth(check.pass),
        ]);
    }
    grid
}

/// For people: the worst rung of each kind of comparison, every count, and every failure.
fn summary(checks: &[Check]) -> String {
    let mut text = String::new();
    for group in Group::ALL {
        let of_group: Vec<&Check> = checks.iter().filter(|c| c.group == group).collect();
        let passed = of_group.iter().filter(|c| c.pass).count();
        text.push_str(&format!(
            "{}: {passed} of {} pass\n",
            group.title(),
            of_group.len()
        ));
        let few = matches!(group, Group::Moments | Group::Books);
        let worst = of_group.iter().max_by(|a, b| a.value.total_cmp(&b.value));
        for check in &of_group {
            let is_worst = worst.is_some_and(|w| std::ptr::eq(*w, *check));
            if few || !check.pass || is_worst {
                let verdict = if check.pass { "pass" } else { "FAIL" };
                text.push_str(&format!(
                    "  {verdict}  {:>9.2e}  limit {:>7.1e}  {}",
                    check.value, check.limit, check.name
                ));
                if !check.note.is_empty() {
                    text.push_str(&format!(" ({})", check.note));
                }
                text.push('\n');
            }
        }
    }
    let failed = checks.iter().filter(|c| !c.pass).count();
    text.push_str(&format!("{} checks, {failed} fail\n", checks.len()));
    text
}
