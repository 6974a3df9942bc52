//! The validation of the country pack itself, on few seeds and coarse agents.

use crate::common::{china, options, quietly};
use experiments::impulses;
use experiments::run::Neutral;
use experiments::runs::{self, Batch};
use experiments::validate::limits::{PARAMETER, UNSTABLE, with_parameter};
use experiments::validate::{self, Report};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

fn country() -> evidence::Country {
    data::evidence("china").unwrap()
}

fn report(seeds: usize, quarters: usize, threads: usize) -> Report {
    let economy = china();
    let options = validate::Options {
        threads,
        ..options(&economy, seeds, quarters)
    };
    let told = AtomicUsize::new(0);
    let tell = |done: usize| {
        told.fetch_max(done, Ordering::Relaxed);
    };
    let report = validate::validate(&economy, &country(), options, &tell, &AtomicBool::new(false)).unwrap();
    assert_eq!(told.into_inner(), options.work());
    report
}

#[test]
fn the_baseline_of_forty_quarters_meets_its_targets() {
    // At the pack's own size: with fewer agents the labour market rests on whole persons too much for its targets.
    let economy = china();
    let options = validate::Options {
        persons_per_agent: economy.persons_per_agent[0],
        ..options(&economy, 8, 40)
    };
    let report = validate::validate(&economy, &country(), options, &|_| (), &AtomicBool::new(false)).unwrap();
    let failed: Vec<_> = report.checks.iter().filter(|c| c.fails()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(report.checks.len() > 25 && report.passed());
    let growth = report.tables.iter().find(|t| t.id == "growth").unwrap();
    assert_eq!(growth.rows.len(), 10);
    for table in &report.tables {
        assert!(
            table.rows.iter().all(|row| row.len() == table.columns.len()),
            "{}",
            table.id
        );
    }
}

#[test]
fn a_hundred_quarters_stay_stable() {
    let economy = china();
    let options = validate::Options {
        persons_per_agent: economy.persons_per_agent[0],
        ..options(&economy, 12, 100)
    };
    let report = validate::validate(&economy, &country(), options, &|_| (), &AtomicBool::new(false)).unwrap();
    for name in [
        "unemployment, any quarter of any run, 100 quarters",
        "growth of quarters 41-100, any run",
    ] {
        let check = report.checks.iter().find(|c| c.name == name).unwrap();
        assert!(!check.fails(), "{check:?}");
    }
    let failed: Vec<_> = report.checks.iter().filter(|c| c.fails()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn threads_change_no_check() {
    // Compared as text, in which equal numbers look alike and a missing number equals itself.
    let one = report(3, 8, 1);
    for threads in [2, 3] {
        let many = report(3, 8, threads);
        assert_eq!(format!("{:?}", one.checks), format!("{:?}", many.checks));
        assert_eq!(format!("{:?}", one.tables), format!("{:?}", many.tables));
    }
}

#[test]
fn a_fast_accelerator_is_caught() {
    // The baseline's targets refuse the economy that swings: the validation can fail.
    let economy = with_parameter(&china(), PARAMETER, UNSTABLE);
    let options = options(&economy, 4, 40);
    let report = validate::validate(&economy, &country(), options, &|_| (), &AtomicBool::new(false)).unwrap();
    assert!(!report.passed());
    let failed: Vec<&str> = report
        .checks
        .iter()
        .filter(|c| c.fails())
        .map(|c| c.name.as_str())
        .collect();
    assert!(failed.contains(&"unemployment, mean path"), "{failed:?}");
}

#[test]
fn a_stop_gives_no_report() {
    let economy = china();
    let stopped = validate::validate(
        &economy,
        &country(),
        options(&economy, 2, 8),
        &|_| (),
        &AtomicBool::new(true),
    );
    assert!(stopped.is_err());
}

#[test]
fn every_impulse_fits_the_pack_and_is_measured_from_its_first_quarter() {
    let economy = china();
    let options = options(&economy, 2, 8);
    let (impulses, left_out) = quietly(|watch| impulses::run(&economy, options, watch)).unwrap();
    assert!(left_out.is_empty(), "{left_out:?}");
    assert_eq!(impulses.len(), evidence::general().unwrap().impulses.len());
    for impulse in &impulses {
        let title = &impulse.experiment.title;
        assert_eq!(impulse.ensemble.first_difference(), Some(5), "{title}");
        assert!(impulse.growth_effect(1) != 0.0, "{title}");
    }
}

#[test]
fn runs_of_one_seed_do_not_depend_on_the_others() {
    let economy = china();
    let batch = |seeds: usize| Batch {
        economy: &economy,
        persons_per_agent: crate::common::COARSE,
        seed: 5,
        seeds,
        quarters: 4,
        threads: 1,
    };
    let few = quietly(|watch| runs::run(&batch(1), &[&Neutral], watch)).unwrap();
    let many = quietly(|watch| runs::run(&batch(3), &[&Neutral], watch)).unwrap();
    assert!(runs::same_bits(&few[0][0], &many[0][0]));
    assert!(!runs::same_bits(&few[0][0], &many[0][1]));
}

#[test]
fn the_home_of_scenarios_is_a_pack_that_counts_in_the_money_of_the_ranges() {
    let home = data::economy(scenario::home::ECONOMY).unwrap();
    assert!(
        home.money_unit
            .ends_with(&format!(" {}", scenario::home::CURRENCY))
    );
}
