//! Industrial robots: firms adopt where the wages of those replaced exceed the user cost of a robot. The announced path
//! of wages and robot prices is inside the trend; only what differs from it acts.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::context::Context;
use crate::declare::Title;
use crate::state::{Expectations, Firms, GoodsMarket, LabourMarket, SideTable};
use crate::structure::{Structure, TechnologyGood};
use engine::math;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Robots>;

/// Title.
pub const TITLE: Title = Title {
    en: "Industrial robots",
    zh: "工业机器人",
};

/// Robots per person at work; empty without the block.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Robots {
    /// Robots per person, by sector (d).
    pub density: Vec<f64>,
    /// The same on the announced path (d°).
    pub reference: Vec<f64>,
    /// Robots per person if they did all they can do, by sector.
    pub potential: Vec<f64>,
    /// Log gain of a robot at the opening: wages of those replaced over user cost, by sector (x_0).
    pub gain: Vec<f64>,
    /// Announced real wage, log, 0 at the opening.
    pub announced_wage: f64,
    /// Robots per person beyond the path that firms of a sector have paid for.
    pub paid: Vec<f64>,
    /// Persons that an agent stands for (millions).
    persons: f64,
}

/// Part of the tasks for which a robot pays: 1 / (1 + exp(-x/σ)).
fn pays(x: f64, spread: f64) -> f64 {
    1.0 / (1.0 + math::exp(-x / spread))
}

impl SideTable for Robots {
    /// Nothing is kept of single firms.
    fn follow(&mut self, _firms: &Firms) {}
}

impl Robots {
    /// Opens the block: today's robots are those that pay today, which gives what all tasks could take.
    ///
    /// x_0 = ln(q w / (p (r + 1/life) (1 + hurdle))); potential = d_0 (1 + exp(-x_0/σ)).
    /// Equation: ROB-1. Source: acemoglu2020 (condition), this project (spread).
    pub fn open(p: &Params, s: &Structure, persons: f64) -> Self {
        let user_cost = p.robot_price * (p.robot_return + 1.0 / p.robot_life) * (1.0 + p.robot_hurdle);
        let gain: Vec<f64> = (0..s.sectors)
            .map(|k| {
                let wage = 4.0 * s.pay_per_staff[k] * s.units_per_person[k] / persons;
                math::ln(p.robot_workers * wage / user_cost)
            })
            .collect();
        Self {
            potential: (p.robot_density.iter().zip(&gain))
                .map(|(d, x)| d / pays(*x, p.robot_spread))
                .collect(),
            density: p.robot_density.clone(),
            reference: p.robot_density.clone(),
            paid: vec![0.0; s.sectors],
            gain,
            announced_wage: 0.0,
            persons,
        }
    }
}

/// Robots follow what pays, and those beyond the announced path raise output per person.
///
/// d' = d + λ [potential / (1 + exp(-x/σ)) - d], x = x_0 + ln(real wage in capital goods) + f t - ln(1 + price change);
/// d° the same with the announced real wage and price. Technology: + ln(1 + q (d - d°)): the staff that is no longer
/// needed goes to the pool. Equation: ROB-2. Source: acemoglu2020 (condition), this project (adjustment).
pub fn advance(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    goods: &GoodsMarket,
    labour: &LabourMarket,
    e: &Expectations,
) {
    let Some(Block {
        p,
        policy,
        state: robots,
    }) = block
    else {
        return;
    };
    robots.announced_wage += e.trend_productivity;
    let fall = p.robot_price_fall * f64::from(ctx.t) / 4.0;
    let wage = math::ln(labour.wage_index / goods.capital_price);
    let price = math::ln(1.0 + policy.price);
    for k in 0..robots.density.len() {
        let follow = |d: f64, x: f64| d + p.robot_speed * (robots.potential[k] * pays(x, p.robot_spread) - d);
        let opening = robots.gain[k] + fall;
        robots.density[k] = follow(robots.density[k], opening + wage - price);
        robots.reference[k] = follow(robots.reference[k], opening + robots.announced_wage);
    }
    let gain: Vec<f64> = (robots.density.iter().zip(&robots.reference))
        .map(|(d, path)| math::ln_1p(p.robot_workers * (d - path)))
        .collect();
    for i in 0..firms.len() {
        firms.technology.add(i, gain[firms.sector(i)]);
    }
}

/// Firms buy the robots beyond the path, and replace them when they wear out; fewer robots than on the path are
/// purchases that are not made: order = p (Δ(d - d°) + (d - d°) / life) persons. Equation: ROB-3. Source: this project.
pub fn buy(ctx: &Context, block: &mut Option<Block>, firms: &Firms, goods: &mut GoodsMarket) {
    let Some(Block {
        p,
        policy,
        state: robots,
    }) = block
    else {
        return;
    };
    let years = f64::from(ctx.t) / 4.0;
    let price = p.robot_price * (1.0 + policy.price) * math::exp(-p.robot_price_fall * years);
    let orders = &mut goods.technology[TechnologyGood::Robots as usize].firms;
    let per_person: Vec<f64> = (0..robots.density.len())
        .map(|k| {
            let extra = robots.density[k] - robots.reference[k];
            extra - robots.paid[k] + robots.paid[k] / (4.0 * p.robot_life)
        })
        .collect();
    for i in 0..firms.len() {
        let persons = f64::from(firms.heads[i]) * robots.persons;
        orders.add(
            i,
            per_person[firms.sector(i)] * persons * price * goods.capital_price,
        );
    }
    for k in 0..robots.density.len() {
        robots.paid[k] = robots.density[k] - robots.reference[k];
    }
}
