//! Impulses: standard shocks to the baseline, read as yearly effects, beside those of the prototype and the bands that
//! evidence gives. The scenarios are presets; an economy to which a preset does not fit is told so.

use crate::effects::{self, YearlyEffect};
use crate::ensemble::{Ensemble, Series};
use crate::evidence::Failure;
use crate::run::Neutral;
use crate::runs::{self, Batch, Watch};
use crate::stats::Spread;
use crate::validate::tables::{Cell, Table};
use crate::validate::{Check, Kind, Options};
use ::evidence::{Checks, Claim, Country, EvidenceError, Prototype, general};
use engine::time::Quarter;
use model::economy::Economy;
use model::indicators::Indicator as I;
use scenario::{Scenario, presets};
use std::sync::atomic::AtomicBool;

/// Years after the shock that are shown; the shock begins in the fifth quarter.
pub const YEARS: usize = 6;
/// Quarters simulated.
pub const QUARTERS: usize = 4 + 4 * YEARS;
/// Effects that are shown besides that on GDP.
const SHOWN: [I; 7] = [
    I::UNEMPLOYMENT,
    I::CPI,
    I::REAL_CONSUMPTION,
    I::REAL_INVESTMENT,
    I::REAL_EXPORTS,
    I::REAL_IMPORTS,
    I::PUBLIC_DEBT,
];

/// One impulse, run.
pub struct Impulse {
    /// What was done.
    pub experiment: &'static ::evidence::Impulse,
    /// The pairs.
    pub ensemble: Ensemble,
    /// Effects by year.
    pub yearly: Vec<YearlyEffect>,
}

/// Outcome of all experiments.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Bands, precision and shape of the effects.
    pub checks: Vec<Check>,
    /// Effects by year.
    pub tables: Vec<Table>,
    /// Presets that do not fit the economy, and why.
    pub left_out: Vec<String>,
}

/// Simulated quarters of all impulses, for progress.
///
/// # Errors
/// Impulses that cannot be read.
pub fn work(options: &Options) -> Result<usize, EvidenceError> {
    Ok((general()?.impulses.len() + 1) * options.seeds * QUARTERS)
}

