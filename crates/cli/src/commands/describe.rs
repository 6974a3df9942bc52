//! `shapan describe`: everything known about one name.

use super::{check, list};
use crate::args::{Common, Describe, Format};
use crate::economies;
use crate::failure::{Exit, Failure};
use crate::grid::{Card, Grid, pretty};
use crate::print;
use study::economy::{Economy, Parameter};
use study::indicators::{Column, ColumnInfo, Indicator, IndicatorInfo};
use study::scenario::suggest::did_you_mean;
use study::scenario::{LEVERS, Lever, PRESETS, Scenario, home, levers, presets};

/// Describes one name: lever, block of levers, indicator, scenario, parameter or economy.
pub fn run(describe: &Describe, common: &Common) -> Result<Exit, Failure> {
    let name = describe.path.strip_prefix("policy.").unwrap_or(&describe.path);
    if let Some((lever, _)) = levers::find(name).or_else(|| by_path(name)) {
        let economy = economies::load(&describe.economy)?;
        print::result(&lever_card(lever, &economy, common).render(common.format))?;
    } else if levers::is_block(name) {
        print::result(&block(name, &economies::load(&describe.economy)?, common))?;
    } else if let Some(indicator) = Indicator::ALL.iter().find(|i| i.info().id == name) {
        let mut card = measured_card("indicator", indicator.info(), common);
        if economies::load(&describe.economy)?.parameters.contains_key(name) {
            card.line("see_also", format!("the parameter assumptions.{name}"));
        }
        print::result(&card.render(common.format))?;
    } else if let Some(column) = Column::ALL.iter().find(|c| c.info().info.id == name) {
        let ColumnInfo { dimension, info, .. } = column.info();
        let mut card = measured_card("column", info, common);
        let members = dimension.of(&economies::load(&describe.economy)?);
        card.line("along", format!("{}s", dimension.noun()));
        card.line("members", members.join(", "));
        print::result(&card.render(common.format))?;
    } else if let Some(text) = presets::text(name) {
        let scenario = Scenario::parse(text, name, &|_| None)?;
        print::result(&check::describe(&scenario, None, common))?;
    } else if is_economy(name) {
        print::result(&economy(name, &economies::load(name)?, common)?)?;
    } else {
        let economy = economies::load(&describe.economy)?;
        let id = name.strip_prefix("assumptions.").unwrap_or(name);
        match economy.parameters.get(id) {
            Some(parameter) => print::result(&parameter_card(id, parameter, &economy).render(common.format))?,
            None => return Err(unknown(name, &economy)),
        }
    }
    Ok(Exit::Fine)
}

fn by_path(name: &str) -> Option<(&'static Lever, Option<&str>)> {
    LEVERS.iter().find(|l| l.path == name).map(|l| (l, None))
}

fn is_economy(name: &str) -> bool {
    data::economies().iter().any(|(id, _)| id == name) || std::path::Path::new(name).is_dir()
}

fn unknown(name: &str, economy: &Economy) -> Failure {
    let economies = data::economies();
    let known = LEVERS
        .iter()
        .map(|l| l.path)
        .chain(Indicator::ALL.iter().map(|i| i.info().id))
        .chain(Column::ALL.iter().map(|c| c.info().info.id))
        .chain(PRESETS.iter().map(|p| p.id))
        .chain(economies.iter().map(|(id, _)| id.as_str()))
        .chain(economy.parameters.keys().map(String::as_str));
    Failure::input(
        format!("nothing is called `{name}`"),
        "economies, levers, parameters, indicators and scenarios can be described",
        did_you_mean(
            name,
            known,
            "see the lists: shapan list levers, indicators, scenarios, economies",
        ),
    )
}

fn lever_card(lever: &Lever, economy: &Economy, common: &Common) -> Card {
    let mut card = Card::default();
    card.line("lever", lever.path);
    card.line("title", common.lang.pick(lever.title.en, lever.title.zh));
    card.line("meaning", lever.meaning);
    card.line("unit", lever.unit.id());
    card.line("written_as", lever.unit.accepted());
    card.line("range", lever.range_text(home::CURRENCY));
    let currency = economy.currency();
    let neutral = lever
        .neutral_in(economy)
        .map_or("absent".to_owned(), |n| lever.unit.format(n, currency));
    card.line("neutral", neutral);
    card.line(
        "example",
        format!("--set '{}={}'", lever.example_path(), lever.example),
    );
    card.line("named_by", lever.source.document);
    card.line("size_from", lever.source.size);
    card.line("cost", list::cost(lever.cost));
    card.line("decided_by", lever.decided_by.join(", "));
    card
}

