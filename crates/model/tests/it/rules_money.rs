//! Money for technology by hand: special loans, and what of them and of bonds is neutral.

use crate::common::{Lab, island_pack, near, open};
use engine::draws::Draws;
use model::blocks::money::follow;
use model::blocks::money::relending::{Relending, claim};
use model::blocks::money::special::{grant_special_loans, lend_specially, use_special_loans};
use model::economy::Economy;
use model::indicators::Indicator as I;
use model::markets::credit::lend;
use model::policy::Policy;
use model::processes::entry_exit::resolve_failures;
use model::processes::idle::reopen;
use model::simulation::Simulation;
use model::state::{Banks, Defaults, Firms};
use model::world::World;

/// The island with the block: 2 of re-lending inside its opening, bonds of its second and third sector.
fn money_island() -> Economy {
    let china = data::economy("china").unwrap();
    let mut island = island_pack();
    for (id, p) in china.parameters.iter().filter(|(_, p)| p.block == "money") {
        let mut p = p.clone();
        if id == "bond_issuers" {
            p.by_sector = vec![0.0, 0.6, 0.4];
        }
        if id == "relending_inside" {
            p.value = 2.0;
        }
        island.parameters.insert(id.clone(), p);
    }
    for (sector, share) in island.sectors.iter_mut().zip([0.0, 0.1, 0.02]) {
        sector.technology_share = share;
    }
    island
}

/// A quarter before anything happens, with the opening's re-lending; the policy rate is 1.6 %.
pub(crate) fn lab() -> (Lab, World) {
    let (lab, mut world) = open(&money_island(), 1000, Draws::silent());
    world.central_bank.policy_rate = 0.016 / 4.0;
    world.banks.rows[0].loan_rate = 0.03 / 4.0;
    (lab, world)
}

fn relending(world: &World) -> &Relending {
    &world.blocks.money.as_ref().unwrap().state.relending
}

/// Loans and bonds of firms have changed, and their special parts follow.
fn follows(world: &mut World) {
    follow(&mut world.blocks.money, &world.firms);
}

fn claims(lab: &Lab, world: &mut World) {
    world.adopt(&lab.policy);
    let World {
        blocks,
        banks,
        central_bank,
        firms,
        ledger,
        ..
    } = world;
    claim(&mut blocks.money, banks, central_bank, firms, ledger);
}

/// Credit as firms want it, special loans first.
fn grants(lab: &Lab, world: &mut World) {
    world.adopt(&lab.policy);
    let World {
        blocks,
        banks,
        firms,
        goods,
        ledger,
        ..
    } = world;
    let (ctx, money) = (&lab.context(), &mut blocks.money);
    lend_specially(ctx, money, banks, firms, goods.capital_price, ledger);
    lend(ctx, firms, banks, ledger);
    grant_special_loans(money, banks, firms);
}

fn lends(lab: &Lab, world: &mut World) {
    world.firms.credit_wanted.fill(0.0);
    world.firms.credit_limit.fill(10.0);
    grants(lab, world);
    let World {
        blocks, firms, goods, ..
    } = world;
    use_special_loans(&lab.context(), &mut blocks.money, firms, goods);
}

#[test]
fn small_firms_are_those_of_the_official_share_and_theirs_are_the_eligible_loans() {
    let (lab, world) = lab();
    let (window, firms) = (relending(&world), &world.firms);
    for k in 1..3 {
        let of = |value: &dyn Fn(usize) -> f64| -> f64 {
            (0..firms.len())
                .filter(|&i| firms.sector(i) == k)
                .map(value)
                .sum()
        };
        let persons = |i: usize| firms.output[i] / firms.productivity[i];
        near(of(&|i| window.small[i] * persons(i)) / of(&persons), 0.794);
        let eligible = of(&|i| window.eligible_loans(firms, i));
        near(eligible / of(&|i| firms.loans.get(i)), [0.0, 0.1, 0.02][k]);
    }
    assert!((0..firms.len()).all(|i| firms.sector(i) > 0 || window.eligible[i] == 0.0));
    assert_eq!(lab.policy.money.bond_target, 0.0);
}

