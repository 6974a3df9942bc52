//! The ledger: every movement of money, with both sides.
//!
//! Settlement. Households, firms and venture funds bank at a bank, governments and blocs abroad at the central bank; banks settle
//! in reserves; the central bank pays by creating money:
//!
//! | party | paying lowers |
//! |---|---|
//! | household, firm, venture fund | its deposit, and the reserves of its bank |
//! | bank | its reserves |
//! | government | its treasury account |
//! | bloc abroad | its account at the central bank |
//! | central bank | nothing but its net worth |
//!
//! Between customers of one bank no reserves move; what customers pay across banks, banks settle together
//! ([`Ledger::clear_banks`]). The ledger keeps its own totals of the columns; they are compared with the columns
//! at each closing. Every number is kept by sector; institutions that are not the first of their sector have pages with their part.

mod claims;
#[cfg(test)]
mod planted_faults;
mod reading;

use crate::checks::{Checks, Leak};
use crate::closing::Snapshot;
use crate::opening::Balance;
use crate::pages::{self, Page};
use crate::{Clearing, Column, Flow, Institution, Institutions, Instrument, Line, Opening, Party, Sector};
use engine::time::Quarter;
use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

/// Paid and received, both gross, in one flow.
pub(crate) type Gross = [f64; 2];
pub(crate) const PAID: usize = 0;
pub(crate) const RECEIVED: usize = 1;

/// The books of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    pub(crate) institutions: Institutions,
    #[serde(with = "BigArray")]
    pub(crate) flows: [[Gross; Sector::COUNT]; Flow::COUNT],
    /// What each sector holds or owes of each claim with all who keep it: balances of institutions, and control totals of the
    /// columns of agents. Held and owed are both positive; of an issued claim assets are positive, and the issuer's entry is minus
    /// what is outstanding.
    #[serde(with = "BigArray")]
    pub(crate) claims: [[f64; Sector::COUNT]; Instrument::COUNT],
    pub(crate) revaluations: [f64; Sector::COUNT],
    /// Claims that arose, changed hands or changed value in the open quarter, gross: beside payments the scale of what
    /// rounding can leave in a balance.
    pub(crate) moved: f64,
    pub(crate) opening_net_worth: [f64; Sector::COUNT],
    /// Of all these, the part of each institution that is not the first of its sector.
    pub(crate) pages: Vec<Page>,
    pub(crate) checks: Checks,
    pub(crate) last: Snapshot,
}

impl Ledger {
    /// Opens the books at the beginning of `quarter`. `columns` are all columns of agents of the run.
    pub fn open(quarter: Quarter, opening: &Opening, columns: &[&Column]) -> Self {
        let institutions = opening.institutions.clone();
        let further = institutions.further().count();
        let mut ledger = Self {
            flows: [[[0.0; 2]; Sector::COUNT]; Flow::COUNT],
            claims: [[0.0; Sector::COUNT]; Instrument::COUNT],
            revaluations: [0.0; Sector::COUNT],
            moved: 0.0,
            opening_net_worth: [0.0; Sector::COUNT],
            pages: institutions
                .further()
                .map(|sector| Page::new(sector, further))
                .collect(),
            institutions,
            checks: Checks::new(quarter),
            last: Snapshot::default(),
        };
        for Balance { line, member, amount } in &opening.balances {
            ledger.add(*line, *member, *amount);
        }
        for line in opening.issued() {
            let held = ledger.line(line);
            ledger.add(line, line.keeper, -held.iter().sum::<f64>());
        }
        for column in columns {
            ledger.open_column(column);
        }
        ledger.remember_worth();
        ledger.last = Snapshot::of(&ledger);
        ledger
    }

    /// Adds the balances of a column to its control totals.
    fn open_column(&mut self, column: &Column) {
        let (claim, holder) = (column.kind(), column.holder());
        self.claims[claim as usize][holder as usize] += column.total();
        if !column.all_at_first() {
            for i in 0..column.len() {
                let line = claim.of(column.keeper(i));
                pages::note(&mut self.pages, line, holder.into(), column.get(i));
            }
        }
    }

