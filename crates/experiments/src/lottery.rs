//! The venture lottery by itself: funds of so many deals drawn over many seeds, without the economy around them. Shows how
//! often deals lose, how few carry the returns, and how slowly a mean becomes visible.

use crate::stats::{Spread, quantile, settling};
use crate::validate::tables::{Cell, Table};
use crate::validate::{Check, Kind, Options, Report};
use engine::bounds::Bounds;
use engine::draws::Draws;
use engine::math;
use engine::parallel::map_ordered;
use model::blocks::funds::Odds;
use model::blocks::funds::Params;
use model::declare::ParameterError;
use model::economy::Economy;

/// Deals of the single funds that are shown.
pub const DEALS: [usize; 4] = [10, 100, 1_000, 10_000];
/// Part of all deals that is called the best.
pub const BEST: f64 = 0.06;
/// Deals drawn for each row of a table.
const DRAWS: usize = 1_000_000;
/// Most funds of one size.
const FUNDS: usize = 4_096;
/// Deals of the fund on which convergence is shown.
pub const FUND: usize = 100;

/// Who manages, and with which skill.
const MANAGERS: [(&str, f64); 2] = [("private", 1.0), ("picked by government", 0.0)];

/// What many deals under the same odds have given.
#[derive(Clone, Debug, PartialEq)]
pub struct Deals {
    /// Part that returned less than it cost.
    pub lost: f64,
    /// Part of returns that the best deals gave.
    pub best: f64,
    /// Mean multiple.
    pub mean: f64,
    /// Median multiple.
    pub median: f64,
}

/// Draws `count` deals.
pub fn deals(p: &Params, odds: &Odds, seed: u64, count: usize) -> Deals {
    let mut multiples = draw(p, odds, seed, count);
    multiples.sort_by(f64::total_cmp);
    let total: f64 = multiples.iter().sum();
    let best = count - (BEST * count as f64) as usize;
    Deals {
        lost: multiples.iter().filter(|m| **m < 1.0).count() as f64 / count as f64,
        best: multiples[best..].iter().sum::<f64>() / total,
        mean: total / count as f64,
        median: quantile(&multiples, 0.5),
    }
}

/// Mean multiple of each of `funds` single funds of `deals` deals; fund `k` has a seed of its own.
pub fn funds(p: &Params, odds: &Odds, seed: u64, deals: usize, funds: usize, threads: usize) -> Vec<f64> {
    map_ordered(threads, funds, |k| {
        let multiples = draw(p, odds, seed + k as u64, deals);
        multiples.iter().sum::<f64>() / deals as f64
    })
}

fn draw(p: &Params, odds: &Odds, seed: u64, count: usize) -> Vec<f64> {
    let draws = Draws::new(seed);
    (0..count as u32)
        .map(|id| odds.fate(p, &draws, id).multiple)
        .collect()
}

/// The lottery of an economy: tables and checks, and the multiples of single funds of [`FUND`] deals, by seed.
pub struct Lottery {
    /// What is printed.
    pub report: Report,
    /// Mean multiple of each fund; managers picked by government.
    pub funds: Vec<f64>,
}

/// The lottery of an economy that has venture funds; nothing if it has none.
///
/// # Errors
/// Parameters that cannot be used.
pub fn lottery(economy: &Economy, options: Options) -> Result<Option<Lottery>, ParameterError> {
    let Some(p) = Params::find(economy)? else {
        return Ok(None);
    };
    let mut report = Report {
        options,
        checks: Vec::new(),
        tables: vec![odds_table(&p, &options)],
    };
    single_funds(&p, &mut report);
    let odds = Odds::of(&p, 0.0, 1.0);
    let funds = funds(&p, &odds, options.seed, FUND, FUNDS, options.threads);
    convergence(&funds, &mut report);
    Ok(Some(Lottery { report, funds }))
}

