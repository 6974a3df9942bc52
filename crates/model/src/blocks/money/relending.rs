//! Re-lending: banks lend to eligible firms, bear the risk, and then refinance a share of such loans at the central
//! bank's window. What the opening contains of the programme stays where it is, inside all loans; the window is run twice,
//! as announced and as the opening has it, and only the difference brings about special loans, which are a tagged part of a
//! firm's loans.

use super::{Block, Params};
use crate::core::Rules;
use crate::state::{Banks, CentralBank, Firms, Seen, side_table};
use accounting::{Instrument, Ledger};
use engine::bounds::Bounds;

/// Quarters for which a draw runs before it is rolled over or repaid.
const YEAR: u32 = 4;

side_table! {
    /// The window and what it has brought about.
    #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
    pub struct Relending {
        columns {
            /// Part of a firm's loans that finances technology, larger for the small firms it is meant for (ratio).
            pub eligible: Vec<f64> = 0.0, Keep, Stay;
            /// Part of a firm that is small or medium (0 or 1, between them for one firm of each sector).
            pub small: Vec<f64> = 1.0, Keep, Stay;
            /// Special loans: part of a firm's loans (S).
            pub special: Vec<f64> = 0.0, Keep, Stay;
            /// Cash kept out of them.
            pub set_aside: Vec<f64> = 0.0, Keep, Stay;
            /// Special loans granted less those repaid this quarter.
            pub extra: Vec<f64> = 0.0, Keep, Stay;
            /// Loans at which the special part was last reckoned.
            pub(super) seen: Vec<f64> = 0.0, Keep, Stay;
        }
        tables {}
        rest {
            /// The window as announced.
            pub announced: Window,
            /// The window as the opening has it.
            pub inside: Window,
            /// The largest of these parts in each sector at the opening.
            most_eligible: Vec<f64>,
            /// Part of the special loans whose term has ended this quarter.
            pub(super) term_ended: f64,
            /// What other funding costs a bank this quarter, per year.
            pub cost: f64,
            /// Interest that firms are spared this quarter.
            pub concession: f64,
            /// Mean rate on eligible loans, per year.
            pub eligible_rate: f64,
        }
    }
}

/// What the central bank offers in a quarter, as the bank sees it.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Most that can be drawn: the quota or the refinanced share of eligible loans.
    pub ceiling: f64,
    /// Rate, per year.
    pub rate: f64,
    /// How often a draw is rolled over.
    pub rollovers: u32,
    /// True if the window is cheaper than a bank's other funding.
    pub pays: bool,
}

/// A draw.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Tranche {
    /// Amount.
    pub amount: f64,
    /// Rate of the year it runs, per year.
    pub rate: f64,
    /// Quarters left of that year.
    pub quarters: u32,
    /// Rollovers left.
    pub rollovers: u32,
}

/// Dated draws at the window.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Window {
    /// Draws, oldest first.
    pub tranches: Vec<Tranche>,
    /// Amount that reached the end of its term this quarter.
    pub ended: f64,
}

impl Window {
    /// A stock drawn evenly over the past, so that as much ends in each quarter.
    pub fn drawn_evenly(stock: f64, rate: f64, rollovers: u32) -> Self {
        let ages = YEAR * (rollovers + 1);
        let tranches = (0..ages).map(|age| Tranche {
            amount: stock / f64::from(ages),
            rate,
            quarters: 1 + age % YEAR,
            rollovers: age / YEAR,
        });
        Self {
            tranches: tranches.collect(),
            ended: 0.0,
        }
    }

    /// Drawn stock.
    pub fn stock(&self) -> f64 {
        self.tranches.iter().map(|t| t.amount).sum()
    }

    /// Interest of a quarter.
    pub fn interest(&self) -> f64 {
        self.tranches.iter().map(|t| t.amount * t.rate / 4.0).sum()
    }

    /// Mean rate of the stock, per year.
    fn mean_rate(&self) -> f64 {
        4.0 * self.interest() / self.stock()
    }

    /// Moves the window on by a quarter. A draw runs a year at the rate of its day and is rolled over at the rate of the new
    /// day, twice under the official terms of 1+1+1 years, then repaid; the bank rolls over and draws only what pays and what
    /// the ceiling admits. It replaces at once what has ended, and fills the rest of the room at a given speed.
    ///
    /// D' = D - ended + min(ended, room) + v (room - min(ended, room)), room = ceiling - (D - ended) if it pays, else 0.
    /// Equation: MON-1. Source: this project (ADR on money for technology); term, share and quota: pboc2024.
    pub fn advance(&mut self, terms: Terms, speed: f64) {
        let mut kept = Vec::with_capacity(self.tranches.len() + 1);
        let mut room = if terms.pays { terms.ceiling } else { 0.0 };
        let mut ended = 0.0;
        // What still runs has room before what asks for another year.
        for t in self.tranches.iter().filter(|t| t.quarters > 1) {
            room -= t.amount;
            kept.push(Tranche {
                quarters: t.quarters - 1,
                ..*t
            });
        }
        for t in self.tranches.iter().filter(|t| t.quarters <= 1) {
            // A ceiling below what still runs leaves no room; nothing is called in early.
            let rolled = if t.rollovers > 0 {
                t.amount.at_most(room.at_least(0.0))
            } else {
                0.0
            };
            ended += t.amount - rolled;
            room -= rolled;
            if rolled > 0.0 {
                kept.push(Tranche {
                    amount: rolled,
                    rate: terms.rate,
                    quarters: YEAR,
                    rollovers: t.rollovers - 1,
                });
            }
        }
        if room > 0.0 {
            let replaced = ended.at_most(room);
            kept.push(Tranche {
                amount: replaced + speed * (room - replaced),
                rate: terms.rate,
                quarters: YEAR,
                rollovers: terms.rollovers,
            });
        }
        self.tranches = kept;
        self.ended = ended;
    }
}

