//! `reproduce` names every file that is not as it was written, and where numbers differ.

#![cfg(unix)]
use crate::common::trials::{TINY, reproduce, same, trials};
use crate::common::{folder, names, refused, shapan};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

#[test]
fn every_tampered_file_is_named() {
    let dir = folder(&[]);
    assert_eq!(shapan(dir.path(), &[&TINY[..], &["out"]].concat()).0, 0);
    let out = dir.path().join("out");
    let named = |what: &str, name: &str| {
        let (code, verdict) = reproduce(dir.path(), "out");
        if name == "manifest.json" {
            assert!(code == 2 || code == 3, "{code}");
            let message = verdict.as_str().unwrap();
            assert!(message.contains("manifest.json"), "{message}");
            return;
        }
        assert_eq!((code, &verdict["same"]), (3, &"no".into()), "{verdict}");
        let files = serde_json::json!([{ "file": name, "is": what }]);
        assert_eq!(
            (&verdict["files"], &verdict["same_numbers"]),
            (&files, &"yes".into())
        );
    };
    let all = names(&out);
    assert_eq!(all.len(), 9);
    for name in &all {
        let path = out.join(name);
        let before = fs::read(&path).unwrap();
        let mut changed = before.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        fs::write(&path, &changed).unwrap();
        named("changed", name);
        fs::write(&path, &before[..before.len() - 1]).unwrap();
        named("changed", name);
        fs::remove_file(&path).unwrap();
        named("missing", name);
        fs::create_dir(&path).unwrap();
        named("changed", name);
        fs::remove_dir(&path).unwrap();
        fs::write(&path, &before).unwrap();
    }
    for name in ["results.csv.bak", ".hidden"] {
        fs::write(out.join(name), "1").unwrap();
        named("extra", name);
        fs::remove_file(out.join(name)).unwrap();
    }
    same(dir.path(), "out");
}

#[test]
fn names_of_strangers_reach_no_terminal_raw() {
    let dir = folder(&[]);
    assert_eq!(shapan(dir.path(), &[&TINY[..], &["out"]].concat()).0, 0);
    let strange = ["\u{1b}[31mX", "a\u{202e}b", "x\nsame files     yes"];
    for name in strange {
        fs::write(dir.path().join("out").join(name), "").unwrap();
    }
    for format in ["table", "csv", "json"] {
        let (code, text, _) = shapan(dir.path(), &["reproduce", "out", "--quiet", "--format", format]);
        assert_eq!((code, engine::text::forbidden(&text)), (3, None), "{text}");
        assert!(!text.contains("\nsame files     yes"), "{text}");
    }
    for name in strange {
        let new = format!("{name}/new.toml");
        for args in [
            &["check", name][..],
            &["describe", name],
            &["run", "--pairs", name],
            &[name],
            &["run", "--economy", name],
            &["run", "--set", name],
            &["reproduce", name],
            &["new", &new],
        ] {
            let (code, _, err) = shapan(dir.path(), args);
            assert_ne!(code, 0, "{args:?}");
            assert_eq!(engine::text::forbidden(&err), None, "{args:?}: {err}");
        }
    }
}

#[test]
fn untouched_results_are_the_same() {
    let all = trials(4, 100);
    for trial in 0..all {
        let dir = folder(&[]);
        let seed = trial.to_string();
        let scenario = ["innovation-drive", "impulse-rate", "baseline", "E04"][trial % 4];
        let run = [&TINY[..], &["out", "--seed", &seed, scenario]].concat();
        assert_eq!(shapan(dir.path(), &run).0, 0);
        same(dir.path(), "out");
    }
    eprintln!("{all} untouched results: the same");
}

