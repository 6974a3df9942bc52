use super::*;
use crate::baselines::{Baselines, Keep, Owner};
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

/// Pairs and quarters done, of whichever the event tells.
fn told(event: Event) -> (Option<usize>, Option<usize>) {
    match event {
        Event::Pair { pair, done, of } => {
            assert!(of == 6 && pair.baseline.len() == 10 && pair.scenario.len() == 10);
            (Some(done), None)
        }
        Event::Quarters { done, of } => {
            assert_eq!(of, 108);
            (None, Some(done))
        }
        Event::Failed(error) => panic!("{error}"),
    }
}

/// Purchases of `share` from a quarter (from 1) on.
fn late(from: usize, share: f64) -> impl Fn(Quarter) -> Policy + Sync {
    move |q| Policy {
        core: model::core::Policy {
            government_purchases: if q >= economy().opening.plus(from as i32) {
                share
            } else {
                0.0
            },
            ..Default::default()
        },
        ..Policy::default()
    }
}

/// A plan run beside baselines that are kept, and the quarters that it took.
fn beside(plan: &Plan, baselines: &Baselines<Fake>) -> (Ensemble, usize) {
    let before = baselines.gain().simulated;
    let kept = (baselines, &Owner::default());
    let ensemble = run_beside(plan, kept, &Fake::open, &|_| (), &AtomicBool::new(false)).unwrap();
    (ensemble, baselines.gain().simulated - before)
}

#[test]
fn a_kept_baseline_is_not_run_again_and_changes_no_number() {
    let economy = economy();
    let every = Keep { runs: 99, states: 99 };
    for threads in [1, 2, 3, 8] {
        let baselines = Baselines::keeping(every);
        let check = |from, share, quarters, wanted: usize| {
            let path = late(from, share);
            let plan = Plan {
                quarters,
                ..plan(&economy, &path, threads)
            };
            let (shared, simulated) = beside(&plan, &baselines);
            assert_eq!(shared, go(&plan), "{from} {quarters}");
            // More threads than pairs run the sides by themselves; one may find what the other has just left.
            let apart = threads > 6 && share == 0.01 && from == 7;
            assert!(
                simulated == 6 * wanted || apart && (6 * wanted..=6 * 18).contains(&simulated),
                "{threads} threads, {from}, {quarters} quarters: {simulated}"
            );
        };
        // The first study: baseline and scenario, common quarters once where pairs are whole.
        check(7, 0.01, 9, 6 + 3 + 3);
        // Another size of the same measure: only the three quarters in which it acts.
        check(7, 0.02, 9, 3);
        // It begins later: two common quarters from the state that is kept.
        check(9, 0.02, 9, 2 + 1);
        // Earlier than the state: from the opening.
        check(3, 0.02, 9, 9);
        // Shorter: the baseline is known, the state of quarter 2 serves.
        check(3, 0.01, 5, 3);
        // Equal policies: the scenario is run from the opening, the baseline is known.
        check(30, 0.01, 9, 9);
        assert_eq!(baselines.gain().separate, 6 * 2 * (5 * 9 + 5));
    }
}

#[test]
fn what_does_not_fit_is_not_kept_and_another_economy_shares_nothing() {
    let (economy, path) = (economy(), late(7, 0.01));
    let plan = plan(&economy, &path, 1);
    let few = Baselines::keeping(Keep { runs: 4, states: 2 });
    assert_eq!(beside(&plan, &few).1, 6 * 12);
    // Two seeds go on from their state, two from the opening beside a known baseline, two are run anew.
    assert_eq!(beside(&plan, &few).1, 2 * 3 + 2 * 9 + 2 * 12);
    few.clear();
    assert_eq!(beside(&plan, &few).1, 6 * 12);
    let other = Owner {
        economy: "other".into(),
        persons_per_agent: 1,
    };
    let before = few.gain().simulated;
    run_beside(
        &plan,
        (&few, &other),
        &Fake::open,
        &|_| (),
        &AtomicBool::new(false),
    )
    .unwrap();
    assert_eq!(few.gain().simulated - before, 6 * 12);
    // The older baseline made room for the newer one.
    run_beside(
        &plan,
        (&few, &other),
        &Fake::open,
        &|_| (),
        &AtomicBool::new(false),
    )
    .unwrap();
    assert_eq!(few.gain().simulated - before, 6 * 12 + 2 * 3 + 2 * 9 + 2 * 12);
}

#[test]
fn a_pair_by_itself_is_that_of_the_ensemble() {
    let economy = economy();
    for (path, common) in [(late(5, 0.01), 4), (late(1, 0.01), 0), (late(30, 0.01), 0)] {
        let plan = plan(&economy, &path, 1);
        let whole = go(&plan);
        let baselines = Baselines::keeping(Keep { runs: 9, states: 9 });
        let owner = Owner::default();
        let prepared = Prepared::of(&plan, (&baselines, &owner)).unwrap();
        let mut pairs = Vec::new();
        let mut books = None;
        for index in 0..6 {
            let mut single = prepared.single(index, &Fake::open).unwrap();
            let mut steps = 0;
            while single.step() {
                steps += 1;
            }
            assert_eq!((steps, single.quarters()), (18 - common, (18, 18)));
            let (pair, own) = prepared.finish(index, single).unwrap().unwrap();
            pairs.push(pair);
            books = books.or(own);
        }
        assert_eq!(prepared.ensemble(pairs, books).unwrap(), whole);
        let left = prepared.single(0, &Fake::open).unwrap();
        assert_eq!(left.quarters().0 > 9, common > 0, "the baseline is known now");
        assert!(prepared.finish(0, left).unwrap().is_none());
    }
}

#[test]
fn progress_counts_finished_pairs() {
    let (economy, seen) = (economy(), Mutex::new(Vec::new()));
    let progress = |event: Event| seen.lock().unwrap().push(told(event));
    run_with(
        &plan(&economy, &Neutral, 1),
        &Fake::open,
        &progress,
        &AtomicBool::new(false),
    )
    .unwrap();
    let seen = seen.into_inner().unwrap();
    let pairs: Vec<usize> = seen.iter().filter_map(|event| event.0).collect();
    assert_eq!(pairs, [1, 2, 3, 4, 5, 6]);
    // Six pairs of nine quarters on two sides.
    let quarters: Vec<usize> = seen.iter().filter_map(|event| event.1).collect();
    assert!(quarters.is_sorted() && quarters.last() == Some(&108));
}

#[test]
fn stopping_keeps_finished_pairs() {
    let (economy, stop) = (economy(), AtomicBool::new(false));
    let progress = |event: Event| {
        if told(event).0 == Some(2) {
            stop.store(true, Ordering::Relaxed);
        }
    };
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
