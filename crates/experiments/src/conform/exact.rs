//! Rungs that compare numbers one by one: no draws, or draws that must not matter.

use super::{Check, Group, Paths, QUARTERS, Reference};
use crate::published::{RunPath, SCALARS, SECTOR_SERIES, names, run_path, sector_part};
use model::economy::FinalUse;
use model::error::ModelError;
use model::published::PublishedParameters;
use model::published::run::Run;
use model::published::series::{SERIES, phase_values};

/// Largest relative error against published outputs.
pub(super) const PUBLISHED: f64 = 1e-10;
/// Largest relative error against an independent implementation over 12 quarters, in which rounding grows.
pub(super) const PORT: f64 = 1e-9;
/// Largest relative change of a series that must not move.
const CONSTANT: f64 = 1e-9;
/// Quarters for which the stationary economy is followed.
pub(super) const STEADY_QUARTERS: usize = 20;

/// What the deterministic run leaves.
pub(super) struct Deterministic {
    pub(super) path: RunPath,
    /// Values of single phases of quarter 1.
    pub(super) phases: Vec<(&'static str, f64)>,
}

/// Runs the deterministic variant; `None` if halted.
pub(super) fn deterministic(
    reference: &Reference,
    halt: &dyn Fn() -> bool,
) -> Result<Option<Deterministic>, ModelError> {
    let set = reference.austria;
    let mut opening = None;
    let mut phases = Vec::new();
    let mut observe = |run: &Run| match &opening {
        None => opening = Some(Stocks::of(run)),
        Some(before) if phases.is_empty() => {
            phases = phase_values(run);
            phases.extend(before.further_phases(&set.parameters, run));
        }
        Some(_) => {}
    };
    let path = run_path(set, 0, false, QUARTERS, &mut observe, halt)?;
    Ok(path.map(|path| Deterministic { path, phases }))
}

/// Means over firms before the quarter.
struct Stocks {
    loans: f64,
    deposits: f64,
    export_price: f64,
}

impl Stocks {
    fn of(run: &Run) -> Self {
        let firms = &run.world.firms;
        let exports = run.structure.column(FinalUse::Exports);
        Self {
            loans: firms.loans.total() / firms.len() as f64,
            deposits: firms.deposits.total() / firms.len() as f64,
            export_price: run.structure.cost(exports, &run.world.goods.price),
        }
    }

