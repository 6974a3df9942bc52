//! Small pieces of markup: texts in two languages and tables that scroll inside their own box.

use crate::svg::escape;
use crate::words::Language;
use model::economy::Text;
use std::fmt::Write;

/// A text in both languages; the style sheet shows one of them. One span if they are equal.
pub(super) fn both(text: &Text) -> String {
    let zh = Language::Chinese.of(text);
    if text.en == zh {
        return escape(&text.en);
    }
    format!(
        "<span lang=\"en\">{}</span><span lang=\"zh-CN\">{}</span>",
        escape(&text.en),
        escape(zh)
    )
}

/// A path or id, which may break after its dots and underscores.
pub(super) fn path(path: &str) -> String {
    let path = escape(path).replace('.', ".<wbr>").replace('_', "_<wbr>");
    format!("<small><code>{path}</code></small>")
}

/// One cell of a table.
pub(super) struct Cell {
    markup: String,
    class: &'static str,
    scope: Option<&'static str>,
    span: usize,
}

impl Cell {
    /// A number, or any text set like one.
    pub fn number(text: impl AsRef<str>) -> Self {
        Self {
            markup: escape(text.as_ref()),
            class: "n",
            scope: None,
            span: 1,
        }
    }
    /// Finished markup.
    pub fn markup(markup: impl Into<String>) -> Self {
        Self {
            markup: markup.into(),
            class: "",
            scope: None,
            span: 1,
        }
    }
    /// Text in both languages.
    pub fn text(text: &Text) -> Self {
        Self::markup(both(text))
    }
    /// Heads a column of numbers.
    pub fn head(text: &Text) -> Self {
        Self::text(text).heads()
    }
    /// Makes the cell head a column of numbers.
    pub fn heads(self) -> Self {
        Self {
            scope: Some("col"),
            class: "n",
            ..self
        }
    }
    /// Makes the cell head a row.
    pub fn heads_row(self) -> Self {
        Self {
            scope: Some("row"),
            ..self
        }
    }
    /// Heads a column of texts.
    pub fn head_left(text: &Text) -> Self {
        Self {
            scope: Some("col"),
            ..Self::text(text)
        }
    }
    /// Heads a row.
    pub fn row(text: &Text) -> Self {
        Self::text(text).heads_row()
    }
    /// Heads several columns.
    pub fn over(self, span: usize) -> Self {
        Self {
            span,
            class: "c",
            scope: Some("colgroup"),
            ..self
        }
    }
    /// Heads the rows below it, across all columns.
    pub fn group(self, columns: usize) -> Self {
        Self {
            span: columns,
            class: "group",
            scope: Some("rowgroup"),
            ..self
        }
    }
    /// Sets the cell apart as part of a row of totals.
    pub fn total(self) -> Self {
        let class = match self.class {
            "" => "total",
            "n sum" => "n sum total",
            "n zero" => "n zero total",
            _ => "n total",
        };
        Self { class, ..self }
    }
    /// Sets the class.
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    fn write(&self, out: &mut String) {
        let tag = if self.scope.is_some() { "th" } else { "td" };
        let _ = write!(out, "<{tag}");
        if let Some(scope) = self.scope {
            let _ = write!(out, " scope=\"{scope}\"");
        }
        if self.span > 1 {
            let _ = write!(out, " colspan=\"{}\"", self.span);
        }
        if !self.class.is_empty() {
            let _ = write!(out, " class=\"{}\"", self.class);
        }
        let _ = write!(out, ">{}</{tag}>", self.markup);
    }
}

/// A table inside a box that scrolls sideways. `name` tells readers of a screen reader what it is.
pub(super) fn table(name: &Text, class: &str, head: Vec<Vec<Cell>>, rows: Vec<Vec<Cell>>) -> String {
    let mut out = String::new();
    let label = escape(&format!("{} / {}", name.en, name.zh));
    let _ = write!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table class=\"{class}\"><thead>"
    );
    let write = |rows: Vec<Vec<Cell>>, out: &mut String| {
        for row in rows {
            out.push_str("<tr>");
            row.iter().for_each(|cell| cell.write(out));
            out.push_str("</tr>");
        }
    };
    write(head, &mut out);
    out.push_str("</thead><tbody>");
    write(rows, &mut out);
    out.push_str("</tbody></table></div>");
    out
}
