//! What agents expect and remember.

/// Expectations of the quarter and the memory they are formed from. Rates per quarter unless said otherwise.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Expectations {
    /// Expected growth of output (γ^e, ge).
    pub growth: f64,
    /// Expected inflation (π^e, pie).
    pub inflation: f64,
    /// Growth on which capital is planned (gK).
    pub planning_growth: f64,
    /// Announced trend growth (gtr).
    pub trend_growth: f64,
    /// Announced trend growth of productivity.
    pub trend_productivity: f64,
    /// What the announced trend of productivity has learnt from realised productivity: added to its path (dev).
    pub trend_correction: f64,
    /// Experienced growth, smoothed (gbar).
    pub growth_memory: f64,
    /// Experienced inflation, smoothed (pibar).
    pub inflation_memory: f64,
    /// Consumer price inflation over four quarters, before changes of the tax on consumption.
    pub inflation_year: f64,
    /// Growth of real GDP over four quarters.
    pub growth_year: f64,
    /// Announced trend growth over four quarters.
    pub trend_year: f64,
    /// Unemployment of last quarter (ratio).
    pub unemployment: f64,
    /// Unemployment as government sees it, smoothed (ratio).
    pub unemployment_smoothed: f64,
}