/// Writes a manifest anew with a seal that fits, as the program would.
fn reseal(path: &Path, change: &dyn Fn(&mut Value)) {
    let mut manifest: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    manifest.as_object_mut().unwrap().remove("seal");
    change(&mut manifest);
    let body = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    let seal = sha256(body.as_bytes());
    let lines = body.strip_suffix("\n}\n").unwrap();
    fs::write(path, format!("{lines},\n  \"seal\": \"{seal}\"\n}}\n")).unwrap();
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// A result of another build whose numbers differ, as its own files tell it.
#[test]
fn numbers_that_differ_are_named_with_indicator_and_quarter() {
    let dir = folder(&[]);
    assert_eq!(shapan(dir.path(), &[&TINY[..], &["out"]].concat()).0, 0);
    let table = dir.path().join("out/results.csv");
    let text = fs::read_to_string(&table).unwrap();
    let line = text
        .lines()
        .find(|l| l.starts_with("innovation-drive,,1,2025-04-01,Q,cpi,"))
        .unwrap();
    let mut cells: Vec<&str> = line.split(',').collect();
    cells[9] = "1.5";
    let text = text.replace(line, &cells.join(","));
    fs::write(&table, &text).unwrap();
    reseal(&dir.path().join("out/manifest.json"), &|manifest| {
        manifest["result_hash"] = "0".into();
        manifest["engine"]["elementary_functions"] = "another library".into();
        let files = manifest["files"].as_array_mut().unwrap();
        let listed = files.iter_mut().find(|f| f["name"] == "results.csv").unwrap();
        listed["size"] = text.len().into();
        listed["sha256"] = sha256(text.as_bytes()).into();
    });
    let (code, verdict) = reproduce(dir.path(), "out");
    assert_eq!(code, 3, "{verdict}");
    for (key, value) in [
        ("same_files", "yes"),
        ("same_numbers", "no"),
        ("same_build", "no"),
        ("first_file", "results.csv"),
        ("first_indicator", "cpi"),
        ("first_side", "scenario"),
        ("first_pair", "1"),
        ("first_quarter", "2025Q2"),
        ("first_stored", "1.5"),
    ] {
        assert_eq!(verdict[key], value, "{key} in {verdict}");
    }
    assert!(verdict["made_by"].as_str().unwrap().contains("another library"));
    // Parquet stands in for a table that was changed, and agrees with the new run.
    fs::remove_file(&table).unwrap();
    let (code, verdict) = reproduce(dir.path(), "out");
    assert_eq!((code, &verdict["same_files"]), (3, &"no".into()));
    assert!(
        verdict["differs"]
            .as_str()
            .unwrap()
            .contains("no number in results.parquet")
    );
}

#[test]
fn a_manifest_of_yesterday_is_refused_in_a_sentence() {
    let dir = folder(&[]);
    fs::create_dir(dir.path().join("old")).unwrap();
    let old = r#"{"schema": 1, "engine": {"version": "0.1.0", "commit": null}, "seed": 1}"#;
    fs::write(dir.path().join("old/manifest.json"), old).unwrap();
    refused(
        dir.path(),
        &["reproduce", "old"],
        &["schema 1", "before manifests listed their files"],
    );
}

/// A result whose files were forged and whose manifest was sealed anew, as only a run can tell.
struct Forged {
    dir: tempfile::TempDir,
    before: Vec<(String, Vec<u8>)>,
}

impl Forged {
    fn new() -> Self {
        let dir = folder(&[]);
        assert_eq!(shapan(dir.path(), &[&TINY[..], &["out"]].concat()).0, 0);
        let out = dir.path().join("out");
        let read = |name: String| (name.clone(), fs::read(out.join(name)).unwrap());
        let before = names(&out).into_iter().map(read).collect();
        Self { dir, before }
    }

    /// Writes a file and lists it anew.
    fn file(&self, name: &str, text: &str) {
        let out = self.dir.path().join("out");
        fs::write(out.join(name), text).unwrap();
        reseal(&out.join("manifest.json"), &|manifest| {
            let files = manifest["files"].as_array_mut().unwrap();
            let listed = files.iter_mut().find(|f| f["name"] == name).unwrap();
            listed["size"] = text.len().into();
            listed["sha256"] = sha256(text.as_bytes()).into();
        });
    }

    /// Takes files away and off the list.
    fn without(&self, gone: &dyn Fn(&str) -> bool) {
        let out = self.dir.path().join("out");
        reseal(&out.join("manifest.json"), &|manifest| {
            let files = manifest["files"].as_array_mut().unwrap();
            files.retain(|f| !gone(f["name"].as_str().unwrap()));
        });
        for name in names(&out).iter().filter(|n| *n != "manifest.json" && gone(n)) {
            fs::remove_file(out.join(name)).unwrap();
        }
    }

    fn manifest(&self, change: &dyn Fn(&mut Value)) {
        reseal(&self.dir.path().join("out/manifest.json"), change);
    }

    /// The verdict must be no, and the parts as named; then everything is as it was.
    #[track_caller]
    fn told(&self, parts: &[(&str, &str)]) -> Value {
        let (code, verdict) = reproduce(self.dir.path(), "out");
        assert_eq!((code, &verdict["same"]), (3, &"no".into()), "{verdict}");
        for (key, value) in parts {
            assert_eq!(verdict[key], *value, "{key} in {verdict}");
        }
        for (name, bytes) in &self.before {
            fs::write(self.dir.path().join("out").join(name), bytes).unwrap();
        }
        verdict
    }
}

#[test]
fn forged_files_under_a_seal_that_fits_are_found() {
    let forged = Forged::new();
    let out = forged.dir.path().join("out");
    // Every number set to seven.
    let table = fs::read_to_string(out.join("results.csv")).unwrap();
    let sevens: String = table
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if at > 0 {
                cells[9] = "7";
            }
            cells.join(",") + "\n"
        })
        .collect();
    let unlike = |name: &str| serde_json::json!([{ "file": name, "is": "unlike" }]);
    for other_build in [false, true] {
        forged.file("results.csv", &sevens);
        if other_build {
            forged.manifest(&|m| m["engine"]["version"] = "0.0.1".into());
        }
        let verdict = forged.told(&[
            ("same_files", "yes"),
            ("same_numbers", "no"),
            ("first_file", "results.csv"),
            ("first_stored", "7"),
        ]);
        let want = if other_build {
            serde_json::json!([])
        } else {
            unlike("results.csv")
        };
        assert_eq!(verdict["files"], want);
        // No table at all.
        forged.without(&|name| name.starts_with("results."));
        if other_build {
            forged.manifest(&|m| m["engine"]["version"] = "0.0.1".into());
        }
        let verdict = forged.told(&[("same_files", "yes"), ("same_numbers", "no")]);
        assert!(
            verdict["differs"]
                .as_str()
                .unwrap()
                .contains("no table of numbers is listed")
        );
    }
    for name in ["report.html", "real_gdp.svg", "effects.csv", "results.json"] {
        let text = fs::read_to_string(out.join(name)).unwrap() + "\n";
        forged.file(name, &text);
        let verdict = forged.told(&[
            ("same_files", "yes"),
            ("same_numbers", "yes"),
            ("same_contents", "no"),
        ]);
        assert_eq!(verdict["files"], unlike(name));
    }
    // Nothing but a report.
    forged.file("report.html", "<html>");
    forged.without(&|name| name != "report.html");
    let verdict = forged.told(&[("same_files", "yes"), ("same_contents", "no")]);
    assert_eq!(verdict["files"].as_array().unwrap().len(), 8, "{verdict}");
    same(forged.dir.path(), "out");
}

