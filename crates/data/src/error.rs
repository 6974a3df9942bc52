//! What can be wrong with a country pack, said so that its author can repair it.

/// Kind of fault; decides why it matters and how to repair it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No pack of that name, and no directory either.
    NoSuchPack,
    /// A file that every pack needs is missing or cannot be read.
    MissingFile,
    /// The bytes are not UTF-8 text.
    NotText,
    /// The file ends in the middle of a line.
    Truncated,
    /// Not valid CSV or TOML, or a row of the wrong length.
    Malformed,
    /// A column or key is missing.
    Missing,
    /// A column, key, product or user that nobody knows.
    Unknown,
    /// The same row twice.
    Duplicate,
    /// A number was expected.
    NotANumber,
    /// Not-a-number or infinite.
    NotFinite,
    /// Negative where only zero or more makes sense.
    Negative,
    /// Outside its admissible range.
    OutOfRange,
    /// No unit.
    MissingUnit,
    /// No source.
    MissingSource,
    /// Shares that must sum to one do not.
    Shares,
    /// Uses do not match output, or the three measures of GDP differ.
    Unbalanced,
    /// The official figures cannot be balanced.
    NoBalance,
}

impl Fault {
    /// Why it matters and how to repair it.
    pub fn advice(self) -> (&'static str, &'static str) {
        match self {
            Fault::NoSuchPack => (
                "a run needs a country pack",
                "name a pack that is listed, or the directory of your own",
            ),
            Fault::MissingFile => (
                "the opening position cannot be built without it",
                "add the file; `countries/china` shows its layout",
            ),
            Fault::NotText => (
                "names and numbers would be misread",
                "save the file as UTF-8 text",
            ),
            Fault::Truncated => (
                "rows may be missing",
                "fetch or write the file again; its last line must end with a line break",
            ),
            Fault::Malformed => (
                "the file cannot be read",
                "correct the line; text with commas needs double quotes",
            ),
            Fault::Missing => ("the model reads it", "add it; `countries/china` shows the layout"),
            Fault::Unknown => (
                "a misspelt name would be silently ignored",
                "correct the name, or remove the line if it is not needed",
            ),
            Fault::Duplicate => ("it is unclear which one counts", "keep one of the two"),
            Fault::NotANumber => (
                "the model computes with it",
                "write a plain number such as 1234.5",
            ),
            Fault::NotFinite => ("one such number spoils every result", "write a finite number"),
            Fault::Negative => (
                "a stock, flow or count of this kind cannot be negative",
                "check sign and source",
            ),
            Fault::OutOfRange => (
                "the model was not tested there",
                "correct the value, or widen the range and say why in the note",
            ),
            Fault::MissingUnit => (
                "a number without a unit can be misread by powers of ten",
                "add the unit",
            ),
            Fault::MissingSource => (
                "nobody could check it",
                "name the source; for an assumption say that it is one and by whom",
            ),
            Fault::Shares => (
                "persons or money would appear or vanish",
                "make the shares sum to 1",
            ),
            Fault::Unbalanced => (
                "money would leak from the first quarter on",
                "rebuild the opening: `cargo run -p xtask -- pack <name>`",
            ),
            Fault::NoBalance => (
                "no opening position exists for these figures",
                "check the targets in figures.csv and opening.toml",
            ),
        }
    }
}

/// A country pack that cannot be used: which file, where in it, what is wrong, why it matters, how to repair it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{file}, {place}: {what}; {}; {}", .fault.advice().0, .fault.advice().1)]
pub struct PackError {
    /// File inside the pack, or the pack's name.
    pub file: String,
    /// Row, column or key.
    pub place: String,
    /// Kind of fault.
    pub fault: Fault,
    /// What is wrong, with the offending value.
    pub what: String,
}

impl PackError {
    pub(crate) fn new(fault: Fault, file: &str, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            place: place.into(),
            fault,
            what: what.into(),
        }
    }
}
