//! Households by hand: consumption and housing plans, incomes.

use crate::common::{Lab, island, near};
use accounting::{Flow, Party, Sector};
use model::agents::households::{plan_budgets, settle};
use model::state::NO_EMPLOYER;
use model::world::World;

/// Person 0 at work, the last of the labour force without work, then the first retired, then the owner of firm 2.
fn persons() -> (Lab, World, [usize; 4]) {
    let (mut lab, mut world) = island();
    let g = lab.growing();
    for (group, [smoothing, transitory, propensity, norm]) in [
        [0.2, 0.3, 0.8, 2.5],
        [0.25, 0.35, 0.85, 3.0],
        [0.08, 0.05, 0.5, 4.0],
    ]
    .into_iter()
    .enumerate()
    {
        g.groups[group].income_smoothing = smoothing;
        g.groups[group].transitory_propensity = transitory;
        g.propensity[group] = propensity;
        g.wealth_norm[group] = norm;
    }
    (g.housing_propensity, g.opening_real_rate) = (0.1, 0.012);
    let p = &mut g.p;
    (p.wealth_response, p.consumption_rate_response) = (0.02, 0.5);
    (p.consumption_floor, p.cash_limit) = (0.3, 0.5);
    (world.expectations.growth, world.expectations.inflation) = (0.02, 0.004);
    // Real rate 0.02: 0.008 above the opening, so that 0.4 % less is consumed.
    world.banks.rows[0].loan_rate = 0.009;
    world.banks.rows[0].dividend = 9.0;
    let taxes = &mut world.government.taxes;
    (taxes.employee_contribution, taxes.income) = (0.1, 0.05);
    (taxes.consumption, taxes.dwellings) = (0.25, 0.6);
    (world.government.pension, world.government.benefit_per_unit) = (0.7, 0.4);
    let h = &mut world.households;
    let last = h.labour_force.len() - 1;
    let who = [0, last, last + 1, h.bank_owners[2] as usize];
    assert_eq!(h.employer[last], NO_EMPLOYER);
    for h in who {
        world.households.units[h] = 1.2;
        world.households.permanent_income[h] = 1.0;
        world.households.interest[h] = 0.02;
        world.households.transfer[h] = 0.03;
        hold(&mut world, h, 4.0);
    }
    world.firms.pay_rate.fill(0.9);
    world.firms.dividend[2] = 2.0;
    (lab, world, who)
}

/// Household `h` has exactly `cash`.
fn hold(world: &mut World, h: usize, cash: f64) {
    let amount = cash - world.households.deposits.get(h);
    let account = &mut world.households.deposits;
    world.ledger.pay(
        Flow::Transfers,
        Party::Government,
        Party::Agent(account, h),
        amount,
    );
}

fn planned(lab: &Lab, world: &mut World) {
    let World {
        firms,
        households,
        banks,
        government,
        expectations,
        ..
    } = world;
    plan_budgets(&lab.context(), households, firms, banks, government, expectations);
}

#[test]
fn consumption_follows_permanent_income_surprises_and_wealth() {
    let (lab, mut world, who) = persons();
    planned(&lab, &mut world);
    let owners = world.households.bank_owners.len() as f64;
    let incomes = [
        // Pay after contributions and tax; benefit; pension; dividends grown by growth and inflation, after tax.
        1.2 * 0.9 * 0.9 * 0.95,
        1.2 * 0.4,
        0.7,
        2.0 * 1.024 * 0.95 + 9.0 * 1.024 * 0.95 / owners,
    ];
    let coefficients = [
        [0.2, 0.3, 0.8, 2.5],
        [0.2, 0.3, 0.8, 2.5],
        [0.25, 0.35, 0.85, 3.0],
        [0.08, 0.05, 0.5, 4.0],
    ];
    for k in 0..4 {
        let [smoothing, transitory, propensity, norm] = coefficients[k];
        let income = incomes[k] + 0.02 + 0.03;
        let permanent = 1.024 + smoothing * (income - 1.024);
        let consumption = propensity * permanent * 0.996
            + transitory * (income - permanent)
            + 0.02 * (4.0 - norm * permanent);
        near(world.households.permanent_income[who[k]], permanent);
        near(world.households.consumption_budget[who[k]], consumption / 1.25);
        near(world.households.housing_budget[who[k]], 0.1 * permanent / 1.6);
    }
}

