//! Why something was not written, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Nothing was written, or what was written was taken back; or it is in place, but something else went wrong ([`WriteError::written`]).
#[derive(Debug)]
pub struct WriteError {
    /// What was to be written.
    pub path: PathBuf,
    /// What stood in the way.
    pub fault: Fault,
}

/// What stood in the way.
#[derive(Debug)]
pub enum Fault {
    /// A folder with something in it, or a file, and nobody asked to replace it.
    Taken,
    /// Replacing would delete something that is not part of a result.
    Foreign(String),
    /// Replacing would delete files that have the names of a result, but no manifest of this program describes them.
    Undescribed,
    /// Not the kind of thing that is replaced: its kind, with article, and what it should be.
    Kind(&'static str, &'static str),
    /// A link that leads nowhere.
    Dangling,
    /// A path that does not end in a name, such as `/`.
    Nameless,
    /// A path for a file that ends like that of a folder.
    Folder,
    /// Another file system begins there, so nothing can take its place.
    MountPoint,
    /// Mode and owner of what is replaced cannot be given to what replaces it.
    Keep(io::Error),
    /// The system refused.
    System(io::Error),
    /// Not written; what was there before has this name now and could not be given its own name back.
    Stranded(PathBuf, io::Error),
    /// Written, but the system did not promise that the name outlives a failure of power.
    Unsynced(io::Error),
    /// Written, but what it replaced, or a part of it, is still there under this name.
    Left(PathBuf, io::Error),
}

impl WriteError {
    pub(crate) fn new(path: &Path, fault: Fault) -> Self {
        Self {
            path: path.into(),
            fault,
        }
    }

    /// For `map_err`: what the system said about a path.
    pub(crate) fn system(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::new(path, Fault::System(source))
    }

    /// Whether what was to be written is whole and in its place all the same.
    pub const fn written(&self) -> bool {
        matches!(self.fault, Fault::Unsynced(_) | Fault::Left(..))
    }

    /// What went wrong, without advice.
    pub fn what(&self) -> String {
        let path = shown(&self.path);
        match &self.fault {
            Fault::Taken if self.path.is_dir() => format!("{path} is not empty"),
            Fault::Taken => format!("{path} exists"),
            Fault::Foreign(entry) => {
                format!(
                    "{path} holds `{}`, which is not part of a result",
                    shown(Path::new(entry))
                )
            }
            Fault::Undescribed => {
                format!("{path} holds files without a manifest of this program, so they may be no result")
            }
            Fault::Kind(found, wanted) => format!("{path} is {found}, not {wanted}"),
            Fault::Dangling => format!("{path} is a link that leads nowhere"),
            Fault::Nameless => format!("`{path}` does not end in a name"),
            Fault::Folder => format!("`{path}` names a folder, and a file is to be written"),
            Fault::MountPoint => format!("{path} is a mount point: another file system begins there"),
            Fault::Keep(source) => {
                format!("owner and mode of {path} cannot be kept when it is replaced: {source}")
            }
            Fault::System(source) => format!("cannot write {path}: {source}"),
            Fault::Stranded(aside, source) => format!(
                "what was at {path} is now at {} and could not be given its name back: {source}",
                shown(aside)
            ),
            Fault::Unsynced(source) => format!(
                "{path} is in its place, but the system does not promise that it stays there after a failure of \
                 power: {source}"
            ),
            Fault::Left(old, source) => format!(
                "{path} is in its place, but what it replaced could not be deleted and is now at {}: {source}",
                shown(old)
            ),
        }
    }

    /// How to mend it.
    pub fn how(&self) -> &'static str {
        match &self.fault {
            Fault::Taken => "choose another name, or replace what is there with --force",
            Fault::Foreign(_) => "move it out of the folder, or choose another folder",
            Fault::Undescribed => "delete them yourself, or choose another folder",
            Fault::Kind(..) => "choose another name",
            Fault::Dangling => "remove the link, or name the place itself",
            Fault::Nameless => "name a folder that is new, or empty",
            Fault::Folder => "leave out the separator at the end, or add the name of the file",
            Fault::MountPoint => "name a folder below it",
            Fault::Keep(_) => "let its owner do it, or choose another name",
            Fault::System(source) => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "make room on the disk, or choose a place on another one"
                }
                _ => "check that the folder exists and may be written to, or choose another one",
            },
            Fault::Stranded(..) => "give it its name back yourself",
            Fault::Unsynced(_) => "nothing, unless the power fails soon; a copy elsewhere is safe",
            Fault::Left(..) => "delete what is left there yourself",
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nothing = if self.written() {
            ""
        } else {
            "nothing was written; "
        };
        write!(f, "{}; {nothing}{}", self.what(), self.how())
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Keep(source)
            | Fault::System(source)
            | Fault::Stranded(_, source)
            | Fault::Unsynced(source)
            | Fault::Left(_, source) => Some(source),
            Fault::Taken
            | Fault::Foreign(_)
            | Fault::Undescribed
            | Fault::Kind(..)
            | Fault::Dangling
            | Fault::Nameless
            | Fault::Folder
            | Fault::MountPoint => None,
        }
    }
}

/// A path as a message shows it: on one line, with nothing that a terminal obeys.
fn shown(path: &Path) -> String {
    engine::text::shortened(&path.display().to_string(), LONGEST)
}

/// Characters of a path that are shown; systems have no longer ones.
const LONGEST: usize = 4096;
