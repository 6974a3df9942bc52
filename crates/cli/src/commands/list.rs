//! `shapan list`: what there is.

use crate::args::{Common, Format, Listed};
use crate::economies;
use crate::failure::{Exit, Failure};
use crate::grid::{Cell, Grid};
use crate::print;
use study::economy::Economy;
use study::indicators::{Kind, SECTIONS};
use study::scenario::levers::{BLOCKS, Cost};
use study::scenario::{PRESETS, Scenario, home};

/// Prints a list.
pub fn run(what: Listed, common: &Common) -> Result<Exit, Failure> {
    let grid = match what {
        Listed::Economies => all_economies(common),
        Listed::Levers => levers(&economies::load(home::ECONOMY)?, common),
        Listed::Indicators => indicators(common),
        Listed::Scenarios => scenarios(common)?,
    };
    print::result(&grid.render(common.format))?;
    Ok(Exit::Fine)
}

fn all_economies(common: &Common) -> Grid {
    let mut grid = Grid::new(&["economy", "title"]);
    for (name, title) in data::economies() {
        let title = common.lang.pick(&title.en, &title.zh).to_owned();
        grid.row([name.into(), title.into()]);
    }
    grid
}

fn levers(economy: &Economy, common: &Common) -> Grid {
    let mut grid = Grid::new(&[
        "block",
        "lever",
        "title",
        "unit",
        "range",
        "neutral",
        "example",
        "lowest",
        "highest",
        "meaning",
        "named_by",
        "size_from",
        "cost",
    ]);
    for block in BLOCKS {
        grid.title(common.lang.pick(block.title.en, block.title.zh));
        for lever in block.levers {
            let neutral = lever
                .neutral_in(economy)
                .map_or(Cell::None, |n| lever.unit.format(n, economy.currency()).into());
            grid.row([
                block.id.into(),
                lever.path.into(),
                common.lang.pick(lever.title.en, lever.title.zh).into(),
                lever.unit.id().into(),
                lever.range_text(home::CURRENCY).into(),
                neutral,
                lever.example.into(),
                lever.range.0.into(),
                lever.range.1.into(),
                lever.meaning.into(),
                lever.source.document.into(),
                lever.source.size.into(),
                cost(lever.cost).into(),
            ]);
        }
    }
    match common.format {
        Format::Table => grid.only(&["lever", "title", "range"]),
        _ => grid,
    }
}

/// Whether money moves because of a lever, in a sentence.
pub fn cost(cost: Cost) -> String {
    match cost {
        Cost::Paid(&[]) => "money of a programme, in the table of costs".to_owned(),
        Cost::Paid(beside) => {
            format!(
                "money of a programme, in the table of costs, if set beside {}",
                beside.join(", ")
            )
        }
        Cost::Shapes(why) => format!("no money by itself, but it shapes a programme that costs money: {why}"),
        Cost::Free(why) => format!("no money of any programme: {why}"),
    }
}

fn indicators(common: &Common) -> Grid {
    let mut grid = Grid::new(&["section", "indicator", "title", "unit", "deviation", "meaning"]);
    for section in SECTIONS {
        grid.title(common.lang.pick(section.en, section.zh));
        for indicator in section.indicators() {
            let info = indicator.info();
            grid.row([
                section.en.into(),
                info.id.into(),
                common.lang.pick(info.en, info.zh).into(),
                info.unit.into(),
                deviation(info.kind).into(),
                info.meaning.into(),
            ]);
        }
    }
    match common.format {
        Format::Table => grid.only(&["indicator", "title", "unit", "deviation"]),
        _ => grid,
    }
}

/// How a deviation from baseline is expressed, in a word.
pub fn deviation(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "per cent",
        Kind::Rate => "percentage points",
        Kind::Amount => "own unit",
    }
}

fn scenarios(common: &Common) -> Result<Grid, Failure> {
    let mut grid = Grid::new(&["scenario", "title", "levers"]);
    for preset in PRESETS {
        let scenario = Scenario::parse(preset.text, preset.id, &|_| None)?;
        let levers: Vec<String> = scenario.settings().into_iter().map(|s| s.path).collect();
        let blocks = match levers.len() {
            0..=3 => levers.join(", "),
            n => format!("{}, ... ({n})", levers[..2].join(", ")),
        };
        grid.row([
            preset.id.into(),
            common.lang.pick(&scenario.title.en, &scenario.title.zh).into(),
            blocks.into(),
        ]);
    }
    Ok(match common.format {
        Format::Table => grid.only(&["scenario", "title"]),
        _ => grid,
    })
}
