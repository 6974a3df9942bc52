//! The central bank by hand: the policy rate.

use crate::common::{Lab, island, near};
use model::agents::central_bank::set_rate;
use model::world::World;

/// A lab in which inflation is above target, growth above trend and unemployment above natural.
fn overheated() -> (Lab, World) {
    let (mut lab, mut world) = island();
    let p = &mut lab.growing().p;
    p.policy_rate_neutral = 0.015;
    p.policy_rate_inflation = 1.5;
    p.inflation_target = 0.01;
    p.policy_rate_growth = 0.25;
    p.policy_rate_unemployment = 0.5;
    p.natural_unemployment = 0.05;
    p.policy_rate_inertia = 0.8;
    p.policy_rate_floor = 0.001;
    let e = &mut world.expectations;
    e.inflation_year = 0.03;
    e.growth_year = 0.06;
    e.trend_year = 0.04;
    e.unemployment = 0.06;
    world.central_bank.smoothed_rate = 0.02;
    // Another value, so that taking the shifted rate for the smoothed one would show.
    world.central_bank.policy_rate = 0.1;
    (lab, world)
}

fn rate(lab: &Lab, world: &mut World) -> (f64, f64) {
    let bank = &mut world.central_bank;
    set_rate(&lab.context(), bank, &world.expectations);
    (bank.policy_rate, bank.smoothed_rate)
}

/// i* = 0.015 + 1.5 · 0.02 + 0.25 · 0.02 - 0.5 · 0.01 = 0.045; 0.8 · 0.02 + 0.2 · 0.045 = 0.025 per year.
#[test]
fn the_policy_rate_answers_inflation_growth_and_unemployment() {
    let (lab, mut world) = overheated();
    let (policy, smoothed) = rate(&lab, &mut world);
    near(smoothed, 0.025);
    near(policy, 0.025 / 4.0);
}

#[test]
fn a_shift_moves_the_rate_of_one_quarter_and_is_not_carried_on() {
    let (mut lab, mut world) = overheated();
    lab.policy.core.policy_rate_shift = 0.01;
    let (policy, smoothed) = rate(&lab, &mut world);
    near(policy, 0.035 / 4.0);
    near(smoothed, 0.025);
    lab.policy.core.policy_rate_shift = 0.0;
    let (policy, _) = rate(&lab, &mut world);
    near(policy, (0.8 * 0.025 + 0.2 * 0.045) / 4.0);
}

#[test]
fn a_peg_replaces_the_rule_but_not_its_memory() {
    let (mut lab, mut world) = overheated();
    lab.policy.core.policy_rate_peg = Some(0.012);
    let (policy, smoothed) = rate(&lab, &mut world);
    near(policy, 0.012 / 4.0);
    near(smoothed, 0.025);
}

#[test]
fn the_rate_stops_at_the_floor() {
    let (lab, mut world) = overheated();
    world.expectations.inflation_year = -0.2;
    let (policy, smoothed) = rate(&lab, &mut world);
    near(smoothed, 0.001);
    near(policy, 0.001 / 4.0);
}

/// The specification of the growing economy: r' = max(floor, ρ r + (1-ρ) i* + shock).
#[test]
fn a_shift_cannot_push_the_rate_below_the_floor() {
    let (mut lab, mut world) = overheated();
    lab.policy.core.policy_rate_shift = -0.05;
    let (policy, _) = rate(&lab, &mut world);
    near(policy, 0.001 / 4.0);
}
