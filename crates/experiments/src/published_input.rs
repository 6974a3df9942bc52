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
/// Most industries; mixes grow with their square.
const MOST_INDUSTRIES: usize = 1_000;
/// Shortest history from which a line with a residual can be estimated.
const SHORTEST_HISTORY: usize = 4;
/// Longest history or horizon, quarters.
const LONGEST_HISTORY: usize = 4_000;
/// Shares that must sum to one may miss it by the rounding of a published table.
const MIX_TOLERANCE: f64 = 1e-3;

/// Checks sizes, signs, ranges and sums; `noise` because the deterministic variant rounds staff per firm.
pub fn check(set: &PublishedSet, noise: bool) -> Result<(), SetError> {
    let (p, x) = (&set.parameters, &set.initial);
    sizes(p)?;
    staff(p, x, noise)?;
    numbers(p, x)?;
    lists(p, x)?;
    mixes(p)?;
    surplus(p)?;
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
    if p.industries > MOST_INDUSTRIES {
        return fail(
            "S",
            format!("{} industries are more than {MOST_INDUSTRIES}", p.industries),
        );
    }
    for (key, quarters) in [
        ("T", p.horizon),
        ("T_max", p.future_quarters),
        ("T_prime", p.history_quarters),
    ] {
        if quarters > LONGEST_HISTORY {
            return fail(
                key,
                format!("{quarters} quarters are more than {LONGEST_HISTORY}"),
            );
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
            rounded(staff, firms).saturating_mul(firms)
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

/// `staff` over `firms` to the nearest whole number, halves up.
fn rounded(staff: usize, firms: usize) -> usize {
    staff / firms + usize::from(staff % firms >= firms - staff % firms)
}

/// A key with its number and the smallest and largest value that means anything.
type Bounded = (&'static str, f64, f64, f64);

/// Largest amount, in millions; no country has more.
const MONEY: f64 = 1e12;

/// Single numbers inside their ranges; not-a-number, which stands for `null`, is inside none.
fn numbers(p: &PublishedParameters, x: &PublishedInitial) -> Result<(), SetError> {
    let bad = |(_, number, low, high): &&Bounded| !(*low..=*high).contains(number);
    let all = [&rates(p)[..], &dynamics(p)[..], &stocks(x)[..]].concat();
    match all.iter().find(bad) {
        Some((key, number, low, high)) => fail(key, outside(*number, *low, *high)),
        None => Ok(()),
    }
}

fn outside(number: f64, low: f64, high: f64) -> String {
    if number.is_nan() {
        return format!("there is no number where one from {low} to {high} is needed");
    }
    if low == SMALLEST && number < low {
        return format!("{number} where a number above zero is needed");
    }
    format!("{number} is outside {low} to {high}, outside which it has no meaning")
}

/// Taxes, propensities and rules of bank and firms.
fn rates(p: &PublishedParameters) -> [Bounded; 18] {
    [
        ("tau_INC", p.income_tax, 0.0, 1.0),
        ("tau_FIRM", p.corporate_tax, 0.0, 1.0),
        ("tau_VAT", p.consumption_tax, 0.0, 2.0),
        ("tau_SIF", p.employer_contributions, 0.0, 2.0),
        ("tau_SIW", p.employee_contributions, 0.0, 1.0),
        ("tau_EXPORT", p.export_tax, -0.5, 1.0),
        ("tau_CF", p.capital_formation_tax, 0.0, 2.0),
        ("tau_G", p.government_consumption_tax, -0.5, 1.0),
        ("theta_UB", p.benefit_replacement, SMALLEST, 2.0),
        ("psi", p.consumption_propensity, 0.0, 2.0),
        ("psi_H", p.housing_propensity, 0.0, 1.0),
        ("theta_DIV", p.dividend_payout, 0.0, 5.0),
        ("theta", p.repayment, 0.0, 1.0),
        ("mu", p.loan_spread, -0.25, 0.5),
        ("r_G", p.government_rate, -0.25, 0.5),
        ("zeta", p.bank_capital_minimum, SMALLEST, 1.0),
        ("zeta_LTV", p.loan_to_value, 0.0, 10.0),
        ("zeta_b", p.restart_leverage, 0.0, 10.0),
    ]
}

/// Where only zero is excluded: the model divides by it.
const SMALLEST: f64 = 1e-9;

/// Processes of the exogenous series, in logs, and the rule of the policy rate.
fn dynamics(p: &PublishedParameters) -> [Bounded; 20] {
    [
        ("alpha_Y_EA", p.foreign_gdp_persistence, -1.0, 1.1),
        ("beta_Y_EA", p.foreign_gdp_constant, -10.0, 50.0),
        ("sigma_Y_EA", p.foreign_gdp_sd, 0.0, 1.0),
        ("alpha_pi_EA", p.foreign_inflation_persistence, -1.0, 1.1),
        ("beta_pi_EA", p.foreign_inflation_constant, -0.5, 0.5),
        ("sigma_pi_EA", p.foreign_inflation_sd, 0.0, 0.5),
        ("alpha_G", p.government_persistence, -1.0, 1.1),
        ("beta_G", p.government_constant, -10.0, 50.0),
        ("sigma_G", p.government_sd, 0.0, 1.0),
        ("alpha_E", p.exports_persistence, -1.0, 1.1),
        ("beta_E", p.exports_constant, -10.0, 50.0),
        ("sigma_E", p.exports_sd, 0.0, 1.0),
        ("alpha_I", p.imports_persistence, -1.0, 1.1),
        ("beta_I", p.imports_constant, -10.0, 50.0),
        ("sigma_I", p.imports_sd, 0.0, 1.0),
        ("rho", p.policy_rate_inertia, 0.0, 1.0),
        ("r_star", p.policy_rate_natural, -0.25, 0.25),
        ("xi_pi", p.policy_rate_inflation, -10.0, 10.0),
        ("xi_gamma", p.policy_rate_growth, -10.0, 10.0),
        ("pi_star", p.inflation_target, -0.25, 0.25),
    ]
}

/// Opening stocks, benefits and rates.
fn stocks(x: &PublishedInitial) -> [Bounded; 15] {
    [
        ("D_H", x.household_deposits, -MONEY, MONEY),
        ("D_I", x.firm_deposits, -MONEY, MONEY),
        ("D_RoW", x.foreign_deposits, -MONEY, MONEY),
        ("E_CB", x.central_bank_equity, -MONEY, MONEY),
        ("E_k", x.bank_equity, -MONEY, MONEY),
        ("K_H", x.household_capital, 0.0, MONEY),
        ("L_G", x.government_debt, -MONEY, MONEY),
        ("L_I", x.firm_loans, 0.0, MONEY),
        ("omega", x.utilisation, SMALLEST, 10.0),
        ("sb_inact", x.inactive_benefit, -MONEY, MONEY),
        ("sb_other", x.other_benefit, -MONEY, MONEY),
        ("w_UB", x.unemployment_benefit, 0.0, MONEY),
        ("Y_EA", x.foreign_gdp, SMALLEST, 1e15),
        ("pi_EA", x.foreign_inflation, -0.5, 0.5),
        ("r_bar", x.policy_rate, -0.25, 0.5),
    ]
}

/// Lists whose entries lie inside one range each.
fn lists(p: &PublishedParameters, x: &PublishedInitial) -> Result<(), SetError> {
    let c: Vec<f64> = p.shock_covariance.iter().flatten().copied().collect();
    let all: [(&'static str, &[f64], f64, f64); 20] = [
        ("tau_Y_s", &p.product_tax, -1.0, 1.0),
        ("tau_K_s", &p.production_tax, -1.0, 1.0),
        ("alpha_s", &p.labour_productivity, SMALLEST, MONEY),
        ("beta_s", &p.materials_productivity, SMALLEST, 1e6),
        ("kappa_s", &p.capital_productivity, SMALLEST, 1e6),
        ("delta_s", &p.depreciation, 0.0, 1.0),
        ("w_s", &p.wage, 0.0, MONEY),
        ("a_sg", &p.materials_mix, 0.0, 1.0),
        ("b_CF_g", &p.capital_mix, 0.0, 1.0),
        ("b_CFH_g", &p.housing_mix, 0.0, 1.0),
        ("b_HH_g", &p.consumption_mix, 0.0, 1.0),
        ("c_G_g", &p.government_mix, 0.0, 1.0),
        ("c_E_g", &p.exports_mix, 0.0, 1.0),
        ("c_I_g", &p.imports_mix, 0.0, 1.0),
        ("C", &c, -1.0, 1.0),
        ("Y", &x.output_history, SMALLEST, MONEY),
        ("pi", &x.inflation_history, -0.5, 0.5),
        ("Y_EA_series", &x.foreign_gdp_history, SMALLEST, 1e15),
        ("pi_EA_series", &x.foreign_inflation_history, -0.5, 0.5),
        ("r_bar_series", &x.policy_rate_history, -0.25, 0.5),
    ];
    for (key, list, low, high) in all {
        if let Some(at) = list.iter().position(|number| !(low..=high).contains(number)) {
            return fail(
                key,
                format!("{} (value {})", outside(list[at], low, high), at + 1),
            );
        }
    }
    Ok(())
}

/// Mixes are shares of a whole: each sums to one.
fn mixes(p: &PublishedParameters) -> Result<(), SetError> {
    let whole = |key, mix: &mut dyn Iterator<Item = f64>, of: &str| {
        let sum: f64 = mix.sum();
        if (sum - 1.0).abs() <= MIX_TOLERANCE {
            return Ok(());
        }
        fail(
            key,
            format!("the shares{of} sum to {sum}, not 1; money would appear or vanish"),
        )
    };
    for (key, mix) in [
        ("b_CF_g", &p.capital_mix),
        ("b_CFH_g", &p.housing_mix),
        ("b_HH_g", &p.consumption_mix),
        ("c_G_g", &p.government_mix),
        ("c_E_g", &p.exports_mix),
        ("c_I_g", &p.imports_mix),
    ] {
        whole(key, &mut mix.iter().copied(), "")?;
    }
    let n = p.industries;
    for s in 0..n {
        let column = (0..n).map(|g| p.materials_mix[g * n + s]);
        whole("a_sg", &mut { column }, &format!(" of industry {}", s + 1))?;
    }
    Ok(())
}

/// The firms' deposits are handed out in proportion to their surplus, so somebody must have one.
fn surplus(p: &PublishedParameters) -> Result<(), SetError> {
    let margin = |s: usize| {
        1.0 - (1.0 + p.employer_contributions) * p.wage[s] / p.labour_productivity[s]
            - p.depreciation[s] / p.capital_productivity[s]
            - 1.0 / p.materials_productivity[s]
            - p.production_tax[s]
            - p.product_tax[s]
    };
    if (0..p.industries).any(|s| p.firms[s] > 0 && margin(s) > 0.0) {
        return Ok(());
    }
    fail(
        "w_s",
        "wages, materials, wear and taxes leave no industry a surplus, so the opening has nobody to hold the firms' deposits",
    )
}

/// Logarithms are taken of the exogenous series; that of the opening quarter must be there.
fn history(p: &PublishedParameters, x: &PublishedInitial) -> Result<(), SetError> {
    let last = p.history_quarters - 1;
    for (key, series) in [
        ("C_G", &x.government_consumption),
        ("C_E", &x.exports),
        ("Y_I", &x.imports),
    ] {
        // Beyond the sample a value may be open.
        let wrong = |v: &&f64| !v.is_nan() && !(SMALLEST..=MONEY).contains(*v);
        if let Some(v) = series.iter().find(wrong) {
            return fail(key, outside(*v, SMALLEST, MONEY));
        }
        if !series.get(last).is_some_and(|v| v.is_finite()) {
            return fail(
                key,
                format!(
                    "the value of the opening quarter, number {}, is missing",
                    last + 1
                ),
            );
        }
    }
    Ok(())
}
