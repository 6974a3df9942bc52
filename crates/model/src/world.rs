//! Everything that changes from quarter to quarter.

use crate::agents::rest_of_world;
use crate::blocks::ai::Ai;
use crate::blocks::chips::Chips;
use crate::blocks::confidence::Confidence;
use crate::blocks::driving::Driving;
use crate::blocks::funds::Ventures;
use crate::blocks::money::bonds::BondBoard;
use crate::blocks::money::relending::Relending;
use crate::blocks::research::Knowledge;
use crate::blocks::robots::Robots;
use crate::blocks::support::Support;
use crate::blocks::vehicles::Vehicles;
use crate::books::accounts::{Accounts, Valued};
use crate::books::identities::{Books, Stocks};
use crate::books::{accounts, identities};
use crate::context::Context;
use crate::error::ModelError;
use crate::processes::expectations;
use crate::programmes::{Payers, Programmes};
use crate::state::{
    Bank, CentralBank, Exits, Expectations, Firms, GoodsMarket, Government, Households, LabourMarket,
    RestOfWorld, Technology,
};
use crate::structure::Structure;
use accounting::{Ledger, Sector};
use engine::bounds::Bounds;

/// State of the economy at the end of a quarter.
#[derive(Clone)]
pub struct World {
    /// Firms.
    pub firms: Firms,
    /// Households.
    pub households: Households,
    /// The bank.
    pub bank: Bank,
    /// The re-lending window and the special loans it gives rise to.
    pub relending: Relending,
    /// The technology-bond board.
    pub bond_board: BondBoard,
    /// The central bank.
    pub central_bank: CentralBank,
    /// General government.
    pub government: Government,
    /// The rest of the world.
    pub rest_of_world: RestOfWorld,
    /// Venture funds and their projects.
    pub ventures: Ventures,
    /// Product prices and the market for goods.
    pub goods: GoodsMarket,
    /// Pay levels.
    pub labour: LabourMarket,
    /// Common productivity.
    pub technology: Technology,
    /// What research has found so far.
    pub knowledge: Knowledge,
    /// What agents expect and remember.
    pub expectations: Expectations,
    /// Industrial support and state firms, if the pack has them.
    pub support: Option<Support>,
    /// Artificial intelligence, if the pack has it.
    pub ai: Option<Ai>,
    /// Chips and export controls.
    pub chips: Chips,
    /// Electric vehicles.
    pub vehicles: Vehicles,
    /// Industrial robots.
    pub robots: Robots,
    /// Driverless rides.
    pub driving: Driving,
    /// Confidence.
    pub confidence: Confidence,
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
    /// GDP of all quarters, a year before the opening first.
    pub gdp_history: Vec<Valued>,
    /// Real GDP per person at work at the opening.
    pub opening_productivity: f64,
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

    /// National accounts of the quarter.
    pub fn measure(&self, structure: &Structure) -> Accounts {
        let subsidies = self.vehicles.subsidies + self.support.as_ref().map_or(0.0, |s| s.subsidies);
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

/// Closes the quarter: every identity is checked, then memories are updated with what the quarter has shown.
pub(crate) fn close(ctx: &Context, world: &mut World, now: Accounts) -> Result<(), ModelError> {
    now.usable(ctx.quarter)?;
    let real = accounts::real_stocks(&world.firms, &world.households, world.goods.capital_price);
    let World {
        firms,
        households,
        bank,
        ventures,
        goods,
        ledger,
        rest_of_world: abroad,
        expectations: e,
        stocks,
        government,
        programmes,
        ai,
        ..
    } = world;
    let unemployed = households.unemployed();
    let books = Books {
        unemployed,
        accounts: &now,
        firms,
        households,
        bank_profit: bank.profit,
        goods,
        capital_price: &|_| goods.capital_price,
        opening: stocks,
    };
    let now_in_store = books.check(ctx.structure, ledger);
    identities::check_central_bank(ledger);
    let payers = Payers {
        government,
        bank,
        ai: ai.as_ref(),
        goods,
    };
    programmes.check(&payers, now.gdp.nominal, ledger);
    let mut columns = accounts::columns(firms, households).to_vec();
    columns.extend([&goods.account, &ventures.deposits, &ventures.purse]);
    let closing = ledger.close(ctx.quarter, &columns, &real)?;
    *stocks = now_in_store;
    firms.deposits.forget_results();
    world.checks += closing.checks;
    world.worst_residual = world.worst_residual.at_least(closing.worst_residual);

    let unemployment = unemployed as f64 / households.labour_force.len() as f64;
    let growth = now.output / world.accounts.output - 1.0;
    let last_price = world.consumer_prices[world.consumer_prices.len() - 1];
    expectations::remember(
        ctx,
        e,
        growth,
        goods.consumer_price / last_price - 1.0,
        unemployment,
    );
    goods.output_price = now.output_price;
    goods.nominal_gdp = now.gdp.nominal;
    let net_exports = now.exports.nominal - now.imports.nominal;
    rest_of_world::remember_net_exports(ctx, abroad, net_exports / now.gdp.nominal);
    world.consumer_prices.push(goods.consumer_price);
    world.gdp_history.push(now.gdp);
    e.inflation_year = over_year(&world.consumer_prices, |p| *p);
    e.growth_year = over_year(&world.gdp_history, |gdp| gdp.real);
    world.accounts = now;
    world.government.debt_ratio = -world.ledger.bonds(Sector::Government) / world.annual_gdp();
    Ok(())
}

/// Last value over the one four quarters before, less one.
fn over_year<T>(series: &[T], value: impl Fn(&T) -> f64) -> f64 {
    let last = series.len() - 1;
    value(&series[last]) / value(&series[last - 4]) - 1.0
}
