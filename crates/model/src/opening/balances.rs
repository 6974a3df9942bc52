//! Rates and balance sheets of the opening: what sectors hold and owe, and what the bank earns on it.

use crate::core::Params;
use crate::error::ModelError;

/// Interest rates, per quarter.
pub(super) struct Rates {
    pub policy: f64,
    pub loan: f64,
    pub bond: f64,
    pub deposit: f64,
}

impl Rates {
    /// The neutral policy rate and its spreads.
    pub fn of(p: &Params) -> Self {
        let over = |spread: f64| (p.policy_rate_neutral + spread) / 4.0;
        Self {
            policy: over(0.0),
            loan: over(p.loan_spread),
            bond: over(p.bond_spread),
            deposit: over(p.deposit_spread),
        }
    }
}

/// What sectors hold and owe.
pub(super) struct Balances {
    /// Of firms, at the bank.
    pub loans: f64,
    /// Of the bank at the central bank, which holds as much abroad.
    pub reserves: f64,
    /// Of government, held by the bank.
    pub public_debt: f64,
    /// Of the bank at the central bank, for loans inside programmes.
    pub relending: f64,
    pub household_deposits: f64,
    /// What is left of the bank's balance sheet once its equity is at its target.
    pub firm_deposits: f64,
}

impl Balances {
    /// Ratios of the pack to `annual_gdp`, beside firms' `loans` and the `relending` that a pack has from the start.
    pub fn of(p: &Params, annual_gdp: f64, loans: f64, relending: f64) -> Result<Self, ModelError> {
        let bank_equity = p.bank_capital_target * loans;
        let reserves = p.opening_foreign_assets * annual_gdp;
        let public_debt = p.opening_government_debt * annual_gdp;
        let household_deposits = p.opening_household_deposits * annual_gdp;
        let firm_deposits = loans + public_debt + reserves - household_deposits - bank_equity;
        possible(
            "cash of firms over GDP",
            firm_deposits / annual_gdp,
            "move opening_firm_loans, opening_household_deposits, opening_government_debt or opening_foreign_assets \
             towards their defaults",
        )?;
        Ok(Self {
            loans,
            reserves,
            public_debt,
            relending,
            household_deposits,
            firm_deposits,
        })
    }
}

/// What banks earn together in a quarter, and pay to their private owners.
pub(super) struct BankIncome {
    pub profit: f64,
    pub dividend: f64,
}

impl BankIncome {
    /// Of a quarter at these rates and balances; `gdp` is that of the quarter.
    pub fn of(p: &Params, rates: &Rates, balances: &Balances, gdp: f64) -> Result<Self, ModelError> {
        let profit = rates.loan * balances.loans
            + rates.bond * balances.public_debt
            + rates.policy * balances.reserves
            - rates.deposit * (balances.firm_deposits + balances.household_deposits);
        possible(
            "profit of the bank over GDP",
            profit / gdp,
            "move the spreads of loan, deposit and bond rates or the neutral policy rate towards their defaults",
        )?;
        Ok(Self {
            profit,
            dividend: (1.0 - p.state_bank_share)
                * p.bank_payout
                * (1.0 - p.profit_levy * p.bank_tax_base)
                * profit,
        })
    }
}

/// Refuses an opening in which what is left over would be negative: nobody can hold or pay out less than nothing, and
/// owners with negative incomes would get negative deposits in proportion.
pub(super) fn possible(what: &'static str, value: f64, cure: &'static str) -> Result<(), ModelError> {
    if value < 0.0 {
        return Err(ModelError::Opening { what, value, cure });
    }
    Ok(())
}
