//! A session runs studies and keeps baselines between them.

use crate::bound::{Pack, Study};
use crate::results::Results;
use experiments::baselines::{Baselines, Gain, Keep, Owner};
use experiments::decomposition::{self, Decomposition};
use experiments::effects::horizons;
use experiments::ensemble::{Books, Ensemble, Pair};
use experiments::evidence::{Experiment, Failure, Finding};
use experiments::pairs::{self, EnsembleError, Event, Plan, Prepared};
use experiments::runs::Watch;
use experiments::single::Single;
use experiments::validate::Options;
use model::error::ModelError;
use model::indicators::Indicator;
use model::simulation::Simulation;
use scenario::Agents;
use std::sync::atomic::AtomicBool;

/// Runs studies. Baselines of earlier studies are kept if it was told to: by economy with its assumptions, size, seed and
/// policy. What is kept never changes a number; sessions can be shared by threads.
///
/// ```
/// # use std::sync::atomic::AtomicBool;
/// # use study::*;
/// # let pack = Pack { economy: data::economy("china")?, hash: data::pack_hash("china")? };
/// let session = Session::keeping(Keep { runs: 64, states: 64 });
/// let stop = AtomicBool::new(false);
/// for size in ["1 % of GDP", "2 % of GDP"] {
///     let text = format!("schema = 1\nstart = \"2025Q4\"\n[policy.government]\npurchases = \"{size}\"\n");
///     let question = Question {
///         quarters: Some(6),
///         pairs: Some(1),
///         agents: Some(Agents::PersonsPerAgent(1_000_000)),
///         ..Question::about(Scenario::parse(&text, "own", &|_| None)?)
///     };
///     session.run(&Study::bind(&pack, question)?, 1, &|_| (), &stop)?;
/// }
/// // Three quarters in common and three of each side; of the second study only the three in which it differs.
/// assert_eq!(session.gain(), Gain { simulated: 9 + 3, separate: 4 * 6 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Session {
    baselines: Baselines,
}

impl Default for Session {
    /// Keeps nothing: for a single question.
    fn default() -> Self {
        Self::keeping(Keep::default())
    }
}

/// A pair under way, moved on by whoever holds it: a task of a page or a server, left at any time.
pub struct PairRun {
    index: usize,
    single: Single,
}

impl PairRun {
    /// Simulates up to so many quarters; false once there is nothing left to do.
    pub fn step(&mut self, quarters: usize) -> bool {
        (0..quarters).all(|_| self.single.step())
    }
    /// Quarters of both sides that are done, and of how many; common and known ones count for each side.
    pub fn quarters(&self) -> (usize, usize) {
        self.single.quarters()
    }
}

impl Session {
    /// Keeps up to so many baselines.
    pub fn keeping(keep: Keep) -> Self {
        Self {
            baselines: Baselines::keeping(keep),
        }
    }

    /// Runs all pairs of a study and computes its results. `tell` hears of quarters, of each pair that is finished and of a run
    /// that goes wrong, from any thread; once `stop` is set no further quarter is begun and what is finished is a partial
    /// result. The number of threads changes no number.
    ///
    /// # Errors
    /// A run that stops, with its pair and seed; a number of pairs or quarters without sense; a stop before the first pair.
    pub fn run(
        &self,
        study: &Study,
        threads: usize,
        tell: &(dyn Fn(Event) + Sync),
        stop: &AtomicBool,
    ) -> Result<Results, EnsembleError> {
        Ok(study.results(self.simulate(study, threads, tell, stop)?))
    }

    /// As [`Session::run`], the runs alone.
    ///
    /// # Errors
    /// As for [`Session::run`].
    pub fn simulate(
        &self,
        study: &Study,
        threads: usize,
        tell: &(dyn Fn(Event) + Sync),
        stop: &AtomicBool,
    ) -> Result<Ensemble, EnsembleError> {
        planned(study, threads, |plan, owner| {
            pairs::run_beside(
                plan,
                (&self.baselines, owner),
                &|seed| open(study, seed),
                tell,
                stop,
            )
        })
    }

