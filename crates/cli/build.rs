//! Tells the program which build it is: target and commit. Works without git and without the history, and then says
//! `unknown`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a build script asks its surroundings and prints to cargo"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=SHAPAN_COMMIT");
    let target = env::var("TARGET").unwrap_or_else(|_| "unknown".to_owned());
    // It writes one file fewer, so its results are not those of the usual build byte for byte.
    let without = match env::var_os("CARGO_FEATURE_PARQUET") {
        Some(_) => "",
        None => ", without parquet",
    };
    println!("cargo::rustc-env=SHAPAN_TARGET={target}{without}");
    let root = env::var_os("CARGO_MANIFEST_DIR").map(|dir| PathBuf::from(dir).join("../.."));
    // A packager without the history can name the commit.
    let commit = env::var("SHAPAN_COMMIT").ok().filter(|name| !name.is_empty());
    let commit = commit.or_else(|| root.as_deref().and_then(commit_of));
    println!(
        "cargo::rustc-env=SHAPAN_COMMIT={}",
        commit.as_deref().unwrap_or("unknown")
    );
}

/// The commit checked out at `root`, with `-dirty` if files differ from it.
fn commit_of(root: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    // Not the history of another project into which these sources were copied.
    let top = git(&root, &["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != root {
        return None;
    }
    let commit = git(&root, &["rev-parse", "HEAD"])?;
    let changes = git(&root, &["status", "--porcelain", "--untracked-files=normal"])?;
    for name in ["HEAD", "index"] {
        watch(&root, &git(&root, &["rev-parse", "--git-path", name])?);
    }
    for name in [
        "crates",
        "countries",
        "evidence",
        "scenarios",
        ".cargo",
        "Cargo.toml",
        "Cargo.lock",
    ] {
        watch(&root, name);
    }
    Some(if changes.is_empty() {
        commit
    } else {
        commit + "-dirty"
    })
}

/// Asks anew when a file or folder changes.
fn watch(root: &Path, name: &str) {
    println!("cargo::rerun-if-changed={}", root.join(name).display());
}

/// What git prints; nothing if it is missing or fails.
fn git(root: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("--no-optional-locks")
        .args(args)
        .current_dir(root)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
