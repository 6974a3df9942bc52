//! The few things that differ between systems: renaming without replacing, exchanging two names, mount points, owners.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

/// Gives `from` the name `to`, which must be free. Where the system cannot promise that for folders it promises almost
/// as much: a folder only ever takes the place of an empty one.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(error) if unknown(error) => {}
            done => return done.map_err(io::Error::from),
        }
    }
    fs::rename(from, to)
}

/// Exchanges two names in one step; `false` if this system or file system cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Err(error) if unknown(error) => Ok(false),
            done => done.map(|()| true).map_err(io::Error::from),
        }
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (one, other);
        Ok(false)
    }
}

/// The kernel or the file system does not know the kind of renaming.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn unknown(error: rustix::io::Errno) -> bool {
    use rustix::io::Errno;
    [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP].contains(&error)
}

/// True if another file system, or another part of this one, begins at the folder `path`.
pub(super) fn is_mount_point(path: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        if let Ok(found) = statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::TYPE)
            && found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |p: &Path| fs::metadata(p).map(|meta| meta.dev());
        let parent = path.parent().map(device);
        matches!((device(path), parent), (Ok(own), Some(Ok(outer))) if own != outer)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Whether the system would let this process give the name of the folder `full` to something else, asked by trying
/// what can never succeed: a file cannot take the place of a folder, and rights are looked at first.
pub(super) fn may_replace(full: &Path, probe: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match fs::rename(probe, full) {
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => Ok(()),
        Err(error) => Err(error),
        Ok(()) => Err(io::Error::other("it changed while it was looked at")),
    }
    #[cfg(not(unix))]
    {
        let _ = (full, probe);
        Ok(())
    }
}

/// The same for deleting `file`: a folder cannot take the place of a file, and rights are looked at first.
pub(super) fn may_delete(file: &Path, probe: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match fs::rename(probe, file) {
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(()),
        Err(error) => Err(error),
        // The file is gone by now, so the probe took its name.
        Ok(()) => fs::rename(file, probe),
    }
    #[cfg(not(unix))]
    {
        let _ = (file, probe);
        Ok(())
    }
}

/// Gives `file`, an open file or folder, the mode and owner of what it will replace.
pub(super) fn keep(file: &File, model: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (model.uid(), model.gid()) {
            std::os::unix::fs::fchown(file, Some(model.uid()), Some(model.gid()))?;
        }
    }
    // After the owner: a change of owner clears some bits of the mode.
    file.set_permissions(model.permissions())
}

/// True if `path` still names what `file` has open.
pub(super) fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (own, named) = (file.metadata()?, fs::symlink_metadata(path)?);
        Ok((own.dev(), own.ino()) == (named.dev(), named.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        Ok(true)
    }
}

/// Opens a file or folder for locking, never through a link and without waiting for the other end of a pipe.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}

/// Makes the entries of a folder durable; a file system that cannot do so for folders does it by itself.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match open(path)?.sync_all() {
        Err(error) if [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported].contains(&error.kind()) => {
            Ok(())
        }
        done => done,
    }
}

/// Makes the name of `inside`, which stands in `parent`, durable. A folder that one may write to but not list cannot be
/// opened; there the whole file system is asked, where the system knows how.
pub(super) fn sync_parent(parent: &Path, inside: Option<&File>) -> io::Result<()> {
    match (sync_folder(parent), inside) {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        (Err(error), Some(inside)) if error.kind() == io::ErrorKind::PermissionDenied => {
            rustix::fs::syncfs(inside).map_err(io::Error::from)
        }
        (done, _) => done,
    }
}

/// What a thing is that is neither a regular file nor a folder, with article.
pub(super) fn kind(meta: &Metadata) -> &'static str {
    if meta.is_file() {
        return "a file";
    }
    if meta.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if meta.file_type().is_fifo() {
            return "a pipe";
        }
        if meta.file_type().is_socket() {
            return "a socket";
        }
    }
    "a device"
}
