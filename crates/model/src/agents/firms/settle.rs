//! Accounts of the quarter: stocks, profit, taxes, interest, dividends and loans.

use super::plans;
use crate::context::Context;
use crate::core::{Bound, Rules};
use crate::state::{Firms, GoodsMarket, Government, Households};
use crate::structure::{Structure, TechnologyGood};
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;

/// Reckons stocks and profit of the quarter; moves no money.
///
/// K' = K + (W + I) / (1+L) - used-up capital, W' = (W + I) L / (1+L): plant bought produces after L quarters in the mean;
/// M' = M + ΔM - Y/β; S' = S + Y - Q;
/// Π = P Q + P ΔS - pay - P̄ Y/β - used-up capital at its price - taxes on products and production - interest
/// due + interest earned, less research, net of its support, less software and training, less electricity of compute,
/// less coupons.
/// Equation: FIR-6. Source: poledna2023, eqs. (A.19)-(A.27). Differs: capital wears with time instead of use.
pub fn take_stock(ctx: &Context, firms: &mut Firms, goods: &GoodsMarket, employer_contribution: f64) {
    let s = ctx.structure;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let output = firms.output[i];
        // A firm that is being built opens when its plant stands.
        let ready = if firms.open[i] {
            1.0 / (1.0 + ctx.rules.p.gestation)
        } else {
            1.0
        };
        let used_materials = output * s.materials_per_output[k] * firms.materials_need[i];
        let used_capital = s.depreciation[k] * firms.capital[i] + firms.scrapped[i];
        firms.scrapped[i] = 0.0;
        let ai_used = ctx.structure.ai_depreciation * firms.ai_capital[i];
        let mut worn = 0.0;
        for (machines, good) in firms.machines.iter_mut().zip(TechnologyGood::MACHINES) {
            let (orders, wear) = (goods.technology(good), s.bundles[good as usize].wear);
            let used = wear * machines[i];
            machines[i] += orders.firms[i] * orders.received - used;
            worn += used;
        }
        let value = firms.price[i] * output;
        firms.pay[i] = firms.pay_rate[i] * firms.staff[i] * (1.0 + employer_contribution);
        let before_bills = value
            - firms.pay[i]
            - firms.materials_price[i] * used_materials
            - goods.capital_price * (used_capital + ai_used + worn)
            - (s.product_tax[k] + s.production_tax[k]) * value
            - firms.interest_due[i]
            + firms.interest_earned[i]
            + firms.research_support[i];
        let bills = TechnologyGood::EXPENSED.map(|good| goods.technology(good).bill(i));
        let profit = bills.iter().fold(before_bills, |left, bill| left - bill) - firms.coupon_due[i];
        firms.profit.begin(i, profit);
        firms.capacity[i] = s.output_per_capital[k] * firms.capital[i];
        learn_return(ctx.rules, firms, i, goods.capital_price, used_capital);
        let bought = firms.under_way[i] + firms.investment[i];
        firms.arrived[i] = ready * bought;
        firms.under_way[i] = bought - firms.arrived[i];
        firms.capital[i] += firms.arrived[i] - used_capital;
        let ai_capital = goods.technology(TechnologyGood::AiCapital);
        firms.ai_capital[i] += ai_capital.firms[i] * ai_capital.received - ai_used;
        firms.materials[i] += firms.materials_received[i] - used_materials;
        firms.finished[i] += output - firms.sales[i];
        firms.materials_used[i] = used_materials;
        firms.capital_used[i] = used_capital + ai_used + worn;
    }
}

/// A firm learns what its capital earns before interest and wear: gos' = gos + λ [(Π + interest paid - received + wear) / (P_K K) - gos].
/// Equation: FIR-21. Source: this project.
fn learn_return(g: &Rules, firms: &mut Firms, i: usize, capital_price: f64, wear: f64) {
    let value = capital_price * firms.capital[i];
    if value > 0.0 {
        let earned =
            firms.profit[i] + firms.interest_due[i] - firms.interest_earned[i] + capital_price * wear;
        firms.return_on_capital[i] += g.p.return_memory * (earned / value - firms.return_on_capital[i]);
    }
}

/// Taxes, interest, dividends and loans are paid. Wages, materials and investment have been paid already.
///
/// tax = τ max(0, Π); dividend = payout (max(0, Π) - tax) + λ_x max(0, D - threshold · D*), after what a state firm remits
/// (SUP-9);
/// L' = L + ΔL; an overdraft is covered by at most a share j of the owner's deposits, the rest becomes a loan; a company whose cash is
/// below c_min D* is in arrears.
/// Equation: FIR-15. Source: poledna2023, eqs. (A.28)-(A.30); caiani2016 (working cash); extra dividend and owner's payment: this project.
pub fn settle(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    government: &Government,
    goods: &GoodsMarket,
    ledger: &mut Ledger,
) {
    let taxes = &government.taxes;
    for i in 0..firms.len() {
        let profit_tax = taxes.profit * firms.profit[i].at_least(0.0);
        pay_dues(ctx.structure, firms, i, profit_tax, ledger);
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, firms.credit[i]);
        serve_bonds(firms, i, ledger);
        let dividend = dividend(ctx.rules, firms, i, profit_tax);
        let account = Party::Agent(&mut firms.deposits, i);
        households.receive_dividend(taxes, firms.owner[i], account, dividend, ledger);
        firms.dividend[i] = dividend;
        cover_overdraft(ctx, firms, households, i, ledger);
    }
    plans::learn_from_orders(ctx.rules, firms);
    value_equity(firms, goods);
}

