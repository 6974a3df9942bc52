//! The goods market: buyers visit sellers drawn by price and size, one product after the other, firms before households.
//! The published rule, visit by visit; the draws of a visit belong to buyer, product and pass.

mod buyers;
mod visits;

use super::Context;
use super::abroad::Abroad;
use super::expectations::Expectations;
use super::government::Government;
use crate::economy::FinalUse;
use crate::error::ModelError;
use crate::markets::goods::{buyers_pay, sellers_are_paid};
use crate::state::{Bought, Firms, GoodsMarket, Households};
use crate::structure::Structure;
use accounting::Ledger;
use buyers::{FirmBuyers, Retail, add};
use engine::bounds::Bounds;
use engine::math;
use visits::{Scratch, Stage, Stall, visits};

/// Response of a seller's price weight to its price: weight exp(-2 P). Source: poledna2023, eq. (A.8).
const PRICE_RESPONSE: f64 = 2.0;

/// Sellers of one product: the makers, then the importer.
#[derive(Default)]
struct Sellers {
    price: Vec<f64>,
    /// Appeal of the price.
    appeal: Vec<f64>,
    /// Supply at the start of the quarter (S0).
    supply: Vec<f64>,
    /// What is left; booked demand makes it negative.
    remaining: Vec<f64>,
    /// Capacity left to produce more next time; infinite abroad.
    spare: Vec<f64>,
}

/// Trade of the quarter: everybody looks for sellers, then purchases are paid.
///
/// A seller is drawn with the weight exp(-2 P_f) / Σ exp(-2 P) + S_f / Σ S, by price and by supply.
/// Equation: GDS-6. Source: poledna2023, section A.1.7, eq. (A.8).
///
/// # Errors
/// What somebody wants, or the price or supply of a seller, is no finite number any more: nobody could be picked.
#[expect(clippy::too_many_arguments, reason = "the market is where all sectors meet")]
pub fn trade(
    ctx: &Context,
    firms: &mut Firms,
    capital_price: &mut [f64],
    households: &mut Households,
    government: &Government,
    abroad: &Abroad,
    goods: &mut GoodsMarket,
    import_orders: &mut [f64],
    e: &Expectations,
    ledger: &mut Ledger,
) -> Result<(), ModelError> {
    search(
        ctx,
        firms,
        households,
        government,
        abroad,
        goods,
        import_orders,
        e,
    )?;
    note_prices_paid(firms, capital_price, goods);
    buyers_pay(firms, households, goods, ledger);
    sellers_are_paid(firms, goods, ledger);
    Ok(())
}

/// Price indices of the quarter, opening = 1: P^HH = Σ b_HH P_g, P^CF = Σ b_CF P_g.
/// Equation: GDS-7. Source: poledna2023, eqs. (A.32), (A.33).
pub fn index_prices(s: &Structure, goods: &mut GoodsMarket) {
    goods.consumer_price = s.cost(s.column(FinalUse::HouseholdConsumption), &goods.price);
    goods.capital_price = s.cost(s.column(FinalUse::FirmInvestment), &goods.price);
}

/// Trades all products; writes what everybody got, prices paid and orders seen.
#[expect(clippy::too_many_arguments, reason = "the market is where all sectors meet")]
fn search(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    government: &Government,
    abroad: &Abroad,
    goods: &mut GoodsMarket,
    import_orders: &mut [f64],
    e: &Expectations,
) -> Result<(), ModelError> {
    let (p, s) = (ctx.parameters, ctx.structure);
    let stop = |what: &'static str| ModelError::NotFinite {
        quarter: ctx.quarter,
        phase: "the search for sellers",
        what,
    };
    let mut scratch = Scratch::default();
    let mut sellers = Sellers::default();
    let mut buying_firms = FirmBuyers::open(ctx, firms);
    let mut retail = Retail::open(ctx, households, government, abroad, goods, e);
    check_wishes(firms, abroad, &retail).map_err(stop)?;
    goods.bought = Default::default();
    goods.imported = Bought::default();

    for g in 0..s.sectors {
        let product = g as u32;
        goods.import_price[g] = goods.price[g] * (1.0 + e.inflation);
        sellers.open(
            firms,
            &goods.makers[g],
            s.output_per_capital[g],
            goods.import_price[g],
            p.imports_mix[g] * abroad.import_supply,
        );
        // Firms buy first, in volumes.
        buying_firms.want(s, firms, g);
        sellers
            .serve(product, &mut buying_firms.stage, &mut scratch)
            .map_err(stop)?;
        let to_firms = buying_firms.receive(s, firms, g);
        // Then retail, in money.
        retail.want(households, g);
        sellers
            .serve(product, &mut retail.stage, &mut scratch)
            .map_err(stop)?;
        goods.delivered[g] = to_firms + retail.receive(households, goods, g);
        import_orders[g] = sellers.close(firms, goods, g);
    }
    Ok(())
}

/// Refuses wishes that are no numbers: says which.
fn check_wishes(firms: &Firms, abroad: &Abroad, retail: &Retail) -> Result<(), &'static str> {
    let of_firms = [
        ("materials ordered", firms.materials_ordered.iter().sum::<f64>()),
        ("investment ordered", firms.investment_ordered.iter().sum()),
    ];
    let of_abroad = [("import supply", abroad.import_supply)];
    for (what, amount) in of_firms.into_iter().chain(retail.budgets()).chain(of_abroad) {
        if !amount.is_finite() {
            return Err(what);
        }
    }
    Ok(())
}

