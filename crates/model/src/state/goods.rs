//! The market for goods: prices, purchases and orders of the quarter.

use super::{Controls, Pricing, Proposed, Sum, TechnologyOrders};
use crate::economy::FinalUse;
use crate::state::Firms;
use crate::structure::TechnologyGood;
use accounting::{Column, Instrument};

/// Purchases of one final use in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Bought {
    /// At current prices, before taxes on products.
    pub nominal: f64,
    /// At opening prices, before taxes on products.
    pub real: f64,
}

/// Prices, imports and purchases of the quarter.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct GoodsMarket {
    /// Account through which all purchases run; empty between quarters.
    pub account: Column,
    /// Product price (P_g): of home supply in the pooled market, of all supply where buyers search.
    pub price: Vec<f64>,
    /// Price of imports of a product.
    pub import_price: Vec<f64>,
    /// Imports delivered, volume.
    pub imports: Vec<f64>,
    /// Volume that users got of each product, home and abroad, counted on the users' side.
    pub delivered: Vec<f64>,
    /// Price of the basket of each column of the structure, imports included, of the last market.
    pub basket_price: Vec<f64>,
    /// Purchases by final use.
    pub bought: [Bought; FinalUse::ALL.len()],
    /// Technology goods, in the order of [`TechnologyGood::ALL`].
    pub technology: [TechnologyOrders; TechnologyGood::ALL.len()],
    /// Export orders of a product on top of (below zero: short of) its share in the export basket, over that share.
    pub extra_exports: Proposed<Sum>,
    /// Platform firms buy the AI capital of the quarter in the place of those whom the core lets buy.
    pub platforms_buy: bool,
    /// Part of AI capital that buyers pay out of cash they hold rather than by credit (ratio).
    pub ai_capital_from_cash: f64,
    /// Inputs whose import is controlled.
    pub controls: Controls,
    /// Imports of the quarter.
    pub imported: Bought,
    /// Price of household consumption (P^HH), opening = 1.
    pub consumer_price: f64,
    /// The same before changes of the tax on consumption, opening = 1.
    pub price_before_tax: f64,
    /// Price of capital goods (P^CF), opening = 1.
    pub capital_price: f64,
    /// Price of output (P̄), opening = 1.
    pub output_price: f64,
    /// Nominal GDP of the last quarter.
    pub nominal_gdp: f64,
    /// Part of the price of a product that its makers give up to rivals beyond the opening's number (ratio).
    pub margin_given_up: Vec<f64>,
    /// What else moves the target prices of a sector.
    pub pricing: Pricing,
    /// Plants of each sector that wait for an owner, ascending.
    pub idle: Vec<Vec<u32>>,
    /// Firms of each sector, ascending.
    pub makers: Vec<Vec<u32>>,
}

impl GoodsMarket {
    /// A market at opening prices for so many products and columns of users; `firms` make them with `normal` use of capacity.
    pub fn new((products, columns): (usize, usize), normal: f64, firms: &Firms) -> Self {
        let mut makers = vec![Vec::new(); products];
        let mut idle = makers.clone();
        for i in 0..firms.len() {
            let rows = if firms.open[i] { &mut makers } else { &mut idle };
            rows[firms.sector(i)].push(i as u32);
        }
        Self {
            account: Column::new(accounting::Sector::Firms, Instrument::Deposits, vec![0.0]),
            price: vec![1.0; products],
            import_price: vec![1.0; products],
            imports: vec![0.0; products],
            delivered: vec![0.0; products],
            basket_price: vec![1.0; columns],
            bought: Default::default(),
            technology: TechnologyGood::ALL.map(|_| TechnologyOrders::none(firms.len())),
            extra_exports: Proposed::neutral(products),
            platforms_buy: false,
            ai_capital_from_cash: 0.0,
            controls: Controls::default(),
            imported: Bought::default(),
            consumer_price: 1.0,
            price_before_tax: 1.0,
            capital_price: 1.0,
            output_price: 1.0,
            nominal_gdp: 0.0,
            margin_given_up: vec![0.0; products],
            pricing: Pricing::new(products, normal),
            idle,
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
            for (sum, ordered) in received.iter_mut().zip(orders.firms.iter()) {
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
