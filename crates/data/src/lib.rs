//! Country packs: read, validate, provenance, balance the opening position.
//!
//! A pack is a folder of text files. Those in `countries/` are part of the binary; any other folder with the same
//! layout works as well. See `countries/README.md` for the layout.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "country packs are files"
)]

pub mod balance;
mod check;
mod columns;
mod error;
mod fields;
mod figures;
#[allow(clippy::disallowed_methods, reason = "the files of a pack are read here")]
mod files;
mod meaning;
mod official;
mod opening;
mod pack;
mod parameters;
mod published;
pub mod reference;
#[allow(clippy::disallowed_methods, reason = "files of a user are read here")]
pub mod regular_file;
mod tried;

pub use check::{Aggregates, TOLERANCE};
pub use error::{Fault, PackError};
pub use figures::Figure;
pub use opening::{Opening, opening};
pub use published::{PublishedError, published, published_of};
pub use reference::{Reference, ReferenceError};

use ::evidence::{Country, EvidenceError};
use files::PackFiles;
use model::economy::{Economy, Text};
use std::collections::BTreeMap;

/// Reads a pack: the name of an embedded one (`china`) or the path of a directory with the same layout.
pub fn economy(name_or_path: &str) -> Result<Economy, PackError> {
    pack::read(&PackFiles::open(name_or_path)?)
}

/// The same with the hash of the files that it was read from.
///
/// # Errors
/// As for [`economy`].
pub fn economy_and_hash(name_or_path: &str) -> Result<(Economy, String), PackError> {
    let files = PackFiles::open(name_or_path)?;
    Ok((pack::read(&files)?, files.hash()))
}

/// Reads a pack from its files in memory, by path inside the pack (`blocks/ai.toml`); files that no pack has are ignored.
pub fn economy_of(files: &BTreeMap<String, Vec<u8>>) -> Result<Economy, PackError> {
    pack::read(&PackFiles::of(files)?)
}

/// What the baseline of a pack is held against: its targets, and an earlier model of it if there is one. A pack without
/// such tables has none. They are no part of the pack's hash, because no result depends on them.
///
/// # Errors
/// A pack that cannot be found, or a table or row that cannot be used.
pub fn evidence(name_or_path: &str) -> Result<Country, EvidenceError> {
    files::evidence(name_or_path)
}

/// Names and titles of the embedded packs.
pub fn economies() -> Vec<(String, Text)> {
    files::embedded_names()
        .into_iter()
        .filter_map(|name| {
            let title = pack::title(&PackFiles::open(&name).ok()?).ok()?;
            Some((name, title))
        })
        .collect()
}

/// SHA-256 over all files of a pack in sorted order (paths, lengths and contents), hexadecimal.
pub fn pack_hash(name_or_path: &str) -> Result<String, PackError> {
    Ok(PackFiles::open(name_or_path)?.hash())
}

/// Aggregates of the opening position, then the official figures behind the pack; each with unit, basis and source.
/// A pack without `official/figures.csv` yields the aggregates only.
pub fn figures(name_or_path: &str) -> Result<Vec<Figure>, PackError> {
    let files = PackFiles::open(name_or_path)?;
    let mut all = figures::opening(&pack::read(&files)?);
    match figures::official(&files) {
        Ok(official) => all.extend(official),
        Err(e) if e.fault == Fault::MissingFile => {}
        Err(e) => return Err(e),
    }
    Ok(all)
}
