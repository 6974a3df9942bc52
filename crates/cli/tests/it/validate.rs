//! `validate`: what is printed, and how it ends.

use crate::common::{folder, refused, shapan};
use serde_json::Value;

#[test]
fn json_lists_every_check_with_its_bounds() {
    let dir = folder(&[]);
    let (code, out, err) = shapan(
        dir.path(),
        &[
            "validate",
            "china",
            "--seeds",
            "2",
            "--quarters",
            "8",
            "--impulses",
            "--format",
            "json",
        ],
    );
    assert_eq!(err, "");
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["economy"], "china");
    assert_eq!((&report["seeds"], &report["quarters"]), (&2.into(), &8.into()));
    let checks = report["checks"].as_array().unwrap();
    assert!(checks.len() > 15);
    let mut failed = false;
    for check in checks {
        assert!(check["name"].is_string() && check["note"].is_string(), "{check}");
        let (pass, plausible) = (check["pass"].as_bool().unwrap(), check["kind"] == "plausibility");
        failed |= !pass && !plausible;
    }
    assert_eq!(report["passed"], !failed);
    assert_eq!(code, if failed { 3 } else { 0 });
    for table in ["growth", "levels", "impulses", "impulses_others"] {
        assert!(
            !report["tables"][table]["rows"].as_array().unwrap().is_empty(),
            "{table}"
        );
    }
}

#[test]
fn a_failed_check_is_named_and_ends_with_three() {
    // One agent for 200,000 persons: too few persons per firm for the labour market to begin at rest.
    let dir = folder(&[]);
    let arguments = [
        "validate",
        "--agents",
        "200000",
        "--seeds",
        "4",
        "--quarters",
        "8",
    ];
    let (code, out, _) = shapan(dir.path(), &arguments);
    assert_eq!(code, 3, "{out}");
    assert!(
        out.contains("FAIL") && out.contains("unemployment: change in quarter 1"),
        "{out}"
    );
}

#[test]
fn threads_do_not_change_what_is_printed() {
    let dir = folder(&[]);
    let printed = |threads: &str| {
        let arguments = [
            "validate",
            "--seeds",
            "3",
            "--quarters",
            "8",
            "--format",
            "json",
            "--threads",
            threads,
        ];
        shapan(dir.path(), &arguments).1
    };
    let one = printed("1");
    assert!(one == printed("2") && one == printed("3"));
}

#[test]
fn bad_input_is_refused() {
    let dir = folder(&[]);
    refused(dir.path(), &["validate", "chnia"], &["chnia"]);
    for wrong in [
        ["--seeds", "0"],
        ["--quarters", "0"],
        ["--agents", "tiny"],
        ["--threads", "0"],
    ] {
        refused(
            dir.path(),
            &[&["validate", "china"][..], &wrong].concat(),
            &[wrong[0]],
        );
    }
    refused(
        dir.path(),
        &["validate", "china", "--agents", "9000000"],
        &["persons", "choose a number"],
    );
}

#[test]
fn figures_of_a_scenario_are_shown_first() {
    let text = "schema = 1\nextends = \"impulse-purchases\"\n[report]\nfigures = [\"firm_loans\", \"capacity_use\"]\n";
    let dir = folder(&[("mine.toml", text)]);
    let arguments = ["run", "mine.toml", "--pairs", "2", "--quarters", "8"];
    let (code, out, _) = shapan(dir.path(), &arguments);
    assert_eq!(code, 0);
    let place = |title: &str| out.find(title).unwrap();
    assert!(place("Firm loans") < place("Use of capacity"));
    assert!(place("Use of capacity") < place("Real GDP  "), "{out}");
    assert!(out.contains("Multiplier"), "{out}");
}
