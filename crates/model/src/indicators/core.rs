//! Indicators that every economy has.

use super::{Indicator, Observed};
use crate::books::MILLION;
use crate::books::accounts::Accounts;
use crate::declare::{ABSENT, IndicatorInfo, Kind, Title, indicator};
use crate::state::Bank;
use crate::structure::Structure;
use crate::world::World;
use accounting::Sector;

/// What their measurements look at.
struct Whole<'a> {
    world: &'a World,
    structure: &'a Structure,
    persons_per_agent: f64,
    unemployed: usize,
}

impl Whole<'_> {
    fn a(&self) -> &Accounts {
        &self.world.accounts
    }
    fn gdp(&self) -> f64 {
        self.world.accounts.gdp.nominal
    }
    fn of_gdp(&self, amount: f64) -> f64 {
        100.0 * amount / self.gdp()
    }
    fn of_year(&self, amount: f64) -> f64 {
        100.0 * amount / self.world.annual_gdp()
    }
    /// Mean of something over banks, by their credit.
    fn by_credit(&self, of: impl Fn(&Bank) -> f64) -> f64 {
        let ledger = &self.world.ledger;
        let credit = |bank: &Bank| ledger.credit(bank.institution);
        self.world.banks.sum(|bank| of(bank) * credit(bank)) / ledger.bank_credit()
    }
    /// Equity of banks less what bad loans beyond the usual would cost, over credit (ratio).
    fn capital_after_provisions(&self) -> f64 {
        let ledger = &self.world.ledger;
        ledger.bank_equity() / ledger.bank_credit() - self.by_credit(|bank| bank.uncovered)
    }
    /// Agents at work.
    fn employed(&self) -> f64 {
        (self.world.households.labour_force.len() - self.unemployed) as f64
    }
    /// Firms in the market.
    fn open(&self) -> f64 {
        self.world.firms.open.iter().filter(|open| **open).count() as f64
    }
}

fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}

