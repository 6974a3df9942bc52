//! Requests to stop: Ctrl-C, a polite kill, a terminal that goes away. What is finished is kept.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::{Duration, Instant};

/// Set by the first request; signals reach the process, so there is one for the process.
static STOP: AtomicBool = AtomicBool::new(false);
/// Number of that signal; Ctrl-C where systems do not number them.
static SIGNAL: AtomicI32 = AtomicI32::new(2);
static LISTENING: OnceLock<()> = OnceLock::new();

/// A request within this time of the first is its echo: shells and `timeout` send theirs twice.
const ECHO: Duration = Duration::from_secs(1);

/// Set once someone wants to stop.
pub fn stop() -> &'static AtomicBool {
    &STOP
}

/// Exit code of a program that was stopped: 128 and the number of the signal, as shells have it.
pub fn code() -> u8 {
    let code = 128 + SIGNAL.load(Ordering::SeqCst);
    u8::try_from(code).unwrap_or(130)
}

/// Begins to listen. A later request ends the program at once; nothing is half-written then either.
pub fn listen() {
    LISTENING.get_or_init(|| {
        // Without a listener a signal simply ends the program.
        let _ = listener();
    });
}

/// Notes a request; the second one ends the program.
fn requested(signal: i32, first: &mut Option<Instant>) {
    match first {
        None => {
            *first = Some(Instant::now());
            SIGNAL.store(signal, Ordering::SeqCst);
            STOP.store(true, Ordering::SeqCst);
        }
        Some(at) if at.elapsed() > ECHO => std::process::exit(128 + signal),
        Some(_) => {}
    }
}

#[cfg(unix)]
fn listener() -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let wanted = [SIGINT, SIGTERM, SIGHUP];
    let wanted = wanted.iter().filter(|signal| ignored >> (**signal - 1) & 1 == 0);
    let mut signals = signal_hook::iterator::Signals::new(wanted)?;
    std::thread::Builder::new().spawn(move || {
        let mut first = None;
        for signal in signals.forever() {
            requested(signal, &mut first);
        }
    })?;
    Ok(())
}

/// Signals that whoever started the program wants ignored, as `nohup` does: bit 0 is signal 1. Only where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

#[cfg(not(unix))]
fn listener() -> Result<(), ctrlc::Error> {
    let first = std::sync::Mutex::new(None);
    ctrlc::set_handler(move || {
        if let Ok(mut first) = first.lock() {
            requested(2, &mut first);
        }
    })
}
