//! Where the numbers of a new run differ from the long table on the disk. Both tables have one row per number in the
//! same order, so they are read side by side and neither is held in memory.

use crate::long;
use std::fs::File;
use std::io::{self, BufReader, Write};
use study::Results;

/// The long table of a result folder.
#[derive(Debug)]
pub enum Stored {
    /// `results.csv`.
    Csv(File),
    /// `results.parquet`; a build without the feature `parquet` says that it cannot read it.
    Parquet(File),
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Numbers compared.
    pub compared: u64,
    /// Numbers that differ.
    pub differ: u64,
    /// The first of them: of the earliest quarter, and there of the first pair.
    pub first: Option<Difference>,
    /// Row from which the tables do not list the same things, and the numbers are no longer compared.
    pub other_rows: Option<String>,
}

impl Comparison {
    /// Whether the table lists the same things with the same numbers.
    pub const fn same(&self) -> bool {
        self.differ == 0 && self.other_rows.is_none()
    }
}

/// A number that came out differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is a number of, with sector or group.
    pub variable: String,
    /// `baseline` or `scenario`.
    pub side: &'static str,
    /// Number of the pair, from 0.
    pub pair: String,
    /// Quarter, such as 2025Q1.
    pub quarter: String,
    /// On the disk.
    pub stored: String,
    /// In the new run.
    pub found: String,
    date: String,
}

/// Compares a stored table with the results of a new run.
///
/// # Errors
/// The table cannot be read.
pub fn compare(stored: Stored, results: &Results) -> io::Result<Comparison> {
    let rows: Box<dyn Iterator<Item = io::Result<Cells>>> = match stored {
        Stored::Csv(file) => Box::new(csv_rows(BufReader::with_capacity(1 << 16, file))?),
        Stored::Parquet(file) => Box::new(parquet_rows(file)?),
    };
    let mut side_by_side = SideBySide {
        rows,
        line: Vec::new(),
        columns: None,
        outcome: Comparison::default(),
    };
    long::csv(results, &mut side_by_side)?;
    if side_by_side.outcome.other_rows.is_none()
        && let Some(row) = side_by_side.rows.next()
    {
        side_by_side.outcome.other_rows = Some(row?.place());
    }
    Ok(side_by_side.outcome)
}

/// Columns that say what a number is, then the number.
const COLUMNS: [&str; 7] = [
    "scenario",
    "baseline_of",
    "run",
    "date",
    "variable",
    "sector",
    "value",
];

/// One row, in the order of `COLUMNS`.
#[derive(Clone, Debug, PartialEq)]
struct Cells([String; 7]);

impl Cells {
    fn key(&self) -> &[String] {
        &self.0[..6]
    }

    fn side(&self) -> &'static str {
        if self.0[1].is_empty() {
            "scenario"
        } else {
            "baseline"
        }
    }

    fn variable(&self) -> String {
        let [_, _, _, _, variable, sector, _] = &self.0;
        match sector.as_str() {
            "" => variable.clone(),
            sector => format!("{variable} of {sector}"),
        }
    }

    /// Quarter of the first day of it, which is what the table holds.
    fn quarter(&self) -> String {
        let date = &self.0[3];
        let mut parts = date.split('-');
        match (parts.next(), parts.next().and_then(|m| m.parse::<u32>().ok())) {
            (Some(year), Some(month)) => format!("{year}Q{}", month.div_ceil(3)),
            _ => date.clone(),
        }
    }

    fn place(&self) -> String {
        format!(
            "{}, {}, pair {}, {}",
            self.variable(),
            self.side(),
            self.0[2],
            self.quarter()
        )
    }

    /// The bits of the number, so that the same number written in two ways is the same; none for an empty cell.
    fn bits(&self) -> Result<Option<u64>, &str> {
        match self.0[6].as_str() {
            "" => Ok(None),
            text => text.parse::<f64>().map(|x| Some(x.to_bits())).map_err(|_| text),
        }
    }
}

/// Receives the new table as text and holds each line against the next stored row.
struct SideBySide<'a> {
    rows: Box<dyn Iterator<Item = io::Result<Cells>> + 'a>,
    line: Vec<u8>,
    columns: Option<[usize; 7]>,
    outcome: Comparison,
}

impl SideBySide<'_> {
    fn line(&mut self) -> io::Result<()> {
        let record = csv::ReaderBuilder::new()
            .has_headers(false)
            .buffer_capacity(512)
            .from_reader(self.line.as_slice())
            .records()
            .next();
        self.line.clear();
        let Some(record) = record.transpose()? else {
            return Ok(());
        };
        let Some(columns) = self.columns else {
            self.columns = Some(places(&record)?);
            return Ok(());
        };
        if self.outcome.other_rows.is_some() {
            return Ok(());
        }
        let new = cells(&record, &columns);
        match self.rows.next().transpose()? {
            Some(old) if old.key() == new.key() => self.number(&old, &new),
            _ => self.outcome.other_rows = Some(new.place()),
        }
        Ok(())
    }

    fn number(&mut self, old: &Cells, new: &Cells) {
        self.outcome.compared += 1;
        if old.bits() == new.bits() {
            return;
        }
        self.outcome.differ += 1;
        let date = &new.0[3];
        if self.outcome.first.as_ref().is_none_or(|first| *date < first.date) {
            self.outcome.first = Some(Difference {
                variable: new.variable(),
                side: new.side(),
                pair: new.0[2].clone(),
                quarter: new.quarter(),
                stored: old.0[6].clone(),
                found: new.0[6].clone(),
                date: date.clone(),
            });
        }
    }
}

