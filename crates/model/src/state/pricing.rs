//! What moves the target prices of a whole sector.

/// What moves the target prices of all makers of a product; an entry per product.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Pricing {
    /// Mark-up over the opening's, log (m).
    pub markup: Vec<f64>,
    /// Shock to cost, log (x).
    pub cost_shock: Vec<f64>,
    /// Output over capacity in the last quarter (U).
    pub use_of_capacity: Vec<f64>,
    /// Use of capacity of the maker of a mean unit (W).
    pub usual_use: Vec<f64>,
    /// Return on capital before interest and wear in the last quarter, over the normal one (r/rn).
    pub return_over_normal: Vec<f64>,
}

impl Pricing {
    /// As at the opening, where every maker uses `normal` of its capacity.
    pub fn new(products: usize, normal: f64) -> Self {
        Self {
            markup: vec![0.0; products],
            cost_shock: vec![0.0; products],
            use_of_capacity: vec![normal; products],
            usual_use: vec![normal; products],
            return_over_normal: vec![1.0; products],
        }
    }
}
