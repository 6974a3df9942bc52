//! Special loans: what re-lending brings about beyond what the opening contains, lent to eligible firms before all others, a
//! tagged part of their loans.

use super::relending::{Relending, announced_rate, expected_loss};
use super::{Block, Params, Policy, use_extra_money};
use crate::agents::bank::lending_room;
use crate::context::Context;
use crate::core::Rules;
use crate::state::{Bank, Banks, Firms, GoodsMarket};
use accounting::Ledger;
use engine::bounds::Bounds;

/// Special loans of the quarter: those that re-lending brings about beyond what the opening contains, to firms whose risk
/// does not eat the advantage; what the term ends is repaid and lent anew to those who are eligible now. The capital of each
/// bank bounds what its customers get, and they come before other loans.
///
/// Σ S* = a (D - D_0)/φ; firm i takes part if r_L - p φ gap + EL_i - EL_sound ≤ r_L (it pays no more than for another loan)
/// and r_L - p φ gap > φ i_w + (1-φ) i_cd + EL_i (the bank earns); shares by e_i P Qe, a part f kept for firms
/// without loans. Equation: CRE-3. Source: this project (ADR on money for technology); a and f are levers.
pub fn lend_specially(
    ctx: &Context,
    block: &mut Option<Block>,
    banks: &mut Banks,
    firms: &Firms,
    capital_price: f64,
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
    let window = &mut state.relending;
    let stock = window.stock();
    let more = window.announced.stock() - window.inside.stock();
    let wanted = if lever.refinanced_share > 0.0 {
        // Loans inside the opening carry no tag, so a smaller programme withdraws none.
        (lever.additionality * more / lever.refinanced_share).at_least(0.0)
    } else {
        0.0
    };
    window.extra.fill(0.0);
    for bank in &mut banks.rows {
        bank.special_credit = 0.0;
    }
    if wanted == 0.0 && stock == 0.0 {
        return;
    }
    let kept = ((1.0 - window.term_ended) * stock).at_most(wanted);
    let repaid = if stock > 0.0 { 1.0 - kept / stock } else { 0.0 };
    let cost = window.cost;
    let rate = announced_rate(m, lever).at_most(cost);
    let concession = lever.pass_through * lever.refinanced_share * (cost - rate);
    let funding = lever.refinanced_share * rate + (1.0 - lever.refinanced_share) * cost;
    let applicants = Applicants::of(
        (ctx.rules, m, lever),
        (concession, funding),
        window,
        banks,
        firms,
        capital_price,
    );
    let all: f64 = (0..firms.len()).map(|i| applicants.asks(i)).sum();
    let repaid_of = |bank: &Bank| {
        let special = firms.sum_at(bank.institution, |i| window.special[i]);
        if stock > 0.0 {
            special / stock * (stock - kept)
        } else {
            0.0
        }
    };
    let offered = |bank: &Bank| {
        if all == 0.0 {
            return 0.0;
        }
        let asked = firms.sum_at(bank.institution, |i| applicants.asks(i)) / all;
        // The limit on a bank's capital admits what its customers repay and what room there is.
        let room = lending_room(ctx, ledger, bank.institution).at_least(0.0) + repaid_of(bank);
        if asked > 0.0 {
            (wanted - kept).at_most(room / asked)
        } else {
            0.0
        }
    };
    let offered: Vec<f64> = banks.rows.iter().map(offered).collect();
    for i in 0..firms.len() {
        let row = banks.row_at(&firms.loans, i);
        let granted = applicants.share(i, offered[row]);
        window.extra[i] = granted - repaid * window.special[i];
        banks.rows[row].special_credit += window.extra[i];
        window.seen[i] = firms.loans.get(i) + window.extra[i];
        window.special[i] += window.extra[i];
    }
}

/// Firms that take part in special loans, and by what weight. Part of CRE-3.
struct Applicants {
    weights: Vec<f64>,
    /// Whether a firm has no loan worth the name.
    first: Vec<bool>,
    /// Part kept for firms without loans; nothing is kept apart at zero.
    kept_for_first: f64,
    /// Sum of weights of firms without loans, and of the others.
    newcomers: f64,
    others: f64,
}

