//! Industrial support and state firms.

/// Industrial support on top of today's, and the rules for state firms.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// Cash paid to favoured firms, added, share of the nominal GDP expected for the quarter (ratio; neutral 0).
    pub cash: f64,
    /// Levies not raised from favoured firms, added, share of GDP (ratio; neutral 0).
    pub tax: f64,
    /// Cheap land: grants for investment, added, share of GDP (ratio; neutral 0).
    pub land: f64,
    /// Interest not charged to favoured firms, added, share of GDP (ratio; neutral 0).
    pub credit: f64,
    /// Part of the interest concession that the bank bears instead of the budget (ratio; used only with `credit`).
    pub credit_bank_share: f64,
    /// Weight of the view that support of suppliers raises the productivity of users (ratio; neutral 0).
    pub network_view: f64,
    /// Share of profit after tax that state firms remit (ratio; `None`: today's, which the pack gives).
    pub state_payout: Option<f64>,
    /// Research that state firms must buy, added, share of their sales (ratio; neutral 0).
    pub research_mandate: f64,
    /// Share of failing state firms that are rolled over, beyond today's (ratio; neutral 0).
    pub state_soft_budget: f64,
}

impl Default for Support {
    fn default() -> Self {
        Self {
            cash: 0.0,
            tax: 0.0,
            land: 0.0,
            credit: 0.0,
            credit_bank_share: 0.0,
            network_view: 0.0,
            state_payout: None,
            research_mandate: 0.0,
            state_soft_budget: 0.0,
        }
    }
}
