//! A question, and the study that it becomes once it is bound to an economy.

use crate::results::{Named, Results, Subject};
use experiments::baselines::Owner;
use experiments::courses::{parting, path};
use experiments::decomposition;
use experiments::ensemble::{Books, Ensemble, Pair};
use experiments::pairs::EnsembleError;
use experiments::runs::Batch;
use model::economy::{Economy, Text};
use model::error::ModelError;
use model::simulation::Simulation;
use scenario::{Agents, Scenario, ScenarioError, Setting, presets};
use std::fmt::Write;
use std::sync::Arc;

/// Pairs of runs if nothing says otherwise.
pub const DEFAULT_PAIRS: u32 = 32;
/// Seed if nothing says otherwise.
pub const DEFAULT_SEED: u64 = 1;

/// An economy as it was read, from files or from what is embedded in the program.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The economy.
    pub economy: Economy,
    /// Hash of the files that it was read from; economies with equal hashes are taken to be equal.
    pub hash: String,
}

/// What is asked: a scenario, what it is compared with, and how much is run. What is `None` is left to the scenario, and after
/// it to the usual size.
#[derive(Clone, Debug)]
pub struct Question {
    /// The policy under study.
    pub scenario: Scenario,
    /// What it is compared with; `None`: every lever at its neutral value.
    pub baseline: Option<Scenario>,
    /// Quarters to simulate.
    pub quarters: Option<u32>,
    /// Pairs of runs.
    pub pairs: Option<u32>,
    /// Master seed.
    pub seed: Option<u64>,
    /// Size.
    pub agents: Option<Agents>,
}

impl Question {
    /// A scenario as it is, against the neutral baseline.
    pub fn about(scenario: Scenario) -> Self {
        Self {
            scenario,
            baseline: None,
            quarters: None,
            pairs: None,
            seed: None,
            agents: None,
        }
    }
}

/// The scenario with every lever at its neutral value.
///
/// # Errors
/// None: the text is a preset.
pub fn neutral() -> Result<Scenario, ScenarioError> {
    Scenario::parse(presets::text("baseline").unwrap_or_default(), "baseline", &|_| {
        None
    })
}

/// A question bound to an economy: everything that a run needs, checked before the first quarter is simulated.
#[derive(Clone, Debug)]
pub struct Study {
    /// The economy with the scenario's assumptions in it; both sides of every pair use it.
    pub economy: Arc<Economy>,
    /// Hash of the pack's files.
    pub pack_hash: String,
    /// What is studied.
    pub scenario: Scenario,
    /// What it is compared with.
    pub baseline: Scenario,
    /// Pairs of runs.
    pub pairs: usize,
    /// Master seed.
    pub seed: u64,
    /// Persons per agent.
    pub persons_per_agent: u32,
    /// Quarters to simulate.
    pub quarters: u32,
}

impl Study {
    /// Checks scenario and baseline against the economy, and puts the scenario's assumptions into it.
    ///
    /// # Errors
    /// A lever, a member, a currency, a date or an assumption that the economy does not have or admit.
    pub fn bind(pack: &Pack, question: Question) -> Result<Self, ScenarioError> {
        let mut economy = pack.economy.clone();
        let scenario = question.scenario.bind(&economy)?;
        let baseline = match question.baseline {
            Some(baseline) => baseline,
            None => neutral()?,
        };
        let baseline = baseline.bind(&economy)?;
        let quarters = question.quarters.unwrap_or_else(|| scenario.quarters(&economy));
        let scenario = scenario.with_quarters(&economy, quarters)?;
        let baseline = baseline.with_quarters(&economy, quarters)?;
        scenario.apply_assumptions(&mut economy)?;
        let run = &scenario.run;
        let agents = question.agents.or(run.agents).unwrap_or(Agents::Small);
        Ok(Self {
            pack_hash: pack.hash.clone(),
            pairs: question.pairs.or(run.pairs).unwrap_or(DEFAULT_PAIRS) as usize,
            seed: question.seed.or(run.seed).unwrap_or(DEFAULT_SEED),
            persons_per_agent: agents.persons(&economy),
            quarters,
            economy: Arc::new(economy),
            scenario,
            baseline,
        })
    }

    /// Opens the economy and runs its first quarter under the policy: does it run at all, before anybody waits for forty?
    ///
    /// # Errors
    /// The economy cannot be opened at this size, its books do not close, or a number is none.
    pub fn rehearse(&self) -> Result<(), ModelError> {
        let mut run = Simulation::open(&self.economy, self.persons_per_agent, self.seed)?;
        let quarter = run.next_quarter();
        run.step(&self.scenario.policy(quarter)).map(|_| ())
    }

    /// What `--set` changed, in words: the title of the scenario stays, so a reader has to be told.
    pub fn set_by_hand(&self) -> Vec<Text> {
        by_hand(&self.scenario)
    }

