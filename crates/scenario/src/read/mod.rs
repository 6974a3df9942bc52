//! Reading of scenario text: TOML with places, every key known, every value typed.

pub(crate) mod doc;
pub(crate) mod layer;
pub(crate) mod profile;
