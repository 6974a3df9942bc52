//! Rows and columns as a table for people, as JSON or as CSV.

use crate::args::Format;
use crate::print;
pub use report::words::width;
use serde_json::{Map, Value, json};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A count, or the number of a quarter.
    Whole(usize),
    /// Yes or no.
    Truth(bool),
    /// Nothing.
    None,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Whole(number)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Cell::Truth(truth)
    }
}

impl Cell {
    /// A number that may not exist.
    pub fn if_finite(number: f64) -> Self {
        match number.is_finite() {
            // Zero has no sign.
            true => Cell::Number(number + 0.0),
            false => Cell::None,
        }
    }

    /// For people: numbers with at most seven digits.
    fn short(&self) -> String {
        match self {
            Cell::Number(number) => {
                let rounded: f64 = format!("{number:.6e}").parse().unwrap_or(*number);
                rounded.to_string()
            }
            other => other.plain(),
        }
    }

    fn plain(&self) -> String {
        match self {
            Cell::Text(text) => engine::text::shortened(text, usize::MAX),
            Cell::Number(number) => number.to_string(),
            Cell::Whole(number) => number.to_string(),
            Cell::Truth(truth) => truth.to_string(),
            Cell::None => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Cell::Text(text) => json!(text),
            Cell::Number(number) => json!(number),
            Cell::Whole(number) => json!(number),
            Cell::Truth(truth) => json!(truth),
            Cell::None => Value::Null,
        }
    }
}

/// Rows under named columns.
#[derive(Clone, Debug)]
pub struct Grid {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    /// Titles that people see above a row, with its place.
    titles: Vec<(usize, String)>,
}

