//! `shapan base`: runs a published parameter set with the published rules.

use super::run::threads;
use crate::args::{Base, Common, Format, Noise};
use crate::failure::{Exit, Failure};
use crate::grid::{Cell, Grid, pretty};
use crate::print;
use crate::progress::Progress;
use data::PublishedError;
use serde_json::{Map, Value, json};
use std::path::Path;
use study::published::PublishedSet;
use study::published::SERIES;
use study::published::{self, BaseError, Moment, PublishedEnsemble, PublishedPlan, SECTOR_SERIES, names};

/// Runs the set.
pub fn run(args: &Base, common: &Common) -> Result<Exit, Failure> {
    let noise = args.noise == Noise::On;
    if !noise && args.runs > 1 {
        return Err(alike(args.runs as usize));
    }
    let set = read(&args.dir)?;
    let plan = PublishedPlan {
        set: &set,
        quarters: args.quarters as usize,
        runs: args.runs as usize,
        seed: args.seed,
        noise,
        threads: threads(args.threads),
    };
    let progress = Progress::of("runs", plan.runs, common.quiet)?;
    let outcome = published::run(&plan, &|done| progress.show(done), progress.stop());
    progress.end();
    let ensemble = outcome.map_err(base_failure)?;
    print::result(&match common.format {
        Format::Json => pretty(&as_json(&ensemble, args)),
        Format::Csv => long(&ensemble).render(Format::Csv),
        Format::Table => short(&ensemble),
    })?;
    if ensemble.partial() {
        let (done, asked) = (ensemble.runs, ensemble.asked);
        print::note(&format!(
            "stopped: {done} of {asked} runs are finished, and only they are shown"
        ));
        return Ok(Exit::Interrupted);
    }
    Ok(Exit::Fine)
}

/// Reads a parameter set.
pub fn read(dir: &Path) -> Result<PublishedSet, Failure> {
    data::published(dir).map_err(set_failure)
}

/// A parameter set that cannot be read.
pub fn set_failure(error: PublishedError) -> Failure {
    Failure::input(
        error.to_string(),
        "the base model starts from a complete parameter set",
        "name a folder with parameters.json and initial_conditions.json, both whole",
    )
}

fn alike(runs: usize) -> Failure {
    Failure::input(
        format!("{runs} runs without draws"),
        "with every draw at its mean all runs are the same run, so means and spreads over them say nothing",
        "leave out --runs, or write --noise on",
    )
}

/// An ensemble without result.
pub fn base_failure(error: BaseError) -> Failure {
    let message = error.to_string();
    match error {
        BaseError::Set(e) => Failure::input(
            format!("parameter set: {message}"),
            "the base model cannot be opened with it",
            format!(
                "correct `{}` in parameters.json or initial_conditions.json",
                e.key
            ),
        ),
        BaseError::Size { high, .. } => Failure::input(
            message,
            "a run of this size gives no result",
            format!("choose a number from 1 to {high}"),
        ),
        BaseError::Alike(runs) => alike(runs),
        BaseError::Run { .. } => Failure::new(
            Exit::Model,
            message,
            "a run that breaks would spoil every mean, so nothing is reported",
            "check the parameter set; if it is sound, please report this with the seed",
        ),
        BaseError::Nothing => Failure::new(
            Exit::Interrupted,
            message,
            "only finished runs can be summarised",
            "let it run longer, or ask for fewer --quarters",
        ),
    }
}

/// All series with mean and standard deviation by quarter, opening first.
fn as_json(ensemble: &PublishedEnsemble, args: &Base) -> Value {
    let moments = |series| {
        json!({
            "mean": ensemble.scalar(Moment::Mean, series),
            "sd": ensemble.scalar(Moment::Sd, series),
        })
    };
    let object = |skip: usize, take: usize| -> Map<String, Value> {
        names()
            .enumerate()
            .skip(skip)
            .take(take)
            .map(|(at, name)| (name.to_owned(), moments(at)))
            .collect()
    };
    let sectors: Map<String, Value> = SECTOR_SERIES
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let moments = json!({
                "mean": ensemble.by_sector(Moment::Mean, at),
                "sd": ensemble.by_sector(Moment::Sd, at),
            });
            ((*name).to_owned(), moments)
        })
        .collect();
    json!({
        "runs": ensemble.runs,
        "partial": ensemble.partial(),
        "quarters": ensemble.quarters,
        "noise": args.noise == Noise::On,
        "seed": args.seed,
        "series": object(0, SERIES.len()),
        "sectors": sectors,
        "extra": object(SERIES.len(), usize::MAX),
        "books": { "worst_residual": ensemble.worst_residual, "checks": ensemble.checks },
    })
}

/// One row per series, sector and quarter.
fn long(ensemble: &PublishedEnsemble) -> Grid {
    let mut grid = Grid::new(&["series", "sector", "quarter", "mean", "sd"]);
    for (at, name) in names().enumerate() {
        let (mean, sd) = (ensemble.scalar(Moment::Mean, at), ensemble.scalar(Moment::Sd, at));
        for (quarter, (mean, sd)) in mean.iter().zip(&sd).enumerate() {
            let cells = [
                name.into(),
                Cell::None,
                (quarter as f64).into(),
                (*mean).into(),
                known(*sd),
            ];
            grid.row(cells);
        }
    }
    for (at, name) in SECTOR_SERIES.into_iter().enumerate() {
        let (mean, sd) = (
            ensemble.by_sector(Moment::Mean, at),
            ensemble.by_sector(Moment::Sd, at),
        );
        for (quarter, (mean, sd)) in mean.iter().zip(&sd).enumerate() {
            for (sector, (mean, sd)) in mean.iter().zip(*sd).enumerate() {
                grid.row([
                    name.into(),
                    (sector as f64 + 1.0).into(),
                    (quarter as f64).into(),
                    (*mean).into(),
                    known(*sd),
                ]);
            }
        }
    }
    grid
}

/// For people: each scalar series at the opening, after a quarter and at the end.
fn short(ensemble: &PublishedEnsemble) -> String {
    let mut grid = Grid::new(&["series", "opening", "quarter_1", "last_quarter", "sd_over_runs"]);
    for (at, name) in names().enumerate() {
        let mean = ensemble.scalar(Moment::Mean, at);
        let sd = ensemble.scalar(Moment::Sd, at);
        let last = ensemble.quarters;
        grid.row([
            name.into(),
            mean[0].into(),
            mean[1].into(),
            mean[last].into(),
            known(sd[last]),
        ]);
    }
    format!(
        "{}\nRuns: {}, quarters: {}; money in millions per quarter, prices 1 at the opening, rates per quarter.\n\
         {} accounting identities held; worst relative residual {:.1e}.\n",
        grid.render(Format::Table),
        ensemble.runs,
        ensemble.quarters,
        ensemble.checks,
        ensemble.worst_residual,
    )
}

/// One run has no spread to show.
fn known(sd: f64) -> Cell {
    if sd.is_finite() { sd.into() } else { Cell::None }
}
