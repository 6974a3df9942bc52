//! Government: rates, plans and budgets. Its debt is in the ledger.

use crate::structure::Taxes;

/// State of government. Its debt is in the ledger.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Government {
    /// Tax rates of the quarter.
    pub taxes: Taxes,
    /// Consumption path, nominal (GN).
    pub consumption_path: f64,
    /// Public investment path, nominal.
    pub investment_path: f64,
    /// Consumption budget of the quarter, nominal.
    pub consumption_budget: f64,
    /// Public investment budget of the quarter, nominal.
    pub investment_budget: f64,
    /// What the budget's own plan puts into the two without policy: paths, chance and the lean against unemployment.
    pub own: Own,
    /// Pension of a retired person this quarter, nominal.
    pub pension: f64,
    /// Unemployment benefit per unit of labour this quarter, nominal.
    pub benefit_per_unit: f64,
    /// Trend of potential GDP, 1 at the opening.
    pub potential: f64,
    /// Debt over annual GDP at the start of the quarter (ratio).
    pub debt_ratio: f64,
    /// Deficit of the quarter.
    pub deficit: f64,
    /// What policy adds to consumption and investment this quarter.
    pub ordered: Ordered,
}

/// The budget's own plan of a quarter, nominal.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Own {
    /// Goods and services.
    pub consumption: f64,
    /// Fixed investment.
    pub investment: f64,
}

/// What policy adds to the budgets of a quarter, nominal.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Ordered {
    /// Goods and services.
    pub purchases: f64,
    /// Fixed investment.
    pub investment: f64,
    /// Courses for staff that use artificial intelligence.
    pub training: f64,
    /// Courses for displaced drivers.
    pub courses: f64,
}