    /// Phase values that follow from the state before and after the quarter.
    fn further_phases(&self, p: &PublishedParameters, run: &Run) -> Vec<(&'static str, f64)> {
        let (firms, government, abroad) = (&run.world.firms, &run.world.government, &run.world.abroad);
        let n = firms.len() as f64;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
        let kept = (1.0 - p.repayment) * self.loans;
        // Credit is stored net of repayment; a firm that was granted some has taken more than it repays.
        let granted: Vec<f64> = (0..firms.len())
            .filter(|&i| firms.credit_wanted[i] > 0.0)
            .map(|i| {
                let before = firms.loans.get(i) - firms.credit[i];
                firms.credit[i] + p.repayment * before
            })
            .filter(|credit| *credit > 1e-9 * self.loans)
            .collect();
        let prices = self.export_price * (1.0 + run.world.expectations.inflation);
        vec![
            // Room under the collateral, solved for the value of the collateral.
            ("mean_K_e", (mean(&firms.credit_limit) + kept) / p.loan_to_value),
            ("mean_L_e", kept),
            ("mean_DL_pos", granted.iter().sum::<f64>() / granted.len() as f64),
            (
                "mean_C_d_j",
                government.consumption_budget / p.government_consumers as f64,
            ),
            (
                "mean_C_d_l",
                abroad.export_demand * prices / p.foreign_consumers as f64,
            ),
            ("Y_G", crate::published::revenue(run)),
            ("mean_DD_i", firms.deposits.total() / n - self.deposits),
        ]
    }
}

/// One rung per phase value of the file; a name that we do not have fails.
pub(super) fn phases(published: &[(String, f64)], found: &[(&'static str, f64)]) -> Vec<Check> {
    published
        .iter()
        .map(|(name, want)| match found.iter().find(|(own, _)| own == name) {
            Some((_, value)) => Check::new(Group::Phases, name, relative(*value, *want), PUBLISHED),
            None => Check::missing(Group::Phases, name, PUBLISHED, "this model has no such value"),
        })
        .collect()
}

/// One rung per series, the worst of all quarters (and sectors). The 25 series and the sector series must be in the
/// file, and whatever else is in the file must be known. The first entry of the file is quarter `first`.
pub(super) fn series(
    group: Group,
    published: &Paths,
    path: &RunPath,
    first: usize,
    limit: f64,
) -> Vec<Check> {
    let mut checks = Vec::new();
    let wanted = SERIES.into_iter().chain(SECTOR_SERIES);
    for name in wanted.filter(|name| !published.contains_key(*name)) {
        checks.push(Check::missing(group, name, limit, "the file has no such series"));
    }
    for (name, quarters) in published {
        let Some(place) = Place::of(name, path.sectors) else {
            checks.push(Check::missing(
                group,
                name,
                limit,
                "this model has no such series",
            ));
            continue;
        };
        let mut worst = Worst::default();
        for (i, want) in quarters.iter().enumerate() {
            let own = place.values(path, first + i);
            if own.len() != want.len() {
                worst.note(f64::NAN, first + i);
            }
            for (value, want) in own.iter().zip(want) {
                worst.note(relative(*value, *want), first + i);
            }
        }
        checks.push(Check::new(group, name, worst.value, limit).note(worst.when()));
    }
    checks
}

/// Balances that move in the stationary calibration too: it has a trade surplus, and firms repay loans faster than they
/// borrow. Every rate of interest in it is zero, so nothing depends on them.
const MOVING: [&str; 6] = [
    "firm_debt",
    "firm_deposits",
    "household_deposits",
    "row_deposits",
    "bank_Dk",
    "new_credit",
];

/// One rung per series: how far it moves from its opening value. Balances that move by design are left out.
pub(super) fn constant(path: &RunPath) -> Vec<Check> {
    let gdp = path.row(0)[0];
    names()
        .chain(SECTOR_SERIES)
        .filter(|name| !MOVING.contains(name))
        .filter_map(|name| Some((name, Place::of(name, path.sectors)?)))
        .map(|(name, place)| {
            // Revenue is not recorded before a quarter was simulated.
            let first = usize::from(name == "gov_revenue");
            let opening = place.values(path, first);
            let mut worst = Worst::default();
            for quarter in first + 1..=path.quarters {
                for (value, begin) in place.values(path, quarter).iter().zip(opening) {
                    let scale = match name {
                        // Zero up to rounding: measured against GDP, and as rates.
                        "gov_deficit" => gdp,
                        "gamma_e" | "pi_e" => 1.0,
                        _ if *begin == 0.0 => 1.0,
                        _ => begin.abs(),
                    };
                    worst.note((value - begin).abs() / scale, quarter);
                }
            }
            Check::new(Group::SteadyState, name, worst.value, CONSTANT).note(worst.when())
        })
        .collect()
}

/// Where a series stands in the values of a quarter.
struct Place {
    sectors: usize,
    series: usize,
    by_sector: bool,
}

impl Place {
    fn of(name: &str, sectors: usize) -> Option<Self> {
        let by_sector = SECTOR_SERIES.contains(&name);
        let series = if by_sector {
            SECTOR_SERIES.iter().position(|own| *own == name)
        } else {
            names().position(|own| own == name)
        };
        series.map(|series| Self {
            sectors,
            series,
            by_sector,
        })
    }

    fn values<'a>(&self, path: &'a RunPath, quarter: usize) -> &'a [f64] {
        let row = path.row(quarter);
        if self.by_sector {
            sector_part(row, self.sectors, self.series)
        } else {
            &row[..SCALARS][self.series..=self.series]
        }
    }
}

/// The largest deviation and its quarter; not-a-number is larger than all.
#[derive(Default)]
struct Worst {
    value: f64,
    quarter: usize,
}

impl Worst {
    fn note(&mut self, value: f64, quarter: usize) {
        if !self.value.is_nan() && (value.is_nan() || value > self.value) {
            *self = Self { value, quarter };
        }
    }
    fn when(&self) -> String {
        if self.value == 0.0 {
            String::new()
        } else {
            format!("largest in quarter {}", self.quarter)
        }
    }
}

/// |value - want| / |want|; the absolute difference where zero is wanted.
fn relative(value: f64, want: f64) -> f64 {
    let gap = (value - want).abs();
    if want == 0.0 { gap } else { gap / want.abs() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_or_missing_phase_value_fails() {
        let published = vec![
            ("r".to_owned(), 2.0),
            ("s".to_owned(), 1.0),
            ("x".to_owned(), 0.0),
        ];
        let found = [("r", 2.0 + 4e-10), ("x", 1e-11)];
        let checks = phases(&published, &found);
        let passes: Vec<bool> = checks.iter().map(|c| c.pass).collect();
        assert_eq!(passes, [false, false, true]);
        assert!((checks[0].value - 2e-10).abs() < 1e-15 && checks[1].value.is_nan());
    }

    #[test]
    fn the_worst_quarter_is_kept_and_not_a_number_wins() {
        let mut worst = Worst::default();
        for (q, v) in [1.0, 3.0, 2.0].into_iter().enumerate() {
            worst.note(v, q);
        }
        assert_eq!((worst.value, worst.quarter), (3.0, 1));
        worst.note(f64::NAN, 7);
        worst.note(9.0, 8);
        assert!(worst.value.is_nan() && worst.quarter == 7);
    }
}
