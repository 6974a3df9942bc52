//! The central bank: sets the policy rate and runs the re-lending window. It never lends to firms or households.

use crate::processes::expectations::Expectations;
use crate::rules::Rules;
use crate::sectors::bank::Bank;
use crate::sectors::firms::Firms;
use crate::sectors::rest_of_world::RestOfWorld;
use crate::world::Context;
use accounting::Ledger;
use engine::bounds::Bounds;

/// State of the central bank.
#[derive(Clone, Debug, Default)]
pub struct CentralBank {
    /// Policy rate, per quarter (published rules: r̄).
    pub policy_rate: f64,
    /// Rate that the rule smooths: the policy rate without this quarter's policy shift, per year.
    pub smoothed_rate: f64,
}

/// Sets the policy rate.
///
/// Published rules: the rate follows inflation and growth of the euro area,
/// r̄' = max(0, ρ r̄ + (1-ρ)[r* + π* + ξ_π (π_EA - π*) + ξ_γ γ_EA]).
/// Equation: CB-1. Source: poledna2023, eq. (A.64); the floor is that of the maintained implementation.
///
/// Growing economy: a smoothed rule on home inflation, growth and unemployment,
/// i* = r0 + φ_π (π4 - π*) + φ_y (g4 - g) - φ_u (u - u*); r' = max(floor, ρ r + (1-ρ) i* + shift).
/// Equation: CB-2. Source: taylor1993, clarida2000. Differs: reacts to unemployment too; the policy shift is not
/// carried by the smoothing term, so a shift of one quarter lasts one quarter.
pub fn set_rate(ctx: &Context, bank: &mut CentralBank, abroad: &RestOfWorld, seen: &Expectations) {
    match ctx.rules {
        Rules::Published(p) => {
            let wanted = p.policy_rate_natural
                + p.inflation_target
                + p.policy_rate_inflation * (abroad.inflation - p.inflation_target)
                + p.policy_rate_growth * abroad.growth;
            let smoothed = p.policy_rate_inertia * bank.policy_rate + (1.0 - p.policy_rate_inertia) * wanted;
            bank.policy_rate = smoothed.at_least(0.0);
        }
        Rules::Growing(g) => {
            let p = &g.p;
            let wanted = p.policy_rate_neutral
                + p.policy_rate_inflation * (seen.inflation_year - p.inflation_target)
                + p.policy_rate_growth * (seen.growth_year - seen.trend_year)
                - p.policy_rate_unemployment * (seen.unemployment - p.natural_unemployment);
            let inert = p.policy_rate_inertia * bank.smoothed_rate + (1.0 - p.policy_rate_inertia) * wanted;
            bank.smoothed_rate = inert.at_least(p.policy_rate_floor);
            let wished =
                ctx.policy.policy_rate_peg.unwrap_or(bank.smoothed_rate) + ctx.policy.policy_rate_shift;
            let per_year = wished.at_least(p.policy_rate_floor);
            bank.policy_rate = per_year / 4.0;
        }
    }
}

/// The re-lending window: the bank refinances a share of its eligible loans as long as the window is cheaper than its
/// market funding, within the quota; what it saves is passed on to eligible borrowers in part.
///
/// stock = min(quota, share · Σ eligible loans) if rate < bond rate, else 0; interest of firm i falls by
/// pass-through · (bond rate - rate) · stock · eligible_i / Σ eligible. Equation: CB-3. Source: this project; the
/// facility lends after the bank has lent, so the bank keeps the risk.
pub fn relend(ctx: &Context, bank: &mut Bank, firms: &mut Firms, ledger: &mut Ledger) {
    let Rules::Growing(g) = ctx.rules else { return };
    let window = &ctx.policy.relending;
    let eligible = |firms: &Firms, i: usize| g.technology_share[firms.sector(i)] * firms.loans.get(i);
    let total: f64 = (0..firms.len()).map(|i| eligible(firms, i)).sum();
    let saving = bank.bond_rate - window.rate / 4.0;
    let stock = if saving > 0.0 {
        window.quota.at_most(window.refinanced_share * total)
    } else {
        0.0
    };
    let drawn = stock - ledger.relending();
    ledger.relend(drawn);
    bank.extra_credit = window.additionality * drawn;
    if stock > 0.0 {
        for i in 0..firms.len() {
            firms.interest_due[i] -= window.pass_through * saving * stock * eligible(firms, i) / total;
        }
    }
}
