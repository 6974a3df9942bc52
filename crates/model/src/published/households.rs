//! Households: budgets and incomes. An overdraft is allowed, at the loan rate.

use super::Context;
use super::bank::Bank;
use super::expectations::Expectations;
use super::government::Government;
use crate::state::{Firms, Households, NO_EMPLOYER, Role};
use accounting::{Flow, Ledger};
use engine::bounds::Bounds;

/// Persons who have a job take note of their real wage: the base of a benefit.
pub fn note_wages(last_wage: &mut [f64], households: &Households, real_wage: &[f64]) {
    for &h in &households.labour_force {
        let employer = households.employer[h as usize];
        if employer != NO_EMPLOYER {
            last_wage[h as usize] = real_wage[employer as usize];
        }
    }
}

/// Plans consumption and housing investment: fixed shares of expected disposable income, C^d = ψ Y^e / (1 + τ^VAT),
/// I^d = ψ^H Y^e / (1 + τ^CF). Equation: HH-1. Source: poledna2023, eqs. (A.36)-(A.40).
#[expect(
    clippy::too_many_arguments,
    reason = "expected income depends on all who pay a household"
)]
pub fn plan_budgets(
    ctx: &Context,
    households: &mut Households,
    last_wage: &[f64],
    expected_profit: &[f64],
    bank: &Bank,
    government: &Government,
    consumer_price: f64,
    e: &Expectations,
) {
    let p = ctx.parameters;
    let taxes = &government.taxes;
    let level = consumer_price * (1.0 + e.inflation);
    let net_wage = 1.0 - taxes.employee_contribution - taxes.income * (1.0 - taxes.employee_contribution);
    let kept = p.dividend_payout * (1.0 - taxes.income) * (1.0 - taxes.profit);
    let bank_profit = bank.profit * (1.0 + e.inflation) * (1.0 + e.growth);
    let other = government.other_benefit;
    for h in 0..households.len() {
        let expected = match households.role[h] {
            Role::Worker if households.employer[h] != NO_EMPLOYER => {
                (last_wage[h] * net_wage + other) * level
            }
            Role::Worker => (p.benefit_replacement * last_wage[h] + other) * level,
            Role::Retired => (government.inactive_benefit + other) * level,
            Role::FirmOwner(i) => kept * expected_profit[i as usize].at_least(0.0) + other * level,
            Role::BankOwner => kept * bank_profit.at_least(0.0) + other * level,
        };
        households.consumption_budget[h] = p.consumption_propensity * expected / (1.0 + taxes.consumption);
        households.housing_budget[h] = p.housing_propensity * expected / (1.0 + taxes.dwellings);
    }
}

/// Wages and benefits are paid, taxes and contributions withheld, interest settled:
/// Y_h = w (1 - τ^SIW)(1 - τ^INC) at work, else the real benefit at the consumer price, plus the benefit to everybody and
/// dividends after tax. Equation: HH-4. Source: poledna2023, eqs. (A.36)-(A.41).
pub fn settle(
    ctx: &Context,
    households: &mut Households,
    last_wage: &[f64],
    firms: &mut Firms,
    government: &Government,
    consumer_price: f64,
    ledger: &mut Ledger,
) {
    let (p, taxes) = (ctx.parameters, &government.taxes);
    households.income.fill(0.0);
    for h in 0..households.len() {
        households.dwellings[h] += households.housing[h];
        let employer = households.employer[h];
        if employer != NO_EMPLOYER {
            let firm = employer as usize;
            let gross = firms.pay_rate[firm] * households.units[h];
            households.receive_wage(taxes, h, firms, firm, gross, ledger);
        }
        match households.role[h] {
            Role::Worker if employer == NO_EMPLOYER => {
                let benefit = p.benefit_replacement * last_wage[h] * consumer_price;
                households.receive_from_government(Flow::Benefits, h, benefit, ledger);
            }
            Role::Retired => {
                let benefit = government.inactive_benefit * consumer_price;
                households.receive_from_government(Flow::Pensions, h, benefit, ledger);
            }
            _ => {}
        }
        let transfer = government.other_benefit * consumer_price;
        households.receive_from_government(Flow::Transfers, h, transfer, ledger);
        households.receive_interest(h, ledger);
    }
}
