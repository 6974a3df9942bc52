//! Every kind of leak is caught and named by quarter, row and column.

use accounting::{Column, Flow, Instrument, Leak, Ledger, Opening, Party, RealStock, Sector};
use engine::time::Quarter;

const QUARTER: Quarter = Quarter::new(2026, 3);

struct Books {
    ledger: Ledger,
    deposits: Column,
    loans: Column,
}

fn books() -> Books {
    let deposits = Column::new(Sector::Households, Instrument::Deposits, vec![100.0, 50.0]);
    let loans = Column::new(Sector::Households, Instrument::Loans, vec![30.0, 0.0]);
    let opening = Opening::default()
        .with(Instrument::Reserves, Sector::Bank, 130.0)
        .with(Instrument::TreasuryAccount, Sector::Government, 20.0);
    let ledger = Ledger::open(QUARTER, &opening, &[&deposits, &loans]);
    Books {
        ledger,
        deposits,
        loans,
    }
}

impl Books {
    fn close(&mut self) -> Result<(), Leak> {
        let columns = [&self.deposits, &self.loans];
        self.ledger.close(QUARTER, &columns, &[]).map(|_| ())
    }
    fn tax(&mut self, amount: f64) {
        let payer = Party::Agent(&mut self.deposits, 0);
        self.ledger.pay(Flow::IncomeTax, payer, Party::Government, amount);
    }
}

#[track_caller]
fn assert_names(result: Result<(), Leak>, identity: &str, cell: &str) {
    let leak = result.unwrap_err();
    assert_eq!(
        (leak.quarter.as_str(), leak.identity.as_str(), leak.cell.as_str()),
        ("2026Q3", identity, cell)
    );
    assert!(leak.to_string().contains("2026Q3") && leak.to_string().contains(cell));
}

#[test]
fn without_a_leak_the_books_close() {
    let mut b = books();
    b.tax(5.0);
    b.ledger.lend(&mut b.loans, &mut b.deposits, 1, 40.0);
    b.ledger.write_off(&mut b.loans, 0, 10.0);
    b.close().unwrap();
    assert_eq!(b.ledger.bank_equity(), 130.0 - 5.0 + 60.0 - 185.0);
    assert_eq!(b.ledger.quarter(), QUARTER.plus(1));
}

#[test]
fn a_mis_signed_flow() {
    let mut b = books();
    let mut market = b.ledger.clearing(Flow::Consumption);
    market.debit(Party::Agent(&mut b.deposits, 0), 7.0);
    market.credit(Party::Government, -7.0);
    let leak = market.finish().unwrap_err();
    assert_eq!(leak.amount, 14.0);
    assert_names(Err(leak), "debits = credits of a market", "consumption");
    assert_names(b.close(), "debits = credits of a market", "consumption");
}

#[test]
fn a_missed_credit() {
    let mut b = books();
    let mut market = b.ledger.clearing(Flow::Wages);
    market.debit(Party::Government, 1e6);
    market.credit(Party::Agent(&mut b.deposits, 0), 1e6 - 0.01);
    assert_names(
        market.finish().map(|_| ()),
        "debits = credits of a market",
        "wages",
    );
}

#[test]
fn a_market_that_is_not_finished() {
    let mut b = books();
    let mut market = b.ledger.clearing(Flow::Wages);
    market.credit(Party::Agent(&mut b.deposits, 0), 3.0);
    let _ = market;
    assert_names(
        b.close(),
        "opening + transactions + revaluations = closing",
        "deposits, households",
    );
}

#[test]
fn an_undefined_amount() {
    let mut b = books();
    b.tax(f64::NAN);
    assert_names(b.close(), "a number", "income tax, households");
    let mut b = books();
    b.tax(f64::INFINITY);
    assert_names(b.close(), "a number", "income tax, households");
}

#[test]
fn an_undefined_opening() {
    let deposits = Column::new(Sector::Firms, Instrument::Deposits, vec![f64::NAN]);
    let mut ledger = Ledger::open(QUARTER, &Opening::default(), &[&deposits]);
    let result = ledger.close(QUARTER, &[&deposits], &[]).map(|_| ());
    assert_names(
        result,
        "opening + transactions + revaluations = closing",
        "deposits, firms",
    );
}

#[test]
fn a_column_changed_behind_the_ledger() {
    let mut b = books();
    b.loans = Column::new(Sector::Households, Instrument::Loans, vec![30.0, 1e-3]);
    assert_names(
        b.close(),
        "opening + transactions + revaluations = closing",
        "loans, households",
    );
}

#[test]
fn a_column_that_is_not_presented() {
    let mut b = books();
    let result = b.ledger.close(QUARTER, &[&b.deposits], &[]).map(|_| ());
    assert_names(
        result,
        "opening + transactions + revaluations = closing",
        "loans, households",
    );
}

#[test]
fn a_loan_paid_out_to_the_wrong_sector() {
    if cfg!(debug_assertions) {
        return;
    }
    let mut b = books();
    let mut firms = Column::new(Sector::Firms, Instrument::Deposits, vec![0.0]);
    b.ledger.lend(&mut b.loans, &mut firms, 0, 5.0);
    let columns = [&b.deposits, &b.loans, &firms];
    let result = b.ledger.close(QUARTER, &columns, &[]).map(|_| ());
    assert_names(
        result,
        "flows + revaluations = change of net worth",
        "all flows, households",
    );
}

#[test]
fn a_further_identity() {
    let mut b = books();
    b.ledger.equal("heads", || "nowhere".to_owned(), 3.0, 3.0, 3.0);
    b.ledger.equal("heads", || "group 2".to_owned(), 3.0, 4.0, 4.0);
    b.ledger.equal("GDP", || "later".to_owned(), 0.0, 1.0, 1.0);
    assert_names(b.close(), "heads", "group 2");
    let mut b = books();
    b.ledger
        .equal("GDP", || "income side".to_owned(), f64::NAN, 1.0, 1.0);
    assert_names(b.close(), "GDP", "income side");
}

#[test]
fn an_undefined_real_stock() {
    let mut b = books();
    let mut capital = [0.0; Sector::COUNT];
    capital[Sector::Firms as usize] = f64::NAN;
    let columns = [&b.deposits, &b.loans];
    let result = b
        .ledger
        .close(QUARTER, &columns, &[(RealStock::FixedCapital, capital)])
        .map(|_| ());
    assert_names(result, "a number", "fixed capital, firms");
}

#[test]
#[should_panic(expected = "Invariant: quarters are closed in order")]
fn a_quarter_closed_twice() {
    let mut b = books();
    b.close().unwrap();
    let _ = b.close();
}
