use super::*;
use crate::sample;
use crate::study::Results;
use crate::table::{self, Options};
use crate::words::{Language, no_cost};
use engine::time::Quarter;
use model::policy::Policy;

/// What the report and the terminal say of a policy that holds from the second simulated quarter on.
fn said(pairs: usize, quarters: usize, policy: Policy) -> (Vec<Text>, String) {
    let mut found = (Vec::new(), String::new());
    let path = |quarter: Quarter| match quarter >= Quarter::new(2025, 3) {
        true => policy.clone(),
        false => Policy::default(),
    };
    sample::with_policy(pairs, quarters, &path, |results| {
        found = (headline(results), table::effects(results, Options::default()));
    });
    found
}

fn spending(purchases: f64, investment: f64) -> Policy {
    Policy {
        core: model::core::Policy {
            government_purchases: purchases,
            public_investment: investment,
            ..Default::default()
        },
        ..Policy::default()
    }
}

#[test]
fn a_swap_shows_its_programmes_and_no_multiplier() {
    let (sentences, table) = said(4, 12, spending(0.003, -0.003));
    let all: Vec<&str> = sentences.iter().map(|s| s.en.as_str()).collect();
    assert!(
        all.iter().any(|s| s.contains("no net cost to divide by")),
        "{all:?}"
    );
    assert!(all.iter().all(|s| !s.contains("Per unit of cost")), "{all:?}");
    assert!(sentences.iter().any(|s| s.zh.contains("没有可作除数的净成本")));
    for part in [
        "Government purchases  ",
        "Public investment  ",
        "no net cost to divide by",
    ] {
        assert!(table.contains(part), "{part}: {table}");
    }
    assert!(!table.contains("Multiplier"), "{table}");
}

#[test]
fn saving_is_said_as_saving_with_the_sign_of_output() {
    // GDP falls and so does spending: their ratio is above zero, and "gains" would be the opposite of what happens.
    let (sentences, table) = said(4, 12, spending(-0.006, 0.0));
    let all: Vec<&str> = sentences.iter().map(|s| s.en.as_str()).collect();
    assert!(
        all.iter()
            .any(|s| s.contains("the scenario saves") && s.contains("real GDP loses")),
        "{all:?}"
    );
    assert!(all.iter().all(|s| !s.contains("Per unit of cost")), "{all:?}");
    assert!(
        sentences
            .iter()
            .any(|s| s.zh.contains("净节省") && s.zh.contains("减少"))
    );
    assert!(
        table.contains("the scenario saves") && !table.contains("Multiplier"),
        "{table}"
    );
}

#[test]
fn a_turn_between_the_ends_is_named() {
    let path = |quarter: Quarter| match quarter {
        q if q <= Quarter::new(2026, 2) => spending(0.01, 0.0),
        q if q <= Quarter::new(2029, 2) => spending(-0.02, 0.0),
        _ => spending(0.01, 0.0),
    };
    sample::with_policy(8, 40, &path, |results| {
        let gdp = |q: usize| results.effect(Indicator::RealGdp, q).unwrap();
        let sentences = headline(results);
        assert!(sentences[0].en.contains("(quarter 4)") && sentences[0].en.contains("above"));
        let lowest = (4..=40)
            .min_by(|a, b| gdp(*a).spread.median.total_cmp(&gdp(*b).spread.median))
            .unwrap();
        assert!(gdp(lowest).spread.median < 0.0 && lowest < 40);
        let turn = &sentences[1].en;
        assert!(
            turn.contains(&format!("(quarter {lowest})")) && turn.contains("below"),
            "{turn}"
        );
        assert!(sentences[2].en.contains("(quarter 40)") && sentences[2].en.contains("above"));
    });
    // Where output stays on one side there is nothing to add.
    sample::with(8, 40, |results| assert_eq!(turn(results, 4, 40), None));
}

