//! The tables of the report.

use super::markup::{Cell, both, table};
use crate::labels;
use crate::numbers::{Minus, decimals, plain, residual, row_decimals, signed};
use crate::words::{self, text, title, unit_of_effect};
use experiments::effects::{Effect, Sign};
use experiments::ensemble::Side;
use experiments::multiplier::Ratio;
use experiments::stats::holds;
use model::economy::Text;
use model::indicators::{Indicator, SECTIONS};
use study::Results;

pub(super) const TYPE: Minus = Minus::Typographic;

/// Main indicators by horizon: median, below it the band.
pub(super) fn effect_table(results: &Results, indicators: &[Indicator]) -> String {
    effect_rows(results, &text("Effects", "效果"), indicators)
}

fn effect_rows(results: &Results, name: &Text, indicators: &[Indicator]) -> String {
    let horizons = results.horizons();
    let mut head = vec![
        Cell::head_left(&text("Effect on", "对以下指标的效果")),
        Cell::head_left(&text("unit", "单位")),
    ];
    head.extend(horizons.iter().map(|&q| Cell::markup(column(results, q)).heads()));
    let rows = indicators.iter().filter_map(|&indicator| {
        let unit = unit_of_effect(
            results.effect(indicator, 1)?.unit,
            &results.subject.economy.money_unit,
        );
        let mut row = vec![Cell::row(&title(indicator)), Cell::text(&unit).class("u")];
        let effects: Vec<&Effect> = horizons
            .iter()
            .filter_map(|&q| results.effect(indicator, q))
            .collect();
        let digits = row_decimals(&effects, 4);
        row.extend(effects.into_iter().map(|effect| effect_cell(effect, digits)));
        Some(row)
    });
    table(name, "effects", vec![head], rows.collect())
}

fn effect_cell(effect: &Effect, digits: usize) -> Cell {
    let (low, high) = effect.spread.band(95);
    let n = |x| signed(x, digits, TYPE);
    if effect.sign.identical {
        return Cell::markup("=").class("n open");
    }
    let mark = mark(&effect.sign);
    let class = if effect.sign.resolved { "n" } else { "n open" };
    let (median, low, high) = (n(effect.spread.median), n(low), n(high));
    // A band without width at the digits shown says nothing, nor has what is imposed one.
    let band = match low == high || effect.sign.imposed {
        true => String::new(),
        false => format!("<small>{low} … {high}</small>"),
    };
    Cell::markup(format!("<b>{median}{mark}</b>{band}")).class(class)
}

pub(super) fn mark(sign: &Sign) -> &'static str {
    match (sign.identical, sign.imposed, sign.resolved) {
        (true, ..) => "",
        (_, true, _) => "<abbr title=\"imposed / 设定值\">*</abbr>",
        (.., true) => "",
        _ => "<abbr title=\"not resolved / 未能分辨\">?</abbr>",
    }
}

/// Calendar quarter over the number of quarters run, which are easily taken for each other on one line.
pub(super) fn column(results: &Results, quarter: usize) -> String {
    let date = both(&words::date(results.date(quarter)));
    let count = both(&text(format!("quarter {quarter}"), format!("第{quarter}个季度")));
    format!("{date}<small>{count}</small>")
}

/// The table of main indicators for each section of indicators, with its title.
pub(super) fn effect_sections(results: &Results) -> Vec<(String, String)> {
    SECTIONS
        .iter()
        .map(|section| {
            let name = text(section.en, section.zh);
            (both(&name), effect_rows(results, &name, section.indicators()))
        })
        .collect()
}

