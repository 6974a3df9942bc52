//! Bounds of meaning: what no parameter of an economy can be, whatever range its pack states and whoever forces it. The
//! range of a pack says where the model was tried; these bounds say where its rules still mean something: an integer can
//! be counted, a chance is one, a divisor is not zero, a logarithm has an argument.

use crate::economy::Parameter;
use std::collections::BTreeMap;

/// Smallest and largest value of a parameter that mean anything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    /// Smallest value, of each sector if there are several.
    pub least: f64,
    /// Largest value, of each sector if there are several.
    pub most: f64,
    /// Smallest factor on the values of all sectors.
    pub least_factor: f64,
}

/// What of a parameter has no meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaningless {
    /// The stated numbers leave `from` to `to`.
    Stated {
        /// Smallest that means anything.
        from: f64,
        /// Largest that means anything.
        to: f64,
    },
    /// The number of a sector leaves 0 to `most` once it is multiplied by the largest stated number.
    Sector {
        /// Number of the sector.
        value: f64,
        /// Largest product that means anything.
        most: f64,
    },
}

/// Largest factor on the values of all sectors.
const LARGEST_FACTOR: f64 = 100.0;
/// Smallest such factor where the rules divide by the sum of the sectors.
const SMALLEST_DIVISOR: f64 = 0.001;

/// Parameters by sector whose sum is divided by.
const DIVIDED_BY_SUM: &[&str] = &[
    "ai_complement",
    "ai_electricity_goods",
    "ai_exposure",
    "deal_field",
    "driverless_bundle",
    "fund_services",
    "research_goods",
    "research_share",
    "robot_bundle",
    "support_weight",
];

/// Units of parameters with the smallest and largest value that means anything. `MONEY` is the pack's currency.
const UNITS: &[(&str, f64, f64)] = &[
    ("ratio", -1.0, 1_000.0),
    ("share", 0.0, 1.0),
    ("weights", 0.0, 1.0),
    ("share of GDP", 0.0, 1.0),
    ("share of annual GDP per unit of surprise", 0.0, 1.0),
    ("per quarter", -1.0, 2.0),
    ("per year", -0.5, 1.0),
    ("per quarter per unit of unemployment gap", 0.0, 1.0),
    ("quarters", 0.0, 400.0),
    ("quarters of sales", 0.0, 20.0),
    ("quarters of use", 0.0, 20.0),
    ("quarters of the opening's electric output", 0.0, 400.0),
    ("quarters of the opening's home output", 0.0, 400.0),
    ("years", 0.0, 100.0),
    ("rounds", 1.0, 100.0),
    ("number", 0.0, 1_000.0),
    ("firms", 1.0, 100_000.0),
    ("cities", 0.0, 10_000.0),
    ("thousand", 0.0, 1e6),
    ("millions", 0.0, 10_000.0),
    ("millions per quarter", 0.0, 10_000.0),
    ("persons (agents)", 1.0, 10_000.0),
    ("persons per robot", 0.0, 100.0),
    ("persons per vehicle", 0.0, 100.0),
    ("robots per person", 0.0, 10.0),
    ("efficiency units of staff agents", 0.0, 10_000.0),
    ("elasticity", 0.0, 20.0),
    ("exponent", 0.0, 10.0),
    ("log", 0.0, 10.0),
    ("log standard deviation", 0.0, 3.0),
    ("log odds per log of price", 0.0, 20.0),
    ("log odds per year", 0.0, 10.0),
    ("log per unit of use", 0.0, 10.0),
    ("log productivity per unit of support over sales", 0.0, 20.0),
    ("ratio per doubling", 0.0, 1.0),
    ("ratio per unit of the annual real rate", 0.0, 50.0),
    ("ratio per unit of unemployment gap", 0.0, 50.0),
    ("ratio to imports of the product", 0.0, 1.0),
    ("ratio to the sector's imports of the product", 0.0, 1.0),
    ("ratio to its research", 0.0, 1.0),
    ("ratio to output", 0.0, 1.0),
    ("ratio to sales", 0.0, 2.0),
    ("ratio to persons at work", 0.0, 1.0),
    ("ratio to spending", 0.0, 1.0),
    ("per billion km", 0.0, 100_000.0),
    ("thousand km per year", 0.0, 1_000.0),
    ("tonnes of CO2 per year", 0.0, 100.0),
    ("TWh per year", 0.0, 100_000.0),
    ("yuan a year per yuan", 0.0, 10.0),
    ("money per kWh", 0.0, 1_000.0),
    ("bn MONEY", 0.0, 1e6),
    ("billion MONEY", 0.0, 1e6),
    ("thousand MONEY", 0.0, 1e6),
    ("thousand MONEY per person and quarter", 0.0, 1e4),
];

