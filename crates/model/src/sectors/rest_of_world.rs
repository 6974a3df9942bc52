//! The rest of the world: demand, prices and the exchange rate. Its position with the central bank is in the ledger.

use crate::context::Context;
use crate::processes::expectations::compounded;
use crate::rules::Rules;
use crate::streams::Stream;
use engine::math;

/// State of the rest of the world.
#[derive(Clone, Debug, Default)]
pub struct RestOfWorld {
    /// Foreign output (published rules: euro-area GDP, Y_EA).
    pub output: f64,
    /// Foreign growth this quarter (γ_EA).
    pub growth: f64,
    /// Foreign inflation this quarter (π_EA).
    pub inflation: f64,
    /// Export demand, volume (published rules: C_E).
    pub export_demand: f64,
    /// Import supply, volume (published rules: Y_I).
    pub import_supply: f64,
    /// World demand, 1 at the opening (WD).
    pub world_demand: f64,
    /// Deviation of world demand from its path, log (x).
    pub demand_shock: f64,
    /// Foreign price level, 1 at the opening (PF).
    pub price: f64,
    /// Real exchange rate: home money for foreign goods, 1 at the opening (e).
    pub exchange_rate: f64,
    /// Net exports over GDP against their anchor, smoothed (nxgap).
    pub net_export_gap: f64,
    /// Shocks to exports and imports drawn this quarter (published rules).
    pub shocks: [f64; 2],
}

/// Moves foreign output, prices and the exchange rate one quarter on.
///
/// Published rules: euro-area output and inflation follow first-order autoregressions in logs; the shocks to
/// output, exports and imports are correlated: log Y' = α log Y + β + ε. Equation: ROW-1. Source: poledna2023, eqs. (A.65)-(A.67).
/// Growing economy: world demand grows along a fading path with persistent shocks, foreign prices grow steadily, and
/// the real exchange rate leans against the gap of net exports: e' = e exp(-k_e nxgap / 4).
/// Equation: ROW-2. Source: schmitt-grohe2003 (need for an external anchor); sizes in the pack.
pub fn advance(ctx: &Context, abroad: &mut RestOfWorld) {
    match ctx.rules {
        Rules::Published(p) => {
            let z: [f64; 3] =
                std::array::from_fn(|k| ctx.draws.normal(Stream::WorldDemand, ctx.t, 0, k as u32));
            let [output, exports, imports] = correlate(&p.shock_covariance, z);
            let log_output =
                p.foreign_gdp_persistence * math::ln(abroad.output) + p.foreign_gdp_constant + output;
            let previous = abroad.output;
            abroad.output = math::exp(log_output);
            abroad.growth = abroad.output / previous - 1.0;
            let draw = ctx.draws.normal(Stream::ForeignInflation, ctx.t, 0, 0);
            abroad.inflation = math::exp(
                p.foreign_inflation_persistence * math::ln(1.0 + abroad.inflation)
                    + p.foreign_inflation_constant
                    + p.foreign_inflation_sd * draw,
            ) - 1.0;
            abroad.shocks = [exports, imports];
        }
        Rules::Growing(g) => {
            let p = &g.p;
            let elapsed = f64::from(ctx.t) - 1.0;
            let growth = p.world_growth_end
                + (p.world_growth_start - p.world_growth_end) * math::exp(-elapsed / p.world_growth_fade);
            abroad.growth = compounded(growth);
            abroad.world_demand *= 1.0 + abroad.growth;
            let draw = ctx.draws.normal(Stream::WorldDemand, ctx.t, 0, 0);
            abroad.demand_shock = p.world_shock_persistence * abroad.demand_shock + p.world_shock_sd * draw;
            abroad.inflation = compounded(p.foreign_inflation);
            abroad.price *= 1.0 + abroad.inflation;
            abroad.exchange_rate *= math::exp(-p.exchange_rate_adjustment * abroad.net_export_gap / 4.0);
        }
    }
}

/// Plans export demand and, under the published rules, import supply.
///
/// Published rules: both follow first-order autoregressions, log C' = α log C + β + ε. Equation: ROW-3. Source: poledna2023,
/// eqs. (A.55), (A.58).
/// Growing economy: volume = X_0 WD exp(x) (1 + shock) (P_X (1 + tariff) / (e PF))^(-ε_X), so foreign buyers
/// see the tariff on top of the price. Equation: ROW-4. Source: armington1969, goldstein1985 (sizes).
pub fn plan_trade(ctx: &Context, abroad: &mut RestOfWorld, export_price: f64) {
    match ctx.rules {
        Rules::Published(p) => {
            abroad.export_demand = math::exp(
                p.exports_persistence * math::ln(abroad.export_demand)
                    + p.exports_constant
                    + abroad.shocks[0],
            );
            abroad.import_supply = math::exp(
                p.imports_persistence * math::ln(abroad.import_supply)
                    + p.imports_constant
                    + abroad.shocks[1],
            );
        }
        Rules::Growing(g) => {
            let relative =
                export_price * (1.0 + ctx.policy.core.export_tariff) / (abroad.exchange_rate * abroad.price);
            abroad.export_demand = g.opening_exports
                * abroad.world_demand
                * math::exp(abroad.demand_shock)
                * (1.0 + ctx.policy.core.world_demand)
                * math::pow(relative, -g.p.export_elasticity);
        }
    }
}

/// Updates the smoothed gap of net exports, nxgap' = (1-λ) nxgap + λ (NX/GDP - nx*). Equation: ROW-5.
/// Source: this project.
pub fn remember_net_exports(ctx: &Context, abroad: &mut RestOfWorld, net_exports_over_gdp: f64) {
    if let Rules::Growing(g) = ctx.rules {
        let gap = net_exports_over_gdp - g.p.net_export_anchor;
        abroad.net_export_gap += g.p.net_export_memory * (gap - abroad.net_export_gap);
    }
}

/// Correlated shocks from independent ones by the lower Cholesky factor; none if the matrix is numerically zero.
fn correlate(c: &[[f64; 3]; 3], z: [f64; 3]) -> [f64; 3] {
    let size: f64 = c.iter().flatten().sum();
    if size.abs() < NEGLIGIBLE_COVARIANCE {
        return [0.0; 3];
    }
    let l11 = c[0][0].sqrt();
    let l21 = c[1][0] / l11;
    let l31 = c[2][0] / l11;
    let l22 = (c[1][1] - l21 * l21).sqrt();
    let l32 = (c[2][1] - l31 * l21) / l22;
    let l33 = (c[2][2] - l31 * l31 - l32 * l32).sqrt();
    [
        l11 * z[0],
        l21 * z[0] + l22 * z[1],
        l31 * z[0] + l32 * z[1] + l33 * z[2],
    ]
}

/// Sum of covariances below which the published model draws no shocks.
const NEGLIGIBLE_COVARIANCE: f64 = 1e-8;

#[cfg(test)]
mod tests {
    use super::correlate;

    #[test]
    fn cholesky_by_hand() {
        // L = [[2,0,0],[1,3,0],[4,5,6]]: C = L L'.
        let c = [[4.0, 2.0, 8.0], [2.0, 10.0, 19.0], [8.0, 19.0, 77.0]];
        assert_eq!(correlate(&c, [1.0, 1.0, 1.0]), [2.0, 4.0, 15.0]);
        assert_eq!(correlate(&[[0.0; 3]; 3], [1.0; 3]), [0.0; 3]);
    }
}
