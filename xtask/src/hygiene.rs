//! File lengths, and nothing in the repository that only one machine has.

use crate::repo::{Finding, Repo};

/// Lines up to which a file is fine, and from which it must be split.
const LENGTHS: (usize, usize) = (500, 600);

/// Long files.
pub fn lengths(repo: &Repo) -> Vec<Finding> {
    let (fine, most) = LENGTHS;
    repo.texts()
        .filter(|(path, _)| path.ends_with(".rs"))
        .filter_map(|(path, text)| {
            let lines = text.lines().count();
            let message = format!("{lines} lines; split it by subject (about {fine}, at most {most})");
            match lines {
                n if n > most => Some(Finding::error(path, n, message)),
                n if n > fine => Some(Finding::note(path, n, message)),
                _ => None,
            }
        })
        .collect()
}

/// Folders at the root of a disk that belong to one machine. The slashes are added here, so that this file does not
/// contain what it looks for.
const FOLDERS: [&str; 8] = [
    "home",
    "root",
    "tmp",
    "Users",
    "work",
    "mnt",
    "builds",
    "workspace",
];
/// Hosts that only one network knows, and settings that lead to them.
const HOSTS: [&[&str]; 8] = [
    &["//local", "host"],
    &["//127", ".0.0.1"],
    &["//10", "."],
    &["//192", ".168."],
    &["arti", "factory"],
    &["replace", "-with"],
    &["sparse", "+http"],
    &["extra-index", "-url"],
];
/// The only registry a lock file may name.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Paths and hosts of one machine.
pub fn machines(repo: &Repo) -> Vec<Finding> {
    let folders: Vec<String> = FOLDERS.iter().map(|f| format!("/{f}/")).collect();
    let hosts: Vec<String> = HOSTS.iter().map(|pieces| pieces.concat()).collect();
    let mut findings = Vec::new();
    for (path, text) in repo.texts() {
        for (n, line) in text.lines().enumerate() {
            let found = folders
                .iter()
                .find(|f| starts_path(line, f))
                .or_else(|| hosts.iter().find(|h| line.contains(h.as_str())));
            if let Some(found) = found {
                let message =
                    format!("`{found}` exists on one machine only; use a path from the root or an argument");
                findings.push(Finding::error(path, n + 1, message));
            }
            let source = line.strip_prefix("source = \"");
            if path.ends_with("Cargo.lock") && source.is_some_and(|s| s.trim_end_matches('"') != REGISTRY) {
                let message = "a dependency does not come from the public registry";
                findings.push(Finding::error(path, n + 1, message));
            }
        }
    }
    findings
}

/// True if `folder` stands in `line` where a path begins.
fn starts_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        !line[..at]
            .ends_with(|c: char| c.is_alphanumeric() || ['.', '_', '-', '/', '}', ')', '>', '*'].contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_noted_then_refused() {
        let lines = |n: usize| "x\n".repeat(n);
        let repo = Repo::of(&[
            ("a.rs", &lines(500)),
            ("b.rs", &lines(501)),
            ("c.rs", &lines(601)),
            ("d.md", &lines(700)),
        ]);
        let found: Vec<(String, bool)> = lengths(&repo).into_iter().map(|f| (f.path, f.note)).collect();
        assert_eq!(found, [("b.rs".to_owned(), true), ("c.rs".to_owned(), false)]);
    }

    #[test]
    fn paths_of_a_machine_are_found_and_others_are_not() {
        let folder = ["/ho", "me/"].concat();
        let text =
            format!("see \"{folder}me/data\"\nthe page docs{folder}x.md\nhttps://example.org{folder}\n");
        let found = machines(&Repo::of(&[("a.txt", &text)]));
        assert_eq!(found.iter().map(|f| f.line).collect::<Vec<_>>(), [1]);
        let host = ["http://local", "host:8080"].concat();
        assert_eq!(machines(&Repo::of(&[("a.txt", &host)])).len(), 1);
    }

    #[test]
    fn a_lock_file_names_the_public_registry() {
        let lock = |source: &str| format!("name = \"serde\"\nsource = \"{source}\"\n");
        assert!(machines(&Repo::of(&[("Cargo.lock", &lock(REGISTRY))])).is_empty());
        let other = lock("registry+https://example.org/index");
        assert_eq!(machines(&Repo::of(&[("Cargo.lock", &other)])).len(), 1);
    }

    #[test]
    fn this_file_does_not_find_itself() {
        let repo = Repo::of(&[("xtask/src/hygiene.rs", include_str!("hygiene.rs"))]);
        assert_eq!(machines(&repo), []);
    }
}
