//! General government: consumption, benefits and debt.

use super::Context;
use super::expectations::Expectations;
use crate::economy::FinalUse;
use crate::state::GoodsMarket;
use crate::streams::Stream;
use crate::structure::Taxes;
use accounting::{Ledger, Party};
use engine::math;

/// State of government. Its debt is in the ledger.
#[derive(Clone, Debug, Default)]
pub struct Government {
    /// Tax rates.
    pub taxes: Taxes,
    /// Consumption, volume (C_G).
    pub consumption_path: f64,
    /// Consumption budget of the quarter, nominal.
    pub consumption_budget: f64,
    /// Real benefit to a person outside the labour force (sb^inact).
    pub inactive_benefit: f64,
    /// Real benefit to every person (sb^other).
    pub other_benefit: f64,
    /// Deficit of the quarter.
    pub deficit: f64,
}

/// Sets benefits, which grow with expected output, and the budget: consumption follows a first-order autoregression in logs and
/// is budgeted at expected prices.
///
/// sb' = sb (1 + γ^e); log C_G' = α log C_G + β + ε; budget = C_G' Σ c_g P_g (1 + π^e).
/// Equation: GOV-4. Source: poledna2023, section A.1 (government).
pub fn plan(ctx: &Context, government: &mut Government, goods: &GoodsMarket, e: &Expectations) {
    let (p, s) = (ctx.parameters, ctx.structure);
    government.other_benefit *= 1.0 + e.growth;
    government.inactive_benefit *= 1.0 + e.growth;
    let draw = ctx.draws.normal(Stream::GovernmentSpending, ctx.t, 0, 0);
    government.consumption_path = math::exp(
        p.government_persistence * math::ln(government.consumption_path)
            + p.government_constant
            + p.government_sd * draw,
    );
    let cost = s.cost(s.column(FinalUse::GovernmentConsumption), &goods.price);
    government.consumption_budget = government.consumption_path * cost * (1.0 + e.inflation);
}

/// Government settles its account by issuing debt to the central bank: new bonds = deficit = - treasury account.
/// Equation: GOV-5. Source: poledna2023, eq. (A.51).
pub fn fund(government: &mut Government, ledger: &mut Ledger) {
    government.deficit = -ledger.treasury_account();
    ledger.issue_bonds(Party::CentralBank, government.deficit);
}
