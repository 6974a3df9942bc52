//! A text being read: names its places and turns TOML values into Rust values.

use crate::error::{Place, Problem, ScenarioError};
use crate::suggest::did_you_mean;
use engine::text::{self, echo};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Longest scenario text that is read, bytes.
pub(crate) const LONGEST: usize = 1 << 20;

/// A value with its span.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// A text with its name.
#[derive(Clone, Debug)]
pub(crate) struct Doc {
    pub origin: Arc<str>,
    pub text: Arc<str>,
}

impl Doc {
    pub fn new(origin: &str, text: &str) -> Self {
        Self {
            origin: origin.into(),
            text: text.into(),
        }
    }

    /// A place in this text.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place {
            origin: Arc::clone(&self.origin),
            text: Arc::clone(&self.text),
            span,
        }
    }

    /// An error at a place in this text.
    pub fn error(
        &self,
        problem: Problem,
        span: Range<usize>,
        what: impl Into<String>,
        why: impl Into<String>,
        how: impl Into<String>,
    ) -> ScenarioError {
        ScenarioError::new(problem, what, why, how).at(&self.place(span))
    }

    /// Refuses texts that cannot be a scenario before the parser sees them.
    pub fn refuse_nonsense(&self) -> Result<(), ScenarioError> {
        if self
            .text
            .trim_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .is_empty()
        {
            return Err(ScenarioError::new(
                Problem::Empty,
                format!("`{}` is empty", echo(&self.origin)),
                "a scenario names at least its schema, so that later versions read it in the same way",
                "start from a template: shapan new FILE",
            ));
        }
        self.refuse_hostile()
    }

    /// Refuses a text that is too long or holds characters that no scenario needs.
    pub fn refuse_hostile(&self) -> Result<(), ScenarioError> {
        if self.text.len() > LONGEST {
            return Err(ScenarioError::new(
                Problem::TooLarge,
                format!(
                    "`{}` has {:.1} MB, more than the {} MB a scenario may have",
                    echo(&self.origin),
                    self.text.len() as f64 / 1e6,
                    LONGEST >> 20
                ),
                "a scenario is a short text; something this long is most likely another file",
                "check the file name",
            ));
        }
        self.harmless(&self.text, |at, length| at..at + length)
    }

    /// Refuses characters that command a terminal or reorder what is shown; `span` says where in the document a byte
    /// of `text` stands.
    fn harmless(&self, text: &str, span: impl Fn(usize, usize) -> Range<usize>) -> Result<(), ScenarioError> {
        match text::forbidden(text) {
            None => Ok(()),
            Some((at, c)) => Err(self.error(
                Problem::ForbiddenCharacter,
                span(at, c.len_utf8()),
                format!("`{}` holds {}", echo(&self.origin), text::name(c)),
                "a control character can command the terminal that shows the text, or hide and reorder what is read",
                "remove it; a line break inside a text is written \\n",
            )),
        }
    }

    /// The same for what escapes such as `\u001b` stand for, in keys and values of any depth (the parser limits it).
    fn harmless_table(&self, table: &DeTable<'_>) -> Result<(), ScenarioError> {
        for (key, value) in in_order(table) {
            self.harmless(key.get_ref(), |_, _| key.span())?;
            self.harmless_value(value)?;
        }
        Ok(())
    }

    fn harmless_value(&self, value: &Value<'_>) -> Result<(), ScenarioError> {
        match value.get_ref() {
            DeValue::String(text) => self.harmless(text, |_, _| value.span()),
            DeValue::Array(items) => items.iter().try_for_each(|item| self.harmless_value(item)),
            DeValue::Table(table) => self.harmless_table(table),
            _ => Ok(()),
        }
    }

    /// A text value on one line, as names and titles are.
    pub fn line(&self, value: &Value<'_>, key: &str, how: &str) -> Result<String, ScenarioError> {
        let text = self.string(value, key, how)?;
        if text.contains('\n') {
            return Err(self.two_lines(value, key));
        }
        Ok(text)
    }

    /// The error for a line break where a table or heading has one line.
    pub fn two_lines(&self, value: &Value<'_>, key: &str) -> ScenarioError {
        self.error(
            Problem::ForbiddenCharacter,
            value.span(),
            format!("`{key}` has a line break in it"),
            "it stands in tables and headings, where a second line would look like another entry",
            "write it on one line; `question` and `source` may have several",
        )
    }

    /// The document as a table.
    pub fn table<'i>(&self, text: &'i str) -> Result<DeTable<'i>, ScenarioError> {
        match DeTable::parse(text) {
            Ok(table) => {
                let table = table.into_inner();
                self.harmless_table(&table)?;
                Ok(table)
            }
            Err(error) => Err(self.not_toml(&error, 0)),
        }
    }

    /// The parser's complaint as ours.
    pub fn not_toml(&self, error: &toml::de::Error, fallback: usize) -> ScenarioError {
        let message = error.message().trim();
        let duplicate = message.contains("duplicate");
        let (why, how) = if duplicate {
            (
                "a key written twice leaves open which value is meant",
                "keep one of the two",
            )
        } else {
            (
                "a scenario is a TOML text: `key = value` lines under `[table]` headings, text in quotation marks",
                "mend the marked place, or start from a template: shapan new FILE",
            )
        };
        let what = format!("`{}` is not valid TOML: {}", echo(&self.origin), echo(message));
        self.error(
            Problem::NotToml,
            error.span().unwrap_or(fallback..fallback),
            what,
            why,
            how,
        )
    }

    /// Refuses keys that are not in `known`; `table` names the table in the message.
    pub fn only_known(
        &self,
        table: &DeTable<'_>,
        name: &str,
        known: &[&'static str],
    ) -> Result<(), ScenarioError> {
        let mut unknown: Vec<_> = table
            .keys()
            .filter(|k| !known.contains(&k.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|k| k.span().start);
        match unknown.first() {
            None => Ok(()),
            Some(key) => Err(self.unknown_key(key, name, known.iter().copied())),
        }
    }

    /// The error for a key that does not exist.
    pub fn unknown_key<'k>(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        table: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> ScenarioError {
        let list: Vec<String> = known.clone().map(|k| format!("`{k}`")).collect();
        let how = did_you_mean(
            key.get_ref(),
            known,
            format!("known keys here: {}", list.join(", ")),
        );
        let place = if table.is_empty() {
            String::new()
        } else {
            format!(" in [{table}]")
        };
        self.error(
            Problem::UnknownKey,
            key.span(),
            format!("unknown key `{}`{place}", echo(key.get_ref())),
            "a key that is not understood would be ignored, and the run would not do what the file says",
            how,
        )
    }

    /// The error for a value of the wrong kind.
    pub fn wrong_type(&self, value: &Value<'_>, key: &str, wanted: &str, how: &str) -> ScenarioError {
        self.error(
            Problem::WrongType,
            value.span(),
            format!("`{}` is {}, but {wanted} is needed", echo(key), kind(value)),
            "a value of another kind cannot be read without guessing",
            how,
        )
    }

    /// A text value.
    pub fn string(&self, value: &Value<'_>, key: &str, how: &str) -> Result<String, ScenarioError> {
        match value.get_ref() {
            DeValue::String(s) => Ok(s.to_string()),
            _ => Err(self.wrong_type(value, key, "text in quotation marks", how)),
        }
    }

    /// A whole number in a range.
    pub fn integer(
        &self,
        value: &Value<'_>,
        key: &str,
        (low, high): (u64, u64),
    ) -> Result<u64, ScenarioError> {
        let how = format!("write a whole number from {low} to {high}");
        let DeValue::Integer(number) = value.get_ref() else {
            return Err(self.wrong_type(value, key, "a whole number", &how));
        };
        match u64::from_str_radix(number.as_str(), number.radix()) {
            Ok(n) if (low..=high).contains(&n) => Ok(n),
            _ => Err(self.error(
                Problem::OutOfRange,
                value.span(),
                format!(
                    "`{key}` is {}, outside {low} to {high}",
                    echo(&number.to_string())
                ),
                "a number outside this range cannot be simulated",
                how,
            )),
        }
    }

    /// A sub-table.
    pub fn sub<'t, 'i>(
        &self,
        value: &'t Value<'i>,
        key: &str,
        how: &str,
    ) -> Result<&'t DeTable<'i>, ScenarioError> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.wrong_type(value, key, "a table", how)),
        }
    }

    /// A quarter.
    pub fn quarter(&self, value: &Value<'_>, key: &str) -> Result<engine::time::Quarter, ScenarioError> {
        let text = match value.get_ref() {
            DeValue::String(s) => s.to_string(),
            DeValue::Datetime(d) => d.to_string(),
            other => other_text(other),
        };
        self.quarter_text(&text, value.span(), key)
    }

    /// A quarter written as a key or value.
    pub fn quarter_text(
        &self,
        text: &str,
        span: Range<usize>,
        key: &str,
    ) -> Result<engine::time::Quarter, ScenarioError> {
        crate::quarters::parse(text).ok_or_else(|| {
            let what = match text.parse::<engine::time::Quarter>() {
                Ok(_) => format!("outside the years {}", crate::quarters::years()),
                Err(_) => "not a quarter".to_owned(),
            };
            self.error(
                Problem::BadQuarter,
                span,
                format!("`{key}` is `{}`, which is {what}", echo(text)),
                "the model moves in calendar quarters; a date that is not understood would act at the wrong time",
                format!("write {}", crate::quarters::FORMS),
            )
        })
    }
}

/// The number or truth value as text.
fn other_text(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Integer(i) => i.to_string(),
        DeValue::Float(f) => f.to_string(),
        DeValue::Boolean(b) => b.to_string(),
        _ => "a table or list".to_owned(),
    }
}

/// What kind of value it is, in words.
fn kind(value: &Value<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Entries of a table in the order of the text.
pub(crate) fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<std::borrow::Cow<'i, str>>, &'t Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(k, _)| k.span().start);
    entries
}
