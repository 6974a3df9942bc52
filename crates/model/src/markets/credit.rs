//! The credit market: firms ask, the bank lends as far as collateral and its capital allow. Money moves when the
//! firms settle.

use crate::agents::bank;
use crate::blocks::money::relending::{self, Relending};
use crate::context::Context;
use crate::state::{Bank, Firms};
use accounting::Ledger;
use engine::bounds::Bounds;

/// Decides the credit of every firm: each within its own limits; if together they exceed the bank's capital all are scaled
/// down alike, so that one firm's credit never depends on its place in a queue.
///
/// ΔL = min(ΔL^d, limit) · min(1, (E_k/ζ - L - ΔS) / Σ min(ΔL^d, limit)) for those who borrow, ΔS special loans (CRE-3).
/// Equation: CRE-2. Source: this project.
pub fn lend(
    ctx: &Context,
    firms: &mut Firms,
    bank: &mut Bank,
    window: &mut Relending,
    capital_price: f64,
    ledger: &Ledger,
) {
    let within = |i: usize| firms.credit_wanted[i].at_most(firms.credit_limit[i].at_least(0.0));
    let wanted: f64 = (0..firms.len()).map(|i| within(i).at_least(0.0)).sum();
    let room = bank::lending_room(ctx.rules, ledger);
    let special = relending::lend_specially(ctx, ctx.rules, window, bank, firms, capital_price, room);
    let room = room - special;
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
    if window.extra.iter().any(|extra| *extra != 0.0) {
        for (i, extra) in window.extra.iter().enumerate() {
            // A firm that repays a special loan and others besides cannot repay more than it owes.
            firms.credit[i] = (firms.credit[i] + extra).at_least(-firms.loans.get(i).at_least(0.0));
            bank.new_credit += extra.at_least(0.0);
        }
        relending::crowd_out(ctx, window, firms, special);
    }
}
