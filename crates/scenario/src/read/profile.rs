//! Reading of one lever's value over time: constant, step, ramp, pulse, path, or a list of them.

use super::doc::{Doc, Value, in_order};
use crate::error::{Problem, ScenarioError};
use crate::home;
use crate::levers::Lever;
use crate::overlay::{Dated, Level, Overlay, Segment};
use crate::suggest::did_you_mean;
use engine::text::echo;
use engine::time::Quarter;
use model::declare::UnitError;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Longest ramp or pulse, quarters; also the longest simulation.
pub(crate) const LONGEST: u64 = 400;

/// Shapes a table can take.
const SHAPES: &[&str] = &["step", "ramp", "pulse", "path"];

/// The word that stands for a lever's neutral value.
pub(crate) const NEUTRAL: &str = "neutral";

/// The word that stands for the scenario's start among the dates of a path.
pub(crate) const START: &str = "start";

/// Reads the value of `lever` into an overlay. `key` is where the lever is named.
pub(crate) fn read(
    doc: &Doc,
    lever: &'static Lever,
    member: Option<&str>,
    key: Range<usize>,
    value: &Value<'_>,
    force: bool,
) -> Result<Overlay, ScenarioError> {
    let mut reader = Reader {
        doc,
        force,
        path: lever.path_for(member),
        out: Overlay {
            lever,
            member: member.map(str::to_owned),
            segments: Vec::new(),
            currency: None,
            dates: Vec::new(),
            place: doc.place(key),
        },
    };
    match value.get_ref() {
        DeValue::Array(items) => reader.list(value, items)?,
        _ => {
            let segments = reader.segments(value)?;
            reader.out.segments = segments;
        }
    }
    Ok(reader.out)
}

struct Reader<'d> {
    doc: &'d Doc,
    force: bool,
    path: String,
    out: Overlay,
}

