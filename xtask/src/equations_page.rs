//! The index of equations, in the order of the quarter.

use crate::equations::{self, Equation};
use crate::phases;
use crate::repo::Repo;
use std::fmt::Write;

const HEAD: &str = "\
<!-- Written by `cargo run -p xtask -- generate` from the doc comments; do not edit. -->

# Equations

Every behavioural rule, in the order in which the quarter comes to it. Keys of sources are those of
[references.bib](../references.bib); \"this project\" marks rules of our own.
";

/// The page.
pub fn page(repo: &Repo) -> String {
    let all = equations::all(repo);
    let mut page = HEAD.to_owned();
    let mut shown: Vec<String> = Vec::new();
    for phase in phases::table(repo) {
        if phase.equations.is_empty() {
            continue;
        }
        let _ = write!(page, "\n## {} {}: {}\n", phase.number, phase.name, phase.decided);
        for id in phase.equations {
            for e in all.iter().filter(|e| e.id == id) {
                page.push_str(&entry(e));
            }
            shown.push(id);
        }
    }
    let others: Vec<&Equation> = all.iter().filter(|e| !shown.contains(&e.id)).collect();
    if !others.is_empty() {
        page.push_str("\n## In no phase\n");
        others.into_iter().for_each(|e| page.push_str(&entry(e)));
    }
    page
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
        let page = page(&Repo::of(&[
            ("crates/model/src/a.rs", code),
            (phases::FILE, table),
        ]));
        let place = |text: &str| page.find(text);
        assert!(place("## 1 First: rates") < place("### BBB-1"));
        assert!(place("### BBB-1") < place("### AAA-1"));
        assert!(page.contains("```text\na_1 = b\n```"));
        assert!(page.contains("Source: x2000. In `crates/model/src/a.rs`, `sooner`."));
    }
}
