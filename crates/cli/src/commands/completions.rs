//! `shapan completions`: completion scripts for shells.

use crate::args::Args;
use crate::failure::{Exit, Failure};
use crate::print;
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints the script of a shell.
pub fn run(shell: Shell) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "shapan", &mut text);
    print::result(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Fine)
}