/// Every indicator, horizon and statistic.
pub(super) fn effect_full(results: &Results) -> String {
    let names = [
        ("median", "中位数"),
        ("mean", "均值"),
        ("standard error", "标准误"),
        ("smallest", "最小值"),
        ("2.5 %", "2.5%"),
        ("5 %", "5%"),
        ("10 %", "10%"),
        ("25 %", "25%"),
        ("75 %", "75%"),
        ("90 %", "90%"),
        ("95 %", "95%"),
        ("97.5 %", "97.5%"),
        ("largest", "最大值"),
        ("same sign", "同号比例"),
    ];
    let mut head = vec![
        Cell::head_left(&text("Effect on", "对以下指标的效果")),
        Cell::head_left(&text("unit", "单位")),
        Cell::head_left(&text("quarter", "季度")),
    ];
    head.extend(names.iter().map(|(en, zh)| Cell::head(&text(*en, *zh))));
    let columns = head.len();
    let mut rows = Vec::new();
    for section in SECTIONS {
        rows.push(vec![Cell::text(&text(section.en, section.zh)).group(columns)]);
        for (indicator, effect) in section.indicators().iter().flat_map(|&indicator| {
            let horizons = results.horizons().into_iter();
            horizons.filter_map(move |q| Some((indicator, results.effect(indicator, q)?)))
        }) {
            let s = &effect.spread;
            let digits = decimals(s.min.abs().max(s.max.abs())).clamp(3, 5);
            let unit = unit_of_effect(effect.unit, &results.subject.economy.money_unit);
            let mut row = vec![
                Cell::row(&title(indicator)),
                Cell::text(&unit).class("u"),
                Cell::markup(format!("{} · {}", effect.quarter, effect.date)).class("u"),
                Cell::markup(format!(
                    "{}{}",
                    signed(s.median, digits, TYPE),
                    mark(&effect.sign)
                ))
                .class("n"),
                Cell::number(signed(s.mean, digits, TYPE)),
                Cell::number(plain(s.se, digits + 1, TYPE)),
            ];
            let quantiles = [
                s.min, s.p025, s.p05, s.p10, s.p25, s.p75, s.p90, s.p95, s.p975, s.max,
            ];
            row.extend(quantiles.map(|x| Cell::number(signed(x, digits, TYPE))));
            row.push(Cell::number(format!("{:.0} %", 100.0 * effect.sign.same_sign)));
            rows.push(row);
        }
    }
    table(&text("All effects", "全部效果"), "dense", vec![head], rows)
}

/// Data twin of an effect chart.
pub(super) fn effect_twin(results: &Results, indicator: Indicator) -> String {
    let widest = widest(results);
    let names = [
        ("median", "中位数"),
        widest[0],
        ("10 %", "10%"),
        ("25 %", "25%"),
        ("75 %", "75%"),
        ("90 %", "90%"),
        widest[1],
        ("same sign", "同号比例"),
    ];
    let mut head = vec![Cell::head_left(&text("quarter", "季度"))];
    head.extend(names.iter().map(|(en, zh)| Cell::head(&text(*en, *zh))));
    let effects = (1..=results.ensemble.quarters).filter_map(|q| results.effect(indicator, q));
    let rows = effects.map(|e| {
        let s = &e.spread;
        let (low, high) = s.band(95);
        let mut row = vec![date_cell(results, e.quarter)];
        let values = [s.median, low, s.p10, s.p25, s.p75, s.p90, high];
        row.extend(values.map(|x| Cell::number(signed(x, 3, TYPE))));
        row.push(Cell::number(format!("{:.0} %", 100.0 * e.sign.same_sign)));
        row
    });
    table(&title(indicator), "dense", vec![head], rows.collect())
}

/// Data twin of a level chart.
pub(super) fn level_twin(results: &Results, indicator: Indicator) -> String {
    let sides = [("baseline", "基准"), ("scenario", "情景")];
    let mut over = vec![Cell::markup("")];
    over.extend(sides.iter().map(|(en, zh)| Cell::text(&text(*en, *zh)).over(3)));
    let [low, high] = widest(results);
    let mut head = vec![Cell::head_left(&text("quarter", "季度"))];
    for _ in sides {
        head.extend(
            [("median", "中位数"), low, high]
                .iter()
                .map(|(en, zh)| Cell::head(&text(*en, *zh))),
        );
    }
    let rows = (0..=results.ensemble.quarters).map(|q| {
        let mut row = vec![date_cell(results, q)];
        for level in Side::BOTH
            .iter()
            .filter_map(|&side| results.level(indicator, side, q))
        {
            let s = &level.spread;
            let (low, high) = s.band(95);
            let digits = decimals(s.median).max(2);
            row.extend([s.median, low, high].map(|x| Cell::number(plain(x, digits, TYPE))));
        }
        row
    });
    table(&title(indicator), "dense", vec![over, head], rows.collect())
}

/// Names of the ends of the widest band.
fn widest(results: &Results) -> [(&'static str, &'static str); 2] {
    match holds(results.pairs(), 95) {
        true => [("2.5 %", "2.5%"), ("97.5 %", "97.5%")],
        false => [("smallest", "最小值"), ("largest", "最大值")],
    }
}

fn date_cell(results: &Results, quarter: usize) -> Cell {
    let date = results.date(quarter).to_string();
    Cell::row(&text(date.clone(), date))
}

