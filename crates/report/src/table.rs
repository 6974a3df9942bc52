//! Effect tables for terminals.

mod costs;

use crate::numbers::{Minus, plain, row_decimals, signed};
use crate::words::{self, HEADLINE, Language, notice, text, title, unit_of_effect, width};
use experiments::effects::{Effect, Sign};
use experiments::multiplier::Ratio;
use experiments::stats::holds;
use model::indicators::Indicator;
use study::Results;

/// What a table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Language of titles and notes.
    pub language: Language,
    /// All indicators instead of the main ones.
    pub all_indicators: bool,
    /// One line per quarter with every statistic instead of the overview.
    pub every_statistic: bool,
    /// Columns there are: an overview that needs more is shown in parts, each with as many quarters as fit.
    pub columns: Option<usize>,
}

/// The effect table as text: head, table, multiplier, notes. Lines end with `\n`; no colour codes.
pub fn effects(results: &Results, options: Options) -> String {
    let language = options.language;
    let usual = if options.all_indicators {
        Indicator::ALL
    } else {
        &HEADLINE[..]
    };
    let indicators = &results.shown_first(usual)[..];
    let mut out = head(results, language);
    out.push('\n');
    match options.every_statistic {
        true => every_statistic(&mut out, results, indicators, language),
        false => overview(&mut out, results, indicators, options),
    }
    out.push('\n');
    costs::cost(&mut out, results, options);
    let reasons = words::no_multiplier(results);
    for reason in &reasons {
        line(&mut out, language.of(reason));
    }
    if !reasons.is_empty() {
        out.push('\n');
    }
    decided_by(&mut out, results, language);
    for note in words::notes(results) {
        line(&mut out, language.of(&note));
    }
    out
}

/// Assumptions on a screen; a strategy of many levers hangs on more.
const DECIDING_SHOWN: usize = 10;

/// Assumptions that decide the effects, each with its value, its range and the path that sets it.
fn decided_by(out: &mut String, results: &Results, language: Language) {
    let decided_by = &results.subject.decided_by;
    if decided_by.is_empty() {
        return;
    }
    line(
        out,
        match language {
            Language::English => {
                "decided by (uncertain and decisive; value used, range, basis; set them with --set):"
            }
            Language::Chinese => {
                "决定结果的参数（取值不确定而影响关键；所用取值、范围与依据，可用 --set 更改；名称仅有英文）："
            }
        },
    );
    let to = match language {
        Language::English => "to",
        Language::Chinese => "至",
    };
    for a in decided_by.iter().take(DECIDING_SHOWN) {
        let ((low, high), title) = (a.range, language.of(&a.title));
        let basis = match a.basis.map(words::basis) {
            Some(basis) => format!(" ({})", language.of(&basis)),
            None => String::new(),
        };
        line(
            out,
            &format!("  {} {}, {low} {to} {high}{basis}  {title}", a.path, a.value),
        );
    }
    let more = decided_by.len().saturating_sub(DECIDING_SHOWN);
    match language {
        _ if more == 0 => {}
        Language::English => line(out, &format!("  and {more} more, in the report of --out")),
        Language::Chinese => line(out, &format!("  另有{more}项，见 --out 报告")),
    }
    out.push('\n');
}

/// Title, what was run, state of the books, hash.
fn head(results: &Results, language: Language) -> String {
    let (subject, e) = (&results.subject, &results.ensemble);
    let mut out = String::new();
    let (scenario, baseline) = (
        language.of(&subject.scenario.title),
        language.of(&subject.baseline.title),
    );
    line(
        &mut out,
        &match language {
            Language::English => format!("{scenario}, against: {baseline}"),
            Language::Chinese => format!("{scenario}，对照：{baseline}"),
        },
    );
    let pairs = (results.pairs(), e.asked);
    let made = words::made(
        &subject.economy.id,
        pairs,
        (e.quarters, e.date(1)),
        e.persons_per_agent,
        e.seed,
    );
    line(&mut out, language.of(&made));
    let books = words::books(results.checks, results.worst_residual, &results.hash);
    line(&mut out, language.of(&books));
    out
}

