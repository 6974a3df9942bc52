//! The goods market: prices, purchases and how they are paid; who gets what is decided in `pooled`. Every purchase is paid
//! into the market's account and every seller is paid from it, so what buyers pay is what sellers get, and the account is empty
//! at the end.

mod pooled;

pub use pooled::trade;

use crate::context::Context;
use crate::economy::FinalUse;
use crate::state::{Firms, GoodsMarket, Households};
use crate::structure::{Taxes, TechnologyGood};
use accounting::{Flow, Ledger, Party};

/// Forgets the technology goods ordered in the last quarter; programmes order anew.
pub fn open_technology_orders(goods: &mut GoodsMarket) {
    for orders in &mut goods.technology {
        orders.clear();
    }
}

/// Price indices of the quarter, opening = 1; consumer prices include taxes on consumption, and are kept before them too.
/// P^HH = Σ b_HH P_g, P^CF = Σ b_CF P_g. Equation: GDS-5. Source: poledna2023, eqs. (A.32), (A.33).
pub fn index_prices(ctx: &Context, goods: &mut GoodsMarket, taxes: &Taxes) {
    let s = ctx.structure;
    let (consumption, capital) = (
        s.column(FinalUse::HouseholdConsumption),
        s.column(FinalUse::FirmInvestment),
    );
    let taxed = (1.0 + taxes.consumption) / (1.0 + s.taxes.consumption);
    goods.price_before_tax = goods.basket_price[consumption];
    goods.consumer_price = goods.price_before_tax * taxed;
    goods.capital_price = goods.basket_price[capital];
}

/// Households and firms pay the market for what they got.
pub fn buyers_pay(
    firms: &mut Firms,
    households: &mut Households,
    goods: &mut GoodsMarket,
    ledger: &mut Ledger,
) {
    let GoodsMarket {
        account: market,
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
}

/// Government and the rest of the world pay for their purchases, the market pays sellers; its account must be empty
/// afterwards.
pub fn sellers_are_paid(firms: &mut Firms, goods: &mut GoodsMarket, ledger: &mut Ledger) {
    let GoodsMarket {
        account: market,
        bought,
        ..
    } = goods;
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
