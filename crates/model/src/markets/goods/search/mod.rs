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

use visits::{Buyers, Scratch, visits};

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
    let (mut firm_wanted, mut firm_paid) = (vec![0.0; n], vec![0.0; n]);
    let (mut retail_wanted, mut retail_received) = (vec![0.0; retail], vec![0.0; retail]);

    for field in [&mut firms.materials_received, &mut firms.materials_bill] {
        field.fill(0.0);
    }
    for field in [
        &mut firms.investment,
        &mut firms.investment_bill,
        &mut households.consumption,
        &mut households.housing,
    ] {
        field.fill(0.0);
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
        let capital_share = s.share(g, column(FinalUse::FirmInvestment));
        for i in 0..n {
            firm_wanted[i] = s.share(g, firms.sector(i)) * firms.materials_ordered[i]
                + capital_share * firms.investment_ordered[i];
            firm_paid[i] = 0.0;
        }
        let mut buyers = Buyers {
            wanted: &mut firm_wanted,
            counted: &mut firm_paid,
            in_money: false,
            order: Stream::FirmBuyerOrder,
            visit: Stream::FirmVisit,
        };
        sellers.serve(&ctx.draws, ctx.t, g as u32, &mut buyers, &mut scratch);
        let mut delivered = 0.0;
        for i in 0..n {
            let materials = s.share(g, firms.sector(i)) * firms.materials_ordered[i];
            let investment = capital_share * firms.investment_ordered[i];
            let unfilled = firm_wanted[i];
            // A shortage hits investment first.
            let got_materials = materials - (unfilled - investment).max(0.0);
            let got_investment = (investment - unfilled).max(0.0);
            let got = got_materials + got_investment;
            delivered += got;
            if got > 0.0 {
                firms.materials_received[i] += got_materials;
                firms.investment[i] += got_investment;
                firms.materials_bill[i] += firm_paid[i] * got_materials / got;
                firms.investment_bill[i] += firm_paid[i] * got_investment / got;
            }
        }

        // Then retail, in money.
        for h in 0..homes {
            retail_wanted[h] = consumption_share[g] * households.consumption_budget[h]
                + housing_share[g] * households.housing_budget[h];
        }
        retail_wanted[foreign.clone()].fill(export_share[g] * export_budget);
        retail_wanted[public.clone()].fill(government_share[g] * government_budget);
        retail_received.fill(0.0);
        let mut buyers = Buyers {
            wanted: &mut retail_wanted,
            counted: &mut retail_received,
            in_money: true,
            order: Stream::RetailOrder,
            visit: Stream::RetailVisit,
        };
        sellers.serve(&ctx.draws, ctx.t, g as u32, &mut buyers, &mut scratch);
        let (mut consumed, mut built) = (Bought::default(), Bought::default());
        for h in 0..homes {
            let consumption = consumption_share[g] * households.consumption_budget[h];
            let housing = housing_share[g] * households.housing_budget[h];
            let unfilled = retail_wanted[h];
            // A shortage hits housing first.
            let got_consumption = consumption - (unfilled - housing).max(0.0);
            let got_housing = (housing - unfilled).max(0.0);
            households.consumption[h] += got_consumption;
            households.housing[h] += got_housing;
            consumed.nominal += got_consumption;
            built.nominal += got_housing;
            // Nothing bought, nothing received: the guard only avoids 0/0.
            let got = (got_consumption + got_housing).max(f64::MIN_POSITIVE);
            let built_real = retail_received[h] * (got_housing / got);
            built.real += built_real;
            consumed.real += retail_received[h] - built_real;
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
            let unfilled: f64 = retail_wanted[buyers.clone()].iter().sum();
            let nominal = budget * buyers.len() as f64 - unfilled;
            let real = retail_received[buyers].iter().sum();
            goods.add(user, Bought { nominal, real });
        }
        goods.delivered[g] = delivered + retail_received.iter().sum::<f64>();
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
        scratch.unit.clear();
        scratch.per_unit.clear();
        scratch.value.clear();
        for price in &self.price {
            let unit = if buyers.in_money { *price } else { 1.0 };
            scratch.unit.push(unit);
            scratch.per_unit.push(1.0 / unit);
            scratch.value.push(if buyers.in_money { 1.0 } else { *price });
        }
        scratch.queue.clear();
        // Who wants nothing visits too and buys nothing: cheaper than asking first.
        scratch.queue.extend(0..buyers.wanted.len() as u32);
        let mut pass = 0;
        if self.choose(scratch, |s, f| s.remaining[f] > 0.0) {
            pass = visits(
                draws,
                [quarter, product],
                pass,
                buyers,
                scratch,
                &mut self.remaining,
                &mut [],
            );
        }
        scratch.queue.retain(|&b| buyers.wanted[b as usize] > 0.0);
        if !scratch.queue.is_empty() && self.choose(scratch, |s, f| s.spare[f] > 0.0 && s.supply[f] > 0.0) {
            let mut booked = std::mem::take(&mut scratch.booked);
            let mut ignored = std::mem::take(&mut scratch.ignored);
            booked.clear();
            booked.extend_from_slice(buyers.wanted);
            ignored.resize(booked.len(), 0.0);
            let mut bookings = Buyers {
                wanted: &mut booked,
                counted: &mut ignored,
                ..*buyers
            };
            let at = [quarter, product];
            visits(
                draws,
                at,
                pass,
                &mut bookings,
                scratch,
                &mut self.spare,
                &mut self.remaining,
            );
            (scratch.booked, scratch.ignored) = (booked, ignored);
        }
    }

    /// Weights of the sellers that take part: by price and by size. False if none does.
    fn choose(&self, scratch: &mut Scratch, takes_part: impl Fn(&Self, usize) -> bool) -> bool {
        let n = self.price.len();
        let attraction = |f: usize| (-PRICE_RESPONSE * self.price[f]).exp();
        let (mut prices, mut sizes) = (0.0, 0.0);
        for f in (0..n).filter(|&f| takes_part(self, f)) {
            prices += attraction(f);
            sizes += self.supply[f];
        }
        scratch.weights.clear();
        scratch.weights.extend((0..n).map(|f| {
            if takes_part(self, f) {
                attraction(f) / prices + self.supply[f] / sizes
            } else {
                0.0
            }
        }));
        scratch.weights.iter().any(|w| *w > 0.0)
    }

    /// Writes sales and orders of the product back to makers and importer.
    fn close(&self, firms: &mut Firms, goods: &mut GoodsMarket, g: usize) {
        let (mut value, mut volume) = (0.0, 0.0);
        for (f, &i) in goods.makers[g].iter().enumerate() {
            let i = i as usize;
            firms.orders[i] = self.supply[f] - self.remaining[f];
            firms.sales[i] = self.supply[f].min(firms.orders[i]);
            value += firms.price[i] * firms.sales[i];
            volume += firms.sales[i];
        }
        let importer = self.price.len() - 1;
        goods.import_orders[g] = self.supply[importer] - self.remaining[importer];
        goods.imports[g] = self.supply[importer].min(goods.import_orders[g]);
        let imported = goods.import_price[g] * goods.imports[g];
        goods.imported.nominal += imported;
        goods.imported.real += goods.imports[g];
        goods.price[g] = (value + imported) / (volume + goods.imports[g]);
    }
}
