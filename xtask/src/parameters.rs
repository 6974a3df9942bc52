//! The list of parameters of the China pack as a page.

use crate::repo::Repo;
use std::fmt::Write;
use toml::{Table, Value};

const CORE: &str = "countries/china/parameters.toml";
const BLOCKS: &str = "countries/china/blocks/";

const HEAD: &str = "\
<!-- Written by `cargo run -p xtask -- generate` from the parameter files of countries/china; do not edit. -->

# Parameters of the China pack

Rates are per year unless the unit says per quarter. The basis says what a number rests on: *data* is measured,
*literature* is estimated by others, *calibrated* is set so that the opening position or a target path holds, *assumed*
has no source for its size. The range is where the model was tried or where its rules make sense.
";

/// The page: the core, then each further block. A file that is not TOML is left out; other checks report it.
pub fn page(repo: &Repo) -> String {
    let mut page = HEAD.to_owned();
    let blocks = repo
        .files()
        .filter(|f| f.starts_with(BLOCKS) && f.ends_with(".toml"));
    for file in std::iter::once(CORE).chain(blocks) {
        let text = repo.text(file).unwrap_or_default();
        if let Ok(all) = text.parse::<Table>() {
            let block = file.strip_prefix(BLOCKS).and_then(|f| f.strip_suffix(".toml"));
            let _ = write!(page, "\n## {}\n", block.unwrap_or("core"));
            section(text, &all, &mut page);
        }
    }
    page
}

/// Parameters of one block.
fn section(text: &str, all: &Table, page: &mut String) {
    let mut counts = Vec::new();
    for basis in ["data", "literature", "calibrated", "assumed"] {
        let count = all.values().filter(|p| field(p, "basis") == basis).count();
        counts.push(format!("{count} {basis}"));
    }
    let _ = write!(page, "\n{} parameters: {}.\n\n", all.len(), counts.join(", "));
    page.push_str(
        "| parameter | meaning | value | unit | range | basis | source |\n|---|---|---|---|---|---|---|\n",
    );
    for id in in_file_order(text) {
        let Some(p) = all.get(id) else { continue };
        let note = field(p, "note");
        let source = if note.is_empty() {
            field(p, "source")
        } else {
            format!("{}. Note: {note}", field(p, "source"))
        };
        let value = match p.get("by_sector") {
            Some(_) => format!("{} × ({})", field(p, "value"), by_sector(p)),
            None => field(p, "value"),
        };
        let _ = writeln!(
            page,
            "| `{id}` | {} | {} | {} | {} | {} | {} |",
            cell(&field(p, "title")),
            cell(&value),
            cell(&field(p, "unit")),
            cell(&field(p, "range")),
            cell(&field(p, "basis")),
            cell(&source),
        );
    }
}

/// Values by sector, as `AGR 0.1, MIN 0.2, rest 0`.
fn by_sector(parameter: &Value) -> String {
    let named = parameter.get("by_sector").and_then(Value::as_table);
    let named = named.into_iter().flatten().map(|(code, x)| format!("{code} {x}"));
    let rest = parameter.get("rest").map(|x| format!("rest {x}"));
    named.chain(rest).collect::<Vec<_>>().join(", ")
}

/// Ids in the order of the file, which groups them by subject.
fn in_file_order(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter_map(|l| l.trim_end().strip_prefix('[')?.strip_suffix(']'))
}

/// A field as text; a pair of bounds as `low to high`.
fn field(parameter: &Value, name: &str) -> String {
    match parameter.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(bounds)) => {
            let bounds: Vec<String> = bounds.iter().map(Value::to_string).collect();
            bounds.join(" to ")
        }
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn cell(text: &str) -> String {
    let text = text.replace('|', "\\|").replace('*', "\\*").replace('<', "\\<");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_the_order_of_the_file() {
        let text = "[zeta]\ntitle = \"Last letter\"\nvalue = 0.05\nunit = \"per year\"\nrange = [0.0, 1.0]\n\
                    basis = \"assumed\"\nsource = \"this project\"\nnote = \"a | b\"\n\
                    [alpha]\ntitle = \"First\"\nvalue = 2\nbasis = \"data\"\n";
        let page = page(&Repo::of(&[(CORE, text)]));
        assert!(page.contains("2 parameters: 1 data, 0 literature, 0 calibrated, 1 assumed."));
        let row =
            "| `zeta` | Last letter | 0.05 | per year | 0.0 to 1.0 | assumed | this project. Note: a \\| b |";
        assert!(page.contains(row), "{page}");
        assert!(page.find("`zeta`") < page.find("`alpha`"));
    }
}
