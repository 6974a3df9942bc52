//! Reading of one scenario file into a layer; layers are stacked by `Scenario`.

use super::doc::{Doc, Value, in_order};
use super::profile;
use crate::error::{Place, Problem, ScenarioError};
use crate::levers;
use crate::overlay::{Dated, Overlay};
use crate::scenario::{Agents, Assumption, Label, Run};
use crate::suggest::did_you_mean;
use engine::text::echo;
use engine::time::Quarter;
use model::declare::{Unit, UnitError};
use model::economy::MOST_MEMBERS;
use model::indicators::Indicator;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Schema this program writes and reads.
pub const SCHEMA: u64 = 1;

/// Keys at the top of a file.
const KEYS: &[&str] = &[
    "schema",
    "id",
    "title",
    "question",
    "author",
    "source",
    "economy",
    "extends",
    "start",
    "horizon",
    "policy",
    "assumptions",
    "run",
    "report",
];

/// One file as written.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub id: Option<String>,
    pub title: Option<Label>,
    pub question: Option<Label>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub economy: Option<String>,
    pub extends: Option<(String, Place)>,
    pub start: Option<Dated>,
    pub horizon: Option<u32>,
    pub overlays: Vec<Overlay>,
    pub assumptions: Vec<Assumption>,
    pub run: Run,
    pub figures: Option<Vec<Indicator>>,
}

/// Reads a file.
pub(crate) fn read(doc: &Doc, force: bool) -> Result<Layer, ScenarioError> {
    doc.refuse_nonsense()?;
    let text = doc.text.clone();
    let root = doc.table(&text)?;
    check_schema(doc, &root)?;
    doc.only_known(&root, "", KEYS)?;
    let mut layer = Layer::default();
    for (key, value) in in_order(&root) {
        let name = key.get_ref().as_ref();
        let plain = format!("write {name} = \"...\"");
        match name {
            "id" => layer.id = Some(id(doc, value)?),
            "title" => {
                let title = label(doc, value, name)?;
                if title.en.contains('\n') || title.zh.contains('\n') {
                    return Err(doc.two_lines(value, name));
                }
                layer.title = Some(title);
            }
            "question" => layer.question = Some(label(doc, value, name)?),
            "author" => layer.author = Some(doc.line(value, name, &plain)?),
            "source" => layer.source = Some(doc.string(value, name, &plain)?),
            "economy" => layer.economy = Some(not_blank(doc, value, name)?),
            "extends" => {
                layer.extends = Some((not_blank(doc, value, name)?, doc.place(value.span())));
            }
            "start" => {
                let quarter = doc.quarter(value, name)?;
                layer.start = Some(Dated {
                    quarter,
                    history: false,
                    place: doc.place(value.span()),
                });
            }
            "horizon" => {
                let n = doc.integer(value, name, (1, profile::LONGEST))?;
                layer.horizon = u32::try_from(n).ok();
            }
            "policy" => {
                let table = doc.sub(value, name, "write [policy.relending] and the levers below it")?;
                policy(doc, table, "", force, &mut layer.overlays)?;
                few_members(doc, &layer.overlays)?;
            }
            "assumptions" => layer.assumptions = assumptions(doc, value)?,
            "run" => layer.run = run(doc, value)?,
            "report" => layer.figures = report(doc, value)?,
            _ => {}
        }
    }
    Ok(layer)
}

fn check_schema(doc: &Doc, root: &DeTable<'_>) -> Result<(), ScenarioError> {
    let why = "the schema number tells this and later versions how to read the file";
    let Some(value) = root.get("schema") else {
        return Err(doc.error(
            Problem::Schema,
            0..0,
            format!("`{}` names no schema", echo(&doc.origin)),
            why,
            format!("write schema = {SCHEMA} in the first line"),
        ));
    };
    let number = match value.get_ref() {
        DeValue::Integer(n) => u64::from_str_radix(n.as_str(), n.radix()).ok(),
        _ => None,
    };
    match number {
        Some(SCHEMA) => Ok(()),
        Some(newer) if newer > SCHEMA => Err(doc.error(
            Problem::Schema,
            value.span(),
            format!("schema {newer} is newer than this program, which reads schema {SCHEMA}"),
            "a newer file can contain keys whose meaning is not known here",
            "use a newer version of the program",
        )),
        _ => Err(doc.error(
            Problem::Schema,
            value.span(),
            "`schema` is not a schema number",
            why,
            format!("write schema = {SCHEMA}"),
        )),
    }
}

fn id(doc: &Doc, value: &Value<'_>) -> Result<String, ScenarioError> {
    let how = "write letters, digits and hyphens, for example id = \"relending-2x\"";
    let text = doc.string(value, "id", how)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if text.is_empty() || text.len() > 64 || !text.chars().all(plain) {
        return Err(doc.error(
            Problem::WrongType,
            value.span(),
            format!("`{}` cannot be an id", echo(&text)),
            "the id names files and table columns",
            how,
        ));
    }
    Ok(text)
}

