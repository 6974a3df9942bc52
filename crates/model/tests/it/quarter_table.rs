//! The table at the top of each quarter is what the code does.

use model::policy::Policy;
use model::published::run::Run;
use model::simulation::Simulation;

const GROWING: &str = include_str!("../../src/quarter.rs");
const PUBLISHED: &str = include_str!("../../src/published/quarter.rs");

/// Phase names in the rows `//! | 1 | ` + "`Name`" + ` | ...`, with the number of the row.
fn table(quarter: &str) -> Vec<(usize, String)> {
    quarter
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
            let number = cells.next()?.parse().ok()?;
            let name = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
            Some((number, name.to_owned()))
        })
        .collect()
}

fn names(quarter: &str) -> Vec<String> {
    table(quarter).into_iter().map(|(_, name)| name).collect()
}

#[test]
fn phases_run_in_the_order_of_the_table() {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 1).unwrap();
    for _ in 0..3 {
        let mut seen = Vec::new();
        run.step_observed(&Policy::default(), &mut |phase| seen.push(format!("{phase:?}")))
            .unwrap();
        assert_eq!(seen, names(GROWING));
    }
}

#[test]
fn phases_of_the_base_model_run_in_the_order_of_its_table() {
    let mut run = Run::open(&crate::common::published::set(), 1, true);
    for _ in 0..3 {
        let mut seen = Vec::new();
        run.step_observed(&mut |phase| seen.push(format!("{phase:?}")))
            .unwrap();
        assert_eq!(seen, names(PUBLISHED));
    }
}

#[test]
fn rows_of_the_tables_are_numbered_from_one() {
    for quarter in [GROWING, PUBLISHED] {
        let numbers: Vec<usize> = table(quarter).into_iter().map(|(number, _)| number).collect();
        assert!(!numbers.is_empty());
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    }
}

#[test]
fn phases_are_declared_in_the_order_they_run() {
    let mut run = Simulation::open(&crate::common::island_pack(), 1000, 1).unwrap();
    let mut seen = Vec::new();
    run.step_observed(&Policy::default(), &mut |phase| seen.push(phase))
        .unwrap();
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "{seen:?}");
    let mut run = Run::open(&crate::common::published::set(), 1, true);
    let mut seen = Vec::new();
    run.step_observed(&mut |phase| seen.push(phase)).unwrap();
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "{seen:?}");
}
