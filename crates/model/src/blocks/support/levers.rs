//! Levers of industrial support and state firms.

use crate::declare::levers;

levers! {
    /// Four forms of support, the view of what it does to others, and the rules for state firms.
    pub struct Policy in "support";

    cash = "support.cash" {
        title: ("Cash support of favoured firms", "现金补贴"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.02, 0.02),
        possible: (-0.1, 0.1),
        example: "-1 % of GDP",
        meaning: "Cash paid to firms of favoured sectors beyond today's, half by sales, half by size and \
                  connections, as a share of the nominal GDP expected for the quarter; below zero it is taken from \
                  what they get today. Paid from the budget.",
        document: "subsidised firms that stay resilient (CL085); E18",
        size: "today 2.0 % of GDP (C13, IMF WP/25/155)",
        cost: Cost::Paid(&[]),
        decided_by: &["entry_response", "exit_delay", "soft_budget", "untied_share", "support.network_view"],
    }
    tax = "support.tax" {
        title: ("Tax relief of favoured firms", "税收优惠"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.015, 0.015),
        possible: (-0.1, 0.1),
        example: "-0.75 % of GDP",
        meaning: "Levies on production not raised from firms of favoured sectors beyond today's, by sales, as a \
                  share of the nominal GDP expected for the quarter.",
        document: "subsidised firms that stay resilient (CL085); E18",
        size: "today 1.5 % of GDP (C13, IMF WP/25/155)",
        cost: Cost::Paid(&[]),
        decided_by: &["entry_response", "exit_delay", "soft_budget", "untied_share", "support.network_view"],
    }
    land = "support.land" {
        title: ("Cheap land for favoured firms", "土地优惠"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.005, 0.005),
        possible: (-0.1, 0.1),
        example: "-0.25 % of GDP",
        meaning: "Land below its price, booked as a grant for investment, beyond today's, by investment, as a share \
                  of the nominal GDP expected for the quarter.",
        document: "subsidised firms that stay resilient (CL085); E18",
        size: "today 0.5 % of GDP (C13, IMF WP/25/155)",
        cost: Cost::Paid(&[]),
        decided_by: &["entry_response", "exit_delay", "soft_budget", "untied_share", "support.network_view"],
    }
    credit = "support.credit" {
        title: ("Interest concession to favoured firms", "信贷优惠"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.004, 0.004),
        possible: (-0.1, 0.1),
        example: "-0.2 % of GDP",
        meaning: "Interest not charged to firms of favoured sectors beyond today's, by loans, as a share of the \
                  nominal GDP expected for the quarter.",
        document: "subsidised firms that stay resilient (CL085); E18",
        size: "today 0.4 % of GDP (C13, IMF WP/25/155)",
        cost: Cost::Paid(&[]),
        decided_by: &["entry_response", "exit_delay", "soft_budget", "untied_share", "support.network_view"],
    }
    credit_bank_share = "support.credit_bank_share" {
        title: ("Part of the interest concession that the bank bears", "银行承担的信贷优惠比例"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "50 %",
        meaning: "Part of support.credit that lowers the bank's profit instead of being paid from the budget. Acts \
                  only through support.credit.",
        document: "E18",
        size: "a choice of the user; no study splits it",
        cost: Cost::Paid(&["support.credit=0.2 % of GDP"]),
        decided_by: &[],
    }
    network_view = "support.network_view" {
        title: ("Network view of industrial support", "产业网络观点"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (-1.0, 2.0),
        example: "1",
        meaning: "Weight of the view that support of suppliers raises the productivity of those who use their \
                  products. Acts only through a change in support; the sign of the effect of support depends on it.",
        document: "E18; contested",
        size: "0 in the view of IMF WP/25/155 (-1.2 % of productivity for today's support), 1 in that of production \
               networks (Liu 2019; C13 up to +0.5 %)",
        cost: Cost::Free("a view of what support does"),
        decided_by: &[],
    }
    state_payout = "state_firms.payout" {
        title: ("Share of profit that state firms remit", "国有企业利润上缴比例"),
        unit: Ratio,
        neutral: (pack "state_payout"),
        range: (0.0, 0.5),
        possible: (0.0, 1.0),
        example: "30 %",
        meaning: "Share of profit after tax that state firms pay to the budget. Today's share is inside the opening; \
                  only the difference is paid, by the budget if it is less.",
        document: "state firms' dividends for social security (CL022); E16",
        size: "2.4 % in 2019, goal 30 % (C26, PIIE 2020)",
        cost: Cost::Paid(&[]),
        decided_by: &["knowledge_spillover", "soft_budget", "state_preference"],
    }
    research_mandate = "state_firms.research_mandate" {
        title: ("Research that state firms must buy", "国有企业研发任务"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 0.05),
        possible: (0.0, 0.5),
        example: "1 %",
        meaning: "Research that state firms buy beyond today's, as a share of their output.",
        document: "state firms told to raise research (CL069)",
        size: "no estimate",
        cost: Cost::Paid(&[]),
        decided_by: &["knowledge_spillover", "soft_budget", "state_preference"],
    }
    state_soft_budget = "state_firms.soft_budget" {
        title: ("Failing state firms that are rolled over", "国有企业软预算约束"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "50 %",
        meaning: "Share of failing state firms that go on with their debt, beyond what today's failures contain.",
        document: "soft budgets; E18",
        size: "no estimate; form of Kornai (1986)",
        cost: Cost::Free("forbearance: creditors wait, and no money is paid"),
        decided_by: &["knowledge_spillover", "soft_budget", "state_preference"],
    }
}
