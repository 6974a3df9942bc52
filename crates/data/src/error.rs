//! What can be wrong with a country pack, said so that its author can repair it.

use engine::text::shortened;

/// Most characters of each part of a message; what the pack says in it may be as long as its author likes.
const LONGEST: usize = 400;

/// Kind of fault; decides why it matters and how to repair it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No pack of that name, and no directory either.
    NoSuchPack,
    /// A file that every pack needs is missing or cannot be read.
    MissingFile,
    /// The bytes are not UTF-8 text.
    NotText,
    /// A pipe, device or folder where a file is expected.
    NotAFile,
    /// Longer, or more of something, than a pack can sensibly have.
    TooMuch,
    /// A character that could command a terminal or reorder what is shown.
    ForbiddenCharacter,
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
    /// Outside what any economy can have, whatever range the pack states.
    Meaningless,
    /// A unit that this quantity cannot have.
    WrongUnit,
    /// Table and official figures of the same pack tell of two economies.
    Official,
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
    #[expect(clippy::too_many_lines, reason = "a table with an entry per fault")]
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
            Fault::NotAFile => (
                "it has no end, or nothing in it to read",
                "put a regular file there",
            ),
            Fault::TooMuch => (
                "the model and its files are built for less",
                "check that it is the right file; if it is, merge or leave out rows",
            ),
            Fault::ForbiddenCharacter => (
                "it can command the terminal that shows the text, or hide and reorder what is read",
                "remove it",
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
            Fault::Meaningless => (
                "no economy can have it, whatever range the pack states",
                "check unit, sign and powers of ten",
            ),
            Fault::WrongUnit => (
                "a number in another unit acts with the wrong size",
                "correct the unit, and the number if it was meant in it",
            ),
            Fault::Official => (
                "the pack would open another economy than its own figures describe",
                "check unit and powers of ten of both, or rebuild the opening: `cargo run -p xtask -- pack <name>`",
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
    /// Parts of the message that come from the pack are shortened and cleaned.
    pub(crate) fn new(fault: Fault, file: &str, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            file: shortened(file, LONGEST),
            place: shortened(&place.into(), LONGEST),
            fault,
            what: shortened(&what.into(), LONGEST),
        }
    }
}
