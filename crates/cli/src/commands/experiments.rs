//! `shapan experiments`: the experiments of the evidence tables with all their variants, beside their bands.

use super::run::{ensemble_failure, language, threads};
use super::validate::grid;
use crate::args::{Common, Experiments, Format};
use crate::failure::{Exit, Failure};
use crate::grid::pretty;
use crate::progress::Progress;
use crate::{economies, folders, print, room};
use experiments::baselines::{Baselines, Keep};
use experiments::evidence::{self, Experiment, Finding};
use experiments::validate::Options;
use model::economy::{Economy, Text};
use report::json::AssumptionRow;
use report::size::Work;
use report::words::{Language, counted};
use report::{publish, svg};
use scenario::suggest::did_you_mean;
use scenario::{Agents, Assumed};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Runs the experiments asked for.
pub fn run(args: &Experiments, common: &Common) -> Result<Exit, Failure> {
    let asked = asked(&args.ids)?;
    let economy = economies::load(&args.economy)?;
    let options = Options {
        seeds: args.pairs as usize,
        threads: threads(args.threads),
        ..Options::of(&economy)
    };
    if let Some(folder) = &args.out {
        let planned: Vec<PathBuf> = asked.iter().flat_map(|e| names(folder, e)).collect();
        folders::check(folder, &planned).map_err(Failure::in_time)?;
    }
    for experiment in &asked {
        fits(&economy, experiment, &options, args.agents)?;
    }
    let work = evidence::work(&asked, &options).map_err(unfit)?;
    let progress = Progress::of("quarters", work, common.quiet)?;
    let keep = Keep {
        runs: options.seeds,
        states: 0,
    };
    let baselines = Baselines::keeping(keep);
    let outcome = evidence::run(
        &economy,
        &asked,
        options,
        args.agents,
        &baselines,
        &|done| progress.show(done),
        progress.stop(),
    );
    progress.end();
    let findings = outcome.map_err(unfit)?;
    if let Some(folder) = &args.out {
        write(folder, &findings, language(common))?;
    }
    print::result(&shown(&findings, args.pairs, common.format))?;
    print::gain(baselines.gain(), common.quiet);
    Ok(Exit::Fine)
}

/// Why nothing can be held against evidence, as a failure.
pub fn unfit(failure: evidence::Failure) -> Failure {
    match failure {
        evidence::Failure::Evidence(error) => economies::unusable(error),
        evidence::Failure::Run(error) => ensemble_failure(error),
        evidence::Failure::Preset(error) => Failure::input(
            error,
            "an experiment that does not fit the economy says nothing about it",
            "choose experiments whose levers this economy has: shapan list scenarios",
        ),
    }
}

/// Refuses an experiment whose runs cannot fit into memory: all variants beside their baselines.
fn fits(
    economy: &Economy,
    experiment: &'static Experiment,
    options: &Options,
    agents: Option<Agents>,
) -> Result<(), Failure> {
    let of = |experiment| evidence::work(&[experiment], options).map_err(unfit);
    // The sum over all variants and their baselines, as of one policy with so many quarters.
    let quarters = of(experiment)?.div_ceil(options.seeds.max(1));
    let work = Work {
        economy,
        persons_per_agent: agents.map_or(options.persons_per_agent, |a| a.persons(economy)),
        pairs: options.seeds,
        policies: 1,
        quarters,
        threads: options.threads,
        written: false,
    };
    room::check(&work, None)
}

/// Files of an experiment: table, picture, and how its outcomes settle.
fn names(folder: &Path, experiment: &Experiment) -> Vec<PathBuf> {
    let name = |end: &str| folder.join(format!("{}.{end}", experiment.id));
    let settling = experiment.settling().map(|at| name(&settling(at)));
    [name("csv"), name("svg")].into_iter().chain(settling).collect()
}

fn settling(position: usize) -> String {
    format!("settling-{}.svg", position + 1)
}

/// A table and a picture of each experiment.
fn write(folder: &Path, findings: &[Finding], language: Language) -> Result<(), Failure> {
    for finding in findings {
        let table = grid(&evidence::table(finding), false).render(Format::Csv);
        let put = |end: &str, text: &str| {
            let path = folder.join(format!("{}.{end}", finding.experiment.id));
            publish::file(&path, text.as_bytes(), true)
        };
        put("csv", &table)?;
        put("svg", &svg::experiment(finding, language))?;
        for position in finding.experiment.settling() {
            let Some(found) = finding.cases.first().and_then(|case| case.outcomes.get(position)) else {
                continue;
            };
            let title = svg::outcome_title(&finding.experiment.outcomes[position]);
            let unit = Text {
                en: "pairs of runs".into(),
                zh: "配对运行数".into(),
            };
            let picture = svg::convergence(language.of(&title), &found.pairs, &unit, language);
            put(&settling(position), &picture)?;
        }
    }
    Ok(())
}

fn asked(ids: &[String]) -> Result<Vec<&'static Experiment>, Failure> {
    let all = evidence::experiments().map_err(economies::unusable)?;
    if ids.is_empty() {
        return Ok(all.iter().collect());
    }
    let known = || all.iter().map(|e| e.id.as_str());
    ids.iter()
        .map(|id| {
            let found = all.iter().find(|e| e.id.eq_ignore_ascii_case(id));
            found.ok_or_else(|| {
                let all: Vec<&str> = known().collect();
                Failure::input(
                    format!("no experiment is called `{id}`"),
                    "only experiments with outcomes in the evidence tables can be held against them",
                    did_you_mean(id, known(), format!("choose among {}", all.join(", "))),
                )
            })
        })
        .collect()
}

fn shown(findings: &[Finding], pairs: u32, format: Format) -> String {
    let both = findings.iter().map(|f| (evidence::table(f), f));
    match format {
        Format::Json => {
            let list: Vec<Value> = both
                .map(|(t, finding)| {
                    let decided_by: Vec<_> = finding.decided_by.iter().map(AssumptionRow::from).collect();
                    json!({
                        "experiment": t.id, "title": t.title, "agents": finding.persons_per_agent, "rows": grid(&t, false).json(), "decided_by": decided_by,
                    })
                })
                .collect();
            pretty(&json!({ "pairs": pairs, "experiments": list }))
        }
        // All tables have the same columns: one head is enough.
        Format::Csv => both
            .enumerate()
            .flat_map(|(k, (t, _))| {
                let text = grid(&t, false).render(Format::Csv);
                let skip = usize::from(k > 0);
                text.lines()
                    .skip(skip)
                    .map(|line| format!("{line}\n"))
                    .collect::<Vec<_>>()
            })
            .collect(),
        Format::Table => {
            let mut out = format!(
                "{} a case; bands are checks of plausibility, not targets\n",
                counted(pairs as usize, "pair")
            );
            for (table, finding) in both {
                let said = |a: &Assumed| {
                    let (low, high) = a.range;
                    format!("{} ({}) {}, {low} to {high}", a.title.en, a.path, a.value)
                };
                let list: Vec<String> = finding.decided_by.iter().map(said).collect();
                out.push_str(&format!(
                    "\n{}\n{}decided by: {}\n",
                    table.title,
                    grid(&table, true).render(Format::Table),
                    list.join("; ")
                ));
            }
            out
        }
    }
}
