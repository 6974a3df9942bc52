//! `conform` and `bench`. With the folder of published results beside the repository the whole ladder is climbed;
//! without it an invented reference shows that nothing is skipped and that a check can fail.

use crate::common::published::Set;
use crate::common::{folder, refused, shapan};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The published results, if they are at hand: named by `SHAPAN_PUBLISHED`, or beside the repository.
fn published() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/beforeit");
    let folder = std::env::var_os("SHAPAN_PUBLISHED").map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there are no published results in {}", folder.display());
    None
}

/// Exit code and checks as (name, value, pass).
fn checks(folder: &Path, reference: &str, seeds: &str) -> (i32, Vec<(String, Option<f64>, bool)>) {
    let (code, out, err) = shapan(
        folder,
        &[
            "conform", reference, "--quiet", "--seeds", seeds, "--format", "json",
        ],
    );
    assert!(err.is_empty(), "{err}");
    let list: Vec<Value> = serde_json::from_str(&out).unwrap();
    let read = |check: &Value| {
        assert_eq!(check.as_object().unwrap().len(), 4, "{check}");
        assert!(check["limit"].is_number(), "{check}");
        (
            check["name"].as_str().unwrap().to_owned(),
            check["value"].as_f64(),
            check["pass"].as_bool().unwrap(),
        )
    };
    (code, list.iter().map(read).collect())
}

#[test]
fn the_published_results_are_reproduced() {
    let Some(reference) = published() else { return };
    let dir = folder(&[]);
    let (code, checks) = checks(dir.path(), reference.to_str().unwrap(), "24");
    let failed: Vec<_> = checks.iter().filter(|(_, _, pass)| !pass).collect();
    assert!(code == 0 && failed.is_empty(), "{failed:#?}");
    let count = |prefix: &str| {
        checks
            .iter()
            .filter(|(name, ..)| name.starts_with(prefix))
            .count()
    };
    assert_eq!(count("quarter 1, phase value: "), 55);
    assert_eq!((count("quarter 1: "), count("quarters 1-5: ")), (27, 27));
    assert_eq!(count("quarters 0-12: "), 46);
    assert!(count("steady state: ") >= 27 && count("moments: ") == 4 && count("books: ") == 4);
    // Comparisons are made with numbers that differ in rounding at least, not with themselves.
    assert!(checks.iter().any(|(_, value, _)| value.is_some_and(|v| v > 0.0)));
}

#[test]
fn a_wrong_number_in_the_published_results_fails() {
    let Some(reference) = published() else { return };
    let dir = folder(&[]);
    let copy = dir.path().join("reference");
    for part in [
        "austria_2010Q1",
        "steady_state_2010Q1",
        "deterministic_oracle",
        "montecarlo",
    ] {
        fs::create_dir_all(copy.join(part)).unwrap();
        for entry in fs::read_dir(reference.join(part)).unwrap() {
            let entry = entry.unwrap();
            if !entry.file_name().to_str().unwrap().ends_with(".npz") {
                fs::write(
                    copy.join(part).join(entry.file_name()),
                    fs::read(entry.path()).unwrap(),
                )
                .unwrap();
            }
        }
    }
    let change = |file: &str, edit: &dyn Fn(&mut Value)| {
        let file = copy.join("deterministic_oracle").join(file);
        let mut value: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        edit(&mut value);
        fs::write(&file, value.to_string()).unwrap();
    };
    let scale = |value: &mut Value| *value = json!(value.as_f64().unwrap() * (1.0 + 1e-8));
    change("phase_values_austria_t1.json", &|v| scale(&mut v["mean_Q_i"]));
    change("matlab_output_t5.json", &|v| {
        scale(&mut v["real_sector_gva"][4][61])
    });
    change("austria_deterministic_12q_port.json", &|v| {
        scale(&mut v["gov_debt"][12])
    });
    let (code, checks) = checks(dir.path(), "reference", "16");
    let failed: Vec<&str> = checks
        .iter()
        .filter(|(_, _, pass)| !pass)
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(code, 3);
    assert_eq!(
        failed,
        [
            "quarter 1, phase value: mean_Q_i",
            "quarters 1-5: real_sector_gva",
            "quarters 0-12: gov_debt"
        ]
    );
}

/// An invented reference around the small set.
fn invented(dir: &Path) -> PathBuf {
    let reference = dir.join("invented");
    for name in ["austria_2010Q1", "steady_state_2010Q1"] {
        Set::new().write(&reference, name);
    }
    for part in ["deterministic_oracle", "montecarlo"] {
        fs::create_dir_all(reference.join(part)).unwrap();
    }
    let of = |quarters: usize| {
        let sectors = vec![[1.0, 2.0, 3.0]; quarters];
        json!({"real_gdp": vec![1.0; quarters], "real_sector_gva": sectors, "wealth_tax": vec![0.0; quarters]})
    };
    let one = json!({"real_gdp": 1.0, "real_sector_gva": [1.0, 2.0, 3.0]});
    for (file, text) in [
        ("phase_values_austria_t1.json", json!({"r": 0.0, "mood": 1.0})),
        ("matlab_output_t1.json", one),
        ("matlab_output_t5.json", of(5)),
        ("austria_deterministic_12q_port.json", of(13)),
    ] {
        fs::write(
            reference.join("deterministic_oracle").join(file),
            text.to_string(),
        )
        .unwrap();
    }
    let mut csv = "series,quarter,mean,std,n\n".to_owned();
    for quarter in 0..13 {
        csv.push_str(&format!("real_gdp,{quarter},1,0.5,400\n"));
    }
    let summary = "montecarlo/austria_2010Q1_julia_rules_summary.csv";
    fs::write(reference.join(summary), csv).unwrap();
    reference
}

