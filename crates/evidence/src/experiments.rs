//! Experiments and impulses: which policy is tried, what is read from it, and the band that studies give.

use crate::EvidenceError;
use crate::rows::{Fault, Row, Text, rows};
use engine::text::echo;
use model::indicators::Indicator;
use serde::Deserialize;

/// An experiment: presets against their baselines.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// Its number, which is also the name of the preset of its central case; variants are presets `ID-...`.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Years after the start of the policy that the outcomes need.
    pub years: usize,
    /// What is read.
    pub outcomes: Vec<Outcome>,
    /// What is compared between cases.
    pub contrasts: Vec<Contrast>,
}

impl Experiment {
    /// Positions of outcomes of which it is shown how they settle with the number of pairs.
    pub fn settling(&self) -> impl Iterator<Item = usize> {
        let outcomes = self.outcomes.iter().enumerate();
        outcomes.filter(|(_, outcome)| outcome.settling).map(|(at, _)| at)
    }
}

/// A number read from an experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Title for readers.
    pub title: String,
    /// What is measured.
    pub indicator: Indicator,
    /// When, and how.
    pub reading: Reading,
    /// Band that studies give, in the unit of the reading.
    pub band: Option<(f64, f64)>,
    /// Where the band comes from; empty without a band.
    pub source: String,
    /// It is shown how the outcome settles with the number of pairs.
    pub settling: bool,
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
    /// Effect on employment across sectors, per cent, that goes with one standard deviation more of new robots per person.
    PerNewRobots(usize),
    /// The same with one standard deviation of the robots per person that the baseline uses.
    PerRobotsInUse(usize),
    /// Time from the start to a level, per cent of the baseline's; pairs of which a run does not get there are left out.
    TimeTo(u8),
}

impl Reading {
    /// Last year that it needs.
    fn year(self) -> usize {
        match self {
            Reading::Deviation(year)
            | Reading::Change(_, year)
            | Reading::Value(year)
            | Reading::PerNewRobots(year)
            | Reading::PerRobotsInUse(year) => year,
            Reading::TimeTo(_) => 1,
        }
    }
}

/// A comparison of one outcome between two cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// Title for readers.
    pub title: String,
    /// The two presets.
    pub cases: [String; 2],
    /// Position of the outcome.
    pub outcome: usize,
    /// How they are compared.
    pub comparison: Comparison,
    /// Band that studies give.
    pub band: Option<(f64, f64)>,
    /// Where the band comes from; empty without a band.
    pub source: String,
}

/// How two cases are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The first less the second, within each pair.
    Difference,
    /// Width of the band from 10 to 90 % of the pairs, first over second; of the range of all where they are few.
    SpreadRatio,
}

/// A standard shock to a baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Impulse {
    /// Title for readers.
    pub title: String,
    /// Scenario that does it.
    pub preset: String,
    /// Effect on GDP in year 1 that studies suggest, per cent of GDP.
    pub evidence: Option<(f64, f64)>,
    /// Where the band comes from, or why there is none.
    pub source: String,
    /// What is claimed about the effect.
    pub claim: Option<Claim>,
}

/// What must be true of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// One pair is precise in year 1.
    Precise,
    /// Growth is raised at first and not for ever.
    LiftsGrowthOnce,
}

