//! Why a run stops.

use crate::declare::ParameterError;
use accounting::Leak;
use engine::time::Quarter;

/// Why a run stops.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum ModelError {
    /// The books do not close.
    #[error("{0}")]
    Leak(#[from] Leak),
    /// A number became infinite or undefined.
    #[error(
        "{quarter}: `{what}` is not a finite number after {phase}; the run stops because every later number would be wrong"
    )]
    NotFinite {
        /// When.
        quarter: Quarter,
        /// Phase in which it appeared.
        phase: &'static str,
        /// Quantity.
        what: &'static str,
    },
    /// Nothing of value is produced any more.
    #[error(
        "{quarter}: firms stand still or make less than their materials are worth, so prices and shares mean nothing any more; the policy or the parameters are too extreme for this economy, move them towards their defaults"
    )]
    Standstill {
        /// When.
        quarter: Quarter,
    },
    /// The economy cannot be opened.
    #[error("{0}")]
    Parameters(#[from] ParameterError),
    /// Table and parameters contradict each other.
    #[error("the opening does not fit together: {what} would have to be {value:.3}, below zero; {cure}")]
    Opening {
        /// What the opening leaves over.
        what: &'static str,
        /// How much of it, over GDP (for a payout: over profit).
        value: f64,
        /// Which parameters decide it.
        cure: &'static str,
    },
    /// More of something than identities in the draws, so that two would share their luck.
    #[error(
        "{quarter}: more than {most} {what} are needed, which is the most that keep draws of their own; {cure}"
    )]
    TooMany {
        /// When.
        quarter: Quarter,
        /// Of what.
        what: &'static str,
        /// The most of it.
        most: u64,
        /// What makes fewer.
        cure: &'static str,
    },
    /// The size asked for cannot be built.
    #[error(
        "one agent for {persons_per_agent} persons gives {problem}; choose a number between {low} and {high}"
    )]
    Size {
        /// Persons per agent asked for.
        persons_per_agent: u32,
        /// What goes wrong.
        problem: String,
        /// Smallest admissible.
        low: u32,
        /// Largest admissible.
        high: u32,
    },
}
