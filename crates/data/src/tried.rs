//! Ranges in which an economy was tried: `tried.toml`, if the pack has it.

use crate::error::{Fault, PackError};
use crate::files::{PackFiles, toml};
use engine::text::echo;
use model::economy::Tried;
use model::indicators::Indicator;
use serde::Deserialize;
use std::collections::BTreeMap;

const FILE: &str = "tried.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TriedFile {
    quarters: u32,
    persons_per_agent: [u32; 2],
    range: BTreeMap<String, [f64; 2]>,
}

/// Ranges, if the pack has the file.
pub(crate) fn read(files: &PackFiles) -> Result<Option<Tried>, PackError> {
    if !files.has(FILE) {
        return Ok(None);
    }
    let raw: TriedFile = toml(files, FILE)?;
    let [finest, coarsest] = raw.persons_per_agent;
    if finest > coarsest {
        let what = format!("{finest} is above {coarsest}; write the finer size first");
        return Err(PackError::new(
            Fault::Meaningless,
            FILE,
            "persons_per_agent",
            what,
        ));
    }
    let mut ranges = Vec::new();
    for (id, [low, high]) in raw.range {
        let fault = |fault, what: String| PackError::new(fault, FILE, format!("range.{}", echo(&id)), what);
        let Some(indicator) = Indicator::ALL.iter().find(|known| known.info().id == id) else {
            return Err(fault(
                Fault::Unknown,
                "no indicator of this name; `shapan list indicators` names them".to_owned(),
            ));
        };
        if low.partial_cmp(&high).is_none_or(|order| order.is_gt()) {
            return Err(fault(Fault::Meaningless, format!("{low} to {high} is no range")));
        }
        ranges.push((indicator, low, high));
    }
    ranges.sort_by_key(|(indicator, ..)| indicator.place());
    Ok(Some(Tried {
        quarters: raw.quarters,
        persons_per_agent: (finest, coarsest),
        ranges: ranges
            .into_iter()
            .map(|(known, low, high)| (known.info().id, low, high))
            .collect(),
    }))
}
