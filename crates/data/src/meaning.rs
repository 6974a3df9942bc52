//! Bounds of meaning: what no economy can have, whatever its pack states. Those of parameters stand with the parameters
//! (`model::declare`), those of persons, money and the columns of the tables here.

use crate::error::Fault;
use engine::text::echo;
use model::declare::{Known, Meaning, Meaningless};
use model::economy::{Population, Sector};

/// What is wrong, without its place.
pub(crate) type Wrong = (Fault, String);

/// More persons than any economy has.
pub(crate) const MOST_PERSONS: f64 = 1e10;
/// More money in a quarter, in any unit a pack counts in, than any economy turns over.
const MOST_MONEY: f64 = 1e12;
/// Agents of a run are counted in 32 bits, with room for those who join.
const MOST_AGENTS: f64 = (1u64 << 28) as f64;
/// Employed persons by sector and labour force less unemployed are two statistics of one number.
const EMPLOYED_TOLERANCE: f64 = 0.02;

/// Scales of money that a pack may count in.
const SCALES: [&str; 4] = ["m", "mn", "bn", "tn"];

/// Columns of the tables: unit with `MONEY` for the pack's money unit, smallest and largest value.
const COLUMNS: &[(&str, &str, f64, f64)] = &[
    ("output", "MONEY per quarter", 0.0, MOST_MONEY),
    ("domestic", "MONEY per quarter", 0.0, MOST_MONEY),
    ("imported", "MONEY per quarter", 0.0, MOST_MONEY),
    ("employed", "persons", 0.0, MOST_PERSONS),
    ("production_tax_share", "ratio", -0.5, 0.5),
    ("surplus_share", "ratio", -0.5, 1.0),
    ("publicly_funded", "yes or no", 0.0, 0.0),
];

/// Scale and currency of a money unit such as `bn CNY`.
pub(crate) fn money(unit: &str) -> Result<(&str, &str), Wrong> {
    if unit.trim().is_empty() {
        return Err((Fault::MissingUnit, "it is empty".to_owned()));
    }
    let code = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    unit.split_once(' ')
        .filter(|(scale, currency)| SCALES.contains(scale) && code(currency))
        .ok_or_else(|| {
            let what = format!(
                "`{}` is no unit of money such as `bn CNY`: one of {} and a code of three letters",
                echo(unit),
                SCALES.join(", ")
            );
            (Fault::WrongUnit, what)
        })
}

/// Persons per agent at the three sizes.
pub(crate) fn sizes(persons: [u32; 3]) -> Result<(), Wrong> {
    if persons.contains(&0) {
        return Err((Fault::OutOfRange, "0 persons per agent".to_owned()));
    }
    let [small, medium, large] = persons;
    if small < medium || medium < large || small > 10_000_000 {
        let what = format!(
            "{small}, {medium}, {large}: small, medium and large must not rise, and none may exceed 10000000"
        );
        return Err((Fault::Meaningless, what));
    }
    Ok(())
}

/// A number of a table's column.
pub(crate) fn sector(column: &str, value: f64) -> Result<(), Wrong> {
    match COLUMNS.iter().find(|(name, ..)| *name == column) {
        Some((_, unit, low, high)) if !(*low..=*high).contains(&value) => Err((
            Fault::Meaningless,
            format!(
                "{value} ({}) is outside {low} to {high}",
                unit.replace("MONEY", "money")
            ),
        )),
        _ => Ok(()),
    }
}

/// The unit that `pack.toml` gives for a column of the tables; all that are not listed are ratios.
pub(crate) fn column(name: &str, unit: &str, money_unit: &str) -> Result<(), Wrong> {
    let wanted = COLUMNS
        .iter()
        .find(|(column, ..)| *column == name)
        .map_or("ratio", |(_, unit, ..)| unit)
        .replace("MONEY", money_unit);
    let ratio = wanted == "ratio" && unit.starts_with("ratio ");
    if unit == wanted || ratio {
        return Ok(());
    }
    let what = format!(
        "column `{}` is in `{}`, where `{wanted}` is needed",
        echo(name),
        echo(unit)
    );
    Err((Fault::WrongUnit, what))
}

