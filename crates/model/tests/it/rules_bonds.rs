//! The bond board by hand: issue, coupons, guarantee, failure and maturity.

use crate::common::{Lab, near};
use crate::rules_money::lab;
use accounting::{Flow, Sector};
use model::blocks::money::bonds::{fall_due, issue, settle};
use model::blocks::money::guarantee_bonds;
use model::blocks::money::relending::expected_loss;
use model::processes::entry_exit::resolve_failures;
use model::world::World;

/// Issues the bonds of a quarter.
fn issues(lab: &Lab, world: &mut World) {
    let World {
        blocks,
        banks,
        central_bank,
        firms,
        goods,
        ledger,
        ..
    } = world;
    issue(
        &lab.context(),
        &mut blocks.money,
        banks,
        central_bank,
        firms,
        goods,
        ledger,
    );
}

/// Target 8, a quarter of the gap: 2 issued at 1.6 + 0.5 = 2.1 %, 1.4 of it replaces loans, 0.2 are placed with owners.
#[test]
fn bonds_replace_loans_and_pay_coupons_to_their_holders() {
    let (mut lab, mut world) = lab();
    lab.policy.money.bond_target = 8.0;
    let issue_now = |lab: &Lab, world: &mut World| {
        world.adopt(&lab.policy);
        world.firms.credit.fill(0.0);
        issues(lab, world);
    };
    // Not cheaper than a loan: nobody issues.
    lab.policy.money.bond_spread = 0.014;
    issue_now(&lab, &mut world);
    assert_eq!(world.firms.bonds_issued.iter().sum::<f64>(), 0.0);
    lab.policy.money.bond_spread = 0.005;
    issue_now(&lab, &mut world);
    near(world.firms.bonds_issued.iter().sum(), 2.0);
    near(world.firms.credit.iter().sum(), -1.4);
    near(world.blocks.money.as_ref().unwrap().state.bonds.spread, 0.005);
    let World {
        blocks,
        banks,
        firms,
        households,
        ledger,
        ..
    } = &mut world;
    for i in 0..firms.len() {
        let issued = firms.bonds_issued[i];
        ledger.lend(&mut firms.bonds, &mut firms.deposits, i, issued);
    }
    settle(&blocks.money, firms, banks, households, ledger);
    near(ledger.technology_bonds(), 2.0);
    near(ledger.technology_bonds_of_households(), 0.2);
    model::agents::firms::open_accounts(firms);
    fall_due(&mut blocks.money, banks, firms, ledger);
    // What issuers do not spend of their new money of 0.6 they keep until the bonds mature.
    near(
        firms.cash_set_aside.iter().sum(),
        (1.0 - lab.policy.money.spending_share) * 0.6,
    );
    near(firms.coupon_due.iter().sum(), 2.0 * 0.021 / 4.0);
    near(banks.rows[0].due.technology_bonds, 0.9 * 2.0 * 0.021 / 4.0);
    assert_eq!(firms.bonds_due.iter().sum::<f64>(), 0.0);
    settle(&blocks.money, firms, banks, households, ledger);
    near(
        ledger.received(Flow::TechnologyBondInterest, Sector::Households),
        0.1 * 2.0 * 0.021 / 4.0,
    );
    // After 20 quarters they mature.
    for _ in 0..18 {
        fall_due(&mut blocks.money, banks, firms, ledger);
        assert_eq!(firms.bonds_due.iter().sum::<f64>(), 0.0);
    }
    model::agents::firms::open_accounts(firms);
    fall_due(&mut blocks.money, banks, firms, ledger);
    near(firms.bonds_due.iter().sum(), 2.0);
    near(firms.cash_set_aside.iter().sum(), 0.0);
}

