//! What decides the effect of a lever without a firm source: the assumptions on which the sign or the size of a result
//! hangs. Whoever pulls the lever is shown them, with the value used and the range that is admitted.

/// Levers, by path, and what decides their effect: paths of further levers, and ids of parameters (those without a dot).
const DECISIVE: &[(&[&str], &[&str])] = &[
    (
        &["relending.quota", "relending.rate"],
        &[
            "relending.additionality",
            "relending.spending_share",
            "relending.pass_through",
            "relending.crowd_out",
            "spending_on_research",
            "bank_capital_target",
            "bank_capital_minimum",
        ],
    ),
    (
        &["funds.size"],
        &[
            "funds.raised_share",
            "funds.crowd_in",
            "deal_tail_exponent",
            "deal_manager_penalty",
            "knowledge_spillover",
        ],
    ),
    (
        &["bonds.target"],
        &[
            "bonds.new_money_share",
            "spending_on_research",
            "bank_capital_target",
        ],
    ),
    (
        &["technology.ai_capex", "ai.leader_capex"],
        &[
            "technology.ai_import_content",
            "ai_task_gain",
            "ai_exposure_mean",
            "ai_utilisation",
            "ai_gross_return",
        ],
    ),
    (
        &["ai.utilisation"],
        &[
            "ai_gross_return",
            "ai_price_elasticity",
            "ai_compute_cost",
            "ai_task_gain",
        ],
    ),
    (
        &[
            "ai.adoption_speed",
            "ai.adoption_ceiling",
            "ai.skills",
            "ai.access",
        ],
        &[
            "ai_task_gain",
            "ai_exposure_mean",
            "ai_gain_quarters",
            "ai_dip",
            "ai_reinstated",
            "ai_skill_share",
            "ai_small_access",
        ],
    ),
    (
        &["ai.openness", "ai.licence_markup"],
        &[
            "ai_open_cut",
            "ai.free_riding",
            "ai_quality_elasticity",
            "ai_duplication",
            "ai_task_gain",
            "knowledge_spillover",
        ],
    ),
    (
        &["research.credit", "research.grants"],
        &[
            "relabelled_share",
            "user_cost_elasticity",
            "grant_additionality",
            "knowledge_spillover",
        ],
    ),
    (
        &["support.cash", "support.tax", "support.land", "support.credit"],
        &[
            "entry_response",
            "exit_delay",
            "soft_budget",
            "untied_share",
            "support.network_view",
        ],
    ),
    (
        &[
            "state_firms.payout",
            "state_firms.research_mandate",
            "state_firms.soft_budget",
        ],
        &["knowledge_spillover", "soft_budget", "state_preference"],
    ),
    (
        &["controls.coverage"],
        &[
            "controls.substitutes",
            "controls.markup",
            "controls.lost_collaboration",
            "controls.induced_research",
            "research_exposure",
            "controlled_product",
            "knowledge_spillover",
        ],
    ),
    (
        &["vehicles.support", "vehicles.expansion"],
        &[
            "support_pass_through",
            "electric_price_response",
            "price_war",
            "vehicle_export_elasticity",
        ],
    ),
    (
        &["robots.price"],
        &[
            "robot_workers",
            "robot_price",
            "robot_hurdle",
            "robot_spread",
            "robot_speed",
        ],
    ),
    (
        &[
            "driving.permits",
            "driving.unit_cost",
            "driving.accident_risk",
            "driving.retraining",
        ],
        &[
            "exposed_drivers",
            "driverless_cost",
            "driverless_cost_fall",
            "fleet_speed",
            "driver_pay_share",
            "accident_rate",
            "suspension_quarters",
        ],
    ),
    (
        &["confidence.strength", "confidence.news"],
        &[
            "investment_per_announced",
            "spending_per_announced",
            "sentiment_contagion",
        ],
    ),
    (
        &["trade.export_tariff", "world.demand"],
        &["export_elasticity", "exchange_rate_adjustment"],
    ),
    (
        &[
            "government.purchases",
            "government.public_investment",
            "household.transfers",
            "tax.consumption",
        ],
        &["order_response", "wealth_response", "unmet_orders_imported"],
    ),
];

/// All ids of parameters that are named.
pub fn parameters() -> impl Iterator<Item = &'static str> {
    let all = DECISIVE.iter().flat_map(|(_, deciding)| deciding.iter());
    all.copied().filter(|id| !id.contains('.'))
}

/// What decides the effect of the lever at `path`; empty for a lever that is itself such an assumption, or whose effect
/// rests on no single one.
pub fn of(path: &str) -> &'static [&'static str] {
    DECISIVE
        .iter()
        .find(|(levers, _)| levers.contains(&path))
        .map_or(&[], |(_, deciding)| deciding)
}

#[cfg(test)]
mod tests {
    use super::DECISIVE;
    use crate::levers::LEVERS;

    #[test]
    fn every_path_is_a_lever_named_once() {
        let known = |path: &&str| LEVERS.iter().any(|lever| lever.path == *path);
        let mut seen = Vec::new();
        for (levers, deciding) in DECISIVE {
            for lever in *levers {
                assert!(known(lever), "{lever}");
                assert!(!seen.contains(lever), "{lever} twice");
                seen.push(lever);
            }
            for path in deciding.iter().filter(|id| id.contains('.')) {
                assert!(known(path), "{path}");
            }
        }
    }
}
