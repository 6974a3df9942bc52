//! Shapan: a sand table for economic policy. This crate is a thin shell: it reads arguments and files, calls the
//! libraries, and prints. No economics here.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "the shell owns files, clock, threads of the system and the terminal"
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")
)]

mod args;
mod commands;
mod economies;
mod failure;
mod folders;
mod grid;
mod input;
mod print;
mod progress;
mod room;
mod signals;

use clap::Parser;
use failure::{Exit, Failure};
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = match args::Args::try_parse() {
        Ok(args) => {
            let outcome = commands::run(&args);
            outcome.unwrap_or_else(|failure| failure.show(args.common.no_color))
        }
        Err(answer) => usage(&answer).unwrap_or_else(|failure| failure.show(false)),
    };
    print::end(exit).into()
}

/// What is said about the arguments themselves: help and version as results, mistakes as errors.
fn usage(answer: &clap::Error) -> Result<Exit, Failure> {
    let styled = answer.render();
    let plain = |terminal: bool| !terminal || failure::no_color_wanted();
    let text = |plain: bool| match plain {
        true => styled.to_string(),
        false => styled.ansi().to_string(),
    };
    use std::io::IsTerminal;
    if answer.use_stderr() {
        // The message repeats what was typed; only words of our own are coloured.
        let foreign =
            std::env::args_os().any(|arg| engine::text::forbidden(&arg.to_string_lossy()).is_some());
        let plain = foreign || plain(std::io::stderr().is_terminal());
        let said = text(plain);
        print::error(&if foreign { failure::printable(&said) } else { said });
        return Ok(Exit::Input);
    }
    print::result(&text(plain(std::io::stdout().is_terminal())))?;
    Ok(Exit::Fine)
}
