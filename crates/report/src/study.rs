//! What a report is about, and the numbers it shows, computed once.

use crate::words::{self, text};
use engine::time::Quarter;
use experiments::cost::{self, YearlyCost};
use experiments::effects::{self, Effect, PartEffect, YearlyEffect};
use experiments::ensemble::{Ensemble, Side};
use experiments::levels::{self, Level};
use experiments::multiplier::{self, Multiplier};
use experiments::{hash, stats::Spread};
use model::economy::{Economy, Text};
use model::indicators::Indicator;

/// Quarters of the sector and group tables.
pub const PART_HORIZONS: [usize; 4] = [4, 8, 20, 40];

/// Name of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Stable id.
    pub id: String,
    /// Title shown to readers.
    pub title: Text,
}

/// One row of the lever table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeverRow {
    /// Path in the scenario file.
    pub path: String,
    /// Title.
    pub title: Text,
    /// Values with units, as the scenario says them, in order of time.
    pub value: String,
    /// Quarters from which they hold, and the last one if it ends.
    pub when: String,
    /// Where lever and size come from.
    pub source: String,
}

/// An assumption without a firm source that decides a sign or a size: plain data, handed in by the shell.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionRow {
    /// Path by which it is set.
    pub path: String,
    /// Title.
    pub title: Text,
    /// Value used.
    pub value: f64,
    /// Smallest and largest value that is admitted.
    pub range: (f64, f64),
}

/// What is compared with what, in words.
#[derive(Clone, Debug)]
pub struct Study<'a> {
    /// The country.
    pub economy: &'a Economy,
    /// The policy under study.
    pub scenario: Label,
    /// What it is compared with.
    pub baseline: Label,
    /// The question the scenario answers; may be empty.
    pub question: Text,
    /// Levers by which the scenario differs from its baseline.
    pub levers: Vec<LeverRow>,
    /// What decides the effects of these levers without a firm source.
    pub decided_by: Vec<AssumptionRow>,
    /// Further notes printed with the result.
    pub notes: Vec<Text>,
    /// Indicators to be shown first; empty leaves the choice to the report.
    pub figures: Vec<Indicator>,
    /// Version of the program.
    pub engine_version: String,
}

/// All numbers of a report.
pub struct Results<'a> {
    /// What they are about.
    pub study: Study<'a>,
    /// The runs.
    pub ensemble: &'a Ensemble,
    /// Effects on all indicators in all quarters.
    pub effects: Vec<Effect>,
    /// Effects by year of the policy.
    pub yearly: Vec<YearlyEffect>,
    /// Levels on both sides.
    pub levels: Vec<Level>,
    /// Multiplier at the horizons, or why there is none; empty if the scenario orders nothing.
    pub multiplier: Vec<Multiplier>,
    /// Cost by year; empty if no programme costs anything else than in the baseline.
    pub cost: Vec<YearlyCost>,
    /// Effect on output by sector at the part horizons.
    pub sector_output: Vec<PartEffect>,
    /// Effect on consumption, income and deposits by household group at the part horizons.
    pub groups: [Vec<PartEffect>; 3],
    /// Hash over all recorded values.
    pub hash: String,
    /// Worst relative residual of all identities.
    pub worst_residual: f64,
    /// Identities checked.
    pub checks: u64,
}

