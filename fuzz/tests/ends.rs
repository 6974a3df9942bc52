//! Every parameter and every lever at the ends of what means anything, forced: the run opens and moves on, or is refused
//! with a reason. No panic, no hang, no flood of memory, whatever `--allow-out-of-range` lets through.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the test measures how long a run takes"
)]

use model::declare::Meaning;
use model::economy::Economy;
use model::simulation::Simulation;
use scenario::{Agents, LEVERS, Options, Problem, Scenario, presets};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Quarters of a run: long enough for what is begun in the first to come round.
const QUARTERS: u32 = 6;
/// Longest that a run may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The baseline, read as `--allow-out-of-range` reads it.
fn baseline() -> Scenario {
    let options = Options {
        allow_out_of_range: true,
    };
    let text = presets::text("baseline").unwrap();
    Scenario::parse_with(options, text, "baseline", &|_| None).unwrap()
}

/// Every lever at a value at which it acts, but those that would fix the policy rate twice beside `path`.
fn pulled(path: &str) -> Vec<String> {
    let other = if path == "central_bank.rate" {
        "central_bank.rate_shift"
    } else {
        "central_bank.rate"
    };
    let levers = LEVERS.iter().filter(|l| l.path != other && l.path != path);
    levers
        .map(|l| format!("{}={}", l.example_path(), l.example))
        .collect()
}

/// The baseline with forced settings, run for some quarters; what went wrong.
fn forced(economy: &Economy, settings: &[String]) -> Result<(), String> {
    let mut scenario = baseline();
    for setting in settings {
        scenario
            .set(setting)
            .map_err(|e| format!("{setting}: {}", e.what()))?;
    }
    let mut economy = economy.clone();
    let applied = scenario.bind(&economy).and_then(|bound| {
        bound.apply_assumptions(&mut economy)?;
        Ok(bound)
    });
    // Two parameters in an order without meaning are refused; a single one at its end is not.
    let scenario = match applied {
        Ok(bound) => bound,
        Err(e) if e.problem() == Problem::Conflict => return Ok(()),
        Err(e) => return Err(format!("it is refused: {}", e.what())),
    };
    let begin = Instant::now();
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let persons = Agents::Small.persons(&economy);
        let mut run = Simulation::open(&economy, persons, 1)?;
        for _ in 0..QUARTERS {
            let quarter = run.next_quarter();
            run.step(&scenario.policy(quarter))?;
        }
        Ok::<(), model::error::ModelError>(())
    }));
    let taken = begin.elapsed();
    match ran {
        Err(_) => Err("it panics".to_owned()),
        Ok(_) if taken > PATIENCE => Err(format!("it takes {taken:?}")),
        // A run may stop with a reason.
        Ok(_) => Ok(()),
    }
}

#[test]
fn parameters_at_the_ends_of_their_meaning_run_or_are_refused() {
    let economy = data::economy("china").unwrap();
    let mut wrong = Vec::new();
    for (id, parameter) in &economy.parameters {
        let meaning = Meaning::of(model::blocks::parameter(id).unwrap(), &parameter.unit, "CNY").unwrap();
        let largest = parameter.by_sector.iter().copied().fold(0.0, f64::max);
        let ends = if largest > 0.0 {
            [meaning.least_factor, (meaning.most / largest).min(100.0)]
        } else {
            [meaning.least, meaning.most]
        };
        for end in ends {
            // A block that no lever pulls sleeps, and so do its dangers.
            let settings = [pulled(""), vec![format!("assumptions.{id}={end}")]].concat();
            wrong.extend(
                forced(&economy, &settings)
                    .map_err(|e| format!("{id} = {end}: {e}"))
                    .err(),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn levers_at_the_ends_of_what_is_possible_run_or_are_refused() {
    let economy = data::economy("china").unwrap();
    let mut wrong = Vec::new();
    for lever in LEVERS {
        for end in [lever.possible.0, lever.possible.1] {
            let value = lever.unit.format(end, "CNY");
            let setting = format!("{}={value}", lever.example_path());
            let settings = [pulled(lever.path), vec![setting.clone()]].concat();
            wrong.extend(
                forced(&economy, &settings)
                    .map_err(|e| format!("{setting}: {e}"))
                    .err(),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What fuzzing found: the opening indexed with the first, the quarter with the second did not end.
#[test]
fn forced_assumptions_that_stopped_the_program_are_refused() {
    let economy = data::economy("china").unwrap();
    for (setting, bounds) in [
        (
            "assumptions.ai_opening_adopters=13316498206.394476",
            "from 0 to 1",
        ),
        ("assumptions.workout=-4", "from 1 to 400"),
    ] {
        let mut scenario = baseline();
        scenario.set(setting).unwrap();
        let e = scenario.bind(&economy).unwrap_err();
        assert_eq!(e.problem(), Problem::OutOfRange);
        assert!(
            e.what().contains("no meaning") && e.how().contains(bounds),
            "{e:?}"
        );
        assert_eq!(e.place().map(|p| p.origin.to_string()).as_deref(), Some("--set"));
    }
}
