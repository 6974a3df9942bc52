//! `base`: what is printed, what never changes a number, and what is refused.

use crate::common::published::Set;
use crate::common::{folder, refused, shapan};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Runs the set in folder `set` and reads what it prints.
#[track_caller]
fn json(folder: &Path, args: &[&str]) -> Value {
    let all = [&["base", "set", "--format", "json"], args].concat();
    let (code, out, err) = shapan(folder, &all);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&out).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().unwrap())
        .collect()
}

#[test]
fn json_holds_every_series_with_the_opening_first() {
    let dir = folder(&[]);
    Set::new().write(dir.path(), "set");
    let result = json(dir.path(), &["--runs", "3", "--quarters", "5"]);
    assert_eq!((&result["runs"], &result["quarters"]), (&json!(3), &json!(5)));
    assert_eq!(result["series"].as_object().unwrap().len(), 25);
    for kind in ["series", "extra"] {
        for (name, moments) in result[kind].as_object().unwrap() {
            assert_eq!(numbers(&moments["mean"]).len(), 6, "{name}");
            assert!(numbers(&moments["sd"]).iter().all(|sd| *sd >= 0.0), "{name}");
        }
    }
    let gdp = &result["series"]["nominal_gdp"];
    assert!(numbers(&gdp["mean"])[0] > 100.0 && numbers(&gdp["sd"])[5] > 0.0);
    let sectors = &result["sectors"]["real_sector_gva"];
    assert_eq!(sectors["mean"].as_array().unwrap().len(), 6);
    // Value added by sector adds up in every quarter.
    for quarter in 0..6 {
        let parts: f64 = numbers(&sectors["mean"][quarter]).iter().sum();
        let whole = numbers(&result["series"]["real_gva"]["mean"])[quarter];
        assert!((parts / whole - 1.0).abs() < 1e-12, "{parts} {whole}");
    }
    assert!(result["books"]["checks"].as_u64().unwrap() > 100);
    assert!(result["books"]["worst_residual"].as_f64().unwrap() < 1e-9);
}

#[test]
fn threads_change_no_bit_and_seeds_do() {
    let dir = folder(&[]);
    Set::new().write(dir.path(), "set");
    // More runs than one batch holds.
    let of = |args: &[&str]| {
        json(
            dir.path(),
            &[&["--runs", "130", "--quarters", "3"], args].concat(),
        )
    };
    let one = of(&["--threads", "1"]);
    for threads in ["2", "3"] {
        assert_eq!(of(&["--threads", threads]), one);
    }
    let other = of(&["--seed", "2"]);
    assert_ne!(other["series"]["real_gdp"], one["series"]["real_gdp"]);
}

#[test]
fn moments_are_those_of_the_single_runs() {
    let dir = folder(&[]);
    Set::new().write(dir.path(), "set");
    // The first run of an ensemble is the run one gets alone.
    let one = json(dir.path(), &["--runs", "1"]);
    let two = json(dir.path(), &["--runs", "2"]);
    let last = |result: &Value, moment: &str| result["series"]["real_gdp"][moment][12].as_f64();
    assert_eq!(last(&one, "sd"), None, "one run has no spread");
    let (first, mean) = (last(&one, "mean").unwrap(), last(&two, "mean").unwrap());
    let spread = last(&two, "sd").unwrap();
    // For two numbers the standard deviation is their distance from the mean times √2.
    assert!((spread / (2.0_f64.sqrt() * (first - mean).abs()) - 1.0).abs() < 1e-9);
}

#[test]
fn without_draws_there_is_no_spread_and_no_seed() {
    let dir = folder(&[]);
    Set::new().write(dir.path(), "set");
    let quiet = |seed: &str| json(dir.path(), &["--noise", "off", "--seed", seed])["series"].clone();
    assert_eq!(quiet("1"), quiet("99"));
    for (name, moments) in quiet("1").as_object().unwrap() {
        assert!(numbers(&moments["sd"]).iter().all(|sd| *sd == 0.0), "{name}");
    }
    let many = ["base", "set", "--noise", "off", "--runs", "2"];
    refused(dir.path(), &many, &["2 runs without draws", "--noise on"]);
}

