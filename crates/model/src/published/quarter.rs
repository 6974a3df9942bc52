//! The quarter of the published base model: who acts, in which order.
//!
//! | # | phase | who acts | what is decided | equations |
//! |---|---|---|---|---|
//! | 1 | `Failures` | bank, firms | firms without cash and net worth restart with a new loan | EXIT-1 |
//! | 2 | `Expectations` | all | expected growth and inflation | EXP-1 |
//! | 3 | `Abroad` | rest of world | output and prices of the euro area | ROW-1 |
//! | 4 | `Rates` | central bank, bank | policy rate, loan and deposit rates, interest due | CB-1, BNK-1, BNK-3 |
//! | 5 | `Plans` | firms | price, output, inputs, credit wanted | FIR-1 to FIR-4 |
//! | 6 | `Credit` | bank, firms | credit granted | CRE-1 |
//! | 7 | `Labour` | firms, households | dismissals and hiring; hours, output and real wages | LAB-1, FIR-5 |
//! | 8 | `Budgets` | government, households, rest of world | benefits and budgets; consumption and housing plans; export demand, import supply | GOV-4, HH-1, ROW-3 |
//! | 9 | `Goods` | all | buyers search for sellers; payments, prices | GDS-6, GDS-7 |
//! | 10 | `Settlement` | all | pay, taxes, interest, dividends, loans; stocks and profit | FIR-17 to FIR-19, HH-4, BNK-5, BNK-9, GOV-1 |
//! | 11 | `Funding` | government, central bank | government issues debt | GOV-5 |
//! | 12 | `Books` | | every identity is checked; histories grow by the quarter | |

use super::world::{self, World};
use super::{Context, abroad, bank, expectations, firms, government, households, search};
use crate::agents::bank::accrue_of_customers;
use crate::agents::government::collect_product_taxes;
use crate::books::accounts::Accounts;
use crate::economy::FinalUse;
use crate::error::ModelError;
use crate::markets::labour::{self, Bands};

/// A phase of the quarter, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the table at the top of the module describes each phase"
)]
pub enum Phase {
    Failures,
    Expectations,
    Abroad,
    Rates,
    Plans,
    Credit,
    Labour,
    Budgets,
    Goods,
    Settlement,
    Funding,
    Books,
}

/// Firms dismiss while they have more staff than wanted and hire while they have fewer, one person at a time: dismissal if
/// N - N^d > 0, hiring if N^d - N > 0. Equation: LAB-1. Source: poledna2023, section A.1.4.
pub const STAFF_AS_WANTED: Bands = Bands {
    hoarding: 0.0,
    slack: 0.0,
    hire: 0.0,
    fire: 0.0,
    keep_last: false,
};

/// Moves the economy one quarter on. `enter` is told each phase before it begins (for timing).
#[expect(
    clippy::too_many_lines,
    reason = "the order of the quarter is read in one piece"
)]
pub fn step(ctx: &Context, world: &mut World, enter: &mut dyn FnMut(Phase)) -> Result<(), ModelError> {
    let World {
        firms,
        expected_profit,
        real_wage,
        capital_price,
        households,
        last_wage,
        bank,
        policy_rate,
        government,
        abroad,
        goods,
        import_orders,
        expectations: e,
        insolvent,
        ledger,
        ..
    } = world;
    let s = ctx.structure;

    enter(Phase::Failures);
    *insolvent = bank::refinance_failed(ctx, firms, goods.capital_price, ledger);

    enter(Phase::Expectations);
    expectations::form(ctx, e);

    enter(Phase::Abroad);
    abroad::advance(ctx, abroad);

    enter(Phase::Rates);
    bank::set_policy_rate(ctx, policy_rate, abroad);
    bank::set_rates(ctx, bank, *policy_rate);
    let rates = (bank.loan_rate, bank.deposit_rate);
    accrue_of_customers(|_, _| rates, |_, _| rates, firms, households);
    bank::accrue_between_institutions(ctx, bank, *policy_rate, ledger);

    enter(Phase::Plans);
    firms::plan(ctx, firms, expected_profit, goods, &government.taxes, e);

    enter(Phase::Credit);
    bank::lend(ctx, firms, ledger);

    enter(Phase::Labour);
    labour::match_persons(
        &STAFF_AS_WANTED,
        &ctx.draws,
        ctx.t,
        &s.units_per_person,
        firms,
        households,
    );
    firms::produce(ctx, firms, real_wage);
    households::note_wages(last_wage, households, real_wage);

    enter(Phase::Budgets);
    government::plan(ctx, government, goods, e);
    let consumer_price = goods.consumer_price;
    households::plan_budgets(
        ctx,
        households,
        last_wage,
        expected_profit,
        bank,
        government,
        consumer_price,
        e,
    );
    abroad::plan_trade(ctx, abroad);

    enter(Phase::Goods);
    search::trade(
        ctx,
        firms,
        capital_price,
        households,
        government,
        abroad,
        goods,
        import_orders,
        e,
        ledger,
    )?;
    search::index_prices(s, goods);

    enter(Phase::Settlement);
    firms::set_pay(firms, real_wage, goods.consumer_price);
    firms::take_stock(ctx, firms, capital_price, government.taxes.employer_contribution);
    households::settle(
        ctx,
        households,
        last_wage,
        firms,
        government,
        goods.consumer_price,
        ledger,
    );
    firms::settle(ctx, firms, households, &government.taxes, goods, ledger);
    bank::settle_interest(bank, firms, households, ledger);
    bank::distribute(ctx, bank, households, &government.taxes, ledger);
    let exports = goods.bought(FinalUse::Exports).nominal;
    collect_product_taxes(&government.taxes, households, exports, ledger);

    enter(Phase::Funding);
    government::fund(government, ledger);

    enter(Phase::Books);
    let accounts = Accounts::measure(s, firms, households, goods, &government.taxes, 0.0);
    world::close(ctx, world, accounts)
}
