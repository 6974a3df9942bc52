//! A scenario over time: when its policy changes, and what each lever is set to.

use crate::home;
use crate::levers::{LEVERS, Lever};
use crate::overlay::Overlay;
use crate::scenario::Scenario;
use crate::set;
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

/// A lever that a scenario pulls and its baseline does not, or not so. Reports turn its numbers into words of their language.
#[derive(Clone, Debug, PartialEq)]
pub struct Pulled {
    /// Path with the member filled in.
    pub path: String,
    /// The lever.
    pub lever: &'static Lever,
    /// Code of the currency in which amounts of money are given.
    pub currency: String,
    /// Quarters from which a value holds, in order, and the value in the lever's unit; `None` is neutral.
    pub values: Vec<(Quarter, Option<f64>)>,
    /// Last quarter of the last value, if it ends.
    pub until: Option<Quarter>,
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
            let own: Vec<&Overlay> = self.overlays.iter().filter(|o| o.same_lever(overlay)).collect();
            let mut changes: Vec<(Quarter, Option<f64>)> = Vec::new();
            for quarter in &breakpoints {
                let value = said(&own, *quarter).filter(|v| Some(*v) != lever.neutral());
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
        sort(&mut out);
        out
    }

    /// The levers by which this scenario differs from a baseline, in the order of the registry. One that only the
    /// baseline pulls is listed as neutral.
    pub fn pulled(&self, baseline: &Scenario) -> Vec<Pulled> {
        let (mut ours, theirs) = (self.settings(), baseline.settings());
        let only_theirs: Vec<Setting> = theirs
            .iter()
            .filter(|t| ours.iter().all(|s| s.path != t.path))
            .map(|t| Setting {
                changes: t
                    .changes
                    .first()
                    .map(|(from, _)| (*from, None))
                    .into_iter()
                    .collect(),
                ..t.clone()
            })
            .collect();
        ours.retain(|s| {
            theirs
                .iter()
                .all(|t| (&t.path, &t.changes) != (&s.path, &s.changes))
        });
        ours.extend(only_theirs);
        sort(&mut ours);
        ours.into_iter().map(|setting| self.tell(setting)).collect()
    }

    /// A setting as reports are told of it.
    fn tell(&self, setting: Setting) -> Pulled {
        let mut values = setting.changes;
        // A return to neutral that lasts is an end, not a value.
        let until = match values[..] {
            [_, .., (end, None)] => Some(end.plus(-1)),
            _ => None,
        };
        if until.is_some() {
            values.pop();
        }
        Pulled {
            path: setting.path,
            lever: setting.lever,
            currency: self.currency().to_owned(),
            values,
            until,
        }
    }

    /// Levers that `--set` changed, each as it is now and whether that replaces what the scenario says of it, in the order of
    /// the settings. A lever that is neutral now has no changes.
    pub fn set_by_hand(&self) -> Vec<(Setting, bool)> {
        let by_hand = |overlay: &&Overlay| *overlay.place.origin == *set::ORIGIN;
        let settings = self.settings();
        let mut out: Vec<(Setting, bool)> = Vec::new();
        for overlay in self.overlays.iter().filter(by_hand) {
            let path = overlay.path();
            if out.iter().any(|(s, _)| s.path == path) {
                continue;
            }
            let mut others = self.overlays.iter().filter(|o| !by_hand(o));
            let replaces = others.any(|o| o.same_lever(overlay));
            let now = settings.iter().find(|s| s.path == path).cloned();
            let neutral = Setting {
                path,
                lever: overlay.lever,
                changes: Vec::new(),
            };
            out.push((now.unwrap_or(neutral), replaces));
        }
        out
    }

    /// Code of the currency in which it gives amounts of money.
    pub fn currency(&self) -> &str {
        let currency = self.overlays.iter().find_map(|o| o.currency.as_ref());
        currency.map_or(home::CURRENCY, |(code, _)| code)
    }

    /// A value of a lever as it is written in files, in the scenario's currency.
    pub fn format(&self, lever: &Lever, value: f64) -> String {
        lever.unit.format(value, self.currency())
    }

    /// Value of a lever without members in a quarter, in its unit's measure; `None` if nothing is said or it is neutral.
    pub(crate) fn value_at(&self, path: &str, quarter: Quarter) -> Option<f64> {
        let own: Vec<&Overlay> = self
            .overlays
            .iter()
            .filter(|o| o.member.is_none() && o.lever.path == path)
            .collect();
        said(&own, quarter)
    }
}

/// What the overlays of one lever, in order of the layers, say for a quarter: the last that says anything rules.
fn said(overlays: &[&Overlay], quarter: Quarter) -> Option<f64> {
    overlays.iter().rev().find_map(|o| o.at(quarter)).flatten()
}

/// Orders settings as the registry does.
fn sort(settings: &mut [Setting]) {
    let rank = |s: &Setting| LEVERS.iter().position(|l| l.path == s.lever.path);
    settings.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.path.cmp(&b.path)));
}
