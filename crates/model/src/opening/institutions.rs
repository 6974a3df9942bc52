//! The first state of central bank, government and the rest of the world.

use super::balances::Rates;
use super::incomes::Incomes;
use crate::core::Params;
use crate::economy::{Economy, FinalUse};
use crate::state::{CentralBank, Government, RestOfWorld};
use crate::structure::Structure;

/// The central bank at the neutral rate.
pub(super) fn central_bank(p: &Params, rates: &Rates) -> CentralBank {
    CentralBank {
        policy_rate: rates.policy,
        smoothed_rate: p.policy_rate_neutral,
        ..CentralBank::default()
    }
}

/// Government, which spends what the table says.
pub(super) fn government(
    economy: &Economy,
    p: &Params,
    structure: &Structure,
    incomes: &Incomes,
) -> Government {
    Government {
        taxes: structure.taxes,
        consumption_path: economy.uses.spent_on(FinalUse::GovernmentConsumption),
        investment_path: economy.uses.spent_on(FinalUse::PublicInvestment),
        pension: incomes.pension,
        benefit_per_unit: incomes.benefit_per_unit,
        potential: 1.0,
        debt_ratio: p.opening_government_debt,
        ..Government::default()
    }
}

/// The rest of the world, which buys the exports of the table.
pub(super) fn rest_of_world(economy: &Economy) -> RestOfWorld {
    RestOfWorld {
        export_demand: economy.uses.spent_on(FinalUse::Exports),
        world_demand: 1.0,
        price: 1.0,
        exchange_rate: 1.0,
        ..RestOfWorld::default()
    }
}