#[test]
fn every_word_of_the_manifest_is_held_against_the_run() {
    let forged = Forged::new();
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Change, &str); 8] = [
        (
            &|m| m["books"]["worst_residual"] = 0.0.into(),
            "books.worst_residual",
        ),
        (&|m| m["books"]["checks"] = 1_000_000.into(), "books.checks"),
        (&|m| m["economy"]["id"] = "atlantis".into(), "economy.id"),
        (&|m| m["economy"]["hash"] = "0".into(), "economy.hash"),
        (&|m| m["scenario"]["id"] = "another".into(), "scenario.id"),
        (&|m| m["baseline"]["id"] = "another".into(), "baseline.id"),
        (
            &|m| m["quarters"] = 2.into(),
            "books.checks, result_hash, quarters",
        ),
        (&|m| m["pairs"]["done"] = 1.into(), "pairs.done"),
    ];
    for (change, key) in cases {
        forged.manifest(change);
        forged.told(&[
            ("same_files", "yes"),
            ("same_manifest", "no"),
            ("manifest_differs", key),
        ]);
    }
    // What nobody can check is not the same thing as what differs.
    forged.manifest(&|m| {
        m["command"] = serde_json::json!(["other"]);
        m["wall_seconds"] = 1e9.into();
        m["threads"] = 77.into();
    });
    same(forged.dir.path(), "out");
    forged.manifest(&|m| m["note"] = "checked by the ministry".into());
    refused(
        forged.dir.path(),
        &["reproduce", "out"],
        &["unknown field `note`"],
    );
    forged.manifest(&|m| {
        m.as_object_mut().unwrap().remove("note");
        m["books"]["note"] = "x".into();
    });
    refused(
        forged.dir.path(),
        &["reproduce", "out"],
        &["unknown field `note`"],
    );
}

#[test]
fn a_report_in_chinese_is_the_same_too() {
    let dir = folder(&[]);
    assert_eq!(
        shapan(dir.path(), &[&TINY[..], &["out", "--lang", "zh"]].concat()).0,
        0
    );
    same(dir.path(), "out");
}
