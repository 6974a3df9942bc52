//! The ledger: every movement of money, with both sides.
//!
//! Settlement. Households, firms and venture funds bank at the bank, government and the rest of the world at the central bank;
//! the bank settles in reserves; the central bank pays by creating money:
//!
//! | party | paying lowers |
//! |---|---|
//! | household, firm, venture fund | its deposit, and the reserves of the bank |
//! | bank | its reserves |
//! | government | the treasury account |
//! | rest of world | its account at the central bank |
//! | central bank | nothing but its net worth |
//!
//! The ledger keeps its own totals of deposits and loans; they are compared with the columns at each closing.

mod claims;
#[cfg(test)]
mod planted_faults;

use crate::checks::{Checks, Leak};
use crate::closing::Snapshot;
use crate::column::{Column, Kind};
use crate::{Clearing, Flow, Instrument, Sector};
use engine::time::Quarter;

/// Paid and received, both gross, of one sector in one flow.
pub(crate) type Gross = [f64; 2];
pub(crate) const PAID: usize = 0;
pub(crate) const RECEIVED: usize = 1;

/// One side of a payment.
#[derive(Debug)]
pub enum Party<'a> {
    /// A household, firm or venture fund: its deposit column and its row there.
    Agent(&'a mut Column, usize),
    /// The bank.
    Bank,
    /// The central bank.
    CentralBank,
    /// Government.
    Government,
    /// The rest of the world.
    RestOfWorld,
}

impl Party<'_> {
    /// Sector of the party.
    #[inline]
    pub fn sector(&self) -> Sector {
        match self {
            Party::Agent(column, _) => column.holder(),
            Party::Bank => Sector::Bank,
            Party::CentralBank => Sector::CentralBank,
            Party::Government => Sector::Government,
            Party::RestOfWorld => Sector::RestOfWorld,
        }
    }

    /// Adds `amount` to the result of an agent.
    #[inline(always)]
    fn earn(&mut self, amount: f64) {
        if let Party::Agent(column, i) = self {
            column.earn(*i, amount);
        }
    }
}

/// Balances of the institutions at the opening. Those of agents are in their columns.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Opening {
    /// Bank's account at the central bank.
    pub reserves: f64,
    /// Government's account at the central bank.
    pub treasury_account: f64,
    /// Rest of the world's account at the central bank; negative: net foreign assets of the central bank.
    pub foreign_account: f64,
    /// What the bank owes the central bank.
    pub relending: f64,
    /// Government bonds held by households.
    pub bonds_of_households: f64,
    /// Government bonds held by the bank.
    pub bonds_of_bank: f64,
    /// Government bonds held by the central bank.
    pub bonds_of_central_bank: f64,
    /// Government bonds held by the rest of the world.
    pub bonds_of_rest_of_world: f64,
}

/// The books of one run.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub(crate) flows: [[Gross; Sector::COUNT]; Flow::COUNT],
    /// Control totals of the deposit and loan columns, by holder.
    pub(crate) deposits: [f64; Sector::COUNT],
    pub(crate) loans: [f64; Sector::COUNT],
    /// Technology bonds, as totals of their columns: owed by firms, held by households.
    technology_bonds: [f64; Sector::COUNT],
    /// Assets positive; government's entry is minus the bonds outstanding.
    bonds: [f64; Sector::COUNT],
    /// Reserves of the bank but for those that re-lending left with it.
    reserves: f64,
    treasury_account: f64,
    foreign_account: f64,
    relending: f64,
    /// Assets positive; the funds' entry is minus the shares outstanding.
    fund_shares: [f64; Sector::COUNT],
    /// Assets positive; the firms' entry is what they have issued less what they hold.
    stakes: [f64; Sector::COUNT],
    pub(crate) revaluations: [f64; Sector::COUNT],
    /// Claims that arose, changed hands or changed value in the open quarter, gross: beside payments the scale of what
    /// rounding can leave in a balance.
    pub(crate) moved: f64,
    pub(crate) opening_net_worth: [f64; Sector::COUNT],
    pub(crate) checks: Checks,
    pub(crate) last: Snapshot,
}

