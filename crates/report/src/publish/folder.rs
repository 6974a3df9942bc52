//! A folder that holds a result: looked at, rehearsed, written beside and put in its place.

use super::draft::{Draft, remove_result};
use super::{Fault, WriteError, system};
use crate::{files, manifest};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where a result goes, and what is there now.
pub(crate) struct Target {
    /// As the user wrote it.
    given: PathBuf,
    /// Full name, without links.
    pub full: PathBuf,
    parent: PathBuf,
    now: Now,
}

/// What has the name of the target.
enum Now {
    Free,
    Empty(Metadata),
    /// An earlier result that may be replaced.
    Result(Metadata),
}

impl Target {
    /// Looks at the place; makes missing folders above it.
    ///
    /// # Errors
    /// Something is there that is not replaced, or not without `force`.
    pub fn of(dir: &Path, force: bool) -> Result<Self, WriteError> {
        let fail = |fault| WriteError::new(dir, fault);
        let system = || WriteError::system(dir);
        let nameless = || fail(Fault::Nameless);
        // The name itself: a separator behind it would make the system look at where a link leads.
        let named = dir
            .file_name()
            .map_or_else(|| dir.into(), |name| parent(dir).join(name));
        match fs::symlink_metadata(&named) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let name = dir.file_name().ok_or_else(nameless)?;
                let above = parent(dir);
                fs::create_dir_all(&above).map_err(WriteError::system(&above))?;
                let parent = above.canonicalize().map_err(system())?;
                Ok(Self {
                    given: dir.into(),
                    full: parent.join(name),
                    parent,
                    now: Now::Free,
                })
            }
            Err(error) => Err(system()(error)),
            Ok(own) => {
                let full = named.canonicalize().map_err(|error| match error.kind() {
                    io::ErrorKind::NotFound if own.is_symlink() => fail(Fault::Dangling),
                    _ => system()(error),
                })?;
                let meta = fs::metadata(&full).map_err(system())?;
                if !meta.is_dir() {
                    return Err(fail(Fault::Kind(system::kind(&meta), "a folder")));
                }
                let parent = full.parent().ok_or_else(nameless)?.to_owned();
                if system::is_mount_point(&full) {
                    return Err(fail(Fault::MountPoint));
                }
                let now = match contents(&full, force).map_err(fail)? {
                    true => Now::Empty(meta),
                    false => Now::Result(meta),
                };
                let given = dir.into();
                Ok(Self {
                    given,
                    full,
                    parent,
                    now,
                })
            }
        }
    }

    fn fail(&self, fault: Fault) -> WriteError {
        WriteError::new(&self.given, fault)
    }

    fn system(&self, source: io::Error) -> WriteError {
        self.fail(Fault::System(source))
    }
}

/// Whether a folder is empty; a full one must be an earlier result and `force` given.
fn contents(folder: &Path, force: bool) -> Result<bool, Fault> {
    let mut empty = true;
    for entry in fs::read_dir(folder).map_err(Fault::System)? {
        let entry = entry.map_err(Fault::System)?;
        empty = false;
        if !force {
            return Err(Fault::Taken);
        }
        let name = entry.file_name();
        let known = files::FILES.iter().any(|f| name == **f);
        if !known || !entry.file_type().map_err(Fault::System)?.is_file() {
            return Err(Fault::Foreign(name.to_string_lossy().into_owned()));
        }
    }
    if !empty && !described(&folder.join(manifest::FILE)).map_err(Fault::System)? {
        return Err(Fault::Undescribed);
    }
    Ok(empty)
}

/// Whether a file begins like a manifest of this program, of any version.
fn described(path: &Path) -> io::Result<bool> {
    let file = match system::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut start = Vec::new();
    file.take(manifest::BEGINNING).read_to_end(&mut start)?;
    Ok(manifest::begins(&start))
}

/// A draft beside the target with the mode and owner that the target has.
pub(crate) fn begin(target: &Target) -> Result<Draft, WriteError> {
    let draft = Draft::folder(&target.parent).map_err(WriteError::system(&target.parent))?;
    if let (Now::Empty(model) | Now::Result(model), Some(handle)) = (&target.now, &draft.handle) {
        system::keep(handle, model).map_err(|e| target.fail(Fault::Keep(e)))?;
    }
    Ok(draft)
}

