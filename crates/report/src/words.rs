//! What reports say in words, in both languages. Sentences are built from the numbers they state.

use crate::numbers::{Minus, decimals, plain, signed};
use crate::study::Results;
use engine::time::Quarter;
use experiments::cost::Row;
use experiments::effects::{Effect, Unit};
use experiments::stats::{holds, pairs_for, pairs_to_resolve};
use model::economy::Text;
use model::indicators::Indicator;
use model::programmes::{Nature, Payer};

/// Language of a text output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

impl Language {
    /// The text in this language; English if there is no Chinese.
    pub fn of(self, text: &Text) -> &str {
        match self {
            Language::Chinese if !text.zh.is_empty() => &text.zh,
            _ => &text.en,
        }
    }
}

/// A text in both languages.
pub fn text(en: impl Into<String>, zh: impl Into<String>) -> Text {
    Text {
        en: en.into(),
        zh: zh.into(),
    }
}

/// The standing notice, printed with every result.
pub fn notice() -> Text {
    text(
        "A what-if sandbox with synthetic agents; it compares scenarios under stated assumptions. Not a forecast.",
        "以虚拟主体进行情景推演的沙盘，在所列假设下比较不同情景，不构成预测。",
    )
}

/// What the results cannot tell.
pub fn limits() -> Vec<Text> {
    vec![
        text(
            "Not a forecast. The baseline is one consistent path of a synthetic economy; only differences between \
             scenario and baseline are meant to be read.",
            "不是预测。基准只是虚拟经济的一条自洽路径，应当解读的是情景与基准之差。",
        ),
        text(
            "Bands cover chance within the model. Parameters with the basis “assumed” carry more doubt than any band \
             shown here; vary them before relying on a sign.",
            "区间只涵盖模型内部的随机性。标注为“假设”的参数所带来的不确定性大于图中区间，采信符号之前应先改变这些参数。",
        ),
        text(
            "Households and firms are representative of groups, not of persons, places or companies that exist.",
            "居民和企业代表群体，不对应任何真实的个人、地区或企业。",
        ),
        text(
            "Channels that the literature disputes are switches; a result with one of them off says nothing about it.",
            "文献中有争议的渠道设为开关；关闭某一渠道的结果不说明该渠道的作用。",
        ),
        text(
            "The first quarters after the opening carry the adjustment from the statistical tables to the model.",
            "开局后的最初几个季度含有从统计数据过渡到模型的调整。",
        ),
    ]
}

/// Stable id of a unit for files: `bn` and the country's `bn CNY` give `CNY_bn`.
pub fn unit_id(unit: &str, money_unit: &str) -> String {
    let (scale, currency) = money_unit.split_once(' ').unwrap_or(("bn", money_unit));
    match unit.strip_prefix("bn") {
        Some(rest) if rest.is_empty() || rest.starts_with('_') => format!("{currency}_{scale}{rest}"),
        _ => unit.to_owned(),
    }
}

/// Unit of a level for readers.
pub fn unit_of_level(indicator: Indicator, money_unit: &str) -> Text {
    unit(indicator.info().unit, money_unit)
}

/// Unit of an effect for readers.
pub fn unit_of_effect(unit_of: Unit, money_unit: &str) -> Text {
    match unit_of {
        Unit::Percent => text("%", "%"),
        // A difference of percentages.
        Unit::Points | Unit::Own("pct" | "pct_gdp") => text("pp", "百分点"),
        Unit::Own(own) => unit(own, money_unit),
    }
}

fn unit(id: &str, money_unit: &str) -> Text {
    let money_zh = match money_unit {
        "bn CNY" => "十亿元",
        other => other,
    };
    match id {
        "pct" => text("%", "%"),
        "pct_gdp" => text("% of GDP", "占GDP%"),
        "index" => text("opening = 1", "期初=1"),
        "persons_m" => text("million persons", "百万人"),
        "agents" => text("firm agents", "企业主体"),
        "ratio" => text("ratio", "比率"),
        "firms_per_quarter" => text("firms a quarter", "家/季度"),
        "per_thousand" => text("per thousand", "每千人"),
        "years" => text("years", "年"),
        "TWh" => text("TWh a year", "太瓦时/年"),
        "MtCO2_per_year" => text("Mt CO2 a year", "百万吨CO2/年"),
        "bn" => text(money_unit, money_zh),
        "bn_opening_prices" => text(
            format!("{money_unit}, opening prices"),
            format!("{money_zh}，期初价格"),
        ),
        other => text(other, other),
    }
}

