//! Levers of venture funds.

use crate::declare::levers;

levers! {
    /// Government guidance funds: size, partners, managers.
    pub struct Policy in "funds";

    size = "funds.size" {
        title: ("Size of the venture funds announced", "引导基金规模"),
        unit: Money,
        neutral: (0.0),
        range: (0.0, 3000.0),
        possible: (0.0, 1e6),
        example: "1 tn CNY",
        meaning: "Size of all government guidance funds announced so far. A rise opens a central and a local fund on \
                  the terms of that quarter; a fall takes nothing back. Announced is not raised, drawn or invested.",
        document: "a national venture fund of about 1 trillion yuan over 20 years; E02",
        size: "1 tn yuan (March 2025); targets of earlier funds 11 tn, a quarter of which were met (C02)",
        cost: Cost::Paid(&[]),
        decided_by: &["funds.raised_share", "funds.crowd_in", "deal_tail_exponent", "deal_manager_penalty",
            "knowledge_spillover"],
    }
    government_share = "funds.government_share" {
        title: ("Government's share of a fund", "政府出资比例"),
        unit: Ratio,
        neutral: (0.5),
        range: (0.2, 1.0),
        possible: (0.0, 1.0),
        example: "80 %",
        meaning: "Part of the announced size that government announces for itself, central and local. Acts only \
                  through funds.size.",
        document: "not given in the documents; E02",
        size: "0.2 to 1.0 (E02)",
        cost: Cost::Paid(&["funds.size=1000 bn CNY"]),
        decided_by: &[],
    }
    raised_share = "funds.raised_share" {
        title: ("Share of the announcement that is raised", "募资到位率"),
        unit: Ratio,
        neutral: (0.5),
        range: (0.26, 0.8),
        possible: (0.0, 1.0),
        example: "0.8",
        meaning: "Part of government's announced money that is found. Acts only through funds.size.",
        document: "the documents speak of announced sizes; E02",
        size: "0.26 to 0.8, centre 0.5 (C02: 26 % of funds reach their target)",
        cost: Cost::Paid(&["funds.size=1000 bn CNY"]),
        decided_by: &[],
    }
    crowd_in = "funds.crowd_in" {
        title: ("Private money per yuan of public money", "社会资本跟投系数"),
        unit: Ratio,
        neutral: (0.5),
        range: (-0.2, 0.93),
        possible: (-1.0, 5.0),
        example: "0.93",
        meaning: "Private money that joins a fund per yuan that government pays in. Below zero, that part of the \
                  fund's deals would have been paid for anyway: the money replaces private money, and nothing but \
                  the payer changes. Acts only through funds.size.",
        document: "assumed positive in the documents; E02",
        size: "-0.2 to 0.93, centre 0.5 (C02; sign contested)",
        cost: Cost::Paid(&["funds.size=1000 bn CNY"]),
        decided_by: &[],
    }
    manager_quality = "funds.manager_quality" {
        title: ("Quality of fund managers", "基金管理人水平"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "1",
        meaning: "0: managers picked by government, who lose a part of the successes; 1: as private managers. Acts \
                  only through funds.size.",
        document: "the best managers avoid government partners; E02",
        size: "successes 0 to 40 % fewer, centre 20 % (C02, size judgement)",
        cost: Cost::Paid(&["funds.size=1000 bn CNY"]),
        decided_by: &[],
    }
    loss_tolerance = "funds.loss_tolerance" {
        title: ("Losses that a fund bears", "亏损容忍度"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "40 %",
        meaning: "Losses over money invested above which a fund begins and continues nothing. It also decides what \
                  is picked: at 0 the safest deals, which fail less often and win less. Acts only through \
                  funds.size.",
        document: "calls for tolerance of failure; E02",
        size: "a choice of the user; loss share 0.5 to 0.77 and exponent 0.8 to 1.5 (C04)",
        cost: Cost::Paid(&["funds.size=1000 bn CNY"]),
        decided_by: &[],
    }
    local_content = "funds.local_content" {
        title: ("Local funds' deals bound to local firms", "返投比例"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "0.5",
        meaning: "Part of the local funds' deals that must stay with local firms and is not picked by skill. Acts \
                  only with managers better than government's.",
        document: "rules of local funds; E02",
        size: "a choice of the user; no study gives the size",
        cost: Cost::Paid(&["funds.size=1000 bn CNY", "funds.manager_quality=1"]),
        decided_by: &[],
    }
    local_matching = "funds.local_matching" {
        title: ("Part of their calls that local governments pay", "地方配套到位率"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "0.5",
        meaning: "Part of what local funds call that local governments can pay; the rest is never drawn, and private \
                  partners pay with them.",
        document: "local money depends on land revenue; E02",
        size: "a choice of the user; land revenue fell by about half from 2021 to 2024",
        cost: Cost::Paid(&["funds.size=1000 bn CNY"]),
        decided_by: &[],
    }
}
