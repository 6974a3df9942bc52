//! The goods market: buyers visit sellers drawn by price and size, one product after the other, firms
//! before households. Exact sequential rule; the draws of a visit belong to buyer, product and pass.

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
    let p = ctx.parameters;
    let stop = |what: &'static str| ModelError::NotFinite {
        quarter: ctx.quarter,
        phase: "the search for sellers",
        what,
    };
    let s = ctx.structure;
    let column = |user| s.column(user);
    let reweighted = |c: usize| -> Vec<f64> {
        let cost = s.cost(c, &goods.price);
        (0..s.sectors)
            .map(|g| s.share(g, c) * goods.price[g] / cost)
            .collect()
    };
    let consumption_share = reweighted(column(FinalUse::HouseholdConsumption));
    let housing_share = reweighted(column(FinalUse::Housing));
    let export_share = reweighted(column(FinalUse::Exports));
    let government_share = reweighted(column(FinalUse::GovernmentConsumption));
    let export_cost = s.cost(column(FinalUse::Exports), &goods.price);
    let export_budget = abroad.export_demand / p.foreign_consumers as f64 * export_cost * (1.0 + e.inflation);
    let government_budget = government.consumption_budget / p.government_consumers as f64;

    let (n, homes) = (firms.len(), households.len());
    let retail = homes + p.foreign_consumers + p.government_consumers;
    let (foreign, public) = (
        homes..homes + p.foreign_consumers,
        homes + p.foreign_consumers..retail,
    );
    let mut scratch = Scratch::default();
    let mut sellers = Sellers::default();
    let mut buying_firms = Stage::new(ctx, n, false);
    let mut buyers = Stage::new(ctx, retail, true);
    let [mut materials, mut unfilled] = [vec![0.0; n], vec![0.0; n]];

    for field in [
        &mut firms.materials_received,
        &mut firms.materials_bill,
        &mut firms.investment,
        &mut firms.investment_bill,
    ] {
        field.fill(0.0);
    }
    // Households get what they planned less what stays unfilled, product by product.
    households.consumption.clone_from(&households.consumption_budget);
    households.housing.clone_from(&households.housing_budget);
    let consumption_budget: f64 = households.consumption_budget.iter().sum();
    let housing_budget: f64 = households.housing_budget.iter().sum();
    for (what, amount) in [
        ("materials ordered", firms.materials_ordered.iter().sum()),
        ("investment ordered", firms.investment_ordered.iter().sum()),
        ("household budgets", consumption_budget + housing_budget),
        ("export demand", export_budget),
        ("government consumption", government_budget),
        ("import supply", abroad.import_supply),
    ] {
        if !f64::is_finite(amount) {
            return Err(stop(what));
        }
    }
    goods.bought = Default::default();
    goods.imported = Bought::default();

    for g in 0..s.sectors {
        goods.import_price[g] = goods.price[g] * (1.0 + e.inflation);
        sellers.open(
            firms,
            &goods.makers[g],
            s.output_per_capital[g],
            goods.import_price[g],
            p.imports_mix[g] * abroad.import_supply,
        );

        // Firms buy first, in volumes.
        let shares = s.shares(g);
        let capital_share = s.share(g, column(FinalUse::FirmInvestment));
        for i in 0..n {
            materials[i] = shares[firms.sector(i)] * firms.materials_ordered[i];
            buying_firms.wanted[i] = materials[i] + capital_share * firms.investment_ordered[i];
        }
        sellers
            .serve(g as u32, &mut buying_firms, &mut scratch)
            .map_err(stop)?;
        unfilled.fill(0.0);
        for &i in &buying_firms.short {
            unfilled[i as usize] = buying_firms.wanted[i as usize];
        }
        let mut delivered = 0.0;
        for i in 0..n {
            let investment = capital_share * firms.investment_ordered[i];
            // A shortage hits investment first.
            let got_materials = materials[i] - (unfilled[i] - investment).at_least(0.0);
            let got_investment = (investment - unfilled[i]).at_least(0.0);
            let got = got_materials + got_investment;
            delivered += got;
            if got > 0.0 {
                firms.materials_received[i] += got_materials;
                firms.investment[i] += got_investment;
                let price = buying_firms.counted[i] / got;
                firms.materials_bill[i] += price * got_materials;
                firms.investment_bill[i] += price * got_investment;
            }
        }

        // Then retail, in money.
        let (for_consumption, for_housing) = (consumption_share[g], housing_share[g]);
        let budgets = households
            .consumption_budget
            .iter()
            .zip(&households.housing_budget);
        for (wanted, (consumption, housing)) in buyers.wanted.iter_mut().zip(budgets) {
            *wanted = for_consumption * consumption + for_housing * housing;
        }
        buyers.wanted[foreign.clone()].fill(export_share[g] * export_budget);
        buyers.wanted[public.clone()].fill(government_share[g] * government_budget);
        sellers.serve(g as u32, &mut buyers, &mut scratch).map_err(stop)?;
        let [mut received, exported, for_government] =
            [0..homes, foreign.clone(), public.clone()].map(|group| sum(&buyers.counted[group]));
        delivered += received + exported + for_government;
        let mut consumed = Bought {
            nominal: for_consumption * consumption_budget,
            real: 0.0,
        };
        let mut built = Bought {
            nominal: for_housing * housing_budget,
            real: 0.0,
        };
        for h in buyers.short.iter().map(|&b| b as usize).filter(|h| *h < homes) {
            let (unfilled, counted) = (buyers.wanted[h], buyers.counted[h]);
            received -= counted;
            let consumption = for_consumption * households.consumption_budget[h];
            let housing = for_housing * households.housing_budget[h];
            // A shortage hits housing first.
            let short_of_housing = unfilled.at_most(housing);
            let short_of_consumption = unfilled - short_of_housing;
            households.consumption[h] -= short_of_consumption;
            households.housing[h] -= short_of_housing;
            consumed.nominal -= short_of_consumption;
            built.nominal -= short_of_housing;
            let got = consumption + housing - unfilled;
            if got > 0.0 {
                let built_real = counted * (housing - short_of_housing) / got;
                built.real += built_real;
                consumed.real += counted - built_real;
            }
        }
        // All households split their spending alike, so what is received in full is split in proportion.
        let planned = for_consumption * consumption_budget + for_housing * housing_budget;
        if planned > 0.0 {
            let built_real = received * for_housing * housing_budget / planned;
            built.real += built_real;
            consumed.real += received - built_real;
        }
        add(goods, FinalUse::HouseholdConsumption, consumed);
        add(goods, FinalUse::Housing, built);
        for (user, group, budget, real) in [
            (
                FinalUse::Exports,
                &foreign,
                export_share[g] * export_budget,
                exported,
            ),
            (
                FinalUse::GovernmentConsumption,
                &public,
                government_share[g] * government_budget,
                for_government,
            ),
        ] {
            let short = buyers.short.iter().map(|&b| b as usize);
            let unfilled: f64 = short
                .filter(|b| group.contains(b))
                .map(|b| buyers.wanted[b])
                .sum();
            let nominal = budget * group.len() as f64 - unfilled;
            add(goods, user, Bought { nominal, real });
        }
        goods.delivered[g] = delivered;
        import_orders[g] = sellers.close(firms, goods, g);
    }
    Ok(())
}

