//! `shapan new`: writes a commented scenario file.

use crate::args::{Common, Lang, New};
use crate::failure::{Exit, Failure};
use crate::print;
use report::publish;
use std::path::Path;
use study::scenario::{Language, template};

/// Writes the template.
pub fn run(new: &New, common: &Common) -> Result<Exit, Failure> {
    let text = template(match common.lang {
        Lang::En => Language::En,
        Lang::Zh => Language::Zh,
    });
    if new.file == Path::new("-") {
        print::result(&text)?;
        return Ok(Exit::Fine);
    }
    publish::check_file(&new.file, new.force).map_err(|e| Failure::from(e).in_time())?;
    publish::file(&new.file, text.as_bytes(), new.force)?;
    if !common.quiet {
        let file = new.file.display();
        print::note(&format!("wrote {file}; next: edit it, then  shapan check {file}"));
    }
    Ok(Exit::Fine)
}
