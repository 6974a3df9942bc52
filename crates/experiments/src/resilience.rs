//! How an economy bears what hits it: its cycle, a slump of world demand, dearer money, a stimulus that lasts or ends, a boom. Each
//! number stands beside a band and its source (`evidence/resilience.csv`); most bands only show and fail nothing.

mod tables;

use crate::bindings;
use crate::cycle::{autocorrelation, correlation, detrended, deviation, logs, mean};
use crate::ensemble::Series;
use crate::envelope;
use crate::evidence::Failure;
use crate::run::{Neutral, PolicyPath};
use crate::runs::{self, Batch, Watch, span};
use crate::validate::tables::Table;
use crate::validate::{Check, Options};
use ::evidence::general;
use engine::time::Quarter;
use model::economy::Economy;
use model::indicators::Indicator as I;
use model::policy::Policy;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// Quarters of the baseline and of the stimulus that lasts.
pub const LONG: usize = 100;
/// Quarters of all other shocks, and of the baseline without common shocks.
const SHORT: usize = 48;
/// Quarters of a tight and of a slack economy.
const STATE: usize = 12;
/// Shocks begin in this quarter; the year before it is undisturbed.
const BEGIN: usize = 5;
/// First quarter of what is read as a cycle: the opening has been left behind.
const SETTLED: usize = 9;
/// Parameters that are zero in the baseline without common shocks.
const COMMON_SHOCKS: [&str; 3] = ["world_shock_sd", "import_price_sd", "cost_shock_sd"];

/// What is found: checks, and tables that explain them.
pub struct Found {
    /// A check for each row of the bands.
    pub checks: Vec<Check>,
    /// How often bounds bind, where ratios go, how long swings last.
    pub tables: Vec<Table>,
}

/// Measured numbers, smallest and largest, by the id of their row.
type Measured = BTreeMap<&'static str, (f64, f64)>;
/// A policy by quarters since the opening.
type Shock = fn(&mut Policy, usize);

const NOTHING: Shock = |_, _| ();
const SLUMP: Shock = |p, t| {
    if t < BEGIN + 8 {
        p.core.world_demand = -0.3;
    }
};
const DEARER: Shock = |p, t| {
    if t < BEGIN + 4 {
        p.core.policy_rate_shift = 0.01;
    }
};
const DEARER_FOR_GOOD: Shock = |p, _| p.core.policy_rate_shift = 0.05;
const STIMULUS: Shock = |p, t| {
    if t < BEGIN + 4 {
        p.core.government_purchases = 0.01;
    }
};
const STIMULUS_FOR_GOOD: Shock = |p, _| p.core.government_purchases = 0.01;
const BOOM: Shock = |p, _| p.core.government_purchases = 0.1;
/// A tight economy and a slack one, and each with purchases of 1 % of GDP more from the second year on.
const STATES: [Shock; 4] = [
    |p, _| p.core.government_purchases = 0.04,
    |p, t| p.core.government_purchases = if t < BEGIN + 4 { 0.04 } else { 0.05 },
    |p, _| p.core.world_demand = -0.3,
    |p, t| {
        p.core.world_demand = -0.3;
        p.core.government_purchases = if t < BEGIN + 4 { 0.0 } else { 0.01 };
    },
];

/// Simulated quarters, for progress.
pub fn work(options: &Options) -> usize {
    options.seeds * (3 * LONG + 7 * SHORT + 4 * STATE)
}

