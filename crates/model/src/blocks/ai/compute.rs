//! Compute: short-lived capital of platform firms and of government, its use, price and return. Indices are relative
//! to the baseline's path, which grows with the trend and with the adoption expected there.

use super::Params;
use super::adoption::Adoption;
use engine::bounds::Bounds;
use engine::math;

/// Compute of the country.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Compute {
    /// Capacity owned by firms (index).
    pub private: f64,
    /// Capacity owned by government and its vehicles (index).
    pub public: f64,
    /// Cost of hardware over the baseline's, set by those who know about chips before the quarter's technology.
    pub hardware_cost: f64,
    /// Services used (index).
    pub used: f64,
    /// Price of services (index).
    pub price: f64,
    /// Demand of users at the baseline's price (index).
    pub demand: f64,
    /// What platform firms expect of it.
    pub expected_demand: f64,
    /// Growth of the baseline's path since the opening.
    pub trend: f64,
    /// Spending of the quarter that the opening's trend contains, nominal.
    pub base_spending: f64,
    /// Capacity replaced and added in a quarter on the baseline's path, over capacity.
    pub turnover: f64,
}

/// Extra spending on compute in a quarter, over what the trend contains.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extra {
    /// Of firms.
    pub private: f64,
    /// Of government.
    pub public: f64,
}

/// Compute wanted by firms, providers and consumers at the baseline's price: o + Σ_users w_i x_i.
pub fn use_of_all(p: &Params, weight: &[f64], users: &Adoption) -> f64 {
    let of_firms = weight.iter().enumerate().filter(|(i, _)| users.has(*i));
    p.ai_other_use + of_firms.map(|(_, w)| w).sum::<f64>()
}

impl Default for Compute {
    fn default() -> Self {
        Self {
            private: 1.0,
            public: 0.0,
            hardware_cost: 1.0,
            used: 1.0,
            price: 1.0,
            demand: 1.0,
            expected_demand: 1.0,
            trend: 1.0,
            base_spending: 0.0,
            turnover: 0.0,
        }
    }
}

impl Compute {
    /// All capacity.
    pub fn capacity(&self) -> f64 {
        self.private + self.public
    }

    /// Installs what was bought, by owner; dear hardware (h) buys less.
    ///
    /// K' = K + (δ + g) [(1 + extra) / h - K], for government K' = K + (δ + g) (extra / h - K).
    /// Equation: AI-6. Source: this project.
    pub fn install(&mut self, extra: Extra, depreciation: f64, growth: f64) {
        self.turnover = depreciation + growth;
        self.trend *= 1.0 + growth;
        self.private += self.turnover * ((1.0 + extra.private) / self.hardware_cost - self.private);
        self.public += self.turnover * (extra.public / self.hardware_cost - self.public);
    }

    /// Notes the demand of those who use compute against the baseline's: D = (o + Σ_users w_i x_i) / (o + Σ_baseline users w_i x_i).
    pub fn note_demand(&mut self, p: &Params, weight: &[f64], now: &Adoption, baseline: &Adoption) {
        self.demand = use_of_all(p, weight, now) / use_of_all(p, weight, baseline);
        self.expected_demand += p.ai_demand_memory * (self.demand - self.expected_demand);
    }

    /// Price at which what can be brought to users is used; it does not fall below the cost of electricity, so beyond
    /// that capacity stands idle.
    ///
    /// S = K u / u0; P = max(floor, (S / D)^(-1/ε)); used = min(S, D floor^-ε).
    /// Equation: AI-7. Source: this project.
    pub fn clear(&mut self, p: &Params, utilisation: f64) {
        let supply = self.capacity() * utilisation / p.ai_utilisation;
        let clearing = math::pow(supply / self.demand, -1.0 / p.ai_price_elasticity);
        // Nobody runs a server for less than running it costs.
        self.price = clearing.at_least(p.ai_price_floor);
        self.used = supply.at_most(self.demand * math::pow(p.ai_price_floor, -p.ai_price_elasticity));
    }

    /// Capacity used (ratio).
    pub fn utilisation(&self, p: &Params) -> f64 {
        p.ai_utilisation * self.used / self.capacity()
    }

    /// Return on compute at its cost, after wear and before electricity, per year.
    ///
    /// r = ρ0 P used / (K h) - 4 δ.
    /// Equation: AI-8. Source: this project.
    pub fn net_return(&self, p: &Params, depreciation: f64) -> f64 {
        let gross = self.price * self.used / (self.capacity() * self.hardware_cost);
        p.ai_gross_return * gross - 4.0 * depreciation
    }

    /// Electricity, TWh per year: an idle server draws a part of what a busy one draws.
    pub fn electricity(&self, p: &Params) -> f64 {
        p.ai_electricity * self.trend * self.power(p)
    }

    /// The same over what the trend contains (E / E° in AI-16; 1 in the baseline).
    pub fn power(&self, p: &Params) -> f64 {
        let drawn = |used: f64| p.ai_idle_power + (1.0 - p.ai_idle_power) * used;
        self.capacity() * (drawn(self.utilisation(p)) / drawn(p.ai_utilisation))
    }

    /// Revenue of a quarter on the baseline's path, nominal: ρ0 / 4 times the value of compute.
    pub fn base_revenue(&self, p: &Params) -> f64 {
        p.ai_gross_return / 4.0 * self.base_spending / self.turnover
    }
}
