//! `shapan validate`: an economy against its targets, and its response to standard impulses.

use super::experiments::unfit;
use super::run::{language, threads};
use crate::args::{Common, Format, Validate};
use crate::failure::{Exit, Failure};
use crate::grid::{Cell, Grid, pretty};
use crate::progress::Progress;
use crate::{economies, folders, print, room};
use report::size::Work;
use report::{publish, svg};
use serde_json::{Value, json};
use study::economy::{Economy, Text};
use study::evidence::validate::tables::{self, Table};
use study::evidence::validate::{self, Check, Options, Report};
use study::evidence::{impulses, lottery, resilience};

/// Where misses of plausibility bands are explained.
const EXPLAINED: &str = "validation/baseline.md, validation/impulses.md, validation/resilience.md";

/// Validates an economy.
pub fn run(args: &Validate, common: &Common) -> Result<Exit, Failure> {
    let economy = economies::load(&args.economy)?;
    let country = economies::evidence(&args.economy)?;
    let options = Options {
        seeds: args.seeds as usize,
        quarters: args.quarters as usize,
        persons_per_agent: args.agents.persons(&economy),
        threads: threads(args.threads),
        ..Options::of(&economy)
    };
    if args.lottery {
        return draw(args, &economy, options, common);
    }
    fits(&economy, &options, args.impulses)?;
    let more = if args.impulses {
        impulses::work(&options).map_err(economies::unusable)?
    } else {
        0
    };
    let most = if args.resilience {
        resilience::work(&options)
    } else {
        0
    };
    let progress = Progress::of("quarters", options.work() + more + most, common.quiet)?;
    let outcome = {
        let tell = |done| progress.show(done);
        validate::validate(&economy, &country, options, &tell, progress.stop())
    };
    let outcome = outcome.and_then(|report| {
        let before = options.work();
        let tell = |done: usize| progress.show(before + done);
        let shocks = args
            .impulses
            .then(|| impulses::impulses(&economy, &country, options, &tell, progress.stop()));
        let shocks = shocks.transpose()?;
        let tell = |done: usize| progress.show(before + more + done);
        let borne = args
            .resilience
            .then(|| resilience::resilience(&economy, options, &tell, progress.stop()));
        Ok((report, shocks, borne.transpose()?))
    });
    progress.end();
    let (mut report, shocks, borne) = outcome.map_err(unfit)?;
    if let Some(borne) = borne {
        report.checks.extend(borne.checks);
        report.tables.extend(borne.tables);
    }
    if let Some(shocks) = shocks {
        report.checks.extend(shocks.checks);
        report.tables.extend(shocks.tables);
        for preset in shocks.left_out {
            print::note(&format!(
                "left out, because it does not fit the economy: {preset}"
            ));
        }
    }
    print::result(&shown(&economy.id, &report, common.format))?;
    Ok(if report.passed() { Exit::Fine } else { Exit::Check })
}

/// Refuses what cannot fit into memory: the baseline, and after it the impulses, each kept beside its baseline.
fn fits(economy: &Economy, options: &Options, impulses: bool) -> Result<(), Failure> {
    let work = Work {
        economy,
        persons_per_agent: options.persons_per_agent,
        pairs: options.seeds,
        policies: 1,
        quarters: options.quarters,
        threads: options.threads,
        written: false,
    };
    room::check(&work, None)?;
    if impulses {
        let quarters = impulses::QUARTERS;
        let runs = impulses::work(options).map_err(economies::unusable)? / quarters;
        let policies = 2 * runs.div_ceil(options.seeds.max(1));
        let work = Work {
            policies,
            quarters,
            ..work
        };
        room::check(&work, None)?;
    }
    Ok(())
}

/// Draws venture funds without the economy around them.
fn draw(args: &Validate, economy: &Economy, options: Options, common: &Common) -> Result<Exit, Failure> {
    let picture = args
        .out
        .as_ref()
        .map(|folder| folder.join("lottery-settling.svg"));
    if let (Some(folder), Some(name)) = (&args.out, &picture) {
        folders::check(folder, std::slice::from_ref(name)).map_err(Failure::in_time)?;
    }
    let found = lottery::lottery(economy, options)
        .map_err(|e| Failure::input("the lottery cannot be drawn", e.to_string(), "mend the pack"))?;
    let Some(found) = found else {
        return Err(Failure::input(
            format!("{} has no venture funds", economy.id),
            "its pack has no file blocks/funds.toml",
            "choose an economy that has, for example china",
        ));
    };
    if let Some(name) = &picture {
        let title = Text {
            en: format!("Multiple of venture funds of {} deals", lottery::FUND),
            zh: format!("{}个项目的创投基金的回报倍数", lottery::FUND),
        };
        let unit = Text {
            en: "funds, each with a seed of its own".into(),
            zh: "基金数，每只基金一个随机种子".into(),
        };
        let language = language(common);
        let text = svg::convergence(language.of(&title), &found.funds, &unit, language);
        publish::file(name, text.as_bytes(), true)?;
    }
    let report = found.report;
    print::result(&shown(&economy.id, &report, common.format))?;
    Ok(if report.passed() { Exit::Fine } else { Exit::Check })
}

