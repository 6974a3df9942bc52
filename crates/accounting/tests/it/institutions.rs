//! Two banks, two governments and two blocs abroad, with every number worked out by hand; and random quarters among them.

use accounting::{
    Carrier, Column, Flow, Institution, Institutions, Instrument, Ledger, Opening, Party, Sector,
};
use engine::time::Quarter;
use proptest::prelude::*;

const FIRST: Quarter = Quarter::new(2026, 1);

/// Household and firm 0 bank at Alpha, household and firm 1 at Beta.
#[derive(Clone)]
pub struct Books {
    pub ledger: Ledger,
    pub households: Column,
    pub firms: Column,
    pub loans: Column,
    pub alpha: Institution,
    pub beta: Institution,
    pub centre: Institution,
    pub province: Institution,
    pub east: Institution,
    pub west: Institution,
}

impl Books {
    pub fn open() -> Self {
        let institutions = Institutions::of(&[
            (Sector::Bank, "Alpha"),
            (Sector::Bank, "Beta"),
            (Sector::Government, "Centre"),
            (Sector::Government, "Province"),
            (Sector::RestOfWorld, "East"),
            (Sector::RestOfWorld, "West"),
        ]);
        let both = |sector| [0, 1].map(|row| institutions.get(sector, row).unwrap());
        let [alpha, beta] = both(Sector::Bank);
        let [centre, province] = both(Sector::Government);
        let [east, west] = both(Sector::RestOfWorld);
        let column =
            |holder, kind, values: [f64; 2]| Column::new(holder, kind, values.to_vec()).at(vec![alpha, beta]);
        let households = column(Sector::Households, Instrument::Deposits, [100.0, 60.0]);
        let firms = column(Sector::Firms, Instrument::Deposits, [40.0, 20.0]);
        let loans = column(Sector::Firms, Instrument::Loans, [50.0, 30.0]);
        let opening = Opening::of(institutions.clone())
            .with(Instrument::Reserves, alpha, 120.0)
            .with(Instrument::Reserves, beta, 70.0)
            .with(Instrument::TreasuryAccount, centre, 30.0)
            .with(Instrument::TreasuryAccount, province, 10.0)
            .with(Instrument::ForeignPosition, east, -100.0)
            .with(Instrument::ForeignPosition, west, -20.0)
            .with(Instrument::Bonds.of(centre), alpha, 25.0)
            .with(Instrument::Bonds.of(centre), Sector::CentralBank, 110.0)
            .with(Instrument::Bonds.of(province), beta, 15.0)
            .with(Instrument::Relending, beta, 8.0);
        let ledger = Ledger::open(FIRST, &opening, &[&households, &firms, &loans]);
        Self {
            ledger,
            households,
            firms,
            loans,
            alpha,
            beta,
            centre,
            province,
            east,
            west,
        }
    }

    fn clear(&mut self) {
        let columns = [&self.households, &self.firms, &self.loans];
        self.ledger.clear_banks(&columns);
    }

    /// Closes the open quarter; returns the number of identities.
    pub fn close(&mut self) -> u64 {
        let columns = [&self.households, &self.firms, &self.loans];
        let quarter = self.ledger.quarter();
        self.ledger.close(quarter, &columns, &[]).unwrap().checks
    }

    pub fn first_quarter(&mut self) {
        let (ledger, households, firms) = (&mut self.ledger, &mut self.households, &mut self.firms);
        // From Alpha to Beta; into a treasury and out of the other; abroad and back.
        ledger.pay(
            Flow::Wages,
            Party::Agent(firms, 0),
            Party::Agent(households, 1),
            12.0,
        );
        ledger.pay(
            Flow::IncomeTax,
            Party::Agent(households, 0),
            self.province.into(),
            5.0,
        );
        let purchases = Flow::GovernmentConsumption;
        ledger.pay(purchases, self.centre.into(), Party::Agent(firms, 1), 9.0);
        ledger.pay(Flow::Imports, Party::Agent(firms, 1), self.west.into(), 4.0);
        ledger.pay(Flow::Exports, self.east.into(), Party::Agent(firms, 0), 6.0);
        // Between two customers of Alpha no reserves move.
        ledger.pay(
            Flow::Consumption,
            Party::Agent(households, 0),
            Party::Agent(firms, 0),
            3.0,
        );
        ledger.lend(&mut self.loans, firms, 0, 10.0);
        ledger.issue(Instrument::Bonds.of(self.province), self.alpha.into(), 7.0);
        ledger.borrow(Instrument::Relending, self.beta, 2.0);
        ledger.pay(Flow::LoanInterest, Party::Agent(firms, 1), self.beta.into(), 1.0);
        ledger.pay(Flow::BondInterest, self.centre.into(), Party::CentralBank, 2.0);
        let profit = Flow::CentralBankProfit;
        ledger.pay(profit, Party::CentralBank, self.centre.into(), 2.0);
    }

