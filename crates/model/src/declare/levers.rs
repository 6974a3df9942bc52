//! Levers: what a scenario can pull. A lever is declared in the room of its block, and nowhere else: its field in the policy
//! of a quarter, neutral value, unit, bounds, titles, meaning, sources and price all come from that one place.

use super::{Dimension, Unit};
use crate::economy::Economy;

/// One lever.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lever {
    /// Path in files and on the command line, for example `relending.quota`; `GROUP` stands for a household group,
    /// `FIELD` for a frontier field.
    pub path: &'static str,
    /// Id of the block it belongs to.
    pub block: &'static str,
    /// Its place among the levers of the block.
    pub index: usize,
    /// Title.
    pub title: Title,
    /// Unit of its values.
    pub unit: Unit,
    /// Value at which the run is bit for bit the baseline.
    pub neutral: Neutral,
    /// Smallest and largest value that is meant and tested, in the unit's measure; can be forced.
    /// Money is stated in one currency and not checked in another.
    pub range: (f64, f64),
    /// Bounds outside which the value has no meaning; cannot be forced.
    pub possible: (f64, f64),
    /// A value as it is written in a file.
    pub example: &'static str,
    /// What it does and in which terms it is given.
    pub meaning: &'static str,
    /// Where it comes from.
    pub source: Source,
    /// What it costs.
    pub cost: Cost,
    /// What decides its effect without a firm source: paths of further levers, and ids of parameters (those without a dot).
    /// Whoever pulls the lever is shown them. Empty for a lever that is itself such an assumption.
    pub decided_by: &'static [&'static str],
}

/// A title in the two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// Where a lever comes from. Claims and bands are quoted by their number in the evidence tables: `CL..` a statement of one of
/// the five policy documents, `C..` a channel, `E..` an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which policy document or experiment speaks of it.
    pub document: &'static str,
    /// Which study or statistic gives the size.
    pub size: &'static str,
}

/// The neutral value of a lever.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Neutral {
    /// A number.
    Value(f64),
    /// A number for each member of a dimension.
    Along(Dimension, f64),
    /// Absence: nothing is imposed.
    Absent,
    /// The named parameter of the pack, which rules while nothing is imposed.
    Pack(&'static str),
}

