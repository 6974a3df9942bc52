//! Driverless rides: operators scale where a ride costs less than a driver earns; drivers lose their jobs, riders pay
//! less, and the budget pays for courses. After a grave accident the regulator of the city admits no further vehicles for
//! a while. The pilots are inside the opening; only what goes beyond them acts.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::context::Context;
use crate::declare::Title;
use crate::economy::Group;
use crate::state::{Firms, GoodsMarket, Government, Households, NO_EMPLOYER, SideTable, at_work, dismiss};
use crate::streams::Stream;
use crate::structure::TechnologyGood;
use engine::bounds::Bounds;
use engine::math;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Driving>;

/// Title.
pub const TITLE: Title = Title {
    en: "Driverless rides",
    zh: "无人驾驶出行",
};

/// State of driverless rides; empty without the block.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Driving {
    /// Driverless share of the rides' market (a).
    pub share: f64,
    /// The same with pilots only (a°).
    pub pilot_share: f64,
    /// Price of a ride over that of a driven one (ratio).
    pub ride_price: f64,
    /// Drivers at the opening, agents, by sector.
    pub drivers: Vec<f64>,
    /// Drivers displaced so far, agents, by sector.
    pub displaced: Vec<f64>,
    /// Displaced persons who have not found work yet.
    pub waiting: Vec<u32>,
    /// Driverless vehicles beyond the pilots' (millions).
    pub fleet: f64,
    /// Persons that an agent stands for (millions).
    pub persons: f64,
    /// Groups that drivers come from: paid below the mean.
    pub exposed: Vec<bool>,
    /// Cities, each with the same part of the rides' market.
    pub cities: Vec<City>,
    /// Cities whose permits are suspended this quarter, over all (ratio).
    pub suspended: f64,
}

/// Driverless rides in a city.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct City {
    /// Driverless share beyond the pilots'.
    pub extra: f64,
    /// First quarter in which further vehicles are admitted again.
    pub admits_from: u32,
}

impl SideTable for Driving {
    /// Nothing is kept of single firms.
    fn follow(&mut self, _firms: &Firms) {}
}

impl Driving {
    /// Opens the block.
    pub fn open(p: &Params, groups: &[Group], firms: &Firms, persons: f64) -> Self {
        let mut drivers = vec![0.0; p.exposed_drivers.len()];
        for i in 0..firms.len() {
            let k = firms.sector(i);
            drivers[k] += p.exposed_drivers[k] * f64::from(firms.heads[i]);
        }
        Self {
            ride_price: 1.0,
            displaced: vec![0.0; drivers.len()],
            drivers,
            persons,
            exposed: groups.iter().map(|g| g.efficiency < 1.0).collect(),
            cities: vec![City::default(); p.permit_cities as usize],
            ..Self::default()
        }
    }

    /// Driverless share beyond the pilots'.
    pub fn extra(&self) -> f64 {
        self.share - self.pilot_share
    }

    /// Vehicles that drive the part `share` of all rides (millions).
    fn vehicles(&self, p: &Params, share: f64) -> f64 {
        share * self.drivers.iter().sum::<f64>() * self.persons / p.drivers_per_vehicle
    }
}

/// The driverless share follows permits and cost, and drivers become fewer per ride.
///
/// In each city a' = a + λ [permits / (1 + (c/w)^(1/σ)) - a], c the cost of a driverless ride and w the driver's pay per
/// ride, both over today's fare, and not above a while permits are suspended; the country's a is the mean. a° is the same
/// with pilots and without a change of cost. Output per person of the sector rises by -ln(1 - n (a - a°)), n the drivers
/// per person at work. Equation: DRV-1. Source: griliches1957 (share), this project.
/// Fare f = min(1, c (1 + μ (1 - a))): nobody pays more than for a driven ride; price of rides = 1 - a + a f.
/// Equation: DRV-2. Source: this project (docs/adr/sector-blocks.md).
pub fn advance(ctx: &Context, block: &mut Option<Block>, firms: &mut Firms) {
    let Some(Block {
        p,
        policy,
        state: driving,
    }) = block
    else {
        return;
    };
    suspend(ctx, p, policy, driving);
    let years = f64::from(ctx.t) / 4.0;
    let path = p.driverless_cost * math::exp(-p.driverless_cost_fall * years);
    let follow = |share: f64, permits: f64, cost: f64| {
        let pays = 1.0 / (1.0 + math::pow(cost / p.driver_pay_share, 1.0 / p.driverless_spread));
        share + p.fleet_speed * (permits * pays - share)
    };
    let cost = path * (1.0 + policy.unit_cost);
    // More than the whole market cannot be opened.
    let permits = (p.pilot_permits + policy.permits).at_most(1.0);
    let pilots = follow(driving.pilot_share, p.pilot_permits, path);
    for city in &mut driving.cities {
        let today = driving.pilot_share + city.extra;
        let mut next = follow(today, permits, cost);
        if ctx.t < city.admits_from {
            // Vehicles that wear out may leave; none are added.
            next = next.at_most(today);
        }
        city.extra = next - pilots;
    }
    driving.pilot_share = pilots;
    let extra = driving.cities.iter().map(|c| c.extra).sum::<f64>() / driving.cities.len() as f64;
    driving.share = pilots + extra;
    // Nobody pays more than for a ride with a driver.
    let fare = (cost * (1.0 + p.fare_markup * (1.0 - driving.share))).at_most(1.0);
    driving.ride_price = 1.0 - driving.share + driving.share * fare;
    let extra = driving.extra();
    let need: Vec<f64> = p
        .exposed_drivers
        .iter()
        .map(|n| math::ln(1.0 - n * extra))
        .collect();
    for i in 0..firms.len() {
        firms.technology.add(i, -need[firms.sector(i)]);
    }
}

