//! What is measured each quarter. Pure reading of the world; a measurement never changes a run.
//!
//! What does not exist is [`ABSENT`], not zero: what an opening position cannot show because it is a flow of a quarter, and
//! what belongs to a block that the economy does not have.

use crate::core::{Blocks, Rules};
use crate::programmes::Programmes;
use crate::structure::Structure;
use crate::world::World;
use accounting::Checks;
use engine::time::Quarter;

mod measure;

/// Marks a number that does not exist. Compare with [`f64::is_nan`]: every number that exists is finite, or the run stops.
pub const ABSENT: f64 = f64::NAN;

/// How a deviation from baseline is expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Deviation in per cent of baseline.
    Level,
    /// Deviation in percentage points (the value itself is in per cent).
    Rate,
    /// Deviation in the indicator's own unit.
    Amount,
}

/// Describes one indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndicatorInfo {
    /// Stable id, for example `real_gdp`.
    pub id: &'static str,
    /// English title.
    pub en: &'static str,
    /// Chinese title.
    pub zh: &'static str,
    /// Unit of the level: `CNY_bn`, `CNY_bn_opening_prices`, `pct`, `index`, `pct_gdp`, `persons_m`, `ratio`.
    pub unit: &'static str,
    /// How deviations are expressed.
    pub kind: Kind,
    /// What it measures, one sentence.
    pub meaning: &'static str,
}

macro_rules! indicators {
    ($($name:ident: $id:literal, $en:literal, $zh:literal, $unit:literal, $kind:ident, $meaning:literal;)+) => {
        /// Indicators recorded every quarter, in the order of `Record::values`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Indicator { $(#[doc = $meaning] $name,)+ }
        impl Indicator {
            /// All indicators in order.
            pub const ALL: &'static [Indicator] = &[$(Indicator::$name,)+];
            /// Its description.
            pub const fn info(self) -> IndicatorInfo {
                match self { $(Indicator::$name => IndicatorInfo {
                    id: $id, en: $en, zh: $zh, unit: $unit, kind: Kind::$kind, meaning: $meaning },)+ }
            }
        }
    };
}

