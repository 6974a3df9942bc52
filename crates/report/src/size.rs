//! How much memory and disk a study takes, estimated before it begins. The sizes per agent and per row are measured;
//! a test holds the estimate against a run, within a factor of two.

use model::economy::Economy;
use model::indicators::{Column, Indicator};
use model::policy::Policy;

/// What is to be simulated, and how much of it is written.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// The country.
    pub economy: &'a Economy,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
    /// Seeds, each with a run for every policy.
    pub pairs: usize,
    /// Policies: two in a pair.
    pub policies: usize,
    /// Quarters of each run.
    pub quarters: usize,
    /// Runs that are simulated at the same time.
    pub threads: usize,
    /// Whether a folder with all numbers is written.
    pub written: bool,
}

/// Bytes that a study takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// At its peak.
    pub memory: u64,
    /// Of the result folder; nothing if none is written.
    pub disk: u64,
}

/// The program itself, its tables and one economy as read.
const BASE: f64 = 10e6;
/// State of one agent and what is computed about it, firms and their networks included.
const PER_AGENT: f64 = 160.0;
/// Records of a quarter are held twice while runs are collected.
const COPIES: f64 = 1.6;
/// A row of the long table while a group of rows is written as Parquet, and most rows in a group.
const PER_ROW: f64 = 430.0;
const GROUP_ROWS: f64 = 262_144.0;
/// A row on the disk, as CSV and as Parquet.
const CSV_ROW: f64 = 80.0;
const PARQUET_ROW: f64 = 7.0;
/// Effects of a quarter on the disk (JSON, CSV, report), and what a folder holds besides.
const EFFECTS_QUARTER: f64 = 160e3;
const REST: f64 = 5e5;

/// Estimates what a study takes.
pub fn estimate(work: &Work) -> Size {
    let people = &work.economy.population;
    let agents = (people.labour_force + people.retired) / f64::from(work.persons_per_agent.max(1));
    let (runs, quarters) = (work.pairs as f64 * work.policies as f64, work.quarters as f64);
    let bytes = |size: usize| size as f64;
    let members = |column: &Column| column.info().dimension.of(work.economy).len();
    let numbers = Indicator::ALL.len() + Column::ALL.iter().map(members).sum::<usize>();
    let record = bytes(numbers * size_of::<f64>());
    let kept = runs * ((quarters + 1.0) * record + quarters * bytes(size_of::<Policy>()));
    // Each number is a row.
    let rows = runs * (quarters + 1.0) * numbers as f64;
    // Policies on one seed are followed together: the state that they have in common stays while one of them goes on.
    let at_once = if work.pairs >= work.threads {
        (work.threads * work.policies.min(2)) as f64
    } else {
        runs.min(work.threads as f64)
    };
    let writing = if work.written {
        rows.min(GROUP_ROWS) * PER_ROW
    } else {
        0.0
    };
    let disk = if work.written {
        rows * (CSV_ROW + PARQUET_ROW) + quarters * EFFECTS_QUARTER + REST
    } else {
        0.0
    };
    Size {
        // Saturates: what does not fit into 64 bits fits nowhere.
        memory: (BASE + at_once * agents * PER_AGENT + COPIES * kept + writing) as u64,
        disk: disk as u64,
    }
}
