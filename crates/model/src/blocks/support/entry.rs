//! Entry and exit beyond one successor for each firm that leaves.

use super::Params;
use super::{Block, Founded, Support, normal_margin};
use crate::agents::bank::lending_room;
use crate::context::Context;
use crate::core::Rules;
use crate::processes::innovation::usual_new_plant;
use crate::state::{Bank, Banks, Columns, Firms, GoodsMarket, Households};
use crate::streams::Stream;
use crate::structure::Structure;
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;
use engine::math;

/// New firms open their doors, owners found further ones where support promises profit above the hurdle, and where it no
/// longer does some of the firms that left find no successor.
///
/// With n firms over the opening's, m the normal margin, c the share of cost and s the support that a newcomer gets, over sales: the
/// margin over cost that n rivals leave is (m/c) n^-ε, and that over sales μ = m - m c (1 - n^-ε) / (c + m n^-ε), so that a few
/// firms that are left never take all of the price. Equation: SUP-4. Source: bresnahan1991 (sign); size in the pack.
///
/// A firm is worth V = (μ + s) / (m n) of one at the opening, whose owner just earned the return asked for.
/// Entrants beyond successors: h η (V - 1) n N_0 if V > 1; a firm that left has no successor with chance η (1 - V) if
/// V < 1. If the bank has room for R of the loans ΣL that they ask for, min(1, R / ΣL) of them come, in every sector alike.
/// Equation: SUP-5. Source: hopenhayn1992 (free entry), melitz2003 (selection). Who enters is drawn from a pool of
/// width W = √12 σ_E in log productivity; support moves the threshold, so new firms have q = -W η (s / m) u, u uniform.
pub fn renew_firms(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    households: &mut Households,
    banks: &Banks,
    goods: &mut GoodsMarket,
    ledger: &mut Ledger,
) {
    let Some(Block {
        p: b, state: support, ..
    }) = block
    else {
        return;
    };
    let g = ctx.rules;
    for Founded { firm, quality } in std::mem::take(&mut support.building) {
        open(g, ctx, firms, goods, firm, b.entrant_size);
        support.quality[firm] = quality;
        support.met[firm] = true;
    }
    // Founders come before those who leave, so no row passes from one to the other within a quarter.
    let attracted: Vec<(Prospects, f64)> = (0..goods.makers.len())
        .map(|k| {
            let prospects = Prospects::of(ctx, g, b, support, firms, goods, k);
            let wanted = b.entry_rate
                * b.entry_response
                * (prospects.worth - 1.0)
                * prospects.rivals
                * support.opening_firms[k];
            (prospects, wanted.at_least(0.0))
        })
        .collect();
    // Where the bank cannot lend to all, fewer come in every sector alike: no sector stands before another.
    let newcomer = |firms: &Firms, goods: &GoodsMarket, k: usize| {
        let share = entrant_share(firms, goods, k, b.entrant_size);
        Newcomer::of(g, ctx.structure, firms, goods, k, share)
    };
    let loans = attracted
        .iter()
        .enumerate()
        .filter(|(_, (_, wanted))| *wanted > 0.0)
        .map(|(k, (_, wanted))| wanted * newcomer(firms, goods, k).loan);
    let room_of = |bank: &Bank| lending_room(ctx, ledger, bank.institution).at_least(0.0);
    let (asked, room) = (loans.sum::<f64>(), banks.sum(room_of));
    let served = if asked > room { room / asked } else { 1.0 };
    for (k, (prospects, wanted)) in attracted.into_iter().enumerate() {
        let luck = ctx.draws.uniform(Stream::NetEntry, ctx.t, k as u32, 2);
        for _ in 0..(served * wanted + luck).floor() as u32 {
            let plan = newcomer(firms, goods, k);
            let Some(i) = found(ctx, firms, households, banks, ledger, k, &plan) else {
                break;
            };
            let quality = prospects.born(ctx, firms.id(i));
            support.building.push(Founded { firm: i, quality });
        }
    }
    for k in 0..goods.makers.len() {
        let prospects = Prospects::of(ctx, g, b, support, firms, goods, k);
        let unfilled = b.entry_response * (1.0 - prospects.worth);
        for i in goods.makers[k].clone().into_iter().map(|i| i as usize) {
            if std::mem::replace(&mut support.met[i], true) {
                continue;
            }
            support.quality[i] = prospects.born(ctx, firms.id(i));
            let luck = ctx.draws.uniform(Stream::NetEntry, ctx.t, firms.id(i), 0);
            // A venture that has taken over a plant keeps its staff: nobody left.
            let left = firms.heads[i] == 0;
            // The last firm of a sector always finds a successor: somebody serves the market.
            if left && luck < unfilled && goods.makers[k].len() > 1 {
                close(firms, goods, ledger, k, i);
            }
        }
        goods.margin_given_up[k] = prospects.given_up;
    }
}

