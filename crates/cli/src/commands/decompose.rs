//! `shapan decompose`: which measure of a scenario brings what.

use super::run::{ensemble_failure, job, language};
use crate::args::{Common, Decompose, Format};
use crate::failure::{Exit, Failure};
use crate::grid::{Cell, Grid, pretty, width};
use crate::progress::Progress;
use crate::{print, room};
use report::numbers::{Minus, decimals, signed};
use report::table::mark;
use report::words::{
    Language, books, identical, imposed, made, title, unit_id, unit_of_effect, unit_of_level, unresolved,
};
use serde_json::json;
use std::fmt::Write;
use study::indicators::Indicator;
use study::scenario::suggest::did_you_mean;
use study::{Decomposition, Event, Part, Parts, Session, Study};

/// Divides the effects of a scenario among its measures.
pub fn run(args: &Decompose, common: &Common) -> Result<Exit, Failure> {
    let job = job(&args.study)?;
    let study = &job.study;
    let indicators = indicators(&args.indicators, study)?;
    let measures = study.measures();
    if measures.is_empty() {
        return Err(Failure::input(
            format!(
                "`{}` pulls no lever that its baseline does not",
                study.scenario.id
            ),
            "where nothing is done there is nothing to divide",
            "choose another scenario, or set a lever: --set 'relending.quota=1000 bn CNY'",
        ));
    }
    let policies = 2 + 2 * measures.len();
    room::check(&job.work(policies, false), None)?;
    let quarters = policies * study.pairs * study.quarters as usize;
    let progress = Progress::of("quarters", quarters, common.quiet)?;
    let tell = |event: Event| {
        if let Event::Quarters { done, .. } = event {
            progress.show(done);
        }
    };
    let session = Session::default();
    let found = session.decompose(study, &indicators, job.threads, &tell, progress.stop());
    progress.end();
    let found = found.map_err(ensemble_failure)?;
    print::result(&match common.format {
        Format::Table => as_text(study, &measures, &found, language(common)),
        Format::Json => pretty(&json!({
            "scenario": study.scenario.id, "baseline": study.baseline.id, "economy": study.economy.id, "seed": study.seed,
            "pairs": study.pairs, "quarters": study.quarters, "agents": study.persons_per_agent, "hash": found.hash,
            "parts": grid(study, &measures, &found).json(),
        })),
        Format::Csv => grid(study, &measures, &found).render(Format::Csv),
    })?;
    print::gain(session.gain(), common.quiet);
    Ok(Exit::Fine)
}

