//! General government: spending plans, tax rates, benefits and debt. It hires nobody; firms that the state controls are in
//! `blocks::support`.

use crate::context::Context;
use crate::declare::Along;
use crate::state::{Banks, Expectations, GoodsMarket, Government, Households, LabourMarket, Ordered, Own};
use crate::streams::Stream;
use crate::structure::Taxes;
use accounting::{Flow, Instrument, Ledger, Party};
use engine::bounds::Bounds;
use engine::math;

/// Sets tax rates, benefits and budgets of the quarter: spending keeps its share of potential GDP and reacts weakly
/// to debt; public investment leans against unemployment; the income tax reacts to debt.
///
/// G' = G (1 + g_tr) (1 + π^e) exp[s ln(s_G potential / G) - b_d (d - d*)]; public investment likewise, its spent amount
/// times 1 + g_u (u_s - u*); τ' = max(τ0, τ + λ [τ0 + b_τ (d - d*) - τ]).
/// Potential GDP is valued at the price of output, which is positive whatever happens to value added.
/// Equation: GOV-2. Source: bohn1998 (form); sizes in the pack.
pub fn plan(
    ctx: &Context,
    government: &mut Government,
    households: &mut Households,
    goods: &GoodsMarket,
    labour: &LabourMarket,
    e: &Expectations,
) {
    let g = ctx.rules;
    let p = &g.p;
    let debt_gap = government.debt_ratio - p.debt_anchor;
    let wanted_tax = p.income_tax_rate + p.tax_debt_response * debt_gap;
    let taxes = &mut government.taxes;
    taxes.income =
        (taxes.income + p.tax_adjustment * (wanted_tax - taxes.income)).at_least(p.income_tax_rate);
    taxes.consumption = ctx.structure.taxes.consumption + ctx.policy.consumption_tax;

    government.potential *= 1.0 + e.trend_growth;
    let potential = g.opening_gdp * government.potential * goods.output_price * (1.0 + e.inflation);
    let follow = |path: f64, share: f64| {
        let expected = path * (1.0 + e.trend_growth) * (1.0 + e.inflation);
        expected
            * math::exp(
                p.spending_correction * math::ln(share * potential / path)
                    - p.spending_debt_response * debt_gap,
            )
    };
    government.consumption_path = follow(government.consumption_path, g.government_share);
    government.investment_path = follow(government.investment_path, g.public_investment_share);

    let shock = |stream| math::exp(p.government_spending_sd * ctx.draws.normal(stream, ctx.t, 0, 0));
    let unit = goods.nominal_gdp * (1.0 + e.trend_growth + e.inflation);
    let purchases = ctx.policy.government_purchases * unit;
    let investment = ctx.policy.public_investment * unit;
    let transfers = ctx.policy.household_transfers * unit;
    government.ordered = Ordered {
        purchases,
        investment,
        ..Ordered::default()
    };
    let slack = e.unemployment_smoothed - p.natural_unemployment;
    let lean = 1.0 + p.public_investment_unemployment_response * slack;
    government.own = Own {
        consumption: government.consumption_path * shock(Stream::GovernmentSpending),
        investment: government.investment_path * shock(Stream::PublicInvestment) * lean,
    };
    government.consumption_budget = government.own.consumption + purchases;
    government.investment_budget = government.own.investment + investment;

    let years = f64::from(ctx.t).at_most(p.ageing_horizon) / 4.0;
    government.pension = g.pension * labour.wage_index * math::pow(1.0 + p.ageing, years);
    government.benefit_per_unit = p.benefit_replacement * g.mean_pay * labour.wage_index;
    share_out(households, transfers, &ctx.policy.transfer_weights);
}

/// Shares a transfer out over households by the weight per head of their group.
fn share_out(households: &mut Households, total: f64, weights: &Along) {
    if total == 0.0 {
        return households.transfer.fill(0.0);
    }
    let weight = |group: u8| weights.get(usize::from(group));
    let sum: f64 = households.group.iter().map(|&g| weight(g)).sum();
    for h in 0..households.len() {
        households.transfer[h] = total * weight(households.group[h]) / sum;
    }
}

/// Government settles its account by issuing debt to banks, to each its share: new bonds = deficit = - treasury account.
/// Equation: GOV-3. Source: poledna2023, eq. (A.51). Differs: banks take the bonds, not the central bank.
pub fn fund(government: &mut Government, banks: &Banks, ledger: &mut Ledger) {
    government.deficit = -ledger.treasury_account();
    for bank in &banks.rows {
        let taken = bank.share * government.deficit;
        ledger.issue(Instrument::Bonds, bank.institution.into(), taken);
    }
}

/// Taxes on products are collected from those who buy: τ^VAT C + τ^CF I of households, τ^EXPORT X of foreigners.
/// Equation: GOV-1. Source: poledna2023, eq. (A.50).
pub fn collect_product_taxes(taxes: &Taxes, households: &mut Households, exports: f64, ledger: &mut Ledger) {
    for h in 0..households.len() {
        let tax = taxes.consumption * households.consumption[h] + taxes.dwellings * households.housing[h];
        ledger.pay(
            Flow::ProductTax,
            Party::Agent(&mut households.deposits, h),
            Party::Government,
            tax,
        );
    }
    ledger.pay(
        Flow::ProductTax,
        Party::RestOfWorld,
        Party::Government,
        taxes.export * exports,
    );
}
