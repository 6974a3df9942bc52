//! Shapan: a sand table for economic policy. This crate is a thin shell: it reads arguments and files, calls the
//! libraries, and prints. No economics here.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "the shell owns files, clock, threads of the system and the terminal"
)]

mod args;
mod commands;
mod economies;
mod failure;
mod grid;
mod input;
mod print;
mod progress;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let outcome = commands::run(&args);
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => failure.show(args.common.no_color).into(),
    }
}
