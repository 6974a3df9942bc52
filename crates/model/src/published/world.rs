//! Everything that changes from quarter to quarter.

use super::Context;
use super::abroad::Abroad;
use super::bank::Bank;
use super::expectations::Expectations;
use super::government::Government;
use crate::books::accounts;
use crate::books::accounts::Accounts;
use crate::books::identities::{Books, Stocks};
use crate::economy::FinalUse;
use crate::error::ModelError;
use crate::state::{Firms, GoodsMarket, Households};
use crate::structure::Structure;
use accounting::{Flow, Institution, Ledger, Sector};
use engine::bounds::Bounds;
use engine::math;

/// State of the economy at the end of a quarter.
#[derive(Clone)]
pub struct World {
    /// Firms.
    pub firms: Firms,
    /// Profit that each firm expects (Π^e).
    pub expected_profit: Vec<f64>,
    /// Real pay per unit of staff of each firm (w_i).
    pub real_wage: Vec<f64>,
    /// Price that each firm paid for a unit of capital this quarter (P^CF_i).
    pub capital_price: Vec<f64>,
    /// Households.
    pub households: Households,
    /// Last real wage of each household; base of the unemployment benefit (w_h).
    pub last_wage: Vec<f64>,
    /// The bank.
    pub bank: Bank,
    /// Policy rate, per quarter (r̄).
    pub policy_rate: f64,
    /// General government.
    pub government: Government,
    /// The rest of the world.
    pub abroad: Abroad,
    /// Product prices and the market for goods.
    pub goods: GoodsMarket,
    /// Imports demanded of each product, volume, booked demand included (Qd_m).
    pub import_orders: Vec<f64>,
    /// What agents expect and remember.
    pub expectations: Expectations,
    /// Firms that restarted this quarter because they could not pay.
    pub insolvent: u32,
    /// National accounts of the quarter.
    pub accounts: Accounts,
    /// Stocks of firms by sector at the end of the last closed quarter.
    pub stocks: Vec<Stocks>,
    /// Every stock and flow of money.
    pub ledger: Ledger,
    /// Accounting identities checked so far.
    pub checks: u64,
    /// Worst relative residual of these identities.
    pub worst_residual: f64,
}

/// Closes the quarter: every identity is checked, then histories grow by what the quarter has shown.
pub(super) fn close(ctx: &Context, world: &mut World, now: Accounts) -> Result<(), ModelError> {
    now.usable(ctx.quarter)?;
    let real = accounts::real_stocks(&world.firms, &world.households, world.goods.capital_price);
    check_budget(ctx.structure, world, &now);
    let World {
        firms,
        capital_price,
        households,
        bank,
        goods,
        ledger,
        stocks,
        expectations: e,
        ..
    } = world;
    let books = Books {
        accounts: &now,
        firms,
        households,
        unemployed: households.unemployed(),
        bank_profits: &[(Institution::BANK, bank.profit)],
        goods,
        capital_price: &|i| capital_price[i],
        opening: stocks,
    };
    let now_in_store = books.check(ctx.structure, ledger);
    let mut columns = accounts::columns(firms, households).to_vec();
    columns.push(&goods.account);
    let closing = ledger.close(ctx.quarter, &columns, &real)?;
    *stocks = now_in_store;
    firms.deposits.forget_results();
    world.checks += closing.checks;
    world.worst_residual = world.worst_residual.at_least(closing.worst_residual);

    e.output_history.push(now.output);
    e.inflation_history
        .push(math::ln(now.output_price / goods.output_price));
    goods.output_price = now.output_price;
    world.accounts = now;
    Ok(())
}

/// The deficit is what government buys, pays out and owes in interest, less what rates bring in on what they are raised on.
fn check_budget(s: &Structure, world: &mut World, now: &Accounts) {
    let World {
        firms,
        households,
        goods,
        government,
        ledger,
        ..
    } = world;
    let taxes = &government.taxes;
    let sum = |values: &[f64]| values.iter().sum::<f64>();
    let paid = |flow| -ledger.flow_total(flow, Sector::Government);
    let raised: f64 = [Flow::ProfitTax, Flow::IncomeTax, Flow::SocialContributions]
        .map(paid)
        .iter()
        .sum();
    let of_buyers = taxes.consumption * sum(&households.consumption)
        + taxes.dwellings * sum(&households.housing)
        + taxes.export * goods.bought(FinalUse::Exports).nominal;
    let rate = |i| s.product_tax[firms.sector(i)] + s.production_tax[firms.sector(i)];
    let of_makers = (0..firms.len()).map(|i| rate(i) * firms.price[i] * firms.output[i]);
    let levies = of_buyers + of_makers.sum::<f64>();
    let others = government.other_benefit * goods.consumer_price * households.len() as f64;
    let outlays = paid(Flow::Pensions)
        + paid(Flow::Benefits)
        + others
        + paid(Flow::BondInterest)
        + goods.bought(FinalUse::GovernmentConsumption).nominal;
    let deficit = government.deficit;
    ledger.equal(
        "deficit = purchases, benefits and interest less taxes",
        || "government".to_owned(),
        raised - levies + outlays,
        deficit,
        now.gdp.nominal,
    );
}
