//! Opening positions: how a world is built from a parameter set. Runs once; after it only `quarter` changes the world.

pub mod growing;
mod incomes;
pub mod published;
mod setup;
