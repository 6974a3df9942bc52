//! The books close in every quarter of many runs, and what is no number stops a run. Planted faults have a file of their own.

use model::blocks::{ai, chips, confidence, driving, money, research, robots, support, vehicles};
use model::declare::Along;
use model::error::ModelError;
use model::policy::Policy;
use model::simulation::Simulation;
use model::state::NO_EMPLOYER;
use model::world::World;

/// Every lever away from neutral.
fn active() -> Policy {
    Policy {
        core: model::core::Policy {
            government_purchases: 0.01,
            public_investment: 0.005,
            household_transfers: 0.01,
            transfer_weights: Along::of(1.0, &[1.0, 3.0, 0.5, 0.0, 2.0, 1.0, 1.0, 1.0]),
            consumption_tax: 0.02,
            policy_rate_shift: 0.005,
            policy_rate_peg: Some(0.02),
            world_demand: -0.1,
            export_tariff: 0.1,
            capital_requirement: 1.1,
            provisioning: 1.5,
            credit_window: 0.9,
            paid_hours: -0.1,
            dismissals: 0.5,
            productivity: -0.01,
            ai_capex: 1.0,
            ai_import_content: 0.4,
        },
        funds: model::blocks::funds::Policy {
            size: 1000.0,
            ..Default::default()
        },
        money: money::Policy {
            quota: Some(1200.0),
            rate: Some(0.0125),
            refinanced_share: 0.6,
            rollovers: 1.0,
            additionality: 0.3,
            first_loan_share: 0.2,
            crowd_out: 0.2,
            spending_share: 0.2,
            pass_through: 0.5,
            repriced_share: 0.5,
            bond_target: 600.0,
            bond_spread: 0.005,
            bond_guarantee: 0.5,
            bond_new_money: 0.3,
        },
        chips: chips::Policy {
            coverage: 0.8,
            induced_research: 1.0,
            ..chips::Policy::default()
        },
        ai: ai::Policy {
            openness: 0.5,
            public_share: 0.2,
            ..ai::Policy::default()
        },
        research: research::Policy {
            credit: 0.1,
            grants: 10.0,
            ..research::Policy::default()
        },
        support: support::Policy {
            cash: 0.01,
            tax: -0.01,
            land: 0.004,
            credit: 0.003,
            credit_bank_share: 0.5,
            network_view: 1.0,
            state_payout: Some(0.3),
            research_mandate: 0.01,
            state_soft_budget: 0.5,
        },
        vehicles: vehicles::Policy {
            support: 0.1,
            expansion: 0.1,
        },
        robots: robots::Policy { price: -0.4 },
        driving: driving::Policy {
            permits: 0.98,
            unit_cost: -0.3,
            accident_risk: 9.0,
            retraining: 0.5,
        },
        confidence: confidence::Policy {
            strength: 1.0,
            news: 0.01,
        },
    }
}

/// Runs `quarters`, with every lever pulled in the middle half; heads and trade are counted again at each end.
fn runs(mut run: Simulation, quarters: u32) {
    for t in 0..quarters {
        let pulled = (quarters / 4..3 * quarters / 4).contains(&t);
        let before = run.checks();
        let policy = if pulled { active() } else { Policy::default() };
        run.step(&policy).unwrap();
        assert!(
            run.checks() > before + 40,
            "identities are checked in every quarter"
        );
        count_again(&run);
    }
    assert!(run.worst_residual() < 1e-9, "{:e}", run.worst_residual());
}

fn count_again(run: &Simulation) {
    let World {
        firms,
        households,
        goods,
        ..
    } = &run.world;
    let mut heads = vec![0; firms.len()];
    let mut staff = vec![0.0; firms.len()];
    for &h in &households.labour_force {
        let employer = households.employer[h as usize];
        if employer != NO_EMPLOYER {
            heads[employer as usize] += 1;
            staff[employer as usize] += households.units[h as usize];
        }
    }
    assert_eq!(firms.heads, heads);
    assert_eq!(
        households.labour_force.len(),
        households.unemployed() + heads.iter().sum::<u32>() as usize
    );
    for i in 0..firms.len() {
        assert!((firms.staff[i] - staff[i]).abs() < 1e-9);
        // Nothing is below zero by more than rounding.
        for stock in [firms.finished[i], firms.materials[i], firms.sales[i]] {
            assert!(stock > -1e-12, "firm {i}: {stock:e}");
        }
        // A firm that has closed for good has nothing; a plant that is being built has nothing yet.
        let none = !firms.open[i] && firms.capital[i] == 0.0 && firms.loans.get(i).abs() < 1e-9;
        assert!(
            firms.output[i] >= 0.0 && (firms.capital[i] > 0.0 || none),
            "firm {i}"
        );
    }
    for (g, makers) in goods.makers.iter().enumerate() {
        let sold: f64 = makers.iter().map(|&i| firms.sales[i as usize]).sum();
        let supply = sold + goods.imports[g];
        assert!((goods.delivered[g] - supply).abs() < 1e-9 * supply.max(1e-9));
    }
}

