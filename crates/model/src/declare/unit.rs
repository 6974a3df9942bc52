//! Units of levers as text: `"500 bn CNY"`, `"1.75 %"`, `"175 bp"`, `"1 % of GDP"`. A unit is never guessed.

/// Unit of a lever's value in a scenario file. A closed list; the number in `Policy` is a ratio, a rate per year
/// as a ratio, or billion of national currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Share of last quarter's nominal GDP; `"1 % of GDP"` is 0.01.
    ShareOfGdp,
    /// Interest rate per year; `"1.75 %"` and `"175 bp"` are 0.0175.
    RatePerYear,
    /// Plain ratio; `0.5` and `"50 %"` are 0.5.
    Ratio,
    /// Relative change or tax rate; `"-5 %"`, `"-5 pp"` and `-0.05` are -0.05.
    Change,
    /// Stock or amount of money, billion of national currency; `"1.2 tn CNY"` is 1200.
    Money,
    /// Flow of money per year, billion of national currency; `"500 bn CNY"` is 500 a year.
    MoneyPerYear,
}

/// A value read from text.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Value in the unit's own measure (ratio, or billion of national currency).
    pub value: f64,
    /// Currency code, for money.
    pub currency: Option<String>,
}

/// Why a text is not a value of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitError {
    /// No number at the front.
    NotANumber,
    /// NaN or infinity.
    NotFinite,
    /// A number with another unit; the text after the number.
    WrongUnit(String),
}

/// What stands behind a number.
enum Suffix {
    Nothing,
    Percent,
    PercentPerYear,
    PercentOfGdp,
    BasisPoints,
    PercentagePoints,
    Money {
        shift: i32,
        currency: String,
        per_year: bool,
    },
    Unknown,
}

impl Unit {
    /// All units.
    pub const ALL: [Unit; 6] = [
        Unit::ShareOfGdp,
        Unit::RatePerYear,
        Unit::Ratio,
        Unit::Change,
        Unit::Money,
        Unit::MoneyPerYear,
    ];

    /// Stable name for machine-readable output.
    pub const fn id(self) -> &'static str {
        match self {
            Unit::ShareOfGdp => "share_of_gdp",
            Unit::RatePerYear => "rate_per_year",
            Unit::Ratio => "ratio",
            Unit::Change => "relative_change",
            Unit::Money => "money_bn",
            Unit::MoneyPerYear => "money_bn_per_year",
        }
    }

    /// How a value is written, for messages.
    pub const fn accepted(self) -> &'static str {
        match self {
            Unit::ShareOfGdp => "a share of GDP such as \"1 % of GDP\"",
            Unit::RatePerYear => "a rate per year such as \"1.75 %\" or \"175 bp\"",
            Unit::Ratio => "a plain ratio such as 0.5, or \"50 %\"",
            Unit::Change => "a change such as \"-5 %\", or -0.05",
            Unit::Money => "money such as \"500 bn CNY\", \"1.2 tn CNY\" or \"5000 亿元\"",
            Unit::MoneyPerYear => "money per year such as \"500 bn CNY\" or \"1.2 tn CNY a year\"",
        }
    }

    /// A value in the measure of the model: money per year becomes money per quarter.
    pub const fn per_quarter(self, value: f64) -> f64 {
        match self {
            Unit::MoneyPerYear => value / 4.0,
            _ => value,
        }
    }

    /// Reads a value. A bare `0` is the same in every unit and needs none.
    pub fn parse(self, text: &str) -> Result<Amount, UnitError> {
        let text = text
            .replace('％', "%")
            .replace(['−', '–'], "-")
            .replace('\u{a0}', " ");
        let (number, rest) = split_number(text.trim())?;
        let wrong = || UnitError::WrongUnit(rest.trim().to_owned());
        let mut currency = None;
        let shift = match (self, suffix(rest.trim())) {
            (Unit::ShareOfGdp, Suffix::PercentOfGdp) => -2,
            (Unit::RatePerYear, Suffix::Percent | Suffix::PercentPerYear | Suffix::PercentagePoints) => -2,
            (Unit::RatePerYear, Suffix::BasisPoints) => -4,
            (Unit::Ratio | Unit::Change, Suffix::Nothing) => 0,
            (Unit::Ratio | Unit::Change, Suffix::Percent | Suffix::PercentagePoints) => -2,
            (
                Unit::Money,
                Suffix::Money {
                    shift,
                    currency: code,
                    per_year: false,
                },
            )
            | (
                Unit::MoneyPerYear,
                Suffix::Money {
                    shift,
                    currency: code,
                    ..
                },
            ) => {
                currency = Some(code);
                shift
            }
            (_, Suffix::Nothing) if shifted(&number, 0) == Some(0.0) => 0,
            _ => return Err(wrong()),
        };
        let value = shifted(&number, shift).ok_or(UnitError::NotANumber)?;
        if !value.is_finite() {
            return Err(UnitError::NotFinite);
        }
        // A negative zero would print as "-0" and hash differently from zero.
        Ok(Amount {
            value: if value == 0.0 { 0.0 } else { value },
            currency,
        })
    }

    /// Writes a value so that [`Unit::parse`] reads back exactly the same number.
    pub fn format(self, value: f64, currency: &str) -> String {
        match self {
            Unit::ShareOfGdp => format!("{} % of GDP", decimal(value, 2)),
            Unit::RatePerYear | Unit::Change => format!("{} %", decimal(value, 2)),
            Unit::Ratio => decimal(value, 0),
            Unit::Money => format!("{} bn {currency}", decimal(value, 0)),
            Unit::MoneyPerYear => format!("{} bn {currency} a year", decimal(value, 0)),
        }
    }
}

