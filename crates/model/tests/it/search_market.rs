//! The published rules on a set written by hand: books close whatever the draws, and without noise seeds are nothing.

use crate::common::published::set;
use engine::math;
use model::published::PublishedSet;
use model::published::run::Run;
use model::published::series::series;

fn closes(set: &PublishedSet, seed: u64, noise: bool) -> Vec<Vec<u64>> {
    let mut run = Run::open(set, seed, noise);
    let path = (0..12)
        .map(|_| {
            let before = run.checks();
            run.step().unwrap_or_else(|e| panic!("seed {seed}: {e}"));
            assert!(run.checks() > before + 40);
            series(&run).iter().map(|x| x.to_bits()).collect()
        })
        .collect();
    assert!(
        run.worst_residual() < 1e-9,
        "seed {seed}: {:e}",
        run.worst_residual()
    );
    let firms = &run.world.firms;
    assert!((0..firms.len()).all(|i| firms.finished[i] > -1e-9 && firms.materials[i] > -1e-9));
    path
}

#[test]
fn books_close_with_noise() {
    for seed in 0..25 {
        closes(&set(), seed, true);
    }
}

#[test]
fn seeds_differ_with_noise_and_repeat() {
    assert!(closes(&set(), 1, true) == closes(&set(), 1, true));
    assert!(closes(&set(), 1, true) != closes(&set(), 2, true));
}

#[test]
fn without_noise_all_seeds_are_one_run() {
    let first = closes(&set(), 0, false);
    for seed in [1, 7, u64::MAX] {
        assert!(first == closes(&set(), seed, false), "seed {seed}");
    }
}

/// Hardly any imports: buyers go without, orders are booked on spare capacity.
#[test]
fn books_close_in_a_shortage() {
    let mut set = set();
    set.parameters.imports_constant = 0.1 * math::ln(2.0_f64);
    set.initial.imports.fill(2.0);
    for seed in 0..10 {
        closes(&set, seed, true);
    }
    closes(&set, 0, false);
}

/// One firm an industry, and a product that nobody imports.
#[test]
fn books_close_with_single_sellers() {
    let mut set = set();
    let p = &mut set.parameters;
    p.firms = vec![1, 1, 1];
    // 120 employees, 20 without a job, 4 owners.
    p.active_persons = 144;
    p.imports_mix = vec![0.0, 0.7, 0.3];
    for seed in 0..10 {
        closes(&set, seed, true);
    }
    closes(&set, 0, false);
}

/// More sellers than a block of draws serves at once, and a product that no household buys.
#[test]
fn books_close_when_a_product_has_no_final_buyers() {
    let mut set = set();
    let p = &mut set.parameters;
    p.consumption_mix = vec![0.0, 0.5, 0.5];
    p.exports_mix = vec![0.0, 0.7, 0.3];
    p.shock_covariance = [[0.0; 3]; 3];
    for seed in 0..10 {
        closes(&set, seed, true);
    }
}

/// A bad number is reported as what it is: it neither panics in the picking of sellers nor shows as money that appeared.
#[test]
fn supply_and_prices_that_are_no_numbers_stop_the_run_with_their_name() {
    let stopped = |set: &PublishedSet, noise: bool| {
        let mut run = Run::open(set, 1, noise);
        (0..400)
            .find_map(|_| run.step().err())
            .unwrap_or_else(|| panic!("the run never stops"))
    };
    let mut endless = set();
    endless.parameters.imports_persistence = 1e12;
    for noise in [false, true] {
        let error = stopped(&endless, noise).to_string();
        assert!(
            error.contains("`import supply` is not a finite number"),
            "{error}"
        );
    }
    // Prices at which no seller's appeal can be told from zero.
    let mut dear = Run::open(&set(), 1, true);
    dear.world.firms.price.fill(1000.0);
    dear.world.goods.price.fill(1000.0);
    let error = dear.step().unwrap_err().to_string();
    assert!(error.contains("`price or supply of a seller`"), "{error}");
}
