//! National accounts of a quarter, measured from agents and markets: GDP three ways, at current and at opening prices.
//! Reads only; what must hold among them is in `identities`.

use crate::economy::FinalUse;
use crate::error::ModelError;
use crate::state::{Firms, GoodsMarket, Households};
use crate::structure::{Structure, Taxes, TechnologyGood};
use accounting::{Column, RealStock, Sector};
use engine::time::Quarter;

/// A value at current and at opening prices.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Valued {
    /// Current prices.
    pub nominal: f64,
    /// Opening prices.
    pub real: f64,
}

impl std::ops::Add for Valued {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            nominal: self.nominal + other.nominal,
            real: self.real + other.real,
        }
    }
}

/// National accounts of one quarter. Uses include taxes on products.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Accounts {
    /// Gross domestic product, production side.
    pub gdp: Valued,
    /// Gross value added at basic prices.
    pub value_added: Valued,
    /// Value added by sector.
    pub sector_value_added: Vec<Valued>,
    /// Household consumption.
    pub consumption: Valued,
    /// Government consumption.
    pub government: Valued,
    /// Fixed investment of firms, technology goods included.
    pub firm_investment: Valued,
    /// Investment in dwellings.
    pub dwellings: Valued,
    /// Public investment, technology goods included.
    pub public_investment: Valued,
    /// Change in stocks of materials and finished goods.
    pub stock_building: Valued,
    /// Exports.
    pub exports: Valued,
    /// Imports.
    pub imports: Valued,
    /// Compensation of employees.
    pub compensation: f64,
    /// Pay without employers' contributions.
    pub wages: f64,
    /// Operating surplus, gross.
    pub surplus: f64,
    /// Taxes on production less subsidies.
    pub production_taxes: f64,
    /// Taxes on products.
    pub product_taxes: Valued,
    /// Disposable income of households.
    pub disposable: f64,
    /// Gross output, volume.
    pub output: f64,
    /// Price of output: value over volume.
    pub output_price: f64,
}

impl Accounts {
    /// Fixed investment of all.
    pub fn fixed_investment(&self) -> Valued {
        self.firm_investment + self.dwellings + self.public_investment
    }
    /// Gross capital formation.
    pub fn capital_formation(&self) -> Valued {
        self.fixed_investment() + self.stock_building
    }
    /// GDP by expenditure.
    pub fn expenditure(&self) -> Valued {
        let uses = self.consumption + self.government + self.capital_formation() + self.exports;
        Valued {
            nominal: uses.nominal - self.imports.nominal,
            real: uses.real - self.imports.real,
        }
    }

    /// Measures the quarter; `taxes` are its rates, `subsidies` what firms get on production.
    pub fn measure(
        s: &Structure,
        firms: &Firms,
        households: &Households,
        goods: &GoodsMarket,
        taxes: &Taxes,
        subsidies: f64,
    ) -> Self {
        let mut a = Self::of_uses(s, goods, taxes);
        a.disposable = households.income.iter().sum::<f64>() + households.interest.iter().sum::<f64>();
        a.add_technology_goods(firms, goods);
        a.add_product_taxes(goods);
        a.add_production(s, firms);
        a.production_taxes -= subsidies;
        a.surplus += subsidies;
        a.gdp = a.gdp + a.product_taxes;
        a
    }

    /// Final uses with their taxes, and imports.
    fn of_uses(s: &Structure, goods: &GoodsMarket, taxes: &Taxes) -> Self {
        let opening_taxes = &s.taxes;
        let taxed = |user: FinalUse, now: f64, at_opening: f64| {
            let bought = goods.bought(user);
            Valued {
                nominal: (1.0 + now) * bought.nominal,
                real: (1.0 + at_opening) * bought.real,
            }
        };
        let untaxed = |user: FinalUse| taxed(user, 0.0, 0.0);
        Self {
            sector_value_added: vec![Valued::default(); s.sectors],
            consumption: taxed(
                FinalUse::HouseholdConsumption,
                taxes.consumption,
                opening_taxes.consumption,
            ),
            government: taxed(
                FinalUse::GovernmentConsumption,
                taxes.government,
                opening_taxes.government,
            ),
            dwellings: taxed(FinalUse::Housing, taxes.dwellings, opening_taxes.dwellings),
            public_investment: untaxed(FinalUse::PublicInvestment),
            exports: taxed(FinalUse::Exports, taxes.export, opening_taxes.export),
            imports: Valued {
                nominal: goods.imported.nominal,
                real: goods.imported.real,
            },
            firm_investment: untaxed(FinalUse::FirmInvestment),
            ..Self::default()
        }
    }

