//! Productivity by hand: the common trend, the firms' own, and what firms price of it.

use crate::common::{Lab, island, island_with_draws, near};
use engine::math;
use model::processes::innovation::{advance, place_firms};
use model::streams::Stream;
use model::world::World;

fn set(mut lab: Lab) -> Lab {
    let p = &mut lab.growing().p;
    (
        p.productivity_induced,
        p.natural_unemployment,
        p.productivity_shock_sd,
    ) = (0.04, 0.05, 0.002);
    (p.firm_productivity_persistence, p.firm_productivity_sd) = (0.9, 0.05);
    (p.appeal_persistence, p.appeal_sd) = (0.8, 0.07);
    lab.t = 3;
    lab
}

fn advanced(lab: &Lab, world: &mut World) {
    world.expectations.trend_productivity = 0.01;
    world.expectations.unemployment = 0.02;
    world.technology.level = 1.2;
    world.firms.own_productivity.fill(0.1);
    world.firms.appeal.fill(-0.2);
    let World {
        technology,
        expectations,
        firms,
        goods,
        ..
    } = world;
    advance(&lab.context(), technology, expectations, firms, &goods.makers);
}

/// Trend 1 %, scarce labour 0.04 · 0.03 on top.
#[test]
fn common_productivity_grows_with_trend_scarcity_and_luck() {
    let (lab, mut world) = island();
    let lab = set(lab);
    advanced(&lab, &mut world);
    near(world.technology.expected_growth, 0.0112);
    near(world.technology.level, 1.2 * 1.0112);
    near(world.firms.own_productivity[0], 0.09);
    near(world.firms.appeal[0], -0.16);

    let (lab, mut world) = island_with_draws(9);
    let lab = set(lab);
    advanced(&lab, &mut world);
    let shock = 0.002 * lab.draws.normal(Stream::Productivity, 3, 0, 0);
    near(world.technology.expected_growth, 0.0112);
    near(world.technology.growth, 0.0112 + shock);
    near(world.technology.level, 1.2 * (1.0112 + shock));
    for i in [0, 17, 80] {
        let [e, z] = lab.draws.normals(Stream::FirmProductivity, 3, i as u32, 0);
        near(world.firms.own_productivity[i], 0.09 + 0.05 * e);
        near(world.firms.appeal[i], -0.16 + 0.07 * z);
    }
}

/// Two firms with three and one quarter of the sector, the larger 20 % ahead, the smaller 10 % behind (log).
#[test]
fn advantages_move_work_between_firms_but_not_the_sector() {
    let (mut lab, mut world) = island();
    lab.structure.output_per_staff[0] = 2.0;
    let firms = &mut world.firms;
    firms.size[..30].fill(0.0);
    (firms.size[0], firms.size[1]) = (0.75, 0.25);
    firms.own_productivity.fill(0.0);
    (firms.own_productivity[0], firms.own_productivity[1]) = (0.2, -0.1);
    place_firms(0.6, &lab.structure, 1.3, firms, &world.goods.makers);
    let need = 0.75 * math::exp(-0.2_f64) + 0.25 * math::exp(0.1_f64);
    near(firms.productivity[0], 2.0 * 1.3 * math::exp(0.2_f64) * need);
    near(firms.productivity[1], 2.0 * 1.3 * math::exp(-0.1_f64) * need);
    // Staff for an output of 1 shared out by size is what the mean firm would need.
    near(
        0.75 / firms.productivity[0] + 0.25 / firms.productivity[1],
        1.0 / 2.6,
    );
    let priced = 0.75 * math::exp(-0.12_f64) + 0.25 * math::exp(0.06_f64);
    near(firms.priced_cost[0], math::exp(-0.12_f64) / priced);
    near(firms.priced_cost[1], math::exp(0.06_f64) / priced);
    near(0.75 * firms.priced_cost[0] + 0.25 * firms.priced_cost[1], 1.0);
}

#[test]
fn policy_moves_the_productivity_of_every_firm() {
    let (lab, mut base) = island();
    let mut lab = set(lab);
    advanced(&lab, &mut base);
    let (_, mut world) = island();
    lab.policy.core.productivity = 0.03;
    advanced(&lab, &mut world);
    for i in 0..world.firms.len() {
        near(world.firms.productivity[i], 1.03 * base.firms.productivity[i]);
    }
    assert_eq!(world.technology.level, base.technology.level);
}
