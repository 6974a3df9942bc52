//! Quantile functions: one uniform number in, one draw out, so that a draw stays a pure function of its key and
//! two scenarios that share a uniform number share the rank of the draw.

use crate::math;
/// Standard normal quantile of `p` in (0, 1).
///
/// Source: Wichura (1988), Algorithm AS 241, PPND16; relative accuracy about 1e-16.
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * polynomial(&CENTRE.0, r) / polynomial(&CENTRE.1, r);
    }
    let r = (-math::ln(p.min(1.0 - p))).sqrt();
    let tail = if r <= 5.0 {
        polynomial(&MIDDLE.0, r - 1.6) / polynomial(&MIDDLE.1, r - 1.6)
    } else {
        polynomial(&TAIL.0, r - 5.0) / polynomial(&TAIL.1, r - 5.0)
    };
    tail.copysign(q)
}

/// Quantile of the Pareto distribution on [1, ∞) with P(X > x) = x^(−`tail`).
pub fn pareto_quantile(p: f64, tail: f64) -> f64 {
    math::exp(exponential_quantile(p) / tail)
}

/// Quantile of the exponential distribution with mean one.
pub fn exponential_quantile(p: f64) -> f64 {
    -math::ln_1p(-p)
}

/// Value at `x` of the polynomial with `coefficients` from the highest power down.
#[inline]
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |value, c| value * x + c)
}

/// Numerator and denominator of a rational approximation, highest power first.
type Rational = ([f64; 8], [f64; 8]);

const CENTRE: Rational = (
    [
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665,
    ],
    [
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0,
    ],
);
const MIDDLE: Rational = (
    [
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835,
    ],
    [
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1.0,
    ],
);
const TAIL: Rational = (
    [
        2.0103343992922881e-07,
        2.7115555687434876e-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103,
    ],
    [
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1.0,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values: inverse error function in 400-digit arithmetic at the double nearest to each `p`.
    #[test]
    fn normal_quantiles() {
        let known = [
            (0.5, 0.0),
            (0.6, 0.253_347_103_135_799_7),
            (0.25, -0.674_489_750_196_081_7),
            (0.9, 1.281_551_565_544_600_6),
            (0.975, 1.959_963_984_540_053_9),
            (0.99, 2.326_347_874_040_840_8),
            (0.0249, -1.961_677_869_063_786),
            (1e-3, -3.090_232_306_167_813_5),
            (1e-6, -4.753_424_308_822_899),
            (1e-10, -6.361_340_902_404_056),
            (1e-15, -7.941_345_326_170_997),
            (1e-20, -9.262_340_089_798_408),
            (1e-100, -21.273_453_560_965_324),
            (1e-300, -37.047_096_299_361_2),
        ];
        for (p, x) in known {
            let error = (normal_quantile(p) - x).abs();
            assert!(error <= 2e-15 * x.abs(), "p = {p}: off by {error:e}");
        }
    }

    #[test]
    fn pareto_and_exponential_quantiles() {
        // P(X > 4) = 4^(-1.5) = 1/8; P(E > ln 2) = 1/2.
        assert!((pareto_quantile(0.875, 1.5) - 4.0).abs() < 4e-15);
        assert!((exponential_quantile(0.5) - std::f64::consts::LN_2).abs() < 1e-15);
        assert!((exponential_quantile(1e-18) - 1e-18).abs() < 1e-33);
    }
}
