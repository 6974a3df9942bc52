//! Indicators of industrial robots.

use super::{Block, Robots};
use crate::books::{Seen, part_of};
use crate::declare::indicators;

indicators! {
    of Block, Seen;

    "robot_density" {
        title: ("Industrial robots per thousand workers", "每千名工人工业机器人数"),
        unit: "per_thousand",
        kind: Amount,
        meaning: "Robots per thousand persons at work in the sectors that use them.",
        measure: |b, s| density(&b.state, s),
    }

    along Sectors {
    "sector.robots" {
        title: ("Industrial robots", "工业机器人"),
        unit: "robots_per_person",
        kind: Level,
        meaning: "Industrial robots per person at work.",
        measure: |b, _, k| b.state.density[k],
    }
    }
}

/// Robots per thousand persons at work in the sectors that use them; none where nobody does.
fn density(robots: &Robots, s: &Seen) -> f64 {
    let (mut installed, mut persons) = (0.0, 0.0);
    for i in 0..s.firms.len() {
        let density = robots.density[s.firms.sector(i)];
        if density > 0.0 {
            installed += density * f64::from(s.firms.heads[i]);
            persons += f64::from(s.firms.heads[i]);
        }
    }
    part_of(1000.0 * installed, persons)
}
