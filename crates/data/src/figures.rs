//! Official figures behind a pack, and the aggregates of its opening, each with unit and source.

use crate::check::Aggregates;
use crate::error::{Fault, PackError};
use crate::files::{PackFiles, Table};
use crate::pack;
use engine::text::echo;
use model::economy::{Basis, Economy};
use std::collections::BTreeSet;

/// A figure with its provenance.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Short id, unique inside the pack.
    pub id: String,
    /// What it measures, with the year.
    pub title: String,
    /// Value in `unit`.
    pub value: f64,
    /// Unit, for example `100 million CNY` or `per cent of GDP`.
    pub unit: String,
    /// Kind of evidence.
    pub basis: Basis,
    /// Who published it, where; with the address where known.
    pub source: String,
}

/// File of official figures.
pub(crate) const FILE: &str = "official/figures.csv";

/// Reads the official figures of a pack.
pub(crate) fn official(files: &PackFiles) -> Result<Vec<Figure>, PackError> {
    let table = Table::read(files, FILE)?;
    let mut figures: Vec<Figure> = Vec::new();
    let mut ids = BTreeSet::new();
    for row in 0..table.rows.len() {
        let id = table.cell(row, "id")?.to_owned();
        if !ids.insert(id.clone()) {
            return Err(table.fault(
                Fault::Duplicate,
                row,
                "id",
                format!("figure `{}` twice", echo(&id)),
            ));
        }
        let unit = table.cell(row, "unit")?.to_owned();
        let source = table.cell(row, "source")?;
        pack::provenance(&unit, source, FILE, &id)?;
        let address = table.cell(row, "address")?;
        let note = table.cell(row, "note")?;
        let mut full = source.to_owned();
        for part in [address, note] {
            if !part.is_empty() {
                full = format!("{full}; {part}");
            }
        }
        figures.push(Figure {
            title: format!("{}, {}", table.cell(row, "title")?, table.cell(row, "year")?),
            value: table.number(row, "value")?,
            unit,
            basis: pack::basis(table.cell(row, "basis")?, FILE, &id)?,
            source: full,
            id,
        });
    }
    Ok(figures)
}

/// Aggregates of the opening as figures.
pub(crate) fn opening(economy: &Economy) -> Vec<Figure> {
    let a = Aggregates::of(economy);
    let source = "computed from sectors.csv and uses.csv of the pack";
    let figure = |id: &str, title: &str, value: f64, unit: &str| Figure {
        id: id.to_owned(),
        title: format!("{title}, opening {}", economy.opening),
        value,
        unit: unit.to_owned(),
        basis: Basis::Calibrated,
        source: source.to_owned(),
    };
    let share =
        |id: &str, title: &str, value: f64| figure(id, title, 100.0 * value / a.gdp, "per cent of GDP");
    vec![
        figure(
            "opening_gdp",
            "Gross domestic product",
            a.gdp,
            &format!("{} per quarter", economy.money_unit),
        ),
        share(
            "opening_household_consumption",
            "Household consumption",
            a.finals[0],
        ),
        share(
            "opening_government_consumption",
            "Government consumption",
            a.finals[1],
        ),
        share(
            "opening_fixed_investment",
            "Fixed investment",
            a.finals[2] + a.finals[3] + a.finals[4],
        ),
        share(
            "opening_firm_investment",
            "Fixed investment of firms",
            a.finals[2],
        ),
        share("opening_housing", "Investment in dwellings", a.finals[3]),
        share(
            "opening_public_investment",
            "Fixed investment of government",
            a.finals[4],
        ),
        share("opening_stock_building", "Stock building", a.stock_building),
        share("opening_exports", "Exports", a.finals[5]),
        share("opening_imports", "Imports", a.imports),
        share("opening_compensation", "Compensation of employees", a.incomes[0]),
        share(
            "opening_production_taxes",
            "Net taxes on production",
            a.incomes[1],
        ),
        share("opening_depreciation", "Depreciation", a.incomes[2]),
        share("opening_surplus", "Operating surplus", a.incomes[3]),
    ]
}
