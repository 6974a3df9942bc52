//! The table of costs: each programme by year, the sums, and what moves by itself up to the change of the deficit.

use super::markup::{Cell, both, table};
use super::parts::{TYPE, mark};
use crate::numbers::{decimals, plain};
use crate::study::Results;
use crate::words::{self, text};
use experiments::cost::{Row, YearlyCost};
use experiments::effects::Sign;
use model::books::programmes::{Nature, Payer};
use model::economy::Text;
use model::indicators::Indicator;

/// Money of each programme by year; empty rows and blocks are left out.
pub(super) fn cost(results: &Results) -> String {
    let head = head(results);
    let mut rows = Rows {
        cost: &results.cost,
        columns: head.len(),
        out: Vec::new(),
    };
    rows.block(text("On the budget", "财政"), &|row| {
        ordered(row, Payer::Budget)
    });
    rows.sum(Row::Budget);
    rows.block(
        text(
            "Outside the budget: central bank, bank, firms on the state’s behalf",
            "财政外：央行、银行、代政府支出的企业",
        ),
        &|row| ordered(row, Payer::OutsideBudget),
    );
    rows.sum(Row::OutsideBudget);
    rows.sum(Row::Cost);
    rows.real();
    rows.block(
        text("Private partners, not in the cost", "社会资本，不计入成本"),
        &|row| ordered(row, Payer::Partners),
    );
    rows.block(
        text("What the budget takes in and pays by itself", "财政的自动变动"),
        &|row| matches!(row, Row::Of(p) if p.info().nature != Nature::Ordered),
    );
    rows.sum(Row::Deficit);
    table(&text("Cost by year", "各年成本"), "plain", vec![head], rows.out)
}

fn ordered(row: Row, payer: Payer) -> bool {
    matches!(row, Row::Of(p) if p.info().nature == Nature::Ordered && p.info().payer == payer)
}

/// Unit and years.
fn head(results: &Results) -> Vec<Cell> {
    let money = words::unit_of_level(Indicator::NominalGdp, &results.study.economy.money_unit);
    let mut head = vec![Cell::head_left(&money)];
    let one_row = results.cost.first().map(|c| c.row);
    let years = results.cost.iter().filter(|c| Some(c.row) == one_row);
    head.extend(years.map(|c| {
        let date = words::date(results.date(c.first_quarter));
        let from = both(&text(format!("from {}", date.en), format!("自{}起", date.zh)));
        let year = match words::part_year(c.quarters) {
            None => text(format!("year {}", c.year), format!("第{}年", c.year)),
            Some(short) => text(
                format!("year {}, {}", c.year, short.en),
                format!("第{}年，{}", c.year, short.zh),
            ),
        };
        Cell::markup(format!("{}<small>{from}</small>", both(&year))).heads()
    }));
    head
}

/// Rows as they are put together.
struct Rows<'a> {
    cost: &'a [YearlyCost],
    columns: usize,
    out: Vec<Vec<Cell>>,
}

impl Rows<'_> {
    /// A heading and its rows, if there are any.
    fn block(&mut self, name: Text, which: &dyn Fn(Row) -> bool) {
        let found: Vec<&YearlyCost> = self.cost.iter().filter(|c| which(c.row)).collect();
        if !found.is_empty() {
            self.out.push(vec![Cell::text(&name).group(self.columns)]);
        }
        for years in found.chunk_by(|a, b| a.row == b.row) {
            let mut row = vec![Cell::row(&words::cost_title(years[0].row))];
            row.extend(years.iter().map(|c| money(c.nominal.mean, &c.sign)));
            self.out.push(row);
        }
    }
    fn sum(&mut self, row: Row) {
        self.total(words::cost_title(row), row, |c| c.nominal.mean);
    }
    fn real(&mut self) {
        let name = text("Cost in all, at opening prices", "总成本，期初价格");
        self.total(name, Row::Cost, |c| c.real.mean);
    }
    fn total(&mut self, name: Text, row: Row, of: fn(&YearlyCost) -> f64) {
        let years = self.cost.iter().filter(|c| c.row == row);
        let mut cells = vec![Cell::row(&name)];
        cells.extend(years.map(|c| money(of(c), &c.sign)));
        if cells.len() > 1 {
            self.out.push(cells.into_iter().map(Cell::total).collect());
        }
    }
}

/// Money that a programme costs is put in more often than not, which needs no mark.
fn money(mean: f64, sign: &Sign) -> Cell {
    let mark = if sign.imposed { "" } else { mark(sign) };
    let digits = decimals(mean).min(1);
    Cell::markup(format!("{}{mark}", plain(mean, digits, TYPE))).class("n")
}