impl Ledger {
    /// Opens the books at the beginning of `quarter`. `columns` are all deposit, loan and bond columns of the run.
    pub fn open(quarter: Quarter, opening: &Opening, columns: &[&Column]) -> Self {
        let mut bonds = [0.0; Sector::COUNT];
        bonds[Sector::Households as usize] = opening.bonds_of_households;
        bonds[Sector::Bank as usize] = opening.bonds_of_bank;
        bonds[Sector::CentralBank as usize] = opening.bonds_of_central_bank;
        bonds[Sector::RestOfWorld as usize] = opening.bonds_of_rest_of_world;
        bonds[Sector::Government as usize] = -bonds.iter().sum::<f64>();
        let mut ledger = Self {
            flows: [[[0.0; 2]; Sector::COUNT]; Flow::COUNT],
            deposits: [0.0; Sector::COUNT],
            loans: [0.0; Sector::COUNT],
            technology_bonds: [0.0; Sector::COUNT],
            bonds,
            reserves: opening.reserves,
            treasury_account: opening.treasury_account,
            foreign_account: opening.foreign_account,
            relending: opening.relending,
            fund_shares: [0.0; Sector::COUNT],
            stakes: [0.0; Sector::COUNT],
            revaluations: [0.0; Sector::COUNT],
            moved: 0.0,
            opening_net_worth: [0.0; Sector::COUNT],
            checks: Checks::new(quarter),
            last: Snapshot::default(),
        };
        for column in columns {
            ledger.control(column.kind())[column.holder() as usize] += column.total();
        }
        ledger.opening_net_worth = Sector::ALL.map(|s| ledger.net_worth(s));
        ledger.last = Snapshot::opening(&ledger);
        ledger
    }

    /// `payer` pays `amount` to `payee`. A negative amount is a payment the other way round.
    // Always inlined: the caller knows both parties, which leaves a handful of additions.
    #[inline(always)]
    pub fn pay(&mut self, flow: Flow, mut payer: Party<'_>, mut payee: Party<'_>, amount: f64) {
        self.book(flow, payer.sector(), payee.sector(), amount);
        if flow.enters_profit() {
            payer.earn(-amount);
            payee.earn(amount);
        }
        self.settle(payer, payee, amount);
    }

    /// A payment between two agents of the same deposit column.
    #[inline]
    pub fn pay_within(&mut self, flow: Flow, deposits: &mut Column, payer: usize, payee: usize, amount: f64) {
        debug_assert!(
            deposits.kind() == Kind::Deposits,
            "Invariant: payments go through deposits"
        );
        self.book(flow, deposits.holder(), deposits.holder(), amount);
        deposits.post(payer, -amount);
        deposits.post(payee, amount);
        if flow.enters_profit() {
            deposits.earn(payer, -amount);
            deposits.earn(payee, amount);
        }
    }

