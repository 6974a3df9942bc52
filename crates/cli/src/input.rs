//! Reading of scenario files: by name if the program has such a scenario, else by path.

use crate::args::Changes;
use crate::economies;
use crate::failure::Failure;
use data::regular_file::{self, ReadError};
use std::io::ErrorKind;
use std::path::Path;
use study::scenario::suggest::did_you_mean;
use study::scenario::{Options, PRESETS, Scenario, levers, presets};

/// Longest file that is read, bytes; a scenario is a page of text.
const LONGEST: u64 = 1 << 20;

/// Reads a scenario by name or path and applies the changes of the command line.
pub fn scenario(name: &str, changes: &Changes) -> Result<Scenario, Failure> {
    let options = Options {
        allow_out_of_range: changes.allow_out_of_range,
    };
    let text = match presets::text(name) {
        Some(text) => text.to_owned(),
        None => file(name)?,
    };
    // A base that cannot be read is reported by the scenario itself, with the line that names it.
    let load = |path: &str| file(path).ok();
    let mut scenario = Scenario::parse_with(options, &text, name, &load)?;
    for assignment in &changes.set {
        scenario.set(assignment).map_err(|error| {
            let economy = changes.economy.as_ref().unwrap_or(&scenario.economy);
            bare_assumption(assignment, economy).unwrap_or_else(|| error.into())
        })?;
    }
    if let Some(economy) = &changes.economy {
        scenario.economy.clone_from(economy);
    }
    Ok(scenario)
}

/// The repair of a `--set` that names a parameter as if it were a lever.
fn bare_assumption(assignment: &str, economy: &str) -> Option<Failure> {
    let (path, value) = assignment.split_once('=')?;
    let (path, value) = (path.trim(), value.trim());
    let known = economies::load(economy).ok()?.parameters.contains_key(path);
    (known && levers::find(path).is_none()).then(|| {
        Failure::input(
            format!("unknown lever `{path}`"),
            "it is a parameter, and a scenario sets a parameter as an assumption",
            format!("write --set 'assumptions.{path}={value}'"),
        )
    })
}

/// Text of a scenario file.
fn file(name: &str) -> Result<String, Failure> {
    regular_file::text(Path::new(name), LONGEST).map_err(|error| {
        let why = "the scenario says what to simulate";
        match &error {
            ReadError::Io { source, .. } if source.kind() == ErrorKind::NotFound => {
                let ids = PRESETS.iter().map(|p| p.id);
                let how = did_you_mean(
                    name,
                    ids,
                    "check the path, or see the list: shapan list scenarios",
                );
                Failure::input(format!("there is no file and no scenario `{name}`"), why, how)
            }
            ReadError::Io { source, .. } => Failure::input(
                format!("`{name}` cannot be read: {source}"),
                why,
                "check the path and its rights",
            ),
            ReadError::NotRegular { kind, .. } => {
                Failure::input(format!("`{name}` is {kind}"), why, "name a scenario file (TOML)")
            }
            ReadError::TooLong { .. } => Failure::input(
                format!("`{name}` is longer than the 1 MB a scenario may have"),
                "a scenario is a page of text; something this long is most likely another file",
                "check the file name",
            ),
            ReadError::NotText { valid, line, .. } => Failure::input(
                format!(
                    "`{name}` is not UTF-8 text: byte {} in line {line} cannot be read",
                    valid + 1
                ),
                "text in another encoding would be misread, Chinese titles first of all",
                "save the file as UTF-8, or start from a template: shapan new FILE",
            ),
        }
    })
}
