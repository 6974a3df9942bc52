//! Helpers of the tests: runs the program in a folder of its own.

pub mod published;
#[cfg(unix)]
pub mod trials;

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// Runs the program in a folder; returns exit code, standard output and standard error.
pub fn shapan(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let program = env!("CARGO_BIN_EXE_shapan");
    let output = Command::new(program)
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// A new folder with files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempdir().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// Names in a folder, hidden ones too, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Runs something that must be refused as bad input, without a word on standard output.
#[track_caller]
pub fn refused(folder: &Path, args: &[&str], words: &[&str]) {
    let (code, out, err) = shapan(folder, args);
    assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
    // Messages are wrapped; compare without line breaks and margins.
    let flat: String = err
        .split_whitespace()
        .filter(|w| *w != "│")
        .collect::<Vec<_>>()
        .join(" ");
    for word in words {
        assert!(flat.contains(word), "{args:?}: `{word}` not in\n{err}");
    }
    assert!(!err.contains('\u{1b}'), "colours without a terminal: {err}");
}
