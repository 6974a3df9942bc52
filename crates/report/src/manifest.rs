//! What it takes to run a result again, what must come out, and what every file of the result holds. The manifest
//! seals itself: its last line is the hash of the lines above, so a changed manifest is found as well.

use crate::manifest_bounds::unsound;
use engine::text::shortened;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use study::Results;

/// Name of the manifest in a result folder.
pub const FILE: &str = "manifest.json";
/// Name of the text of the scenario beside it.
pub const SCENARIO: &str = "scenario.toml";
/// Name of the text of the baseline beside it.
pub const BASELINE: &str = "baseline.toml";
/// Version of the manifest's shape; older and newer ones are refused.
pub const SCHEMA: u32 = 2;
/// What stands between the lines of a manifest and its seal.
const SEAL: &str = ",\n  \"seal\": \"";
/// How manifests of all versions begin, around the number of their shape.
const BEGIN: [&str; 2] = ["{\n  \"schema\": ", ",\n  \"engine\": {"];
/// Bytes that show whether a file begins like a manifest.
pub(crate) const BEGINNING: u64 = 48;
/// How a manifest ends.
const END: &str = "\n}\n";

/// What only the shell knows about a run.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// The program itself.
    pub build: Build,
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
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this shape.
    pub schema: u32,
    /// Program that made the result.
    pub engine: Build,
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
    /// Every file of the result but the manifest.
    pub files: Vec<Listed>,
}

/// What decides the last digits of a result besides its inputs. Two builds that differ here may differ in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Version.
    pub version: String,
    /// Commit, with `-dirty` if files differed from it; `unknown` if built without its history.
    pub commit: String,
    /// Kind of machine and system, as the compiler calls it.
    pub target: String,
    /// Where exponentials, logarithms and powers come from.
    pub elementary_functions: String,
}

impl std::fmt::Display for Build {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}, commit {}, {}, {}",
            self.version, self.commit, self.target, self.elementary_functions
        )
    }
}

/// A file of a result and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Name in the folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// A file that is not what the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Name in the folder.
    pub name: String,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What can be wrong with a file of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Listed, but not there.
    Missing,
    /// There, but with other contents.
    Changed,
    /// There, but not listed.
    Extra,
    /// As it is listed, but not what the run gives.
    Unlike,
}

impl Wrong {
    /// `missing`, `changed`, `extra` or `unlike`.
    pub const fn name(self) -> &'static str {
        match self {
            Wrong::Missing => "missing",
            Wrong::Changed => "changed",
            Wrong::Extra => "extra",
            Wrong::Unlike => "unlike",
        }
    }
}

/// Scenario text with its hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Id.
    pub id: String,
    /// Hash.
    pub hash: String,
}

/// Pairs asked for and finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct Books {
    /// Worst relative residual.
    pub worst_residual: f64,
    /// Identities checked.
    pub checks: u64,
}

/// Characters of a reader's reason that are repeated: it may quote a foreign text of any length.
const LONGEST_REASON: usize = 160;

