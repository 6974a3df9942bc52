//! Indicators of confidence.

use super::Block;

use crate::books::Seen;
use crate::declare::indicators;

indicators! {
    of Block, Seen;

    "sentiment" {
        title: ("Confidence", "信心指数"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Mean sentiment of firms and households, as a programme of that share of annual GDP would make it.",
        measure: |b, _| 100.0 * b.state.mean(),
    }
}
