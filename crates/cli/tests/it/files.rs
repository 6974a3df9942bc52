//! Files that cannot be lost: races for one folder, killed processes, full disks, lost output, things that are not
//! regular files. A few trials of each; the environment variable SHAPAN_TRIALS=all makes as many as a release needs.

#![cfg(unix)]
use crate::common::trials::{PROGRAM, TINY, reproduce, same, start, trials};
use crate::common::{folder, names, refused, shapan};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// A shell in a namespace of its own, where the system lets us have one.
fn unshared(what: &[&'static str]) -> Option<Vec<&'static str>> {
    let as_root: Vec<&str> = [&["unshare"], what].concat();
    let as_user = [&["unshare", "--user", "--map-root-user"], what].concat();
    let found = [as_root, as_user].into_iter().find(|wrap| {
        let status = Command::new(wrap[0])
            .args(&wrap[1..])
            .arg("true")
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|s| s.success())
    });
    if found.is_none() {
        eprintln!("left out: this system grants no `unshare {}`", what.join(" "));
    }
    found
}

fn four_at_once(dir: &Path, wrap: &[&str]) {
    let seeds = ["1", "2", "3", "4"];
    let children: Vec<Child> = seeds
        .iter()
        .map(|seed| start(dir, wrap, &[&TINY[..], &["out", "--seed", seed]].concat()))
        .collect();
    let mut winners = Vec::new();
    for (child, seed) in children.into_iter().zip(seeds) {
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => winners.push(seed),
            code => assert!(
                matches!(code, Some(2 | 4)) && err.contains("is not empty"),
                "{code:?}: {err}"
            ),
        }
    }
    assert_eq!(winners.len(), 1, "{winners:?}");
    assert_eq!(names(dir), ["out"]);
    let manifest: Value = serde_json::from_slice(&fs::read(dir.join("out/manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["seed"].to_string(), winners[0]);
    same(dir, "out");
}

#[test]
fn of_four_runs_at_once_one_succeeds_and_nothing_is_mixed() {
    let mut count = 0;
    for wrap in [Some(Vec::new()), unshared(&["--pid", "--fork"])]
        .into_iter()
        .flatten()
    {
        for trial in 0..trials(3, 40) {
            let dir = folder(&[]);
            // A folder that was prepared is taken once as well.
            if trial % 4 == 3 {
                fs::create_dir(dir.path().join("out")).unwrap();
            }
            four_at_once(dir.path(), &wrap);
            count += 1;
        }
    }
    eprintln!("{count} races of four runs: one succeeded in each");
}

#[test]
fn a_killed_run_damages_nothing_and_its_draft_is_swept() {
    let dir = folder(&[]);
    let run = [&TINY[..], &["out", "--force"]].concat();
    let begin = Instant::now();
    assert_eq!(shapan(dir.path(), &run).0, 0);
    let whole = begin.elapsed();
    let (mut drafts, mut damaged) = (0, 0);
    let all = trials(6, 30);
    for trial in 0..all {
        let seed = (trial + 2).to_string();
        let mut child = start(dir.path(), &[], &[&run[..], &["--seed", &seed]].concat());
        // Spread over the whole run by the golden ratio.
        let part = (trial as f64 * 0.618_033_988_7).fract();
        std::thread::sleep(whole.mul_f64(part));
        child.kill().unwrap();
        child.wait().unwrap();
        drafts += names(dir.path()).len() - 1;
        if reproduce(dir.path(), "out").1["same"] != "yes" {
            damaged += 1;
        }
    }
    assert_eq!(damaged, 0);
    assert_eq!(shapan(dir.path(), &run).0, 0);
    assert_eq!(names(dir.path()), ["out"], "a draft was not swept");
    eprintln!(
        "{all} runs killed within {whole:?}: {drafts} drafts seen after a kill, all swept, no result damaged"
    );
}

/// A folder into which everybody may put things, but in which nobody sees what others have put.
#[test]
fn a_folder_that_cannot_be_listed_takes_results_and_files() {
    let dir = folder(&[]);
    let drop = dir.path().join("drop");
    fs::create_dir(&drop).unwrap();
    fs::set_permissions(&drop, fs::Permissions::from_mode(0o333)).unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let as_nobody = |args: &[&str]| {
        let mut run = Command::new("setpriv");
        run.args([
            "--reuid",
            "65534",
            "--regid",
            "65534",
            "--clear-groups",
            "--inh-caps=-all",
        ]);
        run.arg(PROGRAM).args(args).current_dir(&drop).output()
    };
    if !as_nobody(&["--version"]).is_ok_and(|output| output.status.success()) {
        eprintln!("left out: this system does not let us start the program as nobody");
        return;
    }
    for args in [&[&TINY[..], &["out"]].concat()[..], &["new", "my.toml"]] {
        let output = as_nobody(args).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{err}");
    }
    assert_eq!(names(&drop), ["my.toml", "out"]);
    same(&drop, "out");
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let Some(wrap) = unshared(&["--mount"]) else {
        return;
    };
    let script = |options: &str, run: &str| {
        let dir = folder(&[]);
        let mnt = dir.path().join("mnt");
        fs::create_dir(&mnt).unwrap();
        let text = format!(
            "mount -t tmpfs -o {options} tmpfs mnt || exit 99; cd mnt; {run}; echo \"$?\" > ../code; ls -A > ../left"
        );
        let output = Command::new(wrap[0])
            .args(&wrap[1..])
            .args(["sh", "-c", &text])
            .env("S", PROGRAM)
            .current_dir(dir.path())
            .output()
            .unwrap();
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap_or_default();
        let err = String::from_utf8(output.stderr).unwrap();
        (read("code").trim().to_owned(), read("left"), err)
    };
    // Seen before the run, by the estimate.
    let (code, left, err) = script("size=1m", "\"$S\" run --pairs 2 --quarters 3 --out out");
    assert_eq!((code.as_str(), left.as_str()), ("2", ""), "{err}");
    assert!(err.contains("of disk") && err.contains("are free"), "{err}");
    // Filled up while the run is under way: 1 MB is left when it writes.
    let fill = "\"$S\" run --pairs 300 --quarters 3 --out out --quiet > /dev/null & p=$!; sleep 0.3; \
                head -c 63M /dev/zero > filler; wait $p; c=$?; rm filler; (exit $c)";
    let (code, left, err) = script("size=64m", fill);
    assert_eq!((code.as_str(), left.as_str()), ("4", ""), "{err}");
    assert!(
        err.contains("nothing was written") && err.contains("make room"),
        "{err}"
    );
    // Room for bytes but not for files, at each file in turn.
    for inodes in 3..11 {
        let options = format!("size=64m,nr_inodes={inodes}");
        let (code, left, err) = script(&options, "\"$S\" run --pairs 2 --quarters 3 --out out --quiet");
        assert!(code == "4" && left.is_empty(), "{inodes}: {code}, {left}, {err}");
        assert!(err.contains("nothing was written"), "{err}");
    }
    let (code, left, err) = script(
        "size=64k",
        "head -c 64k /dev/zero > filler; \"$S\" new my.toml; c=$?; rm filler; (exit $c)",
    );
    assert_eq!((code.as_str(), left.as_str()), ("4", ""), "{err}");
}

#[test]
fn every_lost_byte_of_output_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let dir = folder(&[]);
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let commands = [
        "",
        "--help",
        "--version",
        "run --help",
        "list levers",
        "list indicators --format json",
        "list scenarios --format csv",
        "list economies",
        "describe china",
        "describe relending",
        "check baseline",
        "new -",
        "completions zsh",
        "run --pairs 2 --quarters 2",
        "run --pairs 2 --quarters 2 --format json --out out",
        "reproduce out --quiet",
        "decompose innovation-drive --pairs 2 --quarters 2",
        "experiments E01 --pairs 2",
        "validate --seeds 2 --quarters 8",
    ];
    for command in commands {
        let args: Vec<&str> = command.split_whitespace().collect();
        let mut run = Command::new(PROGRAM);
        run.args(&args).current_dir(dir.path());
        let output = run.stdout(full()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{command}: {err}");
        assert!(err.contains("No space left"), "{command}: {err}");
        // Not open for writing at all.
        if args.len() == 2 {
            let closed = fs::File::open("/dev/null").unwrap();
            let output = run.stdout(closed).output().unwrap();
            assert_eq!(output.status.code(), Some(4), "{command}");
        }
    }
    same(dir.path(), "out");
    // A message that is lost leaves the exit code.
    for (args, code) in [
        (&["new", "my.toml"][..], 4),
        (&["list", "nothing"], 2),
        (&["check", "nothing"], 2),
    ] {
        let status = Command::new(PROGRAM)
            .args(args)
            .current_dir(dir.path())
            .stderr(full())
            .stdout(Stdio::null())
            .status();
        assert_eq!(status.unwrap().code(), Some(code), "{args:?}");
    }
    // A reader that goes away is no error.
    let mut child = start(dir.path(), &[], &["list", "levers", "--format", "json"]);
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let dir = folder(&[
        ("a.toml", "schema = 1\nextends = \"pipe\"\n"),
        ("b.toml", "schema = 1\nextends = \"/dev/zero\"\n"),
    ]);
    let path = dir.path();
    pipe(&path.join("pipe"));
    symlink("/dev/zero", path.join("zero")).unwrap();
    for (name, what) in [("pipe", "`pipe` is a pipe"), ("zero", "`zero` is a device")] {
        refused(path, &["check", name], &[what]);
        refused(path, &["run", name], &[what]);
        refused(path, &["run", "--baseline", name], &[what]);
        fs::create_dir(path.join("result")).unwrap();
        symlink(path.join(name), path.join("result/manifest.json")).unwrap();
        refused(path, &["reproduce", "result"], &[&what[what.len() - 6..]]);
        fs::remove_dir_all(path.join("result")).unwrap();
    }
    for file in ["a.toml", "b.toml"] {
        refused(path, &["check", file], &["neither a preset nor a readable file"]);
    }
}

#[test]
fn only_files_and_folders_are_replaced() {
    let dir = folder(&[("mine.toml", "mine"), ("there.toml", "mine")]);
    let path = dir.path();
    pipe(&path.join("pipe"));
    symlink("nowhere", path.join("dangling")).unwrap();
    symlink("there.toml", path.join("link")).unwrap();
    let tiny = |out: &'static str| [&TINY[..], &[out, "--force"]].concat();
    for (name, what) in [
        ("pipe", "is a pipe"),
        ("/dev/null", "is a device"),
        ("dangling", "a link that leads nowhere"),
    ] {
        refused(path, &["new", name, "--force"], &[what]);
        refused(path, &tiny(name), &[what]);
    }
    for name in ["/", "/proc"] {
        refused(path, &tiny(name), &["nothing was written"]);
    }
    refused(path, &tiny("new/.."), &["does not end in a name"]);
    refused(path, &tiny("dangling/"), &["a link that leads nowhere"]);
    refused(path, &["new", "yyy/"], &["names a folder"]);
    assert!(fs::symlink_metadata(path.join("nowhere")).is_err());
    // A file keeps its mode and the link that leads to it.
    fs::set_permissions(path.join("there.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(shapan(path, &["new", "link", "--force", "--quiet"]).0, 0);
    let meta = fs::metadata(path.join("there.toml")).unwrap();
    assert!(meta.mode() & 0o777 == 0o640 && meta.len() > 100 && path.join("link").is_symlink());
    assert!(!names(path).iter().any(|name| name.starts_with(".shapan")));
}

#[test]
fn tables_and_pictures_replace_regular_files_only() {
    let dir = folder(&[("mine", "mine")]);
    let path = dir.path();
    for (folder, file, command) in [
        ("e", "E01.svg", "experiments E01 --pairs 2 --out e"),
        (
            "v",
            "lottery-settling.svg",
            "validate --lottery --seeds 2 --out v",
        ),
    ] {
        fs::create_dir(path.join(folder)).unwrap();
        pipe(&path.join(folder).join(file));
        let args: Vec<&str> = command.split(' ').collect();
        refused(path, &args, &[file, "is a pipe"]);
        fs::remove_file(path.join(folder).join(file)).unwrap();
        symlink("../mine", path.join(folder).join(file)).unwrap();
        let (code, _, err) = shapan(path, &[&args[..], &["--quiet"]].concat());
        assert!(matches!(code, 0 | 3), "{command}: {err}");
        assert!(fs::metadata(path.join("mine")).unwrap().len() > 100);
        assert!(path.join(folder).join(file).is_symlink());
        assert!(
            !names(&path.join(folder))
                .iter()
                .any(|name| name.starts_with(".shapan"))
        );
        fs::write(path.join("mine"), "mine").unwrap();
    }
    refused(
        path,
        &["experiments", "E01", "--out", "mine"],
        &["mine cannot be made"],
    );
}

#[test]
fn a_mount_point_is_refused_before_the_run() {
    let Some(wrap) = unshared(&["--mount"]) else {
        return;
    };
    let dir = folder(&[]);
    for kind in ["-t tmpfs tmpfs", "--bind other"] {
        let script = format!(
            "mkdir -p out other; mount {kind} out || exit 99; exec {PROGRAM} run --pairs 100000 --quarters 1 --out out"
        );
        let output = Command::new(wrap[0])
            .args(&wrap[1..])
            .args(["sh", "-c", &script])
            .current_dir(dir.path())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains("mount point"), "{err}");
    }
}

#[test]
fn names_that_are_not_text_work_or_are_refused() {
    let dir = folder(&[]);
    let odd = OsStr::from_bytes(b"odd-\xff");
    let run = |args: &[&OsStr]| {
        let output = Command::new(PROGRAM).args(args).current_dir(dir.path()).output();
        let output = output.unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), err)
    };
    let words = |text: &'static str| text.split(' ').map(OsStr::new).collect::<Vec<_>>();
    let out = [&words("run --pairs 1 --quarters 1 --quiet --out")[..], &[odd]].concat();
    assert_eq!(run(&out).0, Some(0));
    assert_eq!(
        run(&[OsStr::new("reproduce"), odd, OsStr::new("--quiet")]).0,
        Some(0)
    );
    let file = OsStr::from_bytes(b"odd-\xfe.toml");
    assert_eq!(run(&[OsStr::new("new"), file]).0, Some(0));
    for command in ["check", "run", "describe"] {
        let (code, err) = run(&[OsStr::new(command), file]);
        assert!(code == Some(2) && !err.contains("panicked"), "{command}: {err}");
    }
}