/// Prices that each firm paid, and total firm investment.
fn note_prices_paid(firms: &mut Firms, capital_price: &mut [f64], goods: &mut GoodsMarket) {
    let mut invested = Bought::default();
    for i in 0..firms.len() {
        let per_unit = |bill: f64, volume: f64| if volume > 0.0 { bill / volume } else { 0.0 };
        firms.materials_price[i] = per_unit(firms.materials_bill[i], firms.materials_received[i]);
        capital_price[i] = per_unit(firms.investment_bill[i], firms.investment[i]);
        invested.nominal += firms.investment_bill[i];
        invested.real += firms.investment[i];
    }
    add(goods, FinalUse::FirmInvestment, invested);
}

impl Sellers {
    fn open(
        &mut self,
        firms: &Firms,
        makers: &[u32],
        per_capital: f64,
        import_price: f64,
        import_supply: f64,
    ) {
        self.price.clear();
        self.supply.clear();
        self.spare.clear();
        for i in makers.iter().map(|&i| i as usize) {
            self.price.push(firms.price[i]);
            self.supply.push(firms.output[i] + firms.finished[i]);
            self.spare.push(firms.capital[i] * per_capital - firms.output[i]);
        }
        self.price.push(import_price);
        self.appeal.clear();
        self.appeal
            .extend(self.price.iter().map(|price| math::exp(-PRICE_RESPONSE * price)));
        self.supply.push(import_supply);
        self.spare.push(f64::INFINITY);
        self.remaining.clone_from(&self.supply);
    }

    /// Serves one stage: purchases out of supply, then bookings of what is unmet on spare capacity, which deliver
    /// nothing but are seen by the seller as demand. Says what is no number if nobody can be picked.
    fn serve(&mut self, product: u32, stage: &mut Stage, scratch: &mut Scratch) -> Result<(), &'static str> {
        let in_money = stage.in_money;
        stage.begin();
        let has_goods = |own: &Self, f: usize| own.remaining[f] > 0.0;
        if self.open_stalls(scratch, in_money, |own, f| own.remaining[f], has_goods)? {
            visits(product, stage, scratch);
            for (remaining, stall) in self.remaining.iter_mut().zip(&scratch.stalls) {
                *remaining -= stall.volume(in_money);
            }
        }
        stage.leave_first_pass();
        let can_book = |own: &Self, f: usize| own.spare[f] > 0.0 && own.supply[f] > 0.0;
        if !stage.short.is_empty() && self.open_stalls(scratch, in_money, |own, f| own.spare[f], can_book)? {
            let wishes = stage.wishes_of_short();
            visits(product, stage, scratch);
            stage.restore(wishes);
            for (f, stall) in scratch.stalls.iter().enumerate() {
                let booked = stall.volume(in_money);
                self.remaining[f] -= booked;
                self.spare[f] -= booked;
            }
        }
        Ok(())
    }

    /// Opens the stalls of the sellers that take part, weighted by price and by size. False if none does; says what is
    /// no number if a weight is none.
    fn open_stalls(
        &self,
        scratch: &mut Scratch,
        in_money: bool,
        stock: impl Fn(&Self, usize) -> f64,
        takes_part: impl Fn(&Self, usize) -> bool,
    ) -> Result<bool, &'static str> {
        let n = self.price.len();
        let (mut prices, mut sizes) = (0.0, 0.0);
        for f in (0..n).filter(|&f| takes_part(self, f)) {
            prices += self.appeal[f];
            sizes += self.supply[f];
        }
        scratch.weights.clear();
        scratch.stalls.clear();
        for f in 0..n {
            let open = takes_part(self, f);
            let weight = if open {
                self.appeal[f] / prices + self.supply[f] / sizes
            } else {
                0.0
            };
            let stock = if open { stock(self, f) } else { 0.0 };
            scratch.weights.push(weight);
            scratch.stalls.push(Stall::new(stock, self.price[f], in_money));
        }
        // Also a price so high that its appeal cannot be told from zero.
        if scratch.weights.iter().any(|w| !(0.0..=2.0).contains(w)) {
            return Err("price or supply of a seller");
        }
        Ok(scratch.weights.iter().any(|w| *w > 0.0))
    }

    /// Writes sales and orders of the product back to the makers, and imports; returns the orders that the importer has seen.
    fn close(&self, firms: &mut Firms, goods: &mut GoodsMarket, g: usize) -> f64 {
        let (mut value, mut volume) = (0.0, 0.0);
        for (f, &i) in goods.makers[g].iter().enumerate() {
            let i = i as usize;
            firms.orders[i] = self.supply[f] - self.remaining[f];
            firms.sales[i] = self.supply[f].at_most(firms.orders[i]);
            value += firms.price[i] * firms.sales[i];
            volume += firms.sales[i];
        }
        let importer = self.price.len() - 1;
        let orders = self.supply[importer] - self.remaining[importer];
        goods.imports[g] = self.supply[importer].at_most(orders);
        let imported = goods.import_price[g] * goods.imports[g];
        goods.imported.nominal += imported;
        goods.imported.real += goods.imports[g];
        goods.price[g] = (value + imported) / (volume + goods.imports[g]);
        orders
    }
}
