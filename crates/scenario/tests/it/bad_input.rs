//! What is wrong is said, with the place, the reason and the remedy.

use crate::common::{bad, file, good};
use scenario::{Options, Problem, Scenario};
use std::collections::BTreeMap;

fn parse(text: &str) -> Result<Scenario, scenario::ScenarioError> {
    Scenario::parse(text, "test.toml", &|_| None)
}

#[test]
fn misspelt_keys_get_the_nearest_name() {
    let (e, marked) = bad("[policy.relending]\nqouta = \"500 bn CNY\"", Problem::UnknownKey);
    assert_eq!(marked, "qouta");
    assert!(e.how().contains("did you mean `relending.quota`"), "{}", e.how());
    assert_eq!(e.place().unwrap().line_column(), (4, 1));
    let (e, marked) = bad("horizont = 40", Problem::UnknownKey);
    assert_eq!(marked, "horizont");
    assert!(e.how().contains("`horizon`"));
    let (e, _) = bad("[policy.relend]\nquota = 1", Problem::UnknownKey);
    assert!(e.how().contains("relending"), "{}", e.how());
    let (e, _) = bad("policy.relending = 3", Problem::UnknownKey);
    assert!(e.how().contains("relending.quota"), "{}", e.how());
    let (e, _) = bad(
        "policy.world.demand = { vale = 1, from = \"2026Q1\" }",
        Problem::UnknownKey,
    );
    assert!(e.how().contains("`value`"), "{}", e.how());
    let (e, _) = bad(
        "policy.world.demand = { shape = \"pulze\" }",
        Problem::UnknownName,
    );
    assert!(e.how().contains("`pulse`"));
    let (e, _) = bad("[run]\nsedes = 3", Problem::UnknownKey);
    assert!(e.how().contains("`seeds`"));
    let (e, _) = bad("report.figures = [\"real_gpd\"]", Problem::UnknownName);
    assert!(e.how().contains("`real_gdp`"));
    let (_, marked) = bad("policy.household.transfer_weight = 2", Problem::UnknownKey);
    assert_eq!(marked, "transfer_weight");
}

#[test]
fn wrong_units_name_the_accepted_ones() {
    for (value, accepted) in [
        ("relending.quota = 500", "500 bn CNY"),
        ("relending.quota = \"5 %\"", "500 bn CNY"),
        ("relending.rate = 0.0175", "1.75 %"),
        ("relending.rate = \"1 % of GDP\"", "175 bp"),
        ("government.purchases = \"1 %\"", "1 % of GDP"),
        ("government.purchases = 0.01", "1 % of GDP"),
        ("relending.additionality = \"3 bn CNY\"", "0.5"),
    ] {
        let (e, marked) = bad(&format!("policy.{value}"), Problem::WrongUnit);
        assert!(e.how().contains(accepted), "{value}: {}", e.how());
        assert_eq!(marked, value.split(" = ").nth(1).unwrap());
    }
    bad("policy.relending.rate = true", Problem::WrongType);
    bad("policy.relending.rate = \"low\"", Problem::WrongType);
    bad("policy.relending.rate = []", Problem::WrongType);
    bad("policy.world.demand = [1, 2]", Problem::WrongType);
    bad(
        "policy.relending.quota = [ { from = \"2026Q1\", value = \"1 bn CNY\" }, { from = \"2027Q1\", value = \"1 bn USD\" } ]",
        Problem::WrongUnit,
    );
    bad(
        "policy.relending.quota = \"1 bn CNY\"\npolicy.technology.ai_capex = \"1 bn USD\"",
        Problem::WrongUnit,
    );
}

#[test]
fn values_outside_the_range_can_be_forced_but_not_beyond_meaning() {
    let (e, marked) = bad("policy.relending.rate = \"125 %\"", Problem::OutOfRange);
    assert_eq!(marked, "\"125 %\"");
    assert!(e.what().contains("no meaning"));
    let (e, _) = bad("policy.relending.rate = \"12 %\"", Problem::OutOfRange);
    assert!(e.what().contains("0 to 5 %") && e.how().contains("--allow-out-of-range"));
    let options = Options {
        allow_out_of_range: true,
    };
    let force = |body: &str| Scenario::parse_with(options, &file(body), "x", &|_| None);
    assert!(force("policy.relending.rate = \"12 %\"").is_ok());
    assert!(force("policy.relending.rate = \"125 %\"").is_err());
    bad("horizon = 0", Problem::OutOfRange);
    bad("horizon = 100000", Problem::OutOfRange);
    bad("run.seeds = 0", Problem::OutOfRange);
    bad("run.seeds = -1", Problem::OutOfRange);
    bad("run.agents = 3", Problem::OutOfRange);
    bad("run.agents = \"huge\"", Problem::OutOfRange);
}

