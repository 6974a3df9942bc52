//! Plans and accounts of firms by hand: price, output, staff, materials, investment, finance; stocks, profit, dividends.

use crate::common::{Lab, island, near};
use accounting::{Flow, Party, Sector};
use engine::math;
use model::agents::firms::{plan, plan_ai_spending, settle, take_stock};
use model::structure::TechnologyGood;
use model::world::World;

/// Firm 0 with round numbers; every coefficient of its sector is set.
fn firm() -> (Lab, World) {
    let (mut lab, mut world) = island();
    lab.policy.core.productivity = 0.02;
    let s = &mut lab.structure;
    (s.pay_per_staff[0], s.output_per_staff[0]) = (0.6, 2.0);
    (s.materials_per_output[0], s.cost_share[0]) = (0.4, 0.8);
    (s.output_per_capital[0], s.production_tax[0]) = (0.5, 0.02);
    s.pay_correction[0] = 1.0;
    let g = lab.growing();
    (g.cash_norm, g.dividend_payout, g.opening_real_rate) = (2.0, 0.5, 0.012);
    (g.loan_norm[0], g.normal_return[0], g.investment_norm) = (0.5, 0.04, 1.0);
    let p = &mut g.p;
    (p.price_adjustment, p.demand_pull, p.demand_pull_ceiling) = (0.35, 0.06, 0.015);
    (p.finished_stock, p.materials_stock, p.stock_adjustment) = (0.1, 1.1, 0.2);
    (p.normal_utilisation, p.depreciation) = (0.85, 0.06);
    (p.capital_cost_elasticity, p.capital_gap_closing) = (0.25, 0.04);
    (p.user_cost_premium, p.gestation) = (0.04, 0.0);
    (p.investment_inertia, p.investment_ceiling) = (0.5, 2.5);
    (p.cash_adjustment, p.cash_floor, p.repayment_ceiling) = (0.25, 0.3, 0.05);
    (p.loan_norm_multiple, p.loan_to_value_floor) = (1.6, 0.6);
    let e = &mut world.expectations;
    (e.growth, e.inflation, e.planning_growth) = (0.02, 0.004, 0.015);
    (world.labour.previous_index, world.labour.wage_index) = (1.1, 1.15);
    (world.technology.level, world.technology.growth) = (1.05, 0.01);
    world.technology.expected_growth = 0.3;
    world.banks.rows[0].loan_rate = 0.009;
    world.goods.basket_price[0] = 1.03;
    world.goods.capital_price = 1.1;
    world.government.taxes.profit = 0.3;
    let firms = &mut world.firms;
    (firms.price[0], firms.priced_cost[0], firms.productivity[0]) = (1.02, 0.9, 2.5);
    (firms.orders[0], firms.expected_orders[0]) = (103.0, 100.0);
    (firms.finished[0], firms.materials[0], firms.capital[0]) = (7.0, 60.0, 300.0);
    (firms.last_investment[0], firms.return_on_capital[0]) = (10.0, 0.04);
    firms.profit.begin(0, 8.0);
    firms.interest_due.begin(0, 2.0);
    firms.interest_earned[0] = 0.5;
    (lab, world)
}

fn planned(lab: &Lab, world: &mut World) {
    plan(
        &lab.context(),
        &mut world.firms,
        &world.goods,
        &world.labour,
        &world.technology,
        &world.banks,
        &world.government.taxes,
        &world.expectations,
    );
}

/// Pay 0.6 · 1.1 · 1.01 over output 2 · 1.05 · 1.02 of a unit of staff, own cost 0.9 of the mean; materials 0.4 · 1.03;
/// both are 0.8 of the price.
fn target_price() -> f64 {
    (0.6 * 1.1 * 1.01 / (2.0 * 1.05 * 1.02) * 0.9 + 0.4 * 1.03) / 0.8
}

/// Orders 3 % above expectation pull by 0.06 · 0.03.
fn price() -> f64 {
    1.02 * 1.004 * math::exp(0.35 * math::ln(target_price() / 1.02) + 0.0018)
}

#[test]
fn prices_drift_return_to_cost_and_yield_to_demand() {
    let (lab, mut world) = firm();
    planned(&lab, &mut world);
    near(world.firms.price[0], price());
    for (orders, pull) in [(200.0, 0.015), (20.0, -0.015)] {
        let (lab, mut world) = firm();
        world.firms.orders[0] = orders;
        planned(&lab, &mut world);
        near(world.firms.price[0], price() * math::exp(pull - 0.0018_f64));
    }
}

