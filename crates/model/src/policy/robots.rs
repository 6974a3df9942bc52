//! The price of robots.

/// What moves the price of robots against its path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    /// Change in the price of robots against its path (ratio; neutral 0).
    pub price: f64,
}
