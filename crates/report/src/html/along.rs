//! Effects along dimensions: a heat map where one column is reported, a plain table of several.

use super::markup::{Cell, both, table};
use super::parts::{TYPE, column, mark};
use crate::numbers::{decimals, signed};
use crate::words::text;
use experiments::effects::{PartEffect, Unit};
use model::economy::Text;
use model::indicators::{ColumnInfo, Dimension, IndicatorInfo};
use study::{Breakdown, Results};

/// A section of the report: heading, how it is read, table.
pub(super) struct Section {
    pub title: String,
    pub how: String,
    pub table: String,
}

/// One section for each dimension that has something to report.
pub(super) fn sections(results: &Results) -> Vec<Section> {
    let all = results.breakdowns.iter();
    all.map(|breakdown| {
        let title = breakdown.dimension.title();
        let table = match &breakdown.columns[..] {
            [(column, effects)] => heat_map(results, column.info(), effects),
            _ => plain(results, breakdown),
        };
        Section {
            title: both(&text(title.en, title.zh)),
            how: both(&how(breakdown)),
            table,
        }
    })
    .collect()
}

/// What a table shows, and how it is read.
fn how(breakdown: &Breakdown) -> Text {
    let infos: Vec<IndicatorInfo> = breakdown.columns.iter().map(|(c, _)| c.info().info).collect();
    let (en, zh) = match &infos[..] {
        [info] if info.unit == "bn_opening_prices" => {
            (format!("real {}", lower(info)), format!("实际{}", info.zh))
        }
        [info] => (lower(info), info.zh.to_owned()),
        _ if infos.iter().all(|info| info.unit == "bn") => ("nominal amounts".into(), "名义金额".into()),
        _ => ("each of them".into(), "各项指标".into()),
    };
    let relative = infos.iter().all(|info| Unit::declared(info) == Unit::Percent);
    let (unit_en, unit_zh) = match relative {
        true => ("per cent of baseline", "相对基准的百分比"),
        false => ("difference from baseline", "与基准之差"),
    };
    let (colour_en, colour_zh) = match infos.len() {
        1 => (
            " Blue is above the baseline, orange below; darker is more.",
            "颜色深浅表示大小，蓝色为正，橙色为负。",
        ),
        _ => ("", ""),
    };
    text(
        format!("Median effect on {en}, {unit_en}.{colour_en}"),
        format!("对{zh}的效果：中位数，{unit_zh}。{colour_zh}"),
    )
}

/// A title inside a sentence.
fn lower(info: &IndicatorInfo) -> String {
    let mut rest = info.en.chars();
    let first = rest.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(rest).collect()
}

/// Heat map of effects on one column.
fn heat_map(results: &Results, shown: &ColumnInfo, effects: &[PartEffect]) -> String {
    let ColumnInfo { dimension, info, .. } = shown;
    let horizons = results.part_horizons();
    let finite = effects
        .iter()
        .map(|e| e.spread.median.abs())
        .filter(|x| x.is_finite());
    let scale = finite.fold(0.0, f64::max);
    let mut head = vec![Cell::head_left(&text(format!("{} of", info.en), info.zh))];
    head.extend(
        horizons
            .iter()
            .map(|&q| Cell::markup(column(results, q)).heads().class("c")),
    );
    let names = names(results, *dimension);
    let rows = names
        .iter()
        .zip(effects.chunks(horizons.len().max(1)))
        .map(|(name, effects)| {
            let mut row = vec![Cell::row(name)];
            row.extend(effects.iter().map(|e| heat(e, scale)));
            row
        });
    let title = text(
        format!("Effect on {} by {}", lower(info), dimension.noun()),
        format!("{}{}效果", dimension.title().zh, info.zh),
    );
    table(&title, "heat", vec![head], rows.collect())
}

/// Colour classes from strongly negative to strongly positive.
const HEAT: [&str; 9] = [
    "c m4", "c m3", "c m2", "c m1", "c z0", "c p1", "c p2", "c p3", "c p4",
];

fn heat(effect: &PartEffect, scale: f64) -> Cell {
    let x = effect.spread.median;
    // Square root, so that one strong sector does not leave all others blank.
    let level = if scale > 0.0 && x.is_finite() {
        (4.0 * (x.abs() / scale).sqrt()).round().copysign(x) as i32
    } else {
        0
    };
    let class = HEAT[(level.clamp(-4, 4) + 4) as usize];
    let number = if effect.sign.identical {
        "=".into()
    } else {
        signed(x, decimals(scale).clamp(1, 3), TYPE)
    };
    Cell::markup(format!("{number}{}", mark(&effect.sign))).class(class)
}

/// Several columns side by side.
fn plain(results: &Results, breakdown: &Breakdown) -> String {
    let horizons = results.part_horizons();
    let (title, member) = (breakdown.dimension.title(), breakdown.dimension.member());
    let mut over = vec![Cell::markup("")];
    let mut head = vec![Cell::head_left(&text(member.en, member.zh))];
    for (column, _) in &breakdown.columns {
        let info = &column.info().info;
        over.push(Cell::text(&text(lower(info), info.zh)).over(horizons.len()));
        head.extend(horizons.iter().map(|&q| {
            let date = results.date(q).to_string();
            Cell::head(&text(date.clone(), date))
        }));
    }
    let n = horizons.len().max(1);
    let names = names(results, breakdown.dimension);
    let rows = names.iter().enumerate().map(|(member, name)| {
        let mut row = vec![Cell::row(name)];
        for (_, effects) in &breakdown.columns {
            let mine = effects.iter().skip(member * n).take(n);
            row.extend(mine.map(|e| {
                let number = if e.sign.identical {
                    "=".into()
                } else {
                    signed(e.spread.median, 2, TYPE)
                };
                Cell::markup(format!("{number}{}", mark(&e.sign))).class("n")
            }));
        }
        row
    });
    table(
        &text(title.en, title.zh),
        "plain",
        vec![over, head],
        rows.collect(),
    )
}

fn names(results: &Results, dimension: Dimension) -> Vec<Text> {
    dimension.names(&results.subject.economy)
}
