//! Folders into which a command puts single files beside others.

use crate::failure::{Exit, Failure};
use report::publish;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the folder, and makes sure before the work begins that every file can be put there.
///
/// # Errors
/// The folder cannot be made, or something other than a regular file has the name of one of the files.
pub fn check(folder: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(
            Exit::Output,
            format!("{} cannot be made: {error}", folder.display()),
            "tables and pictures go there",
            "choose a folder in which files can be made",
        )
    })?;
    for file in files {
        publish::check_file(file, true)?;
    }
    Ok(())
}
