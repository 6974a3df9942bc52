//! The rest of the world: demand, prices and the exchange rate. Its position with the central bank is in the ledger.

use crate::context::Context;
use crate::processes::expectations::compounded;
use crate::state::RestOfWorld;
use crate::streams::Stream;
use engine::math;

/// Moves world demand, foreign prices and the exchange rate one quarter on: world demand grows along a fading path with
/// persistent shocks, foreign prices grow steadily, imports have persistent shocks to their price besides, and the real
/// exchange rate leans against the gap of net exports: x_p' = ρ_p x_p + σ_p ε; e' = e exp(-k_e nxgap / 4).
/// Equation: ROW-2. Source: schmitt-grohe2003 (need for an external anchor); sizes in the pack.
pub fn advance(ctx: &Context, abroad: &mut RestOfWorld) {
    let p = &ctx.rules.p;
    let elapsed = f64::from(ctx.t) - 1.0;
    let growth = p.world_growth_end
        + (p.world_growth_start - p.world_growth_end) * math::exp(-elapsed / p.world_growth_fade);
    abroad.growth = compounded(growth);
    abroad.world_demand *= 1.0 + abroad.growth;
    let draw = ctx.draws.normal(Stream::WorldDemand, ctx.t, 0, 0);
    abroad.demand_shock = p.world_shock_persistence * abroad.demand_shock + p.world_shock_sd * draw;
    abroad.inflation = compounded(p.foreign_inflation);
    abroad.price *= 1.0 + abroad.inflation;
    let draw = ctx.draws.normal(Stream::ImportPrice, ctx.t, 0, 0);
    abroad.price_shock = p.import_price_persistence * abroad.price_shock + p.import_price_sd * draw;
    abroad.exchange_rate *= math::exp(-p.exchange_rate_adjustment * abroad.net_export_gap / 4.0);
}

/// Plans export demand: volume = X_0 WD exp(x) (1 + shock) (P_X (1 + tariff) / (e PF))^(-ε_X), so foreign buyers
/// see the tariff on top of the price. Equation: ROW-4. Source: armington1969, goldstein1985 (sizes).
pub fn plan_trade(ctx: &Context, abroad: &mut RestOfWorld, export_price: f64) {
    let relative = export_price * (1.0 + ctx.policy.export_tariff) / (abroad.exchange_rate * abroad.price);
    abroad.export_demand = ctx.rules.opening_exports
        * abroad.world_demand
        * math::exp(abroad.demand_shock)
        * (1.0 + ctx.policy.world_demand)
        * math::pow(relative, -ctx.rules.p.export_elasticity);
}

/// Updates the smoothed gap of net exports and of foreign assets from their anchors,
/// nxgap' = (1-λ) nxgap + λ [NX/GDP - nx* + k_f (F/GDP - f*)], so that claims on the world settle too. Equation: ROW-5.
/// Source: schmitt-grohe2003 (form).
pub fn remember_net_exports(ctx: &Context, abroad: &mut RestOfWorld, net_exports: f64, foreign_assets: f64) {
    let p = &ctx.rules.p;
    let gap = net_exports - p.net_export_anchor
        + p.foreign_asset_response * (foreign_assets - p.foreign_asset_anchor);
    abroad.net_export_gap += p.net_export_memory * (gap - abroad.net_export_gap);
}