/// Expected loss on a loan, by class of borrower: chance of default in arrears, leveraged or sound, times the loss then.
/// EL = PD_class · LGD, per year; leveraged if L + B > m lev P_K K. Equation: MON-3. Source: this project (classes); sizes in
/// the pack.
pub fn expected_loss(g: &Rules, m: &Params, firms: &Firms, capital_price: f64, i: usize) -> f64 {
    let norm = g.loan_norm[firms.sector(i)] * capital_price * firms.capital[i];
    let chance = if firms.arrears[i] > 0 {
        m.default_arrears
    } else if firms.loans.get(i) + firms.bonds.get(i) > m.leveraged_norm * norm {
        m.default_leveraged
    } else {
        m.default_sound
    };
    chance * m.loss_given_default
}

/// What a bank thinks its other funding costs, per year: certificates of deposit over the policy rate.
pub fn marginal_cost(m: &Params, central_bank: &CentralBank) -> f64 {
    4.0 * central_bank.policy_rate + m.certificate_spread
}

/// Rate of the window, per year.
pub(super) fn announced_rate(m: &Params, lever: &super::Policy) -> f64 {
    lever.rate.unwrap_or(m.relending_inside_rate)
}

impl Relending {
    /// The window at the opening. Small firms are the lower part of each sector by persons at work, as large as official size
    /// classes have it: an agent stands for many firms, so its own number of persons says nothing about their size. The
    /// sector's eligible share of loans is theirs.
    pub fn open(m: &Params, rules: &Rules, firms: &Firms) -> Self {
        let rollovers = super::Policy::default().rollovers as u32;
        let window = Window::drawn_evenly(m.relending_inside, m.relending_inside_rate, rollovers);
        let n = firms.len();
        let (mut small, mut eligible) = (vec![0.0; n], vec![0.0; n]);
        let mut most_eligible = vec![0.0; rules.technology_share.len()];
        for k in 0..rules.technology_share.len() {
            let mut members: Vec<usize> = (0..n).filter(|&i| firms.sector(i) == k).collect();
            members.sort_by(|&a, &b| firms.size[a].total_cmp(&firms.size[b]).then(a.cmp(&b)));
            let persons = |i: usize| firms.output[i] / firms.productivity[i];
            let all: f64 = members.iter().map(|&i| persons(i)).sum();
            let mut left = m.small_firm_share * all;
            for &i in &members {
                small[i] = (left / persons(i)).at_most(1.0).at_least(0.0);
                left -= persons(i);
            }
            let loans: f64 = members.iter().map(|&i| firms.loans.get(i)).sum();
            let theirs: f64 = members.iter().map(|&i| small[i] * firms.loans.get(i)).sum();
            for &i in &members {
                let share = rules.technology_share[k] * loans / theirs;
                // No more than all loans of a firm can be eligible.
                eligible[i] = (share * small[i]).at_most(1.0);
                most_eligible[k] = eligible[i].at_least(most_eligible[k]);
            }
        }
        Self {
            announced: window.clone(),
            inside: window,
            eligible,
            most_eligible,
            small,
            special: vec![0.0; n],
            set_aside: vec![0.0; n],
            extra: vec![0.0; n],
            seen: firms.loans.as_slice().to_vec(),
            term_ended: 0.0,
            cost: 0.0,
            concession: 0.0,
            eligible_rate: 0.0,
            at: Seen::default(),
        }
    }

    /// Firms founded since the opening are small, and as eligible as the most eligible of their sector.
    fn admit(&mut self, firms: &Firms) {
        for i in firms.opening_rows..firms.len() {
            self.eligible[i] = self.most_eligible[firms.sector(i)];
        }
    }

    /// Eligible loans of firm `i`, special loans included.
    pub fn eligible_loans(&self, firms: &Firms, i: usize) -> f64 {
        self.eligible[i] * (firms.loans.get(i) - self.special[i]) + self.special[i]
    }

    /// Eligible loans of all firms.
    pub fn all_eligible_loans(&self, firms: &Firms) -> f64 {
        (0..self.eligible.len())
            .map(|i| self.eligible_loans(firms, i))
            .sum()
    }

    /// Special loans of all firms.
    pub fn stock(&self) -> f64 {
        self.special.iter().sum()
    }

