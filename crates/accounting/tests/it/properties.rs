//! Whatever the sequence of payments, loans and trades, the books close.

use accounting::{Column, Flow, Institution, Instrument, Ledger, Opening, Party, Sector};
use engine::time::Quarter;
use proptest::prelude::*;

/// Agents per sector.
const AGENTS: usize = 3;

#[derive(Clone, Debug)]
enum Operation {
    Pay(usize, usize, usize, f64),
    PayWithin(usize, bool, usize, usize, f64),
    Market(usize, Vec<(usize, f64)>, usize),
    Lend(bool, usize, f64),
    WriteOff(bool, usize, f64),
    Bonds(usize, usize, f64),
    Relend(f64),
    FundShares(usize, usize, f64),
    Stakes(usize, usize, f64),
    Revalue(bool, usize, f64),
    RelendingInterest(f64),
    IssueTechnologyBonds(usize, f64),
    PlaceTechnologyBonds(usize, f64),
    TechnologyBondLoss(usize, usize, f64),
}

/// Indices of the parties that `World::party` knows.
const PARTIES: usize = 3 * AGENTS + 4;

fn operation() -> impl Strategy<Value = Operation> {
    let amount = || prop_oneof![-1e6..1e6, -1e-3..1e-3, Just(0.0)];
    let flow = || 0..Flow::COUNT;
    let party = || 0..PARTIES;
    let agent = || 0..AGENTS;
    prop_oneof![
        (flow(), party(), party(), amount()).prop_map(|(f, a, b, x)| Operation::Pay(f, a, b, x)),
        (flow(), any::<bool>(), agent(), agent(), amount())
            .prop_map(|(f, s, a, b, x)| Operation::PayWithin(f, s, a, b, x)),
        (flow(), prop::collection::vec((party(), amount()), 0..8), party())
            .prop_map(|(f, buyers, seller)| Operation::Market(f, buyers, seller)),
        (any::<bool>(), agent(), amount()).prop_map(|(s, a, x)| Operation::Lend(s, a, x)),
        (any::<bool>(), agent(), amount()).prop_map(|(s, a, x)| Operation::WriteOff(s, a, x)),
        (party(), party(), amount()).prop_map(|(a, b, x)| Operation::Bonds(a, b, x)),
        amount().prop_map(Operation::Relend),
        (party(), party(), amount()).prop_map(|(a, b, x)| Operation::FundShares(a, b, x)),
        (party(), party(), amount()).prop_map(|(a, b, x)| Operation::Stakes(a, b, x)),
        (any::<bool>(), 0..Sector::COUNT, amount()).prop_map(|(s, a, x)| Operation::Revalue(s, a, x)),
        amount().prop_map(Operation::RelendingInterest),
        (agent(), amount()).prop_map(|(i, x)| Operation::IssueTechnologyBonds(i, x)),
        (agent(), amount()).prop_map(|(h, x)| Operation::PlaceTechnologyBonds(h, x)),
        (agent(), agent(), amount()).prop_map(|(i, h, x)| Operation::TechnologyBondLoss(i, h, x)),
    ]
}

/// Deposit columns of all customers, loan columns of households and firms.
struct World {
    deposits: [Column; 3],
    loans: [Column; 2],
    bonds: [Column; 2],
}

