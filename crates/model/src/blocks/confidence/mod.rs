//! Confidence: what firms and households make of announcements, with memory and contagion. Off unless a scenario
//! switches it on, because no estimate of its size exists.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::context::Context;
use crate::declare::Title;
use crate::state::{Firms, GoodsMarket, Households, SideTable};
use engine::bounds::Bounds;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Confidence>;

/// Title.
pub const TITLE: Title = Title {
    en: "Confidence",
    zh: "信心",
};

/// Sentiment by class, as a programme of that share of annual GDP would make it; empty without the block.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Confidence {
    /// Of firms, by sector, small firms first: `[2 * sector + large]`.
    pub firms: Vec<f64>,
    /// Of households, by group.
    pub households: Vec<f64>,
}

impl SideTable for Confidence {
    /// Nothing is kept of single firms.
    fn follow(&mut self, _firms: &Firms) {}
}

impl Confidence {
    /// Opens the block: nobody expects more or less than the trend.
    pub fn open(sectors: usize, groups: usize) -> Self {
        Self {
            firms: vec![0.0; 2 * sectors],
            households: vec![0.0; groups],
        }
    }

    /// Mean over all classes.
    pub fn mean(&self) -> f64 {
        let classes = self.firms.len() + self.households.len();
        // Without the block there is no sentiment.
        if classes == 0 {
            return 0.0;
        }
        (self.firms.iter().sum::<f64>() + self.households.iter().sum::<f64>()) / classes as f64
    }
}

/// Sentiment remembers, spreads and learns from news and from orders.
///
/// s_c' = m s_c + κ (s̄ - s_c) + news + h (Qd/Qe - 1)_c, the last for classes of firms only.
/// Equation: CNF-1. Source: hommes2022 (memory, contagion); sizes: this project.
pub fn form(ctx: &Context, block: &mut Option<Block>, firms: &Firms) {
    let Some(Block {
        p,
        policy,
        state: confidence,
    }) = block
    else {
        return;
    };
    if policy.strength == 0.0 && confidence.mean() == 0.0 {
        return;
    }
    let mean = confidence.mean();
    let news = policy.news;
    let mut seen = vec![[0.0; 2]; confidence.firms.len()];
    for i in 0..firms.len() {
        let [orders, expected] = &mut seen[class(firms, ctx.rules.p.small_firm_staff, i)];
        *orders += firms.orders[i];
        *expected += firms.expected_orders[i];
    }
    let moved = |s: f64| p.sentiment_memory * s + p.sentiment_contagion * (mean - s) + news;
    for (s, [orders, expected]) in confidence.firms.iter_mut().zip(seen) {
        // A class without firms or orders sees nothing.
        let surprise = if expected > 0.0 {
            orders / expected - 1.0
        } else {
            0.0
        };
        *s = moved(*s) + p.sentiment_experience * surprise;
    }
    for s in &mut confidence.households {
        *s = moved(*s);
    }
}

/// Class of firm `i`: its sector, and whether it is large.
fn class(firms: &Firms, small: f64, i: usize) -> usize {
    2 * firms.sector(i) + usize::from(firms.staff[i] >= small)
}

/// Firms invest more or less than planned: I (1 + strength · b s GDP / ΣI), on credit.
/// Equation: CNF-2. Source: this project (docs/adr/sector-blocks.md).
pub fn move_investment(ctx: &Context, block: &Option<Block>, firms: &mut Firms, goods: &GoodsMarket) {
    let Some(Block {
        p,
        policy,
        state: confidence,
    }) = block
    else {
        return;
    };
    let strength = policy.strength;
    let planned: f64 = firms.investment_ordered.iter().sum::<f64>() * goods.capital_price;
    if strength == 0.0 || planned == 0.0 {
        return;
    }
    let scale = strength * p.investment_per_announced * goods.nominal_gdp / planned;
    for i in 0..firms.len() {
        let mood = scale * confidence.firms[class(firms, ctx.rules.p.small_firm_staff, i)];
        // Nobody invests less than nothing.
        let extra = firms.investment_ordered[i] * mood.at_least(-1.0);
        firms.invest_more(i, extra, goods.capital_price);
    }
}

/// Households spend more or less than planned: C (1 + strength · b s GDP / ΣC).
/// Equation: CNF-3. Source: this project (docs/adr/sector-blocks.md).
pub fn move_consumption(block: &Option<Block>, households: &mut Households, goods: &GoodsMarket) {
    let Some(Block {
        p,
        policy,
        state: confidence,
    }) = block
    else {
        return;
    };
    let strength = policy.strength;
    let planned: f64 = households.consumption_budget.iter().sum();
    if strength == 0.0 || planned == 0.0 {
        return;
    }
    let scale = strength * p.spending_per_announced * goods.nominal_gdp / planned;
    for h in 0..households.len() {
        let mood = scale * confidence.households[households.group[h] as usize];
        // Nobody spends less than nothing.
        households.consumption_budget[h] *= 1.0 + mood.at_least(-1.0);
    }
}
