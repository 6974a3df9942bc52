//! Quarters as text. The one place that reads them.

use engine::time::Quarter;

/// Years in which a scenario can act.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2300;

/// Forms that are understood, for messages.
pub const FORMS: &str = "\"2026Q3\", \"2026-Q3\", \"2026-07\" or \"2026-07-01\"";

/// Reads `2026Q3`, `2026-Q3`, `2026-07` or `2026-07-01`; a month or a day stands for its quarter.
pub fn parse(text: &str) -> Option<Quarter> {
    let text = text.trim();
    let year: i32 = text
        .get(..4)
        .filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?
        .parse()
        .ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    let rest = &text[4..];
    let after_dash = rest.strip_prefix('-');
    if let Some(q) = after_dash.unwrap_or(rest).strip_prefix(['Q', 'q']) {
        let of_year: u8 = q.parse().ok()?;
        return (q.len() == 1 && (1..=4).contains(&of_year)).then(|| Quarter::new(year, of_year));
    }
    let (month, day) = match after_dash?.split_once('-') {
        Some((month, day)) => (month, Some(day)),
        None => (after_dash?, None),
    };
    let two_digits = |s: &str| -> Option<u8> {
        (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
    };
    let month = two_digits(month).filter(|m| (1..=12).contains(m))?;
    if let Some(day) = day {
        two_digits(day).filter(|d| (1..=31).contains(d))?;
    }
    Some(Quarter::new(year, (month - 1) / 3 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_spellings_of_one_quarter() {
        for text in ["2026Q3", "2026-Q3", "2026q3", "2026-07", "2026-09", "2026-07-01"] {
            assert_eq!(parse(text), Some(Quarter::new(2026, 3)), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "2026",
            "2026Q5",
            "2026Q0",
            "2026Q33",
            "26Q3",
            "2026-13",
            "2026-7",
            "2026-07-40",
            "Q3 2026",
            "２０２６Q3",
            "0001Q1",
            "2026-Q",
            "2026Q",
            "2026-",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
