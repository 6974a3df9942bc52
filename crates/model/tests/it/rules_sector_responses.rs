//! What the sector blocks do off their opening, by hand: each rule where its term is not zero, so that a changed sign shows.

use crate::common::{near, quiet_china, sector};
use engine::math;
use model::blocks::{confidence, driving, robots, vehicles};
use model::structure::TechnologyGood;
use model::world::World;

/// Orders a tenth above what was expected lift the mood of firms, and not of households (CNF-1); the mood lifts investment
/// and asks for the credit that it costs (CNF-2).
#[test]
fn full_order_books_lift_the_mood_and_the_mood_investment() {
    let (mut lab, mut world) = quiet_china();
    lab.policy.confidence.strength = 2.0;
    world.adopt(&lab.policy);
    let p = world.blocks.confidence.as_ref().unwrap().p.clone();
    let World {
        blocks, firms, goods, ..
    } = &mut world;
    for i in 0..firms.len() {
        firms.orders[i] = 1.1 * firms.expected_orders[i];
    }
    confidence::form(&lab.context(), &mut blocks.confidence, firms);
    let state = &blocks.confidence.as_ref().unwrap().state;
    let mood = p.sentiment_experience * 0.1;
    assert!(mood > 0.0);
    near(state.households[0], 0.0);
    for class in [0, 1] {
        let has_members = (0..firms.len()).any(|i| {
            firms.sector(i) == 0 && usize::from(firms.staff[i] >= lab.rules.p.small_firm_staff) == class
        });
        near(state.firms[class], if has_members { mood } else { 0.0 });
    }
    let before: Vec<f64> = firms.investment_ordered.to_vec();
    firms.credit_wanted.fill(0.0);
    goods.capital_price = 2.0;
    confidence::move_investment(&lab.context(), &blocks.confidence, firms, goods);
    let planned: f64 = 2.0 * before.iter().sum::<f64>();
    let extra = before[0] * 2.0 * p.investment_per_announced * goods.nominal_gdp / planned * mood;
    near(firms.investment_ordered[0], before[0] + extra);
    near(firms.credit_wanted[0], 2.0 * extra);
}

/// Vehicles a fifth cheaper than on their path win buyers (VEH-1), who scrap old cars and keep the new ones (VEH-5); what
/// local plans ask for is built on credit (VEH-6).
#[test]
fn cheaper_vehicles_win_buyers_and_fill_the_roads() {
    let (mut lab, mut world) = quiet_china();
    lab.policy.vehicles.expansion = 0.08;
    world.adopt(&lab.policy);
    let veh = sector(&lab, "VEH");
    let p = world.blocks.vehicles.as_ref().unwrap().p.clone();
    let World {
        blocks, firms, goods, ..
    } = &mut world;
    let state = &mut blocks.vehicles.as_mut().unwrap().state;
    state.unit_cost = 0.8;
    let odds = math::ln(p.electric_share / (p.electric_ceiling - p.electric_share))
        + p.electric_speed / 4.0
        + p.electric_price_response * math::ln(1.25);
    let share = p.electric_ceiling / (1.0 + math::exp(-odds));
    vehicles::advance(&lab.context(), &mut blocks.vehicles, firms, goods);
    let state = &blocks.vehicles.as_ref().unwrap().state;
    assert!(p.electric_price_response > 0.0);
    near(state.share, share);
    let kept = 1.0 - p.fleet_scrapped / 4.0;
    near(state.fleet, kept * p.fleet + p.vehicles_sold);
    near(
        state.fleet_electric,
        kept * p.fleet_electric + share * p.vehicles_sold,
    );
    near(
        state.emissions_avoided,
        state.fleet_electric * (p.emissions_engine - p.emissions_electric),
    );
    let maker = goods.makers[veh][0] as usize;
    let before = firms.investment_ordered[maker];
    (firms.credit_wanted[maker], goods.capital_price) = (0.0, 1.5);
    vehicles::expand(&blocks.vehicles, firms, goods);
    let extra = 0.02 * p.vehicle_maker[veh] * firms.capital[maker];
    near(firms.investment_ordered[maker], before + extra);
    near(firms.credit_wanted[maker], 1.5 * extra);
}

