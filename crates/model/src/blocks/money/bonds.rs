//! The technology-bond board: large technology firms and equity institutions issue bonds when that is cheaper than a loan.
//! The issuer's bank takes the whole issue and places a part with its customers; a guarantee lets government bear a part of what is
//! lost when an issuer fails. Bonds mostly replace loans; only a part is new money.

use super::{Block, Params, use_extra_money};
use crate::agents::bank::lending_room;
use crate::blocks::money::relending::{Relending, expected_loss};
use crate::context::Context;
use crate::processes::entry_exit::{household_share, placed_bonds};
use crate::state::{Bank, Banks, CentralBank, Firms, GoodsMarket, Households, Seen, side_table};
use accounting::{Flow, Institution, Ledger, Party};
use engine::bounds::Bounds;

side_table! {
    /// Bonds outstanding, by issue.
    #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
    pub struct BondBoard {
        columns {
            /// Bonds of each firm as of the issues.
            owed: Vec<f64> = 0.0, Keep, Stay;
            /// Cash kept out of new money.
            set_aside: Vec<f64> = 0.0, Keep, Stay;
            /// Weight of each firm among issuers; those founded since the opening are too small.
            issuers: Vec<f64> = 0.0, Keep, Stay;
        }
        tables {
            /// Issues, oldest first.
            issues: Vec<Issue>,
        }
        rest {
            /// Mean coupon of the last issue over the policy rate, per year.
            pub spread: f64,
        }
    }
}

side_table! {
    /// Bonds issued in one quarter.
    #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
    pub struct Issue {
        columns {
            /// Amount of each firm.
            amount: Vec<f64> = 0.0, Keep, Stay;
            /// Interest per quarter and unit.
            coupon: Vec<f64> = 0.0, Keep, Stay;
        }
        tables {}
        rest {
            /// Quarters until they mature.
            quarters: u32,
        }
    }
}

impl BondBoard {
    /// The board at the opening, without bonds. Issuers are the firms above the small and medium ones of their sector, in
    /// proportion to output.
    pub fn open(m: &Params, window: &Relending, firms: &Firms) -> Self {
        let n = firms.len();
        let mut issuers = vec![0.0; n];
        for (k, weight) in m.bond_issuers.iter().enumerate() {
            let large = |i: usize| (1.0 - window.small[i]) * firms.output[i];
            let members: Vec<usize> = (0..n).filter(|&i| firms.sector(i) == k).collect();
            let all: f64 = members.iter().map(|&i| large(i)).sum();
            for i in members.into_iter().filter(|&i| large(i) > 0.0) {
                issuers[i] = weight * large(i) / all;
            }
        }
        Self {
            issues: Vec::new(),
            owed: vec![0.0; n],
            set_aside: vec![0.0; n],
            issuers,
            spread: 0.0,
            at: Seen::default(),
        }
    }

    /// Each issue keeps its part of a firm's bonds when some of these are written off, as in MON-4.
    pub fn shrink(&mut self, firms: &Firms) {
        for i in 0..self.owed.len() {
            // Bonds repaid to the last yuan can end a rounding below nothing.
            let bonds = firms.bonds.get(i).at_least(0.0);
            if self.owed[i] > 0.0 && bonds < self.owed[i] {
                let kept = bonds / self.owed[i];
                for issue in &mut self.issues {
                    issue.amount[i] *= kept;
                }
                self.set_aside[i] *= kept;
                self.owed[i] = bonds;
            }
        }
    }
}

/// Coupons and maturing bonds of the quarter.
pub fn fall_due(block: &mut Option<Block>, banks: &mut Banks, firms: &mut Firms, ledger: &Ledger) {
    firms.coupon_due.fill(0.0);
    firms.bonds_due.fill(0.0);
    let Some(Block { state, .. }) = block else {
        return;
    };
    let board = &mut state.bonds;
    if board.issues.is_empty() {
        return;
    }
    for issue in &mut board.issues {
        issue.quarters -= 1;
        let matures = issue.quarters == 0;
        for i in 0..board.owed.len() {
            firms.coupon_due[i] += issue.coupon[i] * issue.amount[i];
            if matures {
                firms.bonds_due[i] += issue.amount[i];
            }
        }
    }
    board.issues.retain(|issue| issue.quarters > 0);
    for i in 0..board.owed.len() {
        if board.owed[i] > 0.0 {
            board.set_aside[i] *= 1.0 - firms.bonds_due[i] / board.owed[i];
        }
        board.owed[i] -= firms.bonds_due[i];
        firms.cash_set_aside.add(i, board.set_aside[i]);
    }
    for bank in &mut banks.rows {
        let one = bank.institution;
        let coupons = firms.sum_at(one, |i| firms.coupon_due[i]);
        bank.due.technology_bonds = (1.0 - household_share(ledger, one)) * coupons;
    }
}

