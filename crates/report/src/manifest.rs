//! What it takes to run a result again, and what must come out.

use crate::study::Results;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Name of the manifest in a result folder.
pub const FILE: &str = "manifest.json";
/// Version of the manifest's shape; newer ones are refused.
pub const SCHEMA: u32 = 1;

/// What only the shell knows about a run.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Commit the program was built from, if known.
    pub commit: Option<String>,
    /// Text of the scenario file, with everything it extends and `--set` resolved into one text.
    pub scenario_text: String,
    /// Text of the baseline.
    pub baseline_text: String,
    /// Hash of the country pack.
    pub pack_hash: String,
    /// Threads used.
    pub threads: usize,
    /// Command line.
    pub command: Vec<String>,
    /// Seconds it took.
    pub wall_seconds: f64,
}

/// The manifest of a result folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this shape.
    pub schema: u32,
    /// Program.
    pub engine: Engine,
    /// The policy under study.
    pub scenario: Source,
    /// What it is compared with.
    pub baseline: Source,
    /// Country pack.
    pub economy: Pack,
    /// Master seed.
    pub seed: u64,
    /// Pairs.
    pub pairs: Pairs,
    /// Quarters of each run.
    pub quarters: usize,
    /// Persons that one agent stands for.
    pub persons_per_agent: u32,
    /// Threads used; do not change a number.
    pub threads: usize,
    /// State of the books.
    pub books: Books,
    /// Hash over all recorded values.
    pub result_hash: String,
    /// Command line.
    pub command: Vec<String>,
    /// Seconds it took.
    pub wall_seconds: f64,
}

/// Program that made a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Engine {
    /// Version.
    pub version: String,
    /// Commit, if known.
    pub commit: Option<String>,
}

/// Scenario text with its hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Text of the scenario file.
    pub text: String,
    /// SHA-256 of `text`.
    pub hash: String,
}

/// Country pack with its hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Id.
    pub id: String,
    /// Hash.
    pub hash: String,
}

/// Pairs asked for and finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    /// Asked for.
    pub asked: usize,
    /// Finished.
    pub done: usize,
    /// Stopped early.
    pub partial: bool,
    /// Numbers of the finished pairs, if stopped early.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finished: Vec<usize>,
}

/// State of the books over all runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Books {
    /// Worst relative residual.
    pub worst_residual: f64,
    /// Identities checked.
    pub checks: u64,
}

/// Why a result folder cannot be run again.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file is missing or cannot be read.
    #[error("cannot read {path}: {source}; a result folder made with --out holds this file")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Reason.
        source: std::io::Error,
    },
    /// The file is not a manifest.
    #[error("{path} is not a manifest: {source}; it may be damaged or written by another program")]
    Parse {
        /// Which file.
        path: PathBuf,
        /// Reason.
        source: serde_json::Error,
    },
    /// Written by a newer program.
    #[error("{path} has schema {found}, this program reads up to {SCHEMA}; use a newer version")]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its schema.
        found: u32,
    },
    /// The scenario text was edited after the run.
    #[error(
        "{path}: the {which} text does not match its hash; the manifest was edited, so it no longer describes the result"
    )]
    Edited {
        /// Which file.
        path: PathBuf,
        /// `scenario` or `baseline`.
        which: &'static str,
    },
}

/// Outcome of running a result again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Hashes are equal.
    pub same: bool,
    /// Hash in the manifest.
    pub expected: String,
    /// Hash of the new run.
    pub found: String,
}

impl Manifest {
    /// The manifest of a result.
    pub fn of(results: &Results, made: &Made) -> Self {
        let (study, ensemble) = (&results.study, results.ensemble);
        let source = |id: &str, text: &str| Source {
            id: id.into(),
            text: text.into(),
            hash: sha256(text),
        };
        let finished = if ensemble.partial {
            ensemble.pairs.iter().map(|p| p.index).collect()
        } else {
            Vec::new()
        };
        Self {
            schema: SCHEMA,
            engine: Engine {
                version: study.engine_version.clone(),
                commit: made.commit.clone(),
            },
            scenario: source(&study.scenario.id, &made.scenario_text),
            baseline: source(&study.baseline.id, &made.baseline_text),
            economy: Pack {
                id: study.economy.id.clone(),
                hash: made.pack_hash.clone(),
            },
            seed: ensemble.seed,
            pairs: Pairs {
                asked: ensemble.asked,
                done: results.pairs(),
                partial: ensemble.partial,
                finished,
            },
            quarters: ensemble.quarters,
            persons_per_agent: ensemble.persons_per_agent,
            threads: made.threads,
            books: Books {
                worst_residual: results.worst_residual,
                checks: results.checks,
            },
            result_hash: results.hash.clone(),
            command: made.command.clone(),
            wall_seconds: made.wall_seconds,
        }
    }

