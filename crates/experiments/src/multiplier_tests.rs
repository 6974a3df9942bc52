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
        .map(|q| 0.01 * ensemble.pairs[0].baseline.value(q, Indicator::RealGdp))
        .sum();
    assert!((cumulate(&ensemble, &ensemble.pairs[0])[3].1 - by_pair).abs() < 1e-10);
    assert!(table[0].spread.mean > 1.0 && table[0].spread.mean < 1.01 && table[0].sign.resolved);
    assert!(!priceless_levers(&ensemble));
}

#[test]
fn no_cost_no_multiplier() {
    assert!(table(&ensemble(&Neutral), &[4, 8]).is_empty());
    let rate = |_| Policy {
        policy_rate_shift: 0.01,
        ..Policy::default()
    };
    let ensemble = ensemble(&rate);
    assert!(table(&ensemble, &[4, 8]).is_empty());
    assert!(priceless_levers(&ensemble));
}
