//! The bank by hand: rates, interest, lending, dividends, recapitalisation.

use crate::common::{Lab, island, near};
use accounting::{Flow, Institution, Instrument, Party, Sector};
use model::agents::bank::{accrue_interest, distribute, recapitalise, set_rates, settle_interest};
use model::agents::firms::fit_investment_to_finance;
use model::markets::credit::lend;
use model::world::World;

#[test]
fn rates_stand_over_the_policy_rate_by_their_spreads() {
    let (mut lab, mut world) = island();
    let p = &mut lab.growing().p;
    p.policy_rate_neutral = 0.015;
    (p.loan_spread, p.bond_spread) = (0.0125, 0.006);
    (p.deposit_spread, p.deposit_pass_through) = (-0.005, 0.35);
    world.central_bank.policy_rate = 0.035 / 4.0;
    set_rates(&lab.context(), &mut world.banks, &world.central_bank, 0.6);
    near(world.banks.rows[0].loan_rate, 0.0475 / 4.0);
    near(world.banks.bond_rate, 0.041 / 4.0);
    // 0.015 - 0.005 + 0.35 · 0.02 = 0.017 per year.
    near(world.banks.rows[0].deposit_rate, 0.017 / 4.0);
    // 0.01 - 0.35 · 0.035 < 0: depositors never pay.
    world.central_bank.policy_rate = -0.02 / 4.0;
    set_rates(&lab.context(), &mut world.banks, &world.central_bank, 0.6);
    assert_eq!(world.banks.rows[0].deposit_rate, 0.0);
}

/// Interest due with loan rate 1 %, deposit rate 0.3 %, bond rate 0.7 %, policy rate 0.4 % a quarter.
fn accrued() -> (Lab, World) {
    let (lab, mut world) = island();
    let World {
        firms,
        households,
        ledger,
        ..
    } = &mut world;
    // Firm 3 and person 7 have overdrafts of 5 and 2; the bank owes the central bank 10, which holds bonds of 20.
    let owed = firms.deposits.get(3) + 5.0;
    ledger.pay(
        Flow::ProductionTax,
        Party::Agent(&mut firms.deposits, 3),
        Party::Government,
        owed,
    );
    let owed = households.deposits.get(7) + 2.0;
    ledger.pay(
        Flow::IncomeTax,
        Party::Agent(&mut households.deposits, 7),
        Party::Government,
        owed,
    );
    ledger.borrow(Instrument::Relending, Institution::BANK, 10.0);
    ledger.trade(Instrument::Bonds, Party::Bank, Party::CentralBank, 20.0);
    world.banks.rows[0].loan_rate = 0.01;
    world.banks.rows[0].deposit_rate = 0.003;
    world.banks.bond_rate = 0.007;
    world.central_bank.policy_rate = 0.004;
    let World {
        firms,
        households,
        ledger,
        banks,
        central_bank,
        ..
    } = &mut world;
    accrue_interest(banks, central_bank, firms, households, ledger);
    banks.rows[0].due.relending = 0.03;
    (lab, world)
}

#[test]
fn interest_runs_on_opening_stocks() {
    let (_, world) = accrued();
    let firms = &world.firms;
    near(firms.interest_due[0], 0.01 * firms.loans.get(0));
    near(firms.interest_earned[0], 0.003 * firms.deposits.get(0));
    near(firms.interest_due[3], 0.01 * (firms.loans.get(3) + 5.0));
    assert_eq!(firms.interest_earned[3], 0.0);
    near(
        world.households.interest[0],
        0.003 * world.households.deposits.get(0),
    );
    near(world.households.interest[7], -0.01 * 2.0);
    let due = world.banks.rows[0].due;
    near(due.reserves, 0.004 * world.ledger.reserves());
    near(due.bonds, 0.007 * world.ledger.bonds(Sector::Bank));
    near(world.central_bank.bond_interest_due, 0.007 * 20.0);
    assert!(
        world.ledger.foreign_account() < 0.0,
        "the central bank owns foreign assets"
    );
    near(
        world.central_bank.foreign_interest_due,
        -0.004 * world.ledger.foreign_account(),
    );
}

