//! Frontier fields of a pack: `fields.toml`, each field with its source.

use crate::error::{Fault, PackError};
use crate::files::{PackFiles, toml};
use crate::pack::{TextFile, basis, identifier, one_line, provenance, within};
use engine::text::echo;
use model::economy::MOST_MEMBERS;
use model::economy::{FrontierField, Sector, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Longest delay of a field, quarters.
const LONGEST_DELAY: u32 = 400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    unit: String,
    field: Vec<FieldFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    id: String,
    name: TextFile,
    level: f64,
    frontier_growth: f64,
    delay: u32,
    research: f64,
    feeds: BTreeMap<String, f64>,
    basis: String,
    source: String,
}

/// Frontier fields, if the pack has the file.
pub(crate) fn read(files: &PackFiles, sectors: &[Sector]) -> Result<Vec<FrontierField>, PackError> {
    const FILE: &str = "fields.toml";
    if !files.has(FILE) {
        return Ok(Vec::new());
    }
    let raw: FieldsFile = toml(files, FILE)?;
    if raw.field.len() > MOST_MEMBERS {
        let what = format!(
            "{} fields; an economy has at most {MOST_MEMBERS}",
            raw.field.len()
        );
        return Err(PackError::new(Fault::TooMuch, FILE, "field", what));
    }
    let mut fields: Vec<FrontierField> = Vec::new();
    for f in raw.field {
        identifier(&f.id, FILE, "id of a field")?;
        one_line(&f.name, FILE, &f.id)?;
        if f.delay > LONGEST_DELAY {
            let what = format!("a delay of {} quarters is above {LONGEST_DELAY}", f.delay);
            return Err(PackError::new(Fault::Meaningless, FILE, f.id.as_str(), what));
        }
        provenance(&raw.unit, &f.source, FILE, &f.id)?;
        if fields.iter().any(|other| other.id == f.id) {
            let what = "the field is listed twice";
            return Err(PackError::new(Fault::Duplicate, FILE, f.id.as_str(), what));
        }
        if let Some(code) = f
            .feeds
            .keys()
            .find(|code| sectors.iter().all(|s| s.code != **code))
        {
            let what = format!("`{}` is no sector", echo(code));
            return Err(PackError::new(Fault::Unknown, FILE, f.id.as_str(), what));
        }
        let feeds = sectors
            .iter()
            .map(|s| {
                within(
                    f.feeds.get(&s.code).copied().unwrap_or(0.0),
                    0.0,
                    1.0,
                    FILE,
                    &f.id,
                )
            })
            .collect::<Result<_, _>>()?;
        // At the frontier itself there would be nothing to catch up with.
        if f.level >= 1.0 || f.research <= 0.0 {
            let what = "`level` must lie below 1 and `research` above 0";
            return Err(PackError::new(Fault::OutOfRange, FILE, f.id.as_str(), what));
        }
        fields.push(FrontierField {
            basis: basis(&f.basis, FILE, &f.id)?,
            level: within(f.level, 0.01, 1.0, FILE, &f.id)?,
            frontier_growth: within(f.frontier_growth, 0.0, 1.0, FILE, &f.id)?,
            research: within(f.research, 0.0, 1.0, FILE, &f.id)?,
            id: f.id,
            name: Text {
                en: f.name.en,
                zh: f.name.zh,
            },
            delay: f.delay,
            feeds,
            source: f.source,
        });
    }
    Ok(fields)
}