indicators! {
    RealGdp: "real_gdp", "Real GDP", "实际国内生产总值", "bn_opening_prices", Level, "Gross domestic product of the quarter at opening prices.";
    GdpGrowth: "gdp_growth", "Growth of real GDP, on a year before", "实际GDP同比增速", "pct", Rate, "Real GDP against the same quarter of the year before.";
    NominalGdp: "nominal_gdp", "Nominal GDP", "名义国内生产总值", "bn", Level, "Gross domestic product of the quarter at current prices.";
    CpiInflation: "cpi_inflation", "Consumer price inflation, on a year before", "居民消费价格同比", "pct", Rate, "Consumer price index against the same quarter of the year before.";
    Cpi: "cpi", "Consumer price index", "居民消费价格指数", "index", Level, "Price of the consumption basket, opening = 1.";
    GdpDeflator: "gdp_deflator", "GDP deflator", "GDP平减指数", "index", Level, "Nominal over real GDP, opening = 1.";
    Unemployment: "unemployment", "Unemployment rate", "失业率", "pct", Rate, "Persons of the labour force without work after the labour market.";
    Employment: "employment", "Employment", "就业人数", "persons_m", Level, "Persons at work.";
    RealWage: "real_wage", "Real wage", "实际工资", "index", Level, "Mean pay per efficiency unit over the consumer price index, opening = 1.";
    Productivity: "productivity", "Labour productivity", "劳动生产率", "index", Level, "Real GDP per person at work, opening = 1.";
    RealConsumption: "real_consumption", "Household consumption, real", "实际居民消费", "bn_opening_prices", Level, "Household consumption at opening prices.";
    RealInvestment: "real_investment", "Fixed investment, real", "实际固定资本形成", "bn_opening_prices", Level, "Fixed investment of firms, households and government at opening prices.";
    RealGovernment: "real_government", "Government consumption, real", "实际政府消费", "bn_opening_prices", Level, "Government consumption at opening prices.";
    RealExports: "real_exports", "Exports, real", "实际出口", "bn_opening_prices", Level, "Exports at opening prices.";
    RealImports: "real_imports", "Imports, real", "实际进口", "bn_opening_prices", Level, "Imports at opening prices.";
    ConsumptionShare: "consumption_share", "Household consumption over GDP", "居民消费占GDP比重", "pct_gdp", Rate, "Household consumption over nominal GDP.";
    GovernmentShare: "government_share", "Government consumption over GDP", "政府消费占GDP比重", "pct_gdp", Rate, "Government consumption over nominal GDP.";
    InvestmentShare: "investment_share", "Fixed investment over GDP", "固定资本形成占GDP比重", "pct_gdp", Rate, "Fixed investment over nominal GDP.";
    FirmInvestmentShare: "firm_investment_share", "Firms' fixed investment over GDP", "企业固定资本形成占GDP比重", "pct_gdp", Rate, "Fixed investment of firms over nominal GDP.";
    StockBuildingShare: "stock_building_share", "Stock building over GDP", "存货增加占GDP比重", "pct_gdp", Rate, "Change in materials and finished stocks over nominal GDP.";
    ExportShare: "export_share", "Exports over GDP", "出口占GDP比重", "pct_gdp", Rate, "Exports over nominal GDP.";
    ImportShare: "import_share", "Imports over GDP", "进口占GDP比重", "pct_gdp", Rate, "Imports over nominal GDP.";
    LabourShare: "labour_share", "Compensation of employees over GDP", "劳动者报酬占GDP比重", "pct_gdp", Rate, "Compensation of employees over nominal GDP.";
    SavingRate: "saving_rate", "Household saving rate", "居民储蓄率", "pct", Rate, "Disposable income not consumed, over disposable income.";
    PolicyRate: "policy_rate", "Policy rate", "政策利率", "pct", Rate, "Rate of the central bank, per year.";
    PublicDebt: "public_debt", "Public debt over GDP", "政府债务占GDP比重", "pct_gdp", Rate, "Government debt over the last four quarters' GDP.";
    PublicDeficit: "public_deficit", "Public deficit over GDP", "财政赤字占GDP比重", "pct_gdp", Rate, "Government outlays less receipts over nominal GDP.";
    FirmLoans: "firm_loans", "Firm loans over GDP", "企业贷款占GDP比重", "pct_gdp", Rate, "Loans of firms over the last four quarters' GDP.";
    FirmDeposits: "firm_deposits", "Firm deposits over GDP", "企业存款占GDP比重", "pct_gdp", Rate, "Deposits of firms over the last four quarters' GDP.";
    HouseholdDeposits: "household_deposits", "Household deposits over GDP", "居民存款占GDP比重", "pct_gdp", Rate, "Deposits of households over the last four quarters' GDP.";
    ForeignAssets: "foreign_assets", "Net foreign assets over GDP", "对外净资产占GDP比重", "pct_gdp", Rate, "Foreign position of the central bank over the last four quarters' GDP.";
    BankCapital: "bank_capital", "Bank capital over loans", "银行资本占贷款比重", "pct", Rate, "Equity of the bank over its credit: loans and the technology bonds it holds.";
    WriteOffs: "write_offs", "Loans written off", "贷款核销", "pct", Rate, "Loans and technology bonds written off in the quarter, over the credit of the bank.";
    Exits: "exits", "Firms that exit", "企业退出率", "pct", Rate, "Firms that failed or closed in the quarter, over firms.";
    Insolvencies: "insolvencies", "Insolvencies", "企业破产率", "pct", Rate, "Firms that became insolvent in the quarter, over firms.";
    CapacityUse: "capacity_use", "Use of capacity", "产能利用率", "pct", Rate, "Output over capacity of firms.";
    CapitalRatio: "capital_ratio", "Capital over annual output", "资本产出比", "ratio", Amount, "Firms' capital over annual real GDP.";
    FinanceCut: "finance_cut", "Investment cut for lack of finance", "因融资不足削减的投资", "pct", Rate, "Investment not made for lack of finance, over investment wanted.";
    RelendingStock: "relending_stock", "Re-lending drawn", "再贷款余额", "bn", Amount, "Stock drawn by banks at the re-lending window.";
    InsolvencyLosses: "insolvency_losses", "Insolvency losses over loans", "企业破产损失占贷款比重", "pct", Rate, "Loans of insolvent firms written off in the quarter, over loans; what is written off when owners give a firm up is not in it.";
    Recapitalisation: "recapitalisation", "Bank recapitalisation over GDP", "政府对银行注资占GDP比重", "pct_gdp", Rate, "Capital that government gives the bank in the quarter, over nominal GDP.";
    ResearchIntensity: "research_intensity", "Research over GDP", "研发经费占GDP比重", "pct_gdp", Rate, "Research in the opening table, in proportion to output, and research bought on top of it by firms, government and projects of venture funds, over nominal GDP; 0 without the research block.";
    TechnologyIndex: "technology_index", "Technology against its announced path", "技术水平相对公布路径", "pct", Rate, "Output per unit of labour that firms' technology gives, over the announced path of productivity; 0 without the research block.";
    KnowledgeStock: "knowledge_stock", "Knowledge stock", "知识存量", "index", Level, "Accumulated research of all sectors over the stock that the opening's intensity keeps, which is 1.";
    FrontierLevel: "frontier_level", "Frontier fields against the foreign frontier", "前沿领域相对国外前沿水平", "pct", Rate, "Domestic knowledge over the foreign frontier, geometric mean of the frontier fields by their research at the opening; 0 in a pack without fields.";
    AnnouncedTrend: "announced_trend", "Announced trend growth of productivity", "公布的生产率趋势增速", "pct", Rate, "Growth of labour productivity that agents are told, per year.";
    Support: "support", "Industrial support over GDP", "产业扶持占GDP比重", "pct_gdp", Rate, "Cash, tax relief, land and credit for favoured firms over nominal GDP, that of the opening included.";
    FavouredFirms: "favoured_firms", "Firms in favoured sectors", "受扶持行业企业数", "agents", Level, "Firm agents in the market in sectors that industrial plans favour.";
    FavouredOutput: "favoured_output", "Output of favoured sectors", "受扶持行业产出", "bn_opening_prices", Level, "Gross output of sectors that industrial plans favour, at opening prices.";
    FavouredCapacityUse: "favoured_capacity_use", "Use of capacity in favoured sectors", "受扶持行业产能利用率", "pct", Rate, "Output over capacity of firms in sectors that industrial plans favour.";
    Tfp: "tfp", "Total factor productivity", "全要素生产率", "index", Level, "Real value added over capital and staff, weighted by the share of capital; not normalised.";
    AdjustedTfp: "adjusted_tfp", "Total factor productivity, utilisation-adjusted", "经利用率调整的全要素生产率", "index", Level, "Total factor productivity at normal use of plant and normal hours of staff: what is left of it without swings of demand; not normalised.";
    FirmEfficiency: "firm_efficiency", "Productivity of the firms at work", "在营企业效率", "index", Level, "Output per unit of staff needed at normal hours, common progress left out: who is at work and how good they are; not normalised.";
    Misallocation: "misallocation", "Productivity lost to misallocation", "资源错配造成的生产率损失", "pct", Rate, "Gap to the productivity at which firms of a sector earn equal returns on equal inputs.";
    StateOutput: "state_output", "State firms' share of output", "国有企业产出占比", "pct", Rate, "Gross output of firms that the state controls, over that of all.";
    StateDividends: "state_dividends", "Dividends of state firms to the budget over GDP", "国有企业上缴利润占GDP比重", "pct_gdp", Rate, "Profit that state firms remit over nominal GDP, that of the opening's rate included.";
    StateResearch: "state_research", "Research of state firms over GDP", "国有企业研发经费占GDP比重", "pct_gdp", Rate, "Research in the opening table, in proportion to output, and research bought on top of it, of firms that the state controls, over nominal GDP; 0 without the research block.";
    AiAdoption: "ai_adoption", "Output of firms that use AI", "使用人工智能的企业产出占比", "pct", Rate, "Output of firms that have adopted artificial intelligence, over all output.";
    AiProductivity: "ai_productivity", "AI effect on productivity", "人工智能对生产率的影响", "pct", Rate, "What adoption since the opening does to output per unit of staff, weighted by pay; part of it is in the announced trend.";
    AiDisplaced: "ai_displaced", "Labour displaced by AI", "人工智能替代的劳动", "persons_m", Amount, "Persons whom firms that adopted since the opening would need in addition without it, for the same output.";
    AiCapexShare: "ai_capex_share", "AI capital spending over GDP", "人工智能资本开支占GDP比重", "pct_gdp", Rate, "Spending of firms and government on servers, chips and data centres over nominal GDP, with what the opening contains.";
    Compute: "compute", "Compute stock", "算力存量", "index", Level, "Capacity of compute over the baseline's path.";
    ComputePublic: "compute_public", "Compute owned by government", "政府所有算力占比", "pct", Rate, "Capacity of compute that government and its vehicles own, over all.";
    ComputeUse: "compute_use", "Utilisation of compute", "算力利用率", "pct", Rate, "Compute in use over capacity.";
    ComputePrice: "compute_price", "Price of compute", "算力价格", "index", Level, "Price of a unit of compute over the baseline's path.";
    ComputeReturn: "compute_return", "Return on compute", "算力资本回报率", "pct", Rate, "Revenue of compute less wear over its value at cost, per year.";
    ComputeElectricity: "compute_electricity", "Electricity of compute", "算力用电量", "TWh", Level, "Electricity of data centres, per year, at unchanged efficiency of chips.";
    LicenceIncome: "licence_income", "Licence income of model providers", "模型提供商许可收入", "bn", Level, "Fees of users of models to their providers, in the quarter.";
    AiResearch: "ai_research", "Private research on AI models", "人工智能模型民间研发", "bn", Level, "Research on models by providers and by users who keep open models up, in the quarter.";
    FundCommitted: "fund_committed", "Venture funds announced", "引导基金宣布规模", "bn", Amount, "Size of all venture funds announced so far.";
    FundRaised: "fund_raised", "Venture funds raised", "引导基金实际募集", "bn", Amount, "What partners of venture funds have promised so far.";
    FundDrawn: "fund_drawn", "Venture funds drawn", "引导基金实缴", "bn", Amount, "What partners have paid into venture funds so far.";
    FundInvested: "fund_invested", "Venture funds invested", "引导基金已投资", "bn", Amount, "What venture funds have paid to projects so far.";
    FundFees: "fund_fees", "Fees of venture funds", "引导基金管理费", "bn", Amount, "What venture funds have paid to their managers so far.";
    FundReturned: "fund_returned", "Venture funds returned", "引导基金已返还", "bn", Amount, "What venture funds have paid out to partners so far.";
    FundAssets: "fund_assets", "Net assets of venture funds", "引导基金净资产", "bn", Amount, "Deposits of venture funds and their stakes at cost.";
    VentureSpending: "venture_spending", "Spending by funded projects", "受资助项目支出", "bn", Amount, "Research bought by projects of venture funds in the quarter.";
    VentureFailures: "venture_failures", "Funded deals that lost money", "受资助项目亏损比例", "pct", Amount, "Deals that returned less than they cost, over all deals begun so far; the last winners end a life of the fund later.";
    PublicReturn: "public_return", "Public return multiple, cash", "财政出资现金回报倍数", "ratio", Amount, "What venture funds have paid out to government over what it has paid in; zero while it has paid nothing.";
    PublicValue: "public_value", "Public return multiple, cash and shares", "财政出资总回报倍数", "ratio", Amount, "The same with the shares that government still holds, at cost.";
    VentureTechnology: "venture_technology", "Technology from ventures", "风投带来的技术提升", "pct", Amount, "What successes of venture funds add to output per unit of staff, mean over firms by size and sectors by value added.";
    SpecialLoans: "special_loans", "Special loans", "再贷款新增贷款", "bn", Amount, "Loans to firms that re-lending has brought about on top of what the opening contains.";
    EligibleLoans: "eligible_loans", "Loans to small technology firms", "科技型中小企业贷款", "bn", Level, "Loans that can be refinanced at the window, special loans included.";
    EligibleShare: "eligible_share", "Loans to small technology firms over firm loans", "科技型中小企业贷款占企业贷款比重", "pct", Rate, "Loans that can be refinanced at the window over all loans of firms.";
    EligibleRate: "eligible_rate", "Loan rate of small technology firms", "科技型中小企业贷款利率", "pct", Rate, "Mean rate on loans that can be refinanced at the window, per year.";
    FirmCredit: "firm_credit", "Loans of firms", "企业贷款余额", "bn", Level, "Bank loans of firms.";
    NonPerforming: "non_performing", "Non-performing loans", "不良贷款率", "pct", Rate, "Loans of firms in arrears and, until their workout ends, of firms that failed or were given up with unpaid loans (most of them), over all loans of firms; without the block of money for technology of firms in arrears alone.";
    TechnologyBonds: "technology_bonds", "Technology bonds", "科技创新债券余额", "bn", Amount, "Technology bonds outstanding.";
    TechnologyBondSpread: "technology_bond_spread", "Coupon spread of technology bonds", "科技创新债券利差", "pct", Rate, "Mean coupon of the quarter's issue over the policy rate, per year; nothing if none is issued.";
    ChipImports: "chip_imports", "Imports of controlled inputs", "受管制投入品进口", "bn_opening_prices", Level, "Chips and other named inputs that came from abroad, at opening prices.";
    ChipSelfSufficiency: "chip_self_sufficiency", "Self-sufficiency in controlled inputs", "受管制投入品自给率", "pct", Rate, "Home output of named inputs over their use.";
    ChipGap: "chip_gap", "Gap of home chips to the frontier", "国产芯片与前沿差距", "years", Amount, "Years that home makers of chips are behind the frontier.";
    Innovations: "innovations", "Innovations of sectors under chip controls", "芯片管制相关行业的创新", "firms_per_quarter", Level, "Firms of sectors that controls on chips treat that innovate in the quarter, by their chances; firms are agents.";
    HardwareCost: "hardware_cost", "Cost of AI hardware", "人工智能硬件成本", "index", Level, "Cost of AI hardware over its cost without export controls.";
    ElectricShare: "electric_share", "Electric share of vehicles sold", "新能源汽车销量占比", "pct", Rate, "Electric vehicles over vehicles sold.";
    VehicleCost: "vehicle_cost", "Unit cost of electric vehicles", "新能源汽车单位成本", "index", Level, "Unit cost of electric vehicles over its announced path.";
    VehicleExports: "vehicle_exports", "Exports of vehicles", "汽车出口", "bn_opening_prices", Level, "Export orders for the product of the makers of electric vehicles, home supply at opening prices.";
    VehicleCapacityUse: "vehicle_capacity_use", "Use of capacity by makers of vehicles", "汽车产能利用率", "pct", Rate, "Output over capacity of the makers of electric vehicles.";
    FleetEmissions: "fleet_emissions_avoided", "Emissions avoided by electric vehicles", "新能源汽车减排量", "MtCO2_per_year", Amount, "Emissions that electric vehicles on the road save against vehicles with engines, power stations included.";
    RobotDensity: "robot_density", "Industrial robots per thousand workers", "每千名工人工业机器人数", "per_thousand", Amount, "Robots per thousand persons at work in the sectors that use them.";
    RideDriverless: "driverless_share", "Driverless share of rides", "无人驾驶出行占比", "pct", Rate, "Driverless rides over rides of hired cars.";
    PermitsSuspended: "permits_suspended", "Cities without new permits after an accident", "事故后暂停许可的城市占比", "pct", Rate, "Cities that admit no further driverless vehicles because of a grave accident beyond the pilots, over all cities.";
    RidePrice: "ride_price", "Price of rides", "出行价格", "index", Level, "Price of a ride in a hired car over that of a driven one.";
    DisplacedDrivers: "displaced_drivers", "Drivers displaced", "被替代司机人数", "persons_m", Amount, "Drivers who lost their job to driverless vehicles so far.";
    LowPaidUnemployment: "low_paid_unemployment", "Unemployment of low-paid groups", "低收入群体失业率", "pct", Rate, "Unemployment of the groups that drivers come from: those paid below the mean.";
    Sentiment: "sentiment", "Confidence", "信心指数", "pct_gdp", Rate, "Mean sentiment of firms and households, as a programme of that share of annual GDP would make it.";
}

