//! `shapan run`: simulates a scenario against its baseline and shows the effects.

use crate::args::{self, Changes, Common, Format, Lang, RunArgs};
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::{economies, input, print, room};
use report::files;
use report::manifest::{Build, Made};
use report::size::Work;
use report::words::Language;
use report::{json, long, table};
use std::path::Path;
use std::time::Instant;
use study::ModelError;
use study::{Ensemble, EnsembleError, Event, Question, Results, Session, Study};

/// A study, and the threads it may use.
pub struct Job {
    /// What is run.
    pub study: Study,
    /// Threads.
    pub threads: usize,
}

/// Runs a scenario.
pub fn run(args: &RunArgs, common: &Common) -> Result<Exit, Failure> {
    let job = job(&args.study)?;
    let out = args.out.as_deref();
    if let Some(dir) = out {
        files::check(dir, args.force).map_err(|e| Failure::from(e).in_time())?;
    }
    room::check(&job.work(2, out.is_some()), out)?;
    let begin = Instant::now();
    let ensemble = job.simulate(common.quiet)?;
    let results = job.study.results(ensemble);
    // The folder first: a terminal that is gone must not take the result with it.
    let seconds = begin.elapsed().as_secs_f64();
    let flaw = out.map_or(Ok(None), |dir| {
        written(dir, args, common, &results, &job.made(seconds))
    })?;
    let printed = print::result(&shown(&results, common)?).and(flaw.map_or(Ok(()), Err));
    if let Some(dir) = out.filter(|_| !common.quiet) {
        print::note(&format!(
            "wrote {}; open {}",
            dir.display(),
            dir.join("report.html").display()
        ));
    }
    if !common.quiet && common.format == Format::Table {
        for text in job.study.set_by_hand() {
            print::note(common.lang.pick(&text.en, &text.zh));
        }
    }
    let partial = results.ensemble.partial;
    if partial {
        let (done, asked) = (results.pairs(), results.ensemble.asked);
        print::note(&format!(
            "stopped: {done} of {asked} pairs are finished, and only they are shown"
        ));
    }
    match (printed, partial) {
        // Whoever stopped the program often takes the terminal along; the signal says more than the lost output.
        (Err(failure), true) => Ok(failure.told(Exit::Interrupted, common.no_color)),
        (Err(failure), false) => Err(failure),
        (Ok(()), true) => Ok(Exit::Interrupted),
        (Ok(()), false) => Ok(Exit::Fine),
    }
}

/// Writes the folder; what went wrong after it was in place is told behind the results.
fn written(
    dir: &Path,
    args: &RunArgs,
    common: &Common,
    results: &Results,
    made: &Made,
) -> Result<Option<Failure>, Failure> {
    let options = files::Options {
        force: args.force,
        language: language(common),
    };
    match files::write(dir, results, made, options) {
        Ok(_) => Ok(None),
        Err(error) if error.written() => Ok(Some(error.into())),
        Err(error) => Err(error.into()),
    }
}

/// Reads and checks everything.
pub fn job(args: &args::Study) -> Result<Job, Failure> {
    let scenario = input::scenario(&args.scenario, &args.changes)?;
    let pack = economies::pack(&scenario.economy)?;
    // What is set on the command line belongs to the scenario; the baseline stays what it is.
    let unchanged = Changes {
        set: Vec::new(),
        ..args.changes.clone()
    };
    let question = Question {
        scenario,
        baseline: Some(input::scenario(&args.baseline, &unchanged)?),
        quarters: args.quarters,
        pairs: args.pairs,
        seed: args.seed,
        agents: args.agents,
    };
    Ok(Job {
        study: Study::bind(&pack, question)?,
        threads: threads(args.threads),
    })
}

/// Threads asked for, or one per core.
pub fn threads(asked: Option<u32>) -> usize {
    asked.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        |n| n as usize,
    )
}

impl Job {
    /// Runs all pairs with progress on standard error; a request to stop keeps what is finished.
    pub fn simulate(&self, quiet: bool) -> Result<Ensemble, Failure> {
        let progress = Progress::begin(self.study.pairs, quiet)?;
        let tell = |event: Event| {
            if let Event::Pair { done, .. } = event {
                progress.show(done);
            }
        };
        let session = Session::default();
        let outcome = session.simulate(&self.study, self.threads, &tell, progress.stop());
        progress.end();
        outcome.map_err(ensemble_failure)
    }

