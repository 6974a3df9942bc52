//! Writes a result folder, whole or not at all: everything goes into a hidden folder beside it, which takes
//! the final name in one step at the end.

use crate::manifest::{self, Made, Manifest};
use crate::study::Results;
use crate::words::Language;
use crate::{html, json, long, svg};
use model::indicators::Indicator;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Replace a folder that holds an earlier result.
    pub force: bool,
    /// Language in which the report opens.
    pub language: Language,
}

/// Every file this program writes into a result folder.
pub const FILES: [&str; 9] = [
    manifest::FILE,
    "report.html",
    "real_gdp.svg",
    "results.json",
    "effects.csv",
    "results.csv",
    "results.parquet",
    "scenario.toml",
    "baseline.toml",
];

/// Why no folder was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is there already.
    #[error(
        "{path} is not empty; nothing was written. Choose another folder or add --force to replace the result in it"
    )]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// Replacing would delete what this program did not write.
    #[error(
        "{path} holds `{entry}`, which is not part of a result; nothing was written. Move it or choose another folder"
    )]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// What was found in it.
        entry: String,
    },
    /// The path is a file.
    #[error("{path} is a file, not a folder; nothing was written. Choose another name")]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot write {path}: {source}; nothing was left half-written")]
    Io {
        /// What was being written.
        path: PathBuf,
        /// Reason.
        source: io::Error,
    },
}

/// Checks before a long run that `write` will be allowed to: folder free or replaceable, parent writable.
pub fn check(dir: &Path, force: bool) -> Result<(), WriteError> {
    if dir.is_file() {
        return Err(WriteError::NotAFolder { path: dir.into() });
    }
    let io = |source| WriteError::Io {
        path: dir.into(),
        source,
    };
    if dir.exists() {
        let mut empty = true;
        for entry in fs::read_dir(dir).map_err(io)? {
            empty = false;
            let name = entry.map_err(io)?.file_name().to_string_lossy().into_owned();
            if force && !FILES.contains(&name.as_str()) {
                return Err(WriteError::Foreign {
                    path: dir.into(),
                    entry: name,
                });
            }
        }
        if !empty && !force {
            return Err(WriteError::NotEmpty { path: dir.into() });
        }
    }
    let parent = parent(dir);
    fs::create_dir_all(&parent).map_err(|source| WriteError::Io {
        path: parent.clone(),
        source,
    })?;
    let probe = sibling(dir, "probe");
    fs::create_dir(&probe)
        .and_then(|()| fs::remove_dir(&probe))
        .map_err(io)
}

/// Writes all files of a result into `dir` and returns their paths.
pub fn write(
    dir: &Path,
    results: &Results,
    made: &Made,
    options: Options,
) -> Result<Vec<PathBuf>, WriteError> {
    check(dir, options.force)?;
    // The full name of a folder that exists, so that `.` and links work too.
    let full = dir.canonicalize().unwrap_or_else(|_| dir.into());
    let dir = full.as_path();
    let draft = sibling(dir, "draft");
    let written = write_into(&draft, results, made, options).and_then(|names| {
        swap(&draft, dir).map_err(|source| WriteError::Io {
            path: dir.into(),
            source,
        })?;
        Ok(names)
    });
    if written.is_err() {
        // The first error is the one worth telling; a draft that cannot be removed is hidden and harmless.
        let _ = fs::remove_dir_all(&draft);
    }
    Ok(written?.into_iter().map(|name| dir.join(name)).collect())
}

