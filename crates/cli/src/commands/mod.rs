//! One file per command. A command returns how the program ends, or a failure with its explanation.

mod base;
mod bench;
mod bounds;
mod check;
mod completions;
mod conform;
mod decompose;
mod describe;
mod experiments;
mod list;
mod new;
mod reproduce;
mod run;
mod validate;
mod welcome;

use crate::args::{Args, Command};
use crate::failure::{Exit, Failure};

/// Carries out what the arguments ask for.
pub fn run(args: &Args) -> Result<Exit, Failure> {
    let common = &args.common;
    match &args.command {
        None => welcome::run(common),
        Some(Command::List { what }) => list::run(*what, common),
        Some(Command::Describe(describe)) => describe::run(describe, common),
        Some(Command::Check(check)) => check::run(check, common),
        Some(Command::New(new)) => new::run(new, common),
        Some(Command::Run(run)) => run::run(run, common),
        Some(Command::Decompose(args)) => decompose::run(args, common),
        Some(Command::Bounds(args)) => bounds::run(args, common),
        Some(Command::Base(base)) => base::run(base, common),
        Some(Command::Conform(conform)) => conform::run(conform, common),
        Some(Command::Validate(validate)) => validate::run(validate, common),
        Some(Command::Experiments(args)) => experiments::run(args, common),
        Some(Command::Bench(bench)) => bench::run(bench, common),
        Some(Command::Reproduce(reproduce)) => reproduce::run(reproduce, common),
        Some(Command::Completions { shell }) => completions::run(*shell),
    }
}
