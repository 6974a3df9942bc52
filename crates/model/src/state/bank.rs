//! The bank: what it remembers. Its balance sheet is in the ledger.

use crate::state::Firms;
use std::collections::VecDeque;

/// State of the bank. Its balance sheet is in the ledger.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Bank {
    /// Loan rate, per quarter (r).
    pub loan_rate: f64,
    /// Deposit rate, per quarter.
    pub deposit_rate: f64,
    /// Rate on government bonds, per quarter.
    pub bond_rate: f64,
    /// Interest due on opening stocks between institutions.
    pub due: InterestDue,
    /// Profit of the quarter before tax and losses (Π_k).
    pub profit: f64,
    /// Dividend paid.
    pub dividend: f64,
    /// Loans written off in the quarter.
    pub written_off: f64,
    /// Loans of firms that failed, one entry per quarter of the workout.
    pub defaults: VecDeque<Defaults>,
    /// Change in loans that a programme puts before all others this quarter.
    pub special_credit: f64,
    /// Part of a failed issuer's technology bonds that government pays (ratio).
    pub bond_guarantee: f64,
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

/// Interest of the quarter on opening stocks: between institutions, and of firms before anybody is spared any.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct InterestDue {
    /// Central bank to bank, on reserves.
    pub reserves: f64,
    /// Government to bank, on bonds.
    pub bonds: f64,
    /// Government to central bank, on bonds.
    pub official_bonds: f64,
    /// Bank to central bank, on re-lending.
    pub relending: f64,
    /// Rest of the world to central bank, on net foreign assets.
    pub foreign: f64,
    /// Firms to bank, on loans and overdrafts at the full rate: what they pay and what they are spared.
    pub loans: f64,
    /// Firms to bank, on the technology bonds it holds itself.
    pub technology_bonds: f64,
}

impl Bank {
    /// Takes note of what firms that failed this quarter owed; after `quarters` it has been recovered or disposed of. The opening
    /// remembers no failures: those of the first quarter stand for those before it.
    pub fn note_defaults(&mut self, failed: Defaults, quarters: f64) {
        let opening = self.defaults.is_empty();
        self.defaults.push_back(failed);
        while opening && (self.defaults.len() as f64) < quarters {
            self.defaults.push_back(failed);
        }
        while self.defaults.len() as f64 > quarters {
            self.defaults.pop_front();
        }
    }

    /// Loans of firms in arrears, and those of failed firms until their workout ends, over all loans.
    ///
    /// NPL = (L of firms in arrears + Σ claims) / (L + Σ lost), sums over the quarters of the workout. The books write off at once
    /// what the plant does not secure; a real bank shows the whole claim as non-performing until it is disposed of. Most failures
    /// here are owners who give up with unpaid loans, few are insolvencies.
    /// Equation: BNK-8. Source: this project; the definition is that of official statistics.
    pub fn non_performing(&self, firms: &Firms) -> f64 {
        let late = (0..firms.len()).filter(|&i| firms.arrears[i] > 0);
        let late: f64 = late.map(|i| firms.loans.get(i)).sum();
        let claims: f64 = self.defaults.iter().map(|d| d.claims).sum();
        let lost: f64 = self.defaults.iter().map(|d| d.lost).sum();
        (late + claims) / (firms.loans.total() + lost)
    }
}