/// Runs all impulses on the seeds of `options` (its number of quarters does not matter).
///
/// # Errors
/// Impulses that cannot be read, a run that stops, or a stop by the user.
pub fn impulses(
    economy: &Economy,
    country: &Country,
    options: Options,
    tell: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Report, Failure> {
    let (impulses, left_out) = run(economy, options, &Watch::new(tell, stop))?;
    let theirs = &country.prototype;
    Ok(Report {
        checks: checks(&impulses, &general()?.checks),
        tables: vec![output(&impulses, theirs), others(&impulses, theirs)],
        left_out,
    })
}

/// Runs all presets that fit the economy against one baseline.
pub fn run(
    economy: &Economy,
    options: Options,
    watch: &Watch,
) -> Result<(Vec<Impulse>, Vec<String>), Failure> {
    let batch = Batch {
        economy,
        persons_per_agent: options.persons_per_agent,
        seed: options.seed,
        seeds: options.seeds,
        quarters: QUARTERS,
        threads: options.threads,
    };
    let mut left_out = Vec::new();
    let mut bound = Vec::new();
    for experiment in &general()?.impulses {
        match preset(&experiment.preset, economy) {
            Ok(scenario) => bound.push((experiment, scenario)),
            Err(why) => left_out.push(why),
        }
    }
    let baseline: Vec<Series> = runs::run(&batch, &[&Neutral], watch)?.swap_remove(0);
    let mut impulses = Vec::with_capacity(bound.len());
    for (experiment, scenario) in bound {
        let path = |quarter: Quarter| scenario.policy(quarter);
        let runs = runs::run(&batch, &[&path], watch)?.swap_remove(0);
        let ensemble = runs::paired(&batch, (&Neutral, &baseline), (&path, &runs));
        impulses.push(Impulse {
            experiment,
            yearly: effects::yearly(&ensemble),
            ensemble,
        });
    }
    Ok((impulses, left_out))
}

fn preset(id: &str, economy: &Economy) -> Result<Scenario, String> {
    let text = presets::text(id).ok_or_else(|| format!("{id}: no such preset"))?;
    Scenario::parse(text, id, &|_| None)
        .and_then(|scenario| scenario.bind(economy))
        .map_err(|error| format!("{id}: {error}"))
}

impl Impulse {
    /// Effect on an indicator in a year after the shock, summarised over pairs.
    pub fn effect(&self, indicator: I, year: usize) -> Spread {
        self.yearly
            .iter()
            .find(|e| e.indicator == indicator && e.year == year)
            .map_or_else(|| Spread::of(&[]), |e| e.spread)
    }
    /// Effect on the growth of GDP in a year after the shock, percentage points: change of the effect on its level.
    pub fn growth_effect(&self, year: usize) -> f64 {
        let before = if year > 1 {
            self.effect(I::REAL_GDP, year - 1).mean
        } else {
            0.0
        };
        self.effect(I::REAL_GDP, year).mean - before
    }
}

/// Bands, precision, and that a level of spending lifts growth once.
fn checks(impulses: &[Impulse], bounds: &Checks) -> Vec<Check> {
    let mut checks = Vec::new();
    for impulse in impulses {
        let experiment = impulse.experiment;
        let first = impulse.effect(I::REAL_GDP, 1);
        if let Some((low, high)) = experiment.evidence {
            checks.push(Check::new(
                Kind::Plausibility,
                format!("{}: effect on GDP in year 1, evidence", experiment.title),
                "% of GDP",
                (first.mean, first.mean),
                (low, high),
                &experiment.source,
            ));
        }
        match experiment.claim {
            None => {}
            Some(Claim::Precise) => checks.push(Check::within(
                &bounds.pair_spread,
                format!("{}: standard deviation of one pair in year 1", experiment.title),
                (first.sd, first.sd),
                &bounds.pair_spread.source,
            )),
            Some(Claim::LiftsGrowthOnce) => {
                let late = runs::span((4..=YEARS).map(|y| impulse.growth_effect(y)));
                let early = impulse.growth_effect(1);
                checks.push(Check::within(
                    &bounds.late_growth,
                    format!("{}: growth in years 4 to {YEARS}", experiment.title),
                    late,
                    format!(
                        "{}: {early:+.2} pp in year 1, no more from year 4 on",
                        bounds.late_growth.source
                    ),
                ));
            }
        }
    }
    checks
}

/// Effect on GDP by year with standard error, beside the prototype's.
fn output(impulses: &[Impulse], prototype: &Prototype) -> Table {
    let mut rows = Vec::new();
    for impulse in impulses {
        let experiment = impulse.experiment;
        let years: Vec<Spread> = (1..=YEARS).map(|y| impulse.effect(I::REAL_GDP, y)).collect();
        let band = experiment
            .evidence
            .map_or(String::new(), |(low, high)| format!("{low} to {high}"));
        let row = |name: &str, what: &str, cell: &dyn Fn(usize) -> Cell, last: [Cell; 2]| {
            let mut row: Vec<Cell> = vec![name.into(), what.into()];
            row.extend((0..YEARS).map(cell));
            row.extend(last);
            row
        };
        rows.push(row(
            &experiment.title,
            "mean",
            &|y| Cell::number(years[y].mean, 3),
            [Cell::number(years[0].sd, 4), band.into()],
        ));
        rows.push(row(
            "",
            "se",
            &|y| Cell::number(years[y].se, 4),
            [Cell::Empty, Cell::Empty],
        ));
        let theirs = |year| prototype.effect(&experiment.preset, year);
        if let Some(first) = theirs(1) {
            rows.push(row(
                "",
                "prototype",
                &|y| Cell::maybe(theirs(y + 1).and_then(|t| t.on(I::REAL_GDP)), 3),
                [Cell::number(first.sd, 4), Cell::Empty],
            ));
        }
    }
    Table {
        id: "impulses",
        title: "Effect on the level of real GDP by year after the shock, % of baseline".into(),
        columns: vec![
            "impulse",
            "what",
            "year_1",
            "year_2",
            "year_3",
            "year_4",
            "year_5",
            "year_6",
            "sd_of_a_pair",
            "evidence",
        ],
        rows,
    }
}

/// Effects on other indicators by year, beside the prototype's.
fn others(impulses: &[Impulse], prototype: &Prototype) -> Table {
    let mut rows = Vec::new();
    for impulse in impulses {
        for (k, indicator) in SHOWN.into_iter().enumerate() {
            let unit = effects::Unit::of(indicator).id();
            let name = if k == 0 {
                impulse.experiment.title.as_str()
            } else {
                ""
            };
            let mut row: Vec<Cell> = vec![name.into(), format!("{}, {unit}", indicator.info().id).into()];
            row.extend((1..=YEARS).map(|y| Cell::number(impulse.effect(indicator, y).mean, 3)));
            for year in [1, 2, 3] {
                let theirs = prototype.effect(&impulse.experiment.preset, year);
                row.push(Cell::maybe(theirs.and_then(|t| t.on(indicator)), 3));
            }
            rows.push(row);
        }
    }
    Table {
        id: "impulses_others",
        title: "Effects on other indicators by year after the shock; three years of the prototype".into(),
        columns: vec![
            "impulse",
            "indicator",
            "year_1",
            "year_2",
            "year_3",
            "year_4",
            "year_5",
            "year_6",
            "prototype_1",
            "prototype_2",
            "prototype_3",
        ],
        rows,
    }
}
