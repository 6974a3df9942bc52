//! Repository checks and generators.

mod pack;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["pack", rest @ ..] => pack::run(rest),
        _ => {
            eprintln!(
                "tasks:\n  pack <name> [--check]   build sectors.csv and uses.csv of countries/<name> from its official figures"
            );
            ExitCode::from(2)
        }
    }
}