/// Whether money moves because of a lever, in the table of what programmes cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// It moves a row of the table, if the settings named are made beside it.
    Paid(&'static [&'static str]),
    /// It moves none by itself, but says how a programme that costs money works; in which way is named.
    Shapes(&'static str),
    /// It moves none, for the reason named.
    Free(&'static str),
}

impl Lever {
    /// Neutral value in the unit's measure; `None` if absence is neutral, or a value that the pack decides.
    pub const fn neutral(&self) -> Option<f64> {
        match self.neutral {
            Neutral::Value(value) | Neutral::Along(_, value) => Some(value),
            Neutral::Absent | Neutral::Pack(_) => None,
        }
    }

    /// Neutral value in an economy, whose pack decides it for some levers.
    pub fn neutral_in(&self, economy: &Economy) -> Option<f64> {
        match self.neutral {
            Neutral::Pack(id) => economy.parameters.get(id).map(|p| p.value),
            _ => self.neutral(),
        }
    }

    /// What there is one such lever for each of, if there is more than one lever.
    pub const fn along(&self) -> Option<Dimension> {
        match self.neutral {
            Neutral::Along(dimension, _) => Some(dimension),
            Neutral::Value(_) | Neutral::Absent | Neutral::Pack(_) => None,
        }
    }

    /// How many of them an economy has: 1 for a lever without members.
    pub fn entries(&self, economy: &Economy) -> usize {
        self.along().map_or(1, |dimension| dimension.of(economy).len())
    }

    /// Path with the member filled in.
    pub fn path_for(&self, member: Option<&str>) -> String {
        match (self.along(), member) {
            (Some(dimension), Some(member)) => self.path.replace(dimension.placeholder(), member),
            _ => self.path.to_owned(),
        }
    }

    /// A path that can be written as it is.
    pub fn example_path(&self) -> String {
        self.path_for(self.along().map(Dimension::example))
    }

    /// Range as text in the lever's unit, for messages. `currency` is the one in which ranges of money are stated.
    pub fn range_text(&self, currency: &str) -> String {
        let (low, high) = self.range;
        let (low, high) = (self.unit.format(low, currency), self.unit.format(high, currency));
        // A long unit is said once.
        let low = match (low.split_once(' '), high.split_once(' ')) {
            (Some((number, a)), Some((_, b))) if a == b => number,
            _ => &low,
        };
        format!("{low} to {high}")
    }
}

/// Declares the levers of a block. Each becomes a field of the block's policy, in the measure of the model (money per quarter,
/// not per year), and a row of `LEVERS`. A neutral value is `(0.0)`, `(1.0 along Groups)`, `(absent)` or `(pack "parameter")`.
macro_rules! levers {
    ($(#[$doc:meta])* pub struct Policy in $block:literal;
     $($field:ident = $path:literal {
        title: ($en:literal, $zh:literal),
        unit: $unit:ident,
        neutral: ($($neutral:tt)+),
        range: $range:expr,
        possible: $possible:expr,
        example: $example:literal,
        meaning: $meaning:literal,
        document: $document:literal,
        size: $size:literal,
        cost: $cost:expr,
        decided_by: $decided:expr,
     })+) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct Policy {
            $(#[doc = $meaning] pub $field: $crate::declare::lever!(type $($neutral)+),)+
        }

        impl Default for Policy {
            /// Neutral: the run is bit for bit the baseline.
            fn default() -> Self {
                Self { $($field: $crate::declare::lever!(neutral $unit, $($neutral)+),)+ }
            }
        }

        impl Policy {
            /// Sets the lever at a place of `LEVERS`, of a member for levers along a dimension. `value` is in the unit's
            /// measure, `None` is neutral.
            pub fn set(&mut self, index: usize, member: usize, value: Option<f64>) {
                const SET: &[fn(&mut Policy, usize, Option<f64>)] = &[$(|policy, member, value| {
                    let value = value.map(|v| $crate::declare::Unit::$unit.per_quarter(v));
                    $crate::declare::lever!(set policy.$field, member, value, $unit, $($neutral)+);
                },)+];
                SET[index](self, member, value);
            }

            /// Makes the lever at a place of `LEVERS` neutral, for all members.
            pub fn clear(&mut self, index: usize) {
                const CLEAR: &[fn(&mut Policy)] = &[$(|policy| policy.$field = Policy::default().$field,)+];
                CLEAR[index](self);
            }
        }

        /// The levers of the block, in the order in which they are listed.
        pub const LEVERS: &[$crate::declare::Lever] = {
            use $crate::declare::{Cost, Lever, Source, Title, Unit};
            let mut index = 0;
            let mut levers = [$(Lever {
                path: $path,
                block: $block,
                index: 0,
                title: Title { en: $en, zh: $zh },
                unit: Unit::$unit,
                neutral: $crate::declare::lever!(declared $($neutral)+),
                range: $range,
                possible: $possible,
                example: $example,
                meaning: $meaning,
                source: Source { document: $document, size: $size },
                cost: $cost,
                decided_by: $decided,
            },)+];
            while index < levers.len() {
                levers[index].index = index;
                index += 1;
            }
            &{ levers }
        };
    };
}

/// What the neutral value of a lever makes of its field.
macro_rules! lever {
    (type absent) => { Option<f64> };
    (type pack $id:literal) => { Option<f64> };
    (type $value:literal) => { f64 };
    (type $value:literal along $dimension:ident) => { $crate::declare::Along };

    (neutral $unit:ident, absent) => { None };
    (neutral $unit:ident, pack $id:literal) => { None };
    (neutral $unit:ident, $value:literal) => { $crate::declare::Unit::$unit.per_quarter($value) };
    (neutral $unit:ident, $value:literal along $dimension:ident) => {
        $crate::declare::Along::neutral($crate::declare::Unit::$unit.per_quarter($value))
    };

    (set $field:expr, $member:ident, $new:ident, $unit:ident, $value:literal) => {{
        let _ = $member;
        $field = $new.unwrap_or($crate::declare::lever!(neutral $unit, $value));
    }};
    (set $field:expr, $member:ident, $new:ident, $unit:ident, $value:literal along $dimension:ident) => {
        $field.set($member, $new.unwrap_or($crate::declare::lever!(neutral $unit, $value)))
    };
    (set $field:expr, $member:ident, $new:ident, $unit:ident, $($absent:tt)+) => {{
        let _ = $member;
        $field = $new;
    }};

    (declared absent) => { $crate::declare::Neutral::Absent };
    (declared pack $id:literal) => { $crate::declare::Neutral::Pack($id) };
    (declared $value:literal) => { $crate::declare::Neutral::Value($value) };
    (declared $value:literal along $dimension:ident) => {
        $crate::declare::Neutral::Along($crate::declare::Dimension::$dimension, $value)
    };
}

pub(crate) use {lever, levers};
