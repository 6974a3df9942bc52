//! The files of a pack, from the binary or from a directory, and the readers of their cells.

use crate::error::{Fault, PackError};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../countries");

/// All files of one pack by path inside the pack, in sorted order.
#[derive(Clone, Debug)]
pub(crate) struct PackFiles {
    files: BTreeMap<String, Vec<u8>>,
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

impl PackFiles {
    /// An embedded pack by name, else a directory by path.
    pub fn open(name_or_path: &str) -> Result<Self, PackError> {
        if let Some(dir) = EMBEDDED.dirs().find(|d| d.path() == Path::new(name_or_path)) {
            let mut files = BTreeMap::new();
            collect_embedded(dir, dir.path(), &mut files);
            return Ok(Self { files });
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
        let mut files = BTreeMap::new();
        collect_directory(root, "", &mut files)?;
        Ok(Self { files })
    }

    /// True if the pack has the file.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// Files of a folder; `folder` ends with a slash.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .map(String::as_str)
            .filter(move |file| file.starts_with(folder))
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

fn collect_embedded(dir: &Dir<'_>, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        let path = file.path().strip_prefix(root).unwrap_or(file.path());
        files.insert(
            path.to_string_lossy().replace('\\', "/"),
            file.contents().to_vec(),
        );
    }
    for inner in dir.dirs() {
        collect_embedded(inner, root, files);
    }
}

fn collect_directory(
    dir: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), PackError> {
    let unreadable = |e: std::io::Error| {
        PackError::new(
            Fault::MissingFile,
            &dir.display().to_string(),
            "directory",
            e.to_string(),
        )
    };
    for entry in std::fs::read_dir(dir).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let inside = format!("{prefix}{name}");
        let path = entry.path();
        if path.is_dir() {
            collect_directory(&path, &format!("{inside}/"), files)?;
        } else {
            let bytes = std::fs::read(&path)
                .map_err(|e| PackError::new(Fault::MissingFile, &inside, "whole file", e.to_string()))?;
            files.insert(inside, bytes);
        }
    }
    Ok(())
}

/// A CSV file with named columns.
pub(crate) struct Table {
    /// File inside the pack.
    pub file: String,
    headers: Vec<String>,
    /// Rows with their line number.
    pub rows: Vec<(usize, Vec<String>)>,
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
            let line = record.position().map_or(0, csv::Position::line) as usize;
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

    fn place(&self, row: usize, column: usize) -> String {
        let (line, cells) = &self.rows[row];
        format!("line {line} ({}), column `{}`", cells[0], self.headers[column])
    }

    /// Text of a cell.
    pub fn cell(&self, row: usize, name: &str) -> Result<&str, PackError> {
        let column = self.column(name)?;
        Ok(&self.rows[row].1[column])
    }

    /// A fault in a cell.
    pub fn fault(&self, fault: Fault, row: usize, name: &str, what: impl Into<String>) -> PackError {
        match self.column(name) {
            Ok(column) => PackError::new(fault, &self.file, self.place(row, column), what),
            Err(missing) => missing,
        }
    }

    /// A finite number.
    pub fn number(&self, row: usize, name: &str) -> Result<f64, PackError> {
        let text = self.cell(row, name)?;
        let value: f64 = text
            .parse()
            .map_err(|_| self.fault(Fault::NotANumber, row, name, format!("`{text}` is not a number")))?;
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
                format!("`{other}` is neither `yes` nor `no`"),
            )),
        }
    }
}

/// Parses a TOML file.
pub(crate) fn toml<T: serde::de::DeserializeOwned>(files: &PackFiles, file: &str) -> Result<T, PackError> {
    let text = files.text(file)?;
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
