//! Firms that left the market in the quarter.

/// Exits of the quarter.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Exits {
    /// Firms that could not pay or owed more than they owned.
    pub insolvent: u32,
    /// Firms that their owners gave up.
    pub closed: u32,
    /// Loans of insolvent firms written off, nominal, per quarter.
    pub insolvency_losses: f64,
}
