//! Quarters as text. The one place that reads them.

use engine::time::Quarter;

/// Years in which a scenario can act.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2300;

/// The years in which a scenario can act, in words.
pub fn years() -> String {
    format!("{} to {}", YEARS.start(), YEARS.end())
}

/// Forms that are understood, for messages.
pub const FORMS: &str = "\"2026Q3\", \"2026-Q3\", \"2026-07\" or \"2026-07-01\"";

/// Reads `2026Q3`, `2026-Q3`, `2026-07` or `2026-07-01`; a month or a day stands for its quarter.
/// Refuses years in which no scenario can act.
pub fn parse(text: &str) -> Option<Quarter> {
    text.parse().ok().filter(|q: &Quarter| YEARS.contains(&q.year()))
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
