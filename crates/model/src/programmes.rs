//! What each programme costs in a quarter, and what else the budget takes in and pays: measured from payments and from the
//! state of the blocks, never planned. No row is what the others leave over, so that three identities can see each of them:
//! the budget's rows are the deficit, interest paid and not charged is interest at the full rate, and compute that firms buy is
//! what policy asks of them and what they plan. A programme that the budget pays and that is not listed here stops the run.

use crate::blocks::{Blocks, ai::Ai, funds};
use crate::books::programmes::{Payer, Programme, Programmes};
use crate::context::Context;
use crate::economy::FinalUse;
use crate::state::{Banks, Firms, GoodsMarket, Government};
use crate::structure::TechnologyGood;
use crate::world::World;
use accounting::{Flow, Ledger, Party, Sector};

/// Hands the ledger the identities of the quarter. The budget's rows are the deficit, which is the money that left the
/// treasury; what firms paid on loans and what programmes spare them is interest at the full rate; what firms paid for
/// compute is what policy asks of them and what they plan themselves. `scale` is a size beside which rounding counts for
/// nothing.
pub fn check(programmes: &Programmes, payers: &Payers, scale: f64, ledger: &mut Ledger) {
    use Programme as P;
    ledger.equal(
        "deficit = programmes, taxes, benefits, interest and the budget's own plan",
        || "government".to_owned(),
        programmes.sum(|info| info.payer == Payer::Budget),
        payers.government.deficit,
        scale,
    );
    let spared = [P::SupportCredit, P::SupportCreditBank, P::Relending].map(|p| programmes.get(p));
    ledger.equal(
        "interest at the full rate = interest paid + interest not charged",
        || "firms".to_owned(),
        spared.iter().sum::<f64>() - ledger.flow_total(Flow::LoanInterest, Sector::Firms),
        payers.banks.sum(|bank| bank.due.loans),
        scale,
    );
    if let Some(ai) = payers.ai {
        let orders = payers.goods.technology(TechnologyGood::AiCapital);
        let bills = (0..orders.firms.len()).map(|i| orders.bill(i)).sum::<f64>();
        ledger.equal(
            "compute bought by firms = asked of them + own plan",
            || "firms".to_owned(),
            programmes.get(P::AiFirms) + ai.own_capex() * orders.paid,
            bills,
            scale,
        );
    }
}

/// Whose accounts the rows are held against.
pub struct Payers<'a> {
    /// Government: its deficit.
    pub government: &'a Government,
    /// Banks: interest due at the full rate.
    pub banks: &'a Banks,
    /// Platforms: what they plan to buy.
    pub ai: Option<&'a Ai>,
    /// The market: what firms pay for compute.
    pub goods: &'a GoodsMarket,
}

/// Government and venture funds pay for the technology goods of their programmes.
pub fn pay(funds: &mut Option<funds::Block>, goods: &mut GoodsMarket, ledger: &mut Ledger) {
    let GoodsMarket {
        account: market,
        technology,
        ..
    } = goods;
    for (kind, good) in TechnologyGood::ALL.into_iter().zip(technology.iter()) {
        ledger.pay(
            Flow::PublicInvestment,
            Party::Government,
            Party::Agent(market, 0),
            good.government() * good.paid,
        );
        let Some(funds) = funds else { continue };
        for (f, ordered) in good.funds().iter().enumerate() {
            let amount = ordered * good.paid;
            match kind {
                TechnologyGood::FundServices => funds.state.pay_managers(f, amount, market, ledger),
                _ => funds.state.spend(f, amount, market, ledger),
            }
        }
    }
}

/// Measures the programmes of the quarter after all has been paid.
pub fn measure(ctx: &Context, world: &mut World) {
    let mut now = Programmes::default();
    purchases(ctx, world, &mut now);
    support(world, &mut now);
    funds(world, &mut now);
    automatic(ctx, world, &mut now);
    world.programmes = now;
}

/// What government buys and gives by plan, tax and technology goods.
fn purchases(ctx: &Context, world: &World, now: &mut Programmes) {
    use Programme as P;
    let (government, goods) = (&world.government, &world.goods);
    let ordered = &government.ordered;
    let [of_consumption, of_investment] = fill(government, goods);
    now.set(P::Purchases, of_consumption * ordered.purchases);
    now.set(P::AiTraining, of_consumption * ordered.training);
    now.set(P::DriverCourses, of_consumption * ordered.courses);
    now.set(P::PublicInvestment, of_investment * ordered.investment);
    now.set(P::Transfers, world.households.transfer.iter().sum());
    let consumed: f64 = world.households.consumption.iter().sum();
    now.set(P::ConsumptionTax, -ctx.policy.consumption_tax * consumed);

    let (ai, research) = (
        goods.technology(TechnologyGood::AiCapital),
        goods.technology(TechnologyGood::Research),
    );
    now.set(P::AiPublic, ai.government() * ai.paid);
    let asked_of_firms = match &world.blocks.ai {
        Some(block) => block.state.asked,
        None => ai.firms.iter().sum(),
    };
    now.set(P::AiFirms, asked_of_firms * ai.paid);
    now.set(P::Missions, research.government() * research.paid);
    if let Some(research) = &world.blocks.research {
        now.set(P::ResearchGrants, research.state.granted);
        now.set(P::ResearchCredit, research.state.credited);
    }
}