/// Firms issue bonds towards the board's target as far as that is cheaper than a loan; the coupon contains the issuer's risk
/// as far as nobody guarantees it. Most of an issue replaces loans of the bank.
///
/// ΔB_i = v (B* - B) w_i / Σ w if r + spread + (1-γ)(EL_i - EL_sound) < r_L; loans fall by min(L, (1-n) ΔB), new money is
/// n ΔB · min(1, R / Σ n ΔB), R the room under the limit on the capital of the firm's bank that the loans of the quarter leave,
/// the sum over that bank's issuers: bonds yield less than loans, so a bank short of capital takes them last.
/// Equation: MON-7. Source: this project (ADR on money for technology); coupons and issues: sse2025.
pub fn issue(
    ctx: &Context,
    block: &mut Option<Block>,
    banks: &Banks,
    central_bank: &CentralBank,
    firms: &mut Firms,
    goods: &mut GoodsMarket,
    ledger: &Ledger,
) {
    let Some(Block {
        p: m,
        policy: lever,
        state,
    }) = block
    else {
        return;
    };
    let (g, board) = (ctx.rules, &mut state.bonds);
    let stock: f64 = board.owed.iter().sum();
    firms.bonds_issued.fill(0.0);
    // Nobody buys bonds back before they mature.
    let wanted = (m.bond_issue_speed * (lever.bond_target - stock)).at_least(0.0);
    if wanted == 0.0 {
        board.spread = 0.0;
        return;
    }
    let coupon: Vec<f64> = (0..firms.len())
        .map(|i| {
            let loss = expected_loss(g, m, firms, goods.capital_price, i);
            let premium = loss - m.default_sound * m.loss_given_default;
            4.0 * central_bank.policy_rate + lever.bond_spread + (1.0 - lever.bond_guarantee) * premium
        })
        .collect();
    let weight = |i: usize| {
        if firms.open[i] && coupon[i] < 4.0 * banks.loan_rate_of(firms, i) {
            board.issuers[i]
        } else {
            0.0
        }
    };
    let weights: Vec<f64> = (0..firms.len()).map(weight).collect();
    let all: f64 = weights.iter().sum();
    if all == 0.0 {
        return;
    }
    // What replaces a loan is no new claim. A bank below its minimum has no room at all.
    let served_by = |bank: &Bank| {
        let one = bank.institution;
        let lent = firms.sum_at(one, |i| firms.credit[i].at_least(0.0));
        let room = (lending_room(ctx, ledger, one) - lent).at_least(0.0);
        let asked = lever.bond_new_money * wanted * (firms.sum_at(one, |i| weights[i]) / all);
        if asked > room { room / asked } else { 1.0 }
    };
    let served: Vec<f64> = banks.rows.iter().map(served_by).collect();
    let mut spread = 0.0;
    for i in (0..firms.len()).filter(|&i| weights[i] > 0.0) {
        let amount = wanted * weights[i] / all;
        // A firm cannot replace more loans than those it does not repay anyway.
        let left = (firms.loans.get(i) + firms.credit[i].at_most(0.0)).at_least(0.0);
        let replaced = ((1.0 - lever.bond_new_money) * amount).at_most(left);
        let new_money = lever.bond_new_money * amount * served[banks.row_at(&firms.loans, i)];
        firms.credit[i] -= replaced;
        firms.bonds_issued[i] = replaced + new_money;
        board.owed[i] += replaced + new_money;
        board.set_aside[i] += use_extra_money(
            ctx,
            (lever.spending_share, m.spending_on_research),
            firms,
            goods,
            i,
            new_money,
        );
        spread += (coupon[i] - 4.0 * central_bank.policy_rate) * firms.bonds_issued[i];
    }
    let issued: f64 = firms.bonds_issued.iter().sum();
    board.spread = if issued > 0.0 { spread / issued } else { 0.0 };
    board.issues.push(Issue {
        quarters: (4.0 * m.bond_maturity) as u32,
        amount: firms.bonds_issued.clone(),
        coupon: coupon.into_iter().map(|per_year| per_year / 4.0).collect(),
        at: firms.changes.now(),
    });
}

/// Households get their part of the coupons, and hold their part of the bonds: a bank's owners among its customers buy in proportion
/// to their deposits and sell in proportion to what they hold. H = h B for each bank. Equation: MON-8. Source: this project; the
/// bank is the issuers' underwriter.
pub fn settle(
    block: &Option<Block>,
    firms: &Firms,
    banks: &Banks,
    households: &mut Households,
    ledger: &mut Ledger,
) {
    let Some(Block { p: m, .. }) = block else { return };
    for bank in &banks.rows {
        let one = bank.institution;
        let [owed, held] = placed_bonds(ledger, one);
        let bought = m.bond_household_share * owed - held;
        if held == 0.0 && bought == 0.0 {
            continue;
        }
        let coupons = firms.sum_at(one, |i| firms.coupon_due[i]) - bank.due.technology_bonds;
        place(one, coupons, held, bought, households, ledger);
    }
}

/// A bank pays its customers `coupons` on the bonds of `held` they have, and sells them `bought` more; negative: it buys back.
fn place(
    bank: Institution,
    coupons: f64,
    held: f64,
    bought: f64,
    households: &mut Households,
    ledger: &mut Ledger,
) {
    let owners = households.owners_at(bank);
    // An overdrawn owner buys nothing.
    let cash = |h: &usize| households.deposits.get(*h).at_least(0.0);
    let cash: Vec<f64> = owners.iter().map(cash).collect();
    let all_cash: f64 = cash.iter().sum();
    for (h, cash) in owners.into_iter().zip(cash) {
        let own = households.technology_bonds.get(h);
        if held > 0.0 {
            let coupon = coupons * own / held;
            let account = &mut households.deposits;
            ledger.pay(
                Flow::TechnologyBondInterest,
                bank.into(),
                Party::Agent(account, h),
                coupon,
            );
            households.income[h] += coupon;
        }
        let part = if bought < 0.0 {
            // Who has none sells none: what a bank without issuers has left to buy back is rounding.
            if held > 0.0 { own / held } else { 0.0 }
        } else if all_cash > 0.0 {
            cash / all_cash
        } else {
            0.0
        };
        ledger.sell(
            &mut households.technology_bonds,
            &mut households.deposits,
            h,
            part * bought,
        );
    }
}
