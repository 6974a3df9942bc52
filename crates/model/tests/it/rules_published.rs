//! The published rules by hand where they differ from the growing economy: central bank, bank, plans, production, credit.
//! Goods are bought in `search_market.rs`; expectations, households, government, exits and the rest of the world stand
//! beside the rules of the growing economy.

use crate::common::{Lab, near, published};
use accounting::{Flow, Party};
use engine::draws::Draws;
use model::blocks::money::relending::claim;
use model::markets::credit::lend;
use model::sectors::bank::{accrue_interest, distribute, set_rates, settle_interest};
use model::sectors::central_bank::set_rate;
use model::sectors::firms::{plan, set_final_pay, set_hours, take_stock};
use model::world::World;

fn economy() -> (Lab, World) {
    published::open(&published::set(), Draws::silent())
}

/// Wanted: 0.001 + 0.005 + 1.4 (0.009 - 0.005) + 0.3 · 0.01 = 0.0146; rate 0.9 · 0.003 + 0.1 · 0.0146.
#[test]
fn the_policy_rate_follows_the_euro_area() {
    let (lab, mut world) = economy();
    (world.rest_of_world.inflation, world.rest_of_world.growth) = (0.009, 0.01);
    // Home inflation and unemployment do not matter.
    world.expectations.inflation_year = 9.0;
    world.expectations.unemployment = 0.5;
    world.central_bank.policy_rate = 0.003;
    set_rate(
        &lab.context(),
        &mut world.central_bank,
        &world.rest_of_world,
        &world.expectations,
    );
    near(world.central_bank.policy_rate, 0.00416);
    world.rest_of_world.growth = -9.0;
    set_rate(
        &lab.context(),
        &mut world.central_bank,
        &world.rest_of_world,
        &world.expectations,
    );
    assert_eq!(world.central_bank.policy_rate, 0.0);
}

#[test]
fn the_bank_adds_its_spread_and_pays_out_of_profit() {
    let (mut lab, mut world) = economy();
    lab.policy.money.quota = Some(100.0);
    world.central_bank.policy_rate = 0.004;
    let World {
        firms,
        households,
        bank,
        central_bank,
        relending,
        government,
        ledger,
        ..
    } = &mut world;
    set_rates(&lab.context(), bank, central_bank);
    near(bank.loan_rate, 0.014);
    near(bank.deposit_rate, 0.004);
    near(bank.bond_rate, 0.008);
    accrue_interest(&lab.context(), bank, central_bank, firms, households, ledger);
    // There is no window, and no interest from abroad.
    claim(&lab.context(), relending, bank, central_bank, firms, ledger);
    assert_eq!(ledger.relending(), 0.0);
    assert_eq!(bank.due.foreign, 0.0);
    settle_interest(&lab.context(), bank, firms, households, ledger);
    // Loans 310, deposits 520, reserves 520 + 60 - 310, no bonds.
    near(bank.profit, 0.014 * 310.0 + 0.004 * 270.0 - 0.004 * 520.0);
    let profit = bank.profit;
    distribute(&lab.context(), bank, households, government, ledger);
    near(bank.dividend, 0.8 * 0.9 * profit);
    bank.profit = -1.0;
    distribute(&lab.context(), bank, households, government, ledger);
    assert_eq!(bank.dividend, 0.0);
}

/// Firm 0 of industry 0: orders 20 expected to grow by 2 %, prices by 1 %.
fn planned(capital: f64, profit: f64) -> World {
    let (lab, mut world) = economy();
    // No cash, so that whatever is missing has to be borrowed.
    let cash = world.firms.deposits.get(0);
    let account = Party::Agent(&mut world.firms.deposits, 0);
    world
        .ledger
        .pay(Flow::ProductionTax, account, Party::Government, cash);
    (world.expectations.growth, world.expectations.inflation) = (0.02, 0.01);
    world.goods.price = vec![1.1, 1.2, 0.9];
    world.goods.consumer_price = 1.15;
    let f = &mut world.firms;
    (f.orders[0], f.price[0], f.capital[0], f.profit[0]) = (20.0, 1.05, capital, profit);
    let World {
        firms,
        goods,
        labour,
        technology,
        bank,
        government,
        expectations,
        ..
    } = &mut world;
    plan(
        &lab.context(),
        firms,
        goods,
        labour,
        technology,
        bank,
        &government.taxes,
        expectations,
    );
    world
}

#[test]
fn plans_follow_last_orders_and_costs() {
    let world = planned(100.0, 1.0);
    let f = &world.firms;
    near(f.wanted_output[0], 20.4);
    near(f.planned_output[0], 20.4);
    // Wear 0.02 / 0.4 of output, materials 1 / 2.5, staff 20.4 / 3 rounded.
    near(f.investment_ordered[0], 0.05 * 20.4);
    near(f.materials_ordered[0], 20.4 / 2.5);
    assert_eq!(f.staff_wanted[0], 7.0);
    // Costs over the old price: wages 1.2 · 0.9 / 3, materials mix 0.5, 0.3, 0.2, capital mix 0.1, 0.7, 0.2.
    let (materials, capital) = (0.55 + 0.36 + 0.18, 0.11 + 0.84 + 0.18);
    let push = 0.36 * (1.15 / 1.05 - 1.0) + 0.4 * (materials / 1.05 - 1.0) + 0.05 * (capital / 1.05 - 1.0);
    near(f.price[0], 1.05 * (1.0 + push) * 1.01);
    let profit = 1.01 * 1.02;
    near(f.expected_profit[0], profit);
    let loans = f.loans.get(0);
    let change = profit - 0.05 * loans - 0.1 * profit - 0.8 * 0.9 * profit;
    near(f.deposits.get(0), 0.0);
    assert!(change < 0.0);
    near(f.credit_wanted[0], -change);
    near(f.credit_limit[0], 0.6 * capital * 1.01 * 100.0 - 0.95 * loans);
}

