//! The end of a quarter: every identity of the books is checked, then they are opened for the next quarter.

use crate::checks::{Checks, Closing, Leak};
use crate::column::Column;
use crate::ledger::{Ledger, PAID, RECEIVED};
use crate::{Carrier, Flow, Institution, Instrument, RealStock, Sector};
use engine::time::Quarter;
use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;

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

/// Accounts of one institution in a quarter: its column of both matrices.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its name.
    pub name: String,
    /// Instrument and value, assets positive.
    pub balance_sheet: Vec<(Instrument, f64)>,
    /// Flow and net receipt.
    pub flows: Vec<(Flow, f64)>,
    /// Change of net worth without a transaction.
    pub revaluation: f64,
    /// Financial net worth; of a bank its equity.
    pub net_worth: f64,
}

/// A column of the last closed quarter.
type ClosedColumn = (Vec<f64>, Vec<f64>, f64);

/// The numbers of the last closed quarter, without labels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    #[serde(with = "BigArray")]
    positions: [[f64; SECTORS]; Instrument::COUNT],
    #[serde(with = "BigArray")]
    flows: [[f64; SECTORS]; Flow::COUNT],
    revaluations: [f64; SECTORS],
    real: Vec<(RealStock, [f64; SECTORS])>,
    /// Positions, flows and revaluation of each institution, where a sector has several.
    columns: Vec<ClosedColumn>,
}

impl Default for Snapshot {
    fn default() -> Self {
        Self {
            positions: [[0.0; SECTORS]; Instrument::COUNT],
            flows: [[0.0; SECTORS]; Flow::COUNT],
            revaluations: [0.0; SECTORS],
            real: Vec::new(),
            columns: Vec::new(),
        }
    }
}

impl Snapshot {
    /// The books as they stand, without real stocks.
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let several = !ledger.pages.is_empty();
        let columns = ledger.institutions.all().filter(|_| several);
        Self {
            positions: ledger.positions(),
            flows: Flow::ALL.map(|f| ledger.flows[f as usize].map(|cell| cell[RECEIVED] - cell[PAID])),
            revaluations: ledger.revaluations,
            real: Vec::new(),
            columns: columns.map(|one| ledger.closed_column(one)).collect(),
        }
    }
}

impl Ledger {
    /// Closes `quarter` and opens the next one.
    ///
    /// `columns` are all columns of agents of the run; `real` are stocks shown in the balance sheet, which nobody owes. Checked
    /// at [`crate::TOLERANCE`], each a comparison of numbers that were kept apart all quarter:
    /// - opening + transactions + revaluations (the ledger's own totals) = closing (sum of the columns), for each kind of claim and
    ///   sector of customers; of loans and the like for each bank;
    /// - flows + revaluations = change of financial net worth, of each sector of customers and each institution;
    /// - claims whose two sides are kept apart ([`crate::Claim::two_sided`]) sum to zero, for each issuer;
    /// - all that was passed to [`Ledger::equal`] and [`Ledger::clearing`].
    ///
    /// Flows and real stocks must be numbers ([`Ledger::number`]), which is no identity and not counted.
    ///
    /// That the other rows of both matrices sum to zero needs no check: one number stands on both sides. Nor does it that the
    /// institutions of a sector add up to the sector, or reserves of all banks to what the central bank owes: the sums are made
    /// of the parts and kept nowhere else.
    ///
    /// Afterwards the flows are zero again: read them before.
    pub fn close(
        &mut self,
        quarter: Quarter,
        columns: &[&Column],
        real: &[(RealStock, [f64; Sector::COUNT])],
    ) -> Result<Closing, Leak> {
        assert!(
            quarter == self.quarter(),
            "Invariant: quarters are closed in order; {} is open, not {quarter}",
            self.quarter()
        );
        self.check_numbers(real);
        self.clear_banks(columns);
        let turnover = self.turnover() + self.moved;
        self.check_columns(columns, turnover);
        self.check_positions(turnover);
        let closing = self.checks.finish()?;
        self.reopen(real);
        Ok(closing)
    }

