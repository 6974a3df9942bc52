use super::*;
use crate::fake::{Fake, economy, plan, purchases};
use crate::pairs::run_with;
use crate::run::{Neutral, PolicyPath};
use std::sync::atomic::AtomicBool;

fn ensemble(path: &dyn PolicyPath) -> Ensemble {
    let economy = economy();
    run_with(
        &plan(&economy, path, 1),
        &Fake::open,
        &|_| (),
        &AtomicBool::new(false),
    )
    .unwrap()
}

#[test]
fn multiplier_by_hand() {
    let ensemble = ensemble(&purchases(0.01));
    let table = table(&ensemble, &[1, 4, 8]);
    // Quarter 1 costs nothing; from quarter 2 on 0.01 · 200 / 2 = 1 each quarter at opening prices.
    assert_eq!(table.iter().map(|m| m.quarter).collect::<Vec<_>>(), [4, 8]);
    assert!((table[0].cost - 3.0).abs() < 1e-12);
    // Real GDP rises by 1 % of 100 + noise, noise between 0 and 1: a little above 1 per unit.
    let by_pair: f64 = (2..=4)
        .map(|q| 0.01 * ensemble.pairs[0].baseline.value(q, Indicator::REAL_GDP))
        .sum();
    assert!((cumulate(&ensemble, &ensemble.pairs[0])[3].output - by_pair).abs() < 1e-10);
    let ratio = table[0].ratio.unwrap();
    assert!(ratio.spread.mean > 1.0 && ratio.spread.mean < 1.01 && ratio.sign.resolved);
    assert!(table[0].output_sign.resolved);
    assert!(!priceless_levers(&ensemble));
}

/// Purchases and transfers of these shares from quarter 2 on.
fn swap(purchases: f64, transfers: f64) -> Ensemble {
    let bought = crate::fake::purchases(purchases);
    ensemble(&move |quarter| {
        let mut policy = bought(quarter);
        if policy.core.government_purchases != 0.0 {
            policy.core.household_transfers = transfers;
        }
        policy
    })
}

#[test]
fn what_is_taken_elsewhere_leaves_nothing_to_divide_by() {
    // Net 0.0001 against 0.0199 gross: half a per cent, a remainder.
    let found = table(&swap(0.01, -0.0099), &[1, 4, 8]);
    assert_eq!(found.iter().map(|m| m.quarter).collect::<Vec<_>>(), [4, 8]);
    assert!(found.iter().all(|m| m.ratio == Err(NoRatio::NetsOut)));
    assert!((found[0].cost - 0.03).abs() < 1e-12 && found[0].output > 3.0 && found[0].output_sign.resolved);
    // Net 0.0005 against 0.0195: two and a half per cent, a cost.
    assert!(table(&swap(0.01, -0.0095), &[8])[0].ratio.is_ok());
}

#[test]
fn a_scenario_that_saves_has_no_multiplier_and_keeps_the_sign_of_output() {
    let found = table(&swap(0.01, -0.02), &[8])[0];
    assert_eq!(found.ratio, Err(NoRatio::Saves));
    assert!((found.cost + 7.0).abs() < 1e-12 && found.output > 0.0 && found.output_sign.resolved);
}

#[test]
fn pairs_decide_together_whether_there_is_a_ratio() {
    let pair = |cost: f64| Sums {
        cost,
        gross: 10.0,
        gdp: 1000.0,
        output: 1.0,
    };
    let of = |costs: [f64; 2]| ratio(&costs.map(pair)).map(|r| r.spread.mean);
    assert_eq!(of([2.0, 2.0]), Ok(0.5));
    assert_eq!(of([2.0, -2.0]), Err(NoRatio::Mixed));
    assert_eq!(of([2.0, 0.05]), Err(NoRatio::NetsOut));
    assert_eq!(of([-2.0, -0.05]), Err(NoRatio::NetsOut));
    assert_eq!(of([-2.0, -2.0]), Err(NoRatio::Saves));
}

#[test]
fn a_cost_of_next_to_nothing_is_not_divided_by() {
    let pair = |cost: f64| Sums {
        cost,
        gross: cost,
        gdp: 1.0,
        output: 1.0,
    };
    let of = |share: f64| ratio(&[pair(1.0), pair(share * SMALLEST_COST_IN_GDP)]).map(|_| ());
    assert_eq!(of(1.01), Ok(()));
    assert_eq!(of(0.99), Err(NoRatio::Negligible));
}

#[test]
fn no_cost_no_multiplier() {
    assert!(table(&ensemble(&Neutral), &[4, 8]).is_empty());
    let rate = |_| Policy {
        core: model::core::Policy {
            policy_rate_shift: 0.01,
            ..Default::default()
        },
        ..Policy::default()
    };
    let ensemble = ensemble(&rate);
    assert!(table(&ensemble, &[4, 8]).is_empty());
    assert!(priceless_levers(&ensemble));
}
