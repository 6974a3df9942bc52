//! The result in sentences.

use super::{
    Text, band_name, counted, date, no_multiplier, quarters_named, text, unit_of_effect, unit_of_level,
};
use crate::numbers::{Minus, decimals, plain, signed};
use experiments::effects::Effect;
use experiments::ensemble::Side;
use experiments::multiplier::Ratio;
use experiments::stats::{Spread, pairs_to_resolve};
use model::indicators::Indicator;
use study::Results;

/// The result in a few sentences: output, then what the scenario asks for at the end of the run, or else prices, jobs
/// and public debt; and output per unit of money spent.
pub fn headline(results: &Results) -> Vec<Text> {
    let horizons = results.horizons();
    // About a year ahead, but not before the policies differ.
    let start = results.ensemble.first_difference().unwrap_or(1).max(4);
    let far = horizons.last().copied().unwrap_or(1);
    let near = horizons.iter().copied().find(|&q| q >= start).unwrap_or(far);
    let mut said = vec![(Indicator::REAL_GDP, near)];
    said.extend(turn(results, near, far).map(|quarter| (Indicator::REAL_GDP, quarter)));
    if far != near {
        said.push((Indicator::REAL_GDP, far));
    }
    let usual = [Indicator::CPI, Indicator::UNEMPLOYMENT, Indicator::PUBLIC_DEBT];
    if results.subject.figures.is_empty() {
        said.extend(usual.map(|indicator| (indicator, near)));
    } else {
        let asked = results
            .subject
            .figures
            .iter()
            .filter(|i| **i != Indicator::REAL_GDP);
        said.extend(asked.map(|&indicator| (indicator, far)));
    }
    let said = said.into_iter();
    let mut sentences: Vec<Text> = said
        .filter_map(|(indicator, quarter)| Some(sentence(results, results.effect(indicator, quarter)?)))
        .collect();
    // The multiplier of the first two years, and the one of the whole run: spending that ends can be paid back.
    let found = results.multiplier.iter();
    let ratios: Vec<(usize, Ratio)> = found.filter_map(|m| Some((m.quarter, m.ratio.ok()?))).collect();
    let early = ratios.iter().rfind(|(quarter, _)| *quarter <= near.max(8));
    let whole = ratios.last();
    let late = whole.filter(|m| early.is_none_or(|e| e.0 != m.0));
    sentences.extend(
        early
            .into_iter()
            .chain(late)
            .map(|(q, ratio)| per_unit(*q, ratio)),
    );
    sentences.extend(no_multiplier(results));
    sentences
}

/// The quarter between two others in which output is farthest on a side of the baseline that neither of the two shows,
/// of those in which the effect is resolved.
fn turn(results: &Results, near: usize, far: usize) -> Option<usize> {
    let resolved = |quarter: usize| {
        let effect = results.effect(Indicator::REAL_GDP, quarter);
        effect.filter(|e| e.sign.resolved && !e.sign.identical)
    };
    let shown: Vec<bool> = [near, far]
        .into_iter()
        .filter_map(resolved)
        .map(|e| e.spread.median > 0.0)
        .collect();
    (near + 1..far)
        .filter_map(resolved)
        .filter(|e| !shown.contains(&(e.spread.median > 0.0)))
        .max_by(|a, b| a.spread.median.abs().total_cmp(&b.spread.median.abs()))
        .map(|e| e.quarter)
}

/// A multiplier as a sentence.
fn per_unit(quarter: usize, ratio: &Ratio) -> Text {
    let (low, high) = ratio.spread.band(95);
    let n = |x| plain(x, 2, Minus::Typographic);
    let (size, first) = (n(ratio.spread.median.abs()), quarters_named(quarter));
    let (low, high) = (n(low), n(high));
    let band = band_name(ratio.spread.count);
    let (en_band, zh_band) = match ratio.spread.count {
        1 => (band.en, band.zh),
        _ => (
            format!("{}: {low} to {high}", band.en),
            format!("{}：{low}至{high}", band.zh),
        ),
    };
    if !ratio.sign.resolved {
        return text(
            format!(
                "Per unit of cost, the change in real GDP over the first {} cannot be told from zero (multiplier, {en_band}).",
                first.en
            ),
            format!(
                "前{}每单位成本对实际GDP的累计影响无法与零区分（乘数，{zh_band}）。",
                first.zh
            ),
        );
    }
    let (en_way, zh_way) = if ratio.spread.median >= 0.0 {
        ("gains", "增加")
    } else {
        ("loses", "减少")
    };
    text(
        format!(
            "Per unit of cost, real GDP {en_way} {size} units over the first {} (multiplier, {en_band}).",
            first.en
        ),
        format!(
            "前{}每单位成本使实际GDP累计{zh_way}{size}单位（乘数，{zh_band}）。",
            first.zh
        ),
    )
}

/// Name of an indicator inside an English sentence.
fn phrase(indicator: Indicator) -> String {
    let name = indicator.info().en;
    match indicator {
        Indicator::CPI => "the consumer price index".into(),
        Indicator::UNEMPLOYMENT => "the unemployment rate".into(),
        _ => match name.split_once(' ') {
            // An abbreviation keeps its capitals.
            Some((first, _)) if first == first.to_uppercase() => name.into(),
            _ => name
                .chars()
                .take(1)
                .flat_map(char::to_lowercase)
                .chain(name.chars().skip(1))
                .collect(),
        },
    }
}

