//! The table at the top of a quarter: phases in order, with the ids of their equations. There are two quarters, that of the
//! growing economy and that of the published base model.

use crate::repo::Repo;

/// Where the table of the growing economy is.
pub const FILE: &str = "crates/model/src/quarter.rs";
/// Where the table of the published base model is.
pub const PUBLISHED: &str = "crates/model/src/published/quarter.rs";

/// The table to which an equation belongs that is defined at `path`.
pub fn of(path: &str) -> &'static str {
    if path.starts_with("crates/model/src/published/") {
        PUBLISHED
    } else {
        FILE
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Line, from 1.
    pub line: usize,
    /// Place in the quarter, as written.
    pub number: String,
    /// Name, without backticks.
    pub name: String,
    /// Who acts.
    pub who: String,
    /// What is decided.
    pub decided: String,
    /// Ids, ranges written out.
    pub equations: Vec<String>,
}

/// Rows of the table in `file`, in order.
pub fn table(repo: &Repo, file: &str) -> Vec<Phase> {
    let text = repo.text(file).unwrap_or_default();
    text.lines()
        .enumerate()
        .filter_map(|(n, line)| row(n + 1, line))
        .collect()
}

fn row(line: usize, text: &str) -> Option<Phase> {
    let inside = text.strip_prefix("//! |")?.trim_end().strip_suffix('|')?;
    let cells: Vec<&str> = inside.split('|').map(str::trim).collect();
    let [number, name, who, decided, equations] = cells.as_slice() else {
        return None;
    };
    number.parse::<u32>().ok()?;
    Some(Phase {
        line,
        number: (*number).to_owned(),
        name: name.trim_matches('`').to_owned(),
        who: (*who).to_owned(),
        decided: (*decided).to_owned(),
        equations: equations.split(',').flat_map(|part| ids(part.trim())).collect(),
    })
}

/// `FIR-1 to FIR-3` gives three ids, `FIR-1` one.
fn ids(text: &str) -> Vec<String> {
    if let Some((first, last)) = text.split_once(" to ")
        && let (Some((prefix, low)), Some((_, high))) = (number(first), number(last))
    {
        return (low..=high).map(|n| format!("{prefix}-{n}")).collect();
    }
    if text.is_empty() {
        return Vec::new();
    }
    vec![text.to_owned()]
}

fn number(id: &str) -> Option<(&str, u32)> {
    let (prefix, n) = id.split_once('-')?;
    Some((prefix, n.parse().ok()?))
}

/// True for capital letters, a hyphen and a number: `FIR-3`.
pub fn is_id(text: &str) -> bool {
    number(text)
        .is_some_and(|(prefix, _)| !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_out() {
        let text =
            "//! | 8 | `Plans` | firms | price | FIR-1 to FIR-3, CB-2 |\n//! | 15 | `Books` | | checks | |\n";
        let rows = table(&Repo::of(&[(FILE, text)]), FILE);
        assert_eq!(rows[0].equations, ["FIR-1", "FIR-2", "FIR-3", "CB-2"]);
        assert_eq!((rows[0].name.as_str(), rows[0].line), ("Plans", 1));
        assert!(rows[1].equations.is_empty());
    }

    #[test]
    fn ids_are_letters_and_a_number() {
        assert!(is_id("EXIT-12"));
        assert!(!is_id("Exit-1") && !is_id("FIR") && !is_id("-1"));
    }
}
