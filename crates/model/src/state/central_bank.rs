//! The central bank: what it remembers. Its balance sheet is in the ledger.

/// State of the central bank.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct CentralBank {
    /// Policy rate, per quarter.
    pub policy_rate: f64,
    /// Rate that the rule smooths: the policy rate without this quarter's policy shift, per year.
    pub smoothed_rate: f64,
    /// Interest due to it on opening stocks: of government on bonds.
    pub bond_interest_due: f64,
    /// The same of the rest of the world, on net foreign assets.
    pub foreign_interest_due: f64,
}
