//! An economy with two banks and nine household groups, made from China's pack by text alone, through the whole program.

use crate::common::{names, shapan};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// Groups into which migrant workers are split, with their pay.
const NEW_GROUPS: [(&str, f64); 3] = [("apprentice", 0.6), ("settled", 0.8), ("returned", 0.7)];

const BANKS: &str = r#"
[banks]
unit = "ratio"
basis = "assumed"
source = "example"

[[banks.bank]]
id = "large"
name = { en = "Large banks", zh = "大型银行" }
share = 0.6

[[banks.bank]]
id = "small"
name = { en = "Small banks", zh = "中小银行" }
share = 0.4
"#;

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, target) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn edit(file: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(file).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "{}", file.display());
    fs::write(file, changed).unwrap();
}

/// The economy in folder `plural` of a new folder.
fn plural() -> TempDir {
    let dir = tempdir().unwrap();
    let pack = dir.path().join("plural");
    let china = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/china");
    copy(Path::new(china), &pack);
    edit(&pack.join("groups.toml"), |text| {
        let start = text.find("[[group]]\nid = \"migrant\"").unwrap();
        let end = start + 1 + text[start + 1..].find("[[group]]").unwrap();
        let group = &text[start..end];
        let more = NEW_GROUPS.map(|(id, pay)| {
            group
                .replace("\"migrant\"", &format!("\"{id}\""))
                .replace("Migrant workers", id)
                .replace("0.73", &pay.to_string())
        });
        format!("{}{}{}", &text[..end], more.concat(), &text[end..])
    });
    edit(&pack.join("sectors.csv"), |text| {
        let lines = text.lines().enumerate().map(|(row, line)| {
            // Shares of groups are the last four columns, and names before them may hold commas.
            let mut cells: Vec<String> = line.rsplitn(3, ',').map(str::to_owned).collect();
            cells[1] = match row {
                0 => NEW_GROUPS
                    .iter()
                    .fold(cells[1].clone(), |all, (id, _)| format!("{all},share_{id}")),
                _ => vec![(cells[1].parse::<f64>().unwrap() / 4.0).to_string(); 4].join(","),
            };
            cells.reverse();
            cells.join(",") + "\n"
        });
        lines.collect()
    });
    edit(&pack.join("pack.toml"), |text| {
        let more: String = NEW_GROUPS
            .iter()
            .map(|(id, _)| format!("\"share_{id}\", "))
            .collect();
        let text = text.replace("\"share_migrant\", ", &format!("\"share_migrant\", {more}"));
        text.replace("id = \"china\"", "id = \"plural\"") + BANKS
    });
    dir
}

#[track_caller]
fn done(dir: &Path, args: &[&str]) -> String {
    let (code, out, err) = shapan(dir, args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

const SHORT: [&str; 8] = [
    "--economy",
    "plural",
    "--pairs",
    "2",
    "--quarters",
    "6",
    "--agents",
    "200000",
];

#[test]
fn nine_groups_and_two_banks_reach_every_output() {
    let dir = plural();
    let path = dir.path();
    let run = |more: &[&str]| done(path, &[&["run", "innovation-drive"], &SHORT[..], more].concat());
    let json: Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    assert_eq!(json["economy"], "plural");
    assert!(run(&["--format", "csv"]).lines().count() > 100);
    assert!(run(&["--out", "out"]).contains("identities hold"));
    let written = names(&path.join("out"));
    for file in [
        "results.csv",
        "results.json",
        "results.parquet",
        "report.html",
        "effects.csv",
    ] {
        assert!(
            written.iter().any(|name| name == file),
            "{file} is missing: {written:?}"
        );
    }
    let long = fs::read_to_string(path.join("out/results.csv")).unwrap();
    for (group, _) in NEW_GROUPS {
        assert!(long.contains(group), "no row of group {group}");
    }
    let again = done(path, &["reproduce", "out"]);
    assert!(again.contains("same"), "{again}");
}

#[test]
fn nine_groups_and_two_banks_are_decomposed() {
    let dir = plural();
    let out = done(
        dir.path(),
        &[&["decompose", "innovation-drive"], &SHORT[..]].concat(),
    );
    assert!(out.contains("interaction"), "{out}");
}

/// A lever of a group that only this pack has.
#[test]
fn a_ninth_group_has_its_levers() {
    let dir = plural();
    let set = "household.transfer_weight.returned=2";
    let args = [&["run", "impulse-transfers", "--set", set], &SHORT[..]].concat();
    let with = done(dir.path(), &args);
    let without = done(dir.path(), &[&["run", "impulse-transfers"], &SHORT[..]].concat());
    assert_ne!(with, without);
}

#[test]
fn all_presets_run_with_nine_groups_and_two_banks() {
    let dir = plural();
    let list = done(dir.path(), &["list", "scenarios"]);
    let presets: Vec<&str> = list
        .lines()
        .skip(2)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(presets.len() > 60, "{}", presets.len());
    for preset in presets {
        let size = [
            "--economy",
            "plural",
            "--pairs",
            "1",
            "--quarters",
            "3",
            "--agents",
            "400000",
        ];
        done(dir.path(), &[&["run", preset], &size[..]].concat());
    }
}
