//! Incomes and deposits of the opening: what firms earn and households live on, adding up to the pack's totals.

use super::balances::{Balances, BankIncome, Rates, possible};
use crate::core::Params;
use crate::economy::{Economy, FinalUse};
use crate::error::ModelError;
use crate::state::{Firms, Households, NO_EMPLOYER, Role};
use crate::structure::Structure;
use accounting::{Column, Instrument, Sector};
use engine::bounds::Bounds;
use engine::math;

/// What the incomes of the opening fix.
pub(super) struct Incomes {
    /// Cash of firms over expected sales.
    pub cash_norm: f64,
    /// Pay per unit of labour.
    pub mean_pay: f64,
    /// Per retired person.
    pub pension: f64,
    pub benefit_per_unit: f64,
    /// Part of profit after levy that firms pay to their owners.
    pub payout: f64,
    pub consumers: Consumers,
}

/// Gives firms cash, profit and dividends and households incomes and deposits; owners get what makes disposable income support
/// the consumption of the table.
pub(super) fn hand_out(
    economy: &Economy,
    p: &Params,
    structure: &Structure,
    (rates, balances, banks): (&Rates, &Balances, &BankIncome),
    firms: &mut Firms,
    households: &mut Households,
) -> Result<Incomes, ModelError> {
    let cash_norm = give_cash(firms, balances.firm_deposits);
    let retired = households.len() - households.labour_force.len() - households.bank_owners.len();
    let mean_pay = mean_pay(firms);
    let income = Income {
        pension: p.pension_share * economy.gdp() / retired as f64,
        benefit_per_unit: p.benefit_replacement * mean_pay,
        net_pay: (1.0 - p.contribution_rate) * (1.0 - p.income_tax_rate),
        dividend_kept: 1.0 - p.income_tax_rate,
        bank_dividend: banks.dividend,
        interest: rates.deposit * balances.household_deposits,
    };
    reckon_profits(firms, structure, rates.loan, rates.deposit);
    let consumption = economy.uses.spent_on(FinalUse::HouseholdConsumption);
    let disposable = consumption / (1.0 - p.saving_rate);
    let payout = income.solve_payout(households, firms, p.profit_levy, disposable);
    possible(
        "payout of firms' profit",
        payout,
        "pay, pensions and benefits after tax leave households more than consumption and saving need: move saving_rate, \
         pension_share, benefit_replacement, income_tax_rate or contribution_rate towards their defaults",
    )?;
    let consumers = endow_households(
        economy,
        households,
        firms,
        &income,
        payout * (1.0 - p.profit_levy),
        balances.household_deposits,
        consumption,
    );
    Ok(Incomes {
        cash_norm,
        mean_pay,
        pension: income.pension,
        benefit_per_unit: income.benefit_per_unit,
        payout,
        consumers,
    })
}

/// Hands out firm deposits in proportion to expected sales; returns cash over sales.
fn give_cash(firms: &mut Firms, total: f64) -> f64 {
    let wanted: Vec<f64> = firms
        .expected_orders
        .iter()
        .zip(&firms.cash_habit)
        .map(|(q, h)| h * q)
        .collect();
    let norm = total / wanted.iter().sum::<f64>();
    let cash = wanted.iter().map(|w| norm * w).collect();
    firms.deposits = Column::new(Sector::Firms, Instrument::Deposits, cash).keeping_results();
    norm
}

/// Mean pay per unit of labour of all staff.
fn mean_pay(firms: &Firms) -> f64 {
    let pay: f64 = firms.staff.iter().zip(&firms.pay_rate).map(|(n, w)| n * w).sum();
    pay / firms.staff.iter().sum::<f64>()
}

/// Profit of the opening quarter at sector margins.
fn reckon_profits(firms: &mut Firms, structure: &Structure, loan_rate: f64, deposit_rate: f64) {
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let y = firms.output[i];
        let pay = structure.pay_per_staff[k] * y / firms.productivity[i];
        firms.pay[i] = pay;
        let interest = loan_rate * firms.loans.get(i);
        firms.interest_due.begin(i, interest);
        firms.interest_earned[i] = deposit_rate * firms.deposits.get(i);
        let profit = y
            * (firms.price[i] * (1.0 - structure.production_tax[k])
                - structure.materials_per_output[k] * math::exp(firms.own_need[i]))
            - pay
            - structure.depreciation[k] * firms.capital[i]
            - firms.interest_due[i]
            + firms.interest_earned[i];
        firms.profit.begin(i, profit);
        let earned = profit + firms.interest_due[i] - firms.interest_earned[i];
        firms.return_on_capital[i] = earned / firms.capital[i] + structure.depreciation[k];
    }
}