/// Goes through every step that could be refused later, and leaves nothing behind.
///
/// # Errors
/// What `begin` and `finish` would say.
pub(crate) fn rehearse(target: &Target) -> Result<(), WriteError> {
    let draft = begin(target)?;
    let probe = draft.path().join(manifest::FILE);
    let made = File::create_new(&probe).and_then(|file| file.sync_all());
    made.map_err(WriteError::system(&target.parent))?;
    if !matches!(target.now, Now::Free) {
        system::may_replace(&target.full, &probe).map_err(|e| target.system(e))?;
    }
    if matches!(target.now, Now::Result(_)) {
        let files = files::FILES.iter().map(|name| target.full.join(name));
        for file in files.filter(|file| fs::symlink_metadata(file).is_ok()) {
            system::may_delete(&file, draft.path()).map_err(WriteError::system(&file))?;
        }
    }
    system::sync_parent(&target.parent, draft.handle.as_ref()).map_err(|e| target.system(e))
}

/// Gives a finished draft its name. Of several runs that race for a new or empty folder exactly one gets it; the
/// others find it taken.
pub(crate) fn finish(draft: Draft, target: &Target, force: bool) -> Result<(), WriteError> {
    system::sync_folder(draft.path()).map_err(|e| target.system(e))?;
    let taken = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => target.fail(Fault::Taken),
        _ => target.system(error),
    };
    match &target.now {
        Now::Free => system::rename_new(draft.path(), &target.full).map_err(taken)?,
        // An empty folder gives way to another in one step; one that is no longer empty does not.
        Now::Empty(_) => fs::rename(draft.path(), &target.full).map_err(taken)?,
        Now::Result(_) => return replace(draft, target, force),
    }
    let (_, lock) = draft.leave();
    let synced = system::sync_parent(&target.parent, lock.as_ref());
    synced.map_err(|e| target.fail(Fault::Unsynced(e)))
}

/// Puts a finished draft in the place of an earlier result, which is then removed.
fn replace(draft: Draft, target: &Target, force: bool) -> Result<(), WriteError> {
    let path = draft.path().to_owned();
    if !system::exchange(&path, &target.full).map_err(|e| target.system(e))? {
        return step_aside(draft, target);
    }
    // The old result has the name of the draft now. Should it have become something else, it goes back.
    if let Err(fault) = contents(&path, force) {
        return Err(match system::exchange(&path, &target.full) {
            Ok(_) => target.fail(fault),
            Err(error) => {
                // It stays beside the target, under the name of the draft, rather than be deleted with it.
                let (old, _) = draft.leave();
                target.fail(Fault::Left(old, error))
            }
        });
    }
    let (old, lock) = draft.leave();
    let left = |error| target.fail(Fault::Left(old.clone(), error));
    // What was there is deleted only once the new result is safe.
    system::sync_parent(&target.parent, lock.as_ref()).map_err(left)?;
    drop(lock);
    remove_result(&old).map_err(left)
}

/// The same where names cannot be exchanged: the old result steps aside, and comes back if the draft cannot take its
/// place. It does so under a name that no sweep touches.
fn step_aside(draft: Draft, target: &Target) -> Result<(), WriteError> {
    let aside = tempfile::Builder::new()
        .prefix(".shapan-old-")
        .tempdir_in(&target.parent)
        .map_err(|e| target.system(e))?
        .keep();
    fs::rename(&target.full, &aside).map_err(|e| target.system(e))?;
    if let Err(error) = system::rename_new(draft.path(), &target.full) {
        return Err(match fs::rename(&aside, &target.full) {
            Ok(()) => target.system(error),
            Err(error) => target.fail(Fault::Stranded(aside, error)),
        });
    }
    let (_, lock) = draft.leave();
    let left = |error| target.fail(Fault::Left(aside.clone(), error));
    system::sync_parent(&target.parent, lock.as_ref()).map_err(left)?;
    remove_result(&aside).map_err(left)
}

/// The folder above; the current one for a bare name.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.into(),
        _ => PathBuf::from("."),
    }
}