impl Indicator {
    /// Whether an economy with these rules shows it, in the opening position or after a quarter.
    pub fn exists(self, rules: &Rules, opening: bool) -> bool {
        let at_opening = !matches!(
            self,
            Self::PublicDeficit
                | Self::WriteOffs
                | Self::Exits
                | Self::Insolvencies
                | Self::InsolvencyLosses
                | Self::FinanceCut
                | Self::Recapitalisation
                | Self::AnnouncedTrend
                | Self::StateDividends
                | Self::VentureSpending
                | Self::EligibleRate
                | Self::TechnologyBondSpread
                | Self::Innovations
        );
        let has_block = self.block().is_none_or(|has| has(&rules.blocks));
        has_block && (at_opening || !opening)
    }

    /// The block without which there is nothing to show.
    fn block(self) -> Option<fn(&Blocks) -> bool> {
        use Indicator as I;
        Some(match self {
            I::ResearchIntensity
            | I::TechnologyIndex
            | I::KnowledgeStock
            | I::FrontierLevel
            | I::StateResearch => |b| b.research.is_some(),
            I::Support
            | I::FavouredFirms
            | I::FavouredOutput
            | I::FavouredCapacityUse
            | I::Tfp
            | I::AdjustedTfp
            | I::Misallocation
            | I::StateOutput
            | I::StateDividends => |b| b.support.is_some(),
            I::AiAdoption
            | I::AiProductivity
            | I::AiDisplaced
            | I::AiCapexShare
            | I::Compute
            | I::ComputePublic
            | I::ComputeUse
            | I::ComputePrice
            | I::ComputeReturn
            | I::ComputeElectricity
            | I::LicenceIncome
            | I::AiResearch => |b| b.ai.is_some(),
            I::FundCommitted
            | I::FundRaised
            | I::FundDrawn
            | I::FundInvested
            | I::FundFees
            | I::FundReturned
            | I::FundAssets
            | I::VentureSpending
            | I::VentureFailures
            | I::PublicReturn
            | I::PublicValue
            | I::VentureTechnology => |b| b.funds.is_some(),
            I::RelendingStock
            | I::SpecialLoans
            | I::EligibleLoans
            | I::EligibleShare
            | I::EligibleRate
            | I::TechnologyBonds
            | I::TechnologyBondSpread => |b| b.money.is_some(),
            I::ChipImports | I::ChipSelfSufficiency | I::ChipGap | I::Innovations | I::HardwareCost => {
                |b| b.chips.is_some()
            }
            I::ElectricShare
            | I::VehicleCost
            | I::VehicleExports
            | I::VehicleCapacityUse
            | I::FleetEmissions => |b| b.vehicles.is_some(),
            I::RobotDensity => |b| b.robots.is_some(),
            I::RideDriverless
            | I::PermitsSuspended
            | I::RidePrice
            | I::DisplacedDrivers
            | I::LowPaidUnemployment => |b| b.driving.is_some(),
            I::Sentiment => |b| b.confidence.is_some(),
            _ => return None,
        })
    }
}

