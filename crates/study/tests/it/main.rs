//! The façade on a small economy: what callers are promised.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

use experiments::hash;
use experiments::runs::same_bits;
use model::indicators::Indicator;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use study::{
    Agents, Ensemble, EnsembleError, Event, Gain, Keep, Pack, Pair, Question, Results, Scenario, Session,
    Side, Study,
};

/// Quarters and pairs of most tests.
const QUARTERS: usize = 9;
const PAIRS: usize = 4;
/// Quarter (from 1) in which most policies begin: 2026Q1.
const BEGIN: usize = 5;

fn pack() -> Pack {
    Pack {
        economy: data::economy("china").unwrap(),
        hash: data::pack_hash("china").unwrap(),
    }
}

/// Government purchases of so many per cent of output from a quarter on, and what else is said.
fn study(percent: u32, from: &str, more: &str) -> Study {
    let text = format!(
        "schema = 1\ntitle = \"More bought\"\n[policy.government]\npurchases = {{ from = \"{from}\", value = \"{percent} % of GDP\" \
         }}\n{more}"
    );
    let question = Question {
        quarters: Some(QUARTERS as u32),
        pairs: Some(PAIRS as u32),
        agents: Some(Agents::PersonsPerAgent(1_000_000)),
        ..Question::about(Scenario::parse(&text, "bought", &|_| None).unwrap())
    };
    Study::bind(&pack(), question).unwrap()
}

fn run(session: &Session, study: &Study, threads: usize) -> Results {
    session
        .run(study, threads, &|_| (), &AtomicBool::new(false))
        .unwrap()
}

/// Equal in every bit; what is absent equals itself.
fn same(one: &Ensemble, other: &Ensemble) -> bool {
    let books = |e: &Ensemble| (e.worst_residual().to_bits(), e.checks());
    let made = |e: &Ensemble| {
        (
            e.asked,
            e.partial,
            e.seed,
            e.persons_per_agent,
            e.quarters,
            e.opening,
        )
    };
    let pairs = one.pairs.iter().zip(&other.pairs);
    one.pairs.len() == other.pairs.len()
        && pairs.into_iter().all(|(a, b)| same_pair(a, b))
        && books(one) == books(other)
        && made(one) == made(other)
        && one.books == other.books
        && one.baseline_policy == other.baseline_policy
        && one.scenario_policy == other.scenario_policy
}

fn same_pair(one: &Pair, other: &Pair) -> bool {
    (one.index, one.seed) == (other.index, other.seed)
        && Side::BOTH.iter().all(|side| {
            let (a, b) = (one.side(*side), other.side(*side));
            a.len() == b.len() && a.checks == b.checks && same_bits(a, b)
        })
}

fn everything() -> Session {
    Session::keeping(Keep {
        runs: 1000,
        states: 1000,
    })
}

#[test]
fn events_tell_of_quarters_and_of_each_pair() {
    let study = study(1, "2026Q1", "");
    assert_eq!(study.parting(), Some(BEGIN));
    for threads in [1, 3, 8] {
        let (seen, last) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
        let tell = |event: Event| match event {
            Event::Pair { pair, done, of } => {
                assert_eq!(of, PAIRS);
                seen.lock().unwrap().push((done, pair.clone()));
            }
            Event::Quarters { done, of } => {
                assert_eq!(of, 2 * PAIRS * QUARTERS);
                last.fetch_max(done, Ordering::Relaxed);
            }
            Event::Failed(error) => panic!("{error}"),
        };
        let results = Session::default()
            .run(&study, threads, &tell, &AtomicBool::new(false))
            .unwrap();
        assert_eq!(last.into_inner(), 2 * PAIRS * QUARTERS);
        let mut seen = seen.into_inner().unwrap();
        let mut counted: Vec<usize> = seen.iter().map(|(done, _)| *done).collect();
        counted.sort_unstable();
        assert_eq!(counted, [1, 2, 3, 4]);
        seen.sort_by_key(|(_, pair)| pair.index);
        let pairs: Vec<_> = seen.into_iter().map(|(_, pair)| pair).collect();
        assert_eq!(pairs.len(), PAIRS);
        let both = pairs.iter().zip(&results.ensemble.pairs);
        assert!(both.into_iter().all(|(a, b)| same_pair(a, b)));
    }
}

