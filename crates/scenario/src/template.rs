//! A commented scenario to start from.

use crate::home;
use crate::levers::{LEVERS, Lever, Neutral};
use crate::read::layer::SCHEMA;
use std::fmt::Write;

/// Language of texts for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

/// A scenario file with comments: it parses as it is, and every lever stands in it, commented out.
pub fn template(language: Language) -> String {
    let frame = match language {
        Language::En => include_str!("template/en.toml"),
        Language::Zh => include_str!("template/zh.toml"),
    };
    frame
        .replace("{schema}", &SCHEMA.to_string())
        .replace("{levers}", &levers(language))
}

/// Every lever as a line that can be used when its `#` is taken away, in the tables of the file.
fn levers(language: Language) -> String {
    let mut out = String::new();
    let mut block = String::new();
    for lever in LEVERS {
        let path = lever.example_path();
        let (table, key) = path.split_once('.').unwrap_or(("", &path));
        if table != block {
            let _ = write!(out, "\n[policy.{table}]\n");
            table.clone_into(&mut block);
        }
        let _ = writeln!(out, "# {}", about(lever, language));
        let _ = writeln!(out, "# {key} = \"{}\"", lever.example);
    }
    out
}

/// Title, range and neutral value.
fn about(lever: &Lever, language: Language) -> String {
    let range = lever.range_text(home::CURRENCY);
    let neutral = match lever.neutral {
        Neutral::Pack(id) => id.to_owned(),
        _ => lever
            .neutral()
            .map_or("-".to_owned(), |n| lever.unit.format(n, home::CURRENCY)),
    };
    match language {
        Language::En => format!("{} (range {range}; neutral {neutral})", lever.title.en),
        Language::Zh => format!("{} (范围 {range}; 中性值 {neutral})", lever.title.zh),
    }
}
