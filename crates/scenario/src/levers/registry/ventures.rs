//! Levers of venture funds.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Government guidance funds: size, partners, managers.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "funds.size",
        title: Title {
            en: "Size of the venture funds announced",
            zh: "引导基金规模",
        },
        unit: Unit::Money,
        range: (0.0, 3000.0),
        possible: (0.0, 1e6),
        neutral: Some(0.0),
        example: "1 tn CNY",
        meaning: "Size of all government guidance funds announced so far. A rise opens a central and a local fund on the terms of that quarter; a fall takes nothing back. Announced is not raised, drawn or invested.",
        source: Source {
            document: "a national venture fund of about 1 trillion yuan over 20 years; E02",
            size: "1 tn yuan (March 2025); targets of earlier funds 11 tn, a quarter of which were met (C02)",
        },
        effect: Effect::Field(|p, v| p.ventures.size = v),
    },
    Lever {
        path: "funds.government_share",
        title: Title {
            en: "Government's share of a fund",
            zh: "政府出资比例",
        },
        unit: Unit::Ratio,
        range: (0.2, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.5),
        example: "80 %",
        meaning: "Part of the announced size that government announces for itself, central and local. Acts only through funds.size.",
        source: Source {
            document: "not given in the documents; E02",
            size: "0.2 to 1.0 (E02)",
        },
        effect: Effect::Field(|p, v| p.ventures.government_share = v),
    },
    Lever {
        path: "funds.raised_share",
        title: Title {
            en: "Share of the announcement that is raised",
            zh: "募资到位率",
        },
        unit: Unit::Ratio,
        range: (0.26, 0.8),
        possible: (0.0, 1.0),
        neutral: Some(0.5),
        example: "0.8",
        meaning: "Part of government's announced money that is found. Acts only through funds.size.",
        source: Source {
            document: "the documents speak of announced sizes; E02",
            size: "0.26 to 0.8, centre 0.5 (C02: 26 % of funds reach their target)",
        },
        effect: Effect::Field(|p, v| p.ventures.raised_share = v),
    },
    Lever {
        path: "funds.crowd_in",
        title: Title {
            en: "Private money per yuan of public money",
            zh: "社会资本跟投系数",
        },
        unit: Unit::Ratio,
        range: (-0.2, 0.93),
        possible: (-1.0, 5.0),
        neutral: Some(0.5),
        example: "0.93",
        meaning: "Private money that joins a fund per yuan that government pays in. Below zero, that part of the fund's deals would have been paid for anyway: the money replaces private money, and nothing but the payer changes. Acts only through funds.size.",
        source: Source {
            document: "assumed positive in the documents; E02",
            size: "-0.2 to 0.93, centre 0.5 (C02; sign contested)",
        },
        effect: Effect::Field(|p, v| p.ventures.crowd_in = v),
    },
    Lever {
        path: "funds.manager_quality",
        title: Title {
            en: "Quality of fund managers",
            zh: "基金管理人水平",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "0: managers picked by government, who lose a part of the successes; 1: as private managers. Acts only through funds.size.",
        source: Source {
            document: "the best managers avoid government partners; E02",
            size: "successes 0 to 40 % fewer, centre 20 % (C02, size judgement)",
        },
        effect: Effect::Field(|p, v| p.ventures.manager_quality = v),
    },
    Lever {
        path: "funds.loss_tolerance",
        title: Title {
            en: "Losses that a fund bears",
            zh: "亏损容忍度",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(1.0),
        example: "40 %",
        meaning: "Losses over money invested above which a fund begins and continues nothing. It also decides what is picked: at 0 the safest deals, which fail less often and win less. Acts only through funds.size.",
        source: Source {
            document: "calls for tolerance of failure; E02",
            size: "a choice of the user; loss share 0.5 to 0.77 and exponent 0.8 to 1.5 (C04)",
        },
        effect: Effect::Field(|p, v| p.ventures.loss_tolerance = v),
    },
    Lever {
        path: "funds.local_content",
        title: Title {
            en: "Local funds' deals bound to local firms",
            zh: "返投比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "0.5",
        meaning: "Part of the local funds' deals that must stay with local firms and is not picked by skill. Acts only with managers better than government's.",
        source: Source {
            document: "rules of local funds; E02",
            size: "a choice of the user; no study gives the size",
        },
        effect: Effect::Field(|p, v| p.ventures.local_content = v),
    },
    Lever {
        path: "funds.local_matching",
        title: Title {
            en: "Part of their calls that local governments pay",
            zh: "地方配套到位率",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(1.0),
        example: "0.5",
        meaning: "Part of what local funds call that local governments can pay; the rest is never drawn, and private partners pay with them.",
        source: Source {
            document: "local money depends on land revenue; E02",
            size: "a choice of the user; land revenue fell by about half from 2021 to 2024",
        },
        effect: Effect::Field(|p, v| p.ventures.local_matching = v),
    },
];
