//! Claims as data: one line says who keeps a claim, who holds or owes it, and what carries it. The ledger, its checks and both
//! matrices follow from the line.

use crate::labels::labels;
use crate::{Institution, Sector};

/// What carries the balances of those who hold or owe a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// Rows of columns, one for each agent; the ledger keeps totals of its own, with which they are compared.
    Columns,
    /// One balance for each institution, in the ledger.
    Balances,
}

/// A kind of claim.
///
/// It is kept by the institutions of one sector: each has a line with a balance for everyone it deals with. What a keeper itself
/// holds or owes is the sum of its line, so that both sides are one number and cannot differ; unless the claim is *issued*: then
/// the keeper's own number stands in its line, and the line must sum to zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Sector whose institutions keep the claim; for an issued claim those who issue it.
    pub kept_by: Sector,
    /// Sectors that hold it, beside the keeper.
    pub held_by: &'static [Sector],
    /// Sectors that owe it, beside the keeper.
    pub owed_by: &'static [Sector],
    /// What carries the balances of those who hold or owe.
    pub carrier: Carrier,
    /// True if both sides have numbers of their own.
    pub two_sided: bool,
    /// True if those who hold it pay with it.
    pub money: bool,
    /// True if it is credit, which capital must cover.
    pub credit: bool,
    /// Money on which what is lent stays until it is repaid: the two cancel in everybody's worth.
    pub stays_on: Option<Instrument>,
}

impl Claim {
    /// A claim between each institution of `keeper` and agents, whose balances are columns.
    const fn columns_at(keeper: Sector) -> Self {
        Self {
            kept_by: keeper,
            held_by: &[],
            owed_by: &[],
            carrier: Carrier::Columns,
            two_sided: false,
            money: false,
            credit: false,
            stays_on: None,
        }
    }
    /// A claim between each institution of `keeper` and other institutions.
    const fn balances_at(keeper: Sector) -> Self {
        Self {
            carrier: Carrier::Balances,
            ..Self::columns_at(keeper)
        }
    }
    /// A claim that each institution of `issuer` owes and anybody holds.
    const fn issued_by(issuer: Sector) -> Self {
        Self {
            held_by: &Sector::ALL,
            two_sided: true,
            ..Self::balances_at(issuer)
        }
    }
    const fn held_by(mut self, sectors: &'static [Sector]) -> Self {
        self.held_by = sectors;
        self
    }
    const fn owed_by(mut self, sectors: &'static [Sector]) -> Self {
        self.owed_by = sectors;
        self
    }
    const fn money(mut self) -> Self {
        self.money = true;
        self
    }
    const fn credit(mut self) -> Self {
        self.credit = true;
        self
    }
    const fn staying_on(mut self, account: Instrument) -> Self {
        self.stays_on = Some(account);
        self
    }

    /// True if a balance of the sector is a debt.
    #[inline(always)]
    pub(crate) const fn owed(&self, sector: Sector) -> bool {
        names(self.owed_by, sector)
    }
    /// True if the sector holds or owes the claim beside its keeper.
    pub(crate) const fn concerns(&self, sector: Sector) -> bool {
        names(self.owed_by, sector) || names(self.held_by, sector)
    }
    /// Sectors whose balances are columns of agents.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Sector> {
        let (claim, in_columns) = (*self, self.carrier == Carrier::Columns);
        let concerned = move |s: &Sector| in_columns && claim.concerns(*s);
        Sector::CUSTOMERS.into_iter().filter(concerned)
    }
}

/// True if a list names a sector.
const fn names(sectors: &[Sector], sector: Sector) -> bool {
    let mut i = 0;
    while i < sectors.len() {
        if sectors[i] as usize == sector as usize {
            return true;
        }
        i += 1;
    }
    false
}

labels! {
    /// Financial claims; rows of the balance sheet. A further claim is a further line.
    pub enum Instrument: Claim {
        /// Of households, firms and funds at their bank; negative is an overdraft.
        Deposits: "deposits", "存款", Claim::columns_at(Sector::Bank).held_by(&Sector::CUSTOMERS).money();
        /// Of a bank to its customers.
        Loans: "loans", "贷款", Claim::columns_at(Sector::Bank).owed_by(&Sector::CUSTOMERS).credit();
        /// Issued by a government.
        Bonds: "bonds", "国债", Claim::issued_by(Sector::Government);
        /// Of a bank at the central bank, of any sign.
        Reserves: "reserves", "准备金", Claim::balances_at(Sector::CentralBank).held_by(&[Sector::Bank]).money();
        /// Of a government at the central bank.
        TreasuryAccount: "treasury account", "国库存款", Claim::balances_at(Sector::CentralBank).held_by(&[Sector::Government]).money();
        /// Of a bloc abroad at the central bank; negative are the net foreign assets of the latter.
        ForeignPosition: "foreign position", "对外头寸", Claim::balances_at(Sector::CentralBank).held_by(&[Sector::RestOfWorld]).money();
        /// Of the central bank to a bank.
        Relending: "re-lending", "再贷款", Claim::balances_at(Sector::CentralBank).owed_by(&[Sector::Bank]).staying_on(Instrument::Reserves);
        /// Partners' shares in venture funds, worth what the fund owns.
        FundShares: "fund shares", "基金份额", Claim::issued_by(Sector::VentureFunds);
        /// Stakes in ventures that firms have issued, at cost until they are sold, then at the price paid. Firms have one number:
        /// what they have issued less what they hold.
        VentureStakes: "venture stakes", "创投股权", Claim::issued_by(Sector::Firms);
        /// Of technology firms, held by banks and by households.
        TechnologyBonds: "technology bonds", "科技创新债券", Claim::columns_at(Sector::Bank).owed_by(&[Sector::Firms]).held_by(&[Sector::Households, Sector::VentureFunds]).credit();
    }
}

impl Instrument {
    /// What kind of claim it is.
    #[inline(always)]
    pub const fn claim(self) -> Claim {
        self.data()
    }
    /// The claim as one institution keeps it: bonds of this government, loans of that bank.
    pub fn of(self, keeper: Institution) -> Line {
        let sector = self.claim().kept_by;
        assert!(
            keeper.sector() == sector,
            "Invariant: {} are kept by the sector {}, not by one of {}",
            self.name(),
            sector.name(),
            keeper.sector().name()
        );
        Line { claim: self, keeper }
    }
}

/// A claim as one institution keeps it; an [`Instrument`] alone means the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub(crate) claim: Instrument,
    pub(crate) keeper: Institution,
}

impl From<Instrument> for Line {
    #[inline(always)]
    fn from(claim: Instrument) -> Self {
        Self {
            claim,
            keeper: Institution::first(claim.claim().kept_by),
        }
    }
}

/// With what each sector pays; the central bank creates what it pays with.
const MONEY: [Option<Instrument>; Sector::COUNT] = {
    let mut money = [None; Sector::COUNT];
    let mut i = 0;
    while i < Instrument::COUNT {
        let claim = Instrument::ALL[i].claim();
        let mut s = 0;
        while claim.money && s < claim.held_by.len() {
            money[claim.held_by[s] as usize] = Some(Instrument::ALL[i]);
            s += 1;
        }
        i += 1;
    }
    money
};

impl Sector {
    /// The money with which members of the sector pay, and which they have where they bank; `None` for the central bank, which
    /// creates what it pays with.
    #[inline(always)]
    pub const fn money(self) -> Option<Instrument> {
        MONEY[self as usize]
    }
}
