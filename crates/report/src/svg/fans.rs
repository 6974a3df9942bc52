//! Which fan charts there are: the paired effect on an indicator, and its levels on both sides.

use super::{Fan, Line, Place, Style, fan};
use crate::numbers::{Minus, decimals, plain, signed};
use crate::words::{Language, text, title, unit_of_effect, unit_of_level};
use experiments::ensemble::Side;
use experiments::stats::Spread;
use model::economy::Text;
use model::indicators::Indicator;
use std::fmt::Write;
use study::Results;

/// Fan chart of the paired effect on an indicator.
pub fn effect_fan(results: &Results, indicator: Indicator) -> Fan {
    let quarters = results.ensemble.quarters;
    let effects: Vec<_> = (1..=quarters)
        .filter_map(|q| results.effect(indicator, q))
        .collect();
    let unit = effects.first().map_or_else(Text::default, |e| {
        unit_of_effect(e.unit, &results.subject.economy.money_unit)
    });
    let mut description = text(String::new(), String::new());
    for q in results.horizons() {
        let Some(e) = results.effect(indicator, q) else {
            continue;
        };
        let n = |x: f64| signed(x, decimals(x).clamp(2, 4), Minus::Typographic);
        let (low, high) = e.spread.band(95);
        let (median, low, high) = (n(e.spread.median), n(low), n(high));
        let _ = write!(description.en, "Quarter {q}: {median} ({low} to {high}). ");
        let _ = write!(description.zh, "第{q}季度：{median}（{low}至{high}）。");
    }
    Fan {
        id: format!("effect-{}", indicator.info().id),
        title: title(indicator),
        unit,
        description,
        dates: effects.iter().map(|e| e.date).collect(),
        lines: vec![Line {
            name: text("median effect", "效果中位数"),
            style: Style::Scenario,
            points: effects.iter().map(|e| e.spread).collect(),
            bands: &[95, 80, 50],
            firm: effects
                .iter()
                .map(|e| e.sign.resolved || e.sign.identical)
                .collect(),
        }],
        effect: true,
    }
}

/// Fan chart of the levels of an indicator in baseline and scenario.
pub fn level_fan(results: &Results, indicator: Indicator) -> Fan {
    let quarters = results.ensemble.quarters;
    let points = |side| -> Vec<Spread> {
        (0..=quarters)
            .filter_map(|q| results.level(indicator, side, q))
            .map(|l| l.spread)
            .collect()
    };
    let (baseline, scenario) = (points(Side::Baseline), points(Side::Scenario));
    let last = |p: &[Spread]| {
        p.last().map_or(String::new(), |s| {
            plain(s.median, decimals(s.median), Minus::Typographic)
        })
    };
    let (b, s, date) = (last(&baseline), last(&scenario), results.date(quarters));
    Fan {
        id: format!("level-{}", indicator.info().id),
        title: title(indicator),
        unit: unit_of_level(indicator, &results.subject.economy.money_unit),
        description: text(
            format!("Median in {date}: {b} in the baseline, {s} in the scenario."),
            format!("{date}的中位数：基准{b}，情景{s}。"),
        ),
        dates: (0..=quarters).map(|q| results.date(q)).collect(),
        lines: vec![
            Line {
                name: text("baseline", "基准"),
                style: Style::Baseline,
                points: baseline,
                bands: &[95],
                firm: Vec::new(),
            },
            Line {
                name: text("scenario", "情景"),
                style: Style::Scenario,
                points: scenario,
                bands: &[95, 80, 50],
                firm: Vec::new(),
            },
        ],
        effect: false,
    }
}

/// Picture of the paired effect on an indicator, standing alone.
pub fn effect(results: &Results, indicator: Indicator, language: Language) -> String {
    let mut chart = effect_fan(results, indicator);
    chart.title = text(
        format!(
            "{}: {} against {}",
            chart.title.en, results.subject.scenario.title.en, results.subject.baseline.title.en
        ),
        format!(
            "{}：{}与{}之差",
            chart.title.zh, results.subject.scenario.title.zh, results.subject.baseline.title.zh
        ),
    );
    fan(&chart, Place::Alone(language))
}
