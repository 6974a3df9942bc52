//! Firms: plans, production and settlement. Source: poledna2023, sections A.1.1-A.1.3.

use super::Context;
use super::expectations::Expectations;
use crate::economy::FinalUse;
use crate::state::{Firms, GoodsMarket, Households};
use crate::structure::Taxes;
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;

/// Price, output, inputs, expected profit and credit wanted.
///
/// Q^s = Qd_-1 (1 + γ^e). Equation: FIR-1. Source: poledna2023, eq. (A.2).
/// P' = P (1 + π_c)(1 + π^e), π_c = (1+τ^SIF) w̄/ᾱ (P^HH/P - 1) + (1/β)(Σ a P_g / P - 1) + (δ/κ)(P^CF/P - 1).
/// Equation: FIR-2. Source: poledna2023, eq. (A.6).
/// I^d = (δ/κ) min(Q^s, κK), ΔM^d = min(Q^s, κK)/β, N^d = max(1, round(min(Q^s, κK)/ᾱ)).
/// Equation: FIR-3. Source: poledna2023, eqs. (A.10)-(A.15).
/// ΔL^d = max(0, -ΔD^e - D), ΔD^e = Π^e - θ L - taxes and dividends on Π^e. Equation: FIR-4. Source: poledna2023,
/// eqs. (A.24)-(A.26).
pub fn plan(
    ctx: &Context,
    firms: &mut Firms,
    expected_profit: &mut [f64],
    goods: &GoodsMarket,
    taxes: &Taxes,
    e: &Expectations,
) {
    let (s, p) = (ctx.structure, ctx.parameters);
    let materials_cost: Vec<f64> = (0..s.sectors)
        .map(|sector| s.cost(sector, &goods.price))
        .collect();
    let capital_cost = s.cost(s.column(FinalUse::FirmInvestment), &goods.price);
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let used_up = s.depreciation[k] / s.output_per_capital[k];
        let supply = firms.orders[i] * (1.0 + e.growth);
        firms.wanted_output[i] = supply;

        let price = firms.price[i];
        let labour_cost = (1.0 + taxes.employer_contribution) * s.pay_per_staff[k] / s.output_per_staff[k];
        let cost_push = labour_cost * (goods.consumer_price / price - 1.0)
            + s.materials_per_output[k] * (materials_cost[k] / price - 1.0)
            + used_up * (capital_cost / price - 1.0);
        firms.price[i] = price * (1.0 + cost_push) * (1.0 + e.inflation);

        let feasible = supply.at_most(firms.capital[i] * s.output_per_capital[k]);
        firms.planned_output[i] = feasible;
        firms.investment_ordered.begin(i, used_up * feasible);
        firms.materials_ordered[i] = feasible * s.materials_per_output[k];
        firms.staff_wanted[i] = (feasible / s.output_per_staff[k]).round().at_least(1.0);

        let profit = firms.profit[i] * (1.0 + e.inflation) * (1.0 + e.growth);
        expected_profit[i] = profit;
        let taxed = profit.at_least(0.0);
        let change = profit
            - p.repayment * firms.loans.get(i)
            - taxes.profit * taxed
            - p.dividend_payout * (1.0 - taxes.profit) * taxed;
        firms.credit_wanted[i] = (-change - firms.deposits.get(i)).at_least(0.0);
        let collateral = capital_cost * (1.0 + e.inflation) * firms.capital[i];
        firms.credit_limit[i] = p.loan_to_value * collateral - (1.0 - p.repayment) * firms.loans.get(i);
    }
}

/// Hours and output with the staff, capital and materials at hand.
///
/// f = min(1.5, min(Q^s, κK, βM) / (N ᾱ)); w = w̄ f; Y = min(Q^s, f ᾱ N, κK, βM).
/// Equation: FIR-5. Source: poledna2023, eqs. (A.5), (A.16)-(A.18).
pub fn produce(ctx: &Context, firms: &mut Firms, real_wage: &mut [f64]) {
    let s = ctx.structure;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let capacity = firms.capital[i] * s.output_per_capital[k];
        let feasible = firms.wanted_output[i]
            .at_most(capacity)
            .at_most(firms.materials[i] / s.materials_per_output[k]);
        let at_normal_hours = firms.staff[i] * s.output_per_staff[k];
        let hours = (feasible / at_normal_hours).at_most(HOURS_CEILING);
        firms.hours[i] = hours;
        real_wage[i] = s.pay_per_staff[k] * hours;
        firms.output[i] = feasible.at_most(at_normal_hours * hours);
    }
}

