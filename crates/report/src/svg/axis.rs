//! Axes: round numbers and calendar years.

use crate::numbers;
use engine::math;
use engine::time::Quarter;

/// Share of a step by which values may stand out of the axis.
const HAIR: f64 = 0.02;

/// A vertical axis that begins and ends on a round number.
pub(super) struct Axis {
    low: f64,
    high: f64,
    pub step: f64,
    pub ticks: Vec<f64>,
    pub decimals: usize,
}

impl Axis {
    /// Axis that holds all finite values.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let finite = values.filter(|x| x.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| {
            (l.min(x), h.max(x))
        });
        let (low, high) = match high - low {
            // Nothing to draw, or a flat line: leave room on both sides.
            range if !range.is_finite() => (-1.0, 1.0),
            range if range <= 1e-12 * high.abs().max(1e-9) => {
                let room = if high == 0.0 { 1.0 } else { 0.05 * high.abs() };
                (low - room, high + room)
            }
            _ => (low, high),
        };
        let rough = (high - low) / 4.0;
        let power = math::powi(10.0, math::log10(rough).floor() as i32);
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .map(|m| m * power)
            .find(|&s| s >= 0.95 * rough)
            .unwrap_or(10.0 * power);
        // A band may stand out by a hair, less than a line is wide; another step for it would be empty.
        let (first, last) = ((low / step + HAIR).floor(), (high / step - HAIR).ceil());
        let count = (last - first) as usize;
        let ticks: Vec<f64> = (0..=count).map(|i| (first + i as f64) * step).collect();
        let decimals = (0..6).find(|&d| {
            let scaled = step * math::powi(10.0, d);
            (scaled - scaled.round()).abs() < 1e-6
        });
        Self {
            low: first * step,
            high: last * step,
            step,
            ticks,
            decimals: decimals.map_or_else(|| numbers::decimals(step), |d| d as usize),
        }
    }
    /// Position between the ends of the axis, 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// Labels of the horizontal axis with their positions: years at first quarters, as many as fit; quarters
/// themselves if the run is short. `spacing` is the width of one quarter, `room` what a label needs.
pub(super) fn dates(dates: &[Quarter], spacing: f64, room: f64) -> Vec<(usize, String)> {
    let every = |width: f64| (room / width.max(1e-9)).ceil().max(1.0) as usize;
    if dates.len() < 10 {
        let step = every(spacing / 1.6);
        return dates
            .iter()
            .enumerate()
            .step_by(step)
            .map(|(i, d)| (i, d.to_string()))
            .collect();
    }
    let years: Vec<(usize, i32)> = dates
        .iter()
        .enumerate()
        .filter(|(_, d)| d.of_year() == 1)
        .map(|(i, d)| (i, d.year()))
        .collect();
    // Steps of 1, 2, 5, 10 ... years on round years read best.
    let need = every(4.0 * spacing) as i32;
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|&s| s >= need)
        .unwrap_or(100);
    years
        .into_iter()
        .filter(|(_, y)| y % step == 0)
        .map(|(i, y)| (i, y.to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_round_numbers() {
        let axis = Axis::of([-0.13, 0.42].into_iter());
        assert_eq!(
            (axis.low, axis.high, axis.decimals),
            (-0.2, 0.6000000000000001, 1)
        );
        assert_eq!(axis.ticks.len(), 5);
        let axis = Axis::of([61.2, 74.9, f64::NAN].into_iter());
        assert_eq!((axis.low, axis.high, axis.step), (60.0, 75.0, 5.0));
        // Almost nothing below zero takes no step of its own.
        let axis = Axis::of([-0.01, 2.9].into_iter());
        assert_eq!((axis.low, axis.high, axis.step), (0.0, 3.0, 1.0));
        let axis = Axis::of([-0.1, 2.9].into_iter());
        assert_eq!((axis.low, axis.high), (-1.0, 3.0));
        let flat = Axis::of([0.0, 0.0].into_iter());
        assert!((flat.share(0.0) - 0.5).abs() < 1e-12);
        assert!(Axis::of(std::iter::empty()).share(0.0).is_finite());
        let tiny = Axis::of([0.0, 3e-4].into_iter());
        assert_eq!(tiny.decimals, 4);
    }

    #[test]
    fn years_leave_room_for_each_other() {
        let quarters: Vec<Quarter> = (0..41).map(|i| Quarter::new(2025, 1).plus(i)).collect();
        let labels = dates(&quarters, 8.0, 40.0);
        assert_eq!(labels[0], (4, "2026".into()));
        assert!(labels.windows(2).all(|w| (w[1].0 - w[0].0) as f64 * 8.0 >= 40.0));
        assert_eq!(dates(&quarters[..4], 100.0, 40.0).len(), 4);
    }
}
