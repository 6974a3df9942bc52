//! The quarter: who acts, in which order. Read this first.
//!
//! | # | phase | who acts | what is decided | equations |
//! |---|---|---|---|---|
//! | 1 | `Failures` | bank, firms | firms that failed are resolved; successors take over | EXIT-1, EXIT-2 |
//! | 2 | `Demography` | households | persons retire | DEM-1 |
//! | 3 | `Expectations` | all | expected growth and inflation | EXP-1, EXP-2, EXP-3, CNF-1 |
//! | 4 | `Abroad` | rest of world | foreign demand, prices, exchange rate | ROW-1, ROW-2 |
//! | 5 | `Rates` | central bank, bank | policy rate, loan and deposit rates, interest due, re-lending | CB-1, CB-2, BNK-1, BNK-2, BNK-3, CB-3 |
//! | 6 | `Technology` | firms | productivity and appeal; controls on inputs | CHP-1, CHP-2, CHP-4, VEH-1 to VEH-5, ROB-1, ROB-2, DRV-1, DRV-2, INN-1, INN-2 |
//! | 7 | `Wages` | labour market | wage index | LAB-3 |
//! | 8 | `Programmes` | firms, government | technology goods bought on top of the opening's | FIR-12, CHP-5, ROB-3, DRV-3 |
//! | 9 | `Plans` | firms | price, output, staff, materials, investment, credit wanted | FIR-1 to FIR-4, FIR-8 to FIR-11, VEH-6, CNF-2 |
//! | 10 | `Credit` | bank, firms | credit granted; investment fitted to finance | CRE-1, CRE-2, CRE-3, FIR-7 |
//! | 11 | `Labour` | firms, households | dismissals and hiring; hours, under the published rules output | DRV-4, DRV-5, LAB-1, LAB-2, FIR-5, FIR-13 |
//! | 12 | `Budgets` | government, households, rest of world | taxes, benefits and budgets; consumption and housing plans; export demand | GOV-1, GOV-2, HH-1, HH-2, CNF-3, ROW-3, ROW-4, DRV-6 |
//! | 13 | `Goods` | all | orders, production to order, deliveries, payments, prices | GDS-1 to GDS-5, CHP-3 |
//! | 14 | `Settlement` | all | pay, taxes, interest, dividends, loans; stocks and profit | FIR-6, FIR-14 to FIR-16, HH-3, BNK-4 to BNK-7, VEH-7 |
//! | 15 | `Funding` | government, bank, central bank | government issues debt | GOV-3 |
//! | 16 | `Books` | | every identity is checked; memories are updated | EXP-4, ROW-5 |

use crate::accounts::Accounts;
use crate::economy::FinalUse;
use crate::markets::{credit, goods, labour};
use crate::processes::{
    chips, confidence, demography, driving, entry_exit, expectations, innovation, robots, vehicles,
};
use crate::sectors::{bank, central_bank, firms, government, households, rest_of_world};
use crate::simulation::ModelError;
use crate::world::{Context, World};

/// A phase of the quarter, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the table at the top of the module describes each phase"
)]
pub enum Phase {
    Failures,
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
pub fn step(ctx: &Context, world: &mut World, enter: &mut dyn FnMut(Phase)) -> Result<(), ModelError> {
    let World {
        firms,
        households,
        bank,
        central_bank,
        government,
        rest_of_world: abroad,
        goods,
        labour,
        technology,
        expectations: e,
        ledger,
        chips,
        vehicles,
        robots,
        driving,
        confidence,
        exits,
        ..
    } = world;

    enter(Phase::Failures);
    *exits = entry_exit::resolve_failures(ctx, firms, households, bank, goods, ledger);

    enter(Phase::Demography);
    demography::retire(ctx, households, firms);

    enter(Phase::Expectations);
    expectations::form(ctx, e);
    confidence::form(ctx, confidence, firms);

    enter(Phase::Abroad);
    rest_of_world::advance(ctx, abroad);

    enter(Phase::Rates);
    central_bank::set_rate(ctx, central_bank, abroad, e);
    bank::set_rates(ctx, bank, central_bank);
    bank::accrue_interest(ctx, bank, central_bank, firms, households, ledger);
    central_bank::relend(ctx, bank, firms, ledger);

    enter(Phase::Technology);
    innovation::clear(firms);
    chips::impose(ctx, chips, firms, goods);
    vehicles::advance(ctx, vehicles, firms, goods);
    robots::advance(ctx, robots, firms, goods, labour, e);
    driving::advance(ctx, driving, firms);
    innovation::advance(ctx, technology, e, firms, &goods.makers);

    enter(Phase::Wages);
    labour::set_wages(ctx, labour, technology, e);

    enter(Phase::Programmes);
    goods::open_technology_orders(goods);
    firms::plan_ai_spending(ctx, firms, goods);
    chips::order_research(ctx, firms, goods);
    robots::buy(ctx, robots, firms, goods);
    driving::buy_fleet(ctx, driving, firms, goods);

    enter(Phase::Plans);
    firms::plan(ctx, firms, goods, labour, technology, bank, &government.taxes, e);
    vehicles::expand(ctx, firms, goods);
    confidence::move_investment(ctx, confidence, firms, goods);

    enter(Phase::Credit);
    credit::lend(ctx, firms, bank, ledger);
    firms::fit_investment_to_finance(ctx, firms, goods);

    enter(Phase::Labour);
    driving::displace(ctx, driving, firms, households);
    labour::match_staff(ctx, firms, households);
    firms::set_hours(ctx, firms, labour);
    labour::note_wages(ctx, households, firms);

    enter(Phase::Budgets);
    government::plan(ctx, government, households, goods, labour, e);
    households::plan_budgets(ctx, households, firms, bank, government, goods, e);
    confidence::move_consumption(ctx, confidence, households, goods);
    driving::pay_courses(ctx, driving, households, government, goods);
    let export_price = goods.basket_price[ctx.structure.column(FinalUse::Exports)];
    rest_of_world::plan_trade(ctx, abroad, export_price);

    enter(Phase::Goods);
    goods::trade(ctx, firms, households, government, abroad, goods, e, ledger);
    goods::index_prices(ctx, goods, &government.taxes);

    enter(Phase::Settlement);
    firms::set_final_pay(ctx, firms, labour, goods);
    firms::take_stock(ctx, firms, goods, government.taxes.employer_contribution);
    households::settle(ctx, households, firms, government, goods.consumer_price, ledger);
    firms::settle(ctx, firms, households, government, goods, ledger);
    vehicles::pay_support(ctx, vehicles, firms, ledger);
    bank::settle_interest(ctx, bank, firms, households, ledger);
    bank::distribute(ctx, bank, households, government, ledger);
    bank::recapitalise(ctx, bank, ledger);
    chips::take_note(ctx, chips, goods);
    vehicles::take_note(ctx, vehicles, firms);
    let exports = goods.bought(FinalUse::Exports).nominal;
    government::collect_product_taxes(government, households, exports, ledger);

    enter(Phase::Funding);
    government::fund(ctx, government, ledger);

    enter(Phase::Books);
    let accounts = Accounts::measure(ctx.structure, world);
    crate::world::close(ctx, world, accounts)
}
