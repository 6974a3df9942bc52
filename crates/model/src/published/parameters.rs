//! Parameters and opening values of the published base model (Poledna, Miess, Hommes and Rabitsch 2023, European
//! Economic Review 151), as a calibration delivers them. Plain data; nothing here decides anything.
//!
//! Money in millions of national currency per quarter, current prices, at the scale of the whole country whatever
//! the number of agents; rates per quarter; prices are indices, 1 at the opening. "Per agent" means per simulated
//! person or firm. The paper's symbol stands in brackets.

/// A complete published calibration.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedSet {
    /// Behavioural and structural parameters.
    pub parameters: PublishedParameters,
    /// Opening stocks and the history that agents learn from.
    pub initial: PublishedInitial,
}

/// Parameters of the published base model.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedParameters {
    /// Products, one per industry (G).
    pub products: usize,
    /// Industries (S).
    pub industries: usize,
    /// Quarters simulated by the source (T).
    pub horizon: usize,
    /// Quarters of the realised future path at the end of the exogenous series (T_max).
    pub future_quarters: usize,
    /// Quarters of history that agents learn from (T').
    pub history_quarters: usize,
    /// Persons in the labour force including firm and bank owners, agents (H^act).
    pub active_persons: usize,
    /// Persons outside the labour force, agents (H^inact).
    pub inactive_persons: usize,
    /// Government consumers, agents (J).
    pub government_consumers: usize,
    /// Foreign consumers, agents (L).
    pub foreign_consumers: usize,
    /// Firms per industry (I_s).
    pub firms: Vec<usize>,

    /// Income tax on wages and dividends, ratio (tau^INC).
    pub income_tax: f64,
    /// Corporate tax on positive profit, ratio (tau^FIRM).
    pub corporate_tax: f64,
    /// Tax on household consumption, ratio to consumption before tax (tau^VAT).
    pub consumption_tax: f64,
    /// Employers' social contributions over wages, ratio (tau^SIF).
    pub employer_contributions: f64,
    /// Employees' social contributions over wages, ratio (tau^SIW).
    pub employee_contributions: f64,
    /// Tax on exports, ratio (tau^EXPORT).
    pub export_tax: f64,
    /// Tax on household investment, ratio (tau^CF).
    pub capital_formation_tax: f64,
    /// Tax on government consumption, ratio; enters the measurement of GDP only (tau^G).
    pub government_consumption_tax: f64,
    /// Net product taxes over output by industry, ratio (tau^Y_s).
    pub product_tax: Vec<f64>,
    /// Net production taxes over output by industry, ratio (tau^K_s).
    pub production_tax: Vec<f64>,

    /// Unemployment benefit over the last wage, ratio (theta^UB).
    pub benefit_replacement: f64,
    /// Consumption over disposable income, ratio (psi).
    pub consumption_propensity: f64,
    /// Household investment over disposable income, ratio (psi^H).
    pub housing_propensity: f64,
    /// Dividends over profit after tax, ratio; may exceed 1 (theta^DIV).
    pub dividend_payout: f64,
    /// Repayment over outstanding loans, per quarter (theta).
    pub repayment: f64,
    /// Loan rate less policy rate, per quarter (mu).
    pub loan_spread: f64,
    /// Interest on government debt, per quarter (r^G).
    pub government_rate: f64,
    /// Smallest bank equity over loans, ratio (zeta).
    pub bank_capital_minimum: f64,
    /// Largest loan over a firm's capital, ratio (zeta^LTV).
    pub loan_to_value: f64,
    /// Loan over capital of a firm that restarts after bankruptcy, ratio (zeta^b).
    pub restart_leverage: f64,

    /// Persistence of euro-area GDP, log level (alpha^Y_EA).
    pub foreign_gdp_persistence: f64,
    /// Constant of euro-area GDP, log (beta^Y_EA).
    pub foreign_gdp_constant: f64,
    /// Standard deviation of euro-area GDP shocks, log (sigma^Y_EA).
    pub foreign_gdp_sd: f64,
    /// Persistence of euro-area inflation, log (alpha^pi_EA).
    pub foreign_inflation_persistence: f64,
    /// Constant of euro-area inflation, log (beta^pi_EA).
    pub foreign_inflation_constant: f64,
    /// Standard deviation of euro-area inflation shocks, log (sigma^pi_EA).
    pub foreign_inflation_sd: f64,
    /// Persistence of government consumption, log level (alpha^G).
    pub government_persistence: f64,
    /// Constant of government consumption, log (beta^G).
    pub government_constant: f64,
    /// Standard deviation of government consumption shocks, log (sigma^G).
    pub government_sd: f64,
    /// Persistence of exports, log level (alpha^E).
    pub exports_persistence: f64,
    /// Constant of exports, log (beta^E).
    pub exports_constant: f64,
    /// Standard deviation of export shocks, log (sigma^E).
    pub exports_sd: f64,
    /// Persistence of import supply, log level (alpha^I).
    pub imports_persistence: f64,
    /// Constant of import supply, log (beta^I).
    pub imports_constant: f64,
    /// Standard deviation of import supply shocks, log (sigma^I).
    pub imports_sd: f64,
    /// Covariance of the shocks to euro-area GDP, exports and imports, in this order, row by row (C).
    pub shock_covariance: [[f64; 3]; 3],

    /// Inertia of the policy rate, per quarter (rho).
    pub policy_rate_inertia: f64,
    /// Real natural rate, per quarter (r*).
    pub policy_rate_natural: f64,
    /// Response of the policy rate to inflation (xi^pi).
    pub policy_rate_inflation: f64,
    /// Response of the policy rate to growth (xi^gamma).
    pub policy_rate_growth: f64,
    /// Inflation target, per quarter (pi*).
    pub inflation_target: f64,

    /// Output per employee by industry, millions per quarter and agent (alpha_s).
    pub labour_productivity: Vec<f64>,
    /// Output per unit of materials by industry, ratio (beta_s).
    pub materials_productivity: Vec<f64>,
    /// Output per unit of capital at full use by industry, per quarter (kappa_s).
    pub capital_productivity: Vec<f64>,
    /// Depreciation of capital by industry, per quarter (delta_s).
    pub depreciation: Vec<f64>,
    /// Real wage by industry, millions per quarter and agent (w_s).
    pub wage: Vec<f64>,
    /// Materials mix, share of product `g` in the materials of industry `s`: row-major `[g * industries + s]`,
    /// rows the product bought, columns the buying industry, columns sum to 1 (a_sg).
    pub materials_mix: Vec<f64>,
    /// Product mix of firm investment, shares (b^CF_g).
    pub capital_mix: Vec<f64>,
    /// Product mix of household investment, shares (b^CFH_g).
    pub housing_mix: Vec<f64>,
    /// Product mix of household consumption, shares (b^HH_g).
    pub consumption_mix: Vec<f64>,
    /// Product mix of government consumption, shares (c^G_g).
    pub government_mix: Vec<f64>,
    /// Product mix of exports, shares (c^E_g).
    pub exports_mix: Vec<f64>,
    /// Product mix of imports, shares (c^I_g).
    pub imports_mix: Vec<f64>,
}