/// Indicators that are shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// English title.
    pub en: &'static str,
    /// Chinese title.
    pub zh: &'static str,
    first: Indicator,
}

const fn section(first: Indicator, en: &'static str, zh: &'static str) -> Section {
    Section { en, zh, first }
}

/// Sections in the order of the indicators; each reaches to the first of the next.
pub const SECTIONS: &[Section] = &[
    section(Indicator::RealGdp, "Output, prices, jobs", "产出、物价与就业"),
    section(Indicator::RealConsumption, "Uses of output", "支出构成"),
    section(Indicator::LabourShare, "Incomes and public finance", "收入与财政"),
    section(Indicator::FirmLoans, "Firms, credit, claims", "企业、信贷与债权"),
    section(Indicator::ResearchIntensity, "Research", "研发"),
    section(
        Indicator::Support,
        "Industrial support and state firms",
        "产业扶持与国有企业",
    ),
    section(Indicator::AiAdoption, "Artificial intelligence", "人工智能"),
    section(Indicator::FundCommitted, "Venture funds", "引导基金"),
    section(
        Indicator::SpecialLoans,
        "Re-lending and technology bonds",
        "再贷款与科技创新债券",
    ),
    section(
        Indicator::ChipImports,
        "Chips and export controls",
        "芯片与出口管制",
    ),
    section(Indicator::ElectricShare, "Electric vehicles", "新能源汽车"),
    section(Indicator::RobotDensity, "Industrial robots", "工业机器人"),
    section(Indicator::RideDriverless, "Driverless rides", "无人驾驶出行"),
    section(Indicator::Sentiment, "Confidence", "信心"),
];

