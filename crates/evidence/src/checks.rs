//! Bounds of single checks of the validation, by name.

use crate::rows::{Fault, Text, error, rows};
use crate::{Bound, EvidenceError, Kind};
use engine::text::echo;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Bounds of single checks. What each is about stands in `evidence/checks.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Checks {
    /// Growth of quarter 1 less trend, percentage points of the quarter.
    pub first_quarter: Bound,
    /// Standard deviation of one paired difference in the first year of an impulse, per cent of GDP.
    pub pair_spread: Bound,
    /// Multiplier of purchases in the first year that the rules were tried with.
    pub multiplier: Bound,
    /// The same, as studies give it.
    pub multiplier_evidence: Bound,
    /// Elasticity of a firm's technology to its own research.
    pub research_private: Bound,
    /// Social over private effect of research.
    pub research_social: Bound,
    /// Growth of a year, per cent: a run with a year above and a year below the band swings.
    pub swing_years: Bound,
    /// Share of seeds that swing where they must.
    pub swinging_seeds: Bound,
    /// Growth that a lasting rise of spending may still add late, percentage points.
    pub late_growth: Bound,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cells {
    id: String,
    what: String,
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    kind: Kind,
    source: String,
}

/// A check that is told by its row alone: what is measured, and its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Name by which the measured number is found.
    pub id: String,
    /// What is measured.
    pub what: String,
    /// Its bounds.
    pub bound: Bound,
}

/// Reads a table of checks in the order in which they are shown.
pub(crate) fn listed(text: Text) -> Result<Vec<Listed>, EvidenceError> {
    let mut found: Vec<Listed> = Vec::new();
    for row in rows::<Cells>(text)? {
        let cells = &row.cells;
        row.sourced(&cells.source)?;
        if found.iter().any(|other| other.id == cells.id) {
            return Err(row.fault(Fault::Duplicate, "id", format!("`{}` twice", echo(&cells.id))));
        }
        found.push(Listed {
            id: cells.id.clone(),
            what: cells.what.clone(),
            bound: Bound {
                band: row.band(cells.low, cells.high)?,
                unit: cells.unit.clone(),
                kind: cells.kind,
                source: cells.source.clone(),
            },
        });
    }
    Ok(found)
}

impl Checks {
    pub(crate) fn read(text: Text) -> Result<Self, EvidenceError> {
        let mut bounds = BTreeMap::new();
        for row in rows::<Cells>(text)? {
            let cells = &row.cells;
            row.sourced(&cells.source)?;
            let bound = Bound {
                band: row.band(cells.low, cells.high)?,
                unit: cells.unit.clone(),
                kind: cells.kind,
                source: cells.source.clone(),
            };
            if bounds.insert(cells.id.clone(), bound).is_some() {
                return Err(row.fault(Fault::Duplicate, "id", format!("`{}` twice", echo(&cells.id))));
            }
        }
        let mut take = |id: &str| {
            let found = bounds.remove(id);
            found.ok_or_else(|| {
                error(
                    text.0,
                    "whole file",
                    Fault::Missing,
                    format!("row `{id}` is missing"),
                )
            })
        };
        let checks = Self {
            first_quarter: take("first_quarter")?,
            pair_spread: take("pair_spread")?,
            multiplier: take("multiplier")?,
            multiplier_evidence: take("multiplier_evidence")?,
            research_private: take("research_private")?,
            research_social: take("research_social")?,
            swing_years: take("swing_years")?,
            swinging_seeds: take("swinging_seeds")?,
            late_growth: take("late_growth")?,
        };
        match bounds.keys().next() {
            None => Ok(checks),
            Some(id) => {
                let what = format!("no check reads the row `{}`", echo(id));
                Err(error(text.0, "whole file", Fault::Unknown, what))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../../evidence/checks.csv");

    #[test]
    fn a_row_that_is_missing_or_that_nobody_reads_is_refused() {
        assert!(Checks::read(("checks.csv", TABLE)).is_ok());
        let renamed = TABLE.replace("\npair_spread,", "\npair_spreads,");
        let said = Checks::read(("checks.csv", &renamed)).unwrap_err().to_string();
        assert!(said.contains("row `pair_spread` is missing"), "{said}");
        let more = format!("{TABLE}other,x,0,1,ratio,invariant,this project\n");
        let said = Checks::read(("checks.csv", &more)).unwrap_err().to_string();
        assert!(said.contains("no check reads the row `other`"), "{said}");
    }
}