/// Most years of an experiment: with the year before the policy it must fit into the longest run.
const MOST_YEARS: usize = 99;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExperimentCells {
    id: String,
    title: String,
    years: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutcomeCells {
    experiment: String,
    what: String,
    indicator: String,
    reading: String,
    at: String,
    settling: String,
    low: Option<f64>,
    high: Option<f64>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContrastCells {
    experiment: String,
    what: String,
    first: String,
    second: String,
    outcome: String,
    comparison: Comparison,
    low: Option<f64>,
    high: Option<f64>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImpulseCells {
    preset: String,
    what: String,
    claim: Option<Claim>,
    low: Option<f64>,
    high: Option<f64>,
    #[serde(rename = "unit")]
    _unit: String,
    source: String,
}

/// Reads the tables of experiments, of their outcomes and of their contrasts.
pub(crate) fn read([heads, outcomes, contrasts]: [Text; 3]) -> Result<Vec<Experiment>, EvidenceError> {
    let mut all: Vec<Experiment> = Vec::new();
    for row in rows::<ExperimentCells>(heads)? {
        let ExperimentCells { id, title, years } = &row.cells;
        if all.iter().any(|e| e.id == *id) {
            return Err(row.fault(Fault::Duplicate, "id", format!("`{}` twice", echo(id))));
        }
        if !(1..=MOST_YEARS).contains(years) {
            let what = format!("{years} years, where 1 to {MOST_YEARS} can be simulated");
            return Err(row.fault(Fault::Time, "years", what));
        }
        all.push(Experiment {
            id: id.clone(),
            title: title.clone(),
            years: *years,
            outcomes: Vec::new(),
            contrasts: Vec::new(),
        });
    }
    for row in rows::<OutcomeCells>(outcomes)? {
        let experiment = known(&mut all, &row, &row.cells.experiment)?;
        let outcome = outcome(&row, experiment)?;
        experiment.outcomes.push(outcome);
    }
    for row in rows::<ContrastCells>(contrasts)? {
        let experiment = known(&mut all, &row, &row.cells.experiment)?;
        let contrast = contrast(&row, experiment)?;
        experiment.contrasts.push(contrast);
    }
    Ok(all)
}

fn known<'a, T>(
    all: &'a mut [Experiment],
    row: &Row<T>,
    id: &str,
) -> Result<&'a mut Experiment, EvidenceError> {
    let unknown = || {
        let what = format!("no experiment is called `{}`", echo(id));
        row.fault(Fault::Unknown, "experiment", what)
    };
    all.iter_mut().find(|e| e.id == id).ok_or_else(unknown)
}

fn outcome(row: &Row<OutcomeCells>, experiment: &Experiment) -> Result<Outcome, EvidenceError> {
    let cells = &row.cells;
    if experiment.outcomes.iter().any(|o| o.title == cells.what) {
        let what = format!("`{}` twice in {}", echo(&cells.what), experiment.id);
        return Err(row.fault(Fault::Duplicate, "what", what));
    }
    let settling = match cells.settling.as_str() {
        "yes" => true,
        "" => false,
        other => {
            let what = format!("`{}` is here, where `yes` or nothing is needed", echo(other));
            return Err(row.fault(Fault::Cell, "settling", what));
        }
    };
    let reading = reading(row)?;
    if reading.year() == 0 || reading.year() > experiment.years {
        let what = format!(
            "`{}` is outside the {} years of {}",
            echo(&cells.at),
            experiment.years,
            experiment.id
        );
        return Err(row.fault(Fault::Time, "at", what));
    }
    Ok(Outcome {
        title: cells.what.clone(),
        indicator: row.indicator("indicator", &cells.indicator)?,
        reading,
        band: row.maybe_band(cells.low, cells.high, &cells.source)?,
        source: cells.source.clone(),
        settling,
    })
}

fn reading(row: &Row<OutcomeCells>) -> Result<Reading, EvidenceError> {
    let one = || row.times("at", &row.cells.at).map(|[year]| year);
    Ok(match row.cells.reading.as_str() {
        "deviation" => Reading::Deviation(one()?),
        "change" => {
            let [from, to] = row.times("at", &row.cells.at)?;
            Reading::Change(from, to)
        }
        "value" => Reading::Value(one()?),
        "per_new_robots" => Reading::PerNewRobots(one()?),
        "per_robots_in_use" => Reading::PerRobotsInUse(one()?),
        "time_to" => {
            let level = one()?;
            let too_high = |_| row.fault(Fault::Cell, "at", format!("a level of {level} is above 255"));
            Reading::TimeTo(u8::try_from(level).map_err(too_high)?)
        }
        other => {
            let what = format!("no reading is called `{}`", echo(other));
            return Err(row.fault(Fault::Unknown, "reading", what));
        }
    })
}

fn contrast(row: &Row<ContrastCells>, experiment: &Experiment) -> Result<Contrast, EvidenceError> {
    let cells = &row.cells;
    let unknown = || {
        let what = format!("{} has no outcome `{}`", experiment.id, echo(&cells.outcome));
        row.fault(Fault::Unknown, "outcome", what)
    };
    let found = experiment.outcomes.iter().position(|o| o.title == cells.outcome);
    Ok(Contrast {
        title: cells.what.clone(),
        cases: [cells.first.clone(), cells.second.clone()],
        outcome: found.ok_or_else(unknown)?,
        comparison: cells.comparison,
        band: row.maybe_band(cells.low, cells.high, &cells.source)?,
        source: cells.source.clone(),
    })
}

/// Reads the table of impulses.
pub(crate) fn impulses(text: Text) -> Result<Vec<Impulse>, EvidenceError> {
    let mut all: Vec<Impulse> = Vec::new();
    for row in rows::<ImpulseCells>(text)? {
        let cells = &row.cells;
        row.sourced(&cells.source)?;
        if all.iter().any(|other| other.preset == cells.preset) {
            let what = format!("`{}` twice", echo(&cells.preset));
            return Err(row.fault(Fault::Duplicate, "preset", what));
        }
        all.push(Impulse {
            title: cells.what.clone(),
            preset: cells.preset.clone(),
            evidence: row.maybe_band(cells.low, cells.high, &cells.source)?,
            source: cells.source.clone(),
            claim: cells.claim,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: &str = "id,title,years\nE1,Try,5\n";
    const OUTCOMES: &str = "experiment,what,indicator,reading,at,settling,low,high,source\n\
                            E1,\"GDP, year 3\",real_gdp,deviation,3,yes,0,0.15,derived\n";
    const CONTRASTS: &str = "experiment,what,first,second,outcome,comparison,low,high,source\n\
                             E1,both,E1-a,E1,\"GDP, year 3\",difference,,,\n";

    fn of(heads: &str, outcomes: &str, contrasts: &str) -> Result<Vec<Experiment>, EvidenceError> {
        read([("heads", heads), ("outcomes", outcomes), ("contrasts", contrasts)])
    }

    #[test]
    fn rows_of_three_tables_become_an_experiment() {
        let e = of(HEADS, OUTCOMES, CONTRASTS).unwrap().remove(0);
        assert_eq!(e.outcomes[0].reading, Reading::Deviation(3));
        assert_eq!(e.outcomes[0].band, Some((0.0, 0.15)));
        assert_eq!(e.settling().collect::<Vec<_>>(), [0]);
        assert_eq!((e.contrasts[0].outcome, e.contrasts[0].band), (0, None));
    }

    #[test]
    fn a_broken_row_is_refused_with_its_place() {
        let outcome = |from: &str, to: &str| of(HEADS, &OUTCOMES.replacen(from, to, 1), CONTRASTS);
        let contrast = |from: &str, to: &str| of(HEADS, OUTCOMES, &CONTRASTS.replacen(from, to, 1));
        let head = |from: &str, to: &str| of(&HEADS.replacen(from, to, 1), OUTCOMES, CONTRASTS);
        for (found, place, what) in [
            (
                outcome("E1,", "E2,"),
                "outcomes, line 2, column `experiment`",
                "`E2`",
            ),
            (
                outcome("real_gdp", "gdp"),
                "outcomes, line 2, column `indicator`",
                "`gdp`",
            ),
            (
                outcome(",deviation", ",level"),
                "outcomes, line 2, column `reading`",
                "`level`",
            ),
            (
                outcome(",3,yes", ",6,yes"),
                "outcomes, line 2, column `at`",
                "5 years of E1",
            ),
            (
                outcome(",3,yes", ",0,yes"),
                "outcomes, line 2, column `at`",
                "`0`",
            ),
            (
                outcome(",3,yes", ",3 4,yes"),
                "outcomes, line 2, column `at`",
                "one whole number",
            ),
            (
                outcome(",yes", ",no"),
                "outcomes, line 2, column `settling`",
                "`no`",
            ),
            (
                outcome(",derived", ","),
                "outcomes, line 2, column `source`",
                "no source",
            ),
            (
                outcome(",0,0.15", ",1,0.15"),
                "outcomes, line 2, column `low`",
                "1 and 0.15",
            ),
            (
                contrast("year 3", "year 4"),
                "contrasts, line 2, column `outcome`",
                "`GDP, year 4`",
            ),
            (
                contrast("difference", "quotient"),
                "contrasts, line 2",
                "quotient",
            ),
            (head(",5", ",0"), "heads, line 2, column `years`", "0 years"),
        ] {
            let said = found.unwrap_err().to_string();
            assert!(said.starts_with(place) && said.contains(what), "{said}");
        }
    }
}
