//! Limits: an economy whose firms close their capital gap too fast swings out of bounds. A validation that could not
//! show this could not fail.

use super::baseline::growth_to_fourth_quarter;
use super::tables::{Cell, Table};
use super::{Check, Options};
use crate::pairs::EnsembleError;
use crate::run::Neutral;
use crate::runs::{self, Watch, span};
use ::evidence::Checks;
use model::economy::Economy;

/// Parameter that makes the economy swing, and the value that does it.
pub const PARAMETER: &str = "capital_gap_closing";
/// Far above the value of any pack.
pub const UNSTABLE: f64 = 0.2;
/// Seeds and quarters of the swing.
const SEEDS: usize = 16;
const QUARTERS: usize = 60;
/// Quarters without which the swing cannot be seen.
const LEAST: usize = 40;

/// Simulated quarters of these checks.
pub(super) fn work(options: &Options) -> usize {
    if options.quarters < LEAST {
        return 0;
    }
    SEEDS.min(options.seeds) * QUARTERS.min(options.quarters)
}

/// The same economy with one parameter forced to a value, its range widened if need be.
pub fn with_parameter(economy: &Economy, id: &str, value: f64) -> Economy {
    let mut changed = economy.clone();
    if let Some(parameter) = changed.parameters.get_mut(id) {
        parameter.value = value;
        parameter.range = (parameter.range.0.min(value), parameter.range.1.max(value));
    }
    changed
}

/// Checks that the known instability is there, and the table of its mean path.
pub(super) fn checks(
    economy: &Economy,
    bounds: &Checks,
    options: &Options,
    watch: &Watch,
) -> Result<(Vec<Check>, Vec<Table>), EnsembleError> {
    if work(options) == 0 {
        return Ok((Vec::new(), Vec::new()));
    }
    let unstable = with_parameter(economy, PARAMETER, UNSTABLE);
    let batch = options.batch(&unstable, SEEDS, QUARTERS);
    let runs = runs::run(&batch, &[&Neutral], watch)?.swap_remove(0);
    let years = batch.quarters / 4;
    let growth: Vec<Vec<f64>> = (1..=years).map(|y| growth_to_fourth_quarter(&runs, y)).collect();
    let mean = |year: &Vec<f64>| year.iter().sum::<f64>() / year.len() as f64;
    let path: Vec<f64> = growth.iter().map(mean).collect();
    let (low, high) = span(path.iter().copied());
    let (bust, boom) = bounds.swing_years.band;
    let swings = |k: usize| {
        let (low, high) = span(growth.iter().map(|year| year[k]));
        low < bust && high > boom
    };
    let share = (0..runs.len()).filter(|k| swings(*k)).count() as f64 / runs.len() as f64;
    let in_mean = low < bust && high > boom;
    let check = Check::within(
        &bounds.swinging_seeds,
        format!("limits: share of seeds that swing if capital gaps are closed at {UNSTABLE} a quarter"),
        (share, share),
        format!(
            "a year above {boom} % and a year below {bust} % within {years} years; the mean path of {} seeds runs from \
             {low:.1} to {high:.1} % and {}",
            runs.len(),
            if in_mean {
                "swings too"
            } else {
                "does not, as seeds fall out of step"
            }
        ),
    );
    let rows = growth.iter().zip(&path).enumerate().map(|(y, (values, mean))| {
        let (low, high) = span(values.iter().copied());
        vec![
            economy.opening.plus(4 * (y as i32 + 1)).year().to_string().into(),
            Cell::number(*mean, 2),
            Cell::number(low, 2),
            Cell::number(high, 2),
        ]
    });
    let table = Table {
        id: "instability",
        title: format!("Growth Q4 on Q4 with {PARAMETER} = {UNSTABLE}, %: mean, lowest and highest seed"),
        columns: vec!["year", "mean", "lowest", "highest"],
        rows: rows.collect(),
    };
    Ok((vec![check], vec![table]))
}
