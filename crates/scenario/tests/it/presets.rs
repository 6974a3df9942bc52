//! The scenarios that come with the program.

use crate::common::q;
use model::policy::Policy;
use scenario::{LEVERS, Language, PRESETS, Scenario, template};

fn preset(id: &str) -> Scenario {
    let text = scenario::presets::text(id).expect(id);
    Scenario::parse(text, id, &|_| None).unwrap_or_else(|e| panic!("{id}: {:?}", e.details()))
}

#[test]
fn every_preset_parses_and_speaks_both_languages() {
    for p in PRESETS {
        let s = preset(p.id);
        assert_eq!(s.id, p.id);
        for label in [&s.title, &s.question] {
            assert!(
                !label.en.is_empty() && label.zh.chars().any(|c| c > '\u{2e80}'),
                "{}",
                p.id
            );
        }
        assert_eq!((s.start, s.economy.as_str()), (Some(q(2025, 1)), "china"));
        // Ventures need longer than ten years.
        let ventures = p.id.starts_with("E02") || p.id.starts_with("E03");
        assert_eq!(s.horizon, if ventures { 64 } else { 40 }, "{}", p.id);
        assert_eq!(s.is_neutral(), p.id == "baseline", "{}", p.id);
        assert!(!s.source.is_empty());
    }
}

#[test]
fn no_preset_file_is_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap().replace(".toml", ""))
        .collect();
    let mut ids: Vec<String> = PRESETS.iter().map(|p| p.id.to_owned()).collect();
    files.sort();
    ids.sort();
    assert_eq!(files, ids);
}

#[test]
fn impulses_act_for_four_quarters_from_2026() {
    for (id, field) in [
        (
            "impulse-purchases",
            (|p| p.core.government_purchases) as fn(&Policy) -> f64,
        ),
        ("impulse-investment", |p| p.core.public_investment),
        ("impulse-transfers", |p| p.core.household_transfers),
        ("impulse-transfers-targeted", |p| p.core.household_transfers),
        ("impulse-rate", |p| p.core.policy_rate_shift),
    ] {
        let s = preset(id);
        let seen: Vec<f64> = (0..8).map(|k| field(&s.policy(q(2025, 3).plus(k)))).collect();
        assert_eq!(seen, [0.0, 0.0, 0.01, 0.01, 0.01, 0.01, 0.0, 0.0], "{id}");
        assert_eq!(
            s.first_active_quarter().map(|t| t > q(2025, 4)),
            Some(id != "impulse-transfers-targeted"),
            "{id}"
        );
    }
    for (id, field, size) in [
        (
            "impulse-world-demand",
            (|p| p.core.world_demand) as fn(&Policy) -> f64,
            -0.05,
        ),
        (
            "impulse-purchases-permanent",
            |p| p.core.government_purchases,
            0.01,
        ),
        ("impulse-productivity", |p| p.core.productivity, 0.01),
        ("ai-capex-500bn-domestic", |p| p.core.ai_capex, 125.0),
        ("ai-capex-500bn-imported", |p| p.core.ai_capex, 125.0),
    ] {
        let s = preset(id);
        assert_eq!(field(&s.policy(q(2025, 4))), 0.0, "{id}");
        assert_eq!(field(&s.policy(q(2026, 1))), size, "{id}");
        assert_eq!(field(&s.policy(q(2034, 4))), size, "{id}");
    }
    assert_eq!(
        preset("ai-capex-500bn-imported")
            .policy(q(2026, 1))
            .core
            .ai_import_content,
        0.5
    );
    let weights = preset("impulse-transfers-targeted")
        .policy(q(2026, 1))
        .core
        .transfer_weights;
    // Without an economy members stand in the order of their names; owners and the two urban groups get nothing.
    assert_eq!(
        weights.values().collect::<Vec<_>>(),
        [1.0, 0.0, 1.0, 1.0, 0.0, 0.0]
    );
}

#[test]
fn the_innovation_drive_follows_the_dated_programme() {
    let s = preset("innovation-drive");
    let window = |year, of_year| {
        let r = s.policy(q(year, of_year)).money;
        (
            r.quota,
            r.rate,
            r.refinanced_share,
            r.additionality,
            r.pass_through,
        )
    };
    assert_eq!(window(2025, 1), (Some(500.0), Some(0.0175), 0.6, 0.3, 0.5));
    assert_eq!(window(2025, 2), (Some(800.0), Some(0.015), 0.6, 0.3, 0.5));
    assert_eq!(window(2025, 4), (Some(800.0), Some(0.015), 0.6, 0.3, 0.5));
    assert_eq!(window(2026, 1), (Some(1200.0), Some(0.0125), 0.6, 0.3, 0.5));
    let p = s.policy(q(2025, 2));
    let package = p.core.household_transfers + p.core.public_investment + p.core.government_purchases;
    assert!(
        (package - 0.0148).abs() < 1e-12,
        "2 trillion yuan are 1.48 % of GDP: {package}"
    );
    assert_eq!(
        (p.core.ai_capex, p.core.ai_import_content, p.core.export_tariff),
        (125.0, 0.4, 0.03)
    );
    let after = s.policy(q(2028, 2));
    assert_eq!((after.core.ai_capex, after.core.household_transfers), (0.0, 0.0));
}

#[test]
fn templates_parse_with_and_without_their_levers() {
    for language in [Language::En, Language::Zh] {
        let text = template(language);
        let read = |text: &str| {
            Scenario::parse(text, "my.toml", &|_| None)
                .unwrap_or_else(|e| panic!("{text}\n{:?}", e.details()))
        };
        assert!(read(&text).is_neutral());
        let mut used = 0;
        for line in text
            .lines()
            .filter(|l| l.starts_with("# ") && l.contains(" = \""))
        {
            if text.lines().any(|l| l == line)
                && LEVERS
                    .iter()
                    .any(|l| line.ends_with(&format!("\"{}\"", l.example)))
            {
                read(&text.replacen(line, &line[2..], 1));
                used += 1;
            }
        }
        assert_eq!(used, LEVERS.len());
    }
}
