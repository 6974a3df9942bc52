//! Progress on standard error, and Ctrl-C.

use crate::failure::Failure;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set by Ctrl-C; signals reach the process, so there is one for the process.
static STOP: AtomicBool = AtomicBool::new(false);
static HANDLER: OnceLock<bool> = OnceLock::new();

/// A bar with the time left; invisible without a terminal.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins to show progress over `pairs` and to listen to Ctrl-C; a second Ctrl-C ends the program at once.
    pub fn begin(pairs: usize, quiet: bool) -> Result<Self, Failure> {
        Self::of("pairs", pairs, quiet)
    }

    /// The same over `count` things that are called `unit`.
    pub fn of(unit: &str, count: usize, quiet: bool) -> Result<Self, Failure> {
        HANDLER.get_or_init(|| {
            // Without a handler Ctrl-C simply ends the program; nothing is half-written then either.
            ctrlc::set_handler(|| {
                if STOP.swap(true, Ordering::SeqCst) {
                    std::process::exit(130);
                }
            })
            .is_ok()
        });
        let bar = ProgressBar::new(count as u64);
        if quiet {
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
        Ok(Self { bar })
    }

    /// Shows that `done` of them are finished.
    pub fn show(&self, done: usize) {
        self.bar.set_position(done as u64);
    }

    /// Set once the user wants to stop.
    pub fn stop(&self) -> &'static AtomicBool {
        &STOP
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
