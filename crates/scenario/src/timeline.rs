//! A scenario over time: when its policy changes, and what each lever is set to.

use crate::levers::{LEVERS, Lever};
use crate::overlay::Overlay;
use crate::scenario::Scenario;
use engine::time::Quarter;
use model::policy::Policy;

/// One lever over time, with all layers resolved.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Path with the household group filled in.
    pub path: String,
    /// The lever.
    pub lever: &'static Lever,
    /// Quarters from which a new value holds, in order, and the value in the lever's unit; `None` is neutral.
    /// The first entry is never neutral.
    pub changes: Vec<(Quarter, Option<f64>)>,
}

impl Scenario {
    /// True if the policy is neutral in every quarter and no parameter is assumed.
    pub fn is_neutral(&self) -> bool {
        self.assumptions.is_empty() && self.first_active_quarter().is_none()
    }

    /// First quarter in which the policy is not neutral. A scenario without a start that acts from the beginning
    /// returns its earliest date.
    pub fn first_active_quarter(&self) -> Option<Quarter> {
        let neutral = Policy::default();
        self.breakpoints()
            .into_iter()
            .find(|q| self.policy(*q) != neutral)
    }

    /// Quarters at which the policy may change, in order, with the start (or a quarter before all dates) first.
    pub fn breakpoints(&self) -> Vec<Quarter> {
        let mut out: Vec<Quarter> = self.overlays.iter().flat_map(Overlay::breakpoints).collect();
        let first = match (self.start, out.iter().min()) {
            (Some(start), _) => start,
            (None, Some(earliest)) => earliest.plus(-1),
            (None, None) => Quarter::new(2000, 1),
        };
        out.retain(|q| *q > first);
        out.push(first);
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Last simulated quarter, if the start is known.
    pub fn last_quarter(&self) -> Option<Quarter> {
        self.start
            .map(|start| start.plus(i32::try_from(self.horizon).unwrap_or(i32::MAX) - 1))
    }

    /// The levers that leave their neutral value inside the simulated quarters, in the order of the registry.
    pub fn settings(&self) -> Vec<Setting> {
        let last = self.last_quarter();
        let breakpoints: Vec<Quarter> = self
            .breakpoints()
            .into_iter()
            .filter(|q| last.is_none_or(|l| *q <= l))
            .collect();
        let mut out: Vec<Setting> = Vec::new();
        for overlay in &self.overlays {
            let (path, lever) = (overlay.path(), overlay.lever);
            if out.iter().any(|s| s.path == path) {
                continue;
            }
            let mut changes: Vec<(Quarter, Option<f64>)> = Vec::new();
            for quarter in &breakpoints {
                let value = self
                    .value_at(&path, *quarter)
                    .filter(|v| Some(*v) != lever.neutral);
                if changes
                    .last()
                    .map_or(value.is_some(), |(_, before)| *before != value)
                {
                    changes.push((*quarter, value));
                }
            }
            out.push(Setting { path, lever, changes });
        }
        out.retain(|s| !s.changes.is_empty());
        let rank = |s: &Setting| LEVERS.iter().position(|l| l.path == s.lever.path);
        out.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.path.cmp(&b.path)));
        out
    }

    /// A value of a lever as it is written in files, in the scenario's currency.
    pub fn format(&self, lever: &Lever, value: f64) -> String {
        let currency = self.overlays.iter().find_map(|o| o.currency.as_ref());
        lever.unit.format(value, currency.map_or("CNY", |(code, _)| code))
    }

    /// Value of a lever in a quarter, in its unit's measure; `None` if nothing is said or it is neutral.
    pub(crate) fn value_at(&self, path: &str, quarter: Quarter) -> Option<f64> {
        let mut value = None;
        for overlay in self.overlays.iter().filter(|o| o.path() == path) {
            value = overlay.at(quarter).unwrap_or(value);
        }
        value
    }
}
