//! Pairs of runs: what is neutral changes no bit, what comes later changes nothing before it, and luck is private.

use crate::common::{Lab, island_pack, island_with_draws};
use model::blocks::{money, support};
use model::declare::Along;
use model::policy::Policy;
use model::processes::entry_exit::resolve_failures;
use model::processes::innovation::advance;
use model::simulation::Simulation;
use model::world::World;

/// All bits of the last record, of every firm and of every household's deposits.
fn bits(run: &Simulation) -> Vec<u64> {
    let World {
        firms, households, ..
    } = &run.world;
    let record = &run.records()[run.records().len() - 1].values;
    record
        .iter()
        .chain(&firms.price)
        .chain(&firms.output)
        .chain(&firms.staff)
        .chain(&firms.capital)
        .chain(&firms.own_productivity)
        .chain(firms.loans.as_slice())
        .chain(households.deposits.as_slice())
        .map(|x| x.to_bits())
        .collect()
}

fn history(seed: u64, policy: impl Fn(u32) -> Policy) -> Vec<Vec<u64>> {
    let mut run = Simulation::open(&island_pack(), 1000, seed).unwrap();
    (1..=12)
        .map(|t| {
            run.step(&policy(t)).unwrap();
            bits(&run)
        })
        .collect()
}

/// Neutral, field by field, with other values where the size of something that does not happen is set.
fn neutral() -> Policy {
    Policy {
        core: model::core::Policy {
            government_purchases: 0.0,
            public_investment: 0.0,
            household_transfers: 0.0,
            transfer_weights: Along::of(1.0, &[3.0, 1.0, 0.5, 2.0, 0.0, 1.0, 1.0, 9.0]),
            consumption_tax: 0.0,
            policy_rate_shift: 0.0,
            policy_rate_peg: None,
            world_demand: 0.0,
            export_tariff: 0.0,
            capital_requirement: 1.0,
            provisioning: 1.0,
            credit_window: 1.0,
            paid_hours: 0.0,
            dismissals: 1.0,
            productivity: 0.0,
            ai_capex: 0.0,
            ai_import_content: 0.7,
        },
        ai: model::blocks::ai::Policy {
            public_share: 0.5,
            free_riding: 0.0,
            ..model::blocks::ai::Policy::default()
        },
        funds: model::blocks::funds::Policy {
            government_share: 1.0,
            raised_share: 0.8,
            crowd_in: -0.2,
            manager_quality: 1.0,
            loss_tolerance: 0.1,
            ..Default::default()
        },
        money: money::Policy {
            quota: Some(500.0),
            rate: Some(0.0175),
            refinanced_share: 1.0,
            rollovers: 1.0,
            additionality: 1.0,
            first_loan_share: 0.5,
            crowd_out: 0.3,
            spending_share: 0.9,
            pass_through: 1.0,
            repriced_share: 1.0,
            bond_target: 0.0,
            bond_spread: 0.001,
            bond_guarantee: 1.0,
            bond_new_money: 0.9,
        },
        support: support::Policy {
            credit_bank_share: 0.5,
            network_view: 1.0,
            ..support::Policy::default()
        },
        ..Policy::default()
    }
}

#[test]
fn neutral_policy_is_no_policy() {
    for seed in [1, 2] {
        let base = history(seed, |_| Policy::default());
        assert!(base == history(seed, |_| neutral()), "seed {seed}");
    }
    assert!(
        history(1, |_| neutral())[0] != history(2, |_| neutral())[0],
        "seeds differ"
    );
}

type Pull = fn(&mut Policy);

#[test]
fn a_shock_changes_nothing_before_it() {
    let pulls: [(&str, Pull); 10] = [
        ("purchases", |p| p.core.government_purchases = 0.01),
        ("public investment", |p| p.core.public_investment = 0.01),
        ("transfers", |p| p.core.household_transfers = 0.01),
        ("consumption tax", |p| p.core.consumption_tax = 0.01),
        ("rate", |p| p.core.policy_rate_shift = 0.01),
        ("peg", |p| p.core.policy_rate_peg = Some(0.05)),
        ("world demand", |p| p.core.world_demand = 0.05),
        ("tariff", |p| p.core.export_tariff = 0.05),
        ("productivity", |p| p.core.productivity = 0.01),
        ("AI capital", |p| p.core.ai_capex = 1.0),
    ];
    let base = history(3, |_| Policy::default());
    for (name, pull) in pulls {
        let shocked = history(3, |t| {
            let mut policy = Policy::default();
            if t == 5 {
                pull(&mut policy);
            }
            policy
        });
        assert!(shocked[..4] == base[..4], "{name} is felt before it happens");
        assert!(shocked[4] != base[4], "{name} is not felt");
    }
}

fn technology(lab: &Lab, world: &mut World) {
    let World {
        technology,
        expectations,
        firms,
        goods,
        ..
    } = world;
    advance(&lab.context(), technology, expectations, firms, &goods.makers);
}

fn failures(lab: &Lab, world: &mut World) {
    let World {
        firms,
        households,
        banks,
        goods,
        ledger,
        ..
    } = world;
    resolve_failures(&lab.context(), firms, households, banks, goods, ledger);
}

/// Firm 7 fails in one of two worlds: over ten quarters it draws anew, everybody else as before.
#[test]
fn a_failure_changes_the_luck_of_one_firm_only() {
    let (mut lab, mut base) = island_with_draws(21);
    let (_, mut other) = island_with_draws(21);
    other.firms.equity[7] = -1.0;
    for t in 1..=10 {
        lab.t = t;
        for world in [&mut base, &mut other] {
            failures(&lab, world);
            // Loss and size decide the chance of closing; hold them, so that only the draws can differ.
            world.firms.staff.fill(7.0);
            crate::common::begin_all(&mut world.firms.profit, 1.0);
            technology(&lab, world);
        }
        let luck = |w: &World, i: usize| [w.firms.own_productivity[i].to_bits(), w.firms.appeal[i].to_bits()];
        for i in 0..base.firms.len() {
            if i == 7 {
                assert_ne!(luck(&base, i), luck(&other, i));
                assert_ne!(base.firms.id(i), other.firms.id(i));
            } else {
                assert_eq!(luck(&base, i), luck(&other, i), "firm {i}, quarter {t}");
                assert_eq!(base.firms.id(i), other.firms.id(i));
            }
        }
        other.firms.equity[7] = 1.0;
    }
}

/// The same in whole runs: firms that lived through both runs unharmed drew the same luck.
#[test]
fn luck_stays_private_in_whole_runs() {
    let open = || Simulation::open(&island_pack(), 1000, 8).unwrap();
    let (mut base, mut other) = (open(), open());
    other.world.firms.equity[7] = -1.0;
    for _ in 0..8 {
        base.step(&Policy::default()).unwrap();
        other.step(&Policy::default()).unwrap();
    }
    let (a, b) = (&base.world.firms, &other.world.firms);
    assert!(b.generation[7] > a.generation[7]);
    let unharmed: Vec<usize> = (0..a.len())
        .filter(|&i| a.generation[i] == 0 && b.generation[i] == 0)
        .collect();
    assert!(unharmed.len() > a.len() / 2);
    for i in unharmed {
        assert_eq!(
            a.own_productivity[i].to_bits(),
            b.own_productivity[i].to_bits(),
            "firm {i}"
        );
        assert_eq!(a.appeal[i].to_bits(), b.appeal[i].to_bits(), "firm {i}");
    }
}