/// 2 issued, 0.6 of it new money. Loans of 1 leave room for 0.3 of 1.3: half the new money. No room: loans are replaced as
/// before and nothing is added; a bank with room to spare gives every issuer the same to the last bit.
#[test]
fn new_money_of_bonds_uses_the_room_that_loans_leave() {
    let issued = |room: f64| {
        let (mut lab, mut world) = lab();
        lab.policy.money.bond_target = 8.0;
        world.adopt(&lab.policy);
        let (equity, credit) = (world.ledger.bank_equity(), world.ledger.bank_credit());
        lab.growing().p.bank_capital_minimum = equity / (credit + room);
        let credit = &mut world.firms.credit;
        credit.fill(0.0);
        (credit[0], credit[1]) = (1.0, -5.0);
        issues(&lab, &mut world);
        let firms = &world.firms;
        let bonds: f64 = firms.bonds_issued.iter().sum();
        let replaced = -4.0 - firms.credit.iter().sum::<f64>();
        (bonds, replaced, firms.bonds_issued.clone())
    };
    for (room, by_hand) in [(50.0, 2.0), (1.3, 1.7), (1.0, 1.4), (-3.0, 1.4)] {
        let (bonds, replaced, _) = issued(room);
        assert!((bonds - by_hand).abs() < 1e-9, "{room}: {bonds}");
        near(replaced, 1.4);
    }
    assert_eq!(issued(50.0).2, issued(5000.0).2);
}

/// An issuer without net worth, whose plant secures nothing: loans L and bonds 2 are lost alike; half is guaranteed.
#[test]
fn a_failed_issuer_costs_holders_what_is_not_guaranteed() {
    for guarantee in [0.0, 0.5] {
        let (mut lab, mut world) = lab();
        lab.policy.money.bond_guarantee = guarantee;
        world.adopt(&lab.policy);
        guarantee_bonds(&world.blocks.money, &mut world.banks);
        lab.growing().p.restart_leverage = 0.0;
        let World {
            firms,
            households,
            banks,
            goods,
            ledger,
            ..
        } = &mut world;
        ledger.lend(&mut firms.bonds, &mut firms.deposits, 40, 2.0);
        let owner = households.bank_owners[0] as usize;
        ledger.sell(
            &mut households.technology_bonds,
            &mut households.deposits,
            owner,
            0.5,
        );
        firms.equity[40] = -1.0;
        let losses = resolve_failures(&lab.context(), firms, households, banks, goods, ledger);
        assert!(losses.insolvent >= 1);
        near(ledger.technology_bonds(), 0.0);
        near(
            ledger.paid(Flow::GuaranteeCalls, Sector::Government),
            2.0 * guarantee,
        );
        // Owners bear their quarter of what is not guaranteed.
        near(
            households.technology_bonds.get(owner),
            0.5 - 0.25 * 2.0 * (1.0 - guarantee),
        );
    }
}

/// Issuers with twice their loans pay for their risk on top of the board's spread, as far as nobody guarantees it.
#[test]
fn a_guarantee_takes_the_risk_out_of_the_coupon() {
    for guarantee in [0.0, 0.25, 1.0] {
        let (mut lab, mut world) = lab();
        let money = &mut lab.policy.money;
        (money.bond_target, money.bond_spread, money.bond_guarantee) = (8.0, 0.001, guarantee);
        world.adopt(&lab.policy);
        let World {
            blocks,
            banks,
            firms,
            goods,
            ledger,
            ..
        } = &mut world;
        banks.rows[0].loan_rate = 0.2 / 4.0;
        for i in 0..firms.len() {
            let more = firms.loans.get(i);
            ledger.lend(&mut firms.loans, &mut firms.deposits, i, more);
        }
        firms.credit.fill(0.0);
        let m = blocks.money.as_ref().unwrap().p.clone();
        let premium = |i: usize| {
            expected_loss(&lab.rules, &m, firms, goods.capital_price, i)
                - m.default_sound * m.loss_given_default
        };
        let premiums: Vec<f64> = (0..firms.len()).map(premium).collect();
        issues(&lab, &mut world);
        let World { blocks, firms, .. } = &mut world;
        let issued: f64 = firms.bonds_issued.iter().sum();
        let risk: f64 = premiums.iter().zip(&firms.bonds_issued).map(|(p, b)| p * b).sum();
        assert!(risk > 0.0, "issuers with so many loans are risky");
        near(
            blocks.money.as_ref().unwrap().state.bonds.spread,
            0.001 + (1.0 - guarantee) * risk / issued,
        );
    }
}
