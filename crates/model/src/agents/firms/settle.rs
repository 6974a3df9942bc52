//! Accounts of the quarter: stocks, profit, taxes, interest, dividends and loans.

use super::growing;
use crate::context::Context;
use crate::state::{Firms, GoodsMarket, Government, Households};
use crate::structure::TechnologyGood;
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;

/// Reckons stocks and profit of the quarter; moves no money.
///
/// K' = K + I - used-up capital; M' = M + ΔM - Y/β; S' = S + Y - Q;
/// Π = P Q + P ΔS - pay - P̄ Y/β - used-up capital at its price - taxes on products and production - interest
/// due + interest earned, less research, net of its support, less software and training, less electricity of compute, less coupons.
/// Equation: FIR-6. Source: poledna2023, eqs. (A.19)-(A.27). Differs: capital wears with time instead of use.
pub fn take_stock(ctx: &Context, firms: &mut Firms, goods: &GoodsMarket, employer_contribution: f64) {
    let s = ctx.structure;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let output = firms.output[i];
        let used_materials = output * s.materials_per_output[k] * firms.materials_need[i];
        let used_capital = s.depreciation[k] * firms.capital[i];
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
        firms.capital[i] += firms.investment[i] - used_capital;
        let ai_capital = goods.technology(TechnologyGood::AiCapital);
        firms.ai_capital[i] += ai_capital.firms[i] * ai_capital.received - ai_used;
        firms.materials[i] += firms.materials_received[i] - used_materials;
        firms.finished[i] += output - firms.sales[i];
        firms.materials_used[i] = used_materials;
        firms.capital_used[i] = used_capital + ai_used + worn;
    }
}

/// Taxes, interest, dividends and loans are paid. Wages, materials and investment have been paid already.
///
/// tax = τ max(0, Π); dividend = payout (max(0, Π) - tax) + λ_x max(0, D - threshold · D*), after what a state firm remits
/// (SUP-9);
/// L' = L + ΔL; an overdraft becomes a loan.
/// Equation: FIR-15. Source: poledna2023, eqs. (A.28)-(A.30); extra dividend and arrears: this project.
pub fn settle(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    government: &Government,
    goods: &GoodsMarket,
    ledger: &mut Ledger,
) {
    let s = ctx.structure;
    let g = ctx.rules;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let value = firms.price[i] * firms.output[i];
        let (interest_due, interest_earned) = (firms.interest_due[i], firms.interest_earned[i]);
        let profit_tax = government.taxes.profit * firms.profit[i].at_least(0.0);
        let payout = firms.usual_payout(i, g.dividend_payout);
        let account = &mut firms.deposits;
        ledger.pay(
            Flow::ProductTax,
            Party::Agent(account, i),
            Party::Government,
            s.product_tax[k] * value,
        );
        ledger.pay(
            Flow::ProductionTax,
            Party::Agent(account, i),
            Party::Government,
            s.production_tax[k] * value,
        );
        ledger.pay(
            Flow::LoanInterest,
            Party::Agent(account, i),
            Party::Bank,
            interest_due,
        );
        ledger.pay(
            Flow::DepositInterest,
            Party::Bank,
            Party::Agent(account, i),
            interest_earned,
        );
        ledger.pay(
            Flow::ProfitTax,
            Party::Agent(account, i),
            Party::Government,
            profit_tax,
        );
        ledger.pay(
            Flow::CapitalGrants,
            Party::Government,
            Party::Agent(account, i),
            firms.grant[i],
        );
        ledger.pay(
            Flow::ResearchSupport,
            Party::Government,
            Party::Agent(account, i),
            firms.research_support[i],
        );
        ledger.lend(&mut firms.loans, account, i, firms.credit[i]);
        if firms.bonds.get(i) > 0.0 || firms.bonds_issued[i] > 0.0 {
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

        let mut dividend = payout * (firms.profit[i].at_least(0.0) - profit_tax);
        let target = g.cash_norm * firms.price[i] * firms.expected_orders[i] + firms.cash_set_aside[i];
        let idle = account.get(i) - dividend - g.p.extra_dividend_threshold * target;
        if idle > 0.0 {
            dividend += g.p.extra_dividend * idle;
        }
        households.receive_dividend(
            &government.taxes,
            firms.owner[i],
            Party::Agent(account, i),
            dividend,
            ledger,
        );
        firms.dividend[i] = dividend;
        // An overdraft becomes a loan: the firm is in arrears.
        let overdraft = -firms.deposits.get(i);
        if overdraft > 0.0 {
            ledger.lend(&mut firms.loans, &mut firms.deposits, i, overdraft);
            firms.arrears[i] += 1;
        } else {
            firms.arrears[i] = 0;
        }
    }
    growing::learn_from_orders(g, firms);
    value_equity(firms, goods);
}

/// Net worth: E = D + M c + P S + P^CF K + V - L - B, with c the cost of the sector's materials and V stakes in ventures at the
/// price paid and B technology bonds. Equation: FIR-16. Source: poledna2023, eq. (A.31). Differs: V, which only buyers of ventures have, and B.
fn value_equity(firms: &mut Firms, goods: &GoodsMarket) {
    for i in 0..firms.len() {
        firms.equity[i] = firms.deposits.get(i) - firms.loans.get(i) - firms.bonds.get(i)
            + firms.materials[i] * goods.basket_price[firms.sector(i)]
            + firms.finished[i] * firms.price[i]
            + (firms.capital[i] + firms.ai_capital[i] + firms.machines.iter().map(|m| m[i]).sum::<f64>())
                * goods.capital_price
            + firms.stakes[i];
    }
}