/// What a sector offers to a newcomer.
struct Prospects {
    /// Firms over those of the opening (n).
    rivals: f64,
    /// Worth of a firm over that of one at the opening (V).
    worth: f64,
    /// Margin that rivals have competed away (SUP-4).
    given_up: f64,
    /// Fall of the threshold of entry, log, over the pool's.
    lift: f64,
}

impl Prospects {
    fn of(
        ctx: &Context,
        g: &Rules,
        b: &Params,
        support: &Support,
        firms: &Firms,
        goods: &GoodsMarket,
        k: usize,
    ) -> Self {
        let margin = normal_margin(g, ctx.structure, k);
        let rivals = rivals(firms, goods, k, b.entrant_size, support.opening_firms[k]);
        let cost = ctx.structure.cost_share[k];
        let left = math::pow(rivals, -b.margin_response);
        let given_up = margin * cost * (1.0 - left) / (cost + margin * left);
        let width = 12.0_f64.sqrt() * b.entrant_spread;
        Self {
            rivals,
            worth: (margin - given_up + support.open_rate[k]) / (margin * rivals),
            given_up,
            lift: width * (b.entry_response * support.open_rate[k] / margin),
        }
    }

    /// Log productivity of firm `id` against the opening's firms (q).
    fn born(&self, ctx: &Context, id: u32) -> f64 {
        -self.lift * ctx.draws.uniform(Stream::NetEntry, ctx.t, id, 1)
    }
}

/// Firms of a sector over those of the opening, entrants counted by their size; a plant that waits for an owner has not left.
fn rivals(firms: &Firms, goods: &GoodsMarket, k: usize, entrant_size: f64, opening: f64) -> f64 {
    goods.makers[k]
        .iter()
        .chain(&goods.idle[k])
        .map(|&i| {
            if (i as usize) < firms.opening_rows {
                1.0
            } else {
                entrant_size
            }
        })
        .sum::<f64>()
        / opening
}

/// Share of the sector that an entrant will have: its size over that of all, itself included.
fn entrant_share(firms: &Firms, goods: &GoodsMarket, k: usize, entrant_size: f64) -> f64 {
    let rivals = rivals(firms, goods, k, entrant_size, 1.0);
    entrant_size / (rivals + entrant_size)
}

/// What it takes to found a firm with a share of its sector's orders.
struct Newcomer {
    sales: f64,
    plant: f64,
    materials: f64,
    /// What the bank lends on plant of the sector's norm.
    loan: f64,
    /// Money for plant, materials and cash, nominal.
    needed: f64,
}

impl Newcomer {
    fn of(g: &Rules, s: &Structure, firms: &Firms, goods: &GoodsMarket, k: usize, share: f64) -> Self {
        let orders: f64 = goods.makers[k]
            .iter()
            .map(|&i| firms.expected_orders[i as usize])
            .sum();
        let sales = share * orders;
        let plant = sales / (s.output_per_capital[k] * g.p.normal_utilisation);
        let materials = g.p.materials_stock * s.materials_per_output[k] * sales;
        Self {
            sales,
            plant,
            materials,
            loan: g.loan_norm[k] * goods.capital_price * plant,
            needed: goods.capital_price * plant
                + goods.basket_price[k] * materials
                + g.cash_norm * goods.price[k] * sales,
        }
    }
}

