//! Shapan in WebAssembly. So far one run and nothing of a page: the golden run, a small one with every block at work, whose hash
//! is written down in `golden/hash.txt` and holds on every platform. `tests` run it natively, `scripts/wasm` in Node.

use data::PackError;
use std::sync::atomic::AtomicBool;
use study::scenario::presets;
use study::{Agents, EnsembleError, Pack, Question, Scenario, ScenarioError, Session, Study};

/// The scenario of the golden run.
const SCENARIO: &str = include_str!("../golden/scenario.toml");
/// Pairs, quarters and seed of the golden run: enough for firms to fail, funds to exit and dated policies to begin.
const PAIRS: u32 = 2;
const QUARTERS: u32 = 8;
const SEED: u64 = 1;

/// Why the golden run gives no hash.
#[derive(Debug, thiserror::Error)]
pub enum GoldenError {
    /// The embedded economy cannot be read.
    #[error("economy: {}, {}: {}", .0.file, .0.place, .0.what)]
    Economy(PackError),
    /// Its scenario cannot be read or does not fit the economy.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// A run stopped.
    #[error(transparent)]
    Run(#[from] EnsembleError),
}

/// Hash of the golden run, 64 hexadecimal digits; the number of threads never changes it.
pub fn golden(threads: usize) -> Result<String, GoldenError> {
    let load = |name: &str| presets::text(name).map(str::to_owned);
    let scenario = Scenario::parse(SCENARIO, "golden", &load)?;
    let (economy, hash) = data::economy_and_hash(&scenario.economy).map_err(GoldenError::Economy)?;
    let question = Question {
        quarters: Some(QUARTERS),
        pairs: Some(PAIRS),
        seed: Some(SEED),
        agents: Some(Agents::Small),
        ..Question::about(scenario)
    };
    let study = Study::bind(&Pack { economy, hash }, question)?;
    let results = Session::default().run(&study, threads, &|_| (), &AtomicBool::new(false))?;
    Ok(results.hash)
}

/// What WebAssembly sees.
#[cfg(target_family = "wasm")]
mod exports {
    /// The hash of the golden run, or what went wrong, as UTF-8 text: its address in the upper half of the result, its length in
    /// bytes in the lower. The text is kept for good.
    #[expect(unsafe_code, reason = "the name is how the other side finds the function")]
    #[unsafe(no_mangle)]
    pub extern "C" fn golden() -> u64 {
        let text = super::golden(1).unwrap_or_else(|error| error.to_string());
        let text: &'static str = text.leak();
        (text.as_ptr() as u64) << 32 | text.len() as u64
    }
}
