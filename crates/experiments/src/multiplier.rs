//! Multiplier: output gained per unit of money that the scenario spends on purpose.

use crate::cost::{Row, difference};
use crate::effects::{self, Sign};
use crate::ensemble::{Ensemble, Pair, Series};
use crate::stats::Spread;
use engine::time::Quarter;
use model::indicators::Indicator;
use model::policy::{Ai, Driving, Policy, Support, TechnologyBonds, Vehicles};

/// Cumulated real GDP per unit of cumulated real cost up to a quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Multiplier {
    /// Number of the last quarter counted.
    pub quarter: usize,
    /// Calendar quarter.
    pub date: Quarter,
    /// Mean over pairs of the cumulated cost, money at opening prices.
    pub cost: f64,
    /// Mean over pairs of the cumulated difference in real GDP, money at opening prices.
    pub output: f64,
    /// Their ratio within each pair, summarised.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

/// Multiplier up to each of `quarters`; horizons at which the cost is zero in some pair, or has not the same sign in all, are
/// left out: a ratio to it says nothing.
///
/// Cost K(t) is measured: outlays less receipts of all programmes that levers order, on the budget and outside it,
/// scenario less baseline (`cost::Row::Cost`), at opening prices. Automatic changes in taxes, benefits and interest are
/// results, not cost; some levers have no price at all (`priceless_levers`).
/// M(T) = Σ_{t ≤ T} [real GDP scenario - real GDP baseline](t) / Σ_{t ≤ T} K(t).
/// Source: this project; cumulated ratio as in Mountford and Uhlig (2009), without discounting.
pub fn table(ensemble: &Ensemble, quarters: &[usize]) -> Vec<Multiplier> {
    let sums: Vec<Vec<(f64, f64)>> = ensemble
        .pairs
        .iter()
        .map(|pair| cumulate(ensemble, pair))
        .collect();
    let mut table = Vec::new();
    for &quarter in quarters.iter().filter(|&&q| (1..=ensemble.quarters).contains(&q)) {
        let at: Vec<(f64, f64)> = sums.iter().map(|path| path[quarter - 1]).collect();
        let one_sign = at.iter().all(|&(cost, _)| cost > 0.0) || at.iter().all(|&(cost, _)| cost < 0.0);
        if at.is_empty() || !one_sign {
            continue;
        }
        let ratios: Vec<f64> = at.iter().map(|&(cost, output)| output / cost).collect();
        let (spread, sign) = effects::summarise(&ratios);
        let n = at.len() as f64;
        table.push(Multiplier {
            quarter,
            date: ensemble.date(quarter),
            cost: at.iter().map(|x| x.0).sum::<f64>() / n,
            output: at.iter().map(|x| x.1).sum::<f64>() / n,
            spread,
            sign,
        });
    }
    table
}

/// Whether the scenario also differs in levers that cost nobody anything, so that a multiplier credits their effect to the
/// money spent: rates, controls, tariffs of others, permits, views and speeds. Levers with a price move `cost::Row::Cost`,
/// which a test asks of each; with them go those that only shape how a priced programme works.
pub fn priceless_levers(ensemble: &Ensemble) -> bool {
    let strip = |policy: &Policy| {
        let neutral = Policy::default();
        Policy {
            government_purchases: 0.0,
            public_investment: 0.0,
            household_transfers: 0.0,
            transfer_weights: neutral.transfer_weights,
            consumption_tax: 0.0,
            ai_capex: 0.0,
            ai_import_content: 0.0,
            relending: neutral.relending,
            research: neutral.research,
            support: Support {
                network_view: policy.support.network_view,
                state_soft_budget: policy.support.state_soft_budget,
                ..neutral.support
            },
            ai: Ai {
                leader_capex: 0.0,
                public_share: 0.0,
                skills: 0.0,
                ..policy.ai.clone()
            },
            ventures: neutral.ventures,
            bonds: TechnologyBonds {
                guarantee: 0.0,
                ..policy.bonds.clone()
            },
            vehicles: Vehicles {
                support: 0.0,
                ..policy.vehicles.clone()
            },
            driving: Driving {
                retraining: 0.0,
                ..policy.driving.clone()
            },
            ..policy.clone()
        }
    };
    let both = ensemble.baseline_policy.iter().zip(&ensemble.scenario_policy);
    both.into_iter().any(|(b, s)| strip(b) != strip(s))
}

/// Cumulated (cost, output) of one pair after each simulated quarter, at opening prices.
fn cumulate(ensemble: &Ensemble, pair: &Pair) -> Vec<(f64, f64)> {
    let mut sum = (0.0, 0.0);
    let mut path = Vec::with_capacity(ensemble.quarters);
    for quarter in 1..=ensemble.quarters {
        sum.0 += difference(Row::Cost, pair, quarter, true);
        let real = |run: &Series| run.value(quarter, Indicator::RealGdp);
        sum.1 += real(&pair.scenario) - real(&pair.baseline);
        path.push(sum);
    }
    path
}

#[cfg(test)]
#[path = "multiplier_tests.rs"]
mod tests;
