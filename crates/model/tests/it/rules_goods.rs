//! The pooled goods market by hand: three makers of product 0, one buyer, and the chain of orders behind it.

use crate::common::{Lab, island, near};
use engine::math;
use model::economy::FinalUse;
use model::markets::goods::{buyers_pay, index_prices, sellers_are_paid, trade};
use model::programmes;
use model::structure::{Structure, TechnologyGood};
use model::world::World;

const PRICE: [f64; 3] = [1.0, 1.1, 0.9];
const WEIGHT: [f64; 3] = [0.5, 0.3, 0.2];
const APPEAL: [f64; 3] = [0.1, 0.0, -0.1];
/// Price of imports: exchange rate 1.2 times foreign price 1.05.
const IMPORT: f64 = 1.26;

fn cell(s: &mut Structure, product: usize, column: usize, share: f64, imported: f64) {
    let place = product * s.columns() + column;
    s.basket[place] = share;
    s.imported[place] = imported;
}

/// Firms 0, 1 and 2 alone make product 0 and have room; nobody orders anything yet.
fn market() -> (Lab, World) {
    let (mut lab, mut world) = island();
    let p = &mut lab.growing().p;
    (p.market_share_elasticity, p.import_elasticity, p.order_response) = (2.0, 1.5, 0.6);
    (
        p.order_rounds,
        p.hours_ceiling,
        p.unmet_orders_imported,
        p.tradable_threshold,
    ) = (1.0, 1.5, 0.5, 0.01);
    (world.rest_of_world.exchange_rate, world.rest_of_world.price) = (1.2, 1.05);
    world.rest_of_world.export_demand = 0.0;
    (
        world.government.consumption_budget,
        world.government.investment_budget,
    ) = (0.0, 0.0);
    world.households.consumption_budget.fill(0.0);
    world.households.housing_budget.fill(0.0);
    let s = &mut lab.structure;
    (s.output_per_capital[0], s.materials_per_output[0]) = (0.5, 0.4);
    let consumption = s.column(FinalUse::HouseholdConsumption);
    for product in 0..3 {
        let share = if product == 0 { 1.0 } else { 0.0 };
        cell(
            s,
            product,
            consumption,
            share,
            if product == 0 { 0.25 } else { 0.0 },
        );
    }
    let f = &mut world.firms;
    for column in [&mut f.materials_ordered, &mut f.finished, &mut f.weight] {
        column.fill(0.0);
    }
    f.investment_ordered.begin_neutral();
    f.capital[..30].fill(0.0);
    f.weight[30..].fill(1.0);
    f.weight[..3].copy_from_slice(&WEIGHT);
    f.appeal[..3].copy_from_slice(&APPEAL);
    f.price[..3].copy_from_slice(&PRICE);
    f.capital[..3].fill(1000.0);
    f.materials[..3].fill(1000.0);
    f.staff[..3].fill(1000.0);
    f.productivity[..3].fill(1.0);
    f.planned_output.fill(0.0);
    f.expected_orders.fill(0.0);
    (lab, world)
}

fn traded(lab: &Lab, world: &mut World) {
    let World {
        firms,
        households,
        government,
        rest_of_world,
        blocks,
        goods,
        ledger,
        ..
    } = world;
    trade(
        &lab.context(),
        firms,
        households,
        government,
        rest_of_world,
        goods,
    );
    buyers_pay(firms, households, goods, ledger);
    programmes::pay(&mut blocks.funds, goods, ledger);
    sellers_are_paid(firms, goods, ledger);
}

