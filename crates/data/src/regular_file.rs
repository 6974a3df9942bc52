//! Reads a file that others have made: a regular file, up to a number of bytes. A pipe would be waited for without
//! end, a device read without end, so both are refused before a byte is read. Links are followed.

use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refused: no such file, no right to read it, a fault of the disk.
    #[error("cannot read {}: {source}; check the path and its rights", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Reason.
        source: io::Error,
    },
    /// A folder, a pipe, a device or a socket.
    #[error("{} is {kind}, and only a regular file can be read to its end; name a file", .path.display())]
    NotRegular {
        /// Which file.
        path: PathBuf,
        /// What it is, with its article.
        kind: &'static str,
    },
    /// More bytes than such a file can sensibly have.
    #[error(
        "{} is longer than the {cap} bytes that are read of such a file; it is most likely another file",
        .path.display()
    )]
    TooLong {
        /// Which file.
        path: PathBuf,
        /// Most bytes.
        cap: u64,
    },
    /// Not UTF-8.
    #[error(
        "{} is not UTF-8 text: byte {} in line {line} cannot be read; save the file as UTF-8",
        .path.display(),
        .valid + 1
    )]
    NotText {
        /// Which file.
        path: PathBuf,
        /// Bytes before the first that is not text.
        valid: usize,
        /// Line of that byte, from 1.
        line: usize,
    },
}

/// Opens a regular file; neither waits for the other end of a pipe nor opens a device.
///
/// # Errors
/// The file cannot be opened, or is not a regular file.
pub fn open(path: &Path) -> Result<File, ReadError> {
    let io = |source| ReadError::Io {
        path: path.into(),
        source,
    };
    regular(path, &fs::metadata(path).map_err(io)?)?;
    let file = options().open(path).map_err(io)?;
    // Once more on what was opened: the name may have been given to something else in between.
    regular(path, &file.metadata().map_err(io)?)?;
    Ok(file)
}

/// All bytes of a regular file of at most `cap` bytes.
///
/// # Errors
/// As `open`; or the file is longer.
pub fn read(path: &Path, cap: u64) -> Result<Vec<u8>, ReadError> {
    let io = |source| ReadError::Io {
        path: path.into(),
        source,
    };
    let too_long = || ReadError::TooLong {
        path: path.into(),
        cap,
    };
    let file = open(path)?;
    if file.metadata().map_err(io)?.len() > cap {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    // One byte more than allowed: the file may grow while it is read, or not tell its length.
    file.take(cap.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() as u64 > cap {
        return Err(too_long());
    }
    Ok(bytes)
}

/// Text of a regular file of at most `cap` bytes.
///
/// # Errors
/// As `read`; or the bytes are not UTF-8.
pub fn text(path: &Path, cap: u64) -> Result<String, ReadError> {
    String::from_utf8(read(path, cap)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        ReadError::NotText {
            path: path.into(),
            valid,
            line: 1 + error.as_bytes()[..valid].iter().filter(|b| **b == b'\n').count(),
        }
    })
}

/// SHA-256 of a regular file of any length, as 64 hexadecimal digits.
///
/// # Errors
/// As `open`; or reading breaks off.
pub fn sha256(path: &Path) -> Result<String, ReadError> {
    let mut file = open(path)?;
    let mut hasher = Sha256::new();
    io::copy(&mut file, &mut hasher).map_err(|source| ReadError::Io {
        path: path.into(),
        source,
    })?;
    Ok(hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

fn regular(path: &Path, meta: &Metadata) -> Result<(), ReadError> {
    if meta.is_file() {
        return Ok(());
    }
    let kind = if meta.is_dir() { "a folder" } else { special(meta) };
    Err(ReadError::NotRegular {
        path: path.into(),
        kind,
    })
}

#[cfg(unix)]
fn special(meta: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = meta.file_type();
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: &Metadata) -> &'static str {
    "a device"
}

/// Opens a pipe without waiting and never takes over a terminal.
#[cfg(unix)]
fn options() -> OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_cap() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        fs::write(&path, "一二\nthree\n").unwrap();
        assert_eq!(text(&path, 13).unwrap(), "一二\nthree\n");
        fs::write(dir.path().join("abc"), "abc").unwrap();
        // Known answer of SHA-256.
        assert!(
            sha256(&dir.path().join("abc"))
                .unwrap()
                .starts_with("ba7816bf8f01cfea")
        );
        assert!(matches!(read(&path, 12), Err(ReadError::TooLong { cap: 12, .. })));
        fs::write(&path, b"one\ntw\xff").unwrap();
        let error = text(&path, 100).unwrap_err().to_string();
        assert!(error.contains("byte 7 in line 2"), "{error}");
        let missing = read(&dir.path().join("none"), 1);
        assert!(matches!(missing, Err(ReadError::Io { .. })));
        assert!(matches!(
            read(dir.path(), 1),
            Err(ReadError::NotRegular { kind: "a folder", .. })
        ));
    }

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_refused_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        let made = rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        );
        made.unwrap();
        let link = dir.path().join("link");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for (path, word) in [(&pipe, "a pipe"), (&link, "a device")] {
            let error = read(path, 10).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }
}