#[test]
fn where_the_baseline_has_none_the_level_is_said() {
    sample::with(4, 12, |results| {
        let mut study = results.study.clone();
        study.figures = vec![Indicator::VentureFailures];
        let results = Results::new(study, results.ensemble);
        let sentences = headline(&results);
        let found = sentences
            .iter()
            .find(|s| s.en.starts_with("Funded deals that lost money"))
            .unwrap();
        assert!(
            found.en.contains(" %, and nothing in the baseline"),
            "{}",
            found.en
        );
        assert!(
            !found.en.contains("above") && found.zh.contains("基准中为零"),
            "{}",
            found.zh
        );
        // A difference of percentages is in points, in files as in words.
        let effect = results.effect(Indicator::VentureFailures, 12).unwrap();
        assert_eq!(effect.unit.id(), "pp");
    });
}

#[test]
fn one_pair_and_one_quarter_are_said_in_the_singular_and_without_a_band() {
    let (sentences, table) = said(1, 4, spending(0.01, 0.0));
    assert!(table.contains(" · 1 pair · 4 quarters"), "{table}");
    // One pair resolves nothing, in the cost table neither.
    let cost = table.lines().find(|l| l.starts_with("Government purchases"));
    assert!(cost.unwrap().contains(" ? "), "{table}");
    for s in sentences {
        assert!(
            !s.en.contains("1 pairs") && !s.en.contains("first 1 "),
            "{}",
            s.en
        );
        assert!(!s.en.contains("one pair: "), "{}", s.en);
    }
    assert_eq!(
        (quarters_named(1).en, quarters_named(8).en),
        ("quarter".into(), "8 quarters".into())
    );
}

#[test]
fn what_costs_nothing_says_so() {
    let of = |policy: Policy| {
        let mut found = None;
        sample::with_policy(2, 8, &|_| policy.clone(), |results| found = no_cost(results));
        found.map_or(String::new(), |text| text.en)
    };
    let mut credit = Policy::default();
    credit.money.quota = Some(800.0);
    assert!(of(credit.clone()).contains("loans are paid back"));
    let rate = Policy {
        core: model::core::Policy {
            policy_rate_shift: 0.01,
            ..Default::default()
        },
        ..Policy::default()
    };
    assert!(of(rate).contains("no programme pays"));
    // Beside spending the price of credit is one cost of several.
    credit.core.government_purchases = 0.01;
    assert_eq!(of(credit), "");
    assert_eq!(of(spending(0.01, 0.0)), "");
}

#[test]
fn programmes_beyond_eight_rows_are_added_up() {
    let mut policy = spending(0.01, 0.0);
    policy.research.grants = 1.0;
    let (_, table) = said(4, 14, policy);
    let start = table.find("cost by year").unwrap();
    let rows: Vec<&str> = table[start..].lines().take_while(|l| !l.is_empty()).collect();
    let at = |name: &str| rows.iter().position(|row| row.starts_with(name)).unwrap();
    // Two lines above the rows, since the last year is short.
    assert!(
        rows[1].contains("from 2025Q3") && rows[2].trim_end().ends_with("1 quarter"),
        "{table}"
    );
    assert_eq!(
        (at("Government purchases"), at("Cost on the budget")),
        (3, 11),
        "{table}"
    );
    assert!(rows[10].contains("smaller programmes"), "{table}");
    let numbers = |row: &str| -> f64 {
        let year = row.split_whitespace().rev().nth(3).unwrap();
        year.replace(',', "").parse().unwrap()
    };
    let programmes: f64 = rows[3..11].iter().map(|row| numbers(row)).sum();
    let sums = numbers(rows[11]) + numbers(rows[12]);
    assert!((programmes - sums).abs() <= 8.0, "{table}");
}

#[test]
fn years_cannot_be_read_as_quarters() {
    sample::with(4, 14, |results| {
        let chinese = Options {
            language: Language::Chinese,
            ..Options::default()
        };
        let table = table::effects(results, chinese);
        assert!(
            table.contains("2025Q3起") && table.contains("仅1个季度"),
            "{table}"
        );
        assert!(table.contains("名称仅有英文"), "{table}");
        let page = crate::html::render(results, Language::English).unwrap();
        for part in [
            "from 2025Q3",
            "自2025年三季度起",
            "year 4, 1 quarter",
            "第4年，仅1个季度",
        ] {
            assert!(page.contains(part), "{part}");
        }
    });
}
