//! Indicators of venture funds.

use super::{Block, Ventures};
use crate::books::{Seen, part_of};
use crate::declare::indicators;
use accounting::Sector;

indicators! {
    of Block, Seen;

    "fund_committed" {
        title: ("Venture funds announced", "引导基金宣布规模"),
        unit: "bn",
        kind: Amount,
        meaning: "Size of all venture funds announced so far.",
        measure: |b, _| b.state.sum(|f| f.committed),
    }
    "fund_raised" {
        title: ("Venture funds raised", "引导基金实际募集"),
        unit: "bn",
        kind: Amount,
        meaning: "What partners of venture funds have promised so far.",
        measure: |b, _| b.state.sum(|f| f.raised.iter().sum()),
    }
    "fund_drawn" {
        title: ("Venture funds drawn", "引导基金实缴"),
        unit: "bn",
        kind: Amount,
        meaning: "What partners have paid into venture funds so far.",
        measure: |b, _| b.state.sum(|f| f.drawn.iter().sum()),
    }
    "fund_invested" {
        title: ("Venture funds invested", "引导基金已投资"),
        unit: "bn",
        kind: Amount,
        meaning: "What venture funds have paid to projects so far.",
        measure: |b, _| b.state.sum(|f| f.invested),
    }
    "fund_fees" {
        title: ("Fees of venture funds", "引导基金管理费"),
        unit: "bn",
        kind: Amount,
        meaning: "What venture funds have paid to their managers so far.",
        measure: |b, _| b.state.sum(|f| f.fees),
    }
    "fund_returned" {
        title: ("Venture funds returned", "引导基金已返还"),
        unit: "bn",
        kind: Amount,
        meaning: "What venture funds have paid out to partners so far.",
        measure: |b, _| b.state.sum(|f| f.returned.iter().sum()),
    }
    "fund_assets" {
        title: ("Net assets of venture funds", "引导基金净资产"),
        unit: "bn",
        kind: Amount,
        meaning: "Deposits of venture funds and their stakes at cost.",
        measure: |_, s| s.ledger.fund_shares(Sector::Government) + s.ledger.fund_shares(Sector::Households),
    }
    "venture_spending" {
        title: ("Spending by funded projects", "受资助项目支出"),
        unit: "bn",
        kind: Amount,
        flow: true,
        meaning: "Research bought by projects of venture funds in the quarter.",
        measure: |b, _| b.state.spending,
    }
    "venture_failures" {
        title: ("Funded deals that lost money", "受资助项目亏损比例"),
        unit: "pct",
        kind: Amount,
        meaning: "Deals that returned less than they cost, over all deals begun so far; the last winners end a life \
                  of the fund later.",
        measure: |b, _| {
            // Losers end before winners: of those ended early on nearly all have lost.
            let begun = b.state.sum(|f| f64::from(f.deals));
            100.0 * part_of(b.state.sum(|f| f64::from(f.lost)), begun)
        },
    }
    "public_return" {
        title: ("Public return multiple, cash", "财政出资现金回报倍数"),
        unit: "ratio",
        kind: Amount,
        meaning: "What venture funds have paid out to government over what it has paid in; zero while it has paid \
                  nothing.",
        measure: |b, _| part_of(b.state.sum(|f| f.returned[0]), b.state.sum(|f| f.drawn[0])),
    }
    "public_value" {
        title: ("Public return multiple, cash and shares", "财政出资总回报倍数"),
        unit: "ratio",
        kind: Amount,
        meaning: "The same with the shares that government still holds, at cost.",
        measure: |b, _| part_of(b.state.sum(|f| f.returned[0] + f.shares[0]), b.state.sum(|f| f.drawn[0])),
    }
    "venture_technology" {
        title: ("Technology from ventures", "风投带来的技术提升"),
        unit: "pct",
        kind: Amount,
        meaning: "What successes of venture funds add to output per unit of staff, mean over firms by size and \
                  sectors by value added.",
        measure: |b, s| 100.0 * gain(&b.state, s),
    }
}

/// Gain from ventures, mean over firms by size and over sectors by real value added.
fn gain(ventures: &Ventures, s: &Seen) -> f64 {
    if ventures.knowledge.is_empty() {
        return 0.0;
    }
    let (mut gain, mut total) = (0.0, 0.0);
    for (k, makers) in s.goods.makers.iter().enumerate() {
        let (mut added, mut own) = (0.0, 0.0);
        for i in makers.iter().map(|&i| i as usize) {
            added += s.firms.output[i] - s.firms.materials_used[i];
            own += s.firms.size[i] * ventures.own_gain[i];
        }
        gain += added * (own + ventures.knowledge[k]);
        total += added;
    }
    gain / total
}
