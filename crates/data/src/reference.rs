//! Reads a folder of published results of the base model: the calibrations, intermediate results of one quarter,
//! deterministic paths, and means and standard deviations over many runs.
//!
//! | what | where |
//! |---|---|
//! | calibrations | `austria_2010Q1/`, `steady_state_2010Q1/` |
//! | values of single phases, quarter 1 | `deterministic_oracle/phase_values_austria_t1.json` |
//! | quarter 1, quarters 1 to 5 | `deterministic_oracle/matlab_output_t1.json`, `..._t5.json` |
//! | opening and quarters 1 to 12 | `deterministic_oracle/austria_deterministic_12q_port.json` |
//! | mean and standard deviation by quarter | `montecarlo/austria_2010Q1_julia_rules_summary.csv` |

use crate::published::{PublishedError, published};
use crate::regular_file::{self, ReadError};
use engine::text::shortened;
use model::published::PublishedSet;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Longest file of published results, bytes; the largest has 1.7 million.
const LONGEST: u64 = 64 << 20;
/// Most seeds behind the moments.
const MOST_SEEDS: f64 = 1e9;

/// Series by name: for each quarter one value, or one value per sector.
pub type Paths = BTreeMap<String, Vec<Vec<f64>>>;

/// Published results of the base model.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The calibration behind all results but the stationary one.
    pub austria: PublishedSet,
    /// A calibration whose economy does not move.
    pub steady_state: PublishedSet,
    /// Values of single phases in quarter 1 of the deterministic variant.
    pub phases: Vec<(String, f64)>,
    /// Deterministic variant, quarter 1.
    pub one_quarter: Paths,
    /// Deterministic variant, quarters 1 to 5.
    pub five_quarters: Paths,
    /// Deterministic variant, opening and quarters 1 to 12.
    pub twelve_quarters: Paths,
    /// Mean and standard deviation over seeds by quarter, opening first.
    pub moments: BTreeMap<String, Vec<[f64; 2]>>,
    /// Seeds behind the moments.
    pub seeds: usize,
}

/// Why published results cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// A calibration cannot be read.
    #[error("{0}")]
    Set(#[from] PublishedError),
    /// A file cannot be opened or read.
    #[error("{0}")]
    File(#[from] ReadError),
    /// A file is not what it should be.
    #[error("{file}: {what}")]
    Content {
        /// File.
        file: PathBuf,
        /// What is wrong, and where.
        what: String,
    },
}

impl Reference {
    /// Reads the folder `dir`.
    pub fn read(dir: &Path) -> Result<Self, ReferenceError> {
        let austria = published(&dir.join("austria_2010Q1"))?;
        let sectors = austria.parameters.industries;
        let oracle = dir.join("deterministic_oracle");
        let paths = |name: &str, quarters| read_paths(&oracle.join(name), quarters, sectors);
        let (moments, seeds) = read_moments(&dir.join("montecarlo/austria_2010Q1_julia_rules_summary.csv"))?;
        Ok(Self {
            steady_state: published(&dir.join("steady_state_2010Q1"))?,
            phases: read_phases(&oracle.join("phase_values_austria_t1.json"))?,
            one_quarter: paths("matlab_output_t1.json", 1)?,
            five_quarters: paths("matlab_output_t5.json", 5)?,
            twelve_quarters: paths("austria_deterministic_12q_port.json", 13)?,
            moments,
            seeds,
            austria,
        })
    }
}

fn text(file: &Path) -> Result<String, ReferenceError> {
    Ok(regular_file::text(file, LONGEST)?)
}

fn bad(file: &Path, what: impl Into<String>) -> ReferenceError {
    ReferenceError::Content {
        file: file.to_owned(),
        what: shortened(&what.into(), 300),
    }
}

fn object(file: &Path) -> Result<Map<String, Value>, ReferenceError> {
    let values: Map<String, Value> = serde_json::from_str(&text(file)?)
        .map_err(|e| bad(file, format!("not a JSON object of named values: {e}")))?;
    if values.is_empty() {
        return Err(bad(file, "there is no value in it"));
    }
    Ok(values)
}

fn read_phases(file: &Path) -> Result<Vec<(String, f64)>, ReferenceError> {
    object(file)?
        .into_iter()
        .map(|(name, value)| match value.as_f64() {
            Some(number) => Ok((name, number)),
            None => Err(bad(file, format!("`{name}` is not a number"))),
        })
        .collect()
}

/// A single number is one quarter; a list has one entry per quarter, unless only one quarter is expected: then it
/// is that quarter by sector.
fn read_paths(file: &Path, quarters: usize, sectors: usize) -> Result<Paths, ReferenceError> {
    let mut paths = Paths::new();
    for (name, value) in object(file)? {
        let entries = match value {
            Value::Array(list) if quarters > 1 => list,
            other => vec![other],
        };
        if entries.len() != quarters {
            let found = entries.len();
            return Err(bad(
                file,
                format!("`{name}` has {found} quarters where {quarters} are needed"),
            ));
        }
        let rows: Option<Vec<Vec<f64>>> = entries.iter().map(numbers).collect();
        let rows = rows.ok_or_else(|| bad(file, format!("`{name}` holds something that is not a number")))?;
        if let Some(row) = rows.iter().find(|r| r.len() != 1 && r.len() != sectors) {
            let found = row.len();
            return Err(bad(
                file,
                format!("`{name}` has {found} sectors where {sectors} are needed"),
            ));
        }
        paths.insert(name, rows);
    }
    Ok(paths)
}

fn numbers(value: &Value) -> Option<Vec<f64>> {
    match value {
        Value::Array(list) => list.iter().map(Value::as_f64).collect(),
        one => one.as_f64().map(|x| vec![x]),
    }
}

type Moments = BTreeMap<String, Vec<[f64; 2]>>;

fn read_moments(file: &Path) -> Result<(Moments, usize), ReferenceError> {
    let text = text(file)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let fault = |e: csv::Error| bad(file, e.to_string());
    let headers = reader.headers().map_err(fault)?.clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|h| h == name)
            .ok_or_else(|| bad(file, format!("column `{name}` is missing")))
    };
    let (series, quarter) = (column("series")?, column("quarter")?);
    let (mean, sd, n) = (column("mean")?, column("std")?, column("n")?);
    let mut moments = Moments::new();
    let mut seeds = None;
    for row in reader.records() {
        let row = row.map_err(fault)?;
        let line = row.position().map_or(0, csv::Position::line);
        let number = |at: usize| {
            let cell = &row[at];
            cell.parse::<f64>()
                .ok()
                .filter(|x| x.is_finite())
                .ok_or_else(|| bad(file, format!("line {line}: `{cell}` is not a number")))
        };
        let path = moments.entry(row[series].to_owned()).or_default();
        if number(quarter)? != path.len() as f64 {
            let wanted = path.len();
            return Err(bad(
                file,
                format!(
                    "line {line}: quarter {wanted} of `{}` is expected here",
                    &row[series]
                ),
            ));
        }
        path.push([number(mean)?, number(sd)?]);
        if *seeds.get_or_insert(number(n)?) != number(n)? {
            return Err(bad(file, format!("line {line}: the number of seeds changes")));
        }
    }
    match seeds {
        Some(seeds) if (2.0..=MOST_SEEDS).contains(&seeds) && seeds.fract() == 0.0 => {
            Ok((moments, seeds as usize))
        }
        _ => Err(bad(file, "there are no moments over at least two seeds in it")),
    }
}
