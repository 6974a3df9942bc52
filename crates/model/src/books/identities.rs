//! What must hold at the end of a quarter beyond what the ledger checks by itself: GDP three ways, profit against the books,
//! stocks, uses and supply, heads. Each compares numbers that came about in different places; none can hold by itself.

use crate::books::accounts::Accounts;
use crate::economy::FinalUse;
use crate::state::{Firms, GoodsMarket, Households};
use crate::structure::{Structure, TechnologyGood};
use accounting::{Flow, Institution, Ledger, Sector};

/// Stocks of the firms of a sector, volumes at opening prices.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Stocks {
    /// Finished goods.
    pub finished: f64,
    /// Materials.
    pub materials: f64,
    /// Plant, capital for artificial intelligence and machines.
    pub capital: f64,
}

impl Stocks {
    /// Stocks by sector as they stand.
    pub fn by_sector(s: &Structure, firms: &Firms) -> Vec<Self> {
        let mut stocks = vec![Self::default(); s.sectors];
        for i in 0..firms.len() {
            let own = &mut stocks[firms.sector(i)];
            let machines: f64 = firms.machines.iter().map(|m| m[i]).sum();
            own.finished += firms.finished[i];
            own.materials += firms.materials[i];
            own.capital += firms.capital[i] + firms.under_way[i] + firms.ai_capital[i] + machines;
        }
        stocks
    }
}

/// What the checks look at; nothing is changed but the ledger's count.
pub(crate) struct Books<'a> {
    /// Accounts of the quarter.
    pub accounts: &'a Accounts,
    /// Firms.
    pub firms: &'a Firms,
    /// Households.
    pub households: &'a Households,
    /// Persons of the labour force without a job, counted over households.
    pub unemployed: usize,
    /// Profit of each bank.
    pub bank_profits: &'a [(Institution, f64)],
    /// The market for goods.
    pub goods: &'a GoodsMarket,
    /// Price at which a firm reckons what wears out of its capital.
    pub capital_price: &'a dyn Fn(usize) -> f64,
    /// Stocks by sector at the end of the last quarter.
    pub opening: &'a [Stocks],
}

