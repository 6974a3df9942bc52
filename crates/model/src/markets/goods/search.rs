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
use engine::matching::AliasTable;

/// Response of a seller's price weight to its price: weight exp(-2 P). Source: poledna2023, eq. (A.8).
const PRICE_RESPONSE: f64 = 2.0;

/// Share of dead weight in the alias table from which it is built anew; changes speed, never a result's law.
const REBUILD_SHARE: f64 = 0.3;

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

/// One stage's buyers: what each wants, what it has got so far.
struct Buyers<'a> {
    /// Still wanted, in units of the stage: volume for firms, money for the others.
    wanted: &'a mut [f64],
    /// Firms: money paid. Others: volume received.
    counted: &'a mut [f64],
    /// Money or volume? Decides units at a visit.
    in_money: bool,
    order: Stream,
    visit: Stream,
}

/// Scratch memory of a visit round.
#[derive(Default)]
struct Scratch {
    queue: Vec<u32>,
    permutation: Vec<u32>,
    bits: Vec<u64>,
    weights: Vec<f64>,
    alive: Vec<bool>,
    table: AliasTable,
    /// Money per unit of the stage, and what is counted per unit of volume, by seller.
    unit: Vec<f64>,
    value: Vec<f64>,
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
        let mut consumed = Bought::default();
        let mut built = Bought::default();
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
            let got = got_consumption + got_housing;
            if got > 0.0 {
                consumed.real += retail_received[h] * got_consumption / got;
                built.real += retail_received[h] * got_housing / got;
            }
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
        scratch.value.clear();
        for price in &self.price {
            scratch.unit.push(if buyers.in_money { *price } else { 1.0 });
            scratch.value.push(if buyers.in_money { 1.0 } else { *price });
        }
        scratch.queue.clear();
        scratch
            .queue
            .extend((0..buyers.wanted.len() as u32).filter(|&b| buyers.wanted[b as usize] > 0.0));
        let mut pass = product;
        if self.choose(scratch, |s, f| s.remaining[f] > 0.0) {
            let (remaining, none) = (&mut self.remaining, &mut Vec::new());
            pass = visits(draws, quarter, pass, buyers, scratch, remaining, none);
        }
        let unmet: Vec<u32> = scratch
            .queue
            .iter()
            .copied()
            .filter(|&b| buyers.wanted[b as usize] > 0.0)
            .collect();
        if !unmet.is_empty() && self.choose(scratch, |s, f| s.spare[f] > 0.0 && s.supply[f] > 0.0) {
            scratch.queue.clone_from(&unmet);
            let mut booked = buyers.wanted.to_vec();
            let mut ignored = vec![0.0; buyers.wanted.len()];
            let mut bookings = Buyers {
                wanted: &mut booked,
                counted: &mut ignored,
                ..*buyers
            };
            visits(
                draws,
                quarter,
                pass,
                &mut bookings,
                scratch,
                &mut self.spare,
                &mut self.remaining,
            );
        }
    }

    /// Weights of the sellers that take part: by price and by size. False if none does.
    fn choose(&self, scratch: &mut Scratch, takes_part: impl Fn(&Self, usize) -> bool) -> bool {
        let n = self.price.len();
        scratch.alive.clear();
        scratch.alive.extend((0..n).map(|f| takes_part(self, f)));
        let attraction = |f: usize| (-PRICE_RESPONSE * self.price[f]).exp();
        let (mut prices, mut sizes) = (0.0, 0.0);
        for f in (0..n).filter(|&f| scratch.alive[f]) {
            prices += attraction(f);
            sizes += self.supply[f];
        }
        scratch.weights.clear();
        for f in 0..n {
            let weight = attraction(f) / prices + self.supply[f] / sizes;
            scratch.weights.push(if scratch.alive[f] { weight } else { 0.0 });
        }
        scratch.alive.iter().any(|a| *a)
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

/// Passes over the queue in fresh random orders until no buyer wants more or no seller is left. Each visit draws one
/// seller: if it has more than is wanted the buyer is served and leaves, else the seller gives all and leaves.
/// `also` is lowered by the same volume (bookings lower what sellers see as left). Returns the next pass number.
fn visits(
    draws: &Draws,
    quarter: u32,
    mut pass: u32,
    buyers: &mut Buyers,
    scratch: &mut Scratch,
    stock: &mut [f64],
    also: &mut Vec<f64>,
) -> u32 {
    let Scratch {
        queue,
        permutation,
        bits,
        weights,
        alive,
        table,
        unit,
        value,
    } = scratch;
    let mut left = alive.iter().filter(|a| **a).count();
    table.rebuild(weights);
    let (mut total, mut dead): (f64, f64) = (weights.iter().sum(), 0.0);
    bits.resize(buyers.wanted.len(), 0);
    while !queue.is_empty() && left > 0 {
        draws.shuffle(buyers.order, quarter, pass, permutation, queue.len());
        draws.fill_bits(buyers.visit, quarter, pass, bits);
        for &place in permutation.iter() {
            let b = queue[place as usize] as usize;
            let f = if draws.is_silent() {
                alive
                    .iter()
                    .position(|a| *a)
                    .expect("Invariant: a seller is left")
            } else {
                let mut draw = bits[b];
                let mut f = table.pick(draw);
                while !alive[f] {
                    draw = remix(draw);
                    f = table.pick(draw);
                }
                f
            };
            let wanted = buyers.wanted[b];
            let volume = wanted / unit[f];
            if stock[f] > volume {
                stock[f] -= volume;
                if !also.is_empty() {
                    also[f] -= volume;
                }
                buyers.counted[b] += volume * value[f];
                buyers.wanted[b] = 0.0;
                continue;
            }
            let volume = stock[f];
            stock[f] = 0.0;
            if !also.is_empty() {
                also[f] -= volume;
            }
            buyers.counted[b] += volume * value[f];
            buyers.wanted[b] -= volume * unit[f];
            alive[f] = false;
            left -= 1;
            dead += weights[f];
            weights[f] = 0.0;
            if left == 0 {
                break;
            }
            if dead > REBUILD_SHARE * total {
                table.rebuild(weights);
                total -= dead;
                dead = 0.0;
            }
        }
        queue.retain(|&b| buyers.wanted[b as usize] > 0.0);
        pass += PASS_STRIDE;
    }
    pass
}

/// Distance between the draw numbers of two passes: more than any number of products.
const PASS_STRIDE: u32 = 1 << 16;

/// Fresh bits from a draw that fell on a seller without stock (the finaliser of SplitMix64).
fn remix(bits: u64) -> u64 {
    let mut x = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