    /// What the job takes, with `policies` runs on each seed.
    pub fn work(&self, policies: usize, written: bool) -> Work<'_> {
        Work {
            economy: &self.study.economy,
            persons_per_agent: self.study.persons_per_agent,
            pairs: self.study.pairs,
            policies,
            quarters: self.study.quarters as usize,
            threads: self.threads,
            written,
        }
    }

    /// What only the shell knows about the run.
    pub fn made(&self, wall_seconds: f64) -> Made {
        Made {
            build: build(),
            scenario_text: self.study.scenario.canonical(),
            baseline_text: self.study.baseline.canonical(),
            pack_hash: self.study.pack_hash.clone(),
            threads: self.threads,
            command: std::env::args_os()
                .map(|arg| arg.to_string_lossy().into_owned())
                .collect(),
            wall_seconds,
        }
    }
}

/// The identity of this program.
pub fn build() -> Build {
    Build {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        commit: env!("SHAPAN_COMMIT").to_owned(),
        target: env!("SHAPAN_TARGET").to_owned(),
        elementary_functions: engine::math::IMPLEMENTATION.to_owned(),
    }
}

/// The results in the format asked for.
fn shown(results: &Results, common: &Common) -> Result<String, Failure> {
    let cannot = |error: String| {
        Failure::new(
            Exit::Model,
            format!("the result cannot be written: {error}"),
            "a result in part would be taken for the whole",
            "please report this together with the scenario",
        )
    };
    match common.format {
        Format::Table => Ok(table::effects(
            results,
            table::Options {
                language: language(common),
                columns: print::columns(),
                ..Default::default()
            },
        )),
        Format::Json => json::to_string(results, false)
            .map(|t| t + "\n")
            .map_err(|e| cannot(e.to_string())),
        Format::Csv => {
            let mut out = Vec::new();
            long::effects_csv(results, &mut out).map_err(|e| cannot(e.to_string()))?;
            String::from_utf8(out).map_err(|e| cannot(e.to_string()))
        }
    }
}

/// Language of texts made by the report library.
pub fn language(common: &Common) -> Language {
    match common.lang {
        Lang::En => Language::English,
        Lang::Zh => Language::Chinese,
    }
}

/// An ensemble that gives no result, in full.
pub fn ensemble_failure(error: EnsembleError) -> Failure {
    let message = error.to_string();
    match error {
        EnsembleError::Run {
            source: ModelError::Size { low, high, .. },
            ..
        } => Failure::input(
            message,
            "too few agents cannot stand for the economy, too many do not fit into memory",
            format!("write --agents small, or a number of persons per agent from {low} to {high}"),
        ),
        EnsembleError::Run {
            source: ModelError::Parameters(_) | ModelError::Opening { .. },
            ..
        } => Failure::input(
            message,
            "the economy cannot be opened with these parameters",
            "correct the country pack or the assumption",
        ),
        EnsembleError::Run { side: "baseline", .. } => Failure::new(
            Exit::Model,
            message,
            "no effect can be measured against a baseline that breaks, and the scenario has no part in it",
            "ask for fewer --quarters, so that the run ends before; a --baseline of your own may also be too strong",
        ),
        EnsembleError::Run { seed, .. } => Failure::new(
            Exit::Model,
            message,
            "a run that breaks would spoil every number after it, so nothing is reported",
            format!("please report this with the scenario and the seed {seed}; a milder policy may run"),
        ),
        EnsembleError::Size { high, .. } => Failure::input(
            message,
            "a run of this size gives no result",
            format!("choose a number from 1 to {high}"),
        ),
        EnsembleError::Nothing => Failure::new(
            Exit::Interrupted,
            message,
            "only finished pairs can be compared",
            "let it run longer, or ask for fewer --quarters",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scenario_is_asked_to_be_milder() {
        let told = |side| {
            let quarter = engine::time::Quarter::new(2118, 3);
            ensemble_failure(EnsembleError::Run {
                pair: 0,
                seed: 7,
                side,
                source: ModelError::Standstill { quarter },
            })
            .how()
            .to_owned()
        };
        assert!(told("scenario").contains("a milder policy") && told("scenario").contains("seed 7"));
        assert!(told("baseline").contains("fewer --quarters") && !told("baseline").contains("report"));
    }
}
