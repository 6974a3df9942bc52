//! The bank: sets loan and deposit rates, charges interest on opening stocks, pays taxes and dividends and bears
//! losses. It lends in `markets::credit`. It never refuses a payment its customers can cover.

use crate::context::Context;
use crate::core::Rules;
use crate::state::{Bank, CentralBank, Firms, Government, Households, InterestDue};
use crate::structure::Taxes;
use accounting::{Flow, Institution, Ledger, Party, Sector};
use engine::bounds::Bounds;

/// What the bank can add to its claims before its capital is at the minimum: R = E_k/ζ - L, L loans and the technology bonds
/// it holds. Loans of founders, special loans, other loans and the new money of bonds all come out of it. Part of CRE-2.
pub fn lending_room(g: &Rules, ledger: &Ledger) -> f64 {
    ledger.bank_equity() / g.p.bank_capital_minimum - ledger.bank_credit()
}

/// Sets the rates of the quarter: loans and bonds at a fixed spread over the policy rate, deposits follow it in part:
/// i_D = r0 + spread + β (r - r0), not below zero (currency pays nothing).
/// Equation: BNK-2. Source: this project.
pub fn set_rates(ctx: &Context, bank: &mut Bank, central_bank: &CentralBank) {
    let p = &ctx.rules.p;
    let r = 4.0 * central_bank.policy_rate;
    bank.loan_rate = (r + p.loan_spread) / 4.0;
    bank.bond_rate = (r + p.bond_spread) / 4.0;
    let deposit =
        p.policy_rate_neutral + p.deposit_spread + p.deposit_pass_through * (r - p.policy_rate_neutral);
    bank.deposit_rate = deposit.at_least(0.0) / 4.0;
}

/// Reckons the interest that customers owe and earn on opening stocks; it is paid when they settle.
///
/// Firms owe r (L + max(0, -D)) and earn i_D max(0, D); households likewise.
/// Equation: BNK-3. Source: poledna2023, eqs. (A.27), (A.41).
pub fn accrue_of_customers(
    loan_rate: f64,
    deposit_rate: f64,
    firms: &mut Firms,
    households: &mut Households,
) {
    for i in 0..firms.len() {
        let d = firms.deposits.get(i);
        let due = loan_rate * (firms.loans.get(i) + (-d).at_least(0.0));
        firms.interest_due.begin(i, due);
        firms.interest_earned[i] = deposit_rate * d.at_least(0.0);
    }
    for h in 0..households.len() {
        let d = households.deposits.get(h);
        households.interest[h] = deposit_rate * d.at_least(0.0) - loan_rate * (-d).at_least(0.0);
    }
}

/// What customers owe the bank in the quarter less what they earn, interest on loans, overdrafts and deposits.
pub fn interest_of_customers(firms: &Firms, households: &Households) -> f64 {
    firms.interest_due.iter().sum::<f64>()
        - firms.interest_earned.iter().sum::<f64>()
        - households.interest.iter().sum::<f64>()
}

/// Reckons all interest of the quarter on opening stocks: of customers, and between institutions.
pub fn accrue_interest(
    bank: &mut Bank,
    central_bank: &CentralBank,
    firms: &mut Firms,
    households: &mut Households,
    ledger: &Ledger,
) {
    accrue_of_customers(bank.loan_rate, bank.deposit_rate, firms, households);
    let policy = central_bank.policy_rate;
    bank.due = InterestDue {
        reserves: policy * ledger.reserves(),
        bonds: bank.bond_rate * ledger.bonds(Sector::Bank),
        official_bonds: bank.bond_rate * ledger.bonds(Sector::CentralBank),
        relending: 0.0,
        loans: firms.interest_due.iter().sum(),
        technology_bonds: 0.0,
        foreign: -policy * ledger.foreign_account(),
    };
}

