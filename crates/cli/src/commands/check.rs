//! `shapan check`: reads a scenario as `run` would, opens its economy, runs one quarter, and says what the scenario does.

use crate::args::{Check, Common, Format};
use crate::economies;
use crate::failure::{Exit, Failure};
use crate::grid::{Card, Cell, Grid, pretty};
use crate::{input, print};
use experiments::rehearsal::opens_and_runs;
use report::words;
use scenario::{Agents, Scenario};

/// Checks a scenario.
pub fn run(check: &Check, common: &Common) -> Result<Exit, Failure> {
    let scenario = input::scenario(&check.file, &check.changes)?;
    let (mut economy, scenario) = economies::bind(&scenario)?;
    scenario.apply_assumptions(&mut economy)?;
    let persons = scenario.run.agents.unwrap_or(Agents::Small).persons(&economy);
    opens_and_runs(&economy, &|quarter| scenario.policy(quarter), persons).map_err(|error| {
        Failure::input(
            format!("`{}` does not run: {error}", scenario.economy),
            "a run of this scenario would stop in its first quarter",
            "correct the country pack, the assumption or the policy",
        )
    })?;
    let quarters = scenario.quarters(&economy);
    print::result(&describe(&scenario, Some(quarters), common))?;
    Ok(Exit::Fine)
}

/// What a scenario does, as a card and a table of its levers.
pub fn describe(scenario: &Scenario, quarters: Option<u32>, common: &Common) -> String {
    let mut card = Card::default();
    let pick = |label: &scenario::Label| common.lang.pick(&label.en, &label.zh).to_owned();
    card.line("scenario", scenario.id.as_str());
    card.line("title", pick(&scenario.title));
    card.line("question", pick(&scenario.question));
    card.line("author", scenario.author.as_str());
    card.line("source", scenario.source.as_str());
    card.line("economy", scenario.economy.as_str());
    card.line("start", scenario.start.map_or(String::new(), |q| q.to_string()));
    card.line(
        "last_quarter",
        scenario.last_quarter().map_or(String::new(), |q| q.to_string()),
    );
    if let Some(quarters) = quarters {
        card.line("quarters", f64::from(quarters));
    }
    let mut levers = Grid::new(&["lever", "title", "from", "value"]);
    for setting in scenario.settings() {
        let title = common.lang.pick(setting.lever.title.en, setting.lever.title.zh);
        for (i, (quarter, value)) in setting.changes.iter().enumerate() {
            let text = words::value(setting.lever.unit, *value, scenario.currency());
            // What programs read is in English.
            let text = match common.format {
                Format::Table => common.lang.pick(&text.en, &text.zh).to_owned(),
                _ => text.en,
            };
            let shown = i == 0 || common.format != Format::Table;
            let name = |text: &str| if shown { Cell::from(text) } else { Cell::None };
            levers.row([
                name(&setting.path),
                name(title),
                quarter.to_string().into(),
                text.into(),
            ]);
        }
    }
    let mut assumed = Grid::new(&["assumption", "value"]);
    for (id, value) in scenario.assumptions() {
        assumed.row([id.into(), value.into()]);
    }
    match common.format {
        Format::Json => {
            let mut json = card.json();
            json["levers"] = levers.json();
            json["assumptions"] = assumed.json();
            json["neutral"] = scenario.is_neutral().into();
            pretty(&json)
        }
        Format::Csv => levers.render(Format::Csv),
        Format::Table => {
            let mut out = card.render(Format::Table);
            out.push('\n');
            if scenario.is_neutral() {
                out.push_str(common.lang.pick(
                    "Every lever is at its neutral value.\n",
                    "所有杠杆均处于中性值。\n",
                ));
            }
            if !scenario.settings().is_empty() {
                out.push_str(&levers.render(Format::Table));
            }
            if !scenario.assumptions().is_empty() {
                out.push('\n');
                out.push_str(&assumed.render(Format::Table));
            }
            out
        }
    }
}