/// Runs the baseline, the baseline without common shocks and all shocks on the seeds of `options` (its number of quarters does not
/// matter), and holds what is found against the bands.
///
/// # Errors
/// Bands that cannot be read, a run that stops, or a stop by the user.
pub fn resilience(
    economy: &Economy,
    options: Options,
    tell: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Found, Failure> {
    let rows = &general()?.resilience;
    let watch = Watch::new(tell, stop);
    let run = |economy: &Economy, quarters: usize, shocks: &[Shock]| -> Result<Vec<Vec<Series>>, Failure> {
        let paths: Vec<_> = shocks
            .iter()
            .map(|shock| {
                move |quarter: Quarter| {
                    let t = quarter.since(economy.opening) as usize;
                    let mut policy = Policy::default();
                    if t >= BEGIN {
                        shock(&mut policy, t);
                    }
                    policy
                }
            })
            .collect();
        let all: Vec<&dyn PolicyPath> = paths.iter().map(|path| path as &dyn PolicyPath).collect();
        Ok(runs::run(&batch_of(economy, options, quarters), &all, &watch)?)
    };
    let mut calm = economy.clone();
    for id in COMMON_SHOCKS {
        if let Some(parameter) = calm.parameters.get_mut(id) {
            parameter.range.0 = parameter.range.0.min(0.0);
            parameter.value = 0.0;
            parameter.by_sector.iter_mut().for_each(|x| *x = 0.0);
        }
    }
    let long = run(economy, LONG, &[NOTHING, STIMULUS_FOR_GOOD])?;
    let short = run(
        economy,
        SHORT,
        &[NOTHING, SLUMP, DEARER, DEARER_FOR_GOOD, STIMULUS, BOOM],
    )?;
    let calm = run(&calm, SHORT, &[NOTHING])?;
    let states = run(economy, STATE, &STATES)?;

    let mut found = Measured::new();
    baseline(&long[0], &mut found);
    path(economy, &calm[0], &mut found);
    slump(&short[0], &short[1], &mut found);
    money(&short[0], &short[2], &short[3], &mut found);
    demand(&long, &short, &mut found);
    states_of(&states, &mut found);
    let checks = rows
        .iter()
        .map(|row| {
            // A row that nothing measures is no number and never passes.
            let range = found.remove(row.id.as_str()).unwrap_or((f64::NAN, f64::NAN));
            let note = row.bound.source.clone();
            Check::within(&row.bound, row.what.clone(), range, note)
        })
        .collect();
    let counts = bindings::count(&batch_of(economy, options, LONG), &[&Neutral], &watch)?;
    Ok(Found {
        checks,
        tables: vec![
            bindings::table(&["baseline"], &counts),
            tables::ratios(&long[0]),
            tables::cycle(&long[0]),
            // A rate that is five points higher for good and a boom are there to break the economy: what they reach nobody vouches for.
            envelope::table(
                long.iter()
                    .chain(&short[..3])
                    .chain(&short[4..5])
                    .chain(&calm)
                    .flatten(),
            ),
        ],
    })
}

/// Runs of an economy over so many quarters.
fn batch_of(economy: &Economy, options: Options, quarters: usize) -> Batch<'_> {
    Batch {
        economy,
        persons_per_agent: options.persons_per_agent,
        seed: options.seed,
        seeds: options.seeds,
        quarters,
        threads: options.threads,
    }
}

/// Values of one run from a quarter on.
fn course(run: &Series, indicator: I, from: usize) -> Vec<f64> {
    (from..run.len()).map(|q| run.value(q, indicator)).collect()
}

/// Mean over runs in each quarter from one on.
fn mean_path(runs: &[Series], indicator: I, from: usize) -> Vec<f64> {
    (from..runs[0].len())
        .map(|q| runs::mean(runs, indicator, q))
        .collect()
}

/// Mean over runs of a number that each run gives.
fn of_runs(runs: &[Series], of: impl Fn(&Series) -> f64) -> f64 {
    mean(&runs.iter().map(of).collect::<Vec<_>>())
}

/// Growth of year `year`, fourth quarter on fourth quarter, per cent.
fn growth(run: &Series, year: usize) -> f64 {
    100.0 * (run.value(4 * year, I::REAL_GDP) / run.value(4 * year - 4, I::REAL_GDP) - 1.0)
}

/// Sums of four quarters.
fn years(x: &[f64]) -> Vec<f64> {
    x.windows(4).map(|w| w.iter().sum()).collect()
}

fn one(x: f64) -> (f64, f64) {
    (x, x)
}

