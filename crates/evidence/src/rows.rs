//! Rows of a table with named columns, and what is said of one that cannot be used.

use engine::text::{echo, forbidden, name, shortened};
use model::indicators::Indicator;
use serde::de::DeserializeOwned;

/// Why a table or row cannot be used: where it is, what is wrong, why it matters, how to mend it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{file}, {place}: {what}; {why}; {how}")]
pub struct EvidenceError {
    /// File.
    pub file: String,
    /// Line, and column where it is one cell.
    pub place: String,
    /// What is wrong, with the offending text.
    pub what: String,
    /// Why it matters.
    pub why: &'static str,
    /// How to mend it.
    pub how: &'static str,
}

/// Most characters of a message that come from a table.
const LONGEST: usize = 400;

/// Kind of fault: why it matters and how to mend it.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    /// Not a table, or a row of the wrong length.
    Malformed,
    /// A cell of the wrong type.
    Cell,
    /// A name that nobody knows.
    Unknown,
    /// The same row twice.
    Duplicate,
    /// Something that must be there is not.
    Missing,
    /// Bounds that nothing can meet, or everything meets.
    Bounds,
    /// Bounds without a source.
    Source,
    /// Quarters or years that cannot be.
    Time,
}

impl Fault {
    fn advice(self) -> (&'static str, &'static str) {
        match self {
            Fault::Malformed => (
                "the table cannot be read",
                "correct the line; text with commas needs double quotes",
            ),
            Fault::Cell => (
                "a check would compare something else",
                "correct the cell; evidence/README.md describes the columns",
            ),
            Fault::Unknown => (
                "a misspelt name would be silently ignored",
                "correct the name; `shapan list indicators` has those of indicators, evidence/README.md the others",
            ),
            Fault::Duplicate => ("it is unclear which one counts", "keep one of the two"),
            Fault::Missing => ("a check reads it", "add it"),
            Fault::Bounds => (
                "such a check can never, or only, fail",
                "write a lower bound that is below the upper one; leave the cell of an open one empty",
            ),
            Fault::Source => (
                "nobody could check the bounds",
                "name the source; for a judgement say that it is one",
            ),
            Fault::Time => (
                "there is nothing to measure at such a time",
                "write them in ascending order, as evidence/README.md says for this row",
            ),
        }
    }
}

/// A table's name and text.
pub(crate) type Text<'a> = (&'a str, &'a str);

/// A row that was read, and where it stands.
pub(crate) struct Row<'a, T> {
    file: &'a str,
    line: u64,
    /// Its cells.
    pub cells: T,
}

impl<T> Row<'_, T> {
    /// A fault in this row.
    pub fn fault(&self, kind: Fault, column: &str, what: impl Into<String>) -> EvidenceError {
        let place = format!("line {}, column `{column}`", self.line);
        error(self.file, &place, kind, what)
    }

    /// An indicator by its id.
    pub fn indicator(&self, column: &str, id: &str) -> Result<Indicator, EvidenceError> {
        let found = indicator(id);
        found.ok_or_else(|| {
            self.fault(
                Fault::Unknown,
                column,
                format!("no indicator is called `{}`", echo(id)),
            )
        })
    }

    /// Bounds of which at least one is given, in order.
    pub fn band(&self, low: Option<f64>, high: Option<f64>) -> Result<(f64, f64), EvidenceError> {
        let finite = |x: Option<f64>| x.is_none_or(f64::is_finite);
        let band = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
        if (low.is_none() && high.is_none()) || !finite(low) || !finite(high) || band.0 > band.1 {
            let shown = |x: Option<f64>| x.map_or("nothing".to_owned(), |x| x.to_string());
            let what = format!("the bounds are {} and {}", shown(low), shown(high));
            return Err(self.fault(Fault::Bounds, "low", what));
        }
        Ok(band)
    }

    /// The same, or no band at all.
    pub fn maybe_band(
        &self,
        low: Option<f64>,
        high: Option<f64>,
        source: &str,
    ) -> Result<Option<(f64, f64)>, EvidenceError> {
        if low.is_none() && high.is_none() {
            return Ok(None);
        }
        self.sourced(source)?;
        self.band(low, high).map(Some)
    }

    /// A source that must be there.
    pub fn sourced(&self, source: &str) -> Result<(), EvidenceError> {
        match source.is_empty() {
            true => Err(self.fault(Fault::Source, "source", "there is no source")),
            false => Ok(()),
        }
    }

    /// Whole numbers between blanks, in ascending order, as many as wanted.
    pub fn times<const N: usize>(&self, column: &str, text: &str) -> Result<[usize; N], EvidenceError> {
        let read: Vec<usize> = text.split_whitespace().flat_map(str::parse).collect();
        let all = read.len() == text.split_whitespace().count();
        <[usize; N]>::try_from(read)
            .ok()
            .filter(|times| all && times.is_sorted_by(|a, b| a < b))
            .ok_or_else(|| {
                let wanted = match N {
                    0 => "an empty cell is".to_owned(),
                    1 => "one whole number is".to_owned(),
                    _ => format!("{N} ascending whole numbers are"),
                };
                let what = format!("`{}` is here, where {wanted} needed", echo(text));
                self.fault(Fault::Time, column, what)
            })
    }
}

/// An indicator by its id.
pub(crate) fn indicator(id: &str) -> Option<Indicator> {
    Indicator::ALL.iter().copied().find(|i| i.info().id == id)
}

/// A fault in a table.
pub(crate) fn error(file: &str, place: &str, kind: Fault, what: impl Into<String>) -> EvidenceError {
    let (why, how) = kind.advice();
    EvidenceError {
        file: file.to_owned(),
        place: place.to_owned(),
        what: shortened(&what.into(), LONGEST),
        why,
        how,
    }
}

/// Names of the columns of a table.
pub(crate) fn columns((file, text): Text) -> Result<Vec<String>, EvidenceError> {
    let mut reader = reader(text);
    let head = reader.headers().map_err(|e| broken(file, &e))?;
    Ok(head.iter().map(str::to_owned).collect())
}

/// All rows of a table. Every row has as many cells as the head, and every column is known to `T`.
pub(crate) fn rows<'a, T: DeserializeOwned>(
    (file, text): Text<'a>,
) -> Result<Vec<Row<'a, T>>, EvidenceError> {
    if let Some((at, c)) = forbidden(text) {
        let place = format!("line {}", 1 + text[..at].matches('\n').count());
        return Err(error(
            file,
            &place,
            Fault::Malformed,
            format!("there is {}", name(c)),
        ));
    }
    let mut reader = reader(text);
    let head = reader.headers().map_err(|e| broken(file, &e))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| broken(file, &e))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.deserialize(Some(&head)).map_err(|e| {
            let column = match e.kind() {
                csv::ErrorKind::Deserialize { err, .. } => err.field().and_then(|at| head.get(at as usize)),
                _ => None,
            };
            let place = match column {
                Some(column) => format!("line {line}, column `{}`", echo(column)),
                None => format!("line {line}"),
            };
            let what = match e.kind() {
                csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
                _ => e.to_string(),
            };
            error(file, &place, Fault::Cell, what)
        })?;
        rows.push(Row { file, line, cells });
    }
    Ok(rows)
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
}

fn broken(file: &str, e: &csv::Error) -> EvidenceError {
    let line = e.position().map_or(1, csv::Position::line);
    error(file, &format!("line {line}"), Fault::Malformed, e.to_string())
}
