//! Findings as tables.

use super::{Compared, Contrast, Finding, Found, unit, unit_of_contrast};
use crate::stats::{holds, pairs_to_resolve};
use crate::validate::tables::{Cell, Table};

/// Share of the pairs that the two columns beside the median hold, if the pairs are enough; else they hold the range.
const SHOWN: u8 = 80;

/// One row per case and outcome: median, 10 to 90 % of the pairs (the range of all where they are few), mean, standard
/// error, the band and the verdict.
pub fn table(finding: &Finding) -> Table {
    let mut rows = Vec::new();
    let pairs = finding.pairs();
    let [low, high] = match holds(pairs, SHOWN) {
        true => ["p10", "p90"],
        false => ["smallest", "largest"],
    };
    for case in &finding.cases {
        for (outcome, found) in finding.experiment.outcomes.iter().zip(&case.outcomes) {
            let mut row: Vec<Cell> = vec![
                case.preset.into(),
                outcome.title.as_str().into(),
                unit(outcome).into(),
            ];
            row.extend(numbers(found, pairs));
            row.extend([band(outcome.band).into(), verdict(outcome.band, found).into()]);
            rows.push(row);
        }
    }
    for contrast in &finding.experiment.contrasts {
        if let Some(compared) = finding.compare(contrast) {
            rows.push(compared_row(finding, contrast, &compared));
        }
    }
    Table {
        id: &finding.experiment.id,
        title: format!(
            "{}: {} (one agent = {} persons)",
            finding.experiment.id, finding.experiment.title, finding.persons_per_agent
        ),
        columns: vec![
            "case", "outcome", "unit", "median", low, high, "mean", "se", "band", "verdict",
        ],
        rows,
    }
}

fn compared_row(finding: &Finding, contrast: &Contrast, compared: &Compared) -> Vec<Cell> {
    let pairs = finding.pairs();
    let sign = match compared {
        Compared::Difference(_) => " - ",
        Compared::Ratio(_) => " / ",
    };
    let mut row: Vec<Cell> = vec![
        contrast.cases.join(sign).into(),
        contrast.title.as_str().into(),
        unit_of_contrast(contrast, finding.experiment).into(),
    ];
    let verdict = match compared {
        Compared::Difference(found) => {
            row.extend(numbers(found, pairs));
            verdict(contrast.band, found)
        }
        Compared::Ratio(ratio) => {
            row.push(Cell::number(*ratio, 3));
            row.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
            placed(contrast.band, *ratio).to_owned()
        }
    };
    row.extend([band(contrast.band).into(), verdict.into()]);
    row
}

/// `pairs` decides what the columns are; where an outcome has values in fewer pairs than they need, they are empty.
fn numbers(found: &Found, pairs: usize) -> [Cell; 5] {
    let s = &found.spread;
    let (low, high) = match holds(pairs, SHOWN) {
        true => (s.p10, s.p90),
        false => (s.min, s.max),
    };
    [
        Cell::number(s.median, 3),
        Cell::number(low, 3),
        Cell::number(high, 3),
        Cell::number(s.mean, 3),
        Cell::number(s.se, 4),
    ]
}

/// The band as it is printed.
fn band(band: Option<(f64, f64)>) -> String {
    band.map_or(String::new(), |(low, high)| format!("{low} to {high}"))
}

fn placed(band: Option<(f64, f64)>, value: f64) -> &'static str {
    match band {
        Some((low, high)) if (low..=high).contains(&value) => "inside",
        Some(_) => "outside",
        None => "",
    }
}

/// Where the median lies against its band; that the number is imposed; that the sign is not resolved, and how many pairs
/// would do it; how many pairs have no value.
pub fn verdict(band: Option<(f64, f64)>, found: &Found) -> String {
    let mut parts = Vec::new();
    let place = placed(band, found.spread.median);
    if !place.is_empty() {
        parts.push(place.to_owned());
    }
    if found.sign.imposed {
        parts.push("imposed".to_owned());
    }
    if !found.sign.identical && !found.sign.resolved {
        parts.push(match pairs_to_resolve(&found.spread) {
            Some(pairs) => format!("not resolved; {pairs} pairs would"),
            None => "not resolved".to_owned(),
        });
    }
    if found.left_out() > 0 {
        parts.push(format!("{} pairs without a value", found.left_out()));
    }
    parts.join(", ")
}