impl Section {
    /// Its indicators in order.
    pub fn indicators(&self) -> &'static [Indicator] {
        let next = SECTIONS
            .iter()
            .map(|s| s.first as usize)
            .find(|&at| at > self.first as usize);
        &Indicator::ALL[self.first as usize..next.unwrap_or(Indicator::ALL.len())]
    }
}

/// One sector in one quarter.
#[derive(Clone, Copy, Debug, Default)]
pub struct SectorRecord {
    /// Gross output at opening prices.
    pub output: f64,
    /// Value added at opening prices and producers' prices; with taxes on products paid by users it sums to real GDP.
    pub value_added: f64,
    /// Product price index, opening = 1.
    pub price: f64,
    /// Persons at work, agents.
    pub employed: f64,
    /// Fixed investment of its firms, technology goods included, at opening prices; absent at the opening.
    pub investment: f64,
    /// Largest firm's share of the sector's sales.
    pub largest_share: f64,
    /// Industrial robots per person at work; absent without the block.
    pub robots: f64,
}

impl SectorRecord {
    /// Id and value of every column.
    pub fn columns(&self) -> [(&'static str, f64); 7] {
        [
            ("output", self.output),
            ("value_added", self.value_added),
            ("price", self.price),
            ("employed", self.employed),
            ("investment", self.investment),
            ("largest_share", self.largest_share),
            ("robots", self.robots),
        ]
    }
}

/// One household group in one quarter.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupRecord {
    /// Consumption with taxes, nominal; absent at the opening.
    pub consumption: f64,
    /// Disposable income, nominal.
    pub income: f64,
    /// Deposits, nominal.
    pub deposits: f64,
    /// Persons, agents.
    pub persons: f64,
}

