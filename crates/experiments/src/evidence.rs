//! Experiments against evidence: each is a preset with its variants, run as pairs, and read by the outcomes that the
//! evidence names, beside a band where it gives one. A band is a check of plausibility, never a target.

mod outcomes;

pub use outcomes::EXPERIMENTS;

use crate::effects::{Sign, Unit, deviation, summarise};
use crate::ensemble::{Ensemble, Pair, Series};
use crate::pairs::EnsembleError;
use crate::run::Neutral;
use crate::runs::{self, Batch, Watch};
use crate::stats::Spread;
use crate::validate::Options;
use crate::validate::tables::{Cell, Table};
use engine::time::Quarter;
use model::economy::Economy;
use model::indicators::Indicator;
use scenario::{PRESETS, Scenario, presets};
use std::sync::atomic::AtomicBool;

/// An experiment of the evidence tables.
pub struct Experiment {
    /// Its number, which is also the name of the preset of its central case; variants are presets `ID-...`.
    pub id: &'static str,
    /// What is done.
    pub title: &'static str,
    /// Years after the start of the policy that the outcomes need.
    pub years: usize,
    /// What is read.
    pub outcomes: &'static [Outcome],
}

/// A number read from an experiment.
pub struct Outcome {
    /// Title for readers.
    pub title: &'static str,
    /// What is measured.
    pub indicator: Indicator,
    /// When, and how.
    pub reading: Reading,
    /// Band that evidence gives, in the unit of the reading.
    pub band: Option<(f64, f64)>,
}

/// How an outcome is read from the years after the start of the policy; year 1 is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Deviation from the baseline, mean of the year.
    Deviation(usize),
    /// Rise of the deviation per year between the end of one year (0: before the start) and another.
    Change(usize, usize),
    /// The scenario's own value at the end of the year.
    Value(usize),
}

/// A preset, run.
pub struct Case {
    /// Name of the preset.
    pub preset: &'static str,
    /// Outcomes in the order of the experiment's.
    pub outcomes: Vec<(Spread, Sign)>,
}

/// An experiment, run in all its variants.
pub struct Finding {
    /// Which experiment.
    pub experiment: &'static Experiment,
    /// The central case first.
    pub cases: Vec<Case>,
}

/// Presets of an experiment, the central case first.
pub fn variants(experiment: &Experiment) -> Vec<&'static str> {
    let of = |id: &str| id == experiment.id || id.starts_with(&format!("{}-", experiment.id));
    PRESETS.iter().map(|p| p.id).filter(|id| of(id)).collect()
}