/// Certificates cost 1.6 + 0.6 = 2.2 %. The quota rises from 2 to 6: 2 + 0.25 · 4 = 3 are drawn, 1 more than inside.
#[test]
fn additional_draws_bring_special_loans_at_a_lower_rate() {
    let (mut lab, mut world) = lab();
    let lever = &mut lab.policy.money;
    (lever.quota, lever.additionality, lever.pass_through) = (Some(6.0), 0.3, 0.5);
    claims(&lab, &mut world);
    near(relending(&world).announced.stock(), 3.0);
    near(relending(&world).inside.stock(), 2.0);
    near(world.ledger.relending(), 3.0);
    // Interest of the quarter on what was drawn before it.
    near(world.banks.rows[0].due.relending, 2.0 * 0.0175 / 4.0);
    assert_eq!(relending(&world).concession, 0.0);
    let before = world.firms.investment_ordered.clone();
    lends(&lab, &mut world);
    // 0.3 · 1 / 0.6 of new loans, a tenth of it invested (the island has no research goods), the rest kept as cash.
    near(relending(&world).stock(), 0.5);
    let (window, firms) = (relending(&world), &world.firms);
    near(firms.credit.iter().sum(), 0.5);
    for i in 0..firms.len() {
        let extra = window.extra[i];
        assert_eq!(extra > 0.0, window.eligible[i] > 0.0);
        near(firms.investment_ordered[i], before[i] + 0.1 * extra);
        near(firms.cash_set_aside[i], 0.9 * extra);
    }
    // The money arrives; next quarter a special loan costs 0.5 · 0.6 · 0.45 % less a year.
    let World {
        blocks,
        firms,
        ledger,
        ..
    } = &mut world;
    let window = &mut blocks.money.as_mut().unwrap().state.relending;
    for i in 0..firms.len() {
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, firms.credit[i]);
    }
    window.shrink(firms);
    near(window.stock(), 0.5);
    claims(&lab, &mut world);
    near(relending(&world).concession, 0.5 * 0.6 * 0.0045 / 4.0 * 0.5);
    // With pass-through at zero nothing is spared.
    lab.policy.money.pass_through = 0.0;
    claims(&lab, &mut world);
    assert_eq!(relending(&world).concession, 0.0);
}

#[test]
fn special_loans_follow_write_offs_and_repayments() {
    let (mut lab, mut world) = lab();
    (lab.policy.money.quota, lab.policy.money.additionality) = (Some(6.0), 0.3);
    claims(&lab, &mut world);
    lends(&lab, &mut world);
    let World {
        blocks,
        firms,
        ledger,
        ..
    } = &mut world;
    let window = &mut blocks.money.as_mut().unwrap().state.relending;
    for i in 0..firms.len() {
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, firms.credit[i]);
    }
    window.shrink(firms);
    let i = (0..firms.len()).find(|&i| window.special[i] > 0.0).unwrap();
    let (special, aside) = (window.special[i], window.set_aside[i]);
    let quarter = 0.25 * firms.loans.get(i);
    ledger.write_off(&mut firms.loans, i, quarter);
    window.shrink(firms);
    near(window.special[i], 0.75 * special);
    near(window.set_aside[i], 0.75 * aside);
    // More of other loans does not dilute the tag.
    ledger.lend(&mut firms.loans, &mut firms.deposits, i, 7.0);
    window.shrink(firms);
    near(window.special[i], 0.75 * special);
}

/// A firm in arrears pays more for its risk than the concession, one without loans is served from its own part.
#[test]
fn risk_and_first_loans_decide_who_takes_part() {
    let (mut lab, mut world) = lab();
    let lever = &mut lab.policy.money;
    (lever.quota, lever.additionality, lever.first_loan_share) = (Some(6.0), 0.3, 0.2);
    let eligible: Vec<usize> = (0..world.firms.len())
        .filter(|&i| relending(&world).eligible[i] > 0.0)
        .collect();
    let (late, fresh) = (eligible[0], eligible[1]);
    world.firms.arrears[late] = 1;
    claims(&lab, &mut world);
    let World { firms, ledger, .. } = &mut world;
    let repaid = 0.95 * firms.loans.get(fresh);
    ledger.lend(&mut firms.loans, &mut firms.deposits, fresh, -repaid);
    follows(&mut world);
    lends(&lab, &mut world);
    assert_eq!(relending(&world).extra[late], 0.0);
    near(relending(&world).extra[fresh], 0.2 * 0.5);
    near(relending(&world).stock(), 0.5);
    // Nobody without loans: that part stays unlent.
    let (_, mut other) = self::lab();
    claims(&lab, &mut other);
    lends(&lab, &mut other);
    near(relending(&other).stock(), 0.8 * 0.5);
}