impl GroupRecord {
    /// Id and value of every column.
    pub fn columns(&self) -> [(&'static str, f64); 4] {
        [
            ("consumption", self.consumption),
            ("income", self.income),
            ("deposits", self.deposits),
            ("persons", self.persons),
        ]
    }
}

/// The same numbers, bit for bit; what is absent on both sides is the same.
fn same(left: impl Iterator<Item = f64>, right: impl Iterator<Item = f64>) -> bool {
    left.map(f64::to_bits).eq(right.map(f64::to_bits))
}

impl PartialEq for SectorRecord {
    fn eq(&self, other: &Self) -> bool {
        let numbers = |record: &Self| record.columns().into_iter().map(|(_, value)| value);
        same(numbers(self), numbers(other))
    }
}

impl PartialEq for GroupRecord {
    fn eq(&self, other: &Self) -> bool {
        let numbers = |record: &Self| record.columns().into_iter().map(|(_, value)| value);
        same(numbers(self), numbers(other))
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.quarter == other.quarter
            && same(self.values.iter().copied(), other.values.iter().copied())
            && self.sectors == other.sectors
            && self.groups == other.groups
            && self.programmes == other.programmes
    }
}

/// Everything recorded of one quarter.
#[derive(Clone, Debug)]
pub struct Record {
    /// The quarter; the first record of a run is the opening.
    pub quarter: Quarter,
    /// Values in the order of `Indicator::ALL`.
    pub values: Vec<f64>,
    /// By sector.
    pub sectors: Vec<SectorRecord>,
    /// By household group.
    pub groups: Vec<GroupRecord>,
    /// What programmes cost, and what else the budget takes in and pays.
    pub programmes: Programmes,
}

/// What a measurement looks at.
#[derive(Clone, Copy)]
pub struct Observed<'a> {
    /// The economy at the end of the quarter.
    pub world: &'a World,
    /// What never changes in the run.
    pub structure: &'a Structure,
    /// Rules, which say what exists.
    pub rules: &'a Rules,
    /// Persons that one agent stands for.
    pub persons_per_agent: f64,
    /// True for the opening position, which shows no flows.
    pub opening: bool,
}