impl World {
    fn open(opening: f64) -> Self {
        let column = |holder, kind| Column::new(holder, kind, vec![opening; AGENTS]);
        let both = |kind| [column(Sector::Households, kind), column(Sector::Firms, kind)];
        Self {
            deposits: Sector::CUSTOMERS.map(|holder| column(holder, Instrument::Deposits)),
            loans: both(Instrument::Loans),
            bonds: both(Instrument::TechnologyBonds),
        }
    }
    fn columns(&self) -> [&Column; 7] {
        let Self {
            deposits,
            loans,
            bonds,
        } = self;
        [
            &deposits[0],
            &deposits[1],
            &deposits[2],
            &loans[0],
            &loans[1],
            &bonds[0],
            &bonds[1],
        ]
    }
    fn party(&mut self, index: usize) -> Party<'_> {
        institution(index).unwrap_or_else(|| customer(&mut self.deposits, index))
    }
    /// Two parties; two agents of one column become an agent and the bank.
    fn pair(&mut self, a: usize, b: usize) -> (Party<'_>, Party<'_>) {
        let World { deposits, .. } = self;
        match (institution(a), institution(b)) {
            (Some(a), Some(b)) => (a, b),
            (Some(a), None) => (a, customer(deposits, b)),
            (None, Some(b)) => (customer(deposits, a), b),
            (None, None) if a / AGENTS == b / AGENTS => (customer(deposits, a), Party::Bank),
            (None, None) => {
                let (low, high) = (a.min(b), a.max(b));
                let (before, from) = deposits.split_at_mut(high / AGENTS);
                let first = Party::Agent(&mut before[low / AGENTS], low % AGENTS);
                let second = Party::Agent(&mut from[0], high % AGENTS);
                if a < b { (first, second) } else { (second, first) }
            }
        }
    }
    fn apply(&mut self, ledger: &mut Ledger, operation: &Operation) {
        match operation {
            Operation::Pay(flow, a, b, amount) => {
                let (payer, payee) = self.pair(*a, *b);
                ledger.pay(Flow::ALL[*flow], payer, payee, *amount);
            }
            Operation::PayWithin(flow, sector, a, b, amount) => {
                let column = &mut self.deposits[usize::from(*sector)];
                ledger.pay_within(Flow::ALL[*flow], column, *a, *b, *amount);
            }
            Operation::Market(flow, buyers, seller) => {
                let mut market = ledger.clearing(Flow::ALL[*flow]);
                let mut total = 0.0;
                for (buyer, amount) in buyers {
                    market.debit(self.party(*buyer), amount.abs());
                    total += amount.abs();
                }
                market.credit(self.party(*seller), total);
                market.finish().unwrap();
            }
            Operation::Lend(sector, i, amount) => {
                let s = usize::from(*sector);
                ledger.lend(&mut self.loans[s], &mut self.deposits[s], *i, *amount);
            }
            Operation::WriteOff(sector, i, amount) => {
                ledger.write_off(&mut self.loans[usize::from(*sector)], *i, *amount);
            }
            Operation::Bonds(a, b, amount) => {
                let (seller, buyer) = self.pair(*a, *b);
                ledger.trade(Instrument::Bonds, seller, buyer, *amount);
            }
            Operation::Relend(amount) => ledger.borrow(Instrument::Relending, Institution::BANK, *amount),
            Operation::FundShares(fund, partner, amount) => {
                let (fund, partner) = self.pair(*fund, *partner);
                ledger.trade(Instrument::FundShares, fund, partner, *amount);
            }
            Operation::Stakes(seller, buyer, amount) => {
                let (seller, buyer) = self.pair(*seller, *buyer);
                ledger.trade(Instrument::VentureStakes, seller, buyer, *amount);
            }
            Operation::Revalue(stakes, holder, amount) => {
                let holder = Sector::ALL[*holder];
                if *stakes {
                    ledger.revalue(Instrument::VentureStakes, holder, *amount);
                } else {
                    ledger.revalue(Instrument::FundShares, holder, *amount);
                }
            }
            Operation::RelendingInterest(amount) => ledger.pay_relending_interest(Institution::BANK, *amount),
            Operation::IssueTechnologyBonds(i, amount) => {
                ledger.lend(&mut self.bonds[1], &mut self.deposits[1], *i, *amount);
            }
            Operation::PlaceTechnologyBonds(h, amount) => {
                ledger.sell(&mut self.bonds[0], &mut self.deposits[0], *h, *amount);
            }
            Operation::TechnologyBondLoss(i, h, amount) => {
                ledger.write_off(&mut self.bonds[1], *i, *amount);
                ledger.write_off(&mut self.bonds[0], *h, 0.1 * *amount);
            }
        }
    }
}

fn customer(deposits: &mut [Column; 3], index: usize) -> Party<'_> {
    Party::Agent(&mut deposits[index / AGENTS], index % AGENTS)
}

fn institution(index: usize) -> Option<Party<'static>> {
    match index.checked_sub(3 * AGENTS)? {
        0 => Some(Party::Bank),
        1 => Some(Party::CentralBank),
        2 => Some(Party::Government),
        _ => Some(Party::RestOfWorld),
    }
}

