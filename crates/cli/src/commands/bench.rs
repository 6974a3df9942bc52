//! `shapan bench`: measures speed and memory. Medians of several repetitions; nothing here changes a result.

use super::base::{base_failure, read, set_failure};
use super::run::threads;
use crate::args::{Bench, Changes, Common, Format};
use crate::failure::{Exit, Failure};
use crate::grid::{Cell, Grid, pretty};
use crate::{economies, input, print};
use serde_json::{Map, Value, json};
use std::fmt::Debug;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use study::ModelError;
use study::published::PublishedSet;
use study::published::Run;
use study::published::{self, PublishedPlan};
use study::simulation::Simulation;
use study::{Agents, Question, Scenario, Session, Study};

/// Runs of the published comparison, and its quarters.
const RUNS: usize = 500;
const QUARTERS: usize = 12;
/// Runs from which a quick measurement extrapolates.
const QUICK_RUNS: usize = 50;
/// Quarters of a run of the growing economy.
const CHINA_QUARTERS: u32 = 40;
/// Scenario whose runs are timed beside the baseline.
const SCENARIO: &str = "innovation-drive";
const SEED: u64 = 1;

/// Measures.
pub fn run(args: &Bench, common: &Common) -> Result<Exit, Failure> {
    let repetitions = if args.quick { 3 } else { 7 };
    let mut found = Findings::default();
    found.notes.extend(busy());
    if let Some(dir) = &args.reference {
        let folder = dir.join("austria_2010Q1");
        let set = if folder.is_dir() {
            read(&folder)?
        } else {
            data::published(dir).map_err(set_failure)?
        };
        austria(&set, args.quick, repetitions, &mut found)?;
    } else {
        for name in ["austria_1_1000_quarter_ms", "austria_500_runs_s"] {
            found.add(name, "", Value::Null);
        }
        found.notes.push(
            "without --reference DIR the published rules are not measured: their parameter sets are not part of the \
             program"
                .to_owned(),
        );
    }
    china(args.quick, repetitions, &mut found)?;
    found.add("peak_rss_mb", "MB", json!(peak_rss_mb()));
    found.add("threads", "", json!(threads(None)));
    print::result(&found.shown(common.format))?;
    Ok(Exit::Fine)
}

/// Named numbers in the order in which they were measured.
#[derive(Default)]
struct Findings {
    numbers: Vec<(&'static str, &'static str, Value)>,
    shares: Vec<(&'static str, Vec<(String, f64)>)>,
    notes: Vec<String>,
}

impl Findings {
    fn add(&mut self, name: &'static str, unit: &'static str, value: Value) {
        self.numbers.push((name, unit, value));
    }

    fn shown(&self, format: Format) -> String {
        if format == Format::Json {
            return pretty(&self.json());
        }
        let mut grid = Grid::new(&["measure", "value", "unit"]);
        let number = |value: &Value| value.as_f64().map_or(Cell::None, Cell::Number);
        for (name, unit, value) in &self.numbers {
            grid.row([(*name).into(), number(value), (*unit).into()]);
        }
        for (economy, shares) in &self.shares {
            for (phase, share) in shares {
                let percent = (share * 1e3).round() / 10.0;
                grid.row([
                    format!("{economy}: {phase}").into(),
                    percent.into(),
                    "% of a quarter".into(),
                ]);
            }
        }
        let mut text = grid.render(format);
        if format == Format::Table {
            for note in &self.notes {
                text.push_str(note);
                text.push('\n');
            }
        }
        text
    }

