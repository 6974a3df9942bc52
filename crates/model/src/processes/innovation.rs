//! Productivity: a common trend with an induced part, and what sets one firm apart from the others of its sector.

use crate::context::Context;
use crate::core::Params;
use crate::processes::expectations::{compounded, planned_growth, trend_productivity_growth};
use crate::state::{Expectations, Firms, GoodsMarket, Technology};
use crate::streams::Stream;
use crate::structure::Structure;
use engine::math;

/// Opens the accounts of what blocks propose for firms and products: what raises a firm's output per unit of staff adds its
/// part to `Firms::technology` before [`advance`] turns it into productivity; what changes its need for materials or its
/// target price multiplies the factors of this quarter; what raises exports of a product adds to them.
pub fn clear(firms: &mut Firms, goods: &mut GoodsMarket) {
    firms.technology.begin_neutral();
    firms.materials_need.begin_neutral();
    firms.price_target.begin_neutral();
    goods.extra_exports.begin_neutral();
}

/// Advances common and firm productivity and each firm's appeal.
///
/// gA = trend + k_A (u* - u_-1) + σ_A ε; A' = A (1 + gA); ep' = ρ_e ep + σ_e ε; z' = ρ_z z + σ_z ε.
/// Equation: INN-1. Source: fazzari2020 (induced part); sizes in the pack.
/// In packs with research A grows with induced part and shock alone (RES-3 makes the rest).
pub fn advance(
    ctx: &Context,
    technology: &mut Technology,
    seen: &Expectations,
    firms: &mut Firms,
    makers: &[Vec<u32>],
) {
    let g = ctx.rules;
    let p = &g.p;
    let induced = p.productivity_induced * (p.natural_unemployment - seen.unemployment);
    let shock = p.productivity_shock_sd * ctx.draws.normal(Stream::Productivity, ctx.t, 0, 0);
    technology.expected_growth = seen.trend_productivity + induced;
    technology.growth = technology.expected_growth + shock;
    // With research the announced part of growth is what firms make of it: it comes through `Firms::technology`.
    let found_by_firms = if technology.found_by_firms {
        seen.trend_productivity
    } else {
        0.0
    };
    technology.level *= 1.0 + technology.growth - found_by_firms;
    age_plant(p, technology, seen, firms);
    for i in 0..firms.len() {
        let [e, z] = ctx.draws.normals(Stream::FirmProductivity, ctx.t, firms.id(i), 0);
        firms.own_productivity[i] =
            p.firm_productivity_persistence * firms.own_productivity[i] + p.firm_productivity_sd * e;
        firms.appeal[i] = p.appeal_persistence * firms.appeal[i] + p.appeal_sd * z;
    }
    need_materials(ctx, firms, makers);
    let common = technology.level * (1.0 + ctx.policy.productivity);
    place_firms(p.own_cost_weight, ctx.structure, common, firms, makers);
}

/// Firms' own need for materials wanders around that of their sector: a' = ρ a + √(1-ρ²) S_k ε, less what makes the mean of exp a by
/// size one. S_k is a part η of the sector's net margin over its share of materials, so that firms of all sectors make losses alike.
/// Equation: INN-4. Source: this project.
fn need_materials(ctx: &Context, firms: &mut Firms, makers: &[Vec<u32>]) {
    let g = ctx.rules;
    let persistence = g.p.materials_persistence;
    let fresh = (1.0 - persistence * persistence).sqrt();
    for (k, makers) in makers.iter().enumerate() {
        for i in makers.iter().map(|&i| i as usize) {
            let draw = ctx.draws.normal(Stream::MaterialsNeed, ctx.t, firms.id(i), 0);
            firms.own_need[i] = persistence * firms.own_need[i] + fresh * g.materials_spread[k] * draw;
        }
        normalise_need(firms, makers);
        for i in makers.iter().map(|&i| i as usize) {
            firms.materials_need.scale(i, math::exp(firms.own_need[i]));
        }
    }
}

/// Makes the mean need of the makers of a product, by size, that of the product. Part of INN-4.
pub fn normalise_need(firms: &mut Firms, makers: &[u32]) {
    let (mut need, mut size) = (0.0, 0.0);
    for i in makers.iter().map(|&i| i as usize) {
        need += firms.size[i] * math::exp(firms.own_need[i]);
        size += firms.size[i];
    }
    let mean = math::ln(need / size);
    for &i in makers {
        firms.own_need[i as usize] -= mean;
    }
}

