//! The report: one HTML file with everything in it. No script, nothing remote; the language switch is two radio
//! buttons and a style sheet, and the page carries both languages with their `lang`. Its content policy allows
//! nothing but its own style sheet, named by hash.

mod along;
mod costs;
mod markup;
mod parts;
mod provenance;

use crate::numbers::{Minus, plain, residual};
use crate::svg::{self, Place, escape};
use crate::words::{self, Language, text};
use askama::Template;
use markup::both;
use model::economy::Text;
use model::indicators::Indicator;
use sha2::{Digest, Sha256};
use study::Results;

const STYLE: &str = include_str!("../templates/report.css");

/// Indicators whose paired effects are drawn.
pub const EFFECT_CHARTS: [Indicator; 8] = [
    Indicator::REAL_GDP,
    Indicator::CPI,
    Indicator::UNEMPLOYMENT,
    Indicator::REAL_CONSUMPTION,
    Indicator::REAL_INVESTMENT,
    Indicator::REAL_EXPORTS,
    Indicator::REAL_IMPORTS,
    Indicator::PUBLIC_DEBT,
];

/// Indicators whose levels are drawn.
pub const LEVEL_CHARTS: [Indicator; 6] = [
    Indicator::GDP_GROWTH,
    Indicator::CPI_INFLATION,
    Indicator::UNEMPLOYMENT,
    Indicator::CONSUMPTION_SHARE,
    Indicator::INVESTMENT_SHARE,
    Indicator::PUBLIC_DEBT,
];

/// The report as one HTML document that opens in `language`.
pub fn render(results: &Results, language: Language) -> Result<String, askama::Error> {
    let subject = &results.subject;
    let figure = |chart: &svg::Fan, twin: String| {
        let drawing = svg::fan(chart, Place::Inline);
        format!(
            "<figure><figcaption>{}</figcaption>{drawing}<details><summary>{}</summary>{twin}</details></figure>",
            both(&chart.title),
            both(&text("Numbers of this chart", "图中数据")),
        )
    };
    let effects = results.shown_first(&EFFECT_CHARTS).into_iter().map(|indicator| {
        figure(
            &svg::effect_fan(results, indicator),
            parts::effect_twin(results, indicator),
        )
    });
    let levels = LEVEL_CHARTS.iter().map(|&indicator| {
        figure(
            &svg::level_fan(results, indicator),
            parts::level_twin(results, indicator),
        )
    });
    let page = Page {
        english: language == Language::English,
        lang: if language == Language::English {
            "en"
        } else {
            "zh-CN"
        },
        style: STYLE,
        style_hash: base64(&Sha256::digest(STYLE.as_bytes())),
        document_title: format!("{} · Shapan", language.of(&subject.scenario.title)),
        title: both(&subject.scenario.title),
        against: both(&text(
            format!("against: {}", subject.baseline.title.en),
            format!("对照：{}", Language::Chinese.of(&subject.baseline.title)),
        )),
        question: (!subject.question.en.is_empty()).then(|| both(&subject.question)),
        notice: both(&words::notice()),
        facts: facts(results),
        headline: words::headline(results).iter().map(both).collect(),
        key: [
            ("?", words::unresolved()),
            ("=", words::identical()),
            ("*", words::imposed()),
        ]
        .map(|(mark, meaning)| (mark, both(&meaning)))
        .to_vec(),
        band: both(&words::band_name(results.pairs())),
        shades: both(&words::shades(results.pairs(), &[95, 80, 50])),
        runs: [&[95][..], &[95, 80, 50]].map(|bands| both(&words::shades(results.pairs(), bands))),
        effect_table: parts::effect_table(results, &results.shown_first(&words::HEADLINE)),
        effect_sections: parts::effect_sections(results),
        effect_full: parts::effect_full(results),
        multiplier: (!results.multiplier.is_empty()).then(|| parts::multiplier(results)),
        no_multiplier: words::no_multiplier(results).iter().map(both).collect(),
        cost: (!results.cost.is_empty()).then(|| costs::cost(results)),
        effect_charts: effects.collect(),
        level_charts: levels.collect(),
        breakdowns: along::sections(results),
        books: parts::books(results),
        levers: provenance::levers(results),
        decided_by: provenance::decided_by(results),
        parameters: provenance::parameters(results),
        notes: words::notes(results).iter().skip(1).map(both).collect(),
        limits: words::limits().iter().map(both).collect(),
        version: escape(&subject.engine_version),
        hash: escape(&results.hash),
    };
    page.render()
}

/// The page; every field but `document_title` is finished markup.
#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    english: bool,
    lang: &'static str,
    style: &'static str,
    style_hash: String,
    document_title: String,
    title: String,
    against: String,
    question: Option<String>,
    notice: String,
    facts: Vec<(String, String)>,
    headline: Vec<String>,
    key: Vec<(&'static str, String)>,
    band: String,
    shades: String,
    runs: [String; 2],
    effect_table: String,
    effect_sections: Vec<(String, String)>,
    effect_full: String,
    multiplier: Option<String>,
    no_multiplier: Vec<String>,
    cost: Option<String>,
    effect_charts: Vec<String>,
    level_charts: Vec<String>,
    breakdowns: Vec<along::Section>,
    books: Option<String>,
    levers: Option<String>,
    decided_by: Option<String>,
    parameters: String,
    notes: Vec<String>,
    limits: Vec<String>,
    version: String,
    hash: String,
}

impl Page {
    /// A text of the template in both languages.
    fn t(&self, en: &str, zh: &str) -> String {
        both(&text(en, zh))
    }
}

/// How the result was made, in a few words.
fn facts(results: &Results) -> Vec<(String, String)> {
    let (subject, ensemble) = (&results.subject, &results.ensemble);
    let number = |n: f64| plain(n, 0, Minus::Typographic);
    let (done, asked) = (results.pairs(), ensemble.asked);
    let pairs = match ensemble.partial {
        true => text(
            format!("{done} of {asked} (partial)"),
            format!("{asked}对中的{done}对（部分结果）"),
        ),
        false => text(done.to_string(), done.to_string()),
    };
    let (first, last) = (
        words::date(results.date(1)),
        words::date(results.date(ensemble.quarters)),
    );
    let span = text(
        format!("{}: {} to {}", ensemble.quarters, first.en, last.en),
        format!("{}个：{}至{}", ensemble.quarters, first.zh, last.zh),
    );
    let agents = number(f64::from(ensemble.persons_per_agent));
    let books = text(
        format!(
            "{} identities hold, worst residual {}",
            number(results.checks as f64),
            residual(results.worst_residual)
        ),
        format!(
            "{}项恒等式成立，最大残差{}",
            number(results.checks as f64),
            residual(results.worst_residual)
        ),
    );
    let fact = |en: &str, zh: &str, value: Text| (both(&text(en, zh)), both(&value));
    let same = |x: String| text(x.clone(), x);
    vec![
        fact("Economy", "经济体", subject.economy.title.clone()),
        fact("Pairs of runs", "配对运行数", pairs),
        fact("Quarters", "季度", span),
        fact(
            "One agent stands for",
            "每个主体代表",
            text(format!("{agents} persons"), format!("{agents}人")),
        ),
        fact("Seed", "随机种子", same(ensemble.seed.to_string())),
        fact("Books", "账目", books),
    ]
}

/// Base64 with padding, as content policies write hashes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0u32, |w, i| {
            (w << 8) | u32::from(chunk.get(i).copied().unwrap_or(0))
        });
        for i in 0..4 {
            let digit = char::from(DIGITS[(word >> (18 - 6 * i)) as usize & 63]);
            out.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
