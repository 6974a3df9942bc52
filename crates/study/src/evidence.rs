//! An economy against what is known: its targets, impulses, the lottery of venture funds, and the experiments of the evidence
//! tables.

pub use ::evidence::{Country, EvidenceError};
pub use experiments::evidence::{Case, Experiment, Failure, Finding, Found, experiments, table, work};
pub use experiments::{impulses, lottery, resilience, validate};
