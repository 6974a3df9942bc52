//! Targets of a baseline: what is measured, in which quarters, between which bounds, and why.

use crate::rows::{Fault, Row, Text, rows};
use crate::{Bound, EvidenceError, Kind};
use engine::text::echo;
use model::indicators::Indicator;
use serde::Deserialize;

/// One target.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What is measured, in words.
    pub what: String,
    /// How it is measured.
    pub measure: Measure,
    /// Quarters that a run must have.
    pub needs: usize,
    /// Between which bounds.
    pub bound: Bound,
}

/// What a target measures over all runs; numbers are quarters, 0 is the opening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Worst relative residual of an identity.
    WorstResidual,
    /// Recorded numbers that are not finite.
    NotFinite,
    /// Largest firm's share of its sector's sales.
    LargestShare,
    /// Mean in a quarter.
    At(Indicator, [usize; 1]),
    /// Change of the mean from one quarter to another.
    Change(Indicator, [usize; 2]),
    /// Four times the mean of all quarters.
    AYear(Indicator),
    /// The same of the first over that of the second.
    Share(Indicator, Indicator),
    /// Smallest and largest mean of the quarters from one to another.
    MeanPath(Indicator, [usize; 2]),
    /// Smallest and largest value of any run in the quarters from one to another.
    AnyRun(Indicator, [usize; 2]),
    /// Yearly growth from one quarter to another, smallest and largest of any run, per cent.
    Growth(Indicator, [usize; 2]),
    /// Gain of the mean from the second to the third quarter over that from the first to the second.
    Flattening(Indicator, [usize; 3]),
}

/// Most quarters that a run can have.
const MOST_QUARTERS: usize = 400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cells {
    id: String,
    what: String,
    measure: String,
    indicator: String,
    of: String,
    quarters: String,
    needs: usize,
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    kind: Kind,
    source: String,
}

/// Reads a table of targets.
pub(crate) fn read(text: Text) -> Result<Vec<Target>, EvidenceError> {
    let rows: Vec<Row<Cells>> = rows(text)?;
    let mut targets = Vec::with_capacity(rows.len());
    for (k, row) in rows.iter().enumerate() {
        let id = &row.cells.id;
        if rows[..k].iter().any(|other| other.cells.id == *id) {
            return Err(row.fault(Fault::Duplicate, "id", format!("`{}` twice", echo(id))));
        }
        targets.push(target(row)?);
    }
    Ok(targets)
}

fn target(row: &Row<Cells>) -> Result<Target, EvidenceError> {
    let cells = &row.cells;
    row.sourced(&cells.source)?;
    if cells.needs == 0 || cells.needs > MOST_QUARTERS || last(&cells.quarters) > cells.needs {
        let what = format!(
            "{} quarters, where 1 to {MOST_QUARTERS} and no fewer than are measured are needed",
            cells.needs
        );
        return Err(row.fault(Fault::Time, "needs", what));
    }
    Ok(Target {
        what: cells.what.clone(),
        measure: measure(row)?,
        needs: cells.needs,
        bound: Bound {
            band: row.band(cells.low, cells.high)?,
            unit: cells.unit.clone(),
            kind: cells.kind,
            source: cells.source.clone(),
        },
    })
}

/// The latest quarter that is named; what is no number is found when it is read in earnest.
fn last(quarters: &str) -> usize {
    quarters
        .split_whitespace()
        .flat_map(str::parse)
        .max()
        .unwrap_or(0)
}

fn measure(row: &Row<Cells>) -> Result<Measure, EvidenceError> {
    const QUARTERS: &str = "quarters";
    let cells = &row.cells;
    let of = || row.indicator("indicator", &cells.indicator);
    let when = &cells.quarters;
    Ok(match cells.measure.as_str() {
        "worst_residual" => Measure::WorstResidual,
        "not_finite" => Measure::NotFinite,
        "largest_share" => Measure::LargestShare,
        "at" => Measure::At(of()?, row.times(QUARTERS, when)?),
        "change" => Measure::Change(of()?, row.times(QUARTERS, when)?),
        "a_year" => Measure::AYear(of()?),
        "share" => Measure::Share(of()?, row.indicator("of", &cells.of)?),
        "mean_path" => Measure::MeanPath(of()?, row.times(QUARTERS, when)?),
        "any_run" => Measure::AnyRun(of()?, row.times(QUARTERS, when)?),
        "growth" => Measure::Growth(of()?, row.times(QUARTERS, when)?),
        "flattening" => Measure::Flattening(of()?, row.times(QUARTERS, when)?),
        other => {
            let what = format!("no measure is called `{}`", echo(other));
            return Err(row.fault(Fault::Unknown, "measure", what));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id,what,measure,indicator,of,quarters,needs,low,high,unit,kind,source\n";
    const GOOD: &str =
        "debt,public debt,any_run,public_debt,,1 40,40,0,150,% of GDP,acceptance,this project\n";

    fn of(row: &str) -> Result<Vec<Target>, EvidenceError> {
        read(("targets.csv", &format!("{HEAD}{row}")))
    }

    #[test]
    fn a_row_becomes_a_target() {
        let target = of(GOOD).unwrap().remove(0);
        assert_eq!(target.measure, Measure::AnyRun(Indicator::PUBLIC_DEBT, [1, 40]));
        assert_eq!((target.needs, target.bound.band), (40, (0.0, 150.0)));
        let open = of(&GOOD.replace(",150,", ",,")).unwrap().remove(0);
        assert_eq!(open.bound.band, (0.0, f64::INFINITY));
    }

    /// Each change of the good row is refused, and the message names line, column and the offending text.
    #[test]
    fn a_broken_row_is_refused_with_its_place() {
        for (from, to, place, what) in [
            (
                "public_debt",
                "public_dept",
                "column `indicator`",
                "`public_dept`",
            ),
            ("any_run", "every_run", "column `measure`", "`every_run`"),
            ("1 40", "40 1", "column `quarters`", "`40 1`"),
            ("1 40", "1", "column `quarters`", "`1`"),
            ("1 40", "1 x", "column `quarters`", "`1 x`"),
            (",40,0", ",39,0", "column `needs`", "39 quarters"),
            (",40,0", ",500,0", "column `needs`", "500 quarters"),
            (",0,150", ",150,0", "column `low`", "150 and 0"),
            (",0,150", ",,", "column `low`", "nothing and nothing"),
            (",0,150", ",0,NaN", "column `low`", "0 and NaN"),
            (",0,150", ",0,much", "column `high`", "invalid float"),
            ("acceptance", "hope", "line 2", "hope"),
            (",this project", ",", "column `source`", "no source"),
            (",this project", "", "line 2", "fields"),
        ] {
            let row = GOOD.replacen(from, to, 1);
            let error = of(&row).expect_err(&row);
            let said = error.to_string();
            assert!(said.starts_with("targets.csv, line 2"), "{said}");
            assert!(said.contains(place) && said.contains(what), "{row}: {said}");
        }
        let twice = of(&format!("{GOOD}{GOOD}")).unwrap_err().to_string();
        assert!(
            twice.starts_with("targets.csv, line 3, column `id`: `debt` twice"),
            "{twice}"
        );
        let column = read((
            "targets.csv",
            &format!("{},extra\n{},1\n", HEAD.trim(), GOOD.trim()),
        ));
        assert!(column.unwrap_err().to_string().contains("extra"));
    }
}
