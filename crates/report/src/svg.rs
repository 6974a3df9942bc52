//! Fan charts as SVG: for the report (inline, both languages) or alone as a picture. Colours are attributes, so
//! a chart looks the same wherever it is pasted and under any content policy. Line styles and end labels carry
//! what colours say, for readers who do not see them.

mod axis;
mod fans;
mod rows;
mod settling;

pub use fans::{effect, effect_fan, level_fan};
pub use rows::{experiment, outcome_title};
pub use settling::convergence;

use crate::numbers::{Minus, decimals, plain, signed};
use crate::words::{self, Language, notice, text};
use axis::Axis;
use engine::time::Quarter;
use experiments::stats::{Spread, holds};
use model::economy::Text;
use std::fmt::Write;

const SCENARIO: &str = "#0b5c8e";
const BASELINE: &str = "#6b6f72";
const INK: &str = "#1d2427";
const MUTED: &str = "#596368";
const GRID: &str = "#e4e8e8";
const ZERO: &str = "#7d8588";
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC', \
                    'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Solid and coloured.
    Scenario,
    /// Dashed and grey.
    Baseline,
}

impl Style {
    const fn colour(self) -> &'static str {
        match self {
            Style::Scenario => SCENARIO,
            Style::Baseline => BASELINE,
        }
    }
}

/// A median with bands.
#[derive(Clone, Debug)]
pub struct Line {
    /// Name in the legend.
    pub name: Text,
    /// How it is drawn.
    pub style: Style,
    /// One summary per date; a missing number leaves a gap.
    pub points: Vec<Spread>,
    /// Central bands to draw, in per cent, widest first; the range of all stands for the widest where pairs are few.
    pub bands: &'static [u8],
    /// Where the median is drawn solid; elsewhere it is dotted. Empty: solid everywhere.
    pub firm: Vec<bool>,
}

/// A fan chart.
#[derive(Clone, Debug)]
pub struct Fan {
    /// Unique in the page; prefix of the ids inside.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Unit of the vertical axis.
    pub unit: Text,
    /// What the picture shows, for readers who do not see it.
    pub description: Text,
    /// Horizontal axis.
    pub dates: Vec<Quarter>,
    /// Lines, drawn in order.
    pub lines: Vec<Line>,
    /// Draws zero as a line and writes the last median at the right end.
    pub effect: bool,
}

/// Where a chart will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a page that shows the title and hides one language by its `lang` attribute.
    Inline,
    /// As a file or picture of its own, with title, legend and the standing notice.
    Alone(Language),
}

/// Draws a fan chart.
pub fn fan(chart: &Fan, place: Place) -> String {
    let frame = Frame::of(chart, place);
    let mut out = String::with_capacity(8 * 1024);
    let (w, h) = (frame.width, frame.height);
    let id = &chart.id;
    let size = match place {
        Place::Inline => String::new(),
        Place::Alone(_) => format!(" xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\""),
    };
    let (name, description) = match place {
        Place::Inline => (
            format!("{} / {}", chart.title.en, chart.title.zh),
            format!("{} {}", chart.description.en, chart.description.zh),
        ),
        Place::Alone(l) => (l.of(&chart.title).to_owned(), l.of(&chart.description).to_owned()),
    };
    let _ = write!(
        out,
        "<svg{size} viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
         font-family=\"{FONT}\" font-size=\"{}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        frame.font,
        escape(&name),
        escape(&description)
    );
    if let Place::Alone(language) = place {
        let _ = write!(out, "<rect width=\"{w}\" height=\"{h}\" fill=\"#ffffff\"/>");
        head(&mut out, chart, &frame, language);
    }
    grid(&mut out, chart, &frame, place);
    for line in &chart.lines {
        bands(&mut out, line, &frame);
    }
    for line in &chart.lines {
        median(&mut out, line, &frame);
    }
    if chart.effect {
        end_label(&mut out, chart, &frame);
    }
    out.push_str("</svg>");
    out
}

/// Sizes and scales of one chart.
struct Frame {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    font: f64,
    axis: Axis,
    steps: f64,
}

