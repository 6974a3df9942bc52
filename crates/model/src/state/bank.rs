//! Banks: what they remember. Their balance sheets are in the ledger, and which bank a customer has is in its columns.

use crate::state::Firms;
use accounting::{Column, Institution};
use std::collections::VecDeque;
use std::ops::{Index, IndexMut};

/// The banks of the economy, in the order of the ledger's institutions; at least one.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Banks {
    /// A row for each bank.
    pub rows: Vec<Bank>,
    /// Rate on government bonds, per quarter: one for all, since one bond is as good as another.
    pub bond_rate: f64,
    /// Part of a failed issuer's technology bonds that government pays (ratio).
    pub bond_guarantee: f64,
}

impl Banks {
    /// A figure added up over all banks.
    pub fn sum(&self, of: impl Fn(&Bank) -> f64) -> f64 {
        self.rows.iter().map(of).sum()
    }
    /// Profit of each bank in the quarter.
    pub fn profits(&self) -> Vec<(Institution, f64)> {
        self.rows
            .iter()
            .map(|bank| (bank.institution, bank.profit))
            .collect()
    }
    /// Place of a bank among the rows.
    // Cold: where there is one bank nobody asks, and a loop over agents keeps its registers.
    #[cold]
    #[inline(never)]
    pub fn row(&self, bank: Institution) -> usize {
        self.rows.iter().take_while(|row| row.institution != bank).count()
    }
    /// Place of the bank of agent `i` of a column.
    #[inline]
    pub fn row_at(&self, column: &Column, i: usize) -> usize {
        match self.rows.len() {
            1 => 0,
            _ => self.row(column.keeper(i)),
        }
    }
    /// The bank of firm `i`.
    #[inline]
    pub fn of_firm(&self, firms: &Firms, i: usize) -> &Bank {
        &self.rows[self.row_at(&firms.loans, i)]
    }
    /// What firm `i` pays for loans: its bank's rate, the premium of all borrowers there, and its own (BNK-2, BNK-11, BNK-12), per quarter.
    #[inline]
    pub fn loan_rate_of(&self, firms: &Firms, i: usize) -> f64 {
        let bank = self.of_firm(firms, i);
        bank.loan_rate + (bank.premium + firms.loan_premium[i]) / 4.0
    }
    /// Loan rate of all banks, each by its share of customers, per quarter.
    pub fn mean_loan_rate(&self) -> f64 {
        self.sum(|bank| bank.share * bank.loan_rate)
    }
    /// The bank of a new customer: each has the chance of its share. Who has a bank keeps it, and a successor takes over its
    /// predecessor's. `draw` is uniform, and asked for only where there is a choice.
    ///
    /// b with Σ_{c<b} s_c ≤ u < Σ_{c≤b} s_c, s_c the share of bank c, u the draw. Equation: BNK-10. Source: this project.
    pub fn chosen(&self, draw: impl FnOnce() -> f64) -> Institution {
        if let [only] = &self.rows[..] {
            return only.institution;
        }
        let (uniform, mut below) = (draw(), 0.0);
        let found = self.rows.iter().find(|bank| {
            below += bank.share;
            uniform < below
        });
        // Shares that rounding leaves below one: the last takes the rest.
        found.unwrap_or(&self.rows[self.rows.len() - 1]).institution
    }

    /// The bank of a founder: one of those that can lend what he needs, `can`, each with the chance of its share; `None` if none can.
    /// As BNK-10 among those.
    pub fn chosen_among(
        &self,
        can: impl Fn(&Bank) -> bool,
        draw: impl FnOnce() -> f64,
    ) -> Option<Institution> {
        let able: Vec<&Bank> = self.rows.iter().filter(|bank| can(bank)).collect();
        if let [only] = able[..] {
            return Some(only.institution);
        }
        let all: f64 = able.iter().map(|bank| bank.share).sum();
        let (level, mut below) = (all * draw(), 0.0);
        let found = able.iter().find(|bank| {
            below += bank.share;
            level < below
        });
        found.or(able.last()).map(|bank| bank.institution)
    }

    /// Loans of firms in arrears, and those of failed firms until their workout ends, over all loans.
    ///
    /// NPL = (L of firms in arrears + Σ claims) / (L + Σ lost), sums over the quarters of the workout and over banks. The books
    /// write off at once what the plant does not secure; a real bank shows the whole claim as non-performing until it is disposed
    /// of.
    /// Equation: BNK-8. Source: this project; the definition is that of official statistics.
    pub fn non_performing(&self, firms: &Firms) -> f64 {
        let parts = self.rows.iter().map(|bank| bank.bad_and_all_loans(firms));
        let (bad, all) = parts.fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        bad / all
    }
}

