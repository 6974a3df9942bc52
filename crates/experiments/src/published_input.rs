//! Checks that a published calibration can be opened at all. Keys are those of the published files, since that is
//! what a reader of the message has at hand.

use model::published::{PublishedInitial, PublishedParameters, PublishedSet};

/// A calibration that cannot be opened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("`{key}`: {what}")]
pub struct SetError {
    /// Key of the published file.
    pub key: &'static str,
    /// What is wrong with its value.
    pub what: String,
}

/// More persons, firms or consumers than fit into memory are a typing error.
const MOST_AGENTS: usize = 20_000_000;
/// Shortest history from which a line with a residual can be estimated.
const SHORTEST_HISTORY: usize = 4;

/// Checks sizes, signs and finiteness; `noise` because the deterministic variant rounds staff per firm.
pub fn check(set: &PublishedSet, noise: bool) -> Result<(), SetError> {
    let (p, x) = (&set.parameters, &set.initial);
    sizes(p)?;
    staff(p, x, noise)?;
    finite(p, x)?;
    positive(p, x)?;
    history(p, x)
}

fn fail<T>(key: &'static str, what: impl Into<String>) -> Result<T, SetError> {
    Err(SetError {
        key,
        what: what.into(),
    })
}

fn sizes(p: &PublishedParameters) -> Result<(), SetError> {
    if p.products != p.industries || p.industries == 0 {
        let (g, s) = (p.products, p.industries);
        return fail(
            "G",
            format!("{g} products for {s} industries; each industry makes one product"),
        );
    }
    for (key, count) in [
        ("H_act", p.active_persons),
        ("J", p.government_consumers),
        ("L", p.foreign_consumers),
    ] {
        if count == 0 {
            return fail(key, "there must be at least one");
        }
    }
    for (key, count) in [
        ("H_act", p.active_persons),
        ("H_inact", p.inactive_persons),
        ("J", p.government_consumers),
        ("L", p.foreign_consumers),
        ("I_s", p.firms.iter().fold(0, |sum, n| sum.saturating_add(*n))),
    ] {
        if count > MOST_AGENTS {
            return fail(key, format!("{count} agents are more than {MOST_AGENTS}"));
        }
    }
    if p.history_quarters < SHORTEST_HISTORY {
        let found = p.history_quarters;
        return fail(
            "T_prime",
            format!("{found} quarters of history; agents learn from {SHORTEST_HISTORY} or more"),
        );
    }
    Ok(())
}

/// Every firm has an employee, and there are enough workers for all of them.
fn staff(p: &PublishedParameters, x: &PublishedInitial, noise: bool) -> Result<(), SetError> {
    let mut employed = 0usize;
    for (s, (&firms, &staff)) in p.firms.iter().zip(&x.employees).enumerate() {
        let industry = s + 1;
        if staff < firms || (firms == 0 && staff > 0) {
            return fail(
                "N_s",
                format!("industry {industry} has {firms} firms and {staff} employees; each firm needs one"),
            );
        }
        let hired = if noise || firms == 0 {
            staff
        } else {
            (staff as f64 / firms as f64).round() as usize * firms
        };
        employed = employed.saturating_add(hired);
    }
    let owners = p.firms.iter().sum::<usize>() + 1;
    if owners == 1 {
        return fail("I_s", "there is no firm");
    }
    let workers = p.active_persons.saturating_sub(owners);
    if workers < employed.max(1) {
        return fail(
            "H_act",
            format!("{workers} workers beside {owners} owners of firms and bank, but {employed} employees"),
        );
    }
    Ok(())
}

