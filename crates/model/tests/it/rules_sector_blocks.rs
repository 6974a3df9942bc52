//! Chips, vehicles, robots, driving and confidence by hand.

use crate::common::{near, quiet_china, sector};
use engine::math;
use model::blocks::driving::City;
use model::blocks::{chips, confidence, driving, robots, vehicles};
use model::structure::TechnologyGood;
use model::world::World;

/// Half of the named inputs are barred; the store lasts for a quarter, then 0.3 is replaced at a mark-up of 40 %.
#[test]
fn controls_are_felt_when_the_store_is_empty() {
    let (mut lab, mut world) = quiet_china();
    let ict = sector(&lab, "ICT");
    lab.policy.chips.coverage = 0.5;
    world.adopt(&lab.policy);
    let p = world.blocks.chips.as_ref().unwrap().p.clone();
    let World {
        blocks, firms, goods, ..
    } = &mut world;
    blocks.chips.as_mut().unwrap().state.store.fill(0.5);
    chips::impose(&lab.context(), &mut blocks.chips, firms, goods);
    near(goods.controls.in_store[ict], 1.0);
    let chips = blocks.chips.as_ref().unwrap().state.clone();
    near(chips.store[ict], 0.0);
    near(
        goods.controls.hardware_cost,
        1.0 + p.ai_hardware_content * 0.5 * 0.4,
    );
    near(
        goods.controls.collaboration[ict],
        1.0 - 0.5 * p.lost_collaboration,
    );
    near(goods.controls.collaboration[sector(&lab, "AGR")], 1.0);
    near(chips.gap, p.chip_gap + 0.5 * p.lost_collaboration / 4.0);
    let maker = goods.makers[ict][0] as usize;
    near(firms.materials_need[maker], 1.0);

    crate::common::begin_all(&mut firms.materials_need, 1.0);
    // Home makers have sold as much for barred inputs as they had cumulated: a doubling against the path.
    let own = p.chip_self_sufficiency / (1.0 - p.chip_self_sufficiency) * goods.controls.imported;
    goods.controls.substituted = chips.reference + own;
    goods.controls.imported -= goods.controls.substituted;
    chips::impose(&lab.context(), &mut blocks.chips, firms, goods);
    near(goods.controls.in_store[ict], 0.0);
    near(goods.controls.markup, 0.4 * (1.0 - p.substitute_learning));
    let cell = ict * lab.structure.columns() + ict;
    let named = lab.structure.basket[cell] * lab.structure.imported[cell] * p.controlled_product[ict];
    near(
        firms.materials_need[maker],
        1.0 + 0.5 * 0.3 * goods.controls.markup * named,
    );
}

#[test]
fn induced_research_is_larger_near_the_frontier_and_adds_up() {
    let (mut lab, mut world) = quiet_china();
    let ict = sector(&lab, "ICT");
    (lab.policy.chips.coverage, lab.policy.chips.induced_research) = (1.0, 1.0);
    world.adopt(&lab.policy);
    let p = world.blocks.chips.as_ref().unwrap().p.clone();
    let makers: Vec<usize> = world.goods.makers[ict].iter().map(|&i| i as usize).collect();
    world.firms.own_productivity[makers[0]] = p.research_reach;
    let World {
        blocks, firms, goods, ..
    } = &mut world;
    chips::order_research(&blocks.chips, firms, goods);
    let orders = &goods.technology(TechnologyGood::Research).firms;
    let per_sale = |i: usize| orders[i] / (firms.price[i] * firms.output[i]);
    near(per_sale(makers[0]) / per_sale(makers[1]), math::exp(1.0_f64));
    let ordered: f64 = makers.iter().map(|&i| orders[i]).sum();
    let sold: f64 = makers.iter().map(|&i| firms.price[i] * firms.output[i]).sum();
    near(
        ordered / sold,
        p.induced_research * p.research_exposure * p.treated_research[ict],
    );
}

