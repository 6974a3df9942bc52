//! What levers are set to, and when, in both languages.

use super::text;
use model::declare::{Unit, decimal};
use model::economy::Text;
use study::Pulled;

/// The values of a lever, in order of time; the middle of a long list is left out.
pub fn values(pulled: &Pulled) -> Text {
    let one = |(_, value): &(_, Option<f64>)| self::value(pulled.lever.unit, *value, &pulled.currency);
    let (en, zh) = pulled.values.iter().map(one).map(|t| (t.en, t.zh)).unzip();
    text(shortened(en).join(", "), shortened(zh).join("、"))
}

/// Quarters from which the values hold, and the last one if they end; the middle of a long list is left out.
pub fn when(pulled: &Pulled) -> Text {
    let from = || pulled.values.iter().map(|(from, _)| from.to_string());
    let Some(end) = pulled.until else {
        let from = shortened(from().collect());
        return text(from.join(", "), from.join("、"));
    };
    let mut from = shortened(from().chain([end.to_string()]).collect());
    let end = from.pop().unwrap_or_default();
    text(
        format!("{}, until {end}", from.join(", ")),
        format!("{}至{end}", from.join("、")),
    )
}

/// A value of a lever with its unit; `None` is neutral. The last digits of a step on a ramp are left out.
pub fn value(unit: Unit, value: Option<f64>, currency: &str) -> Text {
    let Some(value) = value else {
        return text("neutral", "中性");
    };
    let value = format!("{value:.9e}").parse().unwrap_or(value);
    text(unit.format(value, currency), chinese(unit, value, currency))
}

/// Yuan are counted in 亿, tenths of a billion.
fn chinese(unit: Unit, value: f64, currency: &str) -> String {
    let money = || match currency {
        "CNY" => format!("{}亿元", decimal(value, 1)),
        other => format!("{} bn {other}", decimal(value, 0)),
    };
    match unit {
        Unit::ShareOfGdp => format!("{}%（占GDP）", decimal(value, 2)),
        Unit::RatePerYear | Unit::Change => format!("{}%", decimal(value, 2)),
        Unit::Ratio => decimal(value, 0),
        Unit::Money => money(),
        Unit::MoneyPerYear => format!("{}/年", money()),
    }
}

/// A list of more than five without its middle.
fn shortened(mut items: Vec<String>) -> Vec<String> {
    if items.len() > 5 {
        items.splice(2..items.len() - 1, ["...".to_owned()]);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::{values, when};
    use engine::time::Quarter;
    use scenario::levers;
    use study::Pulled;

    fn pulled(path: &str, numbers: &[Option<f64>]) -> Pulled {
        let first = Quarter::new(2025, 2);
        Pulled {
            path: path.to_owned(),
            lever: levers::find(path).unwrap().0,
            currency: "CNY".to_owned(),
            values: (0..)
                .map(|k| first.plus(k))
                .zip(numbers.iter().copied())
                .collect(),
            until: None,
        }
    }

    #[test]
    fn settings_of_levers_are_said_in_both_languages() {
        for (path, numbers, en, zh) in [
            (
                "government.purchases",
                &[Some(0.0089)][..],
                "0.89 % of GDP",
                "0.89%（占GDP）",
            ),
            (
                "relending.quota",
                &[Some(500.0), Some(800.0)],
                "500 bn CNY, 800 bn CNY",
                "5000亿元、8000亿元",
            ),
            (
                "technology.ai_capex",
                &[Some(500.0)],
                "500 bn CNY a year",
                "5000亿元/年",
            ),
            (
                "relending.rate",
                &[Some(0.015), Some(0.0125)],
                "1.5 %, 1.25 %",
                "1.5%、1.25%",
            ),
            ("world.demand", &[Some(-0.01)], "-1 %", "-1%"),
            (
                "ai.adoption_speed",
                &[Some(1.5), None],
                "1.5, neutral",
                "1.5、中性",
            ),
            // No digits of the machine: ten times 0.57 is 5.7, a third of a per cent ends.
            ("relending.quota", &[Some(0.57)], "0.57 bn CNY", "5.7亿元"),
            (
                "world.demand",
                &[Some(0.01 / 3.0)],
                "0.3333333333 %",
                "0.3333333333%",
            ),
        ] {
            let said = values(&pulled(path, numbers));
            assert_eq!((said.en.as_str(), said.zh.as_str()), (en, zh));
        }
        let abroad = Pulled {
            currency: "USD".to_owned(),
            ..pulled("technology.ai_capex", &[Some(20.0)])
        };
        let said = values(&abroad);
        assert_eq!(
            (said.en.as_str(), said.zh.as_str()),
            ("20 bn USD a year", "20 bn USD/年")
        );
    }

    #[test]
    fn times_end_and_long_lists_lose_their_middle() {
        let said = |numbers: &[Option<f64>], until| {
            let said = when(&Pulled {
                until,
                ..pulled("world.demand", numbers)
            });
            (said.en, said.zh)
        };
        let both = |en: &str, zh: &str| (en.to_owned(), zh.to_owned());
        let end = Some(Quarter::new(2027, 1));
        assert_eq!(said(&[Some(0.1)], None), both("2025Q2", "2025Q2"));
        assert_eq!(
            said(&[Some(0.1)], end),
            both("2025Q2, until 2027Q1", "2025Q2至2027Q1")
        );
        let six: Vec<Option<f64>> = (1..=6).map(|k| Some(0.01 * f64::from(k))).collect();
        assert_eq!(
            said(&six, None),
            both("2025Q2, 2025Q3, ..., 2026Q3", "2025Q2、2025Q3、...、2026Q3")
        );
        assert_eq!(
            said(&six, end),
            both("2025Q2, 2025Q3, ..., until 2027Q1", "2025Q2、2025Q3、...至2027Q1")
        );
        assert_eq!(values(&pulled("world.demand", &six)).en, "1 %, 2 %, ..., 6 %");
    }
}