/// Why a result folder cannot be run again.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file is not a manifest.
    #[error(
        "{} is not a manifest (line {}, column {}): {}; it may be damaged or written by another program",
        .path.display(), .source.line(), .source.column(), shortened(&.source.to_string(), LONGEST_REASON)
    )]
    Parse {
        /// Which file.
        path: PathBuf,
        /// Reason.
        source: serde_json::Error,
    },
    /// Written by a newer program.
    #[error("{} has schema {found}, this program reads {SCHEMA}; use a newer version", .path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its schema.
        found: u32,
    },
    /// Written before a manifest listed the files of its result.
    #[error(
        "{} has schema {found}, written before manifests listed their files, so nobody can tell whether they are \
         whole; run {SCENARIO} beside it against {BASELINE} again, or use the version that wrote it",
        .path.display()
    )]
    Older {
        /// Which file.
        path: PathBuf,
        /// Its schema.
        found: u32,
    },
    /// Changed after it was written.
    #[error("{} was changed after it was written: its seal does not fit, so it no longer describes the result", .path.display())]
    Edited {
        /// Which file.
        path: PathBuf,
    },
    /// A value that no manifest of this program has.
    #[error("{}, {place}: {what}; this program does not write that, so the result is not one of its own", .path.display())]
    Unsound {
        /// Which file.
        path: PathBuf,
        /// Key.
        place: String,
        /// What is wrong.
        what: String,
    },
    /// The texts of the scenario do not agree.
    #[error("{}: the text of the {which} does not match its hash or the file beside it", .path.display())]
    Texts {
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
    /// The manifest of a result whose other files are written.
    pub fn of(results: &Results, made: &Made, files: Vec<Listed>) -> Self {
        let (subject, ensemble) = (&results.subject, &results.ensemble);
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
            engine: made.build.clone(),
            scenario: source(&subject.scenario.id, &made.scenario_text),
            baseline: source(&subject.baseline.id, &made.baseline_text),
            economy: Pack {
                id: subject.economy.id.clone(),
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
            files,
        }
    }

    /// Reads the text of a manifest; `path` is for messages.
    ///
    /// # Errors
    /// It is not a manifest, of another schema, was changed after it was written, or contradicts itself.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ManifestError> {
        let parse = |source| ManifestError::Parse {
            path: path.into(),
            source,
        };
        let Schema { schema: found } = serde_json::from_str(text).map_err(parse)?;
        if found != SCHEMA {
            let path = path.into();
            return Err(match found < SCHEMA {
                true => ManifestError::Older { path, found },
                false => ManifestError::Newer { path, found },
            });
        }
        let edited = || ManifestError::Edited { path: path.into() };
        let (lines, seal) = text.rsplit_once(SEAL).ok_or_else(edited)?;
        let body = format!("{lines}{END}");
        if seal != format!("{}\"{END}", sha256(&body)) {
            return Err(edited());
        }
        let manifest: Self = serde_json::from_str(&body).map_err(parse)?;
        if let Some((place, what)) = unsound(&manifest) {
            let path = path.into();
            return Err(ManifestError::Unsound { path, place, what });
        }
        for (which, source, name) in [
            ("scenario", &manifest.scenario, SCENARIO),
            ("baseline", &manifest.baseline, BASELINE),
        ] {
            let beside = manifest.files.iter().find(|file| file.name == name);
            let other = beside.is_some_and(|file| file.sha256 != source.hash);
            if sha256(&source.text) != source.hash || other {
                let path = path.into();
                return Err(ManifestError::Texts { path, which });
            }
        }
        Ok(manifest)
    }

    /// Whether the manifest lists a file.
    pub fn lists(&self, name: &str) -> bool {
        self.files.iter().any(|file| file.name == name)
    }

    /// Compares the files of a folder, without the manifest, with what the manifest lists; in order of their names.
    pub fn damage(&self, found: &[Listed]) -> Vec<Damage> {
        let in_folder = |name: &str| found.iter().find(|file| file.name == name);
        let listed = self.files.iter().filter_map(|file| match in_folder(&file.name) {
            None => Some((&file.name, Wrong::Missing)),
            Some(now) if now != file => Some((&file.name, Wrong::Changed)),
            Some(_) => None,
        });
        let extra = found.iter().filter(|file| !self.lists(&file.name));
        let extra = extra.map(|file| (&file.name, Wrong::Extra));
        let mut all: Vec<Damage> = listed
            .chain(extra)
            .map(|(name, what)| Damage {
                name: name.clone(),
                what,
            })
            .collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    /// Pairs to run so that all finished ones are among them; then `keep` those.
    pub fn pairs_to_run(&self) -> usize {
        if self.pairs.partial {
            self.pairs.finished.iter().max().map_or(0, |&m| m + 1)
        } else {
            self.pairs.asked
        }
    }

    /// Leaves only the pairs that the manifest counts, as if the run had been stopped at the same place.
    pub fn keep(&self, ensemble: &mut experiments::ensemble::Ensemble) {
        if !self.pairs.partial {
            return;
        }
        ensemble.keep(&self.pairs.finished);
        ensemble.asked = self.pairs.asked;
        ensemble.partial = true;
        if !self.pairs.finished.contains(&0) {
            ensemble.books = None;
        }
    }

    /// Keys whose values a new run does not give. Who made it, when, how fast and into which files is left out.
    ///
    /// # Errors
    /// A value cannot be written.
    pub fn unlike(&self, again: &Self) -> Result<Vec<String>, serde_json::Error> {
        // Through text like what was read: the reader may miss the last bit of a number.
        let again: Value = serde_json::from_str(&serde_json::to_string(again)?)?;
        let mut keys = Vec::new();
        unlike("", &serde_json::to_value(self)?, &again, &mut keys);
        const OWN: [&str; 5] = ["engine.", "threads", "command", "wall_seconds", "files"];
        keys.retain(|key| !OWN.iter().any(|own| key.starts_with(own)));
        Ok(keys)
    }

    /// Compares the hash of a new run with the recorded one.
    pub fn verdict(&self, hash: &str) -> Verdict {
        Verdict {
            same: self.result_hash == hash,
            expected: self.result_hash.clone(),
            found: hash.into(),
        }
    }

    /// The manifest as JSON text with its seal.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let body = serde_json::to_string_pretty(self)? + "\n";
        let lines = body.strip_suffix(END).unwrap_or(&body);
        Ok(format!("{lines}{SEAL}{}\"{END}", sha256(&body)))
    }
}

/// Collects the keys below `place` at which two values differ.
fn unlike(place: &str, one: &Value, other: &Value, keys: &mut Vec<String>) {
    let (Value::Object(first), Value::Object(second)) = (one, other) else {
        if one != other {
            keys.push(place.to_owned());
        }
        return;
    };
    let only = second.keys().filter(|key| !first.contains_key(*key));
    for key in first.keys().chain(only) {
        let below = if place.is_empty() {
            key.clone()
        } else {
            format!("{place}.{key}")
        };
        let value = |keys: &Map<String, Value>| keys.get(key).cloned().unwrap_or_default();
        unlike(&below, &value(first), &value(second), keys);
    }
}

#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

/// Whether a file with this beginning was written as a manifest.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let rest = text.strip_prefix(BEGIN[0]);
    rest.is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(BEGIN[1])
    })
}

/// SHA-256 of a text, as 64 hexadecimal digits.
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
#[path = "manifest_tests.rs"]
mod tests;