/// The value or time of a lever, written in English by its scenario, in both languages.
pub fn setting(en: &str) -> Text {
    const WORDS: [(&str, &str); 4] = [
        (" % of GDP", "%（占GDP）"),
        (" %", "%"),
        ("until ", "至"),
        ("neutral", "中性"),
    ];
    // Money is counted in 亿, tenths of a billion.
    let money = |item: &str| -> Option<String> {
        let (number, rest) = item.split_once(" bn CNY")?;
        let number: f64 = number.replace(',', "").parse().ok()?;
        Some(format!("{}亿元{}", 10.0 * number, rest.replace(" a year", "/年")))
    };
    let other = |item: &str| {
        WORDS
            .iter()
            .fold(item.to_owned(), |zh, (from, to)| zh.replace(from, to))
    };
    let items: Vec<String> = en
        .split(", ")
        .map(|item| money(item).unwrap_or_else(|| other(item)))
        .collect();
    text(en, items.join("、").replace("、至", "至"))
}

/// `2026Q1`, `2026年一季度`.
pub fn date(quarter: Quarter) -> Text {
    let zh = ["一", "二", "三", "四"][usize::from(quarter.of_year()) - 1];
    text(quarter.to_string(), format!("{}年{zh}季度", quarter.year()))
}

/// Title of an indicator.
pub fn title(indicator: Indicator) -> Text {
    text(indicator.info().en, indicator.info().zh)
}

/// Indicators of the short effect table.
pub const HEADLINE: [Indicator; 13] = [
    Indicator::RealGdp,
    Indicator::GdpGrowth,
    Indicator::Cpi,
    Indicator::CpiInflation,
    Indicator::Unemployment,
    Indicator::RealWage,
    Indicator::RealConsumption,
    Indicator::RealInvestment,
    Indicator::RealExports,
    Indicator::RealImports,
    Indicator::ConsumptionShare,
    Indicator::PublicDebt,
    Indicator::PublicDeficit,
];

/// What the ends beside a median hold of `pairs` pairs: the middle 95 %, or the range of all where they are too few for that
/// (docs/book/bands.md).
pub fn band_name(pairs: usize) -> Text {
    match pairs {
        _ if holds(pairs, 95) => text("95 % of pairs", "95%的配对"),
        1 => text("one pair", "仅一对"),
        n => text(format!("range of {n} pairs"), format!("{n}对的全距")),
    }
}

/// What the shades of a chart hold of `pairs` pairs or runs, for bands in per cent, widest first.
pub fn shades(pairs: usize, bands: &[u8]) -> Text {
    if pairs == 1 {
        return band_name(pairs);
    }
    let held: Vec<String> = bands
        .iter()
        .rev()
        .filter(|percent| holds(pairs, **percent))
        .map(u8::to_string)
        .collect();
    let range = held.len() < bands.len() && bands.first().is_none_or(|widest| !holds(pairs, *widest));
    let (en, zh) = match held.split_last() {
        None => (String::new(), String::new()),
        Some((last, [])) => (format!("{last} % of pairs"), format!("{last}%区间")),
        Some((last, before)) => (
            format!("{} and {last} % of pairs", before.join(", ")),
            format!("{}%、{last}%区间", before.join("%、")),
        ),
    };
    match (range, en.is_empty()) {
        (false, _) => text(en, zh),
        (true, true) => text(
            format!("the range of all {pairs}"),
            format!("全部{pairs}对的全距"),
        ),
        (true, false) => text(
            format!("{en} and the range of all {pairs}"),
            format!("{zh}及全部{pairs}对的全距"),
        ),
    }
}

/// What the range of few pairs is worth; nothing where the pairs are enough for a band of 95 %.
pub fn band_note(pairs: usize) -> Option<Text> {
    let needed = pairs_for(95);
    if pairs == 1 {
        return Some(text(
            "With one pair there is no band, and nothing tells an effect from chance.",
            "只有一对配对时没有区间，无法区分效果与偶然。",
        ));
    }
    (!holds(pairs, 95)).then(|| {
        let inside = (100.0 * (pairs as f64 - 1.0) / (pairs as f64 + 1.0)).round();
        text(
            format!(
                "Bands are the range of the {pairs} pairs, which would hold {inside} of 100 further pairs; a band of 95 % needs {needed} pairs."
            ),
            format!("区间为{pairs}对配对的全距，可容纳100对新配对中的约{inside}对；95%的区间至少需要{needed}对。"),
        )
    })
}

/// Title of a row of the cost table.
pub fn cost_title(row: Row) -> Text {
    match row {
        Row::Of(programme) => text(programme.info().en, programme.info().zh),
        Row::Budget => text("Cost on the budget", "财政成本"),
        Row::OutsideBudget => text("Cost outside the budget", "财政外成本"),
        Row::Cost => text("Cost in all", "总成本"),
        Row::Deficit => text("Change of the deficit", "赤字变动"),
    }
}

