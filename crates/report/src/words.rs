//! What reports say in words, in both languages. Sentences are built from the numbers they state.

mod costs;
mod headline;
mod levers;
mod notes;

pub use costs::{cost_id, cost_title, nature_id, no_cost, no_multiplier, payer_id};
pub use headline::{headline, sentence};
pub use levers::{value, values, when};
pub use notes::notes;

use crate::numbers::{Minus, plain, residual};
use engine::time::Quarter;
use experiments::effects::Unit;
use experiments::stats::{holds, pairs_for};
use model::economy::{Basis, Text};
use model::indicators::Indicator;
use unicode_width::UnicodeWidthStr;

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
        Unit::Points => text("pp", "百分点"),
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

/// `2026Q1`, `2026年一季度`.
pub fn date(quarter: Quarter) -> Text {
    let zh = ["一", "二", "三", "四"][usize::from(quarter.of_year()) - 1];
    text(quarter.to_string(), format!("{}年{zh}季度", quarter.year()))
}

/// Heads a year that begins in a quarter: `from 2025Q2`, `2025Q2起`.
pub fn from(quarter: Quarter) -> Text {
    text(format!("from {quarter}"), format!("{quarter}起"))
}

/// Says of a year that the run ends in that it is short; nothing of a whole one.
pub fn part_year(quarters: usize) -> Option<Text> {
    (quarters != 4).then(|| text(counted(quarters, "quarter"), format!("仅{quarters}个季度")))
}

/// Title of an indicator.
pub fn title(indicator: Indicator) -> Text {
    text(indicator.info().en, indicator.info().zh)
}

/// Indicators of the short effect table.
pub const HEADLINE: [Indicator; 13] = [
    Indicator::REAL_GDP,
    Indicator::GDP_GROWTH,
    Indicator::CPI,
    Indicator::CPI_INFLATION,
    Indicator::UNEMPLOYMENT,
    Indicator::REAL_WAGE,
    Indicator::REAL_CONSUMPTION,
    Indicator::REAL_INVESTMENT,
    Indicator::REAL_EXPORTS,
    Indicator::REAL_IMPORTS,
    Indicator::CONSUMPTION_SHARE,
    Indicator::PUBLIC_DEBT,
    Indicator::PUBLIC_DEFICIT,
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

/// A number with its noun: `1 pair`, `2 pairs`.
pub fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// A stretch of quarters after `the first` or `前`: `quarter`, `8 quarters`, `8个季度`.
fn quarters_named(quarters: usize) -> Text {
    let en = match quarters {
        1 => "quarter".to_owned(),
        n => counted(n, "quarter"),
    };
    text(en, format!("{quarters}个季度"))
}

/// How a result was made, in one line: economy, pairs (finished, or finished of asked), quarters from the first, agents, seed.
pub fn made(
    economy: &str,
    pairs: (usize, usize),
    (quarters, first): (usize, Quarter),
    agents: u32,
    seed: u64,
) -> Text {
    let agents = plain(f64::from(agents), 0, Minus::Ascii);
    let (done, asked) = pairs;
    let (en_pairs, zh_pairs) = match done == asked {
        true => (counted(done, "pair"), format!("{done}对")),
        false => (
            format!("{done}/{}", counted(asked, "pair")),
            format!("{done}/{asked}对"),
        ),
    };
    text(
        format!(
            "{economy} · {en_pairs} · {} from {first} · one agent = {agents} persons · seed {seed}",
            counted(quarters, "quarter")
        ),
        format!("{economy} · {zh_pairs} · 自{first}起{quarters}个季度 · 每个主体代表{agents}人 · 种子{seed}"),
    )
}

/// State of the books and hash, in one line.
pub fn books(checks: u64, worst_residual: f64, hash: &str) -> Text {
    let (residual, hash) = (residual(worst_residual), hash.get(..16).unwrap_or(hash));
    text(
        format!("books: {checks} identities hold, worst residual {residual} · hash {hash}"),
        format!("账目：{checks}项恒等式成立，最大残差{residual} · 哈希{hash}"),
    )
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

/// Columns a text takes in a terminal: most Chinese characters and full-width signs take two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// What a value rests on, in a word.
pub fn basis(basis: Basis) -> Text {
    match basis {
        Basis::Data => text("data", "统计数据"),
        Basis::Literature => text("literature", "文献"),
        Basis::Calibrated => text("calibrated", "校准"),
        Basis::Assumed => text("assumed", "假设"),
    }
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
}
