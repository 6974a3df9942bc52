//! What measurements of a block see of the economy beside the block itself.

use crate::books::accounts::Accounts;
use crate::state::{Banks, Expectations, Firms, GoodsMarket, Households, RestOfWorld, Technology};
use crate::structure::Structure;
use accounting::Ledger;

/// Persons in a million.
pub const MILLION: f64 = 1e6;

/// The economy at the end of a quarter, without its blocks.
pub struct Seen<'a> {
    /// Firms.
    pub firms: &'a Firms,
    /// Households.
    pub households: &'a Households,
    /// The banks.
    pub banks: &'a Banks,
    /// The market for goods.
    pub goods: &'a GoodsMarket,
    /// The rest of the world.
    pub rest_of_world: &'a RestOfWorld,
    /// Common productivity.
    pub technology: &'a Technology,
    /// What agents expect.
    pub expectations: &'a Expectations,
    /// National accounts of the quarter.
    pub accounts: &'a Accounts,
    /// Every stock and flow of money.
    pub ledger: &'a Ledger,
    /// What never changes in the run.
    pub structure: &'a Structure,
    /// Research over sales that the opening table contains, by sector; empty without research.
    pub research_intensity: &'a [f64],
    /// Persons that one agent stands for.
    pub persons_per_agent: f64,
    /// True for the opening position, which shows no flows.
    pub opening: bool,
}

impl Seen<'_> {
    /// An amount of the quarter over nominal GDP, in per cent.
    pub fn of_gdp(&self, amount: f64) -> f64 {
        100.0 * amount / self.accounts.gdp.nominal
    }
    /// A sum over firms.
    pub fn sum(&self, of: impl Fn(usize) -> f64) -> f64 {
        (0..self.firms.len()).map(of).sum()
    }
    /// Firms that the state controls.
    pub fn state_firms(&self) -> impl Iterator<Item = usize> {
        (0..self.firms.len()).filter(|&i| self.firms.state_owned[i])
    }
    /// Most that firm `i` can produce with its plant.
    pub fn capacity(&self, i: usize) -> f64 {
        self.structure.output_per_capital[self.firms.sector(i)] * self.firms.capital[i]
    }
}

/// A share of what there may be nothing of: zero then.
pub fn part_of(part: f64, all: f64) -> f64 {
    if all == 0.0 { 0.0 } else { part / all }
}