/// Id of a row of the cost table.
pub const fn cost_id(row: Row) -> &'static str {
    match row {
        Row::Of(programme) => programme.info().id,
        Row::Budget => "budget",
        Row::OutsideBudget => "outside_budget",
        Row::Cost => "cost",
        Row::Deficit => "deficit",
    }
}

/// Id of who bears a programme.
pub const fn payer_id(payer: Payer) -> &'static str {
    match payer {
        Payer::Budget => "budget",
        Payer::OutsideBudget => "outside_budget",
        Payer::Partners => "partners",
    }
}

/// Id of whether a scenario orders a programme.
pub const fn nature_id(nature: Nature) -> &'static str {
    match nature {
        Nature::Ordered => "ordered",
        Nature::Follows => "follows",
        Nature::Automatic => "automatic",
    }
}

/// What marks an effect that cannot be told from zero.
pub fn unresolved() -> Text {
    text(
        "not resolved: chance alone would bring such a mean in more than 1 of 100 cases",
        "未能分辨：仅凭偶然出现这样的均值，概率超过1%",
    )
}

/// What marks an effect that is put in.
pub fn imposed() -> Text {
    text(
        "imposed: the same change in every pair, an input and no finding",
        "设定值：各配对变化相同，属于输入而非结果",
    )
}

/// What marks an effect that is nothing.
pub fn identical() -> Text {
    text("same as baseline in every pair", "各配对与基准完全相同")
}

/// The result in a few sentences: output, then what the scenario asks for at the end of the run, or else prices, jobs
/// and public debt; and output per unit of money spent.
pub fn headline(results: &Results) -> Vec<Text> {
    let horizons = results.horizons();
    // About a year ahead, but not before the policies differ.
    let start = results.ensemble.first_difference().unwrap_or(1).max(4);
    let last = horizons.last().copied().unwrap_or(1);
    let near = horizons.iter().copied().find(|&q| q >= start).unwrap_or(last);
    let far = last;
    let mut sentences = Vec::new();
    let mut said = vec![(Indicator::RealGdp, near)];
    if far != near {
        said.push((Indicator::RealGdp, far));
    }
    let usual = [Indicator::Cpi, Indicator::Unemployment, Indicator::PublicDebt];
    if results.study.figures.is_empty() {
        said.extend(usual.map(|indicator| (indicator, near)));
    } else {
        let asked = results.study.figures.iter().filter(|i| **i != Indicator::RealGdp);
        said.extend(asked.map(|&indicator| (indicator, far)));
    }
    for (indicator, quarter) in said {
        if let Some(effect) = results.effect(indicator, quarter) {
            sentences.push(sentence(
                effect,
                results.pairs(),
                &results.study.economy.money_unit,
            ));
        }
    }
    // The multiplier of the first two years, and the one of the whole run: spending that ends can be paid back.
    let early = results.multiplier.iter().rfind(|m| m.quarter <= near.max(8));
    let whole = results.multiplier.last();
    let late = whole.filter(|m| early.is_none_or(|e| e.quarter != m.quarter));
    for m in early.into_iter().chain(late) {
        let (low, high) = m.spread.band(95);
        let band = band_name(m.spread.count);
        let n = |x| plain(x, 2, Minus::Typographic);
        let (size, low, high, q) = (n(m.spread.median.abs()), n(low), n(high), m.quarter);
        if !m.sign.resolved {
            sentences.push(text(
                format!("Per unit of cost, the change in real GDP over the first {q} quarters cannot be told from zero (multiplier, {}: {low} to {high}).", band.en),
                format!("前{q}个季度每单位成本对实际GDP的累计影响无法与零区分（乘数，{}：{low}至{high}）。", band.zh),
            ));
            continue;
        }
        let (en_way, zh_way) = if m.spread.median >= 0.0 {
            ("gains", "增加")
        } else {
            ("loses", "减少")
        };
        sentences.push(text(
            format!("Per unit of cost, real GDP {en_way} {size} units over the first {q} quarters (multiplier, {}: {low} to {high}).", band.en),
            format!("前{q}个季度每单位成本使实际GDP累计{zh_way}{size}单位（乘数，{}：{low}至{high}）。", band.zh),
        ));
    }
    sentences
}

/// Name of an indicator inside an English sentence.
fn phrase(indicator: Indicator) -> String {
    let name = indicator.info().en;
    match indicator {
        Indicator::Cpi => "the consumer price index".into(),
        Indicator::Unemployment => "the unemployment rate".into(),
        _ => match name.split_once(' ') {
            // An abbreviation keeps its capitals.
            Some((first, _)) if first == first.to_uppercase() => name.into(),
            _ => name
                .chars()
                .take(1)
                .flat_map(char::to_lowercase)
                .chain(name.chars().skip(1))
                .collect(),
        },
    }
}

