//! Writes a result folder, whole or not at all: everything goes into a hidden folder beside it, which takes
//! the final name in one step at the end.

use crate::manifest::{self, Listed, Made, Manifest};
use crate::publish::{self, Target, WriteError};
use crate::words::Language;
use crate::{html, json, long, svg};
use model::indicators::Indicator;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use study::Results;

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

/// Rehearses before a long run what `write` will do: the folder is free or may be replaced, and every step that the
/// system could refuse is tried beside it. Folders above it are made; nothing else is left behind.
///
/// # Errors
/// What stands in the way.
pub fn check(dir: &Path, force: bool) -> Result<(), WriteError> {
    publish::rehearse(&Target::of(dir, force)?)
}

/// Writes all files of a result into `dir` and returns their paths. Of several runs that write to one place, one
/// succeeds unless they replace each other with `force`; files of two runs never meet.
///
/// # Errors
/// What stood in the way; the folder is then as it was before.
pub fn write(
    dir: &Path,
    results: &Results,
    made: &Made,
    options: Options,
) -> Result<Vec<PathBuf>, WriteError> {
    let target = Target::of(dir, options.force)?;
    let draft = publish::begin(&target)?;
    let names = write_into(draft.path(), results, made, options).map_err(|(name, source)| {
        // The draft is gone when this is read; the user knows the file by its place in the result.
        WriteError::system(&dir.join(name))(source)
    })?;
    publish::finish(draft, &target, options.force)?;
    Ok(names.into_iter().map(|name| target.full.join(name)).collect())
}

/// Size and hash of every file but the manifest that `write` would put into a folder; nothing is written.
///
/// # Errors
/// A file cannot be made of these results.
pub fn listed(results: &Results, made: &Made, language: Language) -> io::Result<Vec<Listed>> {
    let mut all = Vec::new();
    let outcome = each(results, made, language, &mut |name, fill| {
        all.push(one(None, name, fill)?);
        Ok(())
    });
    outcome.map_err(|(_, source)| source)?;
    Ok(all)
}

/// The file at which writing stopped, and why.
type Stopped = (&'static str, io::Error);
/// Puts into a file what belongs there.
type Fill<'a> = &'a mut dyn FnMut(&mut Sealed) -> io::Result<()>;

fn write_into(
    draft: &Path,
    results: &Results,
    made: &Made,
    options: Options,
) -> Result<Vec<&'static str>, Stopped> {
    let mut written = Vec::new();
    each(results, made, options.language, &mut |name, fill| {
        written.push(one(Some(draft), name, fill)?);
        Ok(())
    })?;
    // Last, so that a folder with a manifest is complete.
    let manifest = Manifest::of(results, made, written);
    let mut names: Vec<&'static str> = FILES.into_iter().filter(|name| manifest.lists(name)).collect();
    let text = manifest
        .to_json()
        .map_err(|e| (manifest::FILE, io::Error::other(e)))?;
    one(Some(draft), manifest::FILE, &mut |out| {
        out.write_all(text.as_bytes())
    })
    .map_err(|source| (manifest::FILE, source))?;
    names.push(manifest::FILE);
    Ok(names)
}

