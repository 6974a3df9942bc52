//! Progress on standard error: a bar in a terminal, now and then a line in a log.

use crate::failure::Failure;
use crate::{print, signals};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Progress of a piece of work; also begins to listen to requests to stop.
pub struct Progress {
    bar: ProgressBar,
    log: Option<Log>,
}

impl Progress {
    /// Begins to show progress over `pairs`.
    pub fn begin(pairs: usize, quiet: bool) -> Result<Self, Failure> {
        Self::of("pairs", pairs, quiet)
    }

    /// The same over `count` things that are called `unit`.
    pub fn of(unit: &'static str, count: usize, quiet: bool) -> Result<Self, Failure> {
        signals::listen();
        let bar = ProgressBar::new(count as u64);
        let terminal = stderr().is_terminal();
        if quiet || !terminal {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template(&format!("{{bar:32}} {{pos}}/{{len}} {unit}, {{eta}} left"));
        let style = style.map_err(|e| {
            Failure::input(
                format!("the progress bar is broken: {e}"),
                "it would be wrong",
                "use --quiet",
            )
        })?;
        bar.set_style(style);
        let log = (!quiet && !terminal).then(|| Log::begin(unit, count)).flatten();
        Ok(Self { bar, log })
    }

    /// Shows that `done` of them are finished.
    pub fn show(&self, done: usize) {
        self.bar.set_position(done as u64);
        if let Some(log) = &self.log {
            log.done.store(done, Ordering::Relaxed);
        }
    }

    /// Set once the user wants to stop.
    pub fn stop(&self) -> &'static AtomicBool {
        signals::stop()
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.bar.finish_and_clear();
        if let Some(log) = self.log {
            log.end();
        }
    }
}

/// A log gets a line when a tenth more is done, or half a minute has passed; short work gets none.
const STEP: usize = 10;
const PAUSE: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_secs(5);
/// How often it is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Writes lines from a thread of its own, so that one comes also while nothing is finished.
struct Log {
    done: Arc<AtomicUsize>,
    end: Sender<()>,
    thread: JoinHandle<()>,
}

impl Log {
    /// None if the system grants no thread: work goes on without progress.
    fn begin(unit: &'static str, count: usize) -> Option<Self> {
        let done = Arc::new(AtomicUsize::new(0));
        let (end, ended) = mpsc::channel();
        let seen = Arc::clone(&done);
        let thread = std::thread::Builder::new().spawn(move || {
            let begin = Instant::now();
            let mut last = Line::default();
            while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let now = Line {
                    done: seen.load(Ordering::Relaxed),
                    at: begin.elapsed(),
                };
                if now.is_due(last, count) {
                    print::note(&now.text(unit, count));
                    last = now;
                }
            }
        });
        let thread = thread.ok()?;
        Some(Self { done, end, thread })
    }

    fn end(self) {
        drop(self.end);
        // A thread that has ended by itself has nothing more to say.
        let _ = self.thread.join();
    }
}

/// What a line tells.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    done: usize,
    at: Duration,
}

impl Line {
    fn is_due(self, last: Self, count: usize) -> bool {
        let step = |done: usize| STEP * done / count.max(1);
        self.at >= SHORT && (step(self.done) > step(last.done) || self.at >= last.at + PAUSE)
    }

    fn text(self, unit: &str, count: usize) -> String {
        let percent = 100 * self.done / count.max(1);
        let passed = self.at.as_secs_f64();
        let left = match self.done {
            0 => String::new(),
            done => {
                let seconds = passed * count.saturating_sub(done) as f64 / done as f64;
                format!(", about {} left", time(seconds))
            }
        };
        format!(
            "{} of {count} {unit} ({percent} %) after {}{left}",
            self.done,
            time(passed)
        )
    }
}

/// A time as people say it.
fn time(seconds: f64) -> String {
    match seconds {
        s if s < 100.0 => format!("{s:.0} s"),
        s if s < 6000.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gets_a_line_for_each_tenth_and_each_half_minute() {
        let line = |done, seconds| Line {
            done,
            at: Duration::from_secs(seconds),
        };
        let due = |now: Line, last| now.is_due(last, 200);
        assert!(!due(line(150, 4), line(0, 0)), "short work needs no log");
        assert!(due(line(20, 5), line(0, 0)) && !due(line(19, 5), line(0, 0)));
        assert!(!due(line(39, 20), line(20, 5)) && due(line(40, 20), line(20, 5)));
        assert!(due(line(0, 30), line(0, 0)) && !due(line(0, 59), line(0, 30)));
        assert_eq!(
            line(50, 60).text("pairs", 200),
            "50 of 200 pairs (25 %) after 60 s, about 3 min left"
        );
        assert_eq!(line(0, 7200).text("runs", 9), "0 of 9 runs (0 %) after 2.0 h");
    }
}
