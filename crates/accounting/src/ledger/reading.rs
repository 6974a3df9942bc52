//! What the books say: flows of the open quarter, balances and net worth, of a sector or of one institution ([`Whose`]).

use super::{Ledger, PAID, RECEIVED};
use crate::pages::Page;
use crate::{Flow, Institution, Institutions, Instrument, Line, Sector, Whose};
use engine::time::Quarter;

impl Ledger {
    /// The open quarter.
    pub fn quarter(&self) -> Quarter {
        self.checks.quarter()
    }
    /// Banks, governments, blocs abroad and the central bank.
    pub fn institutions(&self) -> &Institutions {
        &self.institutions
    }

    /// Income less cost in the open quarter: the flows that enter profit ([`Flow::enters_profit`]).
    pub fn result(&self, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        let entering = Flow::ALL.iter().filter(|flow| flow.enters_profit());
        entering.map(|flow| self.flow_total(*flow, whose)).sum()
    }
    /// Received less paid in the open quarter.
    #[inline]
    pub fn flow_total(&self, flow: Flow, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        self.received(flow, whose) - self.paid(flow, whose)
    }
    /// Paid in the open quarter, gross.
    #[inline]
    pub fn paid(&self, flow: Flow, whose: impl Into<Whose>) -> f64 {
        self.gross(flow, whose.into(), PAID)
    }
    /// Received in the open quarter, gross.
    #[inline]
    pub fn received(&self, flow: Flow, whose: impl Into<Whose>) -> f64 {
        self.gross(flow, whose.into(), RECEIVED)
    }
    #[inline]
    fn gross(&self, flow: Flow, whose: Whose, side: usize) -> f64 {
        let f = flow as usize;
        let all = self.flows[f][whose.sector() as usize][side];
        self.own(whose, all, |page| page.flows[f][side])
    }

    /// Change of value without a transaction in the open quarter.
    pub(crate) fn revaluation(&self, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        let all = self.revaluations[whose.sector() as usize];
        self.own(whose, all, |page| page.revaluation)
    }
    /// Net worth at the beginning of the open quarter.
    pub(crate) fn opening_net_worth(&self, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        let all = self.opening_net_worth[whose.sector() as usize];
        self.own(whose, all, |page| page.opening_net_worth)
    }

    /// Financial net worth; over all sectors it sums to zero.
    pub fn net_worth(&self, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        // What was lent and stays on an account cancels with it; left out, it moves no digit of anybody's worth.
        let net = |instrument: Instrument| match instrument.claim().stays_on {
            Some(_) => 0.0,
            None => self.balance(instrument, whose),
        };
        Instrument::ALL.iter().map(|instrument| net(*instrument)).sum()
    }

    /// Entry of the balance sheet: assets positive, liabilities negative.
    pub fn position(&self, instrument: Instrument, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        let lent = Instrument::ALL.iter();
        let lent = lent.filter(|other| other.claim().stays_on == Some(instrument));
        lent.fold(self.balance(instrument, whose), |sum, other| {
            sum - self.balance(*other, whose)
        })
    }

    /// What one institution has of a claim as another keeps it, in the sign of who has it (held and owed are both positive; of an
    /// issued claim assets are positive): bonds of this government that a bank holds, deposits of households at that bank.
    pub fn balance_in(&self, line: impl Into<Line>, one: impl Into<Institution>) -> f64 {
        let (line, one) = (line.into(), one.into());
        let claim = line.claim as usize;
        let part = |page: &Page, of: Option<usize>| match of {
            Some(other) => page.part(line.claim, other),
            None => page.lines[claim][one.sector() as usize],
        };
        // What a further institution has, or all of the sector.
        let with = |of: Option<usize>| {
            let all = match of {
                Some(page) => self.pages[page].balances[claim],
                None => self.claims[claim][one.sector() as usize],
            };
            self.own(Whose::One(line.keeper), all, |page| part(page, of))
        };
        if one.page().is_some() {
            return with(one.page());
        }
        let further = self.institutions.further().enumerate();
        let further = further.filter(|(_, sector)| *sector == one.sector());
        further.fold(with(None), |rest, (page, _)| rest - with(Some(page)))
    }

    /// What each sector has with the keeper of a line.
    pub(crate) fn line(&self, line: Line) -> [f64; Sector::COUNT] {
        Sector::ALL.map(|sector| self.line_of(line.claim, Whose::One(line.keeper), sector))
    }

    /// What `sector` has of a claim with its keepers together, or with one of them.
    fn line_of(&self, claim: Instrument, keeper: Whose, sector: Sector) -> f64 {
        let (c, s) = (claim as usize, sector as usize);
        self.own(keeper, self.claims[c][s], |page| page.lines[c][s])
    }

