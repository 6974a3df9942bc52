//! Tiny runs, started in parallel or repeated, and whether their results are whole.

use super::shapan;
use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_shapan");

/// A run that takes a moment.
pub const TINY: [&str; 7] = ["run", "--pairs", "2", "--quarters", "3", "--quiet", "--out"];

/// A few trials, or as many as a release needs.
pub fn trials(few: usize, all: usize) -> usize {
    match std::env::var("SHAPAN_TRIALS").as_deref() {
        Ok("all") => all,
        _ => few,
    }
}

/// Starts the program in a folder, behind other commands if need be.
pub fn start(dir: &Path, wrap: &[&str], args: &[&str]) -> Child {
    let all = [wrap, &[PROGRAM], args].concat();
    Command::new(all[0])
        .args(&all[1..])
        .current_dir(dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs a result again; the verdict as JSON with the exit code.
#[track_caller]
pub fn reproduce(dir: &Path, out: &str) -> (i32, Value) {
    let (code, text, err) = shapan(dir, &["reproduce", out, "--quiet", "--format", "json"]);
    let verdict = serde_json::from_str(&text).unwrap_or(Value::String(err));
    (code, verdict)
}

/// A result must be whole and come out again.
#[track_caller]
pub fn same(dir: &Path, out: &str) {
    let (code, verdict) = reproduce(dir, out);
    assert_eq!((code, &verdict["same"]), (0, &"yes".into()), "{verdict}");
}