#[test]
fn nobody_starves_and_nobody_spends_what_is_not_there() {
    let (mut lab, mut world, [rich, poor, pensioner, _]) = persons();
    // Subsistence: nothing wanted, three tenths of permanent income consumed.
    lab.growing().propensity = vec![0.0, 9.0, 0.5];
    lab.growing().p.wealth_response = 0.0;
    lab.growing().groups[0].transitory_propensity = 0.0;
    // The pensioner wants everything: half of deposits and the income of the quarter are there.
    hold(&mut world, pensioner, 0.4);
    planned(&lab, &mut world);
    let h = &world.households;
    near(h.consumption_budget[rich], 0.3 * h.permanent_income[rich] / 1.25);
    near(h.consumption_budget[poor], 0.3 * h.permanent_income[poor] / 1.25);
    near(h.consumption_budget[pensioner], (0.2 + 0.75) / 1.25);
    assert_eq!(h.housing_budget[pensioner], 0.0);
}

/// Taxes beyond income for long make permanent income negative; goods are not given back for it.
#[test]
fn nobody_gives_goods_back() {
    let (lab, mut world, who) = persons();
    world.households.permanent_income[who[0]] = -100.0;
    planned(&lab, &mut world);
    near(world.households.consumption_budget[who[0]], 0.0);
    near(world.households.housing_budget[who[0]], 0.0);
}

#[test]
fn housing_is_cut_before_consumption() {
    let (mut lab, mut world, [person, ..]) = persons();
    lab.growing().housing_propensity = 5.0;
    planned(&lab, &mut world);
    let h = &world.households;
    let cash = 2.0 + 1.2 * 0.9 * 0.9 * 0.95 + 0.05;
    near(
        h.housing_budget[person] * 1.6 + h.consumption_budget[person] * 1.25,
        cash,
    );
    // Somebody without anything plans nothing, and nothing negative.
    let (lab, mut world, [person, ..]) = persons();
    hold(&mut world, person, -9.0);
    planned(&lab, &mut world);
    assert_eq!(world.households.consumption_budget[person], 0.0);
    assert_eq!(world.households.housing_budget[person], 0.0);
}

#[test]
fn incomes_are_paid_and_taxed_once() {
    let (_, mut world, who) = persons();
    world.government.taxes.employer_contribution = 0.2;
    let firm = world.households.employer[0] as usize;
    let before: Vec<f64> = who.iter().map(|&h| world.households.deposits.get(h)).collect();
    let dwellings = world.households.dwellings[0];
    world.households.housing[0] = 0.5;
    let cash = world.firms.deposits.get(firm);
    let staff = world.firms.staff[firm];
    let others: f64 = world
        .households
        .labour_force
        .iter()
        .filter(|&&h| world.households.employer[h as usize] as usize == firm)
        .map(|&h| world.households.units[h as usize])
        .sum();
    assert!(others >= staff);
    let World {
        firms,
        households,
        government,
        ledger,
        ..
    } = &mut world;
    settle(households, firms, government, ledger);
    // Gross 1.08; employee keeps 0.9 · 0.95 of it.
    for (k, own) in [1.08 * 0.9 * 0.95, 0.48, 0.7, 0.0].into_iter().enumerate() {
        near(households.income[who[k]], own + 0.03);
        near(households.deposits.get(who[k]), before[k] + own + 0.03 + 0.02);
    }
    near(firms.deposits.get(firm), cash - others * 0.9 * 1.2);
    near(households.dwellings[0], dwellings + 0.5);
    let wages = ledger.paid(Flow::Wages, Sector::Firms) / 1.2;
    near(
        ledger.received(Flow::SocialContributions, Sector::Government),
        0.3 * wages,
    );
    near(
        ledger.received(Flow::IncomeTax, Sector::Government),
        0.05 * 0.9 * wages,
    );
    let retired = 50.0;
    near(ledger.paid(Flow::Pensions, Sector::Government), 0.7 * retired);
}
