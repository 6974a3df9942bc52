use super::*;
use crate::fake::{Fake, economy, plan, purchases};
use crate::hash;
use crate::run::Neutral;
use engine::time::Quarter;
use model::policy::Policy;
use std::sync::Mutex;

fn go(plan: &Plan) -> Ensemble {
    run_with(plan, &Fake::open, &|_| (), &AtomicBool::new(false)).unwrap()
}

#[test]
fn both_runs_of_a_pair_share_a_seed_and_pairs_do_not() {
    let (economy, path) = (economy(), purchases(0.01));
    let ensemble = go(&plan(&economy, &path, 1));
    let mut seeds: Vec<u64> = ensemble.pairs.iter().map(|p| p.seed).collect();
    assert_eq!(seeds[0], pair_seed(7, 0));
    seeds.sort_unstable();
    seeds.dedup();
    assert_eq!(seeds.len(), 6);
    // The opening is drawn from the seed alone, so it is the same on both sides.
    for pair in &ensemble.pairs {
        assert_eq!(pair.baseline.values(0), pair.scenario.values(0));
    }
    assert_eq!(ensemble.first_difference(), Some(2));
    assert_eq!(ensemble.date(1), Quarter::new(2025, 2));
    assert_eq!(ensemble.checks(), 2 * 6 * 90);
    assert!((ensemble.worst_residual() - 1e-14).abs() < 1e-20);
}

#[test]
fn levers_with_nothing_to_act_on_are_no_difference() {
    let economy = economy();
    let begin = Quarter::new(2026, 1);
    // Weights and terms are written from the start, money flows from 2026Q1: quarter 4 of the simulation.
    let targeted = |q: Quarter| {
        let mut policy = Policy::default();
        policy.core.transfer_weights.set(0, 0.0);
        policy.core.ai_import_content = 0.5;
        policy.money.rate = Some(0.01);
        policy.core.government_purchases = if q < begin { 0.0 } else { 0.01 };
        policy
    };
    assert_eq!(go(&plan(&economy, &targeted, 1)).first_difference(), Some(4));
    let idle = |_: Quarter| targeted(Quarter::new(2025, 2));
    assert_eq!(go(&plan(&economy, &idle, 1)).first_difference(), None);
}

#[test]
fn seeds_follow_the_published_generator() {
    // First output of SplitMix64 from state 0, as in Vigna's reference code.
    assert_eq!(pair_seed(0, 0), 0xE220_A839_7B1D_CDAF);
    assert_eq!(pair_seed(0, 1), 0x6E78_9E6A_A1B9_65F4);
}

#[test]
fn threads_change_nothing() {
    let (economy, path) = (economy(), purchases(0.01));
    let one = go(&plan(&economy, &path, 1));
    for threads in [2, 3, 8, 64] {
        let many = go(&plan(&economy, &path, threads));
        assert_eq!(one, many);
        assert_eq!(hash::of(&one), hash::of(&many));
    }
}

#[test]
fn a_neutral_scenario_has_the_hash_of_the_baseline() {
    let economy = economy();
    let neutral = go(&plan(&economy, &Neutral, 2));
    assert_eq!(
        hash::of_side(&neutral, Side::Baseline),
        hash::of_side(&neutral, Side::Scenario)
    );
    assert_eq!(neutral.first_difference(), None);
    let path = purchases(0.01);
    let moved = go(&plan(&economy, &path, 2));
    assert_eq!(
        hash::of_side(&neutral, Side::Baseline),
        hash::of_side(&moved, Side::Baseline)
    );
    assert_ne!(hash::of(&neutral), hash::of(&moved));
}

#[test]
fn progress_counts_finished_pairs() {
    let (economy, seen) = (economy(), Mutex::new(Vec::new()));
    let progress = |done| seen.lock().unwrap().push(done);
    run_with(
        &plan(&economy, &Neutral, 1),
        &Fake::open,
        &progress,
        &AtomicBool::new(false),
    )
    .unwrap();
    assert_eq!(seen.into_inner().unwrap(), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn stopping_keeps_finished_pairs() {
    let (economy, stop) = (economy(), AtomicBool::new(false));
    let progress = |done| stop.store(done >= 2, Ordering::Relaxed);
    let ensemble = run_with(&plan(&economy, &Neutral, 1), &Fake::open, &progress, &stop).unwrap();
    assert!(ensemble.partial);
    assert_eq!((ensemble.pairs.len(), ensemble.asked), (2, 6));
    let stopped = AtomicBool::new(true);
    let nothing = run_with(&plan(&economy, &Neutral, 1), &Fake::open, &|_| (), &stopped);
    assert_eq!(nothing.unwrap_err(), EnsembleError::Nothing);
}

#[test]
fn an_error_names_pair_and_seed() {
    let economy = economy();
    let bad = pair_seed(7, 3);
    let open = |seed| {
        if seed == bad {
            Fake::failing(seed, 4)
        } else {
            Fake::open(seed)
        }
    };
    let error = run_with(
        &plan(&economy, &Neutral, 1),
        &open,
        &|_| (),
        &AtomicBool::new(false),
    )
    .unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("pair 3 (seed {bad}), baseline run: 2026Q1: `output`")),
        "{text}"
    );
}

#[test]
fn senseless_sizes_are_refused() {
    let economy = economy();
    let stop = AtomicBool::new(false);
    let none = Plan {
        pairs: 0,
        ..plan(&economy, &Neutral, 1)
    };
    let error = run_with(&none, &Fake::open, &|_| (), &stop).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the number of pairs is 0; choose a number between 1 and 100000"
    );
    let late = Plan {
        books_quarter: Some(10),
        ..plan(&economy, &Neutral, 1)
    };
    let error = run_with(&late, &Fake::open, &|_| (), &stop).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the quarter whose books are kept is 10"),
        "{error}"
    );
}

#[test]
fn books_of_the_chosen_quarter_are_kept() {
    let economy = economy();
    let chosen = Plan {
        books_quarter: Some(4),
        ..plan(&economy, &Neutral, 2)
    };
    let books = go(&chosen).books.unwrap();
    assert_eq!((books.quarter, books.date), (4, Quarter::new(2026, 1)));
    assert_eq!(books.matrices.balance_sheet[0].1, [5.0, -5.0]);
    assert_eq!(go(&plan(&economy, &Neutral, 2)).books.unwrap().quarter, 9);
}
