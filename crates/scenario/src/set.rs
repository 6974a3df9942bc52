//! Reading of `path=value` as given to `--set`.

use crate::error::{Problem, ScenarioError};
use crate::levers;
use crate::read::doc::Doc;
use crate::read::layer::{self, Layer};
use crate::read::profile;
use crate::scenario::Options;
use engine::text::echo;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeValue;

/// What a place names as its text if it was given to `--set`.
pub(crate) const ORIGIN: &str = "--set";

/// Reads one assignment into a layer with one lever or assumption.
pub(crate) fn read(assignment: &str, options: Options) -> Result<Layer, ScenarioError> {
    let doc = Doc::new(ORIGIN, assignment);
    doc.refuse_hostile()?;
    let Some(at) = assignment.find('=') else {
        return Err(doc.error(
            Problem::WrongType,
            0..assignment.len(),
            format!("`{}` has no `=`", echo(assignment)),
            "a setting names a lever and its value",
            "write --set 'relending.rate=1.25 %'",
        ));
    };
    let path = assignment[..at].trim();
    let from = assignment.find(path).unwrap_or(0);
    let span = from..from + path.len();
    let text = assignment[at + 1..].trim();
    if text.is_empty() || path.is_empty() {
        return Err(doc.error(
            Problem::Missing,
            0..assignment.len(),
            format!(
                "`{}` lacks a {}",
                echo(assignment),
                if path.is_empty() { "lever" } else { "value" }
            ),
            "a setting names a lever and its value",
            "write --set 'relending.rate=1.25 %'",
        ));
    }
    let begin = at + 1 + assignment[at + 1..].find(text).unwrap_or(0);
    // As a document with a one-letter key, padded so that the value stands where it stood in the argument.
    let document = format!("v{}={text}", " ".repeat(begin.saturating_sub(2)));
    let value = value(&doc, &document, begin)?;
    let mut layer = Layer::default();
    if let Some(id) = path.strip_prefix("assumptions.") {
        layer.assumptions.push(layer::assumption(&doc, id, span, &value)?);
        return Ok(layer);
    }
    let path = path.strip_prefix("policy.").unwrap_or(path);
    match levers::find(path) {
        Some((lever, group)) => {
            layer.overlays.push(profile::read(
                &doc,
                lever,
                group,
                span,
                &value,
                options.allow_out_of_range,
            )?);
            Ok(layer)
        }
        None => Err(layer::unknown_lever(&doc, path, span)),
    }
}

/// A TOML table, list or quoted text as such; anything else is text. `begin` is where the value stands.
fn value<'i>(doc: &Doc, document: &'i str, begin: usize) -> Result<Spanned<DeValue<'i>>, ScenarioError> {
    let text = &document[begin..];
    if !text.starts_with(['{', '[', '"', '\'']) {
        return Ok(Spanned::new(
            begin..begin + text.len(),
            DeValue::String(Cow::Borrowed(text)),
        ));
    }
    let mut table = doc.table(document)?;
    table.remove("v").filter(|_| table.is_empty()).ok_or_else(|| {
        doc.error(
            Problem::NotToml,
            begin..document.len(),
            "this is more than one value",
            "a setting has one value",
            "write one --set for each lever",
        )
    })
}
