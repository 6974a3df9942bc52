//! Plans and production under the published rules. Source: poledna2023, sections A.1.1-A.1.3.

use super::Firms;
use crate::context::Context;
use crate::economy::FinalUse;
use crate::markets::goods::GoodsMarket;
use crate::processes::expectations::Expectations;
use crate::published::PublishedParameters;
use crate::structure::Taxes;
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
pub(super) fn plan(
    ctx: &Context,
    p: &PublishedParameters,
    firms: &mut Firms,
    goods: &GoodsMarket,
    taxes: &Taxes,
    e: &Expectations,
) {
    let s = ctx.structure;
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
        firms.investment_ordered[i] = used_up * feasible;
        firms.materials_ordered[i] = feasible * s.materials_per_output[k];
        firms.staff_wanted[i] = (feasible / s.output_per_staff[k]).round().at_least(1.0);

        let profit = firms.profit[i] * (1.0 + e.inflation) * (1.0 + e.growth);
        firms.expected_profit[i] = profit;
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
pub(super) fn produce(ctx: &Context, firms: &mut Firms) {
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
        firms.real_wage[i] = s.pay_per_staff[k] * hours;
        firms.output[i] = feasible.at_most(at_normal_hours * hours);
    }
}

/// Largest hours factor. Source: poledna2023, eq. (A.17).
const HOURS_CEILING: f64 = 1.5;
