//! A scenario as one deterministic text: what it does, without layers. The text is itself a scenario file.

use crate::read::layer::SCHEMA;
use crate::read::profile::{NEUTRAL, START};
use crate::scenario::{Label, Scenario};
use std::fmt::Write;

impl Scenario {
    /// The scenario as text for hashing and for the manifest: keys in fixed order, every lever as a dated path,
    /// `extends` and `--set` resolved. Reading it gives a scenario with the same policy in every quarter, to the bit.
    pub fn canonical(&self) -> String {
        let mut out = format!("schema = {SCHEMA}\nid = {}\n", quoted(&self.id));
        let label = |l: &Label| format!("{{ en = {}, zh = {} }}", quoted(&l.en), quoted(&l.zh));
        let mut line = |key: &str, value: String| {
            let _ = writeln!(out, "{key} = {value}");
        };
        line("title", label(&self.title));
        if self.question != Label::default() {
            line("question", label(&self.question));
        }
        if !self.author.is_empty() {
            line("author", quoted(&self.author));
        }
        if !self.source.is_empty() {
            line("source", quoted(&self.source));
        }
        line("economy", quoted(&self.economy));
        if let Some(start) = self.start {
            line("start", quoted(&start.to_string()));
        }
        line("horizon", self.horizon.to_string());
        out.push_str(&self.canonical_policy());
        if !self.assumptions.is_empty() {
            out.push_str("\n[assumptions]\n");
            let mut sorted: Vec<_> = self.assumptions.iter().collect();
            sorted.sort_by(|a, b| a.id.cmp(&b.id));
            for a in sorted {
                let _ = writeln!(out, "{} = {}", quoted(&a.id), quoted(&a.value.to_string()));
            }
        }
        if self.run != crate::scenario::Run::default() {
            out.push_str("\n[run]\n");
            if let Some(pairs) = self.run.pairs {
                let _ = writeln!(out, "seeds = {pairs}");
            }
            if let Some(seed) = self.run.seed {
                let _ = writeln!(out, "seed = {seed}");
            }
            if let Some(agents) = self.run.agents {
                let _ = writeln!(out, "agents = {}", quoted(&agents.to_string()));
            }
        }
        if !self.figures.is_empty() {
            let ids: Vec<String> = self.figures.iter().map(|f| quoted(f.info().id)).collect();
            let _ = write!(out, "\n[report]\nfigures = [{}]\n", ids.join(", "));
        }
        out
    }

    /// The `[policy]` part: every lever that acts, as a path that begins at the start.
    fn canonical_policy(&self) -> String {
        let mut out = String::new();
        let first = self.breakpoints().first().copied();
        for setting in self.settings() {
            let values: Vec<String> = setting
                .changes
                .iter()
                .map(|(quarter, value)| {
                    let date = if Some(*quarter) == first {
                        START.to_owned()
                    } else {
                        quarter.to_string()
                    };
                    let text = value.map_or_else(|| NEUTRAL.to_owned(), |v| self.format(setting.lever, v));
                    format!("{} = {}", quoted(&date), quoted(&text))
                })
                .collect();
            let values = values.join(", ");
            let _ = writeln!(
                out,
                "policy.{} = {{ shape = \"path\", values = {{ {values} }} }}",
                setting.path
            );
        }
        out
    }
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