/// Dearer labour makes robots pay (ROB-2); robots bought are paid once and replaced when they wear out (ROB-3).
#[test]
fn dear_labour_brings_robots_that_are_replaced_when_worn() {
    let (lab, mut world) = quiet_china();
    let veh = sector(&lab, "VEH");
    world.expectations.trend_productivity = 0.0;
    (world.labour.wage_index, world.goods.capital_price) = (1.2, 1.1);
    let p = world.blocks.robots.as_ref().unwrap().p.clone();
    let World {
        blocks,
        firms,
        goods,
        labour,
        expectations,
        ..
    } = &mut world;
    let state = &blocks.robots.as_ref().unwrap().state;
    let (gain, opening) = (state.gain[veh], state.density[veh]);
    let context = lab.context();
    robots::advance(&context, &mut blocks.robots, firms, goods, labour, expectations);
    let state = &blocks.robots.as_ref().unwrap().state;
    let pays = |x: f64| 1.0 / (1.0 + math::exp(-x / p.robot_spread));
    let wanted = opening / pays(gain) * pays(gain + p.robot_price_fall / 4.0 + math::ln(1.2 / 1.1));
    near(state.density[veh], opening + p.robot_speed * (wanted - opening));
    let extra = state.density[veh] - state.reference[veh];
    assert!(extra > 0.0);
    let maker = goods.makers[veh][0] as usize;
    let ordered = |goods: &model::state::GoodsMarket| goods.technology(TechnologyGood::Robots).firms[maker];
    robots::buy(&context, &mut blocks.robots, firms, goods);
    let first = ordered(goods);
    model::markets::goods::open_technology_orders(goods);
    // Nothing more is wanted: only wear is made good.
    robots::buy(&context, &mut blocks.robots, firms, goods);
    near(ordered(goods), first / (4.0 * p.robot_life));
}

/// A fare contains a mark-up that falls as driverless rides meet more of each other (DRV-2); a vehicle is bought for every
/// ride beyond the pilots', and bought again when it is worn (DRV-3).
#[test]
fn operators_take_a_mark_up_and_buy_their_fleet() {
    let (lab, mut world) = quiet_china();
    let ttr = sector(&lab, "TTR");
    let World {
        blocks, firms, goods, ..
    } = &mut world;
    let driving::Block { p, state, .. } = blocks.driving.as_mut().unwrap();
    (
        p.fleet_speed,
        p.driverless_cost,
        p.driverless_cost_fall,
        p.accident_rate,
    ) = (0.0, 0.5, 0.0, 0.0);
    p.fare_markup = 0.4;
    let (per_vehicle, life, price) = (
        p.drivers_per_vehicle,
        p.driverless_life,
        p.driverless_vehicle_price,
    );
    for city in &mut state.cities {
        city.extra = 0.25;
    }
    driving::advance(&lab.context(), &mut blocks.driving, firms);
    let state = &blocks.driving.as_ref().unwrap().state;
    near(state.ride_price, 0.75 + 0.25 * 0.5 * (1.0 + 0.4 * 0.75));
    let drivers: f64 = state.drivers.iter().sum();
    let fleet = 0.25 * drivers * state.persons / per_vehicle;
    goods.capital_price = 1.5;
    driving::buy_fleet(&mut blocks.driving, firms, goods);
    let state = &blocks.driving.as_ref().unwrap().state;
    near(state.fleet, fleet);
    let maker = goods.makers[ttr][0] as usize;
    let output: f64 = goods.makers[ttr].iter().map(|&i| firms.output[i as usize]).sum();
    let part = state.drivers[ttr] / drivers * firms.output[maker] / output;
    near(
        goods.technology(TechnologyGood::Fleet).firms[maker],
        fleet * price * 1.5 * part,
    );
    model::markets::goods::open_technology_orders(goods);
    driving::buy_fleet(&mut blocks.driving, firms, goods);
    near(
        goods.technology(TechnologyGood::Fleet).firms[maker],
        fleet / (4.0 * life) * price * 1.5 * part,
    );
}
