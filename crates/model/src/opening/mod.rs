//! Opening positions: how a world is built from a country pack. Runs once; after it only `quarter` changes the world.

mod banks;
mod blocks;
pub mod growing;
mod incomes;
mod setup;
