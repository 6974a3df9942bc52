//! Everything that changes from quarter to quarter.

use crate::blocks::{Blocks, every_block};
use crate::books::accounts::{Accounts, Valued};
use crate::books::identities::Stocks;
use crate::books::programmes::Programmes;
use crate::core::Bindings;
use crate::policy::Policy;
use crate::state::{
    Banks, CentralBank, Exits, Expectations, Firms, GoodsMarket, Government, Households, LabourMarket,
    RestOfWorld, Technology,
};
use crate::structure::Structure;
use accounting::Ledger;

/// State of the economy at the end of a quarter.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct World {
    /// Firms.
    pub firms: Firms,
    /// Households.
    pub households: Households,
    /// The banks.
    pub banks: Banks,
    /// The central bank.
    pub central_bank: CentralBank,
    /// General government.
    pub government: Government,
    /// The rest of the world.
    pub rest_of_world: RestOfWorld,
    /// Product prices and the market for goods.
    pub goods: GoodsMarket,
    /// Pay levels.
    pub labour: LabourMarket,
    /// Common productivity.
    pub technology: Technology,
    /// What agents expect and remember.
    pub expectations: Expectations,
    /// The blocks at work.
    pub blocks: Blocks,
    /// Exits of the quarter.
    pub exits: Exits,
    /// National accounts of the quarter.
    pub accounts: Accounts,
    /// What programmes cost, and what else the budget takes in and pays, in the quarter.
    pub programmes: Programmes,
    /// Stocks of firms by sector at the end of the last closed quarter.
    pub stocks: Vec<Stocks>,
    /// Consumer price of all quarters, a year before the opening first.
    pub consumer_prices: Vec<f64>,
    /// Their inflation over four quarters.
    pub consumer_inflation: f64,
    /// Consumer price of all quarters before changes of the tax on consumption, which the policy rate and expected inflation look through.
    pub prices_before_tax: Vec<f64>,
    /// GDP of all quarters, a year before the opening first.
    pub gdp_history: Vec<Valued>,
    /// Real GDP per person at work at the opening.
    pub opening_productivity: f64,
    /// How often each bound of a rule has bound, in the order of `Bound::ALL`.
    pub bindings: Vec<Bindings>,
    /// Every stock and flow of money.
    pub ledger: Ledger,
    /// Accounting identities checked so far.
    pub checks: u64,
    /// Worst relative residual of these identities.
    pub worst_residual: f64,
}

impl World {
    /// GDP of the last four quarters, nominal.
    pub fn annual_gdp(&self) -> f64 {
        self.gdp_history.iter().rev().take(4).map(|gdp| gdp.nominal).sum()
    }

    /// Lets the policy of a quarter reach the blocks.
    pub fn adopt(&mut self, policy: &Policy) {
        macro_rules! adopt {
            ($($block:ident),+) => {
                $(if let Some(block) = &mut self.blocks.$block {
                    block.policy.clone_from(&policy.$block);
                })+
            };
        }
        every_block!(adopt);
    }

    /// National accounts of the quarter.
    pub fn measure(&self, structure: &Structure) -> Accounts {
        let Blocks {
            vehicles, support, ..
        } = &self.blocks;
        let subsidies = vehicles.as_ref().map_or(0.0, |b| b.state.subsidies)
            + support.as_ref().map_or(0.0, |b| b.state.subsidies);
        let taxes = &self.government.taxes;
        Accounts::measure(
            structure,
            &self.firms,
            &self.households,
            &self.goods,
            taxes,
            subsidies,
        )
    }
}
