//! The bank and the central bank: rates, credit, interest, dividends, and firms that cannot pay.

use super::Context;
use super::abroad::Abroad;
use crate::agents::bank::{interest_of_customers, pay_out};
use crate::state::{Firms, Households};
use crate::streams::Stream;
use crate::structure::Taxes;
use accounting::{Flow, Institution, Ledger, Party, Sector};
use engine::bounds::Bounds;

/// State of the bank. Its balance sheet is in the ledger.
#[derive(Clone, Debug, Default)]
pub struct Bank {
    /// Loan rate, per quarter (r).
    pub loan_rate: f64,
    /// Deposit rate, per quarter.
    pub deposit_rate: f64,
    /// Interest due on reserves: central bank to bank.
    pub reserve_interest: f64,
    /// Interest due on government bonds: government to central bank.
    pub bond_interest: f64,
    /// Profit of the quarter before tax and losses (Π_k).
    pub profit: f64,
    /// Dividend paid.
    pub dividend: f64,
}

/// A firm without cash and without net worth restarts with no cash and a smaller loan, L' = ζ^b P^CF K; the bank bears the rest;
/// staff, plant and owner stay. Equation: EXIT-1. Source: poledna2023, section A.1.9. Returns how many there were.
pub fn refinance_failed(ctx: &Context, firms: &mut Firms, capital_price: f64, ledger: &mut Ledger) -> u32 {
    let mut insolvent = 0;
    for i in 0..firms.len() {
        let deposits = firms.deposits.get(i);
        if deposits < 0.0 && firms.equity[i] < 0.0 {
            ledger.lend(&mut firms.loans, &mut firms.deposits, i, -deposits);
            let secured = ctx.parameters.restart_leverage * capital_price * firms.capital[i];
            let loss = firms.loans.get(i) - secured;
            ledger.write_off(&mut firms.loans, i, loss);
            firms.equity[i] += loss;
            insolvent += 1;
        }
    }
    insolvent
}

/// Sets the policy rate, which follows inflation and growth of the euro area,
/// r̄' = max(0, ρ r̄ + (1-ρ)[r* + π* + ξ_π (π_EA - π*) + ξ_γ γ_EA]).
/// Equation: CB-1. Source: poledna2023, eq. (A.64); the floor is that of the maintained implementation.
pub fn set_policy_rate(ctx: &Context, rate: &mut f64, abroad: &Abroad) {
    let p = ctx.parameters;
    let wanted = p.policy_rate_natural
        + p.inflation_target
        + p.policy_rate_inflation * (abroad.inflation - p.inflation_target)
        + p.policy_rate_growth * abroad.growth;
    let smoothed = p.policy_rate_inertia * *rate + (1.0 - p.policy_rate_inertia) * wanted;
    *rate = smoothed.at_least(0.0);
}

/// Sets the rates of the quarter: loans r = r̄ + μ; deposits and reserves earn r̄. Equation: BNK-1.
/// Source: poledna2023, eq. (A.52).
pub fn set_rates(ctx: &Context, bank: &mut Bank, policy_rate: f64) {
    bank.loan_rate = policy_rate + ctx.parameters.loan_spread;
    bank.deposit_rate = policy_rate;
}

/// Reckons interest between institutions on opening stocks; it is paid at the settlement.
pub fn accrue_between_institutions(ctx: &Context, bank: &mut Bank, policy_rate: f64, ledger: &Ledger) {
    bank.reserve_interest = policy_rate * ledger.reserves();
    bank.bond_interest = ctx.parameters.government_rate * ledger.bonds(Sector::CentralBank);
}

/// Decides the credit of every firm: borrowers in random order; each gets at most what is wanted, what its collateral leaves and
/// what the bank's capital leaves: ΔL = max(0, min(ΔL^d, ζ^LTV K^e - L^e, E_k/ζ - Σ L^e - granted)). Money moves when the firms
/// settle, net of the repayment that all make. Equation: CRE-1. Source: poledna2023, eq. (A.48).
pub fn lend(ctx: &Context, firms: &mut Firms, ledger: &Ledger) {
    let p = ctx.parameters;
    let kept: f64 = (0..firms.len())
        .map(|i| (1.0 - p.repayment) * firms.loans.get(i))
        .sum();
    let mut room = ledger.bank_equity() / p.bank_capital_minimum - kept;
    let mut borrowers: Vec<u32> = (0..firms.len() as u32)
        .filter(|&i| firms.credit_wanted[i as usize] > 0.0)
        .collect();
    ctx.draws.arrange(Stream::BorrowerOrder, ctx.t, 0, &mut borrowers);
    firms.credit.fill(0.0);
    for i in borrowers.into_iter().map(|i| i as usize) {
        let granted = firms.credit_wanted[i]
            .at_most(firms.credit_limit[i])
            .at_most(room)
            .at_least(0.0);
        firms.credit[i] = granted;
        room -= granted;
    }
    for i in 0..firms.len() {
        firms.credit[i] -= p.repayment * firms.loans.get(i);
    }
}

/// Interest between bank, central bank and government on opening stocks, and the bank's profit of the quarter.
///
/// Π_k = r Σ(L + overdrafts) + r̄ reserves - i_D Σ deposits. Equation: BNK-9. Source: poledna2023, eq. (A.53).
pub fn settle_interest(bank: &mut Bank, firms: &Firms, households: &Households, ledger: &mut Ledger) {
    for (flow, payer, payee, due) in [
        (
            Flow::ReserveInterest,
            Party::CentralBank,
            Party::Bank,
            bank.reserve_interest,
        ),
        (
            Flow::BondInterest,
            Party::Government,
            Party::CentralBank,
            bank.bond_interest,
        ),
    ] {
        ledger.pay(flow, payer, payee, due);
    }
    bank.profit = interest_of_customers(Institution::BANK, firms, households) + bank.reserve_interest;
}

/// Taxes and dividends of the bank, after losses of the quarter are known: tax τ max(0, Π_k), dividend
/// θ_DIV (1-τ) max(0, Π_k) to the bank's owner.
/// Equation: BNK-5. Source: poledna2023, eq. (A.54).
pub fn distribute(
    ctx: &Context,
    bank: &mut Bank,
    households: &mut Households,
    taxes: &Taxes,
    ledger: &mut Ledger,
) {
    let p = ctx.parameters;
    let taxed = bank.profit.at_least(0.0);
    let tax = p.corporate_tax * taxed;
    bank.dividend = p.dividend_payout * (taxed - tax);
    pay_out(Institution::BANK, tax, bank.dividend, taxes, households, ledger);
}
