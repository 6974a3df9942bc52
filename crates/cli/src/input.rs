//! Reading of scenario files: by name if the program has such a scenario, else by path.

use crate::args::Changes;
use crate::failure::Failure;
use scenario::suggest::did_you_mean;
use scenario::{Options, PRESETS, Scenario, presets};
use std::fs;
use std::io::Read;
use std::path::Path;

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
        scenario.set(assignment)?;
    }
    if let Some(economy) = &changes.economy {
        scenario.economy.clone_from(economy);
    }
    Ok(scenario)
}

/// Text of a scenario file.
fn file(name: &str) -> Result<String, Failure> {
    let path = Path::new(name);
    let why = "the scenario says what to simulate";
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let ids = PRESETS.iter().map(|p| p.id);
            let how = did_you_mean(
                name,
                ids,
                "check the path, or see the list: shapan list scenarios",
            );
            return Err(Failure::input(
                format!("there is no file and no scenario `{name}`"),
                why,
                how,
            ));
        }
        Err(error) => {
            return Err(Failure::input(
                format!("`{name}` cannot be read: {error}"),
                why,
                "check the path and its rights",
            ));
        }
    };
    if meta.is_dir() {
        return Err(Failure::input(
            format!("`{name}` is a folder"),
            why,
            "name a scenario file (TOML) in it",
        ));
    }
    // Not more than is needed to see that it is too long: the file may be a device without end.
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
        .map_err(|e| {
            Failure::input(
                format!("`{name}` cannot be read: {e}"),
                why,
                "check the path and its rights",
            )
        })?;
    if bytes.len() as u64 > LONGEST {
        return Err(Failure::input(
            format!("`{name}` is longer than the 1 MB a scenario may have"),
            "a scenario is a page of text; something this long is most likely another file",
            "check the file name",
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|b| **b == b'\n').count() + 1;
        Failure::input(
            format!(
                "`{name}` is not UTF-8 text: byte {} in line {line} cannot be read",
                valid.len() + 1
            ),
            "text in another encoding would be misread, Chinese titles first of all",
            "save the file as UTF-8, or start from a template: shapan new FILE",
        )
    })
}
