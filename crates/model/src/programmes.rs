//! What each programme costs in a quarter, and what else the budget takes in and pays: measured from payments and from the
//! state of the blocks, never planned. No row is what the others leave over, so that three identities can see each of them:
//! the budget's rows are the deficit, interest paid and not charged is interest at the full rate, and compute that firms buy is
//! what policy asks of them and what they plan. A programme that the budget pays and that is not listed here stops the run.

use crate::blocks::ai::Ai;
use crate::context::Context;
use crate::economy::FinalUse;
use crate::state::{Bank, Firms, GoodsMarket, Government};
use crate::structure::TechnologyGood;
use crate::world::World;
use accounting::{Flow, Ledger, Sector};

/// Who bears a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// The government's budget: all such rows together are the deficit.
    Budget,
    /// The central bank, the bank or firms on the state's behalf: quasi-fiscal.
    OutsideBudget,
    /// Private partners of a programme; shown, and nobody's cost here.
    Partners,
}

/// Whether a scenario orders a row or gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A lever orders it: exactly nothing at neutral levers. These rows are the cost of a scenario.
    Ordered,
    /// A programme that acts by itself, or what an old one brings in.
    Follows,
    /// Taxes, benefits, interest and what the budget plans without policy.
    Automatic,
}

/// Describes one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProgrammeInfo {
    /// Stable id.
    pub id: &'static str,
    /// English title.
    pub en: &'static str,
    /// Chinese title.
    pub zh: &'static str,
    /// Who bears it.
    pub payer: Payer,
    /// Whether it is ordered.
    pub nature: Nature,
    /// What it measures, one sentence.
    pub meaning: &'static str,
}

macro_rules! programmes {
    ($($name:ident: $id:literal, $en:literal, $zh:literal, $payer:ident, $nature:ident, $meaning:literal;)+) => {
        /// Rows of the cost table, in order; outlays positive, receipts negative, money of the quarter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Programme { $(#[doc = $meaning] $name,)+ }
        impl Programme {
            /// How many there are.
            pub const COUNT: usize = [$($id,)+].len();
            /// All in order.
            pub const ALL: [Programme; Self::COUNT] = [$(Programme::$name,)+];
            /// Its description.
            pub const fn info(self) -> ProgrammeInfo {
                match self { $(Programme::$name => ProgrammeInfo {
                    id: $id, en: $en, zh: $zh, payer: Payer::$payer, nature: Nature::$nature, meaning: $meaning },)+ }
            }
        }
    };
}