/// Firms outside lose 0.2 of 0.5, in proportion to loans; at zero nobody does.
#[test]
fn other_borrowers_are_crowded_out_as_far_as_the_lever_says() {
    for (size, by_hand) in [(0.2, -0.1), (0.0, 0.0)] {
        let (mut lab, mut world) = lab();
        let lever = &mut lab.policy.money;
        (lever.quota, lever.additionality, lever.crowd_out) = (Some(6.0), 0.3, size);
        claims(&lab, &mut world);
        lends(&lab, &mut world);
        let outside = (0..world.firms.len()).filter(|&i| relending(&world).eligible[i] == 0.0);
        near(outside.map(|i| world.firms.credit[i]).sum(), by_hand);
    }
}

/// Firms outside that keep 0.01 between them cannot lose 0.1; without any loans nobody loses any, and no number breaks.
#[test]
fn nobody_is_crowded_out_of_more_than_he_has() {
    for left in [0.01, 0.0] {
        let (mut lab, mut world) = lab();
        let lever = &mut lab.policy.money;
        (lever.quota, lever.additionality, lever.crowd_out) = (Some(6.0), 0.3, 0.2);
        claims(&lab, &mut world);
        let World {
            blocks,
            firms,
            ledger,
            ..
        } = &mut world;
        let window = &mut blocks.money.as_mut().unwrap().state.relending;
        let outside: Vec<usize> = (0..firms.len()).filter(|&i| window.eligible[i] == 0.0).collect();
        for &i in &outside {
            let repaid = firms.loans.get(i) - left / outside.len() as f64;
            ledger.lend(&mut firms.loans, &mut firms.deposits, i, -repaid);
        }
        lends(&lab, &mut world);
        let taken: f64 = outside.iter().map(|&i| world.firms.credit[i]).sum();
        assert!((taken + left).abs() < 1e-9, "{taken}");
        near(relending(&world).stock(), 0.5);
    }
}

/// The programme ends: special loans fall, others are not given loans that they did not ask for; who repays 5 % of his loans
/// besides and owes nothing but a special loan repays it and no more.
#[test]
fn special_loans_that_end_are_repaid_once_and_given_to_nobody() {
    let (mut lab, mut world) = lab();
    let lever = &mut lab.policy.money;
    (lever.quota, lever.additionality, lever.crowd_out) = (Some(6.0), 0.3, 0.2);
    claims(&lab, &mut world);
    lends(&lab, &mut world);
    let World {
        blocks,
        firms,
        ledger,
        ..
    } = &mut world;
    let window = &mut blocks.money.as_mut().unwrap().state.relending;
    for i in 0..firms.len() {
        ledger.lend(&mut firms.loans, &mut firms.deposits, i, firms.credit[i]);
    }
    let i = (0..firms.len()).find(|&i| window.special[i] > 0.0).unwrap();
    let others = firms.loans.get(i) - window.special[i];
    ledger.lend(&mut firms.loans, &mut firms.deposits, i, -others);
    window.shrink(firms);
    window.special[i] = firms.loans.get(i);
    lab.policy.money.additionality = 0.0;
    firms.credit_wanted.fill(0.0);
    firms.credit_wanted[i] = -0.05 * firms.loans.get(i);
    world.goods.capital_price = 1.0;
    grants(&lab, &mut world);
    let (window, firms) = (relending(&world), &world.firms);
    near(window.stock(), 0.0);
    assert_eq!(firms.credit[i], -firms.loans.get(i));
    assert!((0..firms.len()).all(|j| window.eligible[j] > 0.0 || firms.credit[j] == 0.0));
}

/// Room for 0.4 and demand of 1 by others: special loans of 0.4 come first, others get nothing.
#[test]
fn special_loans_come_first_when_capital_is_scarce() {
    let (mut lab, mut world) = lab();
    (lab.policy.money.quota, lab.policy.money.additionality) = (Some(6.0), 0.3);
    claims(&lab, &mut world);
    let (equity, loans) = (world.ledger.bank_equity(), world.ledger.total_loans());
    lab.growing().p.bank_capital_minimum = equity / (loans + 0.4);
    world.firms.credit_wanted.fill(0.0);
    world.firms.credit_limit.fill(10.0);
    world.firms.credit_wanted[0] = 1.0;
    grants(&lab, &mut world);
    let (window, firms) = (relending(&world), &world.firms);
    assert!((window.stock() - 0.4).abs() < 1e-9, "{}", window.stock());
    assert!(firms.credit[0].abs() < 1e-9 && window.eligible[0] == 0.0);
}

