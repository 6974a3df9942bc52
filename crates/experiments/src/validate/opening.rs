//! The opening position: everything balances, nobody is broke, and nobody has a reason to change a price or a habit.

use super::{Check, Kind, Options};
use crate::pairs::{EnsembleError, pair_seed};
use crate::runs::span;
use engine::bounds::Bounds;
use engine::draws::Draws;
use model::core::Params;
use model::core::Rules;
use model::economy::Economy;
use model::error::ModelError;
use model::opening;
use model::processes::expectations::compounded;
use model::structure::Structure;
use model::world::World;

/// Seeds on which the opening is looked at.
const SEEDS: usize = 4;
/// Largest relative miss of an identity of the opening; the smallest that sums of a few thousand numbers allow.
const EXACT: f64 = 1e-12;
/// The same for what rests on a sum over all persons.
const SUMMED: f64 = 1e-10;

/// Checks of the opening position.
pub(super) fn checks(economy: &Economy, options: &Options) -> Result<Vec<Check>, EnsembleError> {
    let p = Params::of(economy).map_err(|e| failed(options.seed, 0, e.into()))?;
    let mut seen = Seen::default();
    for k in 0..SEEDS.min(options.seeds) {
        let seed = pair_seed(options.seed, k);
        let opened = opening::open(economy, options.persons_per_agent, &Draws::new(seed));
        let (world, structure, rules) = opened.map_err(|e| failed(seed, k, e))?;
        seen.look(&world, &structure, &rules);
    }
    let exact = |name: &str, worst: f64, note: &str| {
        Check::new(Kind::Invariant, name, "ratio", (worst, worst), (0.0, EXACT), note)
    };
    let target = 100.0 * p.bank_capital_target;
    Ok(vec![
        exact(
            "opening: uses = supply of every product",
            product_balance(economy, &p),
            "largest relative miss over products of the pack",
        ),
        exact(
            "opening: GDP by expenditure = production",
            seen.expenditure,
            "accounts of the opened economy, relative",
        ),
        exact(
            "opening: GDP by income = production",
            seen.income,
            "accounts of the opened economy, relative",
        ),
        exact(
            "opening: prices = target prices",
            seen.price,
            "largest relative gap over firms; the target is reckoned from costs and margins",
        ),
        Check::new(
            Kind::Invariant,
            "opening: wealth term of consumption is zero",
            "ratio",
            (seen.wealth, seen.wealth),
            (0.0, SUMMED),
            "deposits less their norm over permanent income, largest over households; the norm is a ratio of sums over \
             persons, which round",
        ),
        Check::new(
            Kind::Invariant,
            "opening: insolvent firms",
            "firms",
            (seen.insolvent, seen.insolvent),
            (0.0, 0.0),
            "net worth below zero or over-indebted by the rule of exit",
        ),
        Check::new(
            Kind::Invariant,
            "opening: bank capital over loans",
            "%",
            seen.capital,
            (target - 1e-9, target + 1e-9),
            "parameter bank_capital_target",
        ),
    ])
}

pub(super) fn failed(seed: u64, pair: usize, source: ModelError) -> EnsembleError {
    EnsembleError::Run {
        pair,
        seed,
        side: "opening",
        source,
    }
}

/// Largest relative miss of output = uses + stock building over the pack's products.
fn product_balance(economy: &Economy, p: &Params) -> f64 {
    let uses = &economy.uses;
    let growth = compounded(p.opening_growth);
    let miss = |g: usize| {
        let output = economy.sectors[g].output;
        let all: f64 = (0..uses.users()).map(|c| uses.domestic(g, c)).sum();
        let materials: f64 = (0..uses.products).map(|c| uses.domestic(g, c)).sum();
        let wanted = all + growth * (p.materials_stock * materials + p.finished_stock * output);
        (wanted / output - 1.0).abs()
    };
    (0..uses.products).map(miss).fold(0.0, f64::at_least)
}

/// The worst that was seen over seeds.
struct Seen {
    expenditure: f64,
    income: f64,
    price: f64,
    wealth: f64,
    insolvent: f64,
    capital: (f64, f64),
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            expenditure: 0.0,
            income: 0.0,
            price: 0.0,
            wealth: 0.0,
            insolvent: 0.0,
            capital: (f64::INFINITY, f64::NEG_INFINITY),
        }
    }
}

impl Seen {
    fn look(&mut self, world: &World, s: &Structure, g: &Rules) {
        let a = &world.accounts;
        let income = a.compensation + a.surplus + a.production_taxes + a.product_taxes.nominal;
        self.expenditure = self
            .expenditure
            .max((a.expenditure().nominal / a.gdp.nominal - 1.0).abs());
        self.income = self.income.max((income / a.gdp.nominal - 1.0).abs());
        let capital = 100.0 * world.ledger.bank_equity() / world.ledger.total_loans();
        self.capital = span(
            [self.capital.0, self.capital.1, capital]
                .into_iter()
                .filter(|x| x.is_finite()),
        );
        self.firms(world, s, g);
        for h in 0..world.households.len() {
            let group = world.households.group[h] as usize;
            let permanent = world.households.permanent_income[h];
            let gap = world.households.deposits.get(h) - g.wealth_norm[group] * permanent;
            self.wealth = self.wealth.max((gap / permanent).abs());
        }
    }

    fn firms(&mut self, world: &World, s: &Structure, g: &Rules) {
        let firms = &world.firms;
        for i in 0..firms.len() {
            let k = firms.sector(i);
            let labour = s.pay_per_staff[k] / s.output_per_staff[k] * firms.priced_cost[i];
            let target = (labour + s.materials_per_output[k]) / s.cost_share[k];
            self.price = self.price.max((firms.price[i] / target - 1.0).abs());
            let plant = firms.capital[i] + firms.under_way[i];
            let (loans, cash) = (firms.loans.get(i), firms.deposits.get(i));
            let worth = plant + firms.materials[i] + firms.finished[i] * firms.price[i] + cash - loans;
            let limit = (g.p.overindebted_norm * g.loan_norm[k]).max(g.p.overindebted_floor) * plant;
            if worth < 0.0 || (loans > limit && loans > g.p.overindebted_cash * cash) {
                self.insolvent += 1.0;
            }
        }
    }
}
