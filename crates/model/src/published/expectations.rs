//! What agents expect of growth and inflation: a first-order autoregression on the whole history.

use super::Context;
use crate::streams::Stream;
use engine::math;

/// Expectations of the quarter and the history they are formed from. Rates per quarter.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// Expected growth of output (γ^e).
    pub growth: f64,
    /// Expected inflation (π^e).
    pub inflation: f64,
    /// Gross output of all quarters, opening history first (Y).
    pub output_history: Vec<f64>,
    /// Inflation of the output price of all quarters, opening history first (π).
    pub inflation_history: Vec<f64>,
}

/// Autoregressive learning: log output and inflation each follow their own lag, re-estimated every quarter on the
/// whole history, plus a draw of the size of the residuals.
/// log Y^e = a log Y_-1 + b + N(0, s²), γ^e = Y^e / Y_-1 - 1; π^e = exp(a π_-1 + b + N(0, s²)) - 1.
/// Equation: EXP-1. Source: poledna2023, eqs. (A.1)-(A.4).
pub fn form(ctx: &Context, e: &mut Expectations) {
    let logs: Vec<f64> = e.output_history.iter().map(|y| math::ln(*y)).collect();
    let last = e.output_history[e.output_history.len() - 1];
    let shock = ctx.draws.normal(Stream::ExpectedGrowth, ctx.t, 0, 0);
    let expected = math::exp(Autoregression::fit(&logs).forecast(math::ln(last), shock));
    e.growth = expected / last - 1.0;
    let last = e.inflation_history[e.inflation_history.len() - 1];
    let shock = ctx.draws.normal(Stream::ExpectedInflation, ctx.t, 0, 0);
    e.inflation = math::exp(Autoregression::fit(&e.inflation_history).forecast(last, shock)) - 1.0;
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
