//! Quarters.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// A text that names no quarter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` names no quarter: {why}; events are dated by quarter, so write for example 2026Q3, 2026-Q3, 2026-07 or 2026-07-01"
)]
pub struct QuarterError {
    /// What was read.
    pub text: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// Reads `2026Q3`, `2026-Q3`, `2026-07` and `2026-07-01`; a month or a day means the quarter it falls in.
impl FromStr for Quarter {
    type Err = QuarterError;

    fn from_str(text: &str) -> Result<Self, QuarterError> {
        read(text.trim()).map_err(|why| QuarterError {
            text: text.to_owned(),
            why,
        })
    }
}

fn read(text: &str) -> Result<Quarter, &'static str> {
    let (year, rest) = text.split_at_checked(4).ok_or("it is too short")?;
    let year = number(year, 4).ok_or("it does not begin with a year of four digits")?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    if let Some(of_year) = rest.strip_prefix(['Q', 'q']) {
        return match number(of_year, 1) {
            Some(q @ 1..=4) => Ok(Quarter::new(year, q as u8)),
            _ => Err("a year has quarters 1 to 4"),
        };
    }
    if text.as_bytes().get(4) != Some(&b'-') {
        return Err("the year is followed neither by a quarter nor by a month");
    }
    let (month, day) = match rest.split_once('-') {
        Some((month, day)) => (month, Some(day)),
        None => (rest, None),
    };
    let month = match number(month, 2) {
        Some(month @ 1..=12) => month,
        _ => return Err("a year has months 01 to 12"),
    };
    let last = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match day.map(|day| number(day, 2)) {
        None => {}
        Some(Some(day)) if (1..=last).contains(&day) => {}
        Some(_) => return Err("the month has no such day"),
    }
    Ok(Quarter::new(year, ((month - 1) / 3 + 1) as u8))
}

/// A number written with exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<i32> {
    if text.len() != digits || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_name_the_same_quarter() {
        for text in [
            "2026Q3",
            "2026-Q3",
            "2026q3",
            "2026-07",
            "2026-09-30",
            " 2026-07-01 ",
        ] {
            assert_eq!(text.parse(), Ok(Quarter::new(2026, 3)), "{text}");
        }
        assert_eq!("2024-02-29".parse(), Ok(Quarter::new(2024, 1)));
    }

    #[test]
    fn what_names_no_quarter_is_refused_with_a_way_out() {
        for text in [
            "",
            "26Q3",
            "2026",
            "2026Q5",
            "2026Q0",
            "202607",
            "2026-13",
            "2026-00",
            "2026-7",
            "2026-02-30",
            "2026-07-1",
            "2026-07-01-01",
            "二零二六Q3",
            "+026Q1",
        ] {
            let error = text.parse::<Quarter>().unwrap_err();
            assert!(error.to_string().contains("2026Q3"), "{error}");
        }
    }

    #[test]
    fn text_and_quarter_are_inverse() {
        let quarter = Quarter::new(2026, 4).plus(9);
        assert_eq!(quarter.to_string(), "2029Q1");
        assert_eq!(quarter.to_string().parse(), Ok(quarter));
        assert_eq!(quarter.since(Quarter::new(2026, 4)), 9);
    }
}
