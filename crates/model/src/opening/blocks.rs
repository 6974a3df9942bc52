//! The blocks at the opening.

use crate::blocks::{self, Blocks, every_block};
use crate::blocks::{ai, chips, confidence, driving, funds, money, research, robots, support, vehicles};
use crate::core::Rules;
use crate::declare::{Block, ParameterError};
use crate::economy::Economy;
use crate::state::{Firms, GoodsMarket};
use crate::structure::Structure;
use engine::draws::Draws;

macro_rules! parameters {
    ($($block:ident),+) => {
        /// Parameters of the blocks that a pack has.
        pub(super) struct BlockParams {
            $(pub $block: Option<blocks::$block::Params>,)+
        }

        impl BlockParams {
            /// Reads them out of a pack.
            ///
            /// # Errors
            /// A block lacks a parameter. Funds buy research, so they need the goods of that block.
            pub fn find(economy: &Economy) -> Result<Self, ParameterError> {
                let found = Self { $($block: blocks::$block::Params::find(economy)?,)+ };
                if found.funds.is_some() && found.research.is_none() {
                    return Err(ParameterError::Missing("research_goods"));
                }
                Ok(found)
            }
        }
    };
}
every_block!(parameters);

impl BlockParams {
    /// What the bank owes the central bank at the opening for loans inside programmes.
    pub fn relending(&self) -> f64 {
        self.money.as_ref().map_or(0.0, |m| m.relending_inside)
    }
}

/// What blocks see of the opening.
pub(super) struct OpenBlocks<'a> {
    pub economy: &'a Economy,
    pub rules: &'a Rules,
    pub structure: &'a Structure,
    /// Persons that an agent stands for, million.
    pub persons: f64,
    /// GDP of the opening quarter.
    pub gdp: f64,
    pub draws: &'a Draws,
}

impl OpenBlocks<'_> {
    /// Opens the blocks that the pack has.
    pub fn open(&self, p: BlockParams, firms: &mut Firms, goods: &mut GoodsMarket) -> Blocks {
        let &Self {
            economy,
            rules,
            structure,
            persons,
            gdp,
            draws,
        } = self;
        // A pack that does not tell firms by size has no small ones.
        let small = p.money.as_ref().map_or(0.0, |m| m.small_firm_share);
        let support = p.support.map(|p| {
            let state = support::Support::open(&p, firms, goods, draws);
            Block::new(p, state)
        });
        let chips = p.chips.map(|p| {
            let state = chips::Chips::open(&p, structure, firms, goods);
            Block::new(p, state)
        });
        let firms = &*firms;
        Blocks {
            support,
            chips,
            research: p.research.map(|p| {
                let materials = &structure.materials_per_output;
                let state = research::Knowledge::open(&p, economy, materials, gdp, firms);
                Block::new(p, state)
            }),
            ai: p.ai.map(|p| {
                goods.platforms_buy = true;
                goods.ai_capital_from_cash = p.ai_capex_from_cash;
                let state = ai::Ai::open(&p, small, persons, structure, gdp, firms, &goods.makers, draws);
                Block::new(p, state)
            }),
            funds: p.funds.map(|p| {
                let state = funds::Ventures::open(firms.len(), goods.makers.len());
                Block::new(p, state)
            }),
            money: p.money.map(|p| {
                let state = money::Money::open(&p, rules, firms);
                Block::new(p, state)
            }),
            vehicles: p.vehicles.map(|p| {
                let state = vehicles::Vehicles::open(&p, firms);
                Block::new(p, state)
            }),
            robots: p.robots.map(|p| {
                let state = robots::Robots::open(&p, structure, persons);
                Block::new(p, state)
            }),
            driving: p.driving.map(|p| {
                let state = driving::Driving::open(&p, &rules.groups, firms, persons);
                Block::new(p, state)
            }),
            confidence: p.confidence.map(|p| {
                let state = confidence::Confidence::open(structure.sectors, rules.groups.len());
                Block::new(p, state)
            }),
        }
    }
}
