//! `cargo run --release -p shapan-fuzz --example run -- all 100000`: runs so many cases of each target and reports what it finds.
//! `cargo run --release -p shapan-fuzz --example run -- pack --case 17` shows the input of a case.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a tool that measures time and prints"
)]

use fuzz::{Outcome, TARGETS, Target, input, run};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

const USAGE: &str = "usage: run TARGET|all COUNT [FIRST]
       run TARGET --case NUMBER
targets: scenario, set, pack, published, manifest";

/// A case that is still running after this long hangs.
const HANG: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<u64>().ok();
    let chosen = |name: &str| -> Vec<&'static Target> {
        TARGETS
            .iter()
            .filter(|t| name == "all" || t.name == name)
            .collect()
    };
    let (targets, cases) = match words.as_slice() {
        [name, "--case", case] if chosen(name).len() == 1 => match number(case) {
            Some(case) => return show(chosen(name)[0], case),
            None => return usage(),
        },
        [name, count] => (chosen(name), number(count).map(|n| 0..n)),
        [name, count, first] => (
            chosen(name),
            number(count)
                .zip(number(first))
                .map(|(n, first)| first..first.saturating_add(n)),
        ),
        _ => return usage(),
    };
    let Some(cases) = cases.filter(|_| !targets.is_empty()) else {
        return usage();
    };
    // A panic is a finding and is told with it.
    std::panic::set_hook(Box::new(|_| {}));
    let mut findings = 0;
    println!("| target | cases | accepted | findings | slowest case | most memory |");
    println!("|---|---|---|---|---|---|");
    for target in targets {
        let outcome = watched(target, cases.clone());
        findings += outcome.findings.len();
        report(target, &outcome);
    }
    if findings == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

/// Writes the files of a case to standard output.
fn show(target: &Target, case: u64) -> ExitCode {
    let mut out = std::io::stdout().lock();
    for (name, bytes) in input(target, case) {
        let written = writeln!(out, "--- {name}").and_then(|()| out.write_all(&bytes));
        if written.and_then(|()| writeln!(out)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Runs the cases while another thread watches for one that does not end.
fn watched(target: &'static Target, cases: std::ops::Range<u64>) -> Outcome {
    let current = Arc::new(AtomicU64::new(cases.start));
    let (done, finished) = std::sync::mpsc::channel::<()>();
    let watch = Arc::clone(&current);
    let watcher = std::thread::spawn(move || {
        let mut last = None;
        loop {
            match finished.recv_timeout(HANG) {
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                _ => return,
            }
            let case = watch.load(Ordering::Relaxed);
            if last == Some(case) {
                eprintln!("{}: case {case} does not end", target.name);
                std::process::exit(1);
            }
            last = Some(case);
        }
    });
    let outcome = run(target, cases, &|case| current.store(case, Ordering::Relaxed));
    drop(done);
    let _ = watcher.join();
    outcome
}

fn report(target: &Target, outcome: &Outcome) {
    println!(
        "| {} | {} | {} | {} | {:.0} ms (case {}) | {:.1} MB |",
        target.name,
        outcome.cases,
        outcome.accepted,
        outcome.findings.len(),
        outcome.slowest.as_secs_f64() * 1e3,
        outcome.slowest_case,
        outcome.largest as f64 / 1e6,
    );
    for finding in outcome.findings.iter().take(20) {
        eprintln!(
            "{} case {}: {}\n    {}",
            finding.target, finding.case, finding.what, finding.input
        );
    }
}
