//! The files of the repository, in memory: those that git tracks and new ones that it does not ignore.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Text files by path from the root, with `/` between parts; of files that are not text, only the path.
#[derive(Debug, Default)]
pub struct Repo {
    files: BTreeMap<String, Option<String>>,
}

/// Something to fix, or to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// File, from the root.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub message: String,
    /// True if nothing has to be done.
    pub note: bool,
}

impl Finding {
    /// Something that has to be fixed.
    pub fn error(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
            note: false,
        }
    }
    /// Something worth knowing.
    pub fn note(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            note: true,
            ..Self::error(path, line, message)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.note { "note: " } else { "" };
        write!(f, "{}:{}: {kind}{}", self.path, self.line, self.message)
    }
}

impl Repo {
    /// Reads the repository this task belongs to.
    pub fn load() -> Result<Self, String> {
        let root = root();
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .map_err(|e| format!("cannot start git, which lists the files to check: {e}"))?;
        if !listed.status.success() {
            let reason = String::from_utf8_lossy(&listed.stderr).into_owned();
            return Err(format!("git cannot list the files to check: {reason}"));
        }
        let mut files = BTreeMap::new();
        for path in String::from_utf8_lossy(&listed.stdout).split_terminator('\0') {
            // A tracked file may have been deleted and not yet committed.
            if let Ok(bytes) = std::fs::read(root.join(path)) {
                files.insert(path.to_owned(), String::from_utf8(bytes).ok());
            }
        }
        Ok(Self { files })
    }

    /// Text files with their paths, sorted.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }
    /// Paths of all files, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
    /// Text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }
    /// True for a file and for a folder that holds one.
    pub fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.files.contains_key(path) || self.files().any(|f| is_below(f, path))
    }

    /// Writes a file below the root.
    pub fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let whole = root().join(path);
        let failed = |e: std::io::Error| format!("cannot write {path}: {e}");
        if let Some(folder) = whole.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        std::fs::write(&whole, text).map_err(failed)
    }

    /// A repository made of these files.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())));
        Self {
            files: files.collect(),
        }
    }
}

/// True if `file` is somewhere in `folder`.
pub fn is_below(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