proptest! {
    #[test]
    fn the_books_close(
        quarters in prop::collection::vec(prop::collection::vec(operation(), 0..40), 1..4),
        opening in -1e6..1e6,
    ) {
        let mut world = World::open(opening);
        let start = Opening::default()
            .with(Instrument::Reserves, Sector::Bank, 3.0 * opening)
            .with(Instrument::ForeignPosition, Sector::RestOfWorld, -opening)
            .with(Instrument::Bonds, Sector::Bank, 7.0);
        let mut quarter = Quarter::new(2026, 1);
        let mut ledger = Ledger::open(quarter, &start, &world.columns());
        for operations in quarters {
            for operation in &operations {
                world.apply(&mut ledger, operation);
            }
            let closing = ledger.close(quarter, &world.columns(), &[]);
            prop_assert!(closing.is_ok(), "{closing:?}");
            quarter = quarter.plus(1);

            let matrices = ledger.matrices();
            let size: f64 = matrices.balance_sheet.iter().flat_map(|(_, row)| row).map(|x| x.abs()).sum();
            let tolerance = 1e-9 * (size + 1e6);
            for (label, row) in matrices.balance_sheet.iter().chain(&matrices.flows) {
                prop_assert!(row.iter().sum::<f64>().abs() <= tolerance, "{label}: {row:?}");
            }
            let deposits = &matrices.balance_sheet[Instrument::Deposits as usize].1;
            prop_assert_eq!(deposits[Sector::Firms as usize], world.deposits[1].total());
            prop_assert!(matrices.net_worth.iter().sum::<f64>().abs() <= tolerance);
        }
    }

    /// What is drawn at the window moves two rows of the balance sheet and nobody's worth, to the last digit.
    #[test]
    fn relending_is_nobodys_gain(drawn in 0.0..1e6, interest in 0.0..1e3, deposit in -1e3..1e3) {
        let world = World::open(deposit);
        let mut ledger = Ledger::open(Quarter::new(2026, 1), &Opening::default(), &world.columns());
        let before = [Sector::Bank, Sector::CentralBank].map(|s| ledger.net_worth(s).to_bits());
        let reserves = ledger.reserves().to_bits();
        ledger.borrow(Instrument::Relending, Institution::BANK, drawn);
        ledger.pay_relending_interest(Institution::BANK, interest);
        prop_assert_eq!(before, [Sector::Bank, Sector::CentralBank].map(|s| ledger.net_worth(s).to_bits()));
        prop_assert_eq!(reserves, ledger.reserves().to_bits());
        prop_assert_eq!(ledger.position(Instrument::Relending, Sector::CentralBank), drawn);
        prop_assert_eq!(ledger.position(Instrument::Relending, Sector::Bank), -drawn);
    }

    /// One payment moves exactly the accounts that the table of settlement names.
    #[test]
    fn a_payment_settles_where_it_should(amount in -1e3..1e3) {
        let mut world = World::open(0.0);
        let mut ledger = Ledger::open(Quarter::new(2026, 1), &Opening::default(), &world.columns());
        let household = Party::Agent(&mut world.deposits[0], 1);
        ledger.pay(Flow::Imports, household, Party::RestOfWorld, amount);
        prop_assert_eq!(world.deposits[0].get(1), -amount);
        prop_assert_eq!(ledger.reserves(), -amount);
        prop_assert_eq!(ledger.foreign_account(), amount);
        prop_assert_eq!(ledger.bank_equity(), 0.0);
        prop_assert_eq!(ledger.central_bank_equity(), 0.0);
        ledger.pay(Flow::ReserveInterest, Party::CentralBank, Party::Bank, amount);
        prop_assert_eq!(ledger.bank_equity(), amount);
        prop_assert_eq!(ledger.central_bank_equity(), -amount);
        prop_assert_eq!(ledger.flow_total(Flow::ReserveInterest, Sector::Bank), amount);
        prop_assert_eq!(ledger.received(Flow::ReserveInterest, Sector::Bank), amount.max(0.0));
        prop_assert_eq!(ledger.paid(Flow::ReserveInterest, Sector::Bank), (-amount).max(0.0));
    }
}
