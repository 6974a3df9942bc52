//! The rules of the published base model by hand. Goods are bought in `search_market.rs`.

use crate::common::near;
use crate::common::published::{Lab, open, set};
use accounting::{Flow, Party, Sector};
use engine::draws::Draws;
use engine::math;
use model::agents::bank::accrue_of_customers;
use model::markets::labour::match_persons;
use model::published::bank::{
    accrue_between_institutions, distribute, lend, refinance_failed, set_policy_rate, set_rates,
    settle_interest,
};
use model::published::firms::{plan, produce, set_pay, settle, take_stock};
use model::published::households::{note_wages, plan_budgets};
use model::published::quarter::STAFF_AS_WANTED;
use model::published::run::Run;
use model::published::world::World;
use model::published::{abroad, expectations, government};
use model::state::NO_EMPLOYER;
use model::streams::Stream;

fn economy() -> (Lab, World) {
    open(&set(), Draws::silent())
}

/// Wanted: 0.001 + 0.005 + 1.4 (0.009 - 0.005) + 0.3 · 0.01 = 0.0146; rate 0.9 · 0.003 + 0.1 · 0.0146.
#[test]
fn the_policy_rate_follows_the_euro_area() {
    let (lab, mut world) = economy();
    (world.abroad.inflation, world.abroad.growth) = (0.009, 0.01);
    let mut rate = 0.003;
    set_policy_rate(&lab.context(), &mut rate, &world.abroad);
    near(rate, 0.00416);
    world.abroad.growth = -9.0;
    set_policy_rate(&lab.context(), &mut rate, &world.abroad);
    assert_eq!(rate, 0.0);
}

