//! Levers and shocks as dated, typed overlays; yields the policy of each quarter.
//!
//! A scenario never edits a parameter or a running economy: [`Scenario::policy`] computes the policy of a quarter anew
//! from the scenario alone. This crate reads no files, no clock and no environment; texts are handed in.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]

mod bind;
mod canonical;
mod decisive;
mod error;
pub mod levers;
mod overlay;
pub mod presets;
pub mod quarters;
mod read;
mod scenario;
mod set;
pub mod suggest;
mod template;
mod timeline;

pub use decisive::Assumed;
pub use error::{Details, Place, Problem, ScenarioError};
pub use levers::{LEVERS, Lever};
pub use model::declare::Unit;
pub use presets::PRESETS;
pub use read::layer::SCHEMA;
pub use scenario::{Agents, Assumption, DEFAULT_HORIZON, Label, Options, Run, Scenario};
pub use template::{Language, template};
pub use timeline::{Pulled, Setting};
