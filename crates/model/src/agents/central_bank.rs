//! The central bank: sets the policy rate. Re-lending is in `blocks::money`. It never lends to firms or households.

use crate::context::Context;
use crate::core::Bound;
use crate::processes::expectations::opening_trend;
use crate::state::{CentralBank, Expectations};
use engine::bounds::Bounds;

/// Sets the policy rate by a smoothed rule on home inflation, growth and unemployment,
/// i* = r0 + ν_r (g - g_0) + φ_π (π4 - π*) + φ_y (g4 - g) - φ_u (u - u*); r' = max(floor, ρ r + (1-ρ) i* + shift), g announced
/// growth and g_0 that of the opening.
/// Equation: CB-2. Source: taylor1993, clarida2000. Differs: inflation is that before
/// changes of the tax on consumption, which a central bank looks through; reacts to unemployment too; the policy shift is not
/// carried by the smoothing term, so a shift of one quarter lasts one quarter.
pub fn set_rate(ctx: &Context, bank: &mut CentralBank, seen: &Expectations) {
    let p = &ctx.rules.p;
    let neutral = p.policy_rate_neutral + p.policy_rate_trend * (seen.trend_year - opening_trend(p));
    let wanted = neutral
        + p.policy_rate_inflation * (seen.inflation_year - p.inflation_target)
        + p.policy_rate_growth * (seen.growth_year - seen.trend_year)
        - p.policy_rate_unemployment * (seen.unemployment - p.natural_unemployment);
    let inert = p.policy_rate_inertia * bank.smoothed_rate + (1.0 - p.policy_rate_inertia) * wanted;
    bank.smoothed_rate = ctx.bounds.at_least(Bound::PolicyRate, inert, p.policy_rate_floor);
    let wished = ctx.policy.policy_rate_peg.unwrap_or(bank.smoothed_rate) + ctx.policy.policy_rate_shift;
    bank.policy_rate = wished.at_least(p.policy_rate_floor) / 4.0;
}
