//! Levers of the research block.

use crate::levers::{Effect, Lever, Members, Source, Title};
use crate::units::Unit;

/// Tax credit, grants and missions.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "research.credit",
        title: Title {
            en: "Tax credit for research",
            zh: "研发税收抵免",
        },
        unit: Unit::Ratio,
        range: (-0.2, 0.5),
        possible: (-10.0, 0.95),
        neutral: Some(0.0),
        example: "10 %",
        meaning: "Share of the user cost of firms' research that the budget pays on top of today's rules, on all that firms \
                  claim; part of what they claim more is other spending under a new name (relabelled_share).",
        source: Source {
            document: "subsidies and tax breaks for innovative firms (CL001); system map row 3",
            size: "user-cost elasticity about 1 (Hall and Van Reenen 2000); relabelled 0.15 to 0.5 (C05)",
        },
        effect: Effect::Field(|p, v| p.research.credit = v),
    },
    Lever {
        path: "research.grants",
        title: Title {
            en: "Grants for firms' research",
            zh: "企业研发补助",
        },
        unit: Unit::MoneyPerYear,
        range: (0.0, 1000.0),
        possible: (0.0, 1e6),
        neutral: Some(0.0),
        example: "100 bn CNY a year",
        meaning: "Money that government gives firms for research, in proportion to the research they do; how much own \
                  research it adds or replaces is the assumption grant_additionality, whose sign is contested.",
        source: Source {
            document: "subsidies and tax breaks for innovative firms (CL001); system map row 3",
            size: "own research per yuan of grant -0.5 (Boeing 2016) to 0.6 (C05)",
        },
        effect: Effect::Field(|p, v| p.research.grants = v / 4.0),
    },
    Lever {
        path: "research.mission.FIELD",
        title: Title {
            en: "Mission research in a frontier field",
            zh: "前沿领域攻关投入",
        },
        unit: Unit::MoneyPerYear,
        range: (0.0, 500.0),
        possible: (0.0, 1e6),
        neutral: Some(0.0),
        example: "20 bn CNY a year",
        meaning: "Research that government buys for one frontier field, for example in national laboratories, on top of what \
                  is spent there. It brings the field closer to the foreign frontier, and after the field's delay raises what \
                  the sectors it feeds can reach.",
        source: Source {
            document: "quantum, robots, hydrogen, space, health, new materials, 6G (system map row 15)",
            size: "levels, delays and weights of the fields: see describe china",
        },
        effect: Effect::Each(Members::Fields, |p, field, v| {
            if let Some(mission) = p.research.mission.get_mut(field) {
                *mission = v / 4.0;
            }
        }),
    },
];
