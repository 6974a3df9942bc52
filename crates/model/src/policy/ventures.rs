//! Policy on venture funds.

/// Government guidance funds: how much is announced, and on which terms a fund announced this quarter starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Ventures {
    /// Size of all funds announced so far, billion of national currency (neutral 0); a rise opens new funds.
    pub size: f64,
    /// Government's part of what is announced (ratio).
    pub government_share: f64,
    /// Part of government's announcement that is raised (ratio).
    pub raised_share: f64,
    /// Private money that comes per unit of public money; below zero it makes room for public money (ratio).
    pub crowd_in: f64,
    /// Skill of the managers: 0 picked by government, 1 as private managers (ratio).
    pub manager_quality: f64,
    /// Losses over money invested that a fund bears before it stops; also how risky it dares to be (ratio; 1 none minded).
    pub loss_tolerance: f64,
    /// Part of local funds' deals that must stay with local firms (ratio).
    pub local_content: f64,
    /// Part of their calls that local governments can pay (ratio; follows land revenue where there is any).
    pub local_matching: f64,
}

impl Default for Ventures {
    fn default() -> Self {
        Self {
            size: 0.0,
            government_share: 0.5,
            raised_share: 0.5,
            crowd_in: 0.5,
            manager_quality: 0.0,
            loss_tolerance: 1.0,
            local_content: 0.0,
            local_matching: 1.0,
        }
    }
}
