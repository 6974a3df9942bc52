//! Banks: set loan and deposit rates, charge interest on opening stocks, pay taxes and dividends and bear losses. They lend in
//! `markets::credit`. A bank never refuses a payment its customers can cover. What customers of different banks pay each other the
//! banks settle in reserves when the quarter closes; a bank whose account at the central bank falls below zero pays the policy rate
//! on it, which is what the others earn, as if they had lent to each other.

use crate::context::Context;
use crate::core::Bound;
use crate::state::{Banks, CentralBank, Firms, Government, Households, InterestDue};
use crate::structure::Taxes;
use accounting::{Column, Flow, Institution, Ledger, Party, Sector};
use engine::bounds::Bounds;
use engine::math;

/// What a bank can add to its claims before its capital is at the minimum: R = E_k/ζ - L, L loans and the technology bonds
/// it holds. Loans of founders, special loans, other loans and the new money of bonds all come out of it. Part of CRE-2.
pub fn lending_room(ctx: &Context, ledger: &Ledger, bank: Institution) -> f64 {
    let minimum = ctx.rules.p.bank_capital_minimum * ctx.policy.capital_requirement;
    ledger.net_worth(bank) / minimum - ledger.credit(bank)
}

/// Sets the rates of the quarter: loans and bonds at a spread over the policy rate, that of government bonds wider once public debt
/// is large; deposits follow the policy rate in part: i_B = r + spread + sv max(0, d - d_s), i_D = r0 + spread + β (r - r0), not
/// below zero (currency pays nothing).
/// Equation: BNK-2. Source: this project.
pub fn set_rates(ctx: &Context, banks: &mut Banks, central_bank: &CentralBank, public_debt: f64) {
    let p = &ctx.rules.p;
    let r = 4.0 * central_bank.policy_rate;
    let premium = p.sovereign_premium * (public_debt - p.sovereign_premium_from).at_least(0.0);
    banks.bond_rate = (r + p.bond_spread + premium) / 4.0;
    let deposit =
        p.policy_rate_neutral + p.deposit_spread + p.deposit_pass_through * (r - p.policy_rate_neutral);
    for bank in &mut banks.rows {
        bank.loan_rate = (r + p.loan_spread) / 4.0;
        bank.deposit_rate = deposit.at_least(0.0) / 4.0;
    }
}

/// Each bank looks at its bad loans and its capital, and sets what all its borrowers pay more and which part of the usual limit it
/// lends. A bank is meant to have many borrowers: with a few, one failure says little about the others.
///
/// v = cover max(0, n - n*), k = E / L - v; p = max(p_min, a_n (n - n*) + a_k max(0, k* - k));
/// S = G [1 + sat(-b_n (n - n*) - b_k max(0, k* - k))], G the window guidance, sat fading out towards two bounds; n bad loans over
/// loans, v what those beyond the usual would cost.
/// Equation: BNK-11. Source: this project; sizes in the pack.
pub fn review(ctx: &Context, banks: &mut Banks, firms: &Firms, ledger: &Ledger) {
    let p = &ctx.rules.p;
    let target = p.bank_capital_target * ctx.policy.capital_requirement;
    for bank in &mut banks.rows {
        let bad = bank.non_performing(firms) - p.usual_bad_loans;
        bank.uncovered = p.provision_cover * ctx.policy.provisioning * bad.at_least(0.0);
        let credit = ledger.credit(bank.institution);
        // A bank without borrowers is not short of capital.
        let short = if credit > 0.0 {
            let capital = ledger.net_worth(bank.institution) / credit - bank.uncovered;
            (target - capital).at_least(0.0)
        } else {
            0.0
        };
        let premium = p.premium_bad_loans * bad + p.premium_capital * short;
        bank.premium = ctx.bounds.at_least(Bound::BankPremium, premium, p.premium_least);
        let easing = -p.standard_bad_loans * bad - p.standard_capital * short;
        let own = 1.0 + math::saturating(easing, p.standard_least - 1.0, p.standard_most - 1.0);
        bank.standard = own * ctx.policy.credit_window;
    }
}

/// What a firm pays beyond its bank's rate: p_i = sat(a_l (lev_i / norm_k - 1)), fading out towards two bounds, and more in arrears,
/// lev loans over plant. Equation: BNK-12. Source: bernanke1999 (form); sizes in the pack.
pub fn price_risk(ctx: &Context, firms: &mut Firms, capital_price: f64) {
    let (g, p) = (ctx.rules, &ctx.rules.p);
    for i in 0..firms.len() {
        let plant = capital_price * firms.capital[i];
        let norm = g.loan_norm[firms.sector(i)] * plant;
        // A firm that is being built has no plant to compare with.
        let leverage = if norm > 0.0 {
            firms.loans.get(i) / norm - 1.0
        } else {
            0.0
        };
        let by_leverage = p.premium_leverage * leverage;
        let premium = math::saturating(by_leverage, p.premium_least, p.premium_most);
        let late = if firms.arrears[i] > 0 {
            p.premium_arrears
        } else {
            0.0
        };
        firms.loan_premium[i] = premium + late;
    }
}

