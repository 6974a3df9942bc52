//! Multiplier: output gained per unit of money that the scenario spends on purpose.

use crate::cost::{Row, difference};
use crate::effects::{self, Sign};
use crate::ensemble::{Ensemble, Pair, Series};
use crate::stats::Spread;
use engine::time::Quarter;
use model::blocks::LEVERS;
use model::books::programmes::Programme;
use model::declare::{Cost, Lever};
use model::indicators::Indicator;
use model::policy::Policy;

/// Cumulated real GDP against cumulated real cost up to a quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Multiplier {
    /// Number of the last quarter counted.
    pub quarter: usize,
    /// Calendar quarter.
    pub date: Quarter,
    /// Mean over pairs of the cumulated cost, money at opening prices; less than zero where the scenario saves.
    pub cost: f64,
    /// Mean over pairs of the cumulated difference in real GDP, money at opening prices.
    pub output: f64,
    /// How surely that difference differs from zero.
    pub output_sign: Sign,
    /// Output per unit of cost, or why there is none.
    pub ratio: Result<Ratio, NoRatio>,
}

/// Output per unit of cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio within each pair, summarised.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

/// Why there is nothing to divide by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoRatio {
    /// The scenario takes more than it gives, in every pair.
    Saves,
    /// What it gives it takes elsewhere: in some pair the net cost is too small a part of what is ordered
    /// (`SMALLEST_NET_SHARE`).
    NetsOut,
    /// It costs something in some pairs, and saves in others.
    Mixed,
    /// It costs next to nothing beside GDP in some pair (`SMALLEST_COST_IN_GDP`).
    Negligible,
}

impl NoRatio {
    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            NoRatio::Saves => "saves",
            NoRatio::NetsOut => "nets_out",
            NoRatio::Mixed => "mixed",
            NoRatio::Negligible => "negligible",
        }
    }
}

/// Smallest net cost that a multiplier divides by, as a share of all outlays and receipts that levers order, added up without
/// their signs (ratio). Programmes meant to balance never do to the last yuan, since each follows the economy in its own way;
/// below one part in a hundred the net cost is this remainder and not what the scenario spends.
const SMALLEST_NET_SHARE: f64 = 0.01;

/// Smallest net cost that a multiplier divides by, as a share of the baseline's real GDP over the same quarters (ratio): what
/// rounds to 0.00 per cent of GDP, about seven billion yuan a year in China. So little money is a by-product of levers that act
/// by other ways than money, such as interest not charged on a few loans, and their effect divided by it is no yield of money.
const SMALLEST_COST_IN_GDP: f64 = 5e-5;

/// Multiplier up to each of `quarters`, or the reason why there is none; quarters until which levers have ordered nothing in
/// any pair are left out.
///
/// Cost K(t) is measured: outlays less receipts of all programmes that levers order, on the budget and outside it,
/// scenario less baseline (`cost::Row::Cost`), at opening prices. Automatic changes in taxes, benefits and interest are
/// results, not cost; some levers have no price at all (`priceless_levers`).
/// M(T) = Σ_{t ≤ T} (real GDP scenario(t) - real GDP baseline(t)) / Σ_{t ≤ T} K(t).
/// It exists where the sum of K is above zero, no remainder and not negligible beside GDP, in every pair.
/// Source: this project; cumulated ratio as in Mountford and Uhlig (2009), without discounting.
pub fn table(ensemble: &Ensemble, quarters: &[usize]) -> Vec<Multiplier> {
    let sums: Vec<Vec<Sums>> = ensemble
        .pairs
        .iter()
        .map(|pair| cumulate(ensemble, pair))
        .collect();
    let mut table = Vec::new();
    for &quarter in quarters.iter().filter(|&&q| (1..=ensemble.quarters).contains(&q)) {
        let at: Vec<Sums> = sums.iter().map(|path| path[quarter - 1]).collect();
        if at.iter().all(|sums| sums.gross == 0.0) {
            continue;
        }
        let n = at.len() as f64;
        let outputs: Vec<f64> = at.iter().map(|sums| sums.output).collect();
        table.push(Multiplier {
            quarter,
            date: ensemble.date(quarter),
            cost: at.iter().map(|sums| sums.cost).sum::<f64>() / n,
            output: outputs.iter().sum::<f64>() / n,
            output_sign: effects::summarise(&outputs).1,
            ratio: ratio(&at),
        });
    }
    table
}

/// Output per unit of cost over pairs.
fn ratio(at: &[Sums]) -> Result<Ratio, NoRatio> {
    let negligible = |sums: &Sums| sums.cost <= SMALLEST_COST_IN_GDP * sums.gdp;
    let spends = |sums: &Sums| sums.cost > SMALLEST_NET_SHARE * sums.gross;
    let saves = |sums: &Sums| sums.cost < -SMALLEST_NET_SHARE * sums.gross;
    if at.iter().all(spends) {
        if at.iter().any(negligible) {
            return Err(NoRatio::Negligible);
        }
        let ratios: Vec<f64> = at.iter().map(|sums| sums.output / sums.cost).collect();
        let (spread, sign) = effects::summarise(&ratios);
        return Ok(Ratio { spread, sign });
    }
    Err(
        match (at.iter().all(saves), at.iter().any(spends), at.iter().any(saves)) {
            (true, ..) => NoRatio::Saves,
            (_, true, true) => NoRatio::Mixed,
            _ => NoRatio::NetsOut,
        },
    )
}

/// Whether the scenario also differs in levers that cost nobody anything, so that a multiplier credits their effect to the
/// money spent: rates, controls, tariffs of others, permits, views and speeds. Levers with a price move `cost::Row::Cost`,
/// which a test asks of each; with them go those that only shape how a priced programme works.
pub fn priceless_levers(ensemble: &Ensemble) -> bool {
    let strip = |policy: &Policy| {
        let mut left = policy.clone();
        let costly = |lever: &&Lever| !matches!(lever.cost, Cost::Free(_));
        LEVERS.iter().filter(costly).for_each(|lever| left.clear(lever));
        left
    };
    let both = ensemble.baseline_policy.iter().zip(&ensemble.scenario_policy);
    both.into_iter().any(|(b, s)| strip(b) != strip(s))
}

/// What has come together in one pair up to a quarter, money at opening prices.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Outlays less receipts that levers order.
    cost: f64,
    /// The same without signs: how much money the levers move.
    gross: f64,
    /// Real GDP of the baseline.
    gdp: f64,
    /// Difference in real GDP.
    output: f64,
}

/// Sums of one pair after each simulated quarter.
fn cumulate(ensemble: &Ensemble, pair: &Pair) -> Vec<Sums> {
    let mut sums = Sums::default();
    let mut path = Vec::with_capacity(ensemble.quarters);
    let counted = Programme::ALL.into_iter().filter(|p| Row::Cost.holds(*p));
    let rows: Vec<Row> = counted.map(Row::Of).collect();
    for quarter in 1..=ensemble.quarters {
        sums.cost += difference(Row::Cost, pair, quarter, true);
        let moved = rows.iter().map(|row| difference(*row, pair, quarter, true).abs());
        sums.gross += moved.sum::<f64>();
        let real = |run: &Series| run.value(quarter, Indicator::REAL_GDP);
        sums.gdp += real(&pair.baseline);
        sums.output += real(&pair.scenario) - real(&pair.baseline);
        path.push(sums);
    }
    path
}

#[cfg(test)]
#[path = "multiplier_tests.rs"]
mod tests;
