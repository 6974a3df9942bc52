//! Values over time: constants, steps, ramps, pulses, paths, lists, layers.

use crate::common::{bad, economy, file, good, q, read};
use engine::time::Quarter;
use model::policy::Policy;
use scenario::{LEVERS, PRESETS, Problem, Scenario};

fn demand(s: &Scenario, quarters: &[Quarter]) -> Vec<f64> {
    quarters.iter().map(|t| s.policy(*t).core.world_demand).collect()
}

#[test]
fn a_constant_acts_from_the_start_on() {
    let s = Scenario::parse(
        "schema = 1\nstart = \"2026Q1\"\npolicy.world.demand = \"-5 %\"",
        "x.toml",
        &|_| None,
    )
    .unwrap();
    assert_eq!(
        demand(&s, &[q(2025, 4), q(2026, 1), q(2040, 1)]),
        [0.0, -0.05, -0.05]
    );
    assert_eq!(s.first_active_quarter(), Some(q(2026, 1)));
}

#[test]
fn a_step_acts_between_its_quarters() {
    let s = good("policy.world.demand = { value = \"-5 %\", from = \"2026-Q1\", to = \"2026-12\" }");
    let seen = demand(&s, &[q(2025, 4), q(2026, 1), q(2026, 4), q(2027, 1)]);
    assert_eq!(seen, [0.0, -0.05, -0.05, 0.0]);
}

#[test]
fn a_pulse_lasts_its_quarters() {
    let s = good("policy.world.demand = { shape = \"pulse\", value = 0.1, from = 2026-07-01, quarters = 2 }");
    let seen = demand(&s, &[q(2026, 2), q(2026, 3), q(2026, 4), q(2027, 1)]);
    assert_eq!(seen, [0.0, 0.1, 0.1, 0.0]);
}

#[test]
fn a_ramp_rises_in_equal_steps_and_then_holds() {
    let s = good("policy.world.demand = { shape = \"ramp\", value = \"20 %\", from = \"2026Q1\", over = 4 }");
    let seen = demand(&s, &[q(2025, 4), q(2026, 1), q(2026, 2), q(2026, 4), q(2030, 1)]);
    assert_eq!(seen, [0.0, 0.05, 0.1, 0.2, 0.2]);
    // From a given value, for a lever without a neutral one.
    let s = good(
        "policy.central_bank.rate = { shape = \"ramp\", initial = \"1 %\", value = \"2 %\", from = \"2026Q1\", over = 2 }",
    );
    assert_eq!(s.policy(q(2025, 4)).core.policy_rate_peg, None);
    assert_eq!(s.policy(q(2026, 1)).core.policy_rate_peg, Some(0.015));
    assert_eq!(s.policy(q(2026, 2)).core.policy_rate_peg, Some(0.02));
    bad(
        "policy.central_bank.rate = { shape = \"ramp\", value = \"2 %\", from = \"2026Q1\", over = 2 }",
        Problem::Missing,
    );
}

#[test]
fn a_path_holds_each_value_until_the_next_date() {
    let s = good(
        "policy.world.demand = { shape = \"path\", values = { \"2027Q1\" = \"neutral\", start = \"1 %\", \"2026Q1\" = \"2 %\" } }",
    );
    let seen = demand(&s, &[q(2025, 1), q(2025, 4), q(2026, 1), q(2026, 4), q(2027, 1)]);
    assert_eq!(seen, [0.01, 0.01, 0.02, 0.02, 0.0]);
}

#[test]
fn a_path_may_name_what_was_in_force_shortly_before_the_start() {
    let s = good("policy.world.demand = { shape = \"path\", values = { \"2024Q2\" = \"1 %\" } }");
    assert_eq!(s.policy(q(2025, 1)).core.world_demand, 0.01);
    assert_eq!(s.policy(q(2024, 4)), Policy::default());
    bad(
        "policy.world.demand = { shape = \"path\", values = { \"2014Q2\" = \"1 %\" } }",
        Problem::OutsideSimulation,
    );
}

