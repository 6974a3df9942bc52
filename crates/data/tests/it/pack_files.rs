//! A pack is the files that its layout names: nothing else is read, and what has no end is refused at once.

use crate::common::{copy, expect, replace};
use data::Fault;
use std::fs;
use std::time::Duration;

/// Processor time that this thread has had: what a text costs, however busy the machine is. Nothing where it is not known.
fn worked() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
    #[cfg(not(unix))]
    Duration::ZERO
}

#[test]
fn stray_files_are_neither_read_nor_hashed() {
    let dir = copy();
    let name = dir.path().to_str().unwrap();
    let hash = data::pack_hash(name).unwrap();
    // A file of 1.5 GB that holds nothing, a folder of another purpose, and a table that nobody describes.
    let stray = fs::File::create(dir.path().join("stray.csv")).unwrap();
    stray.set_len(1_500_000_000).unwrap();
    fs::create_dir_all(dir.path().join("notes/old")).unwrap();
    fs::create_dir(dir.path().join("official")).unwrap();
    fs::write(dir.path().join("official/unused.csv"), "a\n1\n").unwrap();
    let begin = worked();
    assert_eq!(data::pack_hash(name).unwrap(), hash);
    data::economy(name).unwrap();
    assert!(worked() - begin < Duration::from_secs(1));
}

#[test]
fn every_file_of_the_layout_is_hashed() {
    let dir = copy();
    let name = dir.path().to_str().unwrap();
    let mut hashes = vec![data::pack_hash(name).unwrap()];
    fs::create_dir(dir.path().join("blocks")).unwrap();
    fs::create_dir(dir.path().join("official")).unwrap();
    for file in [
        "uses.csv",
        "fields.toml",
        "blocks/ai.toml",
        "official/figures.csv",
    ] {
        let path = dir.path().join(file);
        let old = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, format!("{old} ")).unwrap();
        hashes.push(data::pack_hash(name).unwrap());
    }
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 5);
}

#[test]
fn a_folder_that_is_no_pack_is_refused_at_once() {
    let begin = worked();
    let error = data::economy("/usr").unwrap_err();
    expect(&error, Fault::NoSuchPack, &["/usr", "no pack.toml"]);
    assert!(worked() - begin < Duration::from_millis(200));
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_refused_at_once() {
    use std::process::Command;
    for file in ["pack.toml", "uses.csv", "fields.toml"] {
        let dir = copy();
        let path = dir.path().join(file);
        let _ = fs::remove_file(&path);
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        let error = data::economy(dir.path().to_str().unwrap()).unwrap_err();
        expect(&error, Fault::NotAFile, &[file, "a device"]);
        fs::remove_file(&path).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let error = data::economy(dir.path().to_str().unwrap()).unwrap_err();
        expect(&error, Fault::NotAFile, &[file, "a pipe"]);
    }
}

#[test]
fn a_file_longer_than_a_pack_can_have_is_refused_unread() {
    let dir = copy();
    let file = fs::File::create(dir.path().join("uses.csv")).unwrap();
    file.set_len(1_500_000_000).unwrap();
    let error = data::economy(dir.path().to_str().unwrap()).unwrap_err();
    expect(&error, Fault::TooMuch, &["uses.csv", "4194304 bytes"]);
}

#[test]
fn a_misspelt_block_is_still_refused() {
    let dir = copy();
    fs::create_dir(dir.path().join("blocks")).unwrap();
    fs::write(dir.path().join("blocks/aii.toml"), "").unwrap();
    let error = data::economy(dir.path().to_str().unwrap()).unwrap_err();
    expect(&error, Fault::Unknown, &["blocks/aii.toml", "no such block"]);
}

#[test]
fn characters_that_command_a_terminal_are_refused_with_their_place() {
    for hidden in ["\u{1b}]0;x\u{7}", "\u{9b}", "\u{202e}", "\u{2028}"] {
        let error = replace("sectors.csv", "Workshops", &format!("Work{hidden}shops"));
        expect(&error, Fault::ForbiddenCharacter, &["sectors.csv, line 3", "U+"]);
    }
    let error = replace(
        "pack.toml",
        "en = \"Island\"",
        "en = \"Is\\u001b]0;x\\u0007land\"",
    );
    expect(&error, Fault::ForbiddenCharacter, &["pack.toml, en", "U+001B"]);
    let error = replace("pack.toml", "en = \"Island\"", "en = \"Is\\nland\"");
    expect(
        &error,
        Fault::ForbiddenCharacter,
        &["pack.toml, title", "line break"],
    );
    let error = replace("sectors.csv", "Workshops", "\"Work\nshops\"");
    expect(
        &error,
        Fault::ForbiddenCharacter,
        &["column `name_en`", "line break"],
    );
}

#[test]
fn hostile_tables_take_less_than_a_second_and_short_messages() {
    let long = "x".repeat(3_000_000);
    let numbers = "1".repeat(3_000_000);
    let names: String = (0..300_000).map(|k| format!("c{k},")).collect();
    let rows: String = (0..150_000).map(|k| format!("FARM,u{k},1,1\n")).collect();
    let codes: String = (0..60_000)
        .map(|k| format!("S{k},a,a,1,1,1,1,1,1,no,0,0,0,1\n"))
        .collect();
    let columns = "[[columns]]\nfile=\"uses.csv\"\ncolumns=[\"domestic\"]\nunit=\"m ISL per quarter\"\nbasis=\"data\"\nsource=\"x\"\n";
    for (file, from, to) in [
        ("sectors.csv", "Workshops", long.clone()),
        ("sectors.csv", "MAKE", long.clone()),
        ("sectors.csv", "60000", numbers.clone()),
        ("sectors.csv", "code,name_en", format!("{names}code,name_en")),
        ("sectors.csv", "FARM", format!("{codes}FARM")),
        ("uses.csv", "FARM,MAKE,6", format!("FARM,MAKE,{numbers}")),
        ("uses.csv", "FARM,FARM,2,0\n", format!("FARM,FARM,2,0\n{rows}")),
        ("pack.toml", "id = \"island\"", format!("{long} = 1")),
        ("pack.toml", "id = \"island\"", format!("id = \"{long}\"")),
        (
            "pack.toml",
            "id = \"island\"",
            format!("id = {}", "[".repeat(3_000_000)),
        ),
        ("pack.toml", "2024Q4", long.clone()),
        ("pack.toml", "m ISL", long.clone()),
        (
            "pack.toml",
            "[[columns]]",
            format!("{}[[columns]]", columns.repeat(30_000)),
        ),
        ("groups.toml", "role = \"worker\"", format!("role = \"{long}\"")),
        ("groups.toml", "[[group]]", "[[group]]\n".repeat(300_000)),
        (
            "parameters.toml",
            "basis = \"assumed\"",
            format!("basis = \"{long}\""),
        ),
        (
            "parameters.toml",
            "[stock_adjustment]",
            format!("[{long}]\n[stock_adjustment]"),
        ),
    ] {
        let begin = worked();
        let dir = copy();
        let path = dir.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(&path, text.replacen(from, &to, 1)).unwrap();
        let outcome = data::economy(dir.path().to_str().unwrap());
        let taken = worked() - begin;
        assert!(taken < Duration::from_secs(1), "{file}, {from}: {taken:?}");
        let message = outcome.map(|_| ()).err().map_or(String::new(), |e| e.to_string());
        assert!(
            message.len() < 3_000,
            "{file}: a message of {} bytes",
            message.len()
        );
    }
}