/// Parameters that are parts of a whole, chances or tax rates: nothing below 0 or above 1 means anything.
const SHARES: &[&str] = &[
    "ai_capex_from_cash",
    "ai_complement",
    "ai_compute_cost",
    "ai_dip",
    "ai_duplication",
    "ai_electricity_goods",
    "ai_exposure",
    "ai_hardware_content",
    "ai_licence_cost",
    "ai_licence_fee",
    "ai_opening_adopters",
    "ai_platform_share",
    "ai_reinstated",
    "ai_skill_share",
    "ai_skills",
    "ai_small_access",
    "bank_capital_minimum",
    "bank_capital_target",
    "bank_payout",
    "bank_tax_base",
    "benefit_replacement",
    "bond_household_share",
    "capital_share",
    "cash_floor",
    "collaborating",
    "consumption_floor",
    "contribution_rate",
    "deal_loss_share",
    "deal_safe_loss_share",
    "deposit_pass_through",
    "exit_trade_sale",
    "fund_local_share",
    "growth_anchor_weight",
    "imitation_step",
    "inflation_anchor_weight",
    "knowledge_national",
    "loan_to_value_floor",
    "loss_given_default",
    "loss_given_exit",
    "lost_collaboration",
    "natural_unemployment",
    "order_response",
    "owner_depth",
    "own_cost_weight",
    "pension_share",
    "pilot_permits",
    "research_exposure",
    "research_intensity",
    "robot_imported",
    "secured_norm_ceiling",
    "spending_on_research",
    "state_payout",
    "state_share",
    "support_lobbied",
    "support_pass_through",
    "tradable_threshold",
    "unmet_orders_imported",
    "untied_share",
];

/// Parameters whose rules need more than their unit says: what is divided by, rooted, raised to a power, put into a
/// logarithm or counted. With the smallest and largest value.
const NARROWER: &[(&str, f64, f64)] = &[
    // Divisors.
    ("ai_depreciation", 0.001, 1.0),
    ("ai_dip_quarters", 1.0, 400.0),
    ("ai_exposure_mean", 0.001, 1.0),
    ("ai_gain_quarters", 1.0, 400.0),
    ("ai_other_use", 0.001, 100.0),
    ("ai_price_elasticity", 0.05, 20.0),
    ("ai_skills_mean", 0.001, 1.0),
    ("ai_utilisation", 0.01, 1.0),
    ("deal_rounds", 1.0, 100.0),
    ("deal_safe_tail_exponent", 0.05, 10.0),
    ("deal_size", 0.001, 1e6),
    ("deal_tail_exponent", 0.05, 10.0),
    ("depreciation", 0.001, 1.0),
    ("driver_pay_share", 0.01, 1.0),
    ("driverless_life", 0.25, 100.0),
    ("driverless_spread", 0.01, 10.0),
    ("drivers_per_vehicle", 0.01, 100.0),
    ("electric_experience", 0.01, 400.0),
    ("chip_experience", 0.01, 400.0),
    ("entrant_size", 0.001, 100.0),
    ("firm_size_tail", 0.1, 100.0),
    ("fleet", 0.001, 10_000.0),
    ("fund_draw_years", 0.25, 100.0),
    ("measured_substitution", 1.01, 100.0),
    ("normal_utilisation", 0.01, 1.0),
    ("permit_cities", 1.0, 10_000.0),
    ("planning_horizon", 1.0, 400.0),
    ("productivity_growth_fade", 1.0, 400.0),
    ("research_reach", 0.01, 10.0),
    ("robot_life", 0.25, 100.0),
    ("robot_price", 0.001, 1e6),
    ("robot_spread", 0.01, 10.0),
    ("world_growth_fade", 1.0, 400.0),
    // Roots and logarithms.
    ("appeal_persistence", 0.0, 0.9999),
    ("chip_self_sufficiency", 0.0, 0.999),
    ("electric_ceiling", 0.001, 1.0),
    ("electric_share", 0.001, 0.999),
    ("exposed_drivers", 0.0, 0.95),
    ("firm_productivity_persistence", 0.0, 0.9999),
    ("innovation_hazard", 0.001, 2.0),
    ("income_tax_rate", 0.0, 0.99),
    ("innovation_step", 0.001, 1.0),
    ("profit_levy", 0.0, 0.99),
    ("saving_rate", 0.0, 0.99),
    ("small_firm_share", 0.001, 0.999),
    ("robot_hurdle", 0.0, 100.0),
    ("robot_return", 0.0, 1.0),
    ("robot_workers", 0.01, 100.0),
    ("substitute_learning", 0.0, 0.99),
    ("vehicle_learning", 0.0, 0.99),
    // Powers and their bases.
    ("ai_cost_elasticity", 0.0, 20.0),
    ("ai_price_floor", 0.001, 1.0),
    ("ai_quality_elasticity", 0.0, 20.0),
    ("deal_tail_end", 1.001, 1e6),
    ("driverless_cost", 0.001, 100.0),
    ("export_elasticity", 0.0, 50.0),
    ("firm_size_ceiling", 1.0, 10_000.0),
    ("import_elasticity", 0.0, 50.0),
    ("margin_response", 0.0, 20.0),
    ("market_share_elasticity", 0.0, 50.0),
    ("vehicle_export_elasticity", 0.0, 50.0),
    // Chances.
    ("ai_own_adoption", 0.0, 1.0),
    ("ai_peer_adoption", 0.0, 1.0),
    ("default_arrears", 0.0, 1.0),
    ("default_leveraged", 0.0, 1.0),
    ("default_sound", 0.0, 1.0),
    ("entry_rate", 0.0, 1.0),
    ("exit_hazard_large", 0.0, 1.0),
    ("exit_hazard_loss_multiple", 0.0, 100.0),
    ("exit_hazard_small", 0.0, 1.0),
    ("imitation_hazard", 0.0, 2.0),
    // Counts of quarters; a bond lives at least one.
    ("bond_maturity", 0.25, 100.0),
    ("workout", 1.0, 400.0),
];

