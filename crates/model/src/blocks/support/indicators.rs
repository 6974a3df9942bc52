//! Indicators of support and state firms.

use super::Block;
use crate::books::{Seen, part_of};
use crate::declare::indicators;
use crate::structure::TechnologyGood;

indicators! {
    of Block, Seen;

    "support" {
        title: ("Industrial support over GDP", "产业扶持占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Cash, tax relief, land and credit for favoured firms over nominal GDP, that of the opening \
                  included.",
        measure: |b, s| 100.0 * b.over_gdp(s.accounts.gdp.nominal),
    }
    "favoured_firms" {
        title: ("Firms in favoured sectors", "受扶持行业企业数"),
        unit: "agents",
        kind: Level,
        meaning: "Firm agents in the market in sectors that industrial plans favour.",
        measure: |b, s| b.favoured(s.firms).count() as f64,
    }
    "favoured_output" {
        title: ("Output of favoured sectors", "受扶持行业产出"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Gross output of sectors that industrial plans favour, at opening prices.",
        measure: |b, s| b.favoured(s.firms).map(|i| s.firms.output[i]).sum(),
    }
    "favoured_capacity_use" {
        title: ("Use of capacity in favoured sectors", "受扶持行业产能利用率"),
        unit: "pct",
        kind: Rate,
        meaning: "Output over capacity of firms in sectors that industrial plans favour.",
        measure: |b, s| {
            let output: f64 = b.favoured(s.firms).map(|i| s.firms.output[i]).sum();
            let capacity: f64 = b.favoured(s.firms).map(|i| s.capacity(i)).sum();
            part_of(100.0 * output, capacity)
        },
    }
    "tfp" {
        title: ("Total factor productivity", "全要素生产率"),
        unit: "index",
        kind: Level,
        meaning: "Real value added over capital and staff, weighted by the share of capital; not normalised.",
        measure: |b, s| b.productivity(s.firms, s.structure),
    }
    "adjusted_tfp" {
        title: ("Total factor productivity, utilisation-adjusted", "经利用率调整的全要素生产率"),
        unit: "index",
        kind: Level,
        meaning: "Total factor productivity at normal use of plant and normal hours of staff: what is left of it \
                  without swings of demand; not normalised.",
        measure: |b, s| b.adjusted_productivity(s.firms, s.structure),
    }
    "firm_efficiency" {
        title: ("Productivity of the firms at work", "在营企业效率"),
        unit: "index",
        kind: Level,
        meaning: "Output per unit of staff needed at normal hours, common progress left out: who is at work and how \
                  good they are; not normalised.",
        always: |s| firm_efficiency(s),
    }
    "misallocation" {
        title: ("Productivity lost to misallocation", "资源错配造成的生产率损失"),
        unit: "pct",
        kind: Rate,
        meaning: "Gap to the productivity at which firms of a sector earn equal returns on equal inputs.",
        measure: |b, s| 100.0 * b.misallocation(s.firms, s.goods, s.structure),
    }
    "state_output" {
        title: ("State firms' share of output", "国有企业产出占比"),
        unit: "pct",
        kind: Rate,
        meaning: "Gross output of firms that the state controls, over that of all.",
        measure: |_, s| {
            let state: f64 = s.state_firms().map(|i| s.firms.output[i]).sum();
            100.0 * state / s.firms.output.iter().sum::<f64>()
        },
    }
    "state_dividends" {
        title: ("Dividends of state firms to the budget over GDP", "国有企业上缴利润占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        flow: true,
        meaning: "Profit that state firms remit over nominal GDP, that of the opening's rate included.",
        measure: |b, s| s.of_gdp(b.state_dividends()),
    }
    "state_research" {
        title: ("Research of state firms over GDP", "国有企业研发经费占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Research in the opening table, in proportion to output, and research bought on top of it, of firms \
                  that the state controls, over nominal GDP; 0 without the research block.",
        measure: |_, s| state_research(s),
    }
}

/// Output per unit of staff needed, common progress left out.
fn firm_efficiency(s: &Seen) -> f64 {
    let firms = s.firms;
    let (mut added, mut needed) = (0.0, 0.0);
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let own = firms.output[i] * (1.0 - s.structure.materials_per_output[k]);
        let level = firms.productivity[i] / s.structure.output_per_staff[k] / s.technology.level;
        added += own;
        needed += own / level;
    }
    added / needed
}

/// Research in the table and bought on top of it by firms that the state controls, over GDP.
fn state_research(s: &Seen) -> f64 {
    let firms = s.firms;
    let [own, models] =
        [TechnologyGood::Research, TechnologyGood::ModelResearch].map(|good| s.goods.technology(good));
    let of_firm = |i: usize| {
        let intensity = s.research_intensity.get(firms.sector(i));
        let bought = own.bill(i) + models.bill(i);
        intensity.map_or(0.0, |r| r * firms.price[i] * firms.output[i] + bought)
    };
    s.of_gdp(s.state_firms().map(of_firm).sum())
}
