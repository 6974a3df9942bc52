//! What moves the target prices of a whole sector: shocks to its costs, and its mark-up.

use crate::context::Context;
use crate::core::Bound;
use crate::state::{Firms, GoodsMarket};
use crate::streams::Stream;
use engine::bounds::Bounds;

/// Moves cost shocks and mark-ups of all sectors one quarter on, and notes how far capacity was used.
///
/// Shocks: x_k' = ρ_x x_k + σ_k ε_k.
/// Mark-ups: m_k' = m_k + λ_m (Qd_k / (u* κK_k) - 1) + λ_x (1 - Q_k / Qd_k) + λ_r (r* - r_k) / (κ u*), each gap bounded, the
/// second and third not below zero, the third not where the budget pays; then all m less ρ_m times their mean by output:
/// relative prices adjust, the price level has no second anchor. r_k is the sector's return on capital after wear.
/// Equation: PRC-1. Source: assenza2015 (form); sizes in the pack.
pub fn advance(ctx: &Context, goods: &mut GoodsMarket, firms: &Firms) {
    let p = &ctx.rules.p;
    let pricing = &mut goods.pricing;
    let (mut weighted, mut output) = (0.0, 0.0);
    for (k, makers) in goods.makers.iter().enumerate() {
        let draw = ctx.draws.normal(Stream::CostShock, ctx.t, k as u32, 0);
        pricing.cost_shock[k] = p.cost_shock_persistence * pricing.cost_shock[k] + p.cost_shock_sd[k] * draw;
        let Some(seen) = Seen::of(firms, makers) else {
            continue;
        };
        let normal_output = p.normal_utilisation * seen.capacity;
        let (gap, most) = (seen.orders / normal_output - 1.0, p.markup_use_ceiling);
        let tightness = ctx.bounds.between(Bound::MarkupUse, gap, -most, most);
        let short = (1.0 - seen.sales / seen.orders).at_least(0.0);
        let unmet = ctx
            .bounds
            .at_most(Bound::MarkupShortage, short, p.markup_shortage_ceiling);
        let shortfall = if ctx.rules.publicly_funded[k] {
            0.0
        } else {
            let earned = seen.earned / (goods.capital_price * seen.capital);
            let missing = (p.required_return - earned).at_least(0.0);
            ctx.bounds
                .at_most(Bound::MarkupReturn, missing, p.required_return_gap)
        };
        pricing.markup[k] += p.markup_use_response * tightness
            + p.markup_shortage_response * unmet
            + p.markup_return_response * shortfall * seen.capital / normal_output;
        pricing.use_of_capacity[k] = seen.output / seen.capacity;
        pricing.usual_use[k] = seen.weighted_use / seen.output;
        let gross = seen.earned / (goods.capital_price * seen.capital) + p.depreciation / 4.0;
        pricing.return_over_normal[k] = gross / ctx.rules.normal_return[k];
        weighted += seen.output * pricing.markup[k];
        output += seen.output;
    }
    // Nobody has produced anything: the run is about to stop.
    if output == 0.0 {
        return;
    }
    let common = p.markup_reversion * weighted / output;
    for markup in &mut pricing.markup {
        let most = p.markup_ceiling;
        *markup = ctx.bounds.between(Bound::Markup, *markup - common, -most, most);
    }
}

/// What the makers of a product did in the last quarter.
struct Seen {
    orders: f64,
    sales: f64,
    output: f64,
    capacity: f64,
    /// Use of capacity of each, weighted by output: what the customer of a unit sees.
    weighted_use: f64,
    capital: f64,
    /// Profit before interest.
    earned: f64,
}

impl Seen {
    /// Of a product's makers; nothing is seen of those who stood still.
    fn of(firms: &Firms, makers: &[u32]) -> Option<Self> {
        let sum = |of: &dyn Fn(usize) -> f64| makers.iter().map(|&i| of(i as usize)).sum::<f64>();
        let seen = Self {
            orders: sum(&|i| firms.orders[i]),
            sales: sum(&|i| firms.sales[i]),
            output: sum(&|i| firms.output[i]),
            capacity: sum(&|i| firms.capacity[i]),
            weighted_use: sum(&|i| firms.output[i] * firms.use_of_capacity(i)),
            capital: sum(&|i| firms.capital[i]),
            earned: sum(&|i| firms.profit[i] + firms.interest_due[i] - firms.interest_earned[i]),
        };
        (seen.output > 0.0 && seen.orders > 0.0).then_some(seen)
    }
}
