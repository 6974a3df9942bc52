//! The files of a pack, from the binary or from a directory, and the readers of their cells.

use crate::error::{Fault, PackError};
use crate::regular_file::{self, ReadError};
use ::evidence::{Country, EvidenceError};
use engine::text::{echo, forbidden, name};
use include_dir::{Dir, include_dir};
use model::blocks::BLOCKS;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../countries");

/// Files that a pack can have besides those of its blocks and the tables of official figures that `pack.toml`
/// describes. Nothing else in its folder is read.
const LAYOUT: [&str; 9] = [
    HEAD,
    "groups.toml",
    "sectors.csv",
    "uses.csv",
    "parameters.toml",
    "fields.toml",
    "opening.toml",
    "tried.toml",
    "official/figures.csv",
];

/// The file by which a folder is a pack.
const HEAD: &str = "pack.toml";
/// Folder of the files of further blocks.
pub(crate) const BLOCK_FOLDER: &str = "blocks/";
/// Folder of official figures.
const OFFICIAL_FOLDER: &str = "official/";
/// Longest file of a pack, bytes; the largest of the China pack has 31,000.
const LONGEST: u64 = 4 << 20;
/// Most tables of official figures.
const MOST_OFFICIAL: usize = 64;
/// Most columns of a table.
const MOST_COLUMNS: usize = 64;
/// Most rows of a table: products by users of the largest table that is read.
const MOST_ROWS: usize = 100_000;

/// Contents of a file.
type Bytes = Vec<u8>;

/// All files of one pack by path inside the pack, in sorted order.
#[derive(Clone, Debug)]
pub(crate) struct PackFiles {
    files: BTreeMap<String, Vec<u8>>,
    /// A file among the blocks that is none, if there is one.
    stranger: Option<String>,
}