#[test]
fn a_stop_leaves_a_partial_result_of_whole_pairs() {
    let study = study(1, "2026Q1", "");
    let whole = run(&Session::default(), &study, 1);
    for threads in [1, 2] {
        let stop = AtomicBool::new(false);
        // In the middle of the third pair, or of both of the last two.
        let tell = |event: Event| {
            if let Event::Quarters { done, .. } = event {
                stop.fetch_or(done >= 5 * QUARTERS, Ordering::Relaxed);
            }
        };
        let part = Session::default().run(&study, threads, &tell, &stop).unwrap();
        let pairs = &part.ensemble.pairs;
        assert!(part.ensemble.partial && part.ensemble.asked == PAIRS);
        assert!((1..PAIRS).contains(&pairs.len()));
        for pair in pairs {
            assert!(same_pair(pair, &whole.ensemble.pairs[pair.index]));
        }
    }
    let stopped = Session::default().run(&study, 1, &|_| (), &AtomicBool::new(true));
    assert_eq!(stopped.unwrap_err(), EnsembleError::Nothing);
}

#[test]
fn threads_change_no_number() {
    let study = study(1, "2026Q1", "");
    let one = run(&Session::default(), &study, 1);
    for threads in [2, 3, 8] {
        let many = run(&Session::default(), &study, threads);
        assert_eq!(many.hash, one.hash);
        assert!(same(&many.ensemble, &one.ensemble));
    }
}

#[test]
fn a_second_policy_costs_only_what_it_changes() {
    let (first, second) = (study(1, "2026Q1", ""), study(2, "2026Q1", ""));
    let (common, own) = (BEGIN - 1, QUARTERS - BEGIN + 1);
    for threads in [1, 2, 3] {
        let session = everything();
        let simulated = |study: &Study, quarters: usize| {
            let before = session.gain().simulated;
            let found = run(&session, study, threads);
            assert_eq!(session.gain().simulated - before, PAIRS * quarters);
            assert!(same(
                &found.ensemble,
                &run(&Session::default(), study, 1).ensemble
            ));
        };
        simulated(&first, common + 2 * own);
        simulated(&second, own);
        // The same question twice is no question: only the scenario is run.
        simulated(&first, own);
        let separate = 3 * PAIRS * 2 * QUARTERS;
        let simulated = PAIRS * (common + 4 * own);
        assert_eq!(session.gain(), Gain { simulated, separate });
    }
}

#[test]
fn another_economy_size_seed_or_baseline_shares_nothing() {
    let session = everything();
    let first = study(1, "2026Q1", "");
    run(&session, &first, 1);
    let whole = PAIRS * (QUARTERS + QUARTERS - BEGIN + 1);
    let mut coarser = first.clone();
    coarser.persons_per_agent = 900_000;
    let mut other_dice = first.clone();
    other_dice.seed = 77;
    let mut other_baseline = first.clone();
    other_baseline.baseline = study(3, "2025Q4", "").scenario;
    let assumed = study(1, "2026Q1", "[assumptions]\ngrowth_anchor_weight = 0.9\n");
    for (what, study, quarters) in [
        ("size", coarser, whole),
        ("dice", other_dice, whole),
        ("assumption", assumed, whole),
        ("baseline", other_baseline, whole + PAIRS),
    ] {
        let before = session.gain().simulated;
        let found = run(&session, &study, 1);
        assert_eq!(session.gain().simulated - before, quarters, "{what}");
        assert!(
            same(&found.ensemble, &run(&Session::default(), &study, 1).ensemble),
            "{what}"
        );
    }
    session.clear();
    let before = session.gain().simulated;
    run(&session, &first, 1);
    assert_eq!(session.gain().simulated - before, whole);
}

#[test]
fn pairs_run_one_by_one_make_the_same_results() {
    let study = study(1, "2026Q1", "");
    let whole = run(&Session::default(), &study, 2);
    let session = everything();
    let (mut pairs, mut books) = (Vec::new(), None);
    // In any order, as workers deliver them.
    for index in [2, 0, 3, 1] {
        let mut under_way = session.pair(&study, index).unwrap();
        assert_eq!(under_way.quarters(), (0, 2 * QUARTERS));
        while under_way.step(3) {}
        assert_eq!(under_way.quarters(), (2 * QUARTERS, 2 * QUARTERS));
        let (pair, own) = session.finish(&study, under_way).unwrap().unwrap();
        pairs.push(pair);
        books = books.or(own);
        if index == 0 {
            let first = study.collect(pairs.clone(), books.clone()).unwrap();
            assert!(first.ensemble.partial && first.pairs() == 2);
        }
    }
    let collected = study.collect(pairs, books).unwrap();
    assert!(same(&collected.ensemble, &whole.ensemble));
    assert_eq!(collected.hash, whole.hash);
    let mut left = session.pair(&study, 0).unwrap();
    assert!(left.step(1));
    assert!(session.finish(&study, left).unwrap().is_none());
    assert_eq!(
        study.collect(Vec::new(), None).unwrap_err(),
        EnsembleError::Nothing
    );
}

