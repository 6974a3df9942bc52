//! Where a result comes from: levers pulled, assumptions that decide, parameters with their sources.

use super::markup::{Cell, both, path, table};
use crate::svg::escape;
use crate::words::{self, text};
use model::economy::{Basis, Text};
use study::Results;

/// Levers that differ.
pub(super) fn levers(results: &Results) -> Option<String> {
    if results.subject.levers.is_empty() {
        return None;
    }
    let head = vec![
        Cell::head_left(&text("Lever", "政策杠杆")),
        Cell::head_left(&text("value", "取值")),
        Cell::head_left(&text("from", "起始季度")),
        Cell::head_left(&text("source", "来源")),
    ];
    let rows = results.subject.levers.iter().map(|pulled| {
        let (title, source) = (pulled.lever.title, pulled.lever.source);
        let source = format!("{}; {}", source.document, source.size);
        vec![
            Cell::markup(both(&text(title.en, title.zh)) + &path(&pulled.path)).class("name"),
            Cell::text(&words::values(pulled)).class("v"),
            Cell::text(&words::when(pulled)).class("v"),
            Cell::markup(escape(&source)).class("long"),
        ]
    });
    Some(table(
        &text("Levers", "政策杠杆"),
        "plain",
        vec![head],
        rows.collect(),
    ))
}

/// Assumptions that decide the effects.
pub(super) fn decided_by(results: &Results) -> Option<String> {
    let decided_by = &results.subject.decided_by;
    if decided_by.is_empty() {
        return None;
    }
    let head = vec![
        Cell::head_left(&text("Assumption", "假设")),
        Cell::head_left(&text("value used", "所用取值")),
        Cell::head_left(&text("admitted", "允许范围")),
        Cell::head_left(&text("basis", "依据")),
    ];
    let rows = decided_by.iter().map(|a| {
        let n = |x: f64| escape(&format!("{x}").replace('-', "\u{2212}"));
        let (low, high) = a.range;
        vec![
            Cell::markup(both(&a.title) + &path(&a.path)).class("name"),
            Cell::markup(n(a.value)).class("v"),
            Cell::markup(format!("{} … {}", n(low), n(high))).class("v"),
            match a.basis.map(basis) {
                Some((words, class)) => Cell::text(&words).class(class),
                None => Cell::text(&text("lever", "政策杠杆")).class("w"),
            },
        ]
    });
    Some(table(
        &text("What decides", "起决定作用的假设"),
        "plain",
        vec![head],
        rows.collect(),
    ))
}

/// Parameters with provenance.
pub(super) fn parameters(results: &Results) -> String {
    let head = [
        "Parameter|参数",
        "value|取值",
        "unit|单位",
        "range|范围",
        "basis|依据",
        "source|来源",
    ]
    .map(|h| {
        h.split_once('|')
            .map_or_else(Text::default, |(en, zh)| text(en, zh))
    });
    let rows = results.subject.economy.parameters.iter().map(|(id, p)| {
        let n = |x: f64| escape(&format!("{x}").replace('-', "\u{2212}"));
        let note = match p.note.as_str() {
            "" => String::new(),
            note => format!("<small>{}</small>", escape(note)),
        };
        let name = escape(&p.title) + &path(id);
        let (basis, class) = basis(p.basis);
        vec![
            Cell::markup(name).class("name"),
            Cell::markup(n(p.value)).class("n"),
            Cell::markup(escape(&p.unit)).class("soft"),
            Cell::markup(format!("{} … {}", n(p.range.0), n(p.range.1))).class("w"),
            Cell::text(&basis).class(class),
            Cell::markup(format!("{}{note}", escape(&p.source))).class("long"),
        ]
    });
    let head = head
        .iter()
        .enumerate()
        .map(|(i, name)| {
            if i == 1 {
                Cell::head(name)
            } else {
                Cell::head_left(name)
            }
        })
        .collect();
    table(&text("Parameters", "参数"), "plain", vec![head], rows.collect())
}

fn basis(basis: Basis) -> (Text, &'static str) {
    let class = match basis {
        Basis::Assumed => "w open",
        Basis::Data | Basis::Literature | Basis::Calibrated => "w",
    };
    (words::basis(basis), class)
}