/// A firm that owes 3, has no cash and whose plant secures nothing fails: 3 are non-performing for four quarters, over loans and
/// what was written off of them, together as large as before. A firm in arrears counts while it is; the books stay as they were.
#[test]
fn what_failed_firms_owed_is_non_performing_until_the_workout_ends() {
    let (mut lab, mut world) = lab();
    assert_eq!(lab.rules.p.workout, 4.0);
    lab.growing().p.restart_leverage = 0.0;
    (
        lab.growing().p.exit_hazard_small,
        lab.growing().p.exit_hazard_large,
    ) = (0.0, 0.0);
    let World {
        firms,
        households,
        banks,
        goods,
        ledger,
        ..
    } = &mut world;
    let (cash, owed) = (firms.deposits.get(40), firms.loans.get(40));
    ledger.lend(&mut firms.loans, &mut firms.deposits, 40, -cash);
    ledger.lend(&mut firms.loans, &mut firms.deposits, 41, cash - owed + 3.0);
    let all = firms.loans.total();
    let (claim, rest) = (firms.loans.get(40), all - firms.loans.get(40));
    firms.equity.fill(1.0);
    firms.arrears.fill(0);
    let mut resolve = |firms: &mut Firms, banks: &mut Banks| {
        resolve_failures(&lab.context(), firms, households, banks, goods, ledger);
        reopen(&lab.context(), firms, households, goods, ledger);
    };
    // A first quarter without failures.
    resolve(firms, banks);
    assert_eq!(banks.non_performing(firms), 0.0);
    firms.equity[40] = -1.0;
    let mut ratios = Vec::new();
    for _ in 0..6 {
        resolve(firms, banks);
        firms.equity[40] = 1.0;
        ratios.push(banks.non_performing(firms));
    }
    near(firms.loans.total(), rest);
    for ratio in &ratios[..4] {
        near(*ratio, claim / all);
    }
    assert_eq!(ratios[4..], [0.0, 0.0]);
    firms.arrears[41] = 1;
    near(banks.non_performing(firms), firms.loans.get(41) / rest);
    // The first quarter of all stands for the three before it.
    firms.arrears[41] = 0;
    banks.rows[0].defaults.clear();
    banks.rows[0].failed = Defaults {
        claims: 0.01 * rest,
        lost: 0.0,
    };
    let usual = banks.rows[0].failed;
    banks.rows[0].note_defaults(4.0, usual);
    near(banks.non_performing(firms), 0.04);
}

/// Everything but the two re-lending rows, of every quarter, as bits.
fn history(policy: &dyn Fn(&mut Policy)) -> Vec<u64> {
    let china = data::economy("china").unwrap();
    let mut run = Simulation::open(&china, 400_000, 5).unwrap();
    let mut acting = Policy::default();
    policy(&mut acting);
    let mut bits = Vec::new();
    for _ in 0..14 {
        run.step(&acting).unwrap();
        let World {
            firms, households, ..
        } = &run.world;
        let record = &run.records()[run.records().len() - 1];
        let shown = I::ALL
            .iter()
            .filter(|i| **i != I::RELENDING_STOCK)
            .map(|i| record.get(*i));
        bits.extend(
            shown
                .chain(firms.output.iter().copied())
                .chain(firms.loans.as_slice().iter().copied())
                .chain(households.deposits.as_slice().iter().copied())
                .map(f64::to_bits),
        );
    }
    bits
}

#[test]
fn what_is_neutral_changes_no_bit() {
    let base = history(&|_| ());
    let china = data::economy("china").unwrap();
    let inside = |id: &str| china.parameters[id].value;
    let named = |p: &mut Policy| {
        p.money.quota = Some(inside("relending_inside"));
        p.money.rate = Some(inside("relending_inside_rate"));
        p.support.state_payout = Some(inside("state_payout"));
    };
    assert!(base == history(&named), "the pack's own values");
    let all_others = |p: &mut Policy| {
        let r = &mut p.money;
        (r.additionality, r.pass_through, r.crowd_out, r.repriced_share) = (0.7, 0.9, 0.3, 1.0);
        (r.refinanced_share, r.rollovers, r.spending_share) = (0.8, 1.0, 0.5);
        (p.money.bond_guarantee, p.money.bond_new_money) = (1.0, 1.0);
    };
    assert!(base == history(&all_others), "quota and target at neutral");
    let no_additionality = |p: &mut Policy| {
        (p.money.quota, p.money.rate) = (Some(1200.0), Some(0.0125));
        (p.money.pass_through, p.money.crowd_out) = (0.5, 0.3);
    };
    assert!(base == history(&no_additionality), "additionality 0");
    let too_dear = |p: &mut Policy| (p.money.bond_target, p.money.bond_spread) = (600.0, 0.06);
    assert!(base == history(&too_dear), "bonds that are not cheaper");
    let additional = |p: &mut Policy| (p.money.quota, p.money.additionality) = (Some(1200.0), 0.3);
    assert!(base != history(&additional), "additionality 0.3");
}
