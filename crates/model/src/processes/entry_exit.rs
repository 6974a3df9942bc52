//! Failure, closure and succession of firms: a successor takes over plant, stocks and market place of the firm that
//! leaves, under a new identity. Entry and exit beyond that are in `blocks::support`.

use crate::context::Context;
use crate::core::{Params, Rules};
use crate::processes::idle;
use crate::state::{Bank, Banks, Defaults, Exits, Firms, GoodsMarket, Households, at_work, dismiss};
use crate::streams::Stream;
use accounting::{Flow, Institution, Instrument, Ledger, Party, Sector};
use engine::bounds::Bounds;
use engine::draws::Draws;
use engine::math;

/// Resolves firms that failed at the end of last quarter and hands their plants to successors: insolvency if net
/// worth is negative, arrears last too long, or loans exceed both twice the sector's norm and cash; closure by the
/// owner with a small chance, larger for small firms and for those that earn less than is normal. Only companies become insolvent;
/// where the budget pays nobody leaves. The bank writes off what the plant does not
/// secure; technology bonds bear their part of the loss, which government pays as far as it guarantees them. Staff
/// lose their jobs; the successor draws a new productivity and starts with average appeal.
///
/// Insolvent if E < 0, or arrears ≥ limit, or L > max(n lev, floor) P_K K and L > c D; else closed with chance
/// h · exp(sat(η_h (1 - gos_i / rn_k))), sat fading out towards two bounds; support moves limits and chance (SUP-6). Loss = max(0, L - D - secured) on insolvency,
/// share · (L - D) on closure, with L loans and bonds.
/// Equation: EXIT-2. Source: dunne1989 (size and losses), dellgatti2011 (one-for-one);
/// sizes in the pack.
pub fn resolve_failures(
    ctx: &Context,
    firms: &mut Firms,
    households: &mut Households,
    banks: &mut Banks,
    goods: &mut GoodsMarket,
    ledger: &mut Ledger,
) -> Exits {
    let g = ctx.rules;
    let p = &g.p;
    for bank in &mut banks.rows {
        (bank.written_off, bank.failed) = (0.0, Defaults::default());
    }
    let mut exits = Exits::default();
    let mut vacated = vec![false; firms.len()];
    let mut bond_losses = vec![0.0; banks.rows.len()];
    let of_households = |bank: &Bank| household_share(ledger, bank.institution);
    let placed: Vec<f64> = banks.rows.iter().map(of_households).collect();
    for i in 0..firms.len() {
        let k = firms.sector(i);
        // The budget carries those it pays for.
        if !firms.open[i] || g.publicly_funded[k] {
            continue;
        }
        let plant = goods.capital_price * firms.capital[i];
        let (bonds, deposits) = (firms.bonds.get(i), firms.deposits.get(i));
        let (loans, grace) = (firms.loans.get(i), firms.grace[i]);
        let insolvent = firms.limited[i] && cannot_pay(g, firms, i, plant);
        let hazard = closing_hazard(g, firms, i) * grace.hazard;
        let closed = ctx.draws.uniform(Stream::Exit, ctx.t, firms.id(i), 0) < hazard;
        if !(insolvent || closed) {
            continue;
        }
        if grace.rolled_over {
            firms.arrears[i] = 0;
            continue;
        }
        // Cash repays the loan first.
        let repaid = deposits.at_most(loans).at_least(0.0);
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, -repaid);
        let debt = firms.loans.get(i) + bonds;
        let loss = if insolvent {
            let secured = p.restart_leverage * g.loan_norm[k].at_most(p.secured_norm_ceiling) * plant;
            (debt - secured).at_least(0.0)
        } else {
            p.loss_given_exit * debt
        };
        // Lenders and bondholders rank alike.
        let of_bonds = if bonds > 0.0 { loss * bonds / debt } else { 0.0 };
        let row = banks.row_at(&firms.loans, i);
        let guarantee = banks.bond_guarantee;
        let bank = &mut banks.rows[row];
        bank.failed.claims += firms.loans.get(i);
        bank.failed.lost += loss - of_bonds;
        ledger.write_off(&mut firms.loans, i, loss - of_bonds);
        bond_losses[row] += write_off_bonds(guarantee, firms, i, of_bonds, ledger);
        bank.written_off += loss;
        if insolvent {
            exits.insolvent += 1;
            exits.insolvency_losses += loss;
        } else {
            exits.closed += 1;
        }
        vacated[i] = true;
        hand_over(ctx, g, firms, i);
        firms.profit.begin(i, firms.profit[i].at_least(0.0));
        idle::stand_still(g, firms, goods, i);
    }
    for ((bank, placed), losses) in banks.rows.iter().zip(placed).zip(bond_losses) {
        share_bond_loss(households, bank.institution, placed * losses, ledger);
    }
    for h in at_work(households, |_, i| vacated[i]) {
        dismiss(households, firms, h as usize);
    }
    note_defaults(p.workout, banks, firms);
    exits
}

