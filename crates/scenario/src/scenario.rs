//! A scenario: named, dated changes against the baseline, stacked from files and `--set`, giving a policy per quarter.

use crate::error::{Place, Problem, ScenarioError};
use crate::levers::{Dimension, Lever};
use crate::overlay::Overlay;
use crate::read::doc::Doc;
use crate::read::layer::{self, Layer};
use crate::{presets, set};
use engine::text::echo;
use engine::time::Quarter;
use model::economy::Economy;
use model::indicators::Indicator;
use model::policy::Policy;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// Quarters simulated if nothing says otherwise.
pub const DEFAULT_HORIZON: u32 = 40;

/// Files that one `extends` chain may have.
const DEEPEST: usize = 16;

/// A text in the two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// What a scenario asks of the run; options of the command line come first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Pairs of runs, baseline and scenario on one seed (`seeds` in files).
    pub pairs: Option<u32>,
    /// Seed of the first pair.
    pub seed: Option<u64>,
    /// Size.
    pub agents: Option<Agents>,
}

impl Run {
    /// Most pairs that one run may have.
    pub const MOST_PAIRS: u32 = 100_000;
}

/// How many persons one agent stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agents {
    /// The pack's first size.
    Small,
    /// The pack's second size.
    Medium,
    /// The pack's third size.
    Large,
    /// This many persons per agent.
    PersonsPerAgent(u32),
}

impl Agents {
    /// How it is written, for messages.
    pub const FORMS: &'static str =
        "write small, medium, large, or the number of persons that one agent stands for (100 to 10000000)";

    /// Persons per agent in an economy.
    pub fn persons(self, economy: &Economy) -> u32 {
        match self {
            Agents::Small => economy.persons_per_agent[0],
            Agents::Medium => economy.persons_per_agent[1],
            Agents::Large => economy.persons_per_agent[2],
            Agents::PersonsPerAgent(n) => n,
        }
    }
}

impl FromStr for Agents {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "small" => Ok(Agents::Small),
            "medium" => Ok(Agents::Medium),
            "large" => Ok(Agents::Large),
            other => match other.replace('_', "").parse::<u32>() {
                Ok(n) if (100..=10_000_000).contains(&n) => Ok(Agents::PersonsPerAgent(n)),
                _ => Err(format!("`{}` is not a size", echo(other))),
            },
        }
    }
}

impl fmt::Display for Agents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Agents::Small => f.write_str("small"),
            Agents::Medium => f.write_str("medium"),
            Agents::Large => f.write_str("large"),
            Agents::PersonsPerAgent(n) => write!(f, "{n}"),
        }
    }
}

/// A behavioural parameter set by the scenario instead of the pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Parameter id.
    pub id: String,
    /// Value in the parameter's unit.
    pub value: f64,
    /// Where it is named.
    pub key: Place,
    /// Where its value stands.
    pub place: Place,
}

/// How strictly a scenario is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Accept values outside a lever's or parameter's range (never outside what is possible).
    pub allow_out_of_range: bool,
}

/// Named, dated changes against the baseline.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Short name, fit for a file name.
    pub id: String,
    /// Title.
    pub title: Label,
    /// The question it answers; may be empty.
    pub question: Label,
    /// Who wrote it; may be empty.
    pub author: String,
    /// What it is taken from; may be empty.
    pub source: String,
    /// Country pack, for example `china`.
    pub economy: String,
    /// First quarter in which it can act; `None` is the first simulated quarter of the economy.
    pub start: Option<Quarter>,
    /// Quarters simulated from the start on.
    pub horizon: u32,
    /// What it asks of the run.
    pub run: Run,
    /// Indicators that the report shows first; empty leaves the choice to the report.
    pub figures: Vec<Indicator>,
    pub(crate) start_place: Option<Place>,
    pub(crate) overlays: Vec<Overlay>,
    pub(crate) assumptions: Vec<Assumption>,
    /// Ids of the members of each dimension, in the order of the economy it is bound to; empty before.
    pub(crate) members: BTreeMap<Dimension, Vec<String>>,
    pub(crate) options: Options,
}

