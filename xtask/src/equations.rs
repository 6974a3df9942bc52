//! Equations in doc comments: `Equation: ID. Source: key, eq. (n).` after words and formula. Each id is defined once,
//! and the table of the quarter to which it belongs names it.

use crate::clauses::{clauses, is_formula, sentence, words};
use crate::phases::{self, is_id};
use crate::repo::{Finding, Repo};
use std::collections::BTreeMap;

const MARK: &str = "Equation:";
const SOURCE: &str = "Source:";
/// Words that make a statement rather than a label.
const ENOUGH: usize = 3;

/// An equation as its doc comment states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Equation {
    /// For example `FIR-3`.
    pub id: String,
    /// What happens, in words.
    pub words: String,
    /// The formula, one clause per entry.
    pub formula: Vec<String>,
    /// Where it comes from.
    pub source: String,
    /// Differences from the source, and what else is said after it.
    pub note: String,
    /// File.
    pub path: String,
    /// Line of the mark.
    pub line: usize,
    /// Function or constant that the comment belongs to.
    pub item: Option<String>,
}

/// Checks all equations and the table of the quarter.
pub fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut first: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for e in all(repo) {
        let mut wrong = |message: String| findings.push(Finding::error(&e.path, e.line, message));
        if !is_id(&e.id) {
            wrong(format!("`{MARK}` needs an id such as FIR-3, not `{}`", e.id));
            continue;
        }
        if let Some((path, line)) = first.get(&e.id) {
            wrong(format!(
                "{} is defined already at {path}:{line}; give it an id of its own",
                e.id
            ));
        }
        if words(&e.words) < 2 {
            wrong(format!("{} has no words; say in a sentence what happens", e.id));
        }
        if e.formula.is_empty() {
            wrong(format!(
                "{} has no formula; write it in plain Unicode before the mark",
                e.id
            ));
        }
        if e.source.is_empty() {
            wrong(format!(
                "{} has no `{SOURCE}`; name a key of docs/references.bib or `this project`",
                e.id
            ));
        }
        first.entry(e.id.clone()).or_insert((e.path.clone(), e.line));
    }
    findings.extend(check_table(repo, &first));
    findings
}

/// Compares the ids in the code with those in the tables of the two quarters. The growing economy lists nothing of the published
/// base model; what both share, the base model may list as well.
fn check_table(repo: &Repo, defined: &BTreeMap<String, (String, usize)>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in [phases::FILE, phases::PUBLISHED] {
        let mut listed: BTreeMap<String, usize> = BTreeMap::new();
        for phase in phases::table(repo, file) {
            for id in phase.equations {
                let mut wrong = |message: String| findings.push(Finding::error(file, phase.line, message));
                match defined.get(&id) {
                    None => wrong(format!("{id} is in the table and nowhere in the code")),
                    Some((path, _)) if file == phases::FILE && phases::of(path) != file => wrong(format!(
                        "{id} is a rule of the published base model; it belongs into the table in {}",
                        phases::PUBLISHED
                    )),
                    Some(_) => {}
                }
                if let Some(line) = listed.insert(id.clone(), phase.line) {
                    wrong(format!("{id} is in the table twice, also on line {line}"));
                }
            }
        }
        for (id, (path, line)) in defined.iter().filter(|(id, _)| !listed.contains_key(*id)) {
            if phases::of(path) == file {
                findings.push(Finding::error(
                    path,
                    *line,
                    format!("{id} is missing from the table in {file}"),
                ));
            }
        }
    }
    findings
}

/// All equations of the crates, in the order of files and lines.
pub fn all(repo: &Repo) -> Vec<Equation> {
    repo.texts()
        .filter(|(path, _)| is_source(path))
        .flat_map(|(path, text)| blocks(text).into_iter().flat_map(move |b| b.equations(path)))
        .collect()
}

/// True for Rust files of a crate, its tests and examples left out.
pub fn is_source(path: &str) -> bool {
    path.starts_with("crates/") && path.contains("/src/") && path.ends_with(".rs")
}

/// A doc comment.
struct Block<'a> {
    /// Line of its first line, from 1.
    line: usize,
    lines: Vec<&'a str>,
    item: Option<String>,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let doc = |line: &&str| -> bool { line.starts_with("///") || line.starts_with("//!") };
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let count = lines[at..].iter().take_while(|l| doc(l)).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let own = &lines[at..at + count];
        let after = lines[at + count..].iter().take(6);
        blocks.push(Block {
            line: at + 1,
            lines: own.iter().map(|l| l[3..].trim()).collect(),
            item: after.filter(|_| own[0].starts_with("///")).find_map(|l| item(l)),
        });
        at += count;
    }
    blocks
}

