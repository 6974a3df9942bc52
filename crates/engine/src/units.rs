//! Rates with their period in the type, so that an annual rate never enters a quarterly equation unconverted.

use crate::math;
use serde::{Deserialize, Serialize};
/// A rate per year (ratio: 0.03 is three percent a year).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct PerYear(pub f64);

/// A rate per quarter (ratio).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct PerQuarter(pub f64);

impl PerYear {
    /// The number itself.
    pub const fn get(self) -> f64 {
        self.0
    }
    /// A quarter of the annual rate: interest that is paid out, `x / 4`.
    pub const fn simple(self) -> PerQuarter {
        PerQuarter(self.0 / 4.0)
    }
    /// The rate that compounds to the annual one in four quarters: growth, `(1 + x)^(1/4) − 1`.
    pub fn compounded(self) -> PerQuarter {
        PerQuarter(math::exp_m1(math::ln_1p(self.0) / 4.0))
    }
}

impl PerQuarter {
    /// The number itself.
    pub const fn get(self) -> f64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_compounded_quarters_make_a_year() {
        let quarter = PerYear(0.05).compounded().get();
        assert!((math::powi(1.0 + quarter, 4) - 1.05).abs() < 1e-15);
        assert_eq!(PerYear(0.05).simple(), PerQuarter(0.0125));
    }
}