impl<'a> Results<'a> {
    /// Computes all numbers of a report.
    pub fn new(study: Study<'a>, ensemble: &'a Ensemble) -> Self {
        let horizons = effects::horizons(ensemble.quarters);
        let parts = part_horizons(ensemble.quarters);
        Self {
            effects: effects::table(ensemble),
            yearly: effects::yearly(ensemble),
            levels: levels::table(ensemble),
            multiplier: multiplier::table(ensemble, &horizons),
            cost: cost::yearly(ensemble),
            sector_output: effects::sectors(ensemble, &parts, |s| s.output),
            groups: [
                effects::groups(ensemble, &parts, |g| g.consumption),
                effects::groups(ensemble, &parts, |g| g.income),
                effects::groups(ensemble, &parts, |g| g.deposits),
            ],
            hash: hash::of(ensemble),
            worst_residual: ensemble.worst_residual(),
            checks: ensemble.checks(),
            study,
            ensemble,
        }
    }
    /// Finished pairs.
    pub fn pairs(&self) -> usize {
        self.ensemble.pairs.len()
    }
    /// Quarters of the effect table.
    pub fn horizons(&self) -> Vec<usize> {
        effects::horizons(self.ensemble.quarters)
    }
    /// Quarters of the sector and group tables.
    pub fn part_horizons(&self) -> Vec<usize> {
        part_horizons(self.ensemble.quarters)
    }
    /// Calendar quarter of a quarter number.
    pub fn date(&self, quarter: usize) -> Quarter {
        self.ensemble.date(quarter)
    }
    /// Indicators in the order in which they are shown: those that the scenario asks for, then the usual ones.
    pub fn shown_first(&self, usual: &[Indicator]) -> Vec<Indicator> {
        first(&self.study.figures, usual)
    }
    /// Effect on an indicator in a simulated quarter (from 1); none on what the economy does not show.
    pub fn effect(&self, indicator: Indicator, quarter: usize) -> Option<&Effect> {
        let key = |e: &Effect| (e.indicator, e.quarter);
        let row = self.effects.binary_search_by_key(&(indicator, quarter), key);
        self.effects.get(row.ok()?)
    }
    /// Level of an indicator in a quarter (0 is the opening).
    pub fn level(&self, indicator: Indicator, side: Side, quarter: usize) -> Option<&Level> {
        let key = |l: &Level| (l.indicator, l.side, l.quarter);
        let row = self.levels.binary_search_by_key(&(indicator, side, quarter), key);
        self.levels.get(row.ok()?)
    }
    /// Spreads of the effect on an indicator over all simulated quarters.
    pub fn effect_path(&self, indicator: Indicator) -> Vec<Spread> {
        (1..=self.ensemble.quarters)
            .filter_map(|q| self.effect(indicator, q))
            .map(|e| e.spread)
            .collect()
    }
    /// Notes that belong to the result, standing notice first.
    pub fn notes(&self) -> Vec<Text> {
        let mut notes = vec![words::notice()];
        let (done, asked) = (self.pairs(), self.ensemble.asked);
        if self.ensemble.partial {
            notes.push(text(
                format!("Partial: stopped after {done} of {asked} pairs; bands rest on the finished pairs."),
                format!("部分结果：仅完成{asked}对中的{done}对，区间以已完成的配对为准。"),
            ));
        }
        if self.ensemble.first_difference().is_none() {
            notes.push(text(
                "Scenario and baseline impose the same policy in every quarter; both were run all the same.",
                "情景与基准各季度政策完全相同，两者仍分别运行。",
            ));
        }
        let shown = self
            .effects
            .iter()
            .filter(|e| self.horizons().contains(&e.quarter));
        let (mut open, mut all) = (0, 0);
        for effect in shown {
            all += 1;
            open += usize::from(!effect.sign.resolved && !effect.sign.identical);
        }
        if open > 0 {
            notes.push(text(
                format!("{open} of {all} effects are {}.", words::unresolved().en),
                format!("{all}项效果中有{open}项{}。", words::unresolved().zh),
            ));
        }
        notes.extend(words::no_cost(self));
        if self.multiplier.iter().any(|m| m.ratio.is_ok()) && multiplier::priceless_levers(self.ensemble) {
            notes.push(text(
                "The multiplier credits all levers of the scenario to its cost; some of them (rates, controls, tariffs of others, permits) cost nobody money.",
                "乘数把情景中所有政策的效果都归于其成本，其中部分政策（利率、管制、他国关税、许可）不花费资金。",
            ));
        }
        notes.extend(words::band_note(self.pairs()));
        notes.push(text(
            "Bands show what the dice do on paired runs; they say nothing about parameters or the model being wrong.",
            "区间只反映配对运行中的随机性，不反映参数或模型本身的误差。",
        ));
        notes.extend(self.study.notes.iter().cloned());
        notes
    }
}

/// What is asked for, then what else is usual.
fn first(asked: &[Indicator], usual: &[Indicator]) -> Vec<Indicator> {
    let rest = usual.iter().filter(|i| !asked.contains(i));
    asked.iter().chain(rest).copied().collect()
}

fn part_horizons(quarters: usize) -> Vec<usize> {
    let mut list: Vec<usize> = PART_HORIZONS.into_iter().filter(|&h| h <= quarters).collect();
    if quarters > 0 && list.last() != Some(&quarters) {
        list.push(quarters);
    }
    list
}

#[cfg(test)]
mod tests {
    use crate::sample;
    use experiments::ensemble::Side;
    use model::indicators::Indicator;

    #[test]
    fn what_a_scenario_asks_for_comes_first_and_once() {
        use Indicator::{Cpi, FirmLoans, RealGdp, Unemployment};
        let usual = [RealGdp, Cpi, Unemployment];
        assert_eq!(super::first(&[], &usual), usual);
        assert_eq!(
            super::first(&[FirmLoans, Cpi], &usual),
            [FirmLoans, Cpi, RealGdp, Unemployment]
        );
    }

    #[test]
    fn look_up_finds_the_right_row() {
        sample::with(4, 12, |results| {
            for &indicator in Indicator::ALL {
                if indicator == Indicator::Sentiment {
                    assert!(results.effect(indicator, 1).is_none());
                    continue;
                }
                for quarter in 1..=12 {
                    let effect = results.effect(indicator, quarter).unwrap();
                    assert_eq!((effect.indicator, effect.quarter), (indicator, quarter));
                }
                let level = results.level(indicator, Side::Scenario, 0).unwrap();
                assert_eq!(
                    (level.indicator, level.side, level.quarter),
                    (indicator, Side::Scenario, 0)
                );
            }
            // A flow has no level at the opening, and one after a quarter.
            let exits = |quarter| results.level(Indicator::Exits, Side::Baseline, quarter);
            assert!(exits(0).unwrap().spread.median.is_nan());
            assert!(exits(1).unwrap().spread.median.is_finite());
            assert!(results.effect(Indicator::RealGdp, 0).is_none());
            assert!(results.effect(Indicator::RealGdp, 13).is_none());
            assert_eq!(results.horizons(), [1, 4, 8, 12]);
            assert_eq!(results.part_horizons(), [4, 8, 12]);
        });
    }
}