/// What households earn in the opening quarter, besides pay and dividends of their own firm.
struct Income {
    pension: f64,
    benefit_per_unit: f64,
    /// Part of pay kept after contributions and tax.
    net_pay: f64,
    /// Part of a dividend kept after tax.
    dividend_kept: f64,
    bank_dividend: f64,
    /// Interest on all household deposits.
    interest: f64,
}

impl Income {
    /// Income of household `h` without dividends of its own firm and without interest.
    fn earned(&self, households: &Households, firms: &Firms, h: usize) -> f64 {
        let bank = self.dividend_kept * self.bank_dividend / households.bank_owners.len() as f64;
        match households.role[h] {
            Role::Worker if households.employer[h] == NO_EMPLOYER => {
                self.benefit_per_unit * households.units[h]
            }
            Role::Worker => {
                households.units[h] * firms.pay_rate[households.employer[h] as usize] * self.net_pay
            }
            Role::Retired => self.pension,
            Role::FirmOwner(_) | Role::BankOwner => bank,
        }
    }

    /// Payout of profit after levy at which disposable income is `disposable`.
    fn solve_payout(&self, households: &Households, firms: &Firms, levy: f64, disposable: f64) -> f64 {
        let earned: f64 = (0..households.len())
            .map(|h| self.earned(households, firms, h))
            .sum();
        let profits: f64 = firms.profit.iter().map(|v| v.at_least(0.0)).sum();
        (disposable - earned - self.interest) / (self.dividend_kept * (1.0 - levy) * profits)
    }
}

/// Behaviour of consumers that the opening fixes.
pub(super) struct Consumers {
    pub propensity: Vec<f64>,
    pub wealth_norm: Vec<f64>,
    /// Total permanent income.
    pub income: f64,
}

/// Gives households incomes and deposits, firms their dividends, and scales propensities to opening consumption.
fn endow_households(
    economy: &Economy,
    households: &mut Households,
    firms: &mut Firms,
    income: &Income,
    payout: f64,
    deposits: f64,
    consumption: f64,
) -> Consumers {
    for i in 0..firms.len() {
        firms.dividend[i] = payout * firms.profit[i].at_least(0.0);
    }
    let mut wanted = Vec::with_capacity(households.len());
    for h in 0..households.len() {
        let own = match households.role[h] {
            Role::FirmOwner(i) => income.dividend_kept * firms.dividend[i as usize],
            _ => 0.0,
        };
        households.income[h] = income.earned(households, firms, h) + own;
        let group = &economy.groups[households.group[h] as usize];
        wanted.push(households.income[h] * group.deposit_weight);
    }
    let scale = deposits / wanted.iter().sum::<f64>();
    let balances: Vec<f64> = wanted.iter().map(|w| w * scale).collect();
    let rate = income.interest / deposits;
    let count = economy.groups.len();
    let (mut owned, mut earned) = (vec![0.0; count], vec![0.0; count]);
    for h in 0..households.len() {
        households.interest[h] = rate * balances[h];
        households.permanent_income[h] = households.income[h] + households.interest[h];
        let g = households.group[h] as usize;
        owned[g] += balances[h];
        earned[g] += households.permanent_income[h];
    }
    households.deposits = Column::new(Sector::Households, Instrument::Deposits, balances);
    let unscaled: f64 = (0..count).map(|g| economy.groups[g].propensity * earned[g]).sum();
    Consumers {
        propensity: economy
            .groups
            .iter()
            .map(|g| g.propensity * consumption / unscaled)
            .collect(),
        wealth_norm: (0..count)
            .map(|g| {
                if earned[g] > 0.0 {
                    owned[g] / earned[g]
                } else {
                    0.0
                }
            })
            .collect(),
        income: earned.iter().sum(),
    }
}
