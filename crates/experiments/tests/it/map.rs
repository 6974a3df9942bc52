//! The system map of technology and its money: rows 1 to 18 and 33, one line or more each. A line says which levers are
//! pulled, which indicator moves and where to, which neutral value leaves every bit of the baseline, and which
//! coefficient carries the effect: at zero the effect is gone.

mod lines;

use crate::common::{COARSE, THREADS, china};
use engine::parallel::map_ordered;
use lines::MAP;
use model::economy::Economy;
use model::indicators::{Indicator as I, Kind, Record};
use model::policy::Policy;
use model::simulation::Simulation;
use scenario::levers;
use std::collections::BTreeSet;

/// An indicator of a block.
const fn of(id: &str) -> I {
    I::named(id)
}

const SEEDS: u64 = 6;
/// What is left of an effect that is nothing but for the order of a sum.
const ROUNDING: f64 = 1e-12;
/// Policies begin after this quarter.
const BEFORE: usize = 2;

/// Levers by their paths and parameters by their names; `fields.feeds` scales what frontier fields feed.
type Settings = &'static [(&'static str, f64)];

/// One line of the map.
struct Line {
    /// Row of the system map.
    row: u8,
    /// What is pulled; the first lever brings the others to life.
    pull: Settings,
    /// What the run is compared with: nothing (the baseline), or other settings of the same levers.
    against: Settings,
    /// Observable and its direction.
    moves: (I, Sign),
    /// Quarters that the run takes.
    quarters: usize,
    /// Coefficients, levers or parameters, that carry the effect, at zero (or where they mean nothing).
    without: Settings,
    /// What is left then, over the effect: 0 means every bit of the observable.
    left: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Up,
    Down,
}
use Sign::Up;

const fn line(row: u8, pull: Settings, moves: (I, Sign), quarters: usize, without: Settings) -> Line {
    Line {
        row,
        pull,
        against: &[],
        moves,
        quarters,
        without,
        left: 0.0,
    }
}

const fn against(against: Settings, line: Line) -> Line {
    Line { against, ..line }
}

const fn left(left: f64, line: Line) -> Line {
    Line { left, ..line }
}

/// Sets levers in a policy and parameters in an economy.
fn set(settings: Settings, policy: &mut Policy, economy: &mut Economy) {
    for &(name, value) in settings {
        if let Some((lever, member)) = levers::find(name) {
            let member = member.map_or(0, |m| economy.fields.iter().position(|f| f.id == m).unwrap());
            policy.set(lever, member, Some(value));
        } else if name == "fields.feeds" {
            economy
                .fields
                .iter_mut()
                .flat_map(|f| &mut f.feeds)
                .for_each(|x| *x *= value);
        } else {
            let parameter = economy.parameters.get_mut(name).unwrap();
            parameter.value = value;
            parameter.range = (parameter.range.0.min(value), parameter.range.1.max(value));
        }
    }
}

fn run(economy: &Economy, policy: &Policy, seed: u64, quarters: usize) -> Vec<Record> {
    let mut run = Simulation::open(economy, COARSE, seed).unwrap();
    for quarter in 1..=quarters {
        let policy = if quarter <= BEFORE {
            &Policy::default()
        } else {
            policy
        };
        run.step(policy).unwrap();
    }
    run.records().to_vec()
}

impl Line {
    /// Runs of all seeds under `settings`.
    fn runs(&self, settings: &[Settings]) -> Vec<Vec<Record>> {
        let (mut economy, mut policy) = (china(), Policy::default());
        for settings in settings {
            set(settings, &mut policy, &mut economy);
        }
        (1..=SEEDS)
            .map(|seed| run(&economy, &policy, seed, self.quarters))
            .collect()
    }

    /// Mean difference in the last quarter: per cent of a level, or in the indicator's unit.
    fn effect(&self, base: &[Vec<Record>], with: &[Vec<Record>]) -> f64 {
        let (indicator, _) = self.moves;
        let last = |run: &[Record]| run[self.quarters].get(indicator);
        let gap = base
            .iter()
            .zip(with)
            .map(|(base, with)| match indicator.info().kind {
                Kind::Level => 100.0 * (last(with) / last(base) - 1.0),
                Kind::Rate | Kind::Amount => last(with) - last(base),
            });
        gap.sum::<f64>() / SEEDS as f64
    }

    /// Effect, what is left of it without its coefficient, and what is wrong.
    fn hold(&self) -> (f64, f64, Vec<&'static str>) {
        let mut wrong = Vec::new();
        let (indicator, direction) = self.moves;
        let effect = self.effect(&self.runs(&[self.against]), &self.runs(&[self.pull]));
        let moves = if direction == Up {
            effect > 0.0
        } else {
            effect < 0.0
        };
        if !moves {
            wrong.push("moves the other way or not at all");
        }
        let (base, pulled) = (
            self.runs(&[self.against, self.without]),
            self.runs(&[self.pull, self.without]),
        );
        let rest = self.effect(&base, &pulled);
        let same = base
            .iter()
            .flatten()
            .zip(pulled.iter().flatten())
            .all(|(a, b)| a.get(indicator).to_bits() == b.get(indicator).to_bits());
        if self.left == 0.0 && !same || rest.abs() > self.left * effect.abs() {
            wrong.push("is not gone without its coefficient");
        }
        wrong.extend((!self.rests_at_neutral()).then_some("moves something at neutral"));
        (effect, rest, wrong)
    }

    /// With its first lever at neutral the line's other levers leave every recorded bit of the baseline.
    fn rests_at_neutral(&self) -> bool {
        let (mut economy, mut policy) = (china(), Policy::default());
        set(self.pull, &mut policy, &mut economy);
        let (lever, _) = levers::find(self.pull[0].0).unwrap();
        policy.clear(lever);
        run(&economy, &policy, 1, self.quarters) == run(&economy, &Policy::default(), 1, self.quarters)
    }
}

#[test]
fn each_row_of_the_map_moves_its_observable_and_only_by_its_coefficient() {
    let found = map_ordered(THREADS, MAP.len(), |k| MAP[k].hold());
    let mut failures = Vec::new();
    for (line, (effect, remains, wrong)) in MAP.iter().zip(found) {
        let name = format!("row {} {:?}, {}", line.row, line.pull, line.moves.0.info().id);
        println!(
            "{name}: {effect:.5}, without {:?} {remains:.5} {wrong:?}",
            line.without
        );
        failures.extend(
            wrong
                .into_iter()
                .map(|what| format!("{name} {what}: {effect}, {remains}")),
        );
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn the_map_is_complete() {
    let rows: BTreeSet<u8> = MAP.iter().map(|line| line.row).collect();
    assert_eq!(rows, (1..=18).chain([33]).collect());
}
