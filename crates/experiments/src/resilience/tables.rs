//! Tables beside the bands: where ratios go in a hundred quarters, how long swings last.

use super::{against_mean, cycles, log_gdp, mean_autocorrelation, years};
use crate::cycle::detrended;
use crate::ensemble::Series;
use crate::runs;
use crate::validate::tables::{Cell, Table};
use model::indicators::Indicator as I;

/// Quarters in which ratios are shown.
const AT: [usize; 7] = [0, 10, 20, 40, 60, 80, 100];
/// Lags of autocorrelations, quarters.
const LAGS: [usize; 10] = [4, 8, 12, 16, 20, 24, 28, 32, 36, 40];

/// Ratios that settle or drift, mean of runs.
pub(super) fn ratios(runs: &[Series]) -> Table {
    let shown = [
        I::SAVING_RATE,
        I::HOUSEHOLD_DEPOSITS,
        I::FIRM_LOANS,
        I::FIRM_DEPOSITS,
        I::PUBLIC_DEBT,
        I::PUBLIC_DEFICIT,
        I::LABOUR_SHARE,
        I::CAPITAL_RATIO,
        I::INVESTMENT_SHARE,
        I::CONSUMPTION_SHARE,
        I::FOREIGN_ASSETS,
        I::BANK_CAPITAL,
        I::CAPACITY_USE,
        I::FINANCE_CUT,
        I::PLANTS_WAITING,
        I::LOSS_MAKERS,
        I::VACANCIES,
        I::LENDING_STANDARD,
        I::LOAN_PREMIUM,
    ];
    let row = |indicator: I| {
        let mut row = vec![Cell::Text(indicator.info().id.to_owned())];
        let value = |quarter| Cell::number(runs::mean(runs, indicator, quarter), 2);
        row.extend(AT.map(value));
        let (then, now) = (runs::mean(runs, indicator, 60), runs::mean(runs, indicator, 100));
        row.push(Cell::number(100.0 * (now / then - 1.0), 1));
        row
    };
    Table {
        id: "ratios",
        title: "Where ratios go, mean of runs by quarter since the opening".to_owned(),
        columns: vec![
            "indicator",
            "0",
            "10",
            "20",
            "40",
            "60",
            "80",
            "100",
            "60 to 100, %",
        ],
        rows: shown.into_iter().map(row).collect(),
    }
}

/// Autocorrelations of GDP, filtered and against the mean of the seeds.
pub(super) fn cycle(runs: &[Series]) -> Table {
    let of_year: Vec<Vec<f64>> = runs.iter().map(|run| detrended(&years(&log_gdp(run)))).collect();
    let columns = [cycles(runs), of_year, against_mean(runs)];
    let row = |lag: usize| {
        let mut row = vec![Cell::Text(lag.to_string())];
        row.extend(
            columns
                .iter()
                .map(|series| Cell::number(mean_autocorrelation(series, lag), 2)),
        );
        row
    };
    Table {
        id: "cycle",
        title: "Autocorrelation of the log of real GDP".to_owned(),
        columns: vec![
            "quarters",
            "detrended",
            "detrended means of a year",
            "against the mean of seeds",
        ],
        rows: LAGS.into_iter().map(row).collect(),
    }
}
