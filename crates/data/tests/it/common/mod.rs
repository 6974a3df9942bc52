//! The made-up pack and ways to break it.

use data::Fault;

/// A copy of the island that a test may change.
pub fn copy() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(island()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, dir.path().join(path.file_name().unwrap())).unwrap();
    }
    dir
}

/// The made-up pack.
pub fn island() -> String {
    format!("{}/tests/packs/island", env!("CARGO_MANIFEST_DIR"))
}

/// Copies the island, edits one file, and returns the error.
#[track_caller]
pub fn broken(file: &str, edit: impl Fn(&str) -> Vec<u8>) -> data::PackError {
    let dir = copy();
    let path = dir.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let edited = edit(&text);
    assert_ne!(edited, text.as_bytes(), "the edit must change {file}");
    std::fs::write(&path, edited).unwrap();
    data::economy(dir.path().to_str().unwrap()).unwrap_err()
}

/// The error after one text of a file is replaced.
#[track_caller]
pub fn replace(file: &str, from: &str, to: &str) -> data::PackError {
    broken(file, |text| {
        assert!(text.contains(from), "{file} has no `{from}`");
        text.replacen(from, to, 1).into_bytes()
    })
}

/// The kind of fault, and words of its message.
#[track_caller]
pub fn expect(error: &data::PackError, fault: Fault, words: &[&str]) {
    let message = error.to_string();
    assert_eq!(error.fault, fault, "{message}");
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
    let (why, fix) = fault.advice();
    assert!(message.ends_with(&format!("{why}; {fix}")), "{message}");
}
