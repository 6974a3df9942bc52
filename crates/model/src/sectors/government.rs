//! General government: spending plans, tax rates, benefits and debt. It never hires and owns no firm yet.

use crate::context::Context;
use crate::economy::FinalUse;
use crate::markets::goods::GoodsMarket;
use crate::markets::labour::LabourMarket;
use crate::processes::expectations::Expectations;
use crate::rules::Rules;
use crate::sectors::households::Households;
use crate::streams::Stream;
use crate::structure::Taxes;
use accounting::{Flow, Instrument, Ledger, Party};
use engine::bounds::Bounds;
use engine::math;

/// State of government. Its debt is in the ledger.
#[derive(Clone, Debug, Default)]
pub struct Government {
    /// Tax rates of the quarter.
    pub taxes: Taxes,
    /// Consumption path: volume under the published rules (C_G), nominal in the growing economy (GN).
    pub consumption_path: f64,
    /// Public investment path, nominal.
    pub investment_path: f64,
    /// Consumption budget of the quarter, nominal.
    pub consumption_budget: f64,
    /// Public investment budget of the quarter, nominal.
    pub investment_budget: f64,
    /// What the budget's own plan puts into the two without policy: paths, chance and the lean against unemployment.
    pub own: Own,
    /// Real benefit to persons outside the labour force (sb^inact).
    pub inactive_benefit: f64,
    /// Real benefit to every person (sb^other).
    pub other_benefit: f64,
    /// Pension of a retired person this quarter, nominal.
    pub pension: f64,
    /// Unemployment benefit per unit of labour this quarter, nominal.
    pub benefit_per_unit: f64,
    /// Trend of potential GDP, 1 at the opening.
    pub potential: f64,
    /// Debt over annual GDP at the start of the quarter (ratio).
    pub debt_ratio: f64,
    /// Deficit of the quarter.
    pub deficit: f64,
    /// What policy adds to consumption and investment this quarter.
    pub ordered: Ordered,
}

/// The budget's own plan of a quarter, nominal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Own {
    /// Goods and services.
    pub consumption: f64,
    /// Fixed investment.
    pub investment: f64,
}

/// What policy adds to the budgets of a quarter, nominal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ordered {
    /// Goods and services.
    pub purchases: f64,
    /// Fixed investment.
    pub investment: f64,
    /// Courses for staff that use artificial intelligence.
    pub training: f64,
    /// Courses for displaced drivers.
    pub courses: f64,
}

/// Sets tax rates, benefits and budgets of the quarter.
pub fn plan(
    ctx: &Context,
    government: &mut Government,
    households: &mut Households,
    goods: &GoodsMarket,
    labour: &LabourMarket,
    e: &Expectations,
) {
    match ctx.rules {
        Rules::Published(p) => {
            government.other_benefit *= 1.0 + e.growth;
            government.inactive_benefit *= 1.0 + e.growth;
            let draw = ctx.draws.normal(Stream::GovernmentSpending, ctx.t, 0, 0);
            government.consumption_path = math::exp(
                p.government_persistence * math::ln(government.consumption_path)
                    + p.government_constant
                    + p.government_sd * draw,
            );
            let cost = ctx.structure.cost(
                ctx.structure.column(FinalUse::GovernmentConsumption),
                &goods.price,
            );
            government.consumption_budget = government.consumption_path * cost * (1.0 + e.inflation);
            government.own = Own {
                consumption: government.consumption_budget,
                investment: 0.0,
            };
        }
        Rules::Growing(_) => plan_growing(ctx, government, households, goods, labour, e),
    }
}

/// Spending keeps its share of potential GDP and reacts weakly to debt; public investment leans against
/// unemployment; the income tax reacts to debt.
///
/// G' = G exp[g_tr + π^e + s ln(s_G potential / G) - b_d (d - d*)]; public investment likewise, its spent amount
/// times 1 + g_u (u_s - u*); τ' = max(τ0, τ + λ [τ0 + b_τ (d - d*) - τ]).
/// Potential GDP is valued at the price of output, which is positive whatever happens to value added.
/// Equation: GOV-2. Source: bohn1998 (form); sizes in the pack.
fn plan_growing(
    ctx: &Context,
    government: &mut Government,
    households: &mut Households,
    goods: &GoodsMarket,
    labour: &LabourMarket,
    e: &Expectations,
) {
    let Rules::Growing(g) = ctx.rules else { return };
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
        path * math::exp(
            e.trend_growth + e.inflation + p.spending_correction * math::ln(share * potential / path)
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
fn share_out(households: &mut Households, total: f64, weights: &[f64]) {
    if total == 0.0 {
        return households.transfer.fill(0.0);
    }
    let weight = |group: u8| weights[group as usize];
    let sum: f64 = households.group.iter().map(|&g| weight(g)).sum();
    for h in 0..households.len() {
        households.transfer[h] = total * weight(households.group[h]) / sum;
    }
}

/// Government settles its account by issuing debt: under the published rules to the central bank, in the growing
/// economy to the bank: new bonds = deficit = - treasury account. Equation: GOV-3. Source: poledna2023, eq. (A.51); growing economy: this project.
pub fn fund(ctx: &Context, government: &mut Government, ledger: &mut Ledger) {
    government.deficit = -ledger.treasury_account();
    let holder = match ctx.rules {
        Rules::Published(_) => Party::CentralBank,
        Rules::Growing(_) => Party::Bank,
    };
    ledger.issue(Instrument::Bonds, holder, government.deficit);
}

/// Taxes on products are collected from those who buy: τ^VAT C + τ^CF I of households, τ^EXPORT X of foreigners.
/// Equation: GOV-1. Source: poledna2023, eq. (A.50).
pub fn collect_product_taxes(
    government: &Government,
    households: &mut Households,
    exports: f64,
    ledger: &mut Ledger,
) {
    let taxes = &government.taxes;
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