fn shown(economy: &str, report: &Report, format: Format) -> String {
    match format {
        Format::Json => pretty(&as_json(economy, report)),
        Format::Csv => checks(report).render(Format::Csv),
        Format::Table => as_text(economy, report),
    }
}

/// Head, checks, tables, verdict.
fn as_text(economy: &str, report: &Report) -> String {
    let o = &report.options;
    let mut out = format!(
        "{economy} · {} seeds · {} quarters · one agent = {} persons\n\n",
        o.seeds, o.quarters, o.persons_per_agent
    );
    let list = checks(report).only(&["verdict", "check", "measured", "bounds", "unit"]);
    out.push_str(&list.render(Format::Table));
    for table in &report.tables {
        out.push_str(&format!("\n{}\n", table.title));
        out.push_str(&grid(table, true).render(Format::Table));
    }
    let (failed, outside) = report.missed();
    let passed = report.checks.len() - failed - outside;
    out.push_str(&format!("\n{passed} checks pass, {failed} fail"));
    if outside > 0 {
        out.push_str(&format!(
            ", {outside} outside a band of evidence (see {EXPLAINED})"
        ));
    }
    out.push_str(".\n");
    out
}

fn checks(report: &Report) -> Grid {
    let mut grid = Grid::new(&[
        "verdict", "check", "measured", "bounds", "unit", "value", "low", "high", "kind", "note",
    ]);
    for check in &report.checks {
        grid.row([
            verdict(check).into(),
            check.name.as_str().into(),
            span(check.range).into(),
            bounds(check).into(),
            check.unit.as_str().into(),
            check.value.into(),
            bound(check.low),
            bound(check.high),
            check.kind.name().into(),
            check.note.as_str().into(),
        ]);
    }
    grid
}

fn verdict(check: &Check) -> &'static str {
    match (check.pass, check.fails()) {
        (true, _) => "ok",
        (false, true) => "FAIL",
        (false, false) => "outside",
    }
}

fn bound(x: f64) -> Cell {
    if x.is_finite() { x.into() } else { Cell::None }
}

/// A measured range; one number if both ends are shown alike.
fn span((low, high): (f64, f64)) -> String {
    let (low, high) = (number(low), number(high));
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}

fn bounds(check: &Check) -> String {
    match (check.low.is_finite(), check.high.is_finite()) {
        (true, true) => span((check.low, check.high)),
        (true, false) => format!("at least {}", number(check.low)),
        (false, true) => format!("at most {}", number(check.high)),
        (false, false) => String::new(),
    }
}

/// Three significant digits; very small numbers with a power of ten.
fn number(x: f64) -> String {
    match x.abs() {
        0.0 => "0".to_owned(),
        size if size < 1e-4 => format!("{x:.0e}"),
        size if size < 0.1 => format!("{x:.4}"),
        size if size < 10.0 => format!("{x:.2}"),
        _ => format!("{x:.1}"),
    }
}

/// A table of the library; `rounded` for people, else with all digits.
pub(super) fn grid(table: &Table, rounded: bool) -> Grid {
    let mut grid = Grid::new(&table.columns);
    for row in &table.rows {
        grid.row(row.iter().map(|cell| match cell {
            tables::Cell::Text(text) => text.as_str().into(),
            tables::Cell::Number(x, decimals) if rounded => format!("{x:.decimals$}").into(),
            tables::Cell::Number(x, _) => (*x).into(),
            tables::Cell::Empty => Cell::None,
        }));
    }
    grid
}

fn as_json(economy: &str, report: &Report) -> Value {
    let o = &report.options;
    let finite = |x: f64| if x.is_finite() { json!(x) } else { Value::Null };
    let list: Vec<Value> = report
        .checks
        .iter()
        .map(|c| {
            json!({
                "name": c.name, "value": finite(c.value), "lowest": finite(c.range.0), "highest": finite(c.range.1),
                "low": finite(c.low), "high": finite(c.high), "pass": c.pass, "unit": c.unit,
                "kind": c.kind.name(), "note": c.note,
            })
        })
        .collect();
    let tables: serde_json::Map<String, Value> = report
        .tables
        .iter()
        .map(|t| {
            let table = json!({ "title": t.title, "rows": grid(t, false).json() });
            (t.id.to_owned(), table)
        })
        .collect();
    json!({
        "economy": economy, "seeds": o.seeds, "quarters": o.quarters, "agents": o.persons_per_agent, "seed": o.seed,
        "passed": report.passed(), "checks": list, "tables": tables,
    })
}