/// Splits a text into its number (thousands separators removed) and what follows.
fn split_number(text: &str) -> Result<(String, &str), UnitError> {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['+', '-']);
    if unsigned.starts_with("nan") || unsigned.starts_with("inf") {
        return Err(UnitError::NotFinite);
    }
    let bytes = text.as_bytes();
    let mut end = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let start = end;
    while end < bytes.len() && (bytes[end].is_ascii_digit() || matches!(bytes[end], b'.' | b',')) {
        end += 1;
    }
    let mantissa_end = end;
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let mut exponent = end + 1;
        exponent += usize::from(matches!(bytes.get(exponent), Some(b'+' | b'-')));
        let digits = exponent;
        while bytes.get(exponent).is_some_and(u8::is_ascii_digit) {
            exponent += 1;
        }
        if exponent > digits {
            end = exponent;
        }
    }
    let mantissa = &text[start..mantissa_end];
    if !thousands_ok(mantissa) {
        return Err(UnitError::NotANumber);
    }
    let number = text[..end].replace(',', "");
    if number.parse::<f64>().is_err() {
        return Err(UnitError::NotANumber);
    }
    Ok((number, &text[end..]))
}

/// True if commas, where there are any, separate groups of three digits before the point.
fn thousands_ok(mantissa: &str) -> bool {
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    !fraction.contains(',') && (!grouped || (1..=3).contains(&first.len())) && groups.all(|g| g.len() == 3)
}

/// The number times a power of ten, rounded once.
fn shifted(number: &str, shift: i32) -> Option<f64> {
    let (mantissa, exponent) = match number.find(['e', 'E']) {
        Some(at) => (&number[..at], number[at + 1..].parse::<i32>().ok()?),
        None => (number, 0),
    };
    format!("{mantissa}e{}", exponent.checked_add(shift)?)
        .parse()
        .ok()
}

/// What a text behind a number means.
fn suffix(rest: &str) -> Suffix {
    let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
    let joined = words.join(" ");
    match joined.as_str() {
        "" => return Suffix::Nothing,
        "%" | "percent" | "per cent" => return Suffix::Percent,
        "% a year" | "% per year" | "%/year" | "% p.a." => return Suffix::PercentPerYear,
        "% of gdp" | "% gdp" | "percent of gdp" | "per cent of gdp" => return Suffix::PercentOfGdp,
        "bp" | "bps" | "basis points" => return Suffix::BasisPoints,
        "pp" | "percentage points" => return Suffix::PercentagePoints,
        _ => {}
    }
    money(&joined).unwrap_or(Suffix::Unknown)
}

/// Reads "bn cny", "tn cny a year", "亿元".
fn money(words: &str) -> Option<Suffix> {
    let (words, per_year) = [" a year", " per year", "/year", " 每年"]
        .iter()
        .find_map(|tail| words.strip_suffix(tail))
        .map_or((words, false), |w| (w, true));
    let chinese = match words {
        "亿元" => Some(-1),
        "万亿元" => Some(3),
        _ => None,
    };
    if let Some(shift) = chinese {
        return Some(Suffix::Money {
            shift,
            currency: "CNY".to_owned(),
            per_year,
        });
    }
    let (scale, currency) = words.split_once(' ')?;
    let shift = match scale {
        "mn" | "million" => -3,
        "bn" | "billion" => 0,
        "tn" | "trillion" => 3,
        _ => return None,
    };
    let currency = match currency {
        "yuan" | "rmb" => "CNY".to_owned(),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_lowercase()) => code.to_uppercase(),
        _ => return None,
    };
    Some(Suffix::Money {
        shift,
        currency,
        per_year,
    })
}

