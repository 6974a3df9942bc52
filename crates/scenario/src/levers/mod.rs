//! Levers: what a scenario can pull, each with unit, range, neutral value, meaning and source.
//! This is the only list of levers; files, command line and pages read it.

mod registry;

pub use registry::LEVERS;

use crate::units::Unit;
use model::policy::Policy;

/// Placeholder in the path of a lever that exists once per household group.
pub const GROUP: &str = "GROUP";

/// Household groups in the order of the China pack, used until a scenario is bound to an economy.
pub const DEFAULT_GROUPS: [&str; 6] = [
    "urban_formal",
    "urban_private",
    "migrant",
    "rural",
    "retired",
    "owner",
];

/// One lever.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    /// Path in files and on the command line, for example `relending.quota`; `GROUP` stands for a household group.
    pub path: &'static str,
    /// Title.
    pub title: Title,
    /// Unit of its values.
    pub unit: Unit,
    /// Smallest and largest value that is meant and tested, in the unit's measure; can be forced.
    /// Money refers to China's economy and is not checked for another currency.
    pub range: (f64, f64),
    /// Bounds outside which the value has no meaning; cannot be forced.
    pub possible: (f64, f64),
    /// Value at which the run is bit for bit the baseline; `None` if only absence is neutral.
    pub neutral: Option<f64>,
    /// A value as it is written in a file.
    pub example: &'static str,
    /// What it does and in which terms it is given.
    pub meaning: &'static str,
    /// Where it comes from.
    pub source: Source,
    /// How it reaches the policy of a quarter.
    pub effect: Effect,
}

/// A title in the two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// Where a lever comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which policy document or experiment speaks of it.
    pub document: &'static str,
    /// Which study or statistic gives the size.
    pub size: &'static str,
}

/// How a lever's value is written into a policy.
#[derive(Clone, Copy, Debug)]
pub enum Effect {
    /// Sets a field.
    Field(fn(&mut Policy, f64)),
    /// Sets a field that can be absent.
    Optional(fn(&mut Policy, Option<f64>)),
    /// Sets the entry of one household group.
    Group(fn(&mut Policy, usize, f64)),
}

impl Lever {
    /// Sets this lever in `policy`. `value` is in the unit's measure, `None` is neutral;
    /// `group` is the index of the household group for levers that have one and is ignored otherwise.
    pub fn apply(&self, policy: &mut Policy, group: usize, value: Option<f64>) {
        match (self.effect, value.or(self.neutral)) {
            (Effect::Field(set), Some(v)) => set(policy, v),
            (Effect::Group(set), Some(v)) => set(policy, group, v),
            (Effect::Optional(set), v) => set(policy, v),
            (Effect::Field(_) | Effect::Group(_), None) => {}
        }
    }

    /// True if there is one such lever per household group.
    pub const fn by_group(&self) -> bool {
        matches!(self.effect, Effect::Group(_))
    }

    /// Path with the group filled in.
    pub fn path_for(&self, group: Option<&str>) -> String {
        match group {
            Some(group) => self.path.replace(GROUP, group),
            None => self.path.to_owned(),
        }
    }

    /// Range as text in the lever's unit, for messages.
    pub fn range_text(&self) -> String {
        let (low, high) = self.range;
        let (low, high) = (self.unit.format(low, "CNY"), self.unit.format(high, "CNY"));
        // A long unit is said once.
        let low = match (low.split_once(' '), high.split_once(' ')) {
            (Some((number, a)), Some((_, b))) if a == b => number,
            _ => &low,
        };
        format!("{low} to {high}")
    }
}

/// The lever at a path and, for levers that exist per household group, the group named.
pub fn find(path: &str) -> Option<(&'static Lever, Option<&str>)> {
    LEVERS.iter().find_map(|lever| {
        if !lever.by_group() {
            return (lever.path == path).then_some((lever, None));
        }
        let group = path.strip_prefix(lever.path.strip_suffix(GROUP)?)?;
        let plain = !group.is_empty() && group.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        plain.then_some((lever, Some(group)))
    })
}

/// True if some lever's path continues below `path`, as `relending` does.
pub fn is_block(path: &str) -> bool {
    LEVERS.iter().any(|l| {
        l.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}
