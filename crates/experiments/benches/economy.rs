//! What a run consists of, each part alone: the opening, a quarter with every block, the goods search of the published
//! market, the measurement of a record. CONTRIBUTING.md says how a baseline is saved and compared.
//!
//! `SHAPAN_REFERENCE` can name a folder with a published parameter set; without it the search is measured on the small
//! set of the tests.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench reads the clock, and one that cannot open its economy has failed"
)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use model::economy::Economy;
use model::indicators::Record;
use model::policy::Policy;
use model::published::PublishedSet;
use model::published::quarter::Phase;
use model::published::run::Run;
use model::simulation::Simulation;
use scenario::{Scenario, presets};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SEED: u64 = 1;
/// Quarters before the one that is measured: blocks have begun by then, and nothing has grown much.
const BEFORE: usize = 8;

fn china() -> Economy {
    data::economy("china").unwrap()
}

/// A run of the innovation drive after some quarters, and its policy of the next.
fn under_way(economy: &Economy) -> (Simulation, Policy) {
    let text = presets::text("innovation-drive").unwrap();
    let scenario = Scenario::parse(text, "innovation-drive", &|_| None).unwrap();
    let scenario = scenario.bind(economy).unwrap();
    let mut run = Simulation::open(economy, economy.persons_per_agent[0], SEED).unwrap();
    for _ in 0..BEFORE {
        let policy = scenario.policy(run.next_quarter());
        run.step(&policy).unwrap();
    }
    let policy = scenario.policy(run.next_quarter());
    (run, policy)
}

fn growing(c: &mut Criterion) {
    let economy = china();
    let small = economy.persons_per_agent[0];
    c.bench_function("opening", |b| {
        b.iter(|| Simulation::open(black_box(&economy), small, SEED).unwrap());
    });
    let (run, policy) = under_way(&economy);
    c.bench_function("quarter", |b| {
        b.iter_batched(
            || run.clone(),
            |mut run| {
                run.step(black_box(&policy)).unwrap();
                run
            },
            BatchSize::LargeInput,
        );
    });
    let quarter = run.next_quarter();
    c.bench_function("record", |b| {
        b.iter(|| Record::measure(quarter, black_box(&run.observed())));
    });
}

/// A published set: that of a folder, or the small one of the tests.
fn published_set() -> PublishedSet {
    match std::env::var_os("SHAPAN_REFERENCE") {
        Some(folder) => data::published(folder.as_ref()).unwrap(),
        None => {
            let parameters = include_str!("../tests/published_set/parameters.json");
            let initial = include_str!("../tests/published_set/initial_conditions.json");
            data::published_of(parameters, initial).unwrap()
        }
    }
}

fn published(c: &mut Criterion) {
    let set = published_set();
    let run = Run::open(&set, SEED, true);
    c.bench_function("search", |b| {
        b.iter_custom(|times| (0..times).map(|_| search(&mut run.clone())).sum());
    });
}

/// Time that one quarter spends in the goods market.
fn search(run: &mut Run) -> Duration {
    let mut began = None;
    let mut spent = Duration::ZERO;
    let mut watch = |phase| match (phase, began) {
        (Phase::Goods, _) => began = Some(Instant::now()),
        (_, Some(from)) => {
            spent = from.elapsed();
            began = None;
        }
        _ => {}
    };
    run.step_observed(&mut watch).unwrap();
    spent
}

criterion_group!(benches, growing, published);
criterion_main!(benches);