/// Sum in lanes side by side, of which LLVM makes vector instructions.
fn sum(numbers: &[f64]) -> f64 {
    const LANES: usize = 8;
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        for lane in 0..LANES {
            sums[lane] += chunk[lane];
        }
    }
    sums.iter().chain(rest).sum()
}

/// Adds to the purchases of a final use.
fn add(goods: &mut GoodsMarket, user: FinalUse, bought: Bought) {
    goods.bought[user as usize].nominal += bought.nominal;
    goods.bought[user as usize].real += bought.real;
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
    /// nothing but are seen by the seller as demand.
    /// Says what is no number if nobody can be picked.
    fn serve(&mut self, product: u32, stage: &mut Stage, scratch: &mut Scratch) -> Result<(), &'static str> {
        let in_money = stage.in_money;
        stage.begin();
        let has_goods = |s: &Self, f: usize| s.remaining[f] > 0.0;
        if self.open_stalls(scratch, in_money, |s, f| s.remaining[f], has_goods)? {
            visits(product, stage, scratch);
            for (remaining, stall) in self.remaining.iter_mut().zip(&scratch.stalls) {
                *remaining -= stall.volume(in_money);
            }
        }
        stage.leave_first_pass();
        let can_book = |s: &Self, f: usize| s.spare[f] > 0.0 && s.supply[f] > 0.0;
        if !stage.short.is_empty() && self.open_stalls(scratch, in_money, |s, f| s.spare[f], can_book)? {
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
