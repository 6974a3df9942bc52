//! The goods market, in two variants behind one interface: the published bilateral search and the pooled market of
//! the growing economy. Every purchase is paid into the market's account and every seller is paid from it, so the
//! account is empty again at the end: what buyers pay is what sellers get.

mod controls;
mod pooled;
mod search;
mod technology;

pub use controls::Controls;
pub use technology::{Bundle, TechnologyGood, TechnologyOrders};

use crate::context::Context;
use crate::economy::FinalUse;
use crate::error::ModelError;
use crate::processes::expectations::Expectations;
use crate::rules::Rules;
use crate::sectors::firms::Firms;
use crate::sectors::government::Government;
use crate::sectors::households::Households;
use crate::sectors::rest_of_world::RestOfWorld;
use crate::sectors::ventures::Ventures;
use crate::structure::Taxes;
use accounting::{Column, Flow, Ledger, Party};

/// Purchases of one final use in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bought {
    /// At current prices, before taxes on products.
    pub nominal: f64,
    /// At opening prices, before taxes on products.
    pub real: f64,
}

/// Prices, imports and purchases of the quarter.
#[derive(Clone)]
pub struct GoodsMarket {
    /// Account through which all purchases run; empty between quarters.
    pub account: Column,
    /// Product price (P_g): of all supply under the published rules, of home supply in the pooled market.
    pub price: Vec<f64>,
    /// Price of imports of a product.
    pub import_price: Vec<f64>,
    /// Imports delivered, volume.
    pub imports: Vec<f64>,
    /// Imports demanded, volume; under the published rules including booked demand (Qd_m).
    pub import_orders: Vec<f64>,
    /// Volume that users got of each product, home and abroad, counted on the users' side.
    pub delivered: Vec<f64>,
    /// Price of the basket of each column of the structure, imports included, of the last market.
    pub basket_price: Vec<f64>,
    /// Purchases by final use.
    pub bought: [Bought; FinalUse::ALL.len()],
    /// Technology goods, in the order of [`TechnologyGood::ALL`].
    pub technology: [TechnologyOrders; TechnologyGood::ALL.len()],
    /// Export orders of a product on top of (below zero: short of) its share in the export basket, over that share.
    pub extra_exports: Vec<f64>,
    /// Inputs whose import is controlled.
    pub controls: Controls,
    /// Imports of the quarter.
    pub imported: Bought,
    /// Price of household consumption (P^HH), opening = 1.
    pub consumer_price: f64,
    /// Price of capital goods (P^CF), opening = 1.
    pub capital_price: f64,
    /// Price of output (P̄), opening = 1.
    pub output_price: f64,
    /// Nominal GDP of the last quarter.
    pub nominal_gdp: f64,
    /// Part of the price of a product that its makers give up to rivals beyond the opening's number (ratio).
    pub margin_given_up: Vec<f64>,
    /// Firms of each sector, ascending.
    pub makers: Vec<Vec<u32>>,
}

impl GoodsMarket {
    /// A market at opening prices for `products` products made by `firms`.
    pub fn new(products: usize, columns: usize, firms: &Firms) -> Self {
        let mut makers = vec![Vec::new(); products];
        for i in 0..firms.len() {
            makers[firms.sector(i)].push(i as u32);
        }
        Self {
            account: Column::new(
                accounting::Sector::Firms,
                accounting::Instrument::Deposits,
                vec![0.0],
            ),
            price: vec![1.0; products],
            import_price: vec![1.0; products],
            imports: vec![0.0; products],
            import_orders: vec![0.0; products],
            delivered: vec![0.0; products],
            basket_price: vec![1.0; columns],
            bought: Default::default(),
            technology: TechnologyGood::ALL.map(|_| TechnologyOrders::none(firms.len())),
            extra_exports: vec![0.0; products],
            controls: Controls::default(),
            imported: Bought::default(),
            consumer_price: 1.0,
            capital_price: 1.0,
            output_price: 1.0,
            nominal_gdp: 0.0,
            margin_given_up: vec![0.0; products],
            makers,
        }
    }
    /// Orders of a technology good.
    pub fn technology(&self, good: TechnologyGood) -> &TechnologyOrders {
        &self.technology[good as usize]
    }
    /// Volume of some technology goods that each firm received in the quarter, at opening prices.
    pub fn technology_received(&self, goods: &[TechnologyGood]) -> Vec<f64> {
        let mut received = vec![0.0; self.technology[0].firms.len()];
        for orders in goods.iter().map(|good| self.technology(*good)) {
            for (sum, ordered) in received.iter_mut().zip(&orders.firms) {
                *sum += ordered * orders.received;
            }
        }
        received
    }
    /// Purchases of one final use.
    pub fn bought(&self, user: FinalUse) -> Bought {
        self.bought[user as usize]
    }
}

/// Trade of the quarter: who gets what, at which price, and the payments.
#[expect(clippy::too_many_arguments, reason = "the market is where all sectors meet")]
pub fn trade(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    government: &Government,
    abroad: &mut RestOfWorld,
    ventures: &mut Ventures,
    goods: &mut GoodsMarket,
    e: &Expectations,
    ledger: &mut Ledger,
) -> Result<(), ModelError> {
    match ctx.rules {
        Rules::Published(p) => search::trade(ctx, p, firms, households, government, abroad, goods, e)?,
        Rules::Growing(g) => pooled::trade(ctx, g, firms, households, government, abroad, goods),
    }
    settle(firms, households, ventures, goods, ledger);
    Ok(())
}

