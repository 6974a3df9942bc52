//! Plants that wait for a new owner: what becomes of them when a firm leaves, and when somebody opens them again.

use crate::context::Context;
use crate::core::{Bound, Rules};
use crate::state::{Firms, GoodsMarket, Households};
use crate::streams::Stream;
use accounting::{Flow, Ledger, Party};
use engine::bounds::Bounds;
use engine::math;

/// The plant of firm `i` stands still: it neither plans nor hires, invests, sells or gets orders; it wears, owes interest and keeps its
/// place. A part χ of it is lost. Part of EXIT-3.
pub fn stand_still(g: &Rules, firms: &mut Firms, goods: &mut GoodsMarket, i: usize) {
    let k = firms.sector(i);
    (firms.open[i], firms.waiting[i]) = (false, true);
    goods.makers[k].retain(|&j| j as usize != i);
    let at = goods.idle[k].partition_point(|&j| (j as usize) < i);
    goods.idle[k].insert(at, i as u32);
    firms.scrapped[i] = g.p.plant_lost * firms.capital[i];
    firms.plan_nothing(i);
}

/// Owners open plants that wait, the sooner the more the sector earns.
///
/// Chance q_o exp(η_o sat(r_k / rn_k - 1)), sat fading out towards a bound, r_k the sector's return on capital before interest and wear and rn_k the
/// normal one; certain while fewer than some makers are left. The new firm has its plant's place in the market and a part e_0 of
/// its custom, buys what wears out, and gets from its owner a part of the cash it aims at.
/// Equation: EXIT-3. Source: hopenhayn1992 (form); sizes in the pack.
pub fn reopen(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    goods: &mut GoodsMarket,
    ledger: &mut Ledger,
) {
    let p = &ctx.rules.p;
    for k in 0..goods.makers.len() {
        let (seen, most) = (goods.pricing.return_over_normal[k] - 1.0, p.reopening_return_gap);
        let gap = math::saturating(seen, -most, most);
        let chance = p.reopening * math::exp(p.reopening_return_response * gap);
        for i in goods.idle[k].clone().into_iter().map(|i| i as usize) {
            let luck = ctx.draws.uniform(Stream::Reopening, ctx.t, firms.id(i), 0);
            let few = (goods.makers[k].len() as f64) < p.fewest_makers;
            if few || luck < chance {
                open(ctx, firms, households, goods, ledger, i);
            }
        }
    }
}

/// Firm `i` enters the market. Part of EXIT-3.
fn open(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    goods: &mut GoodsMarket,
    ledger: &mut Ledger,
    i: usize,
) {
    let (g, p, s, k) = (ctx.rules, &ctx.rules.p, ctx.structure, firms.sector(i));
    let of_makers = |column: &[f64]| -> f64 { goods.makers[k].iter().map(|&j| column[j as usize]).sum() };
    let (weight, expected) = (of_makers(&firms.weight), of_makers(&firms.expected_orders));
    // Rivals shared its custom; with none of them left there is what its plant can normally make.
    let custom = if weight > 0.0 {
        expected * firms.weight[i] / weight
    } else {
        p.normal_utilisation * s.output_per_capital[k] * firms.capital[i]
    };
    let sales = p.custom_kept * custom;
    firms.appeal[i] = math::ln(p.custom_kept);
    (firms.expected_orders[i], firms.orders[i]) = (sales, sales);
    firms.price[i] = goods.price[k];
    firms.last_investment[i] = p.depreciation / 4.0 * firms.capital[i];
    firms.return_on_capital[i] = g.normal_return[k] * goods.pricing.return_over_normal[k];
    (firms.open[i], firms.waiting[i]) = (true, false);
    goods.idle[k].retain(|&j| j as usize != i);
    let at = goods.makers[k].partition_point(|&j| (j as usize) < i);
    goods.makers[k].insert(at, i as u32);
    let owner = firms.owner[i] as usize;
    let purse = p.starting_purse * households.deposits.get(owner).at_least(0.0);
    let wanted = p.starting_cash * firms.cash_target(i, g.cash_norm) - firms.deposits.get(i);
    let payer = Party::Agent(&mut households.deposits, owner);
    let paid_in = ctx
        .bounds
        .at_most(Bound::StartingPurse, wanted.at_least(0.0), purse);
    ledger.pay(Flow::Equity, payer, Party::Agent(&mut firms.deposits, i), paid_in);
}