/// Expected orders 102; stocks for sales of 100: 102 + 0.1 · 2 + 0.2 (10 - 7) = 102.8. Normal output 102.2 calls for
/// materials of 1.1 · 0.4 · 102.2 = 44.968.
#[test]
fn output_serves_orders_and_stocks() {
    let (lab, mut world) = firm();
    planned(&lab, &mut world);
    let firms = &world.firms;
    near(firms.expected_orders[0], 102.0);
    near(firms.wanted_output[0], 102.8);
    near(firms.planned_output[0], 102.8);
    near(firms.staff_wanted[0], 102.8 / 2.5);
    near(
        firms.materials_ordered[0],
        0.4 * 102.8 + 0.2 * (44.968 - 60.0) + 0.8 * 44.968 * 0.02,
    );
}

#[test]
fn capacity_and_materials_bind_output() {
    let (lab, mut world) = firm();
    world.firms.capital[0] = 150.0;
    planned(&lab, &mut world);
    near(world.firms.planned_output[0], 75.0);
    near(
        world.firms.materials_ordered[0],
        0.4 * 75.0 + 0.2 * (44.968 - 60.0) + 0.8 * 44.968 * 0.02,
    );
    // Lack of materials lowers output, not orders of materials.
    let (lab, mut world) = firm();
    world.firms.materials[0] = 20.0;
    planned(&lab, &mut world);
    near(world.firms.planned_output[0], 50.0);
    near(
        world.firms.materials_ordered[0],
        0.4 * 102.8 + 0.2 * (44.968 - 20.0) + 0.8 * 44.968 * 0.02,
    );
    // With stocks for years nothing is produced and nothing ordered.
    let (lab, mut world) = firm();
    (world.firms.finished[0], world.firms.materials[0]) = (1000.0, 1000.0);
    planned(&lab, &mut world);
    assert_eq!(world.firms.planned_output[0], 0.0);
    assert_eq!(world.firms.materials_ordered[0], 0.0);
}

/// Real rate 4 (0.009 - 0.004) = 0.02 is 0.008 above the opening, so capital costs 0.12 a year instead of 0.112.
/// Steady: (0.015 + 0.015) 300.
fn investment() -> f64 {
    let wanted = 102.2 / (0.5 * 0.85) * math::pow(0.112 / 0.12, 0.25);
    0.5 * 1.015 * 10.0 + 0.5 * (9.0 + 0.04 * (wanted - 300.0))
}

#[test]
fn investment_is_smooth_and_closes_the_gap_slowly() {
    let (lab, mut world) = firm();
    planned(&lab, &mut world);
    near(world.firms.investment_ordered[0], investment());
    let (lab, mut world) = firm();
    world.firms.last_investment[0] = 1000.0;
    planned(&lab, &mut world);
    near(world.firms.investment_ordered[0], 2.5 * 9.0);
    let (mut lab, mut world) = firm();
    lab.growing().p.capital_gap_closing = 1.0;
    planned(&lab, &mut world);
    assert_eq!(world.firms.investment_ordered[0], 0.0);
}

/// A return half above the normal one: the gap of 0.5 fades towards 0.5, 0.5 / √2, and moves what keeps the firm on its path by
/// 0.3 times as much; a return of zero moves it the other way, the gap of -1 being 1 / √5. It lets the firm borrow 1 + 0.5 / √26
/// of the usual limit, 0.6 · 1.1 · 300 less its loan, or 1 - 1 / √(1 + 1 / 0.55²).
#[test]
fn own_return_moves_investment_and_the_limit_of_a_loan() {
    let with = |own_return: f64| {
        let (mut lab, mut world) = firm();
        let p = &mut lab.growing().p;
        (p.return_response, p.return_response_ceiling) = (0.3, 0.5);
        (p.earnings_least, p.earnings_most) = (0.45, 1.1);
        (p.loan_norm_multiple, p.loan_to_value_floor) = (1.0, 0.6);
        world.firms.return_on_capital[0] = own_return;
        planned(&lab, &mut world);
        let limit = world.firms.credit_limit[0] + world.firms.loans.get(0);
        (world.firms.investment_ordered[0], limit)
    };
    let usual = 0.6 * 1.1 * 300.0;
    let (orders, limit) = with(0.04);
    near(orders, investment());
    near(limit, usual);
    let (orders, limit) = with(0.06);
    near(orders, investment() + 0.5 * 9.0 * 0.3 * 0.5 / 2.0_f64.sqrt());
    near(limit, usual * (1.0 + 0.5 / 26.0_f64.sqrt()));
    let (orders, limit) = with(0.0);
    near(orders, investment() - 0.5 * 9.0 * 0.3 / 5.0_f64.sqrt());
    near(limit, usual * (1.0 - 1.0 / (1.0 + 1.0 / 0.3025_f64).sqrt()));
}