    /// Opens a market in which buyers and sellers agree only in total; see [`Clearing`].
    #[inline]
    pub fn clearing(&mut self, flow: Flow) -> Clearing<'_> {
        Clearing::new(self, flow)
    }

    /// The bank lends `amount` to agent `i`, creating a deposit. Negative: a repayment, which destroys one.
    #[inline]
    pub fn lend(&mut self, loans: &mut Column, deposits: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            loans.kind() == Kind::Loans && deposits.kind() == Kind::Deposits,
            "Invariant: a loan goes from the loan column to the deposit column"
        );
        loans.post(i, amount);
        deposits.post(i, amount);
        self.loans[loans.holder() as usize] += amount;
        self.deposits[deposits.holder() as usize] += amount;
        self.moved += amount.abs();
    }

    /// The bank gives up `amount` of its claim on agent `i`: a revaluation, no payment.
    #[inline]
    pub fn write_off(&mut self, loans: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            loans.kind() == Kind::Loans,
            "Invariant: only loans are written off"
        );
        loans.post(i, -amount);
        self.loans[loans.holder() as usize] -= amount;
        self.revaluations[loans.holder() as usize] += amount;
        self.revaluations[Sector::Bank as usize] -= amount;
        self.moved += amount.abs();
    }

    /// `holder` buys `amount` of new bonds from government. Negative: a redemption.
    #[inline]
    pub fn issue_bonds(&mut self, holder: Party<'_>, amount: f64) {
        self.trade_bonds(Party::Government, holder, amount);
    }

    /// `buyer` pays `amount` for bonds of `seller`.
    #[inline]
    pub fn trade_bonds(&mut self, seller: Party<'_>, buyer: Party<'_>, amount: f64) {
        Self::hand_over(&mut self.bonds, seller.sector(), buyer.sector(), amount);
        self.settle(buyer, seller, amount);
        self.moved += amount.abs();
    }

    /// Checks a further identity of the quarter, `left = right` relative to `scale`: GDP three ways, uses = supply,
    /// heads. A leak stops the run at [`Ledger::close`]; `cell` names the place and is evaluated only then.
    pub fn equal(
        &mut self,
        identity: &'static str,
        cell: impl FnOnce() -> String,
        left: f64,
        right: f64,
        scale: f64,
    ) {
        self.checks.equal(identity, cell, left, right, scale);
    }

    /// Checks that `value` is a number (finite); no identity, and not counted as one. The first that is none stops the run
    /// at [`Ledger::close`]; `cell` names it and is evaluated only then.
    pub fn number(&mut self, cell: impl FnOnce() -> String, value: f64) {
        self.checks.number(cell, value);
    }

    /// Income less cost of `sector` in the open quarter: the flows that enter profit ([`Flow::enters_profit`]).
    pub fn result(&self, sector: Sector) -> f64 {
        let entering = Flow::ALL.iter().filter(|flow| flow.enters_profit());
        entering.map(|flow| self.flow_total(*flow, sector)).sum()
    }

    /// The open quarter.
    pub fn quarter(&self) -> Quarter {
        self.checks.quarter()
    }
    /// Received less paid in the open quarter.
    #[inline]
    pub fn flow_total(&self, flow: Flow, sector: Sector) -> f64 {
        self.received(flow, sector) - self.paid(flow, sector)
    }
    /// Paid by `sector` in the open quarter, gross.
    #[inline]
    pub fn paid(&self, flow: Flow, sector: Sector) -> f64 {
        self.flows[flow as usize][sector as usize][PAID]
    }
    /// Received by `sector` in the open quarter, gross.
    #[inline]
    pub fn received(&self, flow: Flow, sector: Sector) -> f64 {
        self.flows[flow as usize][sector as usize][RECEIVED]
    }
    /// Deposits of households, firms or venture funds.
    pub fn deposits(&self, holder: Sector) -> f64 {
        self.deposits[holder as usize]
    }
    /// Loans of households or firms.
    pub fn loans(&self, holder: Sector) -> f64 {
        self.loans[holder as usize]
    }
    /// All deposits.
    pub fn total_deposits(&self) -> f64 {
        self.deposits.iter().sum()
    }
    /// All bank loans.
    pub fn total_loans(&self) -> f64 {
        self.loans.iter().sum()
    }
    /// Government bonds held by `holder`; for government itself minus those outstanding.
    pub fn bonds(&self, holder: Sector) -> f64 {
        self.bonds[holder as usize]
    }
    /// Technology bonds that firms owe.
    pub fn technology_bonds(&self) -> f64 {
        self.technology_bonds[Sector::Firms as usize]
    }
    /// Technology bonds that households hold.
    pub fn technology_bonds_of_households(&self) -> f64 {
        self.technology_bonds[Sector::Households as usize]
    }
    /// What the bank has lent to firms and households, technology bonds included.
    pub fn bank_credit(&self) -> f64 {
        self.total_loans() + self.position(Instrument::TechnologyBonds, Sector::Bank)
    }
    /// Bank's account at the central bank without what re-lending left on it.
    pub fn reserves(&self) -> f64 {
        self.reserves
    }
    /// Government's account at the central bank.
    pub fn treasury_account(&self) -> f64 {
        self.treasury_account
    }
    /// Rest of the world's account at the central bank; negative: net foreign assets of the central bank.
    pub fn foreign_account(&self) -> f64 {
        self.foreign_account
    }
    /// What the bank owes the central bank.
    pub fn relending(&self) -> f64 {
        self.relending
    }
    /// Shares in venture funds held by `holder`; for the funds themselves minus those outstanding.
    pub fn fund_shares(&self, holder: Sector) -> f64 {
        self.fund_shares[holder as usize]
    }
    /// Stakes in ventures held by `holder`; for firms what they hold less what they have issued.
    pub fn stakes(&self, holder: Sector) -> f64 {
        self.stakes[holder as usize]
    }
    /// Reserves + loans + bonds of government and firms − deposits; re-lending cancels.
    pub fn bank_equity(&self) -> f64 {
        self.net_worth(Sector::Bank)
    }
    /// Bonds − reserves − treasury account − foreign account.
    pub fn central_bank_equity(&self) -> f64 {
        self.net_worth(Sector::CentralBank)
    }
    /// Financial net worth of a sector; all sum to zero.
    pub fn net_worth(&self, sector: Sector) -> f64 {
        // Re-lending and the reserves that came from it cancel; left out, they move no digit of anybody's worth.
        let net = |instrument: Instrument| match (instrument, sector) {
            (Instrument::Relending, _) => 0.0,
            (Instrument::Reserves, Sector::Bank) => self.reserves,
            (Instrument::Reserves, Sector::CentralBank) => -self.reserves,
            _ => self.position(instrument, sector),
        };
        Instrument::ALL.iter().map(|i| net(*i)).sum()
    }

    /// Entry of the balance sheet: assets positive, liabilities negative.
    pub fn position(&self, instrument: Instrument, sector: Sector) -> f64 {
        let s = sector as usize;
        match (instrument, sector) {
            (Instrument::Deposits, Sector::Bank) => -self.total_deposits(),
            (Instrument::Deposits, _) => self.deposits[s],
            (Instrument::Loans, Sector::Bank) => self.total_loans(),
            (Instrument::Loans, _) => -self.loans[s],
            (Instrument::Bonds, _) => self.bonds[s],
            (Instrument::FundShares, _) => self.fund_shares[s],
            (Instrument::VentureStakes, _) => self.stakes[s],
            (Instrument::Reserves, Sector::Bank) => self.reserves + self.relending,
            (Instrument::Reserves, Sector::CentralBank) => -(self.reserves + self.relending),
            (Instrument::TreasuryAccount, Sector::Government) => self.treasury_account,
            (Instrument::TreasuryAccount, Sector::CentralBank) => -self.treasury_account,
            (Instrument::ForeignPosition, Sector::RestOfWorld) => self.foreign_account,
            (Instrument::ForeignPosition, Sector::CentralBank) => -self.foreign_account,
            (Instrument::Relending, Sector::Bank) => -self.relending,
            (Instrument::Relending, Sector::CentralBank) => self.relending,
            (Instrument::TechnologyBonds, Sector::Firms) => -self.technology_bonds(),
            (Instrument::TechnologyBonds, Sector::Households) => self.technology_bonds_of_households(),
            (Instrument::TechnologyBonds, Sector::Bank) => {
                self.technology_bonds() - self.technology_bonds_of_households()
            }
            _ => 0.0,
        }
    }

    /// Writes a payment into the flow matrix; a negative amount is booked as a payment the other way round.
    #[inline]
    fn book(&mut self, flow: Flow, payer: Sector, payee: Sector, amount: f64) {
        let reversed = usize::from(amount < 0.0);
        let row = &mut self.flows[flow as usize];
        row[payer as usize][reversed] += amount.abs();
        row[payee as usize][1 - reversed] += amount.abs();
    }

    /// Moves the money of a payment.
    #[inline(always)]
    fn settle(&mut self, payer: Party<'_>, payee: Party<'_>, amount: f64) {
        match (payer, payee) {
            // Between customers of the bank no reserves move.
            (Party::Agent(from, i), Party::Agent(to, j)) => {
                self.post(from, i, -amount);
                self.post(to, j, amount);
            }
            (payer, payee) => {
                self.settle_one(payer, -amount);
                self.settle_one(payee, amount);
            }
        }
    }

    #[inline(always)]
    fn settle_one(&mut self, party: Party<'_>, amount: f64) {
        match party {
            Party::Agent(column, i) => {
                self.post(column, i, amount);
                self.reserves += amount;
            }
            institution => self.settle_account(institution.sector(), amount),
        }
    }

    /// Moves the balance at the central bank through which `sector` settles.
    #[inline]
    pub(crate) fn settle_account(&mut self, sector: Sector, amount: f64) {
        match sector {
            Sector::Households | Sector::Firms | Sector::VentureFunds | Sector::Bank => {
                self.reserves += amount
            }
            Sector::CentralBank => {}
            Sector::Government => self.treasury_account += amount,
            Sector::RestOfWorld => self.foreign_account += amount,
        }
    }

    #[inline]
    fn post(&mut self, deposits: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            deposits.kind() == Kind::Deposits,
            "Invariant: payments go through deposits"
        );
        deposits.post(i, amount);
        self.deposits[deposits.holder() as usize] += amount;
    }

    pub(crate) fn control(&mut self, kind: Kind) -> &mut [f64; Sector::COUNT] {
        match kind {
            Kind::Deposits => &mut self.deposits,
            Kind::Loans => &mut self.loans,
            Kind::TechnologyBonds => &mut self.technology_bonds,
        }
    }

    /// The leak remembered in the open quarter, if any.
    pub(crate) fn leak(&self) -> Result<(), Leak> {
        self.checks.finish().map(|_| ())
    }
}