/// Owners found a firm: they pay in what the bank does not lend on plant of the sector's norm; plant and materials for
/// its share of the market are ordered and stand when it opens a quarter later. `None` if they have not got the money or their
/// bank's capital has no room for the loan: then they wait until it has.
fn found(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    banks: &Banks,
    ledger: &mut Ledger,
    k: usize,
    plan: &Newcomer,
) -> Option<usize> {
    let &Newcomer {
        sales,
        plant,
        materials,
        loan,
        needed,
    } = plan;
    // All owners hold the new shares' money together, by their deposits; one of them runs the firm.
    let owners = &households.bank_owners;
    let cash = |h: u32| households.deposits.get(h as usize).at_least(0.0);
    let total: f64 = owners.iter().map(|&h| cash(h)).sum();
    let can = |bank: &Bank| loan <= lending_room(ctx, ledger, bank.institution).at_least(0.0);
    let draw = || {
        ctx.draws
            .uniform(Stream::BankOfFirm, ctx.t, firms.next_id(), k as u32)
    };
    if total < needed - loan {
        return None;
    }
    let bank = banks.chosen_among(can, draw)?;
    let i = firms.vacant_row(k, bank);
    firms.renew(i);
    firms.investment_ordered.add(i, plant);
    firms.materials_ordered[i] = materials;
    firms.expected_orders[i] = sales;
    ledger.lend(&mut firms.loans, &mut firms.deposits, i, loan);
    let parts: Vec<f64> = owners
        .iter()
        .map(|&h| (needed - loan) * cash(h) / total)
        .collect();
    for (&h, part) in owners.iter().zip(parts) {
        let payer = Party::Agent(&mut households.deposits, h as usize);
        ledger.pay(Flow::Equity, payer, Party::Agent(&mut firms.deposits, i), part);
    }
    let luck = ctx.draws.uniform(Stream::NetEntry, ctx.t, firms.id(i), 0);
    firms.owner[i] = owners[(luck * owners.len() as f64) as usize];
    Some(i)
}

/// The plant stands: the firm enters the market at the going price, with the share its size gives it.
fn open(g: &Rules, ctx: &Context, firms: &mut Firms, goods: &mut GoodsMarket, i: usize, entrant_size: f64) {
    let k = firms.sector(i);
    let makers = &goods.makers[k];
    let share = entrant_share(firms, goods, k, entrant_size);
    let of_makers = |column: &[f64]| -> f64 { makers.iter().map(|&j| column[j as usize]).sum() };
    let (weight, all) = (of_makers(&firms.weight), of_makers(&firms.size));
    let exported = makers
        .iter()
        .map(|&j| firms.weight[j as usize] * firms.export_part[j as usize]);
    firms.export_part[i] = exported.sum::<f64>() / weight;
    for &j in makers {
        firms.size[j as usize] *= 1.0 - share;
    }
    let sales = firms.expected_orders[i];
    firms.size[i] = share * all;
    firms.weight[i] = weight * share / (1.0 - share);
    firms.price[i] = goods.price[k];
    firms.orders[i] = sales;
    firms.own_productivity[i] =
        g.p.productivity_spread() * ctx.draws.normal(Stream::Entry, ctx.t, firms.id(i), 0);
    // It goes on investing like a firm of its size that replaces what wears out.
    firms.last_investment[i] = g.p.depreciation / 4.0 * firms.capital[i];
    firms.return_on_capital[i] = g.normal_return[k];
    // Its productivity is drawn, the age of its plant included.
    firms.arrived[i] = usual_new_plant(&g.p) * firms.capital[i];
    firms.arrears[i] = 0;
    firms.open[i] = true;
    let at = makers.partition_point(|&j| (j as usize) < i);
    goods.makers[k].insert(at, i as u32);
}

/// A firm that nobody carries on is taken over by its rivals: plant, stocks, debt, cash and custom by their weight.
fn close(firms: &mut Firms, goods: &mut GoodsMarket, ledger: &mut Ledger, k: usize, i: usize) {
    goods.makers[k].retain(|&j| j as usize != i);
    let weight: f64 = goods.makers[k].iter().map(|&j| firms.weight[j as usize]).sum();
    let (loans, bonds, cash) = (firms.loans.get(i), firms.bonds.get(i), firms.deposits.get(i));
    let staying: f64 = goods.makers[k].iter().map(|&j| firms.size[j as usize]).sum();
    let left = staying / (staying + firms.size[i]);
    for j in goods.makers[k].iter().map(|&j| j as usize) {
        let part = firms.weight[j] / weight;
        // Bonds are redeemed out of loans: nobody takes over a promise that carries another firm's name.
        ledger.lend(&mut firms.loans, &mut firms.deposits, j, part * (loans + bonds));
        ledger.pay_within(
            Flow::Equity,
            &mut firms.deposits,
            j,
            i,
            part * (loans + bonds - cash),
        );
        firms.share(i, j, part);
        firms.size[j] /= left;
    }
    let (debt, rest) = (firms.loans.get(i), goods.makers[k][0] as usize);
    ledger.lend(&mut firms.loans, &mut firms.deposits, i, -debt);
    let owed = firms.bonds.get(i);
    ledger.lend(&mut firms.bonds, &mut firms.deposits, i, -owed);
    // What rounding leaves goes to the first of them.
    let crumbs = firms.deposits.get(i);
    ledger.pay_within(Flow::Equity, &mut firms.deposits, i, rest, crumbs);
    firms.clear(i);
}
