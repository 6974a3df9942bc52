//! Standard output and standard error. Every lost byte is told, by a message where one can still be read and by the exit
//! code. Only a reader that goes away (`| head`) is no error.
//!
//! One loss cannot be told: of a program that is started with standard output or standard error closed (`>&-`). Before
//! `main` begins the standard library opens `/dev/null` in the place of a closed descriptor, so that no file opened later
//! gets its number. The program then looks like one whose output somebody threw away on purpose, which is allowed; other
//! programs that do so open `/dev/null` in the very same way.

use crate::failure::{Exit, Failure};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use study::Gain;

/// Columns of the terminal that shows the results; none if they go to a file or to another program, which get whole
/// lines.
pub fn columns() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(columns).max(MIN_COLUMNS))
}

/// Columns below which tables are no longer squeezed.
const MIN_COLUMNS: usize = 60;

/// Set once a note or a message could not be written.
static LOST: AtomicBool = AtomicBool::new(false);

/// Results.
///
/// # Errors
/// They did not arrive: the disk is full, the descriptor is not open for writing.
pub fn result(text: &str) -> Result<(), Failure> {
    written(stdout(text)).map_err(|error| {
        Failure::new(
            Exit::Output,
            format!("the result cannot be written to standard output: {error}"),
            "what arrived is a part, and would be taken for the whole",
            "make room, or send the output somewhere else, and run the command again",
        )
    })
}

/// Notes and progress that are not results; what they say of names from outside stays on its line.
pub fn note(text: &str) {
    error(&format!("{}\n", engine::text::shortened(text, usize::MAX)));
}

/// What was saved by simulating common quarters and baselines once.
pub fn gain(gain: Gain, quiet: bool) {
    if !quiet && gain.separate > gain.simulated {
        let Gain { simulated, separate } = gain;
        let times = gain.times();
        note(&format!(
            "{simulated} quarters were simulated; separate pairs would have taken {separate}, {times:.1} times as many"
        ));
    }
}

/// Errors. One that cannot be written either is told by the exit code alone.
pub fn error(text: &str) {
    if written(stderr(text)).is_err() {
        LOST.store(true, Ordering::SeqCst);
    }
}

/// How the program ends: not well if a message was lost.
pub fn end(exit: Exit) -> Exit {
    if exit == Exit::Fine && LOST.load(Ordering::SeqCst) {
        Exit::Output
    } else {
        exit
    }
}

fn written(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

/// Writes to the descriptor itself: the standard library takes one that is not open for writing for success.
#[cfg(unix)]
fn stdout(text: &str) -> io::Result<()> {
    use std::os::fd::AsFd;
    to_the_end(io::stdout().as_fd(), text)
}

#[cfg(unix)]
fn stderr(text: &str) -> io::Result<()> {
    use std::os::fd::AsFd;
    to_the_end(io::stderr().as_fd(), text)
}

#[cfg(unix)]
fn to_the_end(descriptor: std::os::fd::BorrowedFd<'_>, text: &str) -> io::Result<()> {
    let mut file = std::fs::File::from(descriptor.try_clone_to_owned()?);
    file.write_all(text.as_bytes())?;
    // Some disks say that they are full only when asked to keep what they took.
    if file.metadata()?.is_file() {
        file.sync_data()?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn stdout(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(not(unix))]
fn stderr(text: &str) -> io::Result<()> {
    io::stderr().lock().write_all(text.as_bytes())
}
