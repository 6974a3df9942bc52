//! How often bounds bind, what lies outside the range that was tried, and parameters that contradict each other.

use crate::common::{folder, refused, shapan};
use serde_json::Value;

const SHORT: [&str; 4] = ["--pairs", "1", "--quarters", "8"];

#[test]
fn bounds_are_counted_on_both_sides() {
    let dir = folder(&[]);
    let mut args = vec!["bounds", "innovation-drive", "--format", "json", "--quiet"];
    args.extend(SHORT);
    let (code, out, err) = shapan(dir.path(), &args);
    assert_eq!(code, 0, "{err}");
    let found: Value = serde_json::from_str(&out).unwrap();
    let rows = found["bounds"].as_array().unwrap();
    assert!(rows.len() > 20);
    for row in rows {
        for side in ["baseline", "scenario"] {
            let share = row[side].as_f64().unwrap();
            assert!((0.0..=100.0).contains(&share), "{row}");
        }
        assert!(!row["reason"].as_str().unwrap().is_empty());
    }
}

/// Purchases of a tenth of GDP make the economy grow as in no run that was tried; a hundredth of it does not.
#[test]
fn a_result_outside_what_was_tried_says_so() {
    let dir = folder(&[]);
    let told = |size: &str, quarters: &str, agents: &str| {
        let set = format!("policy.government.purchases={size}");
        let args = [
            "run",
            "baseline",
            "--set",
            &set,
            "--pairs",
            "2",
            "--quarters",
            quarters,
            "--agents",
            agents,
            "--quiet",
        ];
        let (code, out, err) = shapan(dir.path(), &args);
        assert_eq!(code, 0, "{err}");
        out
    };
    let far = told("10 % of GDP", "12", "small");
    assert!(
        far.contains("Outside what was tried: Growth of real GDP"),
        "{far}"
    );
    assert!(far.contains("(scenario), from"), "{far}");
    let near = told("0.1 % of GDP", "12", "small");
    assert!(!near.contains("tried"), "{near}");
    let coarse = told("0.1 % of GDP", "104", "400000");
    assert!(
        coarse.contains("Longer than anything that was tried: 104 quarters"),
        "{coarse}"
    );
    assert!(
        coarse.contains("A size that was not tried: one agent for 400000 persons"),
        "{coarse}"
    );
}

#[test]
fn parameters_that_contradict_each_other_are_refused() {
    let dir = folder(&[]);
    let set = |sets: [&str; 2]| {
        let mut args = vec!["run", "baseline", "--set", sets[0], "--set", sets[1]];
        args.extend(SHORT);
        refused(
            dir.path(),
            &args,
            &["bank_capital_minimum", "bank_capital_target"],
        );
    };
    set([
        "assumptions.bank_capital_minimum=0.12",
        "assumptions.bank_capital_target=0.1",
    ]);
    refused(
        dir.path(),
        &[
            "run",
            "baseline",
            "--set",
            "assumptions.bank_capital_target=0",
            "--pairs",
            "1",
            "--quarters",
            "4",
        ],
        &["bank_capital_target", "no meaning"],
    );
    refused(
        dir.path(),
        &[
            "run",
            "baseline",
            "--set",
            "assumptions.recapitalisation_level=0.01",
            "--pairs",
            "1",
            "--quarters",
            "4",
        ],
        &["recapitalisation_trigger", "recapitalisation_level"],
    );
}
