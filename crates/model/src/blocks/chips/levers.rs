//! Levers of chips and export controls.

use crate::declare::levers;

levers! {
    /// Controls on chips and the assumptions that decide their sign.
    pub struct Policy in "chips";

    coverage = "controls.coverage" {
        title: ("Coverage of chip export controls", "芯片出口管制覆盖率"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "1",
        meaning: "Part of the named inputs (chips, tools and software in imports of electronics) that foreign \
                  suppliers may no longer sell; users live from their store, then from substitutes and third \
                  countries.",
        document: "self-sufficiency under export controls (documents 1, 2 and 5); E10",
        size: "a choice of the user, 1 is the ban of E10",
        cost: Cost::Free("foreign governments' controls"),
        decided_by: &["controls.substitutes", "controls.markup", "controls.lost_collaboration",
            "controls.induced_research", "research_exposure", "controlled_product", "knowledge_spillover"],
    }
    markup = "controls.markup" {
        title: ("Mark-up on controlled inputs", "受管制投入品加价率"),
        unit: Ratio,
        neutral: (0.4),
        range: (0.1, 1.5),
        possible: (0.0, 10.0),
        example: "100 %",
        meaning: "Extra cost of substitutes and of the way through third countries before home makers learn. Acts \
                  only with controls.coverage.",
        document: "not mentioned in the documents; E10",
        size: "0.1 to 1.5, centre 0.4 (C20, judgement)",
        cost: Cost::Free("what controls cost buyers, who pay it in prices"),
        decided_by: &[],
    }
    substitutes = "controls.substitutes" {
        title: ("Barred inputs replaced at home", "受管制投入品国产替代比例"),
        unit: Ratio,
        neutral: (0.3),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "100 %",
        meaning: "Part of the barred purchases that home makers replace; the rest comes through third countries. \
                  Decides the sign for output: with 1 controls work like import substitution. Acts only with \
                  controls.coverage.",
        document: "document 2 takes full self-sufficiency for granted; E10",
        size: "no source; 0.3 assumed, 0 to 1 to be shown",
        cost: Cost::Free("an assumption about home makers"),
        decided_by: &[],
    }
    lost_collaboration = "controls.lost_collaboration" {
        title: ("Weight of lost collaboration", "合作中断渠道权重"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 1.0),
        possible: (0.0, 10.0),
        example: "0",
        meaning: "Weight of the channel by which controls lower the chance of innovation in electronics, software \
                  and electrical equipment; 0 switches it off. Acts only with controls.coverage.",
        document: "contested; E10",
        size: "-10 % of patents at 1 (C20, World Bank WP 10950)",
        cost: Cost::Free("a view of what controls do"),
        decided_by: &[],
    }
    induced_research = "controls.induced_research" {
        title: ("Weight of induced research", "管制诱发研发渠道权重"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 10.0),
        example: "1",
        meaning: "Weight of the channel by which treated firms answer controls with research of their own; 0 \
                  switches it off. Acts only with controls.coverage.",
        document: "document 2: controls made China self-sufficient; E10",
        size: "+49 % of research of treated firms at 1 (C20, CEPR DP20690)",
        cost: Cost::Free("a view of what controls do; firms pay"),
        decided_by: &[],
    }
}
