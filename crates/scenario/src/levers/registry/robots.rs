//! Levers of industrial robots.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// The price of robots.
pub(super) const LEVERS: &[Lever] = &[Lever {
    path: "robots.price",
    title: Title {
        en: "Price of industrial robots",
        zh: "工业机器人价格",
    },
    unit: Unit::Change,
    range: (-0.7, 1.0),
    possible: (-0.9, 10.0),
    neutral: Some(0.0),
    example: "-30 %",
    meaning: "Change in the price of robots against its path; a fall makes them pay in more tasks.",
    source: Source {
        document: "robots and humanoids among the priorities of 2025 (CL003, CL081); row 16",
        size: "a choice of the user",
    },
    effect: Effect::Field(|p, v| p.robots.price = v),
}];
