//! Models SIM and PC of Godley and Lavoie (2007), Monetary Economics, chapters 3 and 4, run through the ledger.
//! All books close in every period; the paths meet the published figures and the analytic steady states.

use accounting::{Column, Flow, Instrument, Ledger, Opening, Party, Sector};
use engine::time::Quarter;

const GOVERNMENT_SPENDING: f64 = 20.0; // G
const TAX_RATE: f64 = 0.2; // θ
const OUT_OF_INCOME: f64 = 0.6; // α₁
const OUT_OF_WEALTH: f64 = 0.4; // α₂

/// One household and one firm, both with empty accounts.
struct Books {
    ledger: Ledger,
    household: Column,
    firm: Column,
    quarter: Quarter,
}

impl Books {
    fn open() -> Self {
        let household = Column::new(Sector::Households, Instrument::Deposits, vec![0.0]);
        let firm = Column::new(Sector::Firms, Instrument::Deposits, vec![0.0]);
        let quarter = Quarter::new(1, 1);
        let ledger = Ledger::open(quarter, &Opening::default(), &[&household, &firm]);
        Self {
            ledger,
            household,
            firm,
            quarter,
        }
    }

    /// Output is sold to households and government and paid out as wages; households pay tax.
    fn real_side(&mut self, output: f64, consumption: f64, tax: f64) {
        let Self {
            ledger,
            household,
            firm,
            ..
        } = self;
        let spending = GOVERNMENT_SPENDING;
        ledger.pay(
            Flow::GovernmentConsumption,
            Party::Government,
            Party::Agent(firm, 0),
            spending,
        );
        ledger.pay(
            Flow::Consumption,
            Party::Agent(household, 0),
            Party::Agent(firm, 0),
            consumption,
        );
        ledger.pay(
            Flow::Wages,
            Party::Agent(firm, 0),
            Party::Agent(household, 0),
            output,
        );
        ledger.pay(
            Flow::IncomeTax,
            Party::Agent(household, 0),
            Party::Government,
            tax,
        );
        assert!(firm.get(0).abs() < 1e-12, "firms sell what they pay out");
    }

    fn close(&mut self) {
        let columns = [&self.household, &self.firm];
        let closing = self.ledger.close(self.quarter, &columns, &[]).unwrap();
        assert!(closing.worst_residual < 1e-13, "{closing:?}");
        self.quarter = self.quarter.plus(1);
        assert!(self.ledger.bank_equity().abs() < 1e-11);
        assert!(self.ledger.central_bank_equity().abs() < 1e-11);
    }
}

fn near(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() <= tolerance,
        "{value}, expected {expected} ± {tolerance}"
    );
}

/// Equations 3.1 to 3.10; returns output, tax, disposable income, consumption and money held.
fn sim(periods: usize) -> [f64; 5] {
    let mut books = Books::open();
    let mut last = [0.0; 5];
    for _ in 0..periods {
        let money = books.household.get(0);
        let output = (GOVERNMENT_SPENDING + OUT_OF_WEALTH * money) / (1.0 - OUT_OF_INCOME * (1.0 - TAX_RATE));
        let tax = TAX_RATE * output;
        let income = output - tax;
        let consumption = OUT_OF_INCOME * income + OUT_OF_WEALTH * money;
        books.real_side(output, consumption, tax);
        books.close();
        // The hidden equation: what government owes is what households hold.
        near(-books.ledger.treasury_account(), books.household.get(0), 1e-11);
        last = [output, tax, income, consumption, books.household.get(0)];
    }
    last
}

/// Table 3.4 prints one decimal.
#[test]
fn sim_follows_the_published_path() {
    let published = [
        (1, [38.5, 7.7, 30.8, 18.5, 12.3]),
        (2, [47.9, 9.6, 38.3, 27.9, 22.7]),
    ];
    for (period, row) in published {
        for (value, expected) in sim(period).into_iter().zip(row) {
            near(value, expected, 0.0501);
        }
    }
}

/// Y* = G/θ, YD* = C* = G(1 − θ)/θ, H* = YD* (1 − α₁)/α₂.
#[test]
fn sim_reaches_its_steady_state() {
    for (value, expected) in sim(300).into_iter().zip([100.0, 20.0, 80.0, 80.0, 80.0]) {
        near(value, expected, 1e-9);
    }
}

const BILL_RATE: f64 = 0.025; // r, per period
const BILL_SHARE: f64 = 0.635; // λ₀
const SHARE_OF_RATE: f64 = 5.0; // λ₁
const SHARE_OF_INCOME: f64 = 0.01; // λ₂