impl Frame {
    fn of(chart: &Fan, place: Place) -> Self {
        let ends = chart.lines.iter().flat_map(|line| {
            line.points.iter().flat_map(|p| {
                let widest = line.bands.first().map_or((p.median, p.median), |&b| p.band(b));
                [p.median, widest.0, widest.1]
            })
        });
        let zero = chart.effect.then_some(0.0);
        let axis = Axis::of(ends.chain(zero));
        let steps = (chart.dates.len().max(2) - 1) as f64;
        let end = if chart.effect { 1.0 } else { 0.0 };
        match place {
            Place::Inline => Self {
                width: 380.0,
                height: 224.0,
                left: 44.0,
                right: 380.0 - 8.0 - 38.0 * end,
                top: 30.0,
                bottom: 224.0 - 24.0,
                font: 11.0,
                axis,
                steps,
            },
            Place::Alone(_) => Self {
                width: 760.0,
                height: 420.0,
                left: 58.0,
                right: 760.0 - 24.0 - 44.0 * end,
                top: 92.0,
                bottom: 420.0 - 62.0,
                font: 13.0,
                axis,
                steps,
            },
        }
    }
    fn x(&self, i: usize) -> f64 {
        self.left + (self.right - self.left) * i as f64 / self.steps
    }
    fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * self.axis.share(value)
    }
}

/// Title, legend and notice of a chart that stands alone.
fn head(out: &mut String, chart: &Fan, frame: &Frame, language: Language) {
    let _ = write!(
        out,
        "<text x=\"20\" y=\"32\" font-size=\"18\" font-weight=\"600\" fill=\"{INK}\">{}</text>",
        escape(language.of(&chart.title))
    );
    let mut x = 20.0;
    for line in &chart.lines {
        let colour = line.style.colour();
        let dash = dash(line.style);
        let label = label(line);
        let label = language.of(&label);
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"47\" width=\"26\" height=\"12\" fill=\"{colour}\" fill-opacity=\"0.22\"/>\
             <path d=\"M{x} 53h26\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>\
             <text x=\"{}\" y=\"57.5\" fill=\"{MUTED}\">{}</text>",
            x + 34.0,
            escape(label)
        );
        x += 34.0
            + 30.0
            + 7.2
                * label
                    .chars()
                    .map(|c| if c.is_ascii() { 1.0 } else { 1.8 })
                    .sum::<f64>();
    }
    let _ = write!(
        out,
        "<text x=\"20\" y=\"{}\" font-size=\"11\" fill=\"{MUTED}\">{}</text>",
        frame.height - 16.0,
        escape(language.of(&notice()))
    );
}

/// Bands that the pairs are enough for, widest first, and the range in the place of the widest if they are not.
fn drawn(line: &Line) -> Vec<u8> {
    let pairs = line.points.first().map_or(0, |p| p.count);
    let shown = line.bands.iter().enumerate();
    shown
        .filter(|(k, percent)| *k == 0 || holds(pairs, **percent))
        .map(|(_, percent)| *percent)
        .collect()
}

/// Name of a line with what its shades hold.
fn label(line: &Line) -> Text {
    let pairs = line.points.first().map_or(0, |p| p.count);
    let held = words::shades(pairs, line.bands);
    text(
        format!("{}, with {}", line.name.en, held.en),
        format!("{}，含{}", line.name.zh, held.zh),
    )
}

/// Horizontal lines with numbers, years, unit.
fn grid(out: &mut String, chart: &Fan, frame: &Frame, place: Place) {
    let (left, right, bottom) = (frame.left, frame.right, frame.bottom);
    for tick in &frame.axis.ticks {
        let y = frame.y(*tick);
        let zero = chart.effect && tick.abs() < frame.axis.step * 1e-9;
        let (colour, width) = if zero { (ZERO, 1.2) } else { (GRID, 1.0) };
        let label = plain(*tick, frame.axis.decimals, Minus::Typographic);
        let _ = write!(
            out,
            "<path d=\"M{left} {y:.1}H{right}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"{MUTED}\">{label}</text>",
            left - 7.0,
            y + frame.font * 0.34
        );
    }
    for (i, label) in axis::dates(&chart.dates, (right - left) / frame.steps, 3.6 * frame.font) {
        let x = frame.x(i);
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {bottom}v4\" stroke=\"{ZERO}\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{MUTED}\">{label}</text>",
            bottom + 6.0 + frame.font
        );
    }
    let y = frame.top - 1.4 * frame.font;
    match place {
        Place::Inline => {
            let _ = write!(
                out,
                "<text lang=\"en\" x=\"0\" y=\"{y}\" fill=\"{MUTED}\">{}</text>\
                 <text lang=\"zh-CN\" x=\"0\" y=\"{y}\" fill=\"{MUTED}\">{}</text>",
                escape(&chart.unit.en),
                escape(Language::Chinese.of(&chart.unit))
            );
        }
        Place::Alone(language) => {
            let _ = write!(
                out,
                "<text x=\"20\" y=\"{y}\" fill=\"{MUTED}\">{}</text>",
                escape(language.of(&chart.unit))
            );
        }
    }
}

