//! The credit market: firms ask, the bank lends as far as collateral and its capital allow. Money moves when the
//! firms settle.

use crate::rules::{Growing, Rules};
use crate::sectors::bank::Bank;
use crate::sectors::firms::Firms;
use crate::streams::Stream;
use crate::world::Context;
use accounting::Ledger;
use engine::bounds::Bounds;

/// Credit that re-lending brings about goes to eligible firms in proportion to their loans; they spend a given part
/// of it on capital: ΔL_i += a · Δdrawn · eligible_i / Σ eligible, I_i += s · that. Equation: CRE-3. Source: this project; both sizes are levers because no study agrees on them.
fn lend_additionally(ctx: &Context, g: &Growing, firms: &mut Firms, bank: &mut Bank) {
    if bank.extra_credit == 0.0 {
        return;
    }
    let eligible = |firms: &Firms, i: usize| g.technology_share[firms.sector(i)] * firms.loans.get(i);
    let total: f64 = (0..firms.len()).map(|i| eligible(firms, i)).sum();
    for i in 0..firms.len() {
        let extra = bank.extra_credit * eligible(firms, i) / total;
        firms.credit[i] += extra;
        firms.investment_ordered[i] += ctx.policy.relending.spending_share * extra;
    }
    bank.new_credit += bank.extra_credit;
}

/// Decides the credit of every firm.
///
/// Published rules: borrowers in random order; each gets at most what is wanted, what its collateral leaves and what
/// the bank's capital leaves: ΔL = max(0, min(ΔL^d, ζ^LTV K^e - L^e, E_k/ζ - Σ L^e - granted)).
/// Equation: CRE-1. Source: poledna2023, eq. (A.48).
/// Growing economy: every firm within its own limits; if together they exceed the bank's capital all are scaled
/// down alike, so that one firm's credit never depends on its place in a queue:
/// ΔL = min(ΔL^d, limit) · min(1, (E_k/ζ - L) / Σ min(ΔL^d, limit)) for those who borrow.
/// Equation: CRE-2. Source: this project.
pub fn lend(ctx: &Context, firms: &mut Firms, bank: &mut Bank, ledger: &Ledger) {
    match ctx.rules {
        Rules::Published(p) => {
            let kept: f64 = (0..firms.len())
                .map(|i| (1.0 - p.repayment) * firms.loans.get(i))
                .sum();
            let mut room = ledger.bank_equity() / p.bank_capital_minimum - kept;
            let mut borrowers: Vec<u32> = (0..firms.len() as u32)
                .filter(|&i| firms.credit_wanted[i as usize] > 0.0)
                .collect();
            ctx.draws.arrange(Stream::BorrowerOrder, ctx.t, 0, &mut borrowers);
            firms.credit.fill(0.0);
            bank.new_credit = 0.0;
            for i in borrowers.into_iter().map(|i| i as usize) {
                let granted = firms.credit_wanted[i]
                    .at_most(firms.credit_limit[i])
                    .at_most(room)
                    .at_least(0.0);
                firms.credit[i] = granted;
                room -= granted;
            }
            for i in 0..firms.len() {
                let repayment = p.repayment * firms.loans.get(i);
                bank.new_credit += firms.credit[i];
                firms.credit[i] -= repayment;
            }
        }
        Rules::Growing(g) => {
            let within = |i: usize| firms.credit_wanted[i].at_most(firms.credit_limit[i].at_least(0.0));
            let wanted: f64 = (0..firms.len()).map(|i| within(i).at_least(0.0)).sum();
            let room = ledger.bank_equity() / g.p.bank_capital_minimum - ledger.total_loans();
            let served = if wanted > room {
                room.at_least(0.0) / wanted
            } else {
                1.0
            };
            bank.new_credit = 0.0;
            for i in 0..firms.len() {
                let asked = within(i);
                firms.credit[i] = if asked > 0.0 { asked * served } else { asked };
                bank.new_credit += firms.credit[i].at_least(0.0);
            }
            lend_additionally(ctx, g, firms, bank);
        }
    }
}
