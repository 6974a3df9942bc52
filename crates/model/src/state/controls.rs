//! Inputs that foreign suppliers may not sell: what the market must know of them, and what it saw of them.

/// Named inputs and the terms on which users get them.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Controls {
    /// Part of the imports of a product that are named inputs, by product (ratio; empty: nothing is named).
    pub products: Vec<f64>,
    /// Part of a sector's imports of them that is named, by using sector (ratio).
    pub users: Vec<f64>,
    /// Part of the named inputs that is barred (k).
    pub coverage: f64,
    /// Part of a sector's use that it takes from its store (s).
    pub in_store: Vec<f64>,
    /// Part of the barred purchases that home makers replace (d).
    pub substitutes: f64,
    /// Extra cost of a substitute or of the way through third countries (μ).
    pub markup: f64,
    /// Named inputs that came from abroad in the last market, volume.
    pub imported: f64,
    /// Named inputs that home makers replaced in the last market, in units of what they replaced.
    pub substituted: f64,
    /// Named inputs that users took from their stores, volume.
    pub drawn: f64,
    /// Cost of AI hardware over its cost without controls (h; 1: no controls).
    pub hardware_cost: f64,
    /// Factor on the chance of innovation and imitation, by sector (empty: 1, no controls).
    pub collaboration: Vec<f64>,
}

impl Default for Controls {
    /// Nothing is named.
    fn default() -> Self {
        Self {
            products: Vec::new(),
            users: Vec::new(),
            coverage: 0.0,
            in_store: Vec::new(),
            substitutes: 0.0,
            markup: 0.0,
            imported: 0.0,
            substituted: 0.0,
            drawn: 0.0,
            hardware_cost: 1.0,
            collaboration: Vec::new(),
        }
    }
}

impl Controls {
    /// Part of the imports of product `g` by sector `k` that is named (χ).
    pub fn named(&self, g: usize, k: usize) -> f64 {
        self.products[g] * self.users[k]
    }
    /// Named inputs that would be imported without controls: what users needed from abroad.
    pub fn needed(&self) -> f64 {
        self.imported + self.substituted + self.drawn
    }
    /// Factor on the chance of innovation and imitation in sector `k`.
    pub fn collaboration(&self, k: usize) -> f64 {
        self.collaboration.get(k).copied().unwrap_or(1.0)
    }
    /// True if sector `k` uses named inputs.
    pub fn uses(&self, k: usize) -> bool {
        self.users.get(k).is_some_and(|named| *named > 0.0)
    }
}
