//! The quarter: who acts, in which order. Read this first. (The published base model has a quarter of its own,
//! `published::quarter`.)
//!
//! | # | phase | who acts | what is decided | equations |
//! |---|---|---|---|---|
//! | 1 | `Failures` | banks, firms, owners | firms that failed are resolved, their plants wait until somebody opens them again; support brings further firms; special loans and bonds follow | EXIT-2, EXIT-3, BNK-8, BNK-10, SUP-4 to SUP-6, MON-4 |
//! | 2 | `Ventures` | funds, owners, firms | projects of venture funds end: lost, sold, or a new firm; partners are paid | VEN-6 to VEN-9 |
//! | 3 | `Demography` | households | persons retire | DEM-1 |
//! | 4 | `Expectations` | all | expected growth and inflation; confidence | EXP-2, EXP-3, CNF-1 |
//! | 5 | `Abroad` | rest of world | foreign demand, prices, exchange rate | ROW-2 |
//! | 6 | `Rates` | central bank, banks | policy rate, loan and deposit rates, premia and lending standards, interest due, re-lending, bonds due | CB-2, BNK-2, BNK-3, BNK-11, BNK-12, MON-1, MON-2 |
//! | 7 | `Technology` | firms | controls on inputs; innovation and imitation; artificial intelligence, vehicles, robots and driverless rides; productivity and appeal | CHP-1, CHP-2, CHP-4, RES-1 to RES-4, RES-6, RES-7, SUP-7, AI-1 to AI-3, AI-5 to AI-11, AI-15, VEH-1 to VEH-5, ROB-1, ROB-2, DRV-1, DRV-2, DRV-7, INN-1 to INN-4 |
//! | 8 | `Wages` | labour market | wage index | LAB-3 |
//! | 9 | `Programmes` | firms, government, funds | technology goods bought and support given on top of the opening's; funds call capital, pay managers and projects | FIR-12, RES-5, SUP-1, SUP-2, SUP-8, AI-4, AI-12, AI-13, AI-16, VEN-1 to VEN-5, VEN-10, CHP-5, ROB-3, DRV-3 |
//! | 10 | `Plans` | firms | sectors' mark-ups; price, output, staff, materials, investment, credit wanted | PRC-1, FIR-20, FIR-8 to FIR-11, VEH-6, CNF-2 |
//! | 11 | `Credit` | banks, firms | credit granted, special loans first; investment fitted to finance; technology bonds issued | CRE-2, CRE-3, MON-3, MON-5, FIR-7, MON-6, MON-7 |
//! | 12 | `Labour` | firms, households | drivers displaced and retrained; dismissals, matching and hiring; hours | DRV-4, DRV-5, LAB-2, LAB-4, FIR-13 |
//! | 13 | `Budgets` | government, households, rest of world | taxes, benefits and budgets; consumption and housing plans; export demand | GOV-1, GOV-2, HH-2, CNF-3, ROW-4, DRV-6, AI-17 |
//! | 14 | `Goods` | all | orders, production to order, deliveries, payments, prices | GDS-1 to GDS-5, GDS-8, CHP-3 |
//! | 15 | `Settlement` | all | pay, taxes, interest, dividends, loans; fees for models and compute; stocks, profit and return | FIR-6, FIR-14 to FIR-16, FIR-21, HH-3, BNK-4, BNK-6, BNK-7, SUP-3, SUP-9, AI-14, MON-8, VEH-7 |
//! | 16 | `Funding` | government, banks, central bank | government issues debt | GOV-3 |
//! | 17 | `Books` | | every identity is checked; memories are updated; misallocation is measured | EXP-4, EXP-5, RES-8, RES-9, ROW-5, SUP-10, TFP-1 |

use crate::agents::{bank, central_bank, firms, government, households, rest_of_world};
use crate::blocks::money::{bonds, relending, special};
use crate::blocks::{
    Blocks, ai, chips, confidence, driving, funds, money, research, robots, support, vehicles,
};
use crate::closing;
use crate::context::Context;
use crate::economy::FinalUse;
use crate::error::ModelError;
use crate::markets::{credit, goods, labour};
use crate::processes::{demography, entry_exit, expectations, idle, innovation, pricing};
use crate::programmes;
use crate::world::World;

/// A phase of the quarter, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the table at the top of the module describes each phase"
)]
pub enum Phase {
    Failures,
    Ventures,
    Demography,
    Expectations,
    Abroad,
    Rates,
    Technology,
    Wages,
    Programmes,
    Plans,
    Credit,
    Labour,
    Budgets,
    Goods,
    Settlement,
    Funding,
    Books,
}

