//! What is kept of an ensemble of paired runs: compact series, books of one quarter, and how it was made.

use accounting::Matrices;
use engine::bounds::Bounds;
use engine::time::Quarter;
use model::books::programmes::Programmes;
use model::indicators::{Column, Dimension, Indicator, Record};
use model::policy::Policy;

/// Which run of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Without the policy under study.
    Baseline,
    /// With it.
    Scenario,
}

impl Side {
    /// Both sides, baseline first.
    pub const BOTH: [Side; 2] = [Side::Baseline, Side::Scenario];

    /// `baseline` or `scenario`.
    pub const fn name(self) -> &'static str {
        match self {
            Side::Baseline => "baseline",
            Side::Scenario => "scenario",
        }
    }
}

/// All records of one run, flattened; quarter 0 is the opening.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    values: Vec<f64>,
    /// Columns of a quarter after each other, in the order of `Column::ALL`, a number for each member.
    columns: Vec<f64>,
    /// Where each column begins within a quarter, and where the last ends.
    starts: Vec<usize>,
    programmes: Vec<Programmes>,
    /// Worst relative residual of all accounting identities checked in the run.
    pub worst_residual: f64,
    /// Number of accounting identities checked in the run.
    pub checks: u64,
}

impl Series {
    /// Flattens the records of one run.
    pub fn new(records: &[Record], worst_residual: f64, checks: u64) -> Self {
        let mut starts = vec![0];
        for &column in Column::ALL {
            let members = records.first().map_or(0, |r| r.along(column).len());
            starts.push(starts[column.place()] + members);
        }
        for record in records {
            let widths = starts.windows(2).map(|ends| ends[1] - ends[0]);
            assert!(
                record.values.len() == Indicator::ALL.len() && record.columns.iter().map(Vec::len).eq(widths),
                "Invariant: every record of a run has the same shape"
            );
        }
        Self {
            values: records.iter().flat_map(|r| r.values.iter().copied()).collect(),
            columns: records.iter().flat_map(|r| r.columns.concat()).collect(),
            starts,
            programmes: records.iter().map(|r| r.programmes).collect(),
            worst_residual,
            checks,
        }
    }
    /// The records of the first `quarters`, with what the books have shown until then.
    pub(crate) fn prefix(&self, quarters: usize, worst_residual: f64, checks: u64) -> Self {
        let records = quarters + 1;
        Self {
            values: self.values[..records * Indicator::ALL.len()].to_vec(),
            columns: self.columns[..records * self.width()].to_vec(),
            starts: self.starts.clone(),
            programmes: self.programmes[..records].to_vec(),
            worst_residual,
            checks,
        }
    }
    /// Number of records, the opening included.
    pub fn len(&self) -> usize {
        self.values.len() / Indicator::ALL.len()
    }
    /// Whether nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
    /// Value of an indicator; quarter 0 is the opening, quarter 1 the first simulated quarter.
    pub fn value(&self, quarter: usize, indicator: Indicator) -> f64 {
        self.values[quarter * Indicator::ALL.len() + indicator.place()]
    }
    /// All values of a quarter, in the order of `Indicator::ALL`.
    pub fn values(&self, quarter: usize) -> &[f64] {
        let n = Indicator::ALL.len();
        &self.values[quarter * n..(quarter + 1) * n]
    }
    /// Numbers of a column in a quarter, a member each.
    pub fn along(&self, quarter: usize, column: Column) -> &[f64] {
        let (from, to) = (self.starts[column.place()], self.starts[column.place() + 1]);
        &self.columns(quarter)[from..to]
    }
    /// Numbers of all columns in a quarter, in the order of `Column::ALL`.
    pub fn columns(&self, quarter: usize) -> &[f64] {
        &self.columns[quarter * self.width()..(quarter + 1) * self.width()]
    }
    /// Members of a dimension that the columns along it show; none if there is no such column.
    pub fn members(&self, dimension: Dimension) -> usize {
        let width = |column: Column| self.starts[column.place() + 1] - self.starts[column.place()];
        Column::along(dimension).next().map_or(0, width)
    }
    /// Numbers of a quarter in all columns.
    fn width(&self) -> usize {
        self.starts[Column::ALL.len()]
    }
    /// What programmes cost, and what else the budget takes in and pays, in a quarter.
    pub fn programmes(&self, quarter: usize) -> &Programmes {
        &self.programmes[quarter]
    }
}

