//! What is fuzzed: for each kind of input a corpus of valid ones, and what the program does with it.

use crate::mutate::{corners, mutate};
use experiments::published::{PublishedPlan, run};
use experiments::published_input;
use fastrand::Rng;
use report::manifest::{Manifest, sha256};
use scenario::{LEVERS, Options, PRESETS, presets};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use study::economy::Economy;
use study::{Agents, Pack, Question, Scenario, Study};

/// A kind of input.
#[derive(Clone, Copy)]
pub struct Target {
    /// Name on the command line.
    pub name: &'static str,
    /// Makes what all its cases share.
    pub prepare: fn() -> Box<dyn Subject>,
}

/// All targets.
pub const TARGETS: [Target; 5] = [
    Target {
        name: "scenario",
        prepare: || Box::new(Scenarios::new()),
    },
    Target {
        name: "set",
        prepare: || Box::new(Settings::new()),
    },
    Target {
        name: "pack",
        prepare: || Box::new(Packs::new()),
    },
    Target {
        name: "published",
        prepare: || Box::new(Published),
    },
    Target {
        name: "manifest",
        prepare: || Box::new(Manifests),
    },
];

/// Named texts or files.
pub type Input = Vec<(String, Vec<u8>)>;

/// The corpus of a target and what is done with an input.
pub trait Subject {
    /// An input made from the corpus by chance.
    fn input(&self, random: &mut Rng) -> Input;
    /// True if it was accepted, false if refused; an error says which promise was broken.
    fn try_input(&self, input: &Input, case: u64) -> Result<bool, String>;
}

/// Of accepted inputs that cost a run, one in this many is run; odd, so that forced values are among them.
const RUN_EVERY: u64 = 19;
/// Longest message about an input, bytes.
const LONGEST_MESSAGE: usize = 4_000;
/// Most agents of a run.
const MOST_AGENTS: f64 = 50_000.0;

/// A refusal must be short and harmless.
fn refused(parts: &[&str]) -> Result<bool, String> {
    let length: usize = parts.iter().map(|p| p.len()).sum();
    if length > LONGEST_MESSAGE {
        return Err(format!("a message of {length} bytes"));
    }
    match parts
        .iter()
        .find_map(|p| p.chars().find(|c| c.is_control() && *c != '\n'))
    {
        Some(c) => Err(format!("U+{:04X} in a message", u32::from(c))),
        None => Ok(false),
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn choose<'a, T>(random: &mut Rng, from: &'a [T]) -> &'a T {
    &from[random.usize(0..from.len())]
}

/// The economy that scenarios are bound to.
fn china() -> Economy {
    data::economy("china").unwrap_or_else(|e| panic!("the embedded pack does not load: {e}"))
}

struct Scenarios {
    corpus: Vec<String>,
    economy: Economy,
}

/// Shapes that no preset uses.
const SHAPES: &str = r#"schema = 1
id = "shapes"
title = { en = "Shapes", zh = "形状" }
question = "What if?"
start = "2025Q3"
horizon = 24
policy.world.demand = [ { from = "2026Q1", value = 0.01 }, { shape = "ramp", from = "2027Q1", over = 4, initial = 0, value = "2 %" } ]
policy.relending.quota = { shape = "path", values = { start = "100 bn CNY", "2026Q1" = "neutral", "2027Q1" = "1.2 万亿元" } }
policy.relending.rate = { shape = "pulse", value = "175 bp", from = "2026Q1", quarters = 4 }
policy.household.transfer_weight.migrant = 2
policy.household.transfers = { value = "1 % of GDP", from = "2026Q1", to = "2026Q4" }
policy.trade.export_tariff = { shape = "step", value = "5 %", from = "2026-07" }
[assumptions]
export_elasticity = 1.5
[run]
seeds = 3
seed = 7
agents = "small"
[report]
figures = ["real_gdp", "unemployment_rate"]
"#;