/// Unit, range and values by sector of a parameter; its value lies in the range.
pub(crate) fn parameter(
    known: &Known,
    unit: &str,
    (low, high): (f64, f64),
    by_sector: &[f64],
    currency: &str,
) -> Result<(), Wrong> {
    let Some(meaning) = Meaning::of(known, unit, currency) else {
        return Err((
            Fault::WrongUnit,
            format!("`{}` is no unit of a parameter", echo(unit)),
        ));
    };
    if let Some(word) = timing(known.meaning).filter(|word| !unit.contains(word)) {
        let what = format!("the unit is `{unit}`, but the model reads a number {word}");
        return Err((Fault::WrongUnit, what));
    }
    let what = match meaning.check((low, high), by_sector) {
        Ok(()) => return Ok(()),
        Err(Meaningless::Stated { from, to }) => format!(
            "the range {low} to {high} ({unit}) leaves {from} to {to}, outside which it has no meaning"
        ),
        Err(Meaningless::Sector { value, most }) => format!(
            "{value} for a sector, times up to {high}, leaves 0 to {most} ({unit}), outside which it has no meaning"
        ),
    };
    Err((Fault::Meaningless, what))
}

/// What the bracket at the end of a parameter's meaning says about time.
fn timing(meaning: &str) -> Option<&'static str> {
    let bracket = &meaning[meaning.rfind('(')?..];
    ["per year", "per quarter", "quarters", "years"]
        .into_iter()
        .find(|word| bracket.contains(word))
}

/// Persons of the head against those of the sectors, and against the sizes; with the place in `pack.toml`.
pub(crate) fn persons(
    p: &Population,
    sectors: &[Sector],
    sizes: [u32; 3],
) -> Result<(), (Fault, String, String)> {
    let wrong = |place: &str, what: String| Err((Fault::Meaningless, format!("population.{place}"), what));
    let employed: f64 = sectors.iter().map(|s| s.employed).sum();
    let wanted = p.labour_force * (1.0 - p.unemployment);
    let miss = (employed / wanted - 1.0).abs();
    if miss.is_nan() || miss > EMPLOYED_TOLERANCE {
        let what = format!(
            "{} persons less {} unemployed are {wanted:.0} at work, but sectors.csv has {employed:.0} employed",
            p.labour_force, p.unemployment
        );
        return wrong("labour_force", what);
    }
    let [small, _, large] = sizes.map(f64::from);
    if p.retired < small || p.retired > 10.0 * p.labour_force {
        let what = format!(
            "{} retired persons: at least one agent ({small} persons) and at most ten per person in the labour force are needed",
            p.retired
        );
        return wrong("retired", what);
    }
    let agents = (p.labour_force + p.retired) / large;
    if agents > MOST_AGENTS {
        let what = format!("{agents:.0} agents at the size large; a run can count {MOST_AGENTS:.0}");
        return wrong("labour_force", what);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::blocks::BLOCKS;

    fn known(id: &str) -> Option<&'static Known> {
        BLOCKS
            .iter()
            .flat_map(|block| block.parameters)
            .find(|k| k.id == id)
    }

    #[test]
    fn a_range_cannot_allow_what_has_no_meaning() {
        let tax = known("income_tax_rate").unwrap();
        assert!(parameter(tax, "ratio", (0.0, 0.99), &[], "CNY").is_ok());
        for (unit, range, fault) in [
            ("ratio", (0.0, 5.0), Fault::Meaningless),
            ("ratio", (-0.1, 0.5), Fault::Meaningless),
            ("bananas", (0.0, 0.5), Fault::WrongUnit),
        ] {
            assert_eq!(parameter(tax, unit, range, &[], "CNY").unwrap_err().0, fault);
        }
        let growth = known("labour_force_growth").unwrap();
        assert!(parameter(growth, "per year", (-0.02, 0.03), &[], "CNY").is_ok());
        let error = parameter(growth, "per quarter", (-0.02, 0.03), &[], "CNY").unwrap_err();
        assert!(error.1.contains("per year"), "{error:?}");
        let skills = known("ai_skills").unwrap();
        assert!(parameter(skills, "ratio", (0.5, 1.0), &[0.6, 0.0], "CNY").is_ok());
        for x in [-100.0, -0.01, 1.5] {
            assert!(parameter(skills, "ratio", (0.5, 1.0), &[0.6, x], "CNY").is_err());
        }
    }

    #[test]
    fn money_has_a_scale_and_a_code() {
        assert_eq!(money("bn CNY"), Ok(("bn", "CNY")));
        for unit in [
            "bananas",
            "bn",
            "bn bananas",
            "bn cny",
            " CNY",
            "kg CNY",
            "bn CNY ",
        ] {
            assert_eq!(money(unit).unwrap_err().0, Fault::WrongUnit, "{unit}");
        }
    }
}