/// Widths of the overview: title, unit, one horizon.
const OVERVIEW: [usize; 3] = [34, 7, 17];

/// Two lines per indicator: medians, and below them the band; in parts if the terminal is narrow.
fn overview(out: &mut String, results: &Results, indicators: &[Indicator], options: Options) {
    let [label_width, unit_width, cell] = OVERVIEW;
    let horizons = results.horizons();
    let room = options.columns.map_or(horizons.len(), |c| {
        c.saturating_sub(label_width + unit_width) / cell
    });
    for (i, part) in horizons.chunks(room.max(1)).enumerate() {
        if i > 0 {
            out.push('\n');
        }
        overview_part(out, results, indicators, options.language, part);
    }
    out.push('\n');
    legend(out, options.language, options.columns);
}

/// What the marks mean, on as many lines as they need.
fn legend(out: &mut String, language: Language, columns: Option<usize>) {
    let marks = [
        ("?", words::unresolved()),
        ("=", words::identical()),
        ("*", words::imposed()),
    ]
    .map(|(mark, meaning)| format!("{mark}  {}", language.of(&meaning)));
    let together = marks.join("    ");
    let full = OVERVIEW[0] + OVERVIEW[1] + 5 * OVERVIEW[2];
    if width(&together) > columns.unwrap_or(full) {
        marks.iter().for_each(|mark| line(out, mark));
    } else {
        line(out, &together);
    }
}

/// The overview at some horizons.
fn overview_part(
    out: &mut String,
    results: &Results,
    indicators: &[Indicator],
    language: Language,
    horizons: &[usize],
) {
    let [label_width, unit_width, cell] = OVERVIEW;
    let band = words::band_name(results.pairs());
    let first = match language {
        Language::English => format!("effect: median [{}]", band.en),
        Language::Chinese => format!("效果：中位数[{}]", band.zh),
    };
    let mut row = pad_right(&first, label_width + unit_width);
    for &q in horizons {
        row.push_str(&pad_left(&format!("{} ({q})", results.date(q)), cell));
    }
    line(out, &row);
    line(out, &"─".repeat(label_width + unit_width + cell * horizons.len()));
    for &indicator in indicators {
        let Some(any) = results.effect(indicator, 1) else {
            continue;
        };
        let unit = unit_of_effect(any.unit, &results.subject.economy.money_unit);
        let mut medians = pad_right(
            &cut(&short(language.of(&title(indicator))), label_width - 1),
            label_width,
        );
        medians.push_str(&pad_right(language.of(&unit), unit_width));
        let mut bands = " ".repeat(label_width + unit_width);
        let effects = |quarters: &[usize]| -> Vec<&Effect> {
            let of = |&q| results.effect(indicator, q);
            quarters.iter().filter_map(of).collect()
        };
        // Parts of a row have the same decimals.
        let digits = row_decimals(&effects(&results.horizons()), 3);
        for effect in effects(horizons) {
            let (median, band) = cells(effect, digits);
            medians.push_str(&pad_left(&median, cell));
            bands.push_str(&pad_left(&band, cell));
        }
        line(out, &medians);
        if !bands.trim().is_empty() {
            line(out, &bands);
        }
    }
    line(out, &"─".repeat(label_width + unit_width + cell * horizons.len()));
    multiplier(out, results, language, horizons);
}

fn cells(effect: &Effect, digits: usize) -> (String, String) {
    if effect.sign.identical {
        return ("=".into(), String::new());
    }
    let n = |x| signed(x, digits, Minus::Ascii);
    let median = format!("{}{}", mark(&effect.sign), n(effect.spread.median));
    // What is imposed, or seen once, has no band.
    if effect.sign.imposed || effect.spread.count == 1 {
        return (median, String::new());
    }
    let (low, high) = effect.spread.band(95);
    (median, format!("[{}, {}]", n(low), n(high)))
}

