//! Bounds of meaning: what no economy can have, whatever range its pack states. Ranges stand in the pack and say where
//! the model was tried; these bounds stand here, so that a pack cannot allow itself everything.

use crate::error::Fault;
use engine::text::echo;
use model::economy::{Population, Sector};
use model::params::Known;

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

/// Largest factor on the values of all sectors.
const LARGEST_FACTOR: f64 = 100.0;

/// Scales of money that a pack may count in.
const SCALES: [&str; 4] = ["m", "mn", "bn", "tn"];

/// Units of parameters with the smallest and largest value that means anything. `MONEY` is the pack's currency.
const UNITS: &[(&str, f64, f64)] = &[
    ("ratio", -1.0, 1_000.0),
    ("share", 0.0, 1.0),
    ("weights", 0.0, 1.0),
    ("share of GDP", 0.0, 1.0),
    ("share of annual GDP per unit of surprise", 0.0, 1.0),
    ("per quarter", -1.0, 2.0),
    ("per year", -0.5, 1.0),
    ("per quarter per unit of unemployment gap", 0.0, 1.0),
    ("quarters", 0.0, 400.0),
    ("quarters of sales", 0.0, 20.0),
    ("quarters of use", 0.0, 20.0),
    ("quarters of the opening's electric output", 0.0, 400.0),
    ("quarters of the opening's home output", 0.0, 400.0),
    ("years", 0.0, 100.0),
    ("rounds", 1.0, 100.0),
    ("number", 0.0, 1_000.0),
    ("firms", 1.0, 100_000.0),
    ("cities", 0.0, 10_000.0),
    ("thousand", 0.0, 1e6),
    ("millions", 0.0, 10_000.0),
    ("millions per quarter", 0.0, 10_000.0),
    ("persons (agents)", 1.0, 10_000.0),
    ("persons per robot", 0.0, 100.0),
    ("persons per vehicle", 0.0, 100.0),
    ("robots per person", 0.0, 10.0),
    ("efficiency units of staff agents", 0.0, 10_000.0),
    ("elasticity", 0.0, 20.0),
    ("exponent", 0.0, 10.0),
    ("log", 0.0, 10.0),
    ("log standard deviation", 0.0, 3.0),
    ("log odds per log of price", 0.0, 20.0),
    ("log odds per year", 0.0, 10.0),
    ("log per unit of use", 0.0, 10.0),
    ("log productivity per unit of support over sales", 0.0, 20.0),
    ("ratio per doubling", 0.0, 1.0),
    ("ratio per unit of the annual real rate", 0.0, 50.0),
    ("ratio per unit of unemployment gap", 0.0, 50.0),
    ("ratio to imports of the product", 0.0, 1.0),
    ("ratio to the sector's imports of the product", 0.0, 1.0),
    ("ratio to its research", 0.0, 1.0),
    ("ratio to output", 0.0, 1.0),
    ("ratio to sales", 0.0, 2.0),
    ("ratio to persons at work", 0.0, 1.0),
    ("ratio to spending", 0.0, 1.0),
    ("per billion km", 0.0, 100_000.0),
    ("thousand km per year", 0.0, 1_000.0),
    ("tonnes of CO2 per year", 0.0, 100.0),
    ("TWh per year", 0.0, 100_000.0),
    ("yuan a year per yuan", 0.0, 10.0),
    ("money per kWh", 0.0, 1_000.0),
    ("bn MONEY", 0.0, 1e6),
    ("billion MONEY", 0.0, 1e6),
    ("thousand MONEY", 0.0, 1e6),
    ("thousand MONEY per person and quarter", 0.0, 1e4),
];

/// Parameters that are parts of a whole, chances or tax rates: nothing below 0 or above 1 means anything.
const SHARES: &[&str] = &[
    "ai_capex_from_cash",
    "ai_complement",
    "ai_compute_cost",
    "ai_dip",
    "ai_duplication",
    "ai_electricity_goods",
    "ai_exposure",
    "ai_exposure_mean",
    "ai_hardware_content",
    "ai_licence_cost",
    "ai_licence_fee",
    "ai_opening_adopters",
    "ai_platform_share",
    "ai_reinstated",
    "ai_skill_share",
    "ai_skills",
    "ai_skills_mean",
    "ai_small_access",
    "ai_utilisation",
    "bank_capital_minimum",
    "bank_capital_target",
    "bank_payout",
    "bank_tax_base",
    "benefit_replacement",
    "bond_household_share",
    "capital_share",
    "cash_floor",
    "chip_self_sufficiency",
    "collaborating",
    "consumption_floor",
    "contribution_rate",
    "deal_loss_share",
    "deal_safe_loss_share",
    "deposit_pass_through",
    "driver_pay_share",
    "electric_ceiling",
    "electric_share",
    "exit_trade_sale",
    "fund_local_share",
    "growth_anchor_weight",
    "imitation_step",
    "income_tax_rate",
    "inflation_anchor_weight",
    "innovation_step",
    "knowledge_national",
    "loan_to_value_floor",
    "loss_given_default",
    "loss_given_exit",
    "lost_collaboration",
    "natural_unemployment",
    "normal_utilisation",
    "order_response",
    "owner_depth",
    "own_cost_weight",
    "pension_share",
    "pilot_permits",
    "profit_levy",
    "research_exposure",
    "research_intensity",
    "robot_imported",
    "saving_rate",
    "secured_norm_ceiling",
    "small_firm_share",
    "spending_on_research",
    "state_payout",
    "state_share",
    "support_lobbied",
    "support_pass_through",
    "tradable_threshold",
    "unmet_orders_imported",
    "untied_share",
];

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
    let listed = unit.replace(currency, "MONEY");
    let Some((_, least, most)) = UNITS.iter().find(|(name, ..)| *name == listed) else {
        return Err((
            Fault::WrongUnit,
            format!("`{}` is no unit of a parameter", echo(unit)),
        ));
    };
    if let Some(word) = timing(known.meaning).filter(|word| !unit.contains(word)) {
        let what = format!("the unit is `{unit}`, but the model reads a number {word}");
        return Err((Fault::WrongUnit, what));
    }
    let (least, most) = if SHARES.contains(&known.id) {
        (0.0, 1.0)
    } else {
        (*least, *most)
    };
    // Of a parameter by sector the range is that of a factor on all of them.
    let (from, to) = if by_sector.is_empty() {
        (least, most)
    } else {
        (0.0, LARGEST_FACTOR)
    };
    if low < from || high > to {
        let what = format!(
            "the range {low} to {high} ({unit}) leaves {from} to {to}, outside which it has no meaning"
        );
        return Err((Fault::Meaningless, what));
    }
    match by_sector.iter().find(|x| **x < 0.0 || **x * high > most) {
        Some(x) => {
            let what = format!(
                "{x} for a sector, times up to {high}, leaves 0 to {most} ({unit}), outside which it has no meaning"
            );
            Err((Fault::Meaningless, what))
        }
        None => Ok(()),
    }
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
    use model::params::BLOCKS;

    fn known(id: &str) -> Option<&'static Known> {
        BLOCKS.iter().flat_map(|(_, known)| *known).find(|k| k.id == id)
    }

    #[test]
    fn every_share_is_a_parameter() {
        for id in SHARES {
            assert!(known(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_range_cannot_allow_what_has_no_meaning() {
        let tax = known("income_tax_rate").unwrap();
        assert!(parameter(tax, "ratio", (0.0, 1.0), &[], "CNY").is_ok());
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