fn odds_table(p: &Params, options: &Options) -> Table {
    let mut rows = Vec::new();
    for (name, quality) in MANAGERS {
        let truncated = Odds::of(p, quality, 1.0);
        let endless = Odds {
            end: f64::INFINITY,
            ..truncated
        };
        let bold = deals(p, &truncated, options.seed, DRAWS);
        let cautious = deals(p, &Odds::of(p, quality, 0.0), options.seed, DRAWS);
        for (kind, d) in [("", &bold), (", may not lose", &cautious)] {
            rows.push(vec![
                format!("{name}{kind}").into(),
                Cell::Number(d.lost, 3),
                Cell::Number(d.best, 3),
                Cell::Number(d.mean, 2),
                Cell::Number(d.median, 2),
            ]);
        }
        // Without an end the mean grows with the number of deals, so the typical fund is shown instead.
        let mut shares: Vec<f64> = (0..FUNDS as u64)
            .map(|k| deals(p, &endless, options.seed + k, FUND).best)
            .collect();
        shares.sort_by(f64::total_cmp);
        rows.push(vec![
            format!("{name}, no end of the tail, median fund of {FUND}").into(),
            Cell::Number(endless.loss, 3),
            Cell::Number(quantile(&shares, 0.5), 3),
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    Table {
        id: "lottery",
        title: format!("Deals of venture funds, {DRAWS} draws"),
        columns: vec![
            "managers",
            "lose money",
            "returns from the best 6 %",
            "mean multiple",
            "median multiple",
        ],
        rows,
    }
}

/// Spread of funds by number of deals; the same money in deals of another size is a fund of another number of deals.
fn single_funds(p: &Params, report: &mut Report) {
    let options = report.options;
    let odds = Odds::of(p, 0.0, 1.0);
    let mut rows = Vec::new();
    let mut means = Vec::new();
    for n in DEALS {
        let count = (DRAWS / n).min(FUNDS);
        let found = funds(p, &odds, options.seed, n, count, options.threads);
        let spread = Spread::of(&found);
        means.push((spread.mean, spread.se));
        if n == FUND {
            let gap = spread.mean - spread.median;
            report.checks.push(Check::new(
                Kind::Invariant,
                "single funds of 100 deals: mean above median",
                "multiple",
                (gap, gap),
                (0.0, f64::INFINITY),
                "heavy tail",
            ));
        }
        rows.push(vec![
            Cell::Number(n as f64, 0),
            Cell::Number(count as f64, 0),
            Cell::Number(spread.mean, 3),
            Cell::Number(spread.se, 3),
            Cell::Number(spread.p05, 2),
            Cell::Number(spread.median, 2),
            Cell::Number(spread.p95, 2),
            Cell::Number(spread.sd / spread.mean, 3),
        ]);
    }
    let (reference, its_error) = means[means.len() - 1];
    let worst = means[..means.len() - 1]
        .iter()
        .map(|(mean, error)| (mean - reference).abs() / math::hypot(*error, its_error))
        .fold(0.0, f64::at_least);
    report.checks.push(Check::new(
        Kind::Invariant,
        "size of deals does not matter for the mean",
        "standard errors",
        (worst, worst),
        (0.0, 3.5),
        "mean multiple of funds of 10, 100 and 1,000 deals against 10,000",
    ));
    report.tables.push(Table {
        id: "lottery_funds",
        title: "Single funds by number of deals, managers picked by government".to_owned(),
        columns: vec![
            "deals",
            "funds",
            "mean",
            "s.e.",
            "5 %",
            "median",
            "95 %",
            "relative sd",
        ],
        rows,
    });
}

/// How the mean over seeds settles.
fn convergence(found: &[f64], report: &mut Report) {
    let doublings = settling(found)
        .into_iter()
        .filter(|(seeds, _)| seeds.is_power_of_two());
    let rows = doublings.map(|(seeds, spread)| {
        vec![
            Cell::Number(seeds as f64, 0),
            Cell::Number(spread.mean, 3),
            Cell::Number(spread.median, 3),
            Cell::number(spread.se, 3),
        ]
    });
    report.tables.push(Table {
        id: "lottery_convergence",
        title: format!("Mean multiple of a fund of {FUND} deals over more and more seeds"),
        columns: vec!["seeds", "mean", "median", "s.e."],
        rows: rows.collect(),
    });
}
