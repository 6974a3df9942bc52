//! The long table as Parquet, written column by column without Arrow.

use crate::long::{self, Names, Row};
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;
use study::Results;

/// Rows per row group; bounds the memory of the writer.
const GROUP_ROWS: usize = 262_144;

const SCHEMA: &str = "message results {
    required binary scenario (STRING);
    optional binary baseline_of (STRING);
    required int32 run (INTEGER(32,false));
    required int32 date (DATE);
    required binary freq (STRING);
    required binary variable (STRING);
    optional binary sector (STRING);
    optional binary region (STRING);
    optional binary counterpart (STRING);
    optional double value;
    required binary unit (STRING);
}";

/// Writes the whole table.
pub(crate) fn write(results: &Results, out: impl Write + Send) -> io::Result<()> {
    write_all(results, out).map_err(io::Error::other)
}

fn write_all(results: &Results, out: impl Write + Send) -> Result<(), ParquetError> {
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("shapan {}", results.subject.engine_version))
        .build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let texts = Texts::of(&Names::of(results));
    let mut rows = Vec::new();
    long::for_each(results, |row| {
        rows.push(row);
        if rows.len() == GROUP_ROWS {
            group(&mut file, &texts, &rows)?;
            rows.clear();
        }
        Ok::<(), ParquetError>(())
    })?;
    if !rows.is_empty() {
        group(&mut file, &texts, &rows)?;
    }
    file.close()?;
    Ok(())
}

/// The names as byte arrays that share their memory when copied.
struct Texts {
    scenario: Vec<ByteArray>,
    baseline_of: Vec<Option<ByteArray>>,
    dates: Vec<i32>,
    variables: Vec<ByteArray>,
    units: Vec<ByteArray>,
    parts: Vec<ByteArray>,
    region: ByteArray,
    freq: ByteArray,
}

impl Texts {
    fn of(names: &Names) -> Self {
        let bytes = |text: &String| ByteArray::from(text.as_bytes().to_vec());
        Self {
            scenario: names.scenario.iter().map(bytes).collect(),
            baseline_of: names
                .baseline_of
                .iter()
                .map(|name| name.as_ref().map(bytes))
                .collect(),
            dates: names.dates.iter().map(|d| d.1).collect(),
            variables: names.variables.iter().map(|v| bytes(&v.0)).collect(),
            units: names.variables.iter().map(|v| bytes(&v.1)).collect(),
            parts: names.parts.iter().map(bytes).collect(),
            region: bytes(&names.region),
            freq: ByteArray::from("Q"),
        }
    }
}

fn group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    texts: &Texts,
    rows: &[Row],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    let side = |row: &Row| row.side as usize;
    let required = |f: &dyn Fn(&Row) -> ByteArray| Column::Text(rows.iter().map(|r| Some(f(r))).collect());
    let columns = [
        required(&|r| texts.scenario[side(r)].clone()),
        Column::Text(rows.iter().map(|r| texts.baseline_of[side(r)].clone()).collect()),
        Column::Int(rows.iter().map(|r| r.run as i32).collect()),
        Column::Int(rows.iter().map(|r| texts.dates[r.quarter]).collect()),
        required(&|_| texts.freq.clone()),
        required(&|r| texts.variables[r.variable].clone()),
        Column::Text(
            rows.iter()
                .map(|r| r.part.and_then(|p| texts.parts.get(p)).cloned())
                .collect(),
        ),
        required(&|_| texts.region.clone()),
        Column::Text(vec![None; rows.len()]),
        Column::Double(rows.iter().map(|r| long::present(r.value)).collect()),
        required(&|r| texts.units[r.variable].clone()),
    ];
    for column in columns {
        column.write(&mut group)?;
    }
    group.close()?;
    Ok(())
}

/// Values of one column of a row group.
enum Column {
    Text(Vec<Option<ByteArray>>),
    Int(Vec<i32>),
    Double(Vec<Option<f64>>),
}

impl Column {
    fn write<W: Write + Send>(self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
        let Some(mut writer) = group.next_column()? else {
            return Err(ParquetError::General(
                "the schema has fewer columns than the table".into(),
            ));
        };
        match (self, writer.untyped()) {
            (Column::Text(values), ColumnWriter::ByteArrayColumnWriter(w)) => {
                // Definition levels say which rows have a value; the writer ignores them in required columns.
                let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
                let present: Vec<ByteArray> = values.into_iter().flatten().collect();
                let optional = w.get_descriptor().max_def_level() > 0;
                w.write_batch(&present, optional.then_some(levels.as_slice()), None)?;
            }
            (Column::Int(values), ColumnWriter::Int32ColumnWriter(w)) => {
                w.write_batch(&values, None, None)?;
            }
            (Column::Double(values), ColumnWriter::DoubleColumnWriter(w)) => {
                let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
                let present: Vec<f64> = values.into_iter().flatten().collect();
                w.write_batch(&present, Some(&levels), None)?;
            }
            _ => {
                return Err(ParquetError::General(
                    "a column does not have the type of the schema".into(),
                ));
            }
        }
        writer.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    #[test]
    fn what_is_written_can_be_read_back() {
        sample::with(2, 3, |results| {
            let mut out = Vec::new();
            write(results, &mut out).unwrap();
            let reader = SerializedFileReader::new(bytes_of(out)).unwrap();
            let mut rows = Vec::new();
            long::for_each(results, |row| {
                rows.push(row);
                Ok::<(), ()>(())
            })
            .unwrap();
            let names = Names::of(results);
            let read: Vec<_> = reader.get_row_iter(None).unwrap().map(|r| r.unwrap()).collect();
            assert_eq!(read.len(), rows.len());
            for (got, want) in read.iter().zip(&rows) {
                let fields: Vec<&Field> = got.get_column_iter().map(|(_, f)| f).collect();
                let same = |x: &Field, y: f64| match long::present(y) {
                    Some(y) => matches!(x, Field::Double(v) if v.to_bits() == y.to_bits()),
                    None => x == &Field::Null,
                };
                assert!(same(fields[9], want.value));
                assert_eq!(fields[2], &Field::UInt(want.run));
                assert_eq!(fields[3], &Field::Date(names.dates[want.quarter].1));
                assert_eq!(fields[5], &Field::Str(names.variables[want.variable].0.clone()));
                assert_eq!(fields[6] == &Field::Null, want.part.is_none());
            }
            let columns = reader.metadata().file_metadata().schema_descr();
            let written: Vec<&str> = columns.columns().iter().map(|c| c.name()).collect();
            assert_eq!(written, long::COLUMNS);
        });
    }

    fn bytes_of(data: Vec<u8>) -> std::fs::File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&data).unwrap();
        file
    }
}
