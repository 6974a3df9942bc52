//! Pages: what part of the books belongs to an institution that is not the first of its sector.
//!
//! The ledger keeps every number by sector. Of each further institution it keeps a page with the part that is its own; the first
//! has what the others leave. So books with one institution of each sector have no pages.
//!
//! What customers of different banks pay each other is no page's business when they pay: banks settle it together
//! ([`crate::Ledger::clear_banks`]), each by what its customers have received more than they have paid. A payment of a customer
//! looks at no bank, and costs the same however many there are.

use crate::institutions::Institution;
use crate::ledger::Gross;
use crate::{Flow, Instrument, Line, Sector};
use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

/// The part of one institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Page {
    /// Paid and received.
    #[serde(with = "BigArray")]
    pub(crate) flows: [Gross; Flow::COUNT],
    /// What it holds or owes with all who keep a claim.
    #[serde(with = "BigArray")]
    pub(crate) balances: [f64; Instrument::COUNT],
    /// As a keeper of claims: what each sector has with it.
    #[serde(with = "BigArray")]
    pub(crate) lines: [[f64; Sector::COUNT]; Instrument::COUNT],
    /// Of these, what each further institution has with it, by page; empty for claims it does not keep.
    #[serde(with = "BigArray")]
    parts: [Vec<f64>; Instrument::COUNT],
    pub(crate) revaluation: f64,
    pub(crate) opening_net_worth: f64,
}

impl Page {
    /// An empty page of an institution of `sector`, in books with `pages` pages.
    pub(crate) fn new(sector: Sector, pages: usize) -> Self {
        let keeps = |claim: Instrument| claim.claim().kept_by == sector;
        Self {
            flows: [[0.0; 2]; Flow::COUNT],
            balances: [0.0; Instrument::COUNT],
            lines: [[0.0; Sector::COUNT]; Instrument::COUNT],
            parts: Instrument::ALL.map(|claim| vec![0.0; if keeps(claim) { pages } else { 0 }]),
            revaluation: 0.0,
            opening_net_worth: 0.0,
        }
    }

    /// What the institution on page `other` has with this one.
    pub(crate) fn part(&self, claim: Instrument, other: usize) -> f64 {
        self.parts[claim as usize].get(other).copied().unwrap_or(0.0)
    }
}

/// Notes that what `one` has with the keeper of the line has changed by `amount`.
#[cold]
#[inline(never)]
pub(crate) fn note(pages: &mut [Page], line: Line, one: Institution, amount: f64) {
    let claim = line.claim as usize;
    if let Some(page) = one.page() {
        pages[page].balances[claim] += amount;
    }
    if let Some(page) = line.keeper.page() {
        pages[page].lines[claim][one.sector() as usize] += amount;
        if let Some(part) = one.page() {
            pages[page].parts[claim][part] += amount;
        }
    }
}

/// Notes a payment on the page of `one`; `side` says whether it paid or received.
#[cold]
#[inline(never)]
pub(crate) fn note_flow(pages: &mut [Page], flow: Flow, one: Institution, side: usize, amount: f64) {
    if let Some(page) = one.page() {
        pages[page].flows[flow as usize][side] += amount;
    }
}
