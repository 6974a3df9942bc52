//! Indicators of chips and export controls.

use super::Block;
use crate::books::Seen;
use crate::declare::indicators;

indicators! {
    of Block, Seen;

    "chip_imports" {
        title: ("Imports of controlled inputs", "受管制投入品进口"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Chips and other named inputs that came from abroad, at opening prices.",
        measure: |_, s| s.goods.controls.imported,
    }
    "chip_self_sufficiency" {
        title: ("Self-sufficiency in controlled inputs", "受管制投入品自给率"),
        unit: "pct",
        kind: Rate,
        meaning: "Home output of named inputs over their use.",
        measure: |b, _| 100.0 * b.state.self_sufficiency,
    }
    "chip_gap" {
        title: ("Gap of home chips to the frontier", "国产芯片与前沿差距"),
        unit: "years",
        kind: Amount,
        meaning: "Years that home makers of chips are behind the frontier.",
        measure: |b, _| b.state.gap,
    }
    "innovations" {
        title: ("Innovations of sectors under chip controls", "芯片管制相关行业的创新"),
        unit: "firms_per_quarter",
        kind: Level,
        flow: true,
        meaning: "Firms of sectors that controls on chips treat that innovate in the quarter, by their chances; \
                  firms are agents.",
        measure: |b, s| {
            let innovating = |makers: &Vec<u32>| -> f64 { makers.iter().map(|&i| s.firms.innovation[i as usize]).sum() };
            let by_sector = s.goods.makers.iter().zip(&b.state.treated);
            by_sector.filter(|(_, treated)| **treated).map(|(makers, _)| innovating(makers)).sum()
        },
    }
    "hardware_cost" {
        title: ("Cost of AI hardware", "人工智能硬件成本"),
        unit: "index",
        kind: Level,
        meaning: "Cost of AI hardware over its cost without export controls.",
        measure: |_, s| s.goods.controls.hardware_cost,
    }
}
