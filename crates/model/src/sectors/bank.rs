//! The bank: sets loan and deposit rates, charges interest on opening stocks, pays taxes and dividends and bears
//! losses. It lends in `markets::credit`. It never refuses a payment its customers can cover.

use crate::context::Context;
use crate::rules::{Growing, Rules};
use crate::sectors::central_bank::CentralBank;
use crate::sectors::firms::Firms;
use crate::sectors::government::Government;
use crate::sectors::households::Households;
use accounting::{Flow, Institution, Ledger, Party, Sector};
use engine::bounds::Bounds;
use std::collections::VecDeque;

/// State of the bank. Its balance sheet is in the ledger.
#[derive(Clone, Debug, Default)]
pub struct Bank {
    /// Loan rate, per quarter (r).
    pub loan_rate: f64,
    /// Deposit rate, per quarter.
    pub deposit_rate: f64,
    /// Rate on government bonds, per quarter.
    pub bond_rate: f64,
    /// Interest due on opening stocks between institutions.
    pub due: InterestDue,
    /// Profit of the quarter before tax and losses (Π_k).
    pub profit: f64,
    /// Dividend paid.
    pub dividend: f64,
    /// Loans written off in the quarter.
    pub written_off: f64,
    /// Loans of firms that failed, one entry per quarter of the workout.
    pub defaults: VecDeque<Defaults>,
    /// New credit granted in the quarter.
    pub new_credit: f64,
    /// Capital provided by government in the quarter, nominal.
    pub recapitalisation: f64,
}

/// What the bank can add to its claims before its capital is at the minimum: R = E_k/ζ - L, L loans and the technology bonds
/// it holds. Loans of founders, special loans, other loans and the new money of bonds all come out of it. Part of CRE-2.
pub fn lending_room(g: &Growing, ledger: &Ledger) -> f64 {
    ledger.bank_equity() / g.p.bank_capital_minimum - ledger.bank_credit()
}

/// Loans of firms that failed in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Defaults {
    /// What they owed after their cash was gone.
    pub claims: f64,
    /// What was written off at once.
    pub lost: f64,
}

/// Interest of the quarter on opening stocks: between institutions, and of firms before anybody is spared any.
#[derive(Clone, Copy, Debug, Default)]
pub struct InterestDue {
    /// Central bank to bank, on reserves.
    pub reserves: f64,
    /// Government to bank, on bonds.
    pub bonds: f64,
    /// Government to central bank, on bonds.
    pub official_bonds: f64,
    /// Bank to central bank, on re-lending.
    pub relending: f64,
    /// Rest of the world to central bank, on net foreign assets.
    pub foreign: f64,
    /// Firms to bank, on loans and overdrafts at the full rate: what they pay and what they are spared.
    pub loans: f64,
    /// Firms to bank, on the technology bonds it holds itself.
    pub technology_bonds: f64,
}

impl Bank {
    /// Takes note of what firms that failed this quarter owed; after `quarters` it has been recovered or disposed of. The opening
    /// remembers no failures: those of the first quarter stand for those before it.
    pub fn note_defaults(&mut self, failed: Defaults, quarters: f64) {
        let opening = self.defaults.is_empty();
        self.defaults.push_back(failed);
        while opening && (self.defaults.len() as f64) < quarters {
            self.defaults.push_back(failed);
        }
        while self.defaults.len() as f64 > quarters {
            self.defaults.pop_front();
        }
    }

    /// Loans of firms in arrears, and those of failed firms until their workout ends, over all loans.
    ///
    /// NPL = (L of firms in arrears + Σ claims) / (L + Σ lost), sums over the quarters of the workout. The books write off at once
    /// what the plant does not secure; a real bank shows the whole claim as non-performing until it is disposed of. Most failures
    /// here are owners who give up with unpaid loans, few are insolvencies.
    /// Equation: BNK-8. Source: this project; the definition is that of official statistics.
    pub fn non_performing(&self, firms: &Firms) -> f64 {
        let late = (0..firms.len()).filter(|&i| firms.arrears[i] > 0);
        let late: f64 = late.map(|i| firms.loans.get(i)).sum();
        let claims: f64 = self.defaults.iter().map(|d| d.claims).sum();
        let lost: f64 = self.defaults.iter().map(|d| d.lost).sum();
        (late + claims) / (firms.loans.total() + lost)
    }
}

/// Sets the rates of the quarter.
///
/// Published rules: loans r = r̄ + μ; deposits and reserves earn r̄. Equation: BNK-1. Source: poledna2023, eq. (A.52).
/// Growing economy: loans and bonds at a fixed spread over the policy rate, deposits follow it in part:
/// i_D = r0 + spread + β (r - r0), not below zero (currency pays nothing).
/// Equation: BNK-2. Source: this project.
pub fn set_rates(ctx: &Context, bank: &mut Bank, central_bank: &CentralBank) {
    let policy = central_bank.policy_rate;
    match ctx.rules {
        Rules::Published(p) => {
            bank.loan_rate = policy + p.loan_spread;
            bank.deposit_rate = policy;
            bank.bond_rate = p.government_rate;
        }
        Rules::Growing(g) => {
            let p = &g.p;
            let r = 4.0 * policy;
            bank.loan_rate = (r + p.loan_spread) / 4.0;
            bank.bond_rate = (r + p.bond_spread) / 4.0;
            let deposit = p.policy_rate_neutral
                + p.deposit_spread
                + p.deposit_pass_through * (r - p.policy_rate_neutral);
            bank.deposit_rate = deposit.at_least(0.0) / 4.0;
        }
    }
}

