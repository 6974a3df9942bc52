//! What was compared, and the numbers that came out: owned, and computed once. Tables, files, charts and pages read them.

use engine::time::Quarter;
use experiments::cost::{self, YearlyCost};
use experiments::effects::{self, Effect, PartEffect, YearlyEffect};
use experiments::ensemble::{Ensemble, Side};
use experiments::envelope::{self, Outside};
use experiments::hash;
use experiments::levels::{self, Level};
use experiments::multiplier::{self, Multiplier};
use experiments::stats::Spread;
use model::economy::{Economy, Text};
use model::indicators::{Column, Dimension, Indicator};
use scenario::{Assumed, Pulled};
use std::sync::Arc;

/// Quarters of the tables along dimensions.
pub const PART_HORIZONS: [usize; 4] = [4, 8, 20, 40];

/// Name of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Title shown to readers.
    pub title: Text,
}

/// What is compared with what, in words.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The country, with the assumptions of the scenario in it.
    pub economy: Arc<Economy>,
    /// The policy under study.
    pub scenario: Named,
    /// What it is compared with.
    pub baseline: Named,
    /// The question the scenario answers; may be empty.
    pub question: Text,
    /// Levers by which the scenario differs from its baseline.
    pub levers: Vec<Pulled>,
    /// What is uncertain and decides the effects of these levers.
    pub decided_by: Vec<Assumed>,
    /// Further notes printed with the result.
    pub notes: Vec<Text>,
    /// Indicators to be shown first; empty leaves the choice to the report.
    pub figures: Vec<Indicator>,
    /// Version of the program.
    pub engine_version: String,
}

/// Effects along a dimension.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// What they run along.
    pub dimension: Dimension,
    /// Columns that reports show, each with its effects: members in order, quarters within.
    pub columns: Vec<(Column, Vec<PartEffect>)>,
}

/// All numbers of a comparison.
#[derive(Clone, Debug)]
pub struct Results {
    /// What they are about.
    pub subject: Subject,
    /// The runs.
    pub ensemble: Ensemble,
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
    /// Effects along dimensions at the part horizons, for those that have columns to report.
    pub breakdowns: Vec<Breakdown>,
    /// What leaves the range in which the economy was tried; nothing if nobody says what was tried.
    pub outside: Vec<Outside>,
    /// Hash over all recorded values.
    pub hash: String,
    /// Worst relative residual of all identities.
    pub worst_residual: f64,
    /// Identities checked.
    pub checks: u64,
}

impl Results {
    /// Computes all numbers from the runs.
    pub fn new(subject: Subject, ensemble: Ensemble) -> Self {
        let horizons = effects::horizons(ensemble.quarters);
        let parts = part_horizons(ensemble.quarters);
        Self {
            effects: effects::table(&ensemble),
            yearly: effects::yearly(&ensemble),
            levels: levels::table(&ensemble),
            multiplier: multiplier::table(&ensemble, &horizons),
            cost: cost::yearly(&ensemble),
            breakdowns: breakdowns(&ensemble, &parts),
            outside: subject
                .economy
                .tried
                .as_ref()
                .map_or_else(Vec::new, |tried| envelope::outside(&ensemble, tried)),
            hash: hash::of(&ensemble),
            worst_residual: ensemble.worst_residual(),
            checks: ensemble.checks(),
            subject,
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
    /// Quarters of the tables along dimensions.
    pub fn part_horizons(&self) -> Vec<usize> {
        part_horizons(self.ensemble.quarters)
    }
    /// Calendar quarter of a quarter number.
    pub fn date(&self, quarter: usize) -> Quarter {
        self.ensemble.date(quarter)
    }
    /// Indicators in the order in which they are shown: those that the scenario asks for, then the usual ones.
    pub fn shown_first(&self, usual: &[Indicator]) -> Vec<Indicator> {
        first(&self.subject.figures, usual)
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
}

/// What is asked for, then what else is usual.
fn first(asked: &[Indicator], usual: &[Indicator]) -> Vec<Indicator> {
    let rest = usual.iter().filter(|i| !asked.contains(i));
    asked.iter().chain(rest).copied().collect()
}

/// What reports show along each dimension; a dimension of which the economy has no members is left out.
fn breakdowns(ensemble: &Ensemble, quarters: &[usize]) -> Vec<Breakdown> {
    let of = |dimension| Breakdown {
        dimension,
        columns: Column::along(dimension)
            .filter(|column| column.info().reported)
            .map(|column| (column, effects::along(ensemble, quarters, column)))
            .filter(|(_, effects)| !effects.is_empty())
            .collect(),
    };
    let all = Dimension::ALL.into_iter().map(of);
    all.filter(|breakdown| !breakdown.columns.is_empty()).collect()
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
    use model::indicators::Indicator;

    #[test]
    fn what_a_scenario_asks_for_comes_first_and_once() {
        let [cpi, loans] = [Indicator::CPI, Indicator::FIRM_LOANS];
        let [gdp, unemployment] = [Indicator::REAL_GDP, Indicator::UNEMPLOYMENT];
        let usual = [gdp, cpi, unemployment];
        assert_eq!(super::first(&[], &usual), usual);
        assert_eq!(
            super::first(&[loans, cpi], &usual),
            [loans, cpi, gdp, unemployment]
        );
    }
}
