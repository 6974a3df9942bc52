//! Levers of the research block.

use crate::declare::levers;

levers! {
    /// Tax credit, grants and missions.
    pub struct Policy in "research";

    credit = "research.credit" {
        title: ("Tax credit for research", "研发税收抵免"),
        unit: Ratio,
        neutral: (0.0),
        range: (-0.2, 0.5),
        possible: (-10.0, 0.95),
        example: "10 %",
        meaning: "Share of the user cost of firms' research that the budget pays on top of today's rules, on all \
                  that firms claim; part of what they claim more is other spending under a new name \
                  (relabelled_share).",
        document: "subsidies and tax breaks for innovative firms (CL001); system map row 3",
        size: "user-cost elasticity about 1 (Hall and Van Reenen 2000); relabelled 0.15 to 0.5 (C05)",
        cost: Cost::Paid(&[]),
        decided_by: &["relabelled_share", "user_cost_elasticity", "grant_additionality", "knowledge_spillover"],
    }
    grants = "research.grants" {
        title: ("Grants for firms' research", "企业研发补助"),
        unit: MoneyPerYear,
        neutral: (0.0),
        range: (0.0, 1000.0),
        possible: (0.0, 1e6),
        example: "100 bn CNY a year",
        meaning: "Money that government gives firms for research, in proportion to the research they do; how much \
                  own research it adds or replaces is the assumption grant_additionality, whose sign is contested.",
        document: "subsidies and tax breaks for innovative firms (CL001); system map row 3",
        size: "own research per yuan of grant -0.5 (Boeing 2016) to 0.6 (C05)",
        cost: Cost::Paid(&[]),
        decided_by: &["relabelled_share", "user_cost_elasticity", "grant_additionality", "knowledge_spillover"],
    }
    mission = "research.mission.FIELD" {
        title: ("Mission research in a frontier field", "前沿领域攻关投入"),
        unit: MoneyPerYear,
        neutral: (0.0 along Fields),
        range: (0.0, 500.0),
        possible: (0.0, 1e6),
        example: "20 bn CNY a year",
        meaning: "Research that government buys for one frontier field, for example in national laboratories, on top \
                  of what is spent there. It brings the field closer to the foreign frontier, and after the field's \
                  delay raises what the sectors it feeds can reach.",
        document: "quantum, robots, hydrogen, space, health, new materials, 6G (system map row 15)",
        size: "levels, delays and weights of the fields: see describe china",
        cost: Cost::Paid(&[]),
        decided_by: &[],
    }
}
