//! Multiplier: output gained per unit of money that the scenario spends on purpose.

use crate::effects::{self, Sign};
use crate::ensemble::{Ensemble, Pair};
use crate::stats::Spread;
use engine::time::Quarter;
use model::indicators::Indicator;
use model::policy::Policy;

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

/// Multiplier up to each of `quarters`; horizons whose cost is zero are left out.
///
/// Cost is defined once, ex ante, for all reports: the money that the two policies spend differently on
/// purpose in quarter t,
/// K(t) = [Δpurchases + Δpublic investment + Δtransfers](t) · Y(t - 1) + Δai_capex(t),
/// with the shares of `Policy`, Y the baseline's nominal GDP of the quarter before, and AI capital spending
/// counted because it is quasi-fiscal in the documents. It is taken to opening prices with the baseline's GDP
/// deflator. Automatic changes in taxes and benefits are results, not cost; levers without a price tag (rates,
/// tariffs, consumption tax, re-lending) cost nothing here (see `priceless_levers`).
/// M(T) = Σ_{t ≤ T} [real GDP scenario - real GDP baseline](t) / Σ_{t ≤ T} K(t) / P(t).
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
        if at.is_empty() || at.iter().any(|&(cost, _)| cost == 0.0) {
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

/// Whether the scenario also differs in levers that have no cost by the definition above, so that a multiplier
/// credits their effect to the money spent.
pub fn priceless_levers(ensemble: &Ensemble) -> bool {
    let strip = |policy: &Policy| Policy {
        government_purchases: 0.0,
        public_investment: 0.0,
        household_transfers: 0.0,
        ai_capex: 0.0,
        transfer_weights: Policy::default().transfer_weights,
        ai_import_content: 0.0,
        ..policy.clone()
    };
    let both = ensemble.baseline_policy.iter().zip(&ensemble.scenario_policy);
    both.into_iter().any(|(b, s)| strip(b) != strip(s))
}

/// Cumulated (cost, output) of one pair after each simulated quarter, at opening prices.
fn cumulate(ensemble: &Ensemble, pair: &Pair) -> Vec<(f64, f64)> {
    let mut sum = (0.0, 0.0);
    let mut path = Vec::with_capacity(ensemble.quarters);
    for quarter in 1..=ensemble.quarters {
        let (b, s) = (
            &ensemble.baseline_policy[quarter - 1],
            &ensemble.scenario_policy[quarter - 1],
        );
        let share = |p: &Policy| p.government_purchases + p.public_investment + p.household_transfers;
        let gdp_before = pair.baseline.value(quarter - 1, Indicator::NominalGdp);
        let nominal = (share(s) - share(b)) * gdp_before + (s.ai_capex - b.ai_capex);
        sum.0 += nominal / pair.baseline.value(quarter, Indicator::GdpDeflator);
        let real = |run: &crate::ensemble::Series| run.value(quarter, Indicator::RealGdp);
        sum.1 += real(&pair.scenario) - real(&pair.baseline);
        path.push(sum);
    }
    path
}

#[cfg(test)]
#[path = "multiplier_tests.rs"]
mod tests;
