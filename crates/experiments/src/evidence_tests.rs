use super::*;
use crate::validate::tables::Cell;
use model::indicators::{Column, Indicator, Record};

/// A run of `adoption` and of GDP, quarter 0 first.
fn run(values: &[(f64, f64)]) -> Series {
    let record = |&(adoption, gdp): &(f64, f64)| {
        let mut values = vec![1.0; Indicator::ALL.len()];
        values[Indicator::named("ai_adoption").place()] = adoption;
        values[Indicator::REAL_GDP.place()] = gdp;
        Record {
            quarter: Quarter::new(2025, 1),
            values,
            columns: vec![Vec::new(); Column::ALL.len()],
            programmes: Default::default(),
        }
    };
    Series::new(&values.iter().map(record).collect::<Vec<_>>(), 0.0, 0)
}

fn pair(baseline: &[(f64, f64)], scenario: &[(f64, f64)]) -> Pair {
    Pair {
        index: 0,
        seed: 1,
        baseline: run(baseline),
        scenario: run(scenario),
    }
}

fn outcome(indicator: Indicator, reading: Reading) -> Outcome {
    Outcome {
        title: String::new(),
        indicator,
        reading,
        band: None,
        source: String::new(),
        settling: false,
    }
}

fn experiment(id: &str) -> &'static Experiment {
    let all = experiments().unwrap();
    all.iter().find(|e| e.id == id).expect("known")
}

#[test]
fn a_time_to_a_level_by_hand() {
    let path = |values: [f64; 5]| values.map(|x| (x, 1.0));
    // From quarter 1 on: the baseline needs 4 quarters, the scenario 3.
    let usual = path([3.0, 10.0, 20.0, 25.0, 30.0]);
    let fast = path([3.0, 10.0, 20.0, 31.0, 40.0]);
    let time = outcome(Indicator::named("ai_adoption"), Reading::TimeTo(30));
    assert_eq!(of_pair(&time, &pair(&usual, &fast), 1), -25.0);
    assert_eq!(unit(&time), "pct");
    // Who does not get there has no time, and is counted.
    let never = path([3.0, 10.0, 20.0, 25.0, 29.9]);
    let nothing = of_pair(&time, &pair(&usual, &never), 1);
    assert!(nothing.is_nan());
    let found = Found::of(vec![-25.0, nothing, -35.0]);
    assert_eq!((found.left_out(), found.spread.mean), (1, -30.0));
    assert!(verdict(Some((-40.0, 0.0)), &found).starts_with("inside"));
    assert!(verdict(None, &found).ends_with("1 pairs without a value"));
}

#[test]
fn deviations_and_growth_by_hand() {
    let flat = [(3.0, 100.0); 13];
    let mut higher = flat;
    for (quarter, value) in higher.iter_mut().enumerate().skip(1) {
        *value = (3.0, if quarter <= 4 { 101.0 } else { 103.0 });
    }
    let both = pair(&flat, &higher);
    let read = |reading| of_pair(&outcome(Indicator::REAL_GDP, reading), &both, 1);
    assert!((read(Reading::Deviation(1)) - 1.0).abs() < 1e-12);
    assert!((read(Reading::Change(0, 1)) - 1.0).abs() < 1e-12);
    assert!((read(Reading::Change(1, 2)) - 2.0).abs() < 1e-12);
    assert!((read(Reading::Change(1, 3)) - 1.0).abs() < 1e-12);
    assert_eq!(read(Reading::Value(2)), 103.0);
}

/// Three sectors of 10, 20 and 10 persons; robots rise by 0, 0.002 and 0.004 per person, employment by 0, -4 and -8 %:
/// two per cent less per robot on a thousand. Robots in use stand at 10, 13 and 16 on a thousand. Standard deviations: √2 and √4.5.
#[test]
fn an_effect_per_standard_deviation_of_robots_by_hand() {
    let side = |change: f64| {
        let mut columns = vec![Vec::new(); Column::ALL.len()];
        for (persons, steps) in [(10.0, 0.0), (20.0, 1.0), (10.0, 2.0)] {
            columns[Column::SECTOR_EMPLOYED.place()].push(persons * (1.0 - 0.04 * change * steps));
            columns[ROBOTS.place()].push(0.01 + (0.003 + 0.002 * change) * steps);
        }
        let record = Record {
            quarter: Quarter::new(2025, 1),
            values: vec![1.0; Indicator::ALL.len()],
            columns,
            programmes: Default::default(),
        };
        Series::new(&vec![record; 5], 0.0, 0)
    };
    let both = Pair {
        index: 0,
        seed: 1,
        baseline: side(0.0),
        scenario: side(1.0),
    };
    let read = |reading| of_pair(&outcome(Indicator::EMPLOYMENT, reading), &both, 1);
    assert!((read(Reading::PerNewRobots(1)) + 2.0 * 2.0_f64.sqrt()).abs() < 1e-9);
    assert!((read(Reading::PerRobotsInUse(1)) + 2.0 * 4.5_f64.sqrt()).abs() < 1e-9);
}