/// Planning growth below minus the rate of wear: growth expected after a collapse.
#[test]
fn nobody_invests_when_capital_is_to_shrink_faster_than_it_wears() {
    let (lab, mut world) = firm();
    world.expectations.planning_growth = -0.016;
    planned(&lab, &mut world);
    assert_eq!(world.firms.investment_ordered[0], 0.0);
}

#[test]
fn credit_wanted_covers_the_cash_flow_and_rebuilds_cash() {
    let (mut lab, mut world) = firm();
    // Artificial-intelligence capital: sector 0 buys a fifth of 30, this firm 3/32 of that.
    lab.policy.core.ai_capex = 30.0;
    lab.structure.ai_buyer = vec![0.2, 0.5, 0.3];
    let makers = world.goods.makers[0].len();
    assert_eq!(makers, 30);
    world.firms.output[..makers].fill(1.0);
    world.firms.output[0] = 3.0;
    lab.growing().publicly_funded[0] = true;
    plan_ai_spending(&lab.context(), &world.firms, &mut world.goods);
    planned(&lab, &mut world);
    let firms = &world.firms;
    let orders = world.goods.technology(TechnologyGood::AiCapital);
    near(orders.firms[0], 6.0 * 3.0 / 32.0);
    let sales = price() * 102.0;
    let ordered = firms.materials_ordered[0];
    // Wear of 0.015 · 300 is not granted.
    let grant = (investment() - 4.5) * 1.1 * 1.004;
    near(firms.grant[0], grant);
    let cash_flow = 0.98 * sales
        - 0.6 * 1.15 * 102.8 / 2.5
        - ordered * 1.03 * 1.004
        - investment() * 1.1 * 1.004
        - 6.0 * 3.0 / 32.0
        + grant
        - 2.0
        + 0.5
        - 8.0 * (0.3 + 0.5 * 0.7);
    let (deposits, loans) = (firms.deposits.get(0), firms.loans.get(0));
    let wanted = -cash_flow + 0.25 * (2.0 * sales - deposits);
    assert!(wanted > 0.0);
    near(firms.credit_wanted[0], wanted);
    near(firms.cash_after_plan[0], deposits + cash_flow - 0.3 * 2.0 * sales);
    near(firms.credit_limit[0], 0.8 * 1.1 * 300.0 - loans);
}

#[test]
fn repayment_and_collateral_have_their_bounds() {
    let (mut lab, mut world) = firm();
    lab.growing().cash_norm = 0.0;
    // 1.6 · 0.2 is below the floor of 0.6.
    lab.growing().loan_norm[0] = 0.2;
    // A loss brings neither tax nor dividend, and the firm pays no grant back.
    world.firms.profit.begin(0, -8.0);
    planned(&lab, &mut world);
    let loans = world.firms.loans.get(0);
    near(world.firms.credit_wanted[0], -0.05 * loans);
    near(world.firms.credit_limit[0], 0.6 * 1.1 * 300.0 - loans);
    assert_eq!(world.firms.grant[0], 0.0);
    let sales = price() * 102.0;
    let cash_flow = 0.98 * sales
        - 0.6 * 1.15 * 102.8 / 2.5
        - world.firms.materials_ordered[0] * 1.03 * 1.004
        - investment() * 1.1 * 1.004
        - 1.5;
    near(
        world.firms.cash_after_plan[0],
        world.firms.deposits.get(0) + cash_flow,
    );
}

/// Output 50 at 1.02: value 51, pay 0.7 · 20 · 1.1, materials 20 at 1.05, wear (4.5 + 0.5) at 1.1, taxes 3 %, research 2.7.
#[test]
fn stocks_and_profit_of_a_quarter() {
    let (mut lab, mut world) = firm();
    let s = &mut lab.structure;
    (s.depreciation[0], s.ai_depreciation, s.product_tax[0]) = (0.015, 0.05, 0.01);
    let firms = &mut world.firms;
    (firms.output[0], firms.sales[0], firms.staff[0], firms.pay_rate[0]) = (50.0, 48.0, 20.0, 0.7);
    (firms.materials_price[0], firms.materials_received[0]) = (1.05, 25.0);
    (firms.investment[0], firms.ai_capital[0]) = (6.0, 10.0);
    let [ai, research, ..] = &mut world.goods.technology;
    ai.firms.add(0, 2.0);
    ai.received = 0.5;
    research.firms.add(0, 3.0);
    research.paid = 0.9;
    take_stock(&lab.context(), firms, &world.goods, 0.1);
    near(firms.pay[0], 15.4);
    near(
        firms.profit[0],
        51.0 - 15.4 - 21.0 - 5.5 - 0.03 * 51.0 - 2.0 + 0.5 - 2.7,
    );
    near(firms.capital[0], 301.5);
    near(firms.ai_capital[0], 10.5);
    near(firms.materials[0], 65.0);
    near(firms.finished[0], 9.0);
    near(firms.capital_used[0], 5.0);
    near(firms.materials_used[0], 20.0);
}