    pub fn second_quarter(&mut self) {
        let (ledger, households, firms) = (&mut self.ledger, &mut self.households, &mut self.firms);
        ledger.pay(
            Flow::Consumption,
            Party::Agent(households, 1),
            Party::Agent(firms, 0),
            8.0,
        );
        ledger.write_off(&mut self.loans, 1, 4.0);
        let (seller, buyer) = (self.alpha.into(), self.beta.into());
        ledger.trade(Instrument::Bonds.of(self.centre), seller, buyer, 10.0);
        ledger.move_account(households, 0, self.beta);
        let mut market = ledger.clearing(Flow::Consumption);
        market.debit(Party::Agent(households, 0), 6.0);
        market.credit(Party::Agent(firms, 1), 4.0);
        market.credit(Party::Agent(firms, 0), 2.0);
        market.finish().unwrap();
        ledger.pay_relending_interest(self.beta, 1.0);
        ledger.pay(Flow::BondInterest, self.province.into(), self.beta.into(), 1.0);
        ledger.pay(Flow::BondInterest, self.province.into(), self.alpha.into(), 0.5);
        ledger.pay(Flow::Transfers, self.centre.into(), self.province.into(), 3.0);
        ledger.pay(
            Flow::Dividends,
            self.alpha.into(),
            Party::Agent(households, 1),
            2.0,
        );
    }

    /// Reserves without re-lending, and equity, of Alpha and of Beta.
    fn banks(&self) -> [[f64; 2]; 2] {
        [self.alpha, self.beta].map(|bank| [self.ledger.reserves_of(bank), self.ledger.net_worth(bank)])
    }
    fn treasuries(&self) -> [f64; 2] {
        [self.centre, self.province].map(|one| self.ledger.position(Instrument::TreasuryAccount, one))
    }
    fn abroad(&self) -> [f64; 2] {
        [self.east, self.west].map(|one| self.ledger.position(Instrument::ForeignPosition, one))
    }
    /// Row of the balance sheet of one institution in the last closed quarter.
    fn closed(&self, instrument: Instrument, one: Institution) -> f64 {
        self.ledger.statement(one).balance_sheet[instrument as usize].1
    }
}

/// What is checked: money by sector of customers, other columns also by keeper, issued claims by issuer, worth of everybody.
fn identities(institutions: &Institutions) -> u64 {
    let count = |instrument: Instrument| {
        let claim = instrument.claim();
        let keepers = institutions.in_sector(claim.kept_by).count();
        let concerned = |s: &Sector| claim.held_by.contains(s) || claim.owed_by.contains(s);
        let sectors = Sector::CUSTOMERS.into_iter().filter(concerned).count();
        match (claim.carrier, claim.two_sided) {
            (Carrier::Columns, _) if claim.money => sectors,
            (Carrier::Columns, _) => sectors * keepers,
            (Carrier::Balances, true) => keepers,
            (Carrier::Balances, false) => 0,
        }
    };
    let claims: usize = Instrument::ALL.map(count).iter().sum();
    (claims + institutions.all().count()) as u64
}

#[test]
fn one_of_each_sector_counts_each_identity_once() {
    let one = Institutions::default();
    let mut ledger = Ledger::open(FIRST, &Opening::default(), &[]);
    assert_eq!(ledger.close(FIRST, &[], &[]).unwrap().checks, identities(&one));
    assert_eq!(one.all().count(), Sector::COUNT);
    assert_eq!(one.name(Institution::BANK), "bank");
}