impl Books<'_> {
    /// Hands every identity of the quarter to the ledger; returns stocks by sector as they stand now.
    pub(crate) fn check(&self, structure: &Structure, ledger: &mut Ledger) -> Vec<Stocks> {
        self.check_gdp(ledger);
        self.check_income(ledger);
        self.check_results(ledger);
        let sectors = self.by_sector(structure);
        for (k, sector) in sectors.iter().enumerate() {
            sector.check(structure.code(k), &self.opening[k], ledger);
        }
        self.check_heads(ledger);
        self.check_products(structure, ledger);
        sectors.iter().map(|sector| sector.closing).collect()
    }

    /// What is bought is what is produced, at current and at opening prices.
    fn check_gdp(&self, ledger: &mut Ledger) {
        let (uses, gdp) = (self.accounts.expenditure(), self.accounts.gdp);
        let [nominal, real] = [
            "GDP: expenditure = production",
            "real GDP: expenditure = production",
        ];
        ledger.equal(nominal, whole, uses.nominal, gdp.nominal, gdp.nominal);
        ledger.equal(real, whole, uses.real, gdp.real, gdp.real);
    }

    /// GDP by income, every part of it from what was paid: W + S + T = GDP, with W pay and contributions, T taxes less
    /// subsidies, and S the result of firms in the books + change in stocks, without interest, support of research and income
    /// of public compute, which are paid out of surplus, and without research and software, which are invested; and each part as
    /// the accounts have it. What government's own purchases are taxed it pays nobody: that part is counted, not paid.
    fn check_income(&self, ledger: &mut Ledger) {
        let (a, gdp) = (self.accounts, self.accounts.gdp.nominal);
        let pay = ledger.paid(Flow::Wages, Sector::Firms);
        let taken = |flow| ledger.flow_total(flow, Sector::Government);
        let own_tax = a.government.nominal - self.goods.bought(FinalUse::GovernmentConsumption).nominal;
        let taxes_on_products = taken(Flow::ProductTax) + own_tax;
        let taxes_on_production = taken(Flow::ProductionTax) + taken(Flow::Subsidies);
        let results: f64 = self.firms.deposits.results().iter().sum();
        let distributed = OUT_OF_SURPLUS.map(|flow| ledger.flow_total(flow, Sector::Firms));
        let invested = TechnologyGood::EXPENSED
            .iter()
            .filter(|good| !good.is_intermediate());
        let invested = invested.map(|good| self.goods.technology(*good));
        let invested: f64 = invested.map(|x| x.firms.iter().sum::<f64>() * x.paid).sum();
        let surplus = results - distributed.iter().sum::<f64>() + invested + a.stock_building.nominal;
        let income = pay + surplus + taxes_on_products + taxes_on_production;
        ledger.equal("GDP: income paid = production", whole, income, gdp, gdp);
        ledger.equal(
            "pay in the accounts = wages paid",
            whole,
            a.compensation,
            pay,
            pay,
        );
        ledger.equal(
            "surplus in the accounts = surplus of the books",
            whole,
            a.surplus,
            surplus,
            gdp,
        );
        let levies = "taxes on production less subsidies: accounts = paid";
        ledger.equal(levies, whole, a.production_taxes, taxes_on_production, gdp);
    }

    /// Profit of each bank and income of households are what the books say.
    fn check_results(&self, ledger: &mut Ledger) {
        let scale = scale_of_interest(ledger);
        for &(bank, profit) in self.bank_profits {
            let earned = ledger.result(bank);
            let name = ledger.institutions().name(bank).to_owned();
            let identity = "profit = income less cost in the books";
            ledger.equal(identity, || name, profit, earned, scale);
        }
        let flows = DISPOSABLE.map(|flow| ledger.flow_total(flow, Sector::Households));
        let received: f64 = flows.iter().sum();
        let moved: f64 = flows.iter().map(|flow| flow.abs()).sum();
        ledger.equal(
            "disposable income = what households received and paid",
            || "households".to_owned(),
            self.accounts.disposable,
            received,
            moved,
        );
    }

    /// Profit and stocks of each sector's firms.
    fn by_sector(&self, structure: &Structure) -> Vec<SectorBooks> {
        let (firms, goods) = (self.firms, self.goods);
        let results = firms.deposits.results();
        let mut sectors = vec![SectorBooks::default(); structure.sectors];
        let capital_goods = [&[TechnologyGood::AiCapital][..], &TechnologyGood::MACHINES].concat();
        let received = goods.technology_received(&capital_goods);
        for i in 0..firms.len() {
            let own = &mut sectors[firms.sector(i)];
            let wear = (self.capital_price)(i) * firms.capital_used[i];
            let unsold = firms.output[i] - firms.sales[i];
            // Materials at cost: what was paid for less what was used up.
            let materials = firms.materials_bill[i] - firms.materials_price[i] * firms.materials_used[i];
            own.profit += firms.profit[i];
            own.result += results[i] + firms.price[i] * unsold + materials - wear;
            own.turnover += firms.price[i] * (firms.output[i] + firms.sales[i]) + wear;
            let bought = firms.investment[i] + received[i];
            own.added.finished += unsold;
            own.added.materials += firms.materials_received[i] - firms.materials_used[i];
            own.added.capital += bought - firms.capital_used[i];
            own.moved.finished += firms.output[i] + firms.sales[i];
            own.moved.materials += firms.materials_received[i] + firms.materials_used[i];
            own.moved.capital += bought.abs() + firms.capital_used[i];
        }
        for (own, now) in sectors.iter_mut().zip(Stocks::by_sector(structure, firms)) {
            own.closing = now;
        }
        sectors
    }

    fn check_heads(&self, ledger: &mut Ledger) {
        let heads: u32 = self.firms.heads.iter().sum();
        let persons = (self.households.labour_force.len() - self.unemployed) as f64;
        let identity = "heads: staff of firms = persons at work";
        ledger.equal(identity, whole, f64::from(heads), persons, persons);
    }

    fn check_products(&self, structure: &Structure, ledger: &mut Ledger) {
        for (g, makers) in self.goods.makers.iter().enumerate() {
            let sold: f64 = makers.iter().map(|&i| self.firms.sales[i as usize]).sum();
            let (used, supply) = (self.goods.delivered[g], sold + self.goods.imports[g]);
            let cell = || format!("product {}", structure.code(g));
            ledger.equal("product: uses = supply", cell, used, supply, supply);
        }
    }
}

