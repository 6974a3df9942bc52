//! Electric vehicles: learning by doing, support, price wars and exports. What the announced trend contains of them stays
//! in the trend; only what differs from the reference path acts.

pub mod indicators;
pub mod levers;
pub mod params;

pub use indicators::{INDICATORS, measure};
pub use levers::{LEVERS, Policy};
pub use params::Params;

use crate::context::Context;
use crate::declare::Title;
use crate::state::{Firms, GoodsMarket, SideTable};
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;
use engine::math;

/// The block at work.
pub type Block = crate::declare::Block<Params, Policy, Vehicles>;

/// Title.
pub const TITLE: Title = Title {
    en: "Electric vehicles",
    zh: "新能源汽车",
};

/// State of the industry; all zero without the block.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Vehicles {
    /// Electric share of vehicles sold (e).
    pub share: f64,
    /// Cumulated electric output, in quarters of all vehicles sold at the opening (Q).
    pub experience: f64,
    /// The same on the reference path: the announced share, sales that grow with the economy (Q°).
    pub reference: f64,
    /// Unit cost of electric vehicles over its reference (L).
    pub unit_cost: f64,
    /// Price cut below what costs of the opening's technology would ask, log, smoothed as prices are, by sector.
    pub price_cut: Vec<f64>,
    /// Use of capacity of the makers in the last market (ratio).
    pub capacity_use: f64,
    /// Part of a sector's output that goes into vehicles as they become electric (w).
    pub weight: Vec<f64>,
    /// Vehicles on the road (millions).
    pub fleet: f64,
    /// Electric vehicles among them (millions).
    pub fleet_electric: f64,
    /// Emissions that electric vehicles save in a year (million tonnes of CO2).
    pub emissions_avoided: f64,
    /// Support above today's paid this quarter, a subsidy on production in the national accounts.
    pub subsidies: f64,
    /// Output of the makers' sectors, weighted, and of all, at the opening.
    opening: [f64; 2],
}

impl SideTable for Vehicles {
    /// Nothing is kept of single firms.
    fn follow(&mut self, _firms: &Firms) {}
}

impl Vehicles {
    /// Opens the block.
    pub fn open(p: &Params, firms: &Firms) -> Self {
        let experience = p.electric_experience * p.electric_share;
        Self {
            share: p.electric_share,
            experience,
            reference: experience,
            unit_cost: 1.0,
            price_cut: vec![0.0; p.vehicle_maker.len()],
            capacity_use: 1.0,
            weight: p.vehicle_maker.clone(),
            fleet: p.fleet,
            fleet_electric: p.fleet_electric,
            emissions_avoided: p.fleet_electric * (p.emissions_engine - p.emissions_electric),
            subsidies: 0.0,
            opening: activity(p, firms),
        }
    }
}

/// Output of the makers' sectors, weighted, and of all.
fn activity(p: &Params, firms: &Firms) -> [f64; 2] {
    (0..firms.len()).fold([0.0; 2], |[makers, all], i| {
        let output = firms.output[i];
        [makers + p.vehicle_maker[firms.sector(i)] * output, all + output]
    })
}

/// Takes note of the makers' use of capacity in the quarter's market.
pub fn take_note(ctx: &Context, block: &mut Option<Block>, firms: &Firms) {
    let Some(Block { state: vehicles, .. }) = block else {
        return;
    };
    let weight = |i: usize| vehicles.weight.get(firms.sector(i)).copied().unwrap_or(0.0);
    let (mut output, mut capacity) = (0.0, 0.0);
    for i in (0..firms.len()).filter(|&i| weight(i) > 0.0) {
        output += weight(i) * firms.output[i];
        capacity += weight(i) * ctx.structure.output_per_capital[firms.sector(i)] * firms.capital[i];
    }
    // Without makers there is nothing to note.
    if capacity > 0.0 {
        vehicles.capacity_use = output / capacity;
    }
}

/// Use of capacity of all, and of each sector.
fn use_of_capacity(ctx: &Context, firms: &Firms) -> (f64, Vec<f64>) {
    let s = ctx.structure;
    let mut sums = vec![[0.0; 2]; s.sectors];
    for i in 0..firms.len() {
        let [output, capacity] = &mut sums[firms.sector(i)];
        *output += firms.output[i];
        *capacity += s.output_per_capital[firms.sector(i)] * firms.capital[i];
    }
    let all = sums.iter().fold([0.0; 2], |[a, b], [x, y]| [a + x, b + y]);
    (all[0] / all[1], sums.iter().map(|[x, y]| x / y).collect())
}

/// Electric share after `years`, at a log price advantage over the path.
fn electric_share(p: &Params, years: f64, advantage: f64) -> f64 {
    let start = math::ln(p.electric_share / (p.electric_ceiling - p.electric_share));
    let odds = start + p.electric_speed * years + p.electric_price_response * advantage;
    p.electric_ceiling / (1.0 + math::exp(-odds))
}

