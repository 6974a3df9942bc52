//! What is measured of support, state firms and the use of resources. Reads only.

use super::Block;
use crate::state::{Firms, GoodsMarket};
use crate::structure::Structure;
use engine::math;

impl Block {
    /// Support over GDP, that of the opening included (ratio).
    pub fn over_gdp(&self, gdp: f64) -> f64 {
        self.p.support_today + self.state.given / gdp
    }
    /// Support beyond the opening's in the quarter by form: cash, tax relief, land, interest not charged.
    pub fn by_form(&self) -> [f64; 4] {
        let sum = |amounts: &[f64]| amounts.iter().sum::<f64>();
        let given = &self.state;
        [
            sum(&given.cash),
            sum(&given.tax),
            sum(&given.land),
            given.concession,
        ]
    }
    /// Remittances of state firms beyond those at today's rate.
    pub fn remitted_beyond_today(&self) -> f64 {
        (self.state.payout - self.p.state_payout) * self.state.state_profit
    }
    /// Remittances of state firms, those of today included.
    pub fn state_dividends(&self) -> f64 {
        self.state.payout * self.state.state_profit
    }
    /// Firms of favoured sectors.
    pub fn favoured<'a>(&'a self, firms: &'a Firms) -> impl Iterator<Item = usize> + 'a {
        let weight = |k: usize| self.p.support_weight[k];
        (0..firms.len()).filter(move |&i| firms.open[i] && weight(firms.sector(i)) > 0.0)
    }
    /// Output per bundle of inputs of the whole economy: Y / (K^α L^(1-α)), Y real value added, L staff.
    pub fn productivity(&self, firms: &Firms, s: &Structure) -> f64 {
        let alpha = self.p.capital_share;
        let sum = |values: &[f64]| values.iter().sum::<f64>();
        let added: f64 = (0..firms.len())
            .map(|i| firms.output[i] * (1.0 - s.materials_per_output[firms.sector(i)]))
            .sum();
        added / (math::pow(sum(&firms.capital), alpha) * math::pow(sum(&firms.staff), 1.0 - alpha))
    }

    /// The same at normal use of inputs: TFP / (u^α h^(1-α)), u = Σ (Y_i / κ_k) / Σ K_i the use of plant, Y gross output and
    /// κ output per capital, h = Σ L_i h_i / Σ L_i the hours of staff over normal ones.
    /// Equation: TFP-1. Source: fernald2014 (measured use instead of a proxy for it).
    pub fn adjusted_productivity(&self, firms: &Firms, s: &Structure) -> f64 {
        let alpha = self.p.capital_share;
        let sum = |of: &dyn Fn(usize) -> f64| (0..firms.len()).map(of).sum::<f64>();
        let used = sum(&|i| firms.output[i] / s.output_per_capital[firms.sector(i)]);
        let plant = used / sum(&|i| firms.capital[i]);
        let hours = sum(&|i| firms.staff[i] * firms.hours[i]) / sum(&|i| firms.staff[i]);
        self.productivity(firms, s) / (math::pow(plant, alpha) * math::pow(hours, 1.0 - alpha))
    }

    /// Productivity lost because firms of a sector earn different returns on the same inputs (ratio): one less the mean, by
    /// value added, of TFP / TFP*, with R_i = Y_i / (K_i^α L_i^(1-α)), TFP_i = Y_i^(σ/(σ-1)) / (K_i^α L_i^(1-α)),
    /// TFP*^(σ-1) = Σ TFP_i^(σ-1), TFP^(σ-1) = Σ (TFP_i R / R_i)^(σ-1) = R^(σ-1) Σ Y_i, Y value added, L staff.
    /// Equation: SUP-10. Source: hsieh2009.
    pub fn misallocation(&self, firms: &Firms, goods: &GoodsMarket, s: &Structure) -> f64 {
        let p = &self.p;
        let sigma = p.measured_substitution;
        let (mut lost, mut all) = (0.0, 0.0);
        for makers in &goods.makers {
            let (mut y, mut k, mut l, mut best) = (0.0, 0.0, 0.0, 0.0);
            for i in makers.iter().map(|&i| i as usize) {
                let used = s.materials_per_output[firms.sector(i)] * firms.materials_price[i];
                let added = firms.output[i] * (firms.price[i] - used);
                // Returns have no meaning for a firm without plant, staff or value added.
                if added > 0.0 && firms.capital[i] > 0.0 && firms.staff[i] > 0.0 {
                    let inputs = p.capital_share * math::ln(firms.capital[i])
                        + (1.0 - p.capital_share) * math::ln(firms.staff[i]);
                    best += math::exp(sigma * math::ln(added) - (sigma - 1.0) * inputs);
                    (y, k, l) = (y + added, k + firms.capital[i], l + firms.staff[i]);
                }
            }
            if y == 0.0 {
                continue;
            }
            let mean = y / (math::pow(k, p.capital_share) * math::pow(l, 1.0 - p.capital_share));
            let found = y * math::pow(mean, sigma - 1.0);
            lost += y * (1.0 - math::pow(found / best, 1.0 / (sigma - 1.0)));
            all += y;
        }
        if all > 0.0 { lost / all } else { 0.0 }
    }
}
