//! Quarters.

use std::fmt;

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i32);

impl Quarter {
    /// Quarter `of_year` (1 to 4) of `year`.
    pub const fn new(year: i32, of_year: u8) -> Self {
        assert!(
            of_year >= 1 && of_year <= 4,
            "Invariant: a year has four quarters"
        );
        Self(year * 4 + of_year as i32 - 1)
    }
    /// Calendar year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(4)
    }
    /// 1 to 4.
    pub const fn of_year(self) -> u8 {
        self.0.rem_euclid(4) as u8 + 1
    }
    /// The quarter `n` quarters later (earlier if negative).
    pub const fn plus(self, n: i32) -> Self {
        Self(self.0 + n)
    }
    /// Quarters from `earlier` to `self`.
    pub const fn since(self, earlier: Quarter) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year(), self.of_year())
    }
}