/// Largest hours factor. Source: poledna2023, eq. (A.17).
const HOURS_CEILING: f64 = 1.5;

/// Real wages are paid at the new consumer price.
pub fn set_pay(firms: &mut Firms, real_wage: &[f64], consumer_price: f64) {
    for (pay_rate, real_wage) in firms.pay_rate.iter_mut().zip(real_wage) {
        *pay_rate = real_wage * consumer_price;
    }
}

/// Reckons stocks and profit of the quarter; moves no money. Capital is used up by output, at the price that the firm itself
/// has paid for it.
///
/// K' = K + I - (δ/κ) Y; M' = M + ΔM - Y/β; S' = S + Y - Q;
/// Π = P Q + P ΔS - pay - P̄ Y/β - P^CF_i (δ/κ) Y - taxes on products and production - interest due + interest earned.
/// Equation: FIR-17. Source: poledna2023, eqs. (A.19)-(A.27).
pub fn take_stock(ctx: &Context, firms: &mut Firms, capital_price: &[f64], employer_contribution: f64) {
    let s = ctx.structure;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let output = firms.output[i];
        let used_materials = output * s.materials_per_output[k];
        let used_capital = s.depreciation[k] / s.output_per_capital[k] * output;
        let value = firms.price[i] * output;
        firms.pay[i] = firms.pay_rate[i] * firms.staff[i] * (1.0 + employer_contribution);
        let profit = value
            - firms.pay[i]
            - firms.materials_price[i] * used_materials
            - capital_price[i] * used_capital
            - (s.product_tax[k] + s.production_tax[k]) * value
            - firms.interest_due[i]
            + firms.interest_earned[i];
        firms.profit.begin(i, profit);
        firms.capital[i] += firms.investment[i] - used_capital;
        firms.materials[i] += firms.materials_received[i] - used_materials;
        firms.finished[i] += output - firms.sales[i];
        firms.materials_used[i] = used_materials;
        firms.capital_used[i] = used_capital;
    }
}

/// Taxes, interest, dividends and loans are paid. Wages, materials and investment have been paid already.
///
/// tax = τ max(0, Π); dividend = θ^DIV (max(0, Π) - tax); L' = L + ΔL.
/// Equation: FIR-18. Source: poledna2023, eqs. (A.28)-(A.30).
pub fn settle(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    taxes: &Taxes,
    goods: &GoodsMarket,
    ledger: &mut Ledger,
) {
    let s = ctx.structure;
    let payout = ctx.parameters.dividend_payout;
    for i in 0..firms.len() {
        let k = firms.sector(i);
        let value = firms.price[i] * firms.output[i];
        let taxed = firms.profit[i].at_least(0.0);
        let profit_tax = taxes.profit * taxed;
        let account = &mut firms.deposits;
        for (flow, amount) in [
            (Flow::ProductTax, s.product_tax[k] * value),
            (Flow::ProductionTax, s.production_tax[k] * value),
        ] {
            ledger.pay(flow, Party::Agent(account, i), Party::Government, amount);
        }
        let (due, earned) = (firms.interest_due[i], firms.interest_earned[i]);
        ledger.pay(Flow::LoanInterest, Party::Agent(account, i), Party::Bank, due);
        ledger.pay(
            Flow::DepositInterest,
            Party::Bank,
            Party::Agent(account, i),
            earned,
        );
        ledger.pay(
            Flow::ProfitTax,
            Party::Agent(account, i),
            Party::Government,
            profit_tax,
        );
        ledger.lend(&mut firms.loans, account, i, firms.credit[i]);
        let dividend = payout * (taxed - profit_tax);
        let payer = Party::Agent(account, i);
        households.receive_dividend(taxes, firms.owner[i], payer, dividend, ledger);
        firms.dividend[i] = dividend;
    }
    value_equity(ctx, firms, goods);
}

/// Net worth: E = D + M c + P S + P^CF K - L, with c the cost of the sector's materials.
/// Equation: FIR-19. Source: poledna2023, eq. (A.31).
fn value_equity(ctx: &Context, firms: &mut Firms, goods: &GoodsMarket) {
    let s = ctx.structure;
    let materials: Vec<f64> = (0..s.sectors).map(|k| s.cost(k, &goods.price)).collect();
    for i in 0..firms.len() {
        firms.equity[i] = firms.deposits.get(i) - firms.loans.get(i)
            + firms.materials[i] * materials[firms.sector(i)]
            + firms.finished[i] * firms.price[i]
            + firms.capital[i] * goods.capital_price;
    }
}
