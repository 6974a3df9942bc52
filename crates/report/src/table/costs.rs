//! What a scenario costs by year, on a screen.

use super::{Options, cut, line, pad_left, pad_right};
use crate::numbers::{Minus, plain};
use crate::study::Results;
use crate::words::{self, Language, text};
use experiments::cost::{Row, YearlyCost};
use model::indicators::Indicator;

/// Widths of the cost table: title, one year.
const COST: [usize; 2] = [34, 9];

/// What the scenario costs by year: on the budget, outside it, and in all at opening prices; means over pairs.
pub(super) fn cost(out: &mut String, results: &Results, options: Options) {
    let language = options.language;
    let of = |row: Row| -> Vec<&YearlyCost> { results.cost.iter().filter(|c| c.row == row).collect() };
    let all = of(Row::Cost);
    if all.is_empty() {
        return;
    }
    let money = words::unit_of_level(Indicator::NominalGdp, &results.study.economy.money_unit);
    line(
        out,
        &match language {
            Language::English => format!("cost by year, {}, mean of scenario less baseline", money.en),
            Language::Chinese => format!("各年成本，{}，情景减基准的均值", money.zh),
        },
    );
    let [label, cell] = COST;
    let room = options
        .columns
        .map_or(all.len(), |c| c.saturating_sub(label) / cell);
    let real = text("in all, at opening prices", "总计，期初价格");
    let rows = [
        (words::cost_title(Row::Budget), of(Row::Budget), false),
        (
            words::cost_title(Row::OutsideBudget),
            of(Row::OutsideBudget),
            false,
        ),
        (real, all.clone(), true),
    ];
    for part in (0..all.len()).collect::<Vec<_>>().chunks(room.max(1)) {
        let mut head = pad_right("", label);
        for &k in part {
            let date = results.date(all[k].first_quarter).to_string();
            head.push_str(&pad_left(&date, cell));
        }
        line(out, &head);
        for (name, years, real) in rows.iter().filter(|(_, years, _)| !years.is_empty()) {
            let mut row = pad_right(&cut(language.of(name), label - 1), label);
            for year in part.iter().map(|&k| years[k]) {
                let mean = if *real { year.real.mean } else { year.nominal.mean };
                row.push_str(&pad_left(&plain(mean, 0, Minus::Ascii), cell));
            }
            line(out, &row);
        }
    }
    out.push('\n');
}