programmes! {
    Purchases: "purchases", "Government purchases", "政府购买", Budget, Ordered, "Goods and services that policy adds to the budget's plan.";
    PublicInvestment: "public_investment", "Public investment", "政府投资", Budget, Ordered, "Fixed investment that policy adds to the budget's plan.";
    Transfers: "transfers", "Transfers to households", "居民转移支付", Budget, Ordered, "Money that policy gives households.";
    ConsumptionTax: "consumption_tax", "Change in the consumption tax", "消费税变动", Budget, Ordered, "What the change in the rate brings in (less than zero) or gives up.";
    AiPublic: "ai_public", "AI capital, public part", "人工智能资本（政府部分）", Budget, Ordered, "Servers, chips and data centres that government and its vehicles buy.";
    AiTraining: "ai_training", "Courses for staff that use AI", "人工智能培训", Budget, Ordered, "Courses for staff beyond the opening's.";
    ResearchCredit: "research_credit", "Tax credit for research", "研发税收抵扣", Budget, Ordered, "The added credit on what firms claim as research.";
    ResearchGrants: "research_grants", "Grants for research", "研发补助", Budget, Ordered, "Grants for firms' research.";
    Missions: "missions", "Missions in frontier fields", "前沿领域专项", Budget, Ordered, "Research that government orders itself.";
    SupportCash: "support_cash", "Industrial support: cash", "产业扶持：现金", Budget, Ordered, "Cash for favoured firms beyond today's.";
    SupportTax: "support_tax", "Industrial support: tax relief", "产业扶持：税收减免", Budget, Ordered, "Levies not raised from favoured firms beyond today's.";
    SupportLand: "support_land", "Industrial support: land", "产业扶持：土地", Budget, Ordered, "Grants for investment that stand for cheap land, beyond today's.";
    SupportCredit: "support_credit", "Industrial support: credit, budget's part", "产业扶持：信贷（财政部分）", Budget, Ordered, "Interest that the budget pays the bank in the place of favoured firms.";
    VehicleSupport: "vehicle_support", "Support of electric vehicles", "新能源汽车补贴", Budget, Ordered, "Subsidies on electric sales beyond today's.";
    DriverCourses: "driver_courses", "Courses for displaced drivers", "被替代司机再培训", Budget, Ordered, "Courses for drivers who lost their job to driverless vehicles.";
    FundCapital: "fund_capital", "Venture funds: state capital paid in", "引导基金：财政出资", Budget, Ordered, "What government pays into funds, when it pays; the shares it gets are not set against it.";
    FundReturns: "fund_returns", "Venture funds: returns to the state", "引导基金：财政回收", Budget, Ordered, "What funds pay out to government.";
    Guarantees: "guarantees", "Bond guarantees called", "债券担保代偿", Budget, Ordered, "What government pays the holders of guaranteed technology bonds.";
    StateDividends: "state_dividends", "Dividends of state firms", "国有企业上缴利润", Budget, Ordered, "Profit that state firms remit beyond today's rate.";
    AiFirms: "ai_firms", "AI capital, firms' part", "人工智能资本（企业部分）", OutsideBudget, Ordered, "Capital spending that a programme or an announcement asks of firms.";
    Relending: "relending", "Re-lending: interest not charged", "再贷款：少收利息", OutsideBudget, Ordered, "Interest that the bank does not charge firms because of re-lending beyond the opening's programme; the bank bears it.";
    SupportCreditBank: "support_credit_bank", "Industrial support: credit, bank's part", "产业扶持：信贷（银行部分）", OutsideBudget, Ordered, "Interest that the bank does not charge favoured firms and nobody makes good.";
    ResearchMandate: "research_mandate", "Research that state firms must buy", "国有企业研发任务", OutsideBudget, Ordered, "Research that state firms are told to buy.";
    FundPartners: "fund_partners", "Venture funds: private partners, net", "引导基金：社会资本净出资", Partners, Ordered, "What private partners pay into funds less what they get back.";
    ComputeIncome: "compute_income", "Income from public compute", "政府算力收入", Budget, Follows, "What platforms pay government for the compute it owns, that of the opening included.";
    Recapitalisation: "recapitalisation", "Bank recapitalisation", "银行注资", Budget, Follows, "Capital that government gives a bank short of it.";
    Taxes: "taxes", "Taxes and contributions", "税收与社保缴费", Budget, Automatic, "Taxes at unchanged rates of consumption tax, and social contributions.";
    Benefits: "benefits", "Pensions and benefits", "养老金与救济", Budget, Automatic, "Pensions, unemployment and other benefits that exist without policy.";
    Interest: "interest", "Interest less central bank profit", "利息（扣除央行利润）", Budget, Automatic, "Interest on public debt less the profit that the central bank hands on.";
    OwnPlan: "own_plan", "Spending of the budget's own plan", "预算自身支出", Budget, Automatic, "Government consumption, public investment and grants to publicly funded sectors, without what policy adds.";
}

/// Money of one quarter, by row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Programmes {
    money: [f64; Programme::COUNT],
    /// Paid into venture funds and returned by them so far, by government and by private partners.
    funds: [[f64; 2]; 2],
}

impl Default for Programmes {
    fn default() -> Self {
        Self {
            money: [0.0; Programme::COUNT],
            funds: [[0.0; 2]; 2],
        }
    }
}

