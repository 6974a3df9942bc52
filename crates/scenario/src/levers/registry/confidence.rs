//! Levers of confidence.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Strength and news.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "confidence.strength",
        title: Title {
            en: "Strength of confidence",
            zh: "信心作用强度",
        },
        unit: Unit::Ratio,
        range: (0.0, 3.0),
        possible: (0.0, 100.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "Weight with which sentiment of firms and households acts on investment and spending; 0 switches it off. Headline runs \
                  leave it off.",
        source: Source {
            document: "animal spirits set free by announcements (documents 1 and 5); row 33",
            size: "no estimate; 1 uses the judgement of 0.1 yuan per yuan announced (C29)",
        },
        effect: Effect::Field(|p, v| p.confidence.strength = v),
    },
    Lever {
        path: "confidence.news",
        title: Title {
            en: "Programmes announced",
            zh: "政策消息冲击",
        },
        unit: Unit::ShareOfGdp,
        range: (-0.05, 0.05),
        possible: (-1.0, 1.0),
        neutral: Some(0.0),
        example: "1.1 % of GDP",
        meaning: "Programmes announced in a quarter, share of annual GDP: what they do to sentiment before any money flows. Acts only with \
                  confidence.strength.",
        source: Source {
            document: "announcements of March 2025 (CL009); row 33",
            size: "1.5 trillion yuan is 1.1 % of 2024 GDP",
        },
        effect: Effect::Field(|p, v| p.confidence.news = v),
    },
];
