//! The index of equations, in the order of the quarter.

use crate::equations::{self, Equation};
use crate::phases;
use crate::repo::Repo;
use std::fmt::Write;

const HEAD: &str = "\
<!-- Written by `cargo run -p xtask -- generate` from the doc comments; do not edit. -->

# Equations

Every behavioural rule, in the order in which the quarter comes to it: first the growing economy, then the published base
model. Keys of sources are those of
[references.bib](../references.bib); \"this project\" marks rules of our own.
";

const PUBLISHED: &str = "
# Equations of the published base model

The base model has a quarter of its own; rules that it shares with the growing economy stand above.
";

/// The page.
pub fn page(repo: &Repo) -> String {
    let all = equations::all(repo);
    let mut page = HEAD.to_owned();
    let mut shown: Vec<String> = Vec::new();
    quarter(repo, phases::FILE, &all, &mut page, &mut shown);
    page.push_str(PUBLISHED);
    quarter(repo, phases::PUBLISHED, &all, &mut page, &mut shown);
    let others: Vec<&Equation> = all.iter().filter(|e| !shown.contains(&e.id)).collect();
    if !others.is_empty() {
        page.push_str("\n## In no phase\n");
        others.into_iter().for_each(|e| page.push_str(&entry(e)));
    }
    page
}

/// Adds the phases of one quarter; of what has been shown before only the id.
fn quarter(repo: &Repo, file: &str, all: &[Equation], page: &mut String, shown: &mut Vec<String>) {
    for phase in phases::table(repo, file) {
        if phase.equations.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {} {}: {}\n", phase.number, phase.name, phase.decided);
        let (before, new): (Vec<String>, Vec<String>) =
            phase.equations.into_iter().partition(|id| shown.contains(id));
        if !before.is_empty() {
            let _ = write!(page, "\nAs above: {}.\n", before.join(", "));
        }
        for id in new {
            for e in all.iter().filter(|e| e.id == id) {
                page.push_str(&entry(e));
            }
            shown.push(id);
        }
    }
}

fn entry(e: &Equation) -> String {
    let mut text = format!("\n### {}\n", e.id);
    if !e.words.is_empty() {
        let _ = write!(text, "\n{}.\n", plain(&e.words));
    }
    if !e.formula.is_empty() {
        let _ = write!(text, "\n```text\n{}\n```\n", e.formula.join("\n"));
    }
    if !e.note.is_empty() {
        let _ = write!(text, "\n{}\n", plain(&e.note));
    }
    let item = e.item.as_ref().map_or_else(String::new, |i| format!(", `{i}`"));
    let source = if e.source.is_empty() {
        "none named".to_owned()
    } else {
        plain(&e.source)
    };
    let _ = write!(text, "\nSource: {source}. In `{}`{item}.\n", e.path);
    text
}

/// Escapes what Markdown would read as markup.
fn plain(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if ['*', '_', '<', '|'].contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_follows_the_quarter() {
        let code = "/// Later words come here. a_1 = b. Equation: AAA-1. Source: this project.\nfn later() {}\n\
                    /// Earlier words come here. c = d. Equation: BBB-1. Source: x2000.\nfn sooner() {}\n";
        let table =
            "//! | 1 | `First` | bank | rates | BBB-1 |\n//! | 2 | `Second` | bank | loans | AAA-1 |\n";
        let published = "//! | 1 | `Only` | bank | loans | BBB-1, CCC-1 |\n";
        let own = "/// The base model does this. e = f. Equation: CCC-1. Source: x2000.\nfn own() {}\n";
        let page = page(&Repo::of(&[
            ("crates/model/src/a.rs", code),
            ("crates/model/src/published/a.rs", own),
            (phases::FILE, table),
            (phases::PUBLISHED, published),
        ]));
        let place = |text: &str| page.find(text);
        assert!(place("## 1 First: rates") < place("### BBB-1"));
        assert!(place("### BBB-1") < place("### AAA-1"));
        assert!(place("### AAA-1") < place("# Equations of the published base model"));
        assert!(page.contains("## 1 Only: loans\n\nAs above: BBB-1.\n\n### CCC-1"));
        assert_eq!(page.matches("### BBB-1").count(), 1);
        assert!(page.contains("```text\na_1 = b\n```"));
        assert!(page.contains("Source: x2000. In `crates/model/src/a.rs`, `sooner`."));
    }
}