/// Forgets the technology goods ordered in the last quarter; programmes order anew.
pub fn open_technology_orders(goods: &mut GoodsMarket) {
    for orders in &mut goods.technology {
        orders.clear();
    }
}

/// Price indices of the quarter, opening = 1; consumer prices include taxes on consumption.
/// P^HH = Σ b_HH P_g, P^CF = Σ b_CF P_g. Equation: GDS-5. Source: poledna2023, eqs. (A.32), (A.33).
pub fn index_prices(ctx: &Context, goods: &mut GoodsMarket, taxes: &Taxes) {
    let s = ctx.structure;
    let (consumption, capital) = (
        s.column(FinalUse::HouseholdConsumption),
        s.column(FinalUse::FirmInvestment),
    );
    match ctx.rules {
        Rules::Published(_) => {
            goods.consumer_price = s.cost(consumption, &goods.price);
            goods.capital_price = s.cost(capital, &goods.price);
        }
        Rules::Growing(_) => {
            let taxed = (1.0 + taxes.consumption) / (1.0 + s.taxes.consumption);
            goods.consumer_price = goods.basket_price[consumption] * taxed;
            goods.capital_price = goods.basket_price[capital];
        }
    }
}

/// Buyers pay the market, the market pays sellers; the account must be empty afterwards.
fn settle(
    firms: &mut Firms,
    households: &mut Households,
    ventures: &mut Ventures,
    goods: &mut GoodsMarket,
    ledger: &mut Ledger,
) {
    let GoodsMarket {
        account: market,
        bought,
        technology,
        ..
    } = goods;
    for h in 0..households.len() {
        let (consumption, housing) = (households.consumption[h], households.housing[h]);
        let household = &mut households.deposits;
        ledger.pay(
            Flow::Consumption,
            Party::Agent(household, h),
            Party::Agent(market, 0),
            consumption,
        );
        ledger.pay(
            Flow::Housing,
            Party::Agent(household, h),
            Party::Agent(market, 0),
            housing,
        );
    }
    for i in 0..firms.len() {
        let (materials, investment) = (firms.materials_bill[i], firms.investment_bill[i]);
        let firm = &mut firms.deposits;
        ledger.pay(
            Flow::Intermediate,
            Party::Agent(firm, i),
            Party::Agent(market, 0),
            materials,
        );
        ledger.pay(
            Flow::BusinessInvestment,
            Party::Agent(firm, i),
            Party::Agent(market, 0),
            investment,
        );
        for (good, orders) in TechnologyGood::ALL.iter().zip(technology.iter()) {
            let bill = orders.bill(i);
            if bill != 0.0 {
                let (buyer, seller) = (Party::Agent(firm, i), Party::Agent(market, 0));
                ledger.pay(good.flow(), buyer, seller, bill);
            }
        }
    }
    for (kind, good) in TechnologyGood::ALL.into_iter().zip(technology.iter()) {
        ledger.pay(
            Flow::PublicInvestment,
            Party::Government,
            Party::Agent(market, 0),
            good.government * good.paid,
        );
        for (f, ordered) in good.funds.iter().enumerate() {
            let amount = ordered * good.paid;
            match kind {
                TechnologyGood::FundServices => ventures.pay_managers(f, amount, market, ledger),
                _ => ventures.spend(f, amount, market, ledger),
            }
        }
    }
    let nominal = |user: FinalUse| bought[user as usize].nominal;
    let (consumption, investment) = (
        nominal(FinalUse::GovernmentConsumption),
        nominal(FinalUse::PublicInvestment),
    );
    ledger.pay(
        Flow::GovernmentConsumption,
        Party::Government,
        Party::Agent(market, 0),
        consumption,
    );
    ledger.pay(
        Flow::PublicInvestment,
        Party::Government,
        Party::Agent(market, 0),
        investment,
    );
    ledger.pay(
        Flow::Exports,
        Party::RestOfWorld,
        Party::Agent(market, 0),
        nominal(FinalUse::Exports),
    );

    ledger.pay(
        Flow::Imports,
        Party::Agent(market, 0),
        Party::RestOfWorld,
        goods.imported.nominal,
    );
    let mut sold = goods.imported.nominal;
    for i in 0..firms.len() {
        let receipts = firms.price[i] * firms.sales[i];
        sold += receipts;
        ledger.pay(
            Flow::Sales,
            Party::Agent(market, 0),
            Party::Agent(&mut firms.deposits, i),
            receipts,
        );
    }
    let left = market.get(0);
    ledger.equal(
        "what buyers pay is what sellers get",
        || "goods market".to_owned(),
        sold + left,
        sold,
        sold,
    );
    // Rounding must not pile up over the quarters: it goes to the first seller.
    ledger.pay(
        Flow::Sales,
        Party::Agent(market, 0),
        Party::Agent(&mut firms.deposits, 0),
        left,
    );
}