impl Reader<'_> {
    /// A list of tables in order of time; an open step ends where the next begins.
    fn list(&mut self, value: &Value<'_>, items: &[Value<'_>]) -> Result<(), ScenarioError> {
        if items.is_empty() {
            return Err(self.doc.wrong_type(
                value,
                &self.path,
                "a list with at least one step",
                "write [ { from = \"2026Q1\", value = ... } ]",
            ));
        }
        let mut all: Vec<Segment> = Vec::new();
        for item in items {
            let need_from = || {
                let how = "write { from = \"2026Q1\", value = ... }";
                self.doc.wrong_type(
                    item,
                    &self.path,
                    "a table with `from` for each step of the list",
                    how,
                )
            };
            let DeValue::Table(_) = item.get_ref() else {
                return Err(need_from());
            };
            let error = need_from();
            let new = self.segments(item)?;
            let from = new.first().and_then(|s| s.from).ok_or(error)?;
            if let Some(last) = all.last_mut() {
                // An open step before this one ends here; anything else that overlaps contradicts it.
                let overlaps = match last.to {
                    Some(to) => to >= from,
                    None => last.from.is_some_and(|f| f >= from),
                };
                if overlaps {
                    return Err(self.conflict(item.span(), from));
                }
                last.to = last.to.or(Some(from.plus(-1)));
            }
            all.extend(new);
        }
        self.out.segments = all;
        Ok(())
    }

    fn conflict(&self, span: Range<usize>, from: Quarter) -> ScenarioError {
        self.doc.error(
            Problem::Conflict,
            span,
            format!("two steps of `{}` both hold in {from}", echo(&self.path)),
            "two values for one quarter leave open which one acts",
            "put the steps in order of time and end each `to` before the next `from`",
        )
    }

    /// One value or table.
    fn segments(&mut self, value: &Value<'_>) -> Result<Vec<Segment>, ScenarioError> {
        match value.get_ref() {
            DeValue::Table(table) => self.shape(value, table),
            DeValue::Array(_) | DeValue::Datetime(_) | DeValue::Boolean(_) => Err(self.doc.wrong_type(
                value,
                &self.path,
                self.out.lever.unit.accepted(),
                "write a value, a table such as { from = \"2026Q1\", value = ... }, or a list of such tables",
            )),
            _ => {
                let level = Level::Hold(self.amount(value, &self.path.clone())?);
                Ok(vec![Segment {
                    from: None,
                    to: None,
                    level,
                }])
            }
        }
    }

    fn shape(&mut self, value: &Value<'_>, table: &DeTable<'_>) -> Result<Vec<Segment>, ScenarioError> {
        let shape = match table.get("shape") {
            Some(s) => self.doc.string(
                s,
                "shape",
                "write shape = \"step\", \"ramp\", \"pulse\" or \"path\"",
            )?,
            None => "step".to_owned(),
        };
        match shape.as_str() {
            "step" => {
                self.doc
                    .only_known(table, &self.path, &["shape", "value", "from", "to"])?;
                let level = Level::Hold(self.wanted_amount(value, table, "value")?);
                let from = self.date(table, "from")?;
                let to = self.date(table, "to")?;
                self.in_order(value, from, to)?;
                Ok(vec![Segment { from, to, level }])
            }
            "pulse" => {
                self.doc
                    .only_known(table, &self.path, &["shape", "value", "from", "quarters"])?;
                let level = Level::Hold(self.wanted_amount(value, table, "value")?);
                let from = self.wanted_date(value, table, "from")?;
                let quarters = self.count(value, table, "quarters")?;
                Ok(vec![Segment {
                    from: Some(from),
                    to: Some(from.plus(i32::from(quarters) - 1)),
                    level,
                }])
            }
            "ramp" => self.ramp(value, table),
            "path" => self.path(value, table),
            other => {
                let span = table.get("shape").map_or(value.span(), toml::Spanned::span);
                Err(self.doc.error(
                    Problem::UnknownName,
                    span,
                    format!("unknown shape `{}`", echo(other)),
                    "the shape says how the value moves over time",
                    did_you_mean(
                        other,
                        SHAPES.iter().copied(),
                        "known shapes: step, ramp, pulse, path",
                    ),
                ))
            }
        }
    }

    fn ramp(&mut self, value: &Value<'_>, table: &DeTable<'_>) -> Result<Vec<Segment>, ScenarioError> {
        self.doc.only_known(
            table,
            &self.path,
            &["shape", "value", "from", "to", "over", "initial"],
        )?;
        let missing = |what: &str| {
            self.doc.error(
                Problem::Missing,
                value.span(),
                format!("the ramp of `{}` lacks {what}", echo(&self.path)),
                "a ramp moves from one number to another",
                "write { shape = \"ramp\", from = \"2026Q1\", over = 4, initial = ..., value = ... }",
            )
        };
        let needs_initial = missing("`initial`, and this lever has no neutral number to start from");
        let needs_value = missing("a number as `value`");
        let target = self.wanted_amount(value, table, "value")?.ok_or(needs_value)?;
        let initial = match table.get("initial") {
            Some(v) => self.amount(v, "initial")?,
            None => None,
        };
        let initial = initial.or(self.out.lever.neutral()).ok_or(needs_initial)?;
        let from = self.wanted_date(value, table, "from")?;
        let to = self.date(table, "to")?;
        self.in_order(value, Some(from), to)?;
        let over = self.count(value, table, "over")?;
        Ok(vec![Segment {
            from: Some(from),
            to,
            level: Level::Ramp {
                initial,
                value: target,
                over,
            },
        }])
    }

    /// Each value holds until the next date; dates shortly before the start say what is in force then.
    fn path(&mut self, value: &Value<'_>, table: &DeTable<'_>) -> Result<Vec<Segment>, ScenarioError> {
        self.doc.only_known(table, &self.path, &["shape", "values"])?;
        let how = "write values = { \"2026Q1\" = ..., \"2027Q1\" = ... }";
        let values = table
            .get("values")
            .ok_or_else(|| self.missing(value, "values", how))
            .and_then(|v| self.doc.sub(v, "values", how))?;
        if values.is_empty() {
            return Err(self.missing(value, "a date in `values`", how));
        }
        let mut dated: Vec<(Option<Quarter>, Range<usize>, Option<f64>)> = Vec::new();
        for (key, item) in in_order(values) {
            let from = if key.get_ref() == START {
                None
            } else {
                let quarter = self.doc.quarter_text(key.get_ref(), key.span(), "values")?;
                let place = self.doc.place(key.span());
                self.out.dates.push(Dated {
                    quarter,
                    history: true,
                    place,
                });
                Some(quarter)
            };
            let amount = self.amount(item, key.get_ref())?;
            dated.push((from, key.span(), amount));
        }
        dated.sort_by_key(|(from, _, _)| *from);
        let mut segments: Vec<Segment> = Vec::new();
        for (from, span, amount) in dated {
            if let Some(last) = segments.last_mut() {
                match from.filter(|f| last.from.is_none_or(|l| l < *f)) {
                    Some(f) => last.to = Some(f.plus(-1)),
                    None => return Err(self.conflict(span, from.unwrap_or(Quarter::new(0, 1)))),
                }
            }
            segments.push(Segment {
                from,
                to: None,
                level: Level::Hold(amount),
            });
        }
        Ok(segments)
    }

    /// A value in the lever's unit, inside its range; `None` is neutral.
    fn amount(&mut self, value: &Value<'_>, key: &str) -> Result<Option<f64>, ScenarioError> {
        let unit = self.out.lever.unit;
        let text = match value.get_ref() {
            DeValue::String(s) if s.trim() == NEUTRAL => return Ok(None),
            DeValue::String(s) => s.trim().to_owned(),
            DeValue::Integer(i) if i.radix() == 10 => i.as_str().to_owned(),
            DeValue::Float(f) => f.as_str().to_owned(),
            _ => {
                return Err(self.doc.wrong_type(
                    value,
                    key,
                    unit.accepted(),
                    "write the value with its unit",
                ));
            }
        };
        let amount = unit
            .parse(&text)
            .map_err(|error| self.bad_amount(value, &text, error))?;
        if let Some(code) = &amount.currency {
            self.currency(value, code)?;
        }
        self.check_range(value, amount.value)?;
        Ok(Some(amount.value))
    }

    fn bad_amount(&self, value: &Value<'_>, text: &str, error: UnitError) -> ScenarioError {
        let (unit, path) = (self.out.lever.unit, echo(&self.path));
        let how = format!("write {}", unit.accepted());
        match error {
            UnitError::NotANumber => self.doc.error(
                Problem::WrongType,
                value.span(),
                format!("`{path}` is `{}`, which does not begin with a number", echo(text)),
                "a lever takes a number with its unit",
                how,
            ),
            UnitError::NotFinite => self.doc.error(
                Problem::NotFinite,
                value.span(),
                format!("`{path}` is `{}`, which is not a finite number", echo(text)),
                "one infinite or undefined number makes every later number of the run undefined",
                how,
            ),
            UnitError::WrongUnit(rest) if rest.is_empty() => self.doc.error(
                Problem::WrongUnit,
                value.span(),
                format!("`{path}` is `{}` without a unit", echo(text)),
                "a bare number can be read in several ways, a hundred times too large or too small",
                how,
            ),
            UnitError::WrongUnit(rest) => self.doc.error(
                Problem::WrongUnit,
                value.span(),
                format!("`{path}` cannot be given in `{}`", echo(&rest)),
                "a value in another unit would act with the wrong size",
                how,
            ),
        }
    }

    fn currency(&mut self, value: &Value<'_>, code: &str) -> Result<(), ScenarioError> {
        match &self.out.currency {
            Some((known, _)) if known != code => Err(self.doc.error(
                Problem::WrongUnit,
                value.span(),
                format!("`{}` mixes {known} and {code}", echo(&self.path)),
                "amounts in different currencies cannot be compared without an exchange rate and its date",
                format!("write every amount in {known}"),
            )),
            Some(_) => Ok(()),
            None => {
                self.out.currency = Some((code.to_owned(), self.doc.place(value.span())));
                Ok(())
            }
        }
    }

    fn check_range(&self, value: &Value<'_>, number: f64) -> Result<(), ScenarioError> {
        let lever = self.out.lever;
        let code = self
            .out
            .currency
            .as_ref()
            .map_or(home::CURRENCY, |(c, _)| c.as_str());
        let inside = |(low, high): (f64, f64)| (low..=high).contains(&number);
        let shown = lever.unit.format(number, code);
        if !inside(lever.possible) {
            let (low, high) = lever.possible;
            return Err(self.doc.error(
                Problem::OutOfRange,
                value.span(),
                format!("`{}` is {shown}, which has no meaning", echo(&self.path)),
                lever.meaning,
                format!(
                    "write a value from {} to {}",
                    lever.unit.format(low, code),
                    lever.unit.format(high, code)
                ),
            ));
        }
        if self.force || code != home::CURRENCY || inside(lever.range) {
            return Ok(());
        }
        Err(self.doc.error(
            Problem::OutOfRange,
            value.span(),
            format!(
                "`{}` is {shown}, outside its range {}",
                echo(&self.path),
                lever.range_text(home::CURRENCY)
            ),
            "the model is meant and tested inside this range only",
            "check the unit; if the value is meant, force it with --allow-out-of-range",
        ))
    }

    fn missing(&self, value: &Value<'_>, key: &str, how: &str) -> ScenarioError {
        self.doc.error(
            Problem::Missing,
            value.span(),
            format!("`{}` lacks {key}", echo(&self.path)),
            "without it the value over time is not defined",
            how,
        )
    }

    fn wanted_amount(
        &mut self,
        value: &Value<'_>,
        table: &DeTable<'_>,
        key: &'static str,
    ) -> Result<Option<f64>, ScenarioError> {
        match table.get(key) {
            Some(v) => self.amount(v, key),
            None => {
                self.doc.only_known(
                    table,
                    &self.path,
                    &[
                        "shape", "value", "from", "to", "over", "initial", "quarters", "values",
                    ],
                )?;
                Err(self.missing(
                    value,
                    &format!("`{key}`"),
                    "write { from = \"2026Q1\", value = ... }",
                ))
            }
        }
    }

    fn date(&mut self, table: &DeTable<'_>, key: &'static str) -> Result<Option<Quarter>, ScenarioError> {
        let Some(value) = table.get(key) else {
            return Ok(None);
        };
        let quarter = self.doc.quarter(value, key)?;
        self.out.dates.push(Dated {
            quarter,
            history: false,
            place: self.doc.place(value.span()),
        });
        Ok(Some(quarter))
    }

    fn wanted_date(
        &mut self,
        value: &Value<'_>,
        table: &DeTable<'_>,
        key: &'static str,
    ) -> Result<Quarter, ScenarioError> {
        let how = "write the quarter in which it begins, for example from = \"2026Q1\"";
        self.date(table, key)?
            .ok_or_else(|| self.missing(value, &format!("`{key}`"), how))
    }

    fn count(&self, value: &Value<'_>, table: &DeTable<'_>, key: &'static str) -> Result<u16, ScenarioError> {
        let how = format!("write how many quarters it lasts, for example {key} = 4");
        let item = table
            .get(key)
            .ok_or_else(|| self.missing(value, &format!("`{key}`"), &how))?;
        let count = self.doc.integer(item, key, (1, LONGEST))?;
        Ok(u16::try_from(count).unwrap_or(u16::MAX))
    }

    fn in_order(
        &self,
        value: &Value<'_>,
        from: Option<Quarter>,
        to: Option<Quarter>,
    ) -> Result<(), ScenarioError> {
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(self.doc.error(
                Problem::BadQuarter,
                value.span(),
                format!("`{}` ends in {to}, before it begins in {from}", echo(&self.path)),
                "a value that ends before it begins never acts",
                "exchange `from` and `to`",
            )),
            _ => Ok(()),
        }
    }
}
