//! Country packs: read, validate, provenance, balance the opening position.