/// The levers of a block, and the indicator of the same name.
fn block(name: &str, economy: &Economy, common: &Common) -> String {
    let inside = |l: &&Lever| {
        l.path
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    // An indicator may have the name of a block: whoever asks for one is shown both.
    let indicators = Indicator::ALL.iter().filter(|i| i.info().id == name);
    let cards: Vec<Card> = LEVERS
        .iter()
        .filter(inside)
        .map(|l| lever_card(l, economy, common))
        .chain(indicators.map(|i| measured_card("indicator", i.info(), common)))
        .collect();
    match common.format {
        Format::Json => pretty(&cards.iter().map(Card::json).collect()),
        format => cards
            .iter()
            .map(|c| c.render(format))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// What is measured of the whole economy, or of each member of a dimension.
fn measured_card(what: &'static str, info: &IndicatorInfo, common: &Common) -> Card {
    let mut card = Card::default();
    card.line(what, info.id);
    card.line("title", common.lang.pick(info.en, info.zh));
    card.line("meaning", info.meaning);
    card.line("unit", info.unit);
    card.line("deviation", list::deviation(info.kind));
    card
}

fn parameter_card(id: &str, parameter: &Parameter, economy: &Economy) -> Card {
    let mut card = Card::default();
    card.line("parameter", id);
    card.line("title", parameter.title.as_str());
    card.line("value", parameter.value);
    card.line("by_sector", by_sector(&parameter.by_sector, economy));
    card.line("unit", parameter.unit.as_str());
    card.line("lowest", parameter.range.0);
    card.line("highest", parameter.range.1);
    card.line("basis", economies::basis(parameter.basis));
    card.line("source", parameter.source.as_str());
    card.line("note", parameter.note.as_str());
    card.line("change_it", format!("--set assumptions.{id}={}", parameter.value));
    card
}

/// Sectors with a value, and the value.
fn by_sector(values: &[f64], economy: &Economy) -> String {
    let given = economy
        .sectors
        .iter()
        .zip(values)
        .filter(|(_, value)| **value != 0.0);
    let given: Vec<String> = given
        .map(|(sector, value)| format!("{} {value}", sector.code))
        .collect();
    given.join(", ")
}

#[expect(
    clippy::too_many_lines,
    reason = "a card with a line for each thing an economy has"
)]
fn economy(name: &str, economy: &Economy, common: &Common) -> Result<String, Failure> {
    let mut card = Card::default();
    card.line("economy", economy.id.as_str());
    card.line("title", common.lang.pick(&economy.title.en, &economy.title.zh));
    card.line("money", economy.money_unit.as_str());
    card.line("opening", format!("end of {}", economy.opening));
    card.line("first_quarter", economy.opening.plus(1).to_string());
    card.line("sectors", economy.sectors.len() as f64);
    let groups: Vec<&str> = economy.groups.iter().map(|g| g.id.as_str()).collect();
    card.line("household_groups", groups.join(", "));
    let sizes: Vec<String> = economy.persons_per_agent.iter().map(u32::to_string).collect();
    card.line(
        "persons_per_agent",
        format!("{} (small, medium, large)", sizes.join(", ")),
    );
    let mut figures = Grid::new(&["figure", "title", "value", "unit", "basis", "source"]);
    for f in data::figures(name).map_err(economies::failure)? {
        let basis = economies::basis(f.basis);
        figures.row([
            f.id.into(),
            f.title.into(),
            f.value.into(),
            f.unit.into(),
            basis.into(),
            f.source.into(),
        ]);
    }
    let mut fields = Grid::new(&[
        "field",
        "name",
        "level",
        "frontier_growth",
        "delay",
        "research",
        "feeds",
        "basis",
        "source",
    ]);
    for f in &economy.fields {
        fields.row([
            f.id.as_str().into(),
            common.lang.pick(&f.name.en, &f.name.zh).into(),
            f.level.into(),
            f.frontier_growth.into(),
            f64::from(f.delay).into(),
            f.research.into(),
            by_sector(&f.feeds, economy).into(),
            economies::basis(f.basis).into(),
            f.source.as_str().into(),
        ]);
    }
    let mut parameters = Grid::new(&[
        "parameter",
        "value",
        "unit",
        "lowest",
        "highest",
        "basis",
        "title",
        "source",
    ]);
    for (id, p) in &economy.parameters {
        parameters.row([
            id.as_str().into(),
            p.value.into(),
            p.unit.as_str().into(),
            p.range.0.into(),
            p.range.1.into(),
            economies::basis(p.basis).into(),
            p.title.as_str().into(),
            p.source.as_str().into(),
        ]);
    }
    Ok(match common.format {
        Format::Json => {
            let mut json = card.json();
            json["figures"] = figures.json();
            json["fields"] = fields.json();
            json["parameters"] = parameters.json();
            pretty(&json)
        }
        Format::Csv => parameters.render(Format::Csv),
        Format::Table => {
            let figures = figures.only(&["title", "value", "unit", "basis"]);
            let parameters = parameters.only(&["parameter", "value", "unit", "title"]);
            let hint = "Ranges, basis and sources: shapan describe PARAMETER, or --format json.\n".to_owned();
            let table = Format::Table;
            let mut parts = vec![card.render(table), figures.render(table)];
            // A pack need not name frontier fields.
            if !economy.fields.is_empty() {
                let columns = [
                    "field",
                    "level",
                    "frontier_growth",
                    "delay",
                    "research",
                    "basis",
                    "feeds",
                ];
                parts.push(fields.only(&columns).render(table));
            }
            parts.extend([parameters.render(table), hint]);
            parts.join("\n")
        }
    })
}
