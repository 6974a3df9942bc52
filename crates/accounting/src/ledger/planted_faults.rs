//! Faults inside the ledger, planted one at a time: each leaves one side of a booking out, and is stopped by the identity that is
//! named. The table of `docs/book/books.md` is made from this file.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use crate::pages;
use crate::{Column, Flow, Institution, Institutions, Instrument, Ledger, Opening, Party, Sector};
use engine::time::Quarter;

const QUARTER: Quarter = Quarter::new(2026, 3);
const AMOUNT: f64 = 7.0;
/// All persons, where only their sector counts.
const PERSONS: Party<'static> = Party::Institution(Institution::first(Sector::Households));

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
    /// One institution of each sector.
    fn open() -> Self {
        let opening = Opening::default()
            .with(Instrument::Reserves, Sector::Bank, 400.0)
            .with(Instrument::TreasuryAccount, Sector::Government, 20.0)
            .with(Instrument::ForeignPosition, Sector::RestOfWorld, -30.0)
            .with(Instrument::Relending, Sector::Bank, 5.0)
            .with(Instrument::Bonds, Sector::Bank, 40.0);
        Self::with(&opening, [Institution::BANK; 2])
    }

    /// Two banks, two governments, two blocs; the second agent of each column banks at the second bank.
    fn several() -> Self {
        let institutions = Institutions::of(&[
            (Sector::Bank, "large bank"),
            (Sector::Bank, "small bank"),
            (Sector::Government, "centre"),
            (Sector::Government, "province"),
            (Sector::RestOfWorld, "near bloc"),
            (Sector::RestOfWorld, "far bloc"),
        ]);
        let [small, province, far] =
            [Sector::Bank, Sector::Government, Sector::RestOfWorld].map(|s| institutions.get(s, 1).unwrap());
        let opening = Opening::of(institutions)
            .with(Instrument::Reserves, Sector::Bank, 300.0)
            .with(Instrument::Reserves, small, 100.0)
            .with(Instrument::TreasuryAccount, province, 20.0)
            .with(Instrument::ForeignPosition, far, -30.0)
            .with(Instrument::Relending, small, 5.0)
            .with(Instrument::Bonds, Sector::Bank, 30.0)
            .with(Instrument::Bonds.of(province), small, 10.0);
        Self::with(&opening, [Institution::BANK, small])
    }

    fn with(opening: &Opening, banks: [Institution; 2]) -> Self {
        let column = |holder, kind, balance| Column::new(holder, kind, vec![balance; 2]).at(banks.to_vec());
        let (persons, firms) = (
            column(Sector::Households, Instrument::Deposits, 100.0),
            column(Sector::Firms, Instrument::Deposits, 50.0),
        );
        let (loans, funds) = (
            column(Sector::Firms, Instrument::Loans, 30.0),
            column(Sector::VentureFunds, Instrument::Deposits, 10.0),
        );
        let (owed, held) = (
            column(Sector::Firms, Instrument::TechnologyBonds, 20.0),
            column(Sector::Households, Instrument::TechnologyBonds, 5.0),
        );
        let ledger = Ledger::open(
            QUARTER,
            opening,
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
        ledger.issue(Instrument::Bonds, Party::Bank, 6.0);
        ledger.borrow(Instrument::Relending, Institution::BANK, 2.0);
        ledger.lend(owed, firms, 1, 3.0);
        ledger.sell(held, persons, 1, 1.0);
        ledger.trade(
            Instrument::FundShares,
            Party::Agent(funds, 0),
            Party::Government,
            5.0,
        );
        ledger.trade(
            Instrument::VentureStakes,
            Party::Agent(firms, 0),
            Party::Agent(funds, 0),
            2.0,
        );
        ledger.revalue(Instrument::VentureStakes, Sector::VentureFunds, 1.0);
        ledger.revalue(Instrument::FundShares, Sector::Government, 1.0);
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
                .book(Flow::IncomeTax, &PERSONS, &Party::Government, AMOUNT);
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
                .book(Flow::IncomeTax, &PERSONS, &Party::Government, AMOUNT);
            b.ledger.settle_one(Party::Agent(&mut b.persons, 0), -AMOUNT);
        },
    },
    Fault {
        what: "the payee gets what nobody has paid",
        identity: WORTH,
        place: "all flows, central bank",
        plant: |b| {
            b.ledger
                .book(Flow::Benefits, &Party::Government, &PERSONS, AMOUNT);
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
                .book(Flow::IncomeTax, &PERSONS, &Party::Government, AMOUNT);
            b.ledger.post(&mut b.persons, 0, -AMOUNT);
            b.ledger.settle_account(Institution::GOVERNMENT, AMOUNT);
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
        plant: |b| b.ledger.claims[Instrument::Loans as usize][Sector::Firms as usize] += AMOUNT,
    },
    Fault {
        what: "a loan is owed and not paid out",
        identity: WORTH,
        place: "all flows, firms",
        plant: |b| {
            b.loans.post(0, AMOUNT);
            b.ledger.claims[Instrument::Loans as usize][Sector::Firms as usize] += AMOUNT;
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
            b.ledger.claims[Instrument::Bonds as usize][Sector::Government as usize] -= AMOUNT;
            b.ledger.revaluations[Sector::Government as usize] -= AMOUNT;
        },
    },
    Fault {
        what: "bonds change hands and nobody pays",
        identity: WORTH,
        place: "all flows, bank",
        plant: |b| {
            let (seller, buyer) = (Institution::BANK, Institution::CENTRAL_BANK);
            b.ledger
                .hand_over(Instrument::Bonds.into(), seller, buyer, AMOUNT);
        },
    },
    Fault {
        what: "partners' shares gain in value and the fund does not owe it",
        identity: SIDES,
        place: "fund shares",
        plant: |b| {
            b.ledger.claims[Instrument::FundShares as usize][Sector::Government as usize] += AMOUNT;
            b.ledger.revaluations[Sector::Government as usize] += AMOUNT;
        },
    },
    Fault {
        what: "a fund's stakes gain in value and no firm owes it",
        identity: SIDES,
        place: "venture stakes",
        plant: |b| {
            b.ledger.claims[Instrument::VentureStakes as usize][Sector::VentureFunds as usize] += AMOUNT;
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
            b.ledger.change(&mut b.owed, 0, AMOUNT);
        },
    },
    Fault {
        what: "interest on re-lending is booked one way only",
        identity: WORTH,
        place: "all flows, bank",
        plant: |b| {
            let (bank, central_bank) = (Party::Bank, Party::CentralBank);
            b.ledger
                .book(Flow::RelendingInterest, &bank, &central_bank, AMOUNT);
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

/// Number `row` of a sector.
fn one(b: &Books, sector: Sector, row: usize) -> Institution {
    b.ledger.institutions().get(sector, row).unwrap()
}

/// Faults among several institutions, which sectors alone would not show.
const AMONG_SEVERAL: [Fault; 8] = [
    Fault {
        what: "reserves leave one bank for another and nobody has paid",
        identity: WORTH,
        place: "all flows, large bank",
        plant: |b| {
            let (large, small) = (Institution::BANK, one(b, Sector::Bank, 1));
            b.ledger.move_reserves(large, small, AMOUNT);
        },
    },
    Fault {
        what: "a loan is written off and another bank than the lender loses",
        identity: WORTH,
        place: "all flows, large bank",
        plant: |b| {
            b.ledger.write_off(&mut b.loans, 0, AMOUNT);
            b.ledger.revaluate(Institution::BANK, AMOUNT);
            b.ledger.revaluate(one(b, Sector::Bank, 1), -AMOUNT);
        },
    },
    Fault {
        what: "one bank pays interest on re-lending and another gets that on the reserves",
        identity: WORTH,
        place: "all flows, large bank",
        plant: |b| {
            let small = Party::Institution(one(b, Sector::Bank, 1));
            b.ledger
                .book(Flow::RelendingInterest, &Party::Bank, &Party::CentralBank, AMOUNT);
            b.ledger
                .book(Flow::ReserveInterest, &Party::CentralBank, &small, AMOUNT);
        },
    },
    Fault {
        what: "a customer changes banks and its debt stays",
        identity: STOCKS,
        place: "loans, firms, large bank",
        plant: |b| {
            let small = one(b, Sector::Bank, 1);
            b.loans.move_account(0, small);
        },
    },
    Fault {
        what: "one bank lends and another is owed",
        identity: WORTH,
        place: "all flows, large bank",
        plant: |b| {
            b.ledger.lend(&mut b.loans, &mut b.firms, 0, AMOUNT);
            let small = one(b, Sector::Bank, 1);
            b.loans.move_account(0, small);
            let holder = Institution::first(Sector::Firms);
            let balance = b.loans.get(0);
            pages::note(&mut b.ledger.pages, Instrument::Loans.of(small), holder, balance);
        },
    },
    Fault {
        what: "one government buys and another pays",
        identity: WORTH,
        place: "all flows, centre",
        plant: |b| {
            let province = Party::Institution(one(b, Sector::Government, 1));
            b.ledger
                .book(Flow::Benefits, &Party::Government, &PERSONS, AMOUNT);
            b.ledger.settle(province, Party::Agent(&mut b.persons, 0), AMOUNT);
        },
    },
    Fault {
        what: "one government issues bonds and the buyer holds another's",
        identity: SIDES,
        place: "bonds, centre",
        plant: |b| {
            let (province, small) = (one(b, Sector::Government, 1), one(b, Sector::Bank, 1));
            b.ledger.add(Instrument::Bonds.of(province), province, -AMOUNT);
            b.ledger.add(Instrument::Bonds.into(), small, AMOUNT);
            let buyer = Party::Institution(small);
            b.ledger.settle(buyer, Party::Institution(province), AMOUNT);
        },
    },
    Fault {
        what: "one bloc buys and the account of another falls",
        identity: WORTH,
        place: "all flows, near bloc",
        plant: |b| {
            let far = Party::Institution(one(b, Sector::RestOfWorld, 1));
            b.ledger
                .book(Flow::Exports, &Party::RestOfWorld, &PERSONS, AMOUNT);
            b.ledger.settle(far, Party::Agent(&mut b.persons, 0), AMOUNT);
        },
    },
];

#[test]
fn every_planted_fault_is_stopped_by_the_identity_that_is_named() {
    let mut wrong = Vec::new();
    let alone = FAULTS.iter().map(|fault| (fault, Books::open()));
    let among = AMONG_SEVERAL.iter().map(|fault| (fault, Books::several()));
    for (fault, mut books) in alone.chain(among) {
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
    for mut books in [Books::open(), Books::several()] {
        books.live();
        assert_eq!(books.found(), None);
    }
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
