//! The lines of the map.

use super::Sign::{Down, Up};
use super::{Line, ROUNDING, Settings, against, left, line, of};
use model::indicators::Indicator as I;

const QUOTA: Settings = &[("relending.quota", 1200.0), ("relending.additionality", 0.7)];
const CREDIT_SPENT: Settings = &[
    ("relending.quota", 5000.0),
    ("relending.additionality", 1.0),
    ("relending.spending_share", 0.5),
];
const CREDIT_SAVED: Settings = &[
    ("relending.quota", 5000.0),
    ("relending.additionality", 1.0),
    ("relending.spending_share", -0.1),
];
const CREDIT_KEPT: Settings = &[
    ("relending.quota", 5000.0),
    ("relending.additionality", 1.0),
    ("relending.spending_share", 0.0),
];
const SERVERS: Settings = &[
    ("technology.ai_capex", 500.0),
    ("technology.ai_import_content", 0.7),
];
const REPRICED: Settings = &[
    ("relending.quota", 1200.0),
    ("relending.additionality", 0.7),
    ("relending.repriced_share", 1.0),
];
const PASSED_ON: Settings = &[
    ("relending.quota", 1200.0),
    ("relending.additionality", 0.7),
    ("relending.repriced_share", 1.0),
    ("relending.pass_through", 0.9),
];
const BONDS: Settings = &[("bonds.target", 500.0)];
const USED: Settings = &[("ai.utilisation", 0.7)];
const FLEET: Settings = &[("fleet_speed", 0.02)];
const PERMITS: Settings = &[("driving.permits", 0.98), ("fleet_speed", 0.02)];
const MISSION: Settings = &[("research.mission.artificial_intelligence", 400.0)];
const FUND: Settings = &[("funds.size", 1000.0)];
const FAST: Settings = &[("ai.adoption_speed", 5.0)];
const OPEN: Settings = &[("ai.openness", 1.0)];
const NO_FEES: Settings = &[
    ("ai_licence_markup", 0.0),
    ("ai_open_cut", 0.0),
    ("ai_duplication", 0.0),
];
const BAN: Settings = &[("controls.coverage", 1.0)];
const AID: Settings = &[("support.cash", 0.02)];
const DEAF: Settings = &[("entry_response", 0.0), ("soft_budget", 0.0), ("exit_delay", 0.0)];
const AID_TO_DEAF: Settings = &[
    ("support.cash", 0.02),
    ("entry_response", 0.0),
    ("soft_budget", 0.0),
    ("exit_delay", 0.0),
];
const AID_NETWORK: Settings = &[
    ("support.cash", 0.02),
    ("support.network_view", 1.0),
    ("entry_response", 0.0),
    ("soft_budget", 0.0),
    ("exit_delay", 0.0),
];
const NEWS: Settings = &[("confidence.strength", 1.0), ("confidence.news", 0.003)];
const DEAF_TO_NEWS: Settings = &[("investment_per_announced", 0.0), ("spending_per_announced", 0.0)];

