//! Parameters by name. Values, units, ranges and sources live in the country pack; the `params.rs` of a block says which
//! parameters exist and what they mean. Ratios unless a unit is named; rates are per year unless "per quarter" is said.
//!
//! Parameters come in blocks. Every pack has `core`; a further block acts only in packs that have its parameters.

use crate::economy::{Economy, Parameter};

/// Why a set of parameters cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum ParameterError {
    /// The pack lacks a parameter that the model reads.
    #[error("parameter `{0}` is missing; add it with value, unit, range, basis and source")]
    Missing(&'static str),
    /// The pack holds a parameter the model does not read.
    #[error("parameter `{0}` is unknown to the model; remove it or correct its name")]
    Unknown(String),
    /// The value leaves its own range.
    #[error("parameter `{id}` is {value}, outside its range {low} to {high}")]
    OutOfRange {
        /// Parameter id.
        id: String,
        /// Offending value.
        value: f64,
        /// Lower bound.
        low: f64,
        /// Upper bound.
        high: f64,
    },
}

/// A parameter that the model reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// Its id.
    pub id: &'static str,
    /// What it means, one line.
    pub meaning: &'static str,
    /// True if it has one value per sector.
    pub by_sector: bool,
    /// Smallest and largest value that mean anything, where the rules need more than its unit says: what is divided by, rooted,
    /// raised to a power, put into a logarithm or counted, and parts of a whole.
    pub bounds: Option<(f64, f64)>,
    /// True if the rules divide by the sum over sectors.
    pub divides: bool,
    /// Parameter that it must stay below, as a date comes before another.
    pub below: Option<&'static str>,
}

/// Declares a block: its parameters become the fields of a struct, a number each, or one per sector (`: sector`, and `: weights`
/// if the rules divide by their sum). `in (0.0, 1.0)` are bounds of meaning, `below other` an order of two parameters.
macro_rules! parameters {
    ($(#[$doc:meta])* pub struct $name:ident in $block:literal {
        $($(#[doc = $text:literal])+ $field:ident $(: $kind:ident)? $(below $above:ident)? $(in $bounds:expr)?,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name { $($(#[doc = $text])+ pub $field: $crate::declare::kind!(type $($kind)?),)+ }

        impl $name {
            /// Name of the block.
            pub const BLOCK: &'static str = $block;
            /// All its parameters.
            pub const KNOWN: &'static [$crate::declare::Known] = &[$($crate::declare::Known {
                id: stringify!($field),
                meaning: concat!($($text),+),
                by_sector: $crate::declare::kind!(by_sector $($kind)?),
                bounds: $crate::declare::kind!(some $($bounds)?),
                divides: $crate::declare::kind!(divides $($kind)?),
                below: $crate::declare::kind!(some $(stringify!($above))?),
            },)+];

            /// Reads the block out of a pack; every id must be known, present and inside its range.
            pub fn of(economy: &$crate::economy::Economy) -> Result<Self, $crate::declare::ParameterError> {
                $crate::declare::check(economy, Self::BLOCK, Self::KNOWN)?;
                Ok(Self { $($field: $crate::declare::kind!(
                    read $crate::declare::get(economy, stringify!($field))?, $($kind)?),)+ })
            }

            /// The block, if the pack has it.
            pub fn find(economy: &$crate::economy::Economy) -> Result<Option<Self>, $crate::declare::ParameterError> {
                let has = economy.parameters.values().any(|p| p.block == Self::BLOCK);
                has.then(|| Self::of(economy)).transpose()
            }
        }
    };
}

/// What a parameter's kind makes of it.
macro_rules! kind {
    (type) => { f64 };
    (type sector) => { Vec<f64> };
    (type weights) => { Vec<f64> };
    (by_sector) => { false };
    (by_sector sector) => { true };
    (by_sector weights) => { true };
    (divides) => { false };
    (divides sector) => { false };
    (divides weights) => { true };
    (some) => { None };
    (some $value:expr) => { Some($value) };
    (read $parameter:expr,) => { $parameter.value };
    (read $parameter:expr, $by_sector:ident) => {{
        let parameter = $parameter;
        parameter.by_sector.iter().map(|x| parameter.value * x).collect()
    }};
}

pub(crate) use {kind, parameters};

/// A parameter of the pack.
pub(crate) fn get<'a>(economy: &'a Economy, id: &'static str) -> Result<&'a Parameter, ParameterError> {
    economy.parameters.get(id).ok_or(ParameterError::Missing(id))
}

/// Every parameter of the block is known and inside its range; those by sector name as many sectors as there are.
pub(crate) fn check(economy: &Economy, block: &str, known: &[Known]) -> Result<(), ParameterError> {
    for (id, p) in economy.parameters.iter().filter(|(_, p)| p.block == block) {
        let Some(k) = known.iter().find(|k| k.id == id) else {
            return Err(ParameterError::Unknown(id.clone()));
        };
        if !(p.value >= p.range.0 && p.value <= p.range.1) {
            let (low, high) = p.range;
            return Err(ParameterError::OutOfRange {
                id: id.clone(),
                value: p.value,
                low,
                high,
            });
        }
        if k.by_sector && p.by_sector.len() != economy.sectors.len() {
            return Err(ParameterError::Missing(k.id));
        }
    }
    Ok(())
}