impl Write for SideBySide<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|b| *b == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.line()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the columns stand in a head.
fn places(head: &csv::StringRecord) -> io::Result<[usize; 7]> {
    let mut at = [0; 7];
    for (place, name) in at.iter_mut().zip(COLUMNS) {
        *place = head.iter().position(|cell| cell == name).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("the table has no column `{name}`"),
            )
        })?;
    }
    Ok(at)
}

fn cells(record: &csv::StringRecord, columns: &[usize; 7]) -> Cells {
    Cells(columns.map(|at| record.get(at).unwrap_or_default().to_owned()))
}

fn csv_rows(file: impl io::Read) -> io::Result<impl Iterator<Item = io::Result<Cells>>> {
    let mut reader = csv::Reader::from_reader(file);
    let columns = places(reader.headers()?)?;
    let rows = reader.into_records();
    Ok(rows.map(move |record| Ok(cells(&record?, &columns))))
}

#[cfg(feature = "parquet")]
fn parquet_rows(file: File) -> io::Result<impl Iterator<Item = io::Result<Cells>>> {
    use parquet::file::reader::SerializedFileReader;
    use parquet::record::Field;
    let reader = SerializedFileReader::new(file).map_err(io::Error::other)?;
    Ok(reader.into_iter().map(|row| {
        let row = row.map_err(io::Error::other)?;
        let mut cells = Cells(Default::default());
        for (name, field) in row.get_column_iter() {
            if let Some(at) = COLUMNS.iter().position(|column| column == name) {
                cells.0[at] = match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::Double(value) => value.to_string(),
                    other => other.to_string(),
                };
            }
        }
        Ok(cells)
    }))
}

#[cfg(not(feature = "parquet"))]
fn parquet_rows(_: File) -> io::Result<std::iter::Empty<io::Result<Cells>>> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this program was built without Parquet; build it with its default features, or compare results.csv",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use std::io::{Seek, SeekFrom};

    fn on_disk(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        file
    }

    #[test]
    fn a_table_equals_itself_as_csv_and_as_parquet() {
        sample::with(2, 3, |results| {
            let mut text = Vec::new();
            long::csv(results, &mut text).unwrap();
            let rows = text.iter().filter(|b| **b == b'\n').count() as u64 - 1;
            let same = Comparison {
                compared: rows,
                ..Comparison::default()
            };
            assert_eq!(compare(Stored::Csv(on_disk(&text)), results).unwrap(), same);
            #[cfg(feature = "parquet")]
            {
                let mut bytes = Vec::new();
                long::parquet(results, &mut bytes).unwrap();
                assert_eq!(compare(Stored::Parquet(on_disk(&bytes)), results).unwrap(), same);
            }
        });
    }

    #[cfg(not(feature = "parquet"))]
    #[test]
    fn a_build_without_parquet_says_so_and_what_to_do() {
        sample::with(2, 3, |results| {
            let said = compare(Stored::Parquet(on_disk(b"PAR1")), results)
                .unwrap_err()
                .to_string();
            assert!(
                said.contains("built without Parquet") && said.contains("results.csv"),
                "{said}"
            );
        });
    }

    #[test]
    fn the_first_difference_is_of_the_earliest_quarter() {
        sample::with(2, 3, |results| {
            let mut text = Vec::new();
            long::csv(results, &mut text).unwrap();
            let text = String::from_utf8(text).unwrap();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let mut change = |start: &str, variable: &str| {
                let line = lines
                    .iter_mut()
                    .find(|l| l.starts_with(start) && l.contains(variable));
                let mut cells: Vec<String> = line.as_ref().unwrap().split(',').map(str::to_owned).collect();
                cells[9] = "12.5".into();
                *line.unwrap() = cells.join(",");
            };
            change("baseline,innovation-drive,0,2025-10-01", ",real_gdp,");
            change("innovation-drive,,1,2025-04-01", ",sector.price,");
            let stored = lines.join("\n") + "\n";
            let outcome = compare(Stored::Csv(on_disk(stored.as_bytes())), results).unwrap();
            assert_eq!((outcome.differ, &outcome.other_rows), (2, &None));
            let first = outcome.first.unwrap();
            assert_eq!(
                (first.variable.as_str(), first.side, first.pair.as_str()),
                ("sector.price of AGR", "scenario", "1")
            );
            assert_eq!(
                (first.quarter.as_str(), first.stored.as_str()),
                ("2025Q2", "12.5")
            );

            let short: String = text.lines().take(100).map(|line| format!("{line}\n")).collect();
            let outcome = compare(Stored::Csv(on_disk(short.as_bytes())), results).unwrap();
            assert_eq!(outcome.compared, 99);
            assert!(outcome.other_rows.unwrap().contains("baseline, pair 0"));
            let long = format!("{text}{}\n", text.lines().last().unwrap());
            let outcome = compare(Stored::Csv(on_disk(long.as_bytes())), results).unwrap();
            assert!(outcome.first.is_none() && outcome.other_rows.is_some());
        });
    }
}