#[test]
fn profit_is_interest_received_less_interest_paid() {
    let (_, mut world) = accrued();
    let World {
        firms,
        households,
        ledger,
        banks,
        central_bank,
        ..
    } = &mut world;
    let (deposits, overdrafts) = (ledger.total_deposits() + 7.0, 7.0);
    let by_hand = 0.01 * (ledger.total_loans() + overdrafts) - 0.003 * deposits
        + 0.004 * ledger.reserves()
        + 0.007 * ledger.bonds(Sector::Bank);
    let (reserves, foreign) = (ledger.reserves(), -ledger.foreign_account());
    settle_interest(banks, central_bank, firms, households, ledger);
    near(banks.rows[0].profit, by_hand);
    // The central bank keeps nothing: foreign and bond interest less interest on reserves; re-lending nets out.
    let surplus = 0.004 * foreign + 0.007 * 20.0 - 0.004 * reserves;
    near(
        ledger.flow_total(Flow::CentralBankProfit, Sector::Government),
        surplus,
    );
    near(
        ledger.received(Flow::RelendingInterest, Sector::CentralBank),
        0.03,
    );
    near(
        ledger.received(Flow::ReserveInterest, Sector::Bank),
        0.004 * reserves + 0.03,
    );
}

/// A bank with profit 4 whose capital is 0.125 of loans L: tax = 0.3 · 0.8 · 4 = 0.96, profit after tax 3.04.
fn earning() -> (Lab, World, f64) {
    let (mut lab, mut world) = island();
    let p = &mut lab.growing().p;
    (p.profit_levy, p.bank_tax_base) = (0.3, 0.8);
    (p.bank_payout, p.bank_capital_adjustment) = (0.25, 0.1);
    (p.bank_capital_target, p.bank_payout_ceiling) = (0.124, 1.2);
    world.banks.rows[0].profit = 4.0;
    world.government.taxes.income = 0.05;
    world.households.income.fill(0.0);
    let loans = world.ledger.total_loans();
    near(world.ledger.bank_equity(), 0.125 * loans);
    (lab, world, loans)
}

fn dividend(lab: &Lab, world: &mut World) -> f64 {
    let World {
        households,
        ledger,
        banks,
        government,
        ..
    } = world;
    distribute(&lab.context(), banks, households, government, ledger);
    banks.rows[0].dividend
}

#[test]
fn dividends_steer_capital_towards_its_target() {
    let (lab, mut world, loans) = earning();
    let paid = dividend(&lab, &mut world);
    near(paid, 0.25 * 3.04 + 0.1 * (0.125 * loans - 0.96 - 0.124 * loans));
    assert!(paid > 0.0 && paid < 1.2 * 3.04);
    near(world.ledger.received(Flow::ProfitTax, Sector::Government), 0.96);
    let owners = world.households.bank_owners.clone();
    for &h in &owners {
        near(
            world.households.income[h as usize],
            0.95 * paid / owners.len() as f64,
        );
    }
}

#[test]
fn dividends_stay_between_nothing_and_the_ceiling() {
    let (mut lab, mut world, _) = earning();
    lab.growing().p.bank_capital_target = 0.05;
    near(dividend(&lab, &mut world), 1.2 * 3.04);
    let (mut lab, mut world, _) = earning();
    lab.growing().p.bank_capital_target = 0.2;
    assert_eq!(dividend(&lab, &mut world), 0.0);
    let (lab, mut world, _) = earning();
    world.banks.rows[0].profit = -4.0;
    assert_eq!(dividend(&lab, &mut world), 0.0);
    assert_eq!(world.ledger.received(Flow::ProfitTax, Sector::Government), 0.0);
}

