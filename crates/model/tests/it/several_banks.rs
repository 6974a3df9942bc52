//! Several banks: who banks where, what each may lend, and that each one's books close.

use crate::common::{Lab, island_pack, near, open};
use accounting::{Flow, Institution, Instrument, Party, Sector};
use engine::draws::Draws;
use model::agents::bank::lending_room;
use model::economy::{Bank, Economy, Text};
use model::indicators::Indicator as I;
use model::markets::credit::lend;
use model::policy::Policy;
use model::simulation::Simulation;
use model::world::World;

/// The same economy with a bank for each share.
fn with_banks(mut economy: Economy, shares: &[f64]) -> Economy {
    economy.banks = shares
        .iter()
        .enumerate()
        .map(|(row, share)| Bank {
            id: format!("bank{row}"),
            name: Text {
                en: format!("Bank {row}"),
                zh: format!("银行{row}"),
            },
            share: *share,
        })
        .collect();
    economy
}

fn island_of_two() -> (Lab, World) {
    open(&with_banks(island_pack(), &[0.6, 0.4]), 1000, Draws::new(3))
}

/// Both banks, the first first.
fn both(world: &World) -> [Institution; 2] {
    [0, 1].map(|row| world.ledger.institutions().get(Sector::Bank, row).unwrap())
}

/// A programme that makes work for banks: special loans, technology bonds, credit support.
fn busy() -> Policy {
    let mut policy = Policy::default();
    (policy.money.quota, policy.money.rate) = (Some(1500.0), Some(0.01));
    (policy.money.additionality, policy.money.crowd_out) = (0.5, 0.3);
    (policy.money.bond_target, policy.money.bond_guarantee) = (600.0, 0.5);
    (policy.money.bond_new_money, policy.money.bond_spread) = (0.3, 0.002);
    (policy.support.credit, policy.support.credit_bank_share) = (0.002, 0.25);
    policy
}

fn run(economy: &Economy, persons: u32, policy: &Policy, quarters: u32) -> Simulation {
    let mut run = Simulation::open(economy, persons, 11).unwrap();
    for _ in 0..quarters {
        run.step(policy).unwrap();
    }
    run
}

#[test]
fn each_bank_opens_with_its_share_of_bonds_and_capital_at_the_target() {
    let (lab, world) = island_of_two();
    let (target, ledger) = (lab.rules.p.bank_capital_target, &world.ledger);
    let mut reserves = 0.0;
    for (one, share) in both(&world).into_iter().zip([0.6, 0.4]) {
        let loans: f64 = world
            .firms
            .loans
            .rows_at(one)
            .map(|i| world.firms.loans.get(i))
            .sum();
        assert!(loans > 0.0);
        near(ledger.credit(one), loans);
        let scale = ledger.bonds(Sector::Bank);
        assert!((ledger.net_worth(one) - target * loans).abs() < 1e-9 * scale);
        near(ledger.bonds(one), share * scale);
        reserves += ledger.reserves_of(one);
        let customers = world.households.deposits.rows_at(one).count() as f64;
        assert!((customers / world.households.len() as f64 - share).abs() < 0.1);
    }
    near(reserves, ledger.reserves());
}

#[test]
fn one_bank_with_a_name_moves_no_bit() {
    let policy = Policy::default();
    let nameless = run(&island_pack(), 1000, &policy, 6);
    let named = run(&with_banks(island_pack(), &[1.0]), 1000, &policy, 6);
    for (a, b) in nameless.records().iter().zip(named.records()) {
        let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&a.values), bits(&b.values));
    }
}

