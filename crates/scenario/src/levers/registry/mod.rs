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

use super::Lever;

/// Blocks in the order in which their levers are listed.
const BLOCKS: &[&[Lever]] = &[
    core::LEVERS,
    research::LEVERS,
    support::LEVERS,
    ai::LEVERS,
    ventures::LEVERS,
    money::LEVERS,
    chips::LEVERS,
    vehicles::LEVERS,
    robots::LEVERS,
    driving::LEVERS,
    confidence::LEVERS,
];

/// All levers, by block.
pub const LEVERS: &[Lever] = &all::<{ count() }>();

/// Number of levers.
const fn count() -> usize {
    let (mut n, mut block) = (0, 0);
    while block < BLOCKS.len() {
        n += BLOCKS[block].len();
        block += 1;
    }
    n
}

/// The blocks one after the other.
const fn all<const N: usize>() -> [Lever; N] {
    let mut levers = [BLOCKS[0][0]; N];
    let (mut n, mut block) = (0, 0);
    while block < BLOCKS.len() {
        let mut i = 0;
        while i < BLOCKS[block].len() {
            levers[n] = BLOCKS[block][i];
            (n, i) = (n + 1, i + 1);
        }
        block += 1;
    }
    levers
}
