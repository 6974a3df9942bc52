//! Standard output and standard error. A reader that goes away (`| head`) is not an error.

use std::io::{self, Write};

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