/// Makers learn, cut prices and win shares at home and abroad.
///
/// Share: e = ē / (1 + exp(-(o_0 + v t + β a))), a the log price advantage of electric vehicles over their path.
/// Equation: VEH-1. Source: griliches1957 (logistic path).
/// Learning: Q' = Q + e Y_V/Y_V0, Q°' = Q° + e° Y/Y_0, unit cost L = (Q/Q°)^log2(1-l): labour and materials per unit of
/// output fall by e w ln L. Equation: VEH-2. Source: wright1936.
/// Target price: times (1 - φ Δ e w) for support Δ above today's, and exp(-ψ max(0, u - u_s - tolerated)) where a sector
/// has idle capacity. Equation: VEH-3. Source: this project (docs/adr/sector-blocks.md).
/// Exports of the product: times (P_V/P°)^(-ε) with P_V/P° the part of the price that this block moved, followed at the
/// speed of prices. Equation: VEH-4. Source: armington1969.
/// Fleet: sales replace scrapped vehicles and add to them; avoided emissions = electric fleet × difference per vehicle.
/// Equation: VEH-5. Source: this project (an identity; figures in the pack).
pub fn advance(ctx: &Context, block: &mut Option<Block>, firms: &mut Firms, goods: &mut GoodsMarket) {
    let Some(Block {
        p,
        policy,
        state: vehicles,
    }) = block
    else {
        return;
    };
    let years = f64::from(ctx.t) / 4.0;
    let [makers, all] = activity(p, firms);
    let sold = makers / vehicles.opening[0];
    let subsidy = p.support_pass_through * policy.support;
    let advantage = -math::ln(vehicles.unit_cost) - math::ln(1.0 - subsidy);
    vehicles.share = electric_share(p, years, advantage);
    vehicles.experience += vehicles.share * sold;
    vehicles.reference += electric_share(p, years, 0.0) * all / vehicles.opening[1];
    vehicles.unit_cost = math::pow(
        vehicles.experience / vehicles.reference,
        math::log2(1.0 - p.vehicle_learning),
    );

    let (mean_use, sector_use) = use_of_capacity(ctx, firms);
    for (k, weight) in p.vehicle_maker.iter().enumerate().filter(|(_, w)| **w > 0.0) {
        let cost = weight * vehicles.share * math::ln(vehicles.unit_cost);
        // Only idle capacity beyond what is tolerated starts a price war; scarce capacity ends it.
        let idle = (mean_use - sector_use[k] - p.tolerated_idle).at_least(0.0);
        let target = (1.0 - subsidy * vehicles.share * weight) * math::exp(-p.price_war * idle);
        for i in goods.makers[k].iter().map(|&i| i as usize) {
            firms.technology.add(i, -cost);
            firms.materials_need.scale(i, math::exp(cost));
            firms.price_target.scale(i, target);
        }
        vehicles.price_cut[k] +=
            ctx.rules.p.price_adjustment * (-cost - math::ln(target) - vehicles.price_cut[k]);
        let more = math::exp(p.vehicle_export_elasticity * vehicles.price_cut[k]) - 1.0;
        goods.extra_exports.add(k, more);
    }

    let bought = p.vehicles_sold * sold;
    let scrapped = p.fleet_scrapped / 4.0;
    vehicles.fleet += bought - scrapped * vehicles.fleet;
    vehicles.fleet_electric += vehicles.share * bought - scrapped * vehicles.fleet_electric;
    vehicles.emissions_avoided = vehicles.fleet_electric * (p.emissions_engine - p.emissions_electric);
}

/// Makers build capacity that local plans ask for on top of their own, on credit:
/// I' = I + x w_s K / 4. Equation: VEH-6. Source: this project (a lever).
pub fn expand(block: &Option<Block>, firms: &mut Firms, goods: &GoodsMarket) {
    let Some(Block { p, policy, .. }) = block else {
        return;
    };
    let rate = policy.expansion / 4.0;
    if rate == 0.0 {
        return;
    }
    for (k, weight) in p.vehicle_maker.iter().enumerate() {
        for i in goods.makers[k].iter().map(|&i| i as usize) {
            let extra = rate * weight * firms.capital[i];
            firms.invest_more(i, extra, goods.capital_price);
        }
    }
}

/// Support above today's is paid on electric sales as a subsidy, which enters profit; below today's the difference is taken
/// back: paid = Δ e w_s P Q, Π_i += paid. Equation: VEH-7. Source: this project (docs/adr/sector-blocks.md).
pub fn pay_support(block: &mut Option<Block>, firms: &mut Firms, ledger: &mut Ledger) {
    let Some(Block {
        p,
        policy,
        state: vehicles,
    }) = block
    else {
        return;
    };
    let support = policy.support;
    vehicles.subsidies = 0.0;
    if support == 0.0 {
        return;
    }
    for i in 0..firms.len() {
        let sales = p.vehicle_maker[firms.sector(i)] * firms.price[i] * firms.sales[i];
        let paid = support * vehicles.share * sales;
        firms.profit.add(i, paid);
        vehicles.subsidies += paid;
        ledger.pay(
            Flow::Subsidies,
            Party::Government,
            Party::Agent(&mut firms.deposits, i),
            paid,
        );
    }
}
