//! Unit and source of every column of numbers, as `pack.toml` gives them.

use crate::error::{Fault, PackError};
use crate::files::{PackFiles, Table};
use crate::meaning;
use crate::pack::{HEAD, basis, provenance};
use engine::text::echo;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Provenance of a column of a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnFile {
    file: String,
    columns: Vec<String>,
    #[serde(default)]
    unit: String,
    basis: String,
    #[serde(default)]
    source: String,
}

/// Every column of numbers needs a unit and a source, and every column described must exist.
pub(crate) fn check(files: &PackFiles, described: &[ColumnFile], money_unit: &str) -> Result<(), PackError> {
    const PLACE: &str = "columns";
    const OWN: [&str; 2] = ["sectors.csv", "uses.csv"];
    let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
    for entry in described {
        let place = format!(
            "{PLACE}: {} {}",
            echo(&entry.file),
            echo(&entry.columns.join(", "))
        );
        basis(&entry.basis, HEAD, &place)?;
        provenance(&entry.unit, &entry.source, HEAD, &place)?;
        let file = entry.file.as_str();
        if !tables.contains_key(file) {
            tables.insert(file, Table::read(files, file)?);
        }
        for column in &entry.columns {
            tables[file].column(column)?;
        }
    }
    for file in OWN {
        let table = Table::read(files, file)?;
        let labels = ["code", "name_en", "name_zh", "product", "user"];
        for header in table.headers().iter().filter(|h| !labels.contains(&h.as_str())) {
            if !described
                .iter()
                .any(|e| e.file == file && e.columns.contains(header))
            {
                let what = format!("column `{}` of {file} has neither unit nor source", echo(header));
                return Err(PackError::new(Fault::MissingSource, HEAD, PLACE, what));
            }
        }
    }
    for entry in described.iter().filter(|e| OWN.contains(&e.file.as_str())) {
        for column in &entry.columns {
            meaning::column(column, &entry.unit, money_unit)
                .map_err(|(kind, what)| PackError::new(kind, HEAD, PLACE, what))?;
        }
    }
    Ok(())
}