    /// `payer` pays `amount` to `payee`. A negative amount is a payment the other way round.
    // Always inlined: the caller knows both parties, which leaves a handful of additions.
    #[inline(always)]
    pub fn pay(&mut self, flow: Flow, mut payer: Party<'_>, mut payee: Party<'_>, amount: f64) {
        self.book(flow, &payer, &payee, amount);
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
            deposits.kind() == Instrument::Deposits,
            "Invariant: payments go through deposits"
        );
        let holder = deposits.holder();
        let both = Party::Institution(holder.into());
        self.book(flow, &both, &both, amount);
        deposits.post(payer, -amount);
        deposits.post(payee, amount);
        if flow.enters_profit() {
            deposits.earn(payer, -amount);
            deposits.earn(payee, amount);
        }
    }

    /// Banks settle in reserves what their customers have paid each other and others since the last time: each pays or receives
    /// the change of its customers' deposits that no claim of its own explains. `columns` are all columns of agents. Until then
    /// reserves and deposits of a bank are those of the last clearing; its equity is always up to date. [`Ledger::close`] clears.
    pub fn clear_banks(&mut self, columns: &[&Column]) {
        let deposits = Instrument::Deposits as usize;
        let mut now = vec![[0.0; Sector::COUNT]; self.pages.len()];
        let columns = columns
            .iter()
            .filter(|column| column.kind() == Instrument::Deposits);
        for column in columns.filter(|column| !column.all_at_first()) {
            for (i, balance) in column.as_slice().iter().enumerate() {
                if let Some(page) = column.keeper(i).page() {
                    now[page][column.holder() as usize] += balance;
                }
            }
        }
        for (page, now) in self.pages.iter_mut().zip(now) {
            let received: f64 = (0..Sector::COUNT).map(|s| now[s] - page.lines[deposits][s]).sum();
            page.balances[Instrument::Reserves as usize] += received;
            page.lines[deposits] = now;
        }
    }

    /// Opens a market in which buyers and sellers agree only in total; see [`Clearing`].
    #[inline]
    pub fn clearing(&mut self, flow: Flow) -> Clearing<'_> {
        Clearing::new(self, flow)
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

    /// Writes a payment into the flow matrix; a negative amount is booked as a payment the other way round.
    #[inline(always)]
    fn book(&mut self, flow: Flow, payer: &Party<'_>, payee: &Party<'_>, amount: f64) {
        let reversed = usize::from(amount < 0.0);
        let row = &mut self.flows[flow as usize];
        row[payer.sector() as usize][reversed] += amount.abs();
        row[payee.sector() as usize][1 - reversed] += amount.abs();
        self.book_page(flow, payer, reversed, amount);
        self.book_page(flow, payee, 1 - reversed, amount);
    }

    #[inline(always)]
    fn book_page(&mut self, flow: Flow, party: &Party<'_>, side: usize, amount: f64) {
        if let Party::Institution(one) = *party
            && !one.is_first()
        {
            pages::note_flow(&mut self.pages, flow, one, side, amount.abs());
        }
    }

    /// Moves the money of a payment.
    #[inline(always)]
    fn settle(&mut self, payer: Party<'_>, payee: Party<'_>, amount: f64) {
        match (payer, payee) {
            // Between customers of banks the reserves of all banks do not move.
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
                self.claims[Instrument::Reserves as usize][Sector::Bank as usize] += amount;
            }
            Party::Institution(one) => self.settle_account(one, amount),
        }
    }

    /// Moves the account at the central bank with which an institution pays.
    #[inline(always)]
    pub(crate) fn settle_account(&mut self, one: Institution, amount: f64) {
        if let Some(account) = one.sector().money() {
            self.add(account.into(), one, amount);
        }
    }

    /// Changes what `one` has with the keeper of a line.
    #[inline(always)]
    pub(crate) fn add(&mut self, line: Line, one: Institution, amount: f64) {
        self.claims[line.claim as usize][one.sector() as usize] += amount;
        if !(line.keeper.is_first() && one.is_first()) {
            pages::note(&mut self.pages, line, one, amount);
        }
    }

    /// One bank sends another `amount` of reserves.
    #[cold]
    #[inline(never)]
    fn move_reserves(&mut self, from: Institution, to: Institution, amount: f64) {
        let reserves = Line::from(Instrument::Reserves);
        if from != to {
            pages::note(&mut self.pages, reserves, from, -amount);
            pages::note(&mut self.pages, reserves, to, amount);
        }
    }

    /// Changes a deposit and the total of its sector.
    #[inline(always)]
    fn post(&mut self, deposits: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            deposits.kind() == Instrument::Deposits,
            "Invariant: payments go through deposits"
        );
        deposits.post(i, amount);
        self.claims[Instrument::Deposits as usize][deposits.holder() as usize] += amount;
    }

    /// Changes a balance of agents and its total, wherever they have it.
    #[inline]
    fn change(&mut self, column: &mut Column, i: usize, amount: f64) {
        column.post(i, amount);
        let (claim, holder) = (column.kind(), column.holder());
        self.claims[claim as usize][holder as usize] += amount;
        if !column.all_at_first() {
            pages::note(&mut self.pages, claim.of(column.keeper(i)), holder.into(), amount);
        }
    }

    /// Notes a change of value of what `one` has, without a transaction.
    fn revaluate(&mut self, one: Institution, amount: f64) {
        self.revaluations[one.sector() as usize] += amount;
        if let Some(page) = one.page() {
            self.pages[page].revaluation += amount;
        }
    }

    /// Everybody's worth at the beginning of the quarter.
    pub(crate) fn remember_worth(&mut self) {
        self.opening_net_worth = Sector::ALL.map(|sector| self.net_worth(sector));
        let further = self.institutions.all().skip(Sector::COUNT);
        let worth: Vec<f64> = further.map(|one| self.net_worth(one)).collect();
        for (page, worth) in self.pages.iter_mut().zip(worth) {
            page.opening_net_worth = worth;
        }
    }

    /// The leak remembered in the open quarter, if any.
    pub(crate) fn leak(&self) -> Result<(), Leak> {
        self.checks.finish().map(|_| ())
    }
}
