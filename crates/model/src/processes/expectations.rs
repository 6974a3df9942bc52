//! What agents expect of growth and inflation, and what they remember. Expectations are common to all agents;
//! what a single firm expects of its own sales is in `sectors::firms`.

use crate::context::Context;
use crate::rules::{Growing, Rules};
use crate::streams::Stream;
use engine::math;

/// Expectations of the quarter and the memory they are formed from. Rates per quarter unless said otherwise.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// Expected growth of output (γ^e, ge).
    pub growth: f64,
    /// Expected inflation (π^e, pie).
    pub inflation: f64,
    /// Growth on which capital is planned (gK).
    pub planning_growth: f64,
    /// Announced trend growth (gtr).
    pub trend_growth: f64,
    /// Announced trend growth of productivity.
    pub trend_productivity: f64,
    /// What the announced trend of productivity has learnt from realised productivity: added to its path (dev).
    pub trend_correction: f64,
    /// Gross output of all quarters, opening history first (Y).
    pub output_history: Vec<f64>,
    /// Inflation of the output price of all quarters, opening history first (π).
    pub inflation_history: Vec<f64>,
    /// Experienced growth, smoothed (gbar).
    pub growth_memory: f64,
    /// Experienced inflation, smoothed (pibar).
    pub inflation_memory: f64,
    /// Consumer price inflation over four quarters.
    pub inflation_year: f64,
    /// Growth of real GDP over four quarters.
    pub growth_year: f64,
    /// Announced trend growth over four quarters.
    pub trend_year: f64,
    /// Unemployment of last quarter (ratio).
    pub unemployment: f64,
    /// Unemployment as government sees it, smoothed (ratio).
    pub unemployment_smoothed: f64,
}

/// Forms the expectations of the quarter.
pub fn form(ctx: &Context, e: &mut Expectations) {
    match ctx.rules {
        Rules::Published(_) => form_published(ctx, e),
        Rules::Growing(g) => form_anchored(ctx, g, e),
    }
}

/// Autoregressive learning: log output and inflation each follow their own lag, re-estimated every quarter on the
/// whole history, plus a draw of the size of the residuals.
/// log Y^e = a log Y_-1 + b + N(0, s²), γ^e = Y^e / Y_-1 - 1; π^e = exp(a π_-1 + b + N(0, s²)) - 1.
/// Equation: EXP-1. Source: poledna2023, eqs. (A.1)-(A.4).
fn form_published(ctx: &Context, e: &mut Expectations) {
    let logs: Vec<f64> = e.output_history.iter().map(|y| math::ln(*y)).collect();
    let last = e.output_history[e.output_history.len() - 1];
    let shock = ctx.draws.normal(Stream::ExpectedGrowth, ctx.t, 0, 0);
    let expected = math::exp(Autoregression::fit(&logs).forecast(math::ln(last), shock));
    e.growth = expected / last - 1.0;
    let last = e.inflation_history[e.inflation_history.len() - 1];
    let shock = ctx.draws.normal(Stream::ExpectedInflation, ctx.t, 0, 0);
    e.inflation = math::exp(Autoregression::fit(&e.inflation_history).forecast(last, shock)) - 1.0;
}

/// Anchored expectations: a weight on what is announced, the rest on smoothed experience; no estimation, no draw.
/// γ^e = w_g g_trend + (1-w_g) gbar; π^e = w_π π*/4 + (1-w_π) pibar; capital is planned on trend growth averaged
/// over the horizon N; the trend of productivity is its path plus what it has learnt (EXP-5), zero without research.
/// Equation: EXP-2. Source: hommes2021, assenza2015 (form); sizes in the pack.
fn form_anchored(ctx: &Context, g: &Growing, e: &mut Expectations) {
    let p = &g.p;
    let labour = compounded(p.labour_force_growth);
    let productivity = trend_productivity_growth(p, ctx.t);
    e.trend_productivity = compounded(productivity) + e.trend_correction;
    e.trend_growth = (1.0 + e.trend_productivity) * (1.0 + labour) - 1.0;
    e.trend_year = (1.0 + productivity + 4.0 * e.trend_correction) * (1.0 + p.labour_force_growth) - 1.0;
    let (tau, n) = (p.productivity_growth_fade, p.planning_horizon);
    let fade = tau / n * (1.0 - math::exp(-n / tau));
    let average = p.productivity_growth_end + (productivity - p.productivity_growth_end) * fade;
    let planned = (1.0 + compounded(average) + e.trend_correction) * (1.0 + labour) - 1.0;
    e.growth = p.growth_anchor_weight * e.trend_growth + (1.0 - p.growth_anchor_weight) * e.growth_memory;
    e.planning_growth = p.growth_anchor_weight * planned + (1.0 - p.growth_anchor_weight) * e.growth_memory;
    e.inflation = p.inflation_anchor_weight * p.inflation_target / 4.0
        + (1.0 - p.inflation_anchor_weight) * e.inflation_memory;
}

