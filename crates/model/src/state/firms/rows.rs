//! Rows of firms that come and go after the opening.

use super::{Columns, Firms};
use accounting::Institution;

impl Firms {
    /// A row without plant, money or market for an entrant of `sector` who banks at `bank`: a closed one there, or a new one.
    pub fn vacant_row(&mut self, sector: usize, bank: Institution) -> usize {
        let vacant = |i: &usize| {
            !self.open[*i]
                && !self.waiting[*i]
                && self.capital[*i] == 0.0
                && self.under_way[*i] == 0.0
                && self.investment_ordered[*i] == 0.0
        };
        let closed = (self.opening_rows..self.len())
            .filter(vacant)
            .find(|&i| self.bank(i) == bank);
        let i = closed.unwrap_or_else(|| self.push(bank));
        self.sector[i] = sector as u32;
        i
    }

    /// Adds an empty row with accounts at `bank`.
    fn push(&mut self, bank: Institution) -> usize {
        let i = self.len();
        self.add_rows(i + 1);
        self.loans.open_account_at(bank);
        self.bonds.open_account_at(bank);
        self.deposits.open_account_at(bank);
        i
    }

    /// The firm of row `i` is gone and has no successor: forgets everything about it but its sector, its owner and its
    /// accounts at the bank.
    pub fn clear(&mut self, i: usize) {
        self.close(i);
        self.changes.note_closed(i);
    }
}