/// Plant ages while the frontier moves on and new plant makes a firm's younger; a firm whose plant is older than usual makes less
/// of the technology there is.
///
/// Age is the log of new plant's productivity over that of the firm's: v' = (v + g) (1 - new_i), g announced growth of
/// productivity, new_i = arrived_i / K_i. Usual age: r' = (r + g) (1 - w), w = δ + gK. Of the gap a = v - r, which moves by
/// a' = a (1 - new_i) + (r + g) (w - new_i), the log of technology is lowered by ω a. The usual age has a law of its own, since
/// announced growth falls: a constant one would cost growth for years.
/// Equation: INN-3. Source: salter1960 (form); size in the pack.
fn age_plant(p: &Params, technology: &mut Technology, seen: &Expectations, firms: &mut Firms) {
    let aged = technology.usual_age + seen.trend_productivity;
    let usual = p.depreciation / 4.0 + seen.planning_growth;
    technology.usual_age = aged * (1.0 - usual);
    for i in 0..firms.len() {
        if firms.open[i] {
            // A founder to whom nobody delivered has no plant that could age.
            let new = if firms.capital[i] > 0.0 {
                firms.arrived[i] / firms.capital[i]
            } else {
                usual
            };
            firms.age_gap[i] = firms.age_gap[i] * (1.0 - new) + aged * (usual - new);
            firms.technology.add(i, -p.vintage_effect * firms.age_gap[i]);
        }
    }
}

/// Part of plant that is new in a quarter of the opening's growth: w = δ + gK.
pub fn usual_new_plant(p: &Params) -> f64 {
    p.depreciation / 4.0 + planned_growth(p, 1, 0.0)
}

/// Age at which plant stays while that part of it is new each quarter: g (1 - w) / w.
pub fn usual_age(p: &Params) -> f64 {
    let new = usual_new_plant(p);
    compounded(trend_productivity_growth(p, 1)) * (1.0 - new) / new
}

/// Turns own productivity into output per unit of staff and into the labour cost that firms price.
///
/// A_i = Ā_s A exp(ep_i + a_i) Σ_j s_j exp(-ep_j), with s_j the firm's size and a_i its technology: own differences move
/// work and profit between firms but leave the sector's labour need at its trend, technology lowers it by
/// T_s = -ln(Σ_j s_j exp(-a_j) / Σ_j s_j). Priced cost: exp(-T_s - θ r_i) / Σ_j s_j exp(-θ r_j), r_i = ep_i + a_i - T_s:
/// a firm passes all of its sector's gain and the share θ of its own advantage into its target price, the rest is its
/// margin.
/// Equation: INN-2. Source: amiti2019 (θ); normalisation: this project.
pub fn place_firms(
    own_cost_weight: f64,
    structure: &Structure,
    common: f64,
    firms: &mut Firms,
    makers: &[Vec<u32>],
) {
    for (k, makers) in makers.iter().enumerate() {
        let (mut cost, mut size) = (0.0, 0.0);
        for i in makers.iter().map(|&i| i as usize) {
            cost += firms.size[i] * math::exp(-firms.technology[i]);
            size += firms.size[i];
        }
        let sector_cost = cost / size;
        let sector_gain = -math::ln(sector_cost);
        let (mut need, mut priced) = (0.0, 0.0);
        for i in makers.iter().map(|&i| i as usize) {
            let own = firms.own_productivity[i];
            let advantage = own + (firms.technology[i] - sector_gain);
            firms.priced_cost[i] = math::exp(-own_cost_weight * advantage);
            need += firms.size[i] / math::exp(own);
            priced += firms.size[i] * firms.priced_cost[i];
            firms.productivity[i] = math::exp(own + firms.technology[i]);
        }
        for i in makers.iter().map(|&i| i as usize) {
            firms.productivity[i] *= need * structure.output_per_staff[k] * common;
            firms.priced_cost[i] *= sector_cost;
            firms.priced_cost[i] /= priced;
        }
    }
}
