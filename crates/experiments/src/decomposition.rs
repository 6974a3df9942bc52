//! Which measure brings what: the effect of a scenario divided among its measures.
//!
//! Measures do not add up, because each acts in an economy that the others have changed. So each is run alone against
//! the baseline, and as the only one that is missing against the whole; its part is the mean of the two. If measures
//! interact only two by two this is the Shapley value, the mean over all orders in which they could be added. What the
//! parts leave over is shown, not hidden.

use crate::baselines::Baselines;
use crate::cost::Row;
use crate::effects::{Sign, Unit, deviation, summarise};
use crate::ensemble::Series;
use crate::hash;
use crate::pairs::EnsembleError;
use crate::run::PolicyPath;
use crate::runs::{self, Batch, Watch};
use crate::stats::Spread;
use engine::bounds::Bounds;
use engine::time::Quarter;
use model::indicators::Indicator;
use scenario::Scenario;

/// An effect in all pairs, summarised.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Mean and spread over pairs; means add up, medians do not.
    pub spread: Spread,
    /// How surely it differs from zero.
    pub sign: Sign,
}

/// Effect of a measure on an indicator in a quarter.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// Alone, against the baseline.
    pub alone: Part,
    /// On top of all others.
    pub last: Part,
    /// Mean of the two, pair by pair.
    pub part: Part,
}

/// A number of one quarter, divided.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Quarter of the run, from 1.
    pub quarter: usize,
    /// One per measure, in their order.
    pub shares: Vec<Share>,
    /// What the parts leave over: the whole less their sum.
    pub interaction: Part,
    /// All measures together.
    pub whole: Part,
}

/// The effect on one indicator in one quarter, divided.
#[derive(Clone, Debug)]
pub struct Divided {
    /// What is measured.
    pub indicator: Indicator,
    /// Its unit.
    pub unit: Unit,
    /// Its parts.
    pub parts: Parts,
}

/// Effects and cost, divided among the same measures.
#[derive(Clone, Debug)]
pub struct Decomposition {
    /// Effects: indicators in order, quarters within.
    pub effects: Vec<Divided>,
    /// Cost up to each quarter, money of the day (`cost::Row::Cost`).
    pub costs: Vec<Parts>,
    /// Hash over the runs of the whole scenario and of its baseline: that of the same pairs run as an ensemble.
    pub hash: String,
    /// Accounting identities checked, in all runs.
    pub checks: u64,
    /// Worst relative residual among them.
    pub worst_residual: f64,
}

/// Measures of a scenario against a baseline: levers with the same first word in their path, in the order of the registry.
pub fn measures(scenario: &Scenario, baseline: &Scenario) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for pulled in scenario.pulled(baseline) {
        let measure = measure(&pulled.path).to_owned();
        if !out.contains(&measure) {
            out.push(measure);
        }
    }
    out
}