#[test]
fn in_a_list_an_open_step_ends_where_the_next_begins() {
    let s = good(
        "policy.world.demand = [ { from = \"2026Q1\", value = 0.1 }, { from = \"2027Q1\", value = 0.2, to = \"2027Q2\" } ]",
    );
    let seen = demand(&s, &[q(2025, 4), q(2026, 4), q(2027, 1), q(2027, 3)]);
    assert_eq!(seen, [0.0, 0.1, 0.2, 0.0]);
}

#[test]
fn two_steps_for_one_quarter_conflict() {
    for list in [
        "[ { from = \"2026Q1\", to = \"2027Q1\", value = 0.1 }, { from = \"2027Q1\", value = 0.2 } ]",
        "[ { from = \"2027Q1\", value = 0.1 }, { from = \"2026Q1\", value = 0.2 } ]",
        "[ { from = \"2026Q1\", value = 0.1 }, { from = \"2026-03\", value = 0.2 } ]",
        "[ { shape = \"pulse\", from = \"2026Q1\", quarters = 5, value = 0.1 }, { from = \"2027Q1\", value = 0.2 } ]",
        "{ shape = \"path\", values = { \"2026Q1\" = 0.1, \"2026-02\" = 0.2 } }",
    ] {
        let (error, _) = bad(&format!("policy.world.demand = {list}"), Problem::Conflict);
        assert!(error.what().contains("world.demand"), "{error}");
    }
}

#[test]
fn a_held_rate_cannot_be_shifted() {
    let both = "[policy.central_bank]\nrate = { value = \"2 %\", from = \"2026Q1\" }\n";
    bad(&format!("{both}rate_shift = \"1 %\""), Problem::Conflict);
    good(&format!(
        "{both}rate_shift = {{ value = \"1 %\", from = \"2025Q1\", to = \"2025Q4\" }}"
    ));
    let mut s = good(both);
    assert_eq!(
        s.set("central_bank.rate_shift=50 bp").unwrap_err().problem(),
        Problem::Conflict
    );
    s.set("central_bank.rate=neutral").unwrap();
    s.set("central_bank.rate_shift=50 bp").unwrap();
    assert_eq!(s.policy(q(2026, 1)).core.policy_rate_shift, 0.005);
}

#[test]
fn later_layers_override_earlier_ones_quarter_by_quarter() {
    let base = file("policy.world.demand = \"1 %\"\npolicy.tax.consumption = \"1 %\"\nrun.seeds = 7");
    let top = "schema = 1\nextends = \"base.toml\"\npolicy.world.demand = { value = \"3 %\", from = \"2026Q1\", to = \"2026Q4\" }";
    let mut s = Scenario::parse(top, "top.toml", &|name| {
        (name == "base.toml").then(|| base.clone())
    })
    .unwrap();
    let quarters = [q(2025, 1), q(2026, 1), q(2027, 1)];
    assert_eq!(demand(&s, &quarters), [0.01, 0.03, 0.01]);
    assert_eq!(s.policy(q(2025, 1)).core.consumption_tax, 0.01);
    assert_eq!(
        (s.id.as_str(), s.start, s.run.pairs),
        ("top", Some(q(2025, 1)), Some(7))
    );
    s.set("world.demand = { from = \"2027Q1\", value = \"neutral\" }")
        .unwrap();
    s.set("tax.consumption=0").unwrap();
    assert_eq!(demand(&s, &quarters), [0.01, 0.03, 0.0]);
    assert_eq!(s.policy(q(2025, 1)).core.consumption_tax, 0.0);
    assert!(s.mixed(&s.neutral(), |p| p == "tax.consumption").is_neutral());
    let mixed = s.neutral().mixed(&s, |p| p != "world.demand");
    assert_eq!(demand(&mixed, &quarters), demand(&s, &quarters));
    assert_eq!(mixed.policy(q(2025, 1)).core.consumption_tax, 0.0);
    assert!(s.neutral().is_neutral() && !s.is_neutral());
}

