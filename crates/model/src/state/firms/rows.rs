//! Rows of firms that come and go after the opening.

use super::{Columns, Firms};

impl Firms {
    /// A row without plant, money or market for an entrant of `sector`: a closed one, or a new one.
    pub fn vacant_row(&mut self, sector: usize) -> usize {
        let closed = (self.opening_rows..self.len())
            .find(|&i| !self.open[i] && self.capital[i] == 0.0 && self.investment_ordered[i] == 0.0);
        let i = closed.unwrap_or_else(|| self.push());
        self.sector[i] = sector as u32;
        i
    }

    /// Adds an empty row.
    fn push(&mut self) -> usize {
        let i = self.len();
        self.add_rows(i + 1);
        self.loans.open_account();
        self.bonds.open_account();
        self.deposits.open_account();
        i
    }

    /// The firm of row `i` is gone and has no successor: forgets everything about it but its sector, its owner and its
    /// accounts at the bank.
    pub fn clear(&mut self, i: usize) {
        self.close(i);
        self.changes.note_closed(i);
    }
}
