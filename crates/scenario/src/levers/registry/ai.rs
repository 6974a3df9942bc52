//! Levers of artificial intelligence.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Compute, adoption and models. Spending and its import content are among the levers of the core.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "ai.leader_capex",
        title: Title {
            en: "AI capital spending announced by the largest platform",
            zh: "头部平台宣布的人工智能资本开支",
        },
        unit: Unit::MoneyPerYear,
        range: (0.0, 1000.0),
        possible: (0.0, 1e6),
        neutral: Some(0.0),
        example: "126.7 bn CNY a year",
        meaning: "Extra spending of one platform firm on servers, chips and data centres, money per year; its rivals \
                  answer by the parameter ai_rivals_response.",
        source: Source {
            document: "a platform's 380 bn yuan over three years (CL013); E04",
            size: "380 bn over three years; the answer of rivals is an assumption",
        },
        effect: Effect::Field(|p, v| p.ai.leader_capex = v / 4.0),
    },
    Lever {
        path: "ai.public_share",
        title: Title {
            en: "Public share of extra compute",
            zh: "新增算力的政府出资比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "30 %",
        meaning: "Part of technology.ai_capex that government and its vehicles pay and own; acts only with that spending.",
        source: Source {
            document: "data centres of local governments (CL053, CL072); E07",
            size: "a choice of the user; local shares are not published",
        },
        effect: Effect::Field(|p, v| p.ai.public_share = v),
    },
    Lever {
        path: "ai.utilisation",
        title: Title {
            en: "Share of compute that reaches users",
            zh: "可达用户的算力比例",
        },
        unit: Unit::Ratio,
        range: (0.1, 1.0),
        possible: (0.01, 1.0),
        neutral: None,
        example: "70 %",
        meaning: "Share of compute capacity that can be brought to users; absent (or \"neutral\") leaves today's, the \
                  parameter ai_utilisation. Less is used if the price falls to the cost of electricity.",
        source: Source {
            document: "idle data centres and their use (CL053, CL072); E07",
            size: "0.2 to 0.7, today near 0.3 (C09)",
        },
        effect: Effect::Optional(|p, v| p.ai.utilisation = v),
    },
    Lever {
        path: "ai.adoption_speed",
        title: Title {
            en: "Speed of AI adoption",
            zh: "人工智能应用速度",
        },
        unit: Unit::Ratio,
        range: (0.25, 8.0),
        possible: (0.0, 100.0),
        neutral: Some(1.0),
        example: "2.1",
        meaning: "Chance that a firm adopts artificial intelligence, over the baseline's.",
        source: Source {
            document: "faster adoption as a priority of 2025 (CL049); E05",
            size: "0.1 to 0.7 of production by 2030, centre 0.3 (C08)",
        },
        effect: Effect::Field(|p, v| p.ai.adoption_speed = v),
    },
    Lever {
        path: "ai.adoption_ceiling",
        title: Title {
            en: "Ceiling of AI adoption",
            zh: "人工智能应用上限",
        },
        unit: Unit::Ratio,
        range: (0.1, 1.0),
        possible: (0.001, 1.0),
        neutral: Some(1.0),
        example: "50 %",
        meaning: "Share of the firms of a sector beyond which adoption does not go.",
        source: Source {
            document: "not mentioned in the documents; E05",
            size: "a choice of the user",
        },
        effect: Effect::Field(|p, v| p.ai.adoption_ceiling = v),
    },
    Lever {
        path: "ai.skills",
        title: Title {
            en: "Staff trained to use AI",
            zh: "人工智能技能培训人员比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.1),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "5 pp",
        meaning: "Staff trained in addition to those with the skills at the opening, share of all; government pays the courses \
                  (ai_training_cost) when the share rises, and what has been learnt is kept.",
        source: Source {
            document: "talents and courses for artificial intelligence (system map rows 9 and 19); E05",
            size: "a choice of the user",
        },
        effect: Effect::Field(|p, v| p.ai.skills = v),
    },
    Lever {
        path: "ai.access",
        title: Title {
            en: "Access of small firms to compute and models",
            zh: "中小企业获取算力与模型的程度",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "50 %",
        meaning: "Part of the lag of small and medium firms behind large ones in reaching compute and models that is closed; \
                  who pays for it is left open.",
        source: Source {
            document: "computing infrastructure and open models for all firms (CL051, CL053); E05",
            size: "a choice of the user; today's lag is the parameter ai_small_access",
        },
        effect: Effect::Field(|p, v| p.ai.access = v),
    },
    Lever {
        path: "ai.openness",
        title: Title {
            en: "Openness of AI models",
            zh: "人工智能模型开放程度",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "0: models are licensed as today; 1: their weights are open, so the mark-up falls away, use is cheaper and \
                  research is not done twice.",
        source: Source {
            document: "a system of open models, redundancy curbed (CL051, CL054, CL055); E06",
            size: "cut of fixed cost 0.1 to 0.6 (C10, judgement)",
        },
        effect: Effect::Field(|p, v| p.ai.openness = v),
    },
    Lever {
        path: "ai.free_riding",
        title: Title {
            en: "Free-riding on open models",
            zh: "开放模型的搭便车程度",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(1.0),
        example: "0",
        meaning: "1: users of open models leave research to others; 0: they put into upkeep what they save in fees. Acts only \
                  with ai.openness; the sign of openness on private research is contested.",
        source: Source {
            document: "not mentioned in the documents; E06",
            size: "0 or 1, sign open in the literature",
        },
        effect: Effect::Field(|p, v| p.ai.free_riding = v),
    },
    Lever {
        path: "ai.licence_markup",
        title: Title {
            en: "Mark-up on model licences",
            zh: "模型许可加成",
        },
        unit: Unit::Ratio,
        range: (0.0, 2.0),
        possible: (0.0, 100.0),
        neutral: Some(1.0),
        example: "0.5",
        meaning: "Mark-up that providers put on licences, over today's.",
        source: Source {
            document: "not mentioned in the documents; E06",
            size: "no study gives a size; today's mark-up is the parameter ai_licence_markup",
        },
        effect: Effect::Field(|p, v| p.ai.licence_markup = v),
    },
];
