//! Faults inside the ledger, planted one at a time: each leaves one side of a booking out, and is stopped by the identity that is
//! named. The table of `docs/book/books.md` is made from this file.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use crate::{Column, Flow, Instrument, Kind, Ledger, Opening, Party, Sector};
use engine::time::Quarter;

const QUARTER: Quarter = Quarter::new(2026, 3);
const AMOUNT: f64 = 7.0;

/// A small economy with every kind of claim.
struct Books {
    ledger: Ledger,
    persons: Column,
    firms: Column,
    loans: Column,
    owed: Column,
    held: Column,
    funds: Column,
}

impl Books {
    fn open() -> Self {
        let column = |holder, kind, balance| Column::new(holder, kind, vec![balance; 2]);
        let (persons, firms) = (
            column(Sector::Households, Kind::Deposits, 100.0),
            column(Sector::Firms, Kind::Deposits, 50.0),
        );
        let (loans, funds) = (
            column(Sector::Firms, Kind::Loans, 30.0),
            column(Sector::VentureFunds, Kind::Deposits, 10.0),
        );
        let (owed, held) = (
            column(Sector::Firms, Kind::TechnologyBonds, 20.0),
            column(Sector::Households, Kind::TechnologyBonds, 5.0),
        );
        let opening = Opening {
            reserves: 400.0,
            treasury_account: 20.0,
            foreign_account: -30.0,
            relending: 5.0,
            bonds_of_bank: 40.0,
            ..Opening::default()
        };
        let ledger = Ledger::open(
            QUARTER,
            &opening,
            &[&persons, &firms, &loans, &owed, &held, &funds],
        );
        Self {
            ledger,
            persons,
            firms,
            loans,
            owed,
            held,
            funds,
        }
    }

    /// Some of everything that happens in a quarter, all of it right.
    fn live(&mut self) {
        let Self {
            ledger,
            persons,
            firms,
            loans,
            owed,
            held,
            funds,
        } = self;
        ledger.pay(Flow::Wages, Party::Agent(firms, 0), Party::Agent(persons, 0), 3.0);
        ledger.pay(Flow::IncomeTax, Party::Agent(persons, 1), Party::Government, 2.0);
        ledger.lend(loans, firms, 1, 4.0);
        ledger.write_off(loans, 0, 1.0);
        ledger.issue_bonds(Party::Bank, 6.0);
        ledger.relend(2.0);
        ledger.issue_technology_bonds(owed, firms, 1, 3.0);
        ledger.place_technology_bonds(held, persons, 1, 1.0);
        ledger.issue_fund_shares(Party::Agent(funds, 0), Party::Government, 5.0);
        ledger.trade_stakes(Party::Agent(firms, 0), Party::Agent(funds, 0), 2.0);
        ledger.revalue_stakes(Sector::VentureFunds, 1.0);
        ledger.revalue_fund_shares(Sector::Government, 1.0);
    }

    /// Identity and place of the leak at the end of the quarter; `None` if the books close.
    fn found(&mut self) -> Option<(String, String)> {
        let columns = [
            &self.persons,
            &self.firms,
            &self.loans,
            &self.owed,
            &self.held,
            &self.funds,
        ];
        let leak = self.ledger.close(QUARTER, &columns, &[]).err()?;
        Some((leak.identity, leak.cell))
    }
}

/// A fault, what stops it, and where it is named.
struct Fault {
    what: &'static str,
    identity: &'static str,
    place: &'static str,
    plant: fn(&mut Books),
}

const STOCKS: &str = "opening + transactions + revaluations = closing";
const WORTH: &str = "flows + revaluations = change of net worth";
const SIDES: &str = "assets = liabilities";

