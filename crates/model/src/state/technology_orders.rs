//! Technology goods: what programmes buy on top of the opening's uses. What the opening already contains of them is in
//! the use table, so only deviations from it are ordered here, and without a programme nothing is.

use super::{Bought, Proposed, Sum, side_table};

side_table! {
    /// Orders and deliveries of one technology good in a quarter.
    #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
    pub struct TechnologyOrders {
        columns {
            /// Money that each firm spends; below zero it buys less than the opening's trend contains.
            pub firms: Proposed<Sum> = 0.0, Keep, Stay;
        }
        tables {}
        rest {
            /// Money that government spends.
            government: f64,
            /// Money that the projects of each venture fund spend, or the fund itself on services.
            funds: Vec<f64>,
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
            firms: Proposed::neutral(firms),
            ..Self::default()
        }
    }

    /// Forgets the orders of the last quarter.
    pub fn clear(&mut self) {
        self.firms.begin_neutral();
        self.government = 0.0;
        self.funds.fill(0.0);
    }

    /// Government orders `money` more.
    pub fn order_publicly(&mut self, money: f64) {
        self.government += money;
    }

    /// Fund `f`, or a project of it, orders `money` more.
    pub fn order_of_fund(&mut self, f: usize, money: f64) {
        if self.funds.len() <= f {
            self.funds.resize(f + 1, 0.0);
        }
        self.funds[f] += money;
    }

    /// Money that government spends.
    pub fn government(&self) -> f64 {
        self.government
    }

    /// Money that the projects of each venture fund spend, or the fund itself on services.
    pub fn funds(&self) -> &[f64] {
        &self.funds
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