/// What the central bank hands on to the budget is what it has earned.
pub(crate) fn check_central_bank(ledger: &mut Ledger) {
    let earned = ledger.result(Sector::CentralBank);
    let handed_on = -ledger.flow_total(Flow::CentralBankProfit, Sector::CentralBank);
    let place = || "central bank".to_owned();
    let scale = scale_of_interest(ledger);
    ledger.equal(
        "profit handed on = income less cost in the books",
        place,
        handed_on,
        earned,
        scale,
    );
}

/// Size beside which the rounding of interest counts for nothing: interest is a small part of what it is paid on, and that is
/// what its rounding comes from.
fn scale_of_interest(ledger: &Ledger) -> f64 {
    ledger.received(Flow::LoanInterest, Sector::Bank) + ledger.deposits(Sector::Households)
}

/// Flows that enter a firm's profit and leave its operating surplus alone.
const OUT_OF_SURPLUS: [Flow; 5] = [
    Flow::LoanInterest,
    Flow::DepositInterest,
    Flow::TechnologyBondInterest,
    Flow::ResearchSupport,
    Flow::PublicCompute,
];

/// Flows that make up disposable income of households.
const DISPOSABLE: [Flow; 9] = [
    Flow::Wages,
    Flow::SocialContributions,
    Flow::IncomeTax,
    Flow::Benefits,
    Flow::Pensions,
    Flow::Transfers,
    Flow::Dividends,
    Flow::DepositInterest,
    Flow::TechnologyBondInterest,
];

/// Accounts of a sector's firms in a quarter.
#[derive(Clone, Copy, Debug, Default)]
struct SectorBooks {
    /// Profit as firms reckon it, money.
    profit: f64,
    /// Income less cost in the books, plus the change in stocks, less wear, money.
    result: f64,
    /// Size of what enters both, money.
    turnover: f64,
    /// What came into stocks less what left them, volumes.
    added: Stocks,
    /// What went in and what went out, added up: the scale of rounding.
    moved: Stocks,
    closing: Stocks,
}

impl SectorBooks {
    fn check(&self, code: &str, opening: &Stocks, ledger: &mut Ledger) {
        let sector = || format!("sector {code}");
        ledger.equal(
            "profit = income less cost in the books + change in stocks - wear",
            sector,
            self.profit,
            self.result,
            self.turnover,
        );
        let stocks = |of: fn(&Stocks) -> f64| [opening, &self.added, &self.closing, &self.moved].map(of);
        for (identity, [before, added, now, moved]) in [
            (
                "finished goods: opening + output - sales = closing",
                stocks(|x| x.finished),
            ),
            (
                "materials: opening + bought - used = closing",
                stocks(|x| x.materials),
            ),
            (
                "capital: opening + bought - worn = closing",
                stocks(|x| x.capital),
            ),
        ] {
            ledger.equal(
                identity,
                sector,
                before + added,
                now,
                before.abs() + now.abs() + moved,
            );
        }
    }
}

fn whole() -> String {
    "all sectors".to_owned()
}