    /// Special loans stay the same part of a firm's loans when these shrink, by repayment, write-off or exit:
    /// S' = S L'/L if L' < L. Equation: MON-4. Source: this project; so no loss is booked twice or forgotten.
    pub fn shrink(&mut self, firms: &Firms) {
        self.admit(firms);
        for i in 0..self.special.len() {
            // A loan repaid to the last yuan can end a rounding below nothing.
            let loans = firms.loans.get(i).at_least(0.0);
            if self.special[i] > 0.0 && loans < self.seen[i] {
                let kept = loans / self.seen[i];
                self.special[i] *= kept;
                self.set_aside[i] *= kept;
            }
            self.seen[i] = loans;
        }
    }
}

/// Banks claim refinancing for loans they have lent, each its share, if the window is cheaper than other funding, and pass part of
/// what they save on to their borrowers.
///
/// D ≤ min(quota, φ Σ eligible loans not in arrears) if i_cd > i_w.
/// Equation: MON-2. Source: this project (ADR on money for technology); the reserves drawn earn what they cost.
pub fn claim(
    block: &mut Option<Block>,
    banks: &mut Banks,
    central_bank: &CentralBank,
    firms: &mut Firms,
    ledger: &mut Ledger,
) {
    let Some(Block {
        p: m,
        policy: lever,
        state,
    }) = block
    else {
        return;
    };
    let window = &mut state.relending;
    for bank in &mut banks.rows {
        bank.due.relending = bank.share * window.announced.interest();
    }
    let cost = marginal_cost(m, central_bank);
    let performing: f64 = (0..firms.len())
        .filter(|&i| firms.arrears[i] == 0)
        .map(|i| window.eligible_loans(firms, i))
        .sum();
    let refinanceable = lever.refinanced_share * performing;
    let terms = |quota: f64, rate: f64| Terms {
        ceiling: quota.at_most(refinanceable),
        rate,
        rollovers: lever.rollovers as u32,
        pays: cost > rate,
    };
    let more = window.announced.stock() - window.inside.stock();
    let announced = terms(
        lever.quota.unwrap_or(m.relending_inside),
        announced_rate(m, lever),
    );
    window.announced.advance(announced, m.relending_draw_speed);
    let inside = terms(m.relending_inside, m.relending_inside_rate);
    window.inside.advance(inside, m.relending_draw_speed);
    window.cost = cost;
    // The part of the additional draws whose term has ended; a window that ends less than the opening's ends nothing.
    window.term_ended = if more > 0.0 {
        ((window.announced.ended - window.inside.ended) / more)
            .at_least(0.0)
            .at_most(1.0)
    } else {
        0.0
    };
    for bank in &banks.rows {
        let one = bank.institution;
        let drawn = bank.share * window.announced.stock();
        let owed = ledger.balance_in(Instrument::Relending, one);
        ledger.borrow(Instrument::Relending, one, drawn - owed);
    }
    window.pass_on(lever, performing, firms);
    // Before anybody is spared anything, each at his own rate.
    let (mut loans, mut interest) = (0.0, 0.0);
    for i in 0..firms.len() {
        let eligible = window.eligible_loans(firms, i);
        loans += eligible;
        interest += eligible * banks.loan_rate_of(firms, i);
    }
    window.eligible_rate = if loans > 0.0 {
        4.0 * (interest - window.concession) / loans
    } else {
        4.0 * banks.mean_loan_rate()
    };
}

impl Relending {
    /// Borrowers are spared a part of what the window saves the bank, on special loans and, as far as assumed, on refinanced
    /// loans that were lent anyway.
    ///
    /// Rate of a special loan = r_L - p φ max(0, i_cd - i_w); existing loans: q p φ of the gap on D/φ - S, less the same at
    /// the opening's terms. Part of MON-2.
    fn pass_on(&mut self, lever: &super::Policy, performing: f64, firms: &mut Firms) {
        // Nothing drawn spares nothing, and a window dearer than the market passes nothing on.
        let gap = |w: &Window| {
            if w.stock() > 0.0 {
                (self.cost - w.mean_rate()).at_least(0.0)
            } else {
                0.0
            }
        };
        let passed = lever.pass_through * lever.refinanced_share / 4.0;
        let on_special = passed * gap(&self.announced);
        // Loans refinanced that would have been lent anyway; without a refinanced share none is.
        let anyway = |stock: f64, special: f64| {
            if lever.refinanced_share > 0.0 {
                stock / lever.refinanced_share - special
            } else {
                0.0
            }
        };
        let repriced = anyway(self.announced.stock(), self.stock()) * gap(&self.announced)
            - anyway(self.inside.stock(), 0.0) * gap(&self.inside);
        let on_existing = if performing > 0.0 {
            lever.repriced_share * passed * repriced / performing
        } else {
            0.0
        };
        self.concession = 0.0;
        for i in 0..firms.len() {
            let mut spared = on_special * self.special[i];
            if firms.arrears[i] == 0 {
                spared += on_existing * self.eligible_loans(firms, i);
            }
            firms.interest_due.add(i, -spared);
            self.concession += spared;
            firms.cash_set_aside.add(i, self.set_aside[i]);
        }
    }
}
