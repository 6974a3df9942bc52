//! The experiments, their outcomes and bands. Source of each band: the evidence tables of this project, by number of the
//! experiment; "derived" bands are products of channel ranges and can show an error of units, not that the model is right.

use super::{Experiment, Outcome, Reading};
use model::indicators::Indicator as I;

/// All experiments.
pub const EXPERIMENTS: &[Experiment] = &[Experiment {
    id: "E01",
    title: "Double the re-lending quota",
    years: 5,
    outcomes: &[
        Outcome {
            title: "GDP, year 3",
            indicator: I::RealGdp,
            reading: Reading::Deviation(3),
            band: Some((0.0, 0.15)),
        },
        Outcome {
            title: "GDP, year 5",
            indicator: I::RealGdp,
            reading: Reading::Deviation(5),
            band: None,
        },
    ],
}];
