//! `shapan reproduce`: are the files of a result whole, and does the same come out again?

use super::run::{Job, build, threads};
use crate::args::{Common, Format, Reproduce};
use crate::failure::{Exit, Failure};
use crate::grid::{Card, Grid, pretty};
use crate::{economies, print, room};
use data::regular_file;
use report::manifest::{self, Build, Damage, Listed, Made, Manifest, ManifestError, Wrong};
use report::stored::{self, Comparison, Stored};
use report::words::Language;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use study::scenario::{Options, Scenario};
use study::{Results, Study};

/// Longest manifest that is read, bytes; the longest names 100,000 pairs.
const LONGEST: u64 = 16 << 20;

/// Tables with every number of a result.
const TABLES: [&str; 2] = ["results.csv", "results.parquet"];

/// Checks the files of a result, then runs it again and holds everything that came out against what is there.
pub fn run(args: &Reproduce, common: &Common) -> Result<Exit, Failure> {
    let manifest = read(&args.dir)?;
    let damage = manifest.damage(&files(&args.dir, &manifest)?);
    let job = job(&manifest, args)?;
    room::check(&job.work(2, false), None)?;
    let mut ensemble = job.simulate(common.quiet)?;
    if ensemble.partial {
        return Err(Failure::new(
            Exit::Interrupted,
            "stopped before all pairs were run again",
            "a hash covers all pairs of a result",
            "start it again",
        ));
    }
    manifest.keep(&mut ensemble);
    let results = job.study.results(ensemble);
    let again = Again::of(&manifest, &job, &results)?;
    let tables = tables(&manifest, &results, &args.dir, &damage, &again);
    let verdict = manifest.verdict(&results.hash);
    let derived = again.files.as_ref().map(|list| unlike(&manifest, list, &damage));
    let numbers = verdict.same && tables.agree();
    let unmade = derived.as_ref().is_some_and(|found| !found.is_empty());
    let same = numbers && damage.is_empty() && again.keys.is_empty() && !unmade;
    let yes = |truth: bool| if truth { "yes" } else { "no" };
    let mut card = Card::default();
    card.line("scenario", manifest.scenario.id.as_str());
    card.line("same", yes(same));
    card.line("same_files", yes(damage.is_empty()));
    card.line("same_numbers", yes(numbers));
    card.line("same_manifest", yes(again.keys.is_empty()));
    card.line("manifest_differs", again.keys.join(", "));
    card.line(
        "same_contents",
        derived
            .as_ref()
            .map_or("unknown: made by another build", |_| yes(!unmade)),
    );
    card.line("expected", verdict.expected.as_str());
    card.line("found", verdict.found.as_str());
    if !numbers {
        tables.show(&mut card);
    }
    card.line("made_by", manifest.engine.to_string());
    card.line("this_build", build().to_string());
    card.line("same_build", same_build(&manifest.engine));
    card.line("same_economy", yes(job.study.pack_hash == manifest.economy.hash));
    let all = [damage, derived.unwrap_or_default()].concat();
    print::result(&shown(&card, &all, common.format))?;
    Ok(if same { Exit::Fine } else { Exit::Check })
}

/// What the new run gives besides its numbers.
struct Again {
    /// Keys of the manifest that the run does not confirm.
    keys: Vec<String>,
    /// Every file as this build makes it; none if another build made the result, which may write them in another way.
    files: Option<Vec<Listed>>,
}

impl Again {
    fn of(manifest: &Manifest, job: &Job, results: &Results) -> Result<Self, Failure> {
        let cannot = |error: String| {
            Failure::new(
                Exit::Model,
                format!("the result cannot be made again: {error}"),
                "every file of a result is held against what the run gives",
                "please report this together with the result",
            )
        };
        let same_build = manifest.engine == build();
        let mut made = job.made(0.0);
        if !same_build {
            // Another version may put the same scenario into other words; these are what was run.
            made.scenario_text.clone_from(&manifest.scenario.text);
            made.baseline_text.clone_from(&manifest.baseline.text);
        }
        let again = Manifest::of(results, &made, Vec::new());
        let mut keys = manifest.unlike(&again).map_err(|e| cannot(e.to_string()))?;
        let horizon = |scenario: &Scenario| scenario.quarters(&job.study.economy) as usize;
        if [&job.study.scenario, &job.study.baseline]
            .iter()
            .any(|s| horizon(s) != manifest.quarters)
        {
            keys.push("quarters".to_owned());
        }
        let files = same_build
            .then(|| remade(manifest, &made, results))
            .transpose()
            .map_err(|e| cannot(e.to_string()))?;
        Ok(Self { keys, files })
    }

