//! One room per block: a subject that an economy may have, with its parameters, levers, state, rules and indicators. A block
//! has one name everywhere: its folder here, its file in a pack, its field in policy and world.

use crate::core;
use crate::declare::{ColumnInfo, IndicatorInfo, Known, Lever, Title, count, joined};
use crate::economy::Parameter;
use crate::state::{Firms, GoodsMarket, SideTable};
use std::collections::BTreeMap;

/// Gives a macro the names of all blocks, in the order in which they are listed: the one list of blocks.
macro_rules! every_block {
    ($with:ident) => {
        $with! { research, support, ai, funds, money, chips, vehicles, robots, driving, confidence }
    };
}
pub(crate) use every_block;

pub mod ai;
pub mod chips;
pub mod confidence;
pub mod driving;
pub mod funds;
pub mod money;
pub mod research;
pub mod robots;
pub mod support;
pub mod vehicles;

/// What is declared of a block.
#[derive(Clone, Copy, Debug)]
pub struct BlockInfo {
    /// Stable id.
    pub id: &'static str,
    /// Title.
    pub title: Title,
    /// What the model reads of it in a pack.
    pub parameters: &'static [Known],
    /// Its levers.
    pub levers: &'static [Lever],
    /// Its indicators; those of the core look at the whole world and are declared above it.
    pub indicators: &'static [IndicatorInfo],
    /// What it measures along dimensions; the core's is declared beside the core's indicators.
    pub columns: &'static [ColumnInfo],
}

/// The block that every economy has.
pub const CORE: &str = core::Params::BLOCK;

macro_rules! list {
    ($($block:ident),+) => {
        /// The blocks at work in a run; one that the pack lacks is absent, and its rules do nothing.
        #[derive(Clone, serde::Serialize, serde::Deserialize)]
        pub struct Blocks {
            $(#[doc = concat!("The block `", stringify!($block), "`.")]
            pub $block: Option<$block::Block>,)+
        }

        impl Blocks {
            /// Brings all that is kept beside the table of firms into line with what has happened to its rows: entries are
            /// added, kept, reset or forgotten as each column declares.
            pub fn follow(&mut self, firms: &mut Firms, goods: &mut GoodsMarket) {
                goods.technology.iter_mut().for_each(|orders| orders.follow(firms));
                $(if let Some(block) = &mut self.$block {
                    block.state.follow(firms);
                })+
                firms.changes.forget();
            }
            /// True if the block of this id is at work.
            pub fn has(&self, id: &str) -> bool {
                match id {
                    $($block::Params::BLOCK => self.$block.is_some(),)+
                    _ => id == CORE,
                }
            }
        }

        /// The core and all blocks, in the order in which they are listed.
        pub const BLOCKS: &[BlockInfo] = &[
            BlockInfo {
                id: CORE,
                title: core::TITLE,
                parameters: core::Params::KNOWN,
                levers: core::LEVERS,
                indicators: &[],
                columns: &[],
            },
            $(BlockInfo {
                id: $block::Params::BLOCK,
                title: $block::TITLE,
                parameters: $block::Params::KNOWN,
                levers: $block::LEVERS,
                indicators: $block::INDICATORS,
                columns: $block::indicators::COLUMNS,
            },)+
        ];

        const OWN_LEVERS: &[&[Lever]] = &[$($block::LEVERS),+];
        /// Indicators of each block but the core.
        pub(crate) const INDICATORS: &[&[IndicatorInfo]] = &[$($block::INDICATORS),+];
        /// Columns of each block but the core.
        pub(crate) const COLUMNS: &[&[ColumnInfo]] = &[$($block::indicators::COLUMNS),+];
    };
}
every_block!(list);

/// All levers, by block.
pub const LEVERS: &[Lever] = &joined::<_, { count(core::LEVERS, OWN_LEVERS) }>(core::LEVERS, OWN_LEVERS);

/// The declaration of a parameter.
pub fn parameter(id: &str) -> Option<&'static Known> {
    BLOCKS
        .iter()
        .flat_map(|block| block.parameters)
        .find(|known| known.id == id)
}

/// The first two parameters that stand in the wrong order, as ids: the first must be below the second.
pub fn out_of_order(parameters: &BTreeMap<String, Parameter>) -> Option<(&'static str, &'static str)> {
    let value = |id: &str| parameters.get(id).map(|p| p.value);
    let ordered = BLOCKS
        .iter()
        .flat_map(|block| block.parameters)
        .filter_map(|known| Some((known.id, known.below?)));
    let wrong =
        |(low, high): &(&str, &str)| value(low).zip(value(high)).is_some_and(|(low, high)| low >= high);
    ordered.into_iter().find(wrong)
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, parameter};

    #[test]
    fn a_parameter_is_declared_once_and_stays_below_one_that_exists() {
        let all: Vec<_> = BLOCKS.iter().flat_map(|block| block.parameters).collect();
        for known in &all {
            assert_eq!(
                all.iter().filter(|other| other.id == known.id).count(),
                1,
                "{}",
                known.id
            );
            assert!(
                known.below.is_none_or(|other| parameter(other).is_some()),
                "{}",
                known.id
            );
            assert!(
                known.bounds.is_none_or(|(least, most)| least < most),
                "{}",
                known.id
            );
        }
    }
}