/// Baseline and scenario on one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Number of the pair, from 0; the pairing key of the long table.
    pub index: usize,
    /// Seed of both runs.
    pub seed: u64,
    /// Run without the policy.
    pub baseline: Series,
    /// Run with it.
    pub scenario: Series,
}

impl Pair {
    /// One of the two runs.
    pub fn side(&self, side: Side) -> &Series {
        match side {
            Side::Baseline => &self.baseline,
            Side::Scenario => &self.scenario,
        }
    }
}

/// Both matrices of one quarter of pair 0, scenario side.
#[derive(Clone, Debug, PartialEq)]
pub struct Books {
    /// Number of the quarter, 1 is the first simulated.
    pub quarter: usize,
    /// Calendar quarter.
    pub date: Quarter,
    /// The matrices.
    pub matrices: Matrices,
}

/// Finished pairs of one comparison, in order of their number.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Finished pairs.
    pub pairs: Vec<Pair>,
    /// Pairs asked for.
    pub asked: usize,
    /// Stopped before all pairs were finished.
    pub partial: bool,
    /// Master seed.
    pub seed: u64,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
    /// Simulated quarters of each run.
    pub quarters: usize,
    /// Quarter of the opening record; quarter 1 follows it.
    pub opening: Quarter,
    /// Policy of each simulated quarter in the baseline.
    pub baseline_policy: Vec<Policy>,
    /// Policy of each simulated quarter in the scenario.
    pub scenario_policy: Vec<Policy>,
    /// Books of one chosen quarter, if pair 0 is finished.
    pub books: Option<Books>,
}

impl Ensemble {
    /// Calendar quarter of quarter number `quarter` (0 is the opening).
    pub fn date(&self, quarter: usize) -> Quarter {
        self.opening.plus(quarter as i32)
    }
    /// Indicators that this economy shows after a quarter, in order; the others belong to blocks that it does not have.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator> + '_ {
        let shown = |indicator: &Indicator| {
            let exists =
                |pair: &Pair| (1..=self.quarters).any(|q| !pair.baseline.value(q, *indicator).is_nan());
            self.pairs.first().is_none_or(exists)
        };
        Indicator::ALL.iter().copied().filter(shown)
    }
    /// Worst relative residual over all runs.
    pub fn worst_residual(&self) -> f64 {
        self.runs().map(|run| run.worst_residual).fold(0.0, f64::at_least)
    }
    /// Accounting identities checked over all runs.
    pub fn checks(&self) -> u64 {
        self.runs().map(|run| run.checks).sum()
    }
    /// First quarter (from 1) in which the policies make a difference in some pair; `None` if they never do.
    pub fn first_difference(&self) -> Option<usize> {
        let differ = |quarter: &usize| {
            // Bit for bit: what is absent on both sides makes no difference.
            let pair = |p: &Pair| {
                let bits = |run: &Series| {
                    run.values(*quarter)
                        .iter()
                        .map(|x| x.to_bits())
                        .collect::<Vec<_>>()
                };
                bits(&p.baseline) != bits(&p.scenario)
            };
            self.pairs.iter().any(pair)
        };
        (1..=self.quarters).find(differ)
    }
    /// Values of one indicator in one quarter over all pairs, in order of the pairs.
    pub fn values(&self, side: Side, quarter: usize, indicator: Indicator) -> Vec<f64> {
        self.pairs
            .iter()
            .map(|pair| pair.side(side).value(quarter, indicator))
            .collect()
    }
    /// Leaves only the pairs with these numbers, so that a partial result can be repeated.
    pub fn keep(&mut self, numbers: &[usize]) {
        self.pairs.retain(|pair| numbers.contains(&pair.index));
        self.partial = self.pairs.len() < self.asked;
    }
    fn runs(&self) -> impl Iterator<Item = &Series> {
        self.pairs
            .iter()
            .flat_map(|pair| [&pair.baseline, &pair.scenario])
    }
}
