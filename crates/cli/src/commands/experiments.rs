//! `shapan experiments`: the experiments of the evidence tables with all their variants, beside their bands.

use super::run::{ensemble_failure, threads};
use super::validate::grid;
use crate::args::{Common, Experiments, Format};
use crate::failure::{Exit, Failure};
use crate::grid::pretty;
use crate::progress::Progress;
use crate::{economies, print};
use experiments::evidence::{self, EXPERIMENTS, Experiment, Finding};
use experiments::validate::Options;
use scenario::suggest::did_you_mean;
use serde_json::{Value, json};

/// Runs the experiments asked for.
pub fn run(args: &Experiments, common: &Common) -> Result<Exit, Failure> {
    let asked = asked(&args.ids)?;
    let economy = economies::load(&args.economy)?;
    let options = Options {
        seeds: args.pairs as usize,
        persons_per_agent: args.agents.persons(&economy),
        threads: threads(args.threads),
        ..Options::of(&economy)
    };
    let work = evidence::work(&asked, &options);
    let progress = Progress::of("quarters", work, common.quiet)?;
    let outcome = evidence::run(
        &economy,
        &asked,
        options,
        &|done| progress.show(done),
        progress.stop(),
    );
    progress.end();
    let findings = outcome.map_err(|failure| match failure {
        evidence::Failure::Run(error) => ensemble_failure(error),
        evidence::Failure::Preset(error) => Failure::input(
            error,
            "an experiment that does not fit the economy says nothing about it",
            "choose experiments whose levers this economy has: shapan list scenarios",
        ),
    })?;
    print::result(&shown(&findings, args.pairs, common.format));
    Ok(Exit::Fine)
}

fn asked(ids: &[String]) -> Result<Vec<&'static Experiment>, Failure> {
    if ids.is_empty() {
        return Ok(EXPERIMENTS.iter().collect());
    }
    let known = || EXPERIMENTS.iter().map(|e| e.id);
    ids.iter()
        .map(|id| {
            let found = EXPERIMENTS.iter().find(|e| e.id.eq_ignore_ascii_case(id));
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
    let tables = findings.iter().map(evidence::table);
    match format {
        Format::Json => {
            let list: Vec<Value> = tables
                .map(|t| json!({ "experiment": t.id, "title": t.title, "rows": grid(&t, false).json() }))
                .collect();
            pretty(&json!({ "pairs": pairs, "experiments": list }))
        }
        // All tables have the same columns: one head is enough.
        Format::Csv => tables
            .enumerate()
            .flat_map(|(k, t)| {
                let text = grid(&t, false).render(Format::Csv);
                let skip = usize::from(k > 0);
                text.lines()
                    .skip(skip)
                    .map(|line| format!("{line}\n"))
                    .collect::<Vec<_>>()
            })
            .collect(),
        Format::Table => {
            let mut out = format!("{pairs} pairs a case; bands are checks of plausibility, not targets\n");
            for table in tables {
                out.push_str(&format!(
                    "\n{}\n{}",
                    table.title,
                    grid(&table, true).render(Format::Table)
                ));
            }
            out
        }
    }
}