#[test]
fn tables_for_people_and_spreadsheets() {
    let dir = folder(&[]);
    Set::new().write(dir.path(), "set");
    let (code, table, _) = shapan(dir.path(), &["base", "set", "--quarters", "2"]);
    assert!(code == 0 && table.contains("real_gdp") && table.contains("accounting identities held"));
    let (_, csv, _) = shapan(dir.path(), &["base", "set", "--quarters", "2", "--format", "csv"]);
    assert!(csv.starts_with("series,sector,quarter,mean,sd\nnominal_gdp,,0,"));
    assert!(csv.contains("\nreal_sector_gva,3,2,"));
}

/// The set with one value changed must be refused with these words.
#[track_caller]
fn broken(change: impl Fn(&mut Set), words: &[&str]) {
    let dir = folder(&[]);
    let mut set = Set::new();
    change(&mut set);
    set.write(dir.path(), "set");
    refused(dir.path(), &["base", "set"], words);
}

#[test]
fn sets_that_cannot_be_opened_are_refused_by_key() {
    broken(|s| s.parameters["psi"] = Value::Null, &["`psi`"]);
    broken(
        |s| s.parameters["w_s"] = json!([1, 2]),
        &["`w_s` has 2 values where 3"],
    );
    broken(
        |s| s.parameters["kappa_s"][1] = json!(0),
        &["`kappa_s`", "above zero"],
    );
    broken(|s| s.parameters["I_s"] = json!([3, 4, 2.5]), &["`I_s`"]);
    broken(
        |s| s.initial["N_s"] = json!([12, 3, 24]),
        &["`N_s`: industry 2 has 4 firms and 3 employees"],
    );
    broken(
        |s| s.parameters["H_act"] = json!(60),
        &["`H_act`: 47 workers", "52 employees"],
    );
    broken(
        |s| s.parameters["H_inact"] = json!(1e14),
        &["`H_inact`", "more than"],
    );
    broken(
        |s| s.parameters["J"] = json!(0),
        &["`J`: there must be at least one"],
    );
    broken(|s| s.parameters["T_prime"] = json!(0), &["has 20 values where 0"]);
    broken(|s| s.parameters["G"] = json!(2), &["where 2 are needed"]);
    broken(
        |s| s.initial["C_E"][19] = Value::Null,
        &["`C_E`", "opening quarter, number 20"],
    );
    broken(|s| s.initial["Y"][3] = json!(-1), &["`Y`: -1"]);
}

#[test]
fn folders_and_numbers_that_make_no_sense_are_refused() {
    let dir = folder(&[("file", "text")]);
    let whole = Set::new().write(dir.path(), "set");
    let text = fs::read_to_string(whole.join("parameters.json")).unwrap();
    let only = Set::new().write(dir.path(), "only");
    fs::remove_file(only.join("initial_conditions.json")).unwrap();
    let cut = Set::new().write(dir.path(), "cut");
    fs::write(cut.join("parameters.json"), &text[..text.len() / 2]).unwrap();
    let list = Set::new().write(dir.path(), "list");
    fs::write(list.join("parameters.json"), "[1, 2]").unwrap();
    let bytes = Set::new().write(dir.path(), "bytes");
    fs::write(bytes.join("parameters.json"), [0xff, 0xfe, 0]).unwrap();

    for (name, words) in [
        ("nowhere", "cannot read"),
        ("file", "cannot read"),
        ("only", "initial_conditions.json"),
        ("cut", "not a JSON object"),
        ("list", "not a JSON object"),
        ("bytes", "UTF-8"),
    ] {
        refused(dir.path(), &["base", name], &[words]);
    }
    for (option, value) in [
        ("--runs", "0"),
        ("--quarters", "0"),
        ("--quarters", "x"),
        ("--threads", "0"),
    ] {
        refused(dir.path(), &["base", "set", option, value], &[option]);
    }
}
