//! Support for electric vehicles.

/// What policy does to makers of electric vehicles, against what the opening already contains.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vehicles {
    /// Public support over electric sales, above (or below) today's (ratio; neutral 0).
    pub support: f64,
    /// Capacity built on top of makers' own plans, share of their capital per year (ratio; neutral 0).
    pub expansion: f64,
}
