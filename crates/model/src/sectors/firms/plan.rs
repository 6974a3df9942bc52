//! Plans of the quarter: price, output, staff, materials, investment, credit.

use super::{Firms, growing, published};
use crate::context::Context;
use crate::markets::goods::GoodsMarket;
use crate::markets::labour::LabourMarket;
use crate::processes::expectations::Expectations;
use crate::processes::innovation::Technology;
use crate::rules::Rules;
use crate::sectors::bank::Bank;
use crate::structure::Taxes;

/// Firms plan the quarter; what credit they get and what they sell is decided in the markets.
#[expect(
    clippy::too_many_arguments,
    reason = "a plan weighs everything a firm can see"
)]
pub fn plan(
    ctx: &Context,
    firms: &mut Firms,
    goods: &GoodsMarket,
    labour: &LabourMarket,
    technology: &Technology,
    bank: &Bank,
    taxes: &Taxes,
    e: &Expectations,
) {
    match ctx.rules {
        Rules::Published(p) => published::plan(ctx, p, firms, goods, taxes, e),
        Rules::Growing(g) => growing::plan(ctx, g, firms, goods, labour, technology, bank, taxes, e),
    }
}

/// Firms that did not get the credit they need cut their investment.
///
/// If D + cf + ΔL < floor · D*, investment is cut by the shortfall at capital prices, at most to zero.
/// Equation: FIR-7. Source: this project. Under the published rules plans are not revised.
pub fn fit_investment_to_finance(ctx: &Context, firms: &mut Firms, goods: &GoodsMarket) {
    if let Rules::Growing(g) = ctx.rules {
        growing::fit_investment_to_finance(g, firms, goods);
    }
}

/// Firms set hours and pay for the staff they have; under the published rules they also produce.
pub fn set_hours(ctx: &Context, firms: &mut Firms, labour: &LabourMarket) {
    match ctx.rules {
        Rules::Published(_) => published::produce(ctx, firms),
        Rules::Growing(_) => growing::set_hours(ctx, firms, labour, Stage::Planned),
    }
}

/// Hours and pay after the market: published rules pay real wages at the new consumer price, in the growing economy
/// hours follow what was produced to order.
pub fn set_final_pay(ctx: &Context, firms: &mut Firms, labour: &LabourMarket, goods: &GoodsMarket) {
    match ctx.rules {
        Rules::Published(_) => {
            for i in 0..firms.len() {
                firms.pay_rate[i] = firms.real_wage[i] * goods.consumer_price;
            }
        }
        Rules::Growing(_) => growing::set_hours(ctx, firms, labour, Stage::Produced),
    }
}

/// Which output hours are set for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Output planned before orders are seen.
    Planned,
    /// Output produced.
    Produced,
}
