//! The layer rule: a crate uses only what stands below it, and some libraries have one home.

use crate::repo::{Finding, Repo};
use toml::{Table, Value};

/// Each crate and the crates it may use.
const LAYERS: [(&str, &[&str]); 13] = [
    ("engine", &[]),
    ("accounting", &["engine"]),
    ("model", &["engine", "accounting"]),
    ("scenario", &["engine", "accounting", "model"]),
    ("evidence", &["engine", "model"]),
    (
        "experiments",
        &["engine", "accounting", "model", "scenario", "evidence"],
    ),
    (
        "study",
        &[
            "engine",
            "accounting",
            "model",
            "scenario",
            "evidence",
            "experiments",
        ],
    ),
    (
        "report",
        &[
            "engine",
            "accounting",
            "model",
            "scenario",
            "evidence",
            "experiments",
            "study",
        ],
    ),
    ("data", &["engine", "accounting", "model", "evidence"]),
    ("cli", SHELL),
    ("web", SHELL),
    ("server", SHELL),
    ("python", SHELL),
];

/// What a shell may use: everything that runs is reached through `study`.
const SHELL: &[&str] = &["engine", "study", "report", "data"];

/// Libraries with one home, and why.
const HOMES: [(&str, &[&str], &str); 6] = [
    ("rayon", &["engine"], "threads run only through engine::parallel"),
    (
        "libm",
        &["engine"],
        "elementary functions have one place, engine::math",
    ),
    (
        "parquet",
        &["report"],
        "it is slow to build and must stay off the edit-test path",
    ),
    ("clap", SHELLS, "arguments belong to the shells"),
    ("indicatif", SHELLS, "progress belongs to the shells"),
    ("miette", SHELLS, "the look of messages belongs to the shells"),
];
const SHELLS: &[&str] = &["cli", "server", "python"];

/// Checks the dependencies of every crate; those of tests are free.
pub fn check(repo: &Repo) -> Vec<Finding> {
    repo.texts()
        .filter_map(|(path, text)| {
            let name = path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
            Some(check_crate(path, name, text))
        })
        .flatten()
        .collect()
}

fn check_crate(path: &str, name: &str, text: &str) -> Vec<Finding> {
    let Some((_, allowed)) = LAYERS.iter().find(|(known, _)| *known == name) else {
        let message =
            format!("crate `{name}` has no place in the layers; give it one in xtask/src/layers.rs");
        return vec![Finding::error(path, 1, message)];
    };
    let manifest: Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(e) => return vec![Finding::error(path, 1, format!("is not TOML: {e}"))],
    };
    let mut findings = Vec::new();
    for (key, package) in dependencies(&manifest) {
        let line = 1 + text.lines().position(|l| names(l, &key)).unwrap_or(0);
        let used = package.strip_prefix("shapan-").unwrap_or(&package);
        let ours = used == "xtask" || LAYERS.iter().any(|(known, _)| *known == used);
        if ours && !allowed.contains(&used) {
            findings.push(Finding::error(
                path,
                line,
                format!("`{name}` must not use `{used}`: it may use {}", list(allowed)),
            ));
        }
        if let Some((library, homes, reason)) = HOMES.iter().find(|(library, ..)| *library == used)
            && !homes.contains(&name)
        {
            let home = list(homes);
            findings.push(Finding::error(
                path,
                line,
                format!("`{library}` may be used only in {home}: {reason}"),
            ));
        }
    }
    findings
}

/// Keys and package names of normal and build dependencies, those of single platforms included.
fn dependencies(manifest: &Table) -> Vec<(String, String)> {
    let platforms = manifest.get("target").and_then(Value::as_table);
    let tables = platforms
        .into_iter()
        .flat_map(|t| t.values().filter_map(Value::as_table))
        .chain([manifest]);
    let mut all = Vec::new();
    for table in tables {
        for section in ["dependencies", "build-dependencies"] {
            for (key, value) in table.get(section).and_then(Value::as_table).into_iter().flatten() {
                let package = value.get("package").and_then(Value::as_str).unwrap_or(key);
                all.push((key.clone(), package.to_owned()));
            }
        }
    }
    all
}

/// True if a line of a manifest sets this key.
fn names(line: &str, key: &str) -> bool {
    line.strip_prefix(key)
        .is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
}

fn list(names: &[&str]) -> String {
    if names.is_empty() {
        return "none of our crates".to_owned();
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, manifest: &str) -> Vec<String> {
        let path = format!("crates/{name}/Cargo.toml");
        let repo = Repo::of(&[(&path, manifest)]);
        check(&repo).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_crate_may_use_what_stands_below_it() {
        let text =
            "[dependencies]\nengine = { workspace = true }\n[dev-dependencies]\nreport.workspace = true\n";
        assert!(findings("accounting", text).is_empty());
    }

    #[test]
    fn a_crate_must_not_look_up_under_any_name() {
        let text =
            "[dependencies]\nserde = \"1\"\nworld = { path = \"../model\", package = \"shapan-model\" }\n";
        let found = findings("accounting", text);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("crates/accounting/Cargo.toml:3: `accounting` must not use `model`"),
            "{found:?}"
        );
        let text = "[target.'cfg(unix)'.build-dependencies]\nreport.workspace = true\n";
        assert_eq!(findings("data", text).len(), 1);
    }

    #[test]
    fn threads_have_one_home() {
        let text = "[dependencies]\nrayon.workspace = true\n";
        assert!(findings("engine", text).is_empty());
        assert_eq!(findings("experiments", text).len(), 1);
    }

    #[test]
    fn a_new_crate_needs_a_place() {
        assert_eq!(findings("extra", "").len(), 1);
    }
}