fn baseline(runs: &[Series], found: &mut Measured) {
    let bad_loans = I::named("non_performing");
    found.insert("closed", (0.0, span(runs.iter().map(|r| r.worst_residual)).1));
    let any = runs.iter().flat_map(|run| course(run, I::UNEMPLOYMENT, 1));
    found.insert("unemployment_any", span(any));
    found.insert("growth_first", one(of_runs(runs, |run| growth(run, 1))));
    found.insert("growth_tenth", one(of_runs(runs, |run| growth(run, 10))));
    found.insert("unemployment", span(mean_path(runs, I::UNEMPLOYMENT, 1)));
    found.insert("inflation", span(mean_path(runs, I::CPI_INFLATION, 1)));
    found.insert("bad_loans", span(mean_path(runs, bad_loans, 5)));
    let varies = of_runs(runs, |run| deviation(&course(run, I::CPI_INFLATION, 4)));
    found.insert("inflation_deviation", one(varies));
    let cycle = |run: &Series| detrended(&log_gdp(run));
    let with = |run: &Series, indicator: I| correlation(&course(run, indicator, SETTLED), &cycle(run));
    found.insert("bad_loans_cycle", one(of_runs(runs, |run| with(run, bad_loans))));
    let later = |run: &Series| {
        let (gdp, inflation) = (cycle(run), course(run, I::CPI_INFLATION, SETTLED + 2));
        correlation(&inflation, &gdp[..inflation.len()])
    };
    found.insert("inflation_cycle", one(of_runs(runs, later)));
    let failures = |run: &Series| {
        let left = course(run, I::named("insolvencies"), SETTLED);
        correlation(&years(&left), &years(&cycle(run)))
    };
    found.insert("failures_cycle", one(of_runs(runs, failures)));
    let (filtered, against) = (cycles(runs), against_mean(runs));
    let at = |lag| mean_autocorrelation(&filtered, lag);
    found.insert("cycle", one(span((22..=29).map(at)).1));
    let turn = |lag| mean_autocorrelation(&against, lag);
    found.insert("turn", one(span((1..=40).map(turn)).0));
}

/// Log of real GDP of a run once it has settled.
fn log_gdp(run: &Series) -> Vec<f64> {
    logs(&course(run, I::REAL_GDP, SETTLED))
}

/// Detrended GDP of each run.
fn cycles(runs: &[Series]) -> Vec<Vec<f64>> {
    runs.iter().map(|run| detrended(&log_gdp(run))).collect()
}

/// GDP of each run less the mean of all runs in the same quarter, log.
fn against_mean(runs: &[Series]) -> Vec<Vec<f64>> {
    let all: Vec<Vec<f64>> = runs.iter().map(log_gdp).collect();
    let usual: Vec<f64> = (0..all[0].len())
        .map(|t| mean(&all.iter().map(|run| run[t]).collect::<Vec<_>>()))
        .collect();
    let less = |run: &Vec<f64>| run.iter().zip(&usual).map(|(x, u)| x - u).collect();
    all.iter().map(less).collect()
}

/// Mean over series of their autocorrelation at a lag.
fn mean_autocorrelation(series: &[Vec<f64>], lag: usize) -> f64 {
    mean(&series.iter().map(|x| autocorrelation(x, lag)).collect::<Vec<_>>())
}

/// The path that the rules take without common shocks.
fn path(economy: &Economy, runs: &[Series], found: &mut Measured) {
    let labour = economy
        .parameters
        .get("labour_force_growth")
        .map_or(0.0, |p| 100.0 * p.value);
    let gap = |year: usize| {
        let announced = |run: &Series| mean(&course(run, I::named("announced_trend"), 4 * year - 3)[..4]);
        of_runs(runs, |run| growth(run, year) - announced(run) - labour).abs()
    };
    found.insert("path_gap", one(span((1..=10).map(gap)).1));
    let mean_log = mean_path(runs, I::REAL_GDP, 1);
    found.insert("path_swing", one(100.0 * deviation(&detrended(&logs(&mean_log)))));
}

/// Mean over pairs of the effect on a level in a year after the shock, per cent.
fn level(base: &[Series], with: &[Series], indicator: I, year: usize) -> f64 {
    let first = BEGIN + 4 * (year - 1);
    let sum = |run: &Series| (first..first + 4).map(|q| run.value(q, indicator)).sum::<f64>();
    mean(
        &base
            .iter()
            .zip(with)
            .map(|(b, w)| 100.0 * (sum(w) / sum(b) - 1.0))
            .collect::<Vec<_>>(),
    )
}

