//! Levers of artificial intelligence.

use crate::declare::levers;

levers! {
    /// Compute, adoption and models. Spending and its import content are among the levers of the core.
    pub struct Policy in "ai";

    leader_capex = "ai.leader_capex" {
        title: ("AI capital spending announced by the largest platform", "头部平台宣布的人工智能资本开支"),
        unit: MoneyPerYear,
        neutral: (0.0),
        range: (0.0, 1000.0),
        possible: (0.0, 1e6),
        example: "126.7 bn CNY a year",
        meaning: "Extra spending of one platform firm on servers, chips and data centres, money per year; its rivals \
                  answer by the parameter ai_rivals_response.",
        document: "a platform's 380 bn yuan over three years (CL013); E04",
        size: "380 bn over three years; the answer of rivals is an assumption",
        cost: Cost::Paid(&[]),
        decided_by: &["technology.ai_import_content", "ai_task_gain", "ai_exposure_mean", "ai_utilisation",
            "ai_gross_return"],
    }
    public_share = "ai.public_share" {
        title: ("Public share of extra compute", "新增算力的政府出资比例"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "30 %",
        meaning: "Part of technology.ai_capex that government and its vehicles pay and own; acts only with that \
                  spending.",
        document: "data centres of local governments (CL053, CL072); E07",
        size: "a choice of the user; local shares are not published",
        cost: Cost::Paid(&["technology.ai_capex=500 bn CNY a year"]),
        decided_by: &[],
    }
    utilisation = "ai.utilisation" {
        title: ("Share of compute that reaches users", "可达用户的算力比例"),
        unit: Ratio,
        neutral: (absent),
        range: (0.1, 1.0),
        possible: (0.01, 1.0),
        example: "70 %",
        meaning: "Share of compute capacity that can be brought to users; absent (or \"neutral\") leaves today's, \
                  the parameter ai_utilisation. Less is used if the price falls to the cost of electricity.",
        document: "idle data centres and their use (CL053, CL072); E07",
        size: "0.2 to 0.7, today near 0.3 (C09)",
        cost: Cost::Free("an assumption about users of compute"),
        decided_by: &["ai_gross_return", "ai_price_elasticity", "ai_compute_cost", "ai_task_gain"],
    }
    adoption_speed = "ai.adoption_speed" {
        title: ("Speed of AI adoption", "人工智能应用速度"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.25, 8.0),
        possible: (0.0, 100.0),
        example: "2.1",
        meaning: "Chance that a firm adopts artificial intelligence, over the baseline's.",
        document: "faster adoption as a priority of 2025 (CL049); E05",
        size: "0.1 to 0.7 of production by 2030, centre 0.3 (C08)",
        cost: Cost::Free("an assumption about firms"),
        decided_by: &["ai_task_gain", "ai_exposure_mean", "ai_gain_quarters", "ai_dip", "ai_reinstated",
            "ai_skill_share", "ai_small_access"],
    }
    adoption_ceiling = "ai.adoption_ceiling" {
        title: ("Ceiling of AI adoption", "人工智能应用上限"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.1, 1.0),
        possible: (0.001, 1.0),
        example: "50 %",
        meaning: "Share of the firms of a sector beyond which adoption does not go.",
        document: "not mentioned in the documents; E05",
        size: "a choice of the user",
        cost: Cost::Free("an assumption about firms"),
        decided_by: &["ai_task_gain", "ai_exposure_mean", "ai_gain_quarters", "ai_dip", "ai_reinstated",
            "ai_skill_share", "ai_small_access"],
    }
    skills = "ai.skills" {
        title: ("Staff trained to use AI", "人工智能技能培训人员比例"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 0.1),
        possible: (0.0, 1.0),
        example: "5 pp",
        meaning: "Staff trained in addition to those with the skills at the opening, share of all; government pays \
                  the courses (ai_training_cost) when the share rises, and what has been learnt is kept.",
        document: "talents and courses for artificial intelligence (system map rows 9 and 19); E05",
        size: "a choice of the user",
        cost: Cost::Paid(&[]),
        decided_by: &["ai_task_gain", "ai_exposure_mean", "ai_gain_quarters", "ai_dip", "ai_reinstated",
            "ai_skill_share", "ai_small_access"],
    }
    access = "ai.access" {
        title: ("Access of small firms to compute and models", "中小企业获取算力与模型的程度"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "50 %",
        meaning: "Part of the lag of small and medium firms behind large ones in reaching compute and models that is \
                  closed; who pays for it is left open.",
        document: "computing infrastructure and open models for all firms (CL051, CL053); E05",
        size: "a choice of the user; today's lag is the parameter ai_small_access",
        cost: Cost::Free("an assumption about small firms; what closes the gap is priced where it is paid"),
        decided_by: &["ai_task_gain", "ai_exposure_mean", "ai_gain_quarters", "ai_dip", "ai_reinstated",
            "ai_skill_share", "ai_small_access"],
    }
    openness = "ai.openness" {
        title: ("Openness of AI models", "人工智能模型开放程度"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "1",
        meaning: "0: models are licensed as today; 1: their weights are open, so the mark-up falls away, use is \
                  cheaper and research is not done twice.",
        document: "a system of open models, redundancy curbed (CL051, CL054, CL055); E06",
        size: "cut of fixed cost 0.1 to 0.6 (C10, judgement)",
        cost: Cost::Free("a choice of model providers"),
        decided_by: &["ai_open_cut", "ai.free_riding", "ai_quality_elasticity", "ai_duplication",
            "ai_task_gain", "knowledge_spillover"],
    }
    free_riding = "ai.free_riding" {
        title: ("Free-riding on open models", "开放模型的搭便车程度"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "0",
        meaning: "1: users of open models leave research to others; 0: they put into upkeep what they save in fees. \
                  Acts only with ai.openness; the sign of openness on private research is contested.",
        document: "not mentioned in the documents; E06",
        size: "0 or 1, sign open in the literature",
        cost: Cost::Free("a view of what open models do"),
        decided_by: &[],
    }
    licence_markup = "ai.licence_markup" {
        title: ("Mark-up on model licences", "模型许可加成"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 2.0),
        possible: (0.0, 100.0),
        example: "0.5",
        meaning: "Mark-up that providers put on licences, over today's.",
        document: "not mentioned in the documents; E06",
        size: "no study gives a size; today's mark-up is the parameter ai_licence_markup",
        cost: Cost::Free("a price between firms"),
        decided_by: &["ai_open_cut", "ai.free_riding", "ai_quality_elasticity", "ai_duplication",
            "ai_task_gain", "knowledge_spillover"],
    }
}
