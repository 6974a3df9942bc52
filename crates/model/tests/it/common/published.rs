//! A published set of three industries, written by hand: a closed circle of money without history of its own.

use engine::draws::Draws;
use engine::math;
use engine::time::Quarter;
use model::published::world::World;
use model::published::{Context, PublishedInitial, PublishedParameters, PublishedSet, opening};
use model::structure::Structure;

/// What a phase reads besides the world.
pub struct Lab {
    pub parameters: PublishedParameters,
    pub structure: Structure,
    pub draws: Draws,
}

impl Lab {
    pub fn context(&self) -> Context<'_> {
        Context {
            t: 1,
            quarter: Quarter::new(2010, 2),
            parameters: &self.parameters,
            structure: &self.structure,
            draws: self.draws,
        }
    }
}

/// The economy of `set` at its opening.
pub fn open(set: &PublishedSet, draws: Draws) -> (Lab, World) {
    let structure = opening::structure(set);
    let world = opening::open(set, &structure, Quarter::new(2010, 1), &draws);
    let lab = Lab {
        parameters: set.parameters.clone(),
        structure,
        draws,
    };
    (lab, world)
}

/// 30 + 40 + 50 employees in 4 + 5 + 6 firms, 20 without a job, 40 outside the labour force. Output per quarter:
/// 30 · 3, 40 · 4 and 50 · 2 = 350.
pub fn set() -> PublishedSet {
    PublishedSet {
        parameters: parameters(),
        initial: initial(),
    }
}

fn parameters() -> PublishedParameters {
    PublishedParameters {
        products: 3,
        industries: 3,
        horizon: 12,
        future_quarters: 0,
        history_quarters: 8,
        // 120 employees, 20 without a job, 15 owners and the bank's.
        active_persons: 156,
        inactive_persons: 40,
        government_consumers: 4,
        foreign_consumers: 8,
        firms: vec![4, 5, 6],
        income_tax: 0.2,
        corporate_tax: 0.1,
        consumption_tax: 0.15,
        employer_contributions: 0.2,
        employee_contributions: 0.15,
        export_tax: 0.01,
        capital_formation_tax: 0.1,
        government_consumption_tax: 0.02,
        product_tax: vec![0.01, 0.02, 0.015],
        production_tax: vec![0.005, 0.01, 0.02],
        benefit_replacement: 0.35,
        consumption_propensity: 0.9,
        housing_propensity: 0.08,
        dividend_payout: 0.8,
        repayment: 0.05,
        loan_spread: 0.01,
        government_rate: 0.008,
        bank_capital_minimum: 0.03,
        loan_to_value: 0.6,
        restart_leverage: 0.5,
        foreign_gdp_persistence: 0.95,
        foreign_gdp_constant: 0.35,
        foreign_gdp_sd: 0.005,
        foreign_inflation_persistence: 0.4,
        foreign_inflation_constant: 0.002,
        foreign_inflation_sd: 0.002,
        government_persistence: 0.9,
        government_constant: 0.1 * math::ln(55.0_f64),
        government_sd: 0.01,
        exports_persistence: 0.9,
        exports_constant: 0.1 * math::ln(60.0_f64),
        exports_sd: 0.02,
        imports_persistence: 0.9,
        imports_constant: 0.1 * math::ln(60.0_f64),
        imports_sd: 0.02,
        shock_covariance: [[2.5e-5, 1e-5, 1e-5], [1e-5, 4e-4, 1e-4], [1e-5, 1e-4, 4e-4]],
        policy_rate_inertia: 0.9,
        policy_rate_natural: 0.001,
        policy_rate_inflation: 1.4,
        policy_rate_growth: 0.3,
        inflation_target: 0.005,
        labour_productivity: vec![3.0, 4.0, 2.0],
        materials_productivity: vec![2.5, 2.0, 4.0],
        capital_productivity: vec![0.4, 0.5, 0.3],
        depreciation: vec![0.02, 0.025, 0.015],
        wage: vec![0.9, 1.1, 0.8],
        materials_mix: vec![0.5, 0.2, 0.1, 0.3, 0.5, 0.3, 0.2, 0.3, 0.6],
        capital_mix: vec![0.1, 0.7, 0.2],
        housing_mix: vec![0.0, 0.8, 0.2],
        consumption_mix: vec![0.3, 0.3, 0.4],
        government_mix: vec![0.0, 0.2, 0.8],
        exports_mix: vec![0.2, 0.6, 0.2],
        imports_mix: vec![0.3, 0.5, 0.2],
    }
}

fn initial() -> PublishedInitial {
    let grown = |last: f64| {
        (0..8)
            .map(|k| last * math::powi(1.004_f64, k - 7))
            .collect::<Vec<_>>()
    };
    PublishedInitial {
        household_deposits: 400.0,
        firm_deposits: 120.0,
        foreign_deposits: 50.0,
        central_bank_equity: 180.0,
        bank_equity: 60.0,
        household_capital: 900.0,
        government_debt: 500.0,
        firm_loans: 310.0,
        utilisation: 0.85,
        inactive_benefit: 0.5,
        other_benefit: 0.05,
        unemployment_benefit: 0.35,
        foreign_gdp: 1000.0,
        foreign_inflation: 0.004,
        policy_rate: 0.003,
        employees: vec![30, 40, 50],
        // Not a straight line in logs, so that least squares have something to fit.
        output_history: [0.0, 0.004, 0.001, 0.007, 0.006, 0.012, 0.010, 0.014]
            .map(|x: f64| 350.0 * math::exp(x - 0.014))
            .to_vec(),
        inflation_history: vec![0.004, 0.006, 0.003, 0.005, 0.007, 0.004, 0.005, 0.006],
        government_consumption: grown(55.0),
        exports: grown(60.0),
        imports: grown(60.0),
        foreign_gdp_history: Vec::new(),
        foreign_inflation_history: Vec::new(),
        policy_rate_history: Vec::new(),
    }
}