impl Grid {
    /// An empty grid.
    pub fn new(columns: &[&'static str]) -> Self {
        Self {
            columns: columns.to_vec(),
            rows: Vec::new(),
            titles: Vec::new(),
        }
    }

    /// Begins a group of rows with a title of its own. Programs read the group from a column.
    pub fn title(&mut self, title: impl Into<String>) {
        self.titles.push((self.rows.len(), title.into()));
    }

    /// The same rows with only the named columns.
    pub fn only(&self, columns: &[&'static str]) -> Self {
        let at: Vec<usize> = columns
            .iter()
            .filter_map(|c| self.columns.iter().position(|own| own == c))
            .collect();
        let rows = self
            .rows
            .iter()
            .map(|r| at.iter().map(|i| r[*i].clone()).collect())
            .collect();
        Self {
            columns: at.iter().map(|i| self.columns[*i]).collect(),
            rows,
            titles: self.titles.clone(),
        }
    }

    /// Adds a row; missing cells are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = cells.into_iter().collect();
        row.resize(self.columns.len(), Cell::None);
        self.rows.push(row);
    }

    /// The grid as text that ends with a line break.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Table => self.table(print::columns()),
            Format::Json => pretty(&Value::Array(self.rows.iter().map(|r| self.object(r)).collect())),
            Format::Csv => self.csv(),
        }
    }

    /// The rows as JSON objects.
    pub fn json(&self) -> Value {
        Value::Array(self.rows.iter().map(|r| self.object(r)).collect())
    }

    fn object(&self, row: &[Cell]) -> Value {
        let pairs = self
            .columns
            .iter()
            .zip(row)
            .map(|(c, cell)| ((*c).to_owned(), cell.json()));
        Value::Object(pairs.collect::<Map<String, Value>>())
    }

    fn csv(&self) -> String {
        // Writing into memory cannot fail, and all cells are text.
        let mut writer = csv::Writer::from_writer(Vec::new());
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(Cell::plain));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// For people, in lines of at most `limit` columns if texts can be broken into them. Columns of numbers stand right.
    fn table(&self, limit: Option<usize>) -> String {
        let head: Vec<String> = self.columns.iter().map(|c| c.replace('_', " ")).collect();
        let body: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|r| r.iter().map(Cell::short).collect())
            .collect();
        let column = |i: usize| body.iter().map(move |r| r[i].as_str());
        let right: Vec<bool> = (0..head.len())
            .map(|i| column(i).any(is_number) && column(i).all(|c| c.is_empty() || is_number(c)))
            .collect();
        let widths = self.widths(&head, &body, limit);
        let line = |cells: &[String]| {
            let broken: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(c, &w)| lines(c, w)).collect();
            let height = broken.iter().map(Vec::len).max().unwrap_or(0);
            let mut out = String::new();
            for at in 0..height {
                let padded: Vec<String> = (0..cells.len())
                    .map(|i| {
                        let text = broken[i].get(at).map_or("", String::as_str);
                        let blanks = " ".repeat(widths[i].saturating_sub(width(text)));
                        if right[i] {
                            blanks + text
                        } else {
                            format!("{text}{blanks}")
                        }
                    })
                    .collect();
                out.push_str(padded.join("  ").trim_end());
                out.push('\n');
            }
            out
        };
        let rule: Vec<String> = widths.iter().map(|w| "-".repeat(*w)).collect();
        let mut out = line(&head) + &line(&rule);
        for (i, row) in body.iter().enumerate() {
            for (_, title) in self.titles.iter().filter(|(at, _)| *at == i) {
                out.push_str(&format!("\n{title}\n"));
            }
            out.push_str(&line(row));
        }
        out
    }

    /// Widths of the columns: what they need, less what the widest ones must give up to fit into `limit`.
    fn widths(&self, head: &[String], body: &[Vec<String>], limit: Option<usize>) -> Vec<usize> {
        let need = |i: usize, of: fn(&str) -> usize| {
            body.iter()
                .map(|r| of(&r[i]))
                .chain([of(&head[i])])
                .max()
                .unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..head.len()).map(|i| need(i, width)).collect();
        let least: Vec<usize> = (0..head.len()).map(|i| need(i, longest_word)).collect();
        let room = limit.map_or(usize::MAX, |l| l.saturating_sub(2 * head.len().saturating_sub(1)));
        while widths.iter().sum::<usize>() > room {
            let can = (0..widths.len()).filter(|&i| widths[i] > least[i]);
            let Some(widest) = can.max_by_key(|&i| widths[i]) else {
                break;
            };
            widths[widest] -= 1;
        }
        widths
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// A text in lines of at most `limit` columns, broken at blanks.
fn lines(text: &str, limit: usize) -> Vec<String> {
    wrap(text, limit, "").split('\n').map(str::to_owned).collect()
}

/// Columns of a card, also where a terminal has more: long lines read badly.
const CARD: usize = 98;

/// Names and values of one thing.
#[derive(Clone, Debug, Default)]
pub struct Card(Vec<(&'static str, Cell)>);

impl Card {
    /// Adds a line; empty text is left out.
    pub fn line(&mut self, name: &'static str, value: impl Into<Cell>) {
        let value = value.into();
        if value != Cell::Text(String::new()) && value != Cell::None {
            self.0.push((name, value));
        }
    }

    /// The card as text that ends with a line break.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Json => pretty(&self.json()),
            Format::Csv => {
                let mut grid = Grid::new(&["name", "value"]);
                for (name, value) in &self.0 {
                    grid.row([(*name).into(), value.clone()]);
                }
                grid.render(Format::Csv)
            }
            Format::Table => {
                let names: Vec<String> = self.0.iter().map(|(n, _)| n.replace('_', " ")).collect();
                let wide = names.iter().map(|n| width(n)).max().unwrap_or(0);
                let columns = print::columns().unwrap_or(CARD).min(CARD);
                let mut out = String::new();
                for (name, (_, value)) in names.iter().zip(&self.0) {
                    let indent = " ".repeat(wide + 2);
                    let text = wrap(&value.short(), columns.saturating_sub(wide + 2), &indent);
                    out.push_str(&format!("{name}{}  {text}\n", " ".repeat(wide - width(name))));
                }
                out
            }
        }
    }

    /// The card as a JSON object.
    pub fn json(&self) -> Value {
        Value::Object(self.0.iter().map(|(n, v)| ((*n).to_owned(), v.json())).collect())
    }
}

/// JSON for people and programs, ending with a line break. Characters that command or mislead a terminal are written by
/// their numbers, which programs read as the characters themselves.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    for c in format!("{value:#}\n").chars() {
        // None of them is outside the basic plane, so four digits are enough.
        match engine::text::is_forbidden(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// Breaks a text at blanks so that no line is wider than `limit`.
fn wrap(text: &str, limit: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        if used > 0 && used + 1 + width(word) > limit {
            out.push('\n');
            out.push_str(indent);
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_with_chinese_text() {
        let mut grid = Grid::new(&["id", "title"]);
        grid.row(["a".into(), "政府购买".into()]);
        grid.row(["bb".into(), Cell::Number(0.5)]);
        assert_eq!(Cell::Number(39.90000000000008).short(), "39.9");
        assert_eq!(
            grid.only(&["title"]).render(Format::Csv),
            "title\n政府购买\n0.5\n"
        );
        assert_eq!(
            grid.render(Format::Table),
            "id  title\n--  --------\na   政府购买\nbb  0.5\n"
        );
        assert_eq!(grid.render(Format::Csv), "id,title\na,政府购买\nbb,0.5\n");
        assert_eq!(grid.json()[1]["title"], 0.5);
    }

    #[test]
    fn narrow_terminals_break_the_widest_texts_and_numbers_stand_right() {
        let mut grid = Grid::new(&["id", "title", "value"]);
        grid.row([
            "a.b".into(),
            "a long title of five words".into(),
            Cell::Number(0.25),
        ]);
        grid.row(["cc".into(), "short".into(), Cell::Number(10.0)]);
        grid.row(["d".into(), "none".into(), Cell::None]);
        let narrow = grid.table(Some(24));
        assert_eq!(
            narrow,
            "id   title         value\n\
             ---  ------------  -----\n\
             a.b  a long title   0.25\n     of five\n     words\n\
             cc   short            10\n\
             d    none\n"
        );
        assert!(grid.table(None).lines().all(|l| width(l) <= 38));
        assert_eq!(grid.table(None).lines().count(), 5);
        // Words are not broken, so a very narrow table stays wider than asked for.
        assert!(grid.table(Some(5)).contains("title"));
    }

    #[test]
    fn titles_stand_above_their_group_and_only_for_people() {
        let mut grid = Grid::new(&["group", "id"]);
        grid.title("First");
        grid.row(["one".into(), "a".into()]);
        grid.title("Second");
        grid.row(["two".into(), "b".into()]);
        assert_eq!(
            grid.only(&["id"]).render(Format::Table),
            "id\n--\n\nFirst\na\n\nSecond\nb\n"
        );
        assert_eq!(grid.render(Format::Csv), "group,id\none,a\ntwo,b\n");
    }

    #[test]
    fn a_foreign_name_neither_commands_the_terminal_nor_makes_lines_of_its_own() {
        let name = "\u{1b}[31mX\u{202e}\nsame files  yes\u{9b}";
        let mut grid = Grid::new(&["file", "is"]);
        grid.row([name.into(), "extra".into()]);
        let mut card = Card::default();
        card.line("file", name);
        for format in [Format::Table, Format::Csv] {
            for text in [grid.render(format), card.render(format)] {
                assert_eq!(engine::text::forbidden(&text), None);
                assert!(!text.contains("\nsame"), "{text}");
            }
        }
        let text = pretty(&card.json());
        assert_eq!(engine::text::forbidden(&text), None);
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["file"], name);
    }

    #[test]
    fn csv_quotes_what_needs_it() {
        let mut grid = Grid::new(&["x"]);
        grid.row(["a,\"b\"".into()]);
        assert_eq!(grid.render(Format::Csv), "x\n\"a,\"\"b\"\"\"\n");
    }
}
