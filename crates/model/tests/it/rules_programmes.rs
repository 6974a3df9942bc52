//! What each programme costs, by hand: amount and sign of every row that levers order, and of the rows beside which the
//! budget's identity holds them.

use crate::common::{Lab, island, near, open};
use accounting::{Flow, Party};
use engine::draws::Draws;
use model::agents::firms::plan_ai_spending;
use model::blocks::funds::call_capital;
use model::blocks::money::relending::{self, Window};
use model::blocks::{ai, research, support, vehicles};
use model::books::programmes::Programme as P;
use model::economy::FinalUse;
use model::programmes::measure;
use model::state::{Ordered, Own};
use model::structure::TechnologyGood;
use model::world::World;

fn china() -> (Lab, World) {
    open(&data::economy("china").unwrap(), 200_000, Draws::silent())
}

/// The row after all is measured anew.
fn measured(lab: &Lab, world: &mut World, row: P) -> f64 {
    let before = world.programmes;
    measure(&lab.context(), world);
    let found = world.programmes.get(row);
    // Funds are measured against the last quarter: whoever looks again sees the same quarter.
    world.programmes = before;
    found
}

#[track_caller]
fn rows(lab: &Lab, world: &mut World, wanted: &[(P, f64)]) {
    for (row, by_hand) in wanted {
        near(measured(lab, world, *row), *by_hand);
    }
}

/// One unit ordered of a technology good costs 1.1.
fn dearer(world: &mut World, good: TechnologyGood) {
    world.goods.technology[good as usize].paid = 1.1;
}

/// A budget of 60 + 25 + 10 + 5 that got 90, and one of 20 + 5 that got 20; grants to publicly funded firms of 3.
#[test]
fn budgets_cost_what_was_bought_of_them() {
    let (lab, mut world) = china();
    let government = &mut world.government;
    government.own = Own {
        consumption: 60.0,
        investment: 20.0,
    };
    government.ordered = Ordered {
        purchases: 25.0,
        training: 10.0,
        courses: 5.0,
        investment: 5.0,
    };
    (government.consumption_budget, government.investment_budget) = (100.0, 25.0);
    world.goods.bought[FinalUse::GovernmentConsumption as usize].nominal = 90.0;
    world.goods.bought[FinalUse::PublicInvestment as usize].nominal = 20.0;
    world.firms.grant.fill(0.0);
    world.firms.grant[7] = 3.0;
    world.households.transfer.fill(0.0);
    world.households.transfer[5] = 2.0;
    let wanted = [
        (P::Purchases, 22.5),
        (P::AiTraining, 9.0),
        (P::DriverCourses, 4.5),
        (P::PublicInvestment, 4.0),
        (P::OwnPlan, 54.0 + 16.0 + 3.0),
        (P::Transfers, 2.0),
    ];
    rows(&lab, &mut world, &wanted);
    // Where there is no budget nothing is bought of it.
    (
        world.government.consumption_budget,
        world.government.ordered.purchases,
    ) = (0.0, 0.0);
    rows(&lab, &mut world, &[(P::Purchases, 0.0)]);
}

/// A rate 2 points above the usual 10 % on 50, and 30 points below it; all other taxes at their rates.
#[test]
fn the_consumption_tax_is_priced_by_its_change() {
    let (mut lab, mut world) = china();
    lab.structure.taxes.consumption = 0.1;
    (world.government.taxes.dwellings, world.government.taxes.export) = (0.2, 0.1);
    world.households.consumption.fill(0.0);
    world.households.consumption[3] = 50.0;
    world.households.housing.fill(0.0);
    world.households.housing[3] = 10.0;
    world.goods.bought[FinalUse::Exports as usize].nominal = 30.0;
    world.firms.output.fill(0.0);
    (world.firms.output[9], world.firms.price[9]) = (10.0, 2.0);
    let k = world.firms.sector(9);
    (lab.structure.product_tax[k], lab.structure.production_tax[k]) = (0.05, 0.1);
    let revenue = [
        (Flow::ProfitTax, 4.0),
        (Flow::IncomeTax, 2.0),
        (Flow::SocialContributions, 1.0),
    ];
    for (flow, amount) in revenue {
        world.ledger.pay(flow, Party::Bank, Party::Government, amount);
    }
    let usual = 5.0 + 2.0 + 3.0 + 1.0 + 2.0 + 7.0;
    for (change, by_hand) in [(0.02, -1.0), (-0.3, 15.0)] {
        lab.policy.core.consumption_tax = change;
        world.government.taxes.consumption = 0.1 + change;
        rows(
            &lab,
            &mut world,
            &[(P::ConsumptionTax, by_hand), (P::Taxes, -usual)],
        );
    }
}