/// Shortest decimal text of `value` times ten to the power `shift`, without rounding.
pub fn decimal(value: f64, shift: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0) + shift;
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |m| ("-", m));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent + 1; // digits before the decimal point
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let body = if !(-12..=18).contains(&exponent) {
        format!("{mantissa}e{exponent}")
    } else if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if point >= count {
        format!("{digits}{}", "0".repeat((point - count).unsigned_abs() as usize))
    } else {
        let (whole, fraction) = digits.split_at(point.unsigned_abs() as usize);
        format!("{whole}.{fraction}")
    };
    format!("{sign}{body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(unit: Unit, text: &str) -> f64 {
        unit.parse(text).unwrap_or_else(|e| panic!("{text}: {e:?}")).value
    }

    #[test]
    fn units_are_read_exactly() {
        assert_eq!(read(Unit::RatePerYear, "1.75 %"), 0.0175);
        assert_eq!(read(Unit::RatePerYear, "175 bp"), 0.0175);
        assert_eq!(read(Unit::RatePerYear, "1.4% a year"), 0.014);
        assert_eq!(read(Unit::ShareOfGdp, "1 % of GDP"), 0.01);
        assert_eq!(read(Unit::ShareOfGdp, "−0.5％ of GDP"), -0.005);
        assert_eq!(read(Unit::Ratio, "0.5"), 0.5);
        assert_eq!(read(Unit::Ratio, "50 %"), 0.5);
        assert_eq!(read(Unit::Ratio, "-5 %"), -0.05);
        assert_eq!(read(Unit::Money, "500 bn CNY"), 500.0);
        assert_eq!(read(Unit::Money, "1.2 tn CNY"), 1200.0);
        assert_eq!(read(Unit::Money, "1,200 bn yuan"), 1200.0);
        assert_eq!(read(Unit::Money, "1.2 万亿元"), 1200.0);
        assert_eq!(read(Unit::Money, "5000亿元"), 500.0);
        assert_eq!(read(Unit::MoneyPerYear, "5e2 bn CNY a year"), 500.0);
        for unit in Unit::ALL {
            assert_eq!(read(unit, "0"), 0.0);
        }
    }

    #[test]
    fn a_wrong_unit_is_never_guessed() {
        for (unit, text) in [
            (Unit::ShareOfGdp, "1 %"),
            (Unit::ShareOfGdp, "0.01"),
            (Unit::RatePerYear, "0.0175"),
            (Unit::RatePerYear, "1 % of GDP"),
            (Unit::Ratio, "1 bn CNY"),
            (Unit::Money, "500"),
            (Unit::Money, "500 bn"),
            (Unit::Money, "500 CNY"),
            (Unit::Money, "500 bn CNY a year"),
            (Unit::MoneyPerYear, "1 % of GDP"),
        ] {
            assert!(matches!(unit.parse(text), Err(UnitError::WrongUnit(_))), "{text}");
        }
        for text in ["", "abc", "%", "1,2 %", "1.2.3 %", "1,0000 %"] {
            assert_eq!(
                Unit::RatePerYear.parse(text),
                Err(UnitError::NotANumber),
                "{text}"
            );
        }
        for text in ["nan", "inf", "-inf", "1e999 %"] {
            assert_eq!(Unit::RatePerYear.parse(text), Err(UnitError::NotFinite), "{text}");
        }
    }

    #[test]
    fn writing_and_reading_give_the_same_bits() {
        let values = [
            0.0,
            0.0175,
            0.014,
            1.0 / 3.0,
            -0.05,
            1e-9,
            1200.0,
            126.7,
            0.1 + 0.2,
            1e15,
            123456.789,
            1e-30,
        ];
        for unit in Unit::ALL {
            for value in values {
                let text = unit.format(value, "CNY");
                assert_eq!(read(unit, &text).to_bits(), value.to_bits(), "{text}");
            }
        }
        assert_eq!(Unit::ShareOfGdp.format(0.01, ""), "1 % of GDP");
        assert_eq!(Unit::Money.format(1200.0, "CNY"), "1200 bn CNY");
        assert_eq!(Unit::RatePerYear.format(0.0, ""), "0 %");
        assert_eq!(Unit::Change.format(-0.05, ""), "-5 %");
    }
}
