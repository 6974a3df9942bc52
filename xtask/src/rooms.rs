//! The order of rooms inside the model: a room uses only what stands before it, and a block no other block.

use crate::repo::{Finding, Repo, is_below};

/// Where the rooms are.
const MODEL: &str = "crates/model/src";

/// Rooms of the model, from below. A room is a file or a folder of the same name.
const ROOMS: [&str; 22] = [
    "economy",
    "streams",
    "declare",
    "error",
    "core",
    "structure",
    "state",
    "context",
    "books",
    "processes",
    "agents",
    "markets",
    "published",
    "blocks",
    "policy",
    "world",
    "programmes",
    "closing",
    "indicators",
    "opening",
    "quarter",
    "simulation",
];

/// What a block leaves to the core: text of code, and what to do instead.
const OF_THE_CORE: [(&str, &str); 4] = [
    (
        ".begin(",
        "a block says where a shared column begins; blocks propose with `add` or `scale`, the core begins",
    ),
    (
        ".begin_neutral(",
        "a block clears a shared column; blocks propose with `add` or `scale`, the core begins",
    ),
    (
        "resize(firms.len()",
        "a block makes room for firms itself; declare the column with `side_table!`, which follows the firms",
    ),
    (
        ".generation",
        "a block looks at generations of firms; declare a column that a successor resets",
    ),
];

/// Checks every file of the model against the order.
pub fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo.texts().filter(|(path, _)| is_below(path, MODEL)) {
        let Some(own) = path.strip_prefix(MODEL).and_then(|p| p.strip_prefix('/')) else {
            continue;
        };
        if own == "lib.rs" || !own.ends_with(".rs") {
            continue;
        }
        let (room, block) = place(own.trim_end_matches(".rs").split('/'));
        let Some(rank) = rank(room) else {
            let message =
                format!("room `{room}` has no place in the order; give it one in xtask/src/rooms.rs");
            findings.push(Finding::error(path, 1, message));
            continue;
        };
        if room == "blocks" {
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or("");
                for (_, message) in OF_THE_CORE.iter().filter(|(of, _)| code.contains(of)) {
                    findings.push(Finding::error(path, number + 1, (*message).to_owned()));
                }
            }
        }
        for (line, used) in uses(text) {
            let (other, of_block) = place(used.split("::"));
            let message = match self::rank(other) {
                None => format!("uses `crate::{used}`, which is no room of the model"),
                Some(theirs) if theirs > rank => {
                    format!("`{room}` uses `{other}`, which stands above it; move what both need below")
                }
                Some(_) if room == "blocks" && other == "blocks" && block.is_some() && of_block != block => {
                    format!("a block uses `crate::{used}`; blocks meet in the economy, not in each other")
                }
                Some(_) => continue,
            };
            findings.push(Finding::error(path, line, message));
        }
    }
    findings
}

/// Place of a room in the order.
fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// Room of a path, and the block if it is in one.
fn place<'a>(mut parts: impl Iterator<Item = &'a str>) -> (&'a str, Option<&'a str>) {
    let room = parts.next().unwrap_or("");
    let block = parts.next().filter(|name| room == "blocks" && *name != "mod");
    (room, block)
}

/// Paths inside the crate that a file names, each with its line; tests at the end of the file are free.
fn uses(text: &str) -> Vec<(usize, String)> {
    let tests = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let code: String = text[..tests]
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = 1 + code[..at].matches('\n').count();
        let mut paths = Vec::new();
        expand(&code[at + "crate::".len()..], "", &mut paths);
        found.extend(paths.into_iter().map(|path| (line, path)));
    }
    found
}

/// Writes the paths of a `use` tree out: `a::{b, c::d}` is `a::b` and `a::c::d`. Returns what follows the tree.
fn expand<'a>(tree: &'a str, before: &str, out: &mut Vec<String>) -> &'a str {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$';
    let tree = tree.trim_start();
    let end = tree.find(|c| !part(c)).unwrap_or(tree.len());
    let path = format!("{before}{}", &tree[..end]);
    let Some(mut rest) = tree[end..].strip_prefix('{') else {
        out.push(path);
        return &tree[end..];
    };
    loop {
        rest = expand(rest, &path, out).trim_start();
        // What stands between the names of a tree, such as `as other`, is passed over.
        rest = rest.trim_start_matches(|c| !matches!(c, ',' | '}'));
        match rest.strip_prefix(',') {
            Some(more) if !more.trim_start().starts_with('}') => rest = more,
            Some(more) => return more.trim_start().strip_prefix('}').unwrap_or(""),
            None => return rest.strip_prefix('}').unwrap_or(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let findings = check(&Repo::of(&[(path, text)]));
        findings
            .into_iter()
            .map(|f| format!("{} {}", f.line, f.message))
            .collect()
    }

    #[test]
    fn a_use_tree_is_written_out() {
        let of = |text: &str| uses(text).into_iter().map(|(_, path)| path).collect::<Vec<_>>();
        assert_eq!(of("use crate::a::B;"), ["a::B"]);
        assert_eq!(
            of("use crate::a::{self, B as C, d::{E, F},};\nlet x = crate::g::h();"),
            ["a::self", "a::B", "a::d::E", "a::d::F", "g::h"]
        );
        assert!(of("// crate::a\n#[cfg(test)]\nmod tests { use crate::z; }").is_empty());
    }

    #[test]
    fn nothing_points_up() {
        let up = found("crates/model/src/state/firms.rs", "\nuse crate::agents::bank;\n");
        assert_eq!(up.len(), 1);
        assert!(up[0].starts_with("2 `state` uses `agents`"), "{up:?}");
        assert!(found("crates/model/src/agents/bank.rs", "use crate::state::Bank;").is_empty());
        assert!(found("crates/model/src/agents/bank.rs", "use crate::agents::firms;").is_empty());
    }

    #[test]
    fn blocks_do_not_know_each_other() {
        let text = "use crate::blocks::ai::Policy;";
        assert_eq!(found("crates/model/src/blocks/chips/mod.rs", text).len(), 1);
        assert!(found("crates/model/src/blocks/ai/compute.rs", text).is_empty());
        assert!(found("crates/model/src/blocks/mod.rs", text).is_empty());
        assert_eq!(
            found("crates/model/src/blocks/ai/mod.rs", "use crate::blocks::LEVERS;").len(),
            1
        );
    }

    #[test]
    fn a_block_proposes_and_keeps_no_rows_by_hand() {
        for text in [
            "firms.profit.begin(i, 1.0);",
            "goods.extra_exports.begin_neutral();",
            "own.resize(firms.len(), 0.0);",
            "if own[i] == firms.generation[i] {}",
        ] {
            assert_eq!(
                found("crates/model/src/blocks/ai/mod.rs", text).len(),
                1,
                "{text}"
            );
            assert!(found("crates/model/src/agents/bank.rs", text).is_empty());
        }
        assert!(
            found(
                "crates/model/src/blocks/ai/mod.rs",
                "firms.profit.add(i, 1.0); // .begin("
            )
            .is_empty()
        );
    }

    #[test]
    fn every_room_has_its_place() {
        assert_eq!(found("crates/model/src/cellar.rs", "").len(), 1);
        assert_eq!(
            found("crates/model/src/quarter.rs", "use crate::cellar::x;").len(),
            1
        );
        assert!(found("crates/model/src/lib.rs", "pub mod cellar;").is_empty());
    }
}