/// Declares the core's indicators by section; each gets a name in the code.
macro_rules! core {
    ($(section ($section_en:literal, $section_zh:literal) { $($name:ident = $id:literal {
        title: ($en:literal, $zh:literal),
        unit: $unit:literal,
        kind: $kind:ident,
        $(flow: $flow:literal,)?
        $(needs: $needs:literal,)?
        meaning: $meaning:literal,
        measure: |$o:pat_param| $measure:expr,
    })+ })+) => {
        /// Sections, with the number of indicators of each.
        pub(super) const SECTIONS: &[(Title, usize)] = &[$((
            Title { en: $section_en, zh: $section_zh },
            [$($id,)+].len(),
        ),)+];

        /// Indicators that every economy has, in the order in which they are listed.
        pub(super) const INDICATORS: &[IndicatorInfo] = &[$($(IndicatorInfo::new(
            $id,
            Title { en: $en, zh: $zh },
            $unit,
            Kind::$kind,
            indicator!(mark $($flow)?),
            indicator!(needs $($needs)?),
            $meaning,
        ),)+)+];

        impl Indicator {
            $($(#[doc = $meaning] pub const $name: Self = Self::named($id);)+)+
        }

        /// Measures them in that order.
        pub(super) fn measure(observed: &Observed, out: &mut Vec<f64>) {
            let whole = Whole {
                world: observed.world,
                structure: observed.structure,
                persons_per_agent: observed.persons_per_agent,
                unemployed: observed.world.households.unemployed(),
            };
            $($(out.push(if observed.opening && indicator!(mark $($flow)?) {
                ABSENT
            } else {
                let $o = &whole;
                $measure
            });)+)+
        }
    };
}

core! {
    section ("Output, prices, jobs", "产出、物价与就业") {
    REAL_GDP = "real_gdp" {
        title: ("Real GDP", "实际国内生产总值"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Gross domestic product of the quarter at opening prices.",
        measure: |o| o.a().gdp.real,
    }
    GDP_GROWTH = "gdp_growth" {
        title: ("Growth of real GDP, on a year before", "实际GDP同比增速"),
        unit: "pct",
        kind: Rate,
        meaning: "Real GDP against the same quarter of the year before.",
        measure: |o| 100.0 * o.world.expectations.growth_year,
    }
    NOMINAL_GDP = "nominal_gdp" {
        title: ("Nominal GDP", "名义国内生产总值"),
        unit: "bn",
        kind: Level,
        meaning: "Gross domestic product of the quarter at current prices.",
        measure: |o| o.gdp(),
    }
    CPI_INFLATION = "cpi_inflation" {
        title: ("Consumer price inflation, on a year before", "居民消费价格同比"),
        unit: "pct",
        kind: Rate,
        meaning: "Consumer price index against the same quarter of the year before.",
        measure: |o| 100.0 * o.world.consumer_inflation,
    }
    INFLATION_BEFORE_TAX = "inflation_before_tax" {
        title: ("Inflation before changes of the consumption tax, on a year before", "剔除消费税变动的通胀同比"),
        unit: "pct",
        kind: Rate,
        meaning: "Consumer price index before changes of the tax on consumption, which the central bank looks through, \
                  against the same quarter of the year before.",
        measure: |o| 100.0 * o.world.expectations.inflation_year,
    }
    CPI = "cpi" {
        title: ("Consumer price index", "居民消费价格指数"),
        unit: "index",
        kind: Level,
        meaning: "Price of the consumption basket, opening = 1.",
        measure: |o| o.world.goods.consumer_price,
    }
    GDP_DEFLATOR = "gdp_deflator" {
        title: ("GDP deflator", "GDP平减指数"),
        unit: "index",
        kind: Level,
        meaning: "Nominal over real GDP, opening = 1.",
        measure: |o| o.gdp() / o.a().gdp.real,
    }
    UNEMPLOYMENT = "unemployment" {
        title: ("Unemployment rate", "失业率"),
        unit: "pct",
        kind: Rate,
        meaning: "Persons of the labour force without work after the labour market.",
        measure: |o| 100.0 * (1.0 - o.employed() / o.world.households.labour_force.len() as f64),
    }
    VACANCIES = "vacancies" {
        title: ("Unfilled vacancies", "未填补的岗位空缺"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Vacancies that nobody filled in the quarter, over the labour force.",
        measure: |o| 100.0 * o.world.labour.unfilled,
    }
    EMPLOYMENT = "employment" {
        title: ("Employment", "就业人数"),
        unit: "persons_m",
        kind: Level,
        meaning: "Persons at work.",
        measure: |o| o.employed() * o.persons_per_agent / MILLION,
    }
    REAL_WAGE = "real_wage" {
        title: ("Real wage", "实际工资"),
        unit: "index",
        kind: Level,
        meaning: "Mean pay per efficiency unit over the consumer price index, opening = 1.",
        measure: |o| o.world.labour.wage_index / o.world.goods.consumer_price,
    }
    PRODUCTIVITY = "productivity" {
        title: ("Labour productivity", "劳动生产率"),
        unit: "index",
        kind: Level,
        meaning: "Real GDP per person at work, opening = 1.",
        measure: |o| {
            let opening = o.world.opening_productivity;
            o.a().gdp.real / o.employed() / opening
        },
    }
    }

    section ("Uses of output", "支出构成") {
    REAL_CONSUMPTION = "real_consumption" {
        title: ("Household consumption, real", "实际居民消费"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Household consumption at opening prices.",
        measure: |o| o.a().consumption.real,
    }
    REAL_INVESTMENT = "real_investment" {
        title: ("Fixed investment, real", "实际固定资本形成"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Fixed investment of firms, households and government at opening prices.",
        measure: |o| o.a().fixed_investment().real,
    }
    REAL_GOVERNMENT = "real_government" {
        title: ("Government consumption, real", "实际政府消费"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Government consumption at opening prices.",
        measure: |o| o.a().government.real,
    }
    REAL_EXPORTS = "real_exports" {
        title: ("Exports, real", "实际出口"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Exports at opening prices.",
        measure: |o| o.a().exports.real,
    }
    REAL_IMPORTS = "real_imports" {
        title: ("Imports, real", "实际进口"),
        unit: "bn_opening_prices",
        kind: Level,
        meaning: "Imports at opening prices.",
        measure: |o| o.a().imports.real,
    }
    CONSUMPTION_SHARE = "consumption_share" {
        title: ("Household consumption over GDP", "居民消费占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Household consumption over nominal GDP.",
        measure: |o| o.of_gdp(o.a().consumption.nominal),
    }
    GOVERNMENT_SHARE = "government_share" {
        title: ("Government consumption over GDP", "政府消费占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Government consumption over nominal GDP.",
        measure: |o| o.of_gdp(o.a().government.nominal),
    }
    INVESTMENT_SHARE = "investment_share" {
        title: ("Fixed investment over GDP", "固定资本形成占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Fixed investment over nominal GDP.",
        measure: |o| o.of_gdp(o.a().fixed_investment().nominal),
    }
    FIRM_INVESTMENT_SHARE = "firm_investment_share" {
        title: ("Firms' fixed investment over GDP", "企业固定资本形成占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Fixed investment of firms over nominal GDP.",
        measure: |o| o.of_gdp(o.a().firm_investment.nominal),
    }
    STOCK_BUILDING_SHARE = "stock_building_share" {
        title: ("Stock building over GDP", "存货增加占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Change in materials and finished stocks over nominal GDP.",
        measure: |o| o.of_gdp(o.a().stock_building.nominal),
    }
    EXPORT_SHARE = "export_share" {
        title: ("Exports over GDP", "出口占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Exports over nominal GDP.",
        measure: |o| o.of_gdp(o.a().exports.nominal),
    }
    IMPORT_SHARE = "import_share" {
        title: ("Imports over GDP", "进口占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Imports over nominal GDP.",
        measure: |o| o.of_gdp(o.a().imports.nominal),
    }
    }

    section ("Incomes and public finance", "收入与财政") {
    LABOUR_SHARE = "labour_share" {
        title: ("Compensation of employees over GDP", "劳动者报酬占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Compensation of employees over nominal GDP.",
        measure: |o| o.of_gdp(o.a().compensation),
    }
    SAVING_RATE = "saving_rate" {
        title: ("Household saving rate", "居民储蓄率"),
        unit: "pct",
        kind: Rate,
        meaning: "Disposable income not consumed, over disposable income.",
        measure: |o| 100.0 * (1.0 - o.a().consumption.nominal / o.a().disposable),
    }
    POLICY_RATE = "policy_rate" {
        title: ("Policy rate", "政策利率"),
        unit: "pct",
        kind: Rate,
        meaning: "Rate of the central bank, per year.",
        measure: |o| 400.0 * o.world.central_bank.policy_rate,
    }
    PUBLIC_DEBT = "public_debt" {
        title: ("Public debt over GDP", "政府债务占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Government debt over the last four quarters' GDP.",
        measure: |o| o.of_year(-o.world.ledger.bonds(Sector::Government)),
    }
    PUBLIC_DEFICIT = "public_deficit" {
        title: ("Public deficit over GDP", "财政赤字占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        flow: true,
        meaning: "Government outlays less receipts over nominal GDP.",
        measure: |o| o.of_gdp(o.world.government.deficit),
    }
    }

    section ("Firms, credit, claims", "企业、信贷与债权") {
    FIRM_LOANS = "firm_loans" {
        title: ("Firm loans over GDP", "企业贷款占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Loans of firms over the last four quarters' GDP.",
        measure: |o| o.of_year(o.world.ledger.loans(Sector::Firms)),
    }
    FIRM_DEPOSITS = "firm_deposits" {
        title: ("Firm deposits over GDP", "企业存款占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Deposits of firms over the last four quarters' GDP.",
        measure: |o| o.of_year(o.world.ledger.deposits(Sector::Firms)),
    }
    HOUSEHOLD_DEPOSITS = "household_deposits" {
        title: ("Household deposits over GDP", "居民存款占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Deposits of households over the last four quarters' GDP.",
        measure: |o| o.of_year(o.world.ledger.deposits(Sector::Households)),
    }
    FOREIGN_ASSETS = "foreign_assets" {
        title: ("Net foreign assets over GDP", "对外净资产占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        meaning: "Foreign position of the central bank over the last four quarters' GDP.",
        measure: |o| o.of_year(-o.world.ledger.foreign_account()),
    }
    BANK_CAPITAL = "bank_capital" {
        title: ("Bank capital over loans", "银行资本占贷款比重"),
        unit: "pct",
        kind: Rate,
        meaning: "Equity of banks less what bad loans beyond the usual would cost, over credit: loans and the technology bonds they hold.",
        measure: |o| 100.0 * o.capital_after_provisions(),
    }
    WRITE_OFFS = "write_offs" {
        title: ("Loans written off", "贷款核销"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Loans and technology bonds written off in the quarter, over the credit of the bank.",
        measure: |o| 100.0 * o.world.banks.sum(|b| b.written_off) / o.world.ledger.bank_credit(),
    }
    EXITS = "exits" {
        title: ("Firms that exit", "企业退出率"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Firms that failed or closed in the quarter, over firms.",
        measure: |o| 100.0 * f64::from(o.world.exits.insolvent + o.world.exits.closed) / o.open(),
    }
    INSOLVENCIES = "insolvencies" {
        title: ("Insolvencies", "企业破产率"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Firms that became insolvent in the quarter, over firms.",
        measure: |o| 100.0 * f64::from(o.world.exits.insolvent) / o.open(),
    }
    PLANTS_WAITING = "plants_waiting" {
        title: ("Plants that wait for an owner", "闲置待转让的厂房设备"),
        unit: "pct",
        kind: Rate,
        meaning: "Plants of firms that left and that nobody has opened again, over all plants.",
        measure: |o| {
            let waiting = o.world.firms.waiting.iter().filter(|waits| **waits).count() as f64;
            100.0 * waiting / (o.open() + waiting)
        },
    }
    LOSS_MAKERS = "loss_makers" {
        title: ("Firms with a loss", "亏损企业占比"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Firms whose profit of the quarter is below zero, over firms.",
        measure: |o| {
            let firms = &o.world.firms;
            let losing = (0..firms.len()).filter(|&i| firms.open[i] && firms.profit[i] < 0.0);
            100.0 * losing.count() as f64 / o.open()
        },
    }
    LENDING_STANDARD = "lending_standard" {
        title: ("Lending standard", "信贷标准"),
        unit: "index",
        kind: Rate,
        meaning: "Part of the usual loan limit that banks lend, mean by credit; 1 is as usual, less is tighter.",
        measure: |o| o.by_credit(|bank| bank.standard),
    }
    LOAN_PREMIUM = "loan_premium" {
        title: ("Premium on loans", "贷款风险溢价"),
        unit: "pct",
        kind: Rate,
        meaning: "What borrowers pay beyond the policy rate and the usual spread, for their bank's losses and their own \
                  leverage and arrears, mean by loan, per year.",
        measure: |o| {
            let (firms, banks) = (&o.world.firms, &o.world.banks);
            let premium = |i| banks.of_firm(firms, i).premium + firms.loan_premium[i];
            let paid: f64 = (0..firms.len()).map(|i| firms.loans.get(i) * premium(i)).sum();
            // Without loans nobody pays a premium.
            let all = firms.loans.total();
            if all > 0.0 { 100.0 * paid / all } else { 0.0 }
        },
    }
    PROVISIONS = "provisions" {
        title: ("Provisions for bad loans", "不良贷款拨备缺口"),
        unit: "pct",
        kind: Rate,
        meaning: "What bad loans beyond the usual would cost banks, over credit; bank capital is after it.",
        measure: |o| 100.0 * o.by_credit(|bank| bank.uncovered),
    }
    CAPACITY_USE = "capacity_use" {
        title: ("Use of capacity", "产能利用率"),
        unit: "pct",
        kind: Rate,
        meaning: "Output over capacity of firms.",
        measure: |o| {
            let capacity: f64 = (0..o.world.firms.len())
                .map(|i| o.structure.output_per_capital[o.world.firms.sector(i)] * o.world.firms.capital[i])
                .sum();
            100.0 * sum(&o.world.firms.output) / capacity
        },
    }
    CAPITAL_RATIO = "capital_ratio" {
        title: ("Capital over annual output", "资本产出比"),
        unit: "ratio",
        kind: Amount,
        meaning: "Firms' capital over annual real GDP.",
        measure: |o| {
            let annual: f64 = o.world.gdp_history.iter().rev().take(4).map(|gdp| gdp.real).sum();
            sum(&o.world.firms.capital) / annual
        },
    }
    FINANCE_CUT = "finance_cut" {
        title: ("Investment cut for lack of finance", "因融资不足削减的投资"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Investment not made for lack of finance, over investment wanted.",
        measure: |o| {
            let cut = sum(&o.world.firms.investment_cut);
            let wanted = sum(&o.world.firms.investment_ordered) + cut;
            // Nobody wanted to invest, so nothing was cut.
            if wanted == 0.0 { 0.0 } else { 100.0 * cut / wanted }
        },
    }
    RELENDING_STOCK = "relending_stock" {
        title: ("Re-lending drawn", "再贷款余额"),
        unit: "bn",
        kind: Amount,
        needs: "money",
        meaning: "Stock drawn by banks at the re-lending window.",
        measure: |o| o.world.ledger.relending(),
    }
    INSOLVENCY_LOSSES = "insolvency_losses" {
        title: ("Insolvency losses over loans", "企业破产损失占贷款比重"),
        unit: "pct",
        kind: Rate,
        flow: true,
        meaning: "Loans of insolvent firms written off in the quarter, over loans; what is written off when owners \
                  give a firm up is not in it.",
        measure: |o| 100.0 * o.world.exits.insolvency_losses / o.world.ledger.bank_credit(),
    }
    RECAPITALISATION = "recapitalisation" {
        title: ("Bank recapitalisation over GDP", "政府对银行注资占GDP比重"),
        unit: "pct_gdp",
        kind: Rate,
        flow: true,
        meaning: "Capital that government gives the bank in the quarter, over nominal GDP.",
        measure: |o| o.of_gdp(o.world.banks.sum(|b| b.recapitalisation)),
    }
    }
}