impl Scenarios {
    fn new() -> Self {
        let presets = PRESETS.iter().map(|p| p.text.to_owned());
        let extended = PRESETS
            .iter()
            .map(|p| format!("schema = 1\nextends = \"{}\"\nhorizon = 12\n", p.id));
        Self {
            corpus: presets.chain(extended).chain([SHAPES.to_owned()]).collect(),
            economy: china(),
        }
    }
}

/// Binds a scenario and runs its first quarter at the small size.
fn rehearsed(economy: &Economy, scenario: Scenario) -> Result<bool, String> {
    let pack = Pack {
        economy: economy.clone(),
        hash: String::new(),
    };
    let question = Question {
        agents: Some(Agents::Small),
        ..Question::about(scenario)
    };
    let study = match Study::bind(&pack, question) {
        Ok(study) => study,
        Err(e) => return refused(&[e.what(), e.why(), e.how()]),
    };
    match study.rehearse() {
        Ok(()) => Ok(true),
        Err(e) => refused(&[&e.to_string()]),
    }
}

/// What a command does with a scenario that was read; its text must say the same again.
fn use_scenario(scenario: &Scenario, economy: &Economy, case: u64) -> Result<bool, String> {
    let bound = match scenario.bind(economy) {
        Ok(bound) => bound,
        Err(e) => return refused(&[e.what(), e.why(), e.how()]),
    };
    let text = bound.canonical();
    let options = Options {
        allow_out_of_range: true,
    };
    let again = Scenario::parse_with(options, &text, "scenario.toml", &|_| None)
        .and_then(|again| again.bind(economy))
        .map_err(|e| format!("its own text is refused: {}", e.what()))?;
    if again.canonical() != text {
        return Err("its own text says something else".to_owned());
    }
    let _ = (bound.pulled(&bound.neutral()), bound.quarters(economy));
    if case.is_multiple_of(RUN_EVERY) {
        return rehearsed(economy, scenario.clone());
    }
    Ok(true)
}

impl Subject for Scenarios {
    fn input(&self, random: &mut Rng) -> Input {
        let mut bytes = choose(random, &self.corpus).clone().into_bytes();
        mutate(
            random,
            &mut bytes,
            choose(&mut random.clone(), &self.corpus).as_bytes(),
        );
        vec![("scenario".to_owned(), bytes)]
    }

    fn try_input(&self, input: &Input, case: u64) -> Result<bool, String> {
        let text = text_of(&input[0].1);
        let options = Options {
            allow_out_of_range: case % 2 == 1,
        };
        let load = |name: &str| presets::text(name).map(str::to_owned);
        match Scenario::parse_with(options, &text, "my.toml", &load) {
            Ok(scenario) => use_scenario(&scenario, &self.economy, case),
            Err(e) => refused(&[e.what(), e.why(), e.how()]),
        }
    }
}

struct Settings {
    corpus: Vec<String>,
    economy: Economy,
}

impl Settings {
    fn new() -> Self {
        let economy = china();
        let levers = LEVERS
            .iter()
            .map(|l| format!("{}={}", l.example_path(), l.example));
        let assumed = economy
            .parameters
            .iter()
            .map(|(id, p)| format!("assumptions.{id}={}", p.value));
        let shaped = SHAPES
            .lines()
            .filter(|line| line.starts_with("policy."))
            .map(|line| line.replacen(" = ", "=", 1));
        Self {
            corpus: levers.chain(assumed).chain(shaped).collect(),
            economy,
        }
    }
}

impl Subject for Settings {
    fn input(&self, random: &mut Rng) -> Input {
        let mut bytes = choose(random, &self.corpus).clone().into_bytes();
        mutate(
            random,
            &mut bytes,
            choose(&mut random.clone(), &self.corpus).as_bytes(),
        );
        vec![("--set".to_owned(), bytes)]
    }

