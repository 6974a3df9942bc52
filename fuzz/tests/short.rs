//! 2,000 cases of every target; `cargo run --release -p shapan-fuzz --example run -- all 100000` runs more.
#![allow(clippy::disallowed_methods, reason = "a planted hang sleeps")]

use fastrand::Rng;
use fuzz::{Input, PATIENCE, ROOM, Subject, TARGETS, Target, run};

/// Cases of each target.
const CASES: u64 = 2_000;

fn short(name: &str) {
    let target = TARGETS.iter().find(|t| t.name == name);
    let target = target.unwrap_or_else(|| panic!("no target {name}"));
    let outcome = run(target, 0..CASES, &|_| {});
    assert_eq!(outcome.cases, CASES);
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    // Mutants that are all refused at the door test the door alone.
    assert!(
        outcome.accepted > CASES / 100,
        "{name}: {} accepted",
        outcome.accepted
    );
}

/// A reader that breaks every promise, case by case.
struct Bad;

impl Subject for Bad {
    fn input(&self, random: &mut Rng) -> Input {
        vec![("input".to_owned(), vec![random.u8(..)])]
    }

    fn try_input(&self, _input: &Input, case: u64) -> Result<bool, String> {
        match case {
            0 => panic!("a planted panic"),
            1 => std::thread::sleep(PATIENCE * 2),
            2 => drop(std::hint::black_box(vec![1u8; ROOM + 1_000_000])),
            3 => return Err("a planted fault".to_owned()),
            _ => {}
        }
        Ok(true)
    }
}

fn planted_faults_are_found() {
    let bad = Target {
        name: "bad",
        prepare: || Box::new(Bad),
    };
    let outcome = run(&bad, 0..6, &|_| {});
    let found: Vec<(u64, &str)> = outcome
        .findings
        .iter()
        .map(|f| (f.case, f.what.as_str()))
        .collect();
    let cases: Vec<u64> = found.iter().map(|(case, _)| *case).collect();
    assert_eq!(cases, [0, 1, 2, 3], "{found:?}");
    for ((_, what), word) in
        found
            .iter()
            .zip(["a planted panic", "it takes", "MB of memory", "a planted fault"])
    {
        assert!(what.contains(word), "{what}");
    }
    assert_eq!(outcome.accepted, 2);
}

// One after the other: the allocator counts for all threads.
#[test]
fn every_reader_survives_mutated_inputs() {
    planted_faults_are_found();
    for target in &TARGETS {
        short(target.name);
    }
}
