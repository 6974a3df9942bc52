//! Pooled markets: many pay, many receive, and only the totals agree.

use crate::checks::Leak;
use crate::ledger::{Gross, PAID, RECEIVED};
use crate::pages;
use crate::{Flow, Institution, Instrument, Ledger, Party, Sector};

/// One flow through a pooled market. Debit and credit in any order, then [`Clearing::finish`]: without it
/// the quarter does not close.
#[derive(Debug)]
#[must_use = "a market that is not finished leaves a leak"]
pub struct Clearing<'a> {
    ledger: &'a mut Ledger,
    flow: Flow,
    cells: [Gross; Sector::COUNT],
    /// Of these, what each institution with a page has paid and received.
    parts: Vec<Gross>,
}

impl<'a> Clearing<'a> {
    #[inline]
    pub(crate) fn new(ledger: &'a mut Ledger, flow: Flow) -> Self {
        Self {
            parts: vec![[0.0; 2]; ledger.pages.len()],
            ledger,
            flow,
            cells: [[0.0; 2]; Sector::COUNT],
        }
    }

    /// `party` pays `amount` into the market. A negative amount is a credit.
    #[inline(always)]
    pub fn debit(&mut self, party: Party<'_>, amount: f64) {
        self.move_money(party, -amount);
    }

    /// `party` receives `amount` out of the market. A negative amount is a debit.
    #[inline(always)]
    pub fn credit(&mut self, party: Party<'_>, amount: f64) {
        self.move_money(party, amount);
    }

    #[inline(always)]
    fn move_money(&mut self, party: Party<'_>, amount: f64) {
        let side = if amount < 0.0 { PAID } else { RECEIVED };
        self.cells[party.sector() as usize][side] += amount.abs();
        match party {
            Party::Agent(column, i) => {
                debug_assert!(
                    column.kind() == Instrument::Deposits,
                    "Invariant: payments go through deposits"
                );
                column.post(i, amount);
                if self.flow.enters_profit() {
                    column.earn(i, amount);
                }
            }
            Party::Institution(one) => {
                if let Some(page) = one.page() {
                    self.parts[page][side] += amount.abs();
                }
            }
        }
    }

    /// Checks that debits equal credits and books the totals; returns the amount that changed hands.
    pub fn finish(self) -> Result<f64, Leak> {
        let Self {
            ledger,
            flow,
            cells,
            parts,
        } = self;
        let total = |side: usize| cells.iter().map(|cell| cell[side]).sum::<f64>();
        let (debits, credits) = (total(PAID), total(RECEIVED));
        let balanced = ledger.checks.equal(
            "debits = credits of a market",
            || flow.name().to_owned(),
            debits,
            credits,
            debits.max(credits),
        );
        for sector in Sector::ALL {
            let [paid, received] = cells[sector as usize];
            let net = received - paid;
            let cell = &mut ledger.flows[flow as usize][sector as usize];
            cell[PAID] += paid;
            cell[RECEIVED] += received;
            if sector.banks_at_the_bank() {
                ledger.claims[Instrument::Deposits as usize][sector as usize] += net;
            }
            let settles = sector.banks_at_the_bank().then_some(Institution::BANK);
            ledger.settle_account(settles.unwrap_or(sector.into()), net);
        }
        let further: Vec<Institution> = ledger.institutions.all().skip(Sector::COUNT).collect();
        for (one, [paid, received]) in further.into_iter().zip(parts) {
            pages::note_flow(&mut ledger.pages, flow, one, PAID, paid);
            pages::note_flow(&mut ledger.pages, flow, one, RECEIVED, received);
            if let Some(account) = one.sector().money() {
                pages::note(&mut ledger.pages, account.into(), one, received - paid);
            }
        }
        if balanced {
            return Ok(credits);
        }
        ledger.leak().map(|()| credits)
    }
}
