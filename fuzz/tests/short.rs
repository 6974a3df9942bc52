//! 2,000 cases of every target; `cargo run --release -p shapan-fuzz -- all 100000` runs more.

use fuzz::{TARGETS, run};

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

// One test after the other: the allocator counts for all threads.
#[test]
fn every_reader_survives_mutated_inputs() {
    for target in &TARGETS {
        short(target.name);
    }
}