/// Reckons the interest that customers owe and earn on opening stocks; it is paid when they settle.
///
/// Firms owe r (L + max(0, -D)) and earn i_D max(0, D); households likewise.
/// Equation: BNK-3. Source: poledna2023, eqs. (A.27), (A.41).
pub fn accrue_interest(
    ctx: &Context,
    bank: &mut Bank,
    central_bank: &CentralBank,
    firms: &mut Firms,
    households: &mut Households,
    ledger: &Ledger,
) {
    for i in 0..firms.len() {
        let d = firms.deposits.get(i);
        firms.interest_due[i] = bank.loan_rate * (firms.loans.get(i) + (-d).at_least(0.0));
        firms.interest_earned[i] = bank.deposit_rate * d.at_least(0.0);
    }
    for h in 0..households.len() {
        let d = households.deposits.get(h);
        households.interest[h] = bank.deposit_rate * d.at_least(0.0) - bank.loan_rate * (-d).at_least(0.0);
    }
    let policy = central_bank.policy_rate;
    bank.due = InterestDue {
        reserves: policy * ledger.reserves(),
        bonds: bank.bond_rate * ledger.bonds(Sector::Bank),
        official_bonds: bank.bond_rate * ledger.bonds(Sector::CentralBank),
        relending: 0.0,
        loans: firms.interest_due.iter().sum(),
        technology_bonds: 0.0,
        foreign: match ctx.rules {
            Rules::Published(_) => 0.0,
            Rules::Growing(_) => -policy * ledger.foreign_account(),
        },
    };
}

/// Interest between bank, central bank, government and the rest of the world, on opening stocks, and the bank's
/// profit of the quarter.
///
/// Π_k = r Σ(L + overdrafts) + bond interest + r̄ reserves - i_D Σ deposits.
/// Equation: BNK-4. Source: poledna2023, eq. (A.53). Differs: government and technology bonds in the growing
/// economy. Interest on re-lending and on the reserves that came from it cancel.
pub fn settle_interest(
    ctx: &Context,
    bank: &mut Bank,
    firms: &Firms,
    households: &Households,
    ledger: &mut Ledger,
) {
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
    let customers: f64 = firms.interest_due.iter().sum::<f64>()
        - firms.interest_earned.iter().sum::<f64>()
        - households.interest.iter().sum::<f64>();
    bank.profit = customers + due.reserves + due.bonds + due.technology_bonds;

    if let Rules::Growing(_) = ctx.rules {
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
}

/// Taxes and dividends of the bank, after losses of the quarter are known.
///
/// Published rules: tax τ max(0, Π_k), dividend θ_DIV (1-τ) max(0, Π_k) to the bank's owner.
/// Equation: BNK-5. Source: poledna2023, eq. (A.54).
/// Growing economy: the dividend steers capital towards its target,
/// dividend = payout·Π' + ψ (E + Π' - k* L), between 0 and a ceiling times Π', with Π' the profit after tax.
/// Equation: BNK-6. Source: this project; a bank never pays out what it has not earned, hence the lower bound.
pub fn distribute(
    ctx: &Context,
    bank: &mut Bank,
    households: &mut Households,
    government: &Government,
    ledger: &mut Ledger,
) {
    let taxed_base = bank.profit.at_least(0.0);
    let (tax, dividend) = match ctx.rules {
        Rules::Published(p) => {
            let tax = p.corporate_tax * taxed_base;
            (tax, p.dividend_payout * (taxed_base - tax))
        }
        Rules::Growing(g) => {
            let p = &g.p;
            let tax = p.profit_levy * p.bank_tax_base * taxed_base;
            let net = bank.profit - tax;
            // Interest has been booked, tax has not: capital after tax is equity less tax.
            let capital = ledger.bank_equity() - tax;
            let wanted = p.bank_payout * net
                + p.bank_capital_adjustment * (capital - p.bank_capital_target * ledger.bank_credit());
            (
                tax,
                wanted
                    .at_most(p.bank_payout_ceiling * net.at_least(0.0))
                    .at_least(0.0),
            )
        }
    };
    ledger.pay(Flow::ProfitTax, Party::Bank, Party::Government, tax);
    bank.dividend = dividend;
    let owners = households.bank_owners.clone();
    let share = dividend / owners.len() as f64;
    for h in owners {
        households.receive_dividend(&government.taxes, h, Party::Bank, share, ledger);
    }
}

/// Government recapitalises the bank if its capital falls below the trigger: grant = k L - E if E < trigger · L.
/// Equation: BNK-7. Source: this project.
pub fn recapitalise(ctx: &Context, bank: &mut Bank, ledger: &mut Ledger) {
    bank.recapitalisation = 0.0;
    if let Rules::Growing(g) = ctx.rules {
        let loans = ledger.bank_credit();
        if ledger.bank_equity() < g.p.recapitalisation_trigger * loans {
            let amount = g.p.recapitalisation_level * loans - ledger.bank_equity();
            ledger.pay(Flow::CapitalGrants, Party::Government, Party::Bank, amount);
            bank.recapitalisation = amount;
        }
    }
}