/// With every block of China at work each bank's statement is what its customers have, and what it earned is what they paid.
#[test]
fn the_books_of_each_bank_close() {
    let china = with_banks(data::economy("china").unwrap(), &[0.5, 0.3, 0.2]);
    let run = run(&china, 400_000, &busy(), 12);
    let World {
        firms,
        households,
        ledger,
        banks,
        ..
    } = &run.world;
    assert!(ledger.technology_bonds() > 0.0 && ledger.technology_bonds_of_households() > 0.0);
    assert!(firms.len() > firms.opening_rows, "nobody entered");
    for bank in &banks.rows {
        let one = bank.institution;
        let statement = ledger.statement(one);
        let has = |wanted: Instrument| {
            let mut rows = statement.balance_sheet.iter();
            rows.find(|(instrument, _)| *instrument == wanted).unwrap().1
        };
        let at = |column: &accounting::Column| column.rows_at(one).map(|i| column.get(i)).sum::<f64>();
        let close = |found: f64, wanted: f64| {
            let scale = ledger.bank_credit();
            assert!((found - wanted).abs() < 1e-9 * scale, "{found} {wanted}");
        };
        assert!(at(&firms.loans) > 0.0 && at(&households.deposits) > 0.0);
        close(has(Instrument::Loans), at(&firms.loans));
        let bonds = at(&firms.bonds) - at(&households.technology_bonds);
        close(has(Instrument::TechnologyBonds), bonds);
        // Venture funds and the market for goods have their accounts with the first bank.
        if !one.is_first() {
            let deposits = at(&firms.deposits) + at(&households.deposits);
            close(has(Instrument::Deposits), -deposits);
        }
        assert!(bank.profit > 0.0);
        let flow = |wanted: Flow| {
            statement
                .flows
                .iter()
                .find(|(flow, _)| *flow == wanted)
                .unwrap()
                .1
        };
        close(
            flow(Flow::LoanInterest),
            firms.sum_at(one, |i| firms.interest_due[i]),
        );
        close(flow(Flow::Dividends), -bank.dividend - bank.state_dividend);
    }
    for i in 0..firms.len() {
        assert_eq!(firms.deposits.keeper(i), firms.loans.keeper(i));
        assert_eq!(firms.deposits.keeper(i), firms.bonds.keeper(i));
    }
}

/// Banks that treat all customers alike are as good as one. What may differ: rounding; a dividend that is cut off at zero or at
/// its ceiling, and capital that binds, at one bank and not at the other; where customers who hold technology bonds bank. None of it is
/// large in a quiet economy, and chance is the same: no draw but that of the bank is new.
#[test]
fn two_banks_alike_are_nearly_one() {
    let mut china = data::economy("china").unwrap();
    // What each bank makes of its own bad loans is chance, and tested by hand.
    for id in [
        "premium_bad_loans",
        "premium_capital",
        "standard_bad_loans",
        "standard_capital",
        "provision_cover",
    ] {
        china.parameters.get_mut(id).unwrap().value = 0.0;
    }
    let one = run(&china, 400_000, &busy(), 12);
    let two = run(&with_banks(china, &[0.6, 0.4]), 400_000, &busy(), 12);
    let [one, two] = [&one, &two].map(|run| &run.records()[12]);
    for indicator in [I::REAL_GDP, I::UNEMPLOYMENT, I::BANK_CAPITAL, I::PUBLIC_DEBT] {
        let (a, b) = (one.get(indicator), two.get(indicator));
        assert!(
            (a / b - 1.0).abs() < 0.005,
            "{indicator:?}: {a} with one bank, {b} with two"
        );
    }
}

/// Each firm asks for ten. The second bank pays out capital until it has room for half of what its customers ask; its customers
/// get half, those of the first all.
#[test]
fn a_bank_short_of_capital_lends_less_and_the_other_does_not() {
    let (lab, mut world) = island_of_two();
    let [first, second] = both(&world);
    world.firms.credit_wanted.fill(0.001);
    world.firms.credit_limit.fill(10.0);
    let asked = world.firms.sum_at(second, |_| 0.001);
    let spare = lending_room(&lab.context(), &world.ledger, second) - asked / 2.0;
    assert!(spare > 0.0 && asked > 0.0);
    let gone = spare * lab.rules.p.bank_capital_minimum;
    world
        .ledger
        .pay(Flow::CapitalGrants, second.into(), Party::Government, gone);
    lend(&lab.context(), &mut world.firms, &mut world.banks, &world.ledger);
    for i in 0..world.firms.len() {
        let served = if world.firms.bank(i) == first { 1.0 } else { 0.5 };
        let found = world.firms.credit[i];
        assert!((found / 0.001 - served).abs() < 1e-6, "{found} {served}");
    }
    assert!((world.banks[second].new_credit / asked - 0.5).abs() < 1e-6);
}

