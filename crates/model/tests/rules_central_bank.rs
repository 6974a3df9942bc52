//! The central bank by hand: policy rate and re-lending window.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use common::{Lab, island, near};
use model::sectors::central_bank::{relend, set_rate};
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
    set_rate(&lab.context(), bank, &world.rest_of_world, &world.expectations);
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
    lab.policy.policy_rate_shift = 0.01;
    let (policy, smoothed) = rate(&lab, &mut world);
    near(policy, 0.035 / 4.0);
    near(smoothed, 0.025);
    lab.policy.policy_rate_shift = 0.0;
    let (policy, _) = rate(&lab, &mut world);
    near(policy, (0.8 * 0.025 + 0.2 * 0.045) / 4.0);
}

#[test]
fn a_peg_replaces_the_rule_but_not_its_memory() {
    let (mut lab, mut world) = overheated();
    lab.policy.policy_rate_peg = Some(0.012);
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
    lab.policy.policy_rate_shift = -0.05;
    let (policy, _) = rate(&lab, &mut world);
    near(policy, 0.001 / 4.0);
}

/// Eligible loans 0.1 · MAKE + 0.02 · SERVE; drawn: the smaller of quota and refinanced share.
#[test]
fn the_window_refinances_and_passes_on_what_the_bank_saves() {
    let (mut lab, mut world) = island();
    lab.growing().technology_share = vec![0.0, 0.1, 0.02];
    let window = &mut lab.policy.relending;
    (window.quota, window.rate, window.refinanced_share) = (2.0, 0.012, 0.5);
    (window.pass_through, window.additionality) = (0.4, 0.3);
    world.bank.bond_rate = 0.005;
    let loans: Vec<f64> = world.firms.loans.as_slice().to_vec();
    let eligible: Vec<f64> = (0..loans.len())
        .map(|i| [0.0, 0.1, 0.02][world.firms.sector[i] as usize] * loans[i])
        .collect();
    let total: f64 = eligible.iter().sum();
    assert!(0.5 * total > 2.0, "the quota binds");
    world.firms.interest_due.fill(1.0);
    let reserves = world.ledger.reserves();

    relend(
        &lab.context(),
        &mut world.bank,
        &mut world.firms,
        &mut world.ledger,
    );
    near(world.ledger.relending(), 2.0);
    near(world.ledger.reserves(), reserves + 2.0);
    near(world.bank.extra_credit, 0.6);
    // Saved per unit: 0.005 - 0.012 / 4 = 0.002 a quarter; passed on 0.4 · 0.002 · 2.
    for i in [0, 40, 80] {
        near(world.firms.interest_due[i], 1.0 - 0.0016 * eligible[i] / total);
    }

    // Next quarter the quota is larger than what banks may refinance: only the increase is new.
    lab.policy.relending.quota = 1e6;
    relend(
        &lab.context(),
        &mut world.bank,
        &mut world.firms,
        &mut world.ledger,
    );
    near(world.ledger.relending(), 0.5 * total);
    near(world.bank.extra_credit, 0.3 * (0.5 * total - 2.0));

    // Dearer than the market: everything is repaid, nobody's interest falls.
    lab.policy.relending.rate = 0.021;
    world.firms.interest_due.fill(1.0);
    relend(
        &lab.context(),
        &mut world.bank,
        &mut world.firms,
        &mut world.ledger,
    );
    assert_eq!(world.ledger.relending(), 0.0);
    near(world.bank.extra_credit, -0.3 * 0.5 * total);
    assert!(world.firms.interest_due.iter().all(|due| *due == 1.0));
}
