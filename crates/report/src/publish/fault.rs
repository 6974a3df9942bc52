//! Why something was not written, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Nothing was written, or what was written was taken back.
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
    /// Not the kind of thing that is replaced: its kind, with article, and what it should be.
    Kind(&'static str, &'static str),
    /// A link that leads nowhere.
    Dangling,
    /// A path that does not end in a name, such as `/`.
    Nameless,
    /// Another file system begins there, so nothing can take its place.
    MountPoint,
    /// Mode and owner of what is replaced cannot be given to what replaces it.
    Keep(io::Error),
    /// The system refused.
    System(io::Error),
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

    /// What went wrong, without advice.
    pub fn what(&self) -> String {
        let path = self.path.display();
        match &self.fault {
            Fault::Taken if self.path.is_dir() => format!("{path} is not empty"),
            Fault::Taken => format!("{path} exists"),
            Fault::Foreign(entry) => format!("{path} holds `{entry}`, which is not part of a result"),
            Fault::Kind(found, wanted) => format!("{path} is {found}, not {wanted}"),
            Fault::Dangling => format!("{path} is a link that leads nowhere"),
            Fault::Nameless => format!("`{path}` does not end in a name"),
            Fault::MountPoint => format!("{path} is a mount point: another file system begins there"),
            Fault::Keep(source) => {
                format!("owner and mode of {path} cannot be kept when it is replaced: {source}")
            }
            Fault::System(source) => format!("cannot write {path}: {source}"),
        }
    }

    /// How to mend it.
    pub fn how(&self) -> &'static str {
        match &self.fault {
            Fault::Taken => "choose another name, or replace what is there with --force",
            Fault::Foreign(_) => "move it out of the folder, or choose another folder",
            Fault::Kind(..) => "choose another name",
            Fault::Dangling => "remove the link, or name the place itself",
            Fault::Nameless => "name a folder that is new, or empty",
            Fault::MountPoint => "name a folder below it",
            Fault::Keep(_) => "let its owner do it, or choose another name",
            Fault::System(source) => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "make room on the disk, or choose a place on another one"
                }
                _ => "check that the folder exists and may be written to, or choose another one",
            },
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; nothing was written; {}", self.what(), self.how())
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Keep(source) | Fault::System(source) => Some(source),
            _ => None,
        }
    }
}