/// Market shares, expected price, import share and demand for home supply of a budget of 100.
fn orders() -> ([f64; 3], f64, f64, f64) {
    let raw: [f64; 3] = std::array::from_fn(|i| WEIGHT[i] * math::exp(APPEAL[i]));
    let reference = (raw[0] * 1.0 + raw[1] * 1.1 + raw[2] * 0.9) / (raw[0] + raw[1] + raw[2]);
    let drawn: [f64; 3] = std::array::from_fn(|i| raw[i] * math::exp(-2.0 * (PRICE[i] / reference - 1.0)));
    let sum = drawn[0] + drawn[1] + drawn[2];
    let share = drawn.map(|w| w / sum);
    let price = share[0] * 1.0 + share[1] * 1.1 + share[2] * 0.9;
    let relative = math::pow(price / IMPORT, 1.5);
    let imported = 0.25 * relative / (0.75 + 0.25 * relative);
    let volume = 100.0 / ((1.0 - imported) * price + imported * IMPORT);
    (share, price, imported, volume)
}

#[test]
fn orders_are_split_by_weight_appeal_and_price() {
    let (lab, mut world) = market();
    world.households.consumption_budget[7] = 60.0;
    world.households.consumption_budget[9] = 40.0;
    let (share, price, imported, volume) = orders();
    let demand = volume * (1.0 - imported);
    // Plans meet orders: nothing is a surprise.
    for i in 0..3 {
        world.firms.planned_output[i] = demand * share[i];
        world.firms.expected_orders[i] = demand * share[i];
    }
    let cash = world.households.deposits.get(9);
    let receipts = world.firms.deposits.get(1);
    traded(&lab, &mut world);
    for i in 0..3 {
        near(world.firms.orders[i], demand * share[i]);
        near(world.firms.output[i], demand * share[i]);
        near(world.firms.sales[i], demand * share[i]);
    }
    near(world.goods.price[0], price);
    near(world.goods.import_price[0], IMPORT);
    near(world.goods.imports[0], volume * imported);
    near(world.goods.imported.nominal, volume * imported * IMPORT);
    near(world.goods.bought(FinalUse::HouseholdConsumption).nominal, 100.0);
    near(world.goods.bought(FinalUse::HouseholdConsumption).real, volume);
    near(world.households.consumption[9], 40.0);
    near(world.households.deposits.get(9), cash - 40.0);
    near(world.firms.deposits.get(1), receipts + demand * share[1] * 1.1);
    near(world.goods.account.get(0), 0.0);
}

/// Firm 0 can make 20 and has 2; what it cannot deliver goes to firms 1 and 2 in proportion to their slack.
#[test]
fn excess_orders_pass_to_rivals_with_slack() {
    let (lab, mut world) = market();
    world.households.consumption_budget[0] = 100.0;
    let (share, _, imported, volume) = orders();
    let demand = volume * (1.0 - imported);
    let f = &mut world.firms;
    (f.capital[0], f.finished[0]) = (40.0, 2.0);
    f.capital[1] = 400.0;
    // Staff bind firm 2: 1.5 · 40 · 1.
    (f.staff[2], f.finished[2]) = (40.0, 1.0);
    // Plans below orders by 10: 0.6 of it is added, and all that rivals pass on.
    for i in 0..3 {
        f.expected_orders[i] = demand * share[i] - 10.0;
        f.planned_output[i] = demand * share[i] - 4.0;
    }
    traded(&lab, &mut world);
    let room = [22.0, 200.0, 61.0].map(f64::from);
    let slack = [room[1] - demand * share[1], room[2] - demand * share[2]];
    let taken = (demand * share[0] - 22.0) / (slack[0] + slack[1]);
    assert!(taken > 0.0 && taken < 1.0);
    let f = &world.firms;
    near(f.orders[0], demand * share[0]);
    near(f.output[0], 20.0);
    near(f.sales[0], 22.0);
    for (k, i) in [1, 2].into_iter().enumerate() {
        near(f.orders[i], demand * share[i]);
        near(f.output[i], demand * share[i] - 4.0 + 6.0 + taken * slack[k]);
        near(f.sales[i], demand * share[i] + taken * slack[k]);
    }
    let sold: f64 = f.sales[..3].iter().sum();
    near(sold, demand);
    let value: f64 = (0..3).map(|i| PRICE[i] * f.sales[i]).sum();
    near(world.goods.price[0], value / sold);
}

