//! Export controls on chips.

/// Controls by foreign governments on what may be sold to the country.
#[derive(Clone, Debug, PartialEq)]
pub struct Chips {
    /// Part of the named inputs that is barred (ratio; neutral 0). The rest acts only if something is barred.
    pub coverage: f64,
    /// Extra cost of substitutes and of the way through third countries, before learning (ratio).
    pub markup: f64,
    /// Part of the barred purchases that home makers replace (ratio; decides the sign of output).
    pub substitutes: f64,
    /// Weight of lost collaboration (ratio; 0 switches it off).
    pub lost_collaboration: f64,
    /// Weight of induced research (ratio; 0 switches it off).
    pub induced_research: f64,
}

impl Default for Chips {
    fn default() -> Self {
        Self {
            coverage: 0.0,
            markup: 0.4,
            substitutes: 0.3,
            lost_collaboration: 1.0,
            induced_research: 0.0,
        }
    }
}
