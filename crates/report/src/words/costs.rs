//! What costs are called, and why nothing is divided by them or nothing is spent.

use super::{Text, quarters_named, text, unit_of_level};
use crate::numbers::{Minus, decimals, plain};
use experiments::cost::Row;
use experiments::multiplier::{Multiplier, NoRatio, priceless_levers};
use model::books::programmes::{Nature, Payer, Programme};
use model::indicators::Indicator;
use study::Results;

/// Title of a row of the cost table.
pub fn cost_title(row: Row) -> Text {
    match row {
        Row::Of(programme) => text(programme.info().en, programme.info().zh),
        Row::Budget => text("Cost on the budget", "财政成本"),
        Row::OutsideBudget => text("Cost outside the budget", "财政外成本"),
        Row::Cost => text("Cost in all", "总成本"),
        Row::Deficit => text("Change of the deficit", "赤字变动"),
    }
}

/// Id of a row of the cost table.
pub const fn cost_id(row: Row) -> &'static str {
    match row {
        Row::Of(programme) => programme.info().id,
        Row::Budget => "budget",
        Row::OutsideBudget => "outside_budget",
        Row::Cost => "cost",
        Row::Deficit => "deficit",
    }
}

/// Id of who bears a programme.
pub const fn payer_id(payer: Payer) -> &'static str {
    match payer {
        Payer::Budget => "budget",
        Payer::OutsideBudget => "outside_budget",
        Payer::Partners => "partners",
    }
}

/// Id of whether a scenario orders a programme.
pub const fn nature_id(nature: Nature) -> &'static str {
    match nature {
        Nature::Ordered => "ordered",
        Nature::Follows => "follows",
        Nature::Automatic => "automatic",
    }
}

/// Why there is no multiplier: one sentence for each reason, about the last horizon for which it holds.
pub fn no_multiplier(results: &Results) -> Vec<Text> {
    let of = |reason: NoRatio| {
        let found = results.multiplier.iter().rev();
        let last = found.clone().find(|m| m.ratio == Err(reason))?;
        Some(why(last, reason, &results.subject.economy.money_unit))
    };
    [
        NoRatio::Saves,
        NoRatio::NetsOut,
        NoRatio::Mixed,
        NoRatio::Negligible,
    ]
    .into_iter()
    .filter_map(of)
    .collect()
}

/// Why nothing is divided by the cost so far.
fn why(m: &Multiplier, reason: NoRatio, money_unit: &str) -> Text {
    let money = unit_of_level(Indicator::NOMINAL_GDP, money_unit);
    let n = |x: f64| plain(x.abs(), decimals(x).min(1), Minus::Typographic);
    let (cost, output) = (n(m.cost), n(m.output));
    let first = quarters_named(m.quarter);
    let (en_gdp, zh_gdp) = match (m.output_sign.resolved, m.output >= 0.0) {
        _ if m.output_sign.identical => ("real GDP stays as it is".to_owned(), "实际GDP不变".to_owned()),
        (false, _) => (
            "the change in real GDP cannot be told from zero".to_owned(),
            "对实际GDP的累计影响无法与零区分".to_owned(),
        ),
        (true, true) => (
            format!("real GDP gains {output} {}", money.en),
            format!("实际GDP累计增加{output}{}", money.zh),
        ),
        (true, false) => (
            format!("real GDP loses {output} {}", money.en),
            format!("实际GDP累计减少{output}{}", money.zh),
        ),
    };
    match reason {
        NoRatio::Saves => text(
            format!(
                "Over the first {} the scenario saves {cost} {} net and {en_gdp} (opening prices); where nothing is spent there is no multiplier.",
                first.en, money.en
            ),
            format!(
                "前{}该情景净节省{cost}{}，{zh_gdp}（期初价格）；没有净支出，故无乘数。",
                first.zh, money.zh
            ),
        ),
        NoRatio::NetsOut => text(
            format!(
                "Over the first {} {en_gdp} (opening prices). No multiplier: what the scenario gives it takes elsewhere, so there is no net cost to divide by.",
                first.en
            ),
            format!(
                "前{}{zh_gdp}（期初价格）。无乘数：该情景一手支出、一手收回，没有可作除数的净成本。",
                first.zh
            ),
        ),
        NoRatio::Negligible => text(
            format!(
                "Over the first {} {en_gdp} (opening prices). No multiplier: beside GDP the scenario costs next to nothing, so its effect is no yield of money.",
                first.en
            ),
            format!(
                "前{}{zh_gdp}（期初价格）。无乘数：与GDP相比该情景的成本微不足道，其效果不能视为资金的回报。",
                first.zh
            ),
        ),
        NoRatio::Mixed => text(
            format!(
                "Over the first {} {en_gdp} (opening prices). No multiplier: the scenario costs money in some pairs and saves it in others.",
                first.en
            ),
            format!(
                "前{}{zh_gdp}（期初价格）。无乘数：部分配对中该情景花费资金，部分配对中节省资金。",
                first.zh
            ),
        ),
    }
}

/// What stands behind effects without a cost, or with the price of credit alone.
pub fn no_cost(results: &Results) -> Option<Text> {
    let (ensemble, cost) = (&results.ensemble, &results.cost);
    let both = ensemble.baseline_policy.iter().zip(&ensemble.scenario_policy);
    let lends = both.clone().any(|(b, s)| b.money != s.money);
    let price_of_credit = |row: Row| matches!(row, Row::Of(Programme::Relending | Programme::Guarantees));
    let mut ordered = cost
        .iter()
        .map(|c| c.row)
        .filter(|row| matches!(row, Row::Of(p) if Row::Cost.holds(*p)));
    if lends && ordered.clone().all(price_of_credit) {
        return Some(text(
            "Credit itself is no cost here, because loans are paid back: only interest forgone and guarantees called are counted.",
            "信贷本身不计入成本，因为贷款需要偿还：只计放弃的利息与担保代偿。",
        ));
    }
    (ordered.next().is_none() && priceless_levers(ensemble)).then(|| {
        text(
            "No cost: no programme pays for what this scenario changes, so there is no multiplier.",
            "无成本：该情景所改变的内容不由任何项目出资，故无乘数。",
        )
    })
}