    /// Begins one pair by itself.
    ///
    /// ```
    /// # use study::*;
    /// # let pack = Pack { economy: data::economy("china")?, hash: data::pack_hash("china")? };
    /// # let text = "schema = 1\nstart = \"2025Q3\"\n[policy.government]\npurchases = \"1 % of GDP\"\n";
    /// # let question = Question {
    /// #     quarters: Some(4),
    /// #     pairs: Some(8),
    /// #     agents: Some(Agents::PersonsPerAgent(1_000_000)),
    /// #     ..Question::about(Scenario::parse(text, "own", &|_| None)?)
    /// # };
    /// # let study = Study::bind(&pack, question)?;
    /// let session = Session::default();
    /// let mut under_way = session.pair(&study, 0)?;
    /// while under_way.step(1) {
    ///     // Listen for what the user wants now, and drop the pair if it is something else.
    /// }
    /// let (pair, books) = session.finish(&study, under_way)?.ok_or("left before its end")?;
    /// let first_look = study.collect(vec![pair], books)?;
    /// assert!(first_look.ensemble.partial);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The economy cannot be opened at this size, or a number of pairs or quarters has no sense.
    pub fn pair(&self, study: &Study, index: usize) -> Result<PairRun, EnsembleError> {
        planned(study, 1, |plan, owner| {
            let prepared = Prepared::of(plan, (&self.baselines, owner))?;
            let single = prepared.single(index, &|seed| open(study, seed))?;
            Ok(PairRun { index, single })
        })
    }

    /// The pair, and the matrices of its last quarter if it is pair 0; `None` if it was left before its end.
    ///
    /// # Errors
    /// A run that stopped.
    pub fn finish(
        &self,
        study: &Study,
        under_way: PairRun,
    ) -> Result<Option<(Pair, Option<Books>)>, EnsembleError> {
        planned(study, 1, |plan, owner| {
            let prepared = Prepared::of(plan, (&self.baselines, owner))?;
            prepared.finish(under_way.index, under_way.single)
        })
    }

    /// Divides the effects on some indicators, and the cost, among the measures of the scenario, at the quarters of the effect
    /// table. `tell` hears of quarters.
    ///
    /// # Errors
    /// As for [`Session::run`]; a stop gives no result, because parts need all their runs.
    pub fn decompose(
        &self,
        study: &Study,
        indicators: &[Indicator],
        threads: usize,
        tell: &(dyn Fn(Event) + Sync),
        stop: &AtomicBool,
    ) -> Result<Decomposition, EnsembleError> {
        let batch = study.batch(threads);
        let sides = (&study.scenario, &study.baseline);
        let of = decomposition::work(&batch, &study.measures());
        let tell = |done| tell(Event::Quarters { done, of });
        decomposition::decompose(
            &batch,
            (&self.baselines, &study.owner().economy),
            sides,
            (indicators, &horizons(batch.quarters)),
            &Watch::new(&tell, stop),
        )
    }

    /// Runs experiments of the evidence tables in all their variants. `tell` hears of quarters.
    ///
    /// # Errors
    /// A preset that does not fit the economy, a run that stops, or a stop by the user.
    pub fn experiments(
        &self,
        pack: &Pack,
        asked: &[&'static Experiment],
        (options, agents): (Options, Option<Agents>),
        tell: &(dyn Fn(usize) + Sync),
        stop: &AtomicBool,
    ) -> Result<Vec<Finding>, Failure> {
        let economy = (&pack.economy, pack.hash.as_str());
        experiments::evidence::run(economy, &self.baselines, asked, options, agents, tell, stop)
    }

    /// Quarters simulated in this session, and those that separate pairs would have taken for the same answers.
    pub fn gain(&self) -> Gain {
        self.baselines.gain()
    }

    /// Forgets all baselines.
    pub fn clear(&self) {
        self.baselines.clear();
    }
}

fn open(study: &Study, seed: u64) -> Result<Simulation, ModelError> {
    Simulation::open(&study.economy, study.persons_per_agent, seed)
}

/// Hands the study over as a plan, and the name of its economy.
fn planned<T>(study: &Study, threads: usize, work: impl FnOnce(&Plan, &Owner) -> T) -> T {
    let plan = Plan {
        economy: &study.economy,
        scenario: &|quarter| study.scenario.policy(quarter),
        baseline: &|quarter| study.baseline.policy(quarter),
        pairs: study.pairs,
        seed: study.seed,
        persons_per_agent: study.persons_per_agent,
        quarters: study.quarters as usize,
        threads,
        books_quarter: None,
    };
    work(&plan, &study.owner())
}