/// Moves the economy one quarter on. `enter` is told each phase before it begins (for traces and timing).
#[expect(
    clippy::too_many_lines,
    reason = "the order of the quarter is read in one piece"
)]
pub fn step(ctx: &Context, world: &mut World, enter: &mut dyn FnMut(Phase)) -> Result<(), ModelError> {
    let World {
        firms,
        households,
        banks,
        central_bank,
        government,
        rest_of_world: abroad,
        goods,
        labour,
        technology,
        expectations: e,
        blocks,
        ledger,
        exits,
        ..
    } = world;

    // Rows of firms change hands in the first two phases alone; what is kept beside them follows at once.
    enter(Phase::Failures);
    support::bear_with(ctx, &blocks.support, firms);
    money::guarantee_bonds(&blocks.money, banks);
    *exits = entry_exit::resolve_failures(ctx, firms, households, banks, goods, ledger);
    idle::reopen(ctx, firms, households, goods, ledger);
    blocks.follow(firms, goods);
    support::renew_firms(ctx, &mut blocks.support, firms, households, banks, goods, ledger);
    blocks.follow(firms, goods);
    money::follow(&mut blocks.money, firms);

    enter(Phase::Ventures);
    funds::close_deals(ctx, &mut blocks.funds, firms, households, goods, ledger);
    blocks.follow(firms, goods);
    let Blocks {
        research,
        support,
        ai,
        funds,
        money,
        chips,
        vehicles,
        robots,
        driving,
        confidence,
    } = blocks;

    enter(Phase::Demography);
    demography::retire(ctx, households, firms);

    enter(Phase::Expectations);
    expectations::form(ctx, e);
    confidence::form(ctx, confidence, firms);

    enter(Phase::Abroad);
    rest_of_world::advance(ctx, abroad);

    enter(Phase::Rates);
    central_bank::set_rate(ctx, central_bank, e);
    bank::set_rates(ctx, banks, central_bank, government.debt_ratio);
    bank::review(ctx, banks, firms, ledger);
    bank::price_risk(ctx, firms, goods.capital_price);
    firms::open_accounts(firms);
    closing::clear_banks(firms, households, goods, funds, ledger);
    bank::accrue_interest(banks, central_bank, firms, households, ledger);
    relending::claim(money, banks, central_bank, firms, ledger);
    bonds::fall_due(money, banks, firms, ledger);

    enter(Phase::Technology);
    innovation::clear(firms, goods);
    chips::impose(ctx, chips, firms, goods);
    research::survey_opportunities(ctx, research);
    research::innovate_and_imitate(ctx, research, firms, goods);
    support::place(ctx, support, firms);
    ai::advance(ctx, ai, firms, goods, e);
    funds::teach(funds, firms);
    vehicles::advance(ctx, vehicles, firms, goods);
    robots::advance(ctx, robots, firms, goods, labour, e);
    driving::advance(ctx, driving, firms);
    innovation::advance(ctx, technology, e, firms, &goods.makers);

    enter(Phase::Wages);
    labour::set_wages(ctx, labour, technology, e);

    enter(Phase::Programmes);
    goods::open_technology_orders(goods);
    firms::plan_ai_spending(ctx, firms, goods);
    research::plan_purchases(research, firms, goods);
    support::give(ctx, support, firms, goods, e);
    ai::order(ctx, ai, firms, goods);
    funds::call_capital(ctx, funds, households, ledger);
    funds::order_rounds(ctx, funds, goods)?;
    chips::order_research(chips, firms, goods);
    robots::buy(ctx, robots, firms, goods);
    driving::buy_fleet(driving, firms, goods);

    enter(Phase::Plans);
    pricing::advance(ctx, goods, firms);
    firms::plan(ctx, firms, goods, labour, technology, banks, &government.taxes, e);
    vehicles::expand(vehicles, firms, goods);
    confidence::move_investment(ctx, confidence, firms, goods);

    enter(Phase::Credit);
    special::lend_specially(ctx, money, banks, firms, goods.capital_price, ledger);
    credit::lend(ctx, firms, banks, ledger);
    special::grant_special_loans(money, banks, firms);
    firms::fit_investment_to_finance(ctx, firms, goods);
    special::use_special_loans(ctx, money, firms, goods);
    bonds::issue(ctx, money, banks, central_bank, firms, goods, ledger);

    enter(Phase::Labour);
    driving::displace(ctx, driving, firms, households);
    labour::match_staff(ctx, labour, firms, households);
    firms::set_hours(ctx, firms, labour);

    enter(Phase::Budgets);
    government::plan(ctx, government, households, goods, labour, e);
    households::plan_budgets(ctx, households, firms, banks, government, e);
    confidence::move_consumption(confidence, households, goods);
    ai::pay_training(ai, firms, government, goods);
    driving::pay_courses(driving, households, government, goods);
    let export_price = goods.basket_price[ctx.structure.column(FinalUse::Exports)];
    rest_of_world::plan_trade(ctx, abroad, export_price);

    enter(Phase::Goods);
    goods::trade(ctx, firms, households, government, abroad, goods);
    goods::buyers_pay(firms, households, goods, ledger);
    programmes::pay(funds, goods, ledger);
    goods::sellers_are_paid(firms, goods, ledger);
    funds::book_rounds(funds, households, goods, ledger);
    goods::index_prices(ctx, goods, &government.taxes);

    enter(Phase::Settlement);
    firms::set_final_pay(ctx, firms, labour);
    firms::take_stock(ctx, firms, goods, government.taxes.employer_contribution);
    vehicles::pay_support(vehicles, firms, ledger);
    ai::settle_fees(ctx, ai, firms, goods, ledger);
    support::settle(support, firms, &government.taxes, ledger);
    households::settle(households, firms, government, ledger);
    firms::settle(ctx, firms, households, government, goods, ledger);
    money::follow_loans(money, firms);
    bonds::settle(money, firms, banks, households, ledger);
    bank::settle_interest(banks, central_bank, firms, households, ledger);
    support::compensate_banks(support, banks, firms, ledger);
    bank::distribute(ctx, banks, households, government, ledger);
    bank::recapitalise(ctx, banks, ledger);
    chips::take_note(chips, goods);
    vehicles::take_note(ctx, vehicles, firms);
    let exports = goods.bought(FinalUse::Exports).nominal;
    government::collect_product_taxes(&government.taxes, households, exports, ledger);

    enter(Phase::Funding);
    government::fund(government, banks, ledger);

    enter(Phase::Books);
    research::take_stock(ctx, research, firms, goods, technology, e);
    let accounts = world.measure(ctx.structure);
    programmes::measure(ctx, world);
    closing::close(ctx, world, accounts)
}