#[test]
fn numbers_that_are_not_finite_are_refused() {
    for value in ["nan", "inf", "-inf", "\"nan\"", "\"inf %\"", "1e999", "\"1e999\""] {
        let (_, marked) = bad(&format!("policy.world.demand = {value}"), Problem::NotFinite);
        assert_eq!(marked, value);
        bad(
            &format!("assumptions.export_elasticity = {value}"),
            Problem::NotFinite,
        );
    }
}

#[test]
fn quarters_must_be_quarters_inside_the_simulation() {
    let step = |from: &str| format!("policy.world.demand = {{ value = 0.1, from = {from} }}");
    for text in [
        "\"2026Q5\"",
        "\"summer\"",
        "2026",
        "[2026]",
        "2026-07-01T00:00:00",
    ] {
        bad(&step(text), Problem::BadQuarter);
    }
    for text in ["\"2024Q4\"", "\"2035Q1\"", "\"2099Q1\""] {
        let (e, marked) = bad(&step(text), Problem::OutsideSimulation);
        assert_eq!(marked, text);
        assert!(e.what().contains("2025Q1 to 2034Q4"));
    }
    good(&step("\"2034Q4\""));
    bad(
        "policy.world.demand = { value = 0.1, from = \"2027Q1\", to = \"2026Q1\" }",
        Problem::BadQuarter,
    );
    bad(
        "policy.world.demand = { value = 0.1, to = \"2035Q1\" }",
        Problem::OutsideSimulation,
    );
}

#[test]
fn texts_that_are_no_scenario_are_refused() {
    let problem = |text: &str| parse(text).expect_err("refused").problem();
    assert_eq!(problem(""), Problem::Empty);
    assert_eq!(problem(" \n\t\n"), Problem::Empty);
    assert_eq!(problem("this is not toml"), Problem::NotToml);
    assert_eq!(problem("schema = 1\nschema = 1"), Problem::NotToml);
    assert_eq!(problem("id = \"x\""), Problem::Schema);
    assert_eq!(problem("schema = 2\nunheard = 1"), Problem::Schema);
    assert_eq!(problem("schema = \"1\""), Problem::Schema);
    let noise: String = (0..10_000_000u64)
        .map(|i| char::from(33 + (i * 7919 % 90) as u8))
        .collect();
    assert_eq!(problem(&noise), Problem::TooLarge);
    assert_eq!(
        problem(&format!("schema = 1\nx = {}", "[".repeat(10_000))),
        Problem::NotToml
    );
}

#[test]
fn a_key_written_twice_is_marked() {
    let (e, _) = bad(
        "[policy.relending]\nquota = \"1 bn CNY\"\nquota = \"2 bn CNY\"",
        Problem::NotToml,
    );
    assert_eq!(e.place().unwrap().line_column().0, 5);
    assert!(e.how().contains("keep one"), "{} / {}", e.what(), e.how());
}

#[test]
fn circular_extends_are_named() {
    let files: BTreeMap<&str, &str> = BTreeMap::from([
        ("d/a.toml", "schema = 1\nextends = \"b.toml\""),
        ("d/b.toml", "schema = 1\nextends = \"./sub/../a.toml\""),
        ("d/self.toml", "schema = 1\nextends = \"self.toml\""),
    ]);
    let load = |name: &str| files.get(name).map(|t| (*t).to_owned());
    for start in ["d/a.toml", "./d/a.toml", "d/self.toml"] {
        let e = Scenario::parse(&load(start.trim_start_matches("./")).unwrap(), start, &load).unwrap_err();
        assert_eq!(e.problem(), Problem::CircularExtends, "{e}");
        assert!(e.what().contains(" -> "));
    }
    let endless = |name: &str| Some(format!("schema = 1\nextends = \"x{name}\""));
    let e = Scenario::parse("schema = 1\nextends = \"x\"", "x0", &endless).unwrap_err();
    assert_eq!(e.problem(), Problem::CircularExtends);
    // Nobody knows whether it would end, so the limit is named.
    assert!(
        e.what().contains("at most 16 files") && !e.what().contains("never ends"),
        "{e}"
    );
    let (e, marked) = bad("extends = \"basline\"", Problem::UnknownName);
    assert_eq!(marked, "\"basline\"");
    assert!(e.how().contains("`baseline`"));
}

