//! `check`, `new`, `list`, `describe`, and what is said about bad input: message and exit code.

use crate::common::{folder, refused, shapan};
use std::fs;

/// Checks a file with a body after the obligatory lines.
#[track_caller]
fn bad_file(body: &str, words: &[&str]) {
    let dir = folder(&[(
        "my.toml",
        &format!("schema = 1\nextends = \"baseline\"\n{body}\n"),
    )]);
    for command in ["check", "run"] {
        let mut all = words.to_vec();
        all.extend(["why it matters", "how to mend it"]);
        refused(dir.path(), &[command, "my.toml"], &all);
    }
    assert_eq!(
        fs::read_dir(dir.path()).unwrap().count(),
        1,
        "something was written"
    );
}

#[test]
fn a_misspelt_key_is_underlined_with_the_nearest_name() {
    bad_file(
        "[policy.relending]\nqouta = \"500 bn CNY\"",
        &[
            "unknown lever `relending.qouta`",
            "my.toml:4:1",
            "did you mean `relending.quota`",
        ],
    );
    bad_file(
        "horizn = 4",
        &["unknown key `horizn`", "my.toml:3:1", "did you mean `horizon`"],
    );
}

#[test]
fn a_wrong_unit_names_the_accepted_ones() {
    bad_file(
        "policy.relending.quota = 500",
        &["without a unit", "my.toml:3:26", "\"500 bn CNY\""],
    );
    bad_file(
        "policy.government.purchases = \"1 %\"",
        &["cannot be given in `%`", "\"1 % of GDP\""],
    );
    bad_file(
        "policy.relending.quota = \"500 bn USD\"",
        &["given in USD", "counts in CNY"],
    );
}

#[test]
fn a_value_out_of_range_can_be_forced() {
    let body = "policy.relending.rate = \"12 %\"";
    bad_file(
        body,
        &["outside its range 0 to 5 %", "my.toml:3", "--allow-out-of-range"],
    );
    let dir = folder(&[("my.toml", &format!("schema = 1\nextends = \"baseline\"\n{body}"))]);
    assert_eq!(
        shapan(dir.path(), &["check", "my.toml", "--allow-out-of-range"]).0,
        0
    );
    bad_file("policy.relending.rate = \"1200 %\"", &["has no meaning"]);
}

#[test]
fn a_quarter_out_of_range_is_refused() {
    bad_file(
        "policy.world.demand = { value = \"-5 %\", from = \"2055Q1\" }",
        &[
            "2055Q1 lies outside the simulated range 2025Q1 to 2034Q4",
            "my.toml:3:48",
        ],
    );
    bad_file(
        "policy.world.demand = { value = \"-5 %\", from = \"soon\" }",
        &["not a quarter", "2026Q3"],
    );
    bad_file(
        "policy.world.demand = { value = \"-5 %\", from = \"9999Q4\" }",
        &["`9999Q4`, which is outside the years 1900 to 2300"],
    );
    bad_file("start = \"2019Q1\"", &["simulated from 2025Q1", "my.toml:3:9"]);
}

#[test]
fn nan_and_infinity_are_refused() {
    for value in ["nan", "inf", "-inf", "\"nan %\"", "1e400"] {
        bad_file(
            &format!("policy.world.demand = {value}"),
            &["not a finite number"],
        );
    }
}

#[test]
fn zero_pairs_and_absurd_sizes_are_refused() {
    bad_file("run.seeds = 0", &["`seeds` is 0, outside 1 to 100000"]);
    bad_file("horizon = 1000000", &["outside 1 to 400"]);
    let dir = folder(&[]);
    for (option, value, words) in [
        ("--pairs", "0", "zero runs give no result"),
        ("--pairs", "1000000000", "from 1 to 100000"),
        ("--pairs", "-3", "-3"),
        ("--quarters", "100000", "from 1 to 400"),
        ("--agents", "0", "not a size"),
        ("--agents", "1", "not a size"),
        ("--agents", "huge", "not a size"),
        ("--threads", "0", "zero threads"),
        ("--seed", "-1", "-1"),
    ] {
        refused(dir.path(), &["run", option, value], &[words]);
    }
}