/// The indicators asked for, or output and what the scenario shows first.
fn indicators(asked: &[String], study: &Study) -> Result<Vec<Indicator>, Failure> {
    if asked.is_empty() {
        let rest = study.scenario.figures.iter().copied();
        let rest = rest.filter(|i| *i != Indicator::REAL_GDP);
        return Ok(std::iter::once(Indicator::REAL_GDP).chain(rest).collect());
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
fn grid(study: &Study, measures: &[String], found: &Decomposition) -> Grid {
    let mut grid = Grid::new(&[
        "indicator",
        "unit",
        "quarter",
        "date",
        "measure",
        "part",
        "se",
        "resolved",
        "imposed",
        "alone",
        "last",
    ]);
    let mut rows = |(id, unit): (&str, &str), parts: &Parts| {
        let quarter = parts.quarter;
        let date = study.economy.opening.plus(quarter as i32).to_string();
        let mut row = |measure: &str, part: &Part, alone: f64, last: f64| {
            grid.row([
                id.into(),
                unit.into(),
                quarter.into(),
                date.as_str().into(),
                measure.into(),
                Cell::if_finite(part.spread.mean),
                Cell::if_finite(part.spread.se),
                part.sign.resolved.into(),
                part.sign.imposed.into(),
                Cell::if_finite(alone),
                Cell::if_finite(last),
            ]);
        };
        for (measure, share) in measures.iter().zip(&parts.shares) {
            let (alone, last) = (share.alone.spread.mean, share.last.spread.mean);
            row(measure, &share.part, alone, last);
        }
        for (name, part) in [("interaction", &parts.interaction), ("whole", &parts.whole)] {
            row(name, part, f64::NAN, f64::NAN);
        }
    };
    let money = &study.economy.money_unit;
    for divided in &found.effects {
        let unit = unit_id(divided.unit.id(), money);
        rows((divided.indicator.info().id, &unit), &divided.parts);
    }
    for parts in &found.costs {
        rows(("cost", &unit_id("bn", money)), parts);
    }
    grid
}

/// Widths of the table for people: name of a measure, one quarter.
const WIDTHS: [usize; 2] = [24, 14];

/// A table for each indicator and one for the cost: measures down, quarters across.
fn as_text(study: &Study, measures: &[String], found: &Decomposition, language: Language) -> String {
    let say = |en: &'static str, zh: &'static str| match language {
        Language::English => en,
        Language::Chinese => zh,
    };
    let mut out = format!(
        "{}: {} {} {}\n",
        language.of(&study.scenario.title),
        say("effects divided among", "效果分解为"),
        measures.len(),
        say("measures", "项措施"),
    );
    let made = made(
        &study.economy.id,
        (study.pairs, study.pairs),
        (study.quarters as usize, study.economy.opening.plus(1)),
        study.persons_per_agent,
        study.seed,
    );
    let _ = writeln!(out, "{}", language.of(&made));
    let books = books(found.checks, found.worst_residual, &found.hash);
    let _ = writeln!(out, "{}", language.of(&books));
    let _ = writeln!(
        out,
        "{}",
        say(
            "Mean over pairs; a part is the mean of what a measure does alone and what it adds to all others.",
            "各配对均值；每项为单独实施与最后加入两种效果的平均。",
        )
    );
    for of_one in found.effects.chunk_by(|a, b| a.indicator == b.indicator) {
        let unit = unit_of_effect(of_one[0].unit, &study.economy.money_unit);
        let name = language.of(&title(of_one[0].indicator)).to_owned();
        let parts: Vec<&Parts> = of_one.iter().map(|divided| &divided.parts).collect();
        let last = parts.last().map_or(0.0, |p| p.whole.spread.mean);
        let head = format!("{name}, {}", language.of(&unit));
        one_table(
            &mut out,
            study,
            (measures, language),
            (&head, decimals(last).max(2)),
            &parts,
        );
    }
    let costs: Vec<&Parts> = found.costs.iter().collect();
    if costs.iter().any(|p| !p.whole.sign.identical) {
        let money = unit_of_level(Indicator::NOMINAL_GDP, &study.economy.money_unit);
        let head = format!(
            "{}, {}",
            say(
                "Cost so far, on the budget and outside it, at the prices of each quarter",
                "累计成本（财政与财政外），当期价格"
            ),
            language.of(&money)
        );
        one_table(&mut out, study, (measures, language), (&head, 0), &costs);
    }
    let _ = writeln!(
        out,
        "\n{}",
        [("?", unresolved()), ("=", identical()), ("*", imposed())]
            .map(|(mark, meaning)| format!("{mark}  {}", language.of(&meaning)))
            .join("    ")
    );
    out
}

/// One number divided: `head` names it, with the decimals it is shown with.
fn one_table(
    out: &mut String,
    study: &Study,
    (measures, language): (&[String], Language),
    (head, digits): (&str, usize),
    quarters: &[&Parts],
) {
    let [name_width, cell] = WIDTHS;
    let _ = write!(out, "\n{head}\n{:name_width$}", "");
    for parts in quarters {
        let date = study.economy.opening.plus(parts.quarter as i32);
        let _ = write!(out, "{:>cell$}", format!("{date} ({})", parts.quarter));
    }
    out.push('\n');
    let mut row = |name: &str, of: &dyn Fn(&Parts) -> Part| {
        let name = match language {
            Language::English => name,
            Language::Chinese => chinese(name).unwrap_or(name),
        };
        let blanks = name_width.saturating_sub(width(name));
        let _ = write!(out, "{name}{:blanks$}", "");
        for parts in quarters {
            let part = of(parts);
            let text = match part.sign.identical {
                true => "=".to_owned(),
                false => {
                    let number = signed(part.spread.mean, digits, Minus::Ascii);
                    format!("{}{number}", mark(&part.sign))
                }
            };
            let _ = write!(out, "{text:>cell$}");
        }
        out.push('\n');
    };
    for (k, measure) in measures.iter().enumerate() {
        row(measure, &|p| p.shares[k].part);
    }
    row("interaction", &|p| p.interaction);
    row("whole", &|p| p.whole);
}

/// A row of the division in Chinese; the names of measures are the first words of the paths of levers.
fn chinese(row: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("ai", "人工智能"),
        ("bank", "银行监管与信贷"),
        ("bonds", "科技创新债券"),
        ("central_bank", "中央银行"),
        ("confidence", "信心"),
        ("controls", "出口管制"),
        ("driving", "无人驾驶出行"),
        ("funds", "引导基金"),
        ("government", "政府支出"),
        ("household", "居民转移支付"),
        ("labour", "劳动力市场"),
        ("productivity", "生产率"),
        ("relending", "再贷款"),
        ("research", "研发"),
        ("robots", "工业机器人"),
        ("state_firms", "国有企业"),
        ("support", "产业扶持"),
        ("tax", "税收"),
        ("technology", "人工智能资本开支"),
        ("trade", "贸易"),
        ("vehicles", "新能源汽车"),
        ("world", "外部世界"),
        ("interaction", "交互作用"),
        ("whole", "合计"),
    ];
    NAMES.iter().find(|(en, _)| *en == row).map(|(_, zh)| *zh)
}

#[cfg(test)]
mod tests {
    use super::chinese;
    use study::scenario::levers::LEVERS;

    #[test]
    fn every_row_has_a_chinese_name() {
        for lever in LEVERS {
            let measure = lever.path.split('.').next().unwrap();
            assert!(chinese(measure).is_some(), "{measure}");
        }
        assert!(chinese("interaction").is_some() && chinese("whole").is_some());
    }
}