#[test]
fn what_goes_wrong_with_a_pair_is_told_with_its_seed() {
    let mut study = study(1, "2026Q1", "");
    study.persons_per_agent = u32::MAX;
    let told = Mutex::new(Vec::new());
    let tell = |event: Event| {
        if let Event::Failed(error) = event {
            told.lock().unwrap().push(error.clone());
        }
    };
    let outcome = Session::default().run(&study, 1, &tell, &AtomicBool::new(false));
    let error = outcome.unwrap_err();
    assert!(
        matches!(
            &error,
            EnsembleError::Run {
                pair: 0,
                side: "baseline",
                ..
            }
        ),
        "{error}"
    );
    assert!(told.into_inner().unwrap().contains(&error));
    assert_eq!(Session::default().pair(&study, 0).err(), Some(error));
}

#[test]
fn measures_are_divided_beside_a_kept_baseline() {
    let more = "household.transfers = { from = \"2026Q3\", value = \"1 % of GDP\" }\n";
    let text = format!(
        "schema = 1\n[policy]\ngovernment.purchases = {{ from = \"2026Q1\", value = \"1 % of GDP\" }}\n{more}"
    );
    let mut study = study(1, "2026Q1", "");
    study.scenario = Scenario::parse(&text, "both", &|_| None)
        .and_then(|s| s.bind(&study.economy))
        .unwrap();
    assert_eq!(study.measures(), ["government", "household"]);
    let (session, stop) = (everything(), AtomicBool::new(false));
    let divide = |session: &Session, threads| {
        let found = session.decompose(&study, &[Indicator::REAL_GDP], threads, &|_| (), &stop);
        format!("{:?}", found.unwrap())
    };
    let alone = divide(&Session::default(), 1);
    let whole = run(&session, &study, 1);
    assert!(
        alone.contains(&whole.hash),
        "the whole has the hash of the pairs of a run"
    );
    let gain = session.gain().simulated;
    assert!(divide(&session, 1) == alone);
    // The baseline is known up to quarter 4. Purchases alone take five quarters, and so does the whole, which is the same until
    // transfers begin in quarter 7: 2 + 3 + 3. Transfers alone begin there: two more in common with the baseline, and 3.
    assert_eq!(session.gain().simulated - gain, PAIRS * (8 + 5));
    for threads in [2, 8] {
        assert!(divide(&session, threads) == alone, "{threads} threads");
    }
    let separate = session.gain().separate;
    assert_eq!(separate, 2 * PAIRS * QUARTERS * (1 + 3 * 5));
}

#[test]
fn a_row_is_found_by_what_it_is_about() {
    let results = run(&Session::default(), &study(1, "2026Q1", ""), 2);
    for indicator in results.ensemble.indicators() {
        for quarter in 1..=QUARTERS {
            let effect = results.effect(indicator, quarter).unwrap();
            assert_eq!((effect.indicator, effect.quarter), (indicator, quarter));
            let level = results.level(indicator, Side::Scenario, quarter).unwrap();
            assert_eq!(
                (level.indicator, level.side, level.quarter),
                (indicator, Side::Scenario, quarter)
            );
        }
    }
    // A flow has no level at the opening, and one after a quarter.
    let exits = |quarter| results.level(Indicator::EXITS, Side::Baseline, quarter).unwrap();
    assert!(exits(0).spread.median.is_nan() && exits(1).spread.median.is_finite());
    assert!(results.effect(Indicator::REAL_GDP, 0).is_none());
    assert!(results.effect(Indicator::REAL_GDP, QUARTERS + 1).is_none());
    assert_eq!(results.horizons(), [1, 4, 8, QUARTERS]);
    assert_eq!(results.part_horizons(), [4, 8, QUARTERS]);
    assert_eq!(results.hash, hash::of(&results.ensemble));
}