    /// Both matrices of the last closed quarter (of the opening position if none is closed yet), by sector.
    pub fn matrices(&self) -> Matrices {
        let last = &self.last;
        let rows = |label: &'static str, row: &[f64; SECTORS]| (label, row.to_vec());
        let balance_sheet: Vec<_> = Instrument::ALL
            .iter()
            .map(|i| rows(i.name(), &last.positions[*i as usize]))
            .chain(last.real.iter().map(|(stock, row)| rows(stock.name(), row)))
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

    /// Accounts of one institution in the last closed quarter.
    pub fn statement(&self, one: Institution) -> Statement {
        let (last, s) = (&self.last, one.sector() as usize);
        let of_sector = || {
            let rows = |rows: &[[f64; SECTORS]]| rows.iter().map(|row| row[s]).collect();
            (rows(&last.positions), rows(&last.flows), last.revaluations[s])
        };
        let number = one.page().map_or(s, |page| SECTORS + page);
        let column = last.columns.get(number);
        let (positions, flows, revaluation) = column.cloned().unwrap_or_else(of_sector);
        Statement {
            name: self.institutions.name(one).to_owned(),
            net_worth: positions.iter().sum(),
            balance_sheet: Instrument::ALL.into_iter().zip(positions).collect(),
            flows: Flow::ALL.into_iter().zip(flows).collect(),
            revaluation,
        }
    }

    fn closed_column(&self, one: Institution) -> ClosedColumn {
        let positions = Instrument::ALL.map(|i| self.position(i, one)).to_vec();
        let flows = Flow::ALL.map(|f| self.flow_total(f, one)).to_vec();
        (positions, flows, self.revaluation(one))
    }

    /// What the other checks add up is made of numbers: first flows, then real stocks.
    fn check_numbers(&mut self, real: &[(RealStock, [f64; SECTORS])]) {
        for flow in Flow::ALL {
            for sector in Sector::ALL {
                let [paid, received] = self.flows[flow as usize][sector as usize];
                let cell = || format!("{}, {}", flow.name(), sector.name());
                self.number(cell, paid + received);
            }
        }
        for (row, values) in real {
            for sector in Sector::ALL {
                let cell = || format!("{}, {}", row.name(), sector.name());
                self.number(cell, values[sector as usize]);
            }
        }
    }

    /// Everything paid and received in the quarter: the scale of the other checks.
    fn turnover(&self) -> f64 {
        self.flows.iter().flatten().flatten().sum()
    }

    /// The ledger's totals equal the sums of the columns, which become the new totals: by institution that keeps the claim, but of
    /// money by sector, since what a bank's customers have is taken from the columns when banks clear.
    fn check_columns(&mut self, columns: &[&Column], turnover: f64) {
        for instrument in Instrument::ALL {
            let claim = instrument.claim();
            if claim.carrier != Carrier::Columns {
                continue;
            }
            let mut sums = Sums::new(self.pages.len(), turnover);
            for column in columns.iter().filter(|column| column.kind() == instrument) {
                sums.add(column, claim.money);
            }
            let keepers: Vec<Institution> = self.institutions.in_sector(claim.kept_by).collect();
            for keeper in keepers.iter().filter(|keeper| keeper.is_first() || !claim.money) {
                let booked = match claim.money {
                    true => self.claims[instrument as usize],
                    false => self.line(instrument.of(*keeper)),
                };
                let (totals, gross) = sums.of(*keeper);
                for sector in claim.columns() {
                    let (s, names) = (sector as usize, &self.institutions);
                    let at = || match claim.money {
                        true => String::new(),
                        false => names.which(*keeper),
                    };
                    self.checks.equal(
                        "opening + transactions + revaluations = closing",
                        || format!("{}, {}{}", instrument.name(), sector.name(), at()),
                        booked[s],
                        totals[s],
                        gross[s],
                    );
                }
                if let Some(page) = keeper.page() {
                    self.pages[page].lines[instrument as usize] = totals;
                }
            }
            let lines = keepers.iter().map(|keeper| sums.of(*keeper).0);
            let all = lines.reduce(|all, line| std::array::from_fn(|s| all[s] + line[s]));
            self.claims[instrument as usize] = all.unwrap_or_default();
        }
    }

    /// Claims with two sides sum to zero, for each issuer; flows and revaluations explain the change of net worth, of each sector of
    /// customers and each institution.
    fn check_positions(&mut self, turnover: f64) {
        for instrument in Instrument::ALL {
            let claim = instrument.claim();
            if !claim.two_sided {
                continue;
            }
            let issuers: Vec<Institution> = self.institutions.in_sector(claim.kept_by).collect();
            for issuer in issuers {
                let line = self.line(instrument.of(issuer));
                let gross = line.iter().map(|x| x.abs()).sum::<f64>() + turnover;
                let by = &self.institutions;
                let cell = || format!("{}{}", instrument.name(), by.which(issuer));
                let sum = line.iter().sum();
                self.checks.equal("assets = liabilities", cell, sum, 0.0, gross);
            }
        }
        let all: Vec<Institution> = self.institutions.all().collect();
        for one in all {
            let net: f64 = Flow::ALL.iter().map(|flow| self.flow_total(*flow, one)).sum();
            let positions = Instrument::ALL.map(|i| self.position(i, one));
            let opening = self.opening_net_worth(one);
            let gross = positions.iter().map(|x| x.abs()).sum::<f64>() + turnover;
            let change = net + self.revaluation(one);
            let names = &self.institutions;
            self.checks.equal(
                "flows + revaluations = change of net worth",
                || format!("all flows, {}", names.name(one)),
                change,
                positions.iter().sum::<f64>() - opening,
                gross,
            );
        }
    }

    /// Keeps the quarter for [`Ledger::matrices`] and starts the next one from its closing position.
    fn reopen(&mut self, real: &[(RealStock, [f64; SECTORS])]) {
        self.last = Snapshot::of(self);
        self.last.real.extend_from_slice(real);
        self.remember_worth();
        self.flows = [[[0.0; 2]; SECTORS]; Flow::COUNT];
        self.revaluations = [0.0; SECTORS];
        for page in &mut self.pages {
            page.flows = [[0.0; 2]; Flow::COUNT];
            page.revaluation = 0.0;
        }
        self.moved = 0.0;
        self.checks = Checks::new(self.quarter().plus(1));
    }

    /// The balance sheet.
    fn positions(&self) -> [[f64; SECTORS]; Instrument::COUNT] {
        Instrument::ALL.map(|i| Sector::ALL.map(|s| self.position(i, s)))
    }
}

/// Sums of columns and of the sizes of their balances, by sector of the holders: with the first keeper, and with each that has a page.
struct Sums {
    first: ([f64; SECTORS], [f64; SECTORS]),
    pages: Vec<([f64; SECTORS], [f64; SECTORS])>,
}

impl Sums {
    /// Nothing yet; `scale` is what each size begins with.
    fn new(pages: usize, scale: f64) -> Self {
        let nothing = ([0.0; SECTORS], [scale; SECTORS]);
        Self {
            first: nothing,
            pages: vec![nothing; pages],
        }
    }

    fn of(&self, keeper: Institution) -> ([f64; SECTORS], [f64; SECTORS]) {
        keeper.page().map_or(self.first, |page| self.pages[page])
    }

    /// Adds a column, by keeper or `together`.
    fn add(&mut self, column: &Column, together: bool) {
        let s = column.holder() as usize;
        if together || column.all_at_first() {
            let (totals, gross) = &mut self.first;
            for value in column.as_slice() {
                totals[s] += value;
                gross[s] += value.abs();
            }
            return;
        }
        for (i, value) in column.as_slice().iter().enumerate() {
            let (totals, gross) = match column.keeper(i).page() {
                None => &mut self.first,
                Some(page) => &mut self.pages[page],
            };
            totals[s] += value;
            gross[s] += value.abs();
        }
    }
}