/// All three are full: half of what is unmet is imported if the product is tradable, the rest is not delivered.
#[test]
fn what_nobody_can_deliver_is_imported_in_part() {
    for (threshold, part) in [(0.01, 0.5), (0.3, 0.0)] {
        let (mut lab, mut world) = market();
        lab.growing().p.tradable_threshold = threshold;
        world.households.consumption_budget[0] = 100.0;
        let (_, _, imported, volume) = orders();
        let demand = volume * (1.0 - imported);
        // Materials bind: 4 / 0.4 each, output is made to order.
        world.firms.materials[..3].fill(4.0);
        world.firms.finished[1] = 5.0;
        world.firms.planned_output[..3].fill(10.0);
        traded(&lab, &mut world);
        assert_eq!(world.firms.sales[..3], [10.0, 15.0, 10.0]);
        let unmet = demand - 35.0;
        assert!(unmet > 10.0);
        near(world.goods.imports[0], volume * imported + part * unmet);
        let got = world.goods.bought(FinalUse::HouseholdConsumption);
        near(got.real, 35.0 + volume * imported + part * unmet);
        near(
            got.nominal,
            10.0 + 16.5 + 9.0 + IMPORT * (volume * imported + part * unmet),
        );
        near(world.goods.delivered[0], got.real);
    }
}

/// Stocks of rivals serve what a maker could not: firm 0 sells out although nobody passed orders on in time.
#[test]
fn stocks_left_serve_what_is_unmet() {
    let (lab, mut world) = market();
    world.households.consumption_budget[0] = 100.0;
    let (share, _, imported, volume) = orders();
    let demand = volume * (1.0 - imported);
    let f = &mut world.firms;
    // Firm 0 has room to produce its orders, so it keeps them, but plans 9 less than it expected to sell.
    for i in 0..3 {
        f.expected_orders[i] = demand * share[i];
        f.planned_output[i] = demand * share[i];
    }
    f.planned_output[0] -= 9.0;
    (f.finished[1], f.finished[2]) = (20.0, 10.0);
    traded(&lab, &mut world);
    near(world.firms.sales[0], demand * share[0] - 9.0);
    near(world.firms.sales[1], demand * share[1] + 6.0);
    near(world.firms.sales[2], demand * share[2] + 3.0);
    near(world.goods.imports[0], volume * imported);
}

/// Materials of sector 0 are product 1: a surprise of 10 at each maker, 0.6 of it made, orders 0.4 · 6 more each.
#[test]
fn a_surprise_travels_up_the_supply_chain_in_the_next_round() {
    let (mut lab, mut world) = market();
    lab.growing().p.order_rounds = 2.0;
    for product in 0..3 {
        cell(
            &mut lab.structure,
            product,
            0,
            if product == 1 { 1.0 } else { 0.0 },
            0.0,
        );
    }
    world.households.consumption_budget[0] = 100.0;
    let (share, _, imported, volume) = orders();
    let demand = volume * (1.0 - imported);
    let f = &mut world.firms;
    for i in 0..3 {
        f.expected_orders[i] = demand * share[i] - 10.0;
        f.planned_output[i] = demand * share[i] - 10.0;
        f.materials_ordered[i] = 5.0;
        f.finished[i] = 10.0;
    }
    // The makers of product 1 expected the planned 15 and have stocks enough.
    for i in 30..60 {
        (f.expected_orders[i], f.planned_output[i], f.finished[i]) = (0.5, 0.5, 10.0);
        (f.weight[i], f.price[i], f.appeal[i]) = (1.0, 1.3, 0.0);
        (f.capital[i], f.materials[i], f.staff[i], f.productivity[i]) = (1e3, 1e3, 1e3, 1.0);
    }
    traded(&lab, &mut world);
    let f = &world.firms;
    for i in 0..3 {
        near(f.materials_ordered[i], 5.0 + 0.4 * 6.0);
        near(f.materials_received[i], 7.4);
        near(f.materials_bill[i], 7.4 * 1.3);
        near(f.materials_price[i], 1.3);
    }
    for i in 30..60 {
        near(f.orders[i], 3.0 * 7.4 / 30.0);
        // 0.6 of the surprise of (22.2 - 15) / 30.
        near(f.output[i], 0.5 + 0.6 * 0.24);
    }
    near(world.goods.basket_price[0], 1.3);
}

