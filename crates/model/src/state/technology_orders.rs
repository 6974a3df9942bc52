//! Technology goods: what programmes buy on top of the opening's uses. What the opening already contains of them is in
//! the use table, so only deviations from it are ordered here, and without a programme nothing is.

use super::Bought;

crate::side_table! {
    /// Orders and deliveries of one technology good in a quarter.
    #[derive(Clone, Debug, Default)]
    pub struct TechnologyOrders {
        columns {
            /// Money that each firm spends; below zero it buys less than the opening's trend contains.
            pub firms: Vec<f64> = 0.0, Keep, Stay;
        }
        tables {}
        rest {
            /// Money that government spends.
            pub government: f64,
            /// Money that the projects of each venture fund spend, or the fund itself on services.
            pub funds: Vec<f64>,
            /// Paid per unit of money ordered, after rationing and at the prices of the quarter.
            pub paid: f64,
            /// Volume received per unit of money ordered.
            pub received: f64,
            /// Imported per unit of money ordered.
            pub imported: Bought,
        }
    }
}

impl TechnologyOrders {
    /// No orders from `firms` firms.
    pub fn none(firms: usize) -> Self {
        Self {
            firms: vec![0.0; firms],
            ..Self::default()
        }
    }

    /// Forgets the orders of the last quarter.
    pub fn clear(&mut self) {
        self.firms.fill(0.0);
        self.government = 0.0;
        self.funds.fill(0.0);
    }

    /// Money ordered by all.
    pub fn total(&self) -> f64 {
        self.firms.iter().sum::<f64>() + self.government + self.funds.iter().sum::<f64>()
    }

    /// What firm `i` pays.
    pub fn bill(&self, i: usize) -> f64 {
        self.firms[i] * self.paid
    }
}