#[test]
fn two_banks_two_governments_two_blocs_over_two_quarters() {
    let mut b = Books::open();
    assert_eq!(b.banks(), [[120.0, 55.0], [70.0, 35.0]]);
    assert_eq!(b.ledger.net_worth(b.centre), -105.0);
    assert_eq!(b.ledger.net_worth(b.province), -5.0);

    let institutions = b.ledger.institutions().clone();
    b.first_quarter();
    // Between banks nothing is settled yet but what they have paid themselves, and equity is what it will be.
    assert_eq!(b.banks().map(|[_, equity]| equity), [55.0, 36.0]);
    b.clear();
    // Alpha 120 - 12 - 5 + 6 - 7, Beta 70 + 12 + 9 - 4; Beta earns 1 of interest.
    assert_eq!(b.banks(), [[102.0, 55.0], [87.0, 36.0]]);
    assert_eq!(b.treasuries(), [21.0, 22.0]);
    assert_eq!(b.abroad(), [-106.0, -16.0]);
    assert_eq!(b.ledger.result(b.beta), 1.0);
    assert_eq!(b.ledger.result(b.alpha), 0.0);
    assert_eq!(b.ledger.paid(Flow::GovernmentConsumption, b.province), 0.0);
    assert_eq!(b.ledger.paid(Flow::GovernmentConsumption, b.centre), 9.0);
    assert_eq!(
        b.ledger
            .balance_in(Instrument::Deposits.of(b.alpha), Sector::Firms),
        47.0
    );
    assert_eq!(
        b.ledger.balance_in(Instrument::Bonds.of(b.province), b.alpha),
        7.0
    );
    assert_eq!(b.ledger.balance_in(Instrument::Bonds.of(b.centre), b.alpha), 25.0);
    assert_eq!(b.ledger.credit(b.alpha), 60.0);
    assert_eq!(b.close(), identities(&institutions));
    // What re-lending left on the account is shown with it.
    assert_eq!(b.closed(Instrument::Reserves, b.beta), 97.0);
    assert_eq!(b.closed(Instrument::Relending, b.beta), -10.0);
    assert_eq!(b.closed(Instrument::Deposits, b.alpha), -139.0);
    assert_eq!(b.closed(Instrument::Bonds, b.province), -22.0);
    assert_eq!(b.closed(Instrument::Bonds, b.centre), -135.0);
    assert_eq!(b.closed(Instrument::Bonds, b.alpha), 32.0);

    b.second_quarter();
    b.clear();
    // Alpha 102 + 8 + 10 - 92 + 2 + 0.5 - 2, Beta 87 - 8 - 10 + 92 - 2 + 1 + 2; Beta loses a loan of 4.
    assert_eq!(b.banks(), [[28.5, 53.5], [162.0, 33.0]]);
    assert_eq!(b.treasuries(), [18.0, 23.5]);
    assert_eq!(b.ledger.balance_in(Instrument::Bonds.of(b.centre), b.beta), 10.0);
    b.close();
    let statement = b.ledger.statement(b.beta);
    assert_eq!((statement.name.as_str(), statement.revaluation), ("Beta", -4.0));
    assert_eq!(statement.net_worth, 33.0);
    assert_eq!(statement.flows[Flow::BondInterest as usize].1, 1.0);
    assert_eq!(
        b.ledger.statement(b.alpha).flows[Flow::Dividends as usize].1,
        -2.0
    );

    // The matrices by sector are the sums.
    let matrices = b.ledger.matrices();
    let row = |i: Instrument| &matrices.balance_sheet[i as usize].1;
    let (bank, government) = (Sector::Bank as usize, Sector::Government as usize);
    assert_eq!(row(Instrument::Reserves)[bank], 28.5 + 162.0 + 10.0);
    assert_eq!(row(Instrument::Deposits)[bank], -237.0);
    assert_eq!(row(Instrument::Bonds)[government], -157.0);
    assert_eq!(matrices.net_worth[bank], 53.5 + 33.0);
    assert_eq!(matrices.net_worth[Sector::CentralBank as usize], 0.0);
    assert_eq!(matrices.net_worth[Sector::RestOfWorld as usize], -122.0);
    assert_eq!(matrices.net_worth.iter().sum::<f64>(), 0.0);
    for (label, row) in matrices.balance_sheet.iter().chain(&matrices.flows) {
        assert_eq!(row.iter().sum::<f64>(), 0.0, "{label}");
    }
}

