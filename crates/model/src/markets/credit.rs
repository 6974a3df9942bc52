//! The credit market: firms ask their bank, which lends as far as collateral and its capital allow. Money moves when the
//! firms settle.

use crate::agents::bank;
use crate::context::Context;
use crate::core::Bound;
use crate::state::{Banks, Firms};
use accounting::Ledger;
use engine::bounds::Bounds;

/// Decides the credit of every firm: each within its own limits; if a bank's customers together exceed what its capital carries,
/// all of them are scaled down alike, so that one firm's credit never depends on its place in a queue. Nobody turns to another
/// bank. For each bank, sums over its customers:
///
/// ΔL = min(ΔL^d, max(limit, -q L)) · min(1, (E_k/ζ - L - ΔS) / Σ min(ΔL^d, limit)₊) for those who borrow, ΔS special loans (CRE-3):
/// of what is beyond the limit the bank calls a part in.
/// Equation: CRE-2. Source: this project.
pub fn lend(ctx: &Context, firms: &mut Firms, banks: &mut Banks, ledger: &Ledger) {
    for bank in &mut banks.rows {
        let one = bank.institution;
        let within = |firms: &Firms, i: usize| firms.credit_wanted[i].at_most(allowed(ctx, firms, i));
        let wanted = firms.sum_at(one, |i| within(firms, i).at_least(0.0));
        let room = bank::lending_room(ctx, ledger, one) - bank.special_credit;
        let served = if wanted > room {
            room.at_least(0.0) / wanted
        } else {
            1.0
        };
        bank.new_credit = 0.0;
        for i in firms.loans.rows_at(one) {
            let asked = within(firms, i);
            firms.credit[i] = if asked > 0.0 { asked * served } else { asked };
            bank.new_credit += firms.credit[i].at_least(0.0);
        }
    }
}

/// Most that firm `i` may borrow; below zero what its bank calls in. Part of CRE-2.
fn allowed(ctx: &Context, firms: &Firms, i: usize) -> f64 {
    let most_recalled = ctx.rules.p.recall * firms.loans.get(i).at_least(0.0);
    ctx.bounds
        .at_least(Bound::Recall, firms.credit_limit[i], -most_recalled)
}
