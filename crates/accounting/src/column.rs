//! Balances of agents. Anyone may read a column; only the ledger writes it.

use crate::{Carrier, Institution, Instrument, Sector};
use serde::{Deserialize, Serialize};

/// One balance per agent of a sector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    holder: Sector,
    kind: Instrument,
    /// With which institution each agent has the claim: where it banks, for deposits and loans. Empty: all with the first of the
    /// sector that keeps the claim.
    keepers: Vec<Institution>,
    values: Vec<f64>,
    /// Income less cost of each agent in the open quarter, where somebody asks for it.
    results: Option<Vec<f64>>,
}

impl Column {
    /// Balances at the opening, before the ledger is opened; all with the first bank (the first institution of the sector that
    /// keeps claims of this kind).
    pub fn new(holder: Sector, kind: Instrument, opening: Vec<f64>) -> Self {
        assert!(
            holder.banks_at_the_bank(),
            "Invariant: only households, firms and venture funds are customers of the bank"
        );
        assert!(
            kind.claim().carrier == Carrier::Columns,
            "Invariant: {} are balances of institutions, not a column",
            kind.name()
        );
        Self {
            holder,
            kind,
            keepers: Vec::new(),
            values: opening,
            results: None,
        }
    }
    /// The same column, whose rows have their balances with these institutions: one for each row, where it banks.
    pub fn at(mut self, keepers: Vec<Institution>) -> Self {
        assert!(
            keepers.len() == self.values.len(),
            "Invariant: every row of a column banks somewhere, and nothing else does"
        );
        let sector = self.kind.claim().kept_by;
        assert!(
            keepers.iter().all(|keeper| keeper.sector() == sector),
            "Invariant: {} are kept by the sector {}",
            self.kind.name(),
            sector.name()
        );
        if !keepers.iter().all(|keeper| keeper.is_first()) {
            self.keepers = keepers;
        }
        self
    }
    /// The same column, whose agents' results are kept: for every agent what flows that enter profit
    /// ([`crate::Flow::enters_profit`]) brought it less what they cost it.
    pub fn keeping_results(mut self) -> Self {
        self.results = Some(vec![0.0; self.values.len()]);
        self
    }
    /// Opens an account without money for a further agent, at the first bank.
    pub fn open_account(&mut self) {
        self.open_account_at(self.first_keeper());
    }
    /// Opens an account without money for a further agent at `keeper`.
    pub fn open_account_at(&mut self, keeper: Institution) {
        if !keeper.is_first() {
            self.name_keepers();
        }
        if !(self.all_at_first() && keeper.is_first()) {
            self.keepers.push(keeper);
        }
        if let Some(results) = &mut self.results {
            results.push(0.0);
        }
        self.values.push(0.0);
    }
    /// With which institution agent `i` has its balance: its bank.
    #[inline]
    pub fn keeper(&self, i: usize) -> Institution {
        match self.all_at_first() {
            true => self.first_keeper(),
            false => self.keepers[i],
        }
    }
    /// Agents who have their balances with `keeper`, in order.
    #[inline]
    pub fn rows_at(&self, keeper: Institution) -> impl Iterator<Item = usize> + '_ {
        // Asked once: where all are with the first, no row is looked at.
        let all = self.all_at_first() && keeper == self.first_keeper();
        (0..self.len()).filter(move |&i| all || self.keeper(i) == keeper)
    }
    /// True if all agents have their balances with the first institution.
    #[inline(always)]
    pub(crate) fn all_at_first(&self) -> bool {
        self.keepers.is_empty()
    }
    fn first_keeper(&self) -> Institution {
        Institution::first(self.kind.claim().kept_by)
    }
    /// Moves the account of agent `i` to another institution; the ledger moves the money.
    pub(crate) fn move_account(&mut self, i: usize, keeper: Institution) {
        self.name_keepers();
        self.keepers[i] = keeper;
    }
    /// Gives each row the institution it has its balance with, where all had the first.
    fn name_keepers(&mut self) {
        if self.all_at_first() {
            self.keepers = vec![self.first_keeper(); self.values.len()];
        }
    }
    /// Income less cost of each agent in the open quarter, money; nobody's unless the column keeps results.
    pub fn results(&self) -> &[f64] {
        self.results.as_deref().unwrap_or_default()
    }
    /// Begins a quarter: results of the last one are forgotten.
    pub fn forget_results(&mut self) {
        if let Some(results) = &mut self.results {
            results.fill(0.0);
        }
    }
    /// Sector of the agents.
    pub fn holder(&self) -> Sector {
        self.holder
    }
    /// What the balances are.
    pub fn kind(&self) -> Instrument {
        self.kind
    }
    /// Balance of agent `i`.
    #[inline]
    pub fn get(&self, i: usize) -> f64 {
        self.values[i]
    }
    /// All balances.
    #[inline]
    pub fn as_slice(&self) -> &[f64] {
        &self.values
    }
    /// Sum of all balances, in index order.
    pub fn total(&self) -> f64 {
        self.values.iter().sum()
    }
    /// Number of agents.
    pub fn len(&self) -> usize {
        self.values.len()
    }
    /// True if there are no agents.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
    /// Adds `amount` to the balance of agent `i`.
    #[inline]
    pub(crate) fn post(&mut self, i: usize, amount: f64) {
        self.values[i] += amount;
    }
    /// Adds `amount` to the result of agent `i`, where results are kept.
    #[inline]
    pub(crate) fn earn(&mut self, i: usize, amount: f64) {
        if let Some(results) = &mut self.results {
            results[i] += amount;
        }
    }
}
