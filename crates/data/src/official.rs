//! The opening of a pack against the official figures that stand beside it.

use crate::check::Aggregates;
use crate::error::{Fault, PackError};
use crate::figures::FILE;
use crate::files::{PackFiles, Table};
use engine::text::echo;
use model::economy::Economy;

/// What a figure is compared with.
struct Compared {
    /// Id in `official/figures.csv`.
    id: &'static str,
    /// What the pack holds, in the measure of `unit`.
    own: f64,
    /// Unit the figure must have; money in any scale of the pack's currency.
    unit: Unit,
    /// Largest miss: of shares and rates in percentage points, of amounts as a ratio.
    tolerance: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    /// Amount of a year, in the money unit of the pack.
    Money,
    /// Per cent, of GDP or of another whole; the words that the unit must begin with.
    Percent(&'static str),
    /// Million persons.
    Persons,
}

/// A quarter at the end of the year, four times, over the year: one and a half quarters of growth and a balanced table.
const LEVEL: f64 = 0.12;
/// Shares of GDP move when the table is balanced.
const POINTS: f64 = 2.0;
/// Two counts of the same persons.
const PERSONS: f64 = 0.05;

/// Refuses a pack whose opening and official figures of the opening's year tell of two economies.
pub(crate) fn check(files: &PackFiles, economy: &Economy) -> Result<(), PackError> {
    if !files.has(FILE) {
        return Ok(());
    }
    let table = Table::read(files, FILE)?;
    let compared = compared(economy);
    for row in 0..table.rows.len() {
        let (id, year) = (table.cell(row, "id")?, table.cell(row, "year")?);
        let Some(c) = compared.iter().find(|c| c.id == id) else {
            continue;
        };
        if year != economy.opening.year().to_string() {
            continue;
        }
        let unit = table.cell(row, "unit")?;
        let Some(scale) = scale(c.unit, unit, economy) else {
            let what = format!("`{}` is no unit of `{id}`", echo(unit));
            return Err(table.fault(Fault::WrongUnit, row, "unit", what));
        };
        let value = table.number(row, "value")?;
        let official = value * scale;
        let miss = match c.unit {
            Unit::Percent(_) => c.own - official,
            Unit::Money | Unit::Persons => c.own / official - 1.0,
        };
        if miss.is_nan() || miss.abs() > c.tolerance {
            let what = format!(
                "{value} {} is the official figure, but the tables of the pack give {:.4} in the same unit",
                echo(unit),
                c.own / scale
            );
            return Err(table.fault(Fault::Official, row, "value", what));
        }
    }
    Ok(())
}

/// What the tables and the head of a pack say about what official figures count.
fn compared(economy: &Economy) -> Vec<Compared> {
    let a = Aggregates::of(economy);
    let share = |id, part: f64| Compared {
        id,
        own: 100.0 * part / a.gdp,
        unit: Unit::Percent("per cent of GDP"),
        tolerance: POINTS,
    };
    let p = &economy.population;
    let persons = |id, heads: f64| Compared {
        id,
        own: heads / 1e6,
        unit: Unit::Persons,
        tolerance: PERSONS,
    };
    let capital_formation = a.finals[2] + a.finals[3] + a.finals[4] + a.stock_building;
    let debt = economy.parameters.get("opening_government_debt");
    vec![
        Compared {
            id: "gdp",
            own: 4.0 * a.gdp,
            unit: Unit::Money,
            tolerance: LEVEL,
        },
        share("household_consumption_share", a.finals[0]),
        share("capital_formation_share", capital_formation),
        share("housing_share", a.finals[3]),
        share("exports_share", a.finals[5]),
        share("net_exports_share", a.finals[5] - a.imports),
        Compared {
            id: "government_debt_share",
            own: 100.0 * debt.map_or(f64::NAN, |d| d.value),
            unit: Unit::Percent("per cent of GDP"),
            tolerance: POINTS,
        },
        Compared {
            id: "unemployment",
            own: 100.0 * p.unemployment,
            unit: Unit::Percent("per cent"),
            tolerance: 0.5,
        },
        persons("employed", economy.sectors.iter().map(|s| s.employed).sum()),
        persons("population_60", p.retired),
    ]
}

/// Factor from the unit of a figure to that of what it is compared with; `None` if it is no unit of it.
fn scale(wanted: Unit, unit: &str, economy: &Economy) -> Option<f64> {
    match wanted {
        Unit::Percent(words) => (unit == words).then_some(1.0),
        Unit::Persons => match unit {
            "million persons" => Some(1.0),
            "persons" => Some(1e-6),
            _ => None,
        },
        Unit::Money => {
            let (own, currency) = economy.money_unit.split_once(' ')?;
            let amount = unit.strip_suffix(currency)?.strip_suffix(' ')?;
            Some(power(amount)? / power(own)?)
        }
    }
}

/// `100 million` as a number.
fn power(words: &str) -> Option<f64> {
    words.split(' ').try_fold(1.0, |product, word| {
        let factor = match word {
            "10" => 10.0,
            "100" => 100.0,
            "thousand" => 1e3,
            "m" | "mn" | "million" => 1e6,
            "bn" | "billion" => 1e9,
            "tn" | "trillion" => 1e12,
            _ => return None,
        };
        Some(product * factor)
    })
}
