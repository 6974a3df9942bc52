//! `experiments`: what is printed and written, and what is refused.

use crate::common::{folder, refused, shapan};
use serde_json::Value;
use std::fs;

#[test]
fn an_experiment_is_printed_with_its_bands_and_what_decides_it() {
    let dir = folder(&[]);
    let arguments = ["experiments", "e04", "--pairs", "2", "--out", "found", "--quiet"];
    let (code, out, err) = shapan(dir.path(), &arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in [
        "E04: 500 billion yuan a year more of AI capital (one agent = 100000 persons)",
        "GDP growth, year 3",
        "E04-imported",
        "-0.1 to 0.1",
        "decided by:",
        "(technology.ai_import_content) 0.4, ",
        "(assumptions.ai_task_gain) 0.14, 0 to 0.25",
    ] {
        assert!(out.contains(words), "{words} not in\n{out}");
    }
    let table = fs::read_to_string(dir.path().join("found/E04.csv")).unwrap();
    assert!(table.lines().count() > 30 && table.starts_with("case,outcome,unit,median"));
    let picture = fs::read_to_string(dir.path().join("found/E04.svg")).unwrap();
    assert!(picture.starts_with("<svg") && picture.contains("E04-domestic"));
}

#[test]
fn json_carries_what_decides() {
    let dir = folder(&[]);
    let arguments = [
        "experiments",
        "E10",
        "--pairs",
        "2",
        "--format",
        "json",
        "--quiet",
    ];
    let (code, out, _) = shapan(dir.path(), &arguments);
    assert_eq!(code, 0);
    let all: Value = serde_json::from_str(&out).unwrap();
    let found = &all["experiments"][0];
    assert_eq!(found["experiment"], "E10");
    let first = &found["decided_by"][0];
    assert_eq!(
        (&first["path"], &first["value"], &first["low"], &first["high"]),
        (
            &"controls.substitutes".into(),
            &0.3.into(),
            &0.0.into(),
            &1.0.into()
        )
    );
    // Two runs are enough for the sign of the contested channel.
    let rows = found["rows"].as_array().unwrap();
    let innovations = |case: &str| {
        let row = rows.iter().find(|r| {
            r["case"] == case
                && r["outcome"]
                    .as_str()
                    .is_some_and(|o| o.starts_with("innovations"))
        });
        row.unwrap()["median"].as_f64().unwrap()
    };
    assert!(innovations("E10") < 0.0 && innovations("E10-induced-research") > 0.0);
}

#[test]
fn an_unknown_experiment_is_refused() {
    let dir = folder(&[]);
    refused(
        dir.path(),
        &["experiments", "E40", "--pairs", "2"],
        &["no experiment is called `E40`", "E04"],
    );
}

#[test]
fn a_run_says_what_decides_and_shows_first_what_it_is_judged_on() {
    let dir = folder(&[]);
    let arguments = [
        "run",
        "E01",
        "--pairs",
        "2",
        "--quarters",
        "8",
        "--set",
        "relending.additionality=0.7",
        "--out",
        "e01",
        "--quiet",
    ];
    let (code, out, err) = shapan(dir.path(), &arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    let (loans, output) = (out.find("Loans to small technology firms"), out.find("Real GDP"));
    assert!(loans.is_some() && loans < output, "{out}");
    // The value used, not the usual one.
    assert!(out.contains("relending.additionality 0.7, 0 to 1"), "{out}");
    let page = fs::read_to_string(dir.path().join("e01/report.html")).unwrap();
    let (_, after) = page.split_once("What decides these numbers").unwrap();
    let (section, _) = after.split_once("</section>").unwrap();
    assert!(section.contains("Bank capital over loans that the dividend rule aims at"));
}

#[test]
fn effects_are_divided_among_measures_that_add_up() {
    let dir = folder(&[]);
    let arguments = [
        "decompose",
        "innovation-drive",
        "--pairs",
        "2",
        "--quarters",
        "8",
        "--format",
        "json",
        "--quiet",
    ];
    let (code, out, err) = shapan(dir.path(), &arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    let all: Value = serde_json::from_str(&out).unwrap();
    let rows = all["parts"].as_array().unwrap();
    let at_end: Vec<&Value> = rows
        .iter()
        .filter(|r| r["indicator"] == "real_gdp" && r["quarter"] == 8.0)
        .collect();
    let part = |r: &Value| r["part"].as_f64().unwrap();
    let (whole, parts): (Vec<&Value>, Vec<&Value>) = at_end.iter().partition(|r| r["measure"] == "whole");
    let sum: f64 = parts.iter().map(|r| part(r)).sum();
    assert!(parts.len() > 8 && (part(whole[0]) - sum).abs() < 1e-9);
    assert!(parts.iter().any(|r| r["measure"] == "relending"));

    // The types and units that `run` writes, and the hash of the same pairs.
    let run = "run innovation-drive --pairs 2 --quarters 8 --format json --quiet";
    let (_, ran, _) = shapan(dir.path(), &run.split(' ').collect::<Vec<_>>());
    let ran: Value = serde_json::from_str(&ran).unwrap();
    for key in ["hash", "pairs", "quarters", "seed", "agents"] {
        assert!(!all[key].is_null() && all[key] == ran[key], "{key}");
    }
    assert!(whole[0]["quarter"].is_u64() && whole[0]["resolved"].is_boolean());
    assert!(whole[0]["alone"].is_null() && whole[0]["unit"] == "pct");
    assert!(
        rows.iter()
            .any(|r| r["indicator"] == "cost" && r["unit"] == "CNY_bn")
    );
    let csv: Vec<&str> = arguments
        .iter()
        .map(|a| if *a == "json" { "csv" } else { a })
        .collect();
    let (_, csv, _) = shapan(dir.path(), &csv);
    assert!(
        csv.contains(",true,") && !csv.contains("NaN") && !csv.contains(",yes,"),
        "{csv}"
    );
    let chinese = "decompose innovation-drive --pairs 2 --quarters 8 --quiet --lang zh";
    let (_, chinese, _) = shapan(dir.path(), &chinese.split(' ').collect::<Vec<_>>());
    let hash = &all["hash"].as_str().unwrap()[..16];
    for part in ["2对", "交互作用", "合计", "再贷款", "当期价格", hash] {
        assert!(chinese.contains(part), "{part}: {chinese}");
    }
    assert!(!chinese.contains("interaction"), "{chinese}");
}

#[test]
fn what_cannot_be_divided_is_refused() {
    let dir = folder(&[]);
    refused(dir.path(), &["decompose", "baseline"], &["nothing to divide"]);
    refused(
        dir.path(),
        &["decompose", "E04", "--indicator", "real_gpd"],
        &["real_gpd", "real_gdp"],
    );
}

#[test]
fn several_experiments_share_a_baseline_and_each_is_as_alone() {
    let dir = folder(&[]);
    let rows = |ids: &[&str]| {
        let options = ["--pairs", "1", "--format", "csv"];
        let (code, out, err) = shapan(dir.path(), &[&["experiments"], ids, &options].concat());
        assert_eq!(code, 0, "{err}");
        let rows: Vec<String> = out.lines().skip(1).map(str::to_owned).collect();
        (rows, saved(&err))
    };
    // The first is the shorter one: it finds a part of the other's baseline.
    let (both, shared) = rows(&["E01", "E18"]);
    let ((first, one), (second, other)) = (rows(&["E01"]), rows(&["E18"]));
    assert_eq!(both, [first, second].concat());
    assert_eq!(shared[1], one[1] + other[1]);
    assert!(shared[0] + 20 < one[0] + other[0], "{shared:?} {one:?} {other:?}");
}

#[test]
fn a_division_says_what_sharing_saved() {
    let dir = folder(&[]);
    let text = "schema = 1\n[policy]\ngovernment.purchases = { from = \"2026Q1\", value = \"1 % of GDP\" }\n\
                household.transfers = { from = \"2026Q3\", value = \"1 % of GDP\" }\n";
    fs::write(dir.path().join("two.toml"), text).unwrap();
    let arguments = "decompose two.toml --pairs 2 --quarters 8 --threads 1";
    let (code, _, err) = shapan(dir.path(), &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(code, 0, "{err}");
    // Four quarters in common; then two before transfers and two after them, for both with and without purchases, once each.
    // Five pairs of eight quarters would tell the same.
    assert_eq!(saved(&err), [2 * (4 + 2 * (2 + 2 * 2)), 2 * 5 * 2 * 8]);
}

/// Quarters simulated, and those that separate pairs would have taken, as a note says.
fn saved(err: &str) -> [usize; 2] {
    let line = err.lines().find(|line| line.contains("quarters were simulated"));
    let words = line.unwrap_or_default().split(|c: char| !c.is_ascii_digit());
    let mut numbers = words.filter_map(|word| word.parse().ok());
    [numbers.next().unwrap(), numbers.next().unwrap()]
}
