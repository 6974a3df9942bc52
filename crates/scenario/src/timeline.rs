//! A scenario over time: when its policy changes, and what each lever is set to.

use crate::levers::{LEVERS, Lever, Source, Title};
use crate::overlay::Overlay;
use crate::read::profile::NEUTRAL;
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

/// A lever that a scenario pulls and its baseline does not, or not so: plain data for tables and reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulled {
    /// Path with the member filled in.
    pub path: String,
    /// Title.
    pub title: Title,
    /// Values with their units, in order of time; the middle of a long list is left out.
    pub value: String,
    /// Quarters from which they hold, and the last one if it ends.
    pub when: String,
    /// Which document speaks of the lever, and what gives its size.
    pub source: Source,
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
        ours.iter().map(|setting| self.say(setting)).collect()
    }

    /// A setting in words.
    fn say(&self, setting: &Setting) -> Pulled {
        let (lever, changes) = (setting.lever, &setting.changes[..]);
        // A return to neutral that lasts is an end, not a value.
        let (changes, end) = match changes {
            [first @ .., (end, None)] if !first.is_empty() => (first, Some(end.plus(-1))),
            _ => (changes, None),
        };
        let value = |v: &Option<f64>| v.map_or_else(|| NEUTRAL.to_owned(), |v| self.show(lever, v));
        let values: Vec<String> = changes.iter().map(|(_, v)| value(v)).collect();
        let mut when: Vec<String> = changes.iter().map(|(from, _)| from.to_string()).collect();
        when.extend(end.map(|end| format!("until {end}")));
        Pulled {
            path: setting.path.clone(),
            title: lever.title,
            value: short(&values),
            when: short(&when),
            source: lever.source,
        }
    }

    /// A value of a lever as it is written in files, in the scenario's currency.
    pub fn format(&self, lever: &Lever, value: f64) -> String {
        let currency = self.overlays.iter().find_map(|o| o.currency.as_ref());
        lever.unit.format(value, currency.map_or("CNY", |(code, _)| code))
    }

    /// The same for people: the last digits of a step on a ramp are left out.
    pub fn show(&self, lever: &Lever, value: f64) -> String {
        let rounded = format!("{value:.9e}").parse().unwrap_or(value);
        self.format(lever, rounded)
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

/// A list on one line; the middle of a long one is left out.
fn short(items: &[String]) -> String {
    match items {
        [first, second, .., last] if items.len() > 5 => format!("{first}, {second}, ..., {last}"),
        _ => items.join(", "),
    }
}