/// Interest between bank, central bank, government and the rest of the world, on opening stocks, and the bank's
/// profit of the quarter.
///
/// Π_k = r Σ(L + overdrafts) + bond interest + r̄ reserves - i_D Σ deposits.
/// Equation: BNK-4. Source: poledna2023, eq. (A.53). Differs: the bank holds government and technology bonds.
/// Interest on re-lending and on the reserves that came from it cancel.
pub fn settle_interest(bank: &mut Bank, firms: &Firms, households: &Households, ledger: &mut Ledger) {
    let due = bank.due;
    ledger.pay(
        Flow::ReserveInterest,
        Party::CentralBank,
        Party::Bank,
        due.reserves,
    );
    ledger.pay(Flow::BondInterest, Party::Government, Party::Bank, due.bonds);
    ledger.pay(
        Flow::BondInterest,
        Party::Government,
        Party::CentralBank,
        due.official_bonds,
    );
    // Reserves that come from re-lending earn what re-lending costs, so neither profit feels it.
    ledger.pay_relending_interest(Institution::BANK, due.relending);
    bank.profit = interest_of_customers(firms, households) + due.reserves + due.bonds + due.technology_bonds;

    // The central bank holds foreign assets against reserves; what it earns beyond its costs goes to the budget.
    ledger.pay(
        Flow::ForeignInterest,
        Party::RestOfWorld,
        Party::CentralBank,
        due.foreign,
    );
    let surplus = due.foreign + due.official_bonds - due.reserves;
    ledger.pay(
        Flow::CentralBankProfit,
        Party::CentralBank,
        Party::Government,
        surplus,
    );
}

/// Taxes and dividends of the bank, after losses of the quarter are known: the dividend steers capital towards its target,
/// dividend = payout·Π' + ψ (E + Π' - k* L), between 0 and a ceiling times Π', with Π' the profit after tax.
/// Equation: BNK-6. Source: this project; a bank never pays out what it has not earned, hence the lower bound.
pub fn distribute(
    ctx: &Context,
    bank: &mut Bank,
    households: &mut Households,
    government: &Government,
    ledger: &mut Ledger,
) {
    let p = &ctx.rules.p;
    let tax = p.profit_levy * p.bank_tax_base * bank.profit.at_least(0.0);
    let net = bank.profit - tax;
    // Interest has been booked, tax has not: capital after tax is equity less tax.
    let capital = ledger.bank_equity() - tax;
    let wanted = p.bank_payout * net
        + p.bank_capital_adjustment * (capital - p.bank_capital_target * ledger.bank_credit());
    bank.dividend = wanted
        .at_most(p.bank_payout_ceiling * net.at_least(0.0))
        .at_least(0.0);
    pay_out(tax, bank.dividend, &government.taxes, households, ledger);
}

/// The bank pays `tax` on its profit and `dividend` to its owners, in equal shares.
pub fn pay_out(tax: f64, dividend: f64, taxes: &Taxes, households: &mut Households, ledger: &mut Ledger) {
    ledger.pay(Flow::ProfitTax, Party::Bank, Party::Government, tax);
    let owners = households.bank_owners.clone();
    let share = dividend / owners.len() as f64;
    for h in owners {
        households.receive_dividend(taxes, h, Party::Bank, share, ledger);
    }
}

/// Government recapitalises the bank if its capital falls below the trigger: grant = k L - E if E < trigger · L.
/// Equation: BNK-7. Source: this project.
pub fn recapitalise(ctx: &Context, bank: &mut Bank, ledger: &mut Ledger) {
    bank.recapitalisation = 0.0;
    let p = &ctx.rules.p;
    let loans = ledger.bank_credit();
    if ledger.bank_equity() < p.recapitalisation_trigger * loans {
        let amount = p.recapitalisation_level * loans - ledger.bank_equity();
        ledger.pay(Flow::CapitalGrants, Party::Government, Party::Bank, amount);
        bank.recapitalisation = amount;
    }
}