    /// Whether a listed file is, byte for byte, what this build makes.
    fn confirms(&self, file: &Listed) -> bool {
        self.files.as_ref().is_some_and(|files| files.contains(file))
    }
}

/// Every file in the language in which the report was written, which no number tells.
fn remade(manifest: &Manifest, made: &Made, results: &Results) -> std::io::Result<Vec<Listed>> {
    let english = report::files::listed(results, made, Language::English)?;
    let report = |list: &[Listed]| {
        list.iter()
            .any(|f| f.name == "report.html" && manifest.files.contains(f))
    };
    if report(&english) {
        return Ok(english);
    }
    let chinese = report::files::listed(results, made, Language::Chinese)?;
    Ok(if report(&chinese) { chinese } else { english })
}

/// Listed files that the run does not give, and files of the run that are not listed; without those that are damaged.
fn unlike(manifest: &Manifest, remade: &[Listed], damage: &[Damage]) -> Vec<Damage> {
    let run = Manifest {
        files: remade.to_vec(),
        ..manifest.clone()
    };
    let mut found = run.damage(&manifest.files);
    found.retain(|file| !damage.iter().any(|d| d.name == file.name));
    for file in &mut found {
        if file.what != Wrong::Missing {
            file.what = Wrong::Unlike;
        }
    }
    found
}

/// Whether this program made the result, as far as can be told.
fn same_build(made_by: &Build) -> &'static str {
    let own = build();
    if *made_by != own {
        "no"
    } else if own.commit == "unknown" || own.commit.ends_with("-dirty") {
        "unknown: not built from a commit as it is"
    } else {
        "yes"
    }
}

/// The manifest of a result folder.
fn read(dir: &Path) -> Result<Manifest, Failure> {
    let path = dir.join(manifest::FILE);
    let how = "name a folder that `shapan run --out` has written";
    let why = "the manifest says what was run, what came out and which files hold it";
    let text = regular_file::text(&path, LONGEST).map_err(|e| Failure::input(e.to_string(), why, how))?;
    Manifest::parse(&text, &path).map_err(|error| {
        let exit = match error {
            ManifestError::Edited { .. } | ManifestError::Texts { .. } => Exit::Check,
            _ => Exit::Input,
        };
        Failure::new(exit, error.to_string(), why, how)
    })
}

