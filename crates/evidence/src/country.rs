//! Evidence that belongs to one country: targets of its baseline, and what an earlier model of it gave.

use crate::EvidenceError;
use crate::rows::{Fault, Row, Text, columns, indicator, rows};
use crate::targets::{self, Target};
use engine::text::echo;
use model::indicators::Indicator;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the baseline of one economy is held against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Country {
    /// Targets besides those that every economy is held to.
    pub targets: Vec<Target>,
    /// An earlier model of the same economy, for comparison only: its numbers are no targets.
    pub prototype: Prototype,
}

/// Results of an earlier model; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prototype {
    /// Growth by year from the first.
    pub growth: Vec<Growth>,
    /// Mean of an indicator in a quarter.
    levels: BTreeMap<(Indicator, usize), f64>,
    effects: BTreeMap<(String, usize), Effect>,
}

/// Growth in one year, per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Fourth quarter on the fourth quarter before.
    pub fourth_quarter: f64,
    /// Its standard deviation over seeds.
    pub sd: f64,
    /// Mean of the year on the mean of the year before; not in the first year.
    pub year_mean: Option<f64>,
}

/// Effect of an impulse in one year: per cent of a level, percentage points of a rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Standard deviation of one pair's effect on real GDP.
    pub sd: f64,
    of: BTreeMap<Indicator, f64>,
}

impl Effect {
    /// Effect on an indicator, if it was recorded.
    pub fn on(&self, indicator: Indicator) -> Option<f64> {
        self.of.get(&indicator).copied()
    }
}

impl Prototype {
    /// True if there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        self.growth.is_empty() && self.levels.is_empty() && self.effects.is_empty()
    }
    /// Mean of an indicator in a quarter, if it was recorded.
    pub fn level(&self, indicator: Indicator, quarter: usize) -> Option<f64> {
        self.levels.get(&(indicator, quarter)).copied()
    }
    /// Effect of the impulse of a preset in a year (from 1), if it was tried.
    pub fn effect(&self, preset: &str, year: usize) -> Option<&Effect> {
        self.effects.get(&(preset.to_owned(), year))
    }
}

const TARGETS: &str = "evidence/targets.csv";
const GROWTH: &str = "evidence/prototype-growth.csv";
const LEVELS: &str = "evidence/prototype-levels.csv";
const EFFECTS: &str = "evidence/prototype-effects.csv";

impl Country {
    /// Files of a country pack that hold evidence; each may be missing.
    pub const FILES: [&str; 4] = [TARGETS, GROWTH, LEVELS, EFFECTS];

    /// Reads the evidence of a pack from the texts of its files; `text` gives that of a file if the pack has it.
    ///
    /// # Errors
    /// A table or row that cannot be used.
    pub fn read<'a>(text: &dyn Fn(&str) -> Option<&'a str>) -> Result<Self, EvidenceError> {
        let mut country = Self::default();
        if let Some(found) = text(TARGETS) {
            country.targets = targets::read((TARGETS, found))?;
        }
        if let Some(found) = text(GROWTH) {
            country.prototype.growth = growth((GROWTH, found))?;
        }
        if let Some(found) = text(LEVELS) {
            country.prototype.levels = levels((LEVELS, found))?;
        }
        if let Some(found) = text(EFFECTS) {
            country.prototype.effects = effects((EFFECTS, found))?;
        }
        Ok(country)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrowthCells {
    year: usize,
    fourth_quarter: f64,
    sd: f64,
    year_mean: Option<f64>,
    source: String,
}

fn growth(text: Text) -> Result<Vec<Growth>, EvidenceError> {
    let mut years = Vec::new();
    for row in rows::<GrowthCells>(text)? {
        let cells = &row.cells;
        row.sourced(&cells.source)?;
        if cells.year != years.len() + 1 {
            let what = format!("year {} is here, where {} is next", cells.year, years.len() + 1);
            return Err(row.fault(Fault::Time, "year", what));
        }
        for (column, x) in [
            ("fourth_quarter", Some(cells.fourth_quarter)),
            ("sd", Some(cells.sd)),
            ("year_mean", cells.year_mean),
        ] {
            finite(&row, column, x)?;
        }
        years.push(Growth {
            fourth_quarter: cells.fourth_quarter,
            sd: cells.sd,
            year_mean: cells.year_mean,
        });
    }
    Ok(years)
}

/// Cells by column, for tables with a column per quarter or indicator.
type Wide = BTreeMap<String, String>;

fn levels(text: Text) -> Result<BTreeMap<(Indicator, usize), f64>, EvidenceError> {
    let quarter = |column: &str| column.strip_prefix('q')?.parse::<usize>().ok();
    let mut levels = BTreeMap::new();
    for row in rows::<Wide>(text)? {
        let of = row.indicator("indicator", cell(&row, "indicator")?)?;
        row.sourced(cell(&row, "source")?)?;
        for (column, content) in &row.cells {
            match (column.as_str(), quarter(column)) {
                ("indicator" | "source", _) => {}
                (_, Some(q)) => {
                    if let Some(x) = number(&row, column, content)?
                        && levels.insert((of, q), x).is_some()
                    {
                        let what = format!("`{}` twice", of.info().id);
                        return Err(row.fault(Fault::Duplicate, "indicator", what));
                    }
                }
                _ => return Err(stranger(&row, column, "a quarter such as `q4`")),
            }
        }
    }
    Ok(levels)
}

fn effects(text: Text) -> Result<BTreeMap<(String, usize), Effect>, EvidenceError> {
    // Standard errors are for readers of the table.
    const HEAD: [&str; 5] = ["preset", "year", "sd", "se", "source"];
    let measured: Vec<String> = columns(text)?;
    let mut effects = BTreeMap::new();
    for row in rows::<Wide>(text)? {
        row.sourced(cell(&row, "source")?)?;
        let [year] = row.times("year", cell(&row, "year")?)?;
        let mut effect = Effect {
            sd: number(&row, "sd", cell(&row, "sd")?)?.unwrap_or(f64::NAN),
            of: BTreeMap::new(),
        };
        number(&row, "se", cell(&row, "se")?)?;
        for column in measured.iter().filter(|c| !HEAD.contains(&c.as_str())) {
            let of = indicator(column).ok_or_else(|| stranger(&row, column, "an indicator"))?;
            if let Some(x) = number(&row, column, cell(&row, column)?)? {
                effect.of.insert(of, x);
            }
        }
        let preset = cell(&row, "preset")?.to_owned();
        if effects.insert((preset.clone(), year), effect).is_some() {
            let what = format!("`{}` has year {year} twice", echo(&preset));
            return Err(row.fault(Fault::Duplicate, "year", what));
        }
    }
    Ok(effects)
}

fn cell<'a>(row: &'a Row<Wide>, column: &str) -> Result<&'a str, EvidenceError> {
    let missing = || row.fault(Fault::Missing, column, "there is no such column");
    row.cells.get(column).map(String::as_str).ok_or_else(missing)
}