impl Programmes {
    /// Money of a row this quarter: outlays positive, receipts negative.
    pub fn get(&self, programme: Programme) -> f64 {
        self.money[programme as usize]
    }
    /// Sets a row.
    pub fn set(&mut self, programme: Programme, money: f64) {
        // No signed zeros: -0 + 0 = 0.
        self.money[programme as usize] = money + 0.0;
    }
    /// Sum of the rows that `which` names.
    pub fn sum(&self, which: impl Fn(ProgrammeInfo) -> bool) -> f64 {
        let rows = Programme::ALL.iter().filter(|p| which(p.info()));
        rows.map(|p| self.get(*p)).sum()
    }
    /// Hands the ledger the identities of the quarter. The budget's rows are the deficit, which is the money that left the
    /// treasury; what firms paid on loans and what programmes spare them is interest at the full rate; what firms paid for
    /// compute is what policy asks of them and what they plan themselves. `scale` is a size beside which rounding counts for
    /// nothing.
    pub(crate) fn check(&self, payers: &Payers, scale: f64, ledger: &mut Ledger) {
        use Programme as P;
        ledger.equal(
            "deficit = programmes, taxes, benefits, interest and the budget's own plan",
            || "government".to_owned(),
            self.sum(|info| info.payer == Payer::Budget),
            payers.government.deficit,
            scale,
        );
        let spared = [P::SupportCredit, P::SupportCreditBank, P::Relending].map(|p| self.get(p));
        ledger.equal(
            "interest at the full rate = interest paid + interest not charged",
            || "firms".to_owned(),
            spared.iter().sum::<f64>() - ledger.flow_total(Flow::LoanInterest, Sector::Firms),
            payers.bank.due.loans,
            scale,
        );
        if let Some(ai) = payers.ai {
            let orders = payers.goods.technology(TechnologyGood::AiCapital);
            let bills = (0..orders.firms.len()).map(|i| orders.bill(i)).sum::<f64>();
            ledger.equal(
                "compute bought by firms = asked of them + own plan",
                || "firms".to_owned(),
                self.get(P::AiFirms) + ai.own_capex() * orders.paid,
                bills,
                scale,
            );
        }
    }
}

/// Whose accounts the rows are held against.
pub(crate) struct Payers<'a> {
    /// Government: its deficit.
    pub government: &'a Government,
    /// The bank: interest due at the full rate.
    pub bank: &'a Bank,
    /// Platforms: what they plan to buy.
    pub ai: Option<&'a Ai>,
    /// The market: what firms pay for compute.
    pub goods: &'a GoodsMarket,
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
    now.set(P::ConsumptionTax, -ctx.policy.core.consumption_tax * consumed);

    let (ai, research) = (
        goods.technology(TechnologyGood::AiCapital),
        goods.technology(TechnologyGood::Research),
    );
    now.set(P::AiPublic, ai.government * ai.paid);
    let asked_of_firms = match &world.ai {
        Some(block) => block.asked,
        None => ai.firms.iter().sum(),
    };
    now.set(P::AiFirms, asked_of_firms * ai.paid);
    now.set(P::Missions, research.government * research.paid);
    now.set(P::ResearchGrants, world.knowledge.granted);
    now.set(P::ResearchCredit, world.knowledge.credited);
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
    if let Some(support) = &world.support {
        let [cash, tax, land, concession] = support.by_form();
        // The budget makes good a part; the bank gets no other transfer.
        let made_good = world.ledger.flow_total(Flow::Transfers, Sector::Bank);
        now.set(P::SupportCash, cash);
        now.set(P::SupportTax, tax);
        now.set(P::SupportLand, land);
        now.set(P::SupportCredit, made_good);
        now.set(P::SupportCreditBank, concession - made_good);
        now.set(P::StateDividends, -support.remitted_beyond_today());
        let research = world.goods.technology(TechnologyGood::Research);
        now.set(P::ResearchMandate, support.mandated * research.paid);
    }
    now.set(P::VehicleSupport, world.vehicles.subsidies);
    now.set(P::Guarantees, paid(world, Flow::GuaranteeCalls));
    now.set(P::ComputeIncome, paid(world, Flow::PublicCompute));
    now.set(P::Recapitalisation, world.bank.recapitalisation);
    now.set(P::Relending, world.relending.concession);
}

/// What partners have paid into funds and got back this quarter.
fn funds(world: &World, now: &mut Programmes) {
    use Programme as P;
    let ventures = &world.ventures;
    now.funds = [0, 1].map(|partner| {
        [
            ventures.sum(|f| f.drawn[partner]),
            ventures.sum(|f| f.returned[partner]),
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
