//! Load, bind, run, results: the one way in for the command line, a page, Python or a server.
//!
//! Nothing here needs files, a clock or threads: an economy and texts of scenarios are handed in, what comes out is owned, and
//! with one thread everything runs where it is called. A [`Study`] is a question bound to an economy; a [`Session`] runs studies
//! and keeps baselines, so that a second question on the same dice costs only what it changes; [`Results`] holds every number of
//! a comparison, and the report library writes it as tables, files and JSON.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use study::{Agents, Event, Pack, Question, Scenario, Session, Study};
//!
//! let (economy, hash) = data::economy_and_hash("china")?;
//! let pack = Pack { economy, hash };
//! let text = r#"
//!     schema = 1
//!     title = "More for public works"
//!     start = "2025Q1"
//!     [policy.government]
//!     public_investment = "1 % of GDP"
//! "#;
//! let scenario = Scenario::parse(text, "works", &|_| None)?;
//! let question = Question {
//!     quarters: Some(4),
//!     pairs: Some(2),
//!     agents: Some(Agents::PersonsPerAgent(1_000_000)),
//!     ..Question::about(scenario)
//! };
//! let study = Study::bind(&pack, question)?;
//! let tell = |event: Event| {
//!     if let Event::Pair { done, of, .. } = event {
//!         println!("{done} of {of}");
//!     }
//! };
//! let results = Session::default().run(&study, 1, &tell, &AtomicBool::new(false))?;
//! assert_eq!((results.pairs(), results.ensemble.quarters), (2, 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")
)]

mod bound;
pub mod checkpoint;
pub mod evidence;
pub mod published;
mod results;
mod session;

// What a shell names besides: the economy and its quantities, scenarios, and the model run bare to be timed.
pub use experiments::stats;
pub use model::error::ModelError;
pub use model::{economy, indicators, simulation};
pub use scenario;

pub use bound::{DEFAULT_PAIRS, DEFAULT_SEED, Pack, Question, Study, neutral};
pub use experiments::baselines::{Gain, Keep};
pub use experiments::decomposition::{Decomposition, Divided, Part, Parts, Share};
pub use experiments::ensemble::{Books, Ensemble, Pair, Series, Side};
pub use experiments::pairs::{EnsembleError, Event};
pub use results::{Breakdown, Named, PART_HORIZONS, Results, Subject};
pub use scenario::{Agents, Assumed, Options, Pulled, Scenario, ScenarioError};
pub use session::{PairRun, Session};
