//! Reads the parameters of a pack: one file for the core and one for each further block.

use crate::error::{Fault, PackError};
use crate::files::{BLOCK_FOLDER, PackFiles, toml};
use crate::meaning;
use crate::pack::{basis, provenance, within};
use model::blocks::{BLOCKS, BlockInfo, out_of_order};
use model::declare::Known;
use model::economy::{Parameter, Sector};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterFile {
    title: String,
    value: f64,
    /// Values of the sectors named; of those not named `rest`.
    #[serde(default)]
    by_sector: Option<BTreeMap<String, f64>>,
    #[serde(default)]
    rest: Option<f64>,
    #[serde(default)]
    unit: String,
    range: [f64; 2],
    basis: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    note: String,
}

/// The parameters of all blocks: `core` from `parameters.toml`, each further one from `blocks/NAME.toml` if it is there.
pub(crate) fn read(
    files: &PackFiles,
    sectors: &[Sector],
    currency: &str,
) -> Result<BTreeMap<String, Parameter>, PackError> {
    let mut parameters = BTreeMap::new();
    for (i, block) in BLOCKS.iter().enumerate() {
        let file = file_of(block.id);
        if i == 0 || files.has(&file) {
            read_block(files, &file, block, sectors, currency, &mut parameters)?;
        }
    }
    if let Some((low, high)) = out_of_order(&parameters) {
        let block = parameters.get(low).map_or("core", |p| p.block.as_str());
        let what = format!("`{low}` is not below `{high}`, which has no meaning together");
        return Err(PackError::new(Fault::Meaningless, &file_of(block), low, what));
    }
    if let Some(file) = files.stranger() {
        let blocks: Vec<&str> = BLOCKS[1..].iter().map(|block| block.id).collect();
        let what = format!("the model has no such block; it has {}", blocks.join(", "));
        return Err(PackError::new(Fault::Unknown, file, "whole file", what));
    }
    Ok(parameters)
}

/// File that holds the parameters of a block.
fn file_of(block: &str) -> String {
    if block == BLOCKS[0].id {
        "parameters.toml".to_owned()
    } else {
        format!("{BLOCK_FOLDER}{block}.toml")
    }
}

fn read_block(
    files: &PackFiles,
    file: &str,
    block: &BlockInfo,
    sectors: &[Sector],
    currency: &str,
    parameters: &mut BTreeMap<String, Parameter>,
) -> Result<(), PackError> {
    let raw: BTreeMap<String, ParameterFile> = toml(files, file)?;
    for (id, p) in raw {
        let Some(k) = block.parameters.iter().find(|k| k.id == id) else {
            let what = "the model reads no such parameter";
            return Err(PackError::new(Fault::Unknown, file, id.as_str(), what));
        };
        let basis = basis(&p.basis, file, &id)?;
        provenance(&p.unit, &p.source, file, &id)?;
        if p.range.iter().any(|x| !x.is_finite()) || p.range[0] > p.range[1] {
            let what = format!("range {} to {} is not a range", p.range[0], p.range[1]);
            return Err(PackError::new(Fault::Malformed, file, id.as_str(), what));
        }
        let value = within(p.value, p.range[0], p.range[1], file, &id)?;
        let by_sector = read_by_sector(&p, k, sectors, file, &id)?;
        let range = (p.range[0], p.range[1]);
        meaning::parameter(k, &p.unit, range, &by_sector, currency)
            .map_err(|(fault, what)| PackError::new(fault, file, id.as_str(), what))?;
        parameters.insert(
            id,
            Parameter {
                title: p.title,
                block: block.id.to_owned(),
                value,
                by_sector,
                unit: p.unit,
                range,
                basis,
                source: p.source,
                note: p.note,
            },
        );
    }
    match block.parameters.iter().find(|k| !parameters.contains_key(k.id)) {
        Some(k) => {
            let what = format!("parameter `{}` is missing:{}", k.id, k.meaning);
            Err(PackError::new(Fault::Missing, file, k.id, what))
        }
        None => Ok(()),
    }
}

/// One value per sector, if the parameter has them; a sector not named takes `rest`.
fn read_by_sector(
    p: &ParameterFile,
    known: &Known,
    sectors: &[Sector],
    file: &str,
    id: &str,
) -> Result<Vec<f64>, PackError> {
    let place = format!("{id}.by_sector");
    let Some(named) = &p.by_sector else {
        return if known.by_sector {
            let what = "the parameter needs a value for each sector";
            Err(PackError::new(Fault::Missing, file, place, what))
        } else {
            Ok(Vec::new())
        };
    };
    if !known.by_sector {
        let what = "the parameter has one value for all sectors";
        return Err(PackError::new(Fault::Unknown, file, place, what));
    }
    if let Some(code) = named
        .keys()
        .find(|code| !sectors.iter().any(|s| s.code == **code))
    {
        let what = format!("no sector `{code}`");
        return Err(PackError::new(Fault::Unknown, file, place, what));
    }
    sectors
        .iter()
        .map(|s| match named.get(&s.code).copied().or(p.rest) {
            Some(x) if x.is_finite() => Ok(x),
            Some(x) => Err(PackError::new(
                Fault::NotFinite,
                file,
                place.as_str(),
                format!("{x} is not finite"),
            )),
            None => {
                let what = format!("sector `{}` has no value and there is no `rest`", s.code);
                Err(PackError::new(Fault::Missing, file, place.as_str(), what))
            }
        })
        .collect()
}
