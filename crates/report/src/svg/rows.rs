//! An experiment as a picture: one panel per outcome, one row per case, a dot for the median, a whisker from 10 to 90 % of
//! the pairs (of their range where they are few), and the band that evidence gives as a shade.

use super::axis::Axis;
use super::{FONT, GRID, INK, MUTED, SCENARIO, ZERO, escape};
use crate::numbers::{Minus, decimals, plain};
use crate::words::{self, Language, text};
use experiments::evidence::{self, Finding, Found, Outcome, Reading};
use experiments::stats::holds;
use model::economy::Text;
use std::fmt::Write;

/// Per cent of the pairs that a whisker holds.
const SHOWN: u8 = 80;
const BAND: &str = "#b98a2f";
const PANEL: f64 = 560.0;
const LABELS: f64 = 168.0;
const ROW: f64 = 20.0;
const HEAD: f64 = 44.0;
const FOOT: f64 = 34.0;
const TOP: f64 = 78.0;

/// Draws an experiment in one language.
pub fn experiment(finding: &Finding, language: Language) -> String {
    let panel = HEAD + ROW * finding.cases.len() as f64 + FOOT;
    let lines = finding.experiment.outcomes.len().div_ceil(2);
    let (width, height) = (2.0 * PANEL + 60.0, TOP + panel * lines as f64 + 30.0);
    let id = &finding.experiment.id;
    let heading = heading(finding);
    let name = format!("{id}: {}", language.of(&heading));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t\" font-family=\"{FONT}\" \
         font-size=\"12\"><title id=\"{id}-t\">{0}</title><rect width=\"{width}\" height=\"{height}\" \
         fill=\"#ffffff\"/><text x=\"20\" y=\"32\" font-size=\"18\" font-weight=\"600\" fill=\"{INK}\">{0}</text>\
         <text x=\"20\" y=\"54\" fill=\"{MUTED}\">{1}</text>",
        escape(&name),
        escape(language.of(&key(finding)))
    );
    for (k, outcome) in finding.experiment.outcomes.iter().enumerate() {
        let x = 20.0 + (PANEL + 20.0) * (k % 2) as f64;
        let y = TOP + panel * (k / 2) as f64;
        let found: Vec<&Found> = finding.cases.iter().map(|case| &case.outcomes[k]).collect();
        panel_of(&mut out, finding, outcome, &found, (x, y), language);
    }
    let _ = write!(
        out,
        "<text x=\"20\" y=\"{}\" font-size=\"11\" fill=\"{MUTED}\">{}</text></svg>",
        height - 14.0,
        escape(language.of(&words::notice()))
    );
    out
}

/// Title of the experiment: in Chinese that of its central preset.
fn heading(finding: &Finding) -> Text {
    text(&finding.experiment.title, finding.title_zh.as_str())
}

/// How to read the picture.
fn key(finding: &Finding) -> Text {
    let n = finding.pairs();
    let (en_line, zh_line) = match holds(n, SHOWN) {
        true => ("10 to 90 % of them", "10%至90%区间"),
        false => ("the range of all", "全距"),
    };
    text(
        format!(
            "Dot: median of {n} pairs. Line: {en_line}. Hollow: sign not resolved. Shade: band of evidence, a check \
             of plausibility."
        ),
        format!(
            "圆点：{n}个配对的中位数。横线：{zh_line}。空心：符号无法确定。阴影：文献给出的合理区间，仅供核对。"
        ),
    )
}

/// Title of an outcome.
pub fn outcome_title(outcome: &Outcome) -> Text {
    let zh = outcome.indicator.info().zh;
    let zh = match outcome.reading {
        Reading::Deviation(year) => format!("{zh}，第{year}年"),
        Reading::Value(year) => format!("{zh}，第{year}年末（情景水平）"),
        Reading::Change(from, to) => format!("{zh}，第{}至{to}年年均变化", from + 1),
        Reading::PerNewRobots(year) => format!("{zh}，各行业新增机器人每高一个标准差，第{year}年"),
        Reading::PerRobotsInUse(year) => format!("{zh}，各行业在用机器人每高一个标准差，第{year}年"),
        Reading::TimeTo(level) => format!("{zh}，达到{level}%所需时间"),
    };
    text(&outcome.title, zh)
}

fn unit(outcome: &Outcome) -> Text {
    match evidence::unit(outcome).as_str() {
        "pct" => text("%", "%"),
        "pp" => text("pp", "百分点"),
        "pp a year" => text("pp a year", "百分点/年"),
        other => text(other, other),
    }
}