/// Gives firm `i` exactly `cash`.
fn endow(world: &mut World, i: usize, cash: f64) {
    let amount = cash - world.firms.deposits.get(i);
    let firms = &mut world.firms.deposits;
    world.ledger.pay(
        Flow::CapitalGrants,
        Party::Government,
        Party::Agent(firms, i),
        amount,
    );
}

#[test]
fn taxes_interest_dividends_and_loans_are_paid() {
    let (mut lab, mut world) = firm();
    lab.structure.product_tax[0] = 0.01;
    let p = &mut lab.growing().p;
    (p.extra_dividend, p.extra_dividend_threshold, p.sales_memory) = (0.05, 1.25, 0.25);
    world.government.taxes.income = 0.1;
    endow(&mut world, 0, 500.0);
    endow(&mut world, 1, 1.0);
    crate::common::begin_all(&mut world.firms.profit, 0.0);
    world.firms.grant.fill(0.0);
    let firms = &mut world.firms;
    firms.profit.begin(0, 10.0);
    (firms.output[0], firms.credit[0], firms.grant[0]) = (50.0, 4.0, 1.0);
    firms.output[1] = 0.0;
    firms.profit.begin(1, -1.0);
    (firms.credit[1], firms.grant[1]) = (-6.0, 0.0);
    firms.interest_due.begin(1, 0.0);
    (firms.interest_earned[1], firms.arrears[1]) = (0.0, 1);
    firms.arrears[0] = 1;
    world.households.income.fill(0.0);
    let (loans, owner) = (world.firms.loans.get(0), world.firms.owner[0] as usize);
    let (loans_1, before) = (
        world.firms.loans.get(1),
        world.ledger.received(Flow::ProfitTax, Sector::Government),
    );
    assert_eq!(before, 0.0);
    let granted = world.ledger.paid(Flow::CapitalGrants, Sector::Government);
    let World {
        firms,
        households,
        government,
        goods,
        ledger,
        ..
    } = &mut world;
    settle(&lab.context(), firms, households, government, goods, ledger);
    // 500 - 0.51 - 1.02 - 2 + 0.5 - 3 + 1 + 4; regular dividend 0.5 · 7; cash above 1.25 · 2 · 102: a twentieth of it.
    let before_dividend = 500.0 - 0.51 - 1.02 - 2.0 + 0.5 - 3.0 + 1.0 + 4.0;
    let dividend = 3.5 + 0.05 * (before_dividend - 3.5 - 1.25 * 2.0 * 1.02 * 100.0);
    near(firms.dividend[0], dividend);
    near(firms.deposits.get(0), before_dividend - dividend);
    let taken = |flow| ledger.received(flow, Sector::Government);
    near(taken(Flow::ProfitTax), 3.0);
    near(taken(Flow::IncomeTax), 0.1 * firms.dividend.iter().sum::<f64>());
    near(
        ledger.paid(Flow::CapitalGrants, Sector::Government) - granted,
        1.0,
    );
    near(firms.loans.get(0), loans + 4.0);
    near(households.income[owner], 0.9 * dividend);
    assert_eq!(firms.arrears[0], 0);
    near(firms.expected_orders[0], 100.75);
    // Repaying 6 out of 1 leaves an overdraft of 5, which becomes a loan.
    assert_eq!(firms.dividend[1], 0.0);
    near(firms.deposits.get(1), 0.0);
    near(firms.loans.get(1), loans_1 - 1.0);
    assert_eq!(firms.arrears[1], 2);
}

#[test]
fn net_worth_counts_cash_stocks_plant_and_ventures_less_loans_and_bonds() {
    let (lab, mut world) = firm();
    endow(&mut world, 0, 40.0);
    let (bonds, deposits) = (&mut world.firms.bonds, &mut world.firms.deposits);
    world.ledger.lend(bonds, deposits, 0, 8.0);
    let firms = &mut world.firms;
    firms.profit.begin(0, 0.0);
    (firms.output[0], firms.credit[0], firms.ai_capital[0]) = (0.0, 0.0, 10.0);
    firms.stakes[0] = 25.0;
    let World {
        firms,
        households,
        government,
        goods,
        ledger,
        ..
    } = &mut world;
    settle(&lab.context(), firms, households, government, goods, ledger);
    let cash = 40.0 + 8.0 - 2.0 + 0.5;
    near(firms.deposits.get(0), cash);
    near(
        firms.equity[0],
        cash - firms.loans.get(0) - 8.0 + 60.0 * 1.03 + 7.0 * 1.02 + 310.0 * 1.1 + 25.0,
    );
}
