//! The published goods market: buyers visit sellers drawn by price and size, one product after the other, firms
//! before households. Exact sequential rule; the draws of a visit belong to buyer, product and pass.
//! Source: poledna2023, section A.1.7.

use super::{Bought, GoodsMarket};
use crate::economy::FinalUse;
use crate::processes::expectations::Expectations;
use crate::published::PublishedParameters;
use crate::sectors::firms::Firms;
use crate::sectors::government::Government;
use crate::sectors::households::Households;
use crate::sectors::rest_of_world::RestOfWorld;
use crate::streams::Stream;
use crate::world::Context;
use engine::draws::Draws;

mod visits;

use engine::bounds::Bounds;
use visits::{Buyers, Scratch, Stall, Wish, visits};

/// Response of a seller's price weight to its price: weight exp(-2 P). Source: poledna2023, eq. (A.8).
const PRICE_RESPONSE: f64 = 2.0;

/// Sellers of one product: the makers, then the importer.
#[derive(Default)]
struct Sellers {
    price: Vec<f64>,
    /// Supply at the start of the quarter (S0).
    supply: Vec<f64>,
    /// What is left; booked demand makes it negative.
    remaining: Vec<f64>,
    /// Capacity left to produce more next time; infinite abroad.
    spare: Vec<f64>,
}

/// Trades all products; writes what everybody got, prices paid and orders seen.
#[expect(clippy::too_many_arguments, reason = "the market is where all sectors meet")]
pub(super) fn trade(
    ctx: &Context,
    p: &PublishedParameters,
    firms: &mut Firms,
    households: &mut Households,
    government: &Government,
    abroad: &RestOfWorld,
    goods: &mut GoodsMarket,
    e: &Expectations,
) {
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
    let mut firm_wishes = vec![Wish::default(); n];
    let mut retail_wishes = vec![Wish::default(); retail];

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
        let capital_share = s.share(g, column(FinalUse::FirmInvestment));
        for i in 0..n {
            let wanted = s.share(g, firms.sector(i)) * firms.materials_ordered[i]
                + capital_share * firms.investment_ordered[i];
            firm_wishes[i] = Wish { wanted, counted: 0.0 };
        }
        let mut buyers = Buyers {
            wishes: &mut firm_wishes,
            in_money: false,
            order: Stream::FirmBuyerOrder,
            visit: Stream::FirmVisit,
        };
        sellers.serve(&ctx.draws, ctx.t, g as u32, &mut buyers, &mut scratch);
        let mut delivered = 0.0;
        for i in 0..n {
            let materials = s.share(g, firms.sector(i)) * firms.materials_ordered[i];
            let investment = capital_share * firms.investment_ordered[i];
            let Wish {
                wanted: unfilled,
                counted: paid,
            } = firm_wishes[i];
            // A shortage hits investment first.
            let got_materials = materials - (unfilled - investment).at_least(0.0);
            let got_investment = (investment - unfilled).at_least(0.0);
            let got = got_materials + got_investment;
            delivered += got;
            if got > 0.0 {
                firms.materials_received[i] += got_materials;
                firms.investment[i] += got_investment;
                firms.materials_bill[i] += paid * got_materials / got;
                firms.investment_bill[i] += paid * got_investment / got;
            }
        }

        // Then retail, in money.
        let (for_consumption, for_housing) = (consumption_share[g], housing_share[g]);
        for h in 0..homes {
            let wanted = for_consumption * households.consumption_budget[h]
                + for_housing * households.housing_budget[h];
            retail_wishes[h] = Wish { wanted, counted: 0.0 };
        }
        let wish = |wanted: f64| Wish { wanted, counted: 0.0 };
        retail_wishes[foreign.clone()].fill(wish(export_share[g] * export_budget));
        retail_wishes[public.clone()].fill(wish(government_share[g] * government_budget));
        let mut buyers = Buyers {
            wishes: &mut retail_wishes,
            in_money: true,
            order: Stream::RetailOrder,
            visit: Stream::RetailVisit,
        };
        sellers.serve(&ctx.draws, ctx.t, g as u32, &mut buyers, &mut scratch);
        let mut consumed = Bought {
            nominal: for_consumption * consumption_budget,
            real: 0.0,
        };
        let mut built = Bought {
            nominal: for_housing * housing_budget,
            real: 0.0,
        };
        // All households split their spending alike, so what is received in full is split in proportion.
        let mut received = 0.0;
        for h in 0..homes {
            let Wish {
                wanted: unfilled,
                counted,
            } = retail_wishes[h];
            if unfilled == 0.0 {
                received += counted;
                continue;
            }
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
        let planned = for_consumption * consumption_budget + for_housing * housing_budget;
        if planned > 0.0 {
            let built_real = received * for_housing * housing_budget / planned;
            built.real += built_real;
            consumed.real += received - built_real;
        }
        goods.add(FinalUse::HouseholdConsumption, consumed);
        goods.add(FinalUse::Housing, built);
        for (user, buyers, budget) in [
            (
                FinalUse::Exports,
                foreign.clone(),
                export_share[g] * export_budget,
            ),
            (
                FinalUse::GovernmentConsumption,
                public.clone(),
                government_share[g] * government_budget,
            ),
        ] {
            let unfilled: f64 = retail_wishes[buyers.clone()].iter().map(|w| w.wanted).sum();
            let nominal = budget * buyers.len() as f64 - unfilled;
            let real = retail_wishes[buyers].iter().map(|w| w.counted).sum();
            goods.add(user, Bought { nominal, real });
        }
        goods.delivered[g] = delivered + retail_wishes.iter().map(|w| w.counted).sum::<f64>();
        sellers.close(firms, goods, g);
    }
    finish(firms, goods);
}