/// Name of the function or constant that a line of code defines.
fn item(line: &str) -> Option<String> {
    let mut tokens = line.split(|c: char| c.is_whitespace());
    tokens.find(|t| ["fn", "const", "struct", "enum"].contains(t))?;
    let name = tokens
        .next()?
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

impl Block<'_> {
    fn equations(&self, path: &str) -> Vec<Equation> {
        let text = self.lines.join(" ");
        let mut marked = (self.line..)
            .zip(&self.lines)
            .flat_map(|(n, l)| l.matches(MARK).map(move |_| n));
        let mut pieces = text.split(MARK);
        let mut body = pieces.next().unwrap_or_default().trim().to_owned();
        let lead = split(&body[..sentence(&body)]).0;
        let mut found: Vec<Equation> = Vec::new();
        for piece in pieces {
            let tail = Tail::read(piece);
            let (spoken, formula) = split(&body);
            let own_words = words(&spoken) >= ENOUGH || spoken.contains(&lead);
            found.push(Equation {
                id: tail.id.to_owned(),
                words: if own_words {
                    spoken
                } else {
                    format!("{lead} {spoken}")
                },
                formula,
                source: tail.source.to_owned(),
                note: tail.note.to_owned(),
                path: path.to_owned(),
                line: marked.next().unwrap_or(self.line),
                item: self.item.clone(),
            });
            body = tail.rest.to_owned();
        }
        if let Some(last) = found.last_mut()
            && last.note.is_empty()
        {
            last.note = body;
        }
        for e in &mut found {
            e.words = e.words.trim().trim_end_matches([':', ';', ',', '.']).to_owned();
        }
        found
    }
}

/// What follows a mark: ` FIR-3. Source: key. Differs: so. The next rule: ...`.
struct Tail<'a> {
    id: &'a str,
    source: &'a str,
    note: &'a str,
    rest: &'a str,
}

impl<'a> Tail<'a> {
    fn read(text: &'a str) -> Self {
        let text = text.trim_start();
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let id = text[..end].trim_end_matches(['.', ',', ';']);
        let Some(sourced) = text[end..].trim_start().strip_prefix(SOURCE) else {
            return Self {
                id,
                source: "",
                note: "",
                rest: text[end..].trim(),
            };
        };
        let sourced = sourced.trim_start();
        let mut end = sentence(sourced);
        // A semicolon before a formula starts the next rule.
        if let Some(at) = sourced[..end].find("; ")
            && sourced[at..end].contains(" = ")
        {
            end = at + 1;
        }
        let source = sourced[..end].trim().trim_end_matches(['.', ';']);
        let rest = sourced[end..].trim();
        let noted = if rest.starts_with("Differs:") {
            sentence(rest)
        } else {
            0
        };
        Self {
            id,
            source,
            note: rest[..noted].trim(),
            rest: rest[noted..].trim(),
        }
    }
}

/// Words, as sentences, and formula clauses of a text.
fn split(text: &str) -> (String, Vec<String>) {
    let (mut spoken, mut formulas) = (String::new(), Vec::new());
    let mut last = 0;
    for clause in clauses(text) {
        let (told, formula) = if is_formula(clause) {
            introduced(clause)
        } else {
            (clause, "")
        };
        if !told.is_empty() {
            last = spoken.len();
            say(&mut spoken, told);
        }
        if !formula.is_empty() {
            formulas.push(formula.trim_end_matches(['.', ';', ',', ':']).to_owned());
            // The formula that a sentence announced stands elsewhere; a label such as "Published rules:" stays.
            if spoken.ends_with([':', ',']) && words(&spoken[last..]) >= ENOUGH {
                spoken.pop();
                spoken.push('.');
            }
        }
    }
    (spoken, formulas)
}

/// Appends a piece of a sentence; after a full stop with a capital letter.
fn say(spoken: &mut String, piece: &str) {
    if spoken.is_empty() || spoken.ends_with('.') {
        let mut letters = piece.chars();
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        spoken.push_str(letters.as_str());
    } else {
        spoken.push(' ');
        spoken.push_str(piece);
    }
}