impl Index<Institution> for Banks {
    type Output = Bank;
    fn index(&self, bank: Institution) -> &Bank {
        &self.rows[self.row(bank)]
    }
}

impl IndexMut<Institution> for Banks {
    fn index_mut(&mut self, bank: Institution) -> &mut Bank {
        let row = self.row(bank);
        &mut self.rows[row]
    }
}

/// State of a bank. Its balance sheet is in the ledger.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Bank {
    /// Which institution of the ledger it is.
    pub institution: Institution,
    /// Its part of customers at the opening and among newcomers; it takes the same part of government bonds and re-lending (ratio).
    pub share: f64,
    /// Loan rate, per quarter (r).
    pub loan_rate: f64,
    /// What all its borrowers pay beyond that for bad loans and short capital, per year.
    pub premium: f64,
    /// Part of the usual limit that it lends (S).
    pub standard: f64,
    /// Bad loans beyond the usual, which capital must cover, over credit (v).
    pub uncovered: f64,
    /// Deposit rate, per quarter.
    pub deposit_rate: f64,
    /// Interest due on opening stocks between institutions.
    pub due: InterestDue,
    /// Profit of the quarter before tax and losses (Π_k).
    pub profit: f64,
    /// Dividend paid to its private owners.
    pub dividend: f64,
    /// Dividend paid to the state as an owner.
    pub state_dividend: f64,
    /// Loans written off in the quarter.
    pub written_off: f64,
    /// Loans of firms that failed this quarter.
    pub failed: Defaults,
    /// Loans of firms that failed, one entry per quarter of the workout.
    pub defaults: VecDeque<Defaults>,
    /// Change in loans that a programme puts before all others this quarter.
    pub special_credit: f64,
    /// New credit granted in the quarter.
    pub new_credit: f64,
    /// Capital provided by government in the quarter, nominal.
    pub recapitalisation: f64,
}

/// Loans of firms that failed in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Defaults {
    /// What they owed after their cash was gone.
    pub claims: f64,
    /// What was written off at once.
    pub lost: f64,
}

/// Interest of a bank in the quarter on opening stocks: between institutions, and of firms before anybody is spared any.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct InterestDue {
    /// Central bank to bank, on reserves.
    pub reserves: f64,
    /// Government to bank, on bonds.
    pub bonds: f64,
    /// Bank to central bank, on re-lending.
    pub relending: f64,
    /// Firms to bank, on loans and overdrafts at the full rate: what they pay and what they are spared.
    pub loans: f64,
    /// Firms to bank, on the technology bonds it holds itself.
    pub technology_bonds: f64,
}

impl Bank {
    /// A bank that remembers nothing yet.
    pub fn new(institution: Institution, share: f64) -> Self {
        Self {
            institution,
            share,
            loan_rate: 0.0,
            premium: 0.0,
            standard: 1.0,
            uncovered: 0.0,
            deposit_rate: 0.0,
            due: InterestDue::default(),
            profit: 0.0,
            dividend: 0.0,
            state_dividend: 0.0,
            written_off: 0.0,
            failed: Defaults::default(),
            defaults: VecDeque::new(),
            special_credit: 0.0,
            new_credit: 0.0,
            recapitalisation: 0.0,
        }
    }

    /// Bad loans, and all loans with what was written off of those that await their workout. Parts of BNK-8.
    fn bad_and_all_loans(&self, firms: &Firms) -> (f64, f64) {
        let customers = || firms.loans.rows_at(self.institution);
        let late = customers().filter(|&i| firms.arrears[i] > 0);
        let late: f64 = late.map(|i| firms.loans.get(i)).sum();
        let claims: f64 = self.defaults.iter().map(|d| d.claims).sum();
        let lost: f64 = self.defaults.iter().map(|d| d.lost).sum();
        (
            late + claims,
            firms.sum_at(self.institution, |i| firms.loans.get(i)) + lost,
        )
    }

    /// Bad loans over loans of this bank (BNK-8); none where there are no loans.
    pub fn non_performing(&self, firms: &Firms) -> f64 {
        let (bad, all) = self.bad_and_all_loans(firms);
        if all > 0.0 { bad / all } else { 0.0 }
    }

    /// Takes note of what firms that failed this quarter owed; after `quarters` it has been recovered or disposed of. The opening
    /// remembers no failures: `usual`, this bank's part of all that failed in the first quarter, stands for those before it.
    pub fn note_defaults(&mut self, quarters: f64, usual: Defaults) {
        let opening = self.defaults.is_empty();
        while opening && (self.defaults.len() as f64) < quarters - 1.0 {
            self.defaults.push_back(usual);
        }
        self.defaults.push_back(self.failed);
        while self.defaults.len() as f64 > quarters {
            self.defaults.pop_front();
        }
    }
}
