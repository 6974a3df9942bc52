//! Common productivity.

/// Common state of technology.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Technology {
    /// Labour-augmenting productivity common to all sectors, 1 at the opening (A).
    pub level: f64,
    /// Its growth this quarter (gA).
    pub growth: f64,
    /// Its growth without shock: trend and induced part, which wages follow.
    pub expected_growth: f64,
    /// Age of plant in an economy that invests as announced growth needs (r); see `Firms::age_gap`.
    pub usual_age: f64,
    /// The announced part of growth is what firms find by research, not common to all.
    pub found_by_firms: bool,
}