/// Announced trend growth of labour productivity in quarter `t`, per year:
/// g = g_inf + (g_0 - g_inf) exp(-(t-1)/τ). Equation: EXP-3. Source: this project.
pub fn trend_productivity_growth(p: &crate::core::Params, t: u32) -> f64 {
    let elapsed = f64::from(t) - 1.0;
    p.productivity_growth_end
        + (p.productivity_growth_start - p.productivity_growth_end)
            * math::exp(-elapsed / p.productivity_growth_fade)
}

/// Rate per quarter that compounds to `per_year`.
pub fn compounded(per_year: f64) -> f64 {
    engine::units::PerYear(per_year).compounded().get()
}

/// Updates memories with the quarter's experience: growth of gross output and inflation of consumer prices.
/// x' = x + λ (experience - x). Equation: EXP-4. Source: hommes2021 (adaptive form).
pub fn remember(ctx: &Context, e: &mut Expectations, growth: f64, inflation: f64, unemployment: f64) {
    if let Rules::Growing(g) = ctx.rules {
        e.growth_memory += g.p.growth_memory * (growth - e.growth_memory);
        e.inflation_memory += g.p.inflation_memory * (inflation - e.inflation_memory);
        e.unemployment_smoothed += g.p.unemployment_memory * (unemployment - e.unemployment_smoothed);
    }
    e.unemployment = unemployment;
}

/// Standard deviation of a history (log or rate) below which it counts as constant.
const NEGLIGIBLE_SPREAD: f64 = 1e-9;

/// First-order autoregression with constant, by ordinary least squares.
struct Autoregression {
    slope: f64,
    constant: f64,
    /// Standard deviation of the residuals (n-1 in the denominator).
    spread: f64,
}

impl Autoregression {
    fn fit(series: &[f64]) -> Self {
        let (x, y) = (&series[..series.len() - 1], &series[1..]);
        let n = x.len() as f64;
        let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
        let sxy: f64 = x.iter().zip(y).map(|(a, b)| (a - mx) * (b - my)).sum();
        let sxx: f64 = x.iter().map(|a| (a - mx) * (a - mx)).sum();
        // A series that has never moved but for rounding shows no slope: it is expected to stay where it is.
        let slope = if (sxx / n).sqrt() > NEGLIGIBLE_SPREAD {
            sxy / sxx
        } else {
            0.0
        };
        let constant = my - slope * mx;
        let squares: f64 = x
            .iter()
            .zip(y)
            .map(|(a, b)| math::powi(b - constant - slope * a, 2))
            .sum();
        Self {
            slope,
            constant,
            spread: (squares / (n - 1.0)).sqrt(),
        }
    }

    fn forecast(&self, last: f64, shock: f64) -> f64 {
        self.slope * last + self.constant + self.spread * shock
    }
}

#[cfg(test)]
mod tests {
    use super::Autoregression;

    #[test]
    fn what_never_moved_is_expected_to_stay() {
        let fit = Autoregression::fit(&[0.25; 6]);
        assert_eq!((fit.spread, fit.forecast(0.25, 1.0)), (0.0, 0.25));
    }

    #[test]
    fn least_squares_by_hand() {
        // x = 1, 2, 4; y = 2, 4, 7: slope 23/14 and constant 0.5 by hand.
        let fit = Autoregression::fit(&[1.0, 2.0, 4.0, 7.0]);
        assert!((fit.slope - 23.0 / 14.0).abs() < 1e-14);
        assert!((fit.constant - 0.5).abs() < 1e-13);
        let residuals = [
            2.0 - 0.5 - 23.0 / 14.0,
            4.0 - 0.5 - 46.0 / 14.0,
            7.0 - 0.5 - 92.0 / 14.0,
        ];
        let spread = (residuals.iter().map(|u| u * u).sum::<f64>() / 2.0).sqrt();
        assert!((fit.spread - spread).abs() < 1e-14);
        assert!((fit.forecast(7.0, 1.0) - (11.5 + 0.5 + spread)).abs() < 1e-12);
    }
}
