//! The long table: one row per scenario, run, quarter and variable, for columns along a dimension with the member.
//! Columns: scenario, baseline_of, run, date, freq, variable, sector, region, counterpart, value, unit.
//! `baseline_of` names the scenario whose baseline a row belongs to and is empty in scenario rows; `run` is the
//! pairing key; `date` is the first day of the quarter; the opening is the first date; `sector` holds the
//! id of the member, be it a sector or anything else; `region` is the country; `counterpart` is kept for later use.

use crate::words::unit_id;
use experiments::ensemble::Side;
use model::indicators::{Column, Dimension, Indicator};
use std::io::{self, Write};
use study::Results;

/// Names of the columns, in order.
pub const COLUMNS: [&str; 11] = [
    "scenario",
    "baseline_of",
    "run",
    "date",
    "freq",
    "variable",
    "sector",
    "region",
    "counterpart",
    "value",
    "unit",
];

/// One row, with positions in the lists of `Names` instead of texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub side: Side,
    pub run: u32,
    pub quarter: usize,
    pub variable: usize,
    /// Member of a dimension, among those of all dimensions; `None` for the whole economy.
    pub part: Option<usize>,
    pub value: f64,
}

/// Texts that rows point at.
pub(crate) struct Names {
    /// Scenario of each side.
    pub scenario: [String; 2],
    /// Scenario whose baseline it is, by side.
    pub baseline_of: [Option<String>; 2],
    /// First day of each quarter, opening first: text and days since 1970-01-01.
    pub dates: Vec<(String, i32)>,
    /// Variables with unit.
    pub variables: Vec<(String, String)>,
    /// Ids of the members of all dimensions.
    pub parts: Vec<String>,
    /// The country.
    pub region: String,
}

/// Columns in the order of the rows: those along a dimension after each other.
fn columns() -> impl Iterator<Item = Column> {
    Dimension::ALL.into_iter().flat_map(Column::along)
}

impl Names {
    pub(crate) fn of(results: &Results) -> Self {
        let (subject, ensemble) = (&results.subject, &results.ensemble);
        let economy = &subject.economy;
        let indicators = Indicator::ALL.iter().map(|i| (i.info().id, i.info().unit));
        let columns = columns().map(|column| (column.info().info.id, column.info().info.unit));
        let variables = indicators.chain(columns);
        let day = |quarter| {
            let date = ensemble.date(quarter);
            let month = 3 * u32::from(date.of_year()) - 2;
            (
                format!("{:04}-{month:02}-01", date.year()),
                days_since_1970(date.year(), month),
            )
        };
        Self {
            scenario: [subject.baseline.id.clone(), subject.scenario.id.clone()],
            baseline_of: [Some(subject.scenario.id.clone()), None],
            dates: (0..=ensemble.quarters).map(day).collect(),
            variables: variables
                .map(|(id, unit)| (id.into(), unit_id(unit, &economy.money_unit)))
                .collect(),
            parts: Dimension::ALL.iter().flat_map(|d| d.of(economy)).collect(),
            region: economy.id.clone(),
        }
    }
    pub(crate) fn part(&self, row: &Row) -> &str {
        row.part
            .and_then(|p| self.parts.get(p))
            .map_or("", String::as_str)
    }
}