/// Money spent per unit of the budgets for consumption and investment; nothing where there is no budget.
fn fill(government: &Government, goods: &GoodsMarket) -> [f64; 2] {
    [
        (FinalUse::GovernmentConsumption, government.consumption_budget),
        (FinalUse::PublicInvestment, government.investment_budget),
    ]
    .map(|(user, budget)| {
        if budget == 0.0 {
            0.0
        } else {
            goods.bought(user).nominal / budget
        }
    })
}

/// Support of firms, credit and what the state earns as an owner.
fn support(world: &World, now: &mut Programmes) {
    use Programme as P;
    let Blocks {
        support,
        vehicles,
        money,
        ..
    } = &world.blocks;
    if let Some(support) = support {
        let [cash, tax, land, concession] = support.by_form();
        // The budget makes good a part; banks get no other transfer.
        let made_good = world.ledger.flow_total(Flow::Transfers, Sector::Bank);
        now.set(P::SupportCash, cash);
        now.set(P::SupportTax, tax);
        now.set(P::SupportLand, land);
        now.set(P::SupportCredit, made_good);
        now.set(P::SupportCreditBank, concession - made_good);
        now.set(P::StateDividends, -support.remitted_beyond_today());
        let research = world.goods.technology(TechnologyGood::Research);
        now.set(P::ResearchMandate, support.state.mandated * research.paid);
    }
    if let Some(vehicles) = vehicles {
        now.set(P::VehicleSupport, vehicles.state.subsidies);
    }
    now.set(P::Guarantees, paid(world, Flow::GuaranteeCalls));
    now.set(P::ComputeIncome, paid(world, Flow::PublicCompute));
    now.set(P::Recapitalisation, world.banks.sum(|bank| bank.recapitalisation));
    if let Some(money) = money {
        now.set(P::Relending, money.state.relending.concession);
    }
}

/// What partners have paid into funds and got back this quarter.
fn funds(world: &World, now: &mut Programmes) {
    use Programme as P;
    let Some(funds) = &world.blocks.funds else { return };
    let funds = &funds.state;
    now.funds = [0, 1].map(|partner| {
        [
            funds.sum(|f| f.drawn[partner]),
            funds.sum(|f| f.returned[partner]),
        ]
    });
    let moved = |partner: usize, way: usize| now.funds[partner][way] - world.programmes.funds[partner][way];
    let (paid_in, returned, private) = (moved(0, 0), moved(0, 1), moved(1, 0) - moved(1, 1));
    now.set(P::FundCapital, paid_in);
    now.set(P::FundReturns, -returned);
    now.set(P::FundPartners, private);
}

/// What the budget takes in and pays without policy.
fn automatic(ctx: &Context, world: &World, now: &mut Programmes) {
    use Programme as P;
    let (government, firms) = (&world.government, &world.firms);
    let raised: f64 = [Flow::ProfitTax, Flow::IncomeTax, Flow::SocialContributions]
        .map(|flow| paid(world, flow))
        .iter()
        .sum();
    now.set(P::Taxes, raised - levies(ctx, world));
    now.set(
        P::Benefits,
        paid(world, Flow::Pensions) + paid(world, Flow::Benefits),
    );
    now.set(P::BankDividends, -world.banks.sum(|bank| bank.state_dividend));
    now.set(
        P::Interest,
        paid(world, Flow::BondInterest) + paid(world, Flow::CentralBankProfit),
    );
    let [of_consumption, of_investment] = fill(government, &world.goods);
    let grants: f64 = firms.grant.iter().sum();
    now.set(
        P::OwnPlan,
        of_consumption * government.own.consumption + of_investment * government.own.investment + grants,
    );
}

/// Taxes on products and on production from rate and base, without the change in the consumption tax and before any relief.
fn levies(ctx: &Context, world: &World) -> f64 {
    let (s, rates, firms) = (ctx.structure, &world.government.taxes, &world.firms);
    let sum = |values: &[f64]| values.iter().sum::<f64>();
    let of_buyers = s.taxes.consumption * sum(&world.households.consumption)
        + rates.dwellings * sum(&world.households.housing)
        + rates.export * world.goods.bought(FinalUse::Exports).nominal;
    let rate = |firms: &Firms, i| s.product_tax[firms.sector(i)] + s.production_tax[firms.sector(i)];
    let of_makers = (0..firms.len()).map(|i| rate(firms, i) * firms.price[i] * firms.output[i]);
    of_buyers + of_makers.sum::<f64>()
}

/// What government has paid this quarter, less what it has received.
fn paid(world: &World, flow: Flow) -> f64 {
    -world.ledger.flow_total(flow, Sector::Government)
}