#[test]
fn a_loss_is_borrowed_and_not_taxed() {
    let world = planned(100.0, -50.0);
    let f = &world.firms;
    let wanted = 50.0 * 1.01 * 1.02 + 0.05 * f.loans.get(0);
    assert!(wanted > 0.0);
    near(f.credit_wanted[0], wanted);
}

/// Capital for 0.4 · 2.5 = 1 of output: a third of a person, but one at least.
#[test]
fn capital_bounds_the_plan_and_one_person_is_the_least() {
    let world = planned(2.5, 5.0);
    near(world.firms.wanted_output[0], 20.4);
    near(world.firms.investment_ordered[0], 0.05);
    near(world.firms.materials_ordered[0], 0.4);
    assert_eq!(world.firms.staff_wanted[0], 1.0);
}

/// Output 3 a person: 24 wanted of 6 persons means hours of 4/3, 60 wanted the ceiling of 1.5; materials and capital
/// bind others.
#[test]
fn output_is_what_hours_capital_and_materials_allow() {
    let (lab, mut world) = economy();
    let f = &mut world.firms;
    f.wanted_output[..4].copy_from_slice(&[24.0, 60.0, 24.0, 24.0]);
    f.staff[..4].fill(6.0);
    f.capital[..4].copy_from_slice(&[1e3, 1e3, 30.0, 1e3]);
    f.materials[..4].copy_from_slice(&[1e3, 1e3, 1e3, 3.6]);
    set_hours(&lab.context(), f, &world.labour);
    for (i, output, hours) in [
        (0, 24.0, 4.0 / 3.0),
        (1, 27.0, 1.5),
        (2, 12.0, 2.0 / 3.0),
        (3, 9.0, 0.5),
    ] {
        near(f.output[i], output);
        near(f.hours[i], hours);
        near(f.real_wage[i], 0.9 * hours);
    }
    world.goods.consumer_price = 1.1;
    set_final_pay(&lab.context(), f, &world.labour, &world.goods);
    near(f.pay_rate[1], 0.9 * 1.5 * 1.1);
}

/// Wear goes with use: 0.05 of an output of 12, at the price the firm itself paid for capital.
#[test]
fn capital_wears_with_use() {
    let (lab, mut world) = economy();
    let f = &mut world.firms;
    (f.output[0], f.sales[0], f.price[0], f.capital[0]) = (12.0, 11.0, 1.1, 40.0);
    (f.capital_price[0], f.materials_price[0], f.investment[0]) = (1.3, 1.2, 0.5);
    (f.pay_rate[0], f.staff[0], f.interest_due[0], f.interest_earned[0]) = (0.9, 4.0, 0.2, 0.1);
    (f.finished[0], f.materials[0], f.materials_received[0]) = (2.0, 10.0, 5.0);
    world.goods.capital_price = 9.0;
    take_stock(&lab.context(), f, &world.goods, 0.2);
    near(f.capital[0], 40.0 + 0.5 - 0.6);
    near(f.finished[0], 3.0);
    near(f.materials[0], 10.0 + 5.0 - 4.8);
    near(
        f.profit[0],
        13.2 - 4.32 - 1.2 * 4.8 - 1.3 * 0.6 - 0.015 * 13.2 - 0.2 + 0.1,
    );
}

/// Borrowers stand in a queue: collateral first, then what is left of the bank's capital; everybody repays 5 %.
#[test]
fn credit_is_granted_in_order_until_capital_is_used_up() {
    let (mut lab, mut world) = economy();
    let kept = 0.95 * 310.0;
    match &mut lab.rules {
        model::rules::Rules::Published(p) => p.bank_capital_minimum = 60.0 / (kept + 9.0),
        model::rules::Rules::Growing(_) => unreachable!("the published rules"),
    }
    let f = &mut world.firms;
    f.credit_wanted.fill(0.0);
    f.credit_limit.fill(100.0);
    f.credit_wanted[..4].copy_from_slice(&[6.0, 5.0, 4.0, 3.0]);
    (f.credit_limit[0], f.credit_limit[1]) = (2.0, -1.0);
    lend(
        &lab.context(),
        f,
        &mut world.bank,
        &mut world.relending,
        1.0,
        &world.ledger,
    );
    near(world.bank.new_credit, 9.0);
    for (i, granted) in [(0, 2.0), (1, 0.0), (2, 4.0), (3, 3.0), (4, 0.0)] {
        assert!(
            (f.credit[i] - (granted - 0.05 * f.loans.get(i))).abs() < 1e-9,
            "firm {i}"
        );
    }
    // Nine can be lent in all.
    f.credit_limit.fill(100.0);
    lend(
        &lab.context(),
        f,
        &mut world.bank,
        &mut world.relending,
        1.0,
        &world.ledger,
    );
    for (i, granted) in [(0, 6.0), (1, 3.0), (2, 0.0), (3, 0.0)] {
        assert!(
            (f.credit[i] - (granted - 0.05 * f.loans.get(i))).abs() < 1e-9,
            "firm {i}"
        );
    }
}
