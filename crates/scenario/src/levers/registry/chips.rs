//! Levers of chips and export controls.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Controls on chips and the assumptions that decide their sign.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "controls.coverage",
        title: Title {
            en: "Coverage of chip export controls",
            zh: "芯片出口管制覆盖率",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "Part of the named inputs (chips, tools and software in imports of electronics) that foreign suppliers may \
                  no longer sell; users live from their store, then from substitutes and third countries.",
        source: Source {
            document: "self-sufficiency under export controls (documents 1, 2 and 5); E10",
            size: "a choice of the user, 1 is the ban of E10",
        },
        effect: Effect::Field(|p, v| p.chips.coverage = v),
    },
    Lever {
        path: "controls.markup",
        title: Title {
            en: "Mark-up on controlled inputs",
            zh: "受管制投入品加价率",
        },
        unit: Unit::Ratio,
        range: (0.1, 1.5),
        possible: (0.0, 10.0),
        neutral: Some(0.4),
        example: "100 %",
        meaning: "Extra cost of substitutes and of the way through third countries before home makers learn. Acts only with \
                  controls.coverage.",
        source: Source {
            document: "not mentioned in the documents; E10",
            size: "0.1 to 1.5, centre 0.4 (C20, judgement)",
        },
        effect: Effect::Field(|p, v| p.chips.markup = v),
    },
    Lever {
        path: "controls.substitutes",
        title: Title {
            en: "Barred inputs replaced at home",
            zh: "受管制投入品国产替代比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.3),
        example: "100 %",
        meaning: "Part of the barred purchases that home makers replace; the rest comes through third countries. Decides the \
                  sign for output: with 1 controls work like import substitution. Acts only with controls.coverage.",
        source: Source {
            document: "document 2 takes full self-sufficiency for granted; E10",
            size: "no source; 0.3 assumed, 0 to 1 to be shown",
        },
        effect: Effect::Field(|p, v| p.chips.substitutes = v),
    },
    Lever {
        path: "controls.lost_collaboration",
        title: Title {
            en: "Weight of lost collaboration",
            zh: "合作中断渠道权重",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 10.0),
        neutral: Some(1.0),
        example: "0",
        meaning: "Weight of the channel by which controls lower the chance of innovation in electronics, software and electrical \
                  equipment; 0 switches it off. Acts only with controls.coverage.",
        source: Source {
            document: "contested; E10",
            size: "-10 % of patents at 1 (C20, World Bank WP 10950)",
        },
        effect: Effect::Field(|p, v| p.chips.lost_collaboration = v),
    },
    Lever {
        path: "controls.induced_research",
        title: Title {
            en: "Weight of induced research",
            zh: "管制诱发研发渠道权重",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 10.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "Weight of the channel by which treated firms answer controls with research of their own; 0 switches it off. \
                  Acts only with controls.coverage.",
        source: Source {
            document: "document 2: controls made China self-sufficient; E10",
            size: "+49 % of research of treated firms at 1 (C20, CEPR DP20690)",
        },
        effect: Effect::Field(|p, v| p.chips.induced_research = v),
    },
];
