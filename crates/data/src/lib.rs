//! Country packs: read, validate, provenance, balance the opening position.

mod published;

pub use published::{PublishedError, published};