/// One effect as a sentence; where the baseline has nothing of the kind, the level.
pub fn sentence(results: &Results, effect: &Effect) -> Text {
    let info = effect.indicator.info();
    let (en_date, zh_date, q) = (effect.date, date(effect.date).zh, effect.quarter);
    if effect.sign.identical {
        let name = phrase(effect.indicator);
        return text(
            format!("In {en_date} (quarter {q}) {name} is exactly the baseline’s in every pair."),
            format!("{zh_date}（第{q}个季度），各配对中{}与基准完全相同。", info.zh),
        );
    }
    if let Some(level) = level_alone(results, effect) {
        return level;
    }
    if !effect.sign.resolved {
        return open(effect);
    }
    let (en_unit, zh_unit) = said(unit_of_effect(effect.unit, &results.subject.economy.money_unit));
    let median = effect.spread.median;
    let digits = decimals(median).max(2);
    let n = |x| signed(x, digits, Minus::Typographic);
    let (en_how, zh_how) = how_sure(effect, &effect.spread, &n);
    let size = plain(median.abs(), digits, Minus::Typographic);
    let (en_side, zh_side) = if median >= 0.0 {
        ("above", "高")
    } else {
        ("below", "低")
    };
    text(
        format!(
            "{}, {en_date} (quarter {q}): {size}{en_unit} {en_side} the baseline ({en_how}).",
            info.en
        ),
        format!(
            "{zh_date}（第{q}个季度），{}比基准{zh_side}{size}{zh_unit}（{zh_how}）。",
            info.zh
        ),
    )
}

/// An effect that cannot be told from zero.
fn open(effect: &Effect) -> Text {
    let (q, pairs) = (effect.quarter, counted(effect.spread.count, "pair"));
    let needed = pairs_to_resolve(&effect.spread).filter(|&n| n <= 1_000_000);
    let thousands = |n: u64| plain(n as f64, 0, Minus::Ascii);
    let en_more = needed.map_or(String::new(), |n| {
        format!("; about {} would be needed", thousands(n))
    });
    let zh_more = needed.map_or(String::new(), |n| format!("，约需{}对", thousands(n)));
    text(
        format!(
            "The effect on {} in {} (quarter {q}) cannot be told from zero with {pairs}{en_more}.",
            phrase(effect.indicator),
            effect.date
        ),
        format!(
            "{}（第{q}个季度）对{}的效果用{}对配对无法与零区分{zh_more}。",
            date(effect.date).zh,
            effect.indicator.info().zh,
            effect.spread.count
        ),
    )
}

/// A unit after a number.
fn said(unit: Text) -> (String, String) {
    match unit {
        unit if unit.en == "pp" => (" percentage points".to_owned(), "个百分点".to_owned()),
        // A ratio has no unit to say.
        unit if unit.en == "ratio" => (String::new(), String::new()),
        unit => (format!(" {}", unit.en), unit.zh),
    }
}

/// A band, or that the effect was put in.
fn how_sure(effect: &Effect, spread: &Spread, n: &dyn Fn(f64) -> String) -> (String, String) {
    if effect.sign.imposed {
        return ("imposed".to_owned(), "设定值".to_owned());
    }
    let (low, high) = spread.band(95);
    let band = band_name(spread.count);
    (
        format!("{}: {} to {}", band.en, n(low), n(high)),
        format!("{}：{}至{}", band.zh, n(low), n(high)),
    )
}

/// The scenario's level, where no pair has anything of the kind in its baseline: a distance from nothing, or per cent of it,
/// says less. Nothing where chance could have brought it about.
fn level_alone(results: &Results, effect: &Effect) -> Option<Text> {
    let level = |side| Some(results.level(effect.indicator, side, effect.quarter)?.spread);
    let baseline = level(Side::Baseline)?;
    let none = baseline.min == 0.0 && baseline.max == 0.0;
    // Per cent of nothing is no number, and so never resolved.
    if !none || !(effect.sign.resolved || effect.spread.mean.is_infinite()) {
        return None;
    }
    let scenario = level(Side::Scenario)?;
    let digits = decimals(scenario.median).max(2);
    let n = |x| plain(x, digits, Minus::Typographic);
    let (en_unit, zh_unit) = said(unit_of_level(
        effect.indicator,
        &results.subject.economy.money_unit,
    ));
    let (en_how, zh_how) = how_sure(effect, &scenario, &n);
    let (info, size, q) = (effect.indicator.info(), n(scenario.median), effect.quarter);
    Some(text(
        format!(
            "{}, {} (quarter {q}): {size}{en_unit}, and nothing in the baseline ({en_how}).",
            info.en, effect.date
        ),
        format!(
            "{}（第{q}个季度），{}为{size}{zh_unit}，基准中为零（{zh_how}）。",
            date(effect.date).zh,
            info.zh
        ),
    ))
}

#[cfg(test)]
#[path = "headline_tests.rs"]
mod tests;