/// One effect as a sentence.
pub fn sentence(effect: &Effect, pairs: usize, money_unit: &str) -> Text {
    let info = effect.indicator.info();
    let (en_date, zh_date, q) = (effect.date, date(effect.date).zh, effect.quarter);
    let name = phrase(effect.indicator);
    if effect.sign.identical {
        return text(
            format!("In {en_date} (quarter {q}) {name} is exactly the baseline’s in every pair."),
            format!("{zh_date}（第{q}个季度），各配对中{}与基准完全相同。", info.zh),
        );
    }
    if !effect.sign.resolved {
        let needed = pairs_to_resolve(&effect.spread).filter(|&n| n <= 1_000_000);
        let en_more = needed.map_or(String::new(), |n| {
            format!("; about {} would be needed", thousands(n))
        });
        let zh_more = needed.map_or(String::new(), |n| format!("，约需{}对", thousands(n)));
        return text(
            format!(
                "The effect on {name} in {en_date} (quarter {q}) cannot be told from zero with {pairs} pairs{en_more}."
            ),
            format!(
                "{zh_date}（第{q}个季度）对{}的效果用{pairs}对配对无法与零区分{zh_more}。",
                info.zh
            ),
        );
    }
    let median = effect.spread.median;
    let digits = decimals(median).max(2);
    let size = plain(median.abs(), digits, Minus::Typographic);
    let (low, high) = effect.spread.band(95);
    let (low, high) = (
        signed(low, digits, Minus::Typographic),
        signed(high, digits, Minus::Typographic),
    );
    let (en_unit, zh_unit) = match unit_of_effect(effect.unit, money_unit) {
        unit if unit.en == "pp" => (" percentage points".to_owned(), "个百分点".to_owned()),
        // A ratio has no unit to say.
        unit if unit.en == "ratio" => (String::new(), String::new()),
        unit => (format!(" {}", unit.en), unit.zh),
    };
    let (en_side, zh_side) = if median >= 0.0 {
        ("above", "高")
    } else {
        ("below", "低")
    };
    let (en_how, zh_how) = match effect.sign.imposed {
        true => ("imposed".to_owned(), "设定值".to_owned()),
        false => {
            let band = band_name(effect.spread.count);
            (
                format!("{}: {low} to {high}", band.en),
                format!("{}：{low}至{high}", band.zh),
            )
        }
    };
    text(
        format!(
            "{}, {en_date} (quarter {q}): {size}{en_unit} {en_side} the baseline ({en_how}).",
            info.en
        ),
        format!(
            "{zh_date}（第{q}个季度），{}比基准{zh_side}{size}{zh_unit}（{zh_how}）。",
            info.zh
        ),
    )
}

fn thousands(n: u64) -> String {
    plain(n as f64, 0, Minus::Ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_said_in_words() {
        for indicator in Indicator::ALL {
            let id = indicator.info().unit;
            let said = unit_of_level(*indicator, "bn CNY");
            assert!(!said.en.contains('_'), "{id}");
            assert!(said.zh != id || id == "pct", "{id}");
        }
    }

    #[test]
    fn what_bands_hold_is_said_as_it_is() {
        let name = |pairs| band_name(pairs).en;
        assert_eq!(
            [1, 2, 38, 39].map(name),
            [
                "one pair",
                "range of 2 pairs",
                "range of 38 pairs",
                "95 % of pairs"
            ]
        );
        let shades = |pairs| shades(pairs, &[95, 80, 50]).en;
        assert_eq!(shades(1), "one pair");
        assert_eq!(shades(2), "the range of all 2");
        assert_eq!(shades(8), "50 % of pairs and the range of all 8");
        assert_eq!(shades(32), "50 and 80 % of pairs and the range of all 32");
        assert_eq!(shades(39), "50, 80 and 95 % of pairs");
        assert!(band_note(8).unwrap().en.contains("78 of 100") && band_note(39).is_none());
    }

    #[test]
    fn settings_of_levers_are_said_in_chinese_too() {
        for (en, zh) in [
            ("0.89 % of GDP", "0.89%（占GDP）"),
            ("500 bn CNY, 800 bn CNY", "5000亿元、8000亿元"),
            ("500 bn CNY a year", "5000亿元/年"),
            ("1.5 %, 1.25 %", "1.5%、1.25%"),
            ("-1 %", "-1%"),
            ("2025Q2, until 2026Q1", "2025Q2至2026Q1"),
            ("1.5, neutral", "1.5、中性"),
            ("0.4", "0.4"),
        ] {
            let both = setting(en);
            assert_eq!((both.en.as_str(), both.zh.as_str()), (en, zh));
        }
    }
}