/// Reckons the interest that customers owe and earn on opening stocks; it is paid when they settle.
///
/// Firms owe r (L + max(0, -D)) and earn i_D max(0, D); households likewise. `rates` are what a firm
/// pays and earns, and a household by its account.
/// Equation: BNK-3. Source: poledna2023, eqs. (A.27), (A.41).
pub fn accrue_of_customers(
    rates_of_firm: impl Fn(&Firms, usize) -> (f64, f64),
    rates_of_household: impl Fn(&Column, usize) -> (f64, f64),
    firms: &mut Firms,
    households: &mut Households,
) {
    for i in 0..firms.len() {
        let (loan_rate, deposit_rate) = rates_of_firm(firms, i);
        let d = firms.deposits.get(i);
        let due = loan_rate * (firms.loans.get(i) + (-d).at_least(0.0));
        firms.interest_due.begin(i, due);
        firms.interest_earned[i] = deposit_rate * d.at_least(0.0);
    }
    for h in 0..households.len() {
        let (loan_rate, deposit_rate) = rates_of_household(&households.deposits, h);
        let d = households.deposits.get(h);
        households.interest[h] = deposit_rate * d.at_least(0.0) - loan_rate * (-d).at_least(0.0);
    }
}

/// What customers of a bank owe it in the quarter less what they earn, interest on loans, overdrafts and deposits.
pub fn interest_of_customers(bank: Institution, firms: &Firms, households: &Households) -> f64 {
    firms.sum_at(bank, |i| firms.interest_due[i])
        - firms.sum_at(bank, |i| firms.interest_earned[i])
        - interest_of_households(bank, households)
}

/// What households earn at a bank in the quarter less what they owe it.
fn interest_of_households(bank: Institution, households: &Households) -> f64 {
    let customers = households.deposits.rows_at(bank);
    customers.map(|h| households.interest[h]).sum()
}

/// Reckons all interest of the quarter on opening stocks: of customers, and between institutions.
pub fn accrue_interest(
    banks: &mut Banks,
    central_bank: &mut CentralBank,
    firms: &mut Firms,
    households: &mut Households,
    ledger: &Ledger,
) {
    let of_firm =
        |firms: &Firms, i: usize| (banks.loan_rate_of(firms, i), banks.of_firm(firms, i).deposit_rate);
    let of_household = |account: &Column, h: usize| {
        let bank = &banks.rows[banks.row_at(account, h)];
        (bank.loan_rate, bank.deposit_rate)
    };
    accrue_of_customers(of_firm, of_household, firms, households);
    let policy = central_bank.policy_rate;
    for bank in &mut banks.rows {
        let one = bank.institution;
        bank.due = InterestDue {
            reserves: policy * ledger.reserves_of(one),
            bonds: banks.bond_rate * ledger.bonds(one),
            relending: 0.0,
            loans: firms.sum_at(one, |i| firms.interest_due[i]),
            technology_bonds: 0.0,
        };
    }
    central_bank.bond_interest_due = banks.bond_rate * ledger.bonds(Sector::CentralBank);
    central_bank.foreign_interest_due = -policy * ledger.foreign_account();
}

/// Interest between banks, central bank, government and the rest of the world, on opening stocks, and profit of each bank in the
/// quarter.
///
/// Π_k = Σ r_i (L + overdrafts) + bond interest + r̄ reserves - i_D Σ deposits.
/// Equation: BNK-4. Source: poledna2023, eq. (A.53). Differs: banks hold government and technology bonds.
/// Interest on re-lending and on the reserves that came from it cancel.
pub fn settle_interest(
    banks: &mut Banks,
    central_bank: &CentralBank,
    firms: &Firms,
    households: &Households,
    ledger: &mut Ledger,
) {
    share_interest(banks, firms, households, ledger);
    for bank in &mut banks.rows {
        let (one, due) = (bank.institution, bank.due);
        ledger.pay(
            Flow::ReserveInterest,
            Party::CentralBank,
            one.into(),
            due.reserves,
        );
        ledger.pay(Flow::BondInterest, Party::Government, one.into(), due.bonds);
        // Reserves that come from re-lending earn what re-lending costs, so neither profit feels it.
        ledger.pay_relending_interest(one, due.relending);
        let of_customers = interest_of_customers(one, firms, households);
        bank.profit = of_customers + due.reserves + due.bonds + due.technology_bonds;
    }

    // The central bank holds foreign assets against reserves; what it earns beyond its costs goes to the budget.
    let (bonds, foreign) = (central_bank.bond_interest_due, central_bank.foreign_interest_due);
    ledger.pay(Flow::BondInterest, Party::Government, Party::CentralBank, bonds);
    ledger.pay(
        Flow::ForeignInterest,
        Party::RestOfWorld,
        Party::CentralBank,
        foreign,
    );
    let surplus = foreign + bonds - banks.sum(|bank| bank.due.reserves);
    ledger.pay(
        Flow::CentralBankProfit,
        Party::CentralBank,
        Party::Government,
        surplus,
    );
}