/// Cuts words that lead to a formula from it: `the rate follows prices, r = a p`.
fn introduced(clause: &str) -> (&str, &str) {
    let mut end = 0;
    for (at, _) in clause.match_indices(", ") {
        if is_formula(&clause[end..at]) {
            break;
        }
        end = at + 1;
    }
    if words(&clause[..end]) < ENOUGH {
        return ("", clause);
    }
    (clause[..end].trim(), clause[end..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "\
/// Sets the rates.
///
/// Published rules: loans r = r̄ + μ; reserves earn r̄. Equation: BNK-1. Source: poledna2023, eq. (A.52).
/// Growing economy: deposits follow in part: i = r0 + β (r - r0).
/// Equation: BNK-2. Source: this project. Differs: a floor. Sizes are assumed.
pub fn set_rates(ctx: &Context) {}
";

    fn files(code: &str) -> Repo {
        let table = "//! | # | phase | who acts | what is decided | equations |\n//! |---|---|---|---|---|\n\
                     //! | 1 | `Rates` | bank | rates | BNK-1 to BNK-2 |\n";
        Repo::of(&[("crates/model/src/bank.rs", code), (phases::FILE, table)])
    }

    #[test]
    fn a_comment_may_hold_several_equations() {
        let found = all(&files(CODE));
        assert_eq!(found.len(), 2);
        let (one, two) = (&found[0], &found[1]);
        assert_eq!((one.id.as_str(), one.line), ("BNK-1", 3));
        assert_eq!(one.words, "Sets the rates. Published rules: reserves earn r̄");
        assert_eq!(one.formula, ["loans r = r̄ + μ"]);
        assert_eq!(one.source, "poledna2023, eq. (A.52)");
        assert_eq!((two.id.as_str(), two.line), ("BNK-2", 5));
        assert_eq!(two.words, "Growing economy: deposits follow in part");
        assert_eq!(two.source, "this project");
        assert_eq!(two.note, "Differs: a floor.");
        assert_eq!(two.item.as_deref(), Some("set_rates"));
        assert!(check(&files(CODE)).is_empty());
    }

    #[test]
    fn a_rule_without_words_of_its_own_takes_the_first_sentence() {
        let code = "/// What firms plan to do.\n/// a = b. Equation: BNK-1. Source: x2000. \n/// c = d.\n\
                    /// Equation: BNK-2. Source: x2000.\nfn f() {}\n";
        let found = all(&files(code));
        assert_eq!(found[1].words, "What firms plan to do");
    }

    #[test]
    fn words_that_lead_to_a_formula_are_words() {
        let (spoken, formulas) =
            split("Rule: the rate follows prices, growth too, r = a, no less. others wait.");
        assert_eq!(spoken, "Rule: the rate follows prices, growth too. Others wait.");
        assert_eq!(formulas, ["r = a, no less"]);
    }

    #[test]
    fn a_semicolon_may_start_the_next_rule() {
        let code = "/// Shares: b exp(z). Equation: GDS-1. Source: dosi2010 (form);\n\
                    /// imports: m' = m ρ. Equation: GDS-2. Source: armington1969.\n";
        let found = all(&files(code));
        assert_eq!(found[0].source, "dosi2010 (form)");
        assert_eq!(found[1].formula, ["m' = m ρ"]);
    }

    #[test]
    fn rules_of_the_base_model_stay_out_of_the_other_table() {
        let row = |ids: &str| format!("//! | 1 | `Rates` | bank | rates | {ids} |\n");
        let base = "/// Loans follow the rate: r = a. Equation: BNK-9. Source: x2000.\nfn f() {}\n";
        let messages = |growing: &str, published: &str| -> Vec<String> {
            let repo = Repo::of(&[
                ("crates/model/src/bank.rs", CODE),
                ("crates/model/src/published/bank.rs", base),
                (phases::FILE, &row(growing)),
                (phases::PUBLISHED, &row(published)),
            ]);
            check(&repo).into_iter().map(|f| f.message).collect()
        };
        // What both share may stand in both.
        assert!(messages("BNK-1, BNK-2", "BNK-9, BNK-1").is_empty());
        let astray = messages("BNK-1, BNK-2, BNK-9", "BNK-1");
        assert!(
            astray[0].contains("a rule of the published base model"),
            "{astray:?}"
        );
        assert!(astray[1].contains("missing from the table in crates/model/src/published"));
        assert!(
            messages("BNK-1", "BNK-2, BNK-9")[0]
                .contains("BNK-2 is missing from the table in crates/model/src/quarter.rs")
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let messages =
            |code: &str| -> Vec<String> { check(&files(code)).iter().map(|f| f.message.clone()).collect() };
        let bare = CODE.replace("loans r = r̄ + μ; ", "");
        assert_eq!(messages(&bare).len(), 1);
        assert!(messages(&bare)[0].contains("no formula"));
        let twice = CODE.replace("BNK-2", "BNK-1");
        assert!(messages(&twice)[0].contains("defined already"));
        assert!(messages(&twice)[1].contains("nowhere in the code"));
        let other = CODE.replace("BNK-2", "BNK-3");
        assert!(
            messages(&other)
                .iter()
                .any(|m| m.contains("missing from the table"))
        );
        let unsourced = CODE.replace("Source: this project. ", "");
        assert!(messages(&unsourced)[0].contains("no `Source:`"));
        assert!(messages("/// a = b. Equation: none.\n")[0].contains("needs an id"));
    }
}