const FAULTS: [Fault; 20] = [
    Fault {
        what: "a payment is booked and no money moves",
        identity: WORTH,
        place: "all flows, households",
        plant: |b| {
            b.ledger
                .book(Flow::IncomeTax, Sector::Households, Sector::Government, AMOUNT);
        },
    },
    Fault {
        what: "money moves and nothing is booked",
        identity: WORTH,
        place: "all flows, households",
        plant: |b| {
            let payer = Party::Agent(&mut b.persons, 0);
            b.ledger.settle(payer, Party::Government, AMOUNT);
        },
    },
    Fault {
        what: "the payer pays and the payee gets nothing",
        identity: WORTH,
        place: "all flows, central bank",
        plant: |b| {
            b.ledger
                .book(Flow::IncomeTax, Sector::Households, Sector::Government, AMOUNT);
            b.ledger.settle_one(Party::Agent(&mut b.persons, 0), -AMOUNT);
        },
    },
    Fault {
        what: "the payee gets what nobody has paid",
        identity: WORTH,
        place: "all flows, central bank",
        plant: |b| {
            b.ledger
                .book(Flow::Benefits, Sector::Government, Sector::Households, AMOUNT);
            b.ledger.settle_one(Party::Agent(&mut b.persons, 0), AMOUNT);
        },
    },
    Fault {
        what: "a flow is booked on the payee's side only",
        identity: WORTH,
        place: "all flows, households",
        plant: |b| {
            let cell = &mut b.ledger.flows[Flow::Wages as usize][Sector::Households as usize];
            cell[crate::ledger::RECEIVED] += AMOUNT;
        },
    },
    Fault {
        what: "a customer pays government and the bank keeps the reserves",
        identity: WORTH,
        place: "all flows, bank",
        plant: |b| {
            b.ledger
                .book(Flow::IncomeTax, Sector::Households, Sector::Government, AMOUNT);
            b.ledger.post(&mut b.persons, 0, -AMOUNT);
            b.ledger.settle_account(Sector::Government, AMOUNT);
        },
    },
    Fault {
        what: "a balance changes behind the ledger",
        identity: STOCKS,
        place: "deposits, firms",
        plant: |b| b.firms.post(1, AMOUNT),
    },
    Fault {
        what: "a total changes and no balance does",
        identity: STOCKS,
        place: "loans, firms",
        plant: |b| b.ledger.loans[Sector::Firms as usize] += AMOUNT,
    },
    Fault {
        what: "a loan is owed and not paid out",
        identity: WORTH,
        place: "all flows, firms",
        plant: |b| {
            b.loans.post(0, AMOUNT);
            b.ledger.loans[Sector::Firms as usize] += AMOUNT;
        },
    },
    Fault {
        what: "a loan is paid out and not owed",
        identity: WORTH,
        place: "all flows, firms",
        plant: |b| b.ledger.post(&mut b.firms, 0, AMOUNT),
    },
    Fault {
        what: "a loan is written off and the bank does not lose",
        identity: WORTH,
        place: "all flows, bank",
        plant: |b| {
            b.ledger.write_off(&mut b.loans, 0, AMOUNT);
            b.ledger.revaluations[Sector::Bank as usize] += AMOUNT;
        },
    },
    Fault {
        what: "the bank writes a loan off and the firm still owes it",
        identity: STOCKS,
        place: "loans, firms",
        plant: |b| {
            b.ledger.write_off(&mut b.loans, 0, AMOUNT);
            b.loans.post(0, AMOUNT);
        },
    },
    Fault {
        what: "government issues bonds that nobody holds",
        identity: SIDES,
        place: "bonds",
        plant: |b| {
            b.ledger.bonds[Sector::Government as usize] -= AMOUNT;
            b.ledger.revaluations[Sector::Government as usize] -= AMOUNT;
        },
    },
    Fault {
        what: "bonds change hands and nobody pays",
        identity: WORTH,
        place: "all flows, bank",
        plant: |b| {
            Ledger::hand_over(&mut b.ledger.bonds, Sector::Bank, Sector::CentralBank, AMOUNT);
        },
    },
    Fault {
        what: "partners' shares gain in value and the fund does not owe it",
        identity: SIDES,
        place: "fund shares",
        plant: |b| {
            b.ledger.fund_shares[Sector::Government as usize] += AMOUNT;
            b.ledger.revaluations[Sector::Government as usize] += AMOUNT;
        },
    },
    Fault {
        what: "a fund's stakes gain in value and no firm owes it",
        identity: SIDES,
        place: "venture stakes",
        plant: |b| {
            b.ledger.stakes[Sector::VentureFunds as usize] += AMOUNT;
            b.ledger.revaluations[Sector::VentureFunds as usize] += AMOUNT;
        },
    },
    Fault {
        what: "a revaluation is noted and no claim changes",
        identity: WORTH,
        place: "all flows, households",
        plant: |b| b.ledger.revaluations[Sector::Households as usize] += AMOUNT,
    },
    Fault {
        what: "a firm issues technology bonds and gets no money",
        identity: WORTH,
        place: "all flows, firms",
        plant: |b| {
            b.ledger.post_bonds(&mut b.owed, 0, AMOUNT);
        },
    },
    Fault {
        what: "interest on re-lending is booked one way only",
        identity: WORTH,
        place: "all flows, bank",
        plant: |b| {
            let (bank, central_bank) = (Sector::Bank, Sector::CentralBank);
            b.ledger.book(Flow::RelendingInterest, bank, central_bank, AMOUNT);
        },
    },
    Fault {
        what: "a market takes more from buyers than it gives to sellers",
        identity: "debits = credits of a market",
        place: "consumption",
        plant: |b| {
            let mut market = b.ledger.clearing(Flow::Consumption);
            market.debit(Party::Agent(&mut b.persons, 0), AMOUNT);
            market.credit(Party::Agent(&mut b.firms, 0), AMOUNT - 0.01);
            let _ = market.finish();
        },
    },
];

#[test]
fn every_planted_fault_is_stopped_by_the_identity_that_is_named() {
    let mut wrong = Vec::new();
    for fault in &FAULTS {
        let mut books = Books::open();
        books.live();
        (fault.plant)(&mut books);
        let (found, wanted) = (books.found(), (fault.identity.to_owned(), fault.place.to_owned()));
        if found.as_ref() != Some(&wanted) {
            wrong.push(format!("{}: {found:?}", fault.what));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_planted_nothing_found() {
    let mut books = Books::open();
    books.live();
    assert_eq!(books.found(), None);
}

/// Of every other claim the ledger keeps one number: the two sides cannot differ, so nothing is counted as checked.
#[test]
fn claims_with_one_number_have_two_equal_sides() {
    let mut books = Books::open();
    books.live();
    for instrument in Instrument::ALL {
        let sides = Sector::ALL.map(|sector| books.ledger.position(instrument, sector));
        assert_eq!(sides.iter().sum::<f64>(), 0.0, "{}", instrument.name());
    }
}