/// True if firm `i`, whose plant is worth `plant`, is worth less than nothing, late for too long, or owes more than it can carry. Part of
/// EXIT-2.
fn cannot_pay(g: &Rules, firms: &Firms, i: usize, plant: f64) -> bool {
    let (p, grace) = (&g.p, firms.grace[i]);
    let debt = firms.loans.get(i) + firms.bonds.get(i);
    let norm = p.overindebted_norm * g.loan_norm[firms.sector(i)];
    let overindebted = debt > grace.patience * norm.at_least(p.overindebted_floor) * plant
        && debt > p.overindebted_cash * firms.deposits.get(i);
    // A firm that has never been in arrears has not failed to pay, whatever its creditors' patience.
    let limit = (p.arrears_limit * grace.patience).at_least(1.0);
    firms.equity[i] + grace.counted < 0.0 || f64::from(firms.arrears[i]) >= limit || overindebted
}

/// Every bank takes note of what failed, for as many `quarters` as a workout takes.
fn note_defaults(quarters: f64, banks: &mut Banks, firms: &Firms) {
    let (claims, lost) = (
        banks.sum(|bank| bank.failed.claims),
        banks.sum(|bank| bank.failed.lost),
    );
    let all = firms.loans.total();
    for bank in &mut banks.rows {
        let share = if all > 0.0 {
            firms.sum_at(bank.institution, |i| firms.loans.get(i)) / all
        } else {
            bank.share
        };
        let usual = Defaults {
            claims: share * claims,
            lost: share * lost,
        };
        bank.note_defaults(quarters, usual);
    }
}

/// Chance that the owner of firm `i` gives up, by size and return. Part of EXIT-2.
fn closing_hazard(g: &Rules, firms: &Firms, i: usize) -> f64 {
    let p = &g.p;
    let usual = if firms.staff[i] < p.small_firm_staff {
        p.exit_hazard_small
    } else {
        p.exit_hazard_large
    };
    let shortfall = 1.0 - firms.return_on_capital[i] / g.normal_return[firms.sector(i)];
    let (least, most) = (math::ln(p.exit_hazard_least), math::ln(p.exit_hazard_most));
    usual * math::exp(math::saturating(p.exit_return_response * shortfall, least, most))
}

/// A new firm takes over plant and market place of firm `i`: average appeal, a productivity of its own, no arrears. Stakes in
/// ventures are worth nothing without the firm that had taken them in, as those that owners hold in it.
pub fn hand_over(ctx: &Context, g: &Rules, firms: &mut Firms, i: usize) {
    firms.renew(i);
    let (p, id) = (&g.p, firms.id(i));
    firms.own_productivity[i] = p.productivity_spread() * ctx.draws.normal(Stream::Entry, ctx.t, id, 0);
    let spread = g.materials_spread[firms.sector(i)];
    firms.own_need[i] = spread * ctx.draws.normal(Stream::MaterialsNeed, ctx.t, id, 1);
    firms.cash_habit[i] = cash_habit(p, &ctx.draws, id);
}

/// Cash that firm `id` keeps over the usual, drawn once: ln h = s z - s²/2, within bounds. Part of FIR-11.
pub fn cash_habit(p: &Params, draws: &Draws, id: u32) -> f64 {
    let s = p.cash_dispersion;
    let drawn = s * draws.normal(Stream::CashHabit, 0, id, 0) - s * s / 2.0;
    math::exp(drawn.at_most(p.cash_draw_limit).at_least(-p.cash_draw_limit))
}

/// Gives up `loss` of the bonds of firm `i`; government pays what it guarantees. Returns what the holders bear.
fn write_off_bonds(guarantee: f64, firms: &mut Firms, i: usize, loss: f64, ledger: &mut Ledger) -> f64 {
    if loss == 0.0 {
        return 0.0;
    }
    let called = guarantee * loss;
    ledger.write_off(&mut firms.bonds, i, loss);
    let bank = Party::Institution(firms.bank(i));
    ledger.pay(Flow::GuaranteeCalls, Party::Government, bank, called);
    loss - called
}

/// Households bear their part of a loss on bonds that a bank has placed in proportion to what they hold.
fn share_bond_loss(households: &mut Households, bank: Institution, loss: f64, ledger: &mut Ledger) {
    let held = placed_bonds(ledger, bank)[1];
    if loss == 0.0 || held == 0.0 {
        return;
    }
    let owners = households.owners_at(bank);
    let bonds = &mut households.technology_bonds;
    for h in owners {
        let part = loss * bonds.get(h) / held;
        ledger.write_off(bonds, h, part);
    }
}

/// Technology bonds that firms owe at a bank, and those that it has placed with households.
pub fn placed_bonds(ledger: &Ledger, bank: Institution) -> [f64; 2] {
    let line = Instrument::TechnologyBonds.of(bank);
    [Sector::Firms, Sector::Households].map(|sector| ledger.balance_in(line, sector))
}

/// Part of the bonds outstanding at a bank that households hold.
pub fn household_share(ledger: &Ledger, bank: Institution) -> f64 {
    let [owed, held] = placed_bonds(ledger, bank);
    if owed > 0.0 { held / owed } else { 0.0 }
}
