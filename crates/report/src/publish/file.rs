//! A single file: written whole or not at all, in the place of a regular file only if asked.

use super::folder::parent;
use super::{Fault, WriteError, draft, system};
use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Looks at a place before work is put into what goes there, and makes and removes a draft beside it.
///
/// # Errors
/// Something is there that is not replaced, or not without `force`; or the folder cannot be written to.
pub fn check_file(path: &Path, force: bool) -> Result<(), WriteError> {
    let place = Place::of(path, force)?;
    let (draft, _lock) = place.draft(path)?;
    let synced = system::sync_parent(&place.parent, Some(draft.as_file()));
    synced.map_err(WriteError::system(path))
}

/// Writes a file, durably. One that is there is replaced only with `force`, and its mode and owner stay.
///
/// # Errors
/// As `check_file`; or the disk is full.
pub fn file(path: &Path, bytes: &[u8], force: bool) -> Result<(), WriteError> {
    let place = Place::of(path, force)?;
    let (mut draft, lock) = place.draft(path)?;
    let written = draft.write_all(bytes).and_then(|()| draft.as_file().sync_all());
    written.map_err(WriteError::system(path))?;
    let persisted = match place.now {
        Some(_) => draft.persist(&place.full),
        None => draft.persist_noclobber(&place.full),
    };
    let written = persisted.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::new(path, Fault::Taken),
        _ => WriteError::system(path)(error.error),
    })?;
    drop(lock);
    let synced = system::sync_parent(&place.parent, Some(&written));
    synced.map_err(|e| WriteError::new(path, Fault::Unsynced(e)))
}

/// Whether a path ends like that of a folder; the system's functions for paths look over that.
fn names_a_folder(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    let text = text.strip_suffix('.').unwrap_or(&text);
    text.ends_with(std::path::is_separator)
}

struct Place {
    full: PathBuf,
    parent: PathBuf,
    /// The regular file that is replaced.
    now: Option<Metadata>,
}

impl Place {
    fn of(path: &Path, force: bool) -> Result<Self, WriteError> {
        let fail = |fault| WriteError::new(path, fault);
        let system = || WriteError::system(path);
        if names_a_folder(path) {
            return Err(fail(Fault::Folder));
        }
        let own = match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let name = path.file_name().ok_or_else(|| fail(Fault::Nameless))?;
                let parent = parent(path).canonicalize().map_err(system())?;
                return Ok(Self {
                    full: parent.join(name),
                    parent,
                    now: None,
                });
            }
            found => found.map_err(system())?,
        };
        let full = path.canonicalize().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound if own.is_symlink() => fail(Fault::Dangling),
            _ => system()(error),
        })?;
        let meta = fs::metadata(&full).map_err(system())?;
        if !meta.is_file() {
            return Err(fail(Fault::Kind(system::kind(&meta), "a file")));
        }
        if !force {
            return Err(fail(Fault::Taken));
        }
        Ok(Self {
            parent: parent(&full),
            full,
            now: Some(meta),
        })
    }

    /// A draft with the mode and owner of what it replaces, and its lock.
    fn draft(&self, given: &Path) -> Result<(tempfile::NamedTempFile, Option<fs::File>), WriteError> {
        let (draft, lock) = draft::file(&self.parent).map_err(WriteError::system(given))?;
        if let Some(model) = &self.now {
            let kept = system::keep(draft.as_file(), model);
            kept.map_err(|e| WriteError::new(given, Fault::Keep(e)))?;
        }
        Ok((draft, lock))
    }
}
