//! The opening position of institutions. Balances of agents are in their columns.

use crate::{Institution, Institutions, Line};

/// A balance of an institution at the opening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Balance {
    pub(crate) line: Line,
    pub(crate) member: Institution,
    pub(crate) amount: f64,
}

/// The institutions of a run and their balances at the opening; what is not named is zero. Default: one institution of each
/// sector, and no balance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    pub(crate) institutions: Institutions,
    pub(crate) balances: Vec<Balance>,
}

impl Opening {
    /// An opening with these institutions and no balance.
    pub fn of(institutions: Institutions) -> Self {
        Self {
            institutions,
            balances: Vec::new(),
        }
    }

    /// The same opening in which `member` holds (re-lending: owes) `amount` of a claim: reserves and accounts at the central bank,
    /// bonds of a government. What an issuer owes follows from what is held.
    pub fn with(mut self, line: impl Into<Line>, member: impl Into<Institution>, amount: f64) -> Self {
        let (line, member) = (line.into(), member.into());
        let (claim, sector) = (line.claim.claim(), member.sector());
        assert!(
            claim.concerns(sector) && !claim.columns().any(|s| s == sector),
            "Invariant: {} of {} are no balance of the ledger; balances of agents open in their columns",
            line.claim.name(),
            sector.name()
        );
        self.balances.push(Balance { line, member, amount });
        self
    }

    /// Lines of issued claims of which somebody holds a balance, each once.
    pub(crate) fn issued(&self) -> Vec<Line> {
        let mut issued: Vec<Line> = Vec::new();
        for Balance { line, .. } in &self.balances {
            if line.claim.claim().two_sided && !issued.contains(line) {
                issued.push(*line);
            }
        }
        issued
    }
}