    fn try_input(&self, input: &Input, case: u64) -> Result<bool, String> {
        let options = Options {
            allow_out_of_range: case % 2 == 1,
        };
        let base = presets::text("baseline").unwrap_or_default();
        let parsed = Scenario::parse_with(options, base, "baseline", &|_| None);
        let mut scenario = parsed.map_err(|e| e.to_string())?;
        match scenario.set(&text_of(&input[0].1)) {
            Ok(()) => use_scenario(&scenario, &self.economy, case),
            Err(e) => refused(&[e.what(), e.why(), e.how()]),
        }
    }
}

/// Files of a pack by path.
type Files = BTreeMap<String, Vec<u8>>;

struct Packs {
    island: Files,
    china: Files,
}

impl Packs {
    fn new() -> Self {
        let folder = |path: &str| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            let mut files = Files::new();
            collect(&root, "", &mut files).unwrap_or_else(|e| panic!("{}: {e}", root.display()));
            files
        };
        Self {
            island: folder("../crates/data/tests/packs/island"),
            china: folder("../countries/china"),
        }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let inside = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{inside}/"), files)?;
        } else {
            files.insert(inside, std::fs::read(&path)?);
        }
    }
    Ok(())
}

impl Subject for Packs {
    fn input(&self, random: &mut Rng) -> Input {
        // The large pack takes ten times as long and is only looked at for what the small one lacks.
        let large = random.u8(0..10) == 0;
        let mut files = if large { &self.china } else { &self.island }.clone();
        if random.bool() {
            let blocks = |name: &&String| *name == "parameters.toml" || name.starts_with("blocks/");
            let blocks: Vec<String> = files.keys().filter(blocks).cloned().collect();
            if let Some(bytes) = files.get_mut(choose(random, &blocks)) {
                corners(random, bytes);
            }
            return files.into_iter().collect();
        }
        let names: Vec<String> = files.keys().cloned().collect();
        for _ in 0..random.usize(1..=2) {
            let (name, other) = (choose(random, &names), choose(random, &names));
            let other = files[other].clone();
            if let Some(bytes) = files.get_mut(name) {
                mutate(random, bytes, &other);
            }
        }
        files.into_iter().collect()
    }

    fn try_input(&self, input: &Input, case: u64) -> Result<bool, String> {
        let files: Files = input.iter().cloned().collect();
        let economy = match data::economy_of(&files) {
            Ok(economy) => economy,
            Err(e) => return refused(&[&e.to_string()]),
        };
        let persons = Agents::Small.persons(&economy);
        let p = &economy.population;
        let few = (p.labour_force + p.retired) / f64::from(persons) < MOST_AGENTS;
        if few && (economy.sectors.len() < 10 || case.is_multiple_of(RUN_EVERY)) {
            return rehearsed(&economy, study::neutral().map_err(|e| e.to_string())?);
        }
        Ok(true)
    }
}

const SET: [&str; 2] = [
    include_str!("../../crates/experiments/tests/published_set/parameters.json"),
    include_str!("../../crates/experiments/tests/published_set/initial_conditions.json"),
];

struct Published;

impl Subject for Published {
    fn input(&self, random: &mut Rng) -> Input {
        let mut files = SET.map(|text| text.as_bytes().to_vec());
        let which = random.usize(0..2);
        mutate(random, &mut files[which], SET[1 - which].as_bytes());
        let names = ["parameters.json", "initial_conditions.json"];
        names.iter().map(|n| (*n).to_owned()).zip(files).collect()
    }

    fn try_input(&self, input: &Input, case: u64) -> Result<bool, String> {
        let set = match data::published_of(&text_of(&input[0].1), &text_of(&input[1].1)) {
            Ok(set) => set,
            Err(e) => return refused(&[&e.to_string()]),
        };
        let noise = case % 2 == 1;
        if let Err(e) = published_input::check(&set, noise) {
            return refused(&[&e.to_string()]);
        }
        let p = &set.parameters;
        let agents = [
            p.active_persons,
            p.inactive_persons,
            p.government_consumers,
            p.foreign_consumers,
        ];
        if agents.iter().sum::<usize>() as f64 > MOST_AGENTS {
            return Ok(true);
        }
        let plan = PublishedPlan {
            set: &set,
            quarters: 3,
            runs: 1,
            seed: case,
            noise,
            threads: 1,
        };
        match run(&plan, &|_| {}, &AtomicBool::new(false)) {
            Ok(_) => Ok(true),
            Err(e) => refused(&[&e.to_string()]),
        }
    }
}

