//! Levers of the core: those that every economy has.

use crate::declare::levers;

levers! {
    /// Public spending, taxes, the central bank, the world, AI spending and productivity.
    pub struct Policy in "core";

    government_purchases = "government.purchases" {
        title: ("Government purchases", "政府购买"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.05, 0.10),
        possible: (-0.15, 0.5),
        example: "1 % of GDP",
        meaning: "Goods and services that government buys on top of its plan, as a share of the nominal GDP expected \
                  for the quarter; paid from the budget, so debt follows.",
        document: "2025 stimulus of about 2 trillion yuan (CL047); E14",
        size: "1.48 % of 2024 GDP in all; multiplier 0.5 to 1.4 (C24, IMF WP/17/273)",
        cost: Cost::Paid(&[]),
        decided_by: &["order_response", "wealth_response", "unmet_orders_imported"],
    }
    public_investment = "government.public_investment" {
        title: ("Public investment", "政府投资"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.05, 0.10),
        possible: (-0.15, 0.5),
        example: "0.4 % of GDP",
        meaning: "Fixed investment of government on top of its plan, as a share of the nominal GDP expected for the \
                  quarter.",
        document: "local special bonds inside the 2025 stimulus (CL047), data centres (CL053, CL072); E14",
        size: "0.5 trillion yuan of extra special bonds is 0.37 % of GDP; multiplier 0.5 to 1.4 (C24)",
        cost: Cost::Paid(&[]),
        decided_by: &["order_response", "wealth_response", "unmet_orders_imported"],
    }
    household_transfers = "household.transfers" {
        title: ("Transfers to households", "居民转移支付"),
        unit: ShareOfGdp,
        neutral: (0.0),
        range: (-0.05, 0.10),
        possible: (-0.15, 0.5),
        example: "1 % of GDP",
        meaning: "Money paid to households on top of existing benefits, as a share of the nominal GDP expected for \
                  the quarter; spread per head, or by the weights in household.transfer_weight.",
        document: "consumer support in the 2025 stimulus (CL006, CL047, CL060); E14",
        size: "trade-in money of 300 bn yuan is 0.22 % of GDP; transfers beat investment by 0 to 0.8 (C24, IMF 2023)",
        cost: Cost::Paid(&[]),
        decided_by: &["order_response", "wealth_response", "unmet_orders_imported"],
    }
    transfer_weights = "household.transfer_weight.GROUP" {
        title: ("Weight of a household group in transfers", "群体转移支付权重"),
        unit: Ratio,
        neutral: (1.0 along Groups),
        range: (0.0, 10.0),
        possible: (0.0, 1e6),
        example: "0",
        meaning: "Weight per head of one household group in the added transfers, relative to the other groups; 1 for \
                  all is untargeted, 0 leaves the group out. Acts only through household.transfers.",
        document: "call for means-tested support and for migrants' services (CL020, CL021); E14",
        size: "a choice of the user; no study gives weights",
        cost: Cost::Shapes("says who gets the transfers, not how much"),
        decided_by: &[],
    }
    consumption_tax = "tax.consumption" {
        title: ("Tax on household consumption", "居民消费税率变动"),
        unit: Change,
        neutral: (0.0),
        range: (-0.10, 0.20),
        possible: (-0.5, 2.0),
        example: "-1 pp",
        meaning: "Change in the tax on household consumption, as a share of the price before tax; minus is a cut.",
        document: "no document names it; the common alternative to consumer support (E14)",
        size: "a choice of the user; multiplier of revenue inside C24",
        cost: Cost::Paid(&[]),
        decided_by: &["order_response", "wealth_response", "unmet_orders_imported"],
    }
    policy_rate_shift = "central_bank.rate_shift" {
        title: ("Shift of the policy rate", "政策利率调整"),
        unit: RatePerYear,
        neutral: (0.0),
        range: (-0.03, 0.05),
        possible: (-0.5, 1.0),
        example: "100 bp",
        meaning: "Added to the policy rate that the central bank's rule gives, percentage points per year.",
        document: "no document gives a path; a standard impulse",
        size: "100 basis points, the usual unit of comparison between models",
        cost: Cost::Free("a rate: what it moves in the budget is interest"),
        decided_by: &[],
    }
    policy_rate_peg = "central_bank.rate" {
        title: ("Policy rate held at a value", "固定政策利率"),
        unit: RatePerYear,
        neutral: (absent),
        range: (0.0, 0.10),
        possible: (-0.05, 1.0),
        example: "1.4 %",
        meaning: "Holds the policy rate at this value, per year; absent (or \"neutral\") lets the rule decide. \
                  Cannot be combined with central_bank.rate_shift in the same quarter.",
        document: "no document gives a path; for users with a rate path of their own",
        size: "seven-day reverse repo of the People's Bank of China: 1.5 % at the end of 2024",
        cost: Cost::Free("a rate: what it moves in the budget is interest"),
        decided_by: &[],
    }
    capital_requirement = "bank.capital_requirement" {
        title: ("Capital that banks must hold, against the usual", "银行资本要求倍数"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.7, 1.4),
        possible: (0.1, 10.0),
        example: "1.125",
        meaning: "Multiplies the capital over loans below which a bank lends no more, and the capital that it aims at; \
                  1.125 makes of 8 % a minimum of 9 %.",
        document: "no document gives a path; the counter-cyclical buffer of supervisors",
        size: "a buffer of up to 2.5 points on 10.5 %, Basel III; zero in China since 2020",
        cost: Cost::Free("banks pay out less until they hold it"),
        decided_by: &["bank_capital_minimum", "premium_capital", "standard_capital"],
    }
    provisioning = "bank.provisioning" {
        title: ("Cover of bad loans, against the usual", "不良贷款拨备要求倍数"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 2.0),
        possible: (0.0, 10.0),
        example: "1.5",
        meaning: "Multiplies the part of bad loans beyond the usual that bank capital must cover; 0 lets banks look away.",
        document: "no document gives a path; supervisors move the required cover in slumps",
        size: "required cover between 120 and 150 % since 2018 instead of 150 % (China Banking Regulatory Commission)",
        cost: Cost::Free("banks pay out less until they have covered"),
        decided_by: &["provision_cover", "bank_capital_adjustment"],
    }
    credit_window = "bank.credit_window" {
        title: ("Window guidance on lending", "信贷窗口指导"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.7, 1.3),
        possible: (0.0, 10.0),
        example: "0.9",
        meaning: "Multiplies what every bank lends against plant and earnings: the quantity tool of a central bank \
                  that tells banks how much to lend; what firms owe beyond it is called in step by step.",
        document: "no document names it; the general counterpart of targeted re-lending (E01)",
        size: "a choice of the user; no study gives the size of window guidance in these terms",
        cost: Cost::Free("banks lend their own money"),
        decided_by: &["loan_norm_multiple", "recall"],
    }
    paid_hours = "labour.paid_hours" {
        title: ("Hours that contracts pay for", "合同保底工时变动"),
        unit: Change,
        neutral: (0.0),
        range: (-0.40, 0.02),
        possible: (-1.0, 0.5),
        example: "-10 pp",
        meaning: "Change in the part of normal hours that firms pay whatever the work; minus is short-time work, whose \
                  cost the staff bears.",
        document: "no document names it; stabilising jobs in a slump",
        size: "a choice of the user; China has no such scheme",
        cost: Cost::Free("staff earn less"),
        decided_by: &["paid_hours_floor", "fixed_staff"],
    }
    dismissals = "labour.dismissals" {
        title: ("Staff that may be dismissed, against the usual", "裁员上限倍数"),
        unit: Ratio,
        neutral: (1.0),
        range: (0.0, 4.0),
        possible: (0.0, 100.0),
        example: "0.5",
        meaning: "Multiplies the largest part of its staff that a firm dismisses in a quarter; 0 forbids dismissals.",
        document: "no document names it; stabilising jobs in a slump",
        size: "a choice of the user",
        cost: Cost::Free("firms pay staff that they do not need"),
        decided_by: &["dismissal_limit"],
    }
    world_demand = "world.demand" {
        title: ("World demand", "世界需求"),
        unit: Change,
        neutral: (0.0),
        range: (-0.30, 0.30),
        possible: (-0.95, 5.0),
        example: "-5 %",
        meaning: "Change in world demand for the country's exports against its path, at unchanged prices.",
        document: "external shocks and derisking (documents 2 and 5); no figure given",
        size: "5 %, the impulse on which the growth core was tried",
        cost: Cost::Free("the world's"),
        decided_by: &["export_elasticity", "exchange_rate_adjustment"],
    }
    export_tariff = "trade.export_tariff" {
        title: ("Tariff faced by exports", "出口面临的关税"),
        unit: Change,
        neutral: (0.0),
        range: (-0.10, 1.0),
        possible: (-0.5, 10.0),
        example: "3 %",
        meaning: "Tariff that foreign buyers pay on all exports on top of today's, as a share of the price. A tariff \
                  of one partner enters with that partner's share of exports (United States: about 15 %).",
        document: "tariff threats of 2025 (CL002, CL086); E09",
        size: "20 to 60 points on the United States; pass-through near 1 (C19), elasticity from the pack",
        cost: Cost::Free("foreign governments raise it from foreign buyers"),
        decided_by: &["export_elasticity", "exchange_rate_adjustment"],
    }
    ai_capex = "technology.ai_capex" {
        title: ("Corporate spending on AI capital", "企业人工智能资本开支"),
        unit: MoneyPerYear,
        neutral: (0.0),
        range: (0.0, 3000.0),
        possible: (0.0, 1e6),
        example: "500 bn CNY a year",
        meaning: "Extra spending of firms on servers, chips and data centres, money per year at current prices; a \
                  quarter of it falls in each quarter.",
        document: "a platform's 380 bn yuan over three years (CL013) and 500 bn of further spending (CL015); E04",
        size: "500 to 1,000 bn yuan a year in all of China (C06)",
        cost: Cost::Paid(&[]),
        decided_by: &["technology.ai_import_content", "ai_task_gain", "ai_exposure_mean", "ai_utilisation",
            "ai_gross_return"],
    }
    ai_import_content = "technology.ai_import_content" {
        title: ("Import content of AI capital", "人工智能资本的进口比重"),
        unit: Ratio,
        neutral: (0.0),
        range: (0.0, 1.0),
        possible: (0.0, 1.0),
        example: "40 %",
        meaning: "Part of technology.ai_capex that is bought abroad; the rest is made at home.",
        document: "not mentioned where the growth effect is claimed (CL015); E04",
        size: "0.2 to 0.7, centre 0.4 (C06, judgement)",
        cost: Cost::Shapes("says where AI capital is made"),
        decided_by: &[],
    }
    productivity = "productivity.level" {
        title: ("Level of labour productivity", "劳动生产率水平"),
        unit: Change,
        neutral: (0.0),
        range: (-0.20, 0.20),
        possible: (-0.9, 5.0),
        example: "1 %",
        meaning: "Change in the level of labour productivity of every firm; an impulse for study, not a policy.",
        document: "technology as the engine of growth (all five documents); no figure given",
        size: "1 %, the impulse on which the growth core was tried",
        cost: Cost::Free("an experiment of thought"),
        decided_by: &[],
    }
}
