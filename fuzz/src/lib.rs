//! Mutated inputs against every reader of the program: scenario text, `--set`, country packs, published sets, manifests.
//!
//! A case is a number: the input follows from target and case alone, so a finding is repeated by its number. No case may
//! panic, take longer than [`PATIENCE`] or more memory than [`ROOM`]. Runs on a stable toolchain, without tools.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a tool that measures time and prints"
)]

mod mutate;
mod targets;

pub use targets::{Input, Subject, TARGETS, Target};

use peak_alloc::PeakAlloc;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Longest that a case may take.
pub const PATIENCE: Duration = Duration::from_secs(1);
/// Most memory that a case may take on top of what the corpus needs, bytes.
pub const ROOM: usize = 500_000_000;

/// A case that must not be.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Target.
    pub target: &'static str,
    /// Case by which it is repeated.
    pub case: u64,
    /// What happened.
    pub what: String,
    /// Beginning of the input.
    pub input: String,
}

/// What the cases of a target came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Cases run.
    pub cases: u64,
    /// Inputs that were accepted.
    pub accepted: u64,
    /// Longest time of a case.
    pub slowest: Duration,
    /// Case that took it.
    pub slowest_case: u64,
    /// Most memory of a case, bytes.
    pub largest: usize,
    /// Cases that must not be.
    pub findings: Vec<Finding>,
}

/// Runs cases of a target in order. `begin` is told each case before it begins.
pub fn run(target: &Target, cases: std::ops::Range<u64>, begin: &dyn Fn(u64)) -> Outcome {
    let subject = (target.prepare)();
    let mut outcome = Outcome::default();
    for case in cases {
        begin(case);
        let mut random = fastrand::Rng::with_seed(case);
        let input = subject.input(&mut random);
        let before = MEMORY.current_usage();
        let mut taken = Duration::MAX;
        // A case that was slow once may have been interrupted; one that is slow twice is slow.
        for _ in 0..2 {
            MEMORY.reset_peak_usage();
            let start = Instant::now();
            let result = catch_unwind(AssertUnwindSafe(|| subject.try_input(&input, case)));
            taken = taken.min(start.elapsed());
            let room = MEMORY.peak_usage().saturating_sub(before);
            outcome.largest = outcome.largest.max(room);
            let what = match &result {
                Err(panic) => Some(format!("panic: {}", message(panic.as_ref()))),
                Ok(Err(broken)) => Some(broken.clone()),
                Ok(Ok(_)) if room > ROOM => Some(format!("{} MB of memory", room / 1_000_000)),
                Ok(Ok(_)) => None,
            };
            if let Some(what) = what {
                outcome.findings.push(finding(target, case, what, &input));
                break;
            }
            if taken <= PATIENCE {
                outcome.accepted += u64::from(matches!(result, Ok(Ok(true))));
                break;
            }
        }
        if taken > outcome.slowest {
            (outcome.slowest, outcome.slowest_case) = (taken, case);
        }
        // A case that has broken one promise is not judged by the clock too.
        if taken > PATIENCE && outcome.findings.last().is_none_or(|last| last.case != case) {
            let what = format!("it takes {taken:?}");
            outcome.findings.push(finding(target, case, what, &input));
        }
        outcome.cases += 1;
    }
    outcome
}

/// The input of one case, for a look at a finding.
pub fn input(target: &Target, case: u64) -> Vec<(String, Vec<u8>)> {
    (target.prepare)().input(&mut fastrand::Rng::with_seed(case))
}

fn finding(target: &Target, case: u64, what: String, input: &[(String, Vec<u8>)]) -> Finding {
    let head = input.iter().map(|(name, bytes)| {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        format!("{name}: {text:?}")
    });
    Finding {
        target: target.name,
        case,
        what,
        input: head.take(2).collect::<Vec<String>>().join("; "),
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default()
}