#[test]
fn extends_looks_beside_the_file_and_finds_presets() {
    let mut s = Scenario::parse("schema = 1\nextends = \"../b.toml\"", "dir/sub/a.toml", &|name| {
        (name == "dir/b.toml").then(|| "schema = 1\nextends = \"impulse-rate\"".to_owned())
    })
    .unwrap();
    assert_eq!(s.policy(q(2026, 1)).core.policy_rate_shift, 0.01);
    s.set("central_bank.rate_shift=neutral").unwrap();
    assert!(s.is_neutral());
}

#[test]
fn canonical_text_reads_back_to_the_same_policy_and_text() {
    let wild = good(
        r#"
        title = { en = "A \"quoted\" title", zh = "题\\目" }
        policy.world.demand = { shape = "ramp", value = 0.1, from = "2026Q1", over = 3, to = "2027Q1" }
        policy.household.transfer_weight = { migrant = 2, rural = 0 }
        policy.household.transfers = "0.7 % of GDP"
        policy.relending.rate = [ { from = "2026Q3", value = "1.5 %" }, { from = "2028Q1", value = "1.75 %" } ]
        policy.technology.ai_capex = "126.7 bn CNY"
        policy.central_bank.rate = { value = "1.1 %", from = "2026Q1" }
        assumptions = { export_elasticity = 1.5, "odd id" = "33 %" }
        run = { seeds = 3, seed = 18446744073709551615, agents = 5000 }
        report.figures = ["real_gdp", "cpi"]
        "#,
    );
    let mut all = vec![wild];
    all.extend(
        PRESETS
            .iter()
            .map(|p| Scenario::parse(p.text, p.id, &|_| None).unwrap()),
    );
    all.push(Scenario::parse("schema = 1\npolicy.world.demand = 0.1", "no-start", &|_| None).unwrap());
    for scenario in all {
        let text = scenario.canonical();
        let again = Scenario::parse(&text, "again", &|_| None)
            .unwrap_or_else(|e| panic!("{text}\n{:?}", e.details()));
        assert_eq!(again.canonical(), text);
        assert_eq!(again.assumptions(), scenario.assumptions());
        for k in -8..60 {
            let t = q(2025, 1).plus(k);
            // Members have places in an economy only.
            let [again, scenario] = [&again, &scenario].map(|s| {
                let mut policy = s.policy(t);
                LEVERS
                    .iter()
                    .filter(|l| l.along().is_some())
                    .for_each(|l| policy.clear(l));
                policy
            });
            assert_eq!(again, scenario, "{text}\n{t}");
        }
        let settings =
            |s: &Scenario| -> Vec<_> { s.settings().into_iter().map(|s| (s.path, s.changes)).collect() };
        assert_eq!(settings(&again), settings(&scenario), "{text}");
    }
}

#[test]
fn canonical_text_does_not_depend_on_how_it_was_written() {
    let a = good("[policy.relending]\nquota = \"1.2 tn CNY\"\nrate = \"125 bp\"");
    let b = good("policy.relending = { rate = \"1.25 %\", quota = \"1,200 bn CNY\" }");
    assert_eq!(a.canonical(), b.canonical());
}

#[test]
fn binding_fills_in_start_and_groups() {
    let eco = economy(&["rural", "migrant"], "bn CNY");
    let s = Scenario::parse(
        "schema = 1\npolicy.household.transfers = \"1 % of GDP\"\npolicy.household.transfer_weight.migrant = 3",
        "x",
        &|_| None,
    )
    .unwrap();
    let bound = s.bind(&eco).unwrap();
    assert_eq!(bound.start, Some(q(2025, 1)));
    assert_eq!(bound.quarters(&eco), 40);
    let weights = bound.policy(q(2025, 1)).core.transfer_weights;
    assert_eq!([0, 1, 2].map(|group| weights.get(group)), [1.0, 3.0, 1.0]);
    let late = Scenario::parse("schema = 1\nstart = \"2026Q1\"", "x", &|_| None).unwrap();
    assert_eq!(late.bind(&eco).unwrap().quarters(&eco), 44);
}