/// A finite number, or nothing in an empty cell.
fn number<T>(row: &Row<T>, column: &str, text: &str) -> Result<Option<f64>, EvidenceError> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |_| row.fault(Fault::Cell, column, format!("`{}` is not a number", echo(text)));
    let x: f64 = text.parse().map_err(wrong)?;
    finite(row, column, Some(x))?;
    Ok(Some(x))
}

fn finite<T>(row: &Row<T>, column: &str, x: Option<f64>) -> Result<(), EvidenceError> {
    match x {
        Some(x) if !x.is_finite() => Err(row.fault(Fault::Cell, column, format!("{x} is not finite"))),
        _ => Ok(()),
    }
}

fn stranger<T>(row: &Row<T>, column: &str, wanted: &str) -> EvidenceError {
    let what = format!("the column is neither {wanted} nor one that every row has");
    row.fault(Fault::Unknown, column, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::indicators::Indicator as I;

    fn of(file: &'static str, text: &'static str) -> Result<Country, EvidenceError> {
        Country::read(&|asked| (asked == file).then_some(text))
    }

    #[test]
    fn a_pack_without_evidence_has_none() {
        let none = Country::read(&|_| None).unwrap();
        assert!(none.targets.is_empty() && none.prototype.is_empty());
    }

    #[test]
    fn numbers_of_an_earlier_model_are_found_by_what_they_are() {
        let levels = of(LEVELS, "indicator,q1,q40,source\nunemployment,5.5,,me\n")
            .unwrap()
            .prototype;
        assert_eq!(levels.level(I::UNEMPLOYMENT, 1), Some(5.5));
        assert_eq!(levels.level(I::UNEMPLOYMENT, 40), None);
        let effects = of(
            EFFECTS,
            "preset,year,real_gdp,sd,se,cpi,source\nx,2,0.7,0.01,0.002,0.1,me\n",
        )
        .unwrap();
        let effect = effects.prototype.effect("x", 2).unwrap();
        assert_eq!(
            (effect.on(I::REAL_GDP), effect.sd, effect.on(I::CPI)),
            (Some(0.7), 0.01, Some(0.1))
        );
        assert!(effect.on(I::named("tfp")).is_none() && effects.prototype.effect("x", 1).is_none());
    }

    #[test]
    fn a_broken_row_is_refused_with_its_place() {
        for (file, text, said) in [
            (
                GROWTH,
                "year,fourth_quarter,sd,year_mean,source\n2,5,0.1,,me\n",
                "line 2, column `year`: year 2",
            ),
            (
                GROWTH,
                "year,fourth_quarter,sd,year_mean,source\n1,inf,0.1,,me\n",
                "line 2, column `fourth_quarter`",
            ),
            (
                LEVELS,
                "indicator,q1,source\nemployment_rate,5,me\n",
                "line 2, column `indicator`: no indicator",
            ),
            (
                LEVELS,
                "indicator,q1,source\nunemployment,5,\n",
                "line 2, column `source`: there is no source",
            ),
            (
                LEVELS,
                "indicator,q1,extra,source\nunemployment,5,5,me\n",
                "line 2, column `extra`: the column",
            ),
            (
                LEVELS,
                "indicator,q1,source\ncpi,1,me\ncpi,1,me\n",
                "line 3, column `indicator`: `cpi` twice",
            ),
            (
                EFFECTS,
                "preset,year,gdp,sd,se,source\nx,1,1,1,1,me\n",
                "line 2, column `gdp`: the column",
            ),
            (
                EFFECTS,
                "preset,year,cpi,sd,se,source\nx,1,one,1,1,me\n",
                "line 2, column `cpi`: `one` is not a number",
            ),
            (
                EFFECTS,
                "preset,year,cpi,se,source\nx,1,1,1,me\n",
                "line 2, column `sd`: there is no such column",
            ),
        ] {
            let error = of(file, text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{file}, {said}")), "{error}");
        }
    }
}
