//! Standard output and standard error. A reader that goes away (`| head`) is not an error.

use std::io::{self, Write};

/// Columns of the terminal that shows the results; none if they go to a file or to another program, which get whole
/// lines.
pub fn columns() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(columns).max(MIN_COLUMNS))
}

/// Columns below which tables are no longer squeezed.
const MIN_COLUMNS: usize = 60;

/// Results.
pub fn result(text: &str) {
    write_all(&mut io::stdout().lock(), text);
}

/// Notes and progress that are not results.
pub fn note(text: &str) {
    write_all(&mut io::stderr().lock(), &format!("{text}\n"));
}

/// Errors.
pub fn error(text: &str) {
    write_all(&mut io::stderr().lock(), text);
}

fn write_all(out: &mut dyn Write, text: &str) {
    // There is nobody left to tell if the terminal or pipe is gone.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