/// Names of the embedded packs, sorted.
pub(crate) fn embedded_names() -> Vec<String> {
    let mut names: Vec<String> = EMBEDDED
        .dirs()
        .filter_map(|d| Some(d.path().file_name()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// Files of further blocks.
fn block_files() -> impl Iterator<Item = String> {
    BLOCKS[1..]
        .iter()
        .map(|block| format!("{BLOCK_FOLDER}{}.toml", block.id))
}

/// Blocks that had another name before: the name of today, then the older one.
const RENAMED: &[(&str, &str)] = &[("funds", "ventures")];

/// Name that the file of a block had before, if it had another.
fn older_name(file: &str) -> Option<String> {
    let of = |block: &str| format!("{BLOCK_FOLDER}{block}.toml");
    let found = RENAMED.iter().find(|(now, _)| of(now) == file);
    found.map(|(_, before)| of(before))
}

impl PackFiles {
    /// An embedded pack by name, else a directory by path.
    pub fn open(name_or_path: &str) -> Result<Self, PackError> {
        if let Some(dir) = embedded_pack(name_or_path) {
            return Self::of_layout(&|file| Ok(embedded(dir, file)));
        }
        let path = Path::new(name_or_path);
        if path.is_dir() {
            return Self::read(path);
        }
        let what = format!(
            "neither an embedded pack nor a directory; embedded: {}",
            embedded_names().join(", ")
        );
        Err(PackError::new(Fault::NoSuchPack, name_or_path, "pack", what))
    }

    /// A directory.
    pub fn read(root: &Path) -> Result<Self, PackError> {
        let mut pack = Self::of_layout(&|file| from_disk(root, file))?;
        if !pack.has(HEAD) {
            let what = format!("the folder has no {HEAD}, so it is not a country pack");
            let folder = root.display().to_string();
            return Err(PackError::new(Fault::NoSuchPack, &folder, "folder", what));
        }
        pack.stranger = stranger(root);
        Ok(pack)
    }

    /// A pack from its files in memory, by path inside the pack; files that no pack has are left out.
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> Result<Self, PackError> {
        Self::of_layout(&|file| Ok(files.get(file).cloned()))
    }

    /// The files that the layout names, each asked for once; `fetch` gives its bytes if it is there.
    fn of_layout(fetch: &dyn Fn(&str) -> Result<Option<Bytes>, PackError>) -> Result<Self, PackError> {
        let mut files = BTreeMap::new();
        if let Some(head) = fetch(HEAD)? {
            let named = LAYOUT[1..].iter().map(|f| (*f).to_owned());
            let wanted: BTreeSet<String> = named.chain(block_files()).chain(described(&head)).collect();
            files.insert(HEAD.to_owned(), head);
            for file in wanted {
                let bytes = match (fetch(&file)?, older_name(&file)) {
                    (None, Some(older)) => fetch(&older)?,
                    (bytes, _) => bytes,
                };
                if let Some(bytes) = bytes {
                    files.insert(file, bytes);
                }
            }
        }
        Ok(Self {
            files,
            stranger: None,
        })
    }

    /// True if the pack has the file.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// A file in the folder of blocks that belongs to no block.
    pub fn stranger(&self) -> Option<&str> {
        self.stranger.as_deref()
    }

    /// Text of a file that must exist, be UTF-8 and end with a line break.
    pub fn text(&self, file: &str) -> Result<&str, PackError> {
        let bytes = self
            .files
            .get(file)
            .ok_or_else(|| PackError::new(Fault::MissingFile, file, "whole file", "the file is missing"))?;
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            PackError::new(
                Fault::NotText,
                file,
                format!("line {line}"),
                "the bytes are not UTF-8",
            )
        })?;
        if let Some((at, c)) = forbidden(text) {
            let place = format!("line {}", 1 + text[..at].matches('\n').count());
            let what = format!("there is {}", name(c));
            return Err(PackError::new(Fault::ForbiddenCharacter, file, place, what));
        }
        if !text.ends_with('\n') {
            let place = format!("line {}", text.lines().count().max(1));
            return Err(PackError::new(
                Fault::Truncated,
                file,
                place,
                "the last line has no line break",
            ));
        }
        Ok(text)
    }

    /// SHA-256 over paths, lengths and contents, hexadecimal.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for (path, bytes) in &self.files {
            hasher.update(path.as_bytes());
            hasher.update([0]);
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        hasher.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// The evidence of an embedded pack by name, else of a directory by path.
pub(crate) fn evidence(name_or_path: &str) -> Result<Country, EvidenceError> {
    let unusable = |e: PackError| {
        let (why, how) = e.fault.advice();
        EvidenceError {
            file: e.file,
            place: e.place,
            what: e.what,
            why,
            how,
        }
    };
    let mut pack = PackFiles::open(name_or_path).map_err(unusable)?;
    pack.files.clear();
    for file in Country::FILES {
        let found = match embedded_pack(name_or_path) {
            Some(dir) => embedded(dir, file),
            None => from_disk(Path::new(name_or_path), file).map_err(unusable)?,
        };
        pack.files.extend(found.map(|bytes| (file.to_owned(), bytes)));
    }
    let mut texts = BTreeMap::new();
    for file in pack.files.keys() {
        texts.insert(file.as_str(), pack.text(file).map_err(unusable)?);
    }
    Country::read(&|file| texts.get(file).copied())
}

/// The folder of an embedded pack.
fn embedded_pack(name: &str) -> Option<&'static Dir<'static>> {
    EMBEDDED.dirs().find(|d| d.path() == Path::new(name))
}

/// Bytes of a file of an embedded pack.
fn embedded(dir: &Dir<'_>, file: &str) -> Option<Vec<u8>> {
    let found = dir.get_file(dir.path().join(file))?;
    Some(found.contents().to_vec())
}

/// Bytes of a file of a folder, `None` if there is none.
fn from_disk(root: &Path, file: &str) -> Result<Option<Bytes>, PackError> {
    let fault = match regular_file::read(&root.join(file), LONGEST) {
        Ok(bytes) => return Ok(Some(bytes)),
        Err(ReadError::Io { source, .. })
            if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
        {
            return Ok(None);
        }
        Err(ReadError::NotRegular { kind, .. }) => (Fault::NotAFile, format!("it is {kind}, not a file")),
        Err(ReadError::TooLong { cap, .. }) => (
            Fault::TooMuch,
            format!("it is longer than the {cap} bytes a file of a pack may have"),
        ),
        Err(other) => (Fault::MissingFile, other.to_string()),
    };
    Err(PackError::new(fault.0, file, "whole file", fault.1))
}

/// The first entry of the folder of blocks that is no file of a block; hidden ones do not count.
fn stranger(root: &Path) -> Option<String> {
    let entries = std::fs::read_dir(root.join(BLOCK_FOLDER)).ok()?;
    entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| !name.starts_with('.'))
        .map(|name| format!("{BLOCK_FOLDER}{name}"))
        .find(|file| block_files().all(|known| known != *file && older_name(&known).as_ref() != Some(file)))
}

/// Tables of official figures that `pack.toml` describes; what is wrong with it is said when it is read in earnest.
fn described(head: &[u8]) -> Vec<String> {
    let table: toml::Table = match std::str::from_utf8(head).ok().and_then(|text| text.parse().ok()) {
        Some(table) => table,
        None => return Vec::new(),
    };
    let columns = table.get("columns").and_then(toml::Value::as_array);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut files: Vec<String> = columns
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get("file")?.as_str())
        .filter(|file| {
            let stem = file
                .strip_prefix(OFFICIAL_FOLDER)
                .and_then(|f| f.strip_suffix(".csv"));
            stem.is_some_and(|stem| !stem.is_empty() && stem.len() < 100 && stem.chars().all(plain))
        })
        .map(str::to_owned)
        .collect();
    files.sort();
    files.dedup();
    files.truncate(MOST_OFFICIAL);
    files
}

