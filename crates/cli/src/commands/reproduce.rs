//! `shapan reproduce`: runs a result again from its manifest and compares the hashes.

use super::run::{Job, threads};
use crate::args::{Common, Reproduce};
use crate::economies;
use crate::failure::{Exit, Failure};
use crate::grid::Card;
use crate::print;
use experiments::hash;
use report::manifest::{Manifest, ManifestError};
use scenario::{Options, Scenario};

/// Runs a result again.
pub fn run(args: &Reproduce, common: &Common) -> Result<Exit, Failure> {
    let manifest = Manifest::read(&args.dir).map_err(manifest_failure)?;
    // The values were accepted when the result was made.
    let options = Options {
        allow_out_of_range: true,
    };
    let read = |text: &str, name: &str| Scenario::parse_with(options, text, name, &|_| None);
    let scenario = read(&manifest.scenario.text, "scenario.toml")?;
    let baseline = read(&manifest.baseline.text, "baseline.toml")?;
    let mut economy = economies::load(&scenario.economy)?;
    let pack_hash = economies::hash(&scenario.economy)?;
    let same_pack = pack_hash == manifest.economy.hash;
    let (scenario, baseline) = (scenario.bind(&economy)?, baseline.bind(&economy)?);
    scenario.apply_assumptions(&mut economy)?;
    let job = Job {
        economy,
        pack_hash,
        scenario,
        baseline,
        pairs: manifest.pairs_to_run(),
        seed: manifest.seed,
        persons_per_agent: manifest.persons_per_agent,
        quarters: u32::try_from(manifest.quarters).unwrap_or(u32::MAX),
        threads: threads(args.threads),
    };
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
    let mut card = Card::default();
    card.line("scenario", manifest.scenario.id.as_str());
    card.line("same", if verdict.same { "yes" } else { "no" });
    card.line("expected", verdict.expected.as_str());
    card.line("found", verdict.found.as_str());
    card.line("made_by", manifest.engine.version.as_str());
    card.line("this_version", env!("CARGO_PKG_VERSION"));
    card.line("same_economy", if same_pack { "yes" } else { "no" });
    print::result(&card.render(common.format));
    Ok(if verdict.same { Exit::Fine } else { Exit::Check })
}

fn manifest_failure(error: ManifestError) -> Failure {
    Failure::input(
        error.to_string(),
        "the manifest says what was run and what came out",
        "name a folder that `shapan run --out` has written",
    )
}
