//! The series that the published base model reports, under its own names, and the values of single phases by which
//! implementations are compared.

use super::run::Run;
use crate::books::accounts::{Accounts, Valued};
use crate::economy::FinalUse;
use accounting::Sector;

/// Names of the 25 scalar series, in the order of [`series`].
pub const SERIES: [&str; 25] = [
    "nominal_gdp",
    "real_gdp",
    "nominal_gva",
    "real_gva",
    "nominal_household_consumption",
    "real_household_consumption",
    "nominal_government_consumption",
    "real_government_consumption",
    "nominal_capitalformation",
    "real_capitalformation",
    "nominal_fixed_capitalformation",
    "real_fixed_capitalformation",
    "nominal_fixed_capitalformation_dwellings",
    "real_fixed_capitalformation_dwellings",
    "nominal_exports",
    "real_exports",
    "nominal_imports",
    "real_imports",
    "operating_surplus",
    "compensation_employees",
    "wages",
    "taxes_production",
    "gdp_deflator_growth_ea",
    "real_gdp_ea",
    "euribor",
];

/// Names of further series reported beside the 25.
pub const EXTRA_SERIES: [&str; 17] = [
    "unemployment_rate",
    "P_bar_HH",
    "P_bar",
    "bank_equity",
    "bank_profits",
    "firm_debt",
    "firm_deposits",
    "household_deposits",
    "gov_debt",
    "gov_deficit",
    "cb_equity",
    "row_deposits",
    "bank_Dk",
    "n_insolvent",
    "gross_output",
    "gamma_e",
    "pi_e",
];

/// The 25 scalar series of the last quarter (of the opening before the first), then the extra series.
pub fn series(run: &Run) -> Vec<f64> {
    let world = &run.world;
    let a = &world.accounts;
    let pair = |v: Valued| [v.nominal, v.real];
    let mut values = Vec::with_capacity(SERIES.len() + EXTRA_SERIES.len());
    for v in [
        a.gdp,
        a.value_added,
        a.consumption,
        a.government,
        a.capital_formation(),
        a.fixed_investment(),
        a.dwellings,
        a.exports,
        a.imports,
    ] {
        values.extend(pair(v));
    }
    let abroad = &world.abroad;
    values.extend([a.surplus, a.compensation, a.wages, a.production_taxes]);
    values.extend([abroad.inflation, abroad.output, world.policy_rate]);
    let (ledger, households) = (&world.ledger, &world.households);
    let labour_force = households.opening_labour_force + world.firms.len() + 1;
    values.extend([
        households.unemployed() as f64 / labour_force as f64,
        world.goods.consumer_price,
        world.goods.output_price,
        ledger.bank_equity(),
        world.bank.profit,
        ledger.loans(Sector::Firms),
        ledger.deposits(Sector::Firms),
        ledger.deposits(Sector::Households),
        -ledger.bonds(Sector::Government),
        world.government.deficit,
        ledger.central_bank_equity(),
        ledger.foreign_account(),
        ledger.reserves(),
        f64::from(world.insolvent),
        a.output,
        world.expectations.growth,
        world.expectations.inflation,
    ]);
    values
}

/// Value added by sector of the last quarter: nominal, then real.
pub fn sector_value_added(accounts: &Accounts) -> [Vec<f64>; 2] {
    let of = |pick: fn(&Valued) -> f64| accounts.sector_value_added.iter().map(pick).collect();
    [of(|v| v.nominal), of(|v| v.real)]
}

/// Values of single phases of the last quarter, under the names of the published intermediate results.
pub fn phase_values(run: &Run) -> Vec<(&'static str, f64)> {
    let (world, firms) = (&run.world, &run.world.firms);
    let (households, ledger, goods) = (&world.households, &world.ledger, &world.goods);
    let e = &world.expectations;
    let abroad = &world.abroad;
    let government = &world.government;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let sum = |values: &[f64]| values.iter().sum::<f64>();
    let history = e.output_history.len();
    let wages: Vec<f64> = households
        .labour_force
        .iter()
        .map(|&h| world.last_wage[h as usize])
        .collect();
    let rest = |part: &dyn Fn(usize) -> f64| mean(&(0..firms.len()).map(part).collect::<Vec<_>>());
    vec![
        ("Y_e", e.output_history[history - 2] * (1.0 + e.growth)),
        ("gamma_e", e.growth),
        ("pi_e", e.inflation),
        ("Y_EA", abroad.output),
        ("gamma_EA", abroad.growth),
        ("pi_EA", abroad.inflation),
        ("r_bar", world.policy_rate),
        ("r", world.bank.loan_rate),
        ("mean_Q_s", mean(&firms.wanted_output)),
        ("mean_P", mean(&firms.price)),
        ("mean_I_d", mean(&firms.investment_ordered)),
        ("mean_DM_d", mean(&firms.materials_ordered)),
        ("mean_N_d", mean(&firms.staff_wanted)),
        ("mean_Pi_e", mean(&world.expected_profit)),
        ("mean_DL_d", mean(&firms.credit_wanted)),
        ("mean_w_i", mean(&world.real_wage)),
        ("mean_Y_i", mean(&firms.output)),
        ("mean_w_h", mean(&wages)),
        ("sum_C_d_h", sum(&households.consumption_budget)),
        ("sum_I_d_h", sum(&households.housing_budget)),
        ("C_G", government.consumption_path),
        ("C_E", abroad.export_demand),
        ("Y_I", abroad.import_supply),
        ("sum_C_h", sum(&households.consumption)),
        ("sum_I_h", sum(&households.housing)),
        ("sum_K_h", sum(&households.dwellings)),
        ("mean_Q_d_i", mean(&firms.orders)),
        ("mean_Q_i", mean(&firms.sales)),
        ("mean_Q_d_m", mean(&world.import_orders)),
        ("mean_I_i", mean(&firms.investment)),
        ("mean_DM_i", mean(&firms.materials_received)),
        ("C_j", goods.bought(FinalUse::GovernmentConsumption).nominal),
        ("mean_K", mean(&firms.capital)),
        ("mean_M", mean(&firms.materials)),
        ("mean_DS", rest(&|i| firms.output[i] - firms.sales[i])),
        ("mean_Pi", mean(&firms.profit)),
        ("Pi_k", world.bank.profit),
        ("E_k", ledger.bank_equity()),
        ("sum_Y_h", sum(&households.income)),
        ("sum_D_h", households.deposits.total()),
        ("Pi_G", government.deficit),
        ("L_G", -ledger.bonds(Sector::Government)),
        ("mean_D_i", firms.deposits.total() / firms.len() as f64),
        ("mean_L_i", firms.loans.total() / firms.len() as f64),
        ("mean_E_i", mean(&firms.equity)),
        ("E_CB", ledger.central_bank_equity()),
        ("D_RoW", ledger.foreign_account()),
        ("D_k", ledger.reserves()),
    ]
}