fn write_into(
    draft: &Path,
    results: &Results,
    made: &Made,
    options: Options,
) -> Result<Vec<&'static str>, WriteError> {
    fs::create_dir_all(draft).map_err(|source| WriteError::Io {
        path: draft.into(),
        source,
    })?;
    let mut names = Vec::new();
    let mut file = |name: &'static str, fill: &mut dyn FnMut(&mut BufWriter<File>) -> io::Result<()>| {
        let path = draft.join(name);
        let mut write = || {
            let mut out = BufWriter::with_capacity(1 << 16, File::create(&path)?);
            fill(&mut out)?;
            out.flush()
        };
        names.push(name);
        write().map_err(|source| WriteError::Io {
            path: draft.join(name),
            source,
        })
    };
    let text = |made: Result<String, serde_json::Error>| made.map_err(io::Error::other);
    let manifest = Manifest::of(results, made);
    file("report.html", &mut |out| {
        let page = html::render(results, options.language).map_err(io::Error::other)?;
        out.write_all(page.as_bytes())
    })?;
    file("real_gdp.svg", &mut |out| {
        out.write_all(svg::effect(results, Indicator::RealGdp, options.language).as_bytes())
    })?;
    file("results.json", &mut |out| {
        out.write_all(text(json::to_string(results, false))?.as_bytes())
    })?;
    file("effects.csv", &mut |out| long::effects_csv(results, out))?;
    file("results.csv", &mut |out| long::csv(results, out))?;
    #[cfg(feature = "parquet")]
    file("results.parquet", &mut |out| long::parquet(results, out))?;
    for (name, source) in [
        ("scenario.toml", &manifest.scenario),
        ("baseline.toml", &manifest.baseline),
    ] {
        if !source.text.is_empty() {
            file(name, &mut |out| out.write_all(source.text.as_bytes()))?;
        }
    }
    // Last, so that a folder with a manifest is complete.
    file(manifest::FILE, &mut |out| {
        out.write_all(text(manifest.to_json())?.as_bytes())
    })?;
    Ok(names)
}

/// Gives the draft its final name; an earlier result steps aside first and comes back if that fails.
fn swap(draft: &Path, dir: &Path) -> io::Result<()> {
    if !dir.exists() {
        return fs::rename(draft, dir);
    }
    let old = sibling(dir, "old");
    fs::rename(dir, &old)?;
    if let Err(error) = fs::rename(draft, dir) {
        fs::rename(&old, dir)?;
        return Err(error);
    }
    fs::remove_dir_all(&old)
}

fn parent(dir: &Path) -> PathBuf {
    match dir.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.into(),
        _ => PathBuf::from("."),
    }
}

/// A hidden name beside `dir`, different for every process.
fn sibling(dir: &Path, role: &str) -> PathBuf {
    let name = dir
        .file_name()
        .map_or_else(|| "result".into(), |n| n.to_string_lossy().into_owned());
    parent(dir).join(format!(".{name}.{role}-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn made() -> Made {
        Made {
            scenario_text: "id = \"x\"\n".into(),
            baseline_text: "id = \"b\"\n".into(),
            ..Made::default()
        }
    }

    fn entries(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_written_whole_and_replaced_only_on_demand() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            let dir = place.path().join("deep/run");
            let paths = write(&dir, results, &made(), Options::default()).unwrap();
            assert!(paths.iter().all(|p| p.metadata().unwrap().len() > 0));
            let mut want: Vec<String> = FILES.iter().map(|f| f.to_string()).collect();
            want.retain(|f| cfg!(feature = "parquet") || f != "results.parquet");
            want.sort();
            assert_eq!(entries(&dir), want);
            assert_eq!(entries(dir.parent().unwrap()), ["run"]);
            let again = write(&dir, results, &made(), Options::default()).unwrap_err();
            assert!(again.to_string().contains("is not empty") && again.to_string().contains("--force"));
            write(
                &dir,
                results,
                &made(),
                Options {
                    force: true,
                    ..Options::default()
                },
            )
            .unwrap();
            assert_eq!(entries(dir.parent().unwrap()), ["run"]);
            assert_eq!(Manifest::read(&dir).unwrap().result_hash, results.hash);
        });
    }

    #[test]
    fn force_never_deletes_what_others_wrote() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            fs::write(place.path().join("thesis.docx"), "x").unwrap();
            let error = write(
                place.path(),
                results,
                &made(),
                Options {
                    force: true,
                    ..Options::default()
                },
            );
            assert!(error.unwrap_err().to_string().contains("holds `thesis.docx`"));
            assert_eq!(entries(place.path()), ["thesis.docx"]);
        });
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            let path = place.path().join("taken");
            fs::write(&path, "x").unwrap();
            let error = write(&path, results, &made(), Options::default()).unwrap_err();
            assert!(error.to_string().contains("is a file"));
            let below = write(&path.join("run"), results, &made(), Options::default()).unwrap_err();
            assert!(below.to_string().contains("cannot write"));
            assert_eq!(entries(place.path()), ["taken"]);
        });
    }
}
