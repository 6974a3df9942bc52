//! Levers of electric vehicles.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Support and capacity.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "vehicles.support",
        title: Title {
            en: "Support for electric vehicles",
            zh: "新能源汽车补贴变动",
        },
        unit: Unit::Change,
        range: (-0.188, 0.212),
        possible: (-1.0, 0.95),
        neutral: Some(0.0),
        example: "-5 pp",
        meaning: "Change in public support for electric vehicles against the level at the opening, as a share of their sales: the electric \
                  share of all that makers of vehicles sell, parts and exports included. Paid from the budget; a part reaches the price.",
        source: Source {
            document: "support for electric vehicles in industrial policy (documents 1 and 4); row 13",
            size: "18.8 % of sales on average, 11.4 % in 2023, above 40 % before 2017 (C12): -0.188 abolishes it",
        },
        effect: Effect::Field(|p, v| p.vehicles.support = v),
    },
    Lever {
        path: "vehicles.expansion",
        title: Title {
            en: "Capacity built on top of plans",
            zh: "汽车产能额外扩张",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.15),
        possible: (-0.5, 2.0),
        neutral: Some(0.0),
        example: "10 %",
        meaning: "Capacity that makers of electric vehicles build on top of their own plans on credit, share of their capital per year; idle \
                  capacity leads to price cuts and exports.",
        source: Source {
            document: "over-capacity in electric vehicles; row 13",
            size: "a choice of the user; no study gives a share",
        },
        effect: Effect::Field(|p, v| p.vehicles.expansion = v),
    },
];
