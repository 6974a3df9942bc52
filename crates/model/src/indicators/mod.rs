//! What is measured each quarter. Pure reading of the world; a measurement never changes a run.
//!
//! What does not exist is [`ABSENT`], not zero: what an opening position cannot show because it is a flow of a quarter, and
//! what belongs to a block that the economy does not have.

mod along;
mod columns;
mod core;
mod handle;
mod record;

pub use crate::declare::{ABSENT, ColumnInfo, Dimension, IndicatorInfo, Kind};
pub use columns::Column;
pub use record::{Observed, Record};

use crate::blocks::{BLOCKS, Blocks, INDICATORS};
use crate::declare::Title;
use handle::handle;

handle! {
    /// An indicator: its place among all that are recorded every quarter.
    Indicator, IndicatorInfo, id, core::INDICATORS, INDICATORS, "no block declares an indicator of this name"
}

impl Indicator {
    /// Whether an economy with these blocks shows it, in the opening position or after a quarter.
    pub fn exists(self, blocks: &Blocks, opening: bool) -> bool {
        exists(self.info(), blocks, opening)
    }
}

fn exists(info: &IndicatorInfo, blocks: &Blocks, opening: bool) -> bool {
    info.block.is_none_or(|id| blocks.has(id)) && !(info.flow && opening)
}

/// Indicators that are shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// English title.
    pub en: &'static str,
    /// Chinese title.
    pub zh: &'static str,
    first: usize,
    count: usize,
}

/// Sections in the order of the indicators: those of the core, then one for each block.
pub const SECTIONS: &[Section] = &{
    const N: usize = core::SECTIONS.len() + BLOCKS.len() - 1;
    let mut sections = [section(core::SECTIONS[0].0, 0, 0); N];
    let (mut n, mut first) = (0, 0);
    while n < N {
        let (title, count) = if n < core::SECTIONS.len() {
            core::SECTIONS[n]
        } else {
            // The first of the blocks is the core.
            let block = &BLOCKS[n - core::SECTIONS.len() + 1];
            (block.title, block.indicators.len())
        };
        sections[n] = section(title, first, count);
        (n, first) = (n + 1, first + count);
    }
    sections
};

const fn section(title: Title, first: usize, count: usize) -> Section {
    Section {
        en: title.en,
        zh: title.zh,
        first,
        count,
    }
}

impl Section {
    /// Its indicators in order.
    pub fn indicators(&self) -> &'static [Indicator] {
        &Indicator::ALL[self.first..self.first + self.count]
    }
}

#[cfg(test)]
mod tests {
    use super::{Indicator, SECTIONS};

    #[test]
    fn sections_hold_every_indicator_once_and_in_order() {
        let listed: Vec<Indicator> = SECTIONS.iter().flat_map(|s| s.indicators()).copied().collect();
        assert_eq!(listed, Indicator::ALL);
    }

    #[test]
    fn every_id_is_declared_once_and_finds_its_indicator() {
        for &indicator in Indicator::ALL {
            assert_eq!(Indicator::named(indicator.info().id), indicator);
        }
    }
}
