//! Experiments against evidence: each is a preset with its variants, run as pairs, and read by the outcomes that the
//! evidence names, beside a band where it gives one. A band is a check of plausibility, never a target.

mod tables;

pub use ::evidence::{Comparison, Contrast, EvidenceError, Experiment, Outcome, Reading};
pub use tables::{table, verdict};

use crate::baselines::Baselines;
use crate::courses;
use crate::effects::{Sign, Unit, deviation, summarise};
use crate::ensemble::{Ensemble, Pair, Series};
use crate::pairs::EnsembleError;
use crate::run::{Neutral, PolicyPath};
use crate::runs::{self, Batch, Watch};
use crate::stats::Spread;
use crate::validate::Options;
use engine::time::Quarter;
use model::economy::Economy;
use model::indicators::Column;
use scenario::{Agents, Assumed, PRESETS, Scenario, presets};
use std::cmp::Reverse;
use std::sync::atomic::AtomicBool;

/// All experiments, in the order of their table.
///
/// # Errors
/// A table of the folder `evidence` that cannot be used.
pub fn experiments() -> Result<&'static [Experiment], EvidenceError> {
    ::evidence::general().map(|all| all.experiments.as_slice())
}

/// A preset, run.
pub struct Case {
    /// Name of the preset.
    pub preset: &'static str,
    /// Outcomes in the order of the experiment's.
    pub outcomes: Vec<Found>,
}

/// An outcome in all pairs.
pub struct Found {
    /// Its value in each pair; not a number where a pair has none.
    pub pairs: Vec<f64>,
    /// The pairs that have one, summarised.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

impl Found {
    /// Summarises the pairs that have a value.
    pub fn of(pairs: Vec<f64>) -> Self {
        let had: Vec<f64> = pairs.iter().copied().filter(|x| x.is_finite()).collect();
        let (spread, sign) = summarise(&had);
        Self { pairs, spread, sign }
    }
    /// Pairs without a value.
    pub fn left_out(&self) -> usize {
        self.pairs.iter().filter(|x| !x.is_finite()).count()
    }
}

/// An experiment, run in all its variants.
pub struct Finding {
    /// Which experiment.
    pub experiment: &'static Experiment,
    /// The central case first.
    pub cases: Vec<Case>,
    /// Persons that one agent stood for.
    pub persons_per_agent: u32,
    /// What decides its signs and sizes, with the values of the first case that they concern.
    pub decided_by: Vec<Assumed>,
    /// Title of the central case in Chinese.
    pub title_zh: String,
}

/// Presets of an experiment, the central case first.
pub fn variants(experiment: &Experiment) -> Vec<&'static str> {
    let of = |id: &str| id == experiment.id || id.starts_with(&format!("{}-", experiment.id));
    PRESETS.iter().map(|p| p.id).filter(|id| of(id)).collect()
}

