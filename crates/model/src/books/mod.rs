//! The books of a quarter: national accounts, and what must hold among them. Reads only.

pub mod accounts;
pub mod identities;
