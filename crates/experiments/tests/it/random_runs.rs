//! Random levers and random parameters, all inside their declared ranges: whatever is asked of the economy, its books
//! close and its numbers stay numbers. The draws are keyed, so a failing case can be run again by its number.

use crate::common::{THREADS, china};
use engine::draws::{Draws, Stream};
use engine::parallel::map_ordered;
use model::economy::Economy;
use model::error::ModelError;
use model::policy::Policy;
use model::simulation::Simulation;
use scenario::LEVERS;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Persons per agent: coarser than in other tests, so that ten years of all cases stay quick.
const COARSE: u32 = 400_000;
const CASES: u32 = 300;
const QUARTERS: usize = 40;
const SEED: u64 = 20_250_331;

#[derive(Clone, Copy)]
#[repr(u32)]
enum For {
    Parameter = 2,
    ParameterMoves = 3,
    Lever = 4,
    LeverMoves = 5,
    Quarter = 6,
}

impl Stream for For {
    fn code(self) -> u32 {
        self as u32
    }
}

/// What one case does.
struct Case {
    economy: Economy,
    /// Lever by position in the registry, group, first and last quarter, value.
    settings: Vec<(usize, usize, usize, usize, f64)>,
    told: String,
}

/// Random parameters, drawn again until the opening fits together, and their names and values.
fn economy(number: u32, base: &Economy) -> (Economy, String) {
    let draws = Draws::new(SEED);
    // A firm has at least one agent to employ: at this size the staff of a firm cannot be any number.
    let employed = base.sectors.iter().map(|s| s.employed);
    let most_staff = employed.fold(f64::INFINITY, f64::min) / f64::from(COARSE);
    // Half of the cases move every parameter, the others one in five, so that more of them stay near the baseline.
    let moves = if number.is_multiple_of(2) { 1.0 } else { 0.2 };
    for attempt in 0.. {
        let uniform = |what: For, k: usize| draws.uniform(what, attempt, number, k as u32);
        let mut economy = base.clone();
        let mut told = format!("case {number}, attempt {attempt}\n");
        for (k, (id, parameter)) in economy.parameters.iter_mut().enumerate() {
            if uniform(For::ParameterMoves, k) < moves {
                let (low, high) = parameter.range;
                parameter.value = low + (high - low) * uniform(For::Parameter, k);
                writeln!(told, "  assumptions.{id} = {}", parameter.value).unwrap();
            }
        }
        if let Some(staff) = economy.parameters.get_mut("staff_per_firm") {
            staff.value = staff.value.min(most_staff);
        }
        let open = Simulation::open(&economy, COARSE, u64::from(number));
        if !matches!(open, Err(ModelError::Opening { .. })) {
            return (economy, told);
        }
    }
    unreachable!("some opening fits together")
}

/// Draws kept for the members of a lever.
const STRIDE: usize = 16;

fn case(number: u32, base: &Economy) -> Case {
    let draws = Draws::new(SEED);
    let uniform = |what: For, k: usize| draws.uniform(what, 0, number, k as u32);
    let (economy, mut told) = economy(number, base);
    let mut settings = Vec::new();
    for (k, lever) in LEVERS.iter().enumerate() {
        // A held rate cannot be shifted at the same time.
        let barred = lever.path == "central_bank.rate" && !number.is_multiple_of(3)
            || lever.path == "central_bank.rate_shift" && number.is_multiple_of(3);
        for group in 0..lever.entries(&economy) {
            let key = k * STRIDE + group;
            if barred || uniform(For::LeverMoves, key) > 0.5 {
                continue;
            }
            let (low, high) = lever.range;
            let value = low + (high - low) * uniform(For::Lever, key);
            let within = |length: usize, k: usize| (length as f64 * uniform(For::Quarter, k)) as usize;
            let first = 1 + within(QUARTERS / 2, 2 * key);
            let last = first + within(QUARTERS, 2 * key + 1);
            writeln!(
                told,
                "  {} = {value} in quarters {first} to {last}, group {group}",
                lever.path
            )
            .unwrap();
            settings.push((k, group, first, last, value));
        }
    }
    Case {
        economy,
        settings,
        told,
    }
}

impl Case {
    fn policy(&self, quarter: usize) -> Policy {
        let mut policy = Policy::default();
        for &(lever, group, first, last, value) in &self.settings {
            let value = (first..=last).contains(&quarter).then_some(value);
            policy.set(&LEVERS[lever], group, value);
        }
        policy
    }

    /// Runs it; how many quarters it lasts.
    fn run(&self, seed: u64) -> Result<usize, String> {
        let mut run = Simulation::open(&self.economy, COARSE, seed).map_err(|e| e.to_string())?;
        for quarter in 1..=QUARTERS {
            match run.step(&self.policy(quarter)) {
                Ok(_) => {}
                // Parameters and levers this far apart can ruin every firm; the run says so and ends with closed books.
                Err(ModelError::Standstill { .. }) => break,
                Err(error) => return Err(error.to_string()),
            }
        }
        if run.worst_residual() > 1e-9 {
            return Err(format!("worst residual {}", run.worst_residual()));
        }
        match run
            .records()
            .iter()
            // The opening does not show flows.
            .skip(1)
            .flat_map(|r| &r.values)
            .all(|x| x.is_finite())
        {
            true => Ok(run.records().len() - 1),
            false => Err("a recorded number is not finite".to_owned()),
        }
    }
}

#[test]
fn books_close_and_numbers_stay_finite_whatever_is_asked() {
    let base = china();
    let outcomes: Vec<Result<usize, String>> = map_ordered(THREADS, CASES as usize, |k| {
        let case = case(k as u32, &base);
        let outcome = catch_unwind(AssertUnwindSafe(|| case.run(k as u64)));
        let problem = match outcome {
            Ok(Ok(quarters)) => return Ok(quarters),
            Ok(Err(problem)) => problem,
            Err(panic) => panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()))
                .unwrap_or_else(|| "panic".to_owned()),
        };
        Err(format!("{problem}\n{}", case.told))
    });
    let failures: Vec<&String> = outcomes.iter().filter_map(|o| o.as_ref().err()).collect();
    let heads: Vec<String> = failures
        .iter()
        .map(|f| f.lines().take(2).collect::<Vec<_>>().join(" · "))
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {CASES} cases fail:\n{}\n\nthe first in full:\n{}",
        failures.len(),
        heads.join("\n"),
        failures[0]
    );
    // Hardly any case is so extreme that it ends early.
    let quarters: usize = outcomes.into_iter().flatten().sum();
    println!("{quarters} quarters");
    assert!(
        quarters * 10 > CASES as usize * QUARTERS * 9,
        "{quarters} quarters"
    );
}