/// Hands over every file but the manifest, with its name and what fills it.
fn each(
    results: &Results,
    made: &Made,
    language: Language,
    take: &mut dyn FnMut(&'static str, Fill) -> io::Result<()>,
) -> Result<(), Stopped> {
    let mut file = |name: &'static str, fill: Fill| take(name, fill).map_err(|source| (name, source));
    let text = |made: Result<String, serde_json::Error>| made.map_err(io::Error::other);
    file("report.html", &mut |out| {
        let page = html::render(results, language).map_err(io::Error::other)?;
        out.write_all(page.as_bytes())
    })?;
    file("real_gdp.svg", &mut |out| {
        out.write_all(svg::effect(results, Indicator::REAL_GDP, language).as_bytes())
    })?;
    file("results.json", &mut |out| {
        out.write_all(text(json::to_string(results, false))?.as_bytes())
    })?;
    file("effects.csv", &mut |out| long::effects_csv(results, out))?;
    file("results.csv", &mut |out| long::csv(results, out))?;
    #[cfg(feature = "parquet")]
    file("results.parquet", &mut |out| long::parquet(results, out))?;
    for (name, source) in [
        (manifest::SCENARIO, &made.scenario_text),
        (manifest::BASELINE, &made.baseline_text),
    ] {
        if !source.is_empty() {
            file(name, &mut |out| out.write_all(source.as_bytes()))?;
        }
    }
    Ok(())
}

/// Says what is in one file, and writes it durably if there is a folder for it.
fn one(folder: Option<&Path>, name: &str, fill: Fill) -> io::Result<Listed> {
    let file = folder
        .map(|folder| File::create_new(folder.join(name)))
        .transpose()?;
    let mut out = Sealed {
        file: file.map(|file| BufWriter::with_capacity(1 << 16, file)),
        hasher: Sha256::new(),
        size: 0,
        refused: None,
    };
    let filled = fill(&mut out).and_then(|()| out.flush());
    // What the system said, rather than what a library made of it.
    filled.map_err(|error| out.refused.take().unwrap_or(error))?;
    if let Some(file) = &out.file {
        file.get_ref().sync_all()?;
    }
    Ok(Listed {
        name: name.to_owned(),
        size: out.size,
        sha256: manifest::hex(&out.hasher.finalize()),
    })
}

/// Knows size and hash of what went into a file; the file itself is left out if nobody wants it.
struct Sealed {
    file: Option<BufWriter<File>>,
    hasher: Sha256,
    size: u64,
    /// What the system said when it refused to take more.
    refused: Option<io::Error>,
}

impl Sealed {
    fn noted<T>(&mut self, outcome: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &outcome {
            self.refused = error.raw_os_error().map(io::Error::from_raw_os_error);
        }
        outcome
    }
}

impl Write for Sealed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self
            .file
            .as_mut()
            .map_or(Ok(bytes.len()), |file| file.write(bytes));
        let n = self.noted(written)?;
        self.hasher.update(&bytes[..n]);
        self.size += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.as_mut().map_or(Ok(()), Write::flush);
        self.noted(flushed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::Fault;
    use crate::sample;
    use std::fs;

    fn made() -> Made {
        Made {
            scenario_text: "id = \"x\"\n".into(),
            baseline_text: "id = \"b\"\n".into(),
            ..Made::default()
        }
    }

    fn forced() -> Options {
        Options {
            force: true,
            ..Options::default()
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

    fn manifest(dir: &Path) -> Manifest {
        let path = dir.join(manifest::FILE);
        Manifest::parse(&fs::read_to_string(&path).unwrap(), &path).unwrap()
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
            check(&dir, true).unwrap();
            write(&dir, results, &made(), forced()).unwrap();
            assert_eq!(entries(dir.parent().unwrap()), ["run"]);
            assert_eq!(manifest(&dir).result_hash, results.hash);
        });
    }

    #[test]
    fn the_manifest_lists_size_and_hash_of_every_file() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            let dir = place.path().join("run");
            let paths = write(&dir, results, &made(), Options::default()).unwrap();
            let mut found = Vec::new();
            for path in paths.iter().filter(|p| !p.ends_with(manifest::FILE)) {
                let bytes = fs::read(path).unwrap();
                found.push(Listed {
                    name: path.file_name().unwrap().to_str().unwrap().into(),
                    size: bytes.len() as u64,
                    sha256: manifest::hex(&Sha256::digest(&bytes)),
                });
            }
            let manifest = manifest(&dir);
            assert_eq!(
                (manifest.files.len(), manifest.damage(&found)),
                (found.len(), vec![])
            );
            // The same without a folder.
            let again = listed(results, &made(), Language::default()).unwrap();
            assert_eq!(again, manifest.files);
        });
    }

    #[test]
    fn force_never_deletes_what_others_wrote() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            fs::write(place.path().join("thesis.docx"), "x").unwrap();
            let error = write(place.path(), results, &made(), forced());
            assert!(error.unwrap_err().to_string().contains("holds `thesis.docx`"));
            assert_eq!(entries(place.path()), ["thesis.docx"]);
            // Names like ours are not enough: a result has a manifest, and regular files.
            let other = place.path().join("other");
            fs::create_dir_all(other.join("report.html")).unwrap();
            let fault = || check(&other, true).unwrap_err().fault;
            assert!(matches!(fault(), Fault::Foreign(_)));
            fs::remove_dir(other.join("report.html")).unwrap();
            for prepared in ["results.csv", "manifest.json"] {
                fs::write(other.join(prepared), "{\n  \"name\": \"another program\"\n}\n").unwrap();
                assert!(matches!(fault(), Fault::Undescribed));
            }
            assert_eq!(entries(&other), ["manifest.json", "results.csv"]);
            // A manifest of a stranger alone; one of another version of ours is one.
            fs::remove_file(other.join("results.csv")).unwrap();
            assert!(matches!(fault(), Fault::Undescribed));
            let old = "{\n  \"schema\": 1,\n  \"engine\": {\n    \"version\": \"0.1.0\"\n  }\n}\n";
            fs::write(other.join("manifest.json"), old).unwrap();
            check(&other, true).unwrap();
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

    #[cfg(unix)]
    #[test]
    fn only_folders_are_replaced_and_their_mode_and_owner_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            let path = |name: &str| place.path().join(name);
            symlink(path("nowhere"), path("dangling")).unwrap();
            let pipe = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, path("pipe"), pipe, rustix::fs::Mode::RUSR, 0).unwrap();
            for force in [false, true] {
                assert!(matches!(
                    check(&path("dangling"), force).unwrap_err().fault,
                    Fault::Dangling
                ));
                assert!(matches!(
                    check(&path("pipe"), force).unwrap_err().fault,
                    Fault::Kind("a pipe", _)
                ));
                assert!(matches!(
                    check(Path::new("/"), force).unwrap_err().fault,
                    Fault::Nameless
                ));
                if Path::new("/proc/self").exists() {
                    let fault = check(Path::new("/proc"), force).unwrap_err().fault;
                    assert!(matches!(fault, Fault::MountPoint), "{fault:?}");
                }
            }
            fs::create_dir(path("prepared")).unwrap();
            fs::set_permissions(path("prepared"), fs::Permissions::from_mode(0o2750)).unwrap();
            // Only root may give a folder away; others see that mode and group stay.
            let _ = std::os::unix::fs::chown(path("prepared"), Some(12_345), Some(12_345));
            symlink("prepared", path("link")).unwrap();
            let state = || {
                let meta = fs::metadata(path("prepared")).unwrap();
                (meta.mode(), meta.uid(), meta.gid())
            };
            let before = state();
            for options in [Options::default(), forced()] {
                write(&path("link"), results, &made(), options).unwrap();
                assert_eq!(state(), before);
                assert!(path("link").is_symlink());
            }
        });
    }

    /// A file that even root cannot delete, where the file system knows such files.
    #[cfg(target_os = "linux")]
    fn fixed(path: &Path, on: bool) -> bool {
        let mut chattr = std::process::Command::new("chattr");
        chattr.arg(if on { "+i" } else { "-i" }).arg(path);
        chattr.stderr(std::process::Stdio::null());
        chattr.status().is_ok_and(|status| status.success())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_old_result_that_cannot_be_deleted_is_seen_before_or_told_as_left() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            let dir = place.path().join("run");
            write(&dir, results, &made(), Options::default()).unwrap();
            if !fixed(&dir.join("report.html"), true) {
                return;
            }
            let error = check(&dir, true).unwrap_err();
            assert!(
                error.to_string().contains("report.html") && !error.written(),
                "{error}"
            );
            assert_eq!(entries(place.path()), ["run"]);
            // Made fixed only after the rehearsal.
            let error = write(&dir, results, &made(), forced()).unwrap_err();
            let Fault::Left(old, _) = &error.fault else {
                panic!("{error}");
            };
            let left = entries(old);
            assert!(fixed(&old.join("report.html"), false));
            assert!(error.written() && left.contains(&"report.html".to_owned()));
            let message = error.to_string();
            assert!(
                message.contains("is in its place") && !message.contains("nothing"),
                "{message}"
            );
            let manifest = manifest(&dir);
            assert!(manifest.files.iter().all(|f| dir.join(&f.name).exists()));
        });
    }

    #[cfg(unix)]
    #[test]
    fn a_separator_behind_the_name_changes_nothing() {
        sample::with(2, 4, |results| {
            let place = tempfile::tempdir().unwrap();
            let path = |name: &str| place.path().join(name);
            std::os::unix::fs::symlink(path("nowhere"), path("dangling")).unwrap();
            for name in ["dangling/", "dangling/."] {
                let fault = check(&path(name), false).unwrap_err().fault;
                assert!(matches!(fault, Fault::Dangling), "{name}: {fault:?}");
                let fault = crate::publish::check_file(&path(name), false).unwrap_err().fault;
                assert!(matches!(fault, Fault::Folder), "{name}: {fault:?}");
            }
            let fault = crate::publish::check_file(&path("new/"), false)
                .unwrap_err()
                .fault;
            assert!(matches!(fault, Fault::Folder));
            write(&path("run/"), results, &made(), Options::default()).unwrap();
            assert_eq!(entries(place.path()), ["dangling", "run"]);
        });
    }

    /// Of several that write to one place at once one succeeds, the others are told why, and no files meet.
    #[test]
    fn one_of_several_at_once_succeeds() {
        for prepared in [false, true] {
            for _ in 0..10 {
                let place = tempfile::tempdir().unwrap();
                let dir = place.path().join("run");
                if prepared {
                    fs::create_dir(&dir).unwrap();
                }
                let outcomes: Vec<bool> = std::thread::scope(|scope| {
                    let one = |seed: usize| {
                        let dir = dir.clone();
                        scope.spawn(move || {
                            let mut outcome = false;
                            sample::with(1 + seed % 2, 2, |results| {
                                outcome = match write(&dir, results, &made(), Options::default()) {
                                    Ok(_) => true,
                                    Err(error) => {
                                        assert!(matches!(error.fault, Fault::Taken), "{error}");
                                        false
                                    }
                                };
                            });
                            outcome
                        })
                    };
                    let all: Vec<_> = (0..4).map(one).collect();
                    all.into_iter().map(|t| t.join().unwrap()).collect()
                });
                assert_eq!(outcomes.iter().filter(|done| **done).count(), 1, "{outcomes:?}");
                assert_eq!(entries(place.path()), ["run"]);
                let lists = manifest(&dir).files;
                assert!(
                    lists
                        .iter()
                        .all(|f| dir.join(&f.name).metadata().unwrap().len() == f.size)
                );
            }
        }
    }
}
