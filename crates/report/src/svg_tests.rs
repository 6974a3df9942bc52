use super::*;
use crate::sample;
use model::indicators::Indicator;

#[test]
fn a_picture_stands_alone() {
    sample::with(8, 40, |results| {
        for language in [Language::English, Language::Chinese] {
            let svg = effect(results, Indicator::REAL_GDP, language);
            assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\""));
            assert!(
                svg.contains("<title id=\"effect-real_gdp-t\">")
                    && svg.contains("<desc id=\"effect-real_gdp-d\">")
            );
            assert!(svg.contains(language.of(&notice())));
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
            // Three bands, one or two pieces of the median.
            assert_eq!(svg.matches("fill-opacity=\"0.13\"").count(), 1);
            assert_eq!(svg.matches("fill-opacity=\"0.24\"").count(), 1);
            let without_name = svg.replacen("http://www.w3.org/2000/svg", "", 1);
            assert!(!without_name.contains("http"));
        }
    });
}

#[test]
fn inline_charts_carry_both_languages() {
    sample::with(4, 12, |results| {
        let svg = fan(&level_fan(results, Indicator::GDP_GROWTH), Place::Inline);
        assert!(svg.contains("<text lang=\"en\"") && svg.contains("<text lang=\"zh-CN\""));
        assert!(
            svg.contains("stroke-dasharray=\"5 3.5\""),
            "the baseline is dashed"
        );
        assert!(
            !svg.contains("style="),
            "no inline styles, so that strict content policies keep the colours"
        );
    });
}

#[test]
fn missing_numbers_leave_gaps() {
    sample::with(4, 12, |results| {
        let mut chart = effect_fan(results, Indicator::REAL_GDP);
        chart.lines[0].points[5].median = f64::NAN;
        let svg = fan(&chart, Place::Inline);
        assert!(!svg.contains("NaN"));
        assert_eq!(svg.matches("fill-opacity=\"0.13\"").count(), 2);
        assert_eq!(finite_runs(&chart.lines[0].points), [0..5, 6..12]);
    });
}

#[test]
fn a_segment_is_dotted_if_the_point_it_leads_to_is_open() {
    sample::with(4, 12, |results| {
        let mut chart = effect_fan(results, Indicator::REAL_GDP);
        let dotted = |chart: &Fan| fan(chart, Place::Inline).contains("stroke-dasharray=\"0.5 4\"");
        let firm = &mut chart.lines[0].firm;
        firm.fill(true);
        // The effect before the policy begins is no reason to doubt the step that it makes.
        firm[0] = false;
        assert!(!dotted(&chart));
        chart.lines[0].firm[1] = false;
        assert!(dotted(&chart));
    });
}

#[test]
fn texts_cannot_break_out() {
    assert_eq!(escape("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c&#39;");
}