/// Simulated quarters of some experiments, for progress.
///
/// # Errors
/// A preset that cannot be read.
pub fn work(experiments: &[&'static Experiment], options: &Options) -> Result<usize, Failure> {
    experiments.iter().try_fold(0, |sum, e| {
        let groups = groups(&scenarios(e)?);
        let runs: usize = groups.iter().map(|members| 1 + members.len()).sum();
        Ok(sum + runs * options.seeds * quarters(e))
    })
}

/// Quarters of a run: policies of the presets start within the first five.
fn quarters(experiment: &Experiment) -> usize {
    4 * experiment.years + 4
}

/// Runs experiments in all their variants on the seeds of `options`; the size is `agents`, or else what the preset of the
/// central case asks for, or else that of `options`. Experiments share the baselines that are kept under the economy's name.
///
/// # Errors
/// A preset that does not fit the economy, a run that stops, or a stop by the user.
pub fn run(
    (economy, name): (&Economy, &str),
    baselines: &Baselines,
    experiments: &[&'static Experiment],
    options: Options,
    agents: Option<Agents>,
    tell: &(dyn Fn(usize) + Sync),
    stop: &AtomicBool,
) -> Result<Vec<Finding>, Failure> {
    let watch = Watch::new(tell, stop);
    let ready = experiments
        .iter()
        .map(|e| Ready::of(economy, e, &options, agents));
    let ready = ready.collect::<Result<Vec<_>, _>>()?;
    // The longest first: the others find a part of its baseline.
    let mut order: Vec<usize> = (0..ready.len()).collect();
    order.sort_by_key(|k| Reverse(quarters(ready[*k].experiment)));
    let run = |k: usize| Ok((k, ready[k].run((economy, name), baselines, &watch)?));
    let findings = order.into_iter().map(run);
    let mut findings = findings.collect::<Result<Vec<_>, Failure>>()?;
    findings.sort_by_key(|(k, _)| *k);
    Ok(findings.into_iter().map(|(_, finding)| finding).collect())
}

/// An experiment whose presets fit the economy.
struct Ready {
    experiment: &'static Experiment,
    scenarios: Vec<Scenario>,
    options: Options,
    decided_by: Vec<Assumed>,
}

impl Ready {
    fn of(
        economy: &Economy,
        experiment: &'static Experiment,
        options: &Options,
        agents: Option<Agents>,
    ) -> Result<Self, Failure> {
        let scenarios = scenarios(experiment)?
            .iter()
            .map(|s| s.bind(economy).map_err(|e| wrong(&s.id, &e)))
            .collect::<Result<Vec<_>, _>>()?;
        let size = agents.or(scenarios.first().and_then(|s| s.run.agents));
        let persons_per_agent = size.map_or(options.persons_per_agent, |a| a.persons(economy));
        Ok(Self {
            experiment,
            decided_by: decided_by(&scenarios, economy)?,
            scenarios,
            options: Options {
                persons_per_agent,
                ..*options
            },
        })
    }

    fn run(
        &self,
        economy: (&Economy, &str),
        baselines: &Baselines,
        watch: &Watch,
    ) -> Result<Finding, Failure> {
        let (experiment, scenarios) = (self.experiment, &self.scenarios);
        let mut cases: Vec<(usize, Case)> = Vec::new();
        for members in groups(scenarios) {
            cases.extend(cases_of(
                economy,
                baselines,
                experiment,
                scenarios,
                &members,
                self.options,
                watch,
            )?);
        }
        cases.sort_by_key(|(k, _)| *k);
        Ok(Finding {
            experiment,
            cases: cases.into_iter().map(|(_, case)| case).collect(),
            persons_per_agent: self.options.persons_per_agent,
            decided_by: self.decided_by.clone(),
            title_zh: scenarios.first().map_or(String::new(), |s| s.title.zh.clone()),
        })
    }
}

/// Why there is no result to hold against evidence.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A preset does not fit the economy.
    #[error("{0}")]
    Preset(String),
    /// What results are held against cannot be read.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// A run stopped.
    #[error(transparent)]
    Run(#[from] EnsembleError),
}

fn wrong(preset: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::Preset(format!("preset {preset}: {error}"))
}

/// The presets of an experiment, read.
fn scenarios(experiment: &Experiment) -> Result<Vec<Scenario>, Failure> {
    let read = |preset| {
        let text = presets::text(preset).unwrap_or_default();
        Scenario::parse(text, preset, &|_| None).map_err(|e| wrong(preset, &e))
    };
    variants(experiment).into_iter().map(read).collect()
}

/// What decides the effects of any of the scenarios, each assumption once.
fn decided_by(scenarios: &[Scenario], economy: &Economy) -> Result<Vec<Assumed>, Failure> {
    let mut out: Vec<Assumed> = Vec::new();
    for scenario in scenarios {
        let mut assumed = economy.clone();
        scenario
            .apply_assumptions(&mut assumed)
            .map_err(|e| wrong(&scenario.id, &e))?;
        for found in scenario.decided_by(&assumed, &scenario.neutral()) {
            if out.iter().all(|a| a.path != found.path) {
                out.push(found);
            }
        }
    }
    Ok(out)
}

/// Scenarios with the same assumptions share a baseline: positions of each group.
fn groups(scenarios: &[Scenario]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (k, scenario) in scenarios.iter().enumerate() {
        let alike = |members: &&mut Vec<usize>| scenarios[members[0]].assumptions() == scenario.assumptions();
        match out.iter_mut().find(alike) {
            Some(members) => members.push(k),
            None => out.push(vec![k]),
        }
    }
    out
}

/// Some presets against the baseline that they share; their assumptions hold in it too.
fn cases_of(
    (economy, name): (&Economy, &str),
    baselines: &Baselines,
    experiment: &Experiment,
    scenarios: &[Scenario],
    members: &[usize],
    options: Options,
    watch: &Watch,
) -> Result<Vec<(usize, Case)>, Failure> {
    let mut assumed = economy.clone();
    let first = &scenarios[members[0]];
    first
        .apply_assumptions(&mut assumed)
        .map_err(|e| wrong(&first.id, &e))?;
    let batch = Batch {
        economy: &assumed,
        persons_per_agent: options.persons_per_agent,
        seed: options.seed,
        seeds: options.seeds,
        quarters: quarters(experiment),
        threads: options.threads,
    };
    let paths: Vec<_> = members
        .iter()
        .map(|&k| move |quarter: Quarter| scenarios[k].policy(quarter))
        .collect();
    let mut all: Vec<&dyn PolicyPath> = vec![&Neutral];
    all.extend(paths.iter().map(|path| path as &dyn PolicyPath));
    // What other assumptions make of the baseline serves nobody else and is not kept.
    let owner = first.assumptions().is_empty().then_some(name);
    let all_runs = runs::run_beside(&batch, (baselines, owner), &all, watch)?;
    baselines.replaced(2 * members.len() * batch.seeds * batch.quarters);
    let names = variants(experiment);
    let case = |(m, &k): (usize, &usize)| {
        let ensemble = runs::paired(&batch, (all[0], &all_runs[0]), (all[m + 1], &all_runs[m + 1]));
        let [without, with] = [all[0], all[m + 1]].map(|p| courses::path(p, assumed.opening, batch.quarters));
        let start = courses::parting(&without, &with).unwrap_or(1);
        let found = |o: &Outcome| Found::of(values(o, &ensemble, start));
        let outcomes = experiment.outcomes.iter().map(found).collect();
        (
            k,
            Case {
                preset: names[k],
                outcomes,
            },
        )
    };
    Ok(members.iter().enumerate().map(case).collect())
}

/// An outcome in each pair; years are counted from the quarter `start`, in which the policies part: a policy may wait for years until
/// it makes a difference.
pub fn values(outcome: &Outcome, ensemble: &Ensemble, start: usize) -> Vec<f64> {
    let pairs = ensemble.pairs.iter();
    pairs.map(|pair| of_pair(outcome, pair, start)).collect()
}

fn of_pair(outcome: &Outcome, pair: &Pair, start: usize) -> f64 {
    let indicator = outcome.indicator;
    let kind = indicator.info().kind;
    let mean = |run: &Series, year: usize| {
        let first = start + 4 * (year - 1);
        (first..first + 4).map(|q| run.value(q, indicator)).sum::<f64>() / 4.0
    };
    let deviation_of = |year: usize| match year {
        0 => 0.0,
        _ => deviation(kind, mean(&pair.scenario, year), mean(&pair.baseline, year)),
    };
    match outcome.reading {
        Reading::Deviation(year) => deviation_of(year),
        Reading::Change(from, to) => (deviation_of(to) - deviation_of(from)) / (to - from) as f64,
        Reading::Value(year) => pair.scenario.value(start + 4 * year - 1, indicator),
        Reading::PerNewRobots(year) => exposed(pair, start + 4 * (year - 1))[0],
        Reading::PerRobotsInUse(year) => exposed(pair, start + 4 * (year - 1))[1],
        Reading::TimeTo(level) => {
            let quarters = |run: &Series| {
                let there = |q: &usize| run.value(*q, indicator) >= f64::from(level);
                (start..run.len())
                    .find(there)
                    .map_or(f64::NAN, |q| (q - start + 1) as f64)
            };
            100.0 * (quarters(&pair.scenario) / quarters(&pair.baseline) - 1.0)
        }
    }
}

/// Unit in which an outcome is read.
pub fn unit(outcome: &Outcome) -> String {
    let unit = Unit::of(outcome.indicator);
    match outcome.reading {
        Reading::Deviation(_) => unit.id().to_owned(),
        Reading::Change(..) => match unit {
            Unit::Percent => "pp a year".to_owned(),
            unit => format!("{} a year", unit.id()),
        },
        Reading::Value(_) => outcome.indicator.info().unit.to_owned(),
        Reading::TimeTo(_) | Reading::PerNewRobots(_) | Reading::PerRobotsInUse(_) => {
            Unit::Percent.id().to_owned()
        }
    }
}

/// Robots in use by sector.
const ROBOTS: Column = Column::named("sector.robots");

/// Slope across sectors of the effect on employment y (per cent) on new robots per person x, times the standard deviation of
/// x and that of robots in use z. All are means of the four quarters from `first` on, weighted by persons at work.
fn exposed(pair: &Pair, first: usize) -> [f64; 2] {
    let year = |run: &Series, k: usize| {
        let of = |quarter, column| run.along(quarter, column)[k];
        (first..first + 4).fold((0.0, 0.0), |(persons, robots), q| {
            (
                persons + of(q, Column::SECTOR_EMPLOYED) / 4.0,
                robots + of(q, ROBOTS) / 4.0,
            )
        })
    };
    let points: Vec<[f64; 4]> = (0..pair.baseline.along(first, ROBOTS).len())
        .map(|k| {
            let ((before, z), (after, robots)) = (year(&pair.baseline, k), year(&pair.scenario, k));
            [before, robots - z, 100.0 * (after / before - 1.0), z]
        })
        // Where nobody works nobody can be replaced.
        .filter(|point| point[0] > 0.0)
        .collect();
    let all: f64 = points.iter().map(|p| p[0]).sum();
    let mean = |of: usize| points.iter().map(|p| p[0] * p[of]).sum::<f64>() / all;
    let [x, y, z] = [1, 2, 3].map(|v| (v, mean(v)));
    let product = |(a, mean_a): (usize, f64), (b, mean_b): (usize, f64)| {
        let products = points.iter().map(|p| p[0] * (p[a] - mean_a) * (p[b] - mean_b));
        products.sum::<f64>() / all
    };
    let slope = product(x, y) / product(x, x);
    [x, z].map(|of| slope * product(of, of).sqrt())
}

impl Finding {
    /// Pairs that each case was run in.
    pub fn pairs(&self) -> usize {
        let first = self.cases.first().and_then(|case| case.outcomes.first());
        first.map_or(0, |found| found.pairs.len())
    }
    /// The comparison; `None` if a case was not run. A ratio of spreads has no spread of its own.
    pub fn compare(&self, contrast: &Contrast) -> Option<Compared> {
        let of = |preset: &str| {
            let case = self.cases.iter().find(|c| c.preset == preset)?;
            case.outcomes.get(contrast.outcome)
        };
        let (first, second) = (of(&contrast.cases[0])?, of(&contrast.cases[1])?);
        Some(match contrast.comparison {
            Comparison::Difference => {
                let pairs = first.pairs.iter().zip(&second.pairs);
                Compared::Difference(Found::of(pairs.map(|(a, b)| a - b).collect()))
            }
            Comparison::SpreadRatio => {
                let width = |found: &Found| {
                    let (low, high) = found.spread.band(80);
                    high - low
                };
                Compared::Ratio(width(first) / width(second))
            }
        })
    }
}

/// What a comparison gives.
pub enum Compared {
    /// Differences within pairs.
    Difference(Found),
    /// One number.
    Ratio(f64),
}

/// Unit of a comparison between cases of an experiment.
pub fn unit_of_contrast(contrast: &Contrast, experiment: &Experiment) -> String {
    match contrast.comparison {
        Comparison::Difference => unit(&experiment.outcomes[contrast.outcome]),
        Comparison::SpreadRatio => "ratio".to_owned(),
    }
}

#[cfg(test)]
#[path = "evidence_tests.rs"]
mod tests;
