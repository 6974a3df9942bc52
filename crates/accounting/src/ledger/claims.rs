//! Claims that finance technology: re-lending, technology bonds, shares in venture funds and stakes in ventures.

use super::Ledger;
use crate::column::{Column, Kind};
use crate::{Flow, Party, Sector};

impl Ledger {
    /// The central bank lends `amount` of reserves to the bank, which stay on its account until they are repaid.
    /// Negative: a repayment.
    #[inline]
    pub fn relend(&mut self, amount: f64) {
        self.relending += amount;
        self.moved += amount.abs();
    }

    /// `partner` pays `amount` into `fund` for new shares. Negative: the fund pays out and takes shares back.
    #[inline]
    pub fn issue_fund_shares(&mut self, fund: Party<'_>, partner: Party<'_>, amount: f64) {
        Self::hand_over(&mut self.fund_shares, fund.sector(), partner.sector(), amount);
        self.settle(partner, fund, amount);
        self.moved += amount.abs();
    }

    /// `buyer` pays `amount` for stakes in ventures of `seller`; a firm that sells stakes it does not hold issues them.
    #[inline]
    pub fn trade_stakes(&mut self, seller: Party<'_>, buyer: Party<'_>, amount: f64) {
        Self::hand_over(&mut self.stakes, seller.sector(), buyer.sector(), amount);
        self.settle(buyer, seller, amount);
        self.moved += amount.abs();
    }

    /// Stakes held by `holder` gain `amount` in value, and the firms that issued them owe as much more.
    #[inline]
    pub fn revalue_stakes(&mut self, holder: Sector, amount: f64) {
        let (stakes, changes) = (&mut self.stakes, &mut self.revaluations);
        Self::revalue(stakes, changes, holder, Sector::Firms, amount);
        self.moved += amount.abs();
    }

    /// Shares in funds held by `holder` gain `amount` in value.
    #[inline]
    pub fn revalue_fund_shares(&mut self, holder: Sector, amount: f64) {
        let (shares, changes) = (&mut self.fund_shares, &mut self.revaluations);
        Self::revalue(shares, changes, holder, Sector::VentureFunds, amount);
        self.moved += amount.abs();
    }

    /// `amount` of a claim goes from one sector to another; inside a sector its balance stays.
    pub(super) fn hand_over(claims: &mut [f64; Sector::COUNT], from: Sector, to: Sector, amount: f64) {
        if from != to {
            claims[from as usize] -= amount;
            claims[to as usize] += amount;
        }
    }

    fn revalue(
        claims: &mut [f64; Sector::COUNT],
        changes: &mut [f64; Sector::COUNT],
        holder: Sector,
        issuer: Sector,
        amount: f64,
    ) {
        // What a sector owes itself is nothing; adding and taking it away would leave rounding.
        if holder == issuer {
            return;
        }
        for (sector, change) in [(holder, amount), (issuer, -amount)] {
            claims[sector as usize] += change;
            changes[sector as usize] += change;
        }
    }

    /// The bank pays `amount` of interest on re-lending, and the central bank as much on the reserves that came from it.
    #[inline]
    pub fn pay_relending_interest(&mut self, amount: f64) {
        self.book(Flow::RelendingInterest, Sector::Bank, Sector::CentralBank, amount);
        self.book(Flow::ReserveInterest, Sector::CentralBank, Sector::Bank, amount);
    }

    /// Firm `i` issues technology bonds to the bank, which creates the deposit. Negative: it repays them.
    pub fn issue_technology_bonds(
        &mut self,
        owed: &mut Column,
        deposits: &mut Column,
        i: usize,
        amount: f64,
    ) {
        self.post_bonds(owed, i, amount);
        self.post(deposits, i, amount);
    }

    /// The bank sells technology bonds to household `h`. Negative: it buys them back.
    pub fn place_technology_bonds(
        &mut self,
        held: &mut Column,
        deposits: &mut Column,
        h: usize,
        amount: f64,
    ) {
        self.post_bonds(held, h, amount);
        self.post(deposits, h, -amount);
    }

    /// The bank gives up `amount` of its technology bonds of firm `i`: a revaluation, no payment.
    pub fn write_off_technology_bonds(&mut self, owed: &mut Column, i: usize, amount: f64) {
        self.post_bonds(owed, i, -amount);
        self.revaluations[owed.holder() as usize] += amount;
        self.revaluations[Sector::Bank as usize] -= amount;
    }

    /// Household `h` bears `amount` of what the bank has given up of bonds.
    pub fn share_technology_bond_loss(&mut self, held: &mut Column, h: usize, amount: f64) {
        self.post_bonds(held, h, -amount);
        self.revaluations[held.holder() as usize] -= amount;
        self.revaluations[Sector::Bank as usize] += amount;
    }

    pub(super) fn post_bonds(&mut self, bonds: &mut Column, i: usize, amount: f64) {
        debug_assert!(
            bonds.kind() == Kind::TechnologyBonds,
            "Invariant: technology bonds have columns of their own"
        );
        bonds.post(i, amount);
        self.technology_bonds[bonds.holder() as usize] += amount;
        self.moved += amount.abs();
    }
}