/// A CSV file with named columns.
pub(crate) struct Table {
    /// File inside the pack.
    pub file: String,
    headers: Vec<String>,
    /// Rows with their line number.
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// Reads a table; every row must have as many cells as the header, and each column a unique name.
    pub fn read(files: &PackFiles, file: &str) -> Result<Self, PackError> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(files.text(file)?.as_bytes());
        let bad = |e: csv::Error| {
            let line = e.position().map_or(1, csv::Position::line);
            PackError::new(Fault::Malformed, file, format!("line {line}"), e.to_string())
        };
        let headers: Vec<String> = reader.headers().map_err(bad)?.iter().map(str::to_owned).collect();
        let too_many = |what: &str, most: usize| {
            let what = format!("there are more than {most} {what}");
            PackError::new(Fault::TooMuch, file, "whole file", what)
        };
        if headers.len() > MOST_COLUMNS {
            return Err(too_many("columns", MOST_COLUMNS));
        }
        for (i, header) in headers.iter().enumerate() {
            if headers[..i].contains(header) {
                return Err(PackError::new(
                    Fault::Duplicate,
                    file,
                    "header",
                    format!("column `{header}` twice"),
                ));
            }
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(bad)?;
            let line = record.position().map_or(0, csv::Position::line);
            if rows.len() == MOST_ROWS {
                return Err(too_many("rows", MOST_ROWS));
            }
            if let Some(column) = record.iter().position(|cell| cell.contains('\n')) {
                let place = format!("line {line}, column `{}`", headers[column]);
                let what = "there is a line break in the cell";
                return Err(PackError::new(Fault::ForbiddenCharacter, file, place, what));
            }
            rows.push((line, record.iter().map(str::to_owned).collect()));
        }
        Ok(Self {
            file: file.to_owned(),
            headers,
            rows,
        })
    }

    /// Names of the columns.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Position of a column that must exist.
    pub fn column(&self, name: &str) -> Result<usize, PackError> {
        self.headers.iter().position(|h| h == name).ok_or_else(|| {
            PackError::new(
                Fault::Missing,
                &self.file,
                "header",
                format!("column `{name}` is missing"),
            )
        })
    }

    /// Where a cell stands, in words.
    pub fn place(&self, row: usize, name: &str) -> Result<String, PackError> {
        let column = self.column(name)?;
        let (line, cells) = &self.rows[row];
        Ok(format!(
            "line {line} ({}), column `{}`",
            echo(&cells[0]),
            self.headers[column]
        ))
    }

    /// Text of a cell.
    pub fn cell(&self, row: usize, name: &str) -> Result<&str, PackError> {
        let column = self.column(name)?;
        Ok(&self.rows[row].1[column])
    }

    /// A fault in a cell.
    pub fn fault(&self, fault: Fault, row: usize, name: &str, what: impl Into<String>) -> PackError {
        match self.place(row, name) {
            Ok(place) => PackError::new(fault, &self.file, place, what),
            Err(missing) => missing,
        }
    }

    /// A finite number.
    pub fn number(&self, row: usize, name: &str) -> Result<f64, PackError> {
        let text = self.cell(row, name)?;
        let value: f64 = text.parse().map_err(|_| {
            self.fault(
                Fault::NotANumber,
                row,
                name,
                format!("`{}` is not a number", echo(text)),
            )
        })?;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(self.fault(Fault::NotFinite, row, name, format!("{value} is not finite")))
        }
    }

    /// A finite number, zero or more.
    pub fn amount(&self, row: usize, name: &str) -> Result<f64, PackError> {
        let value = self.number(row, name)?;
        if value < 0.0 {
            return Err(self.fault(Fault::Negative, row, name, format!("{value} is negative")));
        }
        Ok(value)
    }

    /// `yes` or `no`.
    pub fn flag(&self, row: usize, name: &str) -> Result<bool, PackError> {
        match self.cell(row, name)? {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(self.fault(
                Fault::Unknown,
                row,
                name,
                format!("`{}` is neither `yes` nor `no`", echo(other)),
            )),
        }
    }
}

