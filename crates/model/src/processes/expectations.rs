//! What agents expect of growth and inflation, and what they remember. Expectations are common to all agents;
//! what a single firm expects of its own sales is in `agents::firms`.

use crate::context::Context;
use crate::core::Params;
use crate::state::Expectations;
use engine::math;

/// Forms the expectations of the quarter, which are anchored: a weight on what is announced, the rest on smoothed
/// experience; no estimation, no draw.
/// γ^e = w_g g_trend + (1-w_g) gbar; π^e = w_π π*/4 + (1-w_π) pibar; capital is planned on trend growth averaged
/// over the horizon N; the trend of productivity is its path plus what it has learnt (EXP-5), zero without research.
/// Equation: EXP-2. Source: hommes2021, assenza2015 (form); sizes in the pack.
pub fn form(ctx: &Context, e: &mut Expectations) {
    let p = &ctx.rules.p;
    let labour = compounded(p.labour_force_growth);
    let productivity = trend_productivity_growth(p, ctx.t);
    e.trend_productivity = compounded(productivity) + e.trend_correction;
    e.trend_growth = (1.0 + e.trend_productivity) * (1.0 + labour) - 1.0;
    e.trend_year = (1.0 + productivity + 4.0 * e.trend_correction) * (1.0 + p.labour_force_growth) - 1.0;
    let planned = planned_growth(p, ctx.t, e.trend_correction);
    e.growth = p.growth_anchor_weight * e.trend_growth + (1.0 - p.growth_anchor_weight) * e.growth_memory;
    e.planning_growth = p.growth_anchor_weight * planned + (1.0 - p.growth_anchor_weight) * e.growth_memory;
    e.inflation = p.inflation_anchor_weight * p.inflation_target / 4.0
        + (1.0 - p.inflation_anchor_weight) * e.inflation_memory;
}

/// Announced trend growth of output in quarter `t` averaged over the horizon of capital plans, per quarter; `correction` is what
/// the trend of productivity has learnt (EXP-5).
pub fn planned_growth(p: &Params, t: u32, correction: f64) -> f64 {
    let productivity = trend_productivity_growth(p, t);
    let (tau, n) = (p.productivity_growth_fade, p.planning_horizon);
    let fade = tau / n * (1.0 - math::exp(-n / tau));
    let average = p.productivity_growth_end + (productivity - p.productivity_growth_end) * fade;
    (1.0 + compounded(average) + correction) * (1.0 + compounded(p.labour_force_growth)) - 1.0
}

/// Announced trend growth of labour productivity in quarter `t`, per year:
/// g = g_inf + (g_0 - g_inf) exp(-(t-1)/τ). Equation: EXP-3. Source: this project.
pub fn trend_productivity_growth(p: &Params, t: u32) -> f64 {
    let elapsed = f64::from(t) - 1.0;
    p.productivity_growth_end
        + (p.productivity_growth_start - p.productivity_growth_end)
            * math::exp(-elapsed / p.productivity_growth_fade)
}

/// Announced growth of output at the opening, per year.
pub fn opening_trend(p: &Params) -> f64 {
    (1.0 + trend_productivity_growth(p, 1)) * (1.0 + p.labour_force_growth) - 1.0
}

/// Rate per quarter that compounds to `per_year`.
pub fn compounded(per_year: f64) -> f64 {
    engine::units::PerYear(per_year).compounded().get()
}

/// Updates memories with the quarter's experience: growth of gross output and inflation of consumer prices
/// before changes of the tax on consumption: a tax moves their level once, not what is expected of next year.
/// x' = x + λ (experience - x). Equation: EXP-4. Source: hommes2021 (adaptive form).
pub fn remember(ctx: &Context, e: &mut Expectations, growth: f64, inflation: f64, unemployment: f64) {
    let p = &ctx.rules.p;
    e.growth_memory += p.growth_memory * (growth - e.growth_memory);
    e.inflation_memory += p.inflation_memory * (inflation - e.inflation_memory);
    e.unemployment_smoothed += p.unemployment_memory * (unemployment - e.unemployment_smoothed);
    e.unemployment = unemployment;
}
