//! What creditors and owners make of a firm that is about to fail.

/// Forbearance with a firm; the default is none.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Grace {
    /// Factor on what creditors tolerate.
    pub patience: f64,
    /// Support that creditors count as security.
    pub counted: f64,
    /// Factor on the chance of closure.
    pub hazard: f64,
    /// The state keeps the firm going.
    pub rolled_over: bool,
}

impl Default for Grace {
    fn default() -> Self {
        Self {
            patience: 1.0,
            counted: 0.0,
            hazard: 1.0,
            rolled_over: false,
        }
    }
}