fn not_blank(doc: &Doc, value: &Value<'_>, key: &str) -> Result<String, ScenarioError> {
    let how = format!("write {key} = \"...\"");
    let text = doc.line(value, key, &how)?;
    if text.trim().is_empty() {
        return Err(doc.error(
            Problem::Missing,
            value.span(),
            format!("`{key}` is blank"),
            "a name is needed",
            how,
        ));
    }
    Ok(text)
}

/// Text in one or two languages: `"..."` or `{ en = "...", zh = "..." }`.
fn label(doc: &Doc, value: &Value<'_>, key: &str) -> Result<Label, ScenarioError> {
    let how = format!("write {key} = {{ en = \"...\", zh = \"...\" }}");
    if let DeValue::String(text) = value.get_ref() {
        return Ok(Label {
            en: text.to_string(),
            zh: text.to_string(),
        });
    }
    let table = doc.sub(value, key, &how)?;
    doc.only_known(table, key, &["en", "zh"])?;
    let get = |lang: &str| table.get(lang).map(|v| doc.string(v, lang, &how)).transpose();
    let (en, zh) = (get("en")?, get("zh")?);
    let either = en.clone().or_else(|| zh.clone());
    match either {
        Some(either) => Ok(Label {
            en: en.unwrap_or_else(|| either.clone()),
            zh: zh.unwrap_or(either),
        }),
        None => Err(doc.error(
            Problem::Missing,
            value.span(),
            format!("`{key}` is empty"),
            "readers of the report need it",
            how,
        )),
    }
}

/// Walks the policy tables; levers are the leaves.
pub(crate) fn policy(
    doc: &Doc,
    table: &DeTable<'_>,
    prefix: &str,
    force: bool,
    out: &mut Vec<Overlay>,
) -> Result<(), ScenarioError> {
    for (key, value) in in_order(table) {
        let path = if prefix.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{prefix}.{}", key.get_ref())
        };
        if let Some((lever, group)) = levers::find(&path) {
            out.push(profile::read(doc, lever, group, key.span(), value, force)?);
        } else if let (true, DeValue::Table(inner)) = (levers::is_block(&path), value.get_ref()) {
            policy(doc, inner, &path, force, out)?;
        } else {
            return Err(unknown_lever(doc, &path, key.span()));
        }
    }
    Ok(())
}

/// Refuses more household groups or fields than an economy can have, before anyone asks for each of them by quarter.
fn few_members(doc: &Doc, overlays: &[Overlay]) -> Result<(), ScenarioError> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for overlay in overlays {
        let Some(dimension) = overlay.lever.along() else {
            continue;
        };
        let count = counts.entry(overlay.lever.path).or_default();
        *count += 1;
        if *count > MOST_MEMBERS {
            return Err(doc.error(
                Problem::OutOfRange,
                overlay.place.span.clone(),
                format!(
                    "`{}` is named for more than {MOST_MEMBERS} of them",
                    overlay.lever.path
                ),
                "no economy has so many, so some of these values would reach nobody",
                format!("name each {} of the economy once", dimension.noun()),
            ));
        }
    }
    Ok(())
}

