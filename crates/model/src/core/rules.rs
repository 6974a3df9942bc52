//! What the agents follow: the parameters of the country pack, and the constants that the opening position fixes.

use super::Params;
use crate::economy::{FrontierField, Group};

/// Parameters of the pack, and the constants that its opening position fixes.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Rules {
    /// Parameters of the country pack.
    pub p: Params,
    /// Frontier fields in pack order.
    pub fields: Vec<FrontierField>,
    /// Household groups in pack order.
    pub groups: Vec<Group>,
    /// Propensity to consume out of permanent income, by group, after the common scaling that makes opening
    /// consumption equal the table (ratio).
    pub propensity: Vec<f64>,
    /// Deposits over income that a group regards as normal: its opening ratio.
    pub wealth_norm: Vec<f64>,
    /// Housing investment over permanent income (ratio).
    pub housing_propensity: f64,
    /// Payout of profit after levy that makes opening income support opening consumption (ratio).
    pub dividend_payout: f64,
    /// Loan over capital that is normal in a sector (ratio).
    pub loan_norm: Vec<f64>,
    /// Return on capital before interest and wear at normal use and the opening's prices, by sector, per quarter (rn).
    pub normal_return: Vec<f64>,
    /// Investment of the opening over what plans would have asked for (ratio): plans keep to it, or the first quarters would make good
    /// at once what the table does not show.
    pub investment_norm: f64,
    /// Spread of firms' need for materials, log standard deviation by sector (S).
    pub materials_spread: Vec<f64>,
    /// Cash over quarterly output that firms hold (ratio).
    pub cash_norm: f64,
    /// Sectors whose net investment is paid by a government grant.
    pub publicly_funded: Vec<bool>,
    /// Share of a sector's loans that are eligible for re-lending (ratio).
    pub technology_share: Vec<f64>,
    /// Nominal GDP of the opening quarter.
    pub opening_gdp: f64,
    /// Government consumption over GDP at the opening (ratio).
    pub government_share: f64,
    /// Public investment over GDP at the opening (ratio).
    pub public_investment_share: f64,
    /// Export volume at the opening.
    pub opening_exports: f64,
    /// Pension per retired person at the opening.
    pub pension: f64,
    /// Mean pay per efficiency unit at the opening.
    pub mean_pay: f64,
    /// Loan rate at the opening, per year.
    pub opening_loan_rate: f64,
    /// Real loan rate at the opening, per year.
    pub opening_real_rate: f64,
}
