//! The rest of the world by hand: demand, prices, exchange rate, exports.

use crate::common::{Lab, island, island_with_draws, near};
use engine::math;
use model::agents::rest_of_world::{advance, plan_trade, remember_net_exports};
use model::state::RestOfWorld;
use model::streams::Stream;

fn abroad() -> RestOfWorld {
    RestOfWorld {
        world_demand: 1.1,
        demand_shock: 0.02,
        price: 1.05,
        exchange_rate: 0.9,
        net_export_gap: 0.03,
        ..RestOfWorld::default()
    }
}

fn set(mut lab: Lab) -> Lab {
    let p = &mut lab.growing().p;
    (p.world_growth_start, p.world_growth_end, p.world_growth_fade) = (0.07, 0.03, 14.0);
    (p.world_shock_persistence, p.world_shock_sd) = (0.9, 0.008);
    p.foreign_inflation = 0.012;
    p.exchange_rate_adjustment = 0.2;
    (p.net_export_anchor, p.net_export_memory) = (0.012, 0.1);
    p.export_elasticity = 1.2;
    lab.t = 8;
    lab
}

#[test]
fn world_demand_and_prices_follow_their_paths() {
    let lab = set(island().0);
    let mut x = abroad();
    advance(&lab.context(), &mut x);
    // Quarter 8: 0.03 + 0.04 exp(-7/14) a year.
    near(
        x.world_demand,
        1.1 * math::pow(1.03 + 0.04 * math::exp(-0.5_f64), 0.25),
    );
    near(x.demand_shock, 0.018);
    near(x.price, 1.05 * math::pow(1.012_f64, 0.25));
    // A surplus above its anchor makes home money dearer: 0.9 exp(-0.2 · 0.03 / 4).
    near(x.exchange_rate, 0.9 * math::exp(-0.0015_f64));
}

#[test]
fn shocks_to_world_demand_have_their_size() {
    let lab = set(island_with_draws(5).0);
    let mut x = abroad();
    advance(&lab.context(), &mut x);
    let draw = lab.draws.normal(Stream::WorldDemand, 8, 0, 0);
    assert!(draw.abs() > 0.01);
    near(x.demand_shock, 0.018 + 0.008 * draw);
}

#[test]
fn exports_follow_demand_and_relative_price() {
    let mut lab = set(island().0);
    lab.growing().opening_exports = 26.0;
    lab.policy.core.world_demand = -0.1;
    lab.policy.core.export_tariff = 0.25;
    let mut x = abroad();
    plan_trade(&lab.context(), &mut x, 1.008);
    // Price seen abroad over foreign prices: 1.008 · 1.25 / (0.9 · 1.05) = 4/3.
    near(
        x.export_demand,
        26.0 * 1.1 * math::exp(0.02_f64) * 0.9 * math::pow(4.0_f64 / 3.0, -1.2),
    );
}

#[test]
fn the_gap_of_net_exports_is_smoothed() {
    let lab = set(island().0);
    let mut x = abroad();
    remember_net_exports(&lab.context(), &mut x, 0.062, 0.4);
    near(x.net_export_gap, 0.9 * 0.03 + 0.1 * 0.05);
}
