//! The purity rule: pure crates deny files, clock, environment, printing and hash maps, and nobody weakens the list.

use crate::repo::{Finding, Repo};

/// Crates whose results are functions of their arguments.
const PURE: [&str; 7] = [
    "engine",
    "accounting",
    "model",
    "scenario",
    "evidence",
    "experiments",
    "study",
];

/// The lints that carry the bans of the root `clippy.toml`.
const LINTS: [&str; 3] = [
    "clippy::disallowed_methods",
    "clippy::disallowed_types",
    "clippy::disallowed_macros",
];

/// Checks the attribute of pure crates and that there is one list of bans.
pub fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in PURE {
        let path = format!("crates/{name}/src/lib.rs");
        if let Some(text) = repo.text(&path) {
            let missing: Vec<&str> = LINTS.into_iter().filter(|lint| !denies(text, lint)).collect();
            if !missing.is_empty() {
                let message = format!("`{name}` is a pure crate; add #![deny({})]", missing.join(", "));
                findings.push(Finding::error(&path, 1, message));
            }
        }
        let sources = format!("crates/{name}/src");
        for (path, text) in repo.texts().filter(|(p, _)| crate::repo::is_below(p, &sources)) {
            for (n, line) in text.lines().enumerate() {
                if line.contains("clippy::disallowed_")
                    && ["allow(", "expect("].iter().any(|a| line.contains(a))
                {
                    let message =
                        "a pure crate lifts a ban; move the code to a crate that owns files or the clock";
                    findings.push(Finding::error(path, n + 1, message));
                }
            }
        }
    }
    for path in repo.files() {
        let folder = path.strip_suffix("clippy.toml").map(|p| p.trim_end_matches('.'));
        if folder.is_some_and(|folder| folder.ends_with('/')) {
            findings.push(Finding::error(
                path,
                1,
                "a second list of bans would replace the root one for its crate; merge it into the root clippy.toml",
            ));
        }
    }
    findings
}

/// True if some `#![deny(...)]` of the file names the lint.
fn denies(text: &str, lint: &str) -> bool {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    dense
        .split("#![deny(")
        .skip(1)
        .filter_map(|rest| rest.split(")]").next())
        .any(|names| names.split(',').any(|name| name == lint))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "//! Words.\n#![deny(\n    clippy::disallowed_methods,\n    clippy::disallowed_types,\n    \
                         clippy::disallowed_macros\n)]\n";

    #[test]
    fn the_attribute_may_be_on_several_lines_and_must_be_whole() {
        assert!(check(&Repo::of(&[("crates/engine/src/lib.rs", WHOLE)])).is_empty());
        let part = "#![deny(clippy::disallowed_methods, clippy::disallowed_types)]";
        let found = check(&Repo::of(&[("crates/model/src/lib.rs", part)]));
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("disallowed_macros"));
        assert!(!found[0].message.contains("disallowed_types"));
    }

    #[test]
    fn bans_are_neither_lifted_nor_replaced() {
        let lifted = "#[allow(clippy::disallowed_types, reason = \"fast\")]\nfn f() {}\n";
        let found = check(&Repo::of(&[("crates/model/src/world.rs", lifted)]));
        assert_eq!(found.len(), 1);
        assert!(check(&Repo::of(&[("clippy.toml", "")])).is_empty());
        assert_eq!(check(&Repo::of(&[("crates/model/clippy.toml", "")])).len(), 1);
        assert_eq!(check(&Repo::of(&[("crates/model/.clippy.toml", "")])).len(), 1);
    }
}
