//! What a scenario costs by year, on a screen.

use super::{Options, cut, line, mark, pad_left, pad_right};
use crate::numbers::{Minus, plain};
use crate::words::{self, Language, text};
use experiments::cost::{self, Row, YearlyCost};
use experiments::effects::Sign;
use model::economy::Text;
use model::indicators::Indicator;
use study::Results;

/// Widths of the cost table: title, one year.
const COST: [usize; 2] = [41, 12];

/// Programmes with a row of their own; those that move less money are added up.
const OWN_ROW: usize = 8;

/// What the scenario costs by year: the programmes that move most money, then the sums on the budget, outside it, and in all
/// at opening prices; means over pairs.
pub(super) fn cost(out: &mut String, results: &Results, options: Options) {
    let language = options.language;
    let rows = rows(results);
    if rows.is_empty() {
        return;
    }
    // All rows have the same years.
    let years: Vec<&YearlyCost> = results
        .cost
        .chunk_by(|a, b| a.row == b.row)
        .next()
        .unwrap_or(&[])
        .iter()
        .collect();
    let money = words::unit_of_level(Indicator::NOMINAL_GDP, &results.subject.economy.money_unit);
    line(
        out,
        &match language {
            Language::English => format!("cost by year, {}, mean of scenario less baseline", money.en),
            Language::Chinese => format!("各年成本，{}，情景减基准的均值", money.zh),
        },
    );
    let [label, cell] = COST;
    let room = options
        .columns
        .map_or(years.len(), |c| c.saturating_sub(label) / cell);
    for part in (0..years.len()).collect::<Vec<_>>().chunks(room.max(1)) {
        let [mut head, mut below] = [const { String::new() }; 2].map(|_| pad_right("", label));
        for &k in part {
            let year = years[k];
            let from = words::from(results.date(year.first_quarter));
            head.push_str(&pad_left(language.of(&from), cell));
            let short = words::part_year(year.quarters).map_or(String::new(), |t| language.of(&t).to_owned());
            below.push_str(&pad_left(&short, cell));
        }
        line(out, &head);
        if !below.trim().is_empty() {
            line(out, &below);
        }
        for (name, cells) in &rows {
            let mut row = pad_right(&cut(language.of(name), label - 1), label);
            for &k in part {
                row.push_str(&pad_left(&cells[k], cell));
            }
            line(out, &row);
        }
    }
    out.push('\n');
}

fn of(cost: &[YearlyCost], row: Row) -> Vec<&YearlyCost> {
    cost.iter().filter(|c| c.row == row).collect()
}

/// Title and one cell a year.
type Line = (Text, Vec<String>);

/// Programmes, then sums; nothing where levers order nothing, or each sum that comes to nothing in every pair.
fn rows(results: &Results) -> Vec<Line> {
    let all = &results.cost;
    let nominal = |years: &[&YearlyCost]| years.iter().map(|c| money(c.nominal.mean, &c.sign)).collect();
    let mut programmes: Vec<Vec<&YearlyCost>> = all
        .chunk_by(|a, b| a.row == b.row)
        .filter(|years| matches!(years[0].row, Row::Of(p) if Row::Cost.holds(p)))
        .map(|years| years.iter().collect())
        .collect();
    let moved = |years: &[&YearlyCost]| years.iter().map(|c| c.nominal.mean.abs()).sum::<f64>();
    // Largest first; those of the same size in the order of the model.
    programmes.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    let rest = match programmes.len() > OWN_ROW {
        true => programmes.split_off(OWN_ROW - 1),
        false => Vec::new(),
    };
    let mut rows: Vec<Line> = programmes
        .iter()
        .map(|years| (words::cost_title(years[0].row), nominal(years)))
        .collect();
    if let Some(first) = rest.first() {
        let of: Vec<Row> = rest.iter().map(|years| years[0].row).collect();
        let cells = first.iter().map(|year| {
            let (spread, sign) = cost::together(&results.ensemble, &of, year);
            money(spread.mean, &sign)
        });
        let n = rest.len();
        let name = text(format!("{n} smaller programmes"), format!("其余{n}项"));
        rows.push((name, cells.collect()));
    }
    for row in [Row::Budget, Row::OutsideBudget] {
        let years = of(all, row);
        if !years.is_empty() {
            rows.push((words::cost_title(row), nominal(&years)));
        }
    }
    let in_all = of(all, Row::Cost);
    if !in_all.is_empty() {
        let real = in_all.into_iter().map(|c| money(c.real.mean, &c.sign));
        let name = text("Cost in all, at opening prices", "总成本，期初价格");
        rows.push((name, real.collect()));
    }
    rows
}

/// Money that a programme costs is put in more often than not, which needs no mark; nor does what shows as nothing.
fn money(mean: f64, sign: &Sign) -> String {
    let number = plain(mean, 0, Minus::Ascii);
    match sign {
        sign if sign.identical => "=".to_owned(),
        sign if sign.imposed || number == "0" => number,
        sign => format!("{}{number}", mark(sign)),
    }
}