/// The error for a lever that does not exist.
pub(crate) fn unknown_lever(doc: &Doc, path: &str, span: std::ops::Range<usize>) -> ScenarioError {
    let inside: Vec<&str> = levers::LEVERS
        .iter()
        .map(|l| l.path)
        .filter(|p| p.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
        .collect();
    let how = if inside.is_empty() {
        did_you_mean(
            path,
            levers::LEVERS.iter().map(|l| l.path),
            "see the list: shapan list levers",
        )
    } else {
        format!("name one of its levers: {}", inside.join(", "))
    };
    doc.error(
        Problem::UnknownKey,
        span,
        format!("unknown lever `{}`", echo(path)),
        "a lever that is not understood would be ignored, and the run would not do what the scenario says",
        how,
    )
}

fn assumptions(doc: &Doc, value: &Value<'_>) -> Result<Vec<Assumption>, ScenarioError> {
    let table = doc.sub(
        value,
        "assumptions",
        "write [assumptions] and one parameter per line",
    )?;
    in_order(table)
        .into_iter()
        .map(|(key, value)| assumption(doc, key.get_ref(), key.span(), value))
        .collect()
}

/// One assumed parameter: a number, or text with per cent or basis points.
pub(crate) fn assumption(
    doc: &Doc,
    id: &str,
    key: std::ops::Range<usize>,
    value: &Value<'_>,
) -> Result<Assumption, ScenarioError> {
    let how = "write a number in the parameter's own unit, or \"5 %\" for 0.05";
    let text = match value.get_ref() {
        DeValue::String(s) => s.to_string(),
        DeValue::Integer(i) if i.radix() == 10 => i.as_str().to_owned(),
        DeValue::Float(f) => f.as_str().to_owned(),
        _ => return Err(doc.wrong_type(value, id, "a number", how)),
    };
    let amount = Unit::Ratio
        .parse(&text)
        .or_else(|e| Unit::RatePerYear.parse(&text).map_err(|_| e));
    match amount {
        Ok(amount) => Ok(Assumption {
            id: id.to_owned(),
            value: amount.value,
            key: doc.place(key),
            place: doc.place(value.span()),
        }),
        Err(UnitError::NotFinite) => Err(doc.error(
            Problem::NotFinite,
            value.span(),
            format!(
                "parameter `{}` is `{}`, which is not a finite number",
                echo(id),
                echo(&text)
            ),
            "one infinite or undefined number makes every later number of the run undefined",
            how,
        )),
        Err(UnitError::NotANumber) => Err(doc.error(
            Problem::WrongType,
            value.span(),
            format!(
                "parameter `{}` is `{}`, which is not a number",
                echo(id),
                echo(&text)
            ),
            "parameters are numbers",
            how,
        )),
        Err(UnitError::WrongUnit(rest)) => Err(doc.error(
            Problem::WrongUnit,
            value.span(),
            format!("parameter `{}` cannot be given in `{}`", echo(id), echo(&rest)),
            "a value in another unit would act with the wrong size",
            how,
        )),
    }
}

fn run(doc: &Doc, value: &Value<'_>) -> Result<Run, ScenarioError> {
    let table = doc.sub(value, "run", "write [run] and below it seeds, seed or agents")?;
    doc.only_known(table, "run", &["seeds", "seed", "agents"])?;
    let mut run = Run::default();
    if let Some(v) = table.get("seeds") {
        run.pairs = u32::try_from(doc.integer(v, "seeds", (1, u64::from(Run::MOST_PAIRS)))?).ok();
    }
    if let Some(v) = table.get("seed") {
        run.seed = Some(doc.integer(v, "seed", (0, u64::MAX))?);
    }
    if let Some(v) = table.get("agents") {
        let text = match v.get_ref() {
            DeValue::Integer(n) => n.to_string(),
            _ => doc.string(v, "agents", "write agents = \"small\"")?,
        };
        run.agents = Some(text.parse::<Agents>().map_err(|what| {
            doc.error(
                Problem::OutOfRange,
                v.span(),
                what,
                "the size decides how many persons one agent stands for, and so time and memory",
                Agents::FORMS,
            )
        })?);
    }
    Ok(run)
}

fn report(doc: &Doc, value: &Value<'_>) -> Result<Option<Vec<Indicator>>, ScenarioError> {
    let how = "write figures = [\"real_gdp\", \"cpi_inflation\"]";
    let table = doc.sub(value, "report", "write [report] and below it figures = [...]")?;
    doc.only_known(table, "report", &["figures"])?;
    let Some(figures) = table.get("figures") else {
        return Ok(None);
    };
    let DeValue::Array(items) = figures.get_ref() else {
        return Err(doc.wrong_type(figures, "figures", "a list of indicators", how));
    };
    let mut out: Vec<Indicator> = Vec::new();
    for item in items {
        let id = doc.string(item, "figures", how)?;
        let ids = || Indicator::ALL.iter().map(|i| i.info().id);
        let found = Indicator::ALL.iter().find(|i| i.info().id == id).ok_or_else(|| {
            doc.error(
                Problem::UnknownName,
                item.span(),
                format!("unknown indicator `{}`", echo(&id)),
                "a figure that does not exist cannot be drawn",
                did_you_mean(&id, ids(), "see the list: shapan list indicators"),
            )
        })?;
        if !out.contains(found) {
            out.push(*found);
        }
    }
    Ok(Some(out))
}

/// Refuses dates that the simulation does not reach.
pub(crate) fn check_dates(overlays: &[Overlay], start: Quarter, horizon: u32) -> Result<(), ScenarioError> {
    let last = start.plus(i32::try_from(horizon).unwrap_or(i32::MAX) - 1);
    for date in overlays.iter().flat_map(|o| &o.dates) {
        let first = if date.history { start.plus(-HISTORY) } else { start };
        if date.quarter < first || date.quarter > last {
            let how = if date.history && date.quarter < first {
                format!(
                    "the dates of a path may lie at most {HISTORY} quarters before the start; use `start` for the value in force then"
                )
            } else {
                format!("choose a quarter from {start} to {last}, or change `start` or `horizon`")
            };
            return Err(ScenarioError::new(
                Problem::OutsideSimulation,
                format!(
                    "{} lies outside the simulated range {start} to {last}",
                    date.quarter
                ),
                "a value dated outside the simulated range would never act, or not when it is meant to",
                how,
            )
            .at(&date.place));
        }
    }
    Ok(())
}

/// Quarters before the start that a path may name.
const HISTORY: i32 = 20;