impl Applicants {
    /// Those whom the offer suits, at a `concession` on the loan rate and the bank's cost of `funding`, both per year.
    fn of(
        (g, m, lever): (&Rules, &Params, &Policy),
        (concession, funding): (f64, f64),
        window: &Relending,
        banks: &Banks,
        firms: &Firms,
        capital_price: f64,
    ) -> Self {
        let weight = |i: usize| {
            let loss = expected_loss(g, m, firms, capital_price, i);
            let premium = loss - m.default_sound * m.loss_given_default;
            let offer = 4.0 * banks.loan_rate_of(firms, i) - concession;
            let takes_part = premium <= concession && offer > funding + loss;
            if takes_part {
                window.eligible[i] * firms.price[i] * firms.expected_orders[i]
            } else {
                0.0
            }
        };
        let is_first = |i: usize| {
            let norm = g.loan_norm[firms.sector(i)] * capital_price * firms.capital[i];
            firms.loans.get(i) <= m.first_loan_limit * norm
        };
        let weights: Vec<f64> = (0..firms.len()).map(weight).collect();
        let first: Vec<bool> = (0..firms.len()).map(is_first).collect();
        let total = |which: bool| -> f64 {
            let members = (0..firms.len()).filter(|&i| first[i] == which);
            members.map(|i| weights[i]).sum()
        };
        Self {
            newcomers: total(true),
            others: total(false),
            kept_for_first: lever.first_loan_share,
            weights,
            first,
        }
    }

    /// What firm `i` gets of an `offer` to all.
    fn share(&self, i: usize, offer: f64) -> f64 {
        if self.weights[i] == 0.0 {
            return 0.0;
        }
        let (part, of) = match (self.kept_for_first > 0.0, self.first[i]) {
            (false, _) => (1.0, self.newcomers + self.others),
            (true, true) => (self.kept_for_first, self.newcomers),
            (true, false) => (1.0 - self.kept_for_first, self.others),
        };
        offer * part * self.weights[i] / of
    }

    /// Its part of what all ask for.
    fn asks(&self, i: usize) -> f64 {
        self.share(i, 1.0)
    }
}

/// Special loans join the credit of the quarter, and take from others what they crowd out.
pub fn grant_special_loans(block: &Option<Block>, banks: &mut Banks, firms: &mut Firms) {
    let Some(Block { policy, state, .. }) = block else {
        return;
    };
    let window = &state.relending;
    if window.extra.iter().all(|extra| *extra == 0.0) {
        return;
    }
    for (i, extra) in window.extra.iter().enumerate() {
        // A firm that repays a special loan and others besides cannot repay more than it owes.
        firms.credit[i] = (firms.credit[i] + extra).at_least(-firms.loans.get(i).at_least(0.0));
        let row = banks.row_at(&firms.loans, i);
        banks.rows[row].new_credit += extra.at_least(0.0);
    }
    for bank in &banks.rows {
        crowd_out(window, firms, bank, policy.crowd_out * bank.special_credit);
    }
}

/// Loans that a bank takes from borrowers who are not eligible, to lend specially:
/// ΔL_j -= min(x max(0, ΔΣS) L_j / Σ L, what j keeps of L_j).
/// When special loans fall nobody is given a loan for it: the capital is free, and who wants a loan asks for it (CRE-2). Where
/// nobody outside has a loan there is none to take, and special loans come on top of all others.
/// Equation: MON-5. Source: this project; the size is a lever, a judgement without agreed size.
fn crowd_out(window: &Relending, firms: &mut Firms, bank: &Bank, displaced: f64) {
    let customers = firms.loans.rows_at(bank.institution);
    let outside: Vec<usize> = customers.filter(|&i| window.eligible[i] == 0.0).collect();
    let loans: f64 = outside.iter().map(|&i| firms.loans.get(i)).sum();
    if displaced <= 0.0 || loans <= 0.0 {
        return;
    }
    for i in outside {
        let own = firms.loans.get(i);
        // Nobody can lose more than the loan that is left after his own repayment.
        let left = (own + firms.credit[i].at_most(0.0)).at_least(0.0);
        firms.credit[i] -= (displaced * own / loans).at_most(left);
    }
}

/// Firms use what they were lent specially; what they repay comes out of the cash they kept.
pub fn use_special_loans(
    ctx: &Context,
    block: &mut Option<Block>,
    firms: &mut Firms,
    goods: &mut GoodsMarket,
) {
    let Some(Block { p: m, policy, state }) = block else {
        return;
    };
    let window = &mut state.relending;
    let way = (policy.spending_share, m.spending_on_research);
    for i in 0..firms.len() {
        let extra = window.extra[i];
        if extra > 0.0 {
            window.set_aside[i] += use_extra_money(ctx, way, firms, goods, i, extra);
        } else if extra < 0.0 {
            let freed = window.set_aside[i] * -extra / (window.special[i] - extra);
            window.set_aside[i] -= freed;
            firms.cash_set_aside.add(i, -freed);
        }
    }
}
