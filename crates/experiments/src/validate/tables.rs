//! Tables of numbers that stand behind the checks, ready to be printed.

use super::baseline::{growth_of_year, growth_to_fourth_quarter};
use crate::ensemble::Series;
use crate::runs::values;
use crate::stats::Spread;
use ::evidence::Prototype;
use model::economy::Economy;
use model::indicators::Indicator as I;

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number and the decimals that are worth printing.
    Number(f64, usize),
    /// Nothing to show.
    Empty,
}

impl Cell {
    /// A number with some decimals; empty if it is not a number.
    pub fn number(x: f64, decimals: usize) -> Self {
        if x.is_nan() {
            Cell::Empty
        } else {
            Cell::Number(x, decimals)
        }
    }
    /// A number that may be missing.
    pub fn maybe(x: Option<f64>, decimals: usize) -> Self {
        x.map_or(Cell::Empty, |x| Cell::number(x, decimals))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

/// Rows under named columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Stable id.
    pub id: &'static str,
    /// Title for readers.
    pub title: String,
    /// Column names.
    pub columns: Vec<&'static str>,
    /// Rows; each has one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// Tables of the baseline: growth by year, levels at chosen quarters.
pub(super) fn baseline(economy: &Economy, prototype: &Prototype, runs: &[Series]) -> Vec<Table> {
    vec![growth(economy, prototype, runs), levels(prototype, runs)]
}

/// Most years of the table of growth.
const YEARS: usize = 10;
/// Quarters of the table of levels.
const QUARTERS: [usize; 8] = [1, 4, 8, 12, 20, 40, 60, 100];
/// Rows of the table of levels.
const LEVELS: [I; 22] = [
    I::UNEMPLOYMENT,
    I::INVESTMENT_SHARE,
    I::STOCK_BUILDING_SHARE,
    I::CONSUMPTION_SHARE,
    I::GOVERNMENT_SHARE,
    I::EXPORT_SHARE,
    I::IMPORT_SHARE,
    I::SAVING_RATE,
    I::LABOUR_SHARE,
    I::PUBLIC_DEFICIT,
    I::PUBLIC_DEBT,
    I::FIRM_LOANS,
    I::HOUSEHOLD_DEPOSITS,
    I::FOREIGN_ASSETS,
    I::BANK_CAPITAL,
    I::POLICY_RATE,
    I::CAPACITY_USE,
    I::CAPITAL_RATIO,
    I::EXITS,
    I::WRITE_OFFS,
    I::FINANCE_CUT,
    I::CPI_INFLATION,
];

/// Growth by year with its standard deviation over seeds, beside the prototype's.
fn growth(economy: &Economy, prototype: &Prototype, runs: &[Series]) -> Table {
    let quarters = runs.first().map_or(0, |r| r.len() - 1);
    let years = (quarters / 4).min(YEARS);
    let rows = (1..=years).map(|year| {
        let fourth = Spread::of(&growth_to_fourth_quarter(runs, year));
        let mean = (year > 1).then(|| Spread::of(&growth_of_year(runs, year)));
        let theirs = prototype.growth.get(year - 1);
        vec![
            economy.opening.plus(4 * year as i32).year().to_string().into(),
            Cell::number(fourth.mean, 2),
            Cell::number(fourth.sd, 2),
            Cell::maybe(theirs.map(|t| t.fourth_quarter), 2),
            Cell::maybe(theirs.map(|t| t.sd), 2),
            Cell::maybe(mean.map(|m| m.mean), 2),
            Cell::maybe(mean.map(|m| m.sd), 2),
            Cell::maybe(theirs.and_then(|t| t.year_mean), 2),
        ]
    });
    Table {
        id: "growth",
        title: "Real growth by year, %: mean and standard deviation over seeds".into(),
        columns: vec![
            "year",
            "q4_on_q4",
            "sd",
            "prototype",
            "prototype_sd",
            "year_on_year",
            "sd_year",
            "prototype_year",
        ],
        rows: rows.collect(),
    }
}

/// Levels of the main indicators at chosen quarters: ours, the standard deviation over seeds, the prototype's.
fn levels(prototype: &Prototype, runs: &[Series]) -> Table {
    let last = runs.first().map_or(0, |r| r.len() - 1);
    let mut rows = Vec::new();
    for indicator in LEVELS {
        let spread = |q: usize| (q <= last).then(|| Spread::of(&values(runs, indicator, q)));
        let line = |title: String, what: &str, opening: Cell, cell: &dyn Fn(usize) -> Cell| {
            let mut row = vec![title.into(), what.into(), opening];
            row.extend((0..QUARTERS.len()).map(cell));
            row
        };
        let info = indicator.info();
        let name = format!("{}, {}", info.id, info.unit);
        let at = |i: usize| spread(QUARTERS[i]);
        rows.push(line(
            name,
            "mean",
            Cell::maybe(spread(0).map(|s| s.mean), 2),
            &|i| Cell::maybe(at(i).map(|s| s.mean), 2),
        ));
        rows.push(line(String::new(), "sd", Cell::Empty, &|i| {
            Cell::maybe(at(i).map(|s| s.sd), 2)
        }));
        if !prototype.is_empty() {
            rows.push(line(String::new(), "prototype", Cell::Empty, &|i| {
                Cell::maybe(prototype.level(indicator, QUARTERS[i]), 2)
            }));
        }
    }
    Table {
        id: "levels",
        title: "Baseline at chosen quarters: mean and standard deviation over seeds, and the prototype"
            .into(),
        columns: vec![
            "indicator",
            "what",
            "opening",
            "q1",
            "q4",
            "q8",
            "q12",
            "q20",
            "q40",
            "q60",
            "q100",
        ],
        rows,
    }
}