/// Mean over pairs of the effect on a rate in a year after the shock, points.
fn rate(base: &[Series], with: &[Series], indicator: I, year: usize) -> f64 {
    let first = BEGIN + 4 * (year - 1);
    let of = |run: &Series| mean(&course(run, indicator, first)[..4]);
    mean(
        &base
            .iter()
            .zip(with)
            .map(|(b, w)| of(w) - of(b))
            .collect::<Vec<_>>(),
    )
}

fn slump(base: &[Series], with: &[Series], found: &mut Measured) {
    let bad_loans = I::named("non_performing");
    let peak = |(b, w): (&Series, &Series)| {
        span((BEGIN..BEGIN + 20).map(|q| w.value(q, bad_loans) - b.value(q, bad_loans))).1
    };
    let peaks: Vec<f64> = base.iter().zip(with).map(peak).collect();
    found.insert("slump_bad_loans", one(mean(&peaks)));
    let failed = |runs: &[Series]| -> f64 {
        let of = |run: &Series| {
            course(run, I::named("insolvencies"), BEGIN)[..12]
                .iter()
                .sum::<f64>()
        };
        runs.iter().map(of).sum()
    };
    found.insert("slump_insolvencies", one(failed(with) / failed(base)));
    found.insert("slump_capital", one(rate(base, with, I::BANK_CAPITAL, 3)));
    found.insert("slump_recovery", one(level(base, with, I::REAL_GDP, 8)));
}

fn money(base: &[Series], dearer: &[Series], for_good: &[Series], found: &mut Measured) {
    found.insert("rate_gdp", one(level(base, dearer, I::REAL_GDP, 1)));
    found.insert("rate_prices", one(level(base, dearer, I::CPI, 2)));
    let consumption = (1..=5).map(|year| level(base, for_good, I::REAL_CONSUMPTION, year));
    found.insert("lasting_rate_consumption", one(span(consumption).1));
    let investment = level(base, for_good, I::REAL_INVESTMENT, 3);
    found.insert("lasting_rate_investment", one(investment));
}

fn demand(long: &[Vec<Series>], short: &[Vec<Series>], found: &mut Measured) {
    found.insert("multiplier", one(level(&long[0], &long[1], I::REAL_GDP, 1)));
    let late = |(b, w): (&Series, &Series)| {
        let of = |run: &Series| course(run, I::REAL_GDP, 60).iter().sum::<f64>();
        100.0 * (of(w) / of(b) - 1.0)
    };
    let lates: Vec<f64> = long[0].iter().zip(&long[1]).map(late).collect();
    found.insert("late_stimulus", one(mean(&lates)));
    let effect = |year: usize| level(&short[0], &short[4], I::REAL_GDP, year);
    let later = span((3..=10).map(|year| effect(year).abs())).1;
    found.insert("swing", one(later / effect(1)));
    let boom = &short[5];
    let highest = of_runs(boom, |run| span(course(run, I::CPI_INFLATION, BEGIN)).1);
    found.insert("overheating", one(highest));
    let lowest = boom.iter().map(|run| span(course(run, I::UNEMPLOYMENT, BEGIN)).0);
    found.insert("idle_hands", one(span(lowest).0));
}

/// What purchases do in a tight and in a slack economy.
fn states_of(states: &[Vec<Series>], found: &mut Measured) {
    let (tight, slack) = states.split_at(2);
    let unemployment = |runs: &[Series]| one(mean(&runs::values(runs, I::UNEMPLOYMENT, STATE)));
    found.insert("unemployment_tight", unemployment(&tight[0]));
    found.insert("unemployment_slack", unemployment(&slack[0]));
    let multiplier = |state: &[Vec<Series>]| level(&state[0], &state[1], I::REAL_GDP, 2);
    found.insert("multiplier_tight", one(multiplier(tight) / multiplier(slack)));
}