/// Cumulated output at twice its reference: unit cost falls by the learning rate.
#[test]
fn makers_of_vehicles_learn_and_export() {
    let (mut lab, mut world) = quiet_china();
    let veh = sector(&lab, "VEH");
    let p = world.blocks.vehicles.as_ref().unwrap().p.clone();
    let World {
        blocks, firms, goods, ..
    } = &mut world;
    let odds = math::ln(p.electric_share / (p.electric_ceiling - p.electric_share)) + p.electric_speed / 4.0;
    let share = p.electric_ceiling / (1.0 + math::exp(-odds));
    let vehicles = &mut blocks.vehicles.as_mut().unwrap().state;
    vehicles.experience = 2.0 * vehicles.reference + share;
    vehicles::advance(&lab.context(), &mut blocks.vehicles, firms, goods);
    let vehicles = &blocks.vehicles.as_ref().unwrap().state;
    near(vehicles.share, share);
    near(vehicles.unit_cost, 1.0 - p.vehicle_learning);
    let fall = -p.vehicle_maker[veh] * share * math::ln(1.0 - p.vehicle_learning);
    let maker = goods.makers[veh][0] as usize;
    near(firms.technology[maker], fall);
    near(firms.materials_need[maker], math::exp(-fall));
    near(firms.price_target[maker], 1.0);
    let cut = lab.growing().p.price_adjustment * fall;
    near(
        goods.extra_exports[veh],
        math::exp(p.vehicle_export_elasticity * cut) - 1.0,
    );
}

/// Robots at half the price: they pay where the log gain is larger by ln 2.
#[test]
fn robots_follow_what_pays() {
    let (mut lab, mut world) = quiet_china();
    let veh = sector(&lab, "VEH");
    lab.policy.robots.price = -0.5;
    world.adopt(&lab.policy);
    world.expectations.trend_productivity = 0.0;
    let p = world.blocks.robots.as_ref().unwrap().p.clone();
    let World {
        blocks,
        firms,
        goods,
        labour,
        expectations,
        ..
    } = &mut world;
    let robots = &blocks.robots.as_ref().unwrap().state;
    let (gain, opening) = (robots.gain[veh], robots.density[veh]);
    robots::advance(
        &lab.context(),
        &mut blocks.robots,
        firms,
        goods,
        labour,
        expectations,
    );
    let robots = &blocks.robots.as_ref().unwrap().state;
    let fall = p.robot_price_fall / 4.0;
    let pays = |x: f64| 1.0 / (1.0 + math::exp(-x / p.robot_spread));
    let potential = opening / pays(gain);
    let follow = |x: f64| opening + p.robot_speed * (potential * pays(x) - opening);
    near(robots.density[veh], follow(gain + fall + math::ln(2.0_f64)));
    near(robots.reference[veh], follow(gain + fall));
    let extra = robots.density[veh] - robots.reference[veh];
    let maker = goods.makers[veh][0] as usize;
    near(firms.technology[maker], math::ln_1p(p.robot_workers * extra));
    robots::buy(&lab.context(), &mut blocks.robots, firms, goods);
    let persons = f64::from(firms.heads[maker]) * 0.4;
    let price = p.robot_price * 0.5 * math::exp(-fall) * goods.capital_price;
    near(
        goods.technology(TechnologyGood::Robots).firms[maker],
        extra * persons * price,
    );
}

/// A tenth of rides driverless, at half of a fare: rides cost 5 % less; a tenth of drivers lose their jobs.
#[test]
fn driverless_rides_displace_low_paid_drivers() {
    let (lab, mut world) = quiet_china();
    let ttr = sector(&lab, "TTR");
    let p = &mut world.blocks.driving.as_mut().unwrap().p;
    (
        p.fleet_speed,
        p.fare_markup,
        p.driverless_cost,
        p.driverless_cost_fall,
    ) = (0.0, 0.0, 0.5, 0.0);
    let (exposed, cost) = (p.exposed_drivers[ttr], p.retraining_cost);
    let before = world.firms.heads.clone();
    let World {
        blocks,
        firms,
        households,
        goods,
        government,
        ..
    } = &mut world;
    let driving = &mut blocks.driving.as_mut().unwrap().state;
    driving.share = 0.1;
    driving.cities.fill(City {
        extra: 0.1,
        admits_from: 0,
    });
    driving::advance(&lab.context(), &mut blocks.driving, firms);
    let driving = blocks.driving.as_mut().unwrap();
    near(driving.state.ride_price, 0.95);
    let operator = goods.makers[ttr][0] as usize;
    near(firms.technology[operator], -math::ln(1.0 - 0.1 * exposed));
    driving.state.share = 1.0;
    let due = driving.state.drivers[ttr].floor();
    driving.policy.retraining = 1.0;
    driving::displace(&lab.context(), &mut blocks.driving, firms, households);
    let driving = &blocks.driving.as_ref().unwrap().state;
    near(driving.displaced[ttr], due);
    let gone: u32 = before.iter().zip(&firms.heads).map(|(b, a)| b - a).sum();
    near(f64::from(gone), due);
    for &h in &driving.waiting {
        assert!(driving.exposed[households.group[h as usize] as usize]);
    }
    assert_eq!(households.first_in_line, driving.waiting);
    government.consumption_budget = 0.0;
    goods.consumer_price = 2.0;
    driving::pay_courses(&mut blocks.driving, households, government, goods);
    near(government.consumption_budget, due * cost * 0.4 * 2.0);
}

