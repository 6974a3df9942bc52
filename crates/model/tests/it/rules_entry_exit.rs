//! Failure, closure and succession by hand.

use crate::common::{Lab, island, island_with_draws, near};
use accounting::{Flow, Party};
use engine::math;
use model::error::ModelError;
use model::policy::Policy;
use model::processes::entry_exit::resolve_failures;
use model::processes::idle::reopen;
use model::simulation::Simulation;
use model::state::{Exits, NO_EMPLOYER};
use model::streams::Stream;
use model::world::World;

/// Sound firms: silent draws are 0.5, no hazard reaches them.
fn sound() -> (Lab, World) {
    let (mut lab, mut world) = island();
    set(&mut lab);
    settle_firms(&mut world);
    (lab, world)
}

fn set(lab: &mut Lab) {
    let g = lab.growing();
    g.loan_norm.fill(0.6);
    let p = &mut g.p;
    (p.overindebted_norm, p.overindebted_floor, p.overindebted_cash) = (2.0, 0.9, 1.5);
    (p.arrears_limit, p.restart_leverage, p.loss_given_exit) = (2.0, 0.5, 0.35);
    (p.exit_hazard_small, p.exit_hazard_large, p.small_firm_staff) = (0.012, 0.003, 6.0);
    p.exit_return_response = 0.0;
}

/// Every firm has plant of 100 at a price of 1.1, loans of 50, cash of 20 and net worth.
fn settle_firms(world: &mut World) {
    world.goods.capital_price = 1.1;
    let World { firms, ledger, .. } = world;
    for i in 0..firms.len() {
        let loan = 50.0 - firms.loans.get(i);
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, loan);
        let cash = 20.0 - firms.deposits.get(i);
        let account = Party::Agent(&mut firms.deposits, i);
        ledger.pay(Flow::CapitalGrants, Party::Government, account, cash);
    }
    firms.capital.fill(100.0);
    firms.equity.fill(80.0);
    crate::common::begin_all(&mut firms.profit, 1.0);
    firms.staff.fill(7.0);
    firms.arrears.fill(0);
}

fn borrow(world: &mut World, i: usize, amount: f64) {
    let firms = &mut world.firms;
    world
        .ledger
        .lend(&mut firms.loans, &mut firms.deposits, i, amount);
}

fn spend(world: &mut World, i: usize, amount: f64) {
    let account = Party::Agent(&mut world.firms.deposits, i);
    world
        .ledger
        .pay(Flow::ProductionTax, account, Party::Government, amount);
}

fn resolve(lab: &Lab, world: &mut World) -> Exits {
    let World {
        firms,
        households,
        banks,
        goods,
        ledger,
        ..
    } = world;
    let ctx = lab.context();
    let exits = resolve_failures(&ctx, firms, households, banks, goods, ledger);
    // On the island nobody waits: a successor takes over at once.
    reopen(&ctx, firms, households, goods, ledger);
    exits
}

#[test]
fn sound_firms_go_on() {
    let (lab, mut world) = sound();
    let exits = resolve(&lab, &mut world);
    assert_eq!((exits.insolvent, exits.closed), (0, 0));
    assert!(world.firms.generation.iter().all(|g| *g == 0));
}

/// Cash of 20 repays the loan first; of the 30 left half of 0.6 of the plant, 33, would be secured: nothing is lost.
/// With loans of 90 the 70 left exceed it by 37.
#[test]
fn negative_net_worth_and_arrears_end_a_firm() {
    let (lab, mut world) = sound();
    world.firms.equity[4] = -0.1;
    borrow(&mut world, 5, 40.0);
    spend(&mut world, 5, 40.0);
    world.firms.arrears[5] = 2;
    world.firms.arrears[6] = 1;
    world.firms.profit.begin(5, -2.0);
    (world.firms.appeal[5], world.firms.own_productivity[5]) = (0.4, 0.3);
    let staff: Vec<usize> = world
        .households
        .labour_force
        .iter()
        .map(|&h| h as usize)
        .filter(|&h| [4, 5].contains(&world.households.employer[h]))
        .collect();
    assert!(!staff.is_empty());
    let (plant, capital) = (world.firms.capital[5], world.ledger.bank_equity());
    let exits = resolve(&lab, &mut world);
    assert_eq!((exits.insolvent, exits.closed), (2, 0));
    near(exits.insolvency_losses, 37.0);
    near(world.banks.rows[0].written_off, 37.0);
    near(world.ledger.bank_equity(), capital - 37.0);
    near(world.firms.loans.get(4), 30.0);
    near(world.firms.loans.get(5), 33.0);
    near(world.firms.deposits.get(5), 0.0);
    let firms = &world.firms;
    assert_eq!(firms.generation[4..7], [1, 1, 0]);
    assert_eq!(firms.id(5), 5 + firms.len() as u32);
    assert_eq!((firms.arrears[5], firms.heads[5], firms.staff[5]), (0, 0, 0.0));
    // Silent draws give the successor the sector's mean; it takes over the plant and no past loss.
    assert_eq!(
        (firms.appeal[5], firms.own_productivity[5], firms.profit[5]),
        (0.0, 0.0, 0.0)
    );
    assert_eq!(firms.capital[5], plant);
    for h in staff {
        assert_eq!(world.households.employer[h], NO_EMPLOYER);
    }
}