#[test]
fn an_error_in_the_base_is_placed_in_the_base() {
    let load = |_: &str| Some("schema = 1\nhorizont = 3".to_owned());
    let e = Scenario::parse("schema = 1\nextends = \"b.toml\"", "a.toml", &load).unwrap_err();
    assert_eq!(&*e.place().unwrap().origin, "b.toml");
}

#[test]
fn set_says_what_is_wrong_and_changes_nothing() {
    let mut s = good("");
    for (text, problem, marked) in [
        ("relending.rate", Problem::WrongType, "relending.rate"),
        ("relending.rate=", Problem::Missing, "relending.rate="),
        ("=3", Problem::Missing, "=3"),
        ("relending.rate=0.0125", Problem::WrongUnit, "0.0125"),
        ("relending.rat=1 %", Problem::UnknownKey, "relending.rat"),
        ("policy.relending.rate = 99 %", Problem::OutOfRange, "99 %"),
        ("world.demand=nan", Problem::NotFinite, "nan"),
        (
            "world.demand={ value = 0.1, from = \"2050Q1\" }",
            Problem::OutsideSimulation,
            "\"2050Q1\"",
        ),
        ("world.demand={ value = 0.1", Problem::NotToml, ""),
        ("assumptions.x=many", Problem::WrongType, "many"),
    ] {
        let e = s.set(text).expect_err(text);
        assert_eq!(e.problem(), problem, "{text}: {e}");
        let place = e.place().unwrap();
        if !marked.is_empty() {
            assert_eq!(&place.text[place.span.clone()], marked, "{text}");
        }
        assert!(
            place.text.get(place.span.clone()).is_some(),
            "{text}: span outside the text"
        );
    }
    assert!(s.is_neutral());
}

#[test]
fn strange_texts_never_panic() {
    let seeds = [
        "schema = 1\npolicy.world.demand = \"−５％\"",
        "schema = 1\npolicy.world.demand = { shape = \"path\", values = {} }",
        "schema = 1\npolicy.world.demand = { shape = \"ramp\", value = \"neutral\", from = \"2026Q1\", over = 2 }",
        "schema = 1\npolicy.world.demand = 0x10",
        "schema = 1\npolicy = []",
        "schema = 1\n[[policy]]\nx = 1",
        "schema = 1\ntitle = {}",
        "schema = 1\nid = \"Ünique\"",
        "schema = 0x1\nstart = \"人人人人\"",
        "\u{feff}schema = 1",
    ];
    for text in seeds {
        let _ = parse(text);
        // Every prefix and every single-character deletion.
        for (i, c) in text.char_indices() {
            let _ = parse(&text[..i]);
            let _ = parse(&format!("{}{}", &text[..i], &text[i + c.len_utf8()..]));
        }
    }
}

/// A lever of a block that the pack lacks would do nothing without a word.
#[test]
fn a_lever_of_a_block_that_is_not_there_is_refused() {
    let mut economy = crate::common::economy(&["town", "village"], "bn CNY");
    let scenario = crate::common::good("policy.ai.openness = 1\n");
    let error = scenario.bind(&economy).unwrap_err();
    assert!(
        error.what().contains("belongs to the block `ai`"),
        "{}",
        error.what()
    );
    assert!(error.how().contains("blocks/ai.toml") && error.place().is_some());
    let mut parameter = economy.parameters.values().next().unwrap().clone();
    parameter.block = "ai".to_owned();
    economy.parameters.insert("ai_anything".to_owned(), parameter);
    scenario.bind(&economy).unwrap();
}
