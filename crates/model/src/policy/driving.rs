//! Rules of driverless rides.

/// Permits, cost and help for those who lose their job, against the pilot cities of the opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Driving {
    /// Part of the rides' market that is opened on top of the pilots (ratio; neutral 0).
    pub permits: f64,
    /// Change in the cost of a driverless ride against its path (ratio; neutral 0).
    pub unit_cost: f64,
    /// Change in the chance of a grave accident per distance (ratio; neutral 0).
    pub accident_risk: f64,
    /// Part of the displaced drivers that is offered a course (ratio; neutral 0).
    pub retraining: f64,
}
