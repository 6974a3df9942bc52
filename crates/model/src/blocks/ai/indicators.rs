//! Indicators of artificial intelligence.

use super::Block;
use crate::books::{MILLION, Seen};
use crate::declare::indicators;
use crate::structure::TechnologyGood;
use engine::math;

indicators! {
    of Block, Seen;

    "ai_adoption" {
        title: ("Output of firms that use AI", "使用人工智能的企业产出占比"),
        unit: "pct",
        kind: Rate,
        meaning: "Output of firms that have adopted artificial intelligence, over all output.",
        measure: |b, s| {
            let uses = |i: usize| if b.state.adoption.has(i) { s.firms.output[i] } else { 0.0 };
            100.0 * s.sum(uses) / s.sum(|i| s.firms.output[i])
        },
    }
    "ai_productivity" {
        title: ("AI effect on productivity", "人工智能对生产率的影响"),
        unit: "pct",
        kind: Rate,
        meaning: "What adoption since the opening does to output per unit of staff, weighted by pay; part of it is \
                  in the announced trend.",
        measure: |b, s| {
            let pay = |i: usize| s.firms.pay_rate[i] * s.firms.staff[i];
            100.0 * s.sum(|i| pay(i) * b.state.effect[i]) / s.sum(pay)
        },
    }
    "ai_displaced" {
        title: ("Labour displaced by AI", "人工智能替代的劳动"),
        unit: "persons_m",
        kind: Amount,
        meaning: "Persons whom firms that adopted since the opening would need in addition without it, for the same \
                  output.",
        measure: |b, s| {
            let displaced = |i: usize| f64::from(s.firms.heads[i]) * math::exp_m1(b.state.effect[i]);
            s.sum(displaced) * s.persons_per_agent / MILLION
        },
    }
    "ai_capex_share" {
        title: ("AI capital spending over GDP", "人工智能资本开支占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Spending of firms and government on servers, chips and data centres over nominal GDP, with what \
                  the opening contains.",
        measure: |b, s| {
            let extra = s.goods.technology(TechnologyGood::AiCapital);
            100.0 * (b.state.compute.base_spending + extra.total() * extra.paid) / s.accounts.gdp.nominal
        },
    }
    "compute" {
        title: ("Compute stock", "算力存量"),
        unit: "index",
        kind: Level,
        meaning: "Capacity of compute over the baseline's path.",
        measure: |b, _| b.state.compute.capacity(),
    }
    "compute_public" {
        title: ("Compute owned by government", "政府所有算力占比"),
        unit: "pct",
        kind: Rate,
        meaning: "Capacity of compute that government and its vehicles own, over all.",
        measure: |b, _| 100.0 * b.state.compute.public / b.state.compute.capacity(),
    }
    "compute_use" {
        title: ("Utilisation of compute", "算力利用率"),
        unit: "pct",
        kind: Rate,
        meaning: "Compute in use over capacity.",
        measure: |b, _| 100.0 * b.state.outcome.utilisation,
    }
    "compute_price" {
        title: ("Price of compute", "算力价格"),
        unit: "index",
        kind: Level,
        meaning: "Price of a unit of compute over the baseline's path.",
        measure: |b, _| b.state.compute.price,
    }
    "compute_return" {
        title: ("Return on compute", "算力资本回报率"),
        unit: "pct",
        kind: Rate,
        meaning: "Revenue of compute less wear over its value at cost, per year.",
        measure: |b, _| 100.0 * b.state.outcome.net_return,
    }
    "compute_electricity" {
        title: ("Electricity of compute", "算力用电量"),
        unit: "TWh",
        kind: Level,
        meaning: "Electricity of data centres, per year, at unchanged efficiency of chips.",
        measure: |b, _| b.state.outcome.electricity,
    }
    "licence_income" {
        title: ("Licence income of model providers", "模型提供商许可收入"),
        unit: "bn",
        kind: Level,
        meaning: "Fees of users of models to their providers, in the quarter.",
        measure: |b, _| b.state.outcome.licence_income,
    }
    "ai_research" {
        title: ("Private research on AI models", "人工智能模型民间研发"),
        unit: "bn",
        kind: Level,
        meaning: "Research on models by providers and by users who keep open models up, in the quarter.",
        measure: |b, _| b.state.outcome.research,
    }
}
