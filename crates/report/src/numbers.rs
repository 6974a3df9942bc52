//! How numbers are written.

/// Which minus sign, and so which medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minus {
    /// Hyphen, for terminals and files.
    Ascii,
    /// The true minus sign, for print.
    Typographic,
}

/// Decimals that show a number of this size with about three digits.
pub fn decimals(size: f64) -> usize {
    match size.abs() {
        x if x >= 100.0 => 0,
        x if x >= 10.0 => 1,
        x if x >= 0.1 || x == 0.0 => 2,
        x if x >= 0.01 => 3,
        _ => 4,
    }
}

/// Decimals shared by the effects in one row, so that its numbers can be compared at a glance: none if a
/// band reaches 100, else about three digits of the widest, at least 2 and at `most` so many.
pub fn row_decimals(effects: &[&experiments::effects::Effect], most: usize) -> usize {
    let ends = effects.iter().flat_map(|e| {
        let (low, high) = e.spread.band(95);
        [low.abs(), high.abs()]
    });
    match ends.filter(|x| x.is_finite()).fold(0.0, f64::max) {
        size if size >= 100.0 => 0,
        size => decimals(size).clamp(2, most),
    }
}

/// A number with fixed decimals and thousands separated; `—` if it is not finite. Zero has no sign.
pub fn plain(x: f64, decimals: usize, minus: Minus) -> String {
    if !x.is_finite() {
        return "—".into();
    }
    let digits = format!("{:.decimals$}", x.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::new();
    let zero = digits.bytes().all(|b| b == b'0' || b == b'.');
    if x < 0.0 && !zero {
        out.push(match minus {
            Minus::Ascii => '-',
            Minus::Typographic => '\u{2212}',
        });
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// As `plain`, with a plus sign on numbers above zero.
pub fn signed(x: f64, decimals: usize, minus: Minus) -> String {
    let text = plain(x, decimals, minus);
    let zero = text.bytes().all(|b| !b.is_ascii_digit() || b == b'0');
    if x > 0.0 && x.is_finite() && !zero {
        format!("+{text}")
    } else {
        text
    }
}

/// A small residual such as `3e-15`; `0` if it is exactly zero.
pub fn residual(x: f64) -> String {
    if x == 0.0 { "0".into() } else { format!("{x:.0e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!(plain(1_234_567.891, 1, Minus::Ascii), "1,234,567.9");
        assert_eq!(plain(-0.004, 2, Minus::Ascii), "0.00");
        assert_eq!(plain(-12.0, 0, Minus::Typographic), "\u{2212}12");
        assert_eq!(signed(0.126, 2, Minus::Ascii), "+0.13");
        assert_eq!(signed(0.001, 2, Minus::Ascii), "0.00");
        assert_eq!(signed(-0.126, 2, Minus::Ascii), "-0.13");
        assert_eq!(signed(f64::NAN, 2, Minus::Ascii), "—");
        assert_eq!(plain(f64::INFINITY, 2, Minus::Ascii), "—");
        assert_eq!(plain(999.0, 0, Minus::Ascii), "999");
        assert_eq!(residual(3.4e-15), "3e-15");
        assert_eq!(
            [
                decimals(0.0),
                decimals(0.05),
                decimals(0.5),
                decimals(34.0),
                decimals(-500.0)
            ],
            [2, 3, 2, 1, 0]
        );
    }
}