/// Successors are numbered upwards in steps of the opening's firms and entrants downwards: before they meet the run stops.
#[test]
fn firms_that_could_not_be_told_apart_stop_the_run() {
    let economy = data::economy("china").unwrap();
    let mut run = Simulation::open(&economy, 200_000, 5).unwrap();
    let firms = &mut run.world.firms;
    let rows = u32::try_from(firms.opening_rows).unwrap();
    let last = u32::MAX / rows - 1;
    firms.generation[1] = last;
    assert!(firms.told_apart());
    assert!(firms.id(1) > firms.id(0));
    firms.generation[1] = last + 1;
    assert!(!firms.told_apart());
    let error = run.step(&Policy::default()).unwrap_err();
    assert!(matches!(error, ModelError::TooMany { .. }), "{error}");
    let firms = &mut run.world.firms;
    firms.generation.fill(0);
    firms.entrants = u32::MAX - rows;
    assert!(firms.told_apart());
    firms.entrants += 1;
    assert!(!firms.told_apart());
}

/// Loans above 2 · 0.6 · 110 = 132 and above 1.5 of cash.
#[test]
fn overindebted_firms_end_if_cash_does_not_cover() {
    let (lab, mut world) = sound();
    // 131 and 133 of loans with little cash; 133 with cash of 90; norms below the floor of 0.9 · 110 = 99.
    for (i, loan, cash) in [
        (0, 131.0, 20.0),
        (1, 133.0, 20.0),
        (2, 133.0, 90.0),
        (3, 133.0, 88.0),
    ] {
        borrow(&mut world, i, loan - 50.0);
        spend(&mut world, i, loan - 50.0 + 20.0 - cash);
    }
    let exits = resolve(&lab, &mut world);
    assert_eq!(world.firms.generation[..4], [0, 1, 0, 1]);
    assert_eq!(exits.insolvent, 2);
    let (mut lab, mut world) = sound();
    lab.growing().loan_norm.fill(0.2);
    for (i, loan) in [(0, 98.0), (1, 100.0)] {
        borrow(&mut world, i, loan - 50.0);
        spend(&mut world, i, loan - 50.0);
    }
    resolve(&lab, &mut world);
    assert_eq!(world.firms.generation[..2], [0, 1]);
}

/// The specification of the growing economy: a net loan is written down to at most 0.5 min(norm, 0.8) of the plant.
#[test]
fn the_norm_counts_at_most_as_four_fifths_of_the_plant() {
    let (mut lab, mut world) = sound();
    lab.growing().loan_norm.fill(3.0);
    borrow(&mut world, 0, 60.0);
    spend(&mut world, 0, 80.0);
    world.firms.equity[0] = -1.0;
    near(resolve(&lab, &mut world).insolvency_losses, 110.0 - 0.4 * 110.0);
}

/// Owners give up where the draw falls below the hazard; the bank loses 0.35 of what cash does not repay.
#[test]
fn owners_give_up_with_the_chance_of_size_and_return() {
    let (mut lab, mut world) = island_with_draws(3);
    set(&mut lab);
    settle_firms(&mut world);
    let p = &mut lab.growing().p;
    (p.exit_hazard_small, p.exit_hazard_large, p.exit_return_response) = (0.3, 0.1, 2.0);
    (p.exit_hazard_least, p.exit_hazard_most) = (0.5, 1.4);
    let n = world.firms.len();
    lab.growing().normal_return.fill(0.04);
    for i in 0..n {
        // Small or large; a return a tenth below the normal one, half of it, twice.
        world.firms.staff[i] = [5.9, 6.0][i % 2];
        world.firms.return_on_capital[i] = [0.036, 0.02, 0.08][i % 3];
    }
    // Logs of 0.2, 1 and -2 fade towards those of 1.4 and of a half.
    let (most, least) = (math::ln(1.4), math::ln(2.0));
    let fading = |log: f64, bound: f64| math::exp(log / (1.0 + (log / bound) * (log / bound)).sqrt());
    let multiple = [fading(0.2, most), fading(1.0, most), fading(-2.0, least)];
    let hazard = |i: usize| [0.3, 0.1][i % 2] * multiple[i % 3];
    let gone: Vec<bool> = (0..n)
        .map(|i| lab.draws.uniform(Stream::Exit, 1, i as u32, 0) < hazard(i))
        .collect();
    let count = gone.iter().filter(|g| **g).count();
    assert!(count > 10 && count < n - 10);
    let exits = resolve(&lab, &mut world);
    assert_eq!((exits.insolvent, exits.closed), (0, count as u32));
    near(world.banks.rows[0].written_off, count as f64 * 0.35 * 30.0);
    let spread = {
        let p = &lab.growing().p;
        p.firm_productivity_sd / (1.0 - math::powi(p.firm_productivity_persistence, 2)).sqrt()
    };
    for i in 0..n {
        assert_eq!(world.firms.generation[i] == 1, gone[i], "firm {i}");
        near(world.firms.loans.get(i), if gone[i] { 19.5 } else { 50.0 });
        near(world.firms.deposits.get(i), if gone[i] { 0.0 } else { 20.0 });
        if gone[i] {
            let luck = lab.draws.normal(Stream::Entry, 1, world.firms.id(i), 0);
            near(world.firms.own_productivity[i], spread * luck);
        }
    }
}

/// A firm with more cash than loans repays and keeps the rest.
#[test]
fn cash_beyond_the_loan_stays_with_the_successor() {
    let (lab, mut world) = sound();
    spend(&mut world, 0, -60.0);
    world.firms.equity[0] = -1.0;
    resolve(&lab, &mut world);
    near(world.firms.deposits.get(0), 30.0);
    near(world.firms.loans.get(0), 0.0);
    assert_eq!(world.banks.rows[0].written_off, 0.0);
}
