//! What is uncertain and decides a sign or a size of a scenario's effects, with the values it uses.

use crate::levers::{LEVERS, find};
use crate::scenario::{Label, Scenario};
use model::economy::{Basis, Economy};

/// Such an assumption: a lever or a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// Path by which `--set` sets it: of a lever, or `assumptions.` and the id of a parameter.
    pub path: String,
    /// What it is.
    pub title: Label,
    /// Value used, in the unit of the lever or parameter; at the first of several dates.
    pub value: f64,
    /// Smallest and largest value that evidence or judgement admits.
    pub range: (f64, f64),
    /// What the value of a parameter rests on; none for a lever, which the scenario sets.
    pub basis: Option<Basis>,
}

impl Scenario {
    /// What decides the effects of the levers that this scenario pulls against `baseline`, each once, in the order of
    /// the levers. `economy` has the scenario's assumptions in it ([`Scenario::apply_assumptions`]); what it lacks is
    /// left out.
    pub fn decided_by(&self, economy: &Economy, baseline: &Scenario) -> Vec<Assumed> {
        let mut out: Vec<Assumed> = Vec::new();
        for pulled in self.pulled(baseline) {
            let deciding = find(&pulled.path).map_or(&[][..], |(lever, _)| lever.decided_by);
            for assumed in deciding.iter().filter_map(|id| self.assumed(id, economy)) {
                if out.iter().all(|a| a.path != assumed.path) {
                    out.push(assumed);
                }
            }
        }
        out
    }

    /// A lever or parameter as this scenario uses it.
    fn assumed(&self, id: &str, economy: &Economy) -> Option<Assumed> {
        if let Some(parameter) = economy.parameters.get(id) {
            return Some(Assumed {
                path: format!("assumptions.{id}"),
                title: Label {
                    en: parameter.title.clone(),
                    zh: parameter.title.clone(),
                },
                value: parameter.value,
                range: parameter.range,
                basis: Some(parameter.basis),
            });
        }
        let lever = LEVERS.iter().find(|lever| lever.path == id)?;
        let setting = self.settings().into_iter().find(|s| s.path == id);
        let set = setting.and_then(|s| s.changes.first()?.1);
        Some(Assumed {
            path: id.to_owned(),
            title: Label {
                en: lever.title.en.to_owned(),
                zh: lever.title.zh.to_owned(),
            },
            value: set.or(lever.neutral_in(economy))?,
            range: lever.range,
            basis: None,
        })
    }
}
