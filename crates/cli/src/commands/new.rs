//! `shapan new`: writes a commented scenario file.

use crate::args::{Common, Lang, New};
use crate::failure::{Exit, Failure};
use crate::print;
use scenario::{Language, template};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes the template.
pub fn run(new: &New, common: &Common) -> Result<Exit, Failure> {
    let text = template(match common.lang {
        Lang::En => Language::En,
        Lang::Zh => Language::Zh,
    });
    if new.file == Path::new("-") {
        print::result(&text);
        return Ok(Exit::Fine);
    }
    write(&new.file, &text, new.force)?;
    if !common.quiet {
        let file = new.file.display();
        print::note(&format!("wrote {file}; next: edit it, then  shapan check {file}"));
    }
    Ok(Exit::Fine)
}

/// Writes a file whole or not at all; an existing one is replaced only if asked.
fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    if path.is_dir() || (path.exists() && !force) {
        let (what, how) = if path.is_dir() {
            ("is a folder", "name a file in it")
        } else {
            ("exists", "choose another name, or replace it with --force")
        };
        return Err(Failure::input(
            format!("`{}` {what}", path.display()),
            "nothing of yours is overwritten without being asked",
            how,
        ));
    }
    let parent = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = parent.join(format!(".{name}.{}.draft", std::process::id()));
    let written = fs::File::create(&draft)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&draft, path));
    written.map_err(|error| {
        // The first error is the one worth telling; a draft that was never made cannot be removed.
        let _ = fs::remove_file(&draft);
        Failure::input(
            format!("`{}` cannot be written: {error}", path.display()),
            "the template has to go somewhere",
            "check that the folder exists and can be written to",
        )
    })
}
