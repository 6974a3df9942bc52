//! Country packs for the commands: loading, and what is said if that fails.

use crate::failure::Failure;
use data::PackError;
use study::Pack;
use study::economy::{Basis, Economy};
use study::evidence::{Country, EvidenceError};

/// Reads a country pack by name or folder.
pub fn load(name: &str) -> Result<Economy, Failure> {
    data::economy(plain(name)).map_err(failure)
}

/// What the baseline of a country pack is held against, by name or folder of the pack.
pub fn evidence(name: &str) -> Result<Country, Failure> {
    data::evidence(plain(name)).map_err(unusable)
}

/// Evidence that cannot be used as a failure.
pub fn unusable(error: EvidenceError) -> Failure {
    let what = format!("evidence: {}, {}: {}", error.file, error.place, error.what);
    Failure::input(what, error.why, error.how)
}

/// The same with the hash of its files.
pub fn pack(name: &str) -> Result<Pack, Failure> {
    let (economy, hash) = data::economy_and_hash(plain(name)).map_err(failure)?;
    Ok(Pack { economy, hash })
}

/// A vintage behind `@` is part of the pack's own record, not of its name.
fn plain(name: &str) -> &str {
    name.split_once('@').map_or(name, |(name, _)| name)
}

/// A faulty pack as a failure.
pub fn failure(error: PackError) -> Failure {
    let (why, how) = error.fault.advice();
    Failure::input(
        format!("economy: {}, {}: {}", error.file, error.place, error.what),
        why,
        how,
    )
}

/// Kind of evidence in a word.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Data => "data",
        Basis::Literature => "literature",
        Basis::Calibrated => "calibrated",
        Basis::Assumed => "assumed",
    }
}