impl Scenario {
    /// Reads a scenario. `origin` names the text in messages; `load` gives the text of a file named in `extends`
    /// (presets are known without it), `None` if there is no such file.
    ///
    /// # Errors
    /// Anything unknown, misspelt, of the wrong unit, out of range, outside the simulated quarters, contradictory or
    /// circular; the error names the place.
    pub fn parse(
        text: &str,
        origin: &str,
        load: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ScenarioError> {
        Self::parse_with(Options::default(), text, origin, load)
    }

    /// Like [`Scenario::parse`], with options.
    ///
    /// # Errors
    /// As for [`Scenario::parse`].
    pub fn parse_with(
        options: Options,
        text: &str,
        origin: &str,
        load: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, ScenarioError> {
        Self::stack(options, &Doc::new(origin, text), load, &mut vec![normal(origin)])
    }

    fn stack(
        options: Options,
        doc: &Doc,
        load: &dyn Fn(&str) -> Option<String>,
        chain: &mut Vec<String>,
    ) -> Result<Self, ScenarioError> {
        let mut layer = layer::read(doc, options.allow_out_of_range)?;
        let mut scenario = match layer.extends.take() {
            None => Self::blank(options),
            Some((name, place)) => {
                let (name, text) = find_base(&doc.origin, &name, &place, load)?;
                if chain.contains(&name) {
                    chain.push(name);
                    return Err(circular(chain, &place));
                }
                if chain.len() >= DEEPEST {
                    return Err(deep(&place));
                }
                chain.push(name.clone());
                Self::stack(options, &Doc::new(&name, &text), load, chain)?
            }
        };
        scenario.id = stem(&doc.origin);
        scenario.absorb(layer)?;
        Ok(scenario)
    }

    fn blank(options: Options) -> Self {
        Self {
            id: String::new(),
            title: Label::default(),
            question: Label::default(),
            author: String::new(),
            source: String::new(),
            economy: "china".to_owned(),
            start: None,
            horizon: DEFAULT_HORIZON,
            run: Run::default(),
            figures: Vec::new(),
            start_place: None,
            overlays: Vec::new(),
            assumptions: Vec::new(),
            members: BTreeMap::new(),
            options,
        }
    }

    /// Puts a layer on top: what it says replaces what was said before, quarter by quarter for levers.
    fn absorb(&mut self, layer: Layer) -> Result<(), ScenarioError> {
        if let Some(start) = layer.start {
            self.start = Some(start.quarter);
            self.start_place = Some(start.place);
        }
        self.horizon = layer.horizon.unwrap_or(self.horizon);
        if let Some(start) = self.start {
            layer::check_dates(&layer.overlays, start, self.horizon)?;
        }
        if let Some(id) = layer.id {
            self.id = id;
        }
        self.title = layer.title.unwrap_or_else(|| Label {
            en: self.id.clone(),
            zh: self.id.clone(),
        });
        self.question = layer.question.unwrap_or_default();
        self.author = layer.author.unwrap_or_default();
        self.source = layer.source.unwrap_or_default();
        self.economy = layer.economy.unwrap_or_else(|| std::mem::take(&mut self.economy));
        self.run.pairs = layer.run.pairs.or(self.run.pairs);
        self.run.seed = layer.run.seed.or(self.run.seed);
        self.run.agents = layer.run.agents.or(self.run.agents);
        self.figures = layer.figures.unwrap_or_else(|| std::mem::take(&mut self.figures));
        self.overlays.extend(layer.overlays);
        self.assume(layer.assumptions);
        self.check_together()
    }

    /// Sets one lever or assumption, as `--set` does: `relending.rate=1.25 %`, `policy.relending.rate=...`,
    /// `assumptions.<parameter>=...`; the value may be a TOML table or list with dates.
    ///
    /// # Errors
    /// As for [`Scenario::parse`]; the scenario is unchanged then.
    pub fn set(&mut self, assignment: &str) -> Result<(), ScenarioError> {
        let layer = set::read(assignment, self.options)?;
        let mut changed = self.clone();
        if let Some(start) = self.start {
            layer::check_dates(&layer.overlays, start, self.horizon)?;
        }
        changed.overlays.extend(layer.overlays);
        changed.assume(layer.assumptions);
        changed.check_together()?;
        *self = changed;
        Ok(())
    }

    /// Puts one layer's assumptions, each of another parameter, behind those of the layers below.
    fn assume(&mut self, new: Vec<Assumption>) {
        let named: BTreeSet<&str> = new.iter().map(|a| a.id.as_str()).collect();
        self.assumptions.retain(|a| !named.contains(a.id.as_str()));
        self.assumptions.extend(new);
    }

    /// The policy of a quarter, computed anew from nothing but the scenario. Neutral before the start.
    pub fn policy(&self, quarter: Quarter) -> Policy {
        let mut policy = Policy::default();
        if self.start.is_some_and(|start| quarter < start) {
            return policy;
        }
        for overlay in &self.overlays {
            if let Some(value) = overlay.at(quarter) {
                let Some(member) = self.place_of(overlay) else {
                    continue;
                };
                policy.set(overlay.lever, member, value);
            }
        }
        policy
    }

    /// Place of an overlay's member in the policy: that of the economy; before the scenario is bound to one, its place among the
    /// names in the scenario, sorted. `None` for a member that the economy does not have.
    fn place_of(&self, overlay: &Overlay) -> Option<usize> {
        let (Some(dimension), Some(name)) = (overlay.lever.along(), &overlay.member) else {
            return Some(0);
        };
        if let Some(members) = self.members.get(&dimension) {
            return members.iter().position(|member| member == name);
        }
        let of_dimension = self
            .overlays
            .iter()
            .filter(|o| o.lever.along() == Some(dimension));
        let named: BTreeSet<&String> = of_dimension.filter_map(|o| o.member.as_ref()).collect();
        named.into_iter().position(|member| member == name)
    }

    /// Ids that the member in the lever's path can have in the economy that the scenario is bound to.
    pub(crate) fn members(&self, lever: &Lever) -> &[String] {
        let members = lever.along().and_then(|dimension| self.members.get(&dimension));
        members.map_or(&[], Vec::as_slice)
    }

    /// Parameters that the scenario assumes, by id, in the order in which they were last set.
    pub fn assumptions(&self) -> Vec<(String, f64)> {
        self.assumptions.iter().map(|a| (a.id.clone(), a.value)).collect()
    }

    /// Levers whose path satisfies `ours` as in this scenario, all others as in `baseline`; for decompositions.
    #[must_use]
    pub fn mixed(&self, baseline: &Scenario, ours: impl Fn(&str) -> bool) -> Self {
        let theirs = baseline.overlays.iter().filter(|o| !ours(&o.path()));
        let own = self.overlays.iter().filter(|o| ours(&o.path()));
        Self {
            overlays: theirs.chain(own).cloned().collect(),
            ..self.clone()
        }
    }

    /// The same scenario without its levers and assumptions: its baseline.
    #[must_use]
    pub fn neutral(&self) -> Self {
        let mut out = self.clone();
        out.overlays.clear();
        out.assumptions.clear();
        out
    }
}

/// Name and text of the scenario that `name`, written in `origin`, extends.
fn find_base(
    origin: &str,
    name: &str,
    place: &Place,
    load: &dyn Fn(&str) -> Option<String>,
) -> Result<(String, String), ScenarioError> {
    if let Some(text) = presets::text(name) {
        return Ok((name.to_owned(), text.to_owned()));
    }
    let folder = origin.rsplit_once('/').map(|(folder, _)| folder);
    let full = match folder {
        Some(folder) if !name.starts_with('/') => normal(&format!("{folder}/{name}")),
        _ => normal(name),
    };
    match load(&full) {
        Some(text) => Ok((full, text)),
        None => {
            let ids = presets::PRESETS.iter().map(|p| p.id);
            Err(ScenarioError::new(
                Problem::UnknownName,
                format!(
                    "`extends` names `{}`, which is neither a preset nor a readable file",
                    echo(name)
                ),
                "without its base the scenario is not complete",
                crate::suggest::did_you_mean(name, ids, "see the list: shapan list scenarios"),
            )
            .at(place))
        }
    }
}

fn circular(chain: &[String], place: &Place) -> ScenarioError {
    let names: Vec<String> = chain.iter().map(|name| echo(name)).collect();
    ScenarioError::new(
        Problem::CircularExtends,
        format!("`extends` never ends: {}", names.join(" -> ")),
        "a scenario that builds on itself has no beginning",
        "remove `extends` from one of these files",
    )
    .at(place)
}

fn deep(place: &Place) -> ScenarioError {
    ScenarioError::new(
        Problem::CircularExtends,
        format!("this `extends` is one too many: a chain has at most {DEEPEST} files"),
        "nobody can follow what a longer chain adds up to",
        "put what several of these files say into one",
    )
    .at(place)
}

/// A path without `.` and `..` parts, so that one file has one name.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|p| !p.is_empty() && *p != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// File name without folder and ending, as an id.
fn stem(origin: &str) -> String {
    let name = origin.rsplit(['/', '\\']).next().unwrap_or(origin);
    let name = name.strip_suffix(".toml").unwrap_or(name).to_lowercase();
    let id: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let id = id.trim_matches('-');
    if id.is_empty() {
        "scenario".to_owned()
    } else {
        id.chars().take(64).collect()
    }
}
