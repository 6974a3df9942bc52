//! The end of a quarter: every identity of the books is checked, then they are opened for the next quarter.

use crate::checks::{Checks, Closing, Leak};
use crate::column::{Column, Kind};
use crate::ledger::{Ledger, PAID, RECEIVED};
use crate::{Flow, Instrument, Sector};
use engine::time::Quarter;

const SECTORS: usize = Sector::COUNT;

/// Both matrices of one quarter, ready to be shown: rows with labels, columns with labels, values; each row of
/// financial instruments and of flows sums to zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrices {
    /// Sector names, columns of both matrices.
    pub sectors: Vec<&'static str>,
    /// Balance sheet: instrument and value per sector (assets positive), then real stocks.
    pub balance_sheet: Vec<(&'static str, Vec<f64>)>,
    /// Transactions of the quarter: flow and net receipt per sector.
    pub flows: Vec<(&'static str, Vec<f64>)>,
    /// Change of net worth without a transaction (loans written off, stakes and fund shares revalued), by sector.
    pub revaluations: Vec<f64>,
    /// Net worth by sector, financial and real.
    pub net_worth: Vec<f64>,
}

/// The numbers of the last closed quarter, without labels.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    positions: [[f64; SECTORS]; Instrument::COUNT],
    flows: [[f64; SECTORS]; Flow::COUNT],
    revaluations: [f64; SECTORS],
    real: Vec<(&'static str, [f64; SECTORS])>,
}

impl Default for Snapshot {
    fn default() -> Self {
        Self {
            positions: [[0.0; SECTORS]; Instrument::COUNT],
            flows: [[0.0; SECTORS]; Flow::COUNT],
            revaluations: [0.0; SECTORS],
            real: Vec::new(),
        }
    }
}

impl Snapshot {
    /// The opening position; no flows yet.
    pub(crate) fn opening(ledger: &Ledger) -> Self {
        Self {
            positions: ledger.positions(),
            ..Self::default()
        }
    }
}

impl Ledger {
    /// Closes `quarter` and opens the next one.
    ///
    /// `columns` are all deposit, loan and bond columns of the run; `real` are stocks shown in the balance sheet
    /// (capital, inventories, dwellings), which nobody owes. Checked at [`crate::TOLERANCE`], each a comparison of numbers
    /// that were kept apart all quarter:
    /// - opening + transactions + revaluations (the ledger's own totals) = closing (sum of the columns);
    /// - flows of each sector + revaluations = change of its financial net worth;
    /// - claims whose two sides are kept apart ([`Instrument::TWO_SIDED`]) sum to zero;
    /// - all that was passed to [`Ledger::equal`] and [`Ledger::clearing`].
    ///
    /// Flows and real stocks must be numbers ([`Ledger::number`]), which is no identity and not counted.
    ///
    /// That the other rows of both matrices sum to zero needs no check: one number stands on both sides.
    ///
    /// Afterwards the flows are zero again: read them before.
    pub fn close(
        &mut self,
        quarter: Quarter,
        columns: &[&Column],
        real: &[(&'static str, [f64; Sector::COUNT])],
    ) -> Result<Closing, Leak> {
        assert!(
            quarter == self.quarter(),
            "Invariant: quarters are closed in order; {} is open, not {quarter}",
            self.quarter()
        );
        self.check_numbers(real);
        let turnover = self.turnover() + self.moved;
        self.check_columns(columns, turnover);
        self.check_positions(turnover);
        let closing = self.checks.finish()?;
        self.reopen(real);
        Ok(closing)
    }

    /// Both matrices of the last closed quarter (of the opening position if none is closed yet).
    pub fn matrices(&self) -> Matrices {
        let last = &self.last;
        let rows = |label: &'static str, row: &[f64; SECTORS]| (label, row.to_vec());
        let balance_sheet: Vec<_> = Instrument::ALL
            .iter()
            .map(|i| rows(i.name(), &last.positions[*i as usize]))
            .chain(last.real.iter().map(|(label, row)| rows(label, row)))
            .collect();
        Matrices {
            sectors: Sector::ALL.map(Sector::name).to_vec(),
            flows: Flow::ALL
                .iter()
                .map(|f| rows(f.name(), &last.flows[*f as usize]))
                .collect(),
            revaluations: last.revaluations.to_vec(),
            net_worth: (0..SECTORS)
                .map(|s| balance_sheet.iter().map(|(_, row)| row[s]).sum())
                .collect(),
            balance_sheet,
        }
    }

    /// What the other checks add up is made of numbers: first flows, then real stocks.
    fn check_numbers(&mut self, real: &[(&'static str, [f64; SECTORS])]) {
        for flow in Flow::ALL {
            for sector in Sector::ALL {
                let [paid, received] = self.flows[flow as usize][sector as usize];
                let cell = || format!("{}, {}", flow.name(), sector.name());
                self.number(cell, paid + received);
            }
        }
        for (row, values) in real {
            for sector in Sector::ALL {
                self.number(|| format!("{row}, {}", sector.name()), values[sector as usize]);
            }
        }
    }

    /// Everything paid and received in the quarter: the scale of the other checks.
    fn turnover(&self) -> f64 {
        self.flows.iter().flatten().flatten().sum()
    }

    /// The ledger's totals equal the sums of the columns, which become the new totals.
    fn check_columns(&mut self, columns: &[&Column], turnover: f64) {
        for kind in [Kind::Deposits, Kind::Loans, Kind::TechnologyBonds] {
            let mut totals = [0.0; SECTORS];
            let mut gross = [turnover; SECTORS];
            for column in columns.iter().filter(|column| column.kind() == kind) {
                let s = column.holder() as usize;
                for value in column.as_slice() {
                    totals[s] += value;
                    gross[s] += value.abs();
                }
            }
            let instrument = match kind {
                Kind::Deposits => Instrument::Deposits,
                Kind::Loans => Instrument::Loans,
                Kind::TechnologyBonds => Instrument::TechnologyBonds,
            };
            for sector in Sector::CUSTOMERS {
                let s = sector as usize;
                let booked = self.control(kind)[s];
                let cell = || format!("{}, {}", instrument.name(), sector.name());
                self.equal(
                    "opening + transactions + revaluations = closing",
                    cell,
                    booked,
                    totals[s],
                    gross[s],
                );
            }
            *self.control(kind) = totals;
        }
    }

    /// Claims with two sides sum to zero; flows and revaluations of each sector explain the change of its net worth.
    fn check_positions(&mut self, turnover: f64) {
        let positions = self.positions();
        for instrument in Instrument::TWO_SIDED {
            let row = &positions[instrument as usize];
            let gross = row.iter().map(|x| x.abs()).sum::<f64>() + turnover;
            let sum = row.iter().sum();
            self.equal(
                "assets = liabilities",
                || instrument.name().to_owned(),
                sum,
                0.0,
                gross,
            );
        }
        for sector in Sector::ALL {
            let s = sector as usize;
            let net: f64 = self.flows.iter().map(|row| row[s][RECEIVED] - row[s][PAID]).sum();
            let closing: f64 = positions.iter().map(|row| row[s]).sum();
            let gross = positions.iter().map(|row| row[s].abs()).sum::<f64>() + turnover;
            self.equal(
                "flows + revaluations = change of net worth",
                || format!("all flows, {}", sector.name()),
                net + self.revaluations[s],
                closing - self.opening_net_worth[s],
                gross,
            );
        }
    }

    /// Keeps the quarter for [`Ledger::matrices`] and starts the next one from its closing position.
    fn reopen(&mut self, real: &[(&'static str, [f64; SECTORS])]) {
        self.last.positions = self.positions();
        for (kept, row) in self.last.flows.iter_mut().zip(&self.flows) {
            *kept = row.map(|cell| cell[RECEIVED] - cell[PAID]);
        }
        self.last.revaluations = self.revaluations;
        self.last.real.clear();
        self.last.real.extend_from_slice(real);
        self.opening_net_worth = Sector::ALL.map(|s| self.net_worth(s));
        self.flows = [[[0.0; 2]; SECTORS]; Flow::COUNT];
        self.revaluations = [0.0; SECTORS];
        self.moved = 0.0;
        self.checks = Checks::new(self.quarter().plus(1));
    }

    /// The balance sheet.
    fn positions(&self) -> [[f64; SECTORS]; Instrument::COUNT] {
        Instrument::ALL.map(|i| Sector::ALL.map(|s| self.position(i, s)))
    }
}
