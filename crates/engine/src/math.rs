//! Elementary functions: the one place where a result meets the library that computes them. It is `libm`, plain Rust without a
//! system behind it, so a function gives the same bits on every processor, under every operating system and in WebAssembly.
//! The methods of `f64` of the same names call whatever the machine brings and are banned elsewhere in the pure crates.
//! (`sqrt`, `abs`, `floor` and their like are exact everywhere and stay methods.) No function here is a fused multiply-add.

/// Name and version of the library, for manifests: another version may round another way.
pub const IMPLEMENTATION: &str = "libm 0.2.16";

/// e to the power of `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// e to the power of `x`, less one; exact near zero.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// A response that fades out: `x` near zero, with slope one, and ever closer to `low` (below zero) or `high` (above) far from it:
/// x / √(1 + (x/b)²), b the bound on its side. It stands where a clip would make everything beyond the bound alike.
#[inline]
pub fn saturating(x: f64, low: f64, high: f64) -> f64 {
    let bound = if x < 0.0 { low } else { high };
    if x == 0.0 {
        return x;
    }
    let over = x / bound;
    x / (1.0 + over * over).sqrt()
}

/// Natural logarithm; NaN below zero.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Natural logarithm of 1 + `x`; exact near zero.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Logarithm to base 2.
#[inline]
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// Logarithm to base 10.
#[inline]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// `x` to the power of `y`; NaN for a negative `x` unless `y` is a whole number.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// `x` to a whole power, by repeated squaring from the lowest digit of `n` up; a negative power is one over the positive one.
/// (The method of `f64` leaves the order of the products to the compiler.)
#[inline]
pub fn powi(x: f64, n: i32) -> f64 {
    let mut left = n.unsigned_abs();
    let mut square = x;
    let mut product = 1.0;
    loop {
        if left & 1 == 1 {
            product *= square;
        }
        left >>= 1;
        if left == 0 {
            break;
        }
        square *= square;
    }
    if n < 0 { 1.0 / product } else { product }
}

/// Cube root.
#[inline]
pub fn cbrt(x: f64) -> f64 {
    libm::cbrt(x)
}

/// Length of the hypotenuse.
#[inline]
pub fn hypot(x: f64, y: f64) -> f64 {
    libm::hypot(x, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_that_of_the_pinned_library() {
        let version = IMPLEMENTATION.strip_prefix("libm ").unwrap();
        let pin = format!("libm = {{ version = \"={version}\"");
        assert!(include_str!("../../../Cargo.toml").contains(&pin), "no {pin}");
    }

    #[test]
    fn a_response_fades_out() {
        assert_eq!(saturating(0.0, 0.0, 0.0), 0.0);
        assert_eq!(saturating(3.0, -1.0, 4.0), 3.0 / 1.25);
        assert_eq!(saturating(-3.0, -4.0, 1.0), -3.0 / 1.25);
        assert_eq!(saturating(2.0, -1.0, 0.0), 0.0);
        assert!((saturating(1e9, -1.0, 2.0) - 2.0).abs() < 1e-12);
        assert_eq!(saturating(5.0, -1.0, f64::INFINITY), 5.0);
        assert!(saturating(f64::NAN, -1.0, 1.0).is_nan());
    }

    /// The last digits are those of the library where the library of some system gives others.
    #[test]
    fn the_last_digits_are_those_of_the_library() {
        let known = [
            (exp(0.134), 0x3ff2_4b56_44ed_ae04),
            (exp_m1(0.92), 0x3ff8_260d_ae0f_1886),
            (ln(0.139), 0xbfff_928f_75e3_d238),
            (ln_1p(1.881), 0x3ff0_ee21_8a8a_1e56),
            (log2(0.165), 0xc004_cbb2_c51d_0aed),
            (log10(0.127), 0xbfec_ada3_d1a9_5053),
            (pow(0.005, 0.75), 0x3f93_4119_01f5_fa46),
            (hypot(0.004, 0.65), 0x3fe4_cce6_9c61_22d0),
            (cbrt(2.0), 0x3ff4_28a2_f98d_728b_u64),
        ];
        for (n, (found, bits)) in known.into_iter().enumerate() {
            assert_eq!(found.to_bits(), bits, "function {n}: {found:e}");
        }
    }

    #[test]
    fn whole_powers_are_squares_from_the_lowest_digit_up() {
        let x = 1.1_f64;
        let (square, fourth) = (x * x, (x * x) * (x * x));
        assert_eq!(powi(x, 7).to_bits(), ((x * square) * fourth).to_bits());
        assert_ne!(powi(x, 7).to_bits(), (x * x * x * x * x * x * x).to_bits());
        assert_eq!(powi(x, -7).to_bits(), (1.0 / ((x * square) * fourth)).to_bits());
        assert_eq!([powi(x, 0), powi(x, 1), powi(0.0, -1)], [1.0, x, f64::INFINITY]);
        assert_eq!(powi(1.0, i32::MIN), 1.0);
    }
}
