//! Doc comments as text: sentences and clauses, and which of them are formulas.

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: [&str; 9] = ["eq", "eqs", "ch", "sec", "p", "pp", "vol", "no", "cf"];

/// Signs that words do not have.
const OPERATORS: [char; 10] = ['=', '<', '>', '≤', '≥', '·', 'Σ', '^', '∈', '±'];
const FUNCTIONS: [&str; 5] = ["exp(", "ln(", "min(", "max(", "round("];

/// Length of the first sentence of `text`, its full stop included.
pub fn sentence(text: &str) -> usize {
    ends(text, &['.']).next().unwrap_or(text.len())
}

/// Cuts `text` at `.`, `;` and `:` outside brackets. Each piece keeps its mark.
pub fn clauses(text: &str) -> Vec<&str> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for end in ends(text, &['.', ';', ':']).chain([text.len()]) {
        let piece = text[start..end].trim();
        if !piece.is_empty() {
            pieces.push(piece);
        }
        start = end;
    }
    pieces
}

/// True if the clause has something of a formula.
pub fn is_formula(clause: &str) -> bool {
    clause.contains(OPERATORS) || FUNCTIONS.iter().any(|f| clause.contains(f))
}

/// Number of words with at least two letters.
pub fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() > 1)
        .count()
}

/// Ends of pieces: after a mark outside brackets that is followed by a space and does not belong to an abbreviation.
fn ends<'a>(text: &'a str, marks: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let mut depth = 0i32;
    text.char_indices().filter_map(move |(at, c)| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = (depth - 1).max(0),
            _ => {}
        }
        let rest = &text[at + c.len_utf8()..];
        let follows = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let last = text[..at].rsplit(|c: char| c.is_whitespace() || c == '(').next();
        let abbreviated = c == '.' && last.is_some_and(|word| ABBREVIATIONS.contains(&word));
        (marks.contains(&c) && depth == 0 && follows && !abbreviated).then_some(at + c.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_does_not_end_a_sentence() {
        let text = "poledna2023, eqs. (A.1)-(A.4). Growing economy: none.";
        assert_eq!(&text[..sentence(text)], "poledna2023, eqs. (A.1)-(A.4).");
        assert_eq!(sentence("no full stop"), 12);
    }

    #[test]
    fn clauses_end_outside_brackets() {
        let text = "Wages follow prices: w' = w (1 + a; b. c). Sizes in the pack.";
        assert_eq!(
            clauses(text),
            [
                "Wages follow prices:",
                "w' = w (1 + a; b. c).",
                "Sizes in the pack."
            ]
        );
    }

    #[test]
    fn formulas_are_told_from_words() {
        assert!(is_formula("weight exp(-2 P)"));
        assert!(is_formula("dismissal if N - N* > band"));
        assert!(!is_formula("a firm hires while it has fewer"));
        assert_eq!(words("P' falls by a third"), 3);
    }
}