/// The mark before a number.
pub fn mark(sign: &Sign) -> &'static str {
    match (sign.identical, sign.imposed, sign.resolved) {
        (true, ..) => "= ",
        (_, true, _) => "* ",
        (.., false) => "? ",
        _ => "",
    }
}

/// One line per indicator and horizon: median, mean, standard error, the three bands, share of the same sign.
fn every_statistic(out: &mut String, results: &Results, indicators: &[Indicator], language: Language) {
    let widest = match holds(results.pairs(), 95) {
        true => text("95 % band", "95%区间"),
        false => words::band_name(results.pairs()),
    };
    let widest = language.of(&widest);
    let names = match language {
        Language::English => [
            "quarter",
            "median",
            "mean",
            "se",
            "50 % band",
            "80 % band",
            widest,
            "same sign",
        ],
        Language::Chinese => [
            "季度",
            "中位数",
            "均值",
            "标准误",
            "50%区间",
            "80%区间",
            widest,
            "同号",
        ],
    };
    statistics_line(out, names.map(str::to_owned));
    line(out, &"─".repeat(STATISTICS.iter().sum()));
    for &indicator in indicators {
        let horizons = results.horizons();
        let effects: Vec<&Effect> = horizons
            .iter()
            .filter_map(|&q| results.effect(indicator, q))
            .collect();
        let digits = row_decimals(&effects, 4);
        for (i, effect) in effects.into_iter().enumerate() {
            if i == 0 {
                let unit = unit_of_effect(effect.unit, &results.subject.economy.money_unit);
                line(
                    out,
                    &format!("{}, {}", language.of(&title(indicator)), language.of(&unit)),
                );
            }
            statistics_line(out, statistics(effect, digits));
        }
    }
    out.push('\n');
    legend(out, language, None);
}

/// Widths of the columns of all statistics.
const STATISTICS: [usize; 8] = [12, 11, 10, 9, 20, 20, 20, 11];

/// Cells under the columns of all statistics as a line.
fn statistics_line(out: &mut String, cells: [String; 8]) {
    let first = pad_right(&format!("  {}", cells[0]), STATISTICS[0]);
    let rest = cells[1..].iter().zip(&STATISTICS[1..]);
    line(out, &rest.fold(first, |row, (text, &w)| row + &pad_left(text, w)));
}

/// All statistics of one effect.
fn statistics(effect: &Effect, digits: usize) -> [String; 8] {
    let s = &effect.spread;
    let n = |x| signed(x, digits, Minus::Ascii);
    let band = |percent| {
        // The widest column falls back on the range, the others have nothing to show.
        if percent != 95 && !holds(s.count, percent) {
            return "—".to_owned();
        }
        let (low, high) = s.band(percent);
        format!("[{}, {}]", n(low), n(high))
    };
    [
        format!("{:>2} {}", effect.quarter, effect.date),
        format!("{}{}", mark(&effect.sign), n(s.median)),
        n(s.mean),
        plain(s.se, digits + 1, Minus::Ascii),
        band(50),
        band(80),
        band(95),
        format!("{:.0} %", 100.0 * effect.sign.same_sign),
    ]
}

/// Two lines below the overview's columns: multiplier, and below it the band.
fn multiplier(out: &mut String, results: &Results, language: Language, horizons: &[usize]) {
    if results.multiplier.iter().all(|m| m.ratio.is_err()) {
        return;
    }
    let [label_width, unit_width, cell] = OVERVIEW;
    let (name, meaning) = match language {
        Language::English => ("Multiplier", "  real GDP per unit of cost"),
        Language::Chinese => ("乘数", "  单位成本的实际GDP"),
    };
    let mut values = pad_right(name, label_width + unit_width);
    let mut bands = pad_right(meaning, label_width + unit_width);
    for &quarter in horizons {
        let found = results.multiplier.iter().find(|m| m.quarter == quarter);
        let (value, band) = match found.map(|m| m.ratio) {
            None => Default::default(),
            Some(Err(_)) => ("—".to_owned(), String::new()),
            Some(Ok(Ratio { spread, sign })) => {
                let n = |x| plain(x, 2, Minus::Ascii);
                let (low, high) = spread.band(95);
                let band = match spread.count {
                    1 => String::new(),
                    _ => format!("[{}, {}]", n(low), n(high)),
                };
                (format!("{}{}", mark(&sign), n(spread.median)), band)
            }
        };
        values.push_str(&pad_left(&value, cell));
        bands.push_str(&pad_left(&band, cell));
    }
    line(out, &values);
    line(out, &bands);
}

