//! Elementary functions: the one place where a result meets the library that computes them. The methods of `f64` of the same
//! names are banned elsewhere in the pure crates, because whose bits they give depends on the machine. (`sqrt`, `abs`, `floor`
//! and their like are exact everywhere and stay methods.)
#![expect(
    clippy::disallowed_methods,
    reason = "this is the place that the ban points to"
)]

/// Name of the library, for manifests.
pub const IMPLEMENTATION: &str = "system libm";

/// e to the power of `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    x.exp()
}

/// e to the power of `x`, less one; exact near zero.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    x.exp_m1()
}

/// Natural logarithm; NaN below zero.
#[inline]
pub fn ln(x: f64) -> f64 {
    x.ln()
}

/// Natural logarithm of 1 + `x`; exact near zero.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    x.ln_1p()
}

/// Logarithm to base 2.
#[inline]
pub fn log2(x: f64) -> f64 {
    x.log2()
}

/// `x` to the power of `y`; NaN for a negative `x` unless `y` is a whole number.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    x.powf(y)
}

/// `x` to a whole power.
#[inline]
pub fn powi(x: f64, n: i32) -> f64 {
    x.powi(n)
}

/// Cube root.
#[inline]
pub fn cbrt(x: f64) -> f64 {
    x.cbrt()
}

/// Length of the hypotenuse.
#[inline]
pub fn hypot(x: f64, y: f64) -> f64 {
    x.hypot(y)
}