impl GoodsMarket {
    fn add(&mut self, user: FinalUse, bought: Bought) {
        self.bought[user as usize].nominal += bought.nominal;
        self.bought[user as usize].real += bought.real;
    }
}

/// Prices that each firm paid, and total firm investment.
fn finish(firms: &mut Firms, goods: &mut GoodsMarket) {
    let mut invested = Bought::default();
    for i in 0..firms.len() {
        let per_unit = |bill: f64, volume: f64| if volume > 0.0 { bill / volume } else { 0.0 };
        firms.materials_price[i] = per_unit(firms.materials_bill[i], firms.materials_received[i]);
        firms.capital_price[i] = per_unit(firms.investment_bill[i], firms.investment[i]);
        invested.nominal += firms.investment_bill[i];
        invested.real += firms.investment[i];
    }
    goods.add(FinalUse::FirmInvestment, invested);
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
        self.supply.push(import_supply);
        self.spare.push(f64::INFINITY);
        self.remaining.clone_from(&self.supply);
    }

    /// Serves one stage: purchases out of supply, then bookings of what is unmet on spare capacity, which deliver
    /// nothing but are seen by the seller as demand.
    fn serve(
        &mut self,
        draws: &Draws,
        quarter: u32,
        product: u32,
        buyers: &mut Buyers,
        scratch: &mut Scratch,
    ) {
        scratch.queue.clear();
        // Who wants nothing visits too and buys nothing: cheaper than asking first.
        scratch.queue.extend(0..buyers.wishes.len() as u32);
        let at = [quarter, product];
        let mut pass = 0;
        if self.open_stalls(
            scratch,
            buyers.in_money,
            |s, f| s.remaining[f],
            |s, f| s.remaining[f] > 0.0,
        ) {
            pass = visits(draws, at, pass, buyers, scratch);
            for (remaining, stall) in self.remaining.iter_mut().zip(&scratch.stalls) {
                // Who has sold out has exactly nothing left.
                *remaining = if stall.stock > 0.0 {
                    *remaining - stall.sold
                } else {
                    remaining.at_most(0.0)
                };
            }
        }
        scratch.queue.retain(|&b| buyers.wishes[b as usize].wanted > 0.0);
        let can_book = |s: &Self, f: usize| s.spare[f] > 0.0 && s.supply[f] > 0.0;
        if !scratch.queue.is_empty()
            && self.open_stalls(scratch, buyers.in_money, |s, f| s.spare[f], can_book)
        {
            let mut booked = std::mem::take(&mut scratch.booked);
            booked.clear();
            booked.extend_from_slice(buyers.wishes);
            visits(
                draws,
                at,
                pass,
                &mut Buyers {
                    wishes: &mut booked,
                    ..*buyers
                },
                scratch,
            );
            scratch.booked = booked;
            for (f, stall) in scratch.stalls.iter().enumerate() {
                self.remaining[f] -= stall.sold;
                if can_book(self, f) {
                    self.spare[f] = stall.stock;
                }
            }
        }
    }

    /// Opens the stalls of the sellers that take part, weighted by price and by size. False if none does.
    fn open_stalls(
        &self,
        scratch: &mut Scratch,
        in_money: bool,
        stock: impl Fn(&Self, usize) -> f64,
        takes_part: impl Fn(&Self, usize) -> bool,
    ) -> bool {
        let n = self.price.len();
        let attraction = |f: usize| (-PRICE_RESPONSE * self.price[f]).exp();
        let (mut prices, mut sizes) = (0.0, 0.0);
        for f in (0..n).filter(|&f| takes_part(self, f)) {
            prices += attraction(f);
            sizes += self.supply[f];
        }
        scratch.weights.clear();
        scratch.stalls.clear();
        for f in 0..n {
            let open = takes_part(self, f);
            let weight = if open {
                attraction(f) / prices + self.supply[f] / sizes
            } else {
                0.0
            };
            let stock = if open { stock(self, f) } else { 0.0 };
            scratch.weights.push(weight);
            scratch.stalls.push(Stall::new(stock, self.price[f], in_money));
        }
        scratch.weights.iter().any(|w| *w > 0.0)
    }

    /// Writes sales and orders of the product back to makers and importer.
    fn close(&self, firms: &mut Firms, goods: &mut GoodsMarket, g: usize) {
        let (mut value, mut volume) = (0.0, 0.0);
        for (f, &i) in goods.makers[g].iter().enumerate() {
            let i = i as usize;
            firms.orders[i] = self.supply[f] - self.remaining[f];
            firms.sales[i] = self.supply[f].at_most(firms.orders[i]);
            value += firms.price[i] * firms.sales[i];
            volume += firms.sales[i];
        }
        let importer = self.price.len() - 1;
        goods.import_orders[g] = self.supply[importer] - self.remaining[importer];
        goods.imports[g] = self.supply[importer].at_most(goods.import_orders[g]);
        let imported = goods.import_price[g] * goods.imports[g];
        goods.imported.nominal += imported;
        goods.imported.real += goods.imports[g];
        goods.price[g] = (value + imported) / (volume + goods.imports[g]);
    }
}