/// Simulated quarters of some experiments, for progress.
pub fn work(experiments: &[&'static Experiment], options: &Options) -> usize {
    experiments
        .iter()
        .map(|e| 2 * variants(e).len() * options.seeds * quarters(e))
        .sum()
}

/// Quarters of a run: policies of the presets start within the first five.
fn quarters(experiment: &Experiment) -> usize {
    4 * experiment.years + 4
}

/// Runs experiments in all their variants on the seeds of `options`.
///
/// # Errors
/// A preset that does not fit the economy, a run that stops, or a stop by the user.
pub fn run(
    economy: &Economy,
    experiments: &[&'static Experiment],
    options: Options,
    tell: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Vec<Finding>, Failure> {
    let watch = Watch::new(tell, stop);
    experiments
        .iter()
        .map(|&experiment| {
            let cases = variants(experiment)
                .into_iter()
                .map(|preset| case(economy, experiment, preset, options, &watch))
                .collect::<Result<_, _>>()?;
            Ok(Finding { experiment, cases })
        })
        .collect()
}

/// Why experiments give no result.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A preset does not fit the economy.
    #[error("{0}")]
    Preset(String),
    /// A run stopped.
    #[error(transparent)]
    Run(#[from] EnsembleError),
}

/// One preset against its baseline; assumptions of the preset hold in both.
fn case(
    economy: &Economy,
    experiment: &Experiment,
    preset: &'static str,
    options: Options,
    watch: &Watch,
) -> Result<Case, Failure> {
    let wrong = |error: String| Failure::Preset(format!("preset {preset}: {error}"));
    let text = presets::text(preset).unwrap_or_default();
    let scenario = Scenario::parse(text, preset, &|id| presets::text(id).map(str::to_owned))
        .and_then(|s| s.bind(economy))
        .map_err(|e| wrong(e.to_string()))?;
    let mut assumed = economy.clone();
    scenario
        .apply_assumptions(&mut assumed)
        .map_err(|e| wrong(e.to_string()))?;
    let batch = Batch {
        economy: &assumed,
        persons_per_agent: options.persons_per_agent,
        seed: options.seed,
        seeds: options.seeds,
        quarters: quarters(experiment),
        threads: options.threads,
    };
    let path = |quarter: Quarter| scenario.policy(quarter);
    let both = runs::run(&batch, &[&Neutral, &path], watch)?;
    let ensemble = runs::paired(&batch, (&Neutral, &both[0]), (&path, &both[1]));
    let outcomes = experiment
        .outcomes
        .iter()
        .map(|o| summarise(&o.values(&ensemble)))
        .collect();
    Ok(Case { preset, outcomes })
}

impl Outcome {
    /// The outcome in each pair.
    pub fn values(&self, ensemble: &Ensemble) -> Vec<f64> {
        let start = ensemble.first_difference().unwrap_or(1);
        ensemble
            .pairs
            .iter()
            .map(|pair| self.of_pair(pair, start))
            .collect()
    }

    fn of_pair(&self, pair: &Pair, start: usize) -> f64 {
        let kind = self.indicator.info().kind;
        let mean = |run: &Series, year: usize| {
            let first = start + 4 * (year - 1);
            (first..first + 4)
                .map(|q| run.value(q, self.indicator))
                .sum::<f64>()
                / 4.0
        };
        let deviation_of = |year: usize| match year {
            0 => 0.0,
            _ => deviation(kind, mean(&pair.scenario, year), mean(&pair.baseline, year)),
        };
        match self.reading {
            Reading::Deviation(year) => deviation_of(year),
            Reading::Change(from, to) => (deviation_of(to) - deviation_of(from)) / (to - from) as f64,
            Reading::Value(year) => pair.scenario.value(start + 4 * year - 1, self.indicator),
        }
    }

    /// Unit of the reading.
    pub fn unit(&self) -> String {
        match self.reading {
            Reading::Deviation(_) => Unit::of(self.indicator).id().to_owned(),
            Reading::Change(..) => match Unit::of(self.indicator) {
                Unit::Percent => "pp a year".to_owned(),
                unit => format!("{} a year", unit.id()),
            },
            Reading::Value(_) => self.indicator.info().unit.to_owned(),
        }
    }

    /// True, false, or nothing to say: the median lies in the band.
    pub fn inside(&self, found: &Spread) -> Option<bool> {
        self.band.map(|(low, high)| (low..=high).contains(&found.median))
    }
}

/// One row per case and outcome: median, mean, standard error, 10 to 90 % of the pairs, the band and the verdict.
pub fn table(finding: &Finding) -> Table {
    let mut rows = Vec::new();
    for case in &finding.cases {
        for (outcome, (found, sign)) in finding.experiment.outcomes.iter().zip(&case.outcomes) {
            let band = outcome
                .band
                .map_or(String::new(), |(low, high)| format!("{low} to {high}"));
            rows.push(vec![
                case.preset.into(),
                outcome.title.into(),
                outcome.unit().into(),
                Cell::number(found.median, 3),
                Cell::number(found.p10, 3),
                Cell::number(found.p90, 3),
                Cell::number(found.mean, 3),
                Cell::number(found.se, 4),
                band.into(),
                verdict(outcome, found, sign).into(),
            ]);
        }
    }
    Table {
        id: finding.experiment.id,
        title: format!("{}: {}", finding.experiment.id, finding.experiment.title),
        columns: vec![
            "case", "outcome", "unit", "median", "p10", "p90", "mean", "se", "band", "verdict",
        ],
        rows,
    }
}

/// Inside or outside its band; or that the sign is not resolved, and how many pairs would do it.
fn verdict(outcome: &Outcome, found: &Spread, sign: &Sign) -> String {
    let band = match outcome.inside(found) {
        Some(true) => "inside",
        Some(false) => "outside",
        None => "",
    };
    match (sign.identical || sign.resolved, sign.pairs_to_resolve) {
        (true, _) => band.to_owned(),
        (false, Some(pairs)) => format!("{band} (not resolved; {pairs} pairs would)"),
        (false, None) => format!("{band} (not resolved)"),
    }
}
