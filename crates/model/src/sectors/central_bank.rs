//! The central bank: sets the policy rate. Its re-lending window is in `markets::relending`. It never lends to firms or
//! households.

use crate::context::Context;
use crate::processes::expectations::Expectations;
use crate::rules::Rules;
use crate::sectors::rest_of_world::RestOfWorld;
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
            let wished = ctx.policy.core.policy_rate_peg.unwrap_or(bank.smoothed_rate)
                + ctx.policy.core.policy_rate_shift;
            let per_year = wished.at_least(p.policy_rate_floor);
            bank.policy_rate = per_year / 4.0;
        }
    }
}