/// Calls `f` for every row: pairs in order, baseline first, quarters, then variables.
pub(crate) fn for_each<E>(results: &Results, mut f: impl FnMut(Row) -> Result<(), E>) -> Result<(), E> {
    let ensemble = &results.ensemble;
    let economy = &results.subject.economy;
    // Where the members of each dimension begin among the parts.
    let firsts = Dimension::ALL.map(|dimension| {
        let before = Dimension::ALL.iter().take_while(|d| **d != dimension);
        before.map(|d| d.of(economy).len()).sum::<usize>()
    });
    let columns: Vec<(Column, usize)> = columns()
        .map(|column| (column, firsts[column.info().dimension as usize]))
        .collect();
    for pair in &ensemble.pairs {
        for side in Side::BOTH {
            let series = pair.side(side);
            for quarter in 0..=ensemble.quarters {
                let row = |variable, part, value| Row {
                    side,
                    run: pair.index as u32,
                    quarter,
                    variable,
                    part,
                    value,
                };
                for (i, &value) in series.values(quarter).iter().enumerate() {
                    f(row(i, None, value))?;
                }
                for (i, &(column, first)) in columns.iter().enumerate() {
                    for (member, &value) in series.along(quarter, column).iter().enumerate() {
                        f(row(Indicator::ALL.len() + i, Some(first + member), value))?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Writes the long table as CSV. Values are the shortest text that gives the same number back; what is absent is empty.
pub fn csv(results: &Results, out: impl Write) -> io::Result<()> {
    let names = Names::of(results);
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(1 << 16)
        .from_writer(out);
    writer.write_record(COLUMNS)?;
    let mut number = String::new();
    for_each(results, |row| -> io::Result<()> {
        use std::fmt::Write;
        number.clear();
        if let Some(value) = present(row.value) {
            // Writing into a string cannot fail.
            let _ = write!(number, "{value}");
        }
        let (variable, unit) = &names.variables[row.variable];
        let run = row.run.to_string();
        writer.write_record([
            names.scenario[row.side as usize].as_str(),
            names.baseline_of[row.side as usize].as_deref().unwrap_or(""),
            &run,
            &names.dates[row.quarter].0,
            "Q",
            variable,
            names.part(&row),
            &names.region,
            "",
            &number,
            unit,
        ])?;
        Ok(())
    })?;
    writer.flush()
}

/// Writes the effect table (all indicators, all quarters) as CSV, for spreadsheets. A quantile that the pairs are too few
/// for is an empty cell.
pub fn effects_csv(results: &Results, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let head = "indicator title unit quarter date median mean se min max p025 p05 p10 p25 p75 p90 p95 p975 same_sign resolved imposed";
    writer.write_record(head.split(' '))?;
    for e in &results.effects {
        let s = &e.spread;
        let mut row = vec![
            e.indicator.info().id.to_owned(),
            e.indicator.info().en.to_owned(),
            unit_id(e.unit.id(), &results.subject.economy.money_unit),
            e.quarter.to_string(),
            e.date.to_string(),
        ];
        let numbers = [
            s.median,
            s.mean,
            s.se,
            s.min,
            s.max,
            s.p025,
            s.p05,
            s.p10,
            s.p25,
            s.p75,
            s.p90,
            s.p95,
            s.p975,
            e.sign.same_sign,
        ];
        row.extend(numbers.map(|x| present(x).map_or(String::new(), |x| x.to_string())));
        row.push(e.sign.resolved.to_string());
        row.push(e.sign.imposed.to_string());
        writer.write_record(&row)?;
    }
    writer.flush()
}

/// Writes the long table as Parquet (texts as dictionaries, compressed with Snappy).
#[cfg(feature = "parquet")]
pub fn parquet(results: &Results, out: impl Write + Send) -> io::Result<()> {
    crate::long_parquet::write(results, out)
}

/// A number as files hold it: none if it is not finite, and zero without a sign.
pub(crate) fn present(number: f64) -> Option<f64> {
    number.is_finite().then_some(number + 0.0)
}

/// Days from 1970-01-01 to the first day of a month.
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
fn days_since_1970(year: i32, month: u32) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn files_hold_finite_numbers_and_no_signed_zero() {
        assert_eq!(present(f64::NAN), None);
        assert_eq!(present(f64::INFINITY), None);
        assert_eq!(present(-0.0).map(f64::to_bits), Some(0.0_f64.to_bits()));
        assert_eq!(present(-1.5), Some(-1.5));
    }

    #[test]
    fn dates_by_hand() {
        assert_eq!(days_since_1970(1970, 1), 0);
        assert_eq!(days_since_1970(2000, 4), 11_048);
        assert_eq!(days_since_1970(2025, 10), 20_362);
    }

    #[test]
    fn the_long_table_holds_every_value_once() {
        sample::with(2, 3, |results| {
            let mut out = Vec::new();
            csv(results, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            let mut lines = text.lines();
            assert_eq!(lines.next().unwrap(), COLUMNS.join(","));
            let per_quarter = Indicator::ALL.len()
                + Column::ALL
                    .iter()
                    .map(|column| column.info().dimension.of(&results.subject.economy).len())
                    .sum::<usize>();
            assert_eq!(lines.count(), 2 * 2 * 4 * per_quarter);
            let first = text.lines().nth(1).unwrap();
            assert!(
                first.starts_with("baseline,innovation-drive,0,2025-01-01,Q,real_gdp,,china,,"),
                "{first}"
            );
            assert!(first.ends_with(",CNY_bn_opening_prices"), "{first}");
            assert!(text.contains("innovation-drive,,1,2025-10-01,Q,sector.output,AGR,china,,"));
            assert!(text.contains(",group.income,migrant,china,,"));
            // What does not exist is an empty cell: a flow at the opening, a block that is missing throughout.
            let empty = |id: &str| {
                let rows = text.lines().filter(|l| l.split(',').nth(5) == Some(id));
                rows.filter(|l| l.split(',').nth(9) == Some("")).count()
            };
            assert_eq!(
                [empty("exits"), empty("sentiment"), empty("real_gdp")],
                [4, 16, 0]
            );
            assert!(!text.contains(",-0,") && !text.contains("NaN"));
            let value = first.rsplit(',').nth(1).unwrap().parse::<f64>().unwrap();
            let want = results.ensemble.pairs[0].baseline.value(0, Indicator::REAL_GDP);
            assert_eq!(value.to_bits(), want.to_bits());
        });
    }

    #[test]
    fn the_effect_table_has_a_row_per_indicator_and_quarter() {
        sample::with(2, 5, |results| {
            let mut out = Vec::new();
            effects_csv(results, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            // One block of the sample is missing.
            assert_eq!(text.lines().count(), 1 + 5 * (Indicator::ALL.len() - 1));
            assert!(text.contains("\nreal_gdp,Real GDP,pct,4,2026Q1,"));
        });
    }
}
