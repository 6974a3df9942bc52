//! The list of levers, a file for each block. Claims and bands are quoted by their number in the evidence tables:
//! `CL..` a statement of one of the five policy documents, `C..` a channel, `E..` an experiment.

mod ai;
mod chips;
mod confidence;
mod core;
mod driving;
mod money;
mod research;
mod robots;
mod support;
mod vehicles;
mod ventures;

use super::{Lever, Title};

/// Levers that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Stable id.
    pub id: &'static str,
    /// Title.
    pub title: Title,
    /// Its levers.
    pub levers: &'static [Lever],
}

const fn block(id: &'static str, en: &'static str, zh: &'static str, levers: &'static [Lever]) -> Block {
    Block {
        id,
        title: Title { en, zh },
        levers,
    }
}

/// The block that every economy has.
pub const CORE: &str = "core";

/// Blocks in the order in which their levers are listed.
pub const BLOCKS: &[Block] = &[
    block(
        CORE,
        "Budget, bank, trade, AI spending",
        "财政、央行、贸易与人工智能开支",
        core::LEVERS,
    ),
    block("research", "Research", "研发", research::LEVERS),
    block(
        "support",
        "Industrial support and state firms",
        "产业扶持与国有企业",
        support::LEVERS,
    ),
    block("ai", "Artificial intelligence", "人工智能", ai::LEVERS),
    block("ventures", "Venture funds", "引导基金", ventures::LEVERS),
    block(
        "money",
        "Re-lending and technology bonds",
        "再贷款与科技创新债券",
        money::LEVERS,
    ),
    block(
        "chips",
        "Chips and export controls",
        "芯片与出口管制",
        chips::LEVERS,
    ),
    block("vehicles", "Electric vehicles", "新能源汽车", vehicles::LEVERS),
    block("robots", "Industrial robots", "工业机器人", robots::LEVERS),
    block("driving", "Driverless rides", "无人驾驶出行", driving::LEVERS),
    block("confidence", "Confidence", "信心", confidence::LEVERS),
];

/// All levers, by block.
pub const LEVERS: &[Lever] = &all::<{ count() }>();

/// Number of levers.
const fn count() -> usize {
    let (mut n, mut block) = (0, 0);
    while block < BLOCKS.len() {
        n += BLOCKS[block].levers.len();
        block += 1;
    }
    n
}

/// The blocks one after the other.
const fn all<const N: usize>() -> [Lever; N] {
    let mut levers = [BLOCKS[0].levers[0]; N];
    let (mut n, mut block) = (0, 0);
    while block < BLOCKS.len() {
        let mut i = 0;
        while i < BLOCKS[block].levers.len() {
            levers[n] = BLOCKS[block].levers[i];
            (n, i) = (n + 1, i + 1);
        }
        block += 1;
    }
    levers
}