/// Parses a TOML file.
pub(crate) fn toml<T: serde::de::DeserializeOwned>(files: &PackFiles, file: &str) -> Result<T, PackError> {
    let text = files.text(file)?;
    // Only an escape can hide what the text itself does not show.
    if text.contains('\\')
        && let Ok(table) = text.parse::<toml::Table>()
    {
        harmless(&toml::Value::Table(table), file, "top")?;
    }
    toml::from_str(text).map_err(|e| {
        let line = e
            .span()
            .map_or(1, |s| 1 + text[..s.start.min(text.len())].matches('\n').count());
        let message = e.message().to_owned();
        let fault = if message.starts_with("missing field") {
            Fault::Missing
        } else if message.starts_with("unknown field") || message.starts_with("unknown variant") {
            Fault::Unknown
        } else if message.starts_with("invalid type") {
            Fault::NotANumber
        } else {
            Fault::Malformed
        };
        let block = text
            .lines()
            .take(line)
            .filter(|l| l.starts_with('['))
            .last()
            .unwrap_or("top")
            .trim();
        PackError::new(
            fault,
            file,
            format!("line {line}, {block}"),
            message.replace('\n', " "),
        )
    })
}

/// Refuses forbidden characters in the keys and texts of a TOML value.
fn harmless(value: &toml::Value, file: &str, place: &str) -> Result<(), PackError> {
    let refuse = |text: &str| match forbidden(text) {
        None => Ok(()),
        Some((_, c)) => {
            let what = format!("the text holds {}", name(c));
            Err(PackError::new(Fault::ForbiddenCharacter, file, place, what))
        }
    };
    match value {
        toml::Value::String(text) => refuse(text),
        toml::Value::Array(items) => items.iter().try_for_each(|item| harmless(item, file, place)),
        toml::Value::Table(table) => table.iter().try_for_each(|(key, item)| {
            refuse(key)?;
            harmless(item, file, key)
        }),
        _ => Ok(()),
    }
}
