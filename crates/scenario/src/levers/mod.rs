//! Levers: what a scenario can pull, each with unit, range, neutral value, meaning and source.
//! This is the only list of levers; files, command line and pages read it.

pub mod decisive;
mod registry;

pub use registry::{BLOCKS, Block, CORE, LEVERS};

use crate::home::CURRENCY;
use crate::units::Unit;
use model::economy::Economy;
use model::policy::{MAX_FIELDS, MAX_GROUPS, Policy};

/// Things of which an economy has several, with one lever each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// Household groups.
    Groups,
    /// Frontier fields.
    Fields,
}

impl Members {
    /// Placeholder in the path of a lever that exists once per member.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Members::Groups => "GROUP",
            Members::Fields => "FIELD",
        }
    }
    /// One of them in the China pack, for examples.
    pub const fn example(self) -> &'static str {
        match self {
            Members::Groups => "migrant",
            Members::Fields => "quantum",
        }
    }
    /// What one of them is called in messages.
    pub const fn noun(self) -> &'static str {
        match self {
            Members::Groups => "household group",
            Members::Fields => "frontier field",
        }
    }
    /// The most that a policy can tell apart.
    pub const fn most(self) -> usize {
        match self {
            Members::Groups => MAX_GROUPS,
            Members::Fields => MAX_FIELDS,
        }
    }
    /// Ids of an economy's members in pack order.
    pub fn of(self, economy: &Economy) -> Vec<String> {
        match self {
            Members::Groups => economy.groups.iter().map(|g| g.id.clone()).collect(),
            Members::Fields => economy.fields.iter().map(|f| f.id.clone()).collect(),
        }
    }
    /// Those of the China pack, used until a scenario is bound to an economy.
    pub fn usual(self) -> Vec<String> {
        let ids: &[&str] = match self {
            Members::Groups => &DEFAULT_GROUPS,
            Members::Fields => &DEFAULT_FIELDS,
        };
        ids.iter().map(|id| (*id).to_owned()).collect()
    }
}

/// Frontier fields in the order of the China pack.
pub const DEFAULT_FIELDS: [&str; 10] = [
    "artificial_intelligence",
    "chips",
    "quantum",
    "robots",
    "electric_vehicles",
    "new_materials",
    "hydrogen",
    "commercial_space",
    "biomedicine",
    "mobile_6g",
];

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
    /// Path in files and on the command line, for example `relending.quota`; `GROUP` stands for a household group,
    /// `FIELD` for a frontier field.
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
    /// Value at which the run is bit for bit the baseline; `None` if absence is neutral, or a value that the pack decides.
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
    /// Sets a field whose neutral value is the named parameter of the pack, which rules when the field is absent.
    OfPack(&'static str, fn(&mut Policy, Option<f64>)),
    /// Sets the entry of one member, for example of a household group.
    Each(Members, fn(&mut Policy, usize, f64)),
}

impl Lever {
    /// Sets this lever in `policy`. `value` is in the unit's measure, `None` is neutral;
    /// `member` is the index of the household group or field for levers that have one and is ignored otherwise.
    pub fn apply(&self, policy: &mut Policy, member: usize, value: Option<f64>) {
        match (self.effect, value.or(self.neutral)) {
            (Effect::Field(set), Some(v)) => set(policy, v),
            (Effect::Each(_, set), Some(v)) => set(policy, member, v),
            (Effect::Optional(set) | Effect::OfPack(_, set), v) => set(policy, v),
            (Effect::Field(_) | Effect::Each(..), None) => {}
        }
    }

    /// The block it belongs to.
    pub fn block(&self) -> &'static Block {
        let mine = |block: &&Block| block.levers.iter().any(|lever| lever.path == self.path);
        // Every lever of the list comes from a block.
        BLOCKS.iter().find(mine).unwrap_or(&BLOCKS[0])
    }

    /// Neutral value in an economy, whose pack decides it for some levers.
    pub fn neutral_in(&self, economy: &Economy) -> Option<f64> {
        match self.effect {
            Effect::OfPack(id, _) => economy.parameters.get(id).map(|p| p.value),
            _ => self.neutral,
        }
    }

    /// What there is one such lever for each of, if there is more than one lever.
    pub const fn members(&self) -> Option<Members> {
        match self.effect {
            Effect::Each(members, _) => Some(members),
            Effect::Field(_) | Effect::Optional(_) | Effect::OfPack(..) => None,
        }
    }

    /// How many a policy can tell apart: 1 for a lever without members.
    pub fn entries(&self) -> usize {
        self.members().map_or(1, Members::most)
    }

    /// Path with the member filled in.
    pub fn path_for(&self, member: Option<&str>) -> String {
        match (self.members(), member) {
            (Some(members), Some(member)) => self.path.replace(members.placeholder(), member),
            _ => self.path.to_owned(),
        }
    }

    /// A path that can be written as it is.
    pub fn example_path(&self) -> String {
        self.path_for(self.members().map(Members::example))
    }

    /// Range as text in the lever's unit, for messages.
    pub fn range_text(&self) -> String {
        let (low, high) = self.range;
        let (low, high) = (self.unit.format(low, CURRENCY), self.unit.format(high, CURRENCY));
        // A long unit is said once.
        let low = match (low.split_once(' '), high.split_once(' ')) {
            (Some((number, a)), Some((_, b))) if a == b => number,
            _ => &low,
        };
        format!("{low} to {high}")
    }
}

/// The lever at a path and, for levers that exist per member, the member named.
pub fn find(path: &str) -> Option<(&'static Lever, Option<&str>)> {
    LEVERS.iter().find_map(|lever| {
        let Some(members) = lever.members() else {
            return (lever.path == path).then_some((lever, None));
        };
        let member = path.strip_prefix(lever.path.strip_suffix(members.placeholder())?)?;
        let plain = !member.is_empty() && member.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        plain.then_some((lever, Some(member)))
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
