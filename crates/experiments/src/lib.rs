//! Ensembles, paired scenarios and validation.