impl Record {
    /// Measures the world at the end of `quarter`. Persons are counted in millions.
    pub fn measure(quarter: Quarter, observed: &Observed) -> Self {
        measure::record(quarter, observed)
    }
    /// Value of one indicator.
    pub fn get(&self, indicator: Indicator) -> f64 {
        self.values[indicator as usize]
    }

    /// Checks that everything that exists is a number and that parts add up to what is published as their total.
    pub fn check(&self, observed: &Observed) -> Checks {
        let mut checks = Checks::new(self.quarter);
        let Observed {
            structure,
            rules,
            opening,
            ..
        } = observed;
        for &indicator in Indicator::ALL.iter().filter(|i| i.exists(rules, *opening)) {
            checks.number(|| indicator.info().id.to_owned(), self.get(indicator));
        }
        for (k, sector) in self.sectors.iter().enumerate() {
            for (id, value) in sector.columns() {
                let known = id != "robots" || Indicator::RobotDensity.exists(rules, *opening);
                if known && !(*opening && id == "investment") {
                    checks.number(|| format!("sector.{id} of {}", structure.codes[k]), value);
                }
            }
        }
        for (g, group) in self.groups.iter().enumerate() {
            for (id, value) in group.columns() {
                if !(*opening && id == "consumption") {
                    checks.number(|| format!("group.{id} of group {g}"), value);
                }
            }
        }
        if !opening {
            self.check_parts(observed, &mut checks);
        }
        checks
    }

