//! Notes below a result: what a reader has to know before trusting a number.

use super::{band_note, no_cost, notice, text, unresolved};
use experiments::multiplier;
use model::economy::Text;
use study::Results;

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
