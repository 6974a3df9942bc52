//! Who pays and receives.

use crate::{Column, Institution, Sector};

/// One side of a payment.
#[derive(Debug)]
pub enum Party<'a> {
    /// A household, firm or venture fund: its deposit column and its row there.
    Agent(&'a mut Column, usize),
    /// A bank, a government, a bloc abroad or the central bank.
    Institution(Institution),
}

#[allow(
    non_upper_case_globals,
    reason = "they read like the case `Agent` beside them wherever a payment is written"
)]
impl Party<'_> {
    /// The first bank, where there is one the bank.
    pub const Bank: Self = Self::Institution(Institution::BANK);
    /// The central bank.
    pub const CentralBank: Self = Self::Institution(Institution::CENTRAL_BANK);
    /// The first government.
    pub const Government: Self = Self::Institution(Institution::GOVERNMENT);
    /// The first bloc abroad, where there is one the rest of the world.
    pub const RestOfWorld: Self = Self::Institution(Institution::REST_OF_WORLD);
}

impl From<Institution> for Party<'_> {
    fn from(one: Institution) -> Self {
        Self::Institution(one)
    }
}

impl Party<'_> {
    /// Sector of the party.
    #[inline]
    pub fn sector(&self) -> Sector {
        match self {
            Party::Agent(column, _) => column.holder(),
            Party::Institution(one) => one.sector(),
        }
    }

    /// The institution; for an agent the first of its sector, which stands for all its agents.
    #[inline(always)]
    pub(crate) fn institution(&self) -> Institution {
        match self {
            Party::Agent(column, _) => Institution::first(column.holder()),
            Party::Institution(one) => *one,
        }
    }

    /// Adds `amount` to the result of an agent.
    #[inline(always)]
    pub(crate) fn earn(&mut self, amount: f64) {
        if let Party::Agent(column, i) = self {
            column.earn(*i, amount);
        }
    }
}
