//! Repository checks and generators. `check` finds what reviewers would otherwise have to look for; `generate` writes
//! the pages that come from code and data; `pack` builds the tables of a country pack.
//!
//! Every check is a function from the files of the repository ([`repo::Repo`]) to findings, so that tests hand it
//! three lines of text instead of a folder.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a task reads and writes files, starts git and prints"
)]

mod bibliography;
mod books_page;
mod clauses;
mod docs;
mod equations;
mod equations_page;
mod hygiene;
mod layers;
mod pack;
mod parameters;
mod phases;
mod purity;
mod repo;
mod rooms;

use repo::{Finding, Repo};
use std::process::ExitCode;

const TASKS: &str = "\
tasks:
  check                   layers, rooms, purity, equations, sources, generated pages, file lengths, docs, machine paths
  generate                write docs/book/books.md, equations.md and parameters.md
  pack <name> [--check]   build sectors.csv and uses.csv of countries/<name> from its official figures";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["pack", rest @ ..] => return pack::run(rest),
        ["check"] => check(),
        ["generate"] => generate(),
        _ => {
            eprintln!("{TASKS}");
            return ExitCode::from(2);
        }
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::FAILURE
    })
}

/// A page that is written by `generate` and compared by `check`.
type Page = (&'static str, fn(&Repo) -> String);

const PAGES: [Page; 3] = [
    ("docs/book/books.md", books_page::page),
    ("docs/book/equations.md", equations_page::page),
    ("docs/book/parameters.md", parameters::page),
];

/// A check with its name.
type Check = (&'static str, fn(&Repo) -> Vec<Finding>);

/// All checks, in the order in which they are reported.
const CHECKS: [Check; 9] = [
    ("layers", layers::check),
    ("rooms", rooms::check),
    ("purity", purity::check),
    ("equations", equations::check),
    ("sources", bibliography::check),
    ("generated pages", stale_pages),
    ("file lengths", hygiene::lengths),
    ("docs", docs::check),
    ("machine paths", hygiene::machines),
];

fn check() -> Result<ExitCode, String> {
    let repo = Repo::load()?;
    let mut errors = 0;
    for (name, run) in CHECKS {
        let findings = run(&repo);
        let wrong = findings.iter().filter(|f| !f.note).count();
        errors += wrong;
        println!(
            "{name}: {}",
            if wrong == 0 {
                "fine".to_owned()
            } else {
                format!("{wrong} to fix")
            }
        );
        for finding in findings {
            println!("  {finding}");
        }
    }
    if errors == 0 {
        println!("{} files checked, nothing to fix", repo.files().count());
        return Ok(ExitCode::SUCCESS);
    }
    Err(format!("{errors} to fix"))
}

fn generate() -> Result<ExitCode, String> {
    let repo = Repo::load()?;
    for (path, page) in PAGES {
        repo.write(path, &page(&repo))?;
        println!("wrote {path}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Generated pages that are not what the code and the data say.
fn stale_pages(repo: &Repo) -> Vec<Finding> {
    PAGES
        .iter()
        .filter_map(|(path, page)| {
            let (wanted, found) = (page(repo), repo.text(path).unwrap_or_default());
            let same = found
                .lines()
                .zip(wanted.lines())
                .take_while(|(a, b)| a == b)
                .count();
            (found != wanted).then(|| {
                Finding::error(
                    path,
                    same + 1,
                    "is out of date; run `cargo run -p xtask -- generate` and commit the result",
                )
            })
        })
        .collect()
}
