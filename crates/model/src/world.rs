//! Everything that changes from quarter to quarter.

use crate::accounts::{Accounts, Valued};
use crate::context::Context;
use crate::error::ModelError;
use crate::identities::{Books, Stocks};
use crate::markets::goods::GoodsMarket;
use crate::markets::labour::LabourMarket;
use crate::markets::relending::Relending;
use crate::markets::technology_bonds::BondBoard;
use crate::processes::ai::Ai;
use crate::processes::chips::Chips;
use crate::processes::confidence::Confidence;
use crate::processes::driving::Driving;
use crate::processes::entry_exit::Exits;
use crate::processes::expectations::{self, Expectations};
use crate::processes::innovation::Technology;
use crate::processes::research::Knowledge;
use crate::processes::robots::Robots;
use crate::processes::support::Support;
use crate::processes::vehicles::Vehicles;
use crate::programmes::{Payers, Programmes};
use crate::sectors::bank::Bank;
use crate::sectors::central_bank::CentralBank;
use crate::sectors::firms::Firms;
use crate::sectors::government::Government;
use crate::sectors::households::Households;
use crate::sectors::rest_of_world::{self, RestOfWorld};
use crate::sectors::ventures::Ventures;
use accounting::{Column, Ledger, RealStock, Sector};
use engine::bounds::Bounds;
use engine::math;

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

    /// Real stocks at current prices for the balance sheet.
    fn real_stocks(&self) -> [(RealStock, [f64; Sector::COUNT]); 3] {
        let row = |households: f64, firms: f64| {
            let mut row = [0.0; Sector::COUNT];
            row[Sector::Households as usize] = households;
            row[Sector::Firms as usize] = firms;
            row
        };
        let (firms, price) = (&self.firms, self.goods.capital_price);
        let capital: f64 = firms
            .capital
            .iter()
            .zip(&firms.ai_capital)
            .map(|(k, ai)| price * (k + ai))
            .sum();
        let machines = price * firms.machines.iter().flatten().sum::<f64>();
        let stocks = (0..firms.len())
            .map(|i| firms.finished[i] * firms.price[i] + firms.materials[i] * firms.materials_price[i])
            .sum();
        let dwellings = self.households.dwellings.iter().sum();
        [
            (RealStock::FixedCapital, row(0.0, capital + machines)),
            (RealStock::Inventories, row(0.0, stocks)),
            (RealStock::Dwellings, row(dwellings, 0.0)),
        ]
    }
}

/// Columns of balances that firms and households hold.
pub(crate) fn columns<'a>(firms: &'a Firms, households: &'a Households) -> [&'a Column; 5] {
    [
        &firms.deposits,
        &firms.loans,
        &firms.bonds,
        &households.deposits,
        &households.technology_bonds,
    ]
}

/// Closes the quarter: every identity is checked, then memories are updated with what the quarter has shown.
pub(crate) fn close(ctx: &Context, world: &mut World, now: Accounts) -> Result<(), ModelError> {
    // Shares of GDP, and with them every programme, mean nothing once production is worth no more than its materials.
    if now.output == 0.0 || now.gdp.nominal <= 0.0 {
        return Err(ModelError::Standstill { quarter: ctx.quarter });
    }
    for (what, value) in [
        ("real GDP", now.gdp.real),
        ("nominal GDP", now.gdp.nominal),
        ("output price", now.output_price),
    ] {
        if !value.is_finite() {
            return Err(ModelError::NotFinite {
                quarter: ctx.quarter,
                phase: "goods market",
                what,
            });
        }
    }
    let real = world.real_stocks();
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
        bank,
        goods,
        opening: stocks,
    };
    let now_in_store = books.check(ctx, ledger);
    let payers = Payers {
        government,
        bank,
        ai: ai.as_ref(),
        goods,
    };
    programmes.check(&payers, now.gdp.nominal, ledger);
    let mut columns = columns(firms, households).to_vec();
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
    e.output_history.push(now.output);
    e.inflation_history
        .push(math::ln(now.output_price / goods.output_price));
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