struct Manifests;

/// A manifest of this program: its shape and values without a run behind it.
fn manifest() -> serde_json::Value {
    let source = |id: &str| {
        let text = presets::text(id).unwrap_or_default();
        serde_json::json!({ "id": id, "text": text, "hash": sha256(text) })
    };
    serde_json::json!({
        "schema": report::manifest::SCHEMA,
        "engine": { "version": "0.1.0", "commit": "unknown", "target": "x86_64", "elementary_functions": "system" },
        "scenario": source("E04"),
        "baseline": source("baseline"),
        "economy": { "id": "china", "hash": sha256("pack") },
        "seed": 1,
        "pairs": { "asked": 4, "done": 3, "partial": true, "finished": [0, 1, 3] },
        "quarters": 40,
        "persons_per_agent": 100_000,
        "threads": 2,
        "books": { "worst_residual": 1e-13, "checks": 1000 },
        "result_hash": sha256("result"),
        "command": ["shapan", "run", "E04"],
        "wall_seconds": 1.5,
        "files": [{ "name": "results.csv", "size": 10, "sha256": sha256("csv") }],
    })
}

impl Subject for Manifests {
    fn input(&self, random: &mut Rng) -> Input {
        let mut whole = manifest();
        // The scenario inside is changed as a scenario file is, and hashed anew, so that it is read.
        if random.bool() {
            let which = if random.bool() { "scenario" } else { "baseline" };
            let mut text = whole[which]["text"]
                .as_str()
                .unwrap_or_default()
                .as_bytes()
                .to_vec();
            mutate(random, &mut text, SHAPES.as_bytes());
            let text = text_of(&text);
            whole[which]["hash"] = sha256(&text).into();
            whole[which]["text"] = text.into();
        }
        let manifest: Result<Manifest, _> = serde_json::from_value(whole);
        let sealed = manifest.and_then(|m| m.to_json()).unwrap_or_default();
        let mut bytes = sealed.into_bytes();
        if random.bool() {
            mutate(random, &mut bytes, SHAPES.as_bytes());
            if random.bool() {
                bytes = sealed_again(bytes);
            }
        }
        vec![("manifest.json".to_owned(), bytes)]
    }

    fn try_input(&self, input: &Input, _case: u64) -> Result<bool, String> {
        let manifest = match Manifest::parse(&text_of(&input[0].1), Path::new("manifest.json")) {
            Ok(manifest) => manifest,
            Err(e) => return refused(&[&e.to_string()]),
        };
        let _ = (manifest.pairs_to_run(), manifest.damage(&[]));
        let options = Options {
            allow_out_of_range: true,
        };
        for text in [&manifest.scenario.text, &manifest.baseline.text] {
            if let Err(e) = Scenario::parse_with(options, text, "scenario.toml", &|_| None) {
                return refused(&[e.what(), e.why(), e.how()]);
            }
        }
        Ok(true)
    }
}

/// A changed manifest with a seal that fits, as a forger would make it.
fn sealed_again(bytes: Vec<u8>) -> Vec<u8> {
    let text = text_of(&bytes);
    let Some((body, _)) = text.rsplit_once(",\n  \"seal\"") else {
        return bytes;
    };
    let body = format!("{body}\n}}\n");
    let lines = body.strip_suffix("\n}\n").unwrap_or(&body);
    format!("{lines},\n  \"seal\": \"{}\"\n}}\n", sha256(&body)).into_bytes()
}