    /// First quarter (from 1) in which the policies of the two sides differ; `None` if they never do. Up to it a pair is
    /// simulated once.
    pub fn parting(&self) -> Option<usize> {
        let quarters = self.quarters as usize;
        let of = |scenario: &Scenario| {
            path(
                &|quarter| scenario.policy(quarter),
                self.economy.opening,
                quarters,
            )
        };
        parting(&of(&self.baseline), &of(&self.scenario))
    }

    /// Measures of the scenario: levers with the same first word in their path, as [`crate::Session::decompose`] divides effects.
    pub fn measures(&self) -> Vec<String> {
        decomposition::measures(&self.scenario, &self.baseline)
    }

    /// What is compared with what, in words.
    pub fn subject(&self) -> Subject {
        let named = |s: &Scenario| Named {
            id: s.id.clone(),
            title: s.title.clone(),
        };
        let assumed = self.scenario.assumptions();
        Subject {
            economy: Arc::clone(&self.economy),
            scenario: named(&self.scenario),
            baseline: named(&self.baseline),
            question: self.scenario.question.clone(),
            levers: self.scenario.pulled(&self.baseline),
            decided_by: self.scenario.decided_by(&self.economy, &self.baseline),
            notes: assumed.iter().map(|(id, value)| assumption(id, *value)).collect(),
            figures: self.scenario.figures.clone(),
            engine_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// All numbers of runs of this study.
    pub fn results(&self, ensemble: Ensemble) -> Results {
        Results::new(self.subject(), ensemble)
    }

    /// All numbers of some pairs of this study, wherever they were run; partial unless they are all pairs. `books` are those of
    /// pair 0.
    ///
    /// # Errors
    /// There are no pairs.
    pub fn collect(&self, mut pairs: Vec<Pair>, books: Option<Books>) -> Result<Results, EnsembleError> {
        if pairs.is_empty() {
            return Err(EnsembleError::Nothing);
        }
        pairs.sort_by_key(|pair| pair.index);
        pairs.dedup_by_key(|pair| pair.index);
        let policies = |scenario: &Scenario| {
            (1..=self.quarters as i32)
                .map(|t| scenario.policy(self.economy.opening.plus(t)))
                .collect()
        };
        Ok(self.results(Ensemble {
            partial: pairs.len() < self.pairs,
            pairs,
            asked: self.pairs,
            seed: self.seed,
            persons_per_agent: self.persons_per_agent,
            quarters: self.quarters as usize,
            opening: self.economy.opening,
            baseline_policy: policies(&self.baseline),
            scenario_policy: policies(&self.scenario),
            books,
        }))
    }

    /// Its runs, each side on each seed.
    pub(crate) fn batch(&self, threads: usize) -> Batch<'_> {
        Batch {
            economy: &self.economy,
            persons_per_agent: self.persons_per_agent,
            seed: self.seed,
            seeds: self.pairs,
            quarters: self.quarters as usize,
            threads,
        }
    }

    /// Name under which baselines of this economy are kept: its files, and the assumptions that change it.
    pub(crate) fn owner(&self) -> Owner {
        let mut economy = self.pack_hash.clone();
        for (id, value) in self.scenario.assumptions() {
            // Writing to a text cannot fail.
            let _ = write!(economy, " {id}={value:?}");
        }
        Owner {
            economy,
            persons_per_agent: self.persons_per_agent,
        }
    }
}

/// What `--set` changed: the title of a scenario stays, so a note has to tell.
fn by_hand(scenario: &Scenario) -> Vec<Text> {
    let said = |(setting, replaces): (Setting, bool)| {
        let value = |v: Option<f64>, neutral: &str| {
            v.map_or_else(|| neutral.to_owned(), |v| scenario.format(setting.lever, v))
        };
        let en = setting.changes.iter();
        let en: Vec<String> = en
            .map(|(from, v)| format!("{} from {from} on", value(*v, "neutral")))
            .collect();
        let zh = setting.changes.iter();
        let zh: Vec<String> = zh
            .map(|(from, v)| format!("自{from}起 {}", value(*v, "中性值")))
            .collect();
        let or = |list: Vec<String>, none: &str, with: &str| match list.is_empty() {
            true => none.to_owned(),
            false => list.join(with),
        };
        let (en_end, zh_end) = match replaces {
            true => (
                " (replaces what the scenario says of it).",
                "（取代情景原有设定）。",
            ),
            false => (".", "。"),
        };
        Text {
            en: format!(
                "Changed by --set: {} = {}{en_end}",
                setting.path,
                or(en, "neutral", ", ")
            ),
            zh: format!(
                "经 --set 更改：{} = {}{zh_end}",
                setting.path,
                or(zh, "中性值", "，")
            ),
        }
    };
    scenario.set_by_hand().into_iter().map(said).collect()
}

fn assumption(id: &str, value: f64) -> Text {
    Text {
        en: format!("Both sides use the assumption {id} = {value} instead of the value of the country pack."),
        zh: format!("两侧模拟均采用假设 {id} = {value}，替代经济体数据包中的数值。"),
    }
}
