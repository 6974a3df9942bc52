//! Nearest known names for a misspelt one.

use engine::text::ECHO;
// Edits count: insert, delete, replace, swap neighbours.
use strsim::osa_distance as distance;

/// Up to three of `known` that are close to `word`, nearest first; names compare as a whole and by their last part.
/// A word longer than any name has none: comparing costs time with its length, and whoever wrote it meant no name.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if word.chars().nth(ECHO).is_some() {
        return Vec::new();
    }
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(2);
    let mut scored: Vec<(usize, &str)> = Vec::new();
    for name in known {
        let last = name.rsplit('.').next().unwrap_or(name);
        let contains = word.chars().count() >= 4 && name.contains(word.as_str());
        let score = distance(&word, name)
            .min(distance(&word, last) + 1)
            .min(if contains { 1 } else { usize::MAX });
        if score <= limit && !scored.iter().any(|(_, n)| *n == name) {
            scored.push((score, name));
        }
    }
    scored.sort();
    scored.truncate(3);
    scored.into_iter().map(|(_, name)| name).collect()
}

/// "did you mean `a` or `b`?", or `otherwise` if nothing is close.
pub fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    let names = nearest(word, known);
    if names.is_empty() {
        return otherwise.into();
    }
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    format!("did you mean {}?", quoted.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(distance("qouta", "quota"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("rate", "rate"), 0);
    }

    #[test]
    fn the_last_part_alone_is_recognised() {
        assert_eq!(
            nearest("qouta", ["relending.quota", "relending.rate"]),
            vec!["relending.quota"]
        );
        assert!(nearest("zzzzzz", ["relending.quota"]).is_empty());
    }

    #[test]
    fn a_word_longer_than_any_name_gets_no_suggestion() {
        let long = format!("relending.quota{}", "x".repeat(50));
        assert!(nearest(&long, [long.as_str()]).is_empty());
        assert_eq!(nearest(&long[..ECHO], [&long[..ECHO]]).len(), 1);
    }
}
