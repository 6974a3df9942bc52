//! What the books see: the planted faults of the tests, each with the identity that stops it.

use crate::repo::Repo;
use std::fmt::Write;

const LEDGER: &str = "crates/accounting/src/ledger/planted_faults.rs";
const MODEL: &str = "crates/model/tests/it/planted_faults.rs";

const HEAD: &str = "\
<!-- Written by `cargo run -p xtask -- generate` from the planted faults of the tests; do not edit. -->

# What the books prove

At the end of every quarter of every run the books are closed: numbers that came about in different places must agree to one
part in a billion, or the run stops and names the identity, the place and the amount. The printed count of identities is that of
checks that can fail. A check that compares a number with itself is none; rows of the balance sheet of which the ledger keeps
one number for both sides (deposits, loans, reserves, treasury account, foreign position, re-lending, technology bonds), and
rows of payments, which one function writes on both sides, sum to zero by construction and are not counted. Nor is it counted that
the banks add up to the sector of banks, and their reserves to what the central bank owes: the sums are kept, and the first of a
sector has what the others leave. That a number is a number is checked too, for everything recorded, and not counted either.

Where a sector has several institutions, worth and flows are checked for each of them, loans for each bank, bonds for each issuer.

Each row below is a fault that a programmer could make. The tests plant it, one at a time, and see the identity stop the run.
";

const UNSEEN: &str = "\
## What books cannot see

Books know who paid whom, not whether the rule was right. These faults keep both sides of every payment and pass; another test
sees their kind.

| fault | seen by |
|---|---|
";

/// The page.
pub fn page(repo: &Repo) -> String {
    let mut page = HEAD.to_owned();
    for (title, file) in [("Inside the ledger", LEDGER), ("In the economy around it", MODEL)] {
        let faults = rows(repo, file, ["what", "identity", "place"]);
        let _ = write!(page, "\n## {title}: {} faults\n\n", faults.len());
        page.push_str("| fault | stopped by | at |\n|---|---|---|\n");
        for [what, identity, place] in faults {
            let _ = writeln!(page, "| {what} | {identity} | {place} |");
        }
    }
    page.push('\n');
    page.push_str(UNSEEN);
    for [what, seen_by] in rows(repo, MODEL, ["what", "seen_by"]) {
        let _ = writeln!(page, "| {what} | `{seen_by}` |");
    }
    page
}

/// Values of neighbouring fields `name: value` of all literals that begin with them; a constant's name stands for its text.
fn rows<const N: usize>(repo: &Repo, file: &str, names: [&str; N]) -> Vec<[String; N]> {
    let text = repo.text(file).unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    // A type instead of a value: the line declares the field.
    let field = |line: &str, name: &str| {
        let value = line.strip_prefix(name)?.strip_prefix(": ")?.strip_suffix(',')?;
        (!value.starts_with('&')).then(|| value.to_owned())
    };
    let spoken = |value: String| match value.strip_prefix('"').and_then(|v| v.strip_suffix('"')) {
        Some(text) => text.to_owned(),
        None => constant(&lines, &value),
    };
    let found = lines.windows(N).filter_map(|window| {
        let values: Option<Vec<String>> = window
            .iter()
            .zip(names)
            .map(|(line, name)| field(line, name))
            .collect();
        let values: Vec<String> = values?.into_iter().map(spoken).collect();
        values.try_into().ok()
    });
    found.collect()
}

/// Text of `const NAME: &str = "text";`.
fn constant(lines: &[&str], name: &str) -> String {
    let head = format!("const {name}: &str = \"");
    let text = lines
        .iter()
        .find_map(|line| line.strip_prefix(&head)?.strip_suffix("\";"));
    text.unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_become_rows() {
        let code = "const WORTH: &str = \"flows = worth\";\n    what: &'static str,\n    \
                    identity: &'static str,\n    place: &'static str,\n    Fault {\n        what: \"a bill, left out\",\n        \
                    identity: WORTH,\n        place: \"firms\",\n        plant: |b| b,\n    },\n";
        let model =
            "    Unseen {\n        what: \"a wrong price\",\n        seen_by: \"tests/x.rs\",\n    },\n";
        let page = page(&Repo::of(&[(LEDGER, code), (MODEL, model)]));
        assert!(page.contains("## Inside the ledger: 1 faults"));
        assert!(page.contains("| a bill, left out | flows = worth | firms |\n"));
        assert!(page.contains("| a wrong price | `tests/x.rs` |\n"));
    }
}