/// A programme of 100, a quarter of it public, and 5 that the leader announces; platforms' own plan is no cost of policy.
#[test]
fn compute_is_priced_by_who_was_asked_to_buy_it() {
    let (mut lab, mut world) = china();
    lab.policy.core.ai_capex = 100.0;
    (lab.policy.ai.public_share, lab.policy.ai.leader_capex) = (0.25, 5.0);
    world.adopt(&lab.policy);
    ai::order(
        &lab.context(),
        &mut world.blocks.ai,
        &world.firms,
        &mut world.goods,
    );
    dearer(&mut world, TechnologyGood::AiCapital);
    rows(&lab, &mut world, &[(P::AiPublic, 27.5), (P::AiFirms, 88.0)]);
    let all = world
        .goods
        .technology(TechnologyGood::AiCapital)
        .firms
        .iter()
        .sum::<f64>();
    assert!(
        (all - 80.0).abs() > 0.1,
        "platforms plan nothing themselves: {all}"
    );
}

/// Without the block the firms that buy capital for artificial intelligence buy all of it.
#[test]
fn compute_without_the_block_is_bought_by_firms() {
    let (mut lab, mut world) = island();
    lab.policy.core.ai_capex = 100.0;
    plan_ai_spending(&lab.context(), &world.firms, &mut world.goods);
    dearer(&mut world, TechnologyGood::AiCapital);
    rows(&lab, &mut world, &[(P::AiPublic, 0.0), (P::AiFirms, 110.0)]);
}

/// A credit of 19 % with elasticity 1.5 is claimed on 0.81^-1.5 = 1000/729 of usual research; grants given and taken away;
/// missions of 3.
#[test]
fn research_is_priced_by_credit_grant_and_mission() {
    let (mut lab, mut world) = china();
    let block = world.blocks.research.as_mut().unwrap();
    block.p.user_cost_elasticity = 1.5;
    let usual: f64 = (0..world.firms.len())
        .map(|i| {
            let intensity = world.blocks.research.as_ref().unwrap().state.intensity[world.firms.sector(i)];
            intensity * world.firms.price[i] * world.firms.output[i]
        })
        .sum();
    dearer(&mut world, TechnologyGood::Research);
    for grants in [12.0, -12.0, 0.0] {
        (lab.policy.research.credit, lab.policy.research.grants) = (0.19, grants);
        lab.policy.research.mission.set(1, 3.0);
        world.adopt(&lab.policy);
        model::markets::goods::open_technology_orders(&mut world.goods);
        let World {
            blocks, firms, goods, ..
        } = &mut world;
        research::plan_purchases(&mut blocks.research, firms, goods);
        let wanted = [
            (P::ResearchCredit, 0.19 * usual * 1000.0 / 729.0),
            (P::ResearchGrants, grants),
            (P::Missions, 3.3),
        ];
        rows(&lab, &mut world, &wanted);
    }
}

/// Support of 1, 0.75, 0.25 and 0.2 % of GDP, and the same taken away; a quarter of the credit is borne by the bank.
#[test]
fn support_is_priced_by_form_and_by_who_bears_it() {
    for sign in [1.0, -1.0] {
        let (mut lab, mut world) = china();
        let lever = &mut lab.policy.support;
        (lever.cash, lever.tax, lever.land, lever.credit) =
            (0.01 * sign, 0.0075 * sign, 0.0025 * sign, 0.002 * sign);
        lever.credit_bank_share = 0.25;
        world.adopt(&lab.policy);
        let unit = world.goods.nominal_gdp
            * (1.0 + world.expectations.trend_growth + world.expectations.inflation)
            * sign;
        let World {
            blocks,
            firms,
            goods,
            expectations,
            banks,
            ledger,
            ..
        } = &mut world;
        let ctx = lab.context();
        let due: f64 = firms.interest_due.iter().sum();
        support::give(&ctx, &mut blocks.support, firms, goods, expectations);
        near(due - firms.interest_due.iter().sum::<f64>(), 0.002 * unit);
        support::compensate_banks(&mut blocks.support, banks, firms, ledger);
        let wanted = [
            (P::SupportCash, 0.01 * unit),
            (P::SupportTax, 0.0075 * unit),
            (P::SupportLand, 0.0025 * unit),
            (P::SupportCredit, 0.0015 * unit),
            (P::SupportCreditBank, 0.0005 * unit),
        ];
        rows(&lab, &mut world, &wanted);
    }
}

/// Two state firms, the only open ones, that sell 20 and 30 are told to spend 2 % on research, at 1.1; of a profit of 100, taxed
/// at a quarter, a tenth more than today is remitted.
#[test]
fn state_firms_are_priced_by_mandate_and_payout() {
    let (mut lab, mut world) = china();
    let today = world.blocks.support.as_ref().unwrap().p.state_payout;
    lab.policy.support.research_mandate = 0.02;
    lab.policy.support.state_payout = Some(today + 0.1);
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        goods,
        expectations,
        government,
        ledger,
        ..
    } = &mut world;
    firms.state_owned.fill(false);
    firms.price.fill(2.0);
    for (i, output) in [(4, 10.0), (11, 15.0)] {
        (firms.state_owned[i], firms.output[i]) = (true, output);
    }
    let ctx = lab.context();
    support::give(&ctx, &mut blocks.support, firms, goods, expectations);
    crate::common::begin_all(&mut firms.profit, 50.0);
    firms.profit.begin(4, 100.0);
    firms.profit.begin(11, -30.0);
    government.taxes.profit = 0.25;
    support::settle(&mut blocks.support, firms, &government.taxes, ledger);
    dearer(&mut world, TechnologyGood::Research);
    let wanted = [(P::ResearchMandate, 1.1), (P::StateDividends, -7.5)];
    rows(&lab, &mut world, &wanted);
}

