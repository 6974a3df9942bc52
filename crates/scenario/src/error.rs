//! What is wrong with a scenario: what, where, why it matters and how to mend it. Never prints.

use std::ops::Range;
use std::sync::Arc;

/// Kind of problem, for callers that react differently and for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Nothing in the text.
    Empty,
    /// Longer than a scenario can sensibly be.
    TooLarge,
    /// Not TOML, or a key written twice.
    NotToml,
    /// No schema number, or one newer than this program.
    Schema,
    /// A key that does not exist.
    UnknownKey,
    /// A name (lever, indicator, group, parameter, scenario) that does not exist.
    UnknownName,
    /// A key that must be there is missing.
    Missing,
    /// A value of the wrong kind, for example text where a table is expected.
    WrongType,
    /// A value with another unit, or without one.
    WrongUnit,
    /// A value outside the admissible range.
    OutOfRange,
    /// NaN or infinity.
    NotFinite,
    /// A character that could command a terminal or reorder what is shown.
    ForbiddenCharacter,
    /// Text that is not a quarter.
    BadQuarter,
    /// A quarter that the simulation does not reach.
    OutsideSimulation,
    /// Two statements that contradict each other.
    Conflict,
    /// A scenario that extends itself, or more others than are followed.
    CircularExtends,
}

/// A place in a text: who it belongs to, the text itself and the bytes meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Name of the text: file name, preset id or `--set`.
    pub origin: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Bytes of `text` that are meant.
    pub span: Range<usize>,
}

impl Place {
    /// Line and column, both from 1; columns count characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = self
            .text
            .get(..self.span.start.min(self.text.len()))
            .unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        (line, column)
    }
}

/// Everything known about a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// Kind of problem.
    pub problem: Problem,
    /// What is wrong, one sentence with the offending value.
    pub what: String,
    /// Where it is, if it is in a text.
    pub place: Option<Place>,
    /// Why it matters.
    pub why: String,
    /// How to mend it.
    pub how: String,
}

/// A scenario that cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", .0.what)]
pub struct ScenarioError(Box<Details>);

impl ScenarioError {
    /// A problem with its explanation and remedy; add the place with [`ScenarioError::at`].
    pub fn new(
        problem: Problem,
        what: impl Into<String>,
        why: impl Into<String>,
        how: impl Into<String>,
    ) -> Self {
        Self(Box::new(Details {
            problem,
            what: what.into(),
            place: None,
            why: why.into(),
            how: how.into(),
        }))
    }
    /// Says where the problem is; a place already known is kept.
    #[must_use]
    pub fn at(mut self, place: &Place) -> Self {
        self.0.place.get_or_insert_with(|| place.clone());
        self
    }
    /// Kind of problem.
    pub fn problem(&self) -> Problem {
        self.0.problem
    }
    /// What is wrong.
    pub fn what(&self) -> &str {
        &self.0.what
    }
    /// Where it is, if known.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }
    /// Why it matters.
    pub fn why(&self) -> &str {
        &self.0.why
    }
    /// How to mend it.
    pub fn how(&self) -> &str {
        &self.0.how
    }
    /// All of it.
    pub fn details(&self) -> &Details {
        &self.0
    }
}
