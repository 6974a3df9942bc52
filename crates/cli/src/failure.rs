//! What a user sees when something goes wrong: what, where (underlined), why it matters, how to mend it; and the exit code.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use report::publish::WriteError;
use std::fmt;
use std::io::IsTerminal;
use std::process::ExitCode;
use study::scenario::{Place, ScenarioError};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Fine,
    /// The model stopped.
    Model,
    /// Wrong usage or bad input.
    Input,
    /// A check did not hold.
    Check,
    /// Something was not written: a full disk, a closed descriptor, another run that was faster.
    Output,
    /// Stopped by the user or the system; what was finished is kept.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Model => 1,
            Exit::Input => 2,
            Exit::Check => 3,
            Exit::Output => 4,
            Exit::Interrupted => crate::signals::code(),
        })
    }
}

/// A problem told in full.
#[derive(Debug)]
pub struct Failure(Box<Complaint>);

#[derive(Debug)]
struct Complaint {
    exit: Exit,
    what: String,
    why: String,
    how: String,
    source: Option<NamedSource<String>>,
    span: (usize, usize),
}

/// Characters of one part of a message.
const LONGEST: usize = 8192;

/// Columns of a source line that are shown around a marked place.
const WINDOW: usize = 72;

impl Failure {
    /// Bad input: exit code 2.
    pub fn input(what: impl Into<String>, why: impl Into<String>, how: impl Into<String>) -> Self {
        Self::new(Exit::Input, what, why, how)
    }

    /// Any problem.
    pub fn new(exit: Exit, what: impl Into<String>, why: impl Into<String>, how: impl Into<String>) -> Self {
        // A name from outside may hold a line break and pretend to be another line of the message.
        let clean = |text: String| engine::text::shortened(&text, LONGEST);
        Self(Box::new(Complaint {
            exit,
            what: clean(what.into()),
            why: clean(why.into()),
            how: clean(how.into()),
            source: None,
            span: (0, 0),
        }))
    }

    /// The same, found before any work was put into it: bad input.
    pub fn in_time(mut self) -> Self {
        self.0.exit = Exit::Input;
        self
    }

    /// How to mend it.
    #[cfg(test)]
    pub fn how(&self) -> &str {
        &self.0.how
    }

    /// Marks a place in a text.
    fn at(mut self, place: &Place) -> Self {
        let (text, start, length) = window(place);
        let (line, _) = place.line_column();
        let origin = engine::text::shortened(&place.origin, LONGEST);
        let name = if text.len() == place.text.len() {
            origin
        } else {
            format!("{origin}, line {line}")
        };
        self.0.source = Some(NamedSource::new(name, printable(&text)));
        self.0.span = (start, length);
        self
    }

    /// Prints it, and ends in another way than it would by itself.
    pub fn told(&self, exit: Exit, no_color: bool) -> Exit {
        self.show(no_color);
        exit
    }

    /// Prints it to standard error and returns the exit code.
    pub fn show(&self, no_color: bool) -> Exit {
        let plain = no_color || no_color_wanted() || !std::io::stderr().is_terminal();
        let theme = if plain {
            GraphicalTheme::unicode_nocolor()
        } else {
            GraphicalTheme::unicode()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(110)
            .with_links(false);
        let mut text = String::new();
        if handler.render_report(&mut text, &*self.0).is_err() {
            text = format!("{}\n{}\n{}\n", self.0.what, self.0.why, self.0.how);
        }
        crate::print::error(&text);
        self.0.exit
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        if error.written() {
            return Failure::new(
                Exit::Output,
                format!("written, but: {}", error.what()),
                "the files are whole; what is said here is not done by itself later",
                error.how(),
            );
        }
        Failure::new(
            Exit::Output,
            format!("nothing was written: {}", error.what()),
            "what is written is written whole or not at all, and nothing of yours is overwritten without being asked",
            error.how(),
        )
    }
}

impl From<ScenarioError> for Failure {
    fn from(error: ScenarioError) -> Self {
        let failure = Failure::input(error.what(), error.why(), error.how());
        match error.place() {
            Some(place) => failure.at(place),
            None => failure,
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Complaint {}

impl Diagnostic for Complaint {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!(
            "why it matters: {}\nhow to mend it: {}",
            self.why, self.how
        )))
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|s| s as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        let (start, length) = self.span;
        Some(Box::new(std::iter::once(LabeledSpan::new(
            Some("here".to_owned()),
            start,
            length,
        ))))
    }
}

/// Whether the user wants no colours from any program.
pub fn no_color_wanted() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
}

/// Text without characters that command or mislead a terminal; every byte keeps its place.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if engine::text::is_forbidden(c) {
            out.extend(std::iter::repeat_n('?', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

/// The text to show with the marked bytes in it: all of it, or a piece of a line that is too long for a terminal.
fn window(place: &Place) -> (String, usize, usize) {
    let text: &str = &place.text;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(place.span.start);
    // A place without extent is shown as the character there, or the last one of the text.
    let start = if start == text.len() {
        floor(start.saturating_sub(1))
    } else {
        start
    };
    let next = text[start..].chars().next().map_or(0, char::len_utf8);
    let end = floor(place.span.end.max(start + next));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    if longest <= 4 * WINDOW {
        return (text.to_owned(), start, end - start);
    }
    let from = floor(start.saturating_sub(WINDOW)).max(line_start.min(start));
    let to = floor(start + WINDOW).min(line_end).max(floor(start + next));
    (text[from..to].to_owned(), start - from, end.min(to) - start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("a = 1\nb = \"{}人{}\"\n", "x".repeat(5000), "y".repeat(5000));
        let at = text.find('人').unwrap();
        let place = Place {
            origin: "f".into(),
            text: text.as_str().into(),
            span: at..at + 3,
        };
        let (shown, start, length) = window(&place);
        assert!(shown.len() < 200 && !shown.contains('\n'));
        assert_eq!(&shown[start..start + length], "人");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(printable("a\u{1b}[31m\tb\n\u{9b}"), "a?[31m\tb\n??");
        assert_eq!(printable("a\u{202e}b\u{2028}"), "a???b???");
        let failure = Failure::input("`a\nsame files yes\u{202e}`", "", "");
        assert_eq!(failure.0.what, "`a?same files yes?`");
    }
}