    /// Sectors and groups add up to the totals of the accounts. Income, deposits and persons of groups are cuts of the very columns
    /// that make up their totals, so there is nothing to check.
    fn check_parts(&self, observed: &Observed, checks: &mut Checks) {
        let world = observed.world;
        let a = &world.accounts;
        let sectors = |of: fn(&SectorRecord) -> f64| self.sectors.iter().map(of).sum::<f64>();
        let groups = |of: fn(&GroupRecord) -> f64| self.groups.iter().map(of).sum::<f64>();
        let at_work = self.get(Indicator::Employment) * measure::MILLION / observed.persons_per_agent;
        let funds = measure::investment_of_funds(world);
        for (place, parts, total) in [
            ("output of sectors", sectors(|s| s.output), a.output),
            (
                "value added of sectors with taxes on products",
                sectors(|s| s.value_added) + a.product_taxes.real,
                self.get(Indicator::RealGdp),
            ),
            ("persons at work by sector", sectors(|s| s.employed), at_work),
            (
                "investment of sectors and funds",
                sectors(|s| s.investment) + funds,
                a.firm_investment.real,
            ),
            (
                "consumption of groups",
                groups(|g| g.consumption),
                a.consumption.nominal,
            ),
        ] {
            checks.equal("parts = total", || place.to_owned(), parts, total, total);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Indicator, SECTIONS};

    #[test]
    fn sections_hold_every_indicator_once_and_in_order() {
        let listed: Vec<Indicator> = SECTIONS.iter().flat_map(|s| s.indicators()).copied().collect();
        assert_eq!(listed, Indicator::ALL);
    }
}