/// The owner pays in what firm `i` has overdrawn, as far as a part of his own deposits goes; the rest becomes a loan. A company short
/// of working cash is in arrears; households that produce, and those whom the budget pays for, carry on. Part of FIR-15.
fn cover_overdraft(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    i: usize,
    ledger: &mut Ledger,
) {
    let g = ctx.rules;
    let overdraft = -firms.deposits.get(i);
    if overdraft > 0.0 {
        let owner = firms.owner[i] as usize;
        let purse = g.p.owner_injection * households.deposits.get(owner).at_least(0.0);
        let paid_in = ctx.bounds.at_most(Bound::OwnersPurse, overdraft, purse);
        let payer = Party::Agent(&mut households.deposits, owner);
        ledger.pay(Flow::Equity, payer, Party::Agent(&mut firms.deposits, i), paid_in);
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, overdraft - paid_in);
    }
    let bears = firms.open[i] && firms.limited[i] && !g.publicly_funded[firms.sector(i)];
    let working_cash = g.p.working_cash * firms.cash_target(i, g.cash_norm);
    if bears && (overdraft > 0.0 || firms.deposits.get(i) < working_cash) {
        firms.arrears[i] += 1;
    } else {
        firms.arrears[i] = 0;
    }
}

/// Taxes, interest and grants of firm `i`.
fn pay_dues(s: &Structure, firms: &mut Firms, i: usize, profit_tax: f64, ledger: &mut Ledger) {
    let k = firms.sector(i);
    let value = firms.price[i] * firms.output[i];
    let account = &mut firms.deposits;
    for (flow, amount) in [
        (Flow::ProductTax, s.product_tax[k] * value),
        (Flow::ProductionTax, s.production_tax[k] * value),
    ] {
        ledger.pay(flow, Party::Agent(account, i), Party::Government, amount);
    }
    ledger.pay(
        Flow::LoanInterest,
        Party::Agent(account, i),
        Party::Bank,
        firms.interest_due[i],
    );
    ledger.pay(
        Flow::DepositInterest,
        Party::Bank,
        Party::Agent(account, i),
        firms.interest_earned[i],
    );
    ledger.pay(
        Flow::ProfitTax,
        Party::Agent(account, i),
        Party::Government,
        profit_tax,
    );
    for (flow, amount) in [
        (Flow::CapitalGrants, firms.grant[i]),
        (Flow::ResearchSupport, firms.research_support[i]),
    ] {
        ledger.pay(flow, Party::Government, Party::Agent(account, i), amount);
    }
}

/// Coupons on the technology bonds of firm `i`, those that mature and new ones.
fn serve_bonds(firms: &mut Firms, i: usize, ledger: &mut Ledger) {
    if firms.bonds.get(i) > 0.0 || firms.bonds_issued[i] > 0.0 {
        let account = &mut firms.deposits;
        let coupon = firms.coupon_due[i];
        ledger.pay(
            Flow::TechnologyBondInterest,
            Party::Agent(account, i),
            Party::Bank,
            coupon,
        );
        let net = firms.bonds_issued[i] - firms.bonds_due[i];
        ledger.lend(&mut firms.bonds, account, i, net);
    }
}

/// Dividend of firm `i`: its part of profit after tax, and some of the cash beyond what it needs.
fn dividend(g: &Rules, firms: &Firms, i: usize, profit_tax: f64) -> f64 {
    let payout = firms.usual_payout(i, g.dividend_payout);
    let usual = payout * (firms.profit[i].at_least(0.0) - profit_tax);
    let target = firms.cash_target(i, g.cash_norm);
    let idle = firms.deposits.get(i) - usual - g.p.extra_dividend_threshold * target;
    if idle > 0.0 {
        usual + g.p.extra_dividend * idle
    } else {
        usual
    }
}

/// Net worth: E = D + M c + P S + P^CF (K + W) + V - L - B, with c the cost of the sector's materials, V stakes in ventures at
/// the price paid and B technology bonds. Equation: FIR-16. Source: poledna2023, eq. (A.31). Differs: V, which only
/// buyers of ventures have, and B.
fn value_equity(firms: &mut Firms, goods: &GoodsMarket) {
    for i in 0..firms.len() {
        firms.equity[i] = firms.deposits.get(i) - firms.loans.get(i) - firms.bonds.get(i)
            + firms.materials[i] * goods.basket_price[firms.sector(i)]
            + firms.finished[i] * firms.price[i]
            + (firms.capital[i]
                + firms.under_way[i]
                + firms.ai_capital[i]
                + firms.machines.iter().map(|m| m[i]).sum::<f64>())
                * goods.capital_price
            + firms.stakes[i];
    }
}
