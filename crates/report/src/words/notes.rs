//! Notes below a result: what a reader has to know before trusting a number.

use super::{band_note, no_cost, notice, text, unit_of_level, unresolved};
use crate::numbers::{Minus, plain};
use experiments::multiplier;
use model::economy::{Text, Tried};
use study::{Results, Side};

/// Notes that belong to a result, standing notice first.
pub fn notes(results: &Results) -> Vec<Text> {
    let mut notes = vec![notice()];
    let (done, asked) = (results.pairs(), results.ensemble.asked);
    if results.ensemble.partial {
        notes.push(text(
            format!("Partial: stopped after {done} of {asked} pairs; bands rest on the finished pairs."),
            format!("部分结果：仅完成{asked}对中的{done}对，区间以已完成的配对为准。"),
        ));
    }
    if results.ensemble.first_difference().is_none() {
        notes.push(text(
            "Scenario and baseline impose the same policy in every quarter; both were run all the same.",
            "情景与基准各季度政策完全相同，两者仍分别运行。",
        ));
    }
    let shown = results
        .effects
        .iter()
        .filter(|e| results.horizons().contains(&e.quarter));
    let (mut open, mut all) = (0, 0);
    for effect in shown {
        all += 1;
        open += usize::from(!effect.sign.resolved && !effect.sign.identical);
    }
    if open > 0 {
        notes.push(text(
            format!("{open} of {all} effects are {}.", unresolved().en),
            format!("{all}项效果中有{open}项{}。", unresolved().zh),
        ));
    }
    notes.extend(beyond(results));
    notes.extend(no_cost(results));
    if results.multiplier.iter().any(|m| m.ratio.is_ok()) && multiplier::priceless_levers(&results.ensemble) {
        notes.push(text(
            "The multiplier credits all levers of the scenario to its cost; some of them (rates, controls, tariffs of others, permits) cost nobody money.",
            "乘数把情景中所有政策的效果都归于其成本，其中部分政策（利率、管制、他国关税、许可）不花费资金。",
        ));
    }
    notes.extend(band_note(results.pairs()));
    notes.push(text(
        "Bands show what the dice do on paired runs; they say nothing about parameters or the model being wrong.",
        "区间只反映配对运行中的随机性，不反映参数或模型本身的误差。",
    ));
    notes.extend(results.subject.notes.iter().cloned());
    notes
}

/// What of a result lies outside the range in which its economy was tried.
fn beyond(results: &Results) -> Vec<Text> {
    let Some(tried) = &results.subject.economy.tried else {
        return Vec::new();
    };
    let mut notes = size(results, tried);
    for out in &results.outside {
        let (info, date) = (out.indicator.info(), results.ensemble.date(out.quarter));
        let (pairs, all) = (out.pairs, results.pairs());
        let number = |x: f64| plain(x, 2, Minus::Ascii);
        let (value, low, high) = (number(out.value), number(out.tried.0), number(out.tried.1));
        let (side, side_zh) = match out.side {
            Side::Baseline => ("baseline", "基准"),
            Side::Scenario => ("scenario", "情景"),
        };
        let unit = unit_of_level(out.indicator, &results.subject.economy.money_unit);
        notes.push(text(
            format!(
                "Outside what was tried: {} ({side}), from {date} on in {pairs} of {all} pairs, farthest {value} {}; tried \
                 from {low} to {high}.",
                info.en, unit.en
            ),
            format!(
                "超出已检验范围：{side_zh}的{}自{date}起在{all}对中的{pairs}对超出，最远{value}{}；已检验范围为{low}至{high}。",
                info.zh, unit.zh
            ),
        ));
    }
    notes
}

/// Horizons and sizes that nobody tried.
fn size(results: &Results, tried: &Tried) -> Vec<Text> {
    let mut notes = Vec::new();
    let (quarters, agents) = (results.ensemble.quarters, results.ensemble.persons_per_agent);
    if quarters > tried.quarters as usize {
        notes.push(text(
            format!(
                "Longer than anything that was tried: {quarters} quarters; the economy was tried over {}.",
                tried.quarters
            ),
            format!(
                "超出已检验期限：共{quarters}个季度，已检验{}个季度。",
                tried.quarters
            ),
        ));
    }
    let (finest, coarsest) = tried.persons_per_agent;
    if !(finest..=coarsest).contains(&agents) {
        notes.push(text(
            format!(
                "A size that was not tried: one agent for {agents} persons; the economy was tried from {finest} to {coarsest}."
            ),
            format!("未检验的规模：每个主体代表{agents}人，已检验范围为{finest}至{coarsest}人。"),
        ));
    }
    notes
}