fn panel_of(
    out: &mut String,
    finding: &Finding,
    outcome: &Outcome,
    found: &[&Found],
    (x, y): (f64, f64),
    language: Language,
) {
    let (left, right) = (x + LABELS, x + PANEL - 58.0);
    let (top, bottom) = (y + HEAD, y + HEAD + ROW * found.len() as f64);
    let spreads = found.iter().flat_map(|f| {
        let (low, high) = f.spread.band(SHOWN);
        [low, f.spread.median, high]
    });
    let value = matches!(outcome.reading, Reading::Value(_));
    let zero = (!value).then_some(0.0);
    // The nearest point of the band is always in the picture; a wide band may reach beyond it.
    let nearest = outcome.band.into_iter().flat_map(|(low, high)| {
        found
            .iter()
            .map(move |f| f.spread.median)
            .filter(|m| m.is_finite())
            .map(move |m| m.clamp(low, high))
    });
    let axis = Axis::of(spreads.chain(nearest).chain(zero));
    let at = |v: f64| left + (right - left) * axis.share(v).clamp(0.0, 1.0);
    let _ = write!(
        out,
        "<text x=\"{x}\" y=\"{}\" font-size=\"13\" font-weight=\"600\" fill=\"{INK}\">{} <tspan \
         font-weight=\"400\" fill=\"{MUTED}\">({})</tspan></text>",
        y + 26.0,
        escape(language.of(&outcome_title(outcome))),
        escape(language.of(&unit(outcome)))
    );
    if let Some((low, high)) = outcome.band {
        let (from, to) = (at(low), at(high));
        let _ = write!(
            out,
            "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{BAND}\" \
             fill-opacity=\"0.16\"/>",
            top - 4.0,
            to - from,
            bottom - top + 4.0
        );
    }
    for tick in &axis.ticks {
        let colour = if tick.abs() < axis.step * 1e-9 { ZERO } else { GRID };
        let _ = write!(
            out,
            "<path d=\"M{0:.1} {1:.1}V{bottom:.1}\" stroke=\"{colour}\"/><text x=\"{0:.1}\" y=\"{2:.1}\" \
             text-anchor=\"middle\" font-size=\"11\" fill=\"{MUTED}\">{3}</text>",
            at(*tick),
            top - 4.0,
            bottom + 14.0,
            plain(*tick, axis.decimals, Minus::Typographic)
        );
    }
    for (k, (case, f)) in finding.cases.iter().zip(found).enumerate() {
        let middle = top + ROW * (k as f64 + 0.5);
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"{INK}\">{}</text>",
            left - 10.0,
            middle + 4.0,
            escape(case.preset)
        );
        if f.spread.median.is_finite() {
            dot(out, f, &at, middle, right);
        }
    }
}

fn dot(out: &mut String, f: &Found, at: &dyn Fn(f64) -> f64, y: f64, right: f64) {
    let fill = if f.sign.resolved || f.sign.identical {
        SCENARIO
    } else {
        "#ffffff"
    };
    let s = &f.spread;
    let (low, high) = s.band(SHOWN);
    let _ = write!(
        out,
        "<path d=\"M{:.1} {y:.1}H{:.1}\" stroke=\"{SCENARIO}\" stroke-width=\"2\"/><circle cx=\"{:.1}\" \
         cy=\"{y:.1}\" r=\"4\" fill=\"{fill}\" stroke=\"{SCENARIO}\" stroke-width=\"1.5\"/><text x=\"{:.1}\" \
         y=\"{:.1}\" fill=\"{MUTED}\">{}</text>",
        at(low),
        at(high),
        at(s.median),
        right + 8.0,
        y + 4.0,
        plain(s.median, decimals(s.median).min(3), Minus::Typographic)
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use experiments::evidence::Case;

    #[test]
    fn a_picture_has_a_panel_per_outcome_and_a_dot_per_case() {
        let experiment_ = &evidence::experiments().unwrap()[0];
        let case = |preset| Case {
            preset,
            outcomes: experiment_
                .outcomes
                .iter()
                .map(|_| Found::of(vec![0.1, 0.2, 0.3]))
                .collect(),
        };
        let finding = Finding {
            experiment: experiment_,
            cases: vec![case("E01"), case("E01-repriced")],
            persons_per_agent: 100_000,
            decided_by: Vec::new(),
            title_zh: "再贷款额度翻番".into(),
        };
        let english = experiment(&finding, Language::English);
        let count = |what: &str| english.matches(what).count();
        assert_eq!(count("<circle"), 2 * experiment_.outcomes.len());
        let banded = experiment_.outcomes.iter().filter(|o| o.band.is_some()).count();
        assert_eq!(count("fill-opacity"), banded);
        assert!(
            english.contains("median of 3 pairs. Line: the range of all.") && english.ends_with("</svg>")
        );
        let chinese = experiment(&finding, Language::Chinese);
        assert!(chinese.contains("再贷款额度翻番") && chinese.contains("第3年"));
    }
}
