//! The end of a quarter: every identity is checked, then memories are updated with what the quarter has shown.

use crate::agents::rest_of_world;
use crate::blocks::funds;
use crate::books::accounts::{self, Accounts};
use crate::books::identities::{self, Books};
use crate::context::Context;
use crate::error::ModelError;
use crate::processes::expectations;
use crate::programmes::{self, Payers};
use crate::state::{Firms, GoodsMarket, Households};
use crate::world::World;
use accounting::{Column, Ledger, Sector};
use engine::bounds::Bounds;

/// Closes the quarter: every identity is checked, then memories are updated with what the quarter has shown.
pub fn close(ctx: &Context, world: &mut World, now: Accounts) -> Result<(), ModelError> {
    now.usable(ctx.quarter)?;
    let real = accounts::real_stocks(&world.firms, &world.households, world.goods.capital_price);
    let World {
        firms,
        households,
        banks,
        goods,
        ledger,
        expectations: e,
        stocks,
        government,
        programmes: table,
        blocks,
        ..
    } = world;
    let unemployed = households.unemployed();
    let books = Books {
        unemployed,
        accounts: &now,
        firms,
        households,
        bank_profits: &banks.profits(),
        goods,
        capital_price: &|_| goods.capital_price,
        opening: stocks,
    };
    let now_in_store = books.check(ctx.structure, ledger);
    identities::check_central_bank(ledger);
    let payers = Payers {
        government,
        banks,
        ai: blocks.ai.as_ref().map(|block| &block.state),
        goods,
    };
    programmes::check(table, &payers, now.gdp.nominal, ledger);
    let columns = accounts_at_banks(firms, households, goods, &blocks.funds);
    let closing = ledger.close(ctx.quarter, &columns, &real)?;
    *stocks = now_in_store;
    firms.deposits.forget_results();
    world.checks += closing.checks;
    world.worst_residual = world.worst_residual.at_least(closing.worst_residual);

    let unemployment = unemployed as f64 / households.labour_force.len() as f64;
    let growth = now.output / world.accounts.output - 1.0;
    let last_price = world.prices_before_tax[world.prices_before_tax.len() - 1];
    expectations::remember(
        ctx,
        e,
        growth,
        goods.price_before_tax / last_price - 1.0,
        unemployment,
    );
    goods.output_price = now.output_price;
    goods.nominal_gdp = now.gdp.nominal;
    world.consumer_prices.push(goods.consumer_price);
    world.consumer_inflation = over_year(&world.consumer_prices, |p| *p);
    world.prices_before_tax.push(goods.price_before_tax);
    world.gdp_history.push(now.gdp);
    e.inflation_year = over_year(&world.prices_before_tax, |p| *p);
    e.growth_year = over_year(&world.gdp_history, |gdp| gdp.real);
    let net_exports = (now.exports.nominal - now.imports.nominal) / now.gdp.nominal;
    let foreign_assets = -world.ledger.foreign_account() / world.annual_gdp();
    rest_of_world::remember_net_exports(ctx, &mut world.rest_of_world, net_exports, foreign_assets);
    world.accounts = now;
    world.government.debt_ratio = -world.ledger.bonds(Sector::Government) / world.annual_gdp();
    Ok(())
}

/// What customers have with banks, all of it.
fn accounts_at_banks<'a>(
    firms: &'a Firms,
    households: &'a Households,
    goods: &'a GoodsMarket,
    funds: &'a Option<funds::Block>,
) -> Vec<&'a Column> {
    let mut columns = accounts::columns(firms, households).to_vec();
    columns.push(&goods.account);
    if let Some(funds) = funds {
        columns.extend([&funds.state.deposits, &funds.state.purse]);
    }
    columns
}

/// Banks settle in reserves what customers have paid each other since the last time, as at the close of a quarter: interest on
/// reserves then sees what interest on deposits sees.
pub fn clear_banks(
    firms: &Firms,
    households: &Households,
    goods: &GoodsMarket,
    funds: &Option<funds::Block>,
    ledger: &mut Ledger,
) {
    ledger.clear_banks(&accounts_at_banks(firms, households, goods, funds));
}

/// Last value over the one four quarters before, less one.
fn over_year<T>(series: &[T], value: impl Fn(&T) -> f64) -> f64 {
    let last = series.len() - 1;
    value(&series[last]) / value(&series[last - 4]) - 1.0
}