#[test]
fn a_customer_may_open_an_account_anywhere() {
    let mut b = Books::open();
    b.households.open_account_at(b.beta);
    let mut plain = Column::new(Sector::Households, Instrument::Deposits, vec![1.0]);
    plain.open_account();
    plain.open_account_at(b.beta);
    plain.open_account();
    let banks = [0, 1, 2, 3].map(|i| plain.keeper(i));
    assert_eq!(banks, [b.alpha, b.alpha, b.beta, b.alpha]);
    let payer = Party::Agent(&mut b.firms, 0);
    b.ledger
        .pay(Flow::Wages, payer, Party::Agent(&mut b.households, 2), 5.0);
    b.close();
    assert_eq!(b.banks()[1], [75.0, 35.0]);
}

/// Household 1, who banks at Beta, buys bonds from what Alpha holds: Beta pays Alpha when they clear.
#[test]
fn a_claim_is_bought_from_another_bank_than_ones_own() {
    let mut b = Books::open();
    let column = |holder| Column::new(holder, Instrument::TechnologyBonds, vec![0.0; 2]);
    let (mut held, mut owed) = (column(Sector::Households), column(Sector::Firms));
    b.ledger.lend(&mut owed, &mut b.firms, 0, 9.0);
    let buyer = Party::Agent(&mut b.households, 1);
    b.ledger.buy(&mut held, 1, buyer, b.alpha.into(), 4.0);
    let columns = [&b.households, &b.firms, &b.loans, &held, &owed];
    b.ledger.close(FIRST, &columns, &[]).unwrap();
    assert_eq!(b.banks(), [[124.0, 55.0], [66.0, 35.0]]);
    assert_eq!(b.closed(Instrument::TechnologyBonds, b.alpha), 5.0);
    assert_eq!(b.ledger.net_worth(Sector::Households), 160.0);
}

#[test]
#[should_panic(expected = "Invariant: there is one central bank")]
fn a_second_central_bank() {
    let both = [(Sector::CentralBank, "one"), (Sector::CentralBank, "two")];
    let _ = Institutions::of(&both);
}

proptest! {
    /// Whoever pays whom, at whichever bank, the books of each institution close.
    #[test]
    fn the_books_of_all_close(payments in prop::collection::vec(
        (0..Flow::COUNT, 0..11usize, 0..11usize, -1e6..1e6f64, 0..6usize), 0..60,
    )) {
        let mut b = Books::open();
        let institutions = [b.alpha, b.beta, b.centre, b.province, b.east, b.west, Institution::CENTRAL_BANK];
        for (flow, from, to, amount, what) in payments {
            let (ledger, flow) = (&mut b.ledger, Flow::ALL[flow]);
            let bank = [b.alpha, b.beta][to % 2];
            match what {
                0 => ledger.lend(&mut b.loans, &mut b.firms, from % 2, amount),
                1 => ledger.write_off(&mut b.loans, from % 2, amount),
                2 => ledger.move_account(&mut b.households, from % 2, bank),
                3 => ledger.move_account(&mut b.loans, from % 2, bank),
                4 => {
                    let line = Instrument::Bonds.of([b.centre, b.province][from % 2]);
                    ledger.trade(line, institutions[from % 7].into(), institutions[to % 7].into(), amount);
                }
                _ => {
                    let payer = match from {
                        0..7 => institutions[from].into(),
                        _ => Party::Agent(&mut b.firms, from % 2),
                    };
                    let payee = match to {
                        0..7 => institutions[to].into(),
                        _ => Party::Agent(&mut b.households, to % 2),
                    };
                    ledger.pay(flow, payer, payee, amount);
                }
            }
        }
        let columns = [&b.households, &b.firms, &b.loans];
        let closing = b.ledger.close(FIRST, &columns, &[]);
        prop_assert!(closing.is_ok(), "{closing:?}");
        let of_banks = b.ledger.net_worth(b.alpha) + b.ledger.net_worth(b.beta);
        let scale = 1e8 * 1e-9;
        prop_assert!((of_banks - b.ledger.bank_equity()).abs() < scale);
    }
}
