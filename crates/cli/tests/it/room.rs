//! The estimate of memory and disk is honest, and what cannot fit is refused before it begins.

#![cfg(target_os = "linux")]
use crate::common::folder;
use report::size::{Size, Work, estimate};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_shapan");

/// Largest memory that a run had, and the size of its folder, bytes.
fn measured(dir: &Path, args: &[String]) -> Size {
    let mut child = Command::new(PROGRAM)
        .args(args)
        .current_dir(dir)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let code = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<u64>().ok());
        memory = memory.max(1024 * kibibytes.unwrap_or(0));
        if let Some(code) = child.try_wait().unwrap() {
            break code;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(code.success());
    let files = fs::read_dir(dir.join("out")).into_iter().flatten();
    Size {
        memory,
        disk: files.map(|f| f.unwrap().metadata().unwrap().len()).sum(),
    }
}

#[test]
fn the_estimate_is_within_a_factor_of_two() {
    let economy = data::economy("china").unwrap();
    for (pairs, quarters, persons_per_agent, threads, written) in [
        (1, 1, 100_000, 1, false),
        (200, 4, 100_000, 2, false),
        (200, 4, 100_000, 2, true),
        (8, 40, 100_000, 2, true),
        (1, 2, 1_000, 1, false),
        (2, 1, 2_000, 2, true),
    ] {
        let dir = folder(&[]);
        let mut args: Vec<String> = ["run", "--quiet"].map(str::to_owned).to_vec();
        for (option, value) in [
            ("--pairs", pairs),
            ("--quarters", quarters),
            ("--agents", persons_per_agent as usize),
            ("--threads", threads),
        ] {
            args.extend([option.to_owned(), value.to_string()]);
        }
        if written {
            args.extend(["--out", "out"].map(str::to_owned));
        }
        let found = measured(dir.path(), &args);
        let expected = estimate(&Work {
            economy: &economy,
            persons_per_agent,
            pairs,
            policies: 2,
            quarters,
            threads,
            written,
        });
        let ratio = |expected: u64, found: u64| expected as f64 / found.max(1) as f64;
        let memory = ratio(expected.memory, found.memory);
        eprintln!("{args:?}: {found:?}, {expected:?}, {memory:.2}");
        assert!((0.5..2.0).contains(&memory), "{args:?}: {found:?}, {expected:?}");
        if written {
            let disk = ratio(expected.disk, found.disk);
            eprintln!("  disk {disk:.2}");
            assert!((0.5..2.0).contains(&disk), "{args:?}: {found:?}, {expected:?}");
        } else {
            assert_eq!((expected.disk, found.disk), (0, 0));
        }
    }
}

#[test]
fn what_cannot_fit_is_refused_with_what_to_change() {
    let dir = folder(&[]);
    // A limit of the process makes every machine as small as the smallest.
    let limited = |gigabytes: f64, args: &str| {
        let kibibytes = gigabytes * 1e9 / 1024.0;
        let script = format!("ulimit -v {kibibytes:.0}; exec timeout 20 {PROGRAM} {args}");
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(dir.path())
            .output();
        let output = output.unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args}: {err}");
        assert!(
            err.contains("this study needs about") && err.contains("of memory"),
            "{args}: {err}"
        );
        err
    };
    let err = limited(4.0, "run --pairs 100000 --quarters 400 --out out");
    assert!(err.contains("ask for at most"), "{err}");
    for args in [
        "decompose --pairs 100000",
        "validate --seeds 100000 --quarters 400",
        "validate --seeds 100000 --quarters 4 --impulses",
        "experiments E04 --pairs 100000",
    ] {
        limited(4.0, args);
    }
    let err = limited(0.3, "run --agents 1000 --pairs 2 --threads 2 --quarters 1");
    assert!(err.contains("--agents"), "{err}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