#[test]
fn a_shorter_run_is_no_error_and_leaves_later_dates_out() {
    let eco = economy(&["migrant"], "bn CNY");
    let s = good("policy.world.demand = { value = 0.1, from = \"2025Q3\", to = \"2030Q1\" }")
        .bind(&eco)
        .unwrap();
    let short = s.with_quarters(&eco, 8).unwrap();
    assert_eq!(
        (short.quarters(&eco), short.last_quarter()),
        (8, Some(q(2026, 4)))
    );
    assert_eq!(short.settings()[0].changes, [(q(2025, 3), Some(0.1))]);
    assert_eq!(
        s.settings()[0].changes,
        [(q(2025, 3), Some(0.1)), (q(2030, 2), None)]
    );
    let again = Scenario::parse(&short.canonical(), "again", &|_| None).unwrap();
    assert_eq!(again.canonical(), short.canonical());
    let late = Scenario::parse("schema = 1\nstart = \"2026Q1\"", "x", &|_| None)
        .unwrap()
        .bind(&eco)
        .unwrap();
    assert_eq!(late.with_quarters(&eco, 5).unwrap().horizon, 1);
    for quarters in [0, 4, 405, u32::MAX] {
        assert_eq!(
            late.with_quarters(&eco, quarters).unwrap_err().problem(),
            Problem::OutOfRange
        );
    }
}

#[test]
fn what_a_scenario_pulls_is_told_against_its_baseline() {
    let s = good(
        "[policy.ai]\nadoption_speed = { value = 1.6, from = \"2025Q2\" }\n\
         [policy.relending]\nquota = { shape = \"path\", values = { \"2025Q2\" = \"800 bn CNY\", \"2026Q1\" = \"1200 bn CNY\" } }\n\
         rollovers = 1\n\
         [policy.funds]\nsize = { shape = \"pulse\", value = \"1 tn CNY\", from = \"2025Q3\", quarters = 4 }",
    );
    let baseline = good("[policy.relending]\nrollovers = 1\n[policy.controls]\ncoverage = 0.5");
    let told = |list: &[scenario::Pulled]| -> Vec<String> {
        list.iter()
            .map(|p| {
                let value = |v: &Option<f64>| v.map_or("neutral".to_owned(), |v| format!("{:.6}", v));
                let values: Vec<String> = p
                    .values
                    .iter()
                    .map(|(from, v)| format!("{from} {}", value(v)))
                    .collect();
                let until = p.until.map_or(String::new(), |end| format!(" until {end}"));
                format!("{} [{}] {}{until}", p.path, p.lever.title.zh, values.join(", "))
            })
            .collect()
    };
    assert_eq!(
        told(&s.pulled(&baseline)),
        [
            "ai.adoption_speed [人工智能应用速度] 2025Q2 1.600000",
            "funds.size [引导基金规模] 2025Q3 1000.000000 until 2026Q2",
            "relending.quota [再贷款额度] 2025Q2 800.000000, 2026Q1 1200.000000",
            "controls.coverage [芯片出口管制覆盖率] 2025Q1 neutral",
        ]
    );
    assert!(baseline.pulled(&baseline).is_empty());
    // A pause is a value, an end is not.
    let pause = good(
        "policy.world.demand = { shape = \"path\", values = { \"2025Q1\" = \"1 %\", \"2025Q3\" = \"neutral\", \
         \"2025Q4\" = \"2 %\" } }\npolicy.trade.export_tariff = { shape = \"ramp\", from = \"2025Q2\", over = 6, value = \"6 %\" }",
    );
    assert_eq!(
        told(&pause.pulled(&good(""))),
        [
            "world.demand [世界需求] 2025Q1 0.010000, 2025Q3 neutral, 2025Q4 0.020000",
            "trade.export_tariff [出口面临的关税] 2025Q2 0.010000, 2025Q3 0.020000, 2025Q4 0.030000, 2026Q1 0.040000, \
             2026Q2 0.050000, 2026Q3 0.060000",
        ]
    );
}