/// What the files of a folder hold now. What cannot be what the manifest lists is not read.
fn files(dir: &Path, manifest: &Manifest) -> Result<Vec<Listed>, Failure> {
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::input(
            format!("{} cannot be read: {error}", dir.display()),
            "every file of a result is held against its manifest",
            "check the rights of the folder and its files",
        )
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).map_err(|e| unreadable(&e))? {
        let entry = entry.map_err(|e| unreadable(&e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == manifest::FILE {
            continue;
        }
        let meta = entry.metadata().map_err(|e| unreadable(&e))?;
        let listed = manifest.files.iter().find(|file| file.name == name);
        let alike = meta.is_file() && listed.is_some_and(|file| file.size == meta.len());
        let sha256 = if alike {
            regular_file::sha256(&entry.path()).map_err(|e| unreadable(&e))?
        } else {
            String::new()
        };
        found.push(Listed {
            name,
            size: meta.len(),
            sha256,
        });
    }
    Ok(found)
}

/// What was run, by the manifest.
fn job(manifest: &Manifest, args: &Reproduce) -> Result<Job, Failure> {
    // The values were accepted when the result was made.
    let options = Options {
        allow_out_of_range: true,
    };
    let read = |text: &str, name: &str| Scenario::parse_with(options, text, name, &|_| None);
    let scenario = read(&manifest.scenario.text, manifest::SCENARIO)?;
    let baseline = read(&manifest.baseline.text, manifest::BASELINE)?;
    let pack = economies::pack(&scenario.economy)?;
    let mut economy = pack.economy;
    let (scenario, baseline) = (scenario.bind(&economy)?, baseline.bind(&economy)?);
    scenario.apply_assumptions(&mut economy)?;
    // The sizes are those of the manifest, also where the texts ask for others.
    let study = Study {
        economy: Arc::new(economy),
        pack_hash: pack.hash,
        scenario,
        baseline,
        pairs: manifest.pairs_to_run(),
        seed: manifest.seed,
        persons_per_agent: manifest.persons_per_agent,
        quarters: u32::try_from(manifest.quarters).unwrap_or(u32::MAX),
    };
    Ok(Job {
        study,
        threads: threads(args.threads),
    })
}

/// What the long tables of a result say against the numbers of the new run.
struct Tables {
    /// Tables that are listed and whole.
    whole: Vec<&'static str>,
    /// The first of them that says something else, and what.
    other: Option<(&'static str, Result<Comparison, String>)>,
    /// Whether any table is listed.
    listed: bool,
}

/// Holds every listed and whole long table against the numbers of the new run.
fn tables(manifest: &Manifest, results: &Results, dir: &Path, damage: &[Damage], again: &Again) -> Tables {
    let listed = |name: &str| manifest.files.iter().find(|file| file.name == name);
    let whole = TABLES.into_iter().filter(|name| manifest.lists(name));
    let whole: Vec<&'static str> = whole
        .filter(|name| !damage.iter().any(|d| d.name == *name))
        .collect();
    let compare = |name: &'static str| {
        let table = |file| match name {
            "results.csv" => Stored::Csv(file),
            _ => Stored::Parquet(file),
        };
        let file = regular_file::open(&dir.join(name)).map_err(|e| e.to_string())?;
        stored::compare(table(file), results).map_err(|e| e.to_string())
    };
    let unproven = whole
        .iter()
        .filter(|name| !listed(name).is_some_and(|file| again.confirms(file)));
    let mut outcomes = unproven.map(|name| (*name, compare(name)));
    Tables {
        other: outcomes.find(|(_, outcome)| !outcome.as_ref().is_ok_and(Comparison::same)),
        listed: TABLES.into_iter().any(|name| manifest.lists(name)),
        whole,
    }
}

impl Tables {
    fn agree(&self) -> bool {
        self.listed && self.other.is_none()
    }

    /// Adds where the numbers of the new run first leave those on the disk.
    fn show(&self, card: &mut Card) {
        let differs = match (&self.other, self.whole.first()) {
            (None, None) if !self.listed => {
                "no table of numbers is listed, neither results.csv nor results.parquet".to_owned()
            }
            (None, None) => {
                "where cannot be said: neither results.csv nor results.parquet is whole".to_owned()
            }
            (None, Some(name)) => format!(
                "no number in {name}: the hash in the manifest is not of these numbers, or counts more than the table"
            ),
            (Some((name, Err(error))), _) => format!("{name} cannot be compared: {error}"),
            (Some((name, Ok(outcome))), _) => {
                if let Some(first) = &outcome.first {
                    card.line("first_file", *name);
                    card.line("first_indicator", first.variable.as_str());
                    card.line("first_side", first.side);
                    card.line("first_pair", first.pair.as_str());
                    card.line("first_quarter", first.quarter.as_str());
                    card.line("first_stored", first.stored.as_str());
                    card.line("first_found", first.found.as_str());
                }
                match &outcome.other_rows {
                    Some(place) => format!("{name} lists other things from: {place}"),
                    None => format!("{} of {} numbers in {name}", outcome.differ, outcome.compared),
                }
            }
        };
        card.line("differs", differs);
    }
}

/// The verdict, then every file that is not as it was written.
fn shown(card: &Card, damage: &[Damage], format: Format) -> String {
    let mut grid = Grid::new(&["file", "is"]);
    for found in damage {
        grid.row([found.name.as_str().into(), found.what.name().into()]);
    }
    match format {
        Format::Json => {
            let mut json = card.json();
            json["files"] = grid.json();
            pretty(&json)
        }
        Format::Csv => {
            let mut all = card.clone();
            for found in damage {
                all.line(found.what.name(), found.name.as_str());
            }
            all.render(Format::Csv)
        }
        Format::Table if damage.is_empty() => card.render(Format::Table),
        Format::Table => format!("{}\n{}", card.render(Format::Table), grid.render(Format::Table)),
    }
}
