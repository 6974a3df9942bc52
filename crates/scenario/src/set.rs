//! Reading of `path=value` as given to `--set`.

use crate::error::{Problem, ScenarioError};
use crate::levers;
use crate::read::doc::Doc;
use crate::read::layer::{self, Layer};
use crate::read::profile;
use crate::scenario::Options;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeValue;

/// Reads one assignment into a layer with one lever or assumption.
pub(crate) fn read(assignment: &str, options: Options) -> Result<Layer, ScenarioError> {
    let doc = Doc::new("--set", assignment);
    let Some(at) = assignment.find('=') else {
        return Err(doc.error(
            Problem::WrongType,
            0..assignment.len(),
            format!("`{assignment}` has no `=`"),
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
                "`{assignment}` lacks a {}",
                if path.is_empty() { "lever" } else { "value" }
            ),
            "a setting names a lever and its value",
            "write --set 'relending.rate=1.25 %'",
        ));
    }
    let begin = at + 1 + assignment[at + 1..].find(text).unwrap_or(0);
    // The value stands where it stood in the argument, so that spans fit; TOML skips the blanks.
    let padded = format!("{}{text}", " ".repeat(begin));
    let value = value(&doc, &padded, begin)?;
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

/// A TOML table, list or quoted text as such; anything else is text.
fn value<'i>(doc: &Doc, padded: &'i str, begin: usize) -> Result<Spanned<DeValue<'i>>, ScenarioError> {
    let text = padded[begin..].trim_end();
    if text.starts_with(['{', '[', '"', '\'']) {
        return DeValue::parse(padded).map_err(|e| doc.not_toml(&e, begin));
    }
    Ok(Spanned::new(
        begin..begin + text.len(),
        DeValue::String(Cow::Borrowed(text)),
    ))
}
