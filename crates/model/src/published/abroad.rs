//! The euro area: its output and prices, its demand for exports and its supply of imports.

use super::Context;
use crate::streams::Stream;
use engine::math;

/// State of the rest of the world. Its position with the central bank is in the ledger.
#[derive(Clone, Debug, Default)]
pub struct Abroad {
    /// Output of the euro area (Y_EA).
    pub output: f64,
    /// Its growth this quarter (γ_EA).
    pub growth: f64,
    /// Its inflation this quarter (π_EA).
    pub inflation: f64,
    /// Export demand, volume (C_E).
    pub export_demand: f64,
    /// Import supply, volume (Y_I).
    pub import_supply: f64,
    /// Shocks to exports and imports drawn this quarter.
    pub shocks: [f64; 2],
}

/// Moves the euro area one quarter on: output and inflation follow first-order autoregressions in logs; the shocks to
/// output, exports and imports are correlated: log Y' = α log Y + β + ε.
/// Equation: ROW-1. Source: poledna2023, eqs. (A.65)-(A.67).
pub fn advance(ctx: &Context, abroad: &mut Abroad) {
    let p = ctx.parameters;
    let z: [f64; 3] = std::array::from_fn(|k| ctx.draws.normal(Stream::WorldDemand, ctx.t, 0, k as u32));
    let [output, exports, imports] = correlate(&p.shock_covariance, z);
    let log_output = p.foreign_gdp_persistence * math::ln(abroad.output) + p.foreign_gdp_constant + output;
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

/// Plans export demand and import supply, which follow first-order autoregressions: log C' = α log C + β + ε.
/// Equation: ROW-3. Source: poledna2023, eqs. (A.55), (A.58).
pub fn plan_trade(ctx: &Context, abroad: &mut Abroad) {
    let p = ctx.parameters;
    let [exports, imports] = abroad.shocks;
    abroad.export_demand =
        math::exp(p.exports_persistence * math::ln(abroad.export_demand) + p.exports_constant + exports);
    abroad.import_supply =
        math::exp(p.imports_persistence * math::ln(abroad.import_supply) + p.imports_constant + imports);
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
