//! Sources: keys such as `taylor1993` after `Source:` are entries of `docs/references.bib`.

use crate::equations;
use crate::repo::{Finding, Repo};
use std::collections::BTreeMap;

const FILE: &str = "docs/references.bib";
const OWN: &str = "this project";

/// Checks the keys that comments and equations name, and the bibliography itself.
pub fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut entries: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, line) in repo.text(FILE).unwrap_or_default().lines().enumerate() {
        if let Some(key) = entry_key(line)
            && let Some(first) = entries.insert(key, n + 1)
        {
            let message = format!("`{key}` is there already on line {first}");
            findings.push(Finding::error(FILE, n + 1, message));
        }
    }
    for e in equations::all(repo) {
        if !e.source.is_empty() && keys(&e.source).is_empty() && !e.source.contains(OWN) {
            let message = format!("{} names neither a key of {FILE} nor `{OWN}`", e.id);
            findings.push(Finding::error(&e.path, e.line, message));
        }
    }
    for (path, text) in repo.texts().filter(|(path, _)| equations::is_source(path)) {
        let mut sourced = false;
        for (n, line) in text.lines().enumerate() {
            let Some((_, comment)) = line.split_once("//") else {
                sourced = false;
                continue;
            };
            // A source may go on in the next line of the comment.
            let told = comment.split_once("Source:").map(|(_, after)| after);
            let read = told.or(sourced.then_some(comment)).unwrap_or_default();
            sourced = told.is_some();
            for key in keys(read).into_iter().filter(|key| !entries.contains_key(key)) {
                let message = format!("source `{key}` is not in {FILE}");
                findings.push(Finding::error(path, n + 1, message));
            }
        }
    }
    findings
}

fn entry_key(line: &str) -> Option<&str> {
    let (_, rest) = line.strip_prefix('@')?.split_once('{')?;
    Some(rest.trim_end_matches(',').trim())
}

/// Keys in a text: small letters, perhaps a hyphen, then a year.
fn keys(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|word| {
            let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
            let year = word.len() - name.len();
            year == 4
                && name.len() > 1
                && name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_names_with_a_year() {
        assert_eq!(
            keys("schmitt-grohe2003 (form), eq. (A.2), 2022-51, x-ray and WP2022"),
            ["schmitt-grohe2003"]
        );
    }

    #[test]
    fn unknown_keys_and_doubles_are_found() {
        let code = "/// A rule in words, a = b. Equation: X-1. Source: known1990,\n/// unknown1991.\nfn f() {}\n\
                    /// Another rule, c = d. Equation: X-2. Source: folklore.\n";
        let bib = "@article{known1990,\n}\n@book{known1990,\n}\n";
        let found = check(&Repo::of(&[("crates/model/src/a.rs", code), (FILE, bib)]));
        let lines: Vec<(usize, bool)> = found.iter().map(|f| (f.line, f.path == FILE)).collect();
        assert_eq!(lines, [(3, true), (4, false), (2, false)]);
        assert!(found[2].message.contains("unknown1991"));
    }
}
