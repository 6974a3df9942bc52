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
mod claim;
mod clearing;
mod closing;
mod column;
mod institutions;
mod labels;
mod ledger;
mod opening;
mod pages;
mod party;

pub use checks::{Checks, Closing, Leak, TOLERANCE};
pub use claim::{Carrier, Claim, Instrument, Line};
pub use clearing::Clearing;
pub use closing::{Matrices, Statement};
pub use column::Column;
pub use institutions::{Institution, Institutions, Whose};
pub use labels::{Flow, RealStock, Sector};
pub use ledger::Ledger;
pub use opening::Opening;
pub use party::Party;