/// Customers pay the rate of their own bank, and it is that bank which earns it.
#[test]
fn a_bank_that_asks_more_earns_more() {
    use model::agents::bank::{accrue_interest, settle_interest};
    let (_, mut world) = island_of_two();
    let [first, second] = both(&world);
    let World {
        firms,
        households,
        banks,
        central_bank,
        ledger,
        ..
    } = &mut world;
    (banks[first].loan_rate, banks[second].loan_rate) = (0.01, 0.02);
    (banks[first].deposit_rate, banks[second].deposit_rate) = (0.0, 0.003);
    (central_bank.policy_rate, banks.bond_rate) = (0.004, 0.006);
    let held = [first, second].map(|one| (ledger.reserves_of(one), ledger.bonds(one)));
    assert!(held[0] != held[1]);
    accrue_interest(banks, central_bank, firms, households, ledger);
    // Each bank earns on what it holds itself.
    for (one, (reserves, bonds)) in [first, second].into_iter().zip(held) {
        near(banks[one].due.reserves, 0.004 * reserves);
        near(banks[one].due.bonds, 0.006 * bonds);
    }
    settle_interest(banks, central_bank, firms, households, ledger);
    for (one, rate, on_deposits) in [(first, 0.01, 0.0), (second, 0.02, 0.003)] {
        let deposits: f64 = [&firms.deposits, &households.deposits]
            .iter()
            .flat_map(|column| column.rows_at(one).map(|i| column.get(i)))
            .sum();
        let loans = firms.sum_at(one, |i| firms.loans.get(i));
        let due = banks[one].due;
        near(
            banks[one].profit,
            rate * loans - on_deposits * deposits + due.reserves + due.bonds,
        );
    }
    let owed = firms.sum_at(second, |i| firms.interest_due[i]);
    near(ledger.received(Flow::LoanInterest, second), owed);
}

/// A bank below the trigger is recapitalised by itself, and owners get dividends from the other alone.
#[test]
fn government_rescues_the_bank_that_needs_it() {
    use model::agents::bank::{distribute, recapitalise};
    let (lab, mut world) = island_of_two();
    let [first, second] = both(&world);
    let World {
        households,
        banks,
        ledger,
        government,
        ..
    } = &mut world;
    let lost = ledger.net_worth(second);
    ledger.pay(Flow::CapitalGrants, second.into(), Party::Government, lost);
    (banks[first].profit, banks[second].profit) = (4.0, -1.0);
    let ctx = lab.context();
    distribute(&ctx, banks, households, government, ledger);
    assert!(banks[first].dividend > 0.0);
    assert_eq!(banks[second].dividend, 0.0);
    recapitalise(&ctx, banks, ledger);
    assert_eq!(banks[first].recapitalisation, 0.0);
    let level = lab.rules.p.recapitalisation_level;
    let wanted = level * ledger.credit(second);
    assert!((ledger.net_worth(second) / wanted - 1.0).abs() < 1e-9);
}

/// A bank without issuers among its customers has no bonds to place; what rounding leaves of others' is nothing to buy back.
#[test]
fn a_bank_without_issuers_places_no_bonds() {
    let china = data::economy("china").unwrap();
    for shares in [&[0.01, 0.5, 0.49][..], &[0.2; 5], &[1.0 / 17.0; 17]] {
        let run = run(&with_banks(china.clone(), shares), 400_000, &busy(), 12);
        assert!(run.worst_residual() < 1e-9, "{}", run.worst_residual());
    }
}