    /// Reads the manifest of a result folder and checks that its scenario texts are the ones that were run.
    pub fn read(dir: &Path) -> Result<Self, ManifestError> {
        let path = dir.join(FILE);
        let read = std::fs::read_to_string(&path);
        let text = read.map_err(|source| ManifestError::Read {
            path: path.clone(),
            source,
        })?;
        let parse = |source| ManifestError::Parse {
            path: path.clone(),
            source,
        };
        let schema: Schema = serde_json::from_str(&text).map_err(parse)?;
        if schema.schema > SCHEMA {
            return Err(ManifestError::Newer {
                path,
                found: schema.schema,
            });
        }
        let manifest: Self = serde_json::from_str(&text).map_err(parse)?;
        for (which, source) in [("scenario", &manifest.scenario), ("baseline", &manifest.baseline)] {
            if sha256(&source.text) != source.hash {
                return Err(ManifestError::Edited { path, which });
            }
        }
        Ok(manifest)
    }

    /// Pairs to run so that all finished ones are among them; then `keep` those.
    pub fn pairs_to_run(&self) -> usize {
        if self.pairs.partial {
            self.pairs.finished.iter().max().map_or(0, |&m| m + 1)
        } else {
            self.pairs.asked
        }
    }

    /// Leaves only the pairs that the manifest counts.
    pub fn keep(&self, ensemble: &mut experiments::ensemble::Ensemble) {
        if self.pairs.partial {
            ensemble.keep(&self.pairs.finished);
        }
    }

    /// Compares the hash of a new run with the recorded one.
    pub fn verdict(&self, hash: &str) -> Verdict {
        Verdict {
            same: self.result_hash == hash,
            expected: self.result_hash.clone(),
            found: hash.into(),
        }
    }

    /// The manifest as JSON text.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

/// SHA-256 of a text, as 64 hexadecimal digits.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn made() -> Made {
        Made {
            scenario_text: "id = \"x\"\n".into(),
            threads: 2,
            wall_seconds: 1.5,
            ..Made::default()
        }
    }

    #[test]
    fn a_manifest_survives_the_way_through_a_file() {
        sample::with(3, 4, |results| {
            let dir = tempfile::tempdir().unwrap();
            let manifest = Manifest::of(results, &made());
            std::fs::write(dir.path().join(FILE), manifest.to_json().unwrap()).unwrap();
            let read = Manifest::read(dir.path()).unwrap();
            assert_eq!(read, manifest);
            assert_eq!(read.pairs_to_run(), 3);
            assert!(read.verdict(&results.hash).same && !read.verdict("0").same);
            // Known answer of SHA-256 for the empty text.
            assert!(read.baseline.hash.starts_with("e3b0c44298fc1c14"));
        });
    }

    #[test]
    fn a_partial_result_names_its_pairs() {
        sample::with(4, 4, |results| {
            let mut ensemble = results.ensemble.clone();
            ensemble.pairs.remove(1);
            ensemble.partial = true;
            let part = Results::new(results.study.clone(), &ensemble);
            let manifest = Manifest::of(&part, &made());
            assert_eq!(manifest.pairs.finished, [0, 2, 3]);
            assert_eq!((manifest.pairs_to_run(), manifest.pairs.done), (4, 3));
            let mut again = results.ensemble.clone();
            manifest.keep(&mut again);
            assert!(manifest.verdict(&experiments::hash::of(&again)).same);
        });
    }

    #[test]
    fn a_folder_that_cannot_be_run_again_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let message = |text: &str| {
            std::fs::write(dir.path().join(FILE), text).unwrap();
            Manifest::read(dir.path()).unwrap_err().to_string()
        };
        assert!(message("").contains("is not a manifest"));
        assert!(message("{\"schema\": 99}").contains("has schema 99"));
        sample::with(2, 4, |results| {
            let text = Manifest::of(results, &made()).to_json().unwrap();
            assert!(message(&text.replace("id = ", "id  = ")).contains("the scenario text does not match"));
        });
        let missing = Manifest::read(&dir.path().join("none")).unwrap_err().to_string();
        assert!(
            missing.contains("cannot read") && missing.contains("--out"),
            "{missing}"
        );
    }
}