    /// Technology goods: investment of firms and of government, or used up in production.
    fn add_technology_goods(&mut self, firms: &Firms, goods: &GoodsMarket) {
        for (good, orders) in TechnologyGood::ALL.iter().zip(&goods.technology) {
            let worth = |ordered: f64| Valued {
                nominal: ordered * orders.paid,
                real: ordered * orders.received,
            };
            if good.is_intermediate() {
                for (i, &ordered) in orders.firms.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                    self.use_up(firms.sector(i), worth(ordered));
                }
                continue;
            }
            self.firm_investment = self.firm_investment
                + worth(orders.firms.iter().sum::<f64>() + orders.funds().iter().sum::<f64>());
            self.public_investment = self.public_investment + worth(orders.government());
        }
    }

    /// Taxes on products: what users pay beyond the price before tax.
    fn add_product_taxes(&mut self, goods: &GoodsMarket) {
        for (user, with_tax) in [
            (FinalUse::HouseholdConsumption, self.consumption),
            (FinalUse::GovernmentConsumption, self.government),
            (FinalUse::Housing, self.dwellings),
            (FinalUse::Exports, self.exports),
        ] {
            let bought = goods.bought(user);
            self.product_taxes.nominal += with_tax.nominal - bought.nominal;
            self.product_taxes.real += with_tax.real - bought.real;
        }
    }

    /// Production of firms: value added, incomes and stocks.
    fn add_production(&mut self, s: &Structure, firms: &Firms) {
        let mut value = 0.0;
        for i in 0..firms.len() {
            let k = firms.sector(i);
            let output = firms.output[i];
            let worth = firms.price[i] * output;
            let used = firms.materials_used[i];
            let used_worth = firms.materials_price[i] * used;
            let added = Valued {
                nominal: (1.0 - s.product_tax[k]) * worth - used_worth,
                real: (1.0 - s.product_tax[k]) * output - used,
            };
            self.sector_value_added[k] = self.sector_value_added[k] + added;
            self.value_added = self.value_added + added;
            self.gdp = self.gdp
                + Valued {
                    nominal: worth - used_worth,
                    real: output - used,
                };
            self.wages += firms.pay_rate[i] * firms.staff[i];
            self.compensation += firms.pay[i];
            self.production_taxes += s.production_tax[k] * worth;
            self.surplus +=
                worth * (1.0 - s.product_tax[k] - s.production_tax[k]) - firms.pay[i] - used_worth;
            let finished = output - firms.sales[i];
            let materials = firms.materials_received[i] - used;
            self.stock_building.real += finished + materials;
            self.stock_building.nominal += finished * firms.price[i] + materials * firms.materials_price[i];
            self.output += output;
            value += worth;
        }
        self.output_price = value / self.output;
    }

    /// Refuses accounts that mean nothing: shares of GDP, and with them every programme, once production is worth no more than
    /// its materials, and numbers that are none.
    pub(crate) fn usable(&self, quarter: Quarter) -> Result<(), ModelError> {
        if self.output == 0.0 || self.gdp.nominal <= 0.0 {
            return Err(ModelError::Standstill { quarter });
        }
        for (what, value) in [
            ("real GDP", self.gdp.real),
            ("nominal GDP", self.gdp.nominal),
            ("output price", self.output_price),
        ] {
            if !value.is_finite() {
                return Err(ModelError::NotFinite {
                    quarter,
                    phase: "goods market",
                    what,
                });
            }
        }
        Ok(())
    }

    /// Takes what a firm of sector `k` used up in production from value added.
    fn use_up(&mut self, k: usize, used: Valued) {
        let less = Valued {
            nominal: -used.nominal,
            real: -used.real,
        };
        self.sector_value_added[k] = self.sector_value_added[k] + less;
        self.value_added = self.value_added + less;
        self.gdp = self.gdp + less;
        self.surplus -= used.nominal;
    }
}

/// Real stocks at current prices for the balance sheet; `price` is that of capital goods.
pub(crate) fn real_stocks(
    firms: &Firms,
    households: &Households,
    price: f64,
) -> [(RealStock, [f64; Sector::COUNT]); 3] {
    let row = |households: f64, firms: f64| {
        let mut row = [0.0; Sector::COUNT];
        row[Sector::Households as usize] = households;
        row[Sector::Firms as usize] = firms;
        row
    };
    let capital: f64 = (0..firms.len())
        .map(|i| price * (firms.capital[i] + firms.under_way[i] + firms.ai_capital[i]))
        .sum();
    let machines = price * firms.machines.iter().flatten().sum::<f64>();
    let stocks = (0..firms.len())
        .map(|i| firms.finished[i] * firms.price[i] + firms.materials[i] * firms.materials_price[i])
        .sum();
    let dwellings = households.dwellings.iter().sum();
    [
        (RealStock::FixedCapital, row(0.0, capital + machines)),
        (RealStock::Inventories, row(0.0, stocks)),
        (RealStock::Dwellings, row(dwellings, 0.0)),
    ]
}

/// Columns of balances that firms and households hold.
pub(crate) fn columns<'a>(firms: &'a Firms, households: &'a Households) -> [&'a Column; 5] {
    [
        &firms.deposits,
        &firms.loans,
        &firms.bonds,
        &households.deposits,
        &households.technology_bonds,
    ]
}
