//! Dated values of one lever: segments in time, each holding a level or ramping to it.

use crate::error::Place;
use crate::levers::Lever;
use engine::time::Quarter;

/// What one layer (a file, or one `--set`) says about one lever.
#[derive(Clone, Debug)]
pub(crate) struct Overlay {
    /// The lever.
    pub lever: &'static Lever,
    /// Household group or frontier field, for levers that have one.
    pub member: Option<String>,
    /// Segments in order of time that do not overlap.
    pub segments: Vec<Segment>,
    /// Currency of its money values, with the place where it was first written.
    pub currency: Option<(String, Place)>,
    /// Quarters as written, to be checked against the simulated range.
    pub dates: Vec<Dated>,
    /// Where the lever is named.
    pub place: Place,
}

/// A quarter as written.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    /// The quarter.
    pub quarter: Quarter,
    /// May lie before the start, as the history of a path may.
    pub history: bool,
    /// Where.
    pub place: Place,
}

/// A stretch of quarters with one rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment {
    /// First quarter; `None` is the scenario's start.
    pub from: Option<Quarter>,
    /// Last quarter; `None` is open.
    pub to: Option<Quarter>,
    /// The value in it.
    pub level: Level,
}

/// The value inside a segment, in the unit's measure; `None` is neutral.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Level {
    /// The same in every quarter.
    Hold(Option<f64>),
    /// From `initial` to `value` in `over` equal steps, the first of them in the first quarter; then `value`.
    Ramp { initial: f64, value: f64, over: u16 },
}

impl Segment {
    fn covers(&self, quarter: Quarter) -> bool {
        self.from.is_none_or(|f| f <= quarter) && self.to.is_none_or(|t| quarter <= t)
    }

    fn value(&self, quarter: Quarter) -> Option<f64> {
        match self.level {
            Level::Hold(value) => value,
            Level::Ramp { initial, value, over } => {
                let steps = self.from.map_or(i32::from(over), |from| quarter.since(from) + 1);
                if steps >= i32::from(over) {
                    return Some(value);
                }
                Some(initial + (value - initial) * (f64::from(steps) / f64::from(over)))
            }
        }
    }
}

impl Overlay {
    /// The value this overlay gives for a quarter: `None` if it says nothing, `Some(None)` if it says neutral.
    pub fn at(&self, quarter: Quarter) -> Option<Option<f64>> {
        // The segments are in order of time and do not overlap: only the last that has begun can cover the quarter.
        let begun = self
            .segments
            .partition_point(|s| s.from.is_none_or(|from| from <= quarter));
        self.segments
            .get(begun.checked_sub(1)?)
            .filter(|s| s.covers(quarter))
            .map(|s| s.value(quarter))
    }

    /// Quarters in which its value may change, unsorted.
    pub fn breakpoints(&self) -> Vec<Quarter> {
        let mut out = Vec::new();
        for segment in &self.segments {
            if let Some(from) = segment.from {
                let steps = match segment.level {
                    Level::Hold(_) => 1,
                    Level::Ramp { over, .. } => i32::from(over).max(1),
                };
                let ends = segment.to.unwrap_or(from.plus(steps));
                out.extend((0..steps).map(|k| from.plus(k)).take_while(|q| *q <= ends));
            }
            out.extend(segment.to.map(|t| t.plus(1)));
        }
        out
    }

    /// True if both speak of the same lever and member.
    pub fn same_lever(&self, other: &Overlay) -> bool {
        self.lever.path == other.lever.path && self.member == other.member
    }

    /// Path with the member filled in.
    pub fn path(&self) -> String {
        self.lever.path_for(self.member.as_deref())
    }
}