#[test]
fn consumer_prices_carry_changes_of_the_tax_on_consumption() {
    let (mut lab, mut world) = market();
    lab.structure.taxes.consumption = 0.1;
    world.government.taxes.consumption = 0.21;
    let (consumption, capital) = (
        lab.structure.column(FinalUse::HouseholdConsumption),
        lab.structure.column(FinalUse::FirmInvestment),
    );
    (
        world.goods.basket_price[consumption],
        world.goods.basket_price[capital],
    ) = (1.2, 1.3);
    index_prices(&lab.context(), &mut world.goods, &world.government.taxes);
    near(world.goods.consumer_price, 1.32);
    near(world.goods.price_before_tax, 1.2);
    near(world.goods.capital_price, 1.3);
}

/// Spending of 40 on artificial-intelligence capital, a quarter imported, all of it product 0.
#[test]
fn artificial_intelligence_capital_is_bought_at_home_and_abroad() {
    let (mut lab, mut world) = market();
    lab.policy.core.ai_import_content = 0.25;
    lab.structure.bundles[0].share = vec![1.0, 0.0, 0.0];
    let orders_of = &mut world.goods.technology[TechnologyGood::AiCapital as usize];
    orders_of.firms.add(5, 20.0);
    orders_of.firms.add(6, 10.0);
    orders_of.order_publicly(10.0);
    let (share, price, ..) = orders();
    let home = 30.0 / price;
    for i in 0..3 {
        world.firms.planned_output[i] = home * share[i];
        world.firms.expected_orders[i] = home * share[i];
    }
    traded(&lab, &mut world);
    let bought = world.goods.technology(TechnologyGood::AiCapital);
    near(bought.paid, 1.0);
    near(bought.received, (home + 10.0 / IMPORT) / 40.0);
    near(bought.imported.nominal, 0.25);
    near(bought.imported.real, 0.25 / IMPORT);
    near(bought.bill(5), 20.0);
    near(world.goods.imported.nominal, 10.0);
    near(world.goods.imported.real, 10.0 / IMPORT);
    near(world.firms.sales[0], home * share[0]);
}

/// The same with product 0 sold out: half of the home part that is not delivered is imported too.
#[test]
fn artificial_intelligence_capital_that_is_sold_out_is_imported_in_part() {
    let (mut lab, mut world) = market();
    lab.structure.bundles[0].share = vec![1.0, 0.0, 0.0];
    world.goods.technology[TechnologyGood::AiCapital as usize]
        .firms
        .add(5, 100.0);
    world.firms.materials[..3].fill(4.0);
    world.firms.planned_output[..3].fill(10.0);
    let (_, price, ..) = orders();
    traded(&lab, &mut world);
    let home = 100.0 / price;
    let bought = world.goods.technology(TechnologyGood::AiCapital);
    let abroad = 0.5 * (home - 30.0);
    near(100.0 * bought.received, 30.0 + abroad);
    near(100.0 * bought.paid, 30.0 + abroad * IMPORT);
    near(world.goods.imported.real, 0.5 * (home - 30.0));
}

/// Materials are ordered in the first round already: 5 at each of three firms, product 1, shared among its 30 makers.
#[test]
fn planned_materials_are_orders_of_the_first_round() {
    let (mut lab, mut world) = market();
    for product in 0..3 {
        cell(
            &mut lab.structure,
            product,
            0,
            if product == 1 { 1.0 } else { 0.0 },
            0.0,
        );
    }
    world.firms.materials_ordered[..3].fill(5.0);
    let f = &mut world.firms;
    for i in 30..60 {
        (f.price[i], f.appeal[i], f.finished[i]) = (1.3, 0.0, 10.0);
    }
    traded(&lab, &mut world);
    near(world.firms.orders[44], 0.5);
    near(world.firms.materials_received[1], 5.0);
}
