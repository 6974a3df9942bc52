//! Sectors, instruments, flows, the ledger, both matrices and their identities; no behaviour.
//!
//! Money moves only through the [`Ledger`], both sides at once; balances of agents ([`Column`]) and institutions
//! are private to this crate. At the end of each quarter [`Ledger::close`] checks every identity of the books and
//! stops the run at the first [`Leak`].
#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]

mod checks;
mod clearing;
mod closing;
mod column;
mod labels;
mod ledger;

pub use checks::{Checks, Closing, Leak, TOLERANCE};
pub use clearing::Clearing;
pub use closing::Matrices;
pub use column::{Column, Kind};
pub use labels::{Flow, Instrument, Sector};
pub use ledger::{Ledger, Opening, Party};