fn measure(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// Simulated quarters of a decomposition, for progress.
pub fn work(batch: &Batch, measures: &[String]) -> usize {
    (2 + 2 * measures.len()) * batch.seeds * batch.quarters
}

/// Divides the effects, and the cost, of `scenario` against `baseline` on some indicators in some quarters among its measures.
/// `batch.economy` has the scenario's assumptions in it; its baseline is taken from those that are kept under this name, or left
/// there.
///
/// # Errors
/// A run that stops, or a stop by the user.
pub fn decompose(
    batch: &Batch,
    (baselines, name): (&Baselines, &str),
    (scenario, baseline): (&Scenario, &Scenario),
    (indicators, quarters): (&[Indicator], &[usize]),
    watch: &Watch,
) -> Result<Decomposition, EnsembleError> {
    let measures = measures(scenario, baseline);
    let mut variants = vec![baseline.clone(), scenario.clone()];
    for name in &measures {
        variants.push(scenario.mixed(baseline, |path| measure(path) == name));
        variants.push(scenario.mixed(baseline, |path| measure(path) != name));
    }
    let paths: Vec<_> = variants
        .iter()
        .map(|variant| move |quarter: Quarter| variant.policy(quarter))
        .collect();
    let paths: Vec<&dyn PolicyPath> = paths.iter().map(|path| path as &dyn PolicyPath).collect();
    let runs = runs::run_beside(batch, (baselines, Some(name)), &paths, watch)?;
    // A pair for the whole, and for each measure one alone against the baseline and one of the whole against all others.
    baselines.replaced(2 * (1 + 2 * measures.len()) * batch.seeds * batch.quarters);
    let pairs = runs::paired(batch, (paths[0], &runs[0]), (paths[1], &runs[1]));
    let all = indicators
        .iter()
        .flat_map(|&indicator| quarters.iter().map(move |&quarter| (indicator, quarter)));
    Ok(Decomposition {
        effects: all
            .map(|(indicator, quarter)| divide(&runs, indicator, quarter))
            .collect(),
        costs: quarters
            .iter()
            .map(|&quarter| divide_cost(&runs, quarter))
            .collect(),
        hash: hash::of(&pairs),
        checks: runs.iter().flatten().map(|run| run.checks).sum(),
        worst_residual: runs
            .iter()
            .flatten()
            .map(|run| run.worst_residual)
            .fold(0.0, f64::at_least),
    })
}

fn divide(runs: &[Vec<Series>], indicator: Indicator, quarter: usize) -> Divided {
    let effect = |of: &Series, against: &Series| {
        deviation(
            indicator.info().kind,
            of.value(quarter, indicator),
            against.value(quarter, indicator),
        )
    };
    Divided {
        indicator,
        unit: Unit::of(indicator),
        parts: parts(runs, quarter, &effect),
    }
}

/// Cost so far.
fn divide_cost(runs: &[Vec<Series>], quarter: usize) -> Parts {
    let so_far = |run: &Series| (1..=quarter).map(|q| Row::Cost.of(run, q)).sum::<f64>();
    parts(runs, quarter, &|of, against| so_far(of) - so_far(against))
}

/// Divides a difference between two runs on one seed. `runs` holds the baseline, the scenario, then each measure alone and
/// all but it.
fn parts(runs: &[Vec<Series>], quarter: usize, difference: &dyn Fn(&Series, &Series) -> f64) -> Parts {
    let effect = |of: &[Series], against: &[Series]| -> Vec<f64> {
        of.iter().zip(against).map(|(a, b)| difference(a, b)).collect()
    };
    let (baseline, scenario) = (&runs[0], &runs[1]);
    let whole = effect(scenario, baseline);
    let mut left = whole.clone();
    let shares = runs[2..].chunks(2).map(|variants| {
        let (alone, last) = (effect(&variants[0], baseline), effect(scenario, &variants[1]));
        let part: Vec<f64> = alone.iter().zip(&last).map(|(a, l)| (a + l) / 2.0).collect();
        for (left, part) in left.iter_mut().zip(&part) {
            *left -= part;
        }
        Share {
            alone: summary(&alone),
            last: summary(&last),
            part: summary(&part),
        }
    });
    Parts {
        quarter,
        shares: shares.collect(),
        interaction: summary(&left),
        whole: summary(&whole),
    }
}

fn summary(values: &[f64]) -> Part {
    let (spread, sign) = summarise(values);
    Part { spread, sign }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::books::programmes::{Programme, Programmes};
    use model::indicators::{Column, Record};

    /// One seed, whose GDP ends at a level.
    fn run(level: f64) -> Vec<Series> {
        let record = |value: f64| Record {
            quarter: Quarter::new(2025, 1),
            values: vec![value; Indicator::ALL.len()],
            columns: vec![Vec::new(); Column::ALL.len()],
            programmes: Default::default(),
        };
        vec![Series::new(&[record(100.0), record(level)], 0.0, 0)]
    }

    #[test]
    fn parts_and_what_they_leave_by_hand() {
        // Unemployment, in points: 5 in the baseline; 7 with both; 5.5 with the first, 6 with the second alone.
        let runs = [5.0, 7.0, 5.5, 6.0, 6.0, 5.5].map(run);
        let found = divide(&runs, Indicator::UNEMPLOYMENT, 1).parts;
        let [first, second] = &found.shares[..] else {
            panic!("two measures")
        };
        let mean = |p: &Part| p.spread.mean;
        assert_eq!(
            (mean(&first.alone), mean(&first.last), mean(&first.part)),
            (0.5, 1.0, 0.75)
        );
        assert_eq!(
            (mean(&second.alone), mean(&second.last), mean(&second.part)),
            (1.0, 1.5, 1.25)
        );
        // An interaction of two is divided among them; nothing is left.
        assert_eq!((mean(&found.whole), mean(&found.interaction)), (2.0, 0.0));
    }
    #[test]
    fn cost_is_divided_among_the_measures_that_spend() {
        let run = |purchases: f64| {
            let mut programmes = Programmes::default();
            programmes.set(Programme::Purchases, purchases);
            let record = Record {
                quarter: Quarter::new(2025, 1),
                values: vec![1.0; Indicator::ALL.len()],
                columns: vec![Vec::new(); Column::ALL.len()],
                programmes,
            };
            vec![Series::new(&vec![record; 3], 0.0, 0)]
        };
        // The first measure buys 4 a quarter, the second nothing but makes it 5: 10 after two quarters.
        let runs = [0.0, 5.0, 4.0, 0.0, 0.0, 4.0].map(run);
        let found = divide_cost(&runs, 2);
        let mean = |p: &Part| p.spread.mean;
        assert_eq!((mean(&found.whole), mean(&found.interaction)), (10.0, 0.0));
        let parts: Vec<f64> = found.shares.iter().map(|s| mean(&s.part)).collect();
        assert_eq!(parts, [9.0, 1.0]);
    }
}