    fn json(&self) -> Value {
        let mut all: Map<String, Value> = self
            .numbers
            .iter()
            .map(|(name, _, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let shares: Map<String, Value> = self
            .shares
            .iter()
            .map(|(economy, shares)| {
                let object: Map<String, Value> = shares.iter().map(|(p, s)| (p.clone(), json!(s))).collect();
                ((*economy).to_owned(), Value::Object(object))
            })
            .collect();
        all.insert("phase_shares".to_owned(), Value::Object(shares));
        all.insert("notes".to_owned(), json!(self.notes));
        Value::Object(all)
    }
}

/// The published rules at one agent for a thousand persons.
fn austria(set: &PublishedSet, quick: bool, repetitions: usize, found: &mut Findings) -> Result<(), Failure> {
    let plan = PublishedPlan {
        set,
        quarters: QUARTERS,
        runs: if quick { QUICK_RUNS } else { RUNS },
        seed: SEED,
        noise: true,
        threads: threads(None),
    };
    // Also checks the set before single runs are opened from it.
    let begin = Instant::now();
    published::run(&plan, &|_| {}, &AtomicBool::new(false)).map_err(base_failure)?;
    let scale = RUNS as f64 / plan.runs as f64;
    let ensemble_seconds = begin.elapsed().as_secs_f64() * scale;
    if scale > 1.0 {
        found.notes.push(format!(
            "austria_500_runs_s is extrapolated from {QUICK_RUNS} runs"
        ));
    }

    let mut clock = Clock::new();
    for repetition in 0..repetitions {
        let mut run = Run::open(set, SEED + repetition as u64, true);
        for _ in 0..QUARTERS {
            clock
                .quarter(|enter| run.step_observed(enter))
                .map_err(|e| stopped(&e))?;
        }
    }
    for (name, unit, p) in [
        ("austria_1_1000_quarter_ms", "ms, one core", 0.5),
        ("austria_1_1000_quarter_fast_ms", "ms, fastest tenth", 0.1),
    ] {
        found.add(name, unit, json!(clock.quantile(p)));
    }
    found.add("austria_500_runs_s", "s, all cores", json!(ensemble_seconds));
    found.shares.push(("austria", clock.shares()));
    Ok(())
}

/// The growing economy at its small size, baseline and scenario.
fn china(quick: bool, repetitions: usize, found: &mut Findings) -> Result<(), Failure> {
    let unchanged = Changes {
        economy: None,
        set: Vec::new(),
        allow_out_of_range: false,
    };
    let read = |name| input::scenario(name, &unchanged);
    let scenario = read(SCENARIO)?;
    let pack = economies::pack(&scenario.economy)?;
    let question = Question {
        baseline: Some(read("baseline")?),
        quarters: Some(CHINA_QUARTERS),
        pairs: Some(if quick { 4 } else { 8 }),
        seed: Some(SEED),
        agents: Some(Agents::Small),
        ..Question::about(scenario)
    };
    let study = Study::bind(&pack, question)?;
    let (economy, small) = (&study.economy, study.persons_per_agent);

    let mut clock = Clock::new();
    for repetition in 0..repetitions {
        for side in [&study.baseline, &study.scenario] {
            let seed = SEED + repetition as u64;
            let mut run = Simulation::open(economy, small, seed).map_err(|e| stopped(&e))?;
            for _ in 0..CHINA_QUARTERS {
                let policy = side.policy(run.next_quarter());
                clock
                    .quarter(|enter| run.step_observed(&policy, enter).map(|_| ()))
                    .map_err(|e| stopped(&e))?;
            }
        }
    }
    for (name, unit, p) in [
        ("china_small_pair_quarter_ms", "ms, one core", 0.5),
        ("china_small_pair_quarter_fast_ms", "ms, fastest tenth", 0.1),
    ] {
        found.add(name, unit, json!(clock.quantile(p)));
    }
    found.shares.push(("china", clock.shares()));

    let seconds = |threads| {
        let times: Result<Vec<f64>, Failure> = (0..repetitions.min(5))
            .map(|_| ensemble_seconds(&study, threads))
            .collect();
        times.map(|times| quantile(times, 0.5))
    };
    let (one, two) = (seconds(1)?, seconds(2)?);
    found.add("china_ensemble_1_thread_s", "s", json!(one));
    found.add("china_ensemble_2_threads_s", "s", json!(two));
    found.add("speedup_2_threads", "times", json!(one / two));
    forks(&study, repetitions.min(5), found)
}

/// A policy that begins in the middle of the run.
const LATE: &str =
    "schema = 1\n[policy.government]\npurchases = { from = \"2030Q1\", value = \"1 % of GDP\" }\n";

/// What it saves to simulate the quarters before a late policy once: a pair against its two sides run by themselves. A side is
/// timed by comparing it with itself, which runs it twice from the opening.
fn forks(like: &Study, repetitions: usize, found: &mut Findings) -> Result<(), Failure> {
    let late = Scenario::parse(LATE, "late", &|_| None)?.bind(&like.economy)?;
    let late = late.with_quarters(&like.economy, like.quarters)?;
    let times = |[baseline, scenario]: [&Scenario; 2]| {
        let study = Study {
            baseline: baseline.clone(),
            scenario: scenario.clone(),
            ..like.clone()
        };
        let times: Result<Vec<f64>, Failure> =
            (0..repetitions).map(|_| ensemble_seconds(&study, 1)).collect();
        times.map(|times| quantile(times, 0.5))
    };
    let forked = times([&like.baseline, &late])?;
    let separate = (times([&like.baseline, &like.baseline])? + times([&late, &late])?) / 2.0;
    found.add("china_late_policy_1_thread_s", "s", json!(forked));
    found.add("speedup_fork", "times", json!(separate / forked));
    Ok(())
}

/// Time of an ensemble of pairs.
fn ensemble_seconds(study: &Study, threads: usize) -> Result<f64, Failure> {
    let begin = Instant::now();
    let stop = AtomicBool::new(false);
    let outcome = Session::default().simulate(study, threads, &|_| {}, &stop);
    outcome.map_err(|e| stopped(&e))?;
    Ok(begin.elapsed().as_secs_f64())
}

/// Times of quarters, and of the phases in them.
struct Clock<Phase> {
    quarters_ms: Vec<f64>,
    phases: Vec<(Phase, f64)>,
}

impl<Phase: Copy + PartialEq + Debug> Clock<Phase> {
    fn new() -> Self {
        Self {
            quarters_ms: Vec::new(),
            phases: Vec::new(),
        }
    }

    /// Moves a run one quarter on and notes how long each phase took; `step` tells each phase before it begins.
    fn quarter(
        &mut self,
        step: impl FnOnce(&mut dyn FnMut(Phase)) -> Result<(), ModelError>,
    ) -> Result<(), ModelError> {
        let mut entered = Vec::with_capacity(self.phases.len());
        let begin = Instant::now();
        step(&mut |phase| entered.push((phase, Instant::now())))?;
        let end = Instant::now();
        self.quarters_ms
            .push(end.duration_since(begin).as_secs_f64() * 1e3);
        for (at, (phase, from)) in entered.iter().enumerate() {
            let to = entered.get(at + 1).map_or(end, |(_, next)| *next);
            let spent = to.duration_since(*from).as_secs_f64();
            match self.phases.iter_mut().find(|(own, _)| own == phase) {
                Some((_, total)) => *total += spent,
                None => self.phases.push((*phase, spent)),
            }
        }
        Ok(())
    }

    fn quantile(&self, p: f64) -> f64 {
        quantile(self.quarters_ms.clone(), p)
    }

    /// Share of each phase in the whole, in order of the quarter.
    fn shares(&self) -> Vec<(String, f64)> {
        let total: f64 = self.phases.iter().map(|(_, spent)| spent).sum();
        self.phases
            .iter()
            .map(|(phase, spent)| (format!("{phase:?}"), spent / total))
            .collect()
    }
}

fn quantile(mut sample: Vec<f64>, p: f64) -> f64 {
    sample.sort_by(f64::total_cmp);
    study::stats::quantile(&sample, p)
}

/// A word of warning if other programs keep the machine busy; only where the system tells.
fn busy() -> Option<String> {
    let load: f64 = std::fs::read_to_string("/proc/loadavg")
        .ok()?
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    let cores = threads(None);
    (load > 0.5).then(|| {
        format!(
            "other programs were running ({load} at work on {cores} cores over the last minute): times come out too \
             long; the fastest tenth suffers least"
        )
    })
}

/// Largest memory the process ever held, megabytes of 10^6 bytes; only where the system tells.
fn peak_rss_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

fn stopped(error: &dyn std::error::Error) -> Failure {
    Failure::new(
        Exit::Model,
        error.to_string(),
        "a run that breaks takes no time that means anything",
        "please report this",
    )
}
