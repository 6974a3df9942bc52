//! Productivity: a common trend with an induced part, and what sets one firm apart from the others of its sector.

use crate::processes::expectations::Expectations;
use crate::rules::Rules;
use crate::sectors::firms::Firms;
use crate::streams::Stream;
use crate::world::Context;

/// Common state of technology.
#[derive(Clone, Copy, Debug)]
pub struct Technology {
    /// Labour-augmenting productivity common to all sectors, 1 at the opening (A).
    pub level: f64,
    /// Its growth this quarter (gA).
    pub growth: f64,
    /// Its growth without shock: trend and induced part, which wages follow.
    pub expected_growth: f64,
}

/// Advances common and firm productivity and each firm's appeal.
///
/// gA = trend + k_A (u* - u_-1) + σ_A ε; A' = A (1 + gA); ep' = ρ_e ep + σ_e ε; z' = ρ_z z + σ_z ε;
/// A_i = Ā_s A exp(ep_i) (1 + policy shift).
/// Equation: INN-1. Source: fazzari2020 (induced part), bottazzi-style firm differences; sizes in the pack.
/// The published rules keep productivity constant.
pub fn advance(ctx: &Context, technology: &mut Technology, seen: &Expectations, firms: &mut Firms) {
    let Rules::Growing(g) = ctx.rules else { return };
    let p = &g.p;
    let induced = p.productivity_induced * (p.natural_unemployment - seen.unemployment);
    let shock = p.productivity_shock_sd * ctx.draws.normal(Stream::Productivity, ctx.t, 0, 0);
    technology.expected_growth = seen.trend_productivity + induced;
    technology.growth = technology.expected_growth + shock;
    technology.level *= 1.0 + technology.growth;
    let common = technology.level * (1.0 + ctx.policy.productivity);
    for i in 0..firms.len() {
        let id = firms.id(i);
        let e = ctx.draws.normal(Stream::FirmProductivity, ctx.t, id, 0);
        let z = ctx.draws.normal(Stream::Appeal, ctx.t, id, 0);
        firms.own_productivity[i] =
            p.firm_productivity_persistence * firms.own_productivity[i] + p.firm_productivity_sd * e;
        firms.appeal[i] = p.appeal_persistence * firms.appeal[i] + p.appeal_sd * z;
        firms.productivity[i] =
            ctx.structure.output_per_staff[firms.sector(i)] * common * firms.own_productivity[i].exp();
    }
}
