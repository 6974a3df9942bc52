//! What a manifest made by this program cannot hold: found before anything in it is believed or shown.

use crate::manifest::Manifest;
use engine::text::{forbidden, name};
use experiments::pairs::{MAX_PAIRS, MAX_QUARTERS};

/// The first value that no manifest of ours has: its place and what is wrong with it. The command line is left out: it
/// is what somebody typed, and only shown.
pub(crate) fn unsound(m: &Manifest) -> Option<(String, String)> {
    let texts = [
        ("engine.version", &m.engine.version),
        ("engine.commit", &m.engine.commit),
        ("engine.target", &m.engine.target),
        ("engine.elementary_functions", &m.engine.elementary_functions),
        ("scenario.id", &m.scenario.id),
        ("scenario.text", &m.scenario.text),
        ("scenario.hash", &m.scenario.hash),
        ("baseline.id", &m.baseline.id),
        ("baseline.text", &m.baseline.text),
        ("baseline.hash", &m.baseline.hash),
        ("economy.id", &m.economy.id),
        ("economy.hash", &m.economy.hash),
        ("result_hash", &m.result_hash),
    ];
    let files = m.files.iter().map(|file| ("files", &file.name));
    let character = texts.into_iter().chain(files).find_map(|(place, text)| {
        let (_, c) = forbidden(text)?;
        Some((place.to_owned(), format!("there is {}", name(c))))
    });
    let counts = [
        ("pairs.asked", m.pairs.asked, MAX_PAIRS),
        ("pairs.done", m.pairs.done, m.pairs.asked),
        ("pairs.finished", m.pairs.finished.len(), m.pairs.asked),
        ("quarters", m.quarters, MAX_QUARTERS),
    ];
    let count = counts.into_iter().find(|(_, count, most)| count > most);
    let count = count.map(|(place, count, most)| (place.to_owned(), format!("{count} is more than {most}")));
    let stranger = m.pairs.finished.iter().find(|pair| **pair >= m.pairs.asked);
    let stranger = stranger.map(|pair| {
        let what = format!("pair {pair} is none of the {} asked for", m.pairs.asked);
        ("pairs.finished".to_owned(), what)
    });
    character.or(count).or(stranger)
}

#[cfg(test)]
mod tests {
    use crate::manifest::{Made, Manifest};
    use crate::sample;
    use std::path::Path;

    type Change<'a> = &'a dyn Fn(&mut Manifest);

    #[test]
    fn a_foreign_manifest_can_neither_command_the_terminal_nor_ask_for_endless_work() {
        sample::with(3, 4, |results| {
            let of = |change: Change| {
                let mut manifest = Manifest::of(results, &Made::default(), Vec::new());
                change(&mut manifest);
                // Sealed like one of ours.
                Manifest::parse(&manifest.to_json().unwrap(), Path::new("m.json")).map_err(|e| e.to_string())
            };
            of(&|_| {}).unwrap();
            of(&|m| m.command = vec!["--out".into(), "a\u{1b}b".into()]).unwrap();
            let cases: [(Change, &str); 6] = [
                (
                    &|m| m.scenario.id = "\u{1b}]0;x\u{7}".into(),
                    "scenario.id: there is the character U+001B",
                ),
                (&|m| m.engine.version = "\u{202e}1".into(), "engine.version"),
                (
                    &|m| m.pairs.asked = usize::MAX,
                    "pairs.asked: 18446744073709551615 is more than",
                ),
                (
                    &|m| m.pairs.finished = vec![usize::MAX],
                    "pair 18446744073709551615 is none of the 3",
                ),
                (&|m| m.pairs.done = 4, "pairs.done: 4 is more than 3"),
                (&|m| m.quarters = 1 << 40, "quarters"),
            ];
            for (change, words) in cases {
                let message = of(change).unwrap_err();
                assert!(message.contains("m.json") && message.contains(words), "{message}");
            }
        });
    }
}
