//! What reports say in words, in both languages. Sentences are built from the numbers they state.

use crate::numbers::{Minus, decimals, plain, signed};
use crate::study::{LeverRow, Results};
use engine::time::Quarter;
use experiments::effects::{Effect, Unit};
use experiments::ensemble::Ensemble;
use model::economy::{Economy, Text};
use model::indicators::Indicator;
use model::policy::Policy;

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
        "以虚拟主体进行情景推演的沙盘,在所列假设下比较不同情景,不构成预测。",
    )
}

/// What the results cannot tell.
pub fn limits() -> Vec<Text> {
    vec![
        text(
            "Not a forecast. The baseline is one consistent path of a synthetic economy; only differences between \
             scenario and baseline are meant to be read.",
            "不是预测。基准只是虚拟经济的一条自洽路径,应当解读的是情景与基准之差。",
        ),
        text(
            "Bands cover chance within the model. Parameters with the basis “assumed” carry more doubt than any band \
             shown here; vary them before relying on a sign.",
            "区间只涵盖模型内部的随机性。标注为“假设”的参数所带来的不确定性大于图中区间,采信符号之前应先改变这些参数。",
        ),
        text(
            "Households and firms are representative of groups, not of persons, places or companies that exist.",
            "居民和企业代表群体,不对应任何真实的个人、地区或企业。",
        ),
        text(
            "Channels that the literature disputes are switches; a result with one of them off says nothing about it.",
            "文献中有争议的渠道设为开关;关闭某一渠道的结果不说明该渠道的作用。",
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
    let money_zh = match money_unit {
        "bn CNY" => "十亿元",
        other => other,
    };
    match indicator.info().unit {
        "pct" => text("%", "%"),
        "pct_gdp" => text("% of GDP", "占GDP%"),
        "index" => text("opening = 1", "期初=1"),
        "persons_m" => text("million persons", "百万人"),
        "ratio" => text("ratio", "比率"),
        "bn" => text(money_unit, money_zh),
        "bn_opening_prices" => text(
            format!("{money_unit}, opening prices"),
            format!("{money_zh},期初价格"),
        ),
        other => text(other, other),
    }
}

/// Unit of an effect for readers.
pub fn unit_of_effect(unit: Unit, money_unit: &str) -> Text {
    match unit {
        Unit::Percent => text("%", "%"),
        Unit::Points => text("pp", "百分点"),
        Unit::Own("bn") if money_unit == "bn CNY" => text(money_unit, "十亿元"),
        Unit::Own("bn") => text(money_unit, money_unit),
        Unit::Own("ratio") => text("ratio", "比率"),
        Unit::Own(other) => text(other, other),
    }
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

/// The result in a few sentences: output, prices, jobs, public debt, and output per unit of money spent.
pub fn headline(results: &Results) -> Vec<Text> {
    let horizons = results.horizons();
    let near = horizons.iter().copied().filter(|&q| q <= 4).max().unwrap_or(1);
    let far = horizons.last().copied().unwrap_or(1);
    let mut sentences = Vec::new();
    for indicator in [
        Indicator::RealGdp,
        Indicator::Cpi,
        Indicator::Unemployment,
        Indicator::PublicDebt,
    ] {
        if let Some(effect) = results.effect(indicator, near) {
            sentences.push(sentence(effect, results.pairs()));
        }
        if far != near
            && indicator == Indicator::RealGdp
            && let Some(effect) = results.effect(indicator, far)
        {
            sentences.push(sentence(effect, results.pairs()));
        }
    }
    if let Some(last) = results.multiplier.iter().rev().find(|m| m.quarter <= near.max(8)) {
        let (low, high) = last.spread.band(95);
        let n = |x| plain(x, 2, Minus::Typographic);
        let (m, low, high, q) = (n(last.spread.median), n(low), n(high), last.quarter);
        sentences.push(text(
            format!("Per unit of money spent on purpose, real GDP rises by {m} units in the first {q} quarters (95 % of pairs: {low} to {high})."),
            format!("前{q}个季度每单位政策资金带来{m}单位实际GDP(95%的配对介于{low}与{high}之间)。"),
        ));
    }
    sentences
}

/// One effect as a sentence.
pub fn sentence(effect: &Effect, pairs: usize) -> Text {
    let info = effect.indicator.info();
    let (en_date, zh_date, q) = (effect.date, date(effect.date).zh, effect.quarter);
    let name = info.en;
    if effect.sign.identical {
        return text(
            format!("In {en_date} (quarter {q}) {name} is exactly the baseline’s in every pair."),
            format!("{zh_date}(第{q}季度),各配对中{}与基准完全相同。", info.zh),
        );
    }
    if !effect.sign.resolved {
        let needed = effect.sign.pairs_to_resolve.filter(|&n| n <= 1_000_000);
        let en_more = needed.map_or(String::new(), |n| {
            format!("; about {} would be needed", thousands(n))
        });
        let zh_more = needed.map_or(String::new(), |n| format!(",约需{}对", thousands(n)));
        return text(
            format!(
                "The effect on {name} in {en_date} (quarter {q}) cannot be told from zero with {pairs} pairs{en_more}."
            ),
            format!(
                "{zh_date}(第{q}季度)对{}的效果用{pairs}对配对无法与零区分{zh_more}。",
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
    let (en_unit, zh_unit) = match effect.unit {
        Unit::Percent => (" %", "%"),
        Unit::Points => (" percentage points", "个百分点"),
        Unit::Own(_) => ("", ""),
    };
    let (en_side, zh_side) = if median >= 0.0 {
        ("above", "高")
    } else {
        ("below", "低")
    };
    text(
        format!(
            "{name} is {size}{en_unit} {en_side} the baseline in {en_date}, quarter {q} (95 % of pairs: {low} to {high})."
        ),
        format!(
            "{zh_date}(第{q}季度),{}比基准{zh_side}{size}{zh_unit}(95%的配对介于{low}与{high}之间)。",
            info.zh
        ),
    )
}

fn thousands(n: u64) -> String {
    plain(n as f64, 0, Minus::Ascii)
}

/// The levers that differ between the policies that were imposed, with the quarters and values of the scenario.
pub fn levers(ensemble: &Ensemble, economy: &Economy) -> Vec<LeverRow> {
    type Read = fn(&Policy) -> f64;
    let money = economy.money_unit.as_str();
    let rows: [(&str, &str, &str, Read, f64, &str); 16] = [
        (
            "government_purchases",
            "Government purchases",
            "政府购买",
            |p| p.government_purchases,
            100.0,
            "% of GDP",
        ),
        (
            "public_investment",
            "Public investment",
            "政府投资",
            |p| p.public_investment,
            100.0,
            "% of GDP",
        ),
        (
            "household_transfers",
            "Transfers to households",
            "居民转移支付",
            |p| p.household_transfers,
            100.0,
            "% of GDP",
        ),
        (
            "consumption_tax",
            "Consumption tax",
            "消费税",
            |p| p.consumption_tax,
            100.0,
            "% of price",
        ),
        (
            "policy_rate_shift",
            "Shift of the policy rate",
            "政策利率调整",
            |p| p.policy_rate_shift,
            100.0,
            "pp",
        ),
        (
            "policy_rate_peg",
            "Policy rate held at",
            "政策利率固定于",
            |p| p.policy_rate_peg.unwrap_or(f64::NAN),
            100.0,
            "%",
        ),
        (
            "world_demand",
            "World demand",
            "世界需求",
            |p| p.world_demand,
            100.0,
            "%",
        ),
        (
            "export_tariff",
            "Tariff on exports",
            "出口关税",
            |p| p.export_tariff,
            100.0,
            "% of price",
        ),
        (
            "productivity",
            "Labour productivity",
            "劳动生产率",
            |p| p.productivity,
            100.0,
            "%",
        ),
        (
            "ai_capex",
            "AI capital spending per quarter",
            "人工智能资本开支(每季)",
            |p| p.ai_capex,
            1.0,
            money,
        ),
        (
            "ai_import_content",
            "Import content of AI capital",
            "人工智能资本的进口含量",
            |p| p.ai_import_content,
            100.0,
            "%",
        ),
        (
            "relending.quota",
            "Re-lending quota",
            "再贷款额度",
            |p| p.relending.quota,
            1.0,
            money,
        ),
        (
            "relending.rate",
            "Re-lending rate",
            "再贷款利率",
            |p| p.relending.rate,
            100.0,
            "%",
        ),
        (
            "relending.refinanced_share",
            "Refinanced share",
            "再贷款支持比例",
            |p| p.relending.refinanced_share,
            100.0,
            "%",
        ),
        (
            "relending.additionality",
            "Additionality",
            "新增贷款比例",
            |p| p.relending.additionality,
            1.0,
            "per unit",
        ),
        (
            "relending.pass_through",
            "Pass-through to loan rates",
            "向贷款利率的传导",
            |p| p.relending.pass_through,
            1.0,
            "ratio",
        ),
    ];
    let mut list = Vec::new();
    for (path, en, zh, read, scale, unit) in rows {
        let differs = |(b, s): (&Policy, &Policy)| read(b).to_bits() != read(s).to_bits();
        let both = ensemble.baseline_policy.iter().zip(&ensemble.scenario_policy);
        let quarters: Vec<usize> = both
            .enumerate()
            .filter(|&(_, x)| differs(x))
            .map(|(i, _)| i)
            .collect();
        let (Some(&first), Some(&last)) = (quarters.first(), quarters.last()) else {
            continue;
        };
        let values: Vec<f64> = quarters
            .iter()
            .map(|&i| scale * read(&ensemble.scenario_policy[i]))
            .collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let n = |x: f64| plain(x, decimals(x), Minus::Typographic);
        let value = if low == high {
            format!("{} {unit}", n(low))
        } else {
            format!("{} to {} {unit}", n(low), n(high))
        };
        let when = format!("{} to {}", ensemble.date(first + 1), ensemble.date(last + 1));
        list.push(LeverRow {
            path: path.into(),
            title: text(en, zh),
            value,
            when,
            source: String::new(),
        });
    }
    list
}

/// Chinese for the labels of the two matrices; the label itself if there is none.
pub fn books_label(label: &str) -> Text {
    const WORDS: &[(&str, &str)] = &[
        ("households", "居民"),
        ("firms", "企业"),
        ("bank", "银行"),
        ("banks", "银行"),
        ("central bank", "中央银行"),
        ("government", "政府"),
        ("rest of world", "国外"),
        ("deposits", "存款"),
        ("loans", "贷款"),
        ("bonds", "国债"),
        ("reserves", "准备金"),
        ("treasury account", "国库存款"),
        ("foreign position", "对外头寸"),
        ("re-lending", "再贷款"),
        ("consumption", "居民消费"),
        ("housing", "住房投资"),
        ("government consumption", "政府消费"),
        ("intermediate inputs", "中间投入"),
        ("business investment", "企业投资"),
        ("public investment", "政府投资"),
        ("exports", "出口"),
        ("imports", "进口"),
        ("wages", "工资"),
        ("social contributions", "社会保险缴费"),
        ("income tax", "所得税"),
        ("taxes on products", "产品税净额"),
        ("taxes on production", "其他生产税净额"),
        ("profit tax", "利润税"),
        ("dividends", "红利"),
        ("loan interest", "贷款利息"),
        ("deposit interest", "存款利息"),
        ("bond interest", "国债利息"),
        ("reserve interest", "准备金利息"),
        ("re-lending interest", "再贷款利息"),
        ("foreign interest", "对外利息"),
        ("pensions", "养老金"),
        ("benefits", "社会救济"),
        ("transfers", "经常转移"),
        ("capital grants", "资本补助"),
        ("central bank profit", "央行利润上缴"),
        ("net worth", "净值"),
        ("fixed capital", "固定资本"),
        ("inventories", "存货"),
        ("dwellings", "住房"),
    ];
    let zh = WORDS
        .iter()
        .find(|(en, _)| *en == label)
        .map_or(label, |(_, zh)| zh);
    let mut en = label.to_owned();
    if let Some(first) = en.get(..1).map(str::to_uppercase) {
        en.replace_range(..1, &first);
    }
    text(en, zh)
}
