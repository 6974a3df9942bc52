//! Hidden drafts beside a target. Names are random and made exclusively, so two runs never share one, whatever their
//! process ids. A living draft is locked; one without a lock was left by a process that ended, and is swept away by the
//! next run that writes beside it. The system drops a lock with its process, so no process id is ever compared.

use super::system;
use crate::files;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile, TempDir};

/// How the names of drafts begin.
const PREFIX: &str = ".shapan-draft-";
/// Random letters and digits that follow.
const RANDOM: usize = 16;
/// Times a draft is made anew because a sweep took it before it was locked.
const ATTEMPTS: usize = 64;

/// A draft folder; removed when dropped.
#[derive(Debug)]
pub(crate) struct Draft {
    folder: TempDir,
    /// Holds the lock, and is the way to mode and owner.
    pub(super) handle: Option<File>,
}

impl Draft {
    /// A new empty folder in `parent`.
    pub(super) fn folder(parent: &Path) -> io::Result<Self> {
        sweep(parent);
        for _ in 0..ATTEMPTS {
            let folder = builder(0o777).tempdir_in(parent)?;
            if !cfg!(unix) {
                let handle = None;
                return Ok(Self { folder, handle });
            }
            if let Some(handle) = lock(folder.path())? {
                let handle = Some(handle);
                return Ok(Self { folder, handle });
            }
        }
        Err(swept())
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Ends without removing what has the name of the draft now; the lock goes with the handle.
    pub(super) fn leave(self) -> (PathBuf, Option<File>) {
        (self.folder.keep(), self.handle)
    }
}

/// A new empty draft file in `parent` with its lock; removed when dropped.
pub(super) fn file(parent: &Path) -> io::Result<(NamedTempFile, Option<File>)> {
    sweep(parent);
    for _ in 0..ATTEMPTS {
        let file = builder(0o666).tempfile_in(parent)?;
        if !cfg!(unix) {
            return Ok((file, None));
        }
        if let Some(handle) = lock(file.path())? {
            return Ok((file, Some(handle)));
        }
    }
    Err(swept())
}

fn swept() -> io::Error {
    io::Error::other("other runs took away every draft; start again")
}

/// Names and modes of drafts; the mode is what the user's mask leaves of `mode`.
fn builder(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Locks what was just made; `None` if a sweep was faster. A file system without locks has none to sweep by either.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let handle = match system::open(path) {
        Ok(handle) => handle,
        Err(error) if gone(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    if matches!(handle.try_lock(), Err(fs::TryLockError::WouldBlock)) {
        return Ok(None);
    }
    match system::is_same(&handle, path) {
        Ok(true) => Ok(Some(handle)),
        Ok(false) => Ok(None),
        Err(error) if gone(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes the drafts in `parent` whose processes have ended. What cannot be removed is hidden and harmless, so a sweep
/// never stops a run.
fn sweep(parent: &Path) {
    if !cfg!(unix) {
        return;
    }
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten().filter(|e| is_draft(&e.file_name())) {
        let path = entry.path();
        let Ok(handle) = system::open(&path) else { continue };
        let unlocked = handle.try_lock().is_ok();
        if !unlocked || !system::is_same(&handle, &path).unwrap_or(false) {
            continue;
        }
        let _ = match handle.metadata() {
            Ok(meta) if meta.is_dir() => remove_result(&path),
            Ok(meta) if meta.is_file() => fs::remove_file(&path),
            _ => Ok(()),
        };
    }
}

fn is_draft(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Removes a folder that holds nothing but files of a result; a folder with anything else in it stays.
pub(super) fn remove_result(folder: &Path) -> io::Result<()> {
    // Two may be at it at once: what is gone already is gone.
    let gone = |done: io::Result<()>| match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    };
    for name in files::FILES {
        gone(fs::remove_file(folder.join(name)))?;
    }
    gone(fs::remove_dir(folder))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_swept_once_its_lock_is_gone_and_never_before() {
        let place = tempfile::tempdir().unwrap();
        let alive = Draft::folder(place.path()).unwrap();
        fs::write(alive.path().join("results.csv"), "1").unwrap();
        let (file_alive, lock) = file(place.path()).unwrap();
        let other = Draft::folder(place.path()).unwrap();
        assert!(alive.path().exists() && file_alive.path().exists());
        // A process that is killed loses its lock and leaves its draft.
        let (left, handle) = alive.leave();
        let (_, file_left) = file_alive.keep().unwrap();
        drop((handle, lock));
        assert!(left.exists() && file_left.exists());
        sweep(place.path());
        assert!(!left.exists() && !file_left.exists() && other.path().exists());
    }

    #[test]
    fn a_sweep_follows_no_link_and_deletes_nothing_of_others() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        fs::create_dir(path("mine")).unwrap();
        fs::write(path("mine/results.csv"), "1").unwrap();
        std::os::unix::fs::symlink(path("mine"), path(".shapan-draft-0123456789abcdef")).unwrap();
        fs::create_dir(path(".shapan-draft-0123456789abcdeg")).unwrap();
        fs::write(path(".shapan-draft-0123456789abcdeg/thesis"), "1").unwrap();
        fs::create_dir(path(".shapan-draft-notes")).unwrap();
        sweep(place.path());
        assert!(path("mine/results.csv").exists() && path(".shapan-draft-notes").exists());
        assert!(path(".shapan-draft-0123456789abcdeg/thesis").exists());
    }
}
