//! The rows of the table of what programmes cost.

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
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
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
    BankDividends: "bank_dividends", "Dividends of banks", "国有银行分红", Budget, Automatic, "What banks pay the state as their owner.";
    Interest: "interest", "Interest less central bank profit", "利息（扣除央行利润）", Budget, Automatic, "Interest on public debt less the profit that the central bank hands on.";
    OwnPlan: "own_plan", "Spending of the budget's own plan", "预算自身支出", Budget, Automatic, "Government consumption, public investment and grants to publicly funded sectors, without what policy adds.";
}

/// Money of one quarter, by row.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Programmes {
    money: [f64; Programme::COUNT],
    /// Paid into venture funds and returned by them so far, by government and by private partners.
    pub funds: [[f64; 2]; 2],
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
}