#[test]
fn what_one_side_lacks_fails_and_is_not_skipped() {
    let dir = folder(&[]);
    invented(dir.path());
    let (code, checks) = checks(dir.path(), "invented", "16");
    assert_eq!(code, 3);
    let of = |name: &str| {
        let found = checks.iter().find(|(own, ..)| own.starts_with(name));
        let (_, value, pass) = found.unwrap_or_else(|| panic!("no {name}"));
        (*value, *pass)
    };
    // Not a number where there is nothing to compare: the file has no wages, the model has no moods.
    for name in [
        "quarter 1, phase value: mood",
        "quarter 1: wages",
        "quarters 1-5: nominal_sector_gva",
        "quarters 0-12: wealth_tax",
    ] {
        assert_eq!(of(name), (None, false), "{name}");
    }
    assert!(!of("quarters 1-5: real_gdp").1);
    let (lacking, pass) = of("moments: series of one side");
    assert!(lacking.unwrap() > 20.0 && !pass);
    assert!(!of("moments: Austria, 16 against 400 seeds, quarters 1, 4, 8, 12: means").1);
    // It is not stationary either, but its books close.
    assert!(!of("steady state: real_gdp").1);
    assert!(of("books: Austria with draws, 100 quarters").1);
    let (code, table, _) = shapan(dir.path(), &["conform", "invented", "--seeds", "16"]);
    assert!(
        code == 3 && table.contains("FAIL") && table.contains("mood"),
        "{table}"
    );
}

#[test]
fn broken_published_results_are_refused() {
    let dir = folder(&[]);
    let oracle = |file: &str| format!("deterministic_oracle/{file}");
    let summary = "montecarlo/austria_2010Q1_julia_rules_summary.csv".to_owned();
    let header = "series,quarter,mean,std,n\n";
    let cases: [(String, Option<String>, &str); 9] = [
        (oracle("matlab_output_t1.json"), None, "cannot read"),
        (
            oracle("matlab_output_t5.json"),
            Some("{\"real_gdp\": [1, 2".into()),
            "not a JSON object",
        ),
        (
            oracle("matlab_output_t5.json"),
            Some("{\"a\": [1, 2]}".into()),
            "`a` has 2 quarters where 5",
        ),
        (
            oracle("matlab_output_t1.json"),
            Some("{\"a\": [1, 2]}".into()),
            "`a` has 2 sectors where 3",
        ),
        (
            oracle("phase_values_austria_t1.json"),
            Some("{\"r\": \"x\"}".into()),
            "`r` is not a number",
        ),
        (
            oracle("phase_values_austria_t1.json"),
            Some("{}".into()),
            "there is no value",
        ),
        (summary.clone(), Some(header.into()), "no moments"),
        (
            summary.clone(),
            Some(format!("{header}a,0,1,nan,4\n")),
            "line 2: `nan`",
        ),
        (
            summary,
            Some(format!("{header}a,0,1,1,4\na,2,1,1,4\n")),
            "quarter 1 of `a`",
        ),
    ];
    for (file, text, words) in cases {
        let reference = invented(dir.path());
        match text {
            Some(text) => fs::write(reference.join(&file), text).unwrap(),
            None => fs::remove_file(reference.join(&file)).unwrap(),
        }
        refused(dir.path(), &["conform", "invented"], &[words]);
    }
    refused(dir.path(), &["conform", "nowhere"], &["cannot read"]);
    invented(dir.path());
    refused(
        dir.path(),
        &["conform", "invented", "--seeds", "3"],
        &["3 seeds", "--seeds 16"],
    );
}

#[test]
fn bench_measures_what_it_is_asked_to() {
    let dir = folder(&[]);
    invented(dir.path());
    let args = ["bench", "--quick", "--reference", "invented", "--format", "json"];
    let (code, out, err) = shapan(dir.path(), &args);
    assert_eq!((code, err.as_str()), (0, ""));
    let found: Value = serde_json::from_str(&out).unwrap();
    for name in [
        "austria_1_1000_quarter_ms",
        "austria_500_runs_s",
        "china_small_pair_quarter_ms",
        "speedup_2_threads",
    ] {
        assert!(found[name].as_f64().unwrap() > 0.0, "{name}");
    }
    for economy in ["austria", "china"] {
        let shares = found["phase_shares"][economy].as_object().unwrap();
        let sum: f64 = shares.values().map(|s| s.as_f64().unwrap()).sum();
        assert!(shares.contains_key("Goods") && (sum - 1.0).abs() < 1e-9);
    }
    assert!(found["notes"].to_string().contains("extrapolated"));
    refused(dir.path(), &["bench", "--reference", "nowhere"], &["cannot read"]);
}