/// Opening values of the published base model. Values that the source leaves open (beyond the sample) are NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedInitial {
    /// Deposits of households (D_H).
    pub household_deposits: f64,
    /// Deposits of firms (D_I).
    pub firm_deposits: f64,
    /// Net claims of the rest of the world (D_RoW).
    pub foreign_deposits: f64,
    /// Equity of the central bank (E_CB).
    pub central_bank_equity: f64,
    /// Equity of the bank (E_k).
    pub bank_equity: f64,
    /// Capital of households, mainly dwellings (K_H).
    pub household_capital: f64,
    /// Government debt (L_G).
    pub government_debt: f64,
    /// Loans of firms (L_I).
    pub firm_loans: f64,
    /// Use of capacity, ratio (omega).
    pub utilisation: f64,
    /// Real benefit to a person outside the labour force, millions per quarter and agent (sb^inact).
    pub inactive_benefit: f64,
    /// Real benefit to every person, millions per quarter and agent; may be negative (sb^other).
    pub other_benefit: f64,
    /// Real unemployment benefit, millions per quarter and agent (w^UB).
    pub unemployment_benefit: f64,
    /// Euro-area GDP (Y_EA).
    pub foreign_gdp: f64,
    /// Euro-area inflation, per quarter (pi_EA).
    pub foreign_inflation: f64,
    /// Policy rate, per quarter (r_bar).
    pub policy_rate: f64,
    /// Employees by industry, agents (N_s).
    pub employees: Vec<usize>,
    /// Gross output over the history, `history_quarters` values (Y).
    pub output_history: Vec<f64>,
    /// Log change of the output price over the history, `history_quarters` values (pi).
    pub inflation_history: Vec<f64>,
    /// Government consumption: history, then the realised future where known (C_G).
    pub government_consumption: Vec<f64>,
    /// Export demand: history, then the realised future where known (C_E).
    pub exports: Vec<f64>,
    /// Import supply: history, then the realised future where known (Y_I).
    pub imports: Vec<f64>,
    /// Euro-area GDP over the history; empty where the set does not carry it.
    pub foreign_gdp_history: Vec<f64>,
    /// Euro-area inflation over the history; empty where the set does not carry it.
    pub foreign_inflation_history: Vec<f64>,
    /// Policy rate over the history; empty where the set does not carry it.
    pub policy_rate_history: Vec<f64>,
}