#[test]
fn every_lever_of_the_registry_can_be_told() {
    let nothing = good("");
    for lever in LEVERS {
        let path = lever.example_path();
        let told = good(&format!("policy.{path} = \"{}\"", lever.example)).pulled(&nothing);
        // The example of a few levers is the neutral value.
        if let [told] = &told[..] {
            assert_eq!((&told.path, told.lever), (&path, lever));
            assert!(
                matches!(told.values[..], [(from, Some(_))] if from == q(2025, 1)),
                "{path}"
            );
        } else {
            assert!(
                ["relending.refinanced_share", "bonds.spread"].contains(&path.as_str()),
                "{path}"
            );
        }
    }
}

#[test]
fn binding_refuses_what_the_economy_does_not_know() {
    let eco = economy(&["migrant"], "bn CNY");
    let problem = |body: &str| {
        let error = read(body).unwrap().bind(&eco).expect_err(body);
        assert!(error.place().is_some(), "{body}");
        (error.problem(), format!("{error}; {}", error.how()))
    };
    let (kind, text) = problem("policy.household.transfer_weight.migrants = 2");
    assert!(
        kind == Problem::UnknownName && text.contains("did you mean `migrant`"),
        "{text}"
    );
    let (kind, text) = problem("policy.technology.ai_capex = \"500 bn USD\"");
    assert!(kind == Problem::WrongUnit && text.contains("CNY"), "{text}");
    let (kind, text) = problem("assumptions.export_elastisity = 1");
    assert!(
        kind == Problem::UnknownName && text.contains("`export_elasticity`"),
        "{text}"
    );
    let (kind, text) = problem("assumptions.export_elasticity = 7");
    assert!(kind == Problem::OutOfRange && text.contains("0.5 to 2"), "{text}");
    let (kind, _) =
        problem("policy.household.transfers = \"1 % of GDP\"\npolicy.household.transfer_weight.migrant = 0");
    assert_eq!(kind, Problem::Conflict);
    let early = Scenario::parse("schema = 1\nstart = \"2020Q1\"", "x", &|_| None).unwrap();
    let error = early.bind(&eco).unwrap_err();
    assert_eq!(error.problem(), Problem::OutsideSimulation);
    assert_eq!(
        &error.place().unwrap().text[error.place().unwrap().span.clone()],
        "\"2020Q1\""
    );
    let no_start = Scenario::parse(
        "schema = 1\npolicy.world.demand = { value = 0.1, from = \"2099Q1\" }",
        "x",
        &|_| None,
    );
    assert_eq!(
        no_start.unwrap().bind(&eco).unwrap_err().problem(),
        Problem::OutsideSimulation
    );
}

#[test]
fn assumptions_reach_the_economy_with_their_provenance() {
    let mut eco = economy(&["migrant"], "bn CNY");
    let mut s = good("assumptions.export_elasticity = 1.5");
    s.set("assumptions.export_elasticity = 170 %").unwrap();
    assert_eq!(s.assumptions(), [("export_elasticity".to_owned(), 1.7)]);
    assert!(!s.is_neutral());
    s.apply_assumptions(&mut eco).unwrap();
    let p = &eco.parameters["export_elasticity"];
    assert_eq!((p.value, p.range), (1.7, (0.5, 2.0)));
    assert!(p.source.contains("scenario") && p.note.contains("1.2"));
    let options = scenario::Options {
        allow_out_of_range: true,
    };
    let forced = Scenario::parse_with(options, &file("assumptions.export_elasticity = 7"), "x", &|_| {
        None
    })
    .unwrap();
    forced.apply_assumptions(&mut eco).unwrap();
    assert_eq!(eco.parameters["export_elasticity"].range, (0.5, 7.0));
}