/// The standing notice in one line, for outputs without a table.
pub fn notice_line(language: Language) -> String {
    language.of(&notice()).to_owned()
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Titles leave out what a table has no room for.
fn short(title: &str) -> String {
    title.replace(", on a year before", ", yearly")
}

fn pad_right(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text)).max(1)))
}

fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if width(&out) + width(c.encode_utf8(&mut [0; 4])) >= columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn columns_line_up_in_both_languages() {
        sample::with(8, 40, |results| {
            for language in [Language::English, Language::Chinese] {
                let text = effects(
                    results,
                    Options {
                        language,
                        ..Options::default()
                    },
                );
                let rows: Vec<&str> = text.lines().skip_while(|l| !l.starts_with('─')).skip(1).collect();
                let table: Vec<&&str> = rows.iter().take_while(|l| !l.starts_with('─')).collect();
                assert!(table.len() >= 20, "{text}");
                let full = OVERVIEW[0] + OVERVIEW[1] + 5 * OVERVIEW[2];
                assert!(table.iter().all(|l| width(l) == full), "{text}");
                assert!(text.contains(notice_line(language).as_str()));
            }
        });
    }

    #[test]
    fn a_narrow_terminal_gets_the_overview_in_parts() {
        sample::with(8, 40, |results| {
            let narrow = Options {
                columns: Some(80),
                ..Options::default()
            };
            let (wide, narrow) = (effects(results, Options::default()), effects(results, narrow));
            let table = |text: &str| -> Vec<String> {
                let end = text.find("\n?  not").unwrap();
                text[..end].lines().skip(4).map(str::to_owned).collect()
            };
            assert!(table(&narrow).iter().all(|l| width(l) <= 80), "{narrow}");
            // Two horizons have room beside each other, so five need three parts; nothing is lost.
            assert_eq!(narrow.matches("effect: median").count(), 3);
            let dates = |text: &str| text.matches("Q4 (").count() + text.matches("Q1 (").count();
            assert_eq!(dates(&narrow), dates(&wide));
        });
    }

    #[test]
    fn unresolved_and_identical_effects_are_marked() {
        sample::with(8, 12, |results| {
            let options = Options {
                all_indicators: true,
                ..Options::default()
            };
            let text = effects(results, options);
            let row = |name: &str| text.lines().find(|l| l.starts_with(name)).unwrap().to_owned();
            assert!(row("Stock building over GDP").contains("? "), "{text}");
            assert!(
                row("Capital over annual output").trim_end().ends_with('='),
                "{text}"
            );
            assert!(!row("Real GDP ").trim_end().ends_with('='), "{text}");
        });
    }

    #[test]
    fn golden() {
        sample::with(16, 40, |results| {
            let overview = effects(results, Options::default());
            let full = effects(
                results,
                Options {
                    every_statistic: true,
                    ..Options::default()
                },
            );
            let chinese = effects(
                results,
                Options {
                    language: Language::Chinese,
                    ..Options::default()
                },
            );
            let all = format!("{overview}\n=====\n\n{full}\n=====\n\n{chinese}");
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/table.txt");
            if std::env::var_os("SHAPAN_BLESS").is_some() {
                std::fs::write(path, &all).unwrap();
            }
            let want = std::fs::read_to_string(path).unwrap();
            assert_eq!(all, want, "run with SHAPAN_BLESS=1 and review the difference");
        });
    }

    #[test]
    fn chinese_characters_take_two_columns() {
        assert_eq!(width("GDP同比"), 7);
        assert_eq!(pad_left("失业", 6), "  失业");
        assert_eq!(cut("实际国内生产总值", 9), "实际国内…");
    }
}
