//! Levers of industrial support and state firms.

use crate::levers::{Effect, Lever, Source, Title};
use crate::units::Unit;

/// Four forms of support, the view of what it does to others, and the rules for state firms.
pub(super) const LEVERS: &[Lever] = &[
    Lever {
        path: "support.cash",
        title: Title {
            en: "Cash support of favoured firms",
            zh: "现金补贴",
        },
        unit: Unit::ShareOfGdp,
        range: (-0.02, 0.02),
        possible: (-0.1, 0.1),
        neutral: Some(0.0),
        example: "-1 % of GDP",
        meaning: "Cash paid to firms of favoured sectors beyond today's, half by sales, half by size and connections, as a share of the nominal GDP expected for the quarter; below zero it is taken from what they get today. Paid from the budget.",
        source: Source {
            document: "subsidised firms that stay resilient (CL085); E18",
            size: "today 2.0 % of GDP (C13, IMF WP/25/155)",
        },
        effect: Effect::Field(|p, v| p.support.cash = v),
    },
    Lever {
        path: "support.tax",
        title: Title {
            en: "Tax relief of favoured firms",
            zh: "税收优惠",
        },
        unit: Unit::ShareOfGdp,
        range: (-0.015, 0.015),
        possible: (-0.1, 0.1),
        neutral: Some(0.0),
        example: "-0.75 % of GDP",
        meaning: "Levies on production not raised from firms of favoured sectors beyond today's, by sales, as a share of the nominal GDP expected for the quarter.",
        source: Source {
            document: "subsidised firms that stay resilient (CL085); E18",
            size: "today 1.5 % of GDP (C13, IMF WP/25/155)",
        },
        effect: Effect::Field(|p, v| p.support.tax = v),
    },
    Lever {
        path: "support.land",
        title: Title {
            en: "Cheap land for favoured firms",
            zh: "土地优惠",
        },
        unit: Unit::ShareOfGdp,
        range: (-0.005, 0.005),
        possible: (-0.1, 0.1),
        neutral: Some(0.0),
        example: "-0.25 % of GDP",
        meaning: "Land below its price, booked as a grant for investment, beyond today's, by investment, as a share of the nominal GDP expected for the quarter.",
        source: Source {
            document: "subsidised firms that stay resilient (CL085); E18",
            size: "today 0.5 % of GDP (C13, IMF WP/25/155)",
        },
        effect: Effect::Field(|p, v| p.support.land = v),
    },
    Lever {
        path: "support.credit",
        title: Title {
            en: "Interest concession to favoured firms",
            zh: "信贷优惠",
        },
        unit: Unit::ShareOfGdp,
        range: (-0.004, 0.004),
        possible: (-0.1, 0.1),
        neutral: Some(0.0),
        example: "-0.2 % of GDP",
        meaning: "Interest not charged to firms of favoured sectors beyond today's, by loans, as a share of the nominal GDP expected for the quarter.",
        source: Source {
            document: "subsidised firms that stay resilient (CL085); E18",
            size: "today 0.4 % of GDP (C13, IMF WP/25/155)",
        },
        effect: Effect::Field(|p, v| p.support.credit = v),
    },
    Lever {
        path: "support.credit_bank_share",
        title: Title {
            en: "Part of the interest concession that the bank bears",
            zh: "银行承担的信贷优惠比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "50 %",
        meaning: "Part of support.credit that lowers the bank's profit instead of being paid from the budget. Acts only through support.credit.",
        source: Source {
            document: "E18",
            size: "a choice of the user; no study splits it",
        },
        effect: Effect::Field(|p, v| p.support.credit_bank_share = v),
    },
    Lever {
        path: "support.network_view",
        title: Title {
            en: "Network view of industrial support",
            zh: "产业网络观点",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (-1.0, 2.0),
        neutral: Some(0.0),
        example: "1",
        meaning: "Weight of the view that support of suppliers raises the productivity of those who use their products. Acts only through a change in support; the sign of the effect of support depends on it.",
        source: Source {
            document: "E18; contested",
            size: "0 in the view of IMF WP/25/155 (-1.2 % of productivity for today's support), 1 in that of production networks (Liu 2019; C13 up to +0.5 %)",
        },
        effect: Effect::Field(|p, v| p.support.network_view = v),
    },
    Lever {
        path: "state_firms.payout",
        title: Title {
            en: "Share of profit that state firms remit",
            zh: "国有企业利润上缴比例",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.5),
        possible: (0.0, 1.0),
        neutral: None,
        example: "30 %",
        meaning: "Share of profit after tax that state firms pay to the budget. Today's share is inside the opening; only the difference is paid, by the budget if it is less.",
        source: Source {
            document: "state firms' dividends for social security (CL022); E16",
            size: "2.4 % in 2019, goal 30 % (C26, PIIE 2020)",
        },
        effect: Effect::OfPack("state_payout", |p, v| p.support.state_payout = v),
    },
    Lever {
        path: "state_firms.research_mandate",
        title: Title {
            en: "Research that state firms must buy",
            zh: "国有企业研发任务",
        },
        unit: Unit::Ratio,
        range: (0.0, 0.05),
        possible: (0.0, 0.5),
        neutral: Some(0.0),
        example: "1 %",
        meaning: "Research that state firms buy beyond today's, as a share of their output.",
        source: Source {
            document: "state firms told to raise research (CL069)",
            size: "no estimate",
        },
        effect: Effect::Field(|p, v| p.support.research_mandate = v),
    },
    Lever {
        path: "state_firms.soft_budget",
        title: Title {
            en: "Failing state firms that are rolled over",
            zh: "国有企业软预算约束",
        },
        unit: Unit::Ratio,
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        neutral: Some(0.0),
        example: "50 %",
        meaning: "Share of failing state firms that go on with their debt, beyond what today's failures contain.",
        source: Source {
            document: "soft budgets; E18",
            size: "no estimate; form of Kornai (1986)",
        },
        effect: Effect::Field(|p, v| p.support.state_soft_budget = v),
    },
];
