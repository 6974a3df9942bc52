//! Pages name files that exist: paths in backticks and links, at the root and in `docs/`.

use crate::repo::{Finding, Repo, is_below};

/// Endings that make a word without `/` a file name.
const ENDINGS: [&str; 11] = [
    "rs", "toml", "md", "csv", "bib", "svg", "html", "json", "lock", "sh", "css",
];

/// Checks all pages.
pub fn check(repo: &Repo) -> Vec<Finding> {
    let pages = repo
        .texts()
        .filter(|(path, _)| path.ends_with(".md") && (!path.contains('/') || is_below(path, "docs")));
    let mut findings = Vec::new();
    for (page, text) in pages {
        for (n, line) in visible(text) {
            for path in code_spans(&line).filter(|p| is_path(repo, p)) {
                if !named(repo, path) {
                    let message = format!(
                        "names `{path}`, which does not exist; output files belong into a code block"
                    );
                    findings.push(Finding::error(page, n, message));
                }
            }
            for target in targets(&line).filter(|t| !t.contains("://") && !t.starts_with(['#', '<'])) {
                let file = target.split('#').next().unwrap_or_default();
                if !repo.holds(&resolve(page, file)) {
                    let message = format!("links to {target}, which does not exist");
                    findings.push(Finding::error(page, n, message));
                }
            }
        }
    }
    findings
}

/// Lines outside code blocks, comments cut out, with their numbers.
fn visible(text: &str) -> Vec<(usize, String)> {
    let (mut fenced, mut commented) = (false, false);
    let mut lines = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced || (!commented && line.starts_with("    ")) {
            continue;
        }
        let mut kept = String::new();
        let mut rest = line;
        while !rest.is_empty() {
            let mark = if commented { "-->" } else { "<!--" };
            let (before, after) = rest.split_once(mark).map_or((rest, None), |(b, a)| (b, Some(a)));
            if !commented {
                kept.push_str(before);
            }
            let Some(after) = after else { break };
            commented = !commented;
            rest = after;
        }
        lines.push((n + 1, kept));
    }
    lines
}

fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Targets of `[text](target)` and of `src="target"`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let links = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next());
    let images = line
        .split("src=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    links.chain(images)
}

/// True if a code span is meant as a path: no placeholder, and a known ending or a first part that exists.
fn is_path(repo: &Repo, text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ['/', '.', '_', '-'].contains(&c);
    if text.is_empty() || !text.chars().all(plain) || text.starts_with(['-', '/']) || text.ends_with('-') {
        return false;
    }
    let ending = text
        .rsplit_once('.')
        .is_some_and(|(name, e)| !name.is_empty() && ENDINGS.contains(&e));
    let rooted = text.split_once('/').is_some_and(|(first, _)| repo.holds(first));
    ending || rooted
}

/// True if the path, or the end of some path, exists.
fn named(repo: &Repo, path: &str) -> bool {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let (end, inside) = (format!("/{path}"), format!("/{path}/"));
    repo.holds(path) || repo.files().any(|f| f.ends_with(&end) || f.contains(&inside))
}

/// A link target seen from the root.
fn resolve(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(page: &str, text: &str) -> Vec<usize> {
        let repo = Repo::of(&[
            (page, text),
            ("crates/model/src/quarter.rs", ""),
            ("docs/a.bib", ""),
        ]);
        check(&repo).iter().map(|f| f.line).collect()
    }

    #[test]
    fn paths_in_backticks_exist() {
        let text = "`crates/model/src/quarter.rs`, `quarter.rs`, `crates/model/`\n`crates/model/src/none.rs`\n`none.rs`\n";
        assert_eq!(lines("README.md", text), [2, 3]);
    }

    #[test]
    fn words_placeholders_and_code_blocks_are_no_paths() {
        let text = "`loans/plant` `countries/<name>/x.toml` `--out` `a.b` `World` `.ci/run`\n```\n`none.rs`\n```\n\
                    <!-- `none.rs`\n`none.rs` -->\n";
        assert!(lines("docs/x.md", text).is_empty());
    }

    #[test]
    fn a_comment_ends_on_an_indented_line() {
        assert_eq!(
            lines("README.md", "<!-- first\n     last -->\n[x](none.md)\n"),
            [3]
        );
    }

    #[test]
    fn links_are_seen_from_the_page() {
        assert!(
            lines(
                "docs/book/x.md",
                "[refs](../a.bib) [out](https://example.org/x.md) [here](#y)"
            )
            .is_empty()
        );
        assert_eq!(
            lines("README.md", "![picture](docs/none.svg)\n<img src=\"docs/a.bib\">"),
            [1]
        );
    }

    #[test]
    fn other_folders_are_free() {
        assert!(lines("countries/README.md", "`none.rs`").is_empty());
    }
}
