//! The economy: who acts, in which order, by which rule. Read `quarter` first.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]

pub mod agents;
pub mod blocks;
pub mod books;
pub mod closing;
pub mod context;
pub mod core;
pub mod declare;
pub mod economy;
pub mod error;
pub mod indicators;
pub mod markets;
pub mod opening;
pub mod policy;
pub mod processes;
pub mod programmes;
pub mod published;
pub mod quarter;
pub mod simulation;
pub mod state;
pub mod streams;
pub mod structure;
pub mod world;
