//! How a summary over seeds settles: mean, median and the band from 5 to 95 % (the range of fewer than 19), over more and more seeds.

use super::axis::Axis;
use super::{FONT, GRID, INK, MUTED, SCENARIO, escape};
use crate::numbers::{Minus, plain};
use crate::words::{Language, notice, text};
use engine::math;
use experiments::stats::{Spread, settling};
use model::economy::Text;
use std::fmt::Write;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 456.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 620.0;
const TOP: f64 = 84.0;
const BOTTOM: f64 = 380.0;
/// Least distance of two labels at the right end.
const LABEL: f64 = 16.0;

/// Where numbers of seeds and values stand in the picture.
struct Scale {
    axis: Axis,
    doublings: f64,
}

impl Scale {
    fn across(&self, n: usize) -> f64 {
        LEFT + (RIGHT - LEFT) * math::log2(n as f64) / self.doublings
    }
    fn up(&self, v: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * self.axis.share(v)
    }
}

/// Draws how the summary of `sample`, one value a seed in the order of the seeds, settles. `unit` says what is counted
/// on the horizontal axis, for example pairs of runs.
pub fn convergence(title: &str, sample: &[f64], unit: &Text, language: Language) -> String {
    let points = settling(sample);
    let axis = Axis::of(
        points
            .iter()
            .flat_map(|(_, s)| [s.band(90).0, s.mean, s.band(90).1]),
    );
    let scale = Scale {
        axis,
        doublings: math::log2(sample.len() as f64).max(1.0),
    };
    let key = text(
        "Line: mean. Dashes: median. Shade: 5 to 95 %, below 19 the range. Doublings to the right.",
        "实线：均值。虚线：中位数。阴影：5%至95%，不足19个时为全距。横轴按倍数递增。",
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         role=\"img\" aria-labelledby=\"settling-t\" font-family=\"{FONT}\" font-size=\"12\"><title id=\"settling-t\">{0}\
         </title><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/><text x=\"20\" y=\"32\" font-size=\"16\" \
         font-weight=\"600\" fill=\"{INK}\">{0}</text><text x=\"20\" y=\"54\" fill=\"{MUTED}\">{1}</text>",
        escape(title),
        escape(language.of(&key))
    );
    frame(&mut out, &scale, sample.len(), language.of(unit));
    curves(&mut out, &scale, &points);
    if let Some((_, last)) = points.last() {
        labels(
            &mut out,
            [
                (last.band(90).1, text("95 %", "95%")),
                (last.mean, text("mean", "均值")),
                (last.median, text("median", "中位数")),
                (last.band(90).0, text("5 %", "5%")),
            ]
            .map(|(v, name)| {
                (
                    scale.up(v),
                    format!("{} {}", language.of(&name), plain(v, 2, Minus::Typographic)),
                )
            }),
        );
    }
    let _ = write!(
        out,
        "<text x=\"20\" y=\"{}\" font-size=\"11\" fill=\"{MUTED}\">{}</text></svg>",
        HEIGHT - 12.0,
        escape(language.of(&notice()))
    );
    out
}

/// Lines and numbers of both axes; `unit` says what the horizontal one counts.
fn frame(out: &mut String, scale: &Scale, seeds: usize, unit: &str) {
    let axis = &scale.axis;
    for &tick in &axis.ticks {
        let y = scale.up(tick);
        let _ = write!(
            out,
            "<path d=\"M{LEFT} {y:.1}H{RIGHT}\" stroke=\"{GRID}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" \
             fill=\"{MUTED}\">{}</text>",
            LEFT - 8.0,
            y + 4.0,
            plain(tick, axis.decimals, Minus::Typographic)
        );
    }
    for n in (0..).map(|k| 1_usize << k).take_while(|&n| n <= seeds) {
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{MUTED}\">{n}</text>",
            scale.across(n),
            BOTTOM + 20.0
        );
    }
    let _ = write!(
        out,
        "<text x=\"{RIGHT}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"{MUTED}\">{}</text>",
        BOTTOM + 38.0,
        escape(unit)
    );
}

/// The band as a shade, the mean as a line, the median in dashes.
fn curves(out: &mut String, scale: &Scale, points: &[(usize, Spread)]) {
    let path = |value: &dyn Fn(usize) -> f64| -> Vec<String> {
        let point =
            |(k, (n, _)): (usize, &(usize, _))| format!("{:.1} {:.1}", scale.across(*n), scale.up(value(k)));
        points.iter().enumerate().map(point).collect()
    };
    let mut edge = path(&|k| points[k].1.band(90).1);
    edge.extend(path(&|k| points[k].1.band(90).0).into_iter().rev());
    let _ = write!(
        out,
        "<path d=\"M{}Z\" fill=\"{SCENARIO}\" fill-opacity=\"0.16\"/>\
         <path d=\"M{}\" stroke=\"{SCENARIO}\" stroke-width=\"2\" fill=\"none\"/>\
         <path d=\"M{}\" stroke=\"{SCENARIO}\" stroke-width=\"2\" stroke-dasharray=\"5 4\" fill=\"none\"/>",
        edge.join("L"),
        path(&|k| points[k].1.mean).join("L"),
        path(&|k| points[k].1.median).join("L")
    );
}

/// Labels at the right end, from the top down, moved apart where they would overlap.
fn labels(out: &mut String, labels: [(f64, String); 4]) {
    let mut free = f64::NEG_INFINITY;
    for (y, words) in labels {
        let y = y.max(free);
        free = y + LABEL;
        let _ = write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{INK}\">{}</text>",
            RIGHT + 10.0,
            y + 4.0,
            escape(&words)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_picture_says_the_summary_of_all() {
        let sample: Vec<f64> = (1..=33).map(f64::from).collect();
        let unit = text("seeds", "种子数");
        let picture = convergence("Multiples", &sample, &unit, Language::English);
        assert!(picture.contains(">mean 17.00<") && picture.contains(">median 17.00<"));
        assert!(picture.contains(">32<") && !picture.contains(">64<") && !picture.contains("NaN"));
        let chinese = convergence("倍数", &sample, &unit, Language::Chinese);
        assert!(chinese.contains("均值 17.00") && chinese.ends_with("</svg>"));
    }
}