#[test]
fn files_that_are_no_scenario_are_refused() {
    let dir = folder(&[
        ("empty.toml", ""),
        ("words.toml", "These are words.\n"),
        ("newer.toml", "schema = 9\n"),
    ]);
    let path = dir.path();
    fs::write(path.join("latin.toml"), b"schema = 1\ntitle = \"\xe9t\xe9\"\n").unwrap();
    fs::create_dir(path.join("folder")).unwrap();
    let mut state = 1u64;
    let mut noise = Vec::with_capacity(10_000_000);
    while noise.len() < 10_000_000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        noise.extend(state.to_be_bytes());
    }
    fs::write(path.join("noise.toml"), noise).unwrap();
    let printable: String = (0..900_000u32)
        .map(|i| char::from(b'!' + (i % 90) as u8))
        .collect();
    fs::write(path.join("line.toml"), printable).unwrap();
    for (file, words) in [
        ("missing.toml", "no file and no scenario `missing.toml`"),
        ("basline", "did you mean `baseline`"),
        ("empty.toml", "is empty"),
        ("words.toml", "not valid TOML"),
        ("newer.toml", "schema 9 is newer"),
        ("latin.toml", "not UTF-8 text: byte 21 in line 2"),
        ("folder", "is a folder"),
        ("noise.toml", "longer than the 1 MB"),
        ("line.toml", "not valid TOML"),
    ] {
        refused(path, &["check", file], &[words]);
        refused(path, &["run", file], &[words]);
        refused(path, &["run", "--baseline", file], &[words]);
    }
    let (_, _, err) = shapan(path, &["check", "line.toml"]);
    assert!(err.len() < 2000, "a long line is cut: {} bytes", err.len());
}

#[test]
fn circular_extends_are_named() {
    let dir = folder(&[
        ("a.toml", "schema = 1\nextends = \"b.toml\"\n"),
        ("b.toml", "schema = 1\nextends = \"a.toml\"\n"),
        ("c.toml", "schema = 1\nextends = \"gone.toml\"\n"),
    ]);
    refused(
        dir.path(),
        &["check", "a.toml"],
        &["a.toml -> b.toml -> a.toml", "b.toml:2:11"],
    );
    refused(
        dir.path(),
        &["check", "c.toml"],
        &["neither a preset nor a readable file", "c.toml:2:11"],
    );
}

#[test]
fn settings_on_the_command_line_are_checked_like_files() {
    let dir = folder(&[]);
    for (setting, words) in [
        ("relending.rate=0.0125", "without a unit"),
        ("relending.rat=1 %", "did you mean `relending.rate`"),
        ("relending.rate", "has no `=`"),
        (
            "assumptions.export_elastisity=1",
            "did you mean `export_elasticity`",
        ),
        ("assumptions.export_elasticity=10", "outside its range"),
        ("household.transfer_weight.migrants=2", "did you mean `migrant`"),
    ] {
        refused(
            dir.path(),
            &["check", "baseline", "--set", setting],
            &[words, "--set:1"],
        );
    }
    refused(
        dir.path(),
        &["check", "baseline", "--economy", "atlantis"],
        &["atlantis"],
    );
    let set = [
        "--set",
        "policy.relending.rate=1.25 %",
        "--set",
        "relending.quota=1 tn CNY",
    ];
    let (code, out, _) = shapan(
        dir.path(),
        &[&["check", "baseline", "--format", "json"], &set[..]].concat(),
    );
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["levers"][0]["value"], "1000 bn CNY");
    assert_eq!(json["levers"][1]["value"], "1.25 %");
    assert_eq!(json["neutral"], false);
}

#[test]
fn a_file_cannot_command_the_terminal() {
    bad_file("title = \"a\u{1b}[31mb\"", &["U+001B"]);
    bad_file("\"hor\\u001Bizon\" = 3", &["U+001B"]);
}

#[test]
fn a_template_is_written_once_and_passes_its_check() {
    let dir = folder(&[]);
    for lang in ["en", "zh"] {
        let file = format!("{lang}.toml");
        assert_eq!(shapan(dir.path(), &["new", &file, "--lang", lang]).0, 0);
        assert_eq!(shapan(dir.path(), &["check", &file]).0, 0);
        refused(dir.path(), &["new", &file], &["exists", "--force"]);
        let again = shapan(dir.path(), &["new", &file, "--force", "--quiet", "--lang", lang]);
        assert_eq!(again, (0, String::new(), String::new()));
    }
    let zh = fs::read_to_string(dir.path().join("zh.toml")).unwrap();
    assert!(zh.contains("再贷款额度"));
    refused(dir.path(), &["new", "no/such/folder.toml"], &["cannot write"]);
    refused(dir.path(), &["new", "."], &["is a folder"]);
    assert_eq!(
        fs::read_dir(dir.path()).unwrap().count(),
        2,
        "a draft was left behind"
    );
    assert_eq!(
        shapan(dir.path(), &["new", "-"]).1,
        fs::read_to_string(dir.path().join("en.toml")).unwrap()
    );
}

