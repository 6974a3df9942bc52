//! Requests to stop keep what is finished, and a log tells how far a run is.

#![cfg(unix)]
use crate::common::folder;
use crate::common::trials::{PROGRAM, start};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Sends a signal to a long run once its log tells how far it is: exit code, result, log.
fn stopped(dir: &Path, signal: &str) -> (Option<i32>, Value, String) {
    let long = "run --pairs 3000 --quarters 4 --format json --out out";
    let long: Vec<&str> = long.split(' ').collect();
    // A parent (`nohup`, a shell that starts a job in the background) may have told its children to ignore signals, which the
    // program respects.
    let fresh = ["env", "--default-signal=HUP,INT,TERM"];
    let knows = Command::new(fresh[0]).args([fresh[1], "true"]).output();
    let knows = knows.is_ok_and(|output| output.status.success());
    let mut child = start(dir, if knows { &fresh } else { &[] }, &long);
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    // Twice, as shells and `timeout` do.
    for _ in 0..2 {
        let id = child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
    }
    let output = child.wait_with_output().unwrap();
    log.read_to_string(&mut line).unwrap();
    let result = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code(), result, line)
}

#[test]
fn a_polite_kill_keeps_what_is_finished() {
    keeps_what_is_finished("-TERM", 143);
}

#[test]
fn an_interrupt_keeps_what_is_finished() {
    keeps_what_is_finished("-INT", 130);
}

#[test]
fn a_terminal_that_goes_away_keeps_what_is_finished() {
    keeps_what_is_finished("-HUP", 129);
}

#[track_caller]
fn keeps_what_is_finished(signal: &str, code: i32) {
    let dir = folder(&[]);
    let (found, result, log) = stopped(dir.path(), signal);
    assert_eq!(found, Some(code), "{signal}: {log}");
    let done = result["pairs"].as_u64().unwrap();
    assert!(done > 0 && done < 3000 && result["partial"] == true);
    let first = log.lines().next().unwrap();
    assert!(
        first.contains(" of 3000 pairs (") && first.ends_with(" left"),
        "{log}"
    );
    assert!(
        log.contains(&format!("{done} of 3000 pairs are finished")),
        "{log}"
    );
    let text = fs::read(dir.path().join("out/manifest.json")).unwrap();
    let pairs = &serde_json::from_slice::<Value>(&text).unwrap()["pairs"];
    assert_eq!((&pairs["done"], &pairs["partial"]), (&done.into(), &true.into()));
}

/// Runs that are not begun yet must not hold up the end.
#[test]
fn a_stop_is_prompt_however_many_runs_are_left() {
    let dir = folder(&[]);
    let args = ["validate", "--seeds", "50000", "--quarters", "4", "--quiet"];
    let child = start(dir.path(), &[], &args);
    std::thread::sleep(Duration::from_millis(300));
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(sent.success());
    let begin = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(143));
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
}

#[test]
fn a_hangup_that_was_to_be_ignored_is_ignored() {
    let dir = folder(&[]);
    let script = format!(
        "trap '' HUP; {PROGRAM} run --pairs 200 --quarters 4 --quiet --out out > /dev/null & p=$!; sleep 0.3; \
         kill -HUP $p; wait $p"
    );
    let status = Command::new("sh")
        .args(["-c", &script])
        .current_dir(dir.path())
        .status();
    assert_eq!(status.unwrap().code(), Some(0));
    let text = fs::read(dir.path().join("out/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(manifest["pairs"]["done"], 200);
}