fn finite(p: &PublishedParameters, x: &PublishedInitial) -> Result<(), SetError> {
    let c: Vec<f64> = p.shock_covariance.iter().flatten().copied().collect();
    let lists: [(&'static str, &[f64]); 17] = [
        ("tau_Y_s", &p.product_tax),
        ("tau_K_s", &p.production_tax),
        ("alpha_s", &p.labour_productivity),
        ("beta_s", &p.materials_productivity),
        ("kappa_s", &p.capital_productivity),
        ("delta_s", &p.depreciation),
        ("w_s", &p.wage),
        ("a_sg", &p.materials_mix),
        ("b_CF_g", &p.capital_mix),
        ("b_CFH_g", &p.housing_mix),
        ("b_HH_g", &p.consumption_mix),
        ("c_G_g", &p.government_mix),
        ("c_E_g", &p.exports_mix),
        ("c_I_g", &p.imports_mix),
        ("C", &c),
        ("Y", &x.output_history),
        ("pi", &x.inflation_history),
    ];
    let numbers = [
        ("tau_INC", p.income_tax),
        ("tau_FIRM", p.corporate_tax),
        ("tau_VAT", p.consumption_tax),
        ("tau_SIF", p.employer_contributions),
        ("tau_SIW", p.employee_contributions),
        ("tau_EXPORT", p.export_tax),
        ("tau_CF", p.capital_formation_tax),
        ("tau_G", p.government_consumption_tax),
        ("psi", p.consumption_propensity),
        ("psi_H", p.housing_propensity),
        ("theta_DIV", p.dividend_payout),
        ("theta", p.repayment),
        ("mu", p.loan_spread),
        ("r_G", p.government_rate),
        ("zeta_LTV", p.loan_to_value),
        ("zeta_b", p.restart_leverage),
        ("alpha_Y_EA", p.foreign_gdp_persistence),
        ("beta_Y_EA", p.foreign_gdp_constant),
        ("alpha_pi_EA", p.foreign_inflation_persistence),
        ("beta_pi_EA", p.foreign_inflation_constant),
        ("sigma_pi_EA", p.foreign_inflation_sd),
        ("alpha_G", p.government_persistence),
        ("beta_G", p.government_constant),
        ("sigma_G", p.government_sd),
        ("alpha_E", p.exports_persistence),
        ("beta_E", p.exports_constant),
        ("alpha_I", p.imports_persistence),
        ("beta_I", p.imports_constant),
        ("rho", p.policy_rate_inertia),
        ("r_star", p.policy_rate_natural),
        ("xi_pi", p.policy_rate_inflation),
        ("xi_gamma", p.policy_rate_growth),
        ("pi_star", p.inflation_target),
        ("D_H", x.household_deposits),
        ("D_I", x.firm_deposits),
        ("D_RoW", x.foreign_deposits),
        ("E_k", x.bank_equity),
        ("K_H", x.household_capital),
        ("L_G", x.government_debt),
        ("L_I", x.firm_loans),
        ("sb_inact", x.inactive_benefit),
        ("sb_other", x.other_benefit),
        ("w_UB", x.unemployment_benefit),
        ("pi_EA", x.foreign_inflation),
        ("r_bar", x.policy_rate),
    ];
    let each = numbers.iter().map(|(key, number)| (*key, *number));
    let listed = lists
        .iter()
        .flat_map(|(key, list)| list.iter().map(|number| (*key, *number)));
    match each.chain(listed).find(|(_, number)| !number.is_finite()) {
        Some((key, number)) => fail(key, format!("{number} where the model computes with a number")),
        None => Ok(()),
    }
}

fn positive(p: &PublishedParameters, x: &PublishedInitial) -> Result<(), SetError> {
    let lists: [(&'static str, &[f64]); 3] = [
        ("alpha_s", &p.labour_productivity),
        ("beta_s", &p.materials_productivity),
        ("kappa_s", &p.capital_productivity),
    ];
    let numbers = [
        ("theta_UB", p.benefit_replacement),
        ("zeta", p.bank_capital_minimum),
        ("omega", x.utilisation),
        ("Y_EA", x.foreign_gdp),
    ];
    let each = numbers.iter().map(|(key, number)| (*key, *number));
    let listed = lists
        .iter()
        .flat_map(|(key, list)| list.iter().map(|number| (*key, *number)));
    // A comparison that not-a-number fails as well.
    match each
        .chain(listed)
        .find(|(_, number)| !(*number > 0.0 && number.is_finite()))
    {
        Some((key, number)) => fail(key, format!("{number} where a number above zero is needed")),
        None => Ok(()),
    }
}

/// Logarithms are taken of past output and of the last values of the exogenous series.
fn history(p: &PublishedParameters, x: &PublishedInitial) -> Result<(), SetError> {
    let last = p.history_quarters - 1;
    if let Some(y) = x.output_history.iter().find(|y| **y <= 0.0) {
        return fail("Y", format!("{y} where output above zero is needed"));
    }
    for (key, series) in [
        ("C_G", &x.government_consumption),
        ("C_E", &x.exports),
        ("Y_I", &x.imports),
    ] {
        if !series.get(last).is_some_and(|v| *v > 0.0 && v.is_finite()) {
            return fail(
                key,
                format!(
                    "the value of the opening quarter, number {}, is not above zero",
                    last + 1
                ),
            );
        }
    }
    Ok(())
}