#[test]
fn everything_listed_can_be_described() {
    let dir = folder(&[]);
    let ids = |what: &str, key: &str| -> Vec<String> {
        let (code, out, _) = shapan(dir.path(), &["list", what, "--format", "json"]);
        assert_eq!(code, 0);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        json.as_array()
            .unwrap()
            .iter()
            .map(|row| row[key].as_str().unwrap().to_owned())
            .collect()
    };
    let mut all = ids("levers", "lever");
    all.extend(ids("indicators", "indicator").into_iter().take(3));
    all.extend(ids("scenarios", "scenario"));
    all.extend(ids("economies", "economy"));
    all.extend(
        [
            "relending",
            "household.transfer_weight.rural",
            "export_elasticity",
            "sector.robots",
        ]
        .map(str::to_owned),
    );
    for name in all {
        for format in ["table", "json", "csv"] {
            let (code, out, err) = shapan(dir.path(), &["describe", &name, "--format", format]);
            assert!(code == 0 && !out.is_empty(), "{name}: {err}");
            if format == "json" {
                serde_json::from_str::<serde_json::Value>(&out).expect(&name);
            }
        }
    }
    refused(
        dir.path(),
        &["describe", "relending.qouta"],
        &["did you mean `relending.quota`"],
    );
    refused(
        dir.path(),
        &["describe", "export_elastisity"],
        &["`export_elasticity`"],
    );
    refused(dir.path(), &["describe", "group.incom"], &["`group.income`"]);
    let (_, out, _) = shapan(dir.path(), &["list", "scenarios", "--lang", "zh"]);
    assert!(out.contains("基准情景"));
}

#[test]
fn every_parameter_shows_unit_range_basis_and_source() {
    let dir = folder(&[]);
    let economy = data::economy("china").unwrap();
    for (id, parameter) in &economy.parameters {
        // Some indicators are called like the parameter they start from; the full path tells them apart.
        let path = format!("assumptions.{id}");
        let (code, out, err) = shapan(dir.path(), &["describe", &path, "--format", "json"]);
        assert_eq!(code, 0, "{id}: {err}");
        let card: serde_json::Value = serde_json::from_str(&out).unwrap();
        for key in ["title", "unit", "basis", "source"] {
            assert!(
                card[key].as_str().is_some_and(|text| !text.is_empty()),
                "{id}: {key}"
            );
        }
        let (low, high) = parameter.range;
        assert_eq!(
            (card["lowest"].as_f64(), card["highest"].as_f64()),
            (Some(low), Some(high)),
            "{id}"
        );
        assert!(low <= parameter.value && parameter.value <= high, "{id}");
        assert_eq!(
            card["by_sector"].is_string(),
            !parameter.by_sector.is_empty(),
            "{id}"
        );
    }
    // The blocks of the model and those of the pack are the same.
    let blocks: std::collections::BTreeSet<&str> =
        economy.parameters.values().map(|p| p.block.as_str()).collect();
    assert_eq!(
        blocks,
        model::blocks::BLOCKS.iter().map(|block| block.id).collect()
    );
}

#[test]
fn presets_pass_their_check_against_the_economy() {
    let dir = folder(&[]);
    let (_, out, _) = shapan(dir.path(), &["list", "scenarios", "--format", "csv"]);
    for line in out.lines().skip(1) {
        let id = line.split(',').next().unwrap();
        let (code, _, err) = shapan(dir.path(), &["check", id]);
        assert_eq!(code, 0, "{id}: {err}");
    }
}

#[test]
fn alone_it_prints_five_lines() {
    let dir = folder(&[]);
    for lang in ["en", "zh"] {
        let (code, out, err) = shapan(dir.path(), &["--lang", lang]);
        assert_eq!((code, out.lines().count(), err.as_str()), (0, 5, ""));
    }
    assert!(shapan(dir.path(), &["completions", "bash"]).1.contains("shapan"));
    assert_eq!(shapan(dir.path(), &["frobnicate"]).0, 2);
}

#[test]
fn check_opens_the_economy_and_runs_a_quarter() {
    let dir = folder(&[("tight.toml", "schema = 1\nassumptions.saving_rate = 0.0\n")]);
    // Households would have to be paid less than nothing: found before a run is begun.
    refused(
        dir.path(),
        &["check", "tight.toml"],
        &["does not run", "payout of firms"],
    );
    assert_eq!(shapan(dir.path(), &["check", "E04"]).0, 0);
}