#[test]
fn comparisons_are_made_within_pairs() {
    let case = |preset, pairs: [f64; 3]| Case {
        preset,
        outcomes: (0..7).map(|_| Found::of(pairs.to_vec())).collect(),
    };
    let used = experiment("E07");
    let finding = Finding {
        experiment: used,
        cases: vec![case("E07", [1.0, 5.0, 3.0]), case("E07-used", [4.0, 8.0, 6.0])],
        persons_per_agent: 10_000,
        decided_by: Vec::new(),
        title_zh: String::new(),
    };
    // The cases spread widely, their difference not at all.
    match finding.compare(&used.contrasts[0]) {
        Some(Compared::Difference(found)) => {
            assert_eq!((found.spread.median, found.spread.sd), (3.0, 0.0));
        }
        _ => panic!("a difference"),
    }
    let shown = table(&finding);
    let last = &shown.rows[2 * used.outcomes.len()];
    assert!(matches!(&last[9], Cell::Text(verdict) if verdict == "inside"));
    // The case that was not run is not compared.
    assert!(finding.compare(&used.contrasts[3]).is_none());
    let ratio = Contrast {
        title: String::new(),
        cases: ["E07-used".into(), "E07".into()],
        outcome: 0,
        comparison: Comparison::SpreadRatio,
        band: None,
        source: String::new(),
    };
    assert!(matches!(finding.compare(&ratio), Some(Compared::Ratio(r)) if (r - 1.0).abs() < 1e-12));
}

#[test]
fn cases_with_the_same_assumptions_share_a_baseline() {
    let sizes = |id: &str| -> Vec<usize> {
        let read = scenarios(experiment(id)).unwrap_or_default();
        groups(&read).iter().map(Vec::len).collect()
    };
    // Only the case without a gain in productivity has a baseline of its own.
    assert_eq!(sizes("E04"), [5, 1]);
    assert_eq!(sizes("E03"), [6]);
}

/// Drivers are few: all cases of E08 ask for agents that are finer than those of the others.
#[test]
fn an_experiment_has_the_size_that_its_presets_ask_for() {
    for (id, agents) in [("E08", Some(Agents::Medium)), ("E10", None)] {
        let read = scenarios(experiment(id)).unwrap_or_default();
        assert!(!read.is_empty() && read.iter().all(|s| s.run.agents == agents));
    }
}

#[test]
fn every_experiment_and_impulse_has_its_cases() {
    for impulse in &::evidence::general().unwrap().impulses {
        assert!(presets::text(&impulse.preset).is_some(), "{}", impulse.preset);
    }
    for experiment in experiments().unwrap() {
        assert!(
            variants(experiment).contains(&experiment.id.as_str()),
            "{}",
            experiment.id
        );
        for contrast in &experiment.contrasts {
            for case in &contrast.cases {
                assert!(variants(experiment).contains(&case.as_str()), "{case}");
            }
        }
    }
}

#[test]
fn what_decides_is_known_to_the_china_pack_and_shown_once() {
    let economy = data::economy("china").expect("the pack");
    for id in scenario::LEVERS
        .iter()
        .flat_map(|lever| lever.decided_by)
        .filter(|id| !id.contains('.'))
    {
        assert!(economy.parameters.contains_key(*id), "{id}");
    }
    for experiment in experiments().unwrap() {
        let read = scenarios(experiment).unwrap_or_default();
        let found = decided_by(&read, &economy).unwrap_or_default();
        assert!(found.len() >= 3, "{}", experiment.id);
        for (k, assumed) in found.iter().enumerate() {
            assert!(found[..k].iter().all(|a| a.path != assumed.path), "{assumed:?}");
            let (low, high) = assumed.range;
            assert!((low..=high).contains(&assumed.value), "{assumed:?}");
        }
    }
}
