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