pub(super) const MAP: &[Line] = &[
    // Re-lending: what is drawn, and what it brings if it is additional.
    left(
        ROUNDING,
        line(
            1,
            QUOTA,
            (I::RELENDING_STOCK, Up),
            10,
            &[("relending_draw_speed", 0.0)],
        ),
    ),
    line(
        1,
        QUOTA,
        (of("eligible_loans"), Up),
        10,
        &[("relending.additionality", 0.0)],
    ),
    against(
        REPRICED,
        left(
            0.2,
            line(
                1,
                PASSED_ON,
                (of("eligible_rate"), Down),
                8,
                &[("certificate_spread", 0.0), ("relending.rate", 0.02)],
            ),
        ),
    ),
    // Banks: the mix of credit.
    line(
        2,
        QUOTA,
        (of("eligible_share"), Up),
        10,
        &[("relending.additionality", 0.0)],
    ),
    // Small technology firms: research, and the contested use of extra credit, both signs.
    line(
        3,
        &[("research.credit", 0.1)],
        (of("knowledge_stock"), Up),
        14,
        &[("user_cost_elasticity", 0.0)],
    ),
    line(
        3,
        &[("research.grants", 100.0)],
        (of("knowledge_stock"), Up),
        14,
        &[("grant_additionality", -1.0)],
    ),
    left(
        0.3,
        line(
            3,
            CREDIT_SPENT,
            (I::REAL_INVESTMENT, Up),
            8,
            &[("relending.spending_share", 0.0)],
        ),
    ),
    against(
        CREDIT_KEPT,
        line(
            3,
            CREDIT_SAVED,
            (I::REAL_INVESTMENT, Down),
            8,
            &[("relending.additionality", 0.0)],
        ),
    ),
    // The guidance fund.
    line(
        4,
        FUND,
        (of("venture_spending"), Up),
        14,
        &[("funds.crowd_in", -1.0)],
    ),
    line(
        4,
        FUND,
        (of("venture_technology"), Up),
        34,
        &[("exit_profit_yield", 0.0)],
    ),
    // Local partners who cannot pay their calls.
    against(
        FUND,
        line(
            5,
            &[("funds.size", 1000.0), ("funds.local_matching", 0.3)],
            (of("fund_drawn"), Down),
            14,
            &[("fund_local_share", 0.0)],
        ),
    ),
    // The bond board.
    line(
        6,
        BONDS,
        (of("technology_bonds"), Up),
        10,
        &[("bonds.spread", 0.06)],
    ),
    line(
        6,
        BONDS,
        (of("firm_credit"), Down),
        8,
        &[("bond_issue_speed", 0.0)],
    ),
    // The lottery: private managers lose fewer deals.
    against(
        FUND,
        line(
            7,
            &[("funds.size", 1000.0), ("funds.manager_quality", 1.0)],
            (of("venture_failures"), Down),
            30,
            &[("deal_manager_penalty", 0.0)],
        ),
    ),
    // Platforms build for the adoption they expect; servers are imported, in part through the products they contain.
    line(8, FAST, (of("compute"), Up), 14, &[("ai_capex_response", 0.0)]),
    left(
        0.1,
        line(
            8,
            FAST,
            (of("ai_capex_share"), Up),
            14,
            &[("ai_capex_response", 0.0)],
        ),
    ),
    left(
        0.65,
        line(
            8,
            SERVERS,
            (I::REAL_IMPORTS, Up),
            6,
            &[("technology.ai_import_content", 0.0)],
        ),
    ),
    // Adoption: a dip first, a gain later.
    line(
        9,
        FAST,
        (of("ai_adoption"), Up),
        14,
        &[("ai_own_adoption", 0.0), ("ai_peer_adoption", 0.0)],
    ),
    line(
        9,
        FAST,
        (of("ai_productivity"), Down),
        6,
        &[("ai_task_gain", 0.0)],
    ),
    line(9, FAST, (of("ai_productivity"), Up), 30, &[("ai_task_gain", 0.0)]),
    // Open models: cheaper use; research by the switch, both signs.
    line(10, OPEN, (of("licence_income"), Down), 8, NO_FEES),
    line(10, OPEN, (of("ai_research"), Down), 8, NO_FEES),
    against(
        OPEN,
        line(
            10,
            &[("ai.openness", 1.0), ("ai.free_riding", 0.0)],
            (of("ai_research"), Up),
            8,
            NO_FEES,
        ),
    ),
    // Compute: its use and return, adoption where it is cheap, and public debt for what government builds.
    left(
        0.03,
        line(11, USED, (of("ai_adoption"), Up), 20, &[("ai_compute_cost", 0.0)]),
    ),
    line(
        11,
        USED,
        (of("compute_return"), Up),
        8,
        &[("ai_gross_return", 0.0)],
    ),
    against(
        &[("technology.ai_capex", 500.0)],
        line(
            11,
            &[("technology.ai_capex", 500.0), ("ai.public_share", 1.0)],
            (I::PUBLIC_DEBT, Up),
            10,
            &[("technology.ai_capex", 0.0)],
        ),
    ),
    // Driverless cars; the fleet grows fast enough to displace one agent.
    against(
        FLEET,
        line(
            12,
            PERMITS,
            (of("displaced_drivers"), Up),
            14,
            &[("fleet_speed", 0.0)],
        ),
    ),
    against(
        FLEET,
        line(12, PERMITS, (of("ride_price"), Down), 14, &[("fleet_speed", 0.0)]),
    ),
    // Accidents: cities suspend permits, and fleets grow less.
    against(
        FLEET,
        line(
            12,
            PERMITS,
            (of("permits_suspended"), Up),
            14,
            &[("accident_rate", 0.0)],
        ),
    ),
    against(
        PERMITS,
        line(
            12,
            &[
                ("driving.permits", 0.98),
                ("fleet_speed", 0.02),
                ("driving.accident_risk", 9.0),
            ],
            (of("driverless_share"), Down),
            14,
            &[("accident_rate", 0.0)],
        ),
    ),
    // Electric vehicles: support sells them, idle plant goes abroad at a lower price.
    line(
        13,
        &[("vehicles.support", 0.1)],
        (of("electric_share"), Up),
        10,
        &[("electric_price_response", 0.0)],
    ),
    left(
        0.05,
        line(
            13,
            &[("vehicles.expansion", 0.1)],
            (of("vehicle_exports"), Up),
            14,
            &[("price_war", 0.0)],
        ),
    ),
    // Chips: imports and cost, and both signs of the gap by what is replaced at home.
    line(
        14,
        BAN,
        (of("chip_imports"), Down),
        10,
        &[("controlled_product", 0.0)],
    ),
    line(
        14,
        BAN,
        (of("hardware_cost"), Up),
        10,
        &[("ai_hardware_content", 0.0)],
    ),
    line(
        14,
        &[("controls.coverage", 1.0), ("controls.substitutes", 0.0)],
        (of("chip_gap"), Up),
        14,
        &[("lost_collaboration", 0.0)],
    ),
    line(
        14,
        &[("controls.coverage", 1.0), ("controls.substitutes", 1.0)],
        (of("chip_gap"), Down),
        14,
        &[("substitute_learning", 0.0), ("lost_collaboration", 0.0)],
    ),
    // Frontier fields; what is bought for them also moves demand, and with it who is in the market.
    left(
        0.1,
        line(
            15,
            MISSION,
            (of("technology_index"), Up),
            20,
            &[("fields.feeds", 0.0)],
        ),
    ),
    // Robots.
    line(
        16,
        &[("robots.price", -0.4)],
        (of("robot_density"), Up),
        10,
        &[("robot_speed", 0.0)],
    ),
    // Support: more firms, and worse ones; the network view gives productivity the other sign.
    left(0.3, line(17, AID, (of("favoured_firms"), Up), 26, DEAF)),
    // Support also moves who fails and how old plant is; what it does through entry is read against support without it.
    against(
        AID_TO_DEAF,
        line(17, AID, (of("firm_efficiency"), Down), 30, DEAF),
    ),
    against(
        AID_TO_DEAF,
        line(
            17,
            AID_NETWORK,
            (of("firm_efficiency"), Up),
            26,
            &[("network_gain", 0.0)],
        ),
    ),
    // State firms: payout, research, survival.
    line(
        18,
        &[("state_firms.payout", 0.3)],
        (of("state_dividends"), Up),
        8,
        &[("state_share", 0.0)],
    ),
    line(
        18,
        &[("state_firms.research_mandate", 0.02)],
        (of("research_intensity"), Up),
        8,
        &[("state_share", 0.0)],
    ),
    line(
        18,
        &[("state_firms.research_mandate", 0.02)],
        (of("state_research"), Up),
        8,
        &[("state_share", 0.0)],
    ),
    line(
        18,
        &[("state_firms.soft_budget", 1.0)],
        (I::EXITS, Down),
        20,
        &[("state_share", 0.0)],
    ),
    // Confidence, off by default.
    line(33, NEWS, (I::REAL_INVESTMENT, Up), 6, DEAF_TO_NEWS),
    line(33, NEWS, (I::REAL_CONSUMPTION, Up), 6, DEAF_TO_NEWS),
];