/// Customers pay and receive interest, on technology bonds too, through the first bank, which hands on to each other bank what is
/// that bank's: a customer's payment asks nobody where it banks.
fn share_interest(banks: &Banks, firms: &Firms, households: &Households, ledger: &mut Ledger) {
    let Some((first, others)) = banks.rows.split_first() else {
        return;
    };
    for bank in others {
        let (first, one) = (first.institution, bank.institution);
        let owed = firms.sum_at(one, |i| firms.interest_due[i]);
        let coupons = firms.sum_at(one, |i| firms.coupon_due[i]);
        let earned =
            firms.sum_at(one, |i| firms.interest_earned[i]) + interest_of_households(one, households);
        ledger.pay(Flow::LoanInterest, first.into(), one.into(), owed);
        ledger.pay(Flow::TechnologyBondInterest, first.into(), one.into(), coupons);
        ledger.pay(Flow::DepositInterest, one.into(), first.into(), earned);
    }
}

/// Taxes and dividends of each bank, after losses of the quarter are known: the dividend steers capital towards its target,
/// dividend = payout·Π' + ψ (E + Π' - v L - k* L), between 0 and a ceiling times Π', with Π' the profit after tax and v of BNK-11; the
/// state takes its part as an owner.
/// Equation: BNK-6. Source: this project; a bank never pays out what it has not earned, hence the lower bound.
pub fn distribute(
    ctx: &Context,
    banks: &mut Banks,
    households: &mut Households,
    government: &Government,
    ledger: &mut Ledger,
) {
    let p = &ctx.rules.p;
    let target = p.bank_capital_target * ctx.policy.capital_requirement;
    for bank in &mut banks.rows {
        let one = bank.institution;
        let tax = p.profit_levy * p.bank_tax_base * bank.profit.at_least(0.0);
        let net = bank.profit - tax;
        // Interest has been booked, tax has not: capital after tax is equity less tax.
        let credit = ledger.credit(one);
        let capital = ledger.net_worth(one) - tax - bank.uncovered * credit;
        let wanted = p.bank_payout * net + p.bank_capital_adjustment * (capital - target * credit);
        let most = p.bank_payout_ceiling * net.at_least(0.0);
        let dividend = ctx.bounds.at_most(Bound::Payout, wanted, most).at_least(0.0);
        bank.state_dividend = p.state_bank_share * dividend;
        ledger.pay(
            Flow::Dividends,
            one.into(),
            Party::Government,
            bank.state_dividend,
        );
        bank.dividend = dividend - bank.state_dividend;
        pay_out(one, tax, bank.dividend, &government.taxes, households, ledger);
    }
}

/// A bank pays `tax` on its profit and `dividend` to its owners, in equal shares.
pub fn pay_out(
    bank: Institution,
    tax: f64,
    dividend: f64,
    taxes: &Taxes,
    households: &mut Households,
    ledger: &mut Ledger,
) {
    ledger.pay(Flow::ProfitTax, bank.into(), Party::Government, tax);
    let owners = households.bank_owners.clone();
    let share = dividend / owners.len() as f64;
    for h in owners {
        households.receive_dividend(taxes, h, bank.into(), share, ledger);
    }
}

/// Government recapitalises a bank whose capital falls below the trigger: grant = k L - E if E < trigger · L.
/// Equation: BNK-7. Source: this project.
pub fn recapitalise(ctx: &Context, banks: &mut Banks, ledger: &mut Ledger) {
    let p = &ctx.rules.p;
    for bank in &mut banks.rows {
        let one = bank.institution;
        bank.recapitalisation = 0.0;
        let (loans, capital) = (ledger.credit(one), ledger.net_worth(one));
        if capital < p.recapitalisation_trigger * loans {
            let amount = p.recapitalisation_level * loans - capital;
            ledger.pay(Flow::CapitalGrants, Party::Government, one.into(), amount);
            bank.recapitalisation = amount;
        }
    }
}
