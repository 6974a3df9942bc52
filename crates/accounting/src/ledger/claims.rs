//! Claims arise, change hands and lose their value: the same few movements for every kind.

use super::Ledger;
use crate::pages;
use crate::{Column, Flow, Institution, Instrument, Line, Party};

/// Claims that columns of agents carry: loans, technology bonds.
impl Ledger {
    /// A bank lends `amount` to agent `i`, creating a deposit; `owed` says what the agent owes for it, and which bank lends: a loan,
    /// a technology bond. Negative: a repayment, which destroys the deposit.
    #[inline]
    pub fn lend(&mut self, owed: &mut Column, deposits: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            owed.kind().claim().owed(owed.holder()) && deposits.kind() == Instrument::Deposits,
            "Invariant: a loan goes from the column of a debt to the deposit column"
        );
        self.change(owed, i, amount);
        self.change(deposits, i, amount);
        self.moved += amount.abs();
        if !(owed.all_at_first() && deposits.all_at_first()) {
            self.move_reserves(owed.keeper(i), deposits.keeper(i), amount);
        }
    }

    /// A bank sells `amount` of what it holds to agent `i`; `held` says what, and which bank sells. Negative: it buys back.
    pub fn sell(&mut self, held: &mut Column, deposits: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            !held.kind().claim().owed(held.holder()) && deposits.kind() == Instrument::Deposits,
            "Invariant: what an agent buys goes into the column of a claim"
        );
        self.change(held, i, amount);
        self.change(deposits, i, -amount);
        self.moved += amount.abs();
        if !(held.all_at_first() && deposits.all_at_first()) {
            self.move_reserves(deposits.keeper(i), held.keeper(i), amount);
        }
    }

    /// `buyer` pays `seller` for a claim that agent `i`, who is one of the two, holds or owes: a dwelling paid for before it is
    /// built, a pension saved for. Negative: it is paid back.
    pub fn buy(&mut self, claim: &mut Column, i: usize, buyer: Party<'_>, seller: Party<'_>, amount: f64) {
        self.change(claim, i, amount);
        self.moved += amount.abs();
        self.settle(buyer, seller, amount);
    }

    /// `amount` of the balance of agent `i` is given up: of a debt by the bank, of a claim by the agent. A revaluation, no payment.
    #[inline]
    pub fn write_off(&mut self, column: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            !column.kind().claim().money,
            "Invariant: money is not written off"
        );
        self.change(column, i, -amount);
        self.moved += amount.abs();
        let gain = match column.kind().claim().owed(column.holder()) {
            true => amount,
            false => -amount,
        };
        self.revaluate(column.holder().into(), gain);
        self.revaluate(column.keeper(i), -gain);
    }

    /// Agent `i` takes its balance to another bank, with which the old one settles in reserves: its deposit, or its debt, which the
    /// new bank buys.
    pub fn move_account(&mut self, column: &mut Column, i: usize, to: Institution) {
        let (from, balance, claim) = (column.keeper(i), column.get(i), column.kind());
        let holder = Institution::first(column.holder());
        pages::note(&mut self.pages, claim.of(from), holder, -balance);
        pages::note(&mut self.pages, claim.of(to), holder, balance);
        match claim.claim().owed(column.holder()) {
            true => self.move_reserves(to, from, balance),
            false => self.move_reserves(from, to, balance),
        }
        self.moved += balance.abs();
        column.move_account(i, to);
    }
}

/// Claims that are balances of the ledger: bonds, shares, stakes, credit between institutions.
impl Ledger {
    /// `buyer` pays `amount` to `seller` for claims that the keeper of the line has issued. An issuer that sells issues; negative:
    /// the seller takes them back.
    #[inline]
    pub fn trade(&mut self, line: impl Into<Line>, seller: Party<'_>, buyer: Party<'_>, amount: f64) {
        self.hand_over(line.into(), seller.institution(), buyer.institution(), amount);
        self.settle(buyer, seller, amount);
        self.moved += amount.abs();
    }

    /// The institution that keeps the line sells `amount` of new claims, such as bonds, to `holder`. Negative: a redemption.
    #[inline]
    pub fn issue(&mut self, line: impl Into<Line>, holder: Party<'_>, amount: f64) {
        let line = line.into();
        debug_assert!(
            !line.keeper.sector().banks_at_the_bank(),
            "Invariant: an issuer among many agents is a party: use trade"
        );
        self.trade(line, Party::Institution(line.keeper), holder, amount);
    }

    /// Issued claims held by `holder` gain `amount` in value, and their issuer owes as much more.
    #[inline]
    pub fn revalue(&mut self, line: impl Into<Line>, holder: impl Into<Institution>, amount: f64) {
        let (line, holder) = (line.into(), holder.into());
        // What an issuer owes itself is nothing; adding and taking it away would leave rounding.
        if holder != line.keeper {
            for (one, change) in [(holder, amount), (line.keeper, -amount)] {
                self.add(line, one, change);
                self.revaluate(one, change);
            }
        }
        self.moved += amount.abs();
    }

    /// `debtor` borrows `amount` from the keeper of the line. Money that stays on an account until it is repaid, as re-lending
    /// does, is not paid out. Negative: a repayment.
    #[inline]
    pub fn borrow(&mut self, line: impl Into<Line>, debtor: Institution, amount: f64) {
        let line = line.into();
        let claim = line.claim.claim();
        debug_assert!(
            claim.owed(debtor.sector()),
            "Invariant: only who may owe a claim borrows"
        );
        self.add(line, debtor, amount);
        self.moved += amount.abs();
        if claim.stays_on.is_none() {
            self.settle_account(line.keeper, -amount);
            self.settle_account(debtor, amount);
        }
    }

    /// `bank` pays `amount` of interest on re-lending, and the central bank as much on the reserves that came from it.
    #[inline]
    pub fn pay_relending_interest(&mut self, bank: Institution, amount: f64) {
        let (bank, central_bank) = (Party::Institution(bank), Party::CentralBank);
        self.book(Flow::RelendingInterest, &bank, &central_bank, amount);
        self.book(Flow::ReserveInterest, &central_bank, &bank, amount);
    }

    /// `amount` of an issued claim goes from one to another; inside a sector of agents its balance stays.
    #[inline]
    pub(super) fn hand_over(&mut self, line: Line, from: Institution, to: Institution, amount: f64) {
        debug_assert!(
            line.claim.claim().two_sided,
            "Invariant: only issued claims change hands"
        );
        if from != to {
            self.add(line, from, -amount);
            self.add(line, to, amount);
        }
    }
}
