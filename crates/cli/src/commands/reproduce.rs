//! `shapan reproduce`: are the files of a result whole, and does the same come out again?

use super::run::{Job, build, threads};
use crate::args::{Common, Format, Reproduce};
use crate::failure::{Exit, Failure};
use crate::grid::{Card, Grid, pretty};
use crate::{economies, print, room};
use data::regular_file;
use experiments::ensemble::Ensemble;
use experiments::hash;
use report::manifest::{self, Build, Damage, Listed, Manifest, ManifestError, Wrong};
use report::stored::{self, Stored};
use report::study::Results;
use scenario::{Options, Scenario};
use std::fs;
use std::path::Path;

/// Longest manifest that is read, bytes; the longest names 100,000 pairs.
const LONGEST: u64 = 16 << 20;

/// Checks the files of a result, then runs it again.
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
    let verdict = manifest.verdict(&hash::of(&ensemble));
    let same = verdict.same && damage.is_empty();
    let yes = |truth: bool| if truth { "yes" } else { "no" };
    let mut card = Card::default();
    card.line("scenario", manifest.scenario.id.as_str());
    card.line("same", yes(same));
    card.line("same_files", yes(damage.is_empty()));
    card.line("same_numbers", yes(verdict.same));
    card.line("expected", verdict.expected.as_str());
    card.line("found", verdict.found.as_str());
    if !verdict.same {
        difference(&mut card, &job, &ensemble, &args.dir, &damage);
    }
    card.line("made_by", manifest.engine.to_string());
    card.line("this_build", build().to_string());
    card.line("same_build", same_build(&manifest.engine));
    card.line("same_economy", yes(job.pack_hash == manifest.economy.hash));
    print::result(&shown(&card, &damage, common.format))?;
    Ok(if same { Exit::Fine } else { Exit::Check })
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
    let mut economy = economies::load(&scenario.economy)?;
    let pack_hash = economies::hash(&scenario.economy)?;
    let (scenario, baseline) = (scenario.bind(&economy)?, baseline.bind(&economy)?);
    scenario.apply_assumptions(&mut economy)?;
    Ok(Job {
        economy,
        pack_hash,
        scenario,
        baseline,
        pairs: manifest.pairs_to_run(),
        seed: manifest.seed,
        persons_per_agent: manifest.persons_per_agent,
        quarters: u32::try_from(manifest.quarters).unwrap_or(u32::MAX),
        threads: threads(args.threads),
    })
}

/// Adds where the numbers of the new run first leave those on the disk.
fn difference(card: &mut Card, job: &Job, ensemble: &Ensemble, dir: &Path, damage: &[Damage]) {
    let results = Results::new(job.study(), ensemble);
    let whole = |name: &&str| !damage.iter().any(|d| d.name == **name && d.what != Wrong::Extra);
    let Some(name) = ["results.csv", "results.parquet"].into_iter().find(whole) else {
        card.line(
            "differs",
            "where cannot be said: neither results.csv nor results.parquet is whole",
        );
        return;
    };
    let table = |file| match name {
        "results.csv" => Stored::Csv(file),
        _ => Stored::Parquet(file),
    };
    let compared = regular_file::open(&dir.join(name))
        .map_err(|e| e.to_string())
        .and_then(|file| stored::compare(table(file), &results).map_err(|e| e.to_string()));
    let outcome = match compared {
        Ok(outcome) => outcome,
        Err(error) => {
            card.line("differs", format!("{name} cannot be compared: {error}"));
            return;
        }
    };
    if let Some(first) = &outcome.first {
        card.line("first_file", name);
        card.line("first_indicator", first.variable.as_str());
        card.line("first_side", first.side);
        card.line("first_pair", first.pair.as_str());
        card.line("first_quarter", first.quarter.as_str());
        card.line("first_stored", first.stored.as_str());
        card.line("first_found", first.found.as_str());
    }
    card.line(
        "differs",
        match (&outcome.other_rows, outcome.differ) {
            (Some(place), _) => format!("{name} lists other things from: {place}"),
            (None, 0) => format!(
                "no number in {name}: the hash in the manifest is not of these numbers, or counts more than the table"
            ),
            (None, n) => format!("{n} of {} numbers in {name}", outcome.compared),
        },
    );
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