fn bands(out: &mut String, line: &Line, frame: &Frame) {
    let colour = line.style.colour();
    for percent in drawn(line) {
        let opacity = match (line.style, percent) {
            (Style::Baseline, _) => 0.16,
            (_, 95) => 0.13,
            (_, 80) => 0.16,
            _ => 0.24,
        };
        for run in finite_runs(&line.points) {
            let mut path = String::new();
            for i in run.clone() {
                let y = frame.y(line.points[i].band(percent).1);
                let _ = write!(
                    path,
                    "{}{:.1} {y:.1}",
                    if path.is_empty() { "M" } else { "L" },
                    frame.x(i)
                );
            }
            for i in run.rev() {
                let _ = write!(
                    path,
                    "L{:.1} {:.1}",
                    frame.x(i),
                    frame.y(line.points[i].band(percent).0)
                );
            }
            let _ = write!(
                out,
                "<path d=\"{path}Z\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>"
            );
        }
    }
}

fn median(out: &mut String, line: &Line, frame: &Frame) {
    let firm = |i: usize| line.firm.get(i).copied().unwrap_or(true);
    let (mut solid, mut dotted) = (String::new(), String::new());
    for run in finite_runs(&line.points) {
        let (mut start, end) = (run.start, run.end);
        // A segment stands for the point it leads to; each piece runs over segments of one kind.
        while start + 1 < end {
            let kind = firm(start + 1);
            let mut stop = start + 1;
            while stop + 1 < end && firm(stop + 1) == kind {
                stop += 1;
            }
            let path = if kind { &mut solid } else { &mut dotted };
            for i in start..=stop {
                let command = if i == start { "M" } else { "L" };
                let _ = write!(
                    path,
                    "{command}{:.1} {:.1}",
                    frame.x(i),
                    frame.y(line.points[i].median)
                );
            }
            start = stop;
        }
    }
    let colour = line.style.colour();
    let mut draw = |path: &str, dash: &str| {
        if !path.is_empty() {
            let _ = write!(
                out,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dash}/>"
            );
        }
    };
    draw(&solid, dash(line.style));
    draw(&dotted, " stroke-dasharray=\"0.5 4\" stroke-linecap=\"round\"");
}

const fn dash(style: Style) -> &'static str {
    match style {
        Style::Scenario => "",
        Style::Baseline => " stroke-dasharray=\"5 3.5\"",
    }
}

/// The last median, written at the right end.
fn end_label(out: &mut String, chart: &Fan, frame: &Frame) {
    let Some(line) = chart.lines.last() else { return };
    let Some((i, last)) = line
        .points
        .iter()
        .enumerate()
        .rfind(|(_, p)| p.median.is_finite())
    else {
        return;
    };
    let (x, y) = (frame.x(i), frame.y(last.median));
    let label = signed(last.median, decimals(last.median).min(2), Minus::Typographic);
    let colour = line.style.colour();
    let _ = write!(
        out,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.6\" fill=\"{colour}\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\" font-weight=\"600\" fill=\"{colour}\">{label}</text>",
        x + 6.0,
        y + frame.font * 0.34
    );
}

/// Ranges of neighbouring points that can be drawn.
fn finite_runs(points: &[Spread]) -> Vec<std::ops::Range<usize>> {
    let fine = |p: &Spread| p.median.is_finite() && p.min.is_finite() && p.max.is_finite();
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, _) in points.iter().enumerate().filter(|(_, p)| fine(p)) {
        match runs.last_mut() {
            Some(run) if run.end == i => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs
}

/// Text safe inside elements and attributes of HTML and SVG.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