#[test]
fn government_recapitalises_below_the_trigger_only() {
    let (mut lab, mut world) = island();
    (
        lab.growing().p.recapitalisation_trigger,
        lab.growing().p.recapitalisation_level,
    ) = (0.02, 0.05);
    recapitalise(&lab.context(), &mut world.banks, &mut world.ledger);
    assert_eq!(world.banks.rows[0].recapitalisation, 0.0);
    // Losses of 0.115 of loans leave 0.01 of them as capital.
    let before = world.ledger.total_loans();
    for i in 0..world.firms.len() {
        let loss = 0.115 * world.firms.loans.get(i);
        world.ledger.write_off(&mut world.firms.loans, i, loss);
    }
    recapitalise(&lab.context(), &mut world.banks, &mut world.ledger);
    near(
        world.banks.rows[0].recapitalisation,
        0.05 * 0.885 * before - 0.01 * before,
    );
    near(world.ledger.bank_equity(), 0.05 * 0.885 * before);
}

/// Nobody wants credit but firms 0 to 3: 10 with collateral for 6, repayment of 2, 3 without collateral, 4.
fn asking() -> (Lab, World) {
    let (lab, mut world) = island();
    world.firms.credit_wanted.fill(0.0);
    world.firms.credit_limit.fill(10.0);
    world.firms.credit_wanted[..4].copy_from_slice(&[10.0, -2.0, 3.0, 4.0]);
    world.firms.credit_limit[..3].copy_from_slice(&[6.0, 0.0, -1.0]);
    (lab, world)
}

fn granted(lab: &Lab, world: &mut World) -> Vec<f64> {
    lend(&lab.context(), &mut world.firms, &mut world.banks, &world.ledger);
    world.firms.credit[..5].to_vec()
}

#[test]
fn credit_stays_within_collateral() {
    let (lab, mut world) = asking();
    assert_eq!(granted(&lab, &mut world), [6.0, -2.0, 0.0, 4.0, 0.0]);
    assert_eq!(world.banks.rows[0].new_credit, 10.0);
}

#[test]
fn scarce_bank_capital_scales_all_borrowers_alike_and_no_repayment() {
    let (mut lab, mut world) = asking();
    let (equity, loans) = (world.ledger.bank_equity(), world.ledger.total_loans());
    lab.growing().p.bank_capital_minimum = equity / (loans + 2.5);
    let credit = granted(&lab, &mut world);
    for (found, wanted) in credit.iter().zip([1.5, -2.0, 0.0, 1.0, 0.0]) {
        assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
    }
    // No room at all.
    lab.growing().p.bank_capital_minimum = 0.2;
    assert_eq!(granted(&lab, &mut world), [0.0, -2.0, 0.0, 0.0, 0.0]);
}

/// Short of 10 - 4 = 6 at a price of 1.2: five units less. Where the budget pays it pays what is short.
#[test]
fn investment_is_cut_by_what_finance_lacks() {
    let (mut lab, mut world) = island();
    world.goods.capital_price = 1.2;
    let firms = &mut world.firms;
    firms.cash_after_plan.fill(0.0);
    firms.credit.fill(0.0);
    crate::common::begin_all(&mut firms.investment_ordered, 20.0);
    firms.grant.fill(0.0);
    (firms.cash_after_plan[0], firms.credit[0]) = (-10.0, 4.0);
    (firms.cash_after_plan[1], firms.credit[1]) = (-100.0, 4.0);
    (firms.cash_after_plan[2], firms.credit[2]) = (6.0, -4.0);
    let paid = firms.len() - 1;
    let k = firms.sector(paid);
    assert_ne!(k, firms.sector(0));
    lab.growing().publicly_funded = vec![false; 3];
    lab.growing().publicly_funded[k] = true;
    (firms.cash_after_plan[paid], firms.credit[paid], firms.grant[paid]) = (-10.0, 4.0, 18.0);
    fit_investment_to_finance(&lab.context(), firms, &world.goods);
    near(firms.investment_ordered[0], 15.0);
    near(firms.investment_cut[0], 5.0);
    near(firms.last_investment[0], 15.0);
    assert_eq!(
        (firms.investment_ordered[1], firms.investment_cut[1]),
        (0.0, 20.0)
    );
    assert_eq!(firms.investment_ordered[2], 20.0);
    assert_eq!(
        (firms.investment_ordered[paid], firms.investment_cut[paid]),
        (20.0, 0.0)
    );
    near(firms.grant[paid], 24.0);
    assert_eq!(firms.grant[..3], [0.0; 3]);
}