/// A tenth on half of the 20 that a maker sells, of which half are vehicles.
#[test]
fn support_of_vehicles_is_priced_by_electric_sales() {
    let (mut lab, mut world) = china();
    lab.policy.vehicles.support = 0.1;
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        ledger,
        ..
    } = &mut world;
    let k = firms.sector(2);
    let makers = blocks.vehicles.as_mut().unwrap();
    (makers.p.vehicle_maker[k], makers.state.share) = (0.5, 0.5);
    firms.sales.fill(0.0);
    (firms.price[2], firms.sales[2]) = (2.0, 10.0);
    vehicles::pay_support(&mut blocks.vehicles, firms, ledger);
    rows(&lab, &mut world, &[(P::VehicleSupport, 0.5)]);
}

/// A public partner that pays 200 in 28 quarters, and private ones that add 0.6 of it: they have less in their accounts by what
/// they paid. In the next quarter nothing is called, and 2 and 7 come back.
#[test]
fn funds_are_priced_by_what_partners_pay_in_and_get_back() {
    let (mut lab, mut world) = china();
    let terms = &mut lab.policy.funds;
    (terms.size, terms.government_share, terms.raised_share) = (1000.0, 0.8, 0.25);
    (terms.crowd_in, terms.local_matching) = (0.6, 1.0);
    world.adopt(&lab.policy);
    let World {
        blocks,
        households,
        ledger,
        ..
    } = &mut world;
    let before = households.deposits.total();
    call_capital(&lab.context(), &mut blocks.funds, households, ledger);
    let paid_in = before - households.deposits.total();
    assert!((paid_in - 120.0 / 28.0).abs() < 1e-8, "{paid_in}");
    near(ledger.treasury_account(), -200.0 / 28.0);
    let wanted = [
        (P::FundCapital, 200.0 / 28.0),
        (P::FundReturns, 0.0),
        (P::FundPartners, 120.0 / 28.0),
    ];
    rows(&lab, &mut world, &wanted);
    measure(&lab.context(), &mut world);
    world.blocks.funds.as_mut().unwrap().state.funds[0].returned = [2.0, 7.0];
    let wanted = [
        (P::FundCapital, 0.0),
        (P::FundReturns, -2.0),
        (P::FundPartners, -7.0),
    ];
    rows(&lab, &mut world, &wanted);
}

#[test]
fn guarantees_are_priced_when_they_are_called() {
    let (lab, mut world) = china();
    world
        .ledger
        .pay(Flow::GuaranteeCalls, Party::Government, Party::Bank, 4.0);
    rows(&lab, &mut world, &[(P::Guarantees, 4.0)]);
}

/// A firm with special loans of 100, of which 60 % is refinanced 2 points below other funding and all of that is passed on, is
/// spared 100 · 0.6 · 0.02 / 4 = 0.3 in the quarter. What it is lent afterwards bears interest from the next quarter on, and
/// what the bank keeps of the cheap money nobody pays.
#[test]
fn relending_costs_the_interest_that_the_bank_does_not_charge() {
    for (passed_on, by_hand) in [(1.0, 0.3), (0.5, 0.15), (0.0, 0.0)] {
        let (mut lab, mut world) = china();
        let money = &mut world.blocks.money.as_mut().unwrap().p;
        money.relending_inside_rate = 0.0175;
        world.central_bank.policy_rate = (0.0375 - money.certificate_spread) / 4.0;
        let lever = &mut lab.policy.money;
        (lever.rate, lever.refinanced_share) = (Some(0.0175), 0.6);
        (lever.pass_through, lever.repriced_share) = (passed_on, 0.0);
        world.adopt(&lab.policy);
        let World {
            blocks,
            banks,
            central_bank,
            firms,
            ledger,
            ..
        } = &mut world;
        let window = &mut blocks.money.as_mut().unwrap().state.relending;
        window.announced = Window::drawn_evenly(500.0, 0.0175, 2);
        window.special[8] = 100.0;
        let due = firms.interest_due[8];
        relending::claim(&mut blocks.money, banks, central_bank, firms, ledger);
        near(due - firms.interest_due[8], by_hand);
        blocks.money.as_mut().unwrap().state.relending.special[8] = 500.0;
        rows(&lab, &mut world, &[(P::Relending, by_hand)]);
    }
}