/// A grave accident in the last quarter's driverless rides ends the admission of vehicles in its city for a while.
///
/// With chance 1 - exp(-r d V / 4) in each city: closed for q quarters; r accidents per distance, d the yearly distance
/// of a vehicle, V vehicles beyond the pilots'. Accidents of pilots are in the announced path.
/// Equation: DRV-7. Source: kusano2024 (rate of accidents), this project (suspension by city).
fn suspend(ctx: &Context, p: &Params, policy: &Policy, driving: &mut Driving) {
    let rate = p.accident_rate * (1.0 + policy.accident_risk);
    // Million vehicles at thousands of kilometres each drive billions.
    let distance = driving.vehicles(p, p.vehicle_distance / 4.0) / driving.cities.len() as f64;
    let mut suspended = 0.0;
    for (j, city) in driving.cities.iter_mut().enumerate() {
        let chance = 1.0 - math::exp(-rate * distance * city.extra);
        if ctx.draws.uniform(Stream::RideAccident, ctx.t, j as u32, 0) < chance {
            city.admits_from = ctx.t + p.suspension_quarters as u32;
        }
        suspended += f64::from(u8::from(ctx.t < city.admits_from));
    }
    driving.suspended = suspended / driving.cities.len() as f64;
}

/// Operators buy vehicles, each in proportion to its output: price · Δfleet, and fleet / life for wear.
/// Equation: DRV-3. Source: this project.
pub fn buy_fleet(block: &mut Option<Block>, firms: &Firms, goods: &mut GoodsMarket) {
    let Some(Block {
        p, state: driving, ..
    }) = block
    else {
        return;
    };
    let drivers: f64 = driving.drivers.iter().sum();
    let wanted = driving.vehicles(p, driving.extra());
    let bought = wanted - driving.fleet + driving.fleet / (4.0 * p.driverless_life);
    driving.fleet = wanted;
    if bought == 0.0 {
        return;
    }
    // Million vehicles at thousands of money each are billions.
    let money = bought * p.driverless_vehicle_price * goods.capital_price;
    let orders = &mut goods.technology[TechnologyGood::Fleet as usize].firms;
    for (k, makers) in goods.makers.iter().enumerate() {
        let output: f64 = makers.iter().map(|&i| firms.output[i as usize]).sum();
        // A sector without drivers, or one that stands still, buys none.
        if driving.drivers[k] == 0.0 || output == 0.0 {
            continue;
        }
        for i in makers.iter().map(|&i| i as usize) {
            orders.add(i, money * driving.drivers[k] / drivers * firms.output[i] / output);
        }
    }
}

/// Drivers lose their jobs: low-paid persons of the sector, drawn by lot, as many whole persons as rides have gone.
/// displaced = whole part of drivers × (a - a°). Equation: DRV-4. Source: this project (docs/adr/sector-blocks.md).
/// Part of those who wait are offered a course, and are hired before others: trained = {h : u_h < share offered}.
/// Equation: DRV-5. Source: card2018.
pub fn displace(ctx: &Context, block: &mut Option<Block>, firms: &mut Firms, households: &mut Households) {
    let Some(Block {
        policy,
        state: driving,
        ..
    }) = block
    else {
        return;
    };
    let extra = driving.extra();
    for k in 0..driving.drivers.len() {
        let mut due = (driving.drivers[k] * extra).floor() - driving.displaced[k];
        if due < 1.0 {
            continue;
        }
        let mut drivers = at_work(households, |h, i| {
            firms.sector(i) == k && driving.exposed[households.group[h] as usize]
        });
        ctx.draws
            .arrange(Stream::Displacement, ctx.t, k as u32, &mut drivers);
        for h in drivers {
            if due < 1.0 {
                break;
            }
            dismiss(households, firms, h as usize);
            driving.displaced[k] += 1.0;
            driving.waiting.push(h);
            due -= 1.0;
        }
    }
    let retraining = policy.retraining;
    households.first_in_line = driving
        .waiting
        .iter()
        .copied()
        .filter(|&h| ctx.draws.uniform(Stream::Retraining, 0, h, 0) < retraining)
        .collect();
}

/// Government pays for the courses of those who wait with its consumption: G' = G + persons · cost · P.
/// Equation: DRV-6. Source: this project.
pub fn pay_courses(
    block: &mut Option<Block>,
    households: &mut Households,
    government: &mut Government,
    goods: &GoodsMarket,
) {
    let Some(Block {
        p, state: driving, ..
    }) = block
    else {
        return;
    };
    let persons = households.first_in_line.len() as f64;
    if persons > 0.0 {
        let cost = persons * p.retraining_cost * driving.persons * goods.consumer_price;
        government.consumption_budget += cost;
        government.ordered.courses = cost;
    }
    let employer = &households.employer;
    let retired = |h: u32| households.labour_force.binary_search(&h).is_err();
    driving
        .waiting
        .retain(|&h| employer[h as usize] == NO_EMPLOYER && !retired(h));
}
