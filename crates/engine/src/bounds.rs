//! Bounds that keep what is no number visible: `f64::max` and `min` would turn it into the bound.

/// Bounds on a number; NaN on either side gives NaN.
pub trait Bounds {
    /// `bound` if the number is smaller.
    fn at_least(self, bound: f64) -> f64;
    /// `bound` if the number is larger.
    fn at_most(self, bound: f64) -> f64;
}

impl Bounds for f64 {
    #[inline]
    fn at_least(self, bound: f64) -> f64 {
        if self >= bound || self.is_nan() {
            self
        } else {
            bound
        }
    }
    #[inline]
    fn at_most(self, bound: f64) -> f64 {
        if self <= bound || self.is_nan() {
            self
        } else {
            bound
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bounds;

    #[test]
    fn bounds_hold_and_show_what_is_no_number() {
        assert_eq!((2.0.at_least(1.0), 0.0.at_least(1.0)), (2.0, 1.0));
        assert_eq!((2.0.at_most(1.0), 0.0.at_most(1.0)), (1.0, 0.0));
        assert!(f64::NAN.at_least(0.0).is_nan() && f64::NAN.at_most(0.0).is_nan());
        assert!(1.0.at_least(f64::NAN).is_nan() && 1.0.at_most(f64::NAN).is_nan());
    }
}
