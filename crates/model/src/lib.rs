//! The economy: who acts, in which order, by which rule. Read `quarter` first.

pub mod economy;
pub mod indicators;
pub mod params;
pub mod policy;
pub mod published;
pub mod simulation;