/// Output gained per unit of money spent.
pub(super) fn multiplier(results: &Results) -> String {
    let money = words::unit_of_level(Indicator::REAL_GDP, &results.subject.economy.money_unit);
    let head = vec![
        Cell::head_left(&text("Up to", "截至")),
        Cell::head(&text(
            format!("cost, {}", money.en),
            format!("成本，{}", money.zh),
        )),
        Cell::head(&text(
            format!("real GDP gained, {}", money.en),
            format!("新增实际GDP，{}", money.zh),
        )),
        Cell::head(&text("multiplier", "乘数")),
        Cell::head(&words::band_name(results.pairs())),
    ];
    let rows = results.multiplier.iter().map(|m| {
        let n = |x| plain(x, 2, TYPE);
        let (value, band) = match m.ratio {
            Err(_) => ("—".to_owned(), String::new()),
            Ok(Ratio { spread, sign }) => {
                let (low, high) = spread.band(95);
                let band = match spread.count {
                    1 => String::new(),
                    _ => format!("{} … {}", n(low), n(high)),
                };
                (format!("<b>{}{}</b>", n(spread.median), mark(&sign)), band)
            }
        };
        vec![
            Cell::markup(column(results, m.quarter)).heads_row(),
            Cell::number(plain(m.cost, 0, TYPE)),
            Cell::markup(format!("{}{}", plain(m.output, 0, TYPE), mark(&m.output_sign))).class("n"),
            Cell::markup(value).class("n"),
            Cell::number(band),
        ]
    });
    table(
        &text("Multiplier", "乘数"),
        "plain fit",
        vec![head],
        rows.collect(),
    )
}

/// The two matrices of one quarter with their sums.
pub(super) fn books(results: &Results) -> Option<String> {
    let books = results.ensemble.books.as_ref()?;
    let m = &books.matrices;
    let date = words::date(books.date);
    let money = words::unit_of_level(Indicator::NOMINAL_GDP, &results.subject.economy.money_unit);
    let caption = |en: &str, zh: &str| {
        both(&text(
            format!("{en}, {} (first pair, scenario), {}", date.en, money.en),
            format!("{zh}，{}（第一对，情景），{}", date.zh, money.zh),
        ))
    };
    let worth = [("net worth", m.net_worth.clone())];
    let balance = matrix(
        &text("Balance sheet", "资产负债表"),
        &m.sectors,
        &m.balance_sheet,
        &worth,
    );
    let column = |c: usize| m.flows.iter().filter_map(|(_, row)| row.get(c)).sum();
    let lending = (0..m.sectors.len()).map(column).collect();
    let below = [
        ("net lending", lending),
        ("written off or revalued, no payment", m.revaluations.clone()),
    ];
    let flows = matrix(&text("Transactions", "交易流量表"), &m.sectors, &m.flows, &below);
    Some(format!(
        "<h3>{}</h3>{balance}<h3>{}</h3>{flows}",
        caption("Balance sheet at the end of the quarter", "期末资产负债表"),
        caption("Transactions of the quarter", "当季交易流量表"),
    ))
}

type Row = (&'static str, Vec<f64>);

/// Rows with their sums, without those in which nothing stands; rows `below` are set apart.
fn matrix(name: &Text, sectors: &[&'static str], rows: &[Row], below: &[Row]) -> String {
    let mut head = vec![Cell::markup("")];
    head.extend(sectors.iter().map(|s| Cell::head(&labels::books_label(s))));
    head.push(Cell::head(&text("sum", "合计")));
    let number = |x: f64, row: &[f64]| match negligible(x, row) {
        true => Cell::number("·").class("n zero"),
        false => Cell::number(plain(x, 1, TYPE)),
    };
    let line = |(label, cells): &Row| {
        let mut row = vec![Cell::row(&labels::books_label(label))];
        row.extend(cells.iter().map(|&x| number(x, cells)));
        row.push(Cell::number(sum(cells)).class("n sum"));
        row
    };
    let total = |row: &Row| line(row).into_iter().map(Cell::total).collect();
    // Payments within one sector leave rounding in its cell, which is no entry.
    let all: Vec<f64> = rows.iter().flat_map(|(_, cells)| cells).copied().collect();
    let body = rows
        .iter()
        .filter(|(_, cells)| cells.iter().any(|&x| !negligible(x, &all)))
        .map(line)
        .chain(below.iter().filter(|(_, cells)| !cells.is_empty()).map(total));
    table(name, "books", vec![head], body.collect())
}

/// Sum of a row: `0` if it vanishes against its largest cell, with the residual if there is one.
fn sum(cells: &[f64]) -> String {
    let total: f64 = cells.iter().sum();
    if total == 0.0 {
        "0".into()
    } else if negligible(total, cells) {
        format!("0 ({})", residual(total.abs()))
    } else {
        plain(total, 1, TYPE)
    }
}

/// Zero up to the tolerance of the books, against the largest cell of its row.
fn negligible(x: f64, row: &[f64]) -> bool {
    x.abs() <= 1e-9 * row.iter().fold(0.0, |m: f64, cell| m.max(cell.abs()))
}