#[test]
fn the_island_closes_its_books() {
    let pack = crate::common::island_pack();
    for seed in 0..10 {
        runs(Simulation::open(&pack, 1000, seed).unwrap(), 20);
    }
}

#[test]
fn china_closes_its_books() {
    let pack = data::economy("china").unwrap();
    for seed in 0..5 {
        runs(Simulation::open(&pack, CHINA_COARSE, seed).unwrap(), 20);
    }
}

/// Persons per agent at which the smallest sector still has a firm.
const CHINA_COARSE: u32 = 400_000;

/// Does a broken number stop the next quarter?
fn stops(tamper: impl FnOnce(&mut World)) -> bool {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 4).unwrap();
    run.step(&Policy::default()).unwrap();
    tamper(&mut run.world);
    matches!(
        run.step(&Policy::default()),
        Err(ModelError::NotFinite { .. } | ModelError::Leak(_))
    )
}

#[track_caller]
fn stops_after(tamper: impl FnOnce(&mut World)) {
    assert!(stops(tamper), "the run goes on");
}

#[test]
fn a_price_that_is_no_number_stops_the_run() {
    stops_after(|w| w.firms.price[0] = f64::NAN);
    stops_after(|w| w.firms.price[40] = f64::INFINITY);
    stops_after(|w| w.goods.basket_price[0] = f64::NAN);
    stops_after(|w| w.goods.output_price = f64::NAN);
    stops_after(|w| w.labour.wage_index = f64::NAN);
    stops_after(|w| w.rest_of_world.exchange_rate = f64::NAN);
    stops_after(|w| w.rest_of_world.price = f64::NAN);
    stops_after(|w| w.technology.level = f64::NAN);
}

type Tamper = fn(&mut World);

/// `f64::max` and `f64::min` drop a NaN: without a capital price every firm cuts its investment to nothing, without a
/// rate the central bank goes to its floor, without permanent income a household spends all its cash.
#[test]
fn a_bound_does_not_swallow_what_is_no_number() {
    let places: [(&str, Tamper); 4] = [
        ("capital price", |w| w.goods.capital_price = f64::NAN),
        ("policy rate", |w| w.central_bank.smoothed_rate = f64::NAN),
        ("permanent income", |w| {
            w.households.permanent_income[0] = f64::NAN
        }),
        ("profit", |w| w.firms.profit.begin(0, f64::NAN)),
    ];
    let unnoticed: Vec<&str> = places
        .into_iter()
        .filter(|(_, tamper)| !stops(tamper))
        .map(|(name, _)| name)
        .collect();
    assert!(unnoticed.is_empty(), "{unnoticed:?}");
}

#[test]
fn capital_or_growth_that_is_no_number_stops_the_run() {
    stops_after(|w| w.firms.capital[0] = f64::NAN);
    stops_after(|w| w.expectations.growth_memory = f64::NAN);
}

/// World demand breaks off and memory keeps it: expected shrinkage above wear must not end in a panic.
#[test]
fn a_collapse_of_demand_does_not_panic() {
    let mut pack = crate::common::island_pack();
    // All three inside the ranges that the pack allows.
    for (id, value) in [
        ("depreciation", 0.02),
        ("growth_anchor_weight", 0.7),
        ("growth_memory", 1.0),
    ] {
        let p = pack.parameters.get_mut(id).unwrap();
        assert!(value >= p.range.0 && value <= p.range.1, "{id}");
        p.value = value;
    }
    // Another depreciation needs another table; here only the rate of wear matters.
    let mut run = Simulation::open(&pack, 1000, 1).unwrap();
    let collapse = Policy {
        core: model::core::Policy {
            world_demand: -0.9,
            government_purchases: -0.1,
            ..Default::default()
        },
        ..Policy::default()
    };
    for _ in 0..8 {
        run.step(&collapse).unwrap();
    }
}

/// A step that fails half-way leaves nothing to go on from; a copy made before it goes on.
#[test]
fn a_run_that_stopped_stays_stopped() {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 4).unwrap();
    run.step(&Policy::default()).unwrap();
    let mut copy = run.clone();
    run.world.firms.price[0] = f64::NAN;
    let error = run.step(&Policy::default()).unwrap_err();
    run.world.firms.price[0] = 1.0;
    assert_eq!(run.step(&Policy::default()).unwrap_err(), error);
    assert_eq!(run.records().len(), 2);
    copy.step(&Policy::default()).unwrap();
}