/// With silent draws (a half) a city has an accident where its chance is above a half; no vehicles are added there for two
/// quarters, this one included, and vehicles stay.
#[test]
fn a_grave_accident_closes_its_city_for_further_vehicles() {
    let (mut lab, mut world) = quiet_china();
    lab.policy.driving.permits = 0.5;
    world.adopt(&lab.policy);
    let World { blocks, firms, .. } = &mut world;
    let driving::Block {
        p, state: driving, ..
    } = blocks.driving.as_mut().unwrap();
    (p.suspension_quarters, p.driverless_cost_fall, p.accident_rate) = (2.0, 0.0, 100.0);
    let pays = 1.0 / (1.0 + math::pow(p.driverless_cost / p.driver_pay_share, 1.0 / p.driverless_spread));
    let target = (p.pilot_permits + 0.5) * pays;
    let cities = driving.cities.len() as f64;
    let drivers: f64 = driving.drivers.iter().sum();
    // Billion kilometres a quarter in a city where all rides are driverless, and the share at which the chance is a half.
    let all = drivers * driving.persons / p.drivers_per_vehicle / cities * p.vehicle_distance / 4.0;
    let half = math::ln(2.0_f64) / (p.accident_rate * all);
    let speed = p.fleet_speed;
    let (below, above) = (half * 0.99, half * 1.01);
    assert!(above < target, "fleets still grow at this share");
    let city = |extra| City {
        extra,
        admits_from: 0,
    };
    driving.cities.fill(city(0.0));
    (driving.cities[0], driving.cities[1]) = (city(below), city(above));
    driving::advance(&lab.context(), &mut blocks.driving, firms);
    let driving = &blocks.driving.as_ref().unwrap().state;
    let pilots = driving.pilot_share;
    near(driving.cities[0].extra + pilots, below + speed * (target - below));
    near(driving.cities[1].extra + pilots, above);
    near(driving.suspended, 1.0 / cities);
    // Safer vehicles: the first city, whose fleet has grown, is spared now, and the second is still closed.
    blocks.driving.as_mut().unwrap().policy.accident_risk = -1.0;
    lab.t = 2;
    driving::advance(&lab.context(), &mut blocks.driving, firms);
    let driving = &blocks.driving.as_ref().unwrap().state;
    near(driving.cities[1].extra + driving.pilot_share, above);
    near(driving.suspended, 1.0 / cities);
    lab.t = 3;
    driving::advance(&lab.context(), &mut blocks.driving, firms);
    let driving = &blocks.driving.as_ref().unwrap().state;
    near(
        driving.cities[1].extra + driving.pilot_share,
        above + speed * (target - above),
    );
    near(driving.suspended, 0.0);
}

#[test]
fn sentiment_remembers_and_spreads() {
    let (mut lab, mut world) = quiet_china();
    let p = world.blocks.confidence.as_ref().unwrap().p.clone();
    (lab.policy.confidence.strength, lab.policy.confidence.news) = (1.0, 0.01);
    world.adopt(&lab.policy);
    let World {
        blocks,
        firms,
        households,
        goods,
        ..
    } = &mut world;
    firms.orders.copy_from_slice(&firms.expected_orders);
    let group = households.group[0] as usize;
    let confidence = &mut blocks.confidence.as_mut().unwrap().state;
    confidence.households[group] = 0.02;
    let mean = confidence.mean();
    confidence::form(&lab.context(), &mut blocks.confidence, firms);
    let confidence = &blocks.confidence.as_ref().unwrap().state;
    let one = p.sentiment_memory * 0.02 + p.sentiment_contagion * (mean - 0.02) + 0.01;
    near(confidence.households[group], one);
    near(confidence.firms[0], p.sentiment_contagion * mean + 0.01);
    households.consumption_budget.fill(1.0);
    let all = households.len() as f64;
    confidence::move_consumption(&blocks.confidence, households, goods);
    near(
        households.consumption_budget[0],
        1.0 + p.spending_per_announced * one * goods.nominal_gdp / all,
    );
}
