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
use engine::matching::{AliasTable, shuffle};

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
    booked: Vec<f64>,
    ignored: Vec<f64>,
    weights: Vec<f64>,
    table: AliasTable,
    /// Money per unit of the stage, and what is counted per unit of volume, by seller.
    unit: Vec<f64>,
    per_unit: Vec<f64>,
    value: Vec<f64>,
    /// Sellers of the next buyers.
    picks: Vec<u32>,
    /// Words for four products at a time: order of buyers, and seller visited by each buyer; by stage.
    words: [[Vec<u32>; 2]; 2],
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

/// Passes over the queue in fresh random orders until no buyer wants more or no seller is left. Each visit draws one
/// seller: if it has more than is wanted the buyer is served and leaves, else the seller gives all and leaves.
/// `also` is lowered by the same volume (bookings lower what sellers see as left). Returns the next pass number.
fn visits(
    draws: &Draws,
    [quarter, product]: [u32; 2],
    mut pass: u32,
    buyers: &mut Buyers,
    scratch: &mut Scratch,
    stock: &mut [f64],
    also: &mut [f64],
) -> u32 {
    let Scratch {
        queue,
        weights,
        table,
        unit,
        per_unit,
        value,
        words,
        picks,
        ..
    } = scratch;
    let mut left = weights.iter().filter(|w| **w > 0.0).count();
    table.rebuild(weights);
    let all = buyers.wanted.len();
    let [order, visit] = &mut words[usize::from(buyers.in_money)];
    let (weights, unit, per_unit, value) = (&mut weights[..], &unit[..], &per_unit[..], &value[..]);
    let lane = (product % PRODUCTS_PER_BLOCK) as usize * all;
    while !queue.is_empty() && left > 0 {
        let k = pass << PASS_SHIFT | product / PRODUCTS_PER_BLOCK;
        // The first pass is the long one: its words are made for four products at a time.
        if pass == 0 && (product % PRODUCTS_PER_BLOCK == 0 || order.len() != 4 * all) {
            order.resize(4 * all, 0);
            visit.resize(4 * all, 0);
            draws.fill_words(buyers.order, quarter, k, order);
            draws.fill_words(buyers.visit, quarter, k, visit);
        }
        let word = |stream: Stream, agent: u32| {
            draws.block(stream, quarter, agent, k)[(product % PRODUCTS_PER_BLOCK) as usize]
        };
        if draws.is_silent() {
            // Buyers as stored.
        } else if pass == 0 {
            shuffle(queue, &order[lane..lane + all]);
        } else {
            let words: Vec<u32> = (0..queue.len() as u32)
                .map(|place| word(buyers.order, place))
                .collect();
            shuffle(queue, &words);
        }
        let wanted = &mut *buyers.wanted;
        let counted = &mut *buyers.counted;
        let first_words = if pass == 0 { &visit[lane..lane + all] } else { &[] };
        for piece in queue.chunks(PIECE) {
            // Sellers of a piece are picked ahead; who has sold out meanwhile is drawn again.
            picks.clear();
            if draws.is_silent() {
                picks.resize(piece.len(), 0);
            } else if pass == 0 {
                picks.extend(
                    piece
                        .iter()
                        .map(|&b| table.pick(widen(first_words[b as usize])) as u32),
                );
            } else {
                picks.extend(
                    piece
                        .iter()
                        .map(|&b| table.pick(widen(word(buyers.visit, b))) as u32),
                );
            }
            for (&b, &f) in piece.iter().zip(picks.iter()) {
                let (b, mut f) = (b as usize, f as usize);
                let mut redraws = 0;
                while weights[f] == 0.0 {
                    f = if draws.is_silent() {
                        f + 1
                    } else {
                        redraws += 1;
                        table.pick(remix(u64::from(word(buyers.visit, b as u32)), redraws))
                    };
                }
                let volume = wanted[b] * per_unit[f];
                if stock[f] > volume {
                    stock[f] -= volume;
                    wanted[b] = 0.0;
                    counted[b] += volume * value[f];
                    if let Some(also) = also.get_mut(f) {
                        *also -= volume;
                    }
                    continue;
                }
                let volume = stock[f];
                stock[f] = 0.0;
                wanted[b] -= volume * unit[f];
                counted[b] += volume * value[f];
                if let Some(also) = also.get_mut(f) {
                    *also -= volume;
                }
                weights[f] = 0.0;
                left -= 1;
                if left == 0 {
                    break;
                }
                table.rebuild(weights);
            }
            if left == 0 {
                break;
            }
        }
        queue.retain(|&b| buyers.wanted[b as usize] > 0.0);
        queue.sort_unstable();
        pass += 1;
    }
    pass
}

/// Buyers whose sellers are picked ahead.
const PIECE: usize = 512;

/// Products whose words come out of one block.
const PRODUCTS_PER_BLOCK: u32 = 4;

/// Bits kept for the product group in a draw number; the pass stands above them.
const PASS_SHIFT: u32 = 16;

/// A word as the leading bits of a pick.
#[inline]
fn widen(word: u32) -> u64 {
    u64::from(word) << 32
}

/// Fresh bits from a word whose pick fell on a seller without stock: the `n`-th output of SplitMix64 seeded by it.
fn remix(word: u64, n: u64) -> u64 {
    let mut x = word.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
