//! The table at the top of `quarter.rs` is what the code does.

use model::policy::Policy;
use model::simulation::Simulation;

/// Phase names in the rows `//! | 1 | ` + "`Name`" + ` | ...`, with the number of the row.
fn table() -> Vec<(usize, String)> {
    include_str!("../../src/quarter.rs")
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
            let number = cells.next()?.parse().ok()?;
            let name = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
            Some((number, name.to_owned()))
        })
        .collect()
}

#[test]
fn phases_run_in_the_order_of_the_table() {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 1).unwrap();
    for _ in 0..3 {
        let mut seen = Vec::new();
        run.step_observed(&Policy::default(), &mut |phase| seen.push(format!("{phase:?}")))
            .unwrap();
        let written: Vec<String> = table().into_iter().map(|(_, name)| name).collect();
        assert_eq!(seen, written);
    }
}

#[test]
fn rows_of_the_table_are_numbered_from_one() {
    let numbers: Vec<usize> = table().into_iter().map(|(number, _)| number).collect();
    assert!(!numbers.is_empty());
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
}

#[test]
fn phases_are_declared_in_the_order_they_run() {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 1).unwrap();
    let mut seen = Vec::new();
    run.step_observed(&Policy::default(), &mut |phase| seen.push(phase))
        .unwrap();
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "{seen:?}");
}
