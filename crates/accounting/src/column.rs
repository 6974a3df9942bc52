//! Balances of agents. Anyone may read a column; only the ledger writes it.

use crate::Sector;

/// What the balances of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Asset of the agent, liability of the bank; negative is an overdraft.
    Deposits,
    /// Liability of the agent, asset of the bank.
    Loans,
    /// Technology bonds: liability of a firm, asset of a household; the bank holds the rest.
    TechnologyBonds,
}

/// One balance per agent of a sector.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    holder: Sector,
    kind: Kind,
    values: Vec<f64>,
    /// Income less cost of each agent in the open quarter, where somebody asks for it.
    results: Option<Vec<f64>>,
}

impl Column {
    /// Balances at the opening, before the ledger is opened.
    pub fn new(holder: Sector, kind: Kind, opening: Vec<f64>) -> Self {
        assert!(
            holder.banks_at_the_bank(),
            "Invariant: only households, firms and venture funds are customers of the bank"
        );
        Self {
            holder,
            kind,
            values: opening,
            results: None,
        }
    }
    /// The same column, whose agents' results are kept: for every agent what flows that enter profit
    /// ([`crate::Flow::enters_profit`]) brought it less what they cost it.
    pub fn keeping_results(mut self) -> Self {
        self.results = Some(vec![0.0; self.values.len()]);
        self
    }
    /// Opens an account without money for a further agent.
    pub fn open_account(&mut self) {
        if let Some(results) = &mut self.results {
            results.push(0.0);
        }
        self.values.push(0.0);
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
    pub fn kind(&self) -> Kind {
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