/// What model PC reports.
struct Pc {
    output: f64,
    income: f64,
    tax: f64,
    wealth: f64,
    bills: f64,
    money: f64,
}

/// Equations 4.1 to 4.10.
fn pc(periods: usize) -> Pc {
    let mut books = Books::open();
    let mut last = None;
    for _ in 0..periods {
        let money = books.household.get(0);
        let bills = books.ledger.bonds(Sector::Households);
        let wealth = money + bills;
        let interest = BILL_RATE * bills;
        let central_interest = BILL_RATE * books.ledger.bonds(Sector::CentralBank);
        // Y = G + α₁ (1 − θ)(Y + r Bₕ) + α₂ V
        let keep = 1.0 - TAX_RATE;
        let output = (GOVERNMENT_SPENDING + OUT_OF_INCOME * keep * interest + OUT_OF_WEALTH * wealth)
            / (1.0 - OUT_OF_INCOME * keep);
        let tax = TAX_RATE * (output + interest);
        let income = output + interest - tax;
        let consumption = OUT_OF_INCOME * income + OUT_OF_WEALTH * wealth;

        let household = |column| Party::Agent(column, 0);
        let Books {
            ledger,
            household: deposits,
            ..
        } = &mut books;
        ledger.pay(
            Flow::BondInterest,
            Party::Government,
            household(deposits),
            interest,
        );
        ledger.pay(
            Flow::BondInterest,
            Party::Government,
            Party::CentralBank,
            central_interest,
        );
        ledger.pay(
            Flow::CentralBankProfit,
            Party::CentralBank,
            Party::Government,
            central_interest,
        );
        books.real_side(output, consumption, tax);

        let wealth = wealth + income - consumption;
        let wanted = (BILL_SHARE + SHARE_OF_RATE * BILL_RATE) * wealth - SHARE_OF_INCOME * income;
        let ledger = &mut books.ledger;
        ledger.issue(
            Instrument::Bonds,
            Party::Agent(&mut books.household, 0),
            wanted - bills,
        );
        // The central bank takes the bills that households do not want at this rate.
        let rest = -ledger.treasury_account();
        ledger.issue(Instrument::Bonds, Party::CentralBank, rest);
        books.close();
        near(books.ledger.treasury_account(), 0.0, 1e-11);
        // The hidden equation: the central bank's bills are backed by the money of households.
        near(
            books.ledger.bonds(Sector::CentralBank),
            books.household.get(0),
            1e-10,
        );
        last = Some(Pc {
            output,
            income,
            tax,
            wealth,
            bills: wanted,
            money: books.household.get(0),
        });
    }
    last.unwrap()
}

/// Published: Y = 106.49, YD = V = 86.49, T = 21.62. Analytic: V* = G / (θ/(1 − θ) − r s), where s is the share of
/// bills in wealth at YD = V.
#[test]
fn pc_reaches_its_steady_state() {
    let steady = pc(400);
    let share = BILL_SHARE + SHARE_OF_RATE * BILL_RATE - SHARE_OF_INCOME;
    let wealth = GOVERNMENT_SPENDING / (TAX_RATE / (1.0 - TAX_RATE) - BILL_RATE * share);
    near(steady.wealth, wealth, 1e-9);
    near(steady.income, wealth, 1e-9);
    near(steady.bills, share * wealth, 1e-9);
    near(steady.money, (1.0 - share) * wealth, 1e-9);
    near(steady.output, 106.49, 0.005);
    near(steady.wealth, 86.49, 0.005);
    near(steady.tax, 21.62, 0.005);
}

/// The transaction-flow matrix of SIM in its first period (table 3.3 with numbers).
#[test]
fn sim_shows_its_matrices() {
    let mut books = Books::open();
    let output = GOVERNMENT_SPENDING / (1.0 - OUT_OF_INCOME * (1.0 - TAX_RATE));
    let tax = TAX_RATE * output;
    books.real_side(output, OUT_OF_INCOME * (output - tax), tax);
    books.close();
    let matrices = books.ledger.matrices();
    let wages = &matrices.flows[Flow::Wages as usize];
    assert_eq!(wages.0, "wages");
    assert_eq!(wages.1, [output, -output, 0.0, 0.0, 0.0, 0.0, 0.0]);
    let (label, reserves) = &matrices.balance_sheet[Instrument::Reserves as usize];
    assert_eq!(*label, "reserves");
    near(reserves[Sector::Bank as usize], 12.3, 0.05);
    near(matrices.net_worth[Sector::Government as usize], -12.3, 0.05);
    near(matrices.net_worth.iter().sum(), 0.0, 1e-12);
}
