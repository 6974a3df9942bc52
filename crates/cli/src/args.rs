//! The command line: sub-commands and options, with their help.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use study::scenario::{Agents, Run, home};

/// Most quarters a run may have.
pub const MOST_QUARTERS: u32 = 400;
/// Most threads a run may have.
const MOST_THREADS: u32 = 1024;

/// A sand table for economic policy: simulate an economy with and without a policy, on the same dice.
#[derive(Debug, Parser)]
#[command(name = "shapan", version, about, arg_required_else_help = false)]
pub struct Args {
    /// What to do; without it, five lines of introduction.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Clone, Debug, ClapArgs)]
pub struct Common {
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Language of titles and reports
    #[arg(long, global = true, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// No progress and no notes, only results and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// No colours (the variable NO_COLOR does the same)
    #[arg(long, global = true)]
    pub no_color: bool,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// Language of titles and reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// 中文
    Zh,
}

impl Lang {
    /// The text of this language; the English one where a Chinese one is missing.
    pub fn pick<'a>(self, en: &'a str, zh: &'a str) -> &'a str {
        match self {
            Lang::Zh if !zh.is_empty() => zh,
            _ => en,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List what there is: economies, levers, indicators, scenarios
    List {
        /// What to list
        #[arg(value_enum)]
        what: Listed,
    },
    /// Explain an economy, a lever, a parameter, an indicator or a scenario
    Describe(Describe),
    /// Check a scenario file and say what it does
    Check(Check),
    /// Write a commented scenario file to start from
    New(New),
    /// Simulate a scenario against its baseline and show the effects
    Run(RunArgs),
    /// Divide the effects of a scenario among its measures
    Decompose(Decompose),
    /// Count how often each bound of a rule binds, without and with a scenario
    Bounds(Bounds),
    /// Run a published parameter set with the published rules
    Base(Base),
    /// Check the published rules against the published results
    Conform(Conform),
    /// Check an economy against its targets
    Validate(Validate),
    /// Run the experiments of the evidence tables and hold them against their bands
    Experiments(Experiments),
    /// Measure speed and memory
    Bench(Bench),
    /// Check the files of a result, run it again and compare the numbers
    Reproduce(Reproduce),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// What can be listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Listed {
    /// Country packs inside the program
    Economies,
    /// What a scenario can pull
    Levers,
    /// What is measured each quarter
    Indicators,
    /// Scenarios that come with the program
    Scenarios,
}

/// Explain one thing.
#[derive(Debug, ClapArgs)]
pub struct Describe {
    /// Name of an economy, lever (or its block), parameter, indicator or scenario
    pub path: String,
    /// Economy whose parameters are meant
    #[arg(long, default_value = home::ECONOMY, value_name = "NAME|DIR")]
    pub economy: String,
}

/// Check a scenario.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Scenario file, or the name of a scenario that comes with the program
    pub file: String,
    /// Changes to the scenario.
    #[command(flatten)]
    pub changes: Changes,
}

/// Changes to a scenario on the command line.
#[derive(Clone, Debug, ClapArgs)]
pub struct Changes {
    /// Economy to simulate instead of the scenario's own: a name or a folder
    #[arg(long, value_name = "NAME|DIR")]
    pub economy: Option<String>,
    /// Set a lever or an assumption, for example 'relending.rate=1.25 %'; a plain value of a lever holds from the first quarter to
    /// the last and replaces every date and value that the scenario gives the lever; can be repeated
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Accept values outside the range of a lever or parameter
    #[arg(long)]
    pub allow_out_of_range: bool,
}

/// Write a template.
#[derive(Debug, ClapArgs)]
pub struct New {
    /// File to write; - prints it
    pub file: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

/// What is simulated, and against what.
#[derive(Debug, ClapArgs)]
pub struct Study {
    /// Scenario file, or the name of a scenario that comes with the program
    #[arg(default_value = "innovation-drive", value_name = "SCENARIO|FILE")]
    pub scenario: String,
    /// Changes to the scenario.
    #[command(flatten)]
    pub changes: Changes,
    /// What it is compared with: a scenario file or name
    #[arg(long, default_value = "baseline", value_name = "SCENARIO|FILE")]
    pub baseline: String,
    /// Pairs of runs, baseline and scenario on one seed
    #[arg(long, value_parser = pairs, value_name = "N")]
    pub pairs: Option<u32>,
    /// Seed from which the seeds of all pairs follow
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Size: small, medium, large, or persons per agent
    #[arg(long, value_parser = agents, value_name = "SIZE|N")]
    pub agents: Option<Agents>,
    /// Quarters to simulate
    #[arg(long, value_parser = quarters, value_name = "N")]
    pub quarters: Option<u32>,
    /// Threads; never changes a number [default: all]
    #[arg(long, value_parser = threads, value_name = "N")]
    pub threads: Option<u32>,
}

/// Simulate.
#[derive(Debug, ClapArgs)]
pub struct RunArgs {
    /// Scenario, baseline and size.
    #[command(flatten)]
    pub study: Study,
    /// Folder for tables, report and manifest; must be empty or new
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace the result in the folder
    #[arg(long)]
    pub force: bool,
}

/// Count how often bounds bind.
#[derive(Debug, ClapArgs)]
pub struct Bounds {
    /// Scenario, baseline and size.
    #[command(flatten)]
    pub study: Study,
}

/// Divide effects among measures.
#[derive(Debug, ClapArgs)]
pub struct Decompose {
    /// Scenario, baseline and size.
    #[command(flatten)]
    pub study: Study,
    /// Indicators to divide [default: real GDP and what the scenario shows first]
    #[arg(long = "indicator", value_name = "ID")]
    pub indicators: Vec<String>,
}

/// Whether the published rules draw random numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Noise {
    /// Draws as published
    On,
    /// Every draw at its mean
    Off,
}

/// Run a published parameter set.
#[derive(Debug, ClapArgs)]
pub struct Base {
    /// Folder of the parameter set (JSON)
    pub dir: PathBuf,
    /// Random draws, or every draw at its mean
    #[arg(long, value_enum, default_value_t = Noise::On)]
    pub noise: Noise,
    /// Quarters to simulate
    #[arg(long, value_parser = quarters, default_value = "12", value_name = "N")]
    pub quarters: u32,
    /// Runs
    #[arg(long, value_parser = pairs, default_value = "1", value_name = "N")]
    pub runs: u32,
    /// Seed from which the seeds of all runs follow
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Threads; never changes a number [default: all]
    #[arg(long, value_parser = threads, value_name = "N")]
    pub threads: Option<u32>,
}

/// Check against published results.
#[derive(Debug, ClapArgs)]
pub struct Conform {
    /// Folder with the published parameter sets and results
    pub dir: PathBuf,
    /// Runs with draws whose means and spreads are compared
    #[arg(long, value_parser = pairs, default_value = "400", value_name = "N")]
    pub seeds: u32,
    /// Threads; never changes a number [default: all]
    #[arg(long, value_parser = threads, value_name = "N")]
    pub threads: Option<u32>,
}

/// Check against targets.
#[derive(Debug, ClapArgs)]
pub struct Validate {
    /// Economy: a name or a folder
    #[arg(default_value = home::ECONOMY, value_name = "NAME|DIR")]
    pub economy: String,
    /// Seeds
    #[arg(long, value_parser = pairs, default_value = "64", value_name = "N")]
    pub seeds: u32,
    /// Quarters of the baseline; checks that need more are left out
    #[arg(long, value_parser = quarters, default_value = "100", value_name = "N")]
    pub quarters: u32,
    /// Size: small, medium, large, or persons per agent
    #[arg(long, value_parser = agents, default_value = "small", value_name = "SIZE|N")]
    pub agents: Agents,
    /// Also run the standard impulses and show their effects by year
    #[arg(long)]
    pub impulses: bool,
    /// Also try how the economy bears slumps, dearer money, a lasting stimulus and a boom, and show its cycle
    #[arg(long)]
    pub resilience: bool,
    /// Only draw venture funds, without the economy around them, and show their odds and spread
    #[arg(long, conflicts_with_all = ["impulses", "resilience"])]
    pub lottery: bool,
    /// Folder for a picture (SVG) of how the mean of single funds settles; a file there is replaced
    #[arg(long, requires = "lottery", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Threads; never changes a number [default: all]
    #[arg(long, value_parser = threads, value_name = "N")]
    pub threads: Option<u32>,
}

/// Run experiments.
#[derive(Debug, ClapArgs)]
pub struct Experiments {
    /// Numbers of the experiments, such as E01 [default: all]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Economy: a name or a folder
    #[arg(long, default_value = home::ECONOMY, value_name = "NAME|DIR")]
    pub economy: String,
    /// Pairs of runs for each case
    #[arg(long, value_parser = pairs, default_value = "64", value_name = "N")]
    pub pairs: u32,
    /// Folder for a table (CSV) and pictures (SVG) of each experiment; files there are replaced
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Size: small, medium, large, or persons per agent [default: the experiment's own, mostly small]
    #[arg(long, value_parser = agents, value_name = "SIZE|N")]
    pub agents: Option<Agents>,
    /// Threads; never changes a number [default: all]
    #[arg(long, value_parser = threads, value_name = "N")]
    pub threads: Option<u32>,
}

/// Measure.
#[derive(Debug, ClapArgs)]
pub struct Bench {
    /// Folder with the published parameter sets, to measure the published rules too
    #[arg(long, value_name = "DIR")]
    pub reference: Option<PathBuf>,
    /// Fewer repetitions; the 500 runs are extrapolated from 50
    #[arg(long)]
    pub quick: bool,
}

/// Run again.
#[derive(Debug, ClapArgs)]
pub struct Reproduce {
    /// Folder of a result, with its manifest
    pub dir: PathBuf,
    /// Threads; never changes a number [default: all]
    #[arg(long, value_parser = threads, value_name = "N")]
    pub threads: Option<u32>,
}

fn whole(text: &str, what: &str, most: u32, example: &str) -> Result<u32, String> {
    match text.replace('_', "").parse::<u32>() {
        Ok(n) if (1..=most).contains(&n) => Ok(n),
        Ok(0) => Err(format!(
            "zero {what} give no result; write at least 1, for example {example}"
        )),
        _ => Err(format!(
            "this is not a number of {what} from 1 to {most}; write for example {example}"
        )),
    }
}

fn pairs(text: &str) -> Result<u32, String> {
    whole(text, "runs", Run::MOST_PAIRS, "32")
}

fn quarters(text: &str) -> Result<u32, String> {
    whole(text, "quarters", MOST_QUARTERS, "40")
}

fn threads(text: &str) -> Result<u32, String> {
    whole(text, "threads", MOST_THREADS, "2")
}

fn agents(text: &str) -> Result<Agents, String> {
    text.parse()
        .map_err(|what: String| format!("{what}; {}", Agents::FORMS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_tree_is_consistent() {
        Args::command().debug_assert();
    }
}
