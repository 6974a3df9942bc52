//! Assumptions that decide a sign or a size of a result without a firm source, shown beside it. Values are read from the
//! scenario and the economy, so that they say what was run.

use super::Experiment;
use model::economy::Economy;
use scenario::{LEVERS, Scenario};

/// Such an assumption.
#[derive(Clone, Copy, Debug)]
pub enum Decisive {
    /// A lever, by its path.
    Lever(&'static str),
    /// A parameter of the economy, by its id.
    Parameter(&'static str),
}

/// The same with the values used.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// Path of the lever or id of the parameter.
    pub id: &'static str,
    /// What it is.
    pub title: String,
    /// Value in the central case.
    pub value: f64,
    /// Smallest and largest value that evidence or judgement allows.
    pub range: (f64, f64),
}

impl std::fmt::Display for Assumed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = self.range;
        write!(f, "{} ({}) {}, {low} to {high}", self.title, self.id, self.value)
    }
}

/// What decides an experiment; assumptions that the economy lacks are left out.
pub(super) fn values(experiment: &Experiment, economy: &Economy, central: Option<&Scenario>) -> Vec<Assumed> {
    let of = |decisive: &Decisive| match *decisive {
        Decisive::Parameter(id) => economy.parameters.get(id).map(|p| Assumed {
            id,
            title: p.title.clone(),
            value: p.value,
            range: p.range,
        }),
        Decisive::Lever(path) => {
            let lever = LEVERS.iter().find(|l| l.path == path)?;
            let set = central.and_then(|s| {
                let setting = s.settings().into_iter().find(|s| s.path == path)?;
                setting.changes.first()?.1
            });
            Some(Assumed {
                id: path,
                title: lever.title.en.to_owned(),
                value: set.or(lever.neutral_in(economy))?,
                range: lever.range,
            })
        }
    };
    experiment.decided_by.iter().filter_map(of).collect()
}