#[test]
fn the_bank_adds_its_spread_and_pays_out_of_profit() {
    let (lab, mut world) = economy();
    let World {
        firms,
        households,
        bank,
        government,
        ledger,
        ..
    } = &mut world;
    set_rates(&lab.context(), bank, 0.004);
    near(bank.loan_rate, 0.014);
    near(bank.deposit_rate, 0.004);
    let rates = (bank.loan_rate, bank.deposit_rate);
    accrue_of_customers(|_, _| rates, |_, _| rates, firms, households);
    accrue_between_institutions(&lab.context(), bank, 0.004, ledger);
    near(bank.bond_interest, 0.008 * 500.0);
    settle_interest(bank, firms, households, ledger);
    near(ledger.paid(Flow::BondInterest, Sector::Government), 0.008 * 500.0);
    // Loans 310, deposits 520, reserves 520 + 60 - 310, no bonds.
    near(bank.profit, 0.014 * 310.0 + 0.004 * 270.0 - 0.004 * 520.0);
    let profit = bank.profit;
    distribute(&lab.context(), bank, households, &government.taxes, ledger);
    near(bank.dividend, 0.8 * 0.9 * profit);
    bank.profit = -1.0;
    distribute(&lab.context(), bank, households, &government.taxes, ledger);
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
    f.profit.begin(0, profit);
    (f.orders[0], f.price[0], f.capital[0]) = (20.0, 1.05, capital);
    let World {
        firms,
        expected_profit,
        goods,
        government,
        expectations,
        ..
    } = &mut world;
    plan(
        &lab.context(),
        firms,
        expected_profit,
        goods,
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
    near(world.expected_profit[0], profit);
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
    let real_wage = &mut world.real_wage;
    produce(&lab.context(), f, real_wage);
    for (i, output, hours) in [
        (0, 24.0, 4.0 / 3.0),
        (1, 27.0, 1.5),
        (2, 12.0, 2.0 / 3.0),
        (3, 9.0, 0.5),
    ] {
        near(f.output[i], output);
        near(f.hours[i], hours);
        near(real_wage[i], 0.9 * hours);
    }
    set_pay(f, real_wage, 1.1);
    near(f.pay_rate[1], 0.9 * 1.5 * 1.1);
}

/// Wear goes with use: 0.05 of an output of 12, at the price the firm itself paid for capital.
#[test]
fn capital_wears_with_use() {
    let (lab, mut world) = economy();
    let f = &mut world.firms;
    (f.output[0], f.sales[0], f.price[0], f.capital[0]) = (12.0, 11.0, 1.1, 40.0);
    (world.capital_price[0], f.materials_price[0], f.investment[0]) = (1.3, 1.2, 0.5);
    f.interest_due.begin(0, 0.2);
    (f.pay_rate[0], f.staff[0], f.interest_earned[0]) = (0.9, 4.0, 0.1);
    (f.finished[0], f.materials[0], f.materials_received[0]) = (2.0, 10.0, 5.0);
    take_stock(&lab.context(), f, &world.capital_price, 0.2);
    near(f.capital[0], 40.0 + 0.5 - 0.6);
    near(f.finished[0], 3.0);
    near(f.materials[0], 10.0 + 5.0 - 4.8);
    near(
        f.profit[0],
        13.2 - 4.32 - 1.2 * 4.8 - 1.3 * 0.6 - 0.015 * 13.2 - 0.2 + 0.1,
    );
}

/// A payout of 1.4 is above one: owners take more than the firm has earned, 1.4 · 0.9 · 10. The cap on what state firms of the
/// growing economy distribute once held here too.
#[test]
fn a_payout_above_one_is_paid_in_full() {
    let (mut lab, mut world) = economy();
    lab.parameters.dividend_payout = 1.4;
    world.firms.profit.begin(0, 10.0);
    world.firms.profit.begin(1, -10.0);
    let World {
        firms,
        households,
        government,
        goods,
        ledger,
        ..
    } = &mut world;
    settle(
        &lab.context(),
        firms,
        households,
        &government.taxes,
        goods,
        ledger,
    );
    near(firms.dividend[0], 12.6);
    assert_eq!(firms.dividend[1], 0.0);
}

/// Borrowers stand in a queue: collateral first, then what is left of the bank's capital; everybody repays 5 %.
#[test]
fn credit_is_granted_in_order_until_capital_is_used_up() {
    let (mut lab, mut world) = economy();
    let kept = 0.95 * 310.0;
    lab.parameters.bank_capital_minimum = 60.0 / (kept + 9.0);
    let f = &mut world.firms;
    f.credit_wanted.fill(0.0);
    f.credit_limit.fill(100.0);
    f.credit_wanted[..4].copy_from_slice(&[6.0, 5.0, 4.0, 3.0]);
    (f.credit_limit[0], f.credit_limit[1]) = (2.0, -1.0);
    lend(&lab.context(), f, &world.ledger);
    for (i, granted) in [(0, 2.0), (1, 0.0), (2, 4.0), (3, 3.0), (4, 0.0)] {
        assert!(
            (f.credit[i] - (granted - 0.05 * f.loans.get(i))).abs() < 1e-9,
            "firm {i}"
        );
    }
    // Nine can be lent in all.
    f.credit_limit.fill(100.0);
    lend(&lab.context(), f, &world.ledger);
    for (i, granted) in [(0, 6.0), (1, 3.0), (2, 0.0), (3, 0.0)] {
        assert!(
            (f.credit[i] - (granted - 0.05 * f.loans.get(i))).abs() < 1e-9,
            "firm {i}"
        );
    }
}

/// Agents learn by least squares: on an exact autoregression the forecast is exact.
/// Log Y' = 0.5 log Y + 2 from log Y = 2: 2, 3, 3.5, 3.75 and next 3.875; π' = 0.008 - 0.5 π from 0.01: next 0.00575.
#[test]
fn agents_find_the_autoregression_behind_their_history() {
    let (lab, mut world) = economy();
    let e = &mut world.expectations;
    e.output_history = [2.0_f64, 3.0, 3.5, 3.75].map(math::exp).to_vec();
    e.inflation_history = vec![0.01, 0.003, 0.0065, 0.00475];
    expectations::form(&lab.context(), e);
    assert!((e.growth - (math::exp(0.125_f64) - 1.0)).abs() < 1e-12);
    assert!((e.inflation - (math::exp(0.005625_f64) - 1.0)).abs() < 1e-12);
}

/// Inflation 1, 2, 4, 7 (in hundredths): x = 1, 2, 4 and y = 2, 4, 7 give slope 23/14 and constant 1/2; residuals
/// -2/14, 3/14, -1/14 have squares that sum to 14/196, so their standard deviation is sqrt(1/28).
#[test]
fn expectations_carry_a_draw_of_the_size_of_the_residuals() {
    let (lab, mut world) = open(&set(), Draws::new(8));
    let e = &mut world.expectations;
    e.inflation_history = vec![0.01, 0.02, 0.04, 0.07];
    e.output_history = [0.01_f64, 0.02, 0.04, 0.07].map(math::exp).to_vec();
    expectations::form(&lab.context(), e);
    let next = |draw: f64| 0.01 * (0.5 + 23.0 / 14.0 * 7.0 + (1.0_f64 / 28.0).sqrt() * draw);
    let growth = lab.draws.normal(Stream::ExpectedGrowth, 1, 0, 0);
    let inflation = lab.draws.normal(Stream::ExpectedInflation, 1, 0, 0);
    assert!((e.growth - (math::exp(next(growth) - 0.07) - 1.0)).abs() < 1e-12);
    assert!((e.inflation - (math::exp(next(inflation)) - 1.0)).abs() < 1e-12);
}

#[test]
fn histories_grow_by_what_the_quarter_has_shown() {
    let mut run = Run::open(&set(), 3, true);
    for t in 1..=3 {
        let price = run.world.goods.output_price;
        run.step().unwrap();
        let (e, now) = (&run.world.expectations, &run.world.accounts);
        assert_eq!(
            (e.output_history.len(), e.inflation_history.len()),
            (8 + t, 8 + t)
        );
        near(e.output_history[7 + t], now.output);
        near(e.inflation_history[7 + t], math::ln(now.output_price / price));
        near(run.world.goods.output_price, now.output_price);
    }
}

/// No bands, the real wage of the employer is noted.
#[test]
fn firms_hire_and_dismiss_to_the_person() {
    let (lab, mut world) = economy();
    let staff = world.firms.staff.clone();
    let World {
        firms,
        real_wage,
        households,
        last_wage,
        ..
    } = &mut world;
    firms.staff_wanted.clone_from(&staff);
    firms.staff_wanted[0] -= 2.0;
    firms.staff_wanted[1] += 3.0;
    let units = &lab.structure.units_per_person;
    match_persons(&STAFF_AS_WANTED, &lab.draws, 1, units, firms, households);
    assert_eq!(firms.staff[0], staff[0] - 2.0);
    assert_eq!(firms.staff[1], staff[1] + 3.0);
    assert_eq!(firms.staff[2..], staff[2..]);
    real_wage.fill(0.5);
    let before = last_wage.clone();
    note_wages(last_wage, households, real_wage);
    for &h in &households.labour_force {
        let h = h as usize;
        let expected = if households.employer[h] == NO_EMPLOYER {
            before[h]
        } else {
            0.5
        };
        assert_eq!(last_wage[h], expected);
    }
}

/// Fixed shares of expected income, prices expected to rise by 1 %, growth 2 %.
#[test]
fn households_spend_fixed_shares() {
    let (lab, mut world) = economy();
    (world.expectations.growth, world.expectations.inflation) = (0.02, 0.01);
    world.expected_profit.fill(-1.0);
    world.expected_profit[1] = 6.0;
    world.bank.profit = 5.0;
    let World {
        firms,
        expected_profit,
        households,
        last_wage,
        bank,
        government,
        expectations,
        ..
    } = &mut world;
    let owner = firms.owner[1] as usize;
    let banker = households.bank_owners[0] as usize;
    last_wage[0] = 0.9;
    last_wage[139] = 0.8;
    assert!(households.employer[0] != NO_EMPLOYER && households.employer[139] == NO_EMPLOYER);
    plan_budgets(
        &lab.context(),
        households,
        last_wage,
        expected_profit,
        bank,
        government,
        1.1,
        expectations,
    );
    let level = 1.1 * 1.01;
    for (h, income) in [
        (0, (0.9 * (1.0 - 0.15 - 0.2 * 0.85) + 0.05) * level),
        (139, (0.35 * 0.8 + 0.05) * level),
        (150, (0.5 + 0.05) * level),
        (owner, 0.8 * 0.8 * 0.9 * 6.0 + 0.05 * level),
        (firms.owner[0] as usize, 0.05 * level),
        (banker, 0.8 * 0.8 * 0.9 * 5.0 * 1.01 * 1.02 + 0.05 * level),
    ] {
        near(households.consumption_budget[h], 0.9 * income / 1.15);
        near(households.housing_budget[h], 0.08 * income / 1.1);
    }
}

/// Spending is an autoregression in logs, benefits grow with expected growth, the central bank lends.
#[test]
fn government_follows_its_autoregression() {
    let (lab, mut world) = economy();
    (world.expectations.growth, world.expectations.inflation) = (0.02, 0.01);
    world.goods.price = vec![1.0, 1.1, 1.2];
    world.government.consumption_path = 50.0;
    government::plan(
        &lab.context(),
        &mut world.government,
        &world.goods,
        &world.expectations,
    );
    let volume = math::exp(0.9 * math::ln(50.0_f64) + 0.1 * math::ln(55.0_f64));
    near(world.government.consumption_path, volume);
    near(
        world.government.consumption_budget,
        volume * (0.2 * 1.1 + 0.8 * 1.2) * 1.01,
    );
    near(world.government.inactive_benefit, 0.51);
    near(world.government.other_benefit, 0.051);
    let World {
        ledger,
        government: budget,
        households,
        ..
    } = &mut world;
    ledger.pay(
        Flow::Pensions,
        Party::Government,
        Party::Agent(&mut households.deposits, 0),
        7.0,
    );
    government::fund(budget, ledger);
    near(ledger.bonds(Sector::CentralBank), 507.0);
}

#[test]
fn spending_has_its_shock() {
    let (lab, mut world) = open(&set(), Draws::new(6));
    world.government.consumption_path = 50.0;
    government::plan(
        &lab.context(),
        &mut world.government,
        &world.goods,
        &world.expectations,
    );
    let draw = lab.draws.normal(Stream::GovernmentSpending, 1, 0, 0);
    near(
        math::ln(world.government.consumption_path),
        0.9 * math::ln(50.0_f64) + 0.1 * math::ln(55.0_f64) + 0.01 * draw,
    );
}

/// Firm `i` spends `amount`.
fn spend(world: &mut World, i: usize, amount: f64) {
    let account = Party::Agent(&mut world.firms.deposits, i);
    world
        .ledger
        .pay(Flow::ProductionTax, account, Party::Government, amount);
}

/// No cash and no net worth; the loan is cut to half of the plant at 1.2, staff stay.
#[test]
fn firms_restart_with_a_loan_on_their_plant() {
    let (lab, mut world) = economy();
    let cash = world.firms.deposits.get(2);
    spend(&mut world, 2, cash + 9.0);
    let cash = world.firms.deposits.get(3);
    spend(&mut world, 3, cash + 9.0);
    world.firms.capital[2] = 10.0;
    (
        world.firms.equity[2],
        world.firms.equity[3],
        world.firms.equity[4],
    ) = (-4.0, 4.0, -4.0);
    let (loan, staff) = (world.firms.loans.get(2), world.firms.heads[2]);
    let insolvent = refinance_failed(&lab.context(), &mut world.firms, 1.2, &mut world.ledger);
    assert_eq!(insolvent, 1);
    near(world.firms.loans.get(2), 0.5 * 1.2 * 10.0);
    near(world.firms.deposits.get(2), 0.0);
    near(world.firms.equity[2], -4.0 + loan + 9.0 - 6.0);
    assert_eq!(world.firms.heads[2], staff);
    assert!(
        world.firms.deposits.get(3) < 0.0,
        "net worth carries the overdraft"
    );
    assert_eq!(world.ledger.loans(Sector::Households), 0.0);
}

/// With silent draws: each series is its own autoregression in logs.
#[test]
fn world_follows_its_autoregressions() {
    let (lab, mut world) = economy();
    let x = &mut world.abroad;
    (x.output, x.inflation) = (1000.0, 0.004);
    abroad::advance(&lab.context(), x);
    let output = math::exp(0.95 * math::ln(1000.0_f64) + 0.35);
    near(x.output, output);
    near(x.growth, output / 1000.0 - 1.0);
    near(x.inflation, math::exp(0.4 * math::ln(1.004_f64) + 0.002) - 1.0);
    assert_eq!(x.shocks, [0.0; 2]);
    // The shocks drawn with foreign output enter exports and imports, once each.
    x.shocks = [0.03, -0.02];
    (x.export_demand, x.import_supply) = (50.0, 70.0);
    abroad::plan_trade(&lab.context(), x);
    near(
        x.export_demand,
        math::exp(0.9 * math::ln(50.0_f64) + 0.1 * math::ln(60.0_f64) + 0.03),
    );
    near(
        x.import_supply,
        math::exp(0.9 * math::ln(70.0_f64) + 0.1 * math::ln(60.0_f64) - 0.02),
    );
}

/// With draws: covariance L L' of L = [[2, 0, 0], [1, 3, 0], [4, 5, 6]] in thousandths.
#[test]
fn shocks_abroad_are_correlated() {
    let mut set = set();
    set.parameters.shock_covariance =
        [[4.0, 2.0, 8.0], [2.0, 10.0, 19.0], [8.0, 19.0, 77.0]].map(|row| row.map(|c| c * 1e-6));
    let (lab, mut world) = open(&set, Draws::new(4));
    let x = &mut world.abroad;
    (x.output, x.inflation) = (1000.0, 0.004);
    abroad::advance(&lab.context(), x);
    let z = [0, 1, 2].map(|k| lab.draws.normal(Stream::WorldDemand, 1, 0, k));
    near(
        math::ln(x.output),
        0.95 * math::ln(1000.0_f64) + 0.35 + 0.002 * z[0],
    );
    assert!((x.shocks[0] - (0.001 * z[0] + 0.003 * z[1])).abs() < 1e-14);
    assert!((x.shocks[1] - (0.004 * z[0] + 0.005 * z[1] + 0.006 * z[2])).abs() < 1e-14);
    let draw = lab.draws.normal(Stream::ForeignInflation, 1, 0, 0);
    near(
        math::ln(1.0 + x.inflation),
        0.4 * math::ln(1.004_f64) + 0.002 + 0.002 * draw,
    );
}

/// A payment out of the treasury that no rule knows.
#[test]
fn a_budget_that_pays_what_nobody_planned_stops_the_run() {
    let mut run = Run::open(&set(), 1, true);
    let World {
        households, ledger, ..
    } = &mut run.world;
    let account = Party::Agent(&mut households.deposits, 5);
    ledger.pay(Flow::GuaranteeCalls, Party::Government, account, 0.01);
    let error = run.step().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("deficit = purchases, benefits and interest less taxes"),
        "{error}"
    );
    // And it goes no further.
    assert_eq!(run.step().unwrap_err(), error);
}