    /// What `whose` has of a claim without what was lent and stays there; assets positive, liabilities negative.
    fn balance(&self, instrument: Instrument, whose: Whose) -> f64 {
        let (claim, sector, c) = (instrument.claim(), whose.sector(), instrument as usize);
        let member = claim.concerns(sector).then(|| {
            let has = self.own(whose, self.claims[c][sector as usize], |page| page.balances[c]);
            if claim.owed(sector) { -has } else { has }
        });
        if claim.two_sided || sector != claim.kept_by {
            return member.unwrap_or(0.0);
        }
        let kept = self.kept(instrument, whose, true) - self.kept(instrument, whose, false);
        // Banks may keep claims on each other.
        member.map_or(kept, |member| kept + member)
    }

    /// What others owe a keeper, or hold with it.
    fn kept(&self, instrument: Instrument, keeper: Whose, owed: bool) -> f64 {
        let claim = instrument.claim();
        let others = Sector::ALL.into_iter().filter(|s| claim.owed(*s) == owed);
        others
            .map(|sector| self.line_of(instrument, keeper, sector))
            .sum()
    }

    /// The part of `all` that is meant: all of it for a sector, the part on its page for a further institution, and what the pages of
    /// its sector leave for the first.
    #[inline]
    fn own(&self, whose: Whose, all: f64, part: impl Fn(&Page) -> f64) -> f64 {
        match whose {
            Whose::Sector(_) => all,
            Whose::One(one) => match one.page() {
                Some(page) => part(&self.pages[page]),
                None => {
                    let pages = self.institutions.further().zip(&self.pages);
                    let pages = pages.filter(|(sector, _)| *sector == one.sector());
                    pages.fold(all, |rest, (_, page)| rest - part(page))
                }
            },
        }
    }
}

/// Shorthands for what rules ask for most.
impl Ledger {
    /// Deposits of households, firms or venture funds.
    pub fn deposits(&self, holder: Sector) -> f64 {
        self.claims[Instrument::Deposits as usize][holder as usize]
    }
    /// Loans of households or firms.
    pub fn loans(&self, holder: Sector) -> f64 {
        self.claims[Instrument::Loans as usize][holder as usize]
    }
    /// All deposits.
    pub fn total_deposits(&self) -> f64 {
        self.claims[Instrument::Deposits as usize].iter().sum()
    }
    /// All bank loans.
    pub fn total_loans(&self) -> f64 {
        self.claims[Instrument::Loans as usize].iter().sum()
    }
    /// Government bonds held; for government itself minus those outstanding, less those it holds.
    pub fn bonds(&self, whose: impl Into<Whose>) -> f64 {
        self.position(Instrument::Bonds, whose)
    }
    /// Technology bonds that firms owe.
    pub fn technology_bonds(&self) -> f64 {
        self.claims[Instrument::TechnologyBonds as usize][Sector::Firms as usize]
    }
    /// Technology bonds that households hold.
    pub fn technology_bonds_of_households(&self) -> f64 {
        self.claims[Instrument::TechnologyBonds as usize][Sector::Households as usize]
    }
    /// What banks have lent to firms and households: the claims that are declared credit, technology bonds included.
    pub fn bank_credit(&self) -> f64 {
        self.credit(Sector::Bank)
    }
    /// The same of one bank.
    pub fn credit(&self, whose: impl Into<Whose>) -> f64 {
        let whose = whose.into();
        let credit = Instrument::ALL.into_iter().filter(|i| i.claim().credit);
        credit.map(|i| self.position(i, whose)).sum()
    }
    /// Banks' accounts at the central bank without what re-lending left on them.
    pub fn reserves(&self) -> f64 {
        self.reserves_of(Sector::Bank)
    }
    /// The same of one bank.
    pub fn reserves_of(&self, whose: impl Into<Whose>) -> f64 {
        self.balance(Instrument::Reserves, whose.into())
    }
    /// Governments' accounts at the central bank.
    pub fn treasury_account(&self) -> f64 {
        self.claims[Instrument::TreasuryAccount as usize][Sector::Government as usize]
    }
    /// Accounts of blocs abroad at the central bank; negative: net foreign assets of the central bank.
    pub fn foreign_account(&self) -> f64 {
        self.claims[Instrument::ForeignPosition as usize][Sector::RestOfWorld as usize]
    }
    /// What banks owe the central bank.
    pub fn relending(&self) -> f64 {
        self.claims[Instrument::Relending as usize][Sector::Bank as usize]
    }
    /// Shares in venture funds held by `holder`; for the funds themselves minus those outstanding.
    pub fn fund_shares(&self, holder: Sector) -> f64 {
        self.claims[Instrument::FundShares as usize][holder as usize]
    }
    /// Reserves + loans + bonds of government and firms − deposits; re-lending cancels.
    pub fn bank_equity(&self) -> f64 {
        self.net_worth(Sector::Bank)
    }
    /// Bonds − reserves − treasury account − foreign account.
    pub fn central_bank_equity(&self) -> f64 {
        self.net_worth(Sector::CentralBank)
    }
}
