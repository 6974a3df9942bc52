//! `run` and `reproduce`: what is printed, what is written, and what never changes a number.

use crate::common::{folder, refused, shapan};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A small run as JSON.
#[track_caller]
fn json(folder: &Path, args: &[&str]) -> Value {
    let all = [
        &[
            "run",
            "--format",
            "json",
            "--pairs",
            "2",
            "--quarters",
            "6",
            "--seed",
            "7",
        ],
        args,
    ]
    .concat();
    let (code, out, err) = shapan(folder, &all);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn an_opening_that_contradicts_itself_is_refused() {
    let dir = folder(&[]);
    refused(
        dir.path(),
        &[
            "run",
            "baseline",
            "--pairs",
            "1",
            "--set",
            "assumptions.saving_rate=0",
        ],
        &[
            "the opening does not fit together",
            "payout of firms' profit",
            "saving_rate",
        ],
    );
}

#[test]
fn json_is_alone_on_standard_output() {
    let dir = folder(&[]);
    let result = json(dir.path(), &["impulse-rate", "--threads", "2"]);
    assert_eq!(
        (
            &result["scenario"],
            &result["economy"],
            &result["pairs"],
            &result["quarters"]
        ),
        (&"impulse-rate".into(), &"china".into(), &2.into(), &6.into())
    );
    assert!(result["books"]["checks"].as_u64().unwrap() > 0);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn neutral_levers_and_threads_change_no_bit() {
    let dir = folder(&[]);
    let hash = |args: &[&str]| json(dir.path(), args)["hash"].clone();
    let baseline = hash(&["baseline", "--threads", "1"]);
    let (_, levers, _) = shapan(dir.path(), &["list", "levers", "--format", "json"]);
    let levers: Value = serde_json::from_str(&levers).unwrap();
    for lever in levers.as_array().unwrap() {
        let path = lever["lever"]
            .as_str()
            .unwrap()
            .replace("GROUP", "migrant")
            .replace("FIELD", "quantum");
        let neutral = lever["neutral"].as_str().unwrap_or("neutral");
        assert_eq!(
            hash(&["baseline", "--set", &format!("{path}={neutral}")]),
            baseline,
            "{path}={neutral}"
        );
    }
    let one = hash(&["innovation-drive", "--threads", "1"]);
    assert_ne!(one, baseline);
    for threads in ["2", "3"] {
        assert_eq!(hash(&["innovation-drive", "--threads", threads]), one);
    }
}

#[test]
fn a_result_is_written_whole_and_reproduced() {
    let dir = folder(&[]);
    let small = ["--pairs", "2", "--quarters", "6", "--quiet"];
    let set = [
        "--set",
        "assumptions.export_elasticity=1.5",
        "--set",
        "relending.rate=6 %",
        "--allow-out-of-range",
    ];
    let run = [
        &["run", "impulse-transfers-targeted", "--out", "out"],
        &small[..],
        &set[..],
    ]
    .concat();
    let (code, _, err) = shapan(dir.path(), &run);
    assert_eq!((code, err.as_str()), (0, ""));
    let names: Vec<String> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, ["out"], "a draft was left behind");
    assert!(dir.path().join("out/report.html").exists());
    let (code, out, err) = shapan(
        dir.path(),
        &[
            "reproduce",
            "out",
            "--threads",
            "1",
            "--format",
            "json",
            "--quiet",
        ],
    );
    assert_eq!(code, 0, "{err}");
    let verdict: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(verdict["same"], "yes");

    refused(dir.path(), &run, &["is not empty", "--force"]);
    let forced = [&run[..], &["--force"]].concat();
    assert_eq!(shapan(dir.path(), &forced).0, 0);
    fs::write(dir.path().join("out/mine.txt"), "mine").unwrap();
    refused(dir.path(), &forced, &["mine.txt"]);
    fs::remove_file(dir.path().join("out/mine.txt")).unwrap();

    // A result that does not come out again fails the check.
    let path = dir.path().join("out/manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let mut manifest: Value = serde_json::from_str(&text).unwrap();
    manifest["result_hash"] = "0".into();
    fs::write(&path, manifest.to_string()).unwrap();
    assert_eq!(shapan(dir.path(), &["reproduce", "out", "--quiet"]).0, 3);
    fs::write(&path, "{").unwrap();
    refused(dir.path(), &["reproduce", "out"], &["manifest"]);
    refused(dir.path(), &["reproduce", "nowhere"], &["nowhere"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_before_the_run() {
    let dir = folder(&[("file", "text")]);
    refused(
        dir.path(),
        &["run", "--out", "file"],
        &["nothing was written", "is a file"],
    );
    refused(
        dir.path(),
        &["run", "--out", "file/below"],
        &["nothing was written"],
    );
    assert_eq!(fs::read_to_string(dir.path().join("file")).unwrap(), "text");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn sizes_that_cannot_be_built_are_refused() {
    let dir = folder(&[(
        "late.toml",
        "schema = 1\nextends = \"baseline\"\nstart = \"2027Q1\"\n",
    )]);
    refused(
        dir.path(),
        &["run", "--agents", "10000000", "--pairs", "1"],
        &["choose a number"],
    );
    refused(
        dir.path(),
        &["run", "late.toml", "--quarters", "8"],
        &["choose a number from 9"],
    );
}

#[test]
fn tables_speak_both_languages_and_csv_is_csv() {
    let dir = folder(&[]);
    let small = ["run", "impulse-purchases", "--pairs", "2", "--quarters", "6"];
    let (_, zh, _) = shapan(dir.path(), &[&small[..], &["--lang", "zh"]].concat());
    assert!(zh.contains("实际国内生产总值"));
    let (_, csv, _) = shapan(dir.path(), &[&small[..], &["--format", "csv"]].concat());
    let columns = csv.lines().next().unwrap().split(',').count();
    assert!(columns > 5 && csv.lines().count() > 10);
}