/// Dates and shares that follow each other: the first is below the second.
const ORDERED: &[(&str, &str)] = &[
    ("ai_dip_quarters", "ai_gain_quarters"),
    ("deal_exit_first", "deal_exit_mode"),
    ("deal_exit_mode", "deal_exit_last"),
    ("deal_failure_first", "deal_failure_last"),
    ("electric_share", "electric_ceiling"),
    ("fleet_electric", "fleet"),
];

impl Meaning {
    /// Bounds of the parameter `id`, stated in `unit`, in a pack that counts in `currency`, such as `CNY`; `None` if that is no
    /// unit of a parameter.
    pub fn of(id: &str, unit: &str, currency: &str) -> Option<Self> {
        let listed = unit.replace(currency, "MONEY");
        let (_, least, most) = UNITS.iter().find(|(name, ..)| *name == listed)?;
        let narrower = NARROWER.iter().find(|(name, ..)| *name == id);
        let (least, most) = match narrower {
            Some((_, least, most)) => (*least, *most),
            None if SHARES.contains(&id) => (0.0, 1.0),
            None => (*least, *most),
        };
        let least_factor = if DIVIDED_BY_SUM.contains(&id) {
            SMALLEST_DIVISOR
        } else {
            0.0
        };
        Some(Self {
            least,
            most,
            least_factor,
        })
    }

    /// Refuses numbers from `low` to `high` that mean nothing. Of a parameter by sector they are factors on all of `by_sector`,
    /// which is empty for others.
    ///
    /// # Errors
    /// What has no meaning.
    pub fn check(&self, (low, high): (f64, f64), by_sector: &[f64]) -> Result<(), Meaningless> {
        let (from, to) = if by_sector.is_empty() {
            (self.least, self.most)
        } else {
            (self.least_factor, LARGEST_FACTOR)
        };
        if !(low >= from && high <= to) {
            return Err(Meaningless::Stated { from, to });
        }
        let most = self.most;
        match by_sector.iter().find(|x| **x < 0.0 || **x * high > most) {
            Some(value) => Err(Meaningless::Sector { value: *value, most }),
            None => Ok(()),
        }
    }
}

/// The first two parameters that stand in the wrong order, as ids: the first must be below the second.
pub fn out_of_order(parameters: &BTreeMap<String, Parameter>) -> Option<(&'static str, &'static str)> {
    let value = |id: &str| parameters.get(id).map(|p| p.value);
    ORDERED
        .iter()
        .find(|(low, high)| value(low).zip(value(high)).is_some_and(|(low, high)| low >= high))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::BLOCKS;

    #[test]
    fn every_bound_is_that_of_a_parameter_named_once() {
        let known = |id: &str| {
            BLOCKS
                .iter()
                .flat_map(|block| block.parameters)
                .any(|k| k.id == id)
        };
        let mut seen = Vec::new();
        let narrower = NARROWER.iter().map(|(id, ..)| *id);
        assert!(DIVIDED_BY_SUM.iter().all(|id| known(id)));
        for id in SHARES.iter().copied().chain(narrower) {
            assert!(known(id), "{id}");
            assert!(!seen.contains(&id), "{id} twice");
            seen.push(id);
        }
        for (low, high) in ORDERED {
            assert!(known(low) && known(high), "{low}, {high}");
        }
    }

    #[test]
    fn a_number_outside_its_meaning_is_refused() {
        let workout = Meaning::of("workout", "quarters", "CNY").unwrap();
        assert_eq!(workout.check((4.0, 4.0), &[]), Ok(()));
        for value in [-4.0, 0.0, 1e9, f64::NAN] {
            let refused = Meaningless::Stated { from: 1.0, to: 400.0 };
            assert_eq!(workout.check((value, value), &[]), Err(refused), "{value}");
        }
        assert_eq!(Meaning::of("workout", "bananas", "CNY"), None);
        let deal = Meaning::of("deal_size", "bn CNY", "CNY");
        assert_eq!(deal.unwrap().least, 0.001);
        let skills = Meaning::of("ai_skills", "ratio", "CNY").unwrap();
        assert_eq!(skills.check((1.5, 1.5), &[0.6, 0.0]), Ok(()));
        let too_many = Meaningless::Sector {
            value: 0.6,
            most: 1.0,
        };
        assert_eq!(skills.check((2.0, 2.0), &[0.6, 0.0]), Err(too_many));
    }
}
