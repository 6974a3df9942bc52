use super::*;
use crate::sample;

fn page(pairs: usize, quarters: usize, language: Language) -> String {
    let mut page = String::new();
    sample::with(pairs, quarters, |results| {
        page = render(results, language).unwrap()
    });
    page
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = page(4, 12, Language::English);
    for bad in [
        "<script",
        "src=",
        "href=",
        "url(",
        "@import",
        "style=\"",
        "javascript:",
        "onload",
    ] {
        assert!(!page.contains(bad), "{bad}");
    }
    // Addresses occur only as text of sources.
    for (at, _) in page.match_indices("http") {
        let before = &page[at.saturating_sub(1)..at];
        assert!(
            page[at..].starts_with("http-equiv") || before == " ",
            "{}",
            &page[at - 20..at + 40]
        );
    }
    assert!(page.contains("https://www.stats.gov.cn/"));
}

#[test]
fn the_content_policy_names_the_style_sheet() {
    let page = page(2, 4, Language::English);
    let style = page
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let hash = base64(&Sha256::digest(style.as_bytes()));
    assert!(
        page.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'")),
        "{hash}"
    );
}

#[test]
fn base64_known_answers() {
    // RFC 4648, section 10.
    for (plain, coded) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(plain.as_bytes()), coded);
    }
}

#[test]
fn the_page_opens_in_the_language_asked_for_and_holds_both() {
    for (language, lang, id) in [
        (Language::English, "en", "en"),
        (Language::Chinese, "zh-CN", "zh"),
    ] {
        let page = page(2, 4, language);
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        let input = page.split(&format!("id=\"{id}\"")).nth(1).unwrap();
        assert!(input.split('>').next().unwrap().ends_with(" checked"));
        assert_eq!(page.matches(" checked>").count(), 1);
        assert!(page.contains(
            "<span lang=\"en\">Effects over time</span><span lang=\"zh-CN\">效果的时间路径</span>"
        ));
        for text in ["Not a forecast.", "不构成预测"] {
            assert!(page.contains(text));
        }
    }
}

#[test]
fn every_chart_has_a_name_a_description_and_a_table() {
    let page = page(4, 40, Language::English);
    let charts = EFFECT_CHARTS.len() + LEVEL_CHARTS.len();
    assert_eq!(page.matches("<figure>").count(), charts);
    assert_eq!(page.matches("role=\"img\" aria-labelledby=").count(), charts);
    assert_eq!(page.matches("<desc id=").count(), charts);
    let figures: Vec<&str> = page.split("<figure>").skip(1).collect();
    assert!(figures.iter().all(|f| {
        f.split("</figure>")
            .next()
            .unwrap()
            .contains("<details><summary>")
    }));
    // Ids are unique.
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|s| s.split('"').next().unwrap())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn rows_of_the_matrices_sum_to_zero() {
    let page = page(2, 8, Language::English);
    let cell = |s: &str| s.split(['>', '<']).nth(1).unwrap().to_owned();
    let sums: Vec<String> = page.split("class=\"n sum").skip(1).map(cell).collect();
    // Instruments, of which one without an entry is left out, and net worth; flows, net lending and what is written off.
    assert_eq!(sums.len(), 7 - 1 + 1 + 10 + 2);
    assert!(sums.iter().all(|s| s == "0" || s.starts_with("0 (")), "{sums:?}");
}

#[test]
fn elements_are_closed() {
    let page = page(2, 8, Language::English);
    for tag in [
        "span", "table", "tr", "td", "th", "div", "section", "figure", "details", "svg", "text", "li", "p",
    ] {
        let open = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(open, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn names_from_outside_are_escaped() {
    sample::with(2, 4, |results| {
        let mut subject = results.subject.clone();
        subject.scenario.title = text("<script>alert(1)</script>", "");
        let hostile = Results::new(subject, results.ensemble.clone());
        let page = render(&hostile, Language::English).unwrap();
        assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"));
    });
}

#[test]
fn short_and_single_runs_render() {
    for (pairs, quarters) in [(1, 1), (1, 5), (3, 2)] {
        let page = page(pairs, quarters, Language::English);
        assert!(
            !page.contains("NaN") && !page.contains("inf "),
            "{pairs} {quarters}"
        );
    }
}

#[test]
fn bands_in_the_table_are_those_of_the_sentences() {
    sample::with(16, 8, |results| {
        let page = render(results, Language::English).unwrap();
        let effect = results.effect(Indicator::REAL_GDP, 4).unwrap();
        let (low, high) = effect.spread.band(95);
        let n = |x| crate::numbers::signed(x, 2, Minus::Typographic);
        let cell = format!("<small>{} … {}</small>", n(low), n(high));
        assert!(page.contains(&cell), "{cell}");
        assert!(page.contains("range of 16 pairs"), "what the band holds is named");
        assert!(!page.contains("95 % of pairs"), "16 pairs show no band of 95 %");
    });
}

#[test]
fn paths_break_where_their_words_end() {
    assert_eq!(
        markup::path("a.b_c"),
        "<small><code>a.<wbr>b_<wbr>c</code></small>"
    );
}

#[test]
fn the_levers_of_the_study_are_shown_in_both_languages() {
    let page = page(2, 4, Language::English);
    for part in [
        "<code>relending.<wbr>quota</code>",
        "再贷款额度",
        "800 bn CNY",
        "8000亿元",
        "2025Q3至2030Q2",
        "technology lending (CL070), enlarged later (CL096); E01; 500 bn from April 2024",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn the_cost_is_shown_by_programme_and_year_in_both_languages() {
    sample::with(4, 14, |results| {
        let page = render(results, Language::English).unwrap();
        let start = page.find("What it costs, by year").unwrap();
        let table = &page[start..start + page[start..].find("</table>").unwrap()];
        for part in [
            "AI capital, firms’ part",
            "人工智能资本（企业部分）",
            "Cost outside the budget",
            "财政外成本",
            "Taxes and contributions",
            "Change of the deficit",
            "赤字变动",
            "year 3",
        ] {
            assert!(table.contains(&part.replace('’', "&#39;")), "{part}: {table}");
        }
        // Nobody orders missions, so they have no row.
        assert!(!table.contains("Missions"));
    });
}

#[test]
fn no_zero_has_a_sign() {
    for page in [page(4, 12, Language::English), page(1, 4, Language::Chinese)] {
        for sign in ["-", "\u{2212}"] {
            for zero in ["0<", "0.0<", "0.00<", "0.000<", "0.0 ", "0.0\""] {
                let text = format!("{sign}{zero}");
                let found = page
                    .match_indices(&text)
                    .find(|(at, _)| !page[..*at].ends_with(|c: char| c.is_ascii_alphanumeric()));
                assert!(found.is_none(), "{text}");
            }
        }
    }
}
