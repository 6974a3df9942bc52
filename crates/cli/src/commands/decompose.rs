//! `shapan decompose`: which measure of a scenario brings what.

use super::run::{Job, ensemble_failure, job, language, words};
use crate::args::{Common, Decompose, Format};
use crate::failure::{Exit, Failure};
use crate::grid::{Grid, pretty};
use crate::progress::Progress;
use crate::{print, room};
use experiments::decomposition::{self, Divided, Part};
use experiments::effects::horizons;
use experiments::runs::{Batch, Watch};
use model::indicators::Indicator;
use report::numbers::{Minus, decimals, signed};
use report::words::{Language, title, unit_of_effect};
use scenario::suggest::did_you_mean;
use serde_json::json;
use std::fmt::Write;

/// Divides the effects of a scenario among its measures.
pub fn run(args: &Decompose, common: &Common) -> Result<Exit, Failure> {
    let job = job(&args.study)?;
    let indicators = indicators(&args.indicators, &job)?;
    let measures = decomposition::measures(&job.scenario, &job.baseline);
    if measures.is_empty() {
        return Err(Failure::input(
            format!("`{}` pulls no lever that its baseline does not", job.scenario.id),
            "where nothing is done there is nothing to divide",
            "choose another scenario, or set a lever: --set 'relending.quota=1000 bn CNY'",
        ));
    }
    room::check(&job.work(2 + 2 * measures.len(), false), None)?;
    let batch = Batch {
        economy: &job.economy,
        persons_per_agent: job.persons_per_agent,
        seed: job.seed,
        seeds: job.pairs,
        quarters: job.quarters as usize,
        threads: job.threads,
    };
    let progress = Progress::of("quarters", decomposition::work(&batch, &measures), common.quiet)?;
    let tell = |done: usize| progress.show(done);
    let found = decomposition::decompose(
        &batch,
        (&job.scenario, &job.baseline),
        (&indicators, &horizons(batch.quarters)),
        &Watch::new(&tell, progress.stop()),
    );
    progress.end();
    let found = found.map_err(ensemble_failure)?;
    print::result(&match common.format {
        Format::Table => as_text(&job, &measures, &found, language(common)),
        Format::Json => pretty(&json!({
            "scenario": job.scenario.id, "baseline": job.baseline.id, "pairs": job.pairs, "seed": job.seed,
            "parts": grid(&job, &measures, &found).json(),
        })),
        Format::Csv => grid(&job, &measures, &found).render(Format::Csv),
    })?;
    Ok(Exit::Fine)
}

/// The indicators asked for, or output and what the scenario shows first.
fn indicators(asked: &[String], job: &Job) -> Result<Vec<Indicator>, Failure> {
    if asked.is_empty() {
        let rest = job.scenario.figures.iter().copied();
        let rest = rest.filter(|i| *i != Indicator::RealGdp);
        return Ok(std::iter::once(Indicator::RealGdp).chain(rest).collect());
    }
    let find = |id: &String| {
        let found = Indicator::ALL.iter().find(|i| i.info().id == id);
        found.copied().ok_or_else(|| {
            let known = Indicator::ALL.iter().map(|i| i.info().id);
            Failure::input(
                format!("no indicator is called `{id}`"),
                "an effect on what is not measured cannot be divided",
                did_you_mean(id, known, "see the list: shapan list indicators"),
            )
        })
    };
    asked.iter().map(find).collect()
}

/// Every number, for programs: a row for each measure, what they leave over, and the whole.
fn grid(job: &Job, measures: &[String], found: &[Divided]) -> Grid {
    let mut grid = Grid::new(&[
        "indicator",
        "unit",
        "quarter",
        "date",
        "measure",
        "part",
        "se",
        "resolved",
        "alone",
        "last",
    ]);
    for divided in found {
        let date = job.economy.opening.plus(divided.quarter as i32).to_string();
        let mut row = |measure: &str, part: &Part, alone: f64, last: f64| {
            grid.row([
                divided.indicator.info().id.into(),
                unit_of_effect(divided.unit, &job.economy.money_unit).en.into(),
                (divided.quarter as f64).into(),
                date.as_str().into(),
                measure.into(),
                part.spread.mean.into(),
                part.spread.se.into(),
                if part.sign.resolved { "yes" } else { "no" }.into(),
                alone.into(),
                last.into(),
            ]);
        };
        for (measure, share) in measures.iter().zip(&divided.shares) {
            let (alone, last) = (share.alone.spread.mean, share.last.spread.mean);
            row(measure, &share.part, alone, last);
        }
        for (name, part) in [("interaction", &divided.interaction), ("whole", &divided.whole)] {
            row(name, part, f64::NAN, f64::NAN);
        }
    }
    grid
}

/// Widths of the table for people: name of a measure, one quarter.
const WIDTHS: [usize; 2] = [24, 14];

/// A table for each indicator: measures down, quarters across.
fn as_text(job: &Job, measures: &[String], found: &[Divided], language: Language) -> String {
    let say = |en: &'static str, zh: &'static str| match language {
        Language::English => en,
        Language::Chinese => zh,
    };
    let mut out = format!(
        "{}: {} {} {}\n",
        language.of(&words(&job.scenario.title)),
        say("effects divided among", "效果分解为"),
        measures.len(),
        say("measures", "项措施"),
    );
    let _ = writeln!(
        out,
        "{}",
        say(
            "Mean over pairs; a part is the mean of what a measure does alone and what it adds to all others.",
            "各配对均值；每项为单独实施与最后加入两种效果的平均。",
        )
    );
    let [name_width, cell] = WIDTHS;
    for of_one in found.chunk_by(|a, b| a.indicator == b.indicator) {
        let unit = unit_of_effect(of_one[0].unit, &job.economy.money_unit);
        let head = format!(
            "{}, {}",
            language.of(&title(of_one[0].indicator)),
            language.of(&unit)
        );
        let _ = write!(out, "\n{head}\n{:name_width$}", "");
        for divided in of_one {
            let date = job.economy.opening.plus(divided.quarter as i32);
            let _ = write!(out, "{:>cell$}", format!("{date} ({})", divided.quarter));
        }
        out.push('\n');
        let last = of_one.last().map_or(0.0, |d| d.whole.spread.mean);
        let digits = decimals(last).max(2);
        let mut row = |name: &str, of: &dyn Fn(&Divided) -> Part| {
            let _ = write!(out, "{name:name_width$}");
            for divided in of_one {
                let part = of(divided);
                let text = match (part.sign.identical, part.sign.resolved) {
                    (true, _) => "=".to_owned(),
                    (_, resolved) => {
                        let mark = if resolved { "" } else { "? " };
                        format!("{mark}{}", signed(part.spread.mean, digits, Minus::Ascii))
                    }
                };
                let _ = write!(out, "{text:>cell$}");
            }
            out.push('\n');
        };
        for (k, measure) in measures.iter().enumerate() {
            row(measure, &|d| d.shares[k].part);
        }
        row("interaction", &|d| d.interaction);
        row("whole", &|d| d.whole);
    }
    let _ = writeln!(
        out,
        "\n{}",
        say(
            "?  not resolved: within two standard errors of zero    =  nothing in every pair",
            "?  未能分辨：距零不足两个标准误    =  各配对均无变化",
        )
    );
    out
}
